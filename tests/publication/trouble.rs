//! Two builds at once, no permission, no space: an error that says so, and the old site stands.

use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

use esep::write::{Staging, WriteError};

use crate::support::*;

#[test]
fn the_second_of_two_builds_is_told_to_wait() -> Tested {
    let portal = Portal::new()?;
    let first = portal.begin()?;
    put_all(&first, &site("a", 2))?;
    let second = portal.begin().map(drop);
    assert!(matches!(&second, Err(WriteError::Busy { output }) if *output == portal.output()), "{second:?}");
    first.publish()?;
    same_tree(&read_tree(&portal.output())?, &published(&site("a", 2)));
    portal.publish(&site("b", 2))?;
    same_tree(&read_tree(&portal.output())?, &published(&site("b", 2)));
    Ok(())
}

#[test]
fn builds_that_race_for_one_folder_take_turns() -> Tested {
    let portal = Portal::new()?;
    let race = |edition: &str| -> Result<usize, WriteError> {
        let files = site(edition, 3);
        let mut done = 0;
        while done < 40 {
            match portal.publish(&files) {
                Ok(_) => done += 1,
                Err(WriteError::Busy { .. }) => thread::yield_now(),
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    };
    thread::scope(|scope| {
        let racers = ["a", "b", "c"].map(|edition| scope.spawn(move || race(edition)));
        for racer in racers {
            assert!(matches!(racer.join(), Ok(Ok(40))));
        }
    });
    let tree = read_tree(&portal.output())?;
    assert!(["a", "b", "c"].iter().any(|edition| tree == published(&site(edition, 3))));
    assert_eq!(portal.beside_the_content()?, ["public"]);
    Ok(())
}

#[test]
fn a_file_where_a_folder_must_be_is_an_error() -> Tested {
    let portal = Portal::new()?;
    write(&portal.output(), "a file")?;
    for output in ["public", "public/site"] {
        let refused = publish(&portal.root.join(output), &portal.root, &site("a", 1));
        assert!(matches!(refused, Err(WriteError::NotAFolder { .. })), "{refused:?}");
    }
    fs::remove_file(portal.output())?;
    write(&portal.work(), "a file")?;
    let refused = portal.begin().map(drop);
    assert!(matches!(&refused, Err(WriteError::NotAFolder { path }) if *path == portal.work()), "{refused:?}");
    assert_eq!(fs::read_to_string(portal.work())?, "a file");
    Ok(())
}

#[test]
fn a_work_folder_of_somebody_else_is_left_alone() -> Tested {
    let portal = Portal::new()?;
    write(&portal.work().join("new/diary.txt"), "mine")?;
    let refused = portal.begin().map(drop);
    assert!(matches!(refused, Err(WriteError::NotOurs { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(portal.work().join("new/diary.txt"))?, "mine");
    Ok(())
}

/// The part of a user who may not write. Root may write everywhere and becomes nobody first.
#[test]
fn without_permission_nothing_changes() -> Tested {
    if let Some(root) = role() {
        let closed = publish(&root.join("closed/public"), &root, &site("b", 3));
        assert!(matches!(&closed, Err(WriteError::NoPermission { path }) if path.starts_with(&root)), "{closed:?}");
        let late = publish(&root.join("open/public"), &root, &site("b", 3));
        assert!(matches!(&late, Err(WriteError::NoPermission { path }) if path.ends_with("public")), "{late:?}");
        return Ok(());
    }
    let portal = Portal::new()?;
    let root = &portal.root;
    for folder in ["closed", "open"] {
        publish(&root.join(folder).join("public"), root, &site("a", 3))?;
        fs::set_permissions(root.join(folder).join("public"), Permissions::from_mode(0o555))?;
    }
    for (folder, mode) in [("", 0o755), ("closed", 0o555), ("open", 0o777)] {
        fs::set_permissions(root.join(folder), Permissions::from_mode(mode))?;
    }
    let before = read_tree(root)?;
    let mut user = again("trouble::without_permission_nothing_changes", root)?;
    if is_root() {
        user.uid(65534).gid(65534);
    }
    succeeded(&user.output()?);
    same_tree(&read_tree(root)?, &before);
    fs::set_permissions(root.join("closed"), Permissions::from_mode(0o755))?;
    Ok(())
}

fn succeeded(output: &Output) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
}

/// What `unshare` and the shell answer when this machine gives us no small disk; a failed test
/// answers 101.
const NO_DISK: [Option<i32>; 2] = [Some(1), Some(77)];

/// Runs `test` again with a small disk in memory mounted at `folder`, which only that process sees.
/// `false` when this machine does not allow it.
fn with_disk(test: &str, folder: &Path, options: &str) -> io::Result<bool> {
    let own = again(test, folder)?;
    let script = format!("mount -t tmpfs -o {options} none \"$0\" || exit 77; exec \"$@\"");
    let mut command = Command::new("unshare");
    if !is_root() {
        command.args(["--user", "--map-root-user"]);
    }
    command.args(["--mount", "sh", "-c", &script]).arg(folder);
    command.arg(own.get_program()).args(own.get_args());
    command.envs(own.get_envs().filter_map(|(key, value)| Some((key, value?))));
    let output = command.output()?;
    if NO_DISK.contains(&output.status.code()) {
        return Ok(false);
    }
    succeeded(&output);
    Ok(true)
}

/// Publishes again and again, with a little more space each time, so that the disk is full at every
/// step of a build once: a page, the list, the file added by hand.
#[test]
fn on_a_full_disk_the_old_site_stands() -> Tested {
    if let Some(disk) = role() {
        fill_step_by_step(&disk, fill_bytes)?;
        return fill_step_by_step(&disk, fill_entries);
    }
    let folder = tempfile::tempdir()?;
    let test = "trouble::on_a_full_disk_the_old_site_stands";
    if !with_disk(test, folder.path(), "size=800k,nr_inodes=300")? {
        skipped("a full disk: this machine lets us mount no small one");
    }
    Ok(())
}

fn fill_step_by_step(disk: &Path, fill: fn(&Path, usize) -> io::Result<()>) -> Tested {
    let root = disk.join("portal");
    let output = root.join("public");
    fs::create_dir_all(root.join("content"))?;
    let editions = [site("b", 15), site("a", 15)];
    publish(&output, &root, &editions[1])?;
    write(&output.join("CNAME"), "grants.example.org")?;
    let (mut full, mut done) = (0, 0);
    for left in 0..90 {
        fill(&disk.join("ballast"), left)?;
        let before = read_tree(&output)?;
        let next = &editions[done % 2];
        match publish(&output, &root, next) {
            Ok(_) => {
                let mut expected = published(next);
                expected.insert("CNAME".into(), b"grants.example.org".to_vec());
                same_tree(&read_tree(&output)?, &expected);
                done += 1;
            }
            Err(WriteError::NoSpace { path }) => {
                assert!(path.starts_with(&root), "{}", path.display());
                same_tree(&read_tree(&output)?, &before);
                full += 1;
            }
            Err(other) => return Err(other.into()),
        }
        assert_eq!(fs::read_dir(&root)?.count(), 2, "content and public");
        fs::remove_dir_all(disk.join("ballast"))?;
    }
    assert!(full > 20 && done > 5, "full {full}, done {done}");
    fs::remove_dir_all(root)?;
    Ok(())
}

/// Fills the disk so that `left` blocks are free.
fn fill_bytes(ballast: &Path, left: usize) -> io::Result<()> {
    const BLOCK: usize = 4096;
    fs::create_dir(ballast)?;
    let mut file = File::create_new(ballast.join("0"))?;
    let mut blocks = 0;
    while io::Write::write_all(&mut file, &[1; BLOCK]).is_ok() {
        blocks += 1;
    }
    file.set_len((BLOCK * blocks).saturating_sub(BLOCK * left) as u64)
}

/// Fills the disk so that `left` files or folders can be made.
fn fill_entries(ballast: &Path, left: usize) -> io::Result<()> {
    fs::create_dir(ballast)?;
    let count = (0..).take_while(|number| File::create_new(ballast.join(number.to_string())).is_ok()).count();
    (count.saturating_sub(left)..count).try_for_each(|number| fs::remove_file(ballast.join(number.to_string())))
}

/// A mount point cannot change places with a folder beside it.
#[test]
fn an_output_that_cannot_be_replaced_is_left_alone() -> Tested {
    if let Some(output) = role() {
        let root = output.parent().unwrap_or(&output);
        let refused = publish(&output, root, &site("a", 2));
        assert!(matches!(refused, Err(WriteError::CannotReplace { .. })), "{refused:?}");
        assert!(read_tree(root)?.is_empty());
        return Ok(());
    }
    let portal = Portal::new()?;
    fs::create_dir(portal.output())?;
    let test = "trouble::an_output_that_cannot_be_replaced_is_left_alone";
    if !with_disk(test, &portal.output(), "size=800k")? {
        skipped("an output that is a mount point: this machine lets us mount none");
    }
    Ok(())
}

/// The lock goes with the process, not with the file: a build that is dropped lets the next one in.
#[test]
fn a_dropped_build_lets_the_next_one_in() -> Tested {
    let portal = Portal::new()?;
    drop(Staging::begin(&portal.output(), &portal.root)?);
    write(&portal.work().join("lock"), "")?;
    portal.publish(&site("a", 1))?;
    assert_eq!(portal.beside_the_content()?, ["public"]);
    Ok(())
}
