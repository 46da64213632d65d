//! What `esep verify` tells: for a person, a line reader, a code host, a program.

use super::said::{self, Failure, Said};
use crate::finding::{Format, on_one_line};
use crate::language::{Catalogue, Lang, Locale};
use crate::output::manifest::Manifest;
use crate::output::share::Slip;
use crate::value::PartialDate;
use crate::verify::{Difference, Verdict};
use serde_json::{Value, json};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// How many differences a person is told of one by one.
const AT_FIRST: usize = 20;

/// A verdict and all that is told of it.
pub(super) struct Told<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) verdict: &'a Verdict,
    pub(super) folder: &'a Path,
    /// Which share of a site it is, if it is only one.
    pub(super) slip: Option<Slip>,
    /// The digest that was cited, where the manifest has another one.
    pub(super) other_digest: Option<&'a str>,
    pub(super) lang: Lang,
}

impl Told<'_> {
    pub(super) fn print(&self, format: Format) -> Result<(), Failure> {
        let text = match format {
            Format::Human => self.human(),
            Format::Short => self.lines(),
            Format::Github => self.github(),
            Format::Json => format!("{:#}\n", self.json()),
        };
        print(&text)
    }

    fn human(&self) -> String {
        let lines = self.first_lines();
        let blank = (!lines.is_empty()).then(String::new);
        let of_host =
            self.verdict.of_host.iter().map(|path| Said::new("verify.of-host").with("path", self.place(path)));
        let share = self.slip.as_ref().map(|slip| said::share(slip.share, slip.of));
        let about = of_host.chain([self.sum()]).chain(share).chain(self.whose());
        let about = blank.into_iter().chain(about.map(|said| said.in_language(self.lang))).map(|line| line + "\n");
        [lines].into_iter().chain(about).collect()
    }

    /// A line for each of the first differences, how many more there are, and what probably happened where nothing is there.
    fn first_lines(&self) -> String {
        let Verdict { files, differences, .. } = self.verdict;
        let first = differences.iter().take(AT_FIRST).map(|(path, difference)| self.line(path, difference));
        let more = differences.len().saturating_sub(AT_FIRST);
        let more = (more > 0).then(|| Said::new("verify.more").count(more));
        let nothing = self.verdict.count(|it| *it == Difference::Missing) == *files && *files > 0;
        let nothing = nothing.then(|| Said::new("verify.no-site").with("folder", self.place("")));
        let notes = more.into_iter().chain(nothing).map(|said| said.in_language(self.lang));
        let cited = self.other_digest.map(|cited| self.other_digest(cited));
        first.chain(notes).chain(cited).map(|line| line + "\n").collect()
    }

    /// A line for each difference.
    fn lines(&self) -> String {
        let lines = self.verdict.differences.iter().map(|(path, difference)| self.line(path, difference) + "\n");
        let cited = self.other_digest.map(|cited| self.other_digest(cited) + "\n");
        lines.chain(cited).collect()
    }

    fn line(&self, path: &str, difference: &Difference) -> String {
        let said = Said::new(word(difference)).with("path", self.place(path));
        let said = match difference {
            Difference::Unreadable(reason) => said.with("reason", on_one_line(reason)),
            _ => said,
        };
        said.in_language(self.lang)
    }

    fn place(&self, path: &str) -> String {
        on_one_line(&self.folder.join(path).display().to_string())
    }

    fn sum(&self) -> Said {
        let Verdict { files, differences, .. } = self.verdict;
        if differences.is_empty() {
            let key = if self.other_digest.is_some() { "verify.not-cited" } else { "verify.same" };
            return Said::new(key).count(*files);
        }
        let count = |wanted: &str| self.verdict.count(|difference| code(difference) == wanted);
        Said::new("verify.differs")
            .with("changed", ["changed", "link", "manifest"].map(count).iter().sum::<usize>())
            .with("missing", count("missing"))
            .with("added", count("added"))
            .with("unreadable", count("unreadable"))
    }

    /// Which portal the manifest speaks of.
    fn whose(&self) -> Vec<Said> {
        let Manifest { title, address, date, edition, digest, .. } = self.manifest;
        let title = title.get(self.lang.code()).or_else(|| title.values().next()).map_or("", String::as_str);
        let date = self::date(date, self.lang);
        let line = |key: &'static str, gap: &'static str, text: &String| Said::new(key).with(gap, on_one_line(text));
        let portal = Said::new("verify.whose").with("title", on_one_line(title)).with("date", date);
        let address = address.as_ref().map(|address| line("verify.address", "address", address));
        let edition = edition.as_ref().map(|edition| line("verify.edition", "edition", edition));
        let digest = line("verify.digest", "digest", digest);
        [Some(portal), address, edition, Some(digest)].into_iter().flatten().collect()
    }

    fn other_digest(&self, cited: &str) -> String {
        let said = Said::new("verify.other-digest").with("cited", on_one_line(cited));
        said.with("digest", on_one_line(&self.manifest.digest)).in_language(self.lang)
    }

    fn github(&self) -> String {
        let of_file = |(path, difference): (&String, &Difference)| {
            let file = message(&self.place(path)).replace(':', "%3A").replace(',', "%2C");
            format!("::error file={file},title={}::{}\n", code(difference), message(&self.line(path, difference)))
        };
        let files = self.verdict.differences.iter().map(of_file);
        let cited = self.other_digest.map(|cited| format!("::error title=digest::{}\n", self.other_digest(cited)));
        files.chain(cited).collect()
    }

    fn json(&self) -> Value {
        let of = |wanted: &str| -> Vec<&String> {
            let those = self.verdict.differences.iter().filter(|(_, difference)| code(difference) == wanted);
            those.map(|(path, _)| path).collect()
        };
        let Manifest { title, address, date, edition, digest, .. } = self.manifest;
        json!({
            "same": self.verdict.differences.is_empty() && self.other_digest.is_none(),
            "files": self.verdict.files,
            "changed": of("changed"),
            "missing": of("missing"),
            "added": of("added"),
            "links": of("link"),
            "unreadable": of("unreadable"),
            "host": self.verdict.of_host,
            "title": title,
            "address": address,
            "date": date,
            "edition": edition,
            "digest": digest,
            "share": self.slip.as_ref().map(|slip| json!({ "number": slip.share, "of": slip.of })),
            "digest_fits": of("manifest").is_empty(),
            "digest_is_cited": self.other_digest.is_none(),
        })
    }
}

/// Prints to the first channel. A reader that has gone away is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written.map_err(|error: io::Error| Failure::Text(error.to_string()))?),
    }
}

/// A date of a manifest, written out.
pub(super) fn date(text: &str, lang: Lang) -> String {
    let locale = Locale::new(lang, &Catalogue::built_in(lang));
    PartialDate::parse(text).map_or_else(|_| on_one_line(text), |date| locale.date(&date))
}

/// The permanent name of a kind of difference.
fn code(difference: &Difference) -> &'static str {
    match difference {
        Difference::Changed => "changed",
        Difference::Missing => "missing",
        Difference::Added => "added",
        Difference::NoFile => "link",
        Difference::Unreadable(_) => "unreadable",
        Difference::NotOfDigest => "manifest",
    }
}

fn word(difference: &Difference) -> &'static str {
    match difference {
        Difference::Changed => "verify.changed",
        Difference::Missing => "verify.missing",
        Difference::Added => "verify.added",
        Difference::NoFile => "verify.link",
        Difference::Unreadable(_) => "verify.unreadable",
        Difference::NotOfDigest => "verify.manifest",
    }
}

/// A message of a workflow command, with the signs replaced that would end it.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
