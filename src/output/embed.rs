//! Charts that leave their pages: pictures as SVG and PNG, and pages that other sites embed.
//!
//! They are made together with the page that shows the chart, so that no figure is worked out twice.

use super::cache::{Cache, Key, cached};
use super::card::{Fonts, raster};
use super::chart::{Picture, Style, picture};
use super::links::Written;
use super::page::Printer;
use super::sink::Sink;
use super::web::Web;
use super::{Printed, put_page};
use crate::finding::{Code, Finding, Findings};
use crate::site::chart::Chart;
use crate::site::takeaway::{Fact, Takeaway};
use crate::site::{Entry, Frame, Page};
use crate::theme::Theme;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

/// How pictures in pixels are made; to be changed whenever the same SVG is to give another one.
const RECIPE: &str = "chart 3";
/// Pixels for a unit: sharp on a dense screen and in print.
const SCALE: f64 = 2.0;
/// No picture is higher than this, in pixels.
const HIGHEST: f64 = 9000.0;
/// The width that an embedded page is made for, in pixels.
const WIDTH: u32 = 720;
/// What the margins of `80-embed.css` leave of that.
const COLUMN: f64 = 688.0;
/// What names of facts take of the column, with the gap beside them.
const NAMES: f64 = 156.0;
/// What margins, the folded table and the link below take of the height, with room for a line that breaks early.
const AROUND: f64 = 192.0;
/// The heading, the grant and the facts, as `80-embed.css` sets them.
const TITLE: Style = Style { class: "", size: 20.0, weight: 1.1 };
const OF: Style = Style { class: "", size: 16.0, weight: 1.0 };
const FACT: Style = Style { class: "", size: 15.0, weight: 1.0 };

/// An edition has no embedded pages, so that every link of theirs stays within the portal.
static ELSEWHERE: BTreeSet<String> = BTreeSet::new();

/// Makes what charts leave their pages as.
pub(super) struct Embeds<'o> {
    fonts: Arc<Fonts>,
    style: &'o str,
    cache: &'o dyn Cache,
    sink: &'o dyn Sink,
    web: &'o Web,
}

/// What the template of an embedded page gets beside the chart.
#[derive(Serialize)]
pub(super) struct Embedding<'p> {
    /// What goes with the chart.
    take: &'p Takeaway,
    /// The markup that shows the page in another one, where the full address is known.
    snippet: Option<String>,
}

/// The style that charts take with them.
pub(super) fn chart_style(theme: &Theme) -> String {
    let charts = theme.assets.get("styles/charts.css").and_then(|bytes| std::str::from_utf8(bytes).ok());
    super::chart::colours::style(charts)
}

impl<'o> Embeds<'o> {
    pub(super) fn new(
        fonts: &Arc<Fonts>,
        style: &'o str,
        cache: &'o dyn Cache,
        sink: &'o dyn Sink,
        web: &'o Web,
    ) -> Self {
        Self { fonts: Arc::clone(fonts), style, cache, sink, web }
    }

    /// Puts everything about the charts of a page.
    ///
    /// # Errors
    /// What the sink says.
    pub(super) fn put(&self, printer: &Printer<'_>, entry: &Entry, page: &Page) -> io::Result<Vec<Printed>> {
        let charts = page.body.charts.iter().zip(&page.taken);
        let printed: io::Result<Vec<Vec<Printed>>> = charts
            .map(|((name, chart), take)| self.put_one(printer, entry, &page.frame, (name, chart, take)))
            .collect();
        Ok(printed?.into_iter().flatten().collect())
    }

    /// Puts a page at each of the addresses where charts of a withdrawn grant were: other sites may embed them still.
    ///
    /// # Errors
    /// What the sink says.
    pub(super) fn put_withdrawn(
        &self,
        printer: &Printer<'_>,
        entry: &Entry,
        page: &Page,
        addresses: &[String],
    ) -> io::Result<Vec<Printed>> {
        let put = |address: &String| {
            let text = printer.embed_withdrawn(entry, page);
            put_page(self.sink, self.web, address, text, Written::Relative(&ELSEWHERE))
        };
        addresses.iter().map(put).collect()
    }

