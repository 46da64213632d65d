//! Documents and spreadsheets become draft content and a list of questions.
//!
//! | step | takes | gives |
//! |---|---|---|
//! | [`read`] | a file that an officer has | a [`Draft`]: values with the cell that each comes from, and [`Question`]s |
//! | [`apply()`] | a draft and the portal | what is new, differs, was edited, is the same; and the files as they would be |
//!
//! Readers ([`read`] chooses one by the file's kind) never look at the disk and never write: what they are to know of
//! the portal is in [`Request`].

mod apply;
pub(crate) mod asked;
pub(crate) mod carried;
mod complete;
mod draft;
mod fault;
pub mod forms;
mod misspelt;
pub mod privacy;
mod question;
mod recognise;
mod report;
mod request;
pub(crate) mod sheet;
pub mod target;
pub mod word;
pub(crate) mod words;
mod write;

pub use apply::{Change, Changes, FileChanges, State, apply};
pub use complete::complete;
pub use draft::{Draft, Entry, Field, File, Origin, Record, Spot, Value};
pub use fault::Fault;
pub use misspelt::near;
pub use question::{Question, What};
pub use report::Report;
pub use request::{Request, Source};
pub use sheet::{Made, Template, template};
pub use write::write;

/// Reads a file into a draft, by its kind.
///
/// # Errors
/// The file as a whole cannot be read: of another kind, broken, too large.
pub fn read(source: &Source, request: &Request<'_>) -> Result<Draft, Fault> {
    let mut draft = match source.extension().as_str() {
        "xlsx" | "xlsm" | "ods" | "csv" | "tsv" => sheet::read(source, request)?,
        "docx" => recognise::read(request, |request| document(&source.bytes, request))?,
        other => return Err(Fault::UnknownKind(other.to_owned())),
    };
    misspelt::ask(&mut draft, request);
    Ok(draft)
}

/// A form of esep gives back what it was filled with; any other document is read by its headings.
fn document(bytes: &[u8], request: &Request<'_>) -> Result<Draft, Fault> {
    let document = word::read(bytes).map_err(word_fault)?;
    match carried::of(bytes) {
        Some(content) => Ok(carried::draft(&content, document, request)),
        None => forms::read(document, request),
    }
}

/// What an officer is told of a Word document that cannot be read.
fn word_fault(fault: word::Fault) -> Fault {
    match fault {
        word::Fault::OldWord => Fault::UnknownKind("doc".to_owned()),
        word::Fault::TooLarge => Fault::TooLarge(word::LARGEST_FILE as u64 >> 20),
        other => Fault::Broken(other.to_string()),
    }
}
