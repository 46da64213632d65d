//! From figures to charts: what each chart of a page says, in the reader's language.
//!
//! A chart that would have nothing to show is absent.

mod money;
mod people;
mod publications;
mod reach;
mod results;
mod time;

pub use money::{resources, risks};
pub use people::breakdown;
pub use publications::publications;
pub use reach::reach;
pub use results::{progress, states};
pub use time::{months, targets};

use crate::value::{Decimal, Quantity, Stated};

/// A number as a length in a picture. Pictures are the only place where exactness does not matter.
fn length(number: Decimal) -> f64 {
    f64::try_from(number).unwrap_or(0.0)
}

/// The number of a stated quantity.
fn number_of(value: &Stated<Quantity>) -> Option<Decimal> {
    value.known().and_then(Quantity::number)
}

/// `part` of `whole` in percent, rounded to tenths; nothing for an empty whole.
fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(percent.round_dp(1).normalize())
}
