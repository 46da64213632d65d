//! Who may work when: whoever saved a file sees it before anything else is built.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What is behind a lock. A thread that panicked while it held the lock leaves nothing half-done that matters here.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Stands open, except while somebody holds it shut.
#[derive(Default)]
pub(super) struct Gate {
    shut: Mutex<bool>,
    opened: Condvar,
}

/// Holds a gate shut.
pub(super) struct Shut<'g>(&'g Gate);

impl Gate {
    /// Shuts it for as long as the result is held.
    pub(super) fn shut(&self) -> Shut<'_> {
        *lock(&self.shut) = true;
        Shut(self)
    }

    /// Waits until it is open.
    pub(super) fn pass(&self) {
        let mut shut = lock(&self.shut);
        while *shut {
            shut = self.opened.wait(shut).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Shut<'_> {
    fn drop(&mut self) {
        *lock(&self.0.shut) = false;
        self.0.opened.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    #[test]
    fn nobody_passes_before_it_opens() {
        let (gate, looked) = (Gate::default(), AtomicBool::new(false));
        gate.pass();
        thread::scope(|scope| {
            let shut = gate.shut();
            let builder = scope.spawn(|| {
                gate.pass();
                looked.load(Ordering::SeqCst)
            });
            looked.store(true, Ordering::SeqCst);
            drop(shut);
            assert!(builder.join().unwrap());
        });
    }
}
