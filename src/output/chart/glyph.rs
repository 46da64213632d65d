//! Small signs that tell states apart by their shape.

use super::svg::Block;
use crate::site::chart::State;

/// Half the width of a sign.
pub const RADIUS: f64 = 6.0;

/// The sign of a state around a point: a triangle, a disc with a tick, half a disc, a cross, a broken ring, a dash.
pub fn state(block: &mut Block, state: Option<State>, (x, y): (f64, f64)) {
    block.extend_to(y + RADIUS);
    match state {
        Some(State::Exceeded) => block.path((x, y - 6.0), "exceeded", "l6.5 11.5h-13z"),
        Some(State::Met) => {
            block.path(
                (x - 6.0, y),
                "met",
                "a6 6 0 1 1 12 0a6 6 0 1 1-12 0zm2.3.4l2.8 3 4.6-5.6-1.3-1-3.4 4.1-1.5-1.6z",
            );
        }
        Some(State::Partly) => {
            block.path((x, y - 6.0), "partly", "a6 6 0 1 1 0 12a6 6 0 1 1 0-12zm0 1.6a4.4 4.4 0 0 1 0 8.8z");
        }
        Some(State::NotMet) => block.path((x - 4.5, y - 4.5), "stroke not-met", "l9 9m0-9l-9 9"),
        Some(State::NotReported) => {
            block.path((x - 5.0, y), "ring broken", "a5 5 0 1 1 10 0a5 5 0 1 1-10 0z");
        }
        None => block.path((x - 5.0, y), "stroke unjudged", "h10"),
    }
}
