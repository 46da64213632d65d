//! One build after the other.

use std::fs;
use std::os::unix::fs::MetadataExt;

use esep::output::sink::Sink;
use esep::write::{PathFault, WriteError};

use crate::support::*;

#[test]
fn the_first_build_makes_the_site() -> Tested {
    let portal = Portal::new()?;
    let files = site("a", 10);
    let changes = portal.publish(&files)?;
    assert_eq!(changes.new, files.keys().cloned().collect::<Vec<_>>());
    assert!(changes.changed.is_empty() && changes.removed.is_empty() && changes.same.is_empty());
    same_tree(&read_tree(&portal.output())?, &published(&files));
    assert_eq!(portal.beside_the_content()?, ["public"]);
    Ok(())
}

#[test]
fn an_empty_folder_and_one_that_is_not_there_yet_are_filled() -> Tested {
    let portal = Portal::new()?;
    let files = site("a", 2);
    fs::create_dir(portal.output())?;
    portal.publish(&files)?;
    let deep = portal.root.join("sites/2026/portal");
    publish(&deep, &portal.root, &files)?;
    same_tree(&read_tree(&portal.output())?, &published(&files));
    same_tree(&read_tree(&deep)?, &published(&files));
    Ok(())
}

#[test]
fn the_same_site_is_not_touched_again() -> Tested {
    let portal = Portal::new()?;
    let files = site("a", 10);
    portal.publish(&files)?;
    let inode = |path: &str| fs::metadata(portal.output().join(path)).map(|file| file.ino());
    let before = (inode("")?, inode("index.html")?);
    let changes = portal.publish(&files)?;
    assert!(changes.is_empty());
    assert_eq!(changes.same.len(), files.len());
    assert_eq!((inode("")?, inode("index.html")?), before);
    same_tree(&read_tree(&portal.output())?, &published(&files));
    assert_eq!(portal.beside_the_content()?, ["public"]);
    Ok(())
}

#[test]
fn the_same_site_in_another_folder_and_order_is_the_same_tree() -> Tested {
    let (first, second) = (Portal::new()?, Portal::new()?);
    let files = site("a", 10);
    first.publish(&site("b", 12))?;
    first.publish(&files)?;
    let staging = second.begin()?;
    for (path, bytes) in files.iter().rev() {
        staging.put(path, bytes)?;
    }
    staging.publish()?;
    same_tree(&read_tree(&first.output())?, &read_tree(&second.output())?);
    Ok(())
}

#[test]
fn changed_and_removed_files_are_told_apart() -> Tested {
    let portal = Portal::new()?;
    portal.publish(&site("a", 3))?;
    let files = site("b", 2);
    let changes = portal.publish(&files)?;
    assert_eq!(changes.new, ["b/0.json", "b/1.json"]);
    assert_eq!(changes.changed, ["index.html", "kk/grants/0/index.html", "kk/grants/1/index.html"]);
    assert_eq!(changes.removed, ["a/0.json", "a/1.json", "a/2.json", "assets/2.svg", "kk/grants/2/index.html"]);
    assert_eq!(changes.same, [".nojekyll", "assets/0.svg", "assets/1.svg"]);
    assert_eq!(changes.leftover, None);
    same_tree(&read_tree(&portal.output())?, &published(&files));
    assert!(!portal.output().join("a").exists(), "a folder without pages goes too");
    Ok(())
}

#[test]
fn a_file_of_ours_that_was_deleted_or_altered_by_hand_is_made_good() -> Tested {
    let portal = Portal::new()?;
    let files = site("a", 2);
    portal.publish(&files)?;
    fs::remove_file(portal.output().join("assets/0.svg"))?;
    portal.add_by_hand("index.html", "b")?;
    let changes = portal.publish(&files)?;
    assert_eq!((changes.new, changes.changed), (vec!["assets/0.svg".into()], vec!["index.html".into()]));
    same_tree(&read_tree(&portal.output())?, &published(&files));
    Ok(())
}

