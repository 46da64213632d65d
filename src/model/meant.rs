//! Which organisation, outlet, lot or theme is meant by a name that is not its short name.

use super::Portal;
use super::linker::{Around, Slugs};
use crate::finding::{Arg, Code, Finding, nearest};
use crate::read::Words;
use std::collections::HashMap;

/// Offers what seems to be meant by references to nothing: the nearest short name, or else the thing with such a name.
pub(super) fn offer(findings: &mut [Finding], portal: &Portal, around: &Around) {
    let is_open = |finding: &&mut Finding| finding.code == Code::UnknownReference && finding.did_you_mean.is_none();
    // One mistake may stand in thousands of files.
    let mut kinds: HashMap<&str, Kind<'_>> = HashMap::new();
    let mut meant: HashMap<(&str, String), Option<String>> = HashMap::new();
    for finding in findings.iter_mut().filter(is_open) {
        let Some((kind, written)) = written(finding) else { continue };
        let kinds = &mut kinds;
        finding.did_you_mean = meant
            .entry((kind, written))
            .or_insert_with_key(|(kind, written)| {
                let kind = kinds.entry(kind).or_insert_with(|| Kind::of(kind, portal, around));
                kind.meant(written)
            })
            .clone();
    }
}

/// What was written, and the kind of thing that it should name.
fn written(finding: &Finding) -> Option<(&'static str, String)> {
    let kind = finding.args.iter().find_map(|(_, arg)| if let Arg::Term(kind) = arg { Some(*kind) } else { None })?;
    let value = finding.args.iter().find_map(|(name, arg)| match arg {
        Arg::Text(value) if *name == "value" => Some(value.clone()),
        _ => None,
    });
    Some((kind, value?))
}

/// All things of a kind.
#[derive(Default)]
struct Kind<'p> {
    /// Those of broken files, too.
    slugs: Vec<&'p str>,
    things: Vec<Thing<'p>>,
}

struct Thing<'p> {
    slug: &'p str,
    /// The parts of its short name.
    parts: Vec<String>,
    /// The names by which people know it.
    names: Vec<String>,
}

impl<'p> Kind<'p> {
    fn of(kind: &str, portal: &'p Portal, around: &'p Around) -> Self {
        let with = |slugs: &'p Slugs, things| Self { slugs: slugs.all().collect(), things };
        match kind {
            "organisation" => {
                let names = |it: &'p super::Organisation| texts(&it.name).chain(it.short_name.iter().flat_map(texts));
                let things = portal.organisations.iter().map(|it| Thing::new(&it.slug, names(it)));
                with(&around.organisations, things.collect())
            }
            "outlet" => {
                let things = portal.outlets.iter().map(|it| Thing::new(&it.slug, texts(&it.name)));
                with(&around.outlets, things.collect())
            }
            "lot" => {
                let things = portal.lots.iter().map(|it| Thing::new(&it.slug, texts(&it.title)));
                with(&around.lots, things.collect())
            }
            "theme" => {
                let things = portal.themes.iter().map(|it| Thing::new(&it.id, texts(&it.name)));
                with(&around.themes, things.collect())
            }
            _ => Self::default(),
        }
    }

    /// The one thing whose short name is near, that has this name, whose short name has the same parts, or whose name is
    /// near.
    fn meant(&self, written: &str) -> Option<String> {
        let parts = words(written);
        let name = parts.join(" ");
        nearest(written, self.slugs.iter().copied())
            .or_else(|| self.only(|thing| thing.names.contains(&name)))
            .or_else(|| self.only(|thing| is_part(&parts, &thing.parts)))
            .or_else(|| self.by_near_name(&name))
    }

    /// The short name of the only one that is such.
    fn only(&self, is_such: impl Fn(&Thing<'_>) -> bool) -> Option<String> {
        let mut such = self.things.iter().filter(|thing| is_such(thing));
        let first = such.next()?;
        such.next().is_none().then(|| first.slug.to_owned())
    }

    fn by_near_name(&self, name: &str) -> Option<String> {
        let near = nearest(name, self.things.iter().flat_map(|thing| thing.names.iter().map(String::as_str)))?;
        self.things.iter().find(|thing| thing.names.contains(&near)).map(|thing| thing.slug.to_owned())
    }
}

impl<'p> Thing<'p> {
    fn new(slug: &'p str, names: impl Iterator<Item = &'p str>) -> Self {
        Self { slug, parts: words(slug), names: names.flat_map(forms).collect() }
    }
}

fn texts(words: &Words) -> impl Iterator<Item = &str> {
    words.same.as_deref().into_iter().chain(words.by_language.iter().map(|(_, text)| &*text.value))
}

/// A name as it may be written: in full, and what stands in its quotation marks, such as «Көкжелек».
fn forms(name: &str) -> Vec<String> {
    let quoted = name.split(['«', '“', '"', '„']).nth(1).and_then(|rest| rest.split(['»', '”', '“', '"']).next());
    [Some(name), quoted].into_iter().flatten().map(|form| words(form).join(" ")).filter(|it| !it.is_empty()).collect()
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether all parts of one are parts of the other.
fn is_part(one: &[String], other: &[String]) -> bool {
    let (fewer, more) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !fewer.is_empty() && fewer.iter().all(|part| more.contains(part))
}

#[cfg(test)]
mod tests {
    use super::{Kind, Thing};

    #[test]
    fn a_thing_is_meant_by_its_name_or_by_a_part_of_its_short_name() {
        let things = [
            ("asyl-miras-fund", vec!["«Асыл мирас» қоғамдық қоры", "Общественный фонд «Асыл мирас»"]),
            ("kokzhelek", vec!["Общественный фонд «Кокжелек»"]),
            ("parents-fund", vec!["Фонд родителей", "ФР"]),
        ];
        let things = things.iter().map(|(slug, names)| Thing::new(slug, names.iter().copied())).collect();
        let kind = Kind { slugs: Vec::new(), things };
        for (written, slug) in [
            ("asyl-miras", Some("asyl-miras-fund")),
            ("Asyl_Miras", Some("asyl-miras-fund")),
            ("асыл мирас", Some("asyl-miras-fund")),
            ("«Асыл мирас» қоғамдық қоры", Some("asyl-miras-fund")),
            ("Асыл мираз", Some("asyl-miras-fund")),
            ("Көкжелек", Some("kokzhelek")),
            ("фр", Some("parents-fund")),
            ("fund", None),
            ("somebody-else", None),
            ("", None),
        ] {
            assert_eq!(kind.meant(written).as_deref(), slug, "{written}");
        }
    }
}
