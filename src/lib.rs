//! esep compiles the files that describe state grants into a public transparency portal.
//!
//! # The house
//!
//! | room | stage | takes | gives |
//! |---|---|---|---|
//! | [`read`] | 1 | files | drafts: what was written, with the place of every value |
//! | [`model`] | 2 | drafts | the portal: what it means, typed and linked |
//! | [`mod@derive`] | 3 | the portal | figures: achievement, totals, who belongs where |
//! | [`check`] | 4 | portal and figures | findings: contradictions, gaps, personal data |
//! | [`site`] | 5 | portal and figures | the site: every page as data |
//! | [`output`] | 6 | the site | files, into a sink |
//! | [`mod@write`] | 7 | files | the folder that is published |
//!
//! Beside the stages: [`mod@table`] (portal and figures as rows and columns, for exports and for the dictionary of the
//! data), [`import`] (documents and spreadsheets become content), [`finding`] (what editors are told), [`value`] (quantities and dates),
//! [`language`] (words, numbers, dates, alphabets), [`theme`] (the look), [`serve`] (the portal on this
//! machine), [`schema`] (every key explained, and told to the programs in which editors type), [`mod@form`] (the
//! official forms, filled), [`verify`] (a copy of it, held against its manifest), [`merge`] (the shares of it that several
//! machines built, put together), [`proof`] (that what stands there is what a build would make), [`kept`] (what a stage
//! made of a grant the last time, for [`serve`]), [`cli`] (the commands). Every stage goes on with what is sound; [`compile`] is all of them in a row, and the only place that knows
//! their order.

// Before those that ask for words in a language.
#[macro_use]
pub mod language;

pub mod check;
pub mod cli;
pub mod derive;
pub mod finding;
pub mod form;
pub mod import;
pub mod kept;
pub mod merge;
pub mod model;
pub mod output;
pub mod proof;
pub mod read;
pub mod schema;
pub mod serve;
pub mod site;
pub mod table;
pub mod theme;
pub mod value;
pub mod verify;
pub mod write;

#[cfg(test)]
#[path = "../tests/support/photo.rs"]
mod photo_samples;

use finding::{Findings, Outcome};
use output::cache::{Cache, NoCache};
use output::edition::Sealing;
use output::share::Share;
use output::sink::Sink;
use read::Files;
use std::io;
use std::sync::Arc;

/// What a run of the compiler depends on beside the files.
#[derive(Debug, Clone)]
pub struct World {
    /// The day that pages show as their date.
    pub today: jiff::civil::Date,
    /// The address of the portal, in place of the one in `portal.toml`.
    pub base_url: Option<model::BaseUrl>,
    /// Warnings count as errors.
    pub strict: bool,
    /// The name of the edition that the site is frozen as; absent: it shows the current state.
    pub edition: Option<String>,
}

