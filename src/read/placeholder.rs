//! Texts that `esep new` puts where something is to be written. They are never published.

use crate::language::Lang;

/// What stands where a text is to be written: said in the language of the text, so that no two are the same.
pub fn placeholder(key: &str, lang: Lang) -> &'static str {
    match (key, lang) {
        ("title" | "name" | "short_name", Lang::Kk) => "Атауын жазыңыз",
        ("title" | "name" | "short_name", Lang::Ru) => "Напишите название",
        ("title" | "name" | "short_name", Lang::Ky) => "Аталышын жазыңыз",
        ("title" | "name" | "short_name", Lang::En) => "Write the name",
        ("summary" | "description" | "text", Lang::Kk) => "Бір-екі сөйлем жазыңыз",
        ("summary" | "description" | "text", Lang::Ru) => "Напишите одно-два предложения",
        ("summary" | "description" | "text", Lang::Ky) => "Бир-эки сүйлөм жазыңыз",
        ("summary" | "description" | "text", Lang::En) => "Write one or two sentences",
        (_, Lang::Kk) => "Қысқаша жазыңыз",
        (_, Lang::Ru) => "Напишите коротко",
        (_, Lang::Ky) => "Кыскача жазыңыз",
        (_, Lang::En) => "Write a few words",
    }
}

/// Whether a text is still what `esep new` put there.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let keys = ["title", "summary", ""];
    text == "…" || Lang::ALL.iter().any(|lang| keys.iter().any(|key| placeholder(key, *lang) == text))
}
