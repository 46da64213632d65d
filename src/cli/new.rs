//! `esep new`: the files of a grant, story, lot, organisation or page, to be filled in.

use super::draft::{Draft, placeholder};
use super::{Done, Failure, today};
use crate::language::Lang;
use crate::read::{Folder, GrantDraft, LotDraft, OrganisationDraft, StoryDraft, is_slug, read};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Make the files of a new grant, story, lot, organisation or page. Nothing that is there is changed.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    #[command(subcommand)]
    what: What,
    /// The portal folder: the one that holds `content/`.
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    dir: PathBuf,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// A grant, in `content/grants/`.
    Grant {
        /// The end of its address: Latin letters, digits, hyphens. May begin with folders: `2025/orman`.
        slug: String,
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
    /// A page of text, in `content/pages/`.
    Page {
        /// The end of its address.
        slug: String,
    },
}

/// A file to be made: path in the portal folder, and text.
type NewFile = (String, String);

impl New {
    pub(super) fn run(self) -> Done {
        let drafts = read(&Folder::new(&self.dir)).value;
        let Some(portal) = &drafts.portal else {
            return Err(Failure::from("content/portal.toml: not there, or not readable; `esep init` makes a portal"));
        };
        let languages: Vec<Lang> = portal.languages.iter().map(|lang| lang.value).collect();
        let folder = |slug: &str| {
            let of_slug = drafts.grants.iter().find(|grant| grant.grant.slug == slug);
            of_slug
                .map(|grant| grant.folder.clone())
                .ok_or_else(|| Failure::from(format!("{slug}: no grant has this slug")))
        };
        let draft = Draft { languages: &languages, today: today()? };
        let files = match &self.what {
            What::Grant { slug } => {
                with_texts(&format!("content/grants/{slug}"), "grant.toml", draft.file(&GrantDraft::RECORD), &languages)
            }
            What::Story { slug, grant } => with_texts(
                &format!("{}/stories/{slug}", folder(grant)?),
                "story.toml",
                draft.file(&StoryDraft::RECORD),
                &languages,
            ),
            What::Lot { slug } => {
                with_texts(&format!("content/lots/{slug}"), "lot.toml", draft.file(&LotDraft::RECORD), &languages)
            }
            What::Organisation { slug } => {
                vec![(format!("content/organisations/{slug}.toml"), draft.file(&OrganisationDraft::RECORD))]
            }
            What::Page { slug } => pages(slug, &languages),
        };
        check_slug(&self.what)?;
        make(&self.dir, &files)
    }
}

fn check_slug(what: &What) -> Result<(), Failure> {
    let (What::Grant { slug }
    | What::Story { slug, .. }
    | What::Lot { slug }
    | What::Organisation { slug }
    | What::Page { slug }) = what;
    let folders = matches!(what, What::Grant { .. });
    let fits = if folders { slug.split('/').all(is_slug) } else { is_slug(slug) };
    if fits { Ok(()) } else { Err(Failure::from(format!("{slug}: only a-z, 0-9 and single hyphens"))) }
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
pub(super) fn make(dir: &Path, files: &[NewFile]) -> Done {
    if let Some((path, _)) = files.iter().find(|(path, _)| dir.join(path).exists()) {
        return Err(Failure::from(format!("{path}: is there already")));
    }
    for (path, text) in files {
        let path = dir.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text)?;
        anstream::println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}
