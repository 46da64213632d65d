//! `esep new`: the files of a grant, report, story, lot, organisation and so on, to be filled in.

use super::draft::Draft;
use super::said::{Failure, Said};
use super::{Done, today, ui_language};
use crate::finding::nearest;
use crate::language::Lang;
use crate::read::{
    Drafts, Folder, GrantDraft, LotDraft, MediaDraft, OrganisationDraft, OutletDraft, ReportDraft, StoryDraft, is_slug,
    placeholder, read,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Make the files of something new, every key explained. Nothing that is there is changed.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    #[command(subcommand)]
    what: What,
    /// The portal folder: the one that holds `content/`.
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    dir: PathBuf,
    /// The language of the explanations; without it the first language of the portal.
    #[arg(long, value_name = "LANG", value_parser = ui_language::parse, global = true)]
    ui_lang: Option<Lang>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// A grant, in `content/grants/`.
    Grant {
        /// The end of its address: Latin letters, digits, hyphens. May begin with folders: `2025/orman`.
        slug: String,
    },
    /// The report of a grant: `report.toml` beside its `grant.toml`.
    Report {
        /// The slug of the grant.
        grant: String,
    },
    /// What was published about a grant: `media.toml` beside its `grant.toml`.
    Media {
        /// The slug of the grant.
        grant: String,
    },
    /// A success story of a grant.
    Story {
        /// The end of its address.
        slug: String,
        /// The slug of the grant that it belongs to.
        #[arg(long)]
        grant: String,
    },
    /// A lot, in `content/lots/`.
    Lot {
        /// The end of its address.
        slug: String,
    },
    /// An organisation, in `content/organisations/`.
    Organisation {
        /// The end of its address.
        slug: String,
    },
    /// A newspaper, a channel, a page where something is published, in `content/outlets/`.
    Outlet {
        /// The end of its address.
        slug: String,
    },
    /// A page of text, in `content/pages/`.
    Page {
        /// The end of its address.
        slug: String,
    },
}

/// A file to be made: path in the portal folder, and text.
type NewFile = (String, String);

impl New {
    pub(super) fn ui_lang(&self) -> Lang {
        ui_language::choose(self.ui_lang, &self.dir)
    }

    pub(super) fn run(self) -> Done {
        let drafts = read(&Folder::new(&self.dir)).value;
        let Some(portal) = &drafts.portal else {
            return Err(Said::new("new.no-portal").into());
        };
        self.what.check_slug(&drafts)?;
        let languages: Vec<Lang> = portal.languages.iter().map(|lang| lang.value).collect();
        let draft = Draft { languages: &languages, lang: self.ui_lang(), today: today()? };
        let files = match &self.what {
            What::Grant { slug } => {
                with_texts(&format!("content/grants/{slug}"), "grant.toml", draft.file(&GrantDraft::RECORD), &languages)
            }
            What::Story { slug, grant } => with_texts(
                &format!("{}/stories/{slug}", folder_of(&drafts, grant)?),
                "story.toml",
                draft.file(&StoryDraft::RECORD),
                &languages,
            ),
            What::Report { grant } => {
                vec![(format!("{}/report.toml", folder_of(&drafts, grant)?), draft.file(&ReportDraft::RECORD))]
            }
            What::Media { grant } => {
                vec![(format!("{}/media.toml", folder_of(&drafts, grant)?), draft.file(&MediaDraft::RECORD))]
            }
            What::Outlet { slug } => vec![(format!("content/outlets/{slug}.toml"), draft.file(&OutletDraft::RECORD))],
            What::Lot { slug } => {
                with_texts(&format!("content/lots/{slug}"), "lot.toml", draft.file(&LotDraft::RECORD), &languages)
            }
            What::Organisation { slug } => {
                vec![(format!("content/organisations/{slug}.toml"), draft.file(&OrganisationDraft::RECORD))]
            }
            What::Page { slug } => pages(slug, &languages),
        };
        make(&self.dir, &files)
    }
}

