//! Publication is safe: the site changes in one step or not at all, and what people put beside it
//! stays.

mod beside;
mod building;
mod killed;
mod readers;
mod real;

mod support;
mod trouble;
