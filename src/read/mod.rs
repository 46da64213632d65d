//! Stage 1: files become drafts, which is what was written, with the place of every value.
//!
//! The folder is listed once. Every file has one reader, chosen by its path (`layout`); a reader
//! reports everything it finds and gives what is sound. Nothing here knows what a value means.

mod advice;
mod commented;
mod drafts;
mod editions;
mod files;
mod layout;
mod markdown;
mod noted;
mod photo;
mod placeholder;
mod reader;
mod reading;
mod record;
mod reference;
mod scalar;
mod slip;
mod words;

pub use drafts::*;
pub use editions::{
    EDITIONS, Edition, EditionList, Editions, FORMAT, FrozenCorrection, FrozenFigure, FrozenLedger, FrozenPage, LEDGER,
    LIST as EDITION_LIST, LostEdition, Recorded, SEAL, Seal, Sealed, altered_file, is_edition_name, is_kept_by_windows,
    is_recorded, list_with, sum,
};
pub use files::{Files, Folder, Listed, ListedKind, Memory};
pub use layout::{Drafts, GrantFiles, Named, PageFile, StoryFiles, is_slug};
pub use markdown::{Link, Markdown, Narratives, is_safe};
pub use noted::{Noted, Noting};
pub use photo::{Photo, PhotoFault, PhotoKind, PictureFile, on_its_side};
pub use placeholder::{is_placeholder, placeholder};
pub use reader::{Placed, Reader, Written};
pub use reading::{Changed, Reading, read};
pub use record::{Choice, Key, Record, Shape};
pub(crate) use record::{choice, record};
pub use reference::{FILES, reference};
pub use scalar::AsItStood;
pub use words::Words;
