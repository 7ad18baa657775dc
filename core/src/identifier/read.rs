//! What the parsers have in common: taking a text as people type it, and saying what is wrong with it.

use crate::wire::{Issue, IssueCode, Issues, Params};

/// Longer than any valid identifier; a text is cut here, so that hostile input stays cheap.
pub(super) const LONGEST: usize = 64;

/// Whether people write this as a dash: `-` and its typographic kin.
pub(crate) const fn is_dash(char: char) -> bool {
    matches!(char, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A code without its spaces, in capitals; what is not ASCII becomes `?`, so that bytes are characters.
pub(super) fn code(text: &str) -> String {
    cut(text, text.chars().filter(|char| !char.is_whitespace()).map(plain))
}

/// A character of a code.
const fn plain(char: char) -> char {
    match char {
        _ if is_dash(char) => '-',
        _ if char.is_ascii() => char.to_ascii_uppercase(),
        _ => '?',
    }
}

/// A number as people group it, without its spaces, dots and dashes.
pub(crate) fn number(text: &str) -> String {
    let dropped = |char: char| char.is_whitespace() || char == '.' || is_dash(char);
    let plain = |char: char| if char.is_ascii() { char.to_ascii_uppercase() } else { '?' };
    cut(text, text.chars().filter(|char| !dropped(*char)).map(plain))
}

/// What is kept of a text, as far as it may count.
fn cut(text: &str, kept: impl Iterator<Item = char>) -> String {
    // Most texts come as they are kept.
    let is_kept = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'+';
    if text.len() <= LONGEST && text.bytes().all(is_kept) {
        return text.to_owned();
    }
    let mut made = String::with_capacity(text.len().min(LONGEST + 1));
    made.extend(kept.take(LONGEST + 1));
    made
}

/// Exactly `N` characters.
pub(super) fn fixed<const N: usize>(text: &str) -> Result<[u8; N], Issues> {
    <[u8; N]>::try_from(text.as_bytes()).map_err(|_| length(text.len(), N, N))
}

/// The issue of a text that is shorter or longer than it may be.
pub(super) fn length(len: usize, min: usize, max: usize) -> Issues {
    let limit = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    if len < min {
        Issue::new(IssueCode::TooShort, "", Params::new().with("min", limit(min))).into()
    } else {
        Issue::new(IssueCode::TooLong, "", Params::new().with("max", limit(max))).into()
    }
}

/// Whether these are digits, and so many.
pub(super) fn are_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of an identifier as text, when they are digits.
pub(super) fn digits(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| are_digits(text, bytes.len()))
}

/// The digits as text, or the issue that they are not.
pub(super) fn digits_or<'t>(
    bytes: &'t [u8],
    part: &'static str,
    expected: &'static str,
    issues: &mut Issues,
) -> Option<&'t str> {
    let found = digits(bytes);
    if found.is_none() {
        bad(issues, part, expected);
    }
    found
}

/// Two capital letters as text, or the issue that they are not.
pub(super) fn letters_or<'t>(bytes: &'t [u8], part: &'static str, issues: &mut Issues) -> Option<&'t str> {
    let found = std::str::from_utf8(bytes).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_uppercase()));
    if found.is_none() {
        bad(issues, part, "AA–ZZ");
    }
    found
}

/// The remainder by 11 of digits times weights.
pub(super) fn weighted(digits: &str, weights: &[u32]) -> u32 {
    digits.bytes().zip(weights).map(|(byte, weight)| u32::from(byte.saturating_sub(b'0')) * weight).sum::<u32>() % 11
}

/// Adds that a part is wrong, and what would be valid there.
pub(super) fn bad(issues: &mut Issues, part: impl Into<String>, expected: &'static str) {
    let params = Params::new().with("part", part.into()).with("expected", expected);
    issues.push(Issue::new(IssueCode::BadPart, "", params));
}

/// Adds that the check digit is not what the other digits give.
pub(super) fn bad_check(issues: &mut Issues) {
    issues.push(Issue::new(IssueCode::BadCheckDigit, "", Params::new().with("part", "check")));
}

/// A piece of a normal form, whose length and characters are known.
pub(super) fn piece(text: &str, range: impl std::slice::SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or_default()
}

/// `Debug` for the numbers of people: the type, not the number.
macro_rules! masked {
    ($($name:ident),+) => { $(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+ };
}
pub(crate) use masked;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_texts_as_people_type_them() {
        assert_eq!(code(" h15.50 – 1\u{a0}"), "H15.50-1");
        assert_eq!(number("0314 409.058\u{2011}002"), "0314409058002");
        assert_eq!(number("٣đ"), "??");
        assert_eq!(number(&"1".repeat(1000)).len(), LONGEST + 1);
    }
}