/// The part of a build under a umask that would keep the site from the web host.
#[test]
fn everybody_may_read_the_site_whatever_the_umask() -> Tested {
    if let Some(root) = role() {
        publish(&root.join("public"), &root, &site("a", 3))?;
        return Ok(());
    }
    let portal = Portal::new()?;
    let test = "building::everybody_may_read_the_site_whatever_the_umask";
    let mut shell = std::process::Command::new("sh");
    let own = again(test, &portal.root)?;
    shell.args(["-c", "umask 077; exec \"$@\"", "sh"]).arg(own.get_program()).args(own.get_args());
    shell.envs(own.get_envs().filter_map(|(key, value)| Some((key, value?))));
    assert!(shell.output()?.status.success());
    for (path, expected) in [("", 0o755), ("kk/grants/0", 0o755), ("index.html", 0o644), (".esep-files", 0o644)] {
        assert_eq!(mode(&portal.output().join(path))?, expected, "{path}");
    }
    Ok(())
}

#[test]
fn a_file_closed_by_hand_is_opened_again() -> Tested {
    use std::os::unix::fs::PermissionsExt;
    let portal = Portal::new()?;
    portal.publish(&site("a", 2))?;
    let file = portal.output().join("assets/0.svg");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600))?;
    portal.publish(&site("b", 2))?;
    assert_eq!(mode(&file)?, 0o644);
    Ok(())
}

#[test]
fn paths_that_leave_the_site_are_refused_and_spoil_the_build() -> Tested {
    let portal = Portal::new()?;
    let files = site("a", 2);
    portal.publish(&files)?;
    let bad = [
        ("../escape", PathFault::Part),
        ("/etc/escape", PathFault::Absolute),
        ("a/./b", PathFault::Part),
        ("", PathFault::Empty),
        ("a\0b", PathFault::Control),
        (".esep-files", PathFault::Reserved),
    ];
    for (path, expected) in bad {
        let staging = portal.begin()?;
        let refused = staging.put(path, b"x").map_err(|error| WriteError::from_sink(path, error));
        assert!(
            matches!(&refused, Err(WriteError::BadPath { fault, .. }) if *fault == expected),
            "{path:?}: {refused:?}"
        );
        let refused = staging.publish();
        assert!(matches!(refused, Err(WriteError::Unfinished { .. })), "{refused:?}");
    }
    assert_eq!(read_tree(&portal.root)?.len(), published(&files).len());
    assert_eq!(portal.beside_the_content()?, ["public"]);
    Ok(())
}

#[test]
fn two_files_never_take_one_place() -> Tested {
    let portal = Portal::new()?;
    portal.publish(&site("a", 1))?;
    for (first, second) in [("x", "x"), ("index.html", "index.html"), ("x", "x/y"), ("x/y", "x")] {
        let staging = portal.begin()?;
        staging.put(first, b"a")?;
        let refused = staging.put(second, b"a").map_err(|error| WriteError::from_sink(second, error));
        assert!(matches!(&refused, Err(WriteError::Twice { path }) if path == second), "{refused:?}");
        assert!(staging.publish().is_err(), "{first} {second}");
    }
    same_tree(&read_tree(&portal.output())?, &published(&site("a", 1)));
    Ok(())
}

#[test]
fn a_build_that_fails_leaves_no_trace() -> Tested {
    let portal = Portal::new()?;
    put_all(&portal.begin()?, &site("a", 3))?;
    assert!(portal.beside_the_content()?.is_empty());
    let deep = portal.root.join("sites/2026/portal");
    put_all(&esep::write::Staging::begin(&deep, &portal.root)?, &site("a", 3))?;
    assert!(portal.beside_the_content()?.is_empty());
    portal.publish(&site("a", 3))?;
    put_all(&portal.begin()?, &site("b", 3))?;
    same_tree(&read_tree(&portal.output())?, &published(&site("a", 3)));
    assert_eq!(portal.beside_the_content()?, ["public"]);
    Ok(())
}
