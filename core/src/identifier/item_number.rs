//! Numbers of postal items.

use std::fmt;

use super::Parts;
use super::read::{bad, bad_check, digits_or, fixed, letters_or, number, piece, weighted};
use crate::wire::Issues;

/// The number of a postal item by UPU S10: two letters of service, 8 digits, a check digit, two letters of the country.
///
/// The check digit is 11 less the remainder by 11 of the sum of the digits times 8, 6, 4, 2, 3, 5, 9, 7, where 10 is
/// written 0 and 11 is written 5. Whether the letters stand for a service or a country is not looked up.
///
/// ```
/// use hoso::identifier::ItemNumber;
/// let item: ItemNumber = "LE 704 280 574 SE".parse()?;
/// assert_eq!((item.service(), item.serial(), item.check(), item.country()), ("LE", "70428057", "4", "SE"));
/// assert!("EM111111111VN".parse::<ItemNumber>().is_err());
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ItemNumber(Box<str>);

const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];

impl ItemNumber {
    /// The service: two letters.
    pub fn service(&self) -> &str {
        piece(&self.0, ..2)
    }

    /// The eight digits before the check digit.
    pub fn serial(&self) -> &str {
        piece(&self.0, 2..10)
    }

    /// The check digit.
    pub fn check(&self) -> &str {
        piece(&self.0, 10..11)
    }

    /// The country of posting: two letters, such as `VN`.
    pub fn country(&self) -> &str {
        piece(&self.0, 11..)
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let parts = Parts::new().with("service", self.service()).with("serial", self.serial());
        parts.with("check", self.check()).with("country", self.country())
    }
}

/// The check digit of eight digits.
fn check_digit(serial: &str) -> u32 {
    match 11 - weighted(serial, &WEIGHTS) {
        10 => 0,
        11 => 5,
        digit => digit,
    }
}

impl ItemNumber {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let text = number(text)?;
        let [s1, s2, serial @ .., check, c1, c2] = fixed::<13>(&text)?;
        let mut issues = Issues::new();
        letters_or(&[s1, s2], "service", &mut issues);
        let serial = digits_or(&serial, "serial", "8 × 0–9", &mut issues);
        if !check.is_ascii_digit() {
            bad(&mut issues, "check", "0–9");
        } else if serial.is_some_and(|serial| u32::from(check) != u32::from(b'0') + check_digit(serial)) {
            bad_check(&mut issues);
        }
        letters_or(&[c1, c2], "country", &mut issues);
        issues.or(Some(Self(text.into())))
    }
}

impl fmt::Display for ItemNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::IssueCode;

    fn codes(text: &str) -> Vec<IssueCode> {
        text.parse::<ItemNumber>().unwrap_err().iter().map(|issue| issue.code).collect()
    }

    #[test]
    fn check_digits() {
        for text in ["LE704280574SE", "RK166520145LV", "EH036261918US", "LH256986182AU", "UD656337373MY"] {
            assert_eq!(text.parse::<ItemNumber>().unwrap().to_string(), text);
        }
        // 7·8 = 56 ≡ 1: 10, written 0. No digits: 11, written 5.
        assert_eq!([check_digit("70000000"), check_digit("00000000"), check_digit("11111111")], [0, 5, 5]);
        assert_eq!(codes("EM111111111VN"), [IssueCode::BadCheckDigit]);
    }

    #[test]
    fn every_wrong_part_at_once() {
        assert_eq!(codes("1E70428057xS?"), [IssueCode::BadPart; 3]);
        assert_eq!(codes("L?7042805x4SE"), [IssueCode::BadPart; 2]);
        assert_eq!(codes("L1704280570S3"), [IssueCode::BadPart, IssueCode::BadCheckDigit, IssueCode::BadPart]);
        assert_eq!(codes("LE70428057SE"), [IssueCode::TooShort]);
        assert_eq!(codes("LE7042805744SE"), [IssueCode::TooLong]);
    }
}
