//! BibLaTeX in UTF-8. Keys are ASCII; names of organisations stand in double braces, so that no program takes them apart.

use super::{Kind, Reference};
use crate::language::Lang;

/// The entries of a file.
pub fn file(references: &[Reference]) -> String {
    references.iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// One entry.
pub fn entry(it: &Reference) -> String {
    let is_report = it.kind == Kind::Grant;
    let organisation = it.organisation.as_deref().map(name);
    let portal = Some(name(&it.portal));
    let (institution, site) = if is_report { (portal, None) } else { (None, portal) };
    let fields = [
        ("author", organisation),
        ("title", Some(escaped(&it.full_title()))),
        ("titleaddon", it.within.as_deref().map(escaped)),
        ("type", Some(escaped(&it.type_word))),
        ("number", is_report.then(|| escaped(&it.number))),
        ("institution", institution),
        ("organization", site),
        ("date", it.data.map(|date| date.to_string())),
        ("version", Some(escaped(&it.version))),
        ("note", it.note.as_deref().map(escaped)),
        ("url", Some(address(&it.address))),
        ("urldate", Some(it.made.to_string())),
        ("langid", Some(langid(it.language).to_owned())),
    ];
    let lines = fields.into_iter().filter_map(|(field, value)| Some(format!("  {field} = {{{}}},\n", value?)));
    let kind = if is_report { "report" } else { "online" };
    format!("@{kind}{{{},\n{}}}\n", it.key, lines.collect::<String>())
}

/// The name that babel has for the language.
fn langid(lang: Lang) -> &'static str {
    match lang {
        Lang::Kk => "kazakh",
        Lang::Ru => "russian",
        Lang::Ky => "kyrgyz",
        Lang::En => "british",
    }
}

fn name(organisation: &str) -> String {
    format!("{{{}}}", escaped(organisation))
}

/// Text without signs that mean something to TeX. Braces are named, because readers of BibTeX count them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '&' | '#' | '$' | '_' => out.extend(['\\', sign]),
            sign if sign.is_control() => out.push(' '),
            sign => out.push(sign),
        }
    }
    out
}

/// An address is taken as it stands; a brace in it would end the field.
fn address(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
