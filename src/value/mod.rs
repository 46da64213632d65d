//! Values as documents state them: quantities with bounds, partial dates, ages, sectors, and the ways of not stating one.
//!
//! Everything here is pure: text in, value or fault out.

pub mod age;
pub mod date;
pub mod quantity;
mod sector;
mod stated;
pub mod written;

pub use age::AgeRange;
pub use date::{PartialDate, Period};
pub use quantity::{Amount, Bound, Quantity};
pub use rust_decimal::Decimal;
pub use sector::DacSector;
pub use stated::Stated;
