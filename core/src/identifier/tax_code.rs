//! Tax codes.

use std::fmt;

use super::read::{bad, bad_check, digits_or, is_dash, is_space, length, masked, number, piece, weighted};
use super::{CitizenId, Parts};
use crate::wire::Issues;

/// A tax code (mã số thuế, MST): 10 digits, 13 with a branch, or the 12 of a person's number.
///
/// Of 10 digits two are the province's, seven a serial, not all zero, and one a check digit: 10 less the remainder by 11 of
/// the sum of the first nine times 31, 29, 23, 19, 17, 13, 7, 5, 3. A remainder of 0 gives no digit, so no code has it. A
/// branch follows as `-001` to `-999`. The [number of a person](CitizenId) is the tax code of persons and household
/// businesses since 1 July 2025 (Law on Tax Administration 38/2019/QH14, article 35; Circular 86/2024/TT-BTC). `Debug` does
/// not show the code.
///
/// ```
/// use hoso::identifier::TaxCode;
/// let branch: TaxCode = "0314409058002".parse()?;
/// assert_eq!(branch.to_string(), "0314409058-002");
/// assert_eq!((branch.province(), branch.serial(), branch.branch()), (Some("03"), Some("1440905"), Some("002")));
/// assert!("0100233488".parse::<TaxCode>().is_ok());
/// assert!("0100233480".parse::<TaxCode>().is_err());
/// let household: TaxCode = "074 085 001 234".parse()?;
/// assert_eq!(household.person().map(|person| person.birth_year()), Some(1985));
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TaxCode(Whose);

#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Whose {
    /// An organisation's, or one that a person was given before: 10 digits, with or without a branch.
    Given(Box<str>),
    /// A person's number.
    Person(CitizenId),
}

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

impl TaxCode {
    /// The first two digits of a code that is no person's number.
    pub fn province(&self) -> Option<&str> {
        self.given().map(|code| piece(code, ..2))
    }

    /// Digits three to nine of a code that is no person's number.
    pub fn serial(&self) -> Option<&str> {
        self.given().map(|code| piece(code, 2..9))
    }

    /// The tenth digit of a code that is no person's number.
    pub fn check(&self) -> Option<&str> {
        self.given().map(|code| piece(code, 9..10))
    }

    /// The branch, `001` to `999`, of a code with 13 digits.
    pub fn branch(&self) -> Option<&str> {
        self.given()?.split_once('-').map(|(_, branch)| branch)
    }

    /// The person whose number of 12 digits it is.
    pub const fn person(&self) -> Option<&CitizenId> {
        match &self.0 {
            Whose::Person(person) => Some(person),
            Whose::Given(_) => None,
        }
    }

    fn given(&self) -> Option<&str> {
        match &self.0 {
            Whose::Given(code) => Some(code),
            Whose::Person(_) => None,
        }
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let parts = Parts::new().with_some("province", self.province()).with_some("serial", self.serial());
        let parts = parts.with_some("check", self.check()).with_some("branch", self.branch());
        parts.with_some("person", self.person().map(CitizenId::to_string))
    }
}

/// Whether a text of so many signs is a person's number. Its last two behind a dash, or apart from ten that stand together,
/// are a branch that lacks a digit.
fn is_of_person(text: &str, signs: usize) -> bool {
    let (mut seen, mut first, mut dash) = (0, 0, 0);
    for char in text.chars() {
        if is_dash(char) {
            dash = seen;
        } else if char != '.' && !is_space(char) {
            seen += 1;
            continue;
        }
        if first == 0 {
            first = seen;
        }
    }
    signs == 12 && first != 10 && dash != 10
}

impl TaxCode {
    pub(super) fn typed(typed: &str) -> Result<Self, Issues> {
        let text = number(typed)?;
        if is_of_person(typed, text.len()) {
            // Its issues are told as those of the number that it is.
            return typed.parse().map(|person| Self(Whose::Person(person)));
        }
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
        issues.or(Some(Self(Whose::Given(normal.into()))))
    }
}

impl fmt::Display for TaxCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Whose::Given(code) => f.write_str(code),
            Whose::Person(person) => person.fmt(f),
        }
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
    fn twelve_digits_are_a_person_s_number() {
        for text in ["074085001234", "243 185 001 234", "074-085-001-234"] {
            let code: TaxCode = text.parse().unwrap();
            assert_eq!(code.person().map(ToString::to_string), Some(code.to_string()), "{text}");
            assert_eq!((code.province(), code.serial(), code.check(), code.branch()), (None, None, None, None));
        }
        assert_eq!(codes("003085001234"), [IssueCode::BadPart]);
        assert_eq!(codes("0979x5x0123y"), [IssueCode::BadPart; 4]);
        // Parted where a branch begins it is a branch that lacks a digit.
        assert!("031440905802".parse::<TaxCode>().is_ok() && "074 085 0012 34".parse::<TaxCode>().is_ok());
        for parted in ["0314409058-02", "0314409058 02", "0314409058.02", " 0314409058\u{a0}02 ", "0314-409-058-02"] {
            assert_eq!(codes(parted), [IssueCode::BadPart], "{parted}");
        }
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
