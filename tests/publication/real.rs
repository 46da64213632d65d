//! The command itself, over real content, killed at random moments.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use crate::support::*;

const KILLS: u64 = 50;

/// Of the grants, these alone are built: a portal that is built in a third of the time is killed in the same moments.
const GRANTS: &str = "content/grants/2024";

/// A copy of the content of this repository, with one grant.
fn copy_content(to: &Path) -> Tested {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let others =
        |path: &Path| path.parent().is_some_and(|it| it.ends_with("content/grants")) && !path.ends_with(GRANTS);
    for entry in WalkDir::new(&from).into_iter().filter_entry(|entry| !others(entry.path())) {
        let entry = entry?;
        let target = to.join("content").join(entry.path().strip_prefix(&from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// `esep build` of `portal` into `output`, on the same day each time.
fn build(portal: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_esep"));
    command.arg("build").arg(portal).arg("--output").arg(output);
    command.env("SOURCE_DATE_EPOCH", "1790000000").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Two editions of the real portal, which differ on every page, and the whole site of each.
fn editions(root: &Path) -> Result<[(PathBuf, Files); 2], Box<dyn Error>> {
    let edition = |name: &str| -> Result<(PathBuf, Files), Box<dyn Error>> {
        let portal = root.join(name);
        copy_content(&portal)?;
        let settings = portal.join("content/portal.toml");
        let text = fs::read_to_string(&settings)?;
        fs::write(&settings, text.replace("title.kk = \"", &format!("title.kk = \"{name} ")))?;
        let output = portal.join("public");
        assert!(build(&portal, &output).status()?.success(), "the content of this repository builds");
        Ok((portal, read_tree(&output)?))
    };
    Ok([edition("алғашқы")?, edition("екінші")?])
}

#[test]
fn the_command_killed_leaves_the_old_site_or_the_new_one() -> Tested {
    let temp = tempfile::tempdir()?;
    let editions = editions(temp.path())?;
    let pages = difference(&editions[0].1, &editions[1].1);
    assert!(pages.len() > 50, "the editions differ on {} pages", pages.len());
    let output = temp.path().join("web/site");
    let (mut shown, mut seen, mut killed) = (0, BTreeSet::new(), 0);
    let mut window = Duration::ZERO;
    for kill in 0..KILLS {
        if kill % 5 == 0 {
            // A build that nobody kills clears up, and says how fast this machine is just now.
            window = undisturbed(&editions[1 - shown], &output)?.mul_f64(1.2);
            shown = 1 - shown;
        }
        let mut child = build(&editions[1 - shown].0, &output).spawn()?;
        sleep(moment(kill, window));
        child.kill()?;
        killed += usize::from(!child.wait()?.success());
        let tree = read_tree(&output)?;
        let apart = editions.each_ref().map(|(_, edition)| difference(&tree, edition));
        let edition = apart.iter().position(Vec::is_empty);
        shown = edition.ok_or_else(|| format!("kill {kill}: a mixture: {apart:?}"))?;
        seen.insert(shown);
    }
    assert_eq!(seen.len(), 2, "both editions were met");
    assert!(killed > 10, "most kills meet a build at work, not {killed}");
    undisturbed(&editions[0], &output)?;
    Ok(())
}

/// How long a build takes that nobody kills. It leaves the site and nothing else.
fn undisturbed((portal, site): &(PathBuf, Files), output: &Path) -> Result<Duration, Box<dyn Error>> {
    let begun = Instant::now();
    assert!(build(portal, output).status()?.success());
    let taken = begun.elapsed();
    same_tree(&read_tree(output)?, site);
    let beside = output.parent().map(fs::read_dir).ok_or("a folder")??;
    assert_eq!(beside.count(), 1, "nothing but the site is left");
    Ok(taken)
}

/// When to kill: some part of `window`, the same parts in every run. Half of them near the end, when
/// the site takes its place.
fn moment(kill: u64, window: Duration) -> Duration {
    let part = scattered(kill);
    window.mul_f64(if kill.is_multiple_of(2) { part } else { 0.5 + part / 2.0 })
}
