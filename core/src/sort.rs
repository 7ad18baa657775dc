//! The one sort of the library.
//!
//! Each use of `slice::sort` becomes several kilobytes of WebAssembly of its own, and the first one more than that. Here
//! the positions of a list are sorted, by one short function for all lists, and its elements are then put in their places.

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
    // In a browser what is loaded counts; elsewhere short lists, which are most, are sorted where they stand.
    if cfg!(not(target_arch = "wasm32")) && list.len() <= SHORT {
        return insert(list, compare);
    }
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

/// Sorts a short list by trading neighbours.
fn insert<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    for mut at in 1..list.len() {
        while let Some(before) = at.checked_sub(1)
            && let (Some(a), Some(b)) = (list.get(at), list.get(before))
            && compare(a, b).is_lt()
        {
            list.swap(before, at);
            at = before;
        }
    }
}

/// Sorts a list and leaves one of several equal elements.
pub(crate) fn distinct<T: Ord>(list: &mut Vec<T>) {
    sort(list);
    list.dedup();
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
        while let Some(from) = order.get_mut(at).map(|from| std::mem::replace(from, at)).filter(|from| *from != start) {
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
        let mut short = [12, 31, 21, 22, 11, 32];
        by_key(&mut short, |n| n % 10);
        assert_eq!(short, [31, 21, 11, 12, 22, 32]);
        // As a browser sorts it.
        let mut short = [12, 31, 21, 22, 11, 32];
        run(short.len(), &mut |what, a, b| {
            let order = (short[a] % 10).cmp(&(short[b] % 10));
            if what == Do::Trade && order.is_lt() {
                short.swap(a, b);
            }
            order
        });
        assert_eq!(short, [31, 21, 11, 12, 22, 32]);
    }

    #[test]
    fn leaves_one_of_equals() {
        let mut list = vec!["b", "a", "b", "a", "c"];
        distinct(&mut list);
        assert_eq!(list, ["a", "b", "c"]);
    }
}
