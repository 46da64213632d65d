//! Stage 4: what is said, held against itself and against the rules of publication.

pub mod privacy;
