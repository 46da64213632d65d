//! The content reference of the README: every file, every key, from the records that read them.

use super::drafts::{
    GrantDraft, LotDraft, MediaDraft, OrganisationDraft, OutletDraft, PageFront, PortalDraft, ReportDraft, StoryDraft,
    ThemeFileDraft,
};
use super::record::{Record, Shape};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The files of a portal, in the order in which the reference tells of them.
pub const FILES: [&Record; 10] = [
    &PortalDraft::RECORD,
    &GrantDraft::RECORD,
    &ReportDraft::RECORD,
    &MediaDraft::RECORD,
    &StoryDraft::RECORD,
    &LotDraft::RECORD,
    &OrganisationDraft::RECORD,
    &OutletDraft::RECORD,
    &PageFront::RECORD,
    &ThemeFileDraft::RECORD,
];

/// The content reference as Markdown: a table for each file and for each kind of table in it.
pub fn reference() -> String {
    let mut out = String::new();
    let mut told = BTreeSet::new();
    for file in FILES {
        let mut waiting = vec![file];
        while !waiting.is_empty() {
            let record = waiting.remove(0);
            if told.insert(record.name) {
                tell(record, &mut out);
                waiting.extend(record.keys.iter().filter_map(|key| (key.shape)().table()));
            }
        }
    }
    out
}

fn tell(record: &Record, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = match record.file {
        Some(file) => write!(out, "### `{file}`\n\n"),
        None => write!(out, "#### {}\n\n", title(record)),
    };
    let _ = write!(out, "{}\n\n| key | what is written | what it means |\n|---|---|---|\n", one_line(record.doc));
    for key in record.keys {
        let required = if (key.required)() { ", required" } else { "" };
        let _ = writeln!(out, "| `{}` | {}{required} | {} |", key.name, written(&(key.shape)()), one_line(key.doc));
    }
    out.push('\n');
}

/// `TargetGroupDraft` is "Target group".
fn title(record: &Record) -> String {
    let name = record.name.trim_end_matches("Draft");
    let mut title = String::new();
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_uppercase() {
            title.push(' ');
            title.extend(letter.to_lowercase());
        } else {
            title.push(letter);
        }
    }
    title
}

fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn written(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::AsItStood => "text, number or date".to_owned(),
        Shape::Words => "text per language".to_owned(),
        Shape::Whole => "whole number".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Quantity => "quantity".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Stated => "text, `\"?\"` or `\"-\"`".to_owned(),
        Shape::Language => "`kk`, `ru`, `ky` or `en`".to_owned(),
        Shape::Age => "ages".to_owned(),
        Shape::Sector => "five digits".to_owned(),
        Shape::Choice(choice) => choice.codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", "),
        Shape::Record(record) => format!("table: {}", title(record)),
        Shape::List(of) => match of() {
            Shape::Record(record) => format!("tables: {}", title(record)),
            inner => format!("list: {}", written(&inner)),
        },
    }
}
