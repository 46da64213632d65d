//! Tables for programs: ASCII heads, codes, every language in columns of its own.

use super::csv::Writer;
use crate::language::Lang;
use crate::site::{Site, Tongue};
use crate::table::{Cell, Field, Holds, Owner, Part, Said, Source, Table, fields, unit_code};
use crate::value::{Amount, Bound, Decimal, Quantity};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the file of a table.
pub(super) fn csv(site: &Site<'_>, table: &dyn Table, owners: &[Owner<'_>], file: &mut dyn Write) -> io::Result<()> {
    let fields = fields(table, site.interface_languages());
    let mut out = Writer::new(file, fields.iter().map(|field| field.name.clone()), false)?;
    let mut labels = Labels { site, known: BTreeMap::new() };
    let mut outcome = Ok(());
    let source = Source { portal: site.portal, figures: site.figures };
    for owner in owners {
        table.rows(source, *owner, &mut |cells| {
            if outcome.is_ok() {
                outcome = row(&mut out, &mut labels, &fields, cells);
            }
        });
    }
    outcome?;
    out.finish()
}

fn row(out: &mut Writer<'_>, labels: &mut Labels<'_, '_>, fields: &[Field], cells: &[Cell<'_>]) -> io::Result<()> {
    for field in fields {
        let written = cells.get(field.at).map_or(Written::Text("".into()), |cell| written(labels, field, cell));
        match written {
            Written::Text(text) => out.text(&text)?,
            Written::Number(number) => out.number(&number.to_string())?,
        }
    }
    out.end()
}

/// What stands in one field.
enum Written<'a> {
    Text(Cow<'a, str>),
    Number(Decimal),
}

impl<'a> Written<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }
}

fn written<'a>(labels: &mut Labels<'_, '_>, field: &Field, cell: &'a Cell<'_>) -> Written<'a> {
    match (cell, field.part) {
        (Cell::Blank, _) => Written::text(""),
        (Cell::Absent(absence), Part::Status) => Written::text(absence.code()),
        (Cell::Absent(_), _) => Written::text(""),
        (_, Part::Status) => Written::text("known"),
        (Cell::Text(path), _) if field.column.holds == Holds::Page => Written::text(labels.page(path)),
        (Cell::Text(text), _) => Written::text(text.as_ref()),
        (Cell::Said(said), Part::In(lang)) => labels.said(said, lang),
        (Cell::Texts(texts), Part::In(lang)) => Written::text(labels.lines(texts, lang)),
        (Cell::Number(number), _) => Written::Number(*number),
        (Cell::Quantity(quantity, unit), part) => quantity_part(quantity, unit.map(unit_code), part),
        (Cell::Date(date), _) => Written::text(date.to_string()),
        (Cell::Code(code), Part::In(lang)) => Written::text(labels.label(field, code, lang)),
        (Cell::Code(code), _) => Written::text(code.as_ref()),
        (Cell::Codes(codes), Part::In(lang)) => {
            Written::text(codes.iter().map(|code| labels.label(field, code, lang)).collect::<Vec<_>>().join("; "))
        }
        (Cell::Codes(codes), _) => Written::text(codes.join(";")),
        (Cell::Reference(id, _), _) => Written::text(id.as_ref()),
        (Cell::Said(_) | Cell::Texts(_), _) => Written::text(""),
    }
}

/// "Done or not" is one or zero of the unit `done`; a percent sign is a unit of its own.
fn quantity_part<'a>(quantity: &Quantity, unit: Option<Cow<'a, str>>, part: Part) -> Written<'a> {
    let second = |number: Option<Decimal>| number.map_or(Written::text(""), Written::Number);
    match (part, quantity.amount) {
        (Part::Bound, _) => Written::text(bound_code(quantity.bound)),
        (Part::Unit, Amount::Done(_)) => Written::text("done"),
        (Part::Unit, _) if quantity.percent => Written::text("percent"),
        (Part::Unit, _) => Written::text(unit.unwrap_or_default()),
        (Part::Second, Amount::Pair(_, number)) => second(Some(number)),
        (Part::Second, _) => second(None),
        (_, Amount::Number(number) | Amount::Pair(number, _)) => Written::Number(number),
        (_, Amount::Done(done)) => Written::Number(Decimal::from(u8::from(done))),
    }
}

/// The code of a bound.
pub(super) fn bound_code(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "exactly",
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
    }
}

/// Labels and texts in every language; each label is made once for a table.
struct Labels<'s, 'p> {
    site: &'s Site<'p>,
    known: BTreeMap<(&'static str, Lang), BTreeMap<String, String>>,
}

impl<'p> Labels<'_, 'p> {
    fn tongue(&self, lang: Lang) -> Option<&Tongue<'p>> {
        self.site.tongue(Some(lang))
    }

    fn label(&mut self, field: &Field, code: &str, lang: Lang) -> String {
        let (Holds::Code(list) | Holds::Codes(list)) = field.column.holds else { return String::new() };
        if let Some(label) = self.known.get(&(list, lang)).and_then(|labels| labels.get(code)) {
            return label.clone();
        }
        let label = self.tongue(lang).map(|tongue| tongue.label(list, code)).unwrap_or_default();
        self.known.entry((list, lang)).or_default().insert(code.to_owned(), label.clone());
        label
    }

    /// Only what there is in this language: nothing is passed off as a translation.
    fn said<'a>(&self, said: &'a Said<'_>, lang: Lang) -> Written<'a> {
        match said {
            Said::Words(words) => {
                let own = words.written_in(lang).map(|text| &*text.value);
                let mark = words.same.is_some().then(|| self.tongue(lang).map(|it| it.words(words).text)).flatten();
                own.map_or_else(|| Written::text(mark.unwrap_or_default()), Written::text)
            }
            Said::Frozen(titles) => {
                let title = titles.get(lang.code()).or_else(|| titles.get("und"));
                title.map_or_else(|| Written::text(""), |title| Written::text(title.as_str()))
            }
            Said::Age(_) | Said::Label(..) => {
                Written::text(self.tongue(lang).map(|tongue| tongue.said(said).text).unwrap_or_default())
            }
        }
    }

    fn lines(&self, texts: &[Said<'_>], lang: Lang) -> String {
        let text = |said| match self.said(said, lang) {
            Written::Text(text) => text,
            Written::Number(number) => number.to_string().into(),
        };
        let texts: Vec<Cow<'_, str>> = texts.iter().map(text).filter(|text| !text.is_empty()).collect();
        texts.join("\n")
    }

    /// The full address of a page in the first language of the portal.
    fn page(&self, below: &str) -> String {
        self.site.tongue(None).map_or_else(String::new, |tongue| super::people::address(self.site, tongue, below))
    }
}
