//! A small seeded generator (SplitMix64): the same seed gives the same simulation on every machine.

/// The generator.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit`, not included; 0 when the limit is 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let wide = u128::from(self.next()) * u128::try_from(limit).unwrap_or(0);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// True this many times in ten thousand.
    pub(crate) fn chance(&mut self, in_ten_thousand: usize) -> bool {
        self.below(10_000) < in_ten_thousand
    }

    /// One of a list, each as often as its weight says.
    pub(crate) fn weighted<'a, T>(&mut self, list: &'a [(T, usize)]) -> Option<&'a T> {
        let mut left = self.below(list.iter().map(|(_, weight)| weight).sum());
        list.iter().find_map(|(value, weight)| match left.checked_sub(*weight) {
            None => Some(value),
            Some(rest) => {
                left = rest;
                None
            }
        })
    }

    /// Puts a list in some order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_published_generator() {
        // The first values of SplitMix64 from seed 1234567.
        let mut random = Random::new(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn weights_are_kept_and_nothing_is_lost() {
        let mut random = Random::new(1);
        let list = [("never", 0), ("often", 3), ("seldom", 1)];
        let often = (0..4_000).filter(|_| random.weighted(&list) == Some(&"often")).count();
        assert!((2_900..3_100).contains(&often), "{often}");
        assert_eq!(random.weighted::<u8>(&[]), None);
        let mut order = [1, 2, 3, 4, 5];
        random.shuffle(&mut order);
        order.sort_unstable();
        assert_eq!(order, [1, 2, 3, 4, 5]);
    }
}
