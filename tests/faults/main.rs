//! Faults from outside, with the real program: whatever stands in a portal folder or is given to `esep import`, there is a
//! finding or a clear error, memory stays bounded, nothing waits for ever, and the last good site stands byte for byte.
//!
//! Every run of the program has a limit of memory, and is stopped when it does not end. Other faults have their own tests:
//!
//! | fault | tests |
//! |---|---|
//! | killed at any moment | `publication/killed.rs`, `publication/real.rs` |
//! | full disk, read-only output, two builds at once | `publication/trouble.rs` |
//! | files beside the site, links in the output, `..` in lists | `publication/beside.rs`, `publication/building.rs` |
//! | damaged files, damaged documents | `damage.rs`, `damaged_documents.rs` |

#[path = "../support/photo.rs"]
mod photo;

mod changing;
mod documents;
mod large;
mod names;
mod no_files;
mod support;
