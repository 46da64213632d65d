//! The two forms in which drafts are written down: [`record!`] and [`choice!`].
//!
//! From one declaration come the struct, its reader, the keys that "did you mean" offers, and the
//! content reference.

/// What may be written as a value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text that is the same in every language: an id, a code, a link.
    Text,
    /// A text, a number or a date as it once stood.
    AsItStood,
    /// A text per language, or one text for all of them.
    Words,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Flag,
    /// A quantity.
    Quantity,
    /// A date, perhaps without day or month.
    Date,
    /// A text that may be left blank (`"?"`) or crossed out (`"-"`).
    Stated,
    /// The code of a language.
    Language,
    /// A range of ages.
    Age,
    /// A five-digit code of the DAC.
    Sector,
    /// One of a few words.
    Choice(&'static Choice),
    /// Several of them.
    List(fn() -> Shape),
    /// A table with keys of its own.
    Record(&'static Record),
}

impl Shape {
    /// The table that it is, or that it is a list of.
    pub fn table(&self) -> Option<&'static Record> {
        match self {
            Self::Record(record) => Some(record),
            Self::List(of) => of().table(),
            _ => None,
        }
    }
}

/// A word that must be one of a few.
#[derive(Debug)]
pub struct Choice {
    /// The type's name.
    pub name: &'static str,
    /// The words, in the order of the reference.
    pub codes: &'static [&'static str],
}

/// A kind of table: what it is and which keys it has.
#[derive(Debug)]
pub struct Record {
    /// The type's name without `Draft`.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// The file that holds it, where it is the whole of a file.
    pub file: Option<&'static str>,
    /// Its keys, in the order of the reference.
    pub keys: &'static [Key],
}

/// One key of a record.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// What may be written there.
    pub shape: fn() -> Shape,
    /// Reads a value that stands there, for what is wrong with it.
    pub read: fn(&toml::Spanned<toml::de::DeValue<'_>>, &mut super::Reader),
    /// Whether it has to be there.
    pub required: fn() -> bool,
}

/// Declares a table: a struct whose fields are its keys, and how it is read.
macro_rules! record {
    (
        $(#[doc = $doc:literal])* $(@ $file:literal)?
        $name:ident { $( $(#[doc = $key_doc:literal])* $key:ident : $type:ty, )* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            /// Where it was written.
            pub written_at: $crate::finding::Place,
            $( $(#[doc = $key_doc])* pub $key: $type, )*
        }

        impl $name {
            /// Its keys and what they mean.
            pub const RECORD: $crate::read::Record = $crate::read::Record {
                name: stringify!($name),
                doc: concat!($($doc, "\n",)*),
                file: record!(@file $($file)?),
                keys: &[ $( $crate::read::Key {
                    name: stringify!($key),
                    doc: concat!($($key_doc, "\n",)*),
                    shape: <$type as $crate::read::Written>::shape,
                    read: |value, reader| drop(<$type as $crate::read::Written>::read(value, reader)),
                    required: || <$type as $crate::read::Written>::absent().is_none(),
                }, )* ],
            };
        }

        impl $crate::read::Written for $name {
            fn shape() -> $crate::read::Shape {
                const RECORD: &$crate::read::Record = &$name::RECORD;
                $crate::read::Shape::Record(RECORD)
            }

            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reader: &mut $crate::read::Reader,
            ) -> Option<Self> {
                let toml::de::DeValue::Table(table) = value.get_ref() else {
                    reader.wrong_type(value, "table");
                    return None;
                };
                const RECORD: &$crate::read::Record = &$name::RECORD;
                let written_at = reader.place(value.span());
                let mark = reader.mark();
                $( let $key = reader.field::<$type>(table, RECORD, stringify!($key), &written_at); )*
                reader.unknown_keys(table, &[ $( stringify!($key), )* ], mark);
                Some(Self { written_at, $( $key: $key?, )* })
            }
        }
    };
    (@file) => { None };
    (@file $file:literal) => { Some($file) };
}

/// Declares a word that must be one of a few.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])*
        $name:ident { $( $variant:ident = $code:literal, )* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( #[doc = concat!("Written `", $code, "`.")] $variant, )* }

        impl $name {
            /// Every choice, in the order of the reference.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];
            /// The words.
            pub const CHOICE: $crate::read::Choice =
                $crate::read::Choice { name: stringify!($name), codes: &[ $( $code, )* ] };

            /// The word as it is written.
            pub fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )* }
            }
        }

        impl $crate::read::Written for $name {
            fn shape() -> $crate::read::Shape {
                const CHOICE: &$crate::read::Choice = &$name::CHOICE;
                $crate::read::Shape::Choice(CHOICE)
            }

            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reader: &mut $crate::read::Reader,
            ) -> Option<Self> {
                let position = reader.one_of(value, Self::CHOICE.codes)?;
                Self::ALL.get(position).copied()
            }
        }
    };
}

pub(crate) use {choice, record};
