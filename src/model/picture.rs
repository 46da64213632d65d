//! Photos of grants, stories, lots and pages.

use super::linker::Linker;
use super::records::value;
use crate::finding::{Code, FileName, Finding, Place};
use crate::read::{
    Consent, Link, Markdown, Narratives, Photo, PhotoFault, PictureDraft, PictureFile, Words, is_kept_by_windows,
};
use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A photo or drawing.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The path, relative to the portal folder.
    pub path: String,
    /// Where its file is named.
    pub place: Place,
    /// What it shows.
    pub description: Option<Words>,
    /// Who made it.
    pub credit: Option<Words>,
    /// Whether the people shown have agreed.
    pub consent: Option<Consent>,
    /// The photo itself.
    pub photo: Photo,
    /// Where its largest JPEG is published, from the root of the site: an address that stays.
    pub published_path: String,
}

impl Picture {
    /// Whether it is published: it is described, and nobody on it has refused.
    pub fn is_shown(&self) -> bool {
        self.description.is_some() && self.consent != Some(Consent::None)
    }

    /// Whether a text beside it means this picture by `pictures/a.jpg`.
    pub fn is_at(&self, target: &str) -> bool {
        file_in_text(target)
            .is_some_and(|file| composed(&self.path).ends_with(&*composed(&format!("/pictures/{file}"))))
    }
}

/// The folder `pictures/` of a thing.
pub(super) struct Album {
    folder: String,
    files: Vec<PictureFile>,
    /// The paths that somebody names, also of files that are not there.
    named: BTreeSet<String>,
}

impl Album {
    /// The album in `folder`, with nothing named.
    pub(super) fn new(folder: &str, files: Vec<PictureFile>) -> Self {
        Self { folder: folder.to_owned(), files, named: BTreeSet::new() }
    }

    /// The pictures of `drafts`, in their order. What `texts` show has to be among them: without description and
    /// consent nothing is published.
    pub(super) fn pictures<'t>(
        &mut self,
        drafts: Vec<PictureDraft>,
        texts: impl IntoIterator<Item = &'t Markdown>,
        linker: &mut Linker,
    ) -> Vec<Picture> {
        let named: BTreeSet<String> = drafts.iter().map(|draft| self.path(&draft.file.value)).collect();
        for link in texts.into_iter().flat_map(|text| &text.pictures) {
            let path = file_in_text(&link.target).map(|file| self.path(file));
            if path.as_ref().is_none_or(|path| !named.contains(path)) {
                linker.report(self.not_shown(link, path));
            }
        }
        self.named.extend(named);
        drafts.into_iter().filter_map(|draft| self.picture(draft, linker)).collect()
    }

    /// Reports the files that nobody names. A misspelt name is one mistake and not two.
    pub(super) fn close(self, linker: &mut Linker) {
        self.same_names().into_iter().for_each(|finding| linker.report(finding));
        if self.named.iter().all(|path| self.file(path).is_some()) {
            let unnamed = self.files.iter().filter(|file| !self.named.contains(&*composed(&file.path)));
            unnamed.for_each(|file| {
                linker.report(not_listed(&Place::file(&FileName::from(file.path.as_str())), &file.path))
            });
        }
    }

    /// Files that many disks take for one.
    fn same_names(&self) -> Vec<Finding> {
        let mut first: BTreeMap<String, &str> = BTreeMap::new();
        let same = self.files.iter().filter_map(|file| {
            let other = *first.entry(composed(&file.path).to_lowercase()).or_insert(&file.path);
            (other != file.path).then(|| same_name(&file.path, other))
        });
        same.collect()
    }

    fn path(&self, file: &str) -> String {
        composed(&format!("{}/pictures/{file}", self.folder)).into_owned()
    }

    fn file(&self, path: &str) -> Option<&PictureFile> {
        self.files.iter().find(|file| composed(&file.path) == path)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| name(&file.path))
    }

    /// A text shows something that is not there, or of which nothing is said.
    fn not_shown(&self, link: &Link, path: Option<String>) -> Finding {
        match path.filter(|path| self.file(path).is_some()) {
            Some(path) => not_listed(&link.place, &path),
            None => Finding::new(Code::PictureMissing)
                .at(&link.place)
                .with("value", link.target.as_str())
                .near(name(&link.target), self.names()),
        }
    }

    fn picture(&self, draft: PictureDraft, linker: &mut Linker) -> Option<Picture> {
        let PictureDraft { written_at: _, file: written, description, credit, consent } = draft;
        let path = self.path(&written.value);
        let finding = |code: Code| Finding::new(code).at(&written.place).with("value", written.as_str());
        let Some(file) = self.file(&path) else {
            linker.report(finding(Code::PictureMissing).near(&written, self.names()));
            return None;
        };
        let photo = match &file.photo {
            Ok(photo) => photo.clone(),
            Err(fault) => {
                linker.report(unusable(fault, finding));
                return None;
            }
        };
        if description.is_none() {
            linker.report(finding(Code::PictureWithoutDescription));
        }
        if consent.is_none() {
            linker.report(finding(Code::PictureWithoutConsent));
        }
        wrong_ending(&photo, &path, finding).into_iter().for_each(|finding| linker.report(finding));
        let published_path = published_path(&path);
        Some(Picture {
            path: file.path.clone(),
            place: written.place,
            description,
            credit,
            consent: value(consent),
            photo,
            published_path,
        })
    }
}

