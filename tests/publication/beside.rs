//! What people put into the output stays theirs.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use esep::write::{LIST, WriteError};

use crate::support::*;

#[test]
fn a_folder_of_somebody_else_is_refused() -> Tested {
    let portal = Portal::new()?;
    portal.add_by_hand("thesis.odt", "ten years")?;
    let before = read_tree(&portal.root)?;
    let refused = portal.begin().map(drop);
    assert!(
        matches!(&refused, Err(WriteError::NotOurs { folder, example })
            if *folder == portal.output() && example == Path::new("thesis.odt")),
        "{refused:?}"
    );
    same_tree(&read_tree(&portal.root)?, &before);
    assert_eq!(portal.beside_the_content()?, ["public"]);
    Ok(())
}

#[test]
fn a_folder_that_becomes_foreign_during_the_build_is_refused() -> Tested {
    let portal = Portal::new()?;
    let staging = portal.begin()?;
    put_all(&staging, &site("a", 2))?;
    portal.add_by_hand("thesis.odt", "ten years")?;
    let refused = staging.publish();
    assert!(matches!(refused, Err(WriteError::NotOurs { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(portal.output().join("thesis.odt"))?, "ten years");
    assert_eq!(portal.beside_the_content()?, ["public"]);
    Ok(())
}

#[test]
fn an_empty_list_hands_a_folder_over() -> Tested {
    let portal = Portal::new()?;
    portal.add_by_hand(".git/config", "[core]")?;
    portal.add_by_hand(LIST, "")?;
    portal.publish(&site("a", 2))?;
    let mut expected = published(&site("a", 2));
    expected.insert(".git/config".into(), b"[core]".to_vec());
    same_tree(&read_tree(&portal.output())?, &expected);
    Ok(())
}

/// Files, folders, links, closed folders, names that are no text: all of them through two builds.
#[test]
fn what_was_added_by_hand_stays() -> Tested {
    use std::os::unix::ffi::OsStrExt;
    let portal = Portal::new()?;
    let output = portal.output();
    portal.publish(&site("a", 3))?;
    portal.add_by_hand("CNAME", "grants.example.org")?;
    portal.add_by_hand("a/added.txt", "in a folder of ours that goes away")?;
    portal.add_by_hand("theirs/deep/photo.jpg", "light")?;
    fs::create_dir_all(output.join("theirs/empty"))?;
    fs::write(output.join(std::ffi::OsStr::from_bytes(b"kk/\xff")), "no text")?;
    symlink("../outside", output.join("link"))?;
    symlink("nowhere", output.join("theirs/broken"))?;
    fs::set_permissions(output.join("CNAME"), fs::Permissions::from_mode(0o600))?;
    fs::set_permissions(output.join("theirs/deep"), fs::Permissions::from_mode(0o500))?;
    let added: Vec<(String, Vec<u8>)> =
        read_tree(&output)?.into_iter().filter(|(path, _)| !published(&site("a", 3)).contains_key(path)).collect();
    assert_eq!(added.len(), 6);
    let cname = fs::metadata(output.join("CNAME"))?;
    for edition in ["b", "a"] {
        portal.publish(&site(edition, 3))?;
        let mut expected = published(&site(edition, 3));
        expected.extend(added.clone());
        same_tree(&read_tree(&output)?, &expected);
        assert!(output.join("theirs/empty").is_dir());
        assert_eq!(mode(&output.join("theirs/deep"))?, 0o500);
        assert_eq!(portal.beside_the_content()?, ["public"]);
    }
    let after = fs::metadata(output.join("CNAME"))?;
    assert_eq!(
        (cname.mode(), cname.mtime(), cname.mtime_nsec(), 1),
        (after.mode(), after.mtime(), after.mtime_nsec(), after.nlink())
    );
    Ok(())
}

fn collision(portal: &Portal, files: &Files) -> Option<Vec<PathBuf>> {
    match portal.publish(files) {
        Err(WriteError::Collision { folder, paths }) if folder == portal.output() => Some(paths),
        _ => None,
    }
}

#[test]
fn a_page_never_takes_the_place_of_a_file_added_by_hand() -> Tested {
    let cases: [(&str, &[&str]); 4] = [
        ("b/0.json", &["b/0.json"]),
        ("b", &["b"]),
        ("b/0.json/deep", &["b/0.json", "b/0.json/deep"]),
        ("kk/grants/2", &["kk/grants/2"]),
    ];
    for (added, expected) in cases {
        let portal = Portal::new()?;
        portal.publish(&site("a", 2))?;
        portal.add_by_hand(added, "mine")?;
        let before = read_tree(&portal.root)?;
        let expected: Vec<PathBuf> = expected.iter().map(PathBuf::from).collect();
        assert_eq!(collision(&portal, &site("b", 3)), Some(expected), "{added}");
        same_tree(&read_tree(&portal.root)?, &before);
        assert_eq!(portal.beside_the_content()?, ["public"]);
    }
    Ok(())
}

#[test]
fn links_in_the_output_are_never_followed() -> Tested {
    let portal = Portal::new()?;
    portal.publish(&site("a", 2))?;
    let outside = portal.root.join("outside");
    fs::rename(portal.output().join("kk"), &outside)?;
    symlink(&outside, portal.output().join("kk"))?;
    fs::rename(portal.output().join("index.html"), outside.join("moved.html"))?;
    symlink(outside.join("moved.html"), portal.output().join("index.html"))?;
    let before = read_tree(&outside)?;
    let expected = ["index.html", "kk"].map(PathBuf::from).to_vec();
    assert_eq!(collision(&portal, &site("b", 2)), Some(expected));
    same_tree(&read_tree(&outside)?, &before);
    let mut without = site("b", 2);
    without.retain(|path, _| !path.starts_with("kk") && path != "index.html");
    portal.publish(&without)?;
    same_tree(&read_tree(&outside)?, &before);
    assert_eq!(fs::read_link(portal.output().join("kk"))?, outside);
    Ok(())
}

#[test]
fn an_output_that_is_a_link_is_resolved_once() -> Tested {
    let portal = Portal::new()?;
    let disk = Portal::new()?;
    let real = disk.root.join("web/site");
    fs::create_dir_all(&real)?;
    symlink(&real, portal.output())?;
    for edition in ["a", "b"] {
        portal.publish(&site(edition, 2))?;
        same_tree(&read_tree(&real)?, &published(&site(edition, 2)));
        assert_eq!(fs::read_link(portal.output())?, real);
    }
    assert_eq!(read_tree(&disk.root.join("web"))?.len(), published(&site("b", 2)).len());
    Ok(())
}

#[test]
fn the_sources_are_never_the_output() -> Tested {
    let portal = Portal::new()?;
    write(&portal.root.join("content/portal.toml"), "title.kk = \"Есеп\"")?;
    let before = read_tree(&portal.root)?;
    for output in ["", "..", "content", "content/public", "themes/mine"] {
        let refused = publish(&portal.root.join(output), &portal.root, &site("a", 1));
        assert!(matches!(refused, Err(WriteError::OverSources { .. })), "{output}: {refused:?}");
    }
    same_tree(&read_tree(&portal.root)?, &before);
    Ok(())
}

#[test]
fn a_list_that_was_tampered_with_deletes_nothing() -> Tested {
    let portal = Portal::new()?;
    portal.publish(&site("a", 1))?;
    write(&portal.root.join("precious"), "mine")?;
    portal.add_by_hand(LIST, "index.html\n../precious\n")?;
    let refused = portal.publish(&site("b", 1));
    assert!(matches!(refused, Err(WriteError::DamagedList { line: 2, .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(portal.root.join("precious"))?, "mine");
    Ok(())
}

/// A list that is a link says nothing: whoever set it would choose what we delete.
#[test]
fn a_list_that_is_a_link_is_no_list() -> Tested {
    let portal = Portal::new()?;
    portal.add_by_hand("thesis.odt", "ten years")?;
    write(&portal.root.join("elsewhere"), "thesis.odt\n")?;
    symlink(portal.root.join("elsewhere"), portal.output().join(LIST))?;
    let refused = portal.publish(&site("a", 1));
    assert!(matches!(refused, Err(WriteError::NotOurs { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(portal.output().join("thesis.odt"))?, "ten years");
    Ok(())
}
