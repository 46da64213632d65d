//! Every text of the portal, one after another.
//!
//! Each type is taken apart field by field, so that a new field does not compile until it is decided
//! here whether it is a text that people read.

use super::subject::Subject;
use crate::finding::{About, Place};
use crate::language::Lang;
use crate::model::{Contact, Document, Grant, Licence, Lot, Organisation, Outlet, Page, PageText, Portal, Term, Theme};
use crate::read::{Narratives, Placed, Words};
use crate::value::Stated;
use std::ops::Range;

/// A text in the languages in which it is written.
#[derive(Debug, Clone)]
pub struct Text<'p> {
    /// The key under which it is written; empty for a file of its own.
    pub key: &'p str,
    /// Where it is to be found in which languages.
    pub wanted: Wanted,
    /// The text, once for each language.
    pub versions: Vec<Version<'p>>,
    /// Whose text it is.
    pub about: Owner<'p>,
}

/// In which languages a text has to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// In all in which the content is to be complete, under a key.
    Words,
    /// In all in which the content is to be complete, as the file `<lang>.md`.
    File,
    /// In those that have this plural category.
    Plural(&'static str),
    /// In these.
    In(Vec<Lang>),
    /// It belongs to no language: a number, a link.
    Nowhere,
}

/// A text in one language.
#[derive(Debug, Clone, Copy)]
pub struct Version<'p> {
    /// The language; absent where the text is the same in all.
    pub language: Option<Lang>,
    /// The text.
    pub text: &'p str,
    /// Where it is written.
    pub place: &'p Place,
    /// Whether that is the place of the text itself, and not of the section or file that it stands in.
    pub exact: bool,
}

impl Version<'_> {
    /// The place of these bytes of the text.
    ///
    /// Exact where the text stands in its file as it is, between quotation marks or without them;
    /// otherwise (escapes, several lines) the place of the whole text.
    pub fn part(&self, span: Range<usize>) -> Place {
        let written = (self.place.end - self.place.start.min(self.place.end)) as usize;
        let quotation_mark = match written.checked_sub(self.text.len()) {
            Some(0) if self.exact => 0,
            Some(2) if self.exact => 1,
            _ => return self.place.clone(),
        };
        let start = self.place.start as usize + quotation_mark;
        Place::new(&self.place.file, start + span.start..start + span.end)
    }
}

/// Whose text it is: a grant or lot, perhaps something with an id in it, or neither.
#[derive(Debug, Clone, Copy, Default)]
pub struct Owner<'p> {
    subject: Option<Subject<'p>>,
    id: Option<&'p str>,
}

impl Owner<'_> {
    /// The same, as findings name it.
    pub fn about(self) -> Option<About> {
        self.subject.map(|subject| subject.about(self.id))
    }
}

