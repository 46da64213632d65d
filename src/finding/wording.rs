//! Findings in words.

use super::visible::{on_one_line, shortened};
use super::{Arg, Code, Finding, Severity, reason};
use crate::language::{Catalogue, Lang, Locale, regions};
use rust_decimal::Decimal;
use std::sync::OnceLock;

/// What is wrong, in one sentence that names the text it concerns.
pub fn message(finding: &Finding, lang: Lang) -> String {
    Wording::of(lang).of_slip(finding, "message").unwrap_or_else(|| finding.code.name().to_owned())
}

/// What to do next.
pub fn hint(finding: &Finding, lang: Lang) -> String {
    Wording::of(lang).of_slip(finding, "hint").unwrap_or_default()
}

/// The finding as readers are told it beside the figure; `None` for what concerns editors only.
pub fn reader_message(finding: &Finding, lang: Lang) -> Option<String> {
    Wording::of(lang).of_slip(finding, "reader")
}

/// The note with which an editor explains a contradiction to the readers, to be filled in, in every language of the
/// content; `None` where only the file is wrong.
pub(super) fn answer(finding: &Finding, lang: Lang) -> Option<String> {
    reader_message(finding, lang).filter(|_| finding.can_be_answered())?;
    let thing = finding.about.as_ref()?;
    let about = thing.id.as_ref().map(|id| format!("about = \"{id}\"\n"));
    let (about, code) = (about.unwrap_or_default(), finding.code.name());
    let languages = if thing.languages.is_empty() { &[lang] } else { thing.languages.as_slice() };
    let texts: Vec<String> = languages.iter().map(|lang| format!("text.{lang} = \"…\"")).collect();
    // Publications have a file of their own, which takes no notes.
    let in_media = finding.place.as_ref().is_some_and(|place| place.file.ends_with("/media.toml"));
    let file = if in_media { "# report.toml\n" } else { "" };
    Some(format!("{file}[[note]]\n{about}code = \"{code}\"\n{}", texts.join("\n")))
}

/// The word that is close to the one that was written, as a question.
pub fn did_you_mean(finding: &Finding, lang: Lang) -> Option<String> {
    let word = finding.did_you_mean.as_deref()?;
    Some(Wording::of(lang).say("frame.did-you-mean", &[("word", text(word))]))
}

/// That nothing was published and the last good site still stands: what `build` says after errors.
pub fn nothing_published(lang: Lang) -> String {
    Wording::of(lang).say("frame.nothing-published", &[])
}

/// That no finding has this code: what `explain` says to a slip of the finger.
pub fn unknown_code(code: &str, meant: Option<&str>, lang: Lang) -> String {
    let words = Wording::of(lang);
    let unknown = words.say("frame.unknown-code", &[("code", text(code))]);
    match meant {
        Some(meant) => format!("{unknown} {}", words.say("frame.did-you-mean", &[("word", text(meant))])),
        None => unknown,
    }
}

/// The words of one language.
pub(super) struct Wording {
    locale: Locale,
}

