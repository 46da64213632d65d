//! From figures to lengths, whatever the figures are.

/// The figure, if it can be drawn: an infinite or undefined one is as unknown as a missing one.
pub fn drawable(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

/// The largest figure of those that can be drawn; 0 if there is none above it.
pub fn largest(values: impl IntoIterator<Item = Option<f64>>) -> f64 {
    values.into_iter().filter_map(drawable).fold(0.0, f64::max)
}

/// Length of a bar that starts at zero: `room` for `most`, in whole units, which the eye does not tell from exact ones.
/// A positive figure is always seen; a negative one has no bar.
pub fn length(value: f64, most: f64, room: f64) -> f64 {
    if value > 0.0 && most > 0.0 { (value / most * room).min(room).round().max(VISIBLE) } else { 0.0 }
}

/// The shortest bar that can still be seen.
const VISIBLE: f64 = 1.5;

/// A straight scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linear {
    from: (f64, f64),
    to: (f64, f64),
}

impl Linear {
    /// Maps the figures `from` onto the places `to`. If all figures are the same, they stand in the middle.
    pub fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    /// The place of a figure, never beyond the two ends.
    pub fn place(&self, value: f64) -> f64 {
        let width = self.from.1 - self.from.0;
        let share = if width.is_finite() && width > 0.0 { (value - self.from.0) / width } else { 0.5 };
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_start_at_zero_and_a_small_one_is_seen() {
        assert_eq!(length(50.0, 100.0, 300.0), 150.0);
        assert_eq!(length(0.0, 100.0, 300.0), 0.0);
        assert_eq!(length(-5.0, 100.0, 300.0), 0.0);
        assert_eq!(length(1.0, 1e12, 300.0), VISIBLE);
        assert_eq!(length(5.0, 0.0, 300.0), 0.0);
    }

    #[test]
    fn what_cannot_be_drawn_does_not_count() {
        assert_eq!(largest([Some(3.0), None, Some(f64::NAN), Some(f64::INFINITY), Some(-7.0)]), 3.0);
        assert_eq!(largest([]), 0.0);
    }

    #[test]
    fn a_scale_never_leaves_its_ends() {
        let scale = Linear::new((0.0, 10.0), (100.0, 0.0));
        assert_eq!(scale.place(5.0), 50.0);
        assert_eq!(scale.place(50.0), 0.0);
        assert_eq!(Linear::new((3.0, 3.0), (0.0, 8.0)).place(3.0), 4.0);
        assert_eq!(Linear::new((f64::MIN, f64::MAX), (0.0, 8.0)).place(1.0), 4.0);
        assert_eq!(scale.place(f64::NAN), 50.0);
    }
}
