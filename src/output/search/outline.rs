//! What has to be known of all documents before the first is packed: their order, their filters, and how long they are.
//!
//! The documents of a large portal take as much memory as its model. So each is made twice: here, where only its outline
//! stays, and in its run, which is indexed and forgotten.

use crate::language::Lang;
use crate::site::Passage;
use crate::site::documents::{Document, Facet, Facets, Family, Kind};
use crate::value::{Decimal, PartialDate};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Makes the family with this number.
type Make<'d> = dyn Fn(usize) -> Family + Sync + 'd;

/// Every family of a language, in the order of the index.
pub(super) struct Outlines<'d> {
    family: &'d Make<'d>,
    /// The families, each with the place of its first document.
    families: Vec<(usize, usize)>,
    /// Their documents.
    pub(super) all: Vec<Outline>,
    /// The languages that their passages name.
    languages: BTreeSet<&'static str>,
}

/// What stays of a document.
pub(super) struct Outline {
    /// One allocation for all documents of a grant that have the same.
    pub(super) facets: Arc<Facets>,
    pub(super) date: Option<PartialDate>,
    pub(super) amount: Option<(Decimal, String)>,
    /// How many letters its text has.
    pub(super) letters: usize,
}

/// A document, and the title of the thing that it tells about, which its text need not repeat.
pub(super) type Told<'d> = (&'d Document, Option<&'d str>);

/// What is known of a family when its documents are gone.
struct Sketch {
    family: usize,
    place: Place,
    documents: Vec<Outline>,
    languages: BTreeSet<&'static str>,
}

/// Families that have the same filters stand together, so that the lists of filters are short.
type Place = (Option<Kind>, [Vec<String>; 5], String);

impl<'d> Outlines<'d> {
    /// So many families, made by their numbers.
    pub(super) fn of(families: usize, family: &'d Make<'d>) -> Self {
        let sketch = |number| Sketch::of(number, &family(number));
        let mut sketches: Vec<Sketch> = (0..families).into_par_iter().map(sketch).collect();
        sketches.par_sort_unstable_by(|one, other| (&one.place, one.family).cmp(&(&other.place, other.family)));
        let mut outlines = Self { family, families: Vec::new(), all: Vec::new(), languages: BTreeSet::new() };
        for sketch in sketches {
            outlines.families.push((sketch.family, outlines.all.len()));
            outlines.all.extend(sketch.documents);
            outlines.languages.extend(sketch.languages);
        }
        outlines
    }

    /// The languages of all passages, that of the page first.
    pub(super) fn languages(&self, page: Lang) -> Vec<Lang> {
        let others: BTreeSet<Lang> = self.languages.iter().copied().filter_map(Lang::from_code).collect();
        [page].into_iter().chain(others.into_iter().filter(|lang| *lang != page)).collect()
    }

    /// Every document, one family after the other.
    pub(super) fn one_by_one(&self) -> impl Iterator<Item = Document> {
        self.families.iter().flat_map(|(family, _)| (self.family)(*family))
    }

    /// About `most` families, equally far from each other.
    pub(super) fn some(&self, most: usize) -> Vec<Family> {
        let step = (self.families.len() / most.max(1)).max(1);
        let some: Vec<usize> = self.families.iter().step_by(step).map(|(family, _)| *family).collect();
        some.into_par_iter().map(|family| (self.family)(family)).collect()
    }

