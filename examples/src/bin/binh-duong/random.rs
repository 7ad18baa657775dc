//! What is drawn by shares, on `fastrand` with a seed.
//!
//! The same seed gives the same simulation on every machine: numbers are drawn as `u16` and `u32`, never as `usize`,
//! whose size is the machine's. A newer `fastrand` may draw others; `Cargo.lock` holds the one in use.

use fastrand::Rng;

/// True this many times in ten thousand.
pub(crate) fn chance(random: &mut Rng, in_ten_thousand: u32) -> bool {
    random.u32(..10_000) < in_ten_thousand
}

/// One of a list, each as often as its weight says: `fastrand` draws evenly only.
pub(crate) fn weighted<'a, T>(random: &mut Rng, list: &'a [(T, u32)]) -> Option<&'a T> {
    let sum: u32 = list.iter().map(|(_, weight)| weight).sum();
    let mut left = random.u32(..sum.max(1));
    list.iter().find_map(|(value, weight)| match left.checked_sub(*weight) {
        None => Some(value),
        Some(rest) => {
            left = rest;
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_kept() {
        let mut random = Rng::with_seed(1);
        let list = [("never", 0), ("often", 3), ("seldom", 1)];
        let often = (0..4_000).filter(|_| weighted(&mut random, &list) == Some(&"often")).count();
        assert!((2_900..3_100).contains(&often), "{often}");
        assert_eq!(weighted::<u8>(&mut random, &[]), None);
    }

    #[test]
    fn chances_are_of_ten_thousand() {
        let mut random = Rng::with_seed(1);
        let happened = (0..10_000).filter(|_| chance(&mut random, 900)).count();
        assert!((800..1_000).contains(&happened), "{happened}");
        assert!(!chance(&mut random, 0) && chance(&mut random, 10_000));
    }
}
