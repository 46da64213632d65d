//! Everything that was read, kept so that after a change only that is read again which the change reaches.

use super::drafts::{LotDraft, OrganisationDraft, OutletDraft, PortalDraft};
use super::editions::{self, EDITIONS, Editions};
use super::files::{Files, Listed, ListedKind};
use super::layout::{CONTENT, Drafts, GrantFiles, Named, PORTAL, PageFile, Places, Source, unusable};
use super::reader::Written;
use crate::finding::{Code, FileName, Finding, Findings, Outcome, Place};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads the whole of `content/`, and what there is in `editions/`.
pub fn read(files: &dyn Files) -> Outcome<Drafts> {
    let mut reading = Reading::default();
    reading.renew(files, &Changed::All);
    reading.into_drafts()
}

/// What changed since the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Anything.
    All,
    /// These files or folders with everything in them, relative to the portal folder, parts separated by `/`.
    These(BTreeSet<String>),
}

impl Changed {
    /// Both changes together.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::These(mut these), Self::These(others)) => {
                these.extend(others);
                Self::These(these)
            }
            _ => Self::All,
        }
    }

    /// Whether something changed at a path, below it or above it.
    pub fn reaches(&self, path: &str) -> bool {
        let Self::These(these) = self else { return true };
        let mut above = std::iter::successors(Some(path), |path| Some(path.rsplit_once('/')?.0));
        let below = format!("{path}/");
        above.any(|path| these.contains(path))
            || these.range(below.clone()..).next().is_some_and(|changed| changed.starts_with(&below))
    }
}

/// Up to so many changes are looked for one by one; of more, the whole folder is listed.
const FEW: usize = 64;

/// Everything that was read, by folder or file.
#[derive(Debug, Default)]
pub struct Reading {
    listed: Vec<Listed>,
    /// Entries that cannot be read, and files that nothing is made of.
    strays: Findings,
    /// Questions of imports that nobody has answered.
    questions: Findings,
    portal: Option<Unit<Option<PortalDraft>>>,
    grants: Shelf<Arc<GrantFiles>>,
    lots: Shelf<Named<LotDraft>>,
    organisations: Shelf<Named<OrganisationDraft>>,
    outlets: Shelf<Named<OutletDraft>>,
    pages: Shelf<Option<PageFile>>,
    editions: Option<Unit<Editions>>,
}

/// What the files of a folder, or one file, say.
#[derive(Debug, Clone)]
struct Unit<T> {
    /// The files.
    own: Vec<String>,
    value: T,
    findings: Findings,
}

/// Units by folder or file.
#[derive(Debug)]
struct Shelf<T>(BTreeMap<String, Unit<T>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Send> Shelf<T> {
    /// Keeps what is as it was and reads the rest; each wanted unit is named by its folder or file, and has its files.
    fn renew<'p>(
        &mut self,
        wanted: impl Iterator<Item = (&'p str, Vec<&'p str>)>,
        changed: &Changed,
        read: impl Fn(&str, &[&str]) -> (T, Findings) + Sync,
    ) {
        let mut before = std::mem::take(&mut self.0);
        let wanted: Vec<(&str, Vec<&str>)> = wanted.collect();
        let units = wanted.into_iter().map(|(name, own)| (before.remove(name), name, own)).collect::<Vec<_>>();
        let renewed = units.into_par_iter().map(|(before, name, own)| {
            let is_same = |unit: &Unit<T>| unit.own == own && !own.iter().any(|path| changed.reaches(path));
            let unit = before.filter(is_same).unwrap_or_else(|| {
                let (value, findings) = read(name, &own);
                Unit { own: own.iter().map(|path| (*path).to_owned()).collect(), value, findings }
            });
            (name.to_owned(), unit)
        });
        self.0 = renewed.collect::<Vec<_>>().into_iter().collect();
    }

    /// Reads again what the change reaches, where there are the same files as before. `within` names the folder that all
    /// files of a unit are in: most units are passed by without a look at their files.
    fn read_again(
        &mut self,
        changed: &Changed,
        within: fn(&str) -> &str,
        read: impl Fn(&str, &[&str]) -> (T, Findings) + Sync,
    ) {
        let is_reached = |name: &str, unit: &Unit<T>| {
            changed.reaches(within(name)) && unit.own.iter().any(|path| changed.reaches(path))
        };
        self.0.par_iter_mut().filter(|(name, unit)| is_reached(name, unit)).for_each(|(name, unit)| {
            let own: Vec<&str> = unit.own.iter().map(String::as_str).collect();
            (unit.value, unit.findings) = read(name, &own);
        });
    }
}

