//! Stage 6: the site becomes files, in parallel, into a sink.
//!
//! Pages are rendered, their links rewritten and remembered, and put into the sink one by one; when
//! all are done, links that lead nowhere are reported. Exports aside, nothing here hears of a grant.

mod assets;
pub mod cache;
mod card;
pub mod chart;
mod codes;
pub mod edition;
mod embed;
mod escape;
pub mod export;
mod lasting;
pub mod links;
pub mod manifest;
mod page;
pub mod photo;
mod press;
pub mod search;
pub mod share;
pub mod sink;
pub mod size;
mod spoken;
mod web;

use crate::finding::{Code, Finding, Findings};
use crate::model::Picture;
use crate::read::Files;
use crate::site::photo::variants;
use crate::site::{Entry, Site, link_places, takeaway};
use crate::theme::Theme;
use cache::Cache;
use card::Cards;
use embed::Embeds;
use lasting::Lasting;
use links::{Internal, PageLinks, Written};
use manifest::Remembering;
use page::Printer;
pub use press::{Asked, Plates, Press};
use rayon::prelude::*;
use share::{SLIP, Share, Slip};
use sink::Sink;
use std::collections::BTreeSet;
use std::io;
use web::Web;

/// Puts the site, or a share of it, into the sink: first the files of data, then the pages that list them. Pictures are
/// read from `content`; `cache` keeps what is expensive.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn output(
    mut site: Site<'_>,
    share: Share,
    theme: &Theme,
    content: &dyn Files,
    cache: &dyn Cache,
    sink: &dyn Sink,
) -> io::Result<Findings> {
    let remembering = Remembering::new(sink);
    let sink: &dyn Sink = &remembering;
    if share.is_first() {
        (site.data, site.left_out) = export::publish(&site, &Lasting::new(&site, sink))?;
    } else {
        site.data = share::data_of(&site, &share.pages(&site))?;
    }
    let site = &site;
    let lasting = Lasting::new(site, sink);
    let sink: &dyn Sink = &lasting;
    let press = match Press::new(site, theme) {
        Ok(press) => press,
        Err(findings) => return Ok(findings),
    };
    let web = Web::default();
    let makers = press.makers(site, cache, sink, &web);
    let mut files: BTreeSet<String> = BTreeSet::new();
    let mut altered = Findings::new();
    // The search takes most memory, and pages leave addresses behind: it comes first.
    if share.is_first() {
        (files, altered) = of_all(site, &press, content, sink)?;
    }
    let pages = share.pages(site);
    let printed: Vec<io::Result<Vec<Printed>>> = pages.par_iter().map(|entry| makers.print(entry)).collect();
    let mut findings = Findings::new();
    for printed in printed {
        for Printed { files: beside, findings: found } in printed? {
            findings.extend(found);
            files.extend(beside);
        }
    }
    let pictures: Vec<&Picture> = share.of_list(&site.pictures()).copied().collect();
    let broken = photo::publish(&pictures, content, cache, sink)?;
    for variant in pictures.iter().flat_map(|picture| variants(picture)) {
        files.insert(format!("/{}", variant.path));
    }
    if !share.is_whole() {
        sink.put(SLIP, Slip::of(share, site, content)?.text()?.as_bytes())?;
    }
    let size = remembering.size();
    files.insert(remembering.publish(site)?);
    // Links to pages of other shares lead somewhere, but not here.
    if findings.is_empty() && share.is_whole() {
        findings.extend(dead_links(site, web, &files));
    }
    findings.extend(broken);
    findings.extend(altered);
    findings.extend(size::near_limit(site, size));
    findings.extend(site.missing_words());
    Ok(findings)
}

/// Puts what is made of all grants together, beside the pages. Gives the addresses of the files, and what was found about
/// earlier editions.
fn of_all(
    site: &Site<'_>,
    press: &Press<'_>,
    content: &dyn Files,
    sink: &dyn Sink,
) -> io::Result<(BTreeSet<String>, Findings)> {
    let mut files: BTreeSet<String> = site.data.iter().map(|file| format!("/{}", file.path)).collect();
    for (path, bytes) in press.assets() {
        sink.put(path, bytes)?;
        files.insert(format!("/{path}"));
    }
    if let Some(edition) = site.edition {
        edition::put_ledger(site, edition, sink)?;
        return Ok((files, Findings::new()));
    }
    files.extend(search::publish(site, sink)?);
    codes::publish(site, sink)?;
    for (path, text) in fixed_files(site) {
        sink.put(path, text.as_bytes())?;
        files.insert(format!("/{path}"));
    }
    let (frozen, altered) = edition::publish(site, content, sink)?;
    files.extend(frozen);
    Ok((files, altered))
}

/// What printing one page gave.
#[derive(Default)]
struct Printed {
    /// Other files that belong to it, by address.
    files: Vec<String>,
    findings: Findings,
}

