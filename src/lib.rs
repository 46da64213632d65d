//! esep compiles the files that describe state grants into a public transparency portal.

pub mod cli;
pub mod derive;
pub mod finding;
pub mod language;
pub mod model;
pub mod output;
pub mod site;
pub mod read;
pub mod serve;
pub mod value;
pub mod write;
