//! Timing, medians, and counting what is taken from the heap.

#![expect(clippy::float_arithmetic, reason = "these are times for people to read, not money")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

/// The times of several runs of some work, in nanoseconds per piece of it.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// No run yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Runs some work, keeps its time, and gives what came of it: to let go of that takes time too, which is another's.
    #[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, here and nowhere else")]
    pub fn run<A>(&mut self, pieces: usize, work: impl FnOnce() -> A) -> A {
        let start = Instant::now();
        let made = black_box(work());
        let taken = start.elapsed();
        self.0.push(taken.as_secs_f64() * 1e9 / float(pieces.max(1)));
        made
    }

    /// Asks about every row and keeps the time of a row, once for every two hundred: few such short runs are
    /// interrupted by other programs, so that the median is of those that were not.
    pub fn over<T, A>(&mut self, rows: &[T], mut ask: impl FnMut(&T) -> A) {
        for some in rows.chunks(200) {
            self.run(some.len(), || {
                for row in some {
                    black_box(ask(black_box(row)));
                }
            });
        }
    }

    /// The same for a larger piece of work made of so many, or for one of so many that make up a piece.
    #[must_use]
    pub fn per(mut self, made_of: f64, one_of: f64) -> Self {
        self.0.iter_mut().for_each(|time| *time *= made_of / one_of);
        self
    }

    /// The median.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// The least.
    pub fn least(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// How many times the least of others this least is.
    pub fn ratio_of_least(&self, others: &Self) -> f64 {
        self.least() / others.least()
    }

    /// How many times the median of others this median is.
    pub fn ratio(&self, others: &Self) -> f64 {
        self.median() / others.median()
    }
}

/// A time in the unit that suits it.
pub fn readable(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1e4 => format!("{ns:.0} ns"),
        ns if ns < 1e6 => format!("{:.1} µs", ns / 1e3),
        ns => format!("{:.1} ms", ns / 1e6),
    }
}

/// A count as a number to divide by.
pub fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The system's allocator, counting. The count is of all threads together and exact while there is only one.
#[derive(Debug)]
pub struct Counting;

static TAKEN: AtomicU64 = AtomicU64::new(0);
static HELD: AtomicUsize = AtomicUsize::new(0);

impl Counting {
    /// How many bytes of the heap something holds that is made.
    pub fn held_by<T>(make: impl FnOnce() -> T) -> (T, usize) {
        let before = HELD.load(Ordering::Relaxed);
        let thing = make();
        (thing, HELD.load(Ordering::Relaxed).saturating_sub(before))
    }

    /// How often some work takes something from the heap.
    pub fn during(work: impl FnOnce()) -> u64 {
        let before = TAKEN.load(Ordering::Relaxed);
        work();
        TAKEN.load(Ordering::Relaxed) - before
    }

    /// Counts that so many bytes are taken, and so many given back.
    fn count(taken: usize, given: usize) {
        // Not `fetch_add`: a locked instruction for each allocation would show in the times.
        TAKEN.store(TAKEN.load(Ordering::Relaxed) + u64::from(taken > 0), Ordering::Relaxed);
        HELD.store(HELD.load(Ordering::Relaxed).wrapping_add(taken).wrapping_sub(given), Ordering::Relaxed);
    }
}

#[expect(unsafe_code, reason = "an allocator cannot be written otherwise; this one only counts and passes on")]
// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::count(layout.size(), 0);
        // SAFETY: the caller's promises are those that `System` asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Self::count(size, layout.size());
        // SAFETY: as above.
        unsafe { System.realloc(place, layout, size) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        Self::count(0, layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }
}
