use super::*;
use crate::language::{Catalogue, Lang};
use std::collections::BTreeSet;

#[test]
fn every_table_begins_with_its_key_and_refers_to_tables_that_there_are() {
    for table in ALL {
        let fields = fields(*table, &Lang::ALL);
        assert!(fields.first().is_some_and(Field::is_key), "{}", table.name());
        assert_eq!(fields.iter().filter(|field| field.is_key()).count(), 1, "{}", table.name());
        for to in fields.iter().filter_map(Field::refers_to) {
            assert!(find(to).is_some(), "{} refers to {to}", table.name());
        }
    }
}

#[test]
fn names_are_ascii_and_stand_once_in_a_file() {
    let plain = |name: &str| name.chars().all(|char| char.is_ascii_lowercase() || char == '_');
    for table in ALL {
        let fields = fields(*table, &Lang::ALL);
        let names: BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names.len(), fields.len(), "{}", table.name());
        assert!(plain(table.name()) && names.iter().all(|name| plain(name)), "{names:?}");
    }
}

#[test]
fn every_code_of_a_column_is_in_a_list() {
    let lists: BTreeSet<&str> = CODES.lists().map(|list| list.name).collect();
    for table in ALL {
        for field in fields(*table, &Lang::ALL) {
            if let Type::Code(list) | Type::Codes(list) = field.holds {
                assert!(lists.contains(list), "{}: {list}", field.name);
            }
        }
    }
}

/// A title and a description for each table and column, and heads that people can tell apart.
#[test]
fn every_language_names_every_table_and_column() {
    for lang in Lang::ALL {
        let words = Catalogue::built_in(lang);
        let text = |key: String| words.entry(&key).map(|entry| entry.form("other").source()).unwrap_or_default();
        let mut sheets = BTreeSet::new();
        for table in ALL {
            let title = text(format!("data.table.{}.title", table.name()));
            assert!(
                !title.is_empty()
                    && title.chars().count() <= 31
                    && !title.contains(['[', ']', ':', '*', '?', '/', '\\'])
            );
            assert!(sheets.insert(title), "{lang} {}", table.name());
            let titles: Vec<String> =
                table.columns().iter().map(|it| text(format!("data.column.{}.title", it.name))).collect();
            let different: BTreeSet<&String> = titles.iter().collect();
            assert_eq!(different.len(), titles.len(), "{lang} {}: {titles:?}", table.name());
            for column in table.columns() {
                assert!(!text(format!("data.column.{}.about", column.name)).is_empty(), "{lang} {}", column.name);
            }
        }
    }
}
