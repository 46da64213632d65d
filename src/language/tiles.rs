//! Where regions stand on a map of equal tiles, and what they are called there.
//!
//! The places resemble the geography: north is up, neighbours are close, the outline is that of the country. A region
//! that no longer exists has a place as well, beside those that were formed from it.

use super::Lang;

/// The place of a region on the map of its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    /// The code of the region.
    pub code: &'static str,
    /// From the west, the first is 1.
    pub column: u8,
    /// From the north, the first is 1.
    pub row: u8,
    /// Without the word for "region", in the order of [`Lang::ALL`]; soft hyphens where it may be divided.
    short: [&'static str; 4],
    /// For tiles too small for more, in the order of [`Lang::ALL`].
    sign: [&'static str; 4],
}

impl Tile {
    /// Its name without the word for "region": «Маңғыстау», «Мангистауская».
    pub fn short(&self, lang: Lang) -> &'static str {
        in_language(self.short, lang)
    }

    /// Its name in three or four letters, the accustomed ones where there are any: «БҚО», «ЗКО».
    pub fn sign(&self, lang: Lang) -> &'static str {
        in_language(self.sign, lang)
    }
}

fn in_language([kk, ru, ky, en]: [&'static str; 4], lang: Lang) -> &'static str {
    match lang {
        Lang::Kk => kk,
        Lang::Ru => ru,
        Lang::Ky => ky,
        Lang::En => en,
    }
}

/// Every tile, by code.
pub fn all() -> impl Iterator<Item = &'static Tile> {
    TILES.iter()
}

const fn tile(code: &'static str, at: (u8, u8), short: [&'static str; 4], sign: [&'static str; 4]) -> Tile {
    Tile { code, column: at.0, row: at.1, short, sign }
}

#[rustfmt::skip]
static TILES: [Tile; 30] = [
    tile("KG-B", (1, 3), ["Баткен", "Баткен\u{ad}ская", "Баткен", "Batken"], ["Бат", "Бат", "Бат", "Bat"]),
    tile("KG-C", (3, 1), ["Шүй", "Чуйская", "Чүй", "Chüy"], ["Шүй", "Чуй", "Чүй", "Chü"]),
    tile("KG-GB", (2, 1), ["Бішкек", "Бишкек", "Бишкек", "Bishkek"], ["Біш", "Биш", "Биш", "Bis"]),
    tile("KG-GO", (2, 3), ["Ош қаласы", "Ош (город)", "Ош шаары", "Osh city"], ["Ош қ.", "Ош г.", "Ош ш.", "Osh C"]),
    tile("KG-J", (2, 2), ["Жалал\u{ad}абат", "Джалал-Абад\u{ad}ская", "Жалал-Абад", "Jalal-Abad"], ["Жал", "Дж", "Ж-А", "Jal"]),
    tile("KG-N", (3, 2), ["Нарын", "Нарын\u{ad}ская", "Нарын", "Naryn"], ["Нар", "Нар", "Нар", "Nar"]),
    tile("KG-O", (3, 3), ["Ош облысы", "Ошская", "Ош облусу", "Osh Region"], ["Ош о.", "Ош о.", "Ош о.", "Osh R"]),
    tile("KG-T", (1, 1), ["Талас", "Таласская", "Талас", "Talas"], ["Тал", "Тал", "Тал", "Tal"]),
    tile("KG-Y", (4, 1), ["Ыстықкөл", "Иссык-Куль\u{ad}ская", "Ысык-Көл", "Issyk-Kul"], ["Ыст", "И-К", "Ы-К", "I-K"]),
    tile("KZ-10", (6, 3), ["Абай", "Абай", "Абай", "Abai"], ["Абай", "Абай", "Абай", "Abai"]),
    tile("KZ-11", (4, 2), ["Ақмола", "Акмолин\u{ad}ская", "Акмола", "Akmola"], ["Ақм", "Акм", "Акм", "Akm"]),
    tile("KZ-15", (2, 3), ["Ақтөбе", "Актюбин\u{ad}ская", "Актөбө", "Aktobe"], ["Ақт", "Акт", "Акт", "Akt"]),
    tile("KZ-19", (6, 5), ["Алматы облысы", "Алматин\u{ad}ская", "Алматы облусу", "Almaty Region"], ["Алм о.", "Алм о.", "Алм о.", "Alm R"]),
    tile("KZ-23", (1, 3), ["Атырау", "Атырау\u{ad}ская", "Атырау", "Atyrau"], ["Аты", "Аты", "Аты", "Aty"]),
    tile("KZ-27", (1, 2), ["Батыс Қазақстан", "Западно-Казах\u{ad}станская", "Батыш Казакстан", "West Kazakh\u{ad}stan"], ["БҚО", "ЗКО", "БКО", "WKR"]),
    tile("KZ-31", (5, 4), ["Жамбыл", "Жамбыл\u{ad}ская", "Жамбыл", "Zhambyl"], ["Жам", "Жам", "Жам", "Zha"]),
    tile("KZ-33", (6, 4), ["Жетісу", "Жетісу", "Жетису", "Jetisu"], ["Жет", "Жет", "Жет", "Jet"]),
    tile("KZ-35", (5, 3), ["Қарағанды", "Караган\u{ad}динская", "Караганды", "Karaganda"], ["Қар", "Кар", "Кар", "Kar"]),
    tile("KZ-39", (3, 2), ["Қостанай", "Костанай\u{ad}ская", "Костанай", "Kostanay"], ["Қос", "Кос", "Кос", "Kos"]),
    tile("KZ-43", (3, 4), ["Қызылорда", "Кызылор\u{ad}динская", "Кызылорда", "Kyzylorda"], ["Қыз", "Кыз", "Кыз", "Kyz"]),
    tile("KZ-47", (1, 4), ["Маңғыстау", "Мангистау\u{ad}ская", "Маңгыстау", "Mangystau"], ["Маң", "Ман", "Маң", "Man"]),
    tile("KZ-55", (6, 2), ["Павлодар", "Павлодар\u{ad}ская", "Павлодар", "Pavlodar"], ["Пав", "Пав", "Пав", "Pav"]),
    tile("KZ-59", (4, 1), ["Солтүстік Қазақстан", "Северо-Казах\u{ad}станская", "Түндүк Казакстан", "North Kazakh\u{ad}stan"], ["СҚО", "СКО", "Түнд", "NKR"]),
    tile("KZ-61", (4, 4), ["Түркістан", "Туркестан\u{ad}ская", "Түркстан", "Turkistan"], ["Түр", "Тур", "Түр", "Tur"]),
    tile("KZ-62", (4, 3), ["Ұлытау", "Ұлытау", "Улытау", "Ulytau"], ["Ұлы", "Ұлы", "Улы", "Uly"]),
    tile("KZ-63", (7, 3), ["Шығыс Қазақстан", "Восточно-Казах\u{ad}станская", "Чыгыш Казакстан", "East Kazakh\u{ad}stan"], ["ШҚО", "ВКО", "ЧКО", "EKR"]),
    tile("KZ-71", (5, 2), ["Астана", "Астана", "Астана", "Astana"], ["Аст", "Аст", "Аст", "Ast"]),
    tile("KZ-75", (5, 5), ["Алматы қаласы", "Алматы (город)", "Алматы шаары", "Almaty city"], ["Алм қ.", "Алм г.", "Алм ш.", "Alm C"]),
    tile("KZ-79", (4, 5), ["Шымкент", "Шымкент", "Шымкент", "Shymkent"], ["Шым", "Шым", "Шым", "Shy"]),
    tile("KZ-YUZ", (3, 5), ["Оңтүстік Қазақстан", "Южно-Казах\u{ad}станская", "Түштүк Казакстан", "South Kazakh\u{ad}stan"], ["ОҚО", "ЮКО", "Түшт", "SKR"]),
];

#[cfg(test)]
mod tests {
    use super::super::regions::{self, RegionKind};
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_region_has_one_tile_and_every_tile_a_place_of_its_own() {
        let regions: Vec<_> = regions::all().filter(|it| it.kind != RegionKind::Country).map(|it| it.code).collect();
        assert_eq!(all().map(|tile| tile.code).collect::<Vec<_>>(), regions);
        let places: BTreeSet<_> = all().map(|tile| (tile.code.get(..2), tile.column, tile.row)).collect();
        assert_eq!(places.len(), all().count());
    }

    #[test]
    fn signs_differ_within_a_country() {
        for lang in Lang::ALL {
            let signs: BTreeSet<_> = all().map(|tile| (tile.code.get(..2), tile.sign(lang))).collect();
            assert_eq!(signs.len(), all().count(), "{lang}");
            assert!(all().all(|tile| tile.sign(lang).chars().count() <= 6));
        }
    }

    #[test]
    fn short_names_are_the_beginning_of_the_names() {
        let letters = |name: &str| name.chars().filter(|char| char.is_alphabetic()).take(2).collect::<String>();
        for lang in Lang::ALL {
            for tile in all() {
                let name = regions::region(tile.code).map(|region| region.name(lang)).unwrap_or_default();
                let bare = name.trim_start_matches("область ");
                assert_eq!(letters(tile.short(lang)), letters(bare), "{lang} {}", tile.code);
            }
        }
    }
}
