//! What is needed to print: the templates compiled, the fonts read, the files of the look named. One page at a time for
//! the server, all of them for a build.

use super::assets::Assets;
use super::cache::Cache;
use super::card::{Cards, Fonts};
use super::embed::{Embeds, chart_style};
use super::page::{Printer, compile};
use super::sink::{MemorySink, Sink, WantedSink};
use super::spoken::Spoken;
use super::web::Web;
use super::{Makers, export, fixed_files, search};
use crate::finding::Findings;
use crate::site::{Entry, Site};
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};
use tera::Tera;

/// What is made of a look before there is anything to print: it is the same for every state of the content.
pub struct Plates {
    assets: Assets,
    fonts: Arc<Fonts>,
    chart_style: String,
    templates: Tera,
}

impl Plates {
    /// Compiles the templates. All templates that cannot be read are reported together.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn of(theme: &Theme) -> Result<Self, Findings> {
        let fonts = Arc::new(Fonts::of(theme));
        let templates = compile(theme, &fonts)?;
        Ok(Self { assets: Assets::of(theme), fonts, chart_style: chart_style(theme), templates })
    }
}

/// A look that is ready to print the pages of a site.
pub struct Press<'s> {
    site: &'s Site<'s>,
    plates: Arc<Plates>,
    printer: Printer<'s>,
    spoken: Spoken,
    /// The index of the search, made when its first file is asked for.
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

/// What became of asking for a single file.
#[derive(Debug)]
pub enum Asked {
    /// Its bytes, the same that a build writes.
    Made(Vec<u8>),
    /// The site has no such page.
    Missing,
    /// It comes with a whole build only: data, photos, editions.
    WithAll,
    /// It cannot be made.
    Broken(Findings),
}

impl<'s> Press<'s> {
    /// Compiles the templates. All templates that cannot be read are reported together.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn new(site: &'s Site<'s>, theme: &Theme) -> Result<Self, Findings> {
        Ok(Self::with(site, Arc::new(Plates::of(theme)?)))
    }

    /// The same with a look that is compiled already.
    pub fn with(site: &'s Site<'s>, plates: Arc<Plates>) -> Self {
        let spoken = Spoken::of(site);
        let printer = Printer::new(site, &plates.templates, &plates.assets, &spoken);
        Self { site, plates, printer, spoken, search: OnceLock::new() }
    }

    /// The files of the look: path and bytes.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.plates.assets.files().chain(self.spoken.files())
    }

    pub(super) fn makers<'o>(
        &'o self,
        site: &'o Site<'o>,
        cache: &'o dyn Cache,
        sink: &'o dyn Sink,
        web: &'o Web,
    ) -> Makers<'o> {
        let cards = Cards::new(&self.plates.fonts, cache, sink);
        let embeds = Embeds::new(&self.plates.fonts, &self.plates.chart_style, cache, sink, web);
        Makers { site, printer: &self.printer, cards, embeds, web, sink }
    }

    /// Makes the file at `path`, from the root of the site, alone.
    ///
    /// # Errors
    /// A file of data that the page speaks of cannot be made.
    pub fn ask(&self, path: &str, cache: &dyn Cache) -> io::Result<Asked> {
        if let Some((_, bytes)) = self.assets().find(|(asset, _)| *asset == path) {
            return Ok(Asked::Made(bytes.to_owned()));
        }
        if let Some((_, text)) = fixed_files(self.site).into_iter().find(|(fixed, _)| *fixed == path) {
            return Ok(Asked::Made(text.into_bytes()));
        }
        if path.starts_with("search/") {
            return self.ask_search(path);
        }
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        match (self.site.entry(&address), owner(path).and_then(|address| self.site.entry(&address))) {
            (Some(entry), _) => self.ask_page(entry, path, cache, true),
            (None, Some(owner)) => self.ask_page(owner, path, cache, false),
            _ if is_page(path) => Ok(Asked::Missing),
            _ => Ok(Asked::WithAll),
        }
    }

    /// Makes a page, or one of the files that belong to it.
    fn ask_page(&self, entry: &Entry, path: &str, cache: &dyn Cache, alone: bool) -> io::Result<Asked> {
        let Some(data) = export::of_page(self.site, entry)? else { return Ok(Asked::WithAll) };
        let site = self.site.with_data(data, Vec::new());
        let (sink, web) = (WantedSink::new(path), Web::default());
        let makers = self.makers(&site, cache, &sink, &web);
        let printed = if alone { vec![makers.print_alone(entry)?] } else { makers.print(entry)? };
        let found: Findings = printed.into_iter().flat_map(|printed| printed.findings).collect();
        Ok(match sink.into_bytes() {
            Some(bytes) => Asked::Made(bytes),
            None if found.is_empty() => Asked::Missing,
            None => Asked::Broken(found),
        })
    }

    fn ask_search(&self, path: &str) -> io::Result<Asked> {
        let index = match self.search.get() {
            Some(index) => index,
            None => {
                let sink = MemorySink::default();
                search::publish(self.site, &sink)?;
                self.search.get_or_init(|| sink.into_files())
            }
        };
        Ok(index.get(path).map_or(Asked::Missing, |bytes| Asked::Made(bytes.clone())))
    }
}

/// The address of the page that a file belongs to: `charts/kk/grants/x/progress.svg` and
/// `embed/kk/grants/x/progress/` to `/kk/grants/x/`, as does `kk/grants/x/card.png`.
fn owner(path: &str) -> Option<String> {
    let in_embed = |rest: &str| {
        let (chart, _) = rest.rsplit_once('/')?;
        chart.rsplit_once('/').map(|(page, _)| format!("/{page}/"))
    };
    let beside = |rest: &str| rest.rsplit_once('/').map(|(page, _)| format!("/{page}/"));
    match path.split_once('/')? {
        ("embed", rest) => in_embed(rest),
        ("charts", rest) => beside(rest),
        _ if path.ends_with(crate::site::card::FILE) => beside(path),
        _ => None,
    }
}

/// Whether only a page of the current state can have this path.
fn is_page(path: &str) -> bool {
    path.ends_with(".html") && !path.starts_with(&format!("{}/", super::edition::FOLDER))
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn files_that_belong_to_a_page_lead_to_it() {
        for (path, address) in [
            ("charts/kk/grants/x/progress.svg", Some("/kk/grants/x/")),
            ("embed/kk/grants/x/progress/index.html", Some("/kk/grants/x/")),
            ("embed/kk/grants/x/progress/oembed.json", Some("/kk/grants/x/")),
            ("charts/kk/progress.svg", Some("/kk/")),
            ("kk/grants/x/card.png", Some("/kk/grants/x/")),
            ("card.png", None),
            ("kk/grants/x/photo.jpg", None),
        ] {
            assert_eq!(owner(path).as_deref(), address, "{path}");
        }
    }
}
