//! What the parsers have in common: taking a text as people type it, and saying what is wrong with it.

use crate::wire::{Issue, IssueCode, Issues, Params};

/// A number whose dots stand where they may.
pub(super) const GROUPED: &str = "280.123.456";

/// Longer than any valid identifier; a text is cut here, so that hostile input stays cheap.
pub(super) const LONGEST: usize = 64;

/// Whether people write this as a dash: `-` and its typographic kin.
pub(crate) const fn is_dash(char: char) -> bool {
    matches!(char, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether nobody sees this: the general category Cf of Unicode, such as marks of direction and of width zero, soft hyphens
/// and byte order marks. They come along when people paste.
pub(crate) const fn is_unseen(char: char) -> bool {
    matches!(
        char,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
        | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}'
        | '\u{e0020}'..='\u{e007f}'
    )
}

/// Whether this is taken off wherever it stands in an identifier.
pub(crate) fn is_space(char: char) -> bool {
    char.is_whitespace() || is_unseen(char)
}

/// A code without its spaces, in capitals; what is not ASCII becomes `?`, so that bytes are characters.
pub(super) fn code(text: &str) -> String {
    cut(text, &is_space)
}

/// A number as people group it: without its spaces and dashes, and without the dots between its groups. No other dot is
/// dropped: `75306.0` is what a spreadsheet made of 75306, and would be read as 753060.
pub(crate) fn number(text: &str) -> Result<String, Issues> {
    number_without(text, "")
}

/// A number as [`number`] has it, and without these signs too.
pub(super) fn number_without(text: &str, also: &str) -> Result<String, Issues> {
    let mut number = cut(text, &|char| is_space(char) || is_dash(char) || also.chars().any(|own| own == char));
    if !are_groups(&number) {
        let mut issues = Issues::new();
        bad(&mut issues, "number", GROUPED);
        return Err(issues);
    }
    number.retain(|char| char != '.');
    Ok(number)
}

/// Whether each dot stands between two digits and two digits, and is not the point of a fraction that is zero.
fn are_groups(number: &str) -> bool {
    let two = |range: std::ops::Range<usize>| number.get(range).is_some_and(|pair| are_digits(pair, 2));
    let dots = || number.bytes().enumerate().filter(|(_, byte)| *byte == b'.').map(|(at, _)| at);
    let is_fraction = number.ends_with(".00") && dots().count() == 1;
    !is_fraction && dots().all(|at| at >= 2 && two(at - 2..at) && two(at + 1..at + 3))
}

/// What is kept of a text, as far as it may count; dashes plain, letters in capitals.
fn cut(text: &str, dropped: &dyn Fn(char) -> bool) -> String {
    // Most texts come as they are kept.
    let is_kept = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'+';
    if text.len() <= LONGEST && text.bytes().all(is_kept) {
        return text.to_owned();
    }
    let mut made = String::with_capacity(text.len().min(LONGEST + 1));
    made.extend(text.chars().filter(|char| !dropped(*char)).take(LONGEST + 1).map(plain));
    made
}

/// A character of a code.
const fn plain(char: char) -> char {
    match char {
        _ if is_dash(char) => '-',
        _ if char.is_ascii() => char.to_ascii_uppercase(),
        _ => '?',
    }
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
        assert_eq!(number("0314 409.058\u{2011}002").unwrap(), "0314409058002");
        assert_eq!(number("\u{feff}09\u{200b}02\u{202c}").unwrap(), "0902");
        assert_eq!(number("٣đ").unwrap(), "??");
        assert_eq!(number(&"1".repeat(1000)).unwrap().len(), LONGEST + 1);
    }

    #[test]
    fn dots_stand_between_groups_of_digits_and_nowhere_else() {
        for (typed, read) in [
            ("280.123.456", "280123456"),
            ("01.00.112.437", "0100112437"),
            ("0902 . 962-.207", "0902962207"),
            ("12.34.00", "123400"),
            ("12.000", "12000"),
        ] {
            assert_eq!(number(typed).as_deref(), Ok(read), "{typed}");
        }
        let wrong = [
            "75306.0",
            "1234567.00",
            "75306 .0 0",
            "1.23",
            "12.3.45",
            ".12",
            "12.",
            "12..34",
            "12.x34",
            "RK.12.VN",
            ".",
        ];
        for typed in wrong {
            assert_eq!(number(typed).unwrap_err().len(), 1, "{typed}");
        }
    }
}
