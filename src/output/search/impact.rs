//! How much a word says about a document, as a number of three bits.
//!
//! BM25F without the rarity of the word, which the engine knows when it has the list of documents: a word
//! in the title counts three times, in the name of the organisation and in numbers such as years twice; the
//! more often it stands there, the less one more time adds; in a long text it says less than in a short one.

use super::index::{Counts, FIELDS};

/// How much a word counts in title, organisation and body.
const WEIGHTS: Counts<f64> = [3.0, 2.0, 1.0];
/// How fast repetition stops to count.
const K1: f64 = 1.2;
/// How much the length of a field matters.
const B: f64 = 0.6;
/// How many steps an impact has.
pub(super) const STEPS: u8 = 8;

/// The impact of words in one collection of documents.
pub(super) struct Impact {
    averages: Counts<f64>,
}

impl Impact {
    /// Looks at how long the fields are: of those that have words, on average.
    pub(super) fn of(lengths: &[Counts<u32>]) -> Self {
        let average = |field: usize| {
            let stated = lengths.iter().map(|it| it[field]).filter(|length| *length > 0);
            let (sum, count) = stated.fold((0.0, 0.0), |(sum, count), it| (sum + f64::from(it), count + 1.0));
            if count > 0.0 { sum / count } else { 1.0 }
        };
        Self { averages: std::array::from_fn(average) }
    }

    /// From 0 to [`STEPS`] − 1, for a word that stands `counts` times in the fields of a document.
    pub(super) fn step(&self, counts: &Counts<u8>, lengths: &Counts<u32>) -> u8 {
        let weight = |field: usize| {
            let relative = f64::from(lengths[field]) / self.averages[field];
            WEIGHTS[field] * f64::from(counts[field]) / (1.0 - B + B * relative)
        };
        let weight: f64 = (0..FIELDS.len()).map(weight).sum();
        let share = weight / (K1 + weight);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 8")]
        let step = (share * f64::from(STEPS)) as u8;
        step.min(STEPS - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_more_than_an_organisation_and_that_more_than_the_text() {
        let lengths = [5, 3, 300];
        let impact = Impact::of(&[lengths]);
        let steps = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map(|counts| impact.step(&counts, &lengths));
        assert_eq!(steps, [5, 5, 3]);
        assert!(impact.step(&[1, 1, 1], &lengths) > steps[0]);
    }

    #[test]
    fn a_word_says_less_in_a_long_text_and_repetition_ends_to_count() {
        let impact = Impact::of(&[[5, 3, 100], [5, 3, 900]]);
        assert!(impact.step(&[0, 0, 1], &[5, 3, 100]) > impact.step(&[0, 0, 1], &[5, 3, 900]));
        assert_eq!(impact.step(&[9, 9, 255], &[9, 9, 255]), STEPS - 1);
    }

    #[test]
    fn fields_without_words_are_no_division_by_nothing() {
        let impact = Impact::of(&[[0, 0, 0]]);
        assert_eq!(impact.step(&[0, 0, 0], &[0, 0, 0]), 0);
        assert!(impact.step(&[1, 0, 0], &[1, 0, 0]) > 0);
    }
}
