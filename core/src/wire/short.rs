//! Short texts as numbers.

/// A text of at most sixteen bytes as numbers: its first and its last bytes, and its length. Equal ones are of equal texts, and
/// are told apart without a look at the texts, which lie elsewhere.
///
/// ```
/// use hoso::wire::ShortText;
/// let [one, other] = ["000.00.15", "000.00.16"].map(ShortText::of);
/// assert!(one.is_some() && one != other);
/// assert_eq!(ShortText::of("so-noi-vu-binh-duong"), None);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ShortText {
    first: u64,
    last: u64,
    length: u32,
}

impl ShortText {
    /// What no text is.
    pub const NONE: Self = Self { first: 0, last: 0, length: u32::MAX };

    /// The numbers of a text; none of a longer one.
    #[inline]
    pub fn of(text: &str) -> Option<Self> {
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

    /// A number that spreads every bit of the text into its leading bits. Texts can be chosen to have the same.
    #[inline]
    pub const fn spread(self) -> u64 {
        let mixed = (self.first ^ self.last.rotate_left(23)).rotate_left(self.length);
        mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_anywhere_have_other_numbers() {
        let base = "abcdefghijklmnop";
        let mut texts: Vec<String> = (0..=base.len()).map(|length| base.chars().take(length).collect()).collect();
        for length in 1..=base.len() {
            for at in 0..length {
                let mut bytes = base.as_bytes()[..length].to_vec();
                bytes[at] = b'\0';
                texts.push(String::from_utf8(bytes).unwrap());
            }
        }
        let numbers: Vec<ShortText> = texts.iter().filter_map(|text| ShortText::of(text)).collect();
        assert_eq!(numbers.len(), texts.len());
        for (n, one) in numbers.iter().enumerate() {
            assert!(*one != ShortText::NONE && !numbers[n + 1..].contains(one), "{:?}", texts[n]);
        }
        assert_eq!(ShortText::of("abcdefghijklmnopq"), None);
    }
}
