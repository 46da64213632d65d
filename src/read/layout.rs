//! Which file is what: the shape of a portal folder.

use super::drafts::{
    GrantDraft, LotDraft, MediaDraft, OrganisationDraft, OutletDraft, PageFront, PortalDraft, ReportDraft, StoryDraft,
};
use super::editions::{Editions, is_kept_by_windows};
use super::files::{Files, LARGEST_TEXT, Listed, ListedKind};
use super::markdown::{Markdown, Narratives};
use super::photo::PictureFile;
use super::reader::{Reader, Written};
use crate::finding::{Arg, Code, FileName, Finding, Findings, Place};
use crate::language::Lang;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::sync::Arc;

/// A draft that is named by its folder or file.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// The name, which is also the end of its address.
    pub slug: String,
    /// The file that holds it.
    pub place: Place,
    /// What was written; `None` where that could not be read.
    pub draft: Option<T>,
    /// Longer texts.
    pub narratives: Narratives,
    /// The files in `pictures/`.
    pub pictures: Vec<PictureFile>,
}

/// A grant's folder.
#[derive(Debug, Clone)]
pub struct GrantFiles {
    /// The folder, relative to the portal folder.
    pub folder: String,
    /// `grant.toml` and the texts beside it.
    pub grant: Named<GrantDraft>,
    /// `report.toml`, where there is one that could be read.
    pub report: Option<ReportDraft>,
    /// `media.toml`, where there is one that could be read.
    pub media: Option<MediaDraft>,
    /// The folders in `stories/`.
    pub stories: Vec<StoryFiles>,
}

/// A story's folder.
#[derive(Debug, Clone)]
pub struct StoryFiles {
    /// The folder, relative to the portal folder.
    pub folder: String,
    /// `story.toml` and the texts beside it.
    pub story: Named<StoryDraft>,
}

/// A page in one language.
#[derive(Debug, Clone)]
pub struct PageFile {
    /// The folder, relative to the portal folder.
    pub folder: String,
    /// The folder's name.
    pub slug: String,
    /// The front matter, where it could be read.
    pub front: Option<PageFront>,
    /// The text.
    pub text: Markdown,
    /// The files in `pictures/`, the same for each language.
    pub pictures: Vec<PictureFile>,
}

/// Everything that was written.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    /// `portal.toml`, where it could be read.
    pub portal: Option<PortalDraft>,
    /// Grants, by folder.
    pub grants: Vec<Arc<GrantFiles>>,
    /// Lots, by folder.
    pub lots: Vec<Named<LotDraft>>,
    /// Organisations, by file.
    pub organisations: Vec<Named<OrganisationDraft>>,
    /// Outlets, by file.
    pub outlets: Vec<Named<OutletDraft>>,
    /// Pages, by folder and language.
    pub pages: Vec<PageFile>,
    /// Frozen editions.
    pub editions: Editions,
}

pub(super) const CONTENT: &str = "content";
pub(super) const PORTAL: &str = "content/portal.toml";

pub(super) fn unusable(listed: &[Listed]) -> Findings {
    let finding = |entry: &Listed| {
        let place = Place::file(&FileName::from(entry.path.as_str()));
        match &entry.kind {
            ListedKind::File => None,
            ListedKind::Link => Some(Finding::new(Code::SymbolicLink).at(&place)),
            ListedKind::Unreadable(reason) => {
                Some(Finding::new(Code::UnreadableFile).at(&place).with("reason", reason.as_str()))
            }
        }
    };
    listed.iter().filter_map(finding).collect()
}

/// The files of a portal, by what they are.
#[derive(Debug, Default)]
pub(super) struct Places<'p> {
    pub(super) grants: BTreeMap<&'p str, Vec<&'p str>>,
    pub(super) lots: BTreeMap<&'p str, Vec<&'p str>>,
    pub(super) organisations: Vec<&'p str>,
    pub(super) outlets: Vec<&'p str>,
    pub(super) pages: Vec<&'p str>,
    pub(super) page_pictures: BTreeMap<&'p str, Vec<&'p str>>,
    pub(super) strays: Vec<&'p str>,
}

