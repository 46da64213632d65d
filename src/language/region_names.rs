//! Which region is meant by a name: in any language, with or without the word for "region", with a slip of the finger.

use super::Lang;
use super::regions::{self, Region, RegionKind};
use std::sync::LazyLock;

/// The regions that may be meant: one where it is clear, several that share the name, none where nothing is near.
pub fn meant(written: &str) -> Vec<&'static Region> {
    let by_code: Vec<_> = regions::all().filter(|region| is_code_of(written, region)).collect();
    if !by_code.is_empty() {
        return by_code;
    }
    let name = Name::of(written);
    let Some((_, code)) = SHORT.iter().find(|(short, _)| *short == name.own) else { return nearest(&name) };
    regions::region(code).into_iter().collect()
}

/// Names of three letters in use among officials: East, North and West Kazakhstan.
const SHORT: [(&str, &str); 5] =
    [("вко", "KZ-63"), ("шко", "KZ-63"), ("ско", "KZ-59"), ("зко", "KZ-27"), ("бко", "KZ-27")];

/// The code in small letters, without its hyphen, or with something behind it.
fn is_code_of(written: &str, region: &Region) -> bool {
    let bare = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let (written, code) = (written.trim().to_lowercase(), region.code.to_lowercase());
    let is_bare = written.is_ascii() && bare(&written) == bare(&code);
    is_bare || (code.contains('-') && written.starts_with(&code))
}

/// The regions whose names are nearest, of the kind that the name says.
fn nearest(name: &Name) -> Vec<&'static Region> {
    let letters = name.own.chars().count();
    let limit = (letters / 4).min(3);
    let near = |(region, names): &(&'static Region, Vec<Name>)| {
        let distance = |known: &Name| strsim::damerau_levenshtein(&known.own, &name.own);
        let alike = names.iter().filter(|known| known.own.chars().count().abs_diff(letters) <= limit);
        let distance = alike.map(distance).min().filter(|distance| *distance <= limit)?;
        Some((distance, *region))
    };
    let near: Vec<_> = KNOWN.iter().filter(|_| letters > 0).filter_map(near).collect();
    let least = near.iter().map(|(distance, _)| *distance).min();
    let nearest = near.into_iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, region)| region);
    let nearest: Vec<_> = nearest.collect();
    let of_kind: Vec<_> = nearest.iter().copied().filter(|region| name.kind == Some(region.kind)).collect();
    if of_kind.is_empty() { nearest } else { of_kind }
}

/// The names of all regions in all languages.
static KNOWN: LazyLock<Vec<(&Region, Vec<Name>)>> = LazyLock::new(|| {
    let names = |region: &Region| Lang::ALL.iter().map(|lang| Name::of(region.name(*lang))).collect();
    regions::all().map(|region| (region, names(region))).collect()
});

/// Words for "region" and "city" in all languages, folded.
const OF_REGION: [&str; 11] =
    ["облысы", "облыс", "область", "области", "обл", "облусу", "облус", "region", "oblast", "oblysy", "oblus"];
const OF_CITY: [&str; 10] = ["каласы", "кала", "к", "город", "гор", "г", "шаары", "шаар", "ш", "city"];

/// A name without the word for what it names.
struct Name {
    own: String,
    kind: Option<RegionKind>,
}

impl Name {
    fn of(text: &str) -> Self {
        let folded: String = text.to_lowercase().chars().map(folded).collect();
        let (mut own, mut kind) = (Vec::new(), None);
        for word in folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            match word {
                "kz" | "kg" => {}
                word if OF_REGION.contains(&word) => kind = Some(RegionKind::Region),
                word if OF_CITY.contains(&word) => kind = Some(RegionKind::City),
                word => own.push(stem(word)),
            }
        }
        Self { own: own.join(" "), kind }
    }
}

/// Kazakh and Kyrgyz letters as those write them who have only the Russian ones.
fn folded(letter: char) -> char {
    match letter {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        'ё' => 'е',
        'ü' => 'u',
        other => other,
    }
}

/// «мангистау» of «мангистауская»: names of regions are adjectives in Russian.
fn stem(word: &str) -> &str {
    let stem = ["ская", "ской", "скую"].iter().find_map(|ending| word.strip_suffix(ending));
    stem.map_or(word, |stem| stem.strip_suffix("ин").unwrap_or(stem))
}

#[cfg(test)]
mod tests {
    use super::meant;

    fn codes(written: &str) -> Vec<&'static str> {
        meant(written).into_iter().map(|region| region.code).collect()
    }

    #[test]
    fn a_region_is_meant_by_its_name_in_any_language() {
        for (written, code) in [
            ("Маңғыстау", "KZ-47"),
            ("Мангистау", "KZ-47"),
            ("Мангыстау", "KZ-47"),
            ("Мангистауская область", "KZ-47"),
            ("Мангистауская обл.", "KZ-47"),
            ("маңғыстау облысы", "KZ-47"),
            ("Mangystau", "KZ-47"),
            ("Mangistau region", "KZ-47"),
            ("Бишкек", "KG-GB"),
            ("г. Астана", "KZ-71"),
            ("Абай", "KZ-10"),
            ("Жетысу", "KZ-33"),
            ("Актобе", "KZ-15"),
            ("Карагандинская", "KZ-35"),
            ("Караганда", "KZ-35"),
            ("ВКО", "KZ-63"),
            ("Восточный Казахстан", "KZ-63"),
            ("Иссык-Куль", "KG-Y"),
            ("Ысык-Көл облусу", "KG-Y"),
            ("Джалал-Абад", "KG-J"),
            ("Чуйская область", "KG-C"),
            ("kz-47", "KZ-47"),
            ("KZ47", "KZ-47"),
            ("KZ-470", "KZ-47"),
        ] {
            assert_eq!(codes(written), [code], "{written}");
        }
    }

    #[test]
    fn of_two_with_one_name_the_word_beside_it_tells() {
        assert_eq!(codes("Алматы"), ["KZ-19", "KZ-75"]);
        assert_eq!(codes("Алматы облысы"), ["KZ-19"]);
        assert_eq!(codes("г. Алматы"), ["KZ-75"]);
        assert_eq!(codes("Ош шаары"), ["KG-GO"]);
    }

    #[test]
    fn what_is_no_name_is_not_guessed_at() {
        for written in ["KZ-99", "", "облысы", "Маң", "Лондон", "весь мир"] {
            assert!(codes(written).is_empty(), "{written} {:?}", codes(written));
        }
    }
}
