//! Countries and regions of ISO 3166: names, times of validity, what they were formed from.
//!
//! Sources: ISO 3166-2:KZ with the numeric codes of 2022-11-29, ISO 3166-2:KG; the decrees of the President of
//! Kazakhstan of 2018-06-19 (Turkistan, Shymkent) and 2022-05-03 (Abai, Jetisu, Ulytau, in force from 2022-06-08).

use super::Lang;
use crate::value::Period;
use jiff::civil::{Date, date};

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionKind {
    /// A state.
    Country,
    /// A region (облыс, область, облус).
    Region,
    /// A city with the rank of a region.
    City,
}

/// A country, or a region or city of the first level below it.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Its ISO 3166 code. Regions that no longer exist keep the code they had.
    pub code: &'static str,
    /// What it is.
    pub kind: RegionKind,
    /// Its name in the order of [`Lang::ALL`].
    names: [&'static str; 4],
    /// Codes that it had before the numeric ones of 2022-11-29.
    pub former_codes: &'static [&'static str],
    /// The first day on which it existed; absent: before any grant.
    pub since: Option<Date>,
    /// The last day on which it existed; absent: it still does.
    pub until: Option<Date>,
    /// Codes of the regions from whose territory it was formed.
    pub formed_from: &'static [&'static str],
}

impl Region {
    const fn new(code: &'static str, kind: RegionKind, names: [&'static str; 4]) -> Region {
        Region { code, kind, names, former_codes: &[], since: None, until: None, formed_from: &[] }
    }

    const fn formerly(self, former_codes: &'static [&'static str]) -> Region {
        Region { former_codes, ..self }
    }

    const fn since(self, since: Date, formed_from: &'static [&'static str]) -> Region {
        Region { since: Some(since), formed_from, ..self }
    }

    const fn until(self, until: Date) -> Region {
        Region { until: Some(until), ..self }
    }

    /// Its name: «Абай облысы», «область Абай», «Абай облусу», "Abai Region".
    pub fn name(&self, lang: Lang) -> &'static str {
        let [kk, ru, ky, en] = self.names;
        match lang {
            Lang::Kk => kk,
            Lang::Ru => ru,
            Lang::Ky => ky,
            Lang::En => en,
        }
    }

    /// The code of its country, which for a country is its own.
    pub fn country(&self) -> &'static str {
        self.code.split_once('-').map_or(self.code, |(country, _)| country)
    }

    /// Whether it existed on a day.
    pub fn existed_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it existed on some day of a period.
    pub fn existed_in(&self, period: Period) -> bool {
        self.since.is_none_or(|since| since <= period.last_day())
            && self.until.is_none_or(|until| period.first_day() <= until)
    }

    /// The regions that were formed from its territory, by code.
    pub fn gave_rise_to(&self) -> impl Iterator<Item = &'static Region> {
        all().filter(|region| region.formed_from.contains(&self.code))
    }
}

/// Every country and region, by code.
pub fn all() -> impl Iterator<Item = &'static Region> {
    REGIONS.iter()
}

/// The country or region with this code; a code from before 2022-11-29 leads to the region that it meant.
pub fn region(code: &str) -> Option<&'static Region> {
    all().find(|region| region.code == code || region.former_codes.contains(&code))
}

use RegionKind::{City, Country, Region as Oblast};

const SOUTH_SPLIT: Date = date(2018, 6, 19);
const NEW_REGIONS: Date = date(2022, 6, 8);

