//! Incremental equals full: whatever was edited before, what is kept leads to the same bytes and findings as reading and
//! building everything anew.

use super::{Tested, asked_alone, built, sources, world};
use esep::Understanding;
use esep::finding::Finding;
use esep::output::cache::MemoryCache;
use esep::output::sink::MemorySink;
use esep::output::{Plates, Press};
use esep::read::{Changed, Memory};
use esep::site::Layout;
use esep::theme::Theme;
use std::collections::BTreeSet;
use std::error::Error;
use std::sync::Arc;

/// How many kinds of edits there are, and how often each comes.
const KINDS: usize = 18;
const EACH: usize = 2;
/// Every so many steps every file of the site is asked for alone, as a browser does.
const ALONE: usize = 9;
/// A grant of the portal that is edited, and one with a report.
const GRANT: &str = "content/grants/batys";
const REPORTED: &str = "content/grants/shygys";
const PORTAL: &str = "content/portal.toml";

/// A portal that is edited, and everything that was kept of it from one edit to the next, as the server keeps it.
#[derive(Default)]
struct Edited {
    files: Memory,
    cache: MemoryCache,
    understanding: Understanding,
    layout: Layout,
    plates: Option<(Arc<Theme>, Arc<Plates>)>,
    /// The file that is broken, with the text that it had.
    broken: Option<(String, Vec<u8>)>,
}

type Paths = Vec<String>;

impl Edited {
    /// A grant that refers to an organisation, one with a report, a lot, and a theme.
    fn begin() -> Result<Self, Box<dyn Error>> {
        let mut edited = Self { files: sources("lot-and-grant")?, ..Self::default() };
        let settings = edited.text(PORTAL);
        edited.write(PORTAL, &format!("themes = [\"test-look\", \"default\"]\n{settings}"));
        edited.write("themes/test-look/styles/95-own.css", "p { color: red; }\n");
        edited.write("content/organisations/qor.toml", ORGANISATION);
        let party = "\n[[party]]\nrole = \"grantee\"\norganisation = \"qor\"\n";
        edited.write(&format!("{GRANT}/grant.toml"), &(edited.text(&format!("{GRANT}/grant.toml")) + party));
        Ok(edited)
    }

    fn text(&self, path: &str) -> String {
        self.files.files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }

    fn write(&mut self, path: &str, text: &str) -> Paths {
        self.files.files.insert(path.to_owned(), text.into());
        vec![path.to_owned()]
    }

    fn replace(&mut self, path: &str, from: &str, to: &str) -> Paths {
        let text = self.text(path);
        if text.contains(from) { self.write(path, &text.replacen(from, to, 1)) } else { Paths::new() }
    }

    /// Adds a line before the first table, takes it away again.
    fn with_line(&mut self, path: &str, line: &str) -> Paths {
        let text = self.text(path);
        let text = if text.starts_with(line) { text.replacen(line, "", 1) } else { format!("{line}{text}") };
        if self.files.files.contains_key(path) { self.write(path, &text) } else { Paths::new() }
    }

    fn remove(&mut self, folder: &str) -> Paths {
        self.files.files.retain(|path, _| !path.starts_with(&format!("{folder}/")) && path != folder);
        vec![folder.to_owned()]
    }

    fn copy(&mut self, from: &str, to: &str) -> Paths {
        let inside = |path: &String| path.strip_prefix(from).filter(|rest| rest.starts_with('/')).map(str::to_owned);
        let found = self.files.files.iter().filter_map(|(path, bytes)| Some((inside(path)?, bytes.clone())));
        let copies: Vec<(String, Vec<u8>)> = found.map(|(rest, bytes)| (format!("{to}{rest}"), bytes)).collect();
        self.files.files.extend(copies);
        vec![to.to_owned()]
    }

    fn toggle(&mut self, path: &str, text: &str) -> Paths {
        if self.files.files.contains_key(path) { self.remove(path) } else { self.write(path, text) }
    }

    /// Breaks a file, or mends the one that is broken.
    fn break_or_mend(&mut self, path: &str) -> Paths {
        if let Some((path, bytes)) = self.broken.take() {
            self.files.files.insert(path.clone(), bytes);
            return vec![path];
        }
        let Some(bytes) = self.files.files.get(path).cloned() else { return Paths::new() };
        self.broken = Some((path.to_owned(), bytes));
        self.write(path, "title = [\n")
    }