impl Wording {
    /// The words of this language; read once.
    pub(super) fn of(lang: Lang) -> &'static Self {
        static WORDS: [OnceLock<Wording>; 4] = [const { OnceLock::new() }; 4];
        WORDS[lang as usize].get_or_init(|| {
            let mut words = Catalogue::built_in(lang);
            words.lay_over(Catalogue::parse(source(lang)).unwrap_or_default());
            Self { locale: Locale::new(lang, &words) }
        })
    }

    /// The words for a key with the gaps filled; an open gap is shown as `…`.
    ///
    /// The plural form is that of the first count.
    pub(super) fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let Some(entry) = self.locale.words().entry(key) else { return key.to_owned() };
        let count = args.iter().find_map(|(_, arg)| match arg {
            Arg::Count(count) => Some(Decimal::from(*count)),
            _ => None,
        });
        let category = count.map_or("other", |count| self.locale.plural(&count));
        let value = |name: &str| args.iter().find(|(given, _)| *given == name).map(|(_, arg)| self.shown(arg));
        let or_open =
            |name: &str| Some(value(name).filter(|value| !value.is_empty()).unwrap_or_else(|| "…".to_owned()));
        entry.form(category).fill(or_open).unwrap_or_else(|gap| gap)
    }

    /// A count, as the language writes numbers.
    pub(super) fn count(&self, count: usize) -> String {
        self.locale.number(&Decimal::from(count))
    }

    /// The word for the weight of a finding.
    pub(super) fn severity(&self, severity: Severity) -> String {
        let key = match severity {
            Severity::Error => "frame.error",
            Severity::Warning => "frame.warning",
            Severity::Note => "frame.note",
        };
        self.say(key, &[])
    }

    /// One of the texts that each code has; `None` where this code has none of this kind.
    pub(super) fn of_code(&self, code: Code, kind: &str, args: &[(&str, Arg)]) -> Option<String> {
        let key = format!("finding.{}.{kind}", code.name());
        self.locale.words().entry(&key).map(|_| self.say(&key, args))
    }

    /// One of the texts of a finding. A slip that is known may have one of its own: `hint-quotes`.
    fn of_slip(&self, finding: &Finding, kind: &str) -> Option<String> {
        let own = finding.slip().and_then(|slip| self.finding(finding, &format!("{kind}-{slip}")));
        own.or_else(|| self.finding(finding, kind))
    }

    fn finding(&self, finding: &Finding, kind: &str) -> Option<String> {
        let args = finding.args.iter().map(|(name, arg)| match *name {
            "reason" => (*name, self.reason(arg)),
            "key" if finding.code != Code::WordMissing => (*name, last_key(arg)),
            "value" if finding.code == Code::RegionNotValid => (*name, self.region(arg)),
            "choices" if finding.code == Code::UnknownRegion => (*name, self.regions(arg)),
            _ => (*name, arg.clone()),
        });
        self.of_code(finding.code, kind, &args.collect::<Vec<_>>())
    }

    /// Programs speak English; their fixed sentences are translated, others are quoted.
    fn reason(&self, arg: &Arg) -> Arg {
        match arg {
            Arg::Text(reason) => match reason::term(reason) {
                Some(term) => Arg::Term(term),
                None => text(&self.say("term.other-reason", &[("reason", text(reason))])),
            },
            other => other.clone(),
        }
    }

    /// The name of a region with its code.
    fn region(&self, arg: &Arg) -> Arg {
        match arg {
            Arg::Text(code) => match regions::region(code) {
                Some(region) => text(&format!("{} ({code})", region.name(self.locale.lang()))),
                None => arg.clone(),
            },
            other => other.clone(),
        }
    }

    /// Codes of regions, each with its name.
    fn regions(&self, arg: &Arg) -> Arg {
        let Arg::List(codes) = arg else { return arg.clone() };
        let name = |code: &String| regions::region(code).map_or("", |region| region.name(self.locale.lang()));
        let dash = self.locale.lang().dash();
        Arg::List(codes.iter().map(|code| format!("{code} {dash} {}", name(code))).collect())
    }

    fn shown(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => shortened(&on_one_line(text)),
            Arg::Count(count) => self.locale.number(&Decimal::from(*count)),
            Arg::Date(date) => self.locale.date(date),
            Arg::Figure(quantity, None) => self.locale.quantity(quantity),
            Arg::Figure(quantity, Some(times)) => {
                format!("{} × {}", self.locale.quantity(quantity), self.locale.number(times))
            }
            Arg::Line(record, key) => crate::schema::line(record, key, self.locale.lang()).unwrap_or_default(),
            Arg::Choices(record, key) => crate::schema::choices(record, key, self.locale.lang()).join(", "),
            Arg::List(words) => words.iter().map(|word| shortened(&on_one_line(word))).collect::<Vec<_>>().join(", "),
            Arg::Term(term) => self.say(&format!("term.{term}"), &[]),
        }
    }
}

/// `indicator` of `result.indicator`: the place shows the section, and only the last key is written there.
fn last_key(arg: &Arg) -> Arg {
    match arg {
        Arg::Text(path) if !path.ends_with(".md") => text(path.rsplit('.').next().unwrap_or(path)),
        other => other.clone(),
    }
}

/// Text that fills a gap.
pub(super) fn text(text: &str) -> Arg {
    Arg::Text(text.to_owned())
}

/// The file of words of this language.
pub(super) fn source(lang: Lang) -> &'static str {
    in_language!(lang, "words")
}

#[cfg(test)]
mod tests;