    fn put_one(
        &self,
        printer: &Printer<'_>,
        entry: &Entry,
        frame: &Frame,
        (name, chart, take): (&str, &Chart, &Takeaway),
    ) -> io::Result<Vec<Printed>> {
        // Where nobody keeps the files, nothing is drawn: it is what takes the time.
        let drawn = self.sink.is_read().then(|| picture(chart, take, frame.lang, self.style));
        let height = drawn.as_ref().map_or(0, |picture| height_of(picture, take));
        let snippet = take.embed_full.as_ref().map(|full| snippet(full, take, height));
        let mut findings = Findings::new();
        if let Some(picture) = &drawn {
            let said = snippet.as_ref().map(|snippet| oembed(frame, take, picture, (snippet, height)));
            findings.extend(self.put_files(take, picture, said)?);
        }
        let embedding = Embedding { take, snippet };
        let text = printer.embed(entry, frame, (name, chart), &embedding);
        let page = put_page(self.sink, self.web, &take.embed, text, Written::Relative(&ELSEWHERE))?;
        findings.extend(page.findings);
        let files = [Some(&take.svg), take.png.as_ref(), take.oembed.as_ref()].into_iter().flatten().cloned();
        let page = Printed { files: files.collect(), findings };
        let former = take.former.iter().map(|address| {
            let text = printer.embed_moved(entry, frame, &embedding);
            put_page(self.sink, self.web, address, text, Written::Relative(&ELSEWHERE))
        });
        [Ok(page)].into_iter().chain(former).collect()
    }

    /// Puts the pictures, and what is `said` to sites that ask how to embed the chart.
    fn put_files(
        &self,
        take: &Takeaway,
        picture: &Picture,
        said: Option<serde_json::Value>,
    ) -> io::Result<Option<Finding>> {
        self.sink.put(take.svg.trim_start_matches('/'), picture.svg.as_bytes())?;
        if let (Some(address), Some(said)) = (&take.oembed, said) {
            self.sink.put(address.trim_start_matches('/'), said.to_string().as_bytes())?;
        }
        take.png.as_ref().map_or(Ok(None), |address| self.put_png(address, picture))
    }

    fn put_png(&self, address: &str, picture: &Picture) -> io::Result<Option<Finding>> {
        let drawn = self.fonts.shown_markup(&picture.svg);
        let scale = scale(picture) as f32;
        let key = Key::new(RECIPE, &[drawn.as_bytes(), &scale.to_le_bytes(), self.fonts.hash()]);
        match cached(self.cache, key, || raster(&drawn, &self.fonts, scale)) {
            Ok(bytes) => self.sink.put(address.trim_start_matches('/'), &bytes).map(|()| None),
            Err(reason) => {
                let finding = Finding::new(Code::TemplateError).with("template", address).with("reason", reason);
                Ok(Some(finding.with("page", address)))
            }
        }
    }
}

/// About as high as the page is at its width: a reader of the other site should not have to scroll.
fn height_of(picture: &Picture, take: &Takeaway) -> u32 {
    let of = if take.of.text == take.title { 0.0 } else { lines(&OF, &take.of.text, COLUMN) * 24.0 };
    let facts: f64 = take.facts.iter().map(height_of_fact).sum();
    (picture.chart_height + lines(&TITLE, &take.title, COLUMN) * 24.0 + of + facts + AROUND).ceil() as u32
}

/// A fact stands beside its name.
fn height_of_fact(fact: &Fact) -> f64 {
    let values: f64 = fact.values.iter().map(|value| lines(&FACT, &value.text, COLUMN - NAMES)).sum();
    values.max(lines(&FACT, &fact.label, NAMES)) * 23.0 + 4.0
}

fn lines(style: &Style, words: &str, width: f64) -> f64 {
    style.wrap(words, width).len() as f64
}

fn snippet(address: &str, take: &Takeaway, height: u32) -> String {
    let title = format!("{} — {}", take.title, take.of.text);
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{WIDTH}\" height=\"{height}\" loading=\"lazy\" \
         style=\"max-width:100%;border:0\"></iframe>",
        super::chart::escape(address),
        super::chart::escape(&title)
    )
}

/// What oEmbed asks for (`rich`). Without a PNG there is no thumbnail: its three fields belong together.
fn oembed(frame: &Frame, take: &Takeaway, picture: &Picture, (html, height): (&str, u32)) -> serde_json::Value {
    let mut said = json!({
        "version": "1.0",
        "type": "rich",
        "title": format!("{} — {}", take.title, take.of.text),
        "provider_name": frame.portal.text,
        "provider_url": take.portal_full,
        "html": html,
        "width": WIDTH,
        "height": height,
    });
    if let (Some(address), Some(said)) = (&take.png_full, said.as_object_mut()) {
        let (width, height) = pixels(picture);
        said.insert("thumbnail_url".to_owned(), json!(address));
        said.insert("thumbnail_width".to_owned(), json!(width));
        said.insert("thumbnail_height".to_owned(), json!(height));
    }
    said
}

fn scale(picture: &Picture) -> f64 {
    SCALE.min(HIGHEST / picture.height)
}

/// The size of the picture in pixels.
fn pixels(picture: &Picture) -> (u32, u32) {
    let length = |units: f64| (units * scale(picture)).round() as u32;
    (length(picture.width), length(picture.height))
}
