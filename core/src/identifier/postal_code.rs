//! Postal codes.

use std::fmt;

use super::Parts;
use super::read::{digits_or, length, number, piece};
use crate::wire::Issues;

/// A Vietnamese postal code: 5 digits since 1 January 2018 (Circular 07/2017/TT-BTTTT), 6 before, which is
/// [marked old](Self::is_old).
///
/// The first two digits lead to a province, of which several prefixes may lead to one; no digit means a district any more
/// (Decision 2334/QĐ-BKHCN of 24 August 2025). Whether a code was given out is not known here.
///
/// ```
/// use hoso::identifier::PostalCode;
/// let code: PostalCode = "75306".parse()?;
/// assert_eq!((code.province(), code.local(), code.is_old()), ("75", "306", false));
/// assert!("820000".parse::<PostalCode>()?.is_old());
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PostalCode(Box<str>);

impl PostalCode {
    /// The first two digits, which lead to a province. The lists of before and since 2018 differ.
    pub fn province(&self) -> &str {
        piece(&self.0, ..2)
    }

    /// The digits after the first two.
    pub fn local(&self) -> &str {
        piece(&self.0, 2..)
    }

    /// Whether it is a code of before 2018.
    pub fn is_old(&self) -> bool {
        self.0.len() == 6
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        Parts::new().with("province", self.province()).with("local", self.local()).marked_old(self.is_old())
    }
}

impl PostalCode {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let text = number(text)?;
        let (province, local) = match text.as_bytes().split_at_checked(2) {
            Some((province, local)) if matches!(local.len(), 3 | 4) => (province, local),
            _ => return Err(length(text.len(), 5, 6)),
        };
        let mut issues = Issues::new();
        digits_or(province, "province", "00–99", &mut issues);
        digits_or(local, "local", if local.len() == 3 { "3 × 0–9" } else { "4 × 0–9" }, &mut issues);
        issues.or(Some(Self(text.into())))
    }
}

impl fmt::Display for PostalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::IssueCode;

    #[test]
    fn five_digits_or_six() {
        let old: PostalCode = " 82 00 00 ".parse().unwrap();
        assert_eq!(
            (old.province(), old.local(), old.is_old(), old.to_string().as_str()),
            ("82", "0000", true, "820000")
        );
        let codes =
            |text: &str| text.parse::<PostalCode>().unwrap_err().iter().map(|issue| issue.code).collect::<Vec<_>>();
        assert_eq!(codes(""), [IssueCode::TooShort]);
        assert_eq!(codes("7530"), [IssueCode::TooShort]);
        assert_eq!(codes("7530600"), [IssueCode::TooLong]);
        assert_eq!(codes("x530y"), [IssueCode::BadPart; 2]);
    }
}
