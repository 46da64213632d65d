//! Lists of things that several states of the portal hold together.

use rayon::prelude::*;
use std::cmp::Ordering;
use std::iter::Map;
use std::ops::Index;
use std::slice::Iter;
use std::sync::Arc;

/// Things in their order. A state of the portal in which a few of them changed holds the others together with the state
/// before, so that a change costs as much memory and time as what changed.
#[derive(Debug)]
pub struct Shared<T>(Vec<Arc<T>>);

/// Goes through a list.
pub type Each<'s, T> = Map<Iter<'s, Arc<T>>, fn(&'s Arc<T>) -> &'s T>;

impl<T> Shared<T> {
    /// All of them.
    pub fn iter(&self) -> Each<'_, T> {
        self.0.iter().map(Arc::as_ref)
    }

    /// All of them, in parallel.
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = &T>
    where
        T: Send + Sync,
    {
        self.0.par_iter().map(Arc::as_ref)
    }

    /// The one at a place, from 0.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.0.get(at).map(Arc::as_ref)
    }

    /// The first one.
    pub fn first(&self) -> Option<&T> {
        self.get(0)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place of the one that `compare` finds equal, in a list that is sorted so; otherwise where it would stand.
    ///
    /// # Errors
    /// There is none.
    pub fn binary_search_by(&self, mut compare: impl FnMut(&T) -> Ordering) -> Result<usize, usize> {
        self.0.binary_search_by(|it| compare(it))
    }

    /// The things as they are held.
    pub fn held(&self) -> &[Arc<T>] {
        &self.0
    }

    /// The same, to exchange some of them.
    pub fn held_mut(&mut self) -> &mut [Arc<T>] {
        &mut self.0
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> FromIterator<Arc<T>> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(things: I) -> Self {
        Self(things.into_iter().collect())
    }
}

impl<T> From<Vec<Arc<T>>> for Shared<T> {
    fn from(things: Vec<Arc<T>>) -> Self {
        Self(things)
    }
}

impl<'s, T> IntoIterator for &'s Shared<T> {
    type Item = &'s T;
    type IntoIter = Each<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Index<usize> for Shared<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at]
    }
}
