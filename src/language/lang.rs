//! The four languages.

use serde::{Serialize, Serializer};
use std::fmt;

/// A language of the interface and of the content, in the order in which readers are offered them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Kazakh in the Cyrillic alphabet.
    Kk,
    /// Russian.
    Ru,
    /// Kyrgyz.
    Ky,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order in which readers are offered them.
    pub const ALL: [Lang; 4] = [Lang::Kk, Lang::Ru, Lang::Ky, Lang::En];

    /// The ISO 639-1 code, which is also the prefix of addresses and the name of files.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Kk => "kk",
            Lang::Ru => "ru",
            Lang::Ky => "ky",
            Lang::En => "en",
        }
    }

    /// The language with this exact code. `kz` and `kg` are countries, not languages, and give nothing.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language with the country that speaks it most, as social networks want it.
    pub const fn with_country(self) -> &'static str {
        match self {
            Lang::Kk => "kk_KZ",
            Lang::Ru => "ru_RU",
            Lang::Ky => "ky_KG",
            Lang::En => "en_GB",
        }
    }

    /// The dash between a name and what is said of it, as prose in this language has it.
    pub const fn dash(self) -> char {
        match self {
            Lang::Ru => '—',
            Lang::Kk | Lang::Ky | Lang::En => '–',
        }
    }

    /// The name of the language in the language itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::Kk => "Қазақша",
            Lang::Ru => "Русский",
            Lang::Ky => "Кыргызча",
            Lang::En => "English",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back_to_their_language() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_code(lang.code()), Some(lang));
        }
    }

    #[test]
    fn a_country_code_is_not_a_language() {
        for code in ["kz", "kg", "KK", "kk-KZ", ""] {
            assert_eq!(Lang::from_code(code), None, "{code}");
        }
    }
}