/// A part of the portal that can be looked at for itself.
#[derive(Debug, Clone, Copy)]
pub enum Part<'p> {
    /// What `portal.toml` says.
    General(&'p Portal),
    /// A grant with everything in its folder.
    Grant(&'p Grant),
    /// A lot.
    Lot(&'p Lot),
    /// An organisation.
    Organisation(&'p Organisation),
    /// An outlet.
    Outlet(&'p Outlet),
    /// A page.
    Page(&'p Page),
}

/// The parts of the portal, which together are the whole.
pub fn parts(portal: &Portal) -> Vec<Part<'_>> {
    let mut parts = vec![Part::General(portal)];
    parts.extend(portal.grants.iter().map(Part::Grant));
    parts.extend(portal.lots.iter().map(Part::Lot));
    parts.extend(portal.organisations.iter().map(Part::Organisation));
    parts.extend(portal.outlets.iter().map(Part::Outlet));
    parts.extend(portal.pages.iter().map(Part::Page));
    parts
}

impl<'p> Part<'p> {
    /// Tells every text of the part, in the order of the model.
    pub fn each_text(self, tell: &mut dyn FnMut(Text<'p>)) {
        match self {
            Part::General(portal) => Walk::new(tell, &portal.title.place, None).general(portal),
            Part::Grant(grant) => Walk::new(tell, &grant.place, Some(Subject::grant(grant))).grant(grant),
            Part::Lot(lot) => Walk::new(tell, &lot.place, Some(Subject::lot(lot))).lot(lot),
            Part::Organisation(organisation) => Walk::new(tell, &organisation.place, None).organisation(organisation),
            Part::Outlet(outlet) => Walk::new(tell, &outlet.place, None).outlet(outlet),
            Part::Page(page) => page_texts(page, tell),
        }
    }
}

/// Goes through one part: knows whose text comes next, and where plain texts without a place are written.
pub(super) struct Walk<'w, 'p> {
    tell: &'w mut dyn FnMut(Text<'p>),
    file: &'p Place,
    about: Owner<'p>,
}

impl<'w, 'p> Walk<'w, 'p> {
    fn new(tell: &'w mut dyn FnMut(Text<'p>), file: &'p Place, subject: Option<Subject<'p>>) -> Self {
        Self { tell, file, about: Owner { subject, id: None } }
    }

    /// Says that what follows belongs to the thing with this id.
    pub(super) fn now(&mut self, id: Option<&'p str>) {
        self.about.id = id;
    }

    /// Says in which file plain texts stand from here on.
    pub(super) fn in_file(&mut self, file: &'p Place) {
        self.file = file;
    }

    fn text(&mut self, key: &'p str, wanted: Wanted, versions: Vec<Version<'p>>) {
        if !versions.is_empty() {
            (self.tell)(Text { key, wanted, versions, about: self.about });
        }
    }

    pub(super) fn words(&mut self, words: &'p Words) {
        self.text(&words.key, Wanted::Words, versions(words));
    }

    pub(super) fn maybe(&mut self, words: &'p Option<Words>) {
        words.iter().for_each(|words| self.words(words));
    }

    pub(super) fn stated(&mut self, words: &'p Stated<Words>) {
        words.known().into_iter().for_each(|words| self.words(words));
    }

    pub(super) fn narratives(&mut self, narratives: &'p Narratives) {
        let version = |text: &'p crate::read::Markdown| Version {
            language: Some(text.language),
            text: &text.body,
            place: &text.place,
            exact: true,
        };
        self.text("", Wanted::File, narratives.iter().map(version).collect());
    }

    pub(super) fn plain(&mut self, text: &'p Option<String>) {
        let file = self.file;
        text.iter().for_each(|text| self.near(text, file));
    }

    pub(super) fn plain_known(&mut self, text: &'p Stated<String>) {
        let file = self.file;
        text.known().into_iter().for_each(|text| self.near(text, file));
    }

    pub(super) fn plain_stated(&mut self, text: &'p Option<Stated<String>>) {
        text.iter().for_each(|text| self.plain_known(text));
    }

    /// A text of no language, with its place: a link, a number.
    pub(super) fn placed(&mut self, text: &'p Option<Placed<String>>) {
        text.iter().for_each(|text| self.one(&text.value, &text.place, true));
    }

    /// A text of no language that stands somewhere near `place`.
    pub(super) fn near(&mut self, text: &'p str, place: &'p Place) {
        self.one(text, place, false);
    }

    pub(super) fn one(&mut self, text: &'p str, place: &'p Place, exact: bool) {
        self.text("", Wanted::Nowhere, vec![Version { language: None, text, place, exact }]);
    }

    pub(super) fn document(&mut self, document: &'p Document) {
        let Document { kind: _, title, number, date: _, organisation: _, language: _, link } = document;
        self.words(title);
        self.plain_stated(number);
        self.plain(link);
    }

    fn contact(&mut self, contact: &'p Contact) {
        let Contact { kind: _, value, title } = contact;
        self.words(value);
        self.maybe(title);
    }

    fn general(&mut self, portal: &'p Portal) {
        let Portal {
            title,
            description,
            languages: _,
            interface_languages: _,
            base_url: _,
            currency: _,
            looks: _,
            share_cards: _,
            extent: _,
            site_limit: _,
            operator: _,
            licence,
            contacts,
            report_errors: _,
            thresholds: _,
            search: _,
            data: _,
            themes,
            units,
            terms,
            grants: _,
            lots: _,
            organisations: _,
            outlets: _,
            pages: _,
            editions: _,
            withdrawn,
        } = portal;
        self.words(title);
        self.words(description);
        if let Some(Licence { name, link }) = licence {
            self.words(name);
            self.plain(link);
        }
        contacts.iter().for_each(|contact| self.contact(contact));
        for Theme { id: _, place: _, name, description, dac_sector: _ } in themes {
            self.words(name);
            self.maybe(description);
        }
        for (category, words) in units.values().flatten() {
            self.text(&words.key, Wanted::Plural(category), versions(words));
        }
        withdrawn.iter().for_each(|withdrawal| self.correction(withdrawal));
        self.now(None);
        for Term { id: _, term, meaning } in terms {
            self.words(term);
            self.words(meaning);
        }
    }

    fn organisation(&mut self, organisation: &'p Organisation) {
        let Organisation {
            slug: _,
            place: _,
            name,
            short_name,
            kind: _,
            region: _,
            town,
            number,
            website,
            contacts,
            description,
            former_slugs: _,
        } = organisation;
        self.words(name);
        self.maybe(short_name);
        self.maybe(town);
        self.placed(number);
        self.placed(website);
        contacts.iter().for_each(|contact| self.contact(contact));
        self.maybe(description);
    }

    fn outlet(&mut self, outlet: &'p Outlet) {
        let Outlet {
            slug: _,
            place: _,
            name,
            kind: _,
            organisation: _,
            region: _,
            website,
            description,
            former_slugs: _,
        } = outlet;
        self.words(name);
        self.placed(website);
        self.maybe(description);
    }
}

/// The texts of a page. Title and summary are wanted where the page has a file.
fn page_texts<'p>(page: &'p Page, tell: &mut dyn FnMut(Text<'p>)) {
    let Page { slug: _, texts, menu: _, former_slugs: _ } = page;
    let mut parts: [Vec<Version<'p>>; 3] = Default::default();
    for (language, PageText { title, summary, text, pictures }) in texts {
        let version = |text, place| Version { language: Some(*language), text, place, exact: true };
        let [titles, summaries, bodies] = &mut parts;
        titles.push(version(&title.value, &title.place));
        summaries.extend(summary.iter().map(|summary| version(&summary.value, &summary.place)));
        // A page may be nothing but its pictures.
        bodies.extend((pictures.is_empty() || !text.body.trim().is_empty()).then(|| version(&text.body, &text.place)));
        for words in pictures.iter().flat_map(|picture| [&picture.description, &picture.credit]).flatten() {
            let (key, versions) = (&*words.key, versions(words));
            tell(Text { key, wanted: Wanted::Words, versions, about: Owner::default() });
        }
    }
    let written = || Wanted::In(texts.keys().copied().collect());
    let wanted = [("title", written()), ("summary", written()), ("", Wanted::File)];
    for (versions, (key, wanted)) in parts.into_iter().zip(wanted) {
        if !versions.is_empty() {
            tell(Text { key, wanted, versions, about: Owner::default() });
        }
    }
}

fn versions(words: &Words) -> Vec<Version<'_>> {
    words.texts().map(|(language, text, place)| Version { language, text, place, exact: true }).collect()
}
