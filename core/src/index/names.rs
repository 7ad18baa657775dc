//! Looking up ids.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// Ids and their positions in a list.
///
/// A sorted array, entered through a table of buckets by hash. Unlike a hash table its worst case is a binary search,
/// so ids that were chosen to collide cost nothing, and it needs no random seed.
#[derive(Debug)]
pub(crate) struct Names {
    /// All ids, one after the other.
    text: String,
    /// Where each id ends in `text`.
    ends: Vec<usize>,
    /// Hash and position, sorted by hash, then id, then position.
    sorted: Vec<(u64, u32)>,
    /// Where each bucket of equal leading hash bits starts in `sorted`, and a last entry for its end.
    buckets: Vec<usize>,
    shift: u32,
}

impl Names {
    /// The index of a list of ids. Of equal ids the first is found.
    pub(crate) fn new<'i>(ids: impl Iterator<Item = &'i str>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for id in ids {
            text.push_str(id);
            ends.push(text.len());
        }
        let mut names = Self { text, ends, sorted: Vec::new(), buckets: Vec::new(), shift: 0 };
        names.sorted = (0..).take(names.ends.len()).map(|at| (hash(names.name(at)), at)).collect();
        let mut sorted = std::mem::take(&mut names.sorted);
        sorted.sort_by(|a, b| (a.0, names.name(a.1), a.1).cmp(&(b.0, names.name(b.1), b.1)));
        let bits = usize::BITS - sorted.len().leading_zeros();
        names.shift = 64 - bits.max(1);
        names.buckets = (0..=1_u64 << bits.max(1))
            .map(|bucket| sorted.partition_point(|(hash, _)| hash >> names.shift < bucket))
            .collect();
        names.sorted = sorted;
        names
    }

    fn name(&self, at: u32) -> &str {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.text.get(start..*end)).unwrap_or("")
    }

    /// The position of an id.
    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        let hash = hash(id);
        let bucket = usize::try_from(hash >> self.shift).ok()?;
        let (from, to) = (*self.buckets.get(bucket)?, *self.buckets.get(bucket.checked_add(1)?)?);
        let entries = self.sorted.get(from..to)?;
        // A bucket holds one entry on average; the comparison of hashes settles nearly everything.
        let first = entries.partition_point(|(other, at)| (*other, self.name(*at)) < (hash, id));
        let (other, at) = entries.get(first)?;
        (*other == hash && self.name(*at) == id).then_some(*at)
    }

    /// Each position whose id stands earlier in the list, with that earlier position.
    pub(crate) fn repeated(&self) -> Vec<(u32, u32)> {
        let mut repeated: Vec<(u32, u32)> = Vec::new();
        let mut first: Option<(u64, u32)> = None;
        for (hash, at) in &self.sorted {
            match first {
                Some((other, earlier)) if other == *hash && self.name(earlier) == self.name(*at) => {
                    repeated.push((*at, earlier));
                }
                _ => first = Some((*hash, *at)),
            }
        }
        repeated.sort_unstable();
        repeated
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(id.as_bytes());
    // The buckets go by the leading bits; this spreads every bit of the hash into them.
    hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_id_and_nothing_else() {
        let ids: Vec<String> = (0..5_000).map(|n| format!("1.{n:06}")).collect();
        let names = Names::new(ids.iter().map(String::as_str));
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(names.find(id), u32::try_from(at).ok());
        }
        assert_eq!(names.find("1.005000"), None);
        assert_eq!(Names::new([].into_iter()).find("a"), None);
    }

    #[test]
    fn names_each_repetition_and_the_first() {
        let names = Names::new(["a", "b", "a", "c", "a"].into_iter());
        assert_eq!(names.repeated(), [(2, 0), (4, 0)]);
        assert_eq!(names.find("a"), Some(0));
    }
}
