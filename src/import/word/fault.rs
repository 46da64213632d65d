//! Why a file cannot be read as a Word document.

/// Why a file cannot be read as a Word document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The format of Word before 2007, or a document locked with a password: to be saved as `.docx`.
    OldWord,
    /// Not a Word document at all.
    NotWord,
    /// The file is broken: it does not unpack, or its XML is not well formed.
    Damaged,
    /// Larger than any official form: the file, what it unpacks to, its tables, or how deep they nest.
    TooLarge,
    /// The XML declares entities or a document type, which Word never writes.
    Entities,
}

/// For the detail of a message, where the words around it are in the officer's language.
impl std::fmt::Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Fault::OldWord => "doc",
            Fault::NotWord => "word/document.xml: -",
            Fault::Damaged => "zip, xml: -",
            Fault::TooLarge => "> 64 MB",
            Fault::Entities => "<!DOCTYPE>",
        })
    }
}