impl<'p> Places<'p> {
    pub(super) fn of(paths: &[&'p str]) -> Self {
        let folders_with = |top: &str, name: &str| -> BTreeSet<&'p str> {
            let ending = format!("/{name}");
            paths
                .iter()
                .filter(|path| path.starts_with(top))
                .filter_map(|path| path.strip_suffix(ending.as_str()))
                .collect()
        };
        let grant_folders = folders_with("content/grants/", "grant.toml");
        let lot_folders = folders_with("content/lots/", "lot.toml");
        let mut places = Self::default();
        for path in paths {
            places.sort_in(path, &grant_folders, &lot_folders);
        }
        places
    }

    fn sort_in(&mut self, path: &'p str, grants: &BTreeSet<&'p str>, lots: &BTreeSet<&'p str>) {
        let inside = path.strip_prefix("content/").unwrap_or(path);
        let depth = inside.matches('/').count();
        let (top, _) = inside.split_once('/').unwrap_or(("", inside));
        match top {
            "grants" if let Some(folder) = owner(path, grants) => self.grants.entry(folder).or_default().push(path),
            "lots" if let Some(folder) = owner(path, lots) => self.lots.entry(folder).or_default().push(path),
            "organisations" if depth == 1 && path.ends_with(".toml") => self.organisations.push(path),
            "outlets" if depth == 1 && path.ends_with(".toml") => self.outlets.push(path),
            "pages" if depth == 2 && path.ends_with(".md") => self.pages.push(path),
            "pages"
                if depth == 3
                    && let Some((folder, _)) = path.split_once("/pictures/") =>
            {
                self.page_pictures.entry(folder).or_default().push(path);
            }
            "" if path == PORTAL => {}
            _ => self.strays.push(path),
        }
    }
}

/// The nearest folder above `path` that is one of `folders`.
fn owner<'p>(path: &'p str, folders: &BTreeSet<&'p str>) -> Option<&'p str> {
    let mut rest = path;
    while let Some((above, _)) = rest.rsplit_once('/') {
        if let Some(found) = folders.get(above) {
            return Some(found);
        }
        rest = above;
    }
    None
}

/// Reads single files. Every method gives what was read and what was found.
pub(super) struct Source<'f> {
    pub(super) files: &'f dyn Files,
}

