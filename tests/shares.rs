//! Several machines build a share of the site each; put together, the shares are the site that one machine builds.

use esep::merge::{Differs, Merged, Unfit, merge};
use esep::output::cache::NoCache;
use esep::output::share::Share;
use esep::output::sink::MemorySink;
use esep::read::{Files, Folder, Memory};
use esep::{World, compile_share};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Tree = BTreeMap<String, Vec<u8>>;

fn world(day: i8) -> World {
    World { today: jiff::civil::date(2026, 11, day), base_url: None, strict: false, edition: None }
}

fn built(files: &dyn Files, share: Share, day: i8) -> Tree {
    let sink = MemorySink::default();
    let findings = compile_share(files, &world(day), share, &NoCache, &sink).unwrap();
    assert!(!findings.iter().any(|finding| finding.is_error()), "{findings:#?}");
    sink.into_files()
}

/// The share, in a folder of its own.
fn put(tree: &Tree, folder: &Path) -> PathBuf {
    for (path, bytes) in tree {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder.to_owned()
}

fn merged(folders: &[PathBuf]) -> Result<(Tree, Merged), Vec<Unfit>> {
    let sink = MemorySink::default();
    let merged = merge(folders, &sink).unwrap()?;
    Ok((sink.into_files(), merged))
}

/// A small portal, with a grant more than the one of the tests.
fn small(title: &str) -> Memory {
    let folder = Folder::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/portal"));
    let listed = folder.list("content");
    let sound =
        listed.iter().fold(Memory::default(), |memory, it| memory.with(&it.path, folder.read(&it.path).unwrap()));
    let portal = String::from_utf8(sound.files["content/portal.toml"].clone()).unwrap();
    sound.with("content/portal.toml", format!("# {title}\n{portal}"))
}

fn shares(files: &dyn Files, of: usize, day: i8, below: &Path) -> Vec<PathBuf> {
    let share = |number| Share::new(number, of).unwrap();
    (1..=of).map(|number| put(&built(files, share(number), day), &below.join(format!("{number}")))).collect()
}

#[test]
fn together_the_shares_are_the_site() {
    let (content, below) = (Folder::new(env!("CARGO_MANIFEST_DIR")), tempfile::tempdir().unwrap());
    let whole = built(&content, Share::WHOLE, 20);
    let folders = shares(&content, 3, 20, below.path());
    let (tree, told) = merged(&folders).unwrap();
    assert_eq!(tree.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    let different: Vec<&String> = whole.keys().filter(|path| whole[*path] != tree[*path]).collect();
    assert!(different.is_empty(), "{different:?}");
    let bytes = whole.values().map(|bytes| bytes.len() as u64).sum();
    assert_eq!(told, Merged { files: whole.len(), bytes, left_out: Vec::new(), near_limit: None });
    for folder in &folders {
        let pages =
            walkdir::WalkDir::new(folder).into_iter().filter(|it| it.as_ref().unwrap().path().ends_with("index.html"));
        assert!(pages.count() * 6 > whole.keys().filter(|path| path.ends_with("index.html")).count(), "{folder:?}");
    }
}

/// Pages of every share speak of the archives, which come with the first one.
#[test]
fn together_the_shares_of_a_brief_portal_are_the_site() {
    let (files, below) = (small(""), tempfile::tempdir().unwrap());
    let portal = String::from_utf8(files.files["content/portal.toml"].clone()).unwrap();
    let portal = format!("extent = \"brief\"\n{portal}\n[data]\ncharts = \"svg\"\n");
    let files = files.with("content/portal.toml", portal);
    let whole = built(&files, Share::WHOLE, 20);
    assert!(whole.contains_key("data/grants.zip"));
    assert!(merged(&shares(&files, 3, 20, below.path())).unwrap().0 == whole);
}

#[test]
fn the_order_of_folders_does_not_matter_and_one_share_is_all() {
    let (files, below) = (small(""), tempfile::tempdir().unwrap());
    let whole = built(&files, Share::WHOLE, 20);
    let mut folders = shares(&files, 2, 20, below.path());
    folders.reverse();
    assert!(merged(&folders).unwrap().0 == whole);
}

#[test]
fn shares_that_are_no_site_are_refused_and_all_reasons_told() {
    let below = tempfile::tempdir().unwrap();
    let folders = |name: &str, files: &Memory, day: i8| shares(files, 3, day, &below.path().join(name));
    let sound = folders("sound", &small(""), 20);
    let refused = |folders: &[PathBuf]| merged(folders).err().unwrap_or_default();

    let empty = below.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert!(
        matches!(&refused(&[sound[0].clone(), empty])[..], [Unfit::NoShare(_), Unfit::Missing(missing, 3)] if *missing == [2, 3])
    );
    assert!(matches!(&refused(&[])[..], []), "no folder: nothing is wrong, and nothing is there");
    let twice = [sound[0].clone(), sound[1].clone(), sound[1].clone(), sound[2].clone()];
    assert!(matches!(&refused(&twice)[..], [Unfit::Twice(_, _, 2)]), "{:?}", refused(&twice));

    let (edited, later) = (folders("edited", &small("another word"), 20), folders("later", &small(""), 21));
    let mixed = |other: &PathBuf| refused(&[sound[0].clone(), other.clone(), sound[2].clone()]);
    assert!(matches!(&mixed(&edited[1])[..], [Unfit::OfOther(_, _, Differs::Content)]), "{:?}", mixed(&edited[1]));
    assert!(matches!(&mixed(&later[1])[..], [Unfit::OfOther(_, _, Differs::Date(..))]), "{:?}", mixed(&later[1]));
    let of_two = shares(&small(""), 2, 20, &below.path().join("two"));
    assert!(matches!(&mixed(&of_two[1])[..], [Unfit::OfOther(_, _, Differs::Count(3, 2))]), "{:?}", mixed(&of_two[1]));

    let page =
        walkdir::WalkDir::new(&sound[1]).into_iter().map(Result::unwrap).find(|it| it.path().ends_with("index.html"));
    let page = page.unwrap().into_path();
    fs::write(&page, "a little different").unwrap();
    assert!(matches!(&refused(&sound)[..], [Unfit::Changed(path)] if *path == page));
    let with_more = [sound.clone(), vec![sound[0].clone()]].concat();
    assert!(
        matches!(&refused(&with_more)[..], [Unfit::Twice(..), Unfit::Changed(path)] if *path == page),
        "a share named twice does not hide what was altered"
    );
    fs::remove_file(&page).unwrap();
    assert!(matches!(&refused(&sound)[..], [Unfit::Gone(path)] if *path == page));
    fs::write(sound[1].join("data/manifest.json"), "{").unwrap();
    assert!(refused(&sound).iter().any(|why| matches!(why, Unfit::Damaged(..))));
}
