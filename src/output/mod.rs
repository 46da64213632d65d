//! Stage 6: the site becomes files, and files go into a sink.

pub mod sink;
