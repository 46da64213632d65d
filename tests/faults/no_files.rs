//! What stands in a folder and is no file that can be read: pipes, devices, links, closed files.

use crate::support::{Portal, finished, head, is_root, line_about, tree};
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::Command;

const GRANT: &str = "content/grants/2024/ai-komek";
const FORMATS: [&str; 4] = ["human", "short", "github", "json"];

fn make(portal: &Portal, program: &str, path: &str, more: &[&str]) -> bool {
    Command::new(program).arg(portal.path(path)).args(more).output().is_ok_and(|made| made.status.success())
}

/// Whoever opens a pipe waits for somebody to write into it.
#[test]
fn nobody_waits_for_a_pipe() {
    let portal = Portal::new();
    let pipes = [
        format!("{GRANT}/report.toml"),
        format!("{GRANT}/pictures/a.jpg"),
        format!("{GRANT}/questions.md"),
        "content/organisations/pipe.toml".to_owned(),
        "content/pipe".to_owned(),
    ];
    for path in &pipes {
        assert!(make(&portal, "mkfifo", path, &[]), "{path}");
    }
    let told = portal.refused();
    for path in &pipes {
        let line = line_about(&told, path).unwrap_or_else(|| panic!("{path}: {}", head(&told)));
        assert!(line.contains("error[unreadable-file]: The file cannot be read: it is not a file but"), "{line}");
    }
    for format in FORMATS {
        assert_eq!(portal.esep(&["check", "--format", format]).status, Some(1), "{format}");
    }
}

#[test]
fn the_file_of_the_portal_is_no_pipe_and_no_device() {
    let portal = Portal::new();
    let path = "content/portal.toml";
    fs::remove_file(portal.path(path)).unwrap();
    assert!(make(&portal, "mkfifo", path, &[]));
    assert!(portal.refused().contains("content/portal.toml:1:1: error[unreadable-file]"));
    fs::remove_file(portal.path(path)).unwrap();
    if make(&portal, "mknod", path, &["c", "1", "5"]) {
        assert!(portal.refused().contains("content/portal.toml:1:1: error[unreadable-file]"));
        fs::remove_file(portal.path(path)).unwrap();
    }
    symlink("/dev/zero", portal.path(path)).unwrap();
    let told = portal.refused();
    assert!(line_about(&told, path).is_some_and(|line| line.contains("portal-missing")), "{told}");
    for command in
        [&["import", "said.out"][..], &["new", "grant", "x"], &["schema"], &["status"], &["form", "ai-komek"]]
    {
        let told = portal.esep(command);
        assert!(matches!(told.status, Some(1 | 2)), "{command:?} {told:?}");
    }
}

/// A link is told and not followed: neither for what is published nor to show its lines.
#[test]
fn links_lead_nowhere() {
    const SECRET: &str = "tolen-jazba-7731";
    let (portal, outside) = (Portal::new(), tempfile::tempdir().unwrap());
    fs::write(outside.path().join("kk.md"), SECRET).unwrap();
    fs::write(outside.path().join("grant.toml"), SECRET).unwrap();
    let links = [
        (format!("{GRANT}/en.md"), outside.path().join("kk.md")),
        (format!("{GRANT}/stories"), outside.path().to_owned()),
        ("content/grants/2025".to_owned(), outside.path().to_owned()),
        ("content/grants/circle".to_owned(), "..".into()),
        ("content/lots".to_owned(), "lots".into()),
        ("content/pages/about/kk.md".to_owned(), "/dev/zero".into()),
        (format!("{GRANT}/pictures/a.jpg"), "/dev/zero".into()),
        ("content/organisations/gone.toml".to_owned(), "nowhere".into()),
    ];
    for (path, target) in &links {
        symlink(target, portal.path(path)).unwrap();
    }
    for format in FORMATS {
        let told = portal.esep(&["check", "--format", format, "--ui-lang", "en"]);
        assert_eq!(told.status, Some(0), "{told:?}");
        assert!(!told.out.contains(SECRET) && told.out.contains("symbolic-link"), "{told:?}");
    }
    let told = portal.esep(&["build", "--format", "short"]);
    assert_eq!(told.status, Some(0), "{told:?}");
    for (path, _) in &links {
        assert!(line_about(&told.out, path).is_some_and(|line| line.contains("symbolic-link")), "{path}\n{}", told.out);
    }
    let site = tree(&portal.root.join("public"));
    assert!(!site.values().any(|bytes| bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes())));
}

/// Root may read everything and becomes nobody first, with a program that lies where nobody may go.
#[test]
fn closed_files_and_folders_are_told() {
    let portal = Portal::new();
    let (file, folder) = (format!("{GRANT}/kk.md"), "content/lots");
    portal.write(&format!("{folder}/a/lot.toml"), "");
    fs::set_permissions(&portal.root, Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(portal.path(&file), Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(portal.root.join(folder), Permissions::from_mode(0o000)).unwrap();
    let program = portal.path(".esep/program");
    fs::copy(env!("CARGO_BIN_EXE_esep"), &program).unwrap();
    let mut command = portal.command_of(&program, &["check", "--ui-lang", "en", "--format", "short"]);
    if is_root() {
        command.uid(65534).gid(65534);
    }
    let told = finished(&mut command, &portal.root);
    fs::set_permissions(portal.root.join(folder), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(told.status, Some(1), "{told:?}");
    for path in [file.as_str(), folder] {
        let line = line_about(&told.out, path).unwrap_or_else(|| panic!("{path}: {}", told.out));
        assert!(line.contains("error[unreadable-file]"), "{line}");
    }
    portal.stands();
}
