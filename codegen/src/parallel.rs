//! Work that is the same for many things, on all processors.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// As much stack as the main thread has on most systems; others get less by default.
const STACK: usize = 8 * 1024 * 1024;

/// What a job makes of each item, in the order of the items.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    // Each takes the next item that none has taken, so that a long one holds up nobody.
    let work = || {
        let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&index| index < items.len()));
        taken.map(|index| (index, job(&items[index]))).collect::<Vec<_>>()
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let mut results = thread::scope(|scope| {
        // Where the system has no thread to give, the others do its work, or else this one does.
        let spawned: Vec<_> =
            (0..threads).filter_map(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()).collect();
        let mut results = if spawned.is_empty() { work() } else { Vec::new() };
        for thread in spawned {
            results.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// What two jobs make, done side by side.
pub(crate) fn both<R, S: Send>(here: impl FnOnce() -> R, there: impl Fn() -> S + Sync) -> (R, S) {
    thread::scope(|scope| {
        let spawned = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &there).ok();
        let made = here();
        (made, spawned.map_or_else(&there, |thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))))
    })
}

/// What a job makes of the items that some work sends while it is done, in the order in which they are sent, and what the work makes.
pub(crate) fn piped<T: Send, S, R: Send>(work: impl FnOnce(Sender<T>) -> S, job: impl Fn(T) -> R + Sync) -> (S, Vec<R>) {
    let (sender, receiver) = channel();
    let waiting = Mutex::new(receiver.into_iter().enumerate());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let jobs = || std::iter::from_fn(&next).map(|(index, item)| (index, job(item))).collect::<Vec<_>>();
    // More would wait: what is sent is made by one.
    let others = thread::available_parallelism().map_or(0, |all| (all.get() - 1).min(3));
    thread::scope(|scope| {
        let spawn = || thread::Builder::new().stack_size(STACK).spawn_scoped(scope, jobs).ok();
        let mut spawned: Vec<_> = (0..others).filter_map(|_| spawn()).collect();
        let made = work(sender);
        // One more helps with the rest, while this one waits: it has the stack for it.
        spawned.extend(spawn());
        let mut results = if spawned.is_empty() { jobs() } else { Vec::new() };
        for thread in spawned {
            results.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results.sort_unstable_by_key(|(index, _)| *index);
        (made, results.into_iter().map(|(_, result)| result).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::{both, map, piped};

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(map(&[(); 0], |()| 1).is_empty());
    }

    #[test]
    fn both_jobs_are_done() {
        assert_eq!(both(|| 1, || 2), (1, 2));
    }

    #[test]
    fn results_are_in_the_order_in_which_items_are_sent() {
        let sent = |sender: std::sync::mpsc::Sender<usize>| (0..1000).filter(|item| sender.send(*item).is_ok()).count();
        assert_eq!(piped(sent, |item| item), (1000, (0..1000).collect()));
    }
}