/// The pictures of a thing that has one file for all its languages.
pub(super) fn pictures_of(
    drafts: Vec<PictureDraft>,
    folder: &str,
    files: Vec<PictureFile>,
    texts: &Narratives,
    linker: &mut Linker,
) -> Vec<Picture> {
    let mut album = Album::new(folder, files);
    let pictures = album.pictures(drafts, texts.iter(), linker);
    album.close(linker);
    pictures
}

/// A path with its letters composed: some systems write `й` as `и` with a breve.
fn composed(path: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(path)
}

/// `pictures/a.jpg` in a text is the file `a.jpg`.
fn file_in_text(target: &str) -> Option<&str> {
    target.trim_start_matches("./").strip_prefix("pictures/")
}

fn not_listed(place: &Place, path: &str) -> Finding {
    Finding::new(Code::PictureNotListed).at(place).with("value", name(path))
}

fn same_name(path: &str, other: &str) -> Finding {
    let place = |path: &str| Place::file(&FileName::from(path));
    Finding::new(Code::PictureSameName)
        .at(&place(path))
        .with("value", name(path))
        .with("other", name(other))
        .also(&place(other))
}

fn wrong_ending(photo: &Photo, path: &str, finding: impl Fn(Code) -> Finding) -> Option<Finding> {
    let endings = photo.kind.endings();
    let is_wrong = !endings.contains(&ending(path).to_lowercase().as_str());
    let ending = endings.first().filter(|_| is_wrong)?;
    Some(finding(Code::PictureWrongEnding).with("kind", photo.kind.name()).with("ending", *ending))
}

/// What is said of a file that cannot be shown.
fn unusable(fault: &PhotoFault, finding: impl Fn(Code) -> Finding) -> Finding {
    match fault {
        PhotoFault::Unreadable(reason) => finding(Code::PictureUnreadable).with("reason", reason.as_str()),
        PhotoFault::Foreign(kind) => finding(Code::PictureKind).with("kind", *kind),
        PhotoFault::Moving => finding(Code::PictureMoves),
        PhotoFault::TooLarge { width, height } => {
            finding(Code::PictureTooLarge).with("width", *width as usize).with("height", *height as usize)
        }
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn ending(path: &str) -> &str {
    name(path).rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// `content/grants/x/pictures/a.jpg` becomes `pictures/grants/x/pictures/a.jpg`, and `a.png` there `a.png.jpg`. The
/// address depends on nothing but the file's own path, so that no other file can move it.
fn published_path(path: &str) -> String {
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let (folders, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    let folders = folders.split('/').map(part_of_address);
    let parts: Vec<String> = folders.chain([published_name(name)]).collect();
    format!("pictures/{}", parts.join("/"))
}

/// The name of the JPEG: a file `a.png.jpg` gives way to the JPEG of an `a.png`, whether there is one or not.
fn published_name(name: &str) -> String {
    match name.strip_suffix(".jpg") {
        Some(stem) if is_photo(stem) => format!("{}.jpg", number_of(name)),
        Some(stem) => format!("{}.jpg", part_of_address(stem)),
        None if name.contains('.') => format!("{}.jpg", part_of_address(name)),
        None => format!("{}.jpg", number_of(name)),
    }
}

fn is_photo(name: &str) -> bool {
    ["jpg", "jpeg", "png", "webp"].contains(&ending(name).to_lowercase().as_str())
}

/// A name that needs no escaping in any address and fits every disk, with an ending and a size added: what has other
/// letters than Latin ones, or too many, or is kept by Windows, gets a number, always the same for the same name.
fn part_of_address(name: &str) -> String {
    const LONGEST: usize = 150;
    let fits = name.len() <= LONGEST && !is_kept_by_windows(name);
    if fits && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
        return name.to_owned();
    }
    number_of(name)
}

fn number_of(name: &str) -> String {
    format!("p-{}", &blake3::hash(name.as_bytes()).to_hex()[..10])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_photos_stay_and_never_meet() {
        let names = ["a.jpg", "a.png", "a.JPG", "b.JPEG", "a.png.jpg", "a", "Тренинг 1, Ақтау.jpg"];
        let published = names.map(|name| published_path(&format!("content/grants/2024/x/pictures/{name}")));
        let short =
            published.each_ref().map(|path| path.strip_prefix("pictures/grants/2024/x/pictures/").unwrap_or(path));
        assert_eq!(short[..4], ["a.jpg", "a.png.jpg", "a.JPG.jpg", "b.JPEG.jpg"]);
        assert!(short[4..].iter().all(|name| name.starts_with("p-") && name.is_ascii()));
        assert_eq!(std::collections::BTreeSet::from(short).len(), names.len());
    }
}
