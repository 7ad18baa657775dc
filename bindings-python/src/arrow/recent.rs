//! What the texts of a column were found to be, so that a text that comes again is not looked up again.
//!
//! A map of the standard library would hash and compare each text byte by byte, which costs as much as the look-up that it is
//! to spare; ids are short, and a short one is compared as two numbers.

/// A text of at most sixteen bytes as numbers: its first and its last bytes, and its length. Equal ones are of equal texts.
#[derive(Clone, Copy, Eq, PartialEq)]
struct Short {
    first: u64,
    last: u64,
    length: u32,
}

/// A text that was met, and what it is.
#[derive(Clone, Copy)]
struct Met<T> {
    text: Short,
    found: T,
}

/// What texts that were met are, each at one of two places that its own numbers give.
pub(crate) struct Recent<T>(Vec<Met<T>>);

/// As many places as ids are used often, and not more than stay in the nearer caches.
const PLACES: usize = 1 << BITS;
const BITS: u32 = 11;
/// What no text is.
const NONE: Short = Short { first: 0, last: 0, length: u32::MAX };

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
        let Some(short) = Short::of(text) else { return find(text) };
        let place = short.place();
        match self.0.get(place) {
            Some(met) if met.text == short => met.found,
            _ => self.look_further(short, place, || find(text)),
        }
    }

    /// What a text is that is not at its first place.
    #[inline(never)]
    fn look_further(&mut self, text: Short, place: usize, find: impl FnOnce() -> T) -> T {
        if self.0.is_empty() {
            self.0.resize(PLACES, Met { text: NONE, found: T::default() });
        }
        let second = place ^ 1;
        if let Some(met) = self.0.get(second).filter(|met| met.text == text) {
            return met.found;
        }
        let found = find();
        // Where both places are taken, the second is taken from another.
        let is_free = self.0.get(place).is_some_and(|met| met.text == NONE);
        if let Some(slot) = self.0.get_mut(if is_free { place } else { second }) {
            *slot = Met { text, found };
        }
        found
    }
}

impl Short {
    #[inline]
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (first, last) = match bytes.len() {
            0 => (0, 0),
            1..4 => (Self::each(bytes), 0),
            4..8 => (Self::four(bytes.first_chunk()), Self::four(bytes.last_chunk())),
            8..=16 => (Self::eight(bytes.first_chunk()), Self::eight(bytes.last_chunk())),
            _ => return None,
        };
        Some(Self { first, last, length: u32::try_from(bytes.len()).ok()? })
    }

    fn each(bytes: &[u8]) -> u64 {
        bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    #[inline]
    fn four(bytes: Option<&[u8; 4]>) -> u64 {
        bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes).into())
    }

    #[inline]
    fn eight(bytes: Option<&[u8; 8]>) -> u64 {
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// The first of its places.
    #[inline]
    fn place(self) -> usize {
        // The leading bits of the product depend on every bit of the text.
        let mixed = (self.first ^ self.last.rotate_left(32)).rotate_left(self.length);
        usize::try_from(mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)).unwrap_or(0)
    }
}
