//! Builds that die: the old site or the new one, never a mixture, and the next build clears up.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use esep::write::{LIST, WriteError};

use crate::support::*;

const KILLS: u64 = 50;
const PAGES: usize = 20;
const ADDED: (&str, &str) = ("CNAME", "grants.example.org");

/// The site as it must stand: an edition, its list and what was added by hand.
fn whole(edition: &str) -> Files {
    let mut files = published(&site(edition, PAGES));
    files.insert(ADDED.0.to_owned(), ADDED.1.into());
    files
}

/// Publishes two editions in turn until somebody ends the process. Says when it has begun.
fn publish_for_ever(portal: &std::path::Path) -> Tested {
    let editions = ["b", "a"].map(|edition| site(edition, PAGES));
    eprintln!("ready");
    loop {
        for files in &editions {
            publish(&portal.join("public"), portal, files)?;
        }
    }
}

fn start(portal: &Portal) -> Result<Child, Box<dyn std::error::Error>> {
    let mut command = again("killed::a_killed_build_leaves_the_old_site_or_the_new_one", &portal.root)?;
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut word = [0; 6];
    child.stderr.as_mut().ok_or("no pipe")?.read_exact(&mut word)?;
    assert_eq!(&word, b"ready\n");
    Ok(child)
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() -> Tested {
    if let Some(root) = role() {
        return publish_for_ever(&root);
    }
    let portal = Portal::new()?;
    portal.publish(&site("a", PAGES))?;
    portal.add_by_hand(ADDED.0, ADDED.1)?;
    let editions = ["a", "b"].map(whole);
    let (mut seen, mut left_over) = (BTreeSet::new(), 0);
    let mut window = Duration::ZERO;
    for kill in 0..KILLS {
        if kill % 5 == 0 {
            window = undisturbed(&portal, kill)? * 2;
        }
        let mut child = start(&portal)?;
        sleep(window.mul_f64(scattered(kill)));
        child.kill()?;
        child.wait()?;
        let tree = read_tree(&portal.output())?;
        let apart = editions.each_ref().map(|edition| difference(&tree, edition));
        let edition = apart.iter().position(Vec::is_empty);
        seen.insert(edition.ok_or_else(|| format!("kill {kill}: a mixture: {apart:?}"))?);
        left_over += usize::from(portal.work().exists());
        // Every other time the next build is that of the next process.
        if kill % 2 == 0 {
            drop(portal.begin()?);
            assert_eq!(portal.beside_the_content()?, ["public"]);
            same_tree(&read_tree(&portal.output())?, &tree);
        }
    }
    assert_eq!(seen.len(), 2, "both editions were met");
    assert!(left_over > 5, "most kills meet a build at work, not {left_over}");
    Ok(())
}

/// How long three publications take that nobody kills, on this machine just now. They leave now one
/// edition, now the other.
fn undisturbed(portal: &Portal, kill: u64) -> Result<Duration, Box<dyn std::error::Error>> {
    let begun = Instant::now();
    for edition in [["a", "b", "a"], ["b", "a", "b"]][(kill % 2) as usize] {
        portal.publish(&site(edition, PAGES))?;
    }
    Ok(begun.elapsed())
}

/// A portal that shows edition `a` and a file added by hand, with the work folder of a killed build.
fn killed() -> Result<Portal, Box<dyn std::error::Error>> {
    let portal = Portal::new()?;
    portal.publish(&site("a", PAGES))?;
    portal.add_by_hand(ADDED.0, ADDED.1)?;
    write(&portal.work().join("lock"), "")?;
    Ok(portal)
}

/// Lays a whole site with everything that belongs to it into the work folder.
fn lay(portal: &Portal, name: &str, files: &Files) -> Tested {
    for (path, bytes) in files {
        let file = portal.work().join(name).join(path);
        write(&file, "")?;
        fs::write(file, bytes)?;
    }
    Ok(())
}

/// The next build, which fails after it has begun.
fn cleared(portal: &Portal) -> Result<Files, Box<dyn std::error::Error>> {
    drop(portal.begin()?);
    assert_eq!(portal.beside_the_content()?, ["public"]);
    read_tree(&portal.output())
}

#[test]
fn killed_while_the_site_grew() -> Tested {
    let portal = killed()?;
    lay(&portal, "new", &site("b", PAGES))?;
    same_tree(&cleared(&portal)?, &whole("a"));
    Ok(())
}

#[test]
fn killed_before_the_exchange() -> Tested {
    let portal = killed()?;
    lay(&portal, "next", &whole("b"))?;
    same_tree(&cleared(&portal)?, &whole("a"));
    Ok(())
}

#[test]
fn killed_after_the_exchange() -> Tested {
    let portal = killed()?;
    let mut half = whole("b");
    half.retain(|path, _| !path.ends_with("0.json"));
    lay(&portal, "next", &half)?;
    same_tree(&cleared(&portal)?, &whole("a"));
    Ok(())
}

#[test]
fn killed_between_the_two_steps_of_a_system_without_exchange() -> Tested {
    let portal = killed()?;
    fs::rename(portal.output(), portal.work().join("old"))?;
    lay(&portal, "next", &whole("b"))?;
    same_tree(&cleared(&portal)?, &whole("a"));
    Ok(())
}

#[test]
fn killed_at_the_first_publication() -> Tested {
    let portal = Portal::new()?;
    write(&portal.work().join("lock"), "")?;
    lay(&portal, "next", &published(&site("b", PAGES)))?;
    drop(portal.begin()?);
    assert!(portal.beside_the_content()?.is_empty());
    Ok(())
}

#[test]
fn a_file_added_in_the_last_moment_arrives() -> Tested {
    let portal = killed()?;
    let mut old = whole("b");
    old.insert("added/late.txt".into(), b"late".to_vec());
    lay(&portal, "next", &old)?;
    let mut expected = whole("a");
    expected.insert("added/late.txt".into(), b"late".to_vec());
    same_tree(&cleared(&portal)?, &expected);
    Ok(())
}

#[test]
fn of_two_versions_of_a_file_added_by_hand_the_later_stays() -> Tested {
    let now = SystemTime::now();
    let hour = Duration::from_secs(3600);
    for (when, expected) in [(now + hour, "new.example.org"), (now - hour, ADDED.1)] {
        let portal = killed()?;
        let mut old = whole("b");
        old.insert(ADDED.0.to_owned(), b"new.example.org".to_vec());
        lay(&portal, "next", &old)?;
        let file = fs::File::options().write(true).open(portal.work().join("next").join(ADDED.0))?;
        file.set_modified(when)?;
        assert_eq!(cleared(&portal)?.get(ADDED.0).map(Vec::as_slice), Some(expected.as_bytes()));
    }
    Ok(())
}

#[test]
fn the_last_copy_of_a_file_added_by_hand_is_never_cleared_away() -> Tested {
    let portal = killed()?;
    fs::remove_dir_all(portal.output())?;
    lay(&portal, "next", &whole("b"))?;
    same_tree(&cleared(&portal)?, &whole("b"));
    Ok(())
}

#[test]
fn a_late_file_in_the_place_of_a_page_is_for_a_person_to_decide() -> Tested {
    let portal = killed()?;
    let mut old = published(&site("b", PAGES));
    old.insert("a/0.json".into(), b"mine".to_vec());
    lay(&portal, "next", &old)?;
    let refused = portal.begin().map(drop);
    assert!(
        matches!(&refused, Err(WriteError::Collision { folder, paths })
            if *folder == portal.work().join("next") && paths.len() == 1),
        "{refused:?}"
    );
    same_tree(&read_tree(&portal.output())?, &whole("a"));
    assert_eq!(fs::read(portal.work().join("next/a/0.json"))?, b"mine");
    fs::remove_file(portal.work().join("next/a/0.json"))?;
    same_tree(&cleared(&portal)?, &whole("a"));
    Ok(())
}

#[test]
fn a_work_folder_without_a_list_gives_everything_back() -> Tested {
    let portal = killed()?;
    lay(&portal, "next", &Files::from([("late.txt".to_owned(), b"late".to_vec())]))?;
    assert!(!portal.work().join("next").join(LIST).exists());
    let mut expected = whole("a");
    expected.insert("late.txt".into(), b"late".to_vec());
    same_tree(&cleared(&portal)?, &expected);
    Ok(())
}