/// Lays the site out without printing it and shows it to `see`, for commands that tell what templates get. Nothing
/// is told of the content; `None` where `portal.toml` cannot be read.
pub fn laid_out<T>(
    files: &dyn Files,
    world: &World,
    see: impl FnOnce(&site::Site<'_>, &theme::Theme) -> T,
) -> Option<T> {
    let portal = read::read(files).then(model::model).value?;
    let figures = derive::derive(&portal);
    let theme = theme::Theme::load(files, &portal.looks).value;
    let site = site::site(&portal, &figures, &[], &theme, world).value;
    Some(see(&site, &theme))
}

/// What the files mean, and everything else that pages are made from.
#[derive(Debug)]
pub struct Content {
    /// What is published.
    pub portal: model::Portal,
    /// What follows from it.
    pub figures: derive::Figures,
    /// The look.
    pub theme: Arc<theme::Theme>,
    /// What was found so far; some of it is told to readers.
    pub findings: Findings,
}

/// The stages that look at all files at once: reading, meaning, figures, checks, the look. `None` where `portal.toml`
/// cannot be read.
pub fn understand(files: &dyn Files, world: &World) -> Outcome<Option<Content>> {
    Understanding::once().of_drafts(read::read(files), files, world, &mut |_| {})
}

/// What was understood the last time, stage by stage, so that after a change only that is done again which the change
/// reaches.
///
/// Every stage keeps what it made of a single grant, under everything that it looked at; what it makes of all grants
/// together is made again each time. What comes out is the same as if nothing had been kept, but for the order in which
/// findings are given: whoever tells them sorts them ([`World::settled`]).
#[derive(Debug, Default)]
pub struct Understanding {
    reading: read::Reading,
    linking: model::Linking,
    deriving: derive::Deriving,
    checking: check::Checking,
    looking: theme::Looking,
}

impl Understanding {
    /// For one time: nothing is kept.
    fn once() -> Self {
        Self {
            reading: read::Reading::default(),
            linking: model::Linking::once(),
            deriving: derive::Deriving::once(),
            checking: check::Checking::once(),
            looking: theme::Looking::default(),
        }
    }

    /// Understands the content after a change, as [`understand`] does. `lap` hears of every stage when it is done.
    pub fn renew(
        &mut self,
        files: &dyn Files,
        changed: &read::Changed,
        world: &World,
        lap: &mut dyn FnMut(&'static str),
    ) -> Outcome<Option<Content>> {
        self.reading.renew(files, changed);
        if changed.reaches(theme::FOLDER) {
            self.looking = theme::Looking::default();
        }
        let drafts = self.reading.drafts();
        lap("read");
        self.of_drafts(drafts, files, world, lap)
    }

    fn of_drafts(
        &mut self,
        drafts: Outcome<read::Drafts>,
        files: &dyn Files,
        world: &World,
        lap: &mut dyn FnMut(&'static str),
    ) -> Outcome<Option<Content>> {
        let Outcome { value: portal, mut findings } = drafts.then(|drafts| self.linking.model(drafts));
        let Some(mut portal) = portal else { return Outcome { value: None, findings } };
        if let Some(base_url) = &world.base_url {
            portal.base_url = base_url.clone();
        }
        if let Some(edition) = &world.edition {
            portal.base_url.path.push_str(&format!("/{}/{edition}", output::edition::FOLDER));
        }
        lap("link");
        let figures = self.deriving.derive(&portal);
        lap("derive");
        findings.extend(self.checking.check(&portal, &figures));
        findings.extend(check::dated(&portal, world.today));
        check::answer(&mut findings, &portal);
        lap("check");
        let Outcome { value: theme, findings: found } = self.looking.load(files, &portal.looks);
        findings.extend(found);
        lap("look");
        let content = Content { portal, figures, theme, findings: findings.clone() };
        Outcome { value: Some(content), findings }
    }
}

impl Content {
    /// Lays out the site.
    pub fn site<'c>(&'c self, world: &'c World) -> Outcome<site::Site<'c>> {
        site::site(&self.portal, &self.figures, &self.findings, &self.theme, world)
    }

    /// The same after a change; `layout` is where pages stood before, and where they stand now.
    pub fn site_after<'c>(&'c self, layout: &mut site::Layout, world: &'c World) -> Outcome<site::Site<'c>> {
        site::site_after(layout, &self.portal, &self.figures, &self.findings, &self.theme, world)
    }

    /// Puts the whole site into `sink`.
    ///
    /// # Errors
    /// What the sink says: no space, no permission.
    pub fn publish(
        &self,
        site: site::Site<'_>,
        files: &dyn Files,
        cache: &dyn Cache,
        sink: &dyn Sink,
    ) -> io::Result<Findings> {
        self.publish_share(site, Share::WHOLE, files, cache, sink)
    }

    /// Puts a share of the site into `sink`.
    ///
    /// # Errors
    /// What the sink says: no space, no permission.
    pub fn publish_share(
        &self,
        site: site::Site<'_>,
        share: Share,
        files: &dyn Files,
        cache: &dyn Cache,
        sink: &dyn Sink,
    ) -> io::Result<Findings> {
        let Some(edition) = site.edition else { return output::output(site, share, &self.theme, files, cache, sink) };
        let (edition, today) = (edition.to_owned(), site.generated);
        let sealing = Sealing::new(sink);
        let found = output::output(site, share, &self.theme, files, cache, &sealing)?;
        sealing.seal(&edition, today, &self.portal)?;
        Ok(found)
    }
}

/// Looks the content through without laying out a site: the portal, its figures and what was found reach `see`. `None`
/// where `portal.toml` cannot be read.
pub fn looked_through<T>(
    files: &dyn Files,
    see: impl FnOnce(&model::Portal, &derive::Figures, &[finding::Finding]) -> T,
) -> Outcome<Option<T>> {
    let Outcome { value: portal, mut findings } = read::read(files).then(model::model);
    let seen = portal.map(|portal| {
        let figures = derive::derive(&portal);
        findings.extend(check::check(&portal, &figures));
        check::answer(&mut findings, &portal);
        see(&portal, &figures, &findings)
    });
    finding::settle(&mut findings);
    Outcome { value: seen, findings }
}

/// Compiles the portal in `files` into `sink` and gives everything that was found, sorted.
///
/// The sink gets pages even where there are errors in the content, so that errors of later stages are
/// found in the same run: whoever publishes looks at the findings first.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn compile(files: &dyn Files, world: &World, sink: &dyn Sink) -> io::Result<Findings> {
    compile_with(files, world, &NoCache, sink)
}

/// Like [`compile`], and what is expensive to make is kept in `cache` for the next time.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn compile_with(files: &dyn Files, world: &World, cache: &dyn Cache, sink: &dyn Sink) -> io::Result<Findings> {
    compile_share(files, world, Share::WHOLE, cache, sink)
}

/// Like [`compile_with`], and only this share of the site reaches the sink. The content is looked at as a whole: every
/// share tells the same of it, but for links that lead nowhere, which only a whole site can know.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn compile_share(
    files: &dyn Files,
    world: &World,
    share: Share,
    cache: &dyn Cache,
    sink: &dyn Sink,
) -> io::Result<Findings> {
    compile_seen(files, world, share, cache, sink, |_| ())
}

/// Like [`compile_share`], and `see` is shown what the content means, where it can be understood.
///
/// # Errors
/// What the sink says: no space, no permission.
pub fn compile_seen(
    files: &dyn Files,
    world: &World,
    share: Share,
    cache: &dyn Cache,
    sink: &dyn Sink,
    see: impl FnOnce(&Content),
) -> io::Result<Findings> {
    let Outcome { value: content, mut findings } = understand(files, world);
    if let Some(content) = &content {
        see(content);
        let Outcome { value: site, findings: found } = content.site(world);
        findings.extend(found);
        findings.extend(content.publish_share(site, share, files, cache, sink)?);
    }
    Ok(world.settled(findings))
}

impl World {
    /// Whether nothing of it stops publication. What the findings are told without (echoes, repetitions) is told because of
    /// another error, so that they need not be sorted to know it.
    pub fn is_sound(&self, findings: &[finding::Finding]) -> bool {
        use finding::Severity::{Error, Warning};
        !findings.iter().any(|it| it.severity == Error || (self.strict && it.severity == Warning))
    }

    /// The findings as they count in this world, sorted.
    pub fn settled(&self, mut findings: Findings) -> Findings {
        if self.strict {
            finding::strict(&mut findings);
        }
        finding::settle(&mut findings);
        findings
    }
}