impl Source<'_> {
    fn text(&self, path: &str, findings: &mut Findings) -> Option<(FileName, String)> {
        let file = FileName::from(path);
        let bytes = match self.files.read_text(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                findings.push(unreadable(&error).at(&Place::file(&file)));
                return None;
            }
        };
        match String::from_utf8(bytes) {
            // A byte order mark is what Windows editors leave behind; it means nothing.
            Ok(text) => Some((file, text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                findings.push(Finding::new(Code::NotUtf8).at(&Place::new(&file, at..at)));
                None
            }
        }
    }

    fn toml<T: Written>(&self, path: &str, findings: &mut Findings) -> Option<T> {
        let (file, text) = self.text(path, findings)?;
        let mut reader = Reader::new(&file);
        let value = reader.document(&text, 0);
        findings.extend(reader.into_findings());
        value
    }

    pub(super) fn portal(&self, paths: &[&str], findings: &mut Findings) -> Option<PortalDraft> {
        if !paths.contains(&PORTAL) {
            findings.push(Finding::new(Code::PortalMissing).at(&Place::file(&FileName::from(PORTAL))));
            return None;
        }
        self.toml(PORTAL, findings)
    }

    pub(super) fn grant(&self, folder: &str, own: &[&str]) -> (GrantFiles, Findings) {
        let mut findings = Findings::new();
        let beside = Beside::of(folder, own);
        let grant = self.named(folder, "grant.toml", &beside, &mut findings);
        let optional = |name: &str| beside.has(name).then(|| format!("{folder}/{name}"));
        let report = optional("report.toml").and_then(|path| self.toml(&path, &mut findings));
        let media = optional("media.toml").and_then(|path| self.toml(&path, &mut findings));
        let stories = self.stories(folder, &beside, &mut findings);
        beside.report_strays(&["grant.toml", "report.toml", "media.toml"], true, &mut findings);
        (GrantFiles { folder: folder.to_owned(), grant, report, media, stories }, findings)
    }

    fn stories(&self, folder: &str, beside: &Beside<'_>, findings: &mut Findings) -> Vec<StoryFiles> {
        let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in beside.own.iter().filter(|path| beside.name(path).starts_with("stories/")) {
            let name = beside.name(path).split('/').nth(1).unwrap_or_default();
            let end = folder.len() + "/stories/".len() + name.len();
            folders.entry(path.get(..end).unwrap_or(path)).or_default().push(path);
        }
        folders.into_iter().filter_map(|(folder, own)| self.story(folder, &own, findings)).collect()
    }

    fn story(&self, folder: &str, own: &[&str], findings: &mut Findings) -> Option<StoryFiles> {
        let beside = Beside::of(folder, own);
        beside.report_strays(&["story.toml"], false, findings);
        if !beside.has("story.toml") {
            return None;
        }
        let story = self.named(folder, "story.toml", &beside, findings);
        Some(StoryFiles { folder: folder.to_owned(), story })
    }

    fn pictures(&self, paths: &[&str]) -> Vec<PictureFile> {
        paths.par_iter().map(|path| PictureFile::read(self.files, path)).collect()
    }

    pub(super) fn lot(&self, folder: &str, own: &[&str]) -> (Named<LotDraft>, Findings) {
        let mut findings = Findings::new();
        let beside = Beside::of(folder, own);
        beside.report_strays(&["lot.toml"], false, &mut findings);
        (self.named(folder, "lot.toml", &beside, &mut findings), findings)
    }

    fn named<T: Written>(&self, folder: &str, name: &str, beside: &Beside<'_>, findings: &mut Findings) -> Named<T> {
        let path = format!("{folder}/{name}");
        let place = Place::file(&FileName::from(path.as_str()));
        let slug = slug(folder, &place, findings);
        let draft = self.toml(&path, findings);
        let pictures = self.pictures(&beside.pictures());
        Named { slug, place, draft, narratives: self.narratives(beside, findings), pictures }
    }

    fn narratives(&self, beside: &Beside<'_>, findings: &mut Findings) -> Narratives {
        let mut texts = Vec::new();
        for (path, code) in beside.texts() {
            let language = language(path, code, findings);
            if let (Some(language), Some((file, text))) = (language, self.text(path, findings)) {
                texts.push(Markdown::read(&file, &text, language, findings));
            }
        }
        Narratives::new(texts)
    }

    pub(super) fn single<T: Written>(&self, path: &str) -> (Named<T>, Findings) {
        let mut findings = Findings::new();
        let place = Place::file(&FileName::from(path));
        let slug = slug(path.strip_suffix(".toml").unwrap_or(path), &place, &mut findings);
        let draft = self.toml(path, &mut findings);
        (Named { slug, place, draft, narratives: Narratives::default(), pictures: Vec::new() }, findings)
    }

    pub(super) fn page(&self, path: &str, pictures: &BTreeMap<&str, Vec<&str>>) -> (Option<PageFile>, Findings) {
        let mut findings = Findings::new();
        let page = self.page_file(path, pictures, &mut findings);
        (page, findings)
    }

    fn page_file(&self, path: &str, pictures: &BTreeMap<&str, Vec<&str>>, findings: &mut Findings) -> Option<PageFile> {
        let (folder, name) = path.rsplit_once('/')?;
        let language = language(path, name.strip_suffix(".md")?, findings)?;
        let slug = slug(folder, &Place::file(&FileName::from(path)), findings);
        let (file, text) = self.text(path, findings)?;
        let (front, text) = Markdown::read_with_front(&file, &text, language, findings);
        let pictures = pictures.get(folder).map(|paths| self.pictures(paths)).unwrap_or_default();
        Some(PageFile { folder: folder.to_owned(), slug, front, text, pictures })
    }
}

