//! Choices, drawn from what drives a run: random bytes in a test, bytes that reached new code under libFuzzer.

use std::ops::Bound;

use bolero::Driver;

/// What the changes draw.
pub(crate) trait Draw: Driver {
    /// A number below a limit; 0 when the limit is 0.
    fn below(&mut self, limit: usize) -> usize {
        self.gen_usize(Bound::Included(&0), Bound::Excluded(&limit.max(1))).unwrap_or(0)
    }

    /// Whether what happens once in `times` happens; it does not when the bytes are used up, which draws nothing but 0.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }

    /// One of a list.
    fn pick<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        list.get(self.below(list.len()))
    }

    /// Puts a list into another order.
    fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}

impl<D: Driver> Draw for D {}
