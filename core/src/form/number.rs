//! Whole numbers as people type them: grams, copies, amounts.

use super::words::seen;
use crate::wire::{Issue, IssueCode, Issues, MAX_SUM, Params, Words, signed};

/// A whole number as people in Việt Nam type it: `1000`, or in groups of three with dots or spaces, `1.000`, `1 000`; with
/// `-` or `+` in front or without a sign.
///
/// What might be meant otherwise is refused and not guessed: a comma (`1,5`; `1,000` is one for a Vietnamese and a thousand
/// for an American), a dot that groups no three digits (`1.5`, `0.080`), an exponent.
///
/// ```
/// use hoso::form::whole_number;
/// assert_eq!(whole_number(" 1.000"), Ok(1000));
/// assert!(whole_number("1,5").is_err() && whole_number("1.5").is_err());
/// ```
///
/// # Errors
/// - `missing` for a blank text;
/// - `not_integer` for what is no whole number;
/// - `too_small` or `too_large` beyond ±(2^53 − 1).
pub fn whole_number(text: &str) -> Result<i64, Issues> {
    let text = seen(text);
    let text = text.trim();
    let (negative, digits) = signed(text);
    let none = Params::new();
    let (code, params) = match size(digits) {
        _ if text.is_empty() => (IssueCode::Missing, none),
        None => (IssueCode::NotInteger, none),
        Some(size) if size <= MAX_SUM => return Ok(if negative { -size } else { size }),
        Some(_) if negative => (IssueCode::TooSmall, none.with("min", -MAX_SUM)),
        Some(_) => (IssueCode::TooLarge, none.with("max", MAX_SUM)),
    };
    let issue = Issue::new(code, "", params);
    Err(if code == IssueCode::NotInteger { issue.said(said()) } else { issue }.into())
}

/// What digits say, in one piece or in groups: everywhere the same sign, three digits behind each, and no zero in front.
fn size(text: &str) -> Option<i64> {
    let (mut size, mut group, mut sign) = (0_i64, 0_usize, None);
    for char in text.chars() {
        if let Some(digit) = char.to_digit(10) {
            size = size.saturating_mul(10).saturating_add(digit.into());
            group += 1;
            continue;
        }
        let is_sign = char == '.' || char.is_whitespace();
        let whole = match sign {
            None => is_sign && matches!(group, 1..=3) && !text.starts_with('0'),
            Some(sign) => sign == char && group == 3,
        };
        if !whole {
            return None;
        }
        (sign, group) = (Some(char), 0);
    }
    let whole = if sign.is_some() { group == 3 } else { group > 0 };
    whole.then_some(size)
}

fn said() -> Words {
    Words::of(
        "Hãy nhập một số nguyên, như 1000 hoặc 1.000; không dùng dấu phẩy.",
        "Please enter a whole number, such as 1000 or 1.000; without a comma.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_as_people_here_do() {
        for (typed, number) in [
            ("1000", 1000),
            ("1.000", 1000),
            (" 12.345.678\u{200b} ", 12_345_678),
            ("26 000", 26_000),
            ("26\u{202f}000", 26_000),
            ("007", 7),
            ("0", 0),
            ("-1.000", -1000),
            ("\u{2212}5", -5),
            ("+80", 80),
            ("+1.000", 1000),
            ("9.007.199.254.740.991", MAX_SUM),
        ] {
            assert_eq!(whole_number(typed), Ok(number), "{typed}");
        }
    }

    #[test]
    fn what_might_be_meant_otherwise_is_refused() {
        let code = |text: &str| whole_number(text).unwrap_err().iter().next().unwrap().code;
        for typed in [
            "1,5",
            "1,000",
            "1.5",
            "1.50",
            "1.0",
            "0.080",
            "0.5",
            "1.0000",
            "1.000.00",
            "1.000,5",
            "1.000 000",
            "1.000.",
            ".000",
            "1..000",
            "1  000",
            "10 0",
            "1000.000",
            "1e3",
            "0x10",
            "1_000",
            "1'000",
            "NaN",
            "Infinity",
            "100g",
            "٣",
            "--5",
            "- 5",
            "+-5",
            "+",
            "1-2",
            "-",
        ] {
            assert_eq!(code(typed), IssueCode::NotInteger, "{typed}");
        }
        assert_eq!([code(""), code(" \u{200b}")], [IssueCode::Missing; 2]);
        assert_eq!(code("9007199254740992"), IssueCode::TooLarge);
        assert_eq!(code(&"9".repeat(1 << 20)), IssueCode::TooLarge);
        assert_eq!(code(&format!("-{}", "9".repeat(30))), IssueCode::TooSmall);
    }
}
