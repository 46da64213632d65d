//! Which organisation, outlet, lot or theme is meant by a name that is not its short name.

use super::Portal;
use crate::finding::{Arg, Code, Finding, nearest};
use crate::read::Words;

/// Offers what seems to be meant by references to nothing, where no short name is near.
pub(super) fn offer(findings: &mut [Finding], portal: &Portal) {
    let is_open = |finding: &&mut Finding| finding.code == Code::UnknownReference && finding.did_you_mean.is_none();
    for finding in findings.iter_mut().filter(is_open) {
        finding.did_you_mean = written(finding).and_then(|(kind, written)| meant(&written, &things(kind, portal)));
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

/// A short name, and the names by which people know the thing.
type Thing<'p> = (&'p str, Vec<&'p str>);

fn things<'p>(kind: &str, portal: &'p Portal) -> Vec<Thing<'p>> {
    match kind {
        "organisation" => {
            let names = |short: &'p Option<Words>| short.iter().flat_map(texts);
            let thing = |it: &'p super::Organisation| {
                (it.slug.as_str(), texts(&it.name).chain(names(&it.short_name)).collect())
            };
            portal.organisations.iter().map(thing).collect()
        }
        "outlet" => portal.outlets.iter().map(|it| (it.slug.as_str(), texts(&it.name).collect())).collect(),
        "lot" => portal.lots.iter().map(|it| (it.slug.as_str(), texts(&it.title).collect())).collect(),
        "theme" => portal.themes.iter().map(|it| (it.id.as_str(), texts(&it.name).collect())).collect(),
        _ => Vec::new(),
    }
}

fn texts(words: &Words) -> impl Iterator<Item = &str> {
    words.same.as_deref().into_iter().chain(words.by_language.iter().map(|(_, text)| &*text.value))
}

/// The one thing that has this name, whose short name has the same parts, or whose name is near.
fn meant(written: &str, things: &[Thing<'_>]) -> Option<String> {
    let wanted = words(written).join(" ");
    let is_named = |(_, names): &&Thing<'_>| names.iter().any(|name| forms(name).contains(&wanted));
    only(things.iter().filter(is_named)).or_else(|| {
        let parts = words(written);
        let shares = |(slug, _): &&Thing<'_>| is_part(&parts, &words(slug));
        only(things.iter().filter(shares)).or_else(|| by_near_name(&wanted, things))
    })
}

/// The short name of the only one.
fn only<'t>(mut things: impl Iterator<Item = &'t Thing<'t>>) -> Option<String> {
    let (slug, _) = things.next()?;
    things.next().is_none().then(|| (*slug).to_owned())
}

fn by_near_name(wanted: &str, things: &[Thing<'_>]) -> Option<String> {
    let forms: Vec<(String, &str)> = things
        .iter()
        .flat_map(|(slug, names)| names.iter().flat_map(|name| forms(name)).map(|form| (form, *slug)))
        .collect();
    let near = nearest(wanted, forms.iter().map(|(form, _)| form.as_str()))?;
    forms.into_iter().find(|(form, _)| *form == near).map(|(_, slug)| slug.to_owned())
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
    use super::meant;

    #[test]
    fn a_thing_is_meant_by_its_name_or_by_a_part_of_its_short_name() {
        let things = [
            ("asyl-miras-fund", vec!["«Асыл мирас» қоғамдық қоры", "Общественный фонд «Асыл мирас»"]),
            ("kokzhelek", vec!["Общественный фонд «Кокжелек»"]),
            ("parents-fund", vec!["Фонд родителей", "ФР"]),
        ];
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
            assert_eq!(meant(written, &things).as_deref(), slug, "{written}");
        }
    }
}