    /// One edit of those that people make; the paths that a watcher would tell of.
    fn edit(&mut self, kind: usize, copy: usize, step: usize) -> Paths {
        let copy = format!("content/grants/copy-{copy}");
        let own = |folder: &str| format!("{folder}/grant.toml");
        match kind {
            0 | 1 => self.copy(GRANT, &copy),
            2 => self.remove(&copy),
            3 => {
                let mut changed = self.copy(&copy, &format!("content/grants/renamed-{step}"));
                changed.extend(self.remove(&copy));
                changed
            }
            4 => self.toggle(&format!("{GRANT}/ru.md"), &format!("Текст {step} и [ссылка](/grants/copy-1/).\n")),
            5 => self.toggle(&format!("{GRANT}/kk.md"), &format!("Мәтін {step}.\n")),
            6 => self.replace(&own(&copy), "kk = \"", &format!("kk = \"{step} ")),
            7 => self.replace(&own(REPORTED), "ru = \"", &format!("ru = \"{step} ")),
            8 => self.write("themes/test-look/styles/95-own.css", &format!("p {{ margin: {step}px; }}\n")),
            9 => self.toggle("themes/test-look/words/kk.toml", "[menu]\ngrants = \"Жобалар\"\n"),
            10 => self.toggle("themes/test-look/templates/grants.html", "{% extends \"default/grants.html\" %}\n"),
            11 => self.toggle("content/organisations/aq.toml", ORGANISATION),
            12 => self.toggle("content/organisations/qor.toml", ORGANISATION),
            13 => self.with_line(&own(REPORTED), &format!("former_slugs = [\"old-{}\"]\n", step % 2)),
            14 => self.with_line(PORTAL, "thresholds = { partly_from = \"95\" }\n"),
            15 => self.replace("content/lots/keneskulik/lot.toml", "kk = \"", &format!("kk = \"{step} ")),
            16 => self.break_or_mend(&own(&copy)),
            _ => self.break_or_mend(PORTAL),
        }
    }

    /// What is kept leads to the same as reading and building everything anew.
    fn check(&mut self, changed: Paths, step: usize) -> Tested {
        let told = format!("step {step}: {changed:?}");
        let changed = Changed::These(changed.into_iter().collect());
        let world = world();
        let kept = self.understanding.renew(&self.files, &changed, &world, &mut |_| {});
        let (whole, findings) = built(&self.files, &self.cache)?;
        let Some(content) = kept.value else {
            assert_eq!(world.settled(kept.findings), findings, "{told}");
            return Ok(());
        };
        let sink = MemorySink::default();
        let site = content.site_after(&mut self.layout, &world);
        let found = content.publish(site.value, &self.files, &self.cache, &sink)?;
        let all = kept.findings.into_iter().chain(site.findings).chain(found).collect();
        assert_eq!(world.settled(all), findings, "{told}");
        let kept = sink.into_files();
        assert_eq!(kept.keys().collect::<BTreeSet<_>>(), whole.keys().collect::<BTreeSet<_>>(), "{told}");
        for (path, bytes) in &whole {
            assert!(kept.get(path) == Some(bytes), "{told}: {path}");
        }
        if step.is_multiple_of(ALONE) && !findings.iter().any(Finding::is_error) {
            let site = content.site_after(&mut self.layout, &world).value;
            let plates = self.plates(&content.theme)?;
            asked_alone(&Press::with(&site, plates), &whole, &self.cache)?;
        }
        Ok(())
    }

    fn plates(&mut self, theme: &Arc<Theme>) -> Result<Arc<Plates>, Box<dyn Error>> {
        if let Some((_, plates)) = self.plates.as_ref().filter(|(known, _)| Arc::ptr_eq(known, theme)) {
            return Ok(Arc::clone(plates));
        }
        let plates = Arc::new(Plates::of(theme).map_err(|findings| format!("{findings:?}"))?);
        self.plates = Some((Arc::clone(theme), Arc::clone(&plates)));
        Ok(plates)
    }
}

const ORGANISATION: &str = "name.kk = \"Қор\"\nname.ru = \"Фонд\"\nkind = \"public-foundation\"\n";

#[test]
fn incremental_equals_full_over_a_random_sequence_of_edits() -> Tested {
    let mut edited = Edited::begin()?;
    edited.check(Paths::new(), 0)?;
    let mut rng = fastrand::Rng::with_seed(7);
    let mut kinds: Vec<usize> = (0..KINDS * EACH).map(|at| at % KINDS).collect();
    rng.shuffle(&mut kinds);
    for (step, kind) in (1..).zip(kinds) {
        let changed = edited.edit(kind, rng.usize(..3), step);
        edited.check(changed, step)?;
    }
    let mended = if edited.broken.is_some() { edited.break_or_mend(PORTAL) } else { Paths::new() };
    edited.check(mended, KINDS * EACH + ALONE)
}
