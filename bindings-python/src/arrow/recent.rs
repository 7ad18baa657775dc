//! What the texts of a column were found to be, so that a text that comes again is not looked up again.
//!
//! A map of the standard library would hash and compare each text byte by byte, which costs as much as the look-up that it is
//! to spare; ids are short, and a short one is compared as two numbers.

/// A short text as numbers: its first and its last bytes, and its length. Equal ones are of equal texts.
type Short = (u64, u64, usize);

/// The answers to texts that were met, by a place that a text's own numbers give; a text that has the place of another takes it.
pub(crate) struct Recent<T>(Vec<Option<(Short, T)>>);

/// As many places as ids are used often, and not more than stay in the nearer caches.
const PLACES: usize = 1 << BITS;
const BITS: u32 = 10;

// Derived, this would ask as much of the answers.
impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Recent<T> {
    /// What a text is: as it was found before, or as it is found now.
    #[inline]
    pub(crate) fn get(&mut self, text: &str, find: impl FnOnce(&str) -> T) -> T {
        let Some(short) = short(text) else { return find(text) };
        if self.0.is_empty() {
            self.0.resize(PLACES, None);
        }
        let Some(place) = self.0.get_mut(place(short)) else { return find(text) };
        match place {
            Some((met, found)) if *met == short => *found,
            _ => place.insert((short, find(text))).1,
        }
    }
}

/// A text of at most sixteen bytes as numbers.
#[inline]
fn short(text: &str) -> Option<Short> {
    let bytes = text.as_bytes();
    let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) if bytes.len() <= 16 => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        (Some(_), _) => return None,
        _ => (bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)), 0),
    };
    Some((first, last, bytes.len()))
}

#[inline]
fn place((first, last, length): Short) -> usize {
    // The leading bits of the product depend on every bit of the text.
    let mixed = (first ^ last.rotate_left(32)).rotate_left(u32::try_from(length).unwrap_or(0));
    usize::try_from(mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)).unwrap_or(0)
}
