//! What JSON Schema says of each shape. Every schema here accepts whatever the reader accepts.

use super::known::Offer;
use super::words::choice_words;
use crate::language::Lang;
use crate::model::PER;
use crate::read::{Choice, Shape};
use crate::value::quantity;
use serde_json::{Value, json};

/// Not empty and not only spaces.
const TEXT: &str = r"\S";
/// `2024`, `2024-07`, `2024-07-30`, `30.07.2024`, `?` or a dash.
const DATE: &str = r"^\s*([?–—-]|[0-9]{4}(-[0-9]{2}){0,2}|[0-9]{2}\.[0-9]{2}\.[0-9]{4})\s*$";
/// `13-16`, `59+`, `18-65+`.
const AGE: &str = r"^\s*([0-9]{1,3}\s*[–-]\s*[0-9]{1,3}\s*\+?|[0-9]{1,3}\s*\+)\s*$";
/// Five digits: `15130`.
const SECTOR: &str = r"^\s*(11[1-9]|1[2-9][0-9]|[2-9][0-9]{2})[0-9]{2}\s*$";
/// Small Latin letters, digits, single hyphens.
const ID: &str = r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$";
/// Three capital letters.
const CURRENCY: &str = r"^\s*[A-Z]{3}\s*$";

/// The schema of a value; tables are referred to by name.
pub(super) fn kind(key: &str, shape: &Shape, offers: &[Offer], lang: Lang) -> Value {
    match shape {
        Shape::Text => offered(text(key), offers),
        Shape::AsItStood => json!({ "type": ["string", "number", "boolean"], "pattern": TEXT }),
        Shape::Words => words(),
        Shape::Whole => json!({ "type": "integer" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Quantity => json!({ "type": ["number", "boolean", "string"], "pattern": quantity::pattern() }),
        Shape::Date => json!({ "type": ["string", "integer"], "pattern": DATE, "minimum": 1000, "maximum": 9999 }),
        Shape::Stated => json!({ "type": "string", "pattern": TEXT }),
        Shape::Language => languages(),
        Shape::Sector => json!({ "type": "string", "pattern": SECTOR }),
        Shape::Age => json!({ "type": "string", "pattern": AGE }),
        Shape::Choice(choice) => choices(choice, lang),
        Shape::List(of) => json!({ "type": "array", "items": kind(key, &of(), offers, lang) }),
        Shape::Record(record) => json!({ "$ref": format!("#/definitions/{}", super::name(record)) }),
    }
}

fn text(key: &str) -> Value {
    let pattern = match key {
        "id" | "former_slugs" => ID,
        "currency" => CURRENCY,
        "per" => return json!({ "type": "string", "enum": PER }),
        _ => TEXT,
    };
    json!({ "type": "string", "pattern": pattern })
}

/// A text per language, or one for all: `title.kk = "…"`, `title = "…"`.
fn words() -> Value {
    let text = json!({ "type": "string", "pattern": TEXT });
    let languages: serde_json::Map<String, Value> =
        Lang::ALL.iter().map(|lang| (lang.code().to_owned(), text.clone())).collect();
    json!({
        "type": ["string", "object"],
        "pattern": TEXT,
        "properties": languages,
        "additionalProperties": false,
        "minProperties": 1,
    })
}

fn languages() -> Value {
    json!({ "type": "string", "enum": Lang::ALL.map(Lang::code) })
}

fn choices(choice: &Choice, lang: Lang) -> Value {
    let meanings: Vec<String> = choice.codes.iter().map(|code| choice_words(choice, code, lang)).collect();
    explained(choice.codes.iter().map(|code| (*code).to_owned()).collect(), meanings)
}

/// A list of words, each with what it means: for Taplo and for editors that follow VS Code.
fn explained(codes: Vec<String>, meanings: Vec<String>) -> Value {
    json!({
        "type": "string",
        "enum": codes,
        "enumDescriptions": meanings,
        "x-taplo": { "docs": { "enumValues": meanings } },
    })
}

/// Words are offered and others accepted: what was added since is no mistake.
fn offered(any: Value, offers: &[Offer]) -> Value {
    if offers.is_empty() {
        return any;
    }
    let (codes, meanings) = offers.iter().cloned().unzip();
    json!({ "anyOf": [explained(codes, meanings), any] })
}
