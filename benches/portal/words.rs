//! Text that looks like text to an index: real words of `content/` and made ones that take the suffixes of
//! the language, drawn so that few are frequent and most are rare (Zipf), as in any language.

use fastrand::Rng;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How many stems are made beside the real words.
const STEMS: usize = 6_000;

/// A source of words of one language.
pub struct Words {
    forms: Vec<String>,
    suffixes: &'static [&'static str],
    stems: Vec<String>,
}

impl Words {
    /// The words of every `<lang>.md` below `content`, and made ones.
    pub fn of(lang: &str, content: &Path) -> Self {
        let (syllables, suffixes): (&[&str], &'static [&str]) = match lang {
            "kk" => (&KK_SYLLABLES, &KK_SUFFIXES),
            _ => (&RU_SYLLABLES, &RU_SUFFIXES),
        };
        let mut rng = Rng::with_seed(lang.len() as u64 + 17);
        let stems = (0..STEMS).map(|_| (0..rng.usize(2..4)).map(|_| pick(&mut rng, syllables)).collect()).collect();
        Self { forms: forms(lang, content), suffixes, stems }
    }

    /// A sentence of so many words.
    pub fn sentence(&self, rng: &mut Rng, words: usize) -> String {
        let mut text = (0..words).map(|_| self.word(rng)).collect::<Vec<_>>().join(" ");
        if let Some(first) = text.chars().next() {
            text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        text
    }

    /// Paragraphs of so many words in all, in sentences of ten, five to a paragraph.
    pub fn paragraphs(&self, rng: &mut Rng, words: usize) -> String {
        let sentences: Vec<String> = (0..words.div_ceil(10)).map(|_| self.sentence(rng, 10) + ".").collect();
        let paragraphs: Vec<String> = sentences.chunks(5).map(|sentences| sentences.join(" ")).collect();
        paragraphs.join("\n\n") + "\n"
    }

    fn word(&self, rng: &mut Rng) -> String {
        match rng.u8(..10) {
            0..7 => self.forms[zipf(rng, self.forms.len())].clone(),
            _ => format!("{}{}", self.stems[zipf(rng, self.stems.len())], pick(rng, self.suffixes)),
        }
    }
}

/// A place in a list: the first ones far more often than the last ones.
fn zipf(rng: &mut Rng, count: usize) -> usize {
    ((count as f64).powf(rng.f64()) - 1.0) as usize
}

fn pick<'t>(rng: &mut Rng, from: &[&'t str]) -> &'t str {
    from[rng.usize(..from.len())]
}

/// The words of a language, most frequent first.
fn forms(lang: &str, content: &Path) -> Vec<String> {
    let name = format!("{lang}.md");
    let files = walkdir::WalkDir::new(content).sort_by_file_name().into_iter().flatten();
    let text: String = files
        .filter(|file| file.file_name() == &*name)
        .filter_map(|file| fs::read_to_string(file.path()).ok())
        .collect();
    let words =
        || text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1).map(str::to_lowercase);
    let mut counted: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    words().for_each(|word| *counted.entry(word).or_default() += 1);
    let ranked: BTreeSet<(std::cmp::Reverse<usize>, String)> =
        counted.into_iter().map(|(word, count)| (std::cmp::Reverse(count), word)).collect();
    ranked.into_iter().map(|(_, word)| word).collect()
}

const KK_SYLLABLES: [&str; 32] = [
    "ба", "бал", "дар", "қа", "қор", "ла", "мар", "на", "сан", "та", "тұр", "шы", "жа", "жол", "ғы", "бұл", "ке", "кө",
    "мір", "се", "тү", "бі", "лі", "гер", "дө", "ме", "өр", "сүй", "іс", "ер", "әл", "үн",
];
const KK_SUFFIXES: [&str; 16] =
    ["", "", "", "дың", "ға", "ды", "да", "дан", "мен", "лар", "лардың", "ларға", "сы", "сының", "сына", "лармен"];
const RU_SYLLABLES: [&str; 28] = [
    "ба", "вер", "го", "да", "жи", "за", "кон", "ли", "мо", "на", "пра", "ре", "со", "тор", "у", "фор", "хо", "це",
    "ша", "стро", "пол", "бе", "ги", "ду", "мир", "сла", "тре", "ви",
];
const RU_SUFFIXES: [&str; 12] = ["", "", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах", "ный"];