impl Reading {
    /// Reads again what the change reaches.
    pub fn renew(&mut self, files: &dyn Files, changed: &Changed) {
        let source = Source { files };
        let is_same = self.list(files, changed);
        if self.editions.is_none() || changed.reaches(EDITIONS) {
            let (value, findings) = editions::read(files);
            self.editions = Some(Unit { own: Vec::new(), value, findings });
        }
        self.count_questions(files, changed, is_same);
        if is_same {
            self.read_again(&source, changed);
        } else {
            self.sort_out(&source, changed);
        }
    }

    /// Counts the open questions again where a file with questions came, went or changed.
    fn count_questions(&mut self, files: &dyn Files, changed: &Changed, is_same: bool) {
        let is_paper = |entry: &&Listed| entry.kind == ListedKind::File && is_working_paper(&entry.path);
        let papers: Vec<&str> = self.listed.iter().filter(is_paper).map(|entry| entry.path.as_str()).collect();
        if !is_same || papers.iter().any(|path| changed.reaches(path)) {
            self.questions = papers.into_iter().filter_map(|path| open_questions(files, path)).collect();
        }
    }

    /// Where files came or went, all of them are sorted out anew; only what the change reaches is read again.
    fn sort_out(&mut self, source: &Source<'_>, changed: &Changed) {
        let listed = std::mem::take(&mut self.listed);
        let is_file = |entry: &&Listed| entry.kind == ListedKind::File && !is_working_paper(&entry.path);
        let paths: Vec<&str> = listed.iter().filter(is_file).map(|entry| entry.path.as_str()).collect();
        let places = Places::of(&paths);
        let stray = |path: &&str| Finding::new(Code::StrayFile).at(&Place::file(&FileName::from(*path)));
        self.strays = unusable(&listed).into_iter().chain(places.strays.iter().map(stray)).collect();
        if self.portal.is_none() || changed.reaches(PORTAL) {
            let mut findings = Findings::new();
            let value = source.portal(&paths, &mut findings);
            self.portal = Some(Unit { own: Vec::new(), value, findings });
        }
        self.grants.renew(places.grants.clone().into_iter(), changed, |folder, own| grant(source, folder, own));
        self.lots.renew(places.lots.clone().into_iter(), changed, |folder, own| source.lot(folder, own));
        self.organisations.renew(singles(&places.organisations), changed, |path, _| single(source, path));
        self.outlets.renew(singles(&places.outlets), changed, |path, _| single(source, path));
        let pictures = &places.page_pictures;
        let with_pictures = places.pages.iter().map(|path| (*path, with_pictures(path, pictures)));
        self.pages.renew(with_pictures, changed, |path, _| source.page(path, pictures));
        self.listed = listed;
    }

    /// Reads the units again that the change reaches; there are the same files as before.
    fn read_again(&mut self, source: &Source<'_>, changed: &Changed) {
        if changed.reaches(PORTAL) {
            let mut findings = Findings::new();
            let is_there = self.listed.iter().any(|entry| entry.path == PORTAL && entry.kind == ListedKind::File);
            let value = source.portal(if is_there { &[PORTAL] } else { &[] }, &mut findings);
            self.portal = Some(Unit { own: Vec::new(), value, findings });
        }
        let own: fn(&str) -> &str = |name| name;
        let above: fn(&str) -> &str = |path| path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.grants.read_again(changed, own, |folder, own| grant(source, folder, own));
        self.lots.read_again(changed, own, |folder, own| source.lot(folder, own));
        self.organisations.read_again(changed, own, |path, _| single(source, path));
        self.outlets.read_again(changed, own, |path, _| single(source, path));
        self.pages.read_again(changed, above, |path, own| {
            let pictures = own.iter().copied().filter(|own| *own != path).collect();
            source.page(path, &[(above(path), pictures)].into())
        });
    }