    /// Makes the documents at these places, and gives what `read` makes of them.
    pub(super) fn run<T>(&self, places: Range<usize>, read: impl FnOnce(&[Told<'_>]) -> T) -> T {
        let first = self.families.partition_point(|(_, place)| *place <= places.start).saturating_sub(1);
        let end = self.families.partition_point(|(_, place)| *place < places.end);
        let families = self.families.get(first..end).unwrap_or_default();
        let before = families.first().map_or(0, |(_, place)| places.start - place);
        let families: Vec<Family> = families.par_iter().map(|(family, _)| (self.family)(*family)).collect();
        let told: Vec<Told<'_>> = families.iter().flat_map(|family| told(family)).collect();
        read(told.get(before..before + places.len()).unwrap_or_default())
    }
}

impl Sketch {
    fn of(family: usize, documents: &Family) -> Self {
        let facet = |facet: Facet| documents.first().map_or_else(Vec::new, |it| it.facets.of(facet).to_vec());
        let facets = [Facet::Organisation, Facet::Region, Facet::Theme, Facet::Year, Facet::Status].map(facet);
        let address = documents.first().map_or_else(String::new, |it| it.address.clone());
        let place = (documents.first().map(|it| it.kind), facets, address);
        let mut known: Vec<Arc<Facets>> = Vec::new();
        let outline = |told: &Told<'_>| Outline {
            facets: once(&mut known, &told.0.facets),
            date: told.0.date,
            amount: told.0.amount.clone(),
            letters: letters(told),
        };
        let languages = documents.iter().flat_map(passages).filter_map(|it| it.lang).collect();
        Self { family, place, documents: told(documents).iter().map(outline).collect(), languages }
    }
}

/// A family: stories and publications follow the grant that they tell about.
pub(super) fn told(family: &[Document]) -> Vec<Told<'_>> {
    let title = family.first().map(|it| it.title.text.as_str());
    let is_told = |document: &Document| matches!(document.kind, Kind::Story | Kind::Publication);
    family.iter().map(|document| (document, title.filter(|_| is_told(document)))).collect()
}

/// These facets, as they lie in `known` where they do.
fn once(known: &mut Vec<Arc<Facets>>, facets: &Facets) -> Arc<Facets> {
    if let Some(same) = known.iter().find(|it| ***it == *facets) {
        return Arc::clone(same);
    }
    let own = Arc::new(facets.clone());
    known.push(Arc::clone(&own));
    own
}

/// How many letters the text of a document has.
fn letters((document, title): &Told<'_>) -> usize {
    let own = document.body.iter().filter(|it| Some(it.text.as_str()) != *title);
    own.map(|it| it.text.chars().count()).sum()
}

fn passages(document: &Document) -> impl Iterator<Item = &Passage> {
    [&document.title].into_iter().chain(&document.organisation).chain(&document.body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::search::index::tests::document;

    /// Of three grants the second has two stories; the last comes first.
    fn family(number: usize) -> Family {
        let of = |kind: Kind, address: String, text: &str| Document { kind, ..document(&address, "title", text) };
        let stories = if number == 1 { 2 } else { 0 };
        let own = of(Kind::Grant, format!("/{}/", 9 - number), &"а".repeat(number));
        let told = (0..stories).map(|at| of(Kind::Story, format!("/{}/#{at}", 9 - number), "title"));
        [own].into_iter().chain(told).collect()
    }

    fn addresses<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Vec<String> {
        documents.into_iter().map(|it| it.address.clone()).collect()
    }

    #[test]
    fn what_is_told_about_a_grant_stays_with_it() {
        let outlines = Outlines::of(3, &family);
        let all: Vec<Document> = outlines.one_by_one().collect();
        assert_eq!(addresses(&all), ["/7/", "/8/", "/8/#0", "/8/#1", "/9/"]);
        assert_eq!(outlines.all.iter().map(|it| it.letters).collect::<Vec<_>>(), [2, 1, 0, 0, 0]);
    }

    #[test]
    fn a_run_has_the_documents_of_its_places_also_where_it_parts_a_family() {
        let outlines = Outlines::of(3, &family);
        let all: Vec<String> = addresses(&outlines.one_by_one().collect::<Vec<_>>());
        for start in 0..all.len() {
            for end in start..=all.len() {
                let run = outlines.run(start..end, |told| addresses(told.iter().map(|it| it.0)));
                assert_eq!(run, all[start..end], "{start}..{end}");
            }
        }
        assert_eq!(outlines.run(2..3, |told| told[0].1.map(str::to_owned)).as_deref(), Some("title"));
    }

    #[test]
    fn some_families_lie_equally_far_from_each_other() {
        let family = |number: usize| vec![document(&format!("/{number}/"), "", "")];
        let outlines = Outlines::of(10, &family);
        assert_eq!(addresses(outlines.some(3).iter().flatten()), ["/0/", "/3/", "/6/", "/9/"]);
        assert_eq!(outlines.some(0).len() + outlines.some(100).len(), 11);
    }

    #[test]
    fn the_language_of_the_page_comes_first() {
        let russian = Passage { text: "гранты".to_owned(), lang: Some("ru") };
        let family = |_| vec![Document { body: vec![russian.clone()], ..document("/", "grants", "") }];
        assert_eq!(Outlines::of(1, &family).languages(Lang::En), [Lang::En, Lang::Ru]);
    }
}