/// The files of one folder.
struct Beside<'p> {
    folder: &'p str,
    own: Vec<&'p str>,
}

impl<'p> Beside<'p> {
    fn of(folder: &'p str, own: &[&'p str]) -> Self {
        Self { folder, own: own.to_vec() }
    }

    fn name<'s>(&self, path: &'s str) -> &'s str {
        path.get(self.folder.len() + 1..).unwrap_or(path)
    }

    fn has(&self, name: &str) -> bool {
        self.own.iter().any(|path| self.name(path) == name)
    }

    fn texts(&self) -> impl Iterator<Item = (&'p str, &'p str)> {
        let start = self.folder.len() + 1;
        let name = move |path: &'p str| path.get(start..).and_then(|name| name.strip_suffix(".md"));
        self.own
            .iter()
            .filter_map(move |path| name(path).map(|code| (*path, code)))
            .filter(|(_, code)| !code.contains('/'))
    }

    fn pictures(&self) -> Vec<&'p str> {
        self.own.iter().filter(|path| self.name(path).starts_with("pictures/")).copied().collect()
    }

    fn report_strays(&self, known: &[&str], with_stories: bool, findings: &mut Findings) {
        let fits = |name: &str| {
            known.contains(&name)
                || (name.ends_with(".md") && !name.contains('/'))
                || name.starts_with("pictures/")
                || (with_stories && name.starts_with("stories/") && name.matches('/').count() > 1)
        };
        let strays = self.own.iter().filter(|path| !fits(self.name(path)));
        findings.extend(strays.map(|path| Finding::new(Code::StrayFile).at(&Place::file(&FileName::from(*path)))));
    }
}

/// What is told of a text that cannot be read.
fn unreadable(error: &io::Error) -> Finding {
    let finding = Finding::new(Code::UnreadableFile).with("reason", error.to_string());
    match error.kind() {
        ErrorKind::FileTooLarge => finding.with("slip", "large").with("limit", Arg::Count(LARGEST_TEXT)),
        _ => finding,
    }
}

fn language(path: &str, code: &str, findings: &mut Findings) -> Option<Lang> {
    let mut reader = Reader::new(&FileName::from(path));
    let place = Place::file(&FileName::from(path));
    let language = reader.language(code, &place);
    findings.extend(reader.into_findings());
    language
}

/// The last part of a path, reported if it cannot be part of an address.
fn slug(path: &str, place: &Place, findings: &mut Findings) -> String {
    let slug = path.rsplit('/').next().unwrap_or(path);
    if !is_slug(slug) {
        findings.push(Finding::new(Code::MalformedId).at(place).with("value", slug));
    } else if is_kept_by_windows(slug) {
        findings.push(Finding::new(Code::MalformedId).at(place).with("value", slug).with("slip", "windows"));
    }
    if fits_a_path(slug) { slug.to_owned() } else { format!("p-{}", &blake3::hash(slug.as_bytes()).to_hex()[..10]) }
}

/// Whether files can have the name, with an ending added. For another a number stands, so that everything else about the
/// content is found in the same run.
fn fits_a_path(name: &str) -> bool {
    name.len() <= 150 && !name.contains(|sign: char| sign.is_control() || sign == '\\')
}

/// Whether a name can be an id and part of an address: Latin letters, digits and single hyphens, at most 100.
pub fn is_slug(name: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    name.len() <= 100 && name.split('-').all(part)
}