    /// Looks what files there are in `content/`, only where the change reaches; gives whether they are the same as
    /// before.
    fn list(&mut self, files: &dyn Files, changed: &Changed) -> bool {
        let these = match changed {
            Changed::These(these) if !self.listed.is_empty() && these.len() <= FEW && !these.contains(CONTENT) => these,
            _ => {
                let before = std::mem::replace(&mut self.listed, files.list(CONTENT));
                return before == self.listed && !before.is_empty();
            }
        };
        let is_hidden = |path: &str| path.split('/').any(|name| name.starts_with('.'));
        let mut is_same = true;
        let mut looked_into = BTreeSet::new();
        for path in these.iter().filter(|path| path.starts_with("content/")) {
            let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| !is_hidden(folder)) else { continue };
            let inside = if is_hidden(path) { Vec::new() } else { files.list(path) };
            // What is no folder, or not any more, is found beside its neighbours.
            if !inside.is_empty() {
                is_same &= self.relist(path, inside);
            } else if looked_into.insert(folder) {
                is_same &= self.relist(folder, files.list(folder));
            }
        }
        is_same
    }

    /// Puts a fresh listing of a folder, or of the link in its place, into the list; gives whether it is the same.
    fn relist(&mut self, folder: &str, fresh: Vec<Listed>) -> bool {
        let is_inside = |entry: &&Listed| {
            entry.path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if self.listed.iter().filter(is_inside).eq(&fresh) {
            return true;
        }
        self.listed.retain(|entry| !is_inside(&entry));
        self.listed.extend(fresh);
        self.listed.sort();
        false
    }

    /// What was written, and what was found. Everything stays for the next time.
    pub fn drafts(&self) -> Outcome<Drafts> {
        let Self { listed: _, strays, questions, portal, grants, lots, organisations, outlets, pages, editions } = self;
        let kept = Self {
            listed: Vec::new(),
            strays: strays.clone(),
            questions: questions.clone(),
            portal: portal.clone(),
            grants: grants.copy(),
            lots: lots.copy(),
            organisations: organisations.copy(),
            outlets: outlets.copy(),
            pages: pages.copy(),
            editions: editions.clone(),
        };
        kept.into_drafts()
    }

    fn into_drafts(self) -> Outcome<Drafts> {
        let Self { listed: _, strays, questions, portal, grants, lots, organisations, outlets, pages, editions } = self;
        let mut findings = strays;
        findings.extend(questions);
        let drafts = Drafts {
            portal: portal.and_then(|unit| unit.into_value(&mut findings)),
            grants: grants.into_values(&mut findings),
            lots: lots.into_values(&mut findings),
            organisations: organisations.into_values(&mut findings),
            outlets: outlets.into_values(&mut findings),
            pages: pages.into_values(&mut findings).into_iter().flatten().collect(),
            editions: editions.map(|unit| unit.into_value(&mut findings)).unwrap_or_default(),
        };
        Outcome { value: drafts, findings }
    }
}

impl<T> Unit<T> {
    fn into_value(self, findings: &mut Findings) -> T {
        findings.extend(self.findings);
        self.value
    }
}

impl<T> Shelf<T> {
    fn into_values(self, findings: &mut Findings) -> Vec<T> {
        self.0.into_values().map(|unit| unit.into_value(findings)).collect()
    }
}

impl<T: Clone + Send + Sync> Shelf<T> {
    fn copy(&self) -> Self {
        let copies: Vec<_> = self.0.par_iter().map(|(name, unit)| (name.clone(), unit.clone())).collect();
        Self(copies.into_iter().collect())
    }
}

/// Files that are units of their own.
fn singles<'p>(paths: &[&'p str]) -> impl Iterator<Item = (&'p str, Vec<&'p str>)> {
    paths.iter().map(|path| (*path, vec![*path]))
}

fn grant(source: &Source<'_>, folder: &str, own: &[&str]) -> (Arc<GrantFiles>, Findings) {
    let (grant, findings) = source.grant(folder, own);
    (Arc::new(grant), findings)
}

fn single<T: Written>(source: &Source<'_>, path: &str) -> (Named<T>, Findings) {
    source.single(path)
}

/// A page's file and the pictures beside it.
fn with_pictures<'p>(path: &'p str, pictures: &BTreeMap<&'p str, Vec<&'p str>>) -> Vec<&'p str> {
    let beside = path.rsplit_once('/').and_then(|(folder, _)| pictures.get(folder)).into_iter().flatten();
    [path].into_iter().chain(beside.copied()).collect()
}

/// The questions that an import leaves to the editors are no content.
fn is_working_paper(path: &str) -> bool {
    path.ends_with("/questions.md") && !path.starts_with("content/pages/")
}

/// What nobody has answered of it.
fn open_questions(files: &dyn Files, path: &str) -> Option<Finding> {
    let text = String::from_utf8(files.read_text(path).ok()?).ok()?;
    let (count, first) = crate::import::asked::open(&text)?;
    let place = Place::new(&FileName::from(path), first);
    Some(Finding::new(Code::QuestionsOpen).at(&place).with("count", count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_add_up() {
        let these = |path: &str| Changed::These([path.to_owned()].into());
        let both = Changed::These(["a".to_owned(), "b".to_owned()].into());
        assert_eq!(these("a").and(these("b")), both);
        assert_eq!(both.and(Changed::All), Changed::All);
    }

    #[test]
    fn a_change_reaches_what_is_in_it_and_what_it_is_in() {
        let changed = Changed::These(["content/grants/a/kk.md".to_owned(), "content/lots".to_owned()].into());
        for path in ["content/grants/a/kk.md", "content/grants/a", "content", "content/lots/b/lot.toml"] {
            assert!(changed.reaches(path), "{path}");
        }
        for path in ["content/grants/a/ru.md", "content/grants/ab", "content/lots-2/x", "content/portal.toml"] {
            assert!(!changed.reaches(path), "{path}");
        }
        assert!(Changed::All.reaches("anything"));
    }
}