impl What {
    /// The end of the address of what is made; nothing for what belongs to a grant that is there.
    fn slug(&self) -> Option<&str> {
        match self {
            Self::Grant { slug }
            | Self::Story { slug, .. }
            | Self::Lot { slug }
            | Self::Organisation { slug }
            | Self::Outlet { slug }
            | Self::Page { slug } => Some(slug),
            Self::Report { .. } | Self::Media { .. } => None,
        }
    }

    /// Whether the slug can be a part of an address, and is free where folders do not keep slugs apart.
    fn check_slug(&self, drafts: &Drafts) -> Result<(), Failure> {
        let Some(slug) = self.slug() else { return Ok(()) };
        let is_sound = if matches!(self, Self::Grant { .. }) { is_path_of_slugs(slug) } else { is_slug(slug) };
        if !is_sound {
            return Err(Said::new("new.slug").with("slug", slug).into());
        }
        let last = slug.rsplit('/').next().unwrap_or(slug);
        match self.taken(last, drafts) {
            Some(folder) => Err(Said::new("new.taken").with("slug", last).with("path", folder).into()),
            None => Ok(()),
        }
    }

    /// The folder of the grant or story that has this slug already.
    fn taken<'d>(&self, slug: &str, drafts: &'d Drafts) -> Option<&'d str> {
        let mut grants = drafts.grants.iter();
        match self {
            Self::Grant { .. } => grants.find(|it| it.grant.slug == slug).map(|it| it.folder.as_str()),
            Self::Story { .. } => {
                grants.flat_map(|it| &it.stories).find(|it| it.story.slug == slug).map(|it| it.folder.as_str())
            }
            _ => None,
        }
    }
}

/// The folder of the grant with this slug, which may be written with the folders that it is in: `2025/orman`.
fn folder_of<'d>(drafts: &'d Drafts, written: &str) -> Result<&'d str, Failure> {
    let path = written.trim_end_matches('/');
    let path = path.strip_prefix("content/grants/").unwrap_or(path);
    let slug = path.rsplit('/').next().unwrap_or(path);
    let is_it = |folder: &str| slug == path || folder.strip_prefix("content/grants/") == Some(path);
    if let Some(found) = drafts.grants.iter().find(|it| it.grant.slug == slug && is_it(&it.folder)) {
        return Ok(&found.folder);
    }
    Err(no_grant(written, drafts.grants.iter().map(|it| it.grant.slug.as_str())).into())
}

/// That there is no such grant among `slugs`, and which one may be meant, or which there are.
pub(super) fn no_grant<'s>(written: &str, slugs: impl Iterator<Item = &'s str> + Clone) -> Said {
    let slug = written.rsplit('/').next().unwrap_or(written);
    let same = slugs.clone().find(|it| *it == slug).map(str::to_owned);
    let meant = same.or_else(|| nearest(slug, slugs.clone()));
    let meant = meant.map(|meant| Said::new("new.did-you-mean").with("meant", meant));
    Said::new("new.no-grant").with("slug", written).and(meant.or_else(|| grants(slugs)))
}

/// So many grants are named one by one.
const NAMED: usize = 10;

/// Which grants there are; nothing where there is none.
fn grants<'s>(slugs: impl Iterator<Item = &'s str>) -> Option<Said> {
    let mut slugs: Vec<&str> = slugs.collect();
    slugs.sort_unstable();
    let named = slugs.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let said = match slugs.len() {
        0 => return None,
        1..=NAMED => Said::new("new.grants"),
        all => Said::new("new.grants-and-more").count(all - NAMED),
    };
    Some(said.with("grants", named))
}

/// Whether each part of the path of a grant, `2025/orman`, can be a part of an address.
pub(super) fn is_path_of_slugs(path: &str) -> bool {
    path.split('/').all(is_slug)
}

fn with_texts(folder: &str, name: &str, toml: String, languages: &[Lang]) -> Vec<NewFile> {
    let texts = languages
        .iter()
        .map(|lang| (format!("{folder}/{}.md", lang.code()), format!("{}.\n", placeholder("text", *lang))));
    [(format!("{folder}/{name}"), toml)].into_iter().chain(texts).collect()
}

