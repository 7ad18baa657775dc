//! Tax codes.

use std::fmt;

use super::Parts;
use super::read::{bad, bad_check, digits_or, length, masked, number, piece, weighted};
use crate::wire::Issues;

/// A tax code (mã số thuế, MST): 10 digits, or 13 with a branch.
///
/// Two digits of the province, seven of serial, not all zero, and a check digit: 10 less the remainder by 11 of the sum
/// of the first nine times 31, 29, 23, 19, 17, 13, 7, 5, 3. A remainder of 0 gives no digit, so no code has it. A branch
/// follows as `-001` to `-999`. The number of a person, which also serves as tax code since 1 July 2025, is a
/// [`CitizenId`](super::CitizenId). `Debug` does not show the code.
///
/// ```
/// use hoso::identifier::TaxCode;
/// let branch: TaxCode = "0314409058002".parse()?;
/// assert_eq!(branch.to_string(), "0314409058-002");
/// assert_eq!((branch.province(), branch.serial(), branch.branch()), ("03", "1440905", Some("002")));
/// assert!("0100233488".parse::<TaxCode>().is_ok());
/// assert!("0100233480".parse::<TaxCode>().is_err());
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TaxCode(Box<str>);

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

impl TaxCode {
    /// The first two digits.
    pub fn province(&self) -> &str {
        piece(&self.0, ..2)
    }

    /// Digits three to nine.
    pub fn serial(&self) -> &str {
        piece(&self.0, 2..9)
    }

    /// The tenth digit.
    pub fn check(&self) -> &str {
        piece(&self.0, 9..10)
    }

    /// The branch, `001` to `999`, of a code with 13 digits.
    pub fn branch(&self) -> Option<&str> {
        self.0.split_once('-').map(|(_, branch)| branch)
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let parts = Parts::new().with("province", self.province()).with("serial", self.serial());
        parts.with("check", self.check()).with_some("branch", self.branch())
    }
}

impl TaxCode {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let text = number(text);
        let &[p1, p2, ref rest @ ..] = text.as_bytes() else { return Err(length(text.len(), 10, 13)) };
        let Some((serial, [check, branch @ ..])) = rest.split_at_checked(7) else {
            return Err(length(text.len(), 10, 13));
        };
        if branch.len() > 3 {
            return Err(length(text.len(), 10, 13));
        }
        let mut issues = Issues::new();
        let province = digits_or(&[p1, p2], "province", "00–99", &mut issues).map(str::to_owned);
        let serial = digits_or(serial, "serial", "0000001–9999999", &mut issues);
        if serial == Some("0000000") {
            bad(&mut issues, "serial", "0000001–9999999");
        }
        let first = province.zip(serial).map(|(province, serial)| province + serial);
        // 10 less a remainder of 0 is `:`, the character after `9`, and so is never met.
        let right = |first: &String| u32::from(*check) == u32::from(b'0') + 10 - weighted(first, &WEIGHTS);
        if !check.is_ascii_digit() {
            bad(&mut issues, "check", "0–9");
        } else if first.as_ref().is_some_and(|first| !right(first)) {
            bad_check(&mut issues);
        }
        let normal = if branch.is_empty() {
            piece(&text, ..10).to_owned()
        } else {
            if branch.len() != 3 || branch == b"000" || !branch.iter().all(u8::is_ascii_digit) {
                bad(&mut issues, "branch", "001–999");
            }
            format!("{}-{}", piece(&text, ..10), piece(&text, 10..))
        };
        issues.or(Some(Self(normal.into())))
    }
}

impl fmt::Display for TaxCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

masked!(TaxCode);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::IssueCode;

    fn codes(text: &str) -> Vec<IssueCode> {
        text.parse::<TaxCode>().unwrap_err().iter().map(|issue| issue.code).collect()
    }

    #[test]
    fn check_digit() {
        assert_eq!("01.00.112.437".parse::<TaxCode>().unwrap().to_string(), "0100112437");
        assert_eq!("0312 68 78 78 - 001".parse::<TaxCode>().unwrap().to_string(), "0312687878-001");
        assert_eq!(codes("0100233480"), [IssueCode::BadCheckDigit]);
    }

    #[test]
    fn no_digit_checks_a_remainder_of_zero() {
        // 29·1 + 5·3 = 44, a multiple of 11.
        for check in 0..=9 {
            assert_eq!(codes(&format!("010000030{check}"))[..], [IssueCode::BadCheckDigit][..], "{check}");
        }
        assert_eq!(codes("010000030:"), [IssueCode::BadPart]);
    }

    #[test]
    fn every_wrong_part_at_once() {
        assert_eq!(codes(""), [IssueCode::TooShort]);
        assert_eq!(codes("010023348"), [IssueCode::TooShort]);
        assert_eq!(codes("0100233488-0001"), [IssueCode::TooLong]);
        assert_eq!(codes("0100233488-01"), [IssueCode::BadPart]);
        assert_eq!(codes("0100233480-000"), [IssueCode::BadCheckDigit, IssueCode::BadPart]);
        assert_eq!(codes("0x0023x48y-00z"), [IssueCode::BadPart; 4]);
        assert_eq!(codes("0100000000"), [IssueCode::BadPart, IssueCode::BadCheckDigit]);
    }
}
