//! The fonts of share cards: which letters they have, and how wide these are.

use crate::theme::Theme;
use icu_normalizer::DecomposingNormalizerBorrowed;
use resvg::usvg::fontdb::{Database, Family, ID, Query, Source, Weight};
use resvg::usvg::{Font, FontFamily};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The family that is meant where a template names none, or one that is not there.
pub(in crate::output) const FAMILY: &str = "Golos Text";

/// The fonts of a look.
#[derive(Debug)]
pub(in crate::output) struct Fonts {
    pub(super) database: Arc<Database>,
    /// Widths of characters, in parts of the font's size.
    widths: BTreeMap<ID, BTreeMap<char, f32>>,
    hash: [u8; 32],
}

impl Fonts {
    /// Reads the fonts in `cards/`, in the order of their names.
    pub(in crate::output) fn of(theme: &Theme) -> Self {
        let mut database = Database::new();
        let mut hasher = blake3::Hasher::new();
        for bytes in theme.card_fonts.values() {
            hasher.update(blake3::hash(bytes).as_bytes());
            database.load_font_source(Source::Binary(Arc::new(bytes.clone())));
        }
        let ids: Vec<ID> = database.faces().map(|face| face.id).collect();
        let widths = |id: &ID| Some((*id, database.with_face_data(*id, widths)??));
        let widths = ids.iter().filter_map(widths).collect();
        Self { database: Arc::new(database), widths, hash: hasher.finalize().into() }
    }

    /// Changes when a font changes.
    pub(in crate::output) fn hash(&self) -> &[u8] {
        &self.hash
    }

    /// The face that a text is set in: the family and weight that it names, or the nearest that there is.
    pub(super) fn face(&self, font: &Font) -> Option<ID> {
        let name = |family: &FontFamily| match family {
            FontFamily::Named(name) => Some(name.clone()),
            _ => None,
        };
        let names: Vec<String> = font.families().iter().filter_map(name).collect();
        self.query(names.iter().map(String::as_str), font.weight())
    }

    fn query<'n>(&self, names: impl Iterator<Item = &'n str>, weight: u16) -> Option<ID> {
        let families: Vec<Family<'_>> = names.chain([FAMILY]).map(Family::Name).collect();
        let query = Query { families: &families, weight: Weight(weight), ..Query::default() };
        self.database.query(&query).or_else(|| self.database.faces().next().map(|face| face.id))
    }

    /// How wide a text is at a size of 1, without kerning.
    pub(super) fn width(&self, text: &str, family: &str, weight: u16) -> f32 {
        let id = self.query([family].into_iter(), weight);
        text.chars().map(|c| self.width_of(c, id)).sum()
    }

    fn width_of(&self, c: char, id: Option<ID>) -> f32 {
        let own = id.and_then(|id| self.widths.get(&id)?.get(&c));
        own.copied().or_else(|| self.any(c)).unwrap_or_default()
    }

    fn any(&self, c: char) -> Option<f32> {
        self.widths.values().find_map(|widths| widths.get(&c)).copied()
    }

    /// The text as it can be shown. What the fonts do not have becomes its plain form (`ﬁ` is `fi`); a word in letters
    /// that they do not have becomes `…`; signs and emoji are left out. What has no plain form is told in `missing`.
    pub(super) fn shown(&self, text: &str, missing: &mut BTreeSet<char>) -> String {
        let mut out = String::new();
        for c in text.chars() {
            match self.plain(c) {
                Some(plain) => out.push_str(&plain),
                None if c.is_alphabetic() && !out.ends_with('…') => out.push('…'),
                None => {}
            }
            if self.plain(c).is_none() && (c.is_alphanumeric() || !is_silent(c)) {
                missing.insert(c);
            }
        }
        tidy(&out)
    }

    /// A drawing with nothing but letters that can be shown; markup and the spaces in it stay.
    pub(in crate::output) fn shown_markup(&self, drawing: &str) -> String {
        let shown = |c: char| match self.plain(c) {
            _ if c.is_ascii() || c == '\u{a0}' => c.to_string(),
            Some(plain) => plain,
            None if c.is_alphabetic() => "…".to_owned(),
            None => String::new(),
        };
        drawing.chars().map(shown).collect()
    }

    fn plain(&self, c: char) -> Option<String> {
        let has = |c: char| self.any(c).is_some();
        if has(c) {
            return Some(c.to_string());
        }
        let stand_in = match c {
            c if c.is_whitespace() => Some(" "),
            '\u{2010}'..='\u{2012}' | '\u{2212}' => Some("-"),
            _ => None,
        };
        let parts = || -> String {
            let parts = DecomposingNormalizerBorrowed::new_nfkd().normalize(c.encode_utf8(&mut [0; 4])).into_owned();
            parts.chars().filter(|part| has(*part)).collect()
        };
        stand_in.map(str::to_owned).or_else(|| Some(parts()).filter(|parts| !parts.is_empty()))
    }
}

/// Marks that change how others are shown, and nothing by themselves.
fn is_silent(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// What is left after signs are taken out may have spaces at its ends and next to each other.
fn tidy(text: &str) -> String {
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn widths(data: &[u8], index: u32) -> Option<BTreeMap<char, f32>> {
    let font = FontRef::from_index(data, index).ok()?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let width = |(code, glyph): (u32, GlyphId)| {
        let drawn = glyph != GlyphId::NOTDEF;
        drawn.then_some((char::from_u32(code)?, metrics.advance_width(glyph)?))
    };
    Some(font.charmap().mappings().filter_map(width).collect())
}
