//! Stage 5: every page as data.

pub mod chart;
