//! esep