#[rustfmt::skip]
static REGIONS: [Region; 32] = [
    Region::new("KG", Country, ["Қырғызстан", "Кыргызстан", "Кыргызстан", "Kyrgyzstan"]),
    Region::new("KG-B", Oblast, ["Баткен облысы", "Баткенская область", "Баткен облусу", "Batken Region"]),
    Region::new("KG-C", Oblast, ["Шүй облысы", "Чуйская область", "Чүй облусу", "Chüy Region"]),
    Region::new("KG-GB", City, ["Бішкек қаласы", "Бишкек", "Бишкек шаары", "Bishkek"]),
    Region::new("KG-GO", City, ["Ош қаласы", "Ош", "Ош шаары", "Osh city"]),
    Region::new("KG-J", Oblast, ["Жалалабат облысы", "Джалал-Абадская область", "Жалал-Абад облусу", "Jalal-Abad Region"]),
    Region::new("KG-N", Oblast, ["Нарын облысы", "Нарынская область", "Нарын облусу", "Naryn Region"]),
    Region::new("KG-O", Oblast, ["Ош облысы", "Ошская область", "Ош облусу", "Osh Region"]),
    Region::new("KG-T", Oblast, ["Талас облысы", "Таласская область", "Талас облусу", "Talas Region"]),
    Region::new("KG-Y", Oblast, ["Ыстықкөл облысы", "Иссык-Кульская область", "Ысык-Көл облусу", "Issyk-Kul Region"]),
    Region::new("KZ", Country, ["Қазақстан", "Казахстан", "Казакстан", "Kazakhstan"]),
    Region::new("KZ-10", Oblast, ["Абай облысы", "область Абай", "Абай облусу", "Abai Region"])
        .since(NEW_REGIONS, &["KZ-63"]),
    Region::new("KZ-11", Oblast, ["Ақмола облысы", "Акмолинская область", "Акмола облусу", "Akmola Region"])
        .formerly(&["KZ-AKM"]),
    Region::new("KZ-15", Oblast, ["Ақтөбе облысы", "Актюбинская область", "Актөбө облусу", "Aktobe Region"])
        .formerly(&["KZ-AKT"]),
    Region::new("KZ-19", Oblast, ["Алматы облысы", "Алматинская область", "Алматы облусу", "Almaty Region"])
        .formerly(&["KZ-ALM"]),
    Region::new("KZ-23", Oblast, ["Атырау облысы", "Атырауская область", "Атырау облусу", "Atyrau Region"])
        .formerly(&["KZ-ATY"]),
    Region::new("KZ-27", Oblast, ["Батыс Қазақстан облысы", "Западно-Казахстанская область", "Батыш Казакстан облусу", "West Kazakhstan Region"])
        .formerly(&["KZ-ZAP"]),
    Region::new("KZ-31", Oblast, ["Жамбыл облысы", "Жамбылская область", "Жамбыл облусу", "Zhambyl Region"])
        .formerly(&["KZ-ZHA"]),
    Region::new("KZ-33", Oblast, ["Жетісу облысы", "область Жетісу", "Жетису облусу", "Jetisu Region"])
        .since(NEW_REGIONS, &["KZ-19"]),
    Region::new("KZ-35", Oblast, ["Қарағанды облысы", "Карагандинская область", "Караганды облусу", "Karaganda Region"])
        .formerly(&["KZ-KAR"]),
    Region::new("KZ-39", Oblast, ["Қостанай облысы", "Костанайская область", "Костанай облусу", "Kostanay Region"])
        .formerly(&["KZ-KUS"]),
    Region::new("KZ-43", Oblast, ["Қызылорда облысы", "Кызылординская область", "Кызылорда облусу", "Kyzylorda Region"])
        .formerly(&["KZ-KZY"]),
    Region::new("KZ-47", Oblast, ["Маңғыстау облысы", "Мангистауская область", "Маңгыстау облусу", "Mangystau Region"])
        .formerly(&["KZ-MAN"]),
    Region::new("KZ-55", Oblast, ["Павлодар облысы", "Павлодарская область", "Павлодар облусу", "Pavlodar Region"])
        .formerly(&["KZ-PAV"]),
    Region::new("KZ-59", Oblast, ["Солтүстік Қазақстан облысы", "Северо-Казахстанская область", "Түндүк Казакстан облусу", "North Kazakhstan Region"])
        .formerly(&["KZ-SEV"]),
    Region::new("KZ-61", Oblast, ["Түркістан облысы", "Туркестанская область", "Түркстан облусу", "Turkistan Region"])
        .since(SOUTH_SPLIT, &["KZ-YUZ"]),
    Region::new("KZ-62", Oblast, ["Ұлытау облысы", "область Ұлытау", "Улытау облусу", "Ulytau Region"])
        .since(NEW_REGIONS, &["KZ-35"]),
    Region::new("KZ-63", Oblast, ["Шығыс Қазақстан облысы", "Восточно-Казахстанская область", "Чыгыш Казакстан облусу", "East Kazakhstan Region"])
        .formerly(&["KZ-VOS"]),
    Region::new("KZ-71", City, ["Астана қаласы", "Астана", "Астана шаары", "Astana"])
        .formerly(&["KZ-AST"]),
    Region::new("KZ-75", City, ["Алматы қаласы", "Алматы", "Алматы шаары", "Almaty city"])
        .formerly(&["KZ-ALA"]),
    Region::new("KZ-79", City, ["Шымкент қаласы", "Шымкент", "Шымкент шаары", "Shymkent"])
        .formerly(&["KZ-SHY"])
        .since(SOUTH_SPLIT, &["KZ-YUZ"]),
    Region::new("KZ-YUZ", Oblast, ["Оңтүстік Қазақстан облысы", "Южно-Казахстанская область", "Түштүк Казакстан облусу", "South Kazakhstan Region"])
        .until(date(2018, 6, 18)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::PartialDate;
    use std::collections::BTreeSet;

    fn named(code: &str) -> &'static Region {
        region(code).unwrap()
    }

    #[test]
    fn today_kazakhstan_has_17_regions_and_3_cities_and_kyrgyzstan_7_and_2() {
        let today = date(2026, 1, 1);
        let count =
            |country, kind| all().filter(|r| r.country() == country && r.kind == kind && r.existed_on(today)).count();
        assert_eq!((count("KZ", Oblast), count("KZ", City)), (17, 3));
        assert_eq!((count("KG", Oblast), count("KG", City)), (7, 2));
    }

    #[test]
    fn codes_are_sorted_and_lead_to_one_region_each() {
        assert!(all().is_sorted_by(|left, right| left.code < right.code));
        let codes: Vec<&str> = all().flat_map(|r| r.former_codes.iter().copied().chain([r.code])).collect();
        assert_eq!(codes.len(), codes.iter().collect::<BTreeSet<_>>().len());
        for code in codes {
            assert!(region(code).is_some(), "{code}");
        }
    }

    #[test]
    fn names_differ_within_a_language() {
        for lang in Lang::ALL {
            let names: BTreeSet<_> = all().map(|region| region.name(lang)).collect();
            assert_eq!(names.len(), all().count(), "{lang}");
        }
    }

    #[test]
    fn former_codes_lead_to_the_present_region() {
        assert_eq!(named("KZ-VOS").code, "KZ-63");
        assert_eq!(region("KZ-63").map(|region| region.name(Lang::Ru)), Some("Восточно-Казахстанская область"));
        assert_eq!(region("KZ-99"), None);
        assert_eq!(region("kz-63"), None);
    }

    #[test]
    fn new_regions_know_where_they_come_from() {
        for (new, old) in [("KZ-10", "KZ-63"), ("KZ-33", "KZ-19"), ("KZ-62", "KZ-35"), ("KZ-61", "KZ-YUZ")] {
            assert_eq!(named(new).formed_from, [old]);
            assert!(named(old).gave_rise_to().any(|region| region.code == new), "{new}");
        }
        let south: Vec<_> = named("KZ-YUZ").gave_rise_to().map(|region| region.code).collect();
        assert_eq!(south, ["KZ-61", "KZ-79"]);
    }

    #[test]
    fn a_region_exists_from_its_first_to_its_last_day() {
        assert!(!named("KZ-10").existed_on(date(2022, 6, 7)) && named("KZ-10").existed_on(NEW_REGIONS));
        assert!(named("KZ-YUZ").existed_on(date(2018, 6, 18)) && !named("KZ-YUZ").existed_on(SOUTH_SPLIT));
        let year = |year| Period { start: PartialDate::Year(year), end: PartialDate::Year(year) };
        assert!(named("KZ-10").existed_in(year(2022)) && !named("KZ-10").existed_in(year(2021)));
        assert!(!named("KZ-YUZ").existed_in(year(2020)) && named("KZ-YUZ").existed_in(year(2018)));
    }
}
