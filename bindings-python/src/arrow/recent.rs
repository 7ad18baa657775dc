//! What the texts of a column were found to be, so that a text that comes again is not looked up again.
//!
//! A map of the standard library would hash and compare each text byte by byte, which costs as much as the look-up that it is
//! to spare; ids are short, and a short one is compared as two numbers.

use hoso::wire::ShortText;

/// A text that was met, and what it is.
#[derive(Clone, Copy)]
struct Met<T> {
    text: ShortText,
    found: T,
}

/// What texts that were met are, each at one of two places that its own numbers give.
pub(crate) struct Recent<T>(Vec<Met<T>>);

/// As many places as ids are used often, and not more than stay in the nearer caches.
const PLACES: usize = 1 << BITS;
const BITS: u32 = 11;

// Derived, this would ask as much of what is found.
impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + Default> Recent<T> {
    /// What a text is: as it was found before, or as it is found now.
    #[inline]
    pub(crate) fn get(&mut self, text: &str, find: impl FnOnce(&str) -> T) -> T {
        let Some(short) = ShortText::of(text) else { return find(text) };
        let first = place(short);
        match self.0.get(first) {
            Some(met) if met.text == short => met.found,
            _ => self.look_further(short, first, || find(text)),
        }
    }

    /// What a text is that is not at its first place.
    #[inline(never)]
    fn look_further(&mut self, text: ShortText, place: usize, find: impl FnOnce() -> T) -> T {
        if self.0.is_empty() {
            self.0.resize(PLACES, Met { text: ShortText::NONE, found: T::default() });
        }
        let second = place ^ 1;
        if let Some(met) = self.0.get(second).filter(|met| met.text == text) {
            return met.found;
        }
        let found = find();
        // Where both places are taken, the second is taken from another.
        let is_free = self.0.get(place).is_some_and(|met| met.text == ShortText::NONE);
        if let Some(slot) = self.0.get_mut(if is_free { place } else { second }) {
            *slot = Met { text, found };
        }
        found
    }
}

/// The first of the places of a text.
#[inline]
fn place(text: ShortText) -> usize {
    usize::try_from(text.spread() >> (u64::BITS - BITS)).unwrap_or(0)
}
