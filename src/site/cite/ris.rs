//! RIS: two letters, a dash, a value; UTF-8, lines ended as the format wants them.

use super::{Kind, Reference};
use crate::value::PartialDate;

/// The records of a file.
pub fn file(references: &[Reference]) -> String {
    references.iter().map(record).collect::<Vec<_>>().join("\r\n")
}

/// One record.
pub fn record(it: &Reference) -> String {
    let is_report = it.kind == Kind::Grant;
    let lines = [
        ("TY", Some(if is_report { "RPRT" } else { "WEB" }.to_owned())),
        ("ID", Some(it.key.clone())),
        ("TI", Some(it.full_title())),
        ("T2", it.within.clone()),
        ("AU", it.organisation.clone()),
        ("PB", Some(it.portal.clone())),
        ("PY", it.data.map(|date| date.year().to_string())),
        ("DA", it.data.map(date)),
        ("ET", Some(it.version.clone())),
        ("M3", Some(it.type_word.clone())),
        ("SN", is_report.then(|| it.number.clone())),
        ("N1", it.note.clone()),
        ("LA", Some(it.language.code().to_owned())),
        ("UR", Some(it.address.clone())),
        ("Y2", Some(date(PartialDate::Day(it.made)))),
        ("ER", Some(String::new())),
    ];
    lines.into_iter().filter_map(|(tag, value)| Some(format!("{tag}  - {}\r\n", one_line(&value?)))).collect()
}

/// Year, month, day and anything else, parted by strokes: `2024/12//`.
fn date(date: PartialDate) -> String {
    match date {
        PartialDate::Year(year) => format!("{year:04}///"),
        PartialDate::Month(year, month) => format!("{year:04}/{month:02}//"),
        PartialDate::Day(day) => day.strftime("%Y/%m/%d/").to_string(),
    }
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