fn pages(slug: &str, languages: &[Lang]) -> Vec<NewFile> {
    let page = |lang: &Lang| {
        let text =
            format!("+++\ntitle = \"{}\"\n+++\n\n{}.\n", placeholder("title", *lang), placeholder("text", *lang));
        (format!("content/pages/{slug}/{}.md", lang.code()), text)
    };
    languages.iter().map(page).collect()
}

/// Makes the files, all or none: what is there already is never changed.
pub(super) fn make(dir: &Path, files: &[(String, impl AsRef<[u8]>)]) -> Done {
    if let Some((path, _)) = files.iter().find(|(path, _)| dir.join(path).exists()) {
        return Err(Said::new("new.there-already").with("path", path).into());
    }
    for (path, text) in files {
        let path = if dir == Path::new(".") { PathBuf::from(path) } else { dir.join(path) };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text)?;
        anstream::println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Code, Finding};
    use crate::read::{MediaDraft, Memory, Record};

    /// Every file with keys that `esep new` makes, for a portal in these languages.
    fn files(languages: &[Lang], lang: Lang) -> Vec<NewFile> {
        let draft = Draft { languages, lang, today: jiff::civil::date(2026, 11, 20) };
        let kinds: [(&str, &Record); 7] = [
            ("grants/2026/g/grant.toml", &GrantDraft::RECORD),
            ("grants/2026/g/report.toml", &ReportDraft::RECORD),
            ("grants/2026/g/media.toml", &MediaDraft::RECORD),
            ("grants/2026/g/stories/s/story.toml", &StoryDraft::RECORD),
            ("lots/l/lot.toml", &LotDraft::RECORD),
            ("organisations/o.toml", &OrganisationDraft::RECORD),
            ("outlets/u.toml", &OutletDraft::RECORD),
        ];
        kinds.iter().map(|(path, record)| (format!("content/{path}"), draft.file(record))).collect()
    }

    /// Keys that are offered as a comment have no space after the sign.
    fn with_every_key(text: &str) -> String {
        let line = |line: &str| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line).to_owned();
        text.lines().map(|text| line(text) + "\n").collect()
    }

    #[test]
    fn a_file_to_fill_in_can_be_read_with_and_without_the_keys_that_it_offers() {
        for (languages, lang) in [(&[Lang::Kk, Lang::Ru][..], Lang::Kk), (&[Lang::Ky, Lang::En][..], Lang::En)] {
            for (path, text) in files(languages, lang) {
                for text in [with_every_key(&text), text] {
                    let portal = "title = \"P\"\ndescription = \"P\"\nlanguages = [\"kk\"]\ncurrency = \"KZT\"\n";
                    let memory = Memory::default().with("content/portal.toml", portal).with(&path, text.clone());
                    let grant = files(languages, lang).remove(0);
                    let memory = if path.contains("grants/") && path != grant.0 {
                        memory.with(&grant.0, grant.1)
                    } else {
                        memory
                    };
                    let mut found = read(&memory).findings;
                    // A report is not published before somebody has dated it.
                    let is_date = |finding: &Finding| finding.code == Code::EmptyText && path.ends_with("/report.toml");
                    assert_eq!(
                        found.iter().any(is_date),
                        path.ends_with("/report.toml") && text.contains("\ndate = \"…\"")
                    );
                    found.retain(|finding| !is_date(finding));
                    assert!(found.is_empty(), "{path}\n{text}\n{found:#?}");
                }
            }
        }
    }

    #[test]
    fn every_key_stands_in_the_file() {
        for (path, text) in files(&[Lang::Ru], Lang::Ru) {
            let table: toml::Table = with_every_key(&text).parse().unwrap_or_else(|error| panic!("{path}: {error}"));
            let name = path.rsplit('/').next().unwrap_or_default();
            let record = crate::read::FILES.into_iter().find(|file| {
                let file = file.file.unwrap_or_default();
                file.ends_with(&format!("/{name}"))
                    || path.starts_with(file.split('<').next().unwrap_or_default()) && file.ends_with("<slug>.toml")
            });
            for key in record.map_or(&[][..], |record| record.keys) {
                assert!(table.contains_key(key.name), "{path}: {}", key.name);
            }
            assert!(record.is_some(), "{path}");
        }
    }
}
