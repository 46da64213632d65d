//! What was made of each thing the last time, so that it is not made again while nothing that it follows from is another.
//!
//! A stage is a function: what it gives for one grant follows from that grant and from a little around it, such as which
//! slugs there are. Both together are the key under which the result is kept. A grant that was not read again is not
//! compared: it is the same allocation ([`Same`]), and whatever is made anew counts as changed, even if it is equal. So
//! nothing that is kept can be out of date, as long as a stage looks at nothing but its key.

use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A thing that equals nothing but itself. It is held, so that nothing else can come to lie where it lies.
#[derive(Debug)]
pub struct Same<T>(pub Arc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Eq for Same<T> {}

impl<T> Hash for Same<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

/// What was made of each thing `K`, with `A` around all of them.
#[derive(Debug)]
pub struct Kept<K, A, V> {
    /// Whether anything is kept at all: whoever asks once needs the memory for something else.
    keeps: bool,
    around: Option<A>,
    made: HashMap<K, V>,
}

impl<K, A, V> Default for Kept<K, A, V> {
    fn default() -> Self {
        Self { keeps: true, around: None, made: HashMap::new() }
    }
}

impl<K: Eq + Hash + Clone + Send + Sync, A: PartialEq + Sync, V: Clone + Send + Sync> Kept<K, A, V> {
    /// Keeps nothing.
    pub fn nothing() -> Self {
        Self { keeps: false, ..Self::default() }
    }

    /// What is made of each thing, in their order: made now only where the thing was not there the last time, or where
    /// something else is around. Things that are not there any more are forgotten.
    pub fn renew(&mut self, things: Vec<K>, around: A, make: impl Fn(K, &A) -> V + Sync) -> Vec<V> {
        if !self.keeps {
            return things.into_par_iter().map(|thing| make(thing, &around)).collect();
        }
        let is_same = self.around.as_ref() == Some(&around);
        let before = std::mem::take(&mut self.made);
        let known = |thing: &K| before.get(thing).filter(|_| is_same).cloned();
        let made = |thing: &K| known(thing).unwrap_or_else(|| make(thing.clone(), &around));
        let values: Vec<V> = things.par_iter().map(made).collect();
        self.made = things.into_iter().zip(values.iter().cloned()).collect();
        self.around = Some(around);
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_what_is_new_is_made_and_everything_where_the_rest_is_another() {
        let made = AtomicUsize::new(0);
        let mut kept = Kept::default();
        let mut renew = |things: &[&Same<i32>], around: i32| {
            made.store(0, Ordering::Relaxed);
            let things = things.iter().map(|thing| (*thing).clone()).collect();
            let values = kept.renew(things, around, |thing: Same<i32>, around| {
                made.fetch_add(1, Ordering::Relaxed);
                *thing.0 + around
            });
            (values, made.load(Ordering::Relaxed))
        };
        let [one, two, equal] = [1, 2, 1].map(|number| Same(Arc::new(number)));
        assert_eq!(renew(&[&one, &two], 10), (vec![11, 12], 2));
        assert_eq!(renew(&[&two, &one], 10), (vec![12, 11], 0));
        assert_eq!(renew(&[&two, &equal], 10), (vec![12, 11], 1));
        assert_eq!(renew(&[&one, &two], 20), (vec![21, 22], 2));
    }
}
