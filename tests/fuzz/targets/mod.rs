//! What is fuzzed: for each reader of foreign input one function that takes any bytes, and panics where the reader does or
//! where what it gives cannot be true.
//!
//! Two callers run them: the test `fuzz`, with damage that is always the same, and the programs of `cargo-fuzz/`, which look
//! for input that takes ways not taken before.

mod content;
mod documents;
mod grammar;
mod markdown;
#[path = "../../support/package.rs"]
pub mod package;
#[path = "../../support/photo.rs"]
pub mod photo;
mod pictures;
mod words;

/// Reads the bytes and holds what comes out against what has to be true.
pub type Target = fn(&[u8]);

/// Every target, by its name.
pub const ALL: [(&str, Target); 10] = [
    ("content", content::content),
    ("csv", documents::csv),
    ("date", grammar::date),
    ("docx", documents::docx),
    ("markdown", markdown::markdown),
    ("ods", documents::ods),
    ("picture", pictures::picture),
    ("quantity", grammar::quantity),
    ("stem", words::stem),
    ("xlsx", documents::xlsx),
];

/// Runs the target of this name.
pub fn run(name: &str, bytes: &[u8]) {
    let (_, target) = ALL.iter().find(|(of, _)| *of == name).expect("a target of this name");
    target(bytes);
}
