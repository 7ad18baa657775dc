//! The one sort of the library: the standard one, and in a browser a shorter one.
//!
//! Each use of `slice::sort` becomes several kilobytes of WebAssembly of its own, and the first one more than that, of
//! 150 that a citizen's page may load. There the positions of a list are sorted, by one short function for all lists, and
//! its elements are then put in their places.

use std::cmp::Ordering;

/// Sorts a list; equal elements keep their order.
pub(crate) fn sort<T: Ord>(list: &mut [T]) {
    by(list, T::cmp);
}

/// Sorts a list by a key; elements with equal keys keep their order.
pub(crate) fn by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts a list as a comparison says; equal elements keep their order.
pub(crate) fn by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    #[cfg(not(target_arch = "wasm32"))]
    list.sort_by(compare);
    #[cfg(target_arch = "wasm32")]
    short::by(list, compare);
}

/// Sorts a list and leaves one of several equal elements.
pub(crate) fn distinct<T: Ord>(list: &mut Vec<T>) {
    sort(list);
    list.dedup();
}

/// The sort of a browser; tests hold it too.
#[cfg(any(test, target_arch = "wasm32"))]
mod short {
    use std::cmp::Ordering;

    pub(super) fn by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
        run(list.len(), &mut |what, a, b| {
            let order = match (list.get(a), list.get(b)) {
                (Some(a), Some(b)) if what != Do::Swap => compare(a, b),
                _ => Ordering::Less,
            };
            if what != Do::Compare && order.is_lt() {
                list.swap(a, b);
            }
            order
        });
    }

    /// What is done with two places of a list.
    #[derive(Clone, Copy, Eq, PartialEq)]
    enum Do {
        Compare,
        /// They trade their elements if that of the first is less.
        Trade,
        Swap,
    }

    /// Up to so many elements are sorted by trading neighbours.
    const SHORT: usize = 16;

    /// Sorts a list that is known by its length and by what is done with its places: not generic, so that there is one.
    fn run(len: usize, list: &mut dyn FnMut(Do, usize, usize) -> Ordering) {
        if len <= SHORT {
            for mut at in 1..len {
                while at > 0 && list(Do::Trade, at, at - 1).is_lt() {
                    at -= 1;
                }
            }
            return;
        }
        let mut order = ordered(len, &mut |a, b| list(Do::Compare, a, b));
        for start in 0..len {
            // Each round of places that trade their elements, from the place that gets the element of the next.
            let mut at = start;
            while let Some(from) =
                order.get_mut(at).map(|from| std::mem::replace(from, at)).filter(|from| *from != start)
            {
                list(Do::Swap, at, from);
                at = from;
            }
        }
    }

    /// The positions below `len` in order, by merging runs of twice the length each time.
    fn ordered(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
        let mut order: Vec<usize> = (0..len).collect();
        let mut merged = Vec::with_capacity(len);
        let mut run: usize = 1;
        while run < len {
            let pair = run.saturating_mul(2);
            for pair in order.chunks(pair) {
                let (left, mut right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
                for &a in left {
                    while let Some((&b, rest)) = right.split_first().filter(|(b, _)| compare(**b, a).is_lt()) {
                        merged.push(b);
                        right = rest;
                    }
                    merged.push(a);
                }
                merged.extend_from_slice(right);
            }
            std::mem::swap(&mut order, &mut merged);
            merged.clear();
            run = pair;
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_keeps_the_order_of_equals() {
        // Numbers in no order, by their last digit and then whole.
        let mut list: Vec<u32> = (0..1009).map(|n| n * n * n % 1013).collect();
        let mut expected = list.clone();
        expected.sort_by_key(|n| n % 10);
        by_key(&mut list, |n| n % 10);
        assert_eq!(list, expected);
        sort(&mut list);
        assert!(list.is_sorted());
        expected.sort_unstable();
        assert_eq!(list, expected);
        let mut short = [31, 12, 21, 22, 11, 32];
        by_key(&mut short, |n| n % 10);
        assert_eq!(short, [31, 21, 11, 12, 22, 32]);
    }

    #[test]
    fn a_browser_sorts_as_the_standard_sort_does() {
        for length in [0, 1, 2, 15, 16, 17, 100, 1009] {
            // What comes last is to go to the very front.
            let list: Vec<u32> = (0..length).rev().map(|n| n * n * n % 1013).collect();
            let (mut standard, mut ours) = (list.clone(), list);
            standard.sort_by_key(|n| n % 10);
            short::by(&mut ours, |a, b| (a % 10).cmp(&(b % 10)));
            assert_eq!(ours, standard);
        }
    }

    #[test]
    fn leaves_one_of_equals() {
        let mut list = vec!["b", "a", "b", "a", "c"];
        distinct(&mut list);
        assert_eq!(list, ["a", "b", "c"]);
    }
}
