//! Looking up ids.

use std::hash::Hasher as _;

use super::short::ShortText;
use crate::wire::sort;
use rustc_hash::FxHasher;

/// Ids and their positions in a list.
///
/// A sorted array, entered through a table of buckets by hash. Unlike a hash table its worst case is a binary search,
/// so ids that were chosen to collide cost nothing, and it needs no random seed.
#[derive(Debug)]
pub(crate) struct Lookup {
    /// All ids, one after the other.
    text: Vec<u8>,
    /// Sorted by hash, then id, then position.
    sorted: Vec<Entry>,
    /// Where each bucket of equal leading hash bits starts in `sorted`, and a last entry for its end.
    buckets: Vec<u32>,
    shift: u32,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u64,
    /// The id itself, if it is short: then its text is not looked at.
    short: ShortText,
    /// Where the id stands in `text`.
    start: u32,
    end: u32,
    /// Its position in the list.
    at: u32,
}

impl Lookup {
    /// The index of a list of ids. Of equal ids the first is found.
    pub(crate) fn new<'i>(mut ids: impl Iterator<Item = &'i str>) -> Self {
        Self::of(&mut ids)
    }

    fn of(ids: &mut dyn Iterator<Item = &str>) -> Self {
        let mut text = Vec::new();
        let mut sorted: Vec<Entry> = Vec::new();
        // The longest text that is read is 64 MB: positions fit.
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (at, id) in (0..).zip(ids) {
            let start = narrow(text.len());
            text.extend_from_slice(id.as_bytes());
            let short = short(id).unwrap_or(ShortText::NONE);
            sorted.push(Entry { hash: hash(id), short, start, end: narrow(text.len()), at });
        }
        sort::by_key(&mut sorted, |entry| (entry.hash, entry.name(&text), entry.at));
        // Most contracts have no amendments and lists of none: what is empty takes no room, and nothing is found in it.
        if sorted.is_empty() {
            return Self { text, sorted, buckets: Vec::new(), shift: u32::BITS };
        }
        // Four buckets or more for each id: most are empty or hold one, and a processor need not guess how many.
        let shift = 64 - (usize::BITS - sorted.len().leading_zeros() + 2);
        let mut buckets = vec![0; (1 << (64 - shift)) + 1];
        for (before, entry) in (1..).zip(&sorted) {
            // The last entry of a bucket tells where the next one starts; the empty ones after it start there too.
            if let Some(next) = usize::try_from(entry.hash >> shift).ok().and_then(|at| buckets.get_mut(at + 1)) {
                *next = before;
            }
        }
        let mut start = 0;
        for bucket in &mut buckets {
            start = start.max(*bucket);
            *bucket = start;
        }
        Self { text, sorted, buckets, shift }
    }

    /// How many ids there are.
    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The ids, in their order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let mut order: Vec<&Entry> = self.sorted.iter().collect();
        sort::by_key(&mut order, |entry| entry.at);
        order.into_iter().filter_map(|entry| std::str::from_utf8(entry.name(&self.text)).ok())
    }

    /// The position of an id.
    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        let (hash, short) = (hash(id), short(id));
        let bucket = usize::try_from(hash >> self.shift).ok()?;
        let Some([from, to]) = self.buckets.get(bucket..bucket.checked_add(2)?) else { return None };
        let entries = self.sorted.get(usize::try_from(*from).ok()?..usize::try_from(*to).ok()?)?;
        // A bucket holds one entry on average; one that holds many is of ids that were chosen to collide.
        match entries {
            [] => None,
            [one] => self.is(one, (hash, short), id),
            [one, other] => self.is(one, (hash, short), id).or_else(|| self.is(other, (hash, short), id)),
            many => {
                let first = many.partition_point(|entry| (entry.hash, entry.name(&self.text)) < (hash, id.as_bytes()));
                self.is(many.get(first)?, (hash, short), id)
            }
        }
    }

    /// The position of an entry, if it is of this id.
    #[inline]
    fn is(&self, entry: &Entry, (hash, short): (u64, Option<ShortText>), id: &str) -> Option<u32> {
        let is = match short {
            Some(short) => entry.short == short,
            None => entry.hash == hash && entry.name(&self.text) == id.as_bytes(),
        };
        is.then_some(entry.at)
    }

    /// Each position whose id stands earlier in the list, with that earlier position.
    pub(crate) fn repeated(&self) -> Vec<(u32, u32)> {
        let mut repeated: Vec<(u32, u32)> = Vec::new();
        let mut first: Option<&Entry> = None;
        for entry in &self.sorted {
            match first {
                Some(earlier) if earlier.hash == entry.hash && earlier.name(&self.text) == entry.name(&self.text) => {
                    repeated.push((entry.at, earlier.at));
                }
                _ => first = Some(entry),
            }
        }
        sort::sort(&mut repeated);
        repeated
    }
}

impl Entry {
    fn name(self, text: &[u8]) -> &[u8] {
        let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        text.get(place(self.start)..place(self.end)).unwrap_or(&[])
    }
}

/// An id as numbers, if it is short. In a page few ids are looked up, and its module is the smaller.
#[inline]
fn short(id: &str) -> Option<ShortText> {
    if cfg!(target_arch = "wasm32") { None } else { ShortText::of(id) }
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
        let names = Lookup::new(ids.iter().map(String::as_str));
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(names.find(id), u32::try_from(at).ok());
        }
        assert_eq!(names.find("1.005000"), None);
        assert_eq!(Lookup::new([].into_iter()).find("a"), None);
    }

    #[test]
    fn equal_hashes_are_told_apart_by_the_ids() {
        let mut names = Lookup::new(["b", "a", "c"].into_iter());
        for entry in &mut names.sorted {
            entry.hash = hash("c");
        }
        let text = names.text.clone();
        names.sorted.sort_by(|x, y| x.name(&text).cmp(y.name(&text)));
        names.buckets.iter_mut().enumerate().for_each(|(n, start)| {
            *start = if n > usize::try_from(hash("c") >> names.shift).unwrap() { 3 } else { 0 };
        });
        assert_eq!(names.find("c"), Some(2));
    }

    #[test]
    fn an_id_of_the_same_hash_is_neither_found_nor_a_repetition() {
        let mut names = Lookup::new(["a", "b"].into_iter());
        for entry in &mut names.sorted {
            entry.hash = hash("c");
        }
        let bucket = usize::try_from(hash("c") >> names.shift).unwrap();
        for held in 1..=2 {
            names.buckets.iter_mut().enumerate().for_each(|(n, start)| *start = if n > bucket { held } else { 0 });
            assert_eq!(names.find("c"), None, "among {held}");
        }
        assert_eq!(names.repeated(), []);
    }

    #[test]
    fn names_each_repetition_and_the_first() {
        let names = Lookup::new(["a", "b", "a", "c", "a"].into_iter());
        assert_eq!(names.repeated(), [(2, 0), (4, 0)]);
        assert_eq!(names.find("a"), Some(0));
    }
}
