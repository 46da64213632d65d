//! Why a file cannot be imported at all.

/// What is wrong with a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No reader knows files with this ending.
    UnknownKind(String),
    /// It is not what its ending says, or it is broken; with what the library says.
    Broken(String),
    /// It is larger than can be read, packed or unpacked; the limit in megabytes.
    TooLarge(u64),
    /// A table with more rows than one import takes; with the limit.
    TooLong(usize),
    /// A text in another encoding than UTF-8.
    NotUtf8,
    /// A file of content that cannot be read, so that nothing can be put into it; relative to `content/`.
    BrokenContent(String),
    /// A path that is none of a portal's.
    OutsideContent(String),
    /// There is nothing in it that could be content.
    Nothing,
}
