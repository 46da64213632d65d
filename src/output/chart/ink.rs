//! What fills a shape: a colour, which `charts.css` knows by its class, and a pattern, which tells it from the others
//! without colour.

use crate::site::chart::State;

/// A colour with its pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Class in `charts.css`.
    pub class: &'static str,
    /// Drawn over the colour in the colour of the ground.
    pub pattern: Option<Pattern>,
}

/// What tells fills apart on black-and-white paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// Rising lines.
    Rising,
    /// Dots.
    Dots,
    /// Crossing lines.
    Grid,
    /// Upright lines.
    Upright,
    /// Fine falling lines on the empty ground: nothing is known here.
    Unknown,
}

/// The inks of series in their order: dark and light in turn, so that neighbours differ.
const SERIES: [Ink; 6] = [
    Ink { class: "fill-1", pattern: None },
    Ink { class: "fill-2", pattern: Some(Pattern::Dots) },
    Ink { class: "fill-3", pattern: Some(Pattern::Grid) },
    Ink { class: "fill-4", pattern: Some(Pattern::Rising) },
    Ink { class: "fill-1", pattern: Some(Pattern::Upright) },
    Ink { class: "fill-2", pattern: None },
];

/// Where nothing is known.
pub const UNKNOWN: Ink = Ink { class: "unknown", pattern: Some(Pattern::Unknown) };

impl Ink {
    /// The ink of a series, counted from 0. After six they come again: a chart of more needs its labels.
    pub fn series(index: usize) -> Self {
        SERIES.into_iter().cycle().nth(index % SERIES.len()).unwrap_or(UNKNOWN)
    }

    /// The ink of a state.
    pub fn state(state: Option<State>) -> Self {
        let (class, pattern) = match state {
            Some(State::Exceeded) => ("exceeded", Some(Pattern::Rising)),
            Some(State::Met) => ("met", None),
            Some(State::Partly) => ("partly", Some(Pattern::Dots)),
            Some(State::NotMet) => ("not-met", Some(Pattern::Grid)),
            Some(State::NotReported) => return UNKNOWN,
            None => ("unjudged", None),
        };
        Self { class, pattern }
    }
}

impl Pattern {
    /// Ends the pattern's id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Dots => "dots",
            Self::Grid => "grid",
            Self::Upright => "upright",
            Self::Unknown => "unknown",
        }
    }

    /// The definition, with the id of its chart in front of its own.
    pub fn definition(self, id: &str) -> String {
        let (size, turn, class, steps) = match self {
            Self::Rising => (6, " patternTransform=\"rotate(45)\"", "weave", "M0 0v6"),
            Self::Dots => (5, "", "dot", "M2.5 2.5h0"),
            Self::Grid => (6, "", "weave", "M0 3h6M3 0v6"),
            Self::Upright => (5, "", "weave", "M2.5 0v5"),
            Self::Unknown => (7, " patternTransform=\"rotate(-45)\"", "hatch", "M0 0v7"),
        };
        let name = self.name();
        format!(
            "<pattern id=\"{id}-{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\"{turn}>\
             <path class=\"{class}\" d=\"{steps}\"/></pattern>"
        )
    }
}