/// What makes a page and everything that belongs to it.
struct Makers<'o> {
    site: &'o Site<'o>,
    printer: &'o Printer<'o>,
    cards: Cards<'o>,
    embeds: Embeds<'o>,
    web: &'o Web,
    sink: &'o dyn Sink,
}

impl Makers<'_> {
    /// Prints a page, and nothing that belongs to it.
    fn print_alone(&self, entry: &Entry) -> io::Result<Printed> {
        let Some(page) = self.site.page(entry) else { return Ok(Printed::default()) };
        put_page(self.sink, self.web, &entry.address, self.printer.print(entry, page), self.written(entry))
    }

    /// Prints a page, and its charts as they leave it.
    fn print(&self, entry: &Entry) -> io::Result<Vec<Printed>> {
        let Some(mut page) = self.site.page(entry) else { return Ok(Vec::new()) };
        let card = page.body.card.take();
        let drawn = card.map(|card| self.cards.put(self.printer, entry, &card)).transpose()?;
        let mut printed = self.embeds.put(self.printer, entry, &page)?;
        if entry.kind.name == "gone" {
            let addresses = takeaway::of_withdrawn(self.site, entry);
            printed.extend(self.embeds.put_withdrawn(self.printer, entry, &page, &addresses)?);
        }
        let text = self.printer.print(entry, page);
        let mut page = put_page(self.sink, self.web, &entry.address, text, self.written(entry))?;
        page.findings.extend(drawn.unwrap_or_default());
        printed.push(page);
        Ok(printed)
    }

    fn written(&self, entry: &Entry) -> Written<'_> {
        match entry.below.as_str() {
            "404.html" => Written::Below(&self.site.portal.base_url.path),
            _ => Written::Relative(self.site.elsewhere()),
        }
    }
}

/// Puts a page, if it could be printed, with its links rewritten, and adds them to those of the others.
fn put_page(
    sink: &dyn Sink,
    web: &Web,
    address: &str,
    text: Result<String, Box<Finding>>,
    written: Written<'_>,
) -> io::Result<Printed> {
    let text = match text {
        Ok(text) => text,
        Err(finding) => return Ok(Printed { findings: vec![*finding], ..Printed::default() }),
    };
    let (text, links) = if is_html(address) {
        links::rewrite(&text, address, written)
    } else {
        (export::xml::readable(&text), PageLinks::default())
    };
    sink.put(&file_path(address), text.as_bytes())?;
    web.add(address, &links);
    Ok(Printed {
        findings: links.repeated_ids.iter().map(|id| repeated_id(address, id)).collect(),
        ..Printed::default()
    })
}

fn is_html(address: &str) -> bool {
    address.ends_with('/') || address.ends_with(".html")
}

/// The file that holds the page at an address: `/kk/` is `kk/index.html`.
fn file_path(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if address.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn repeated_id(address: &str, id: &str) -> Finding {
    let reason = format!("id=\"{id}\" twice on the page");
    Finding::new(Code::TemplateError).with("template", address).with("reason", reason)
}

/// Files that hosts and crawlers look for.
fn fixed_files(site: &Site<'_>) -> Vec<(&'static str, String)> {
    let base = &site.portal.base_url;
    let domain = base.own_domain().map(|domain| ("CNAME", format!("{domain}\n")));
    let sitemap =
        if base.origin.is_empty() { String::new() } else { format!("\nSitemap: {}\n", base.absolute("/sitemap.xml")) };
    let robots = format!("User-agent: *\nAllow: /\n{sitemap}");
    domain.into_iter().chain([(".nojekyll", String::new()), ("robots.txt", robots)]).collect()
}

/// Dead links, at the place in the content where that is known, otherwise by page.
fn dead_links(site: &Site<'_>, web: Web, files: &BTreeSet<String>) -> Findings {
    let dead = web.dead(files);
    if dead.pages.is_empty() && dead.fragments.is_empty() {
        return Findings::new();
    }
    let places = link_places(site.portal);
    let place = |link: &Internal| {
        let with_fragment = format!("{}#{}", link.address, link.fragment);
        let keys = [with_fragment, link.address.clone(), format!("#{}", link.fragment)];
        keys.iter().find_map(|key| places.get(key)).and_then(|places| places.first())
    };
    let finding = |code: Code, page: &str, link: &Internal| {
        let finding = Finding::new(code).with("target", link.address.as_str()).with("fragment", link.fragment.as_str());
        match place(link) {
            Some(place) => finding.at(place),
            None => finding.with("page", page),
        }
    };
    let gone = dead.pages.iter().map(|(page, link)| finding(Code::DeadLink, page, link));
    let lost = dead.fragments.iter().map(|(page, link)| finding(Code::DeadFragment, page, link));
    gone.chain(lost).collect()
}
