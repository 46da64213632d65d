//! Small signs that tell states apart by their shape.

use super::svg::Block;
use crate::site::chart::State;

/// Half the width of a sign.
pub const RADIUS: f64 = 6.0;

/// The sign of a state around a point: a triangle, a disc with a tick, half a disc, a cross, a broken ring, a dash.
pub fn state(block: &mut Block, state: Option<State>, (x, y): (f64, f64)) {
    block.extend_to(y + RADIUS);
    match state {
        Some(State::Exceeded) => block.path((x, y - 6.0), "sign exceeded", "l6.5 11.5h-13z"),
        Some(State::Met) => {
            block.path((x - 6.0, y), "sign met", "a6 6 0 1 1 12 0a6 6 0 1 1-12 0z");
            block.path((x - 3.0, y), "tick", "l2.2 2.4 3.8-4.6");
        }
        Some(State::Partly) => {
            block.path((x, y - 5.0), "ring partly", "a5 5 0 1 1 0 10a5 5 0 1 1 0-10z");
            block.path((x, y - 5.0), "sign partly", "a5 5 0 0 0 0 10z");
        }
        Some(State::NotMet) => block.path((x - 4.5, y - 4.5), "stroke not-met", "l9 9m0-9l-9 9"),
        Some(State::NotReported) => {
            block.path((x - 5.0, y), "ring broken", "a5 5 0 1 1 10 0a5 5 0 1 1-10 0z");
        }
        None => block.path((x - 5.0, y), "stroke unjudged", "h10"),
    }
}
