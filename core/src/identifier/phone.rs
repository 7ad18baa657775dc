//! Telephone numbers.

use std::fmt;

use super::Parts;
use super::read::{are_digits, bad, masked, number_without};
use crate::wire::Issues;

closed_list! {
    /// What a telephone number reaches.
    pub enum PhoneKind {
        /// A mobile number.
        Mobile = "mobile", "Di động", "Mobile",
        /// A landline number.
        Landline = "landline", "Cố định", "Landline",
    }
}

/// The area codes of landlines since 2017: 024 Hà Nội, 028 Hồ Chí Minh City, and one for each other province of then.
const AREAS: [&str; 63] = [
    "24", "28", "203", "204", "205", "206", "207", "208", "209", "210", "211", "212", "213", "214", "215", "216",
    "218", "219", "220", "221", "222", "225", "226", "227", "228", "229", "232", "233", "234", "235", "236", "237",
    "238", "239", "251", "252", "254", "255", "256", "257", "258", "259", "260", "261", "262", "263", "269", "270",
    "271", "272", "273", "274", "275", "276", "277", "290", "291", "292", "293", "294", "296", "297", "299",
];

/// The prefixes of the mobiles with 11 digits, in use until 15 September 2018.
const OLD_MOBILES: [&str; 21] = [
    "120", "121", "122", "123", "124", "125", "126", "127", "128", "129", "162", "163", "164", "165", "166", "167",
    "168", "169", "186", "188", "199",
];

/// The beginnings of the mobiles with 10 digits that begin with 01.
const NEW_MOBILES: [&str; 6] = ["1210", "1211", "1212", "1213", "140", "160"];

/// What a number may begin with.
const PREFIXES: &str = "02, 03, 05, 07, 08, 09, 0140, 0160, 0120–0129, 0162–0169, 0186, 0188, 0199";

/// A Vietnamese telephone number; its normal form is international, `+84…`.
///
/// Written with `+84`, `0084`, `84` or `0` in front; spaces, dashes, brackets and the dots between groups do not count. With the leading 0,
/// mobiles have 10 digits (03, 05, 07, 08, 09; 0121 0–3, 0140, 0160), landlines 11 (an area code from 02, then the number),
/// and the mobiles of before 15 September 2018 had 11 (0120–0129, 0162–0169, 0186, 0188, 0199): those are taken and
/// [marked old](Self::is_old). Landlines written with the area codes of before 2017, and short numbers such as 1900…, are not
/// taken. `Debug` does not show it.
///
/// The prefixes are how numbers are given out in practice, not the letter of a law: every mobile and landline that
/// libphonenumber 9.0.43 knows is taken. Beyond those are taken, because numbers are given out faster than lists are mended: the
/// mobiles of before 2018; mobiles with 050, 053, 054, 057, 0520, 0521, 0524–0527, 0529, 0550–0558, 071–075, 080,
/// 0890–0895 and 0992; and landlines with 0240, 0241, 0249, 0280 and 0281.
///
/// ```
/// use hoso::identifier::{Phone, PhoneKind};
/// let mobile: Phone = "0912 345 678".parse()?;
/// assert_eq!((mobile.kind(), mobile.to_string().as_str()), (PhoneKind::Mobile, "+84912345678"));
/// let office: Phone = "(0274) 3822 222".parse()?;
/// assert_eq!((office.kind(), office.area(), office.number()), (PhoneKind::Landline, Some("274"), "3822222"));
/// assert!("0120 123 4567".parse::<Phone>()?.is_old());
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Phone {
    kind: PhoneKind,
    area: Option<&'static str>,
    number: Box<str>,
    old: bool,
}

impl Phone {
    /// What stands in for a number that could not be read.
    pub(crate) fn hole() -> Self {
        Self { kind: PhoneKind::Mobile, area: None, number: Box::default(), old: false }
    }

    /// The country's code.
    pub const COUNTRY: &str = "84";

    /// What it reaches.
    pub const fn kind(&self) -> PhoneKind {
        self.kind
    }

    /// A landline's area code, without the 0.
    pub const fn area(&self) -> Option<&'static str> {
        self.area
    }

    /// What follows the country and the area: for a mobile all of its digits without the 0.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Whether it is a mobile number of before 15 September 2018.
    pub const fn is_old(&self) -> bool {
        self.old
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let parts = Parts::new().with("country", Self::COUNTRY).with("kind", self.kind.as_str());
        parts.with_some("area", self.area).with("number", self.number()).marked_old(self.old)
    }
}

/// The digits after the country's code or the leading 0.
fn national(text: &str) -> Option<&str> {
    match text.strip_prefix("+84").or_else(|| text.strip_prefix("0084")).or_else(|| text.strip_prefix("84")) {
        // As in `+84 (0)912…`.
        Some(rest) => Some(rest.strip_prefix('0').unwrap_or(rest)),
        None => text.strip_prefix('0'),
    }
}

/// Whether a mobile that begins with 01 is none of before 2018: what may begin either way is told apart by its length.
fn is_new(digits: &str) -> bool {
    let begins = |prefixes: &[&str]| prefixes.iter().any(|prefix| digits.starts_with(prefix));
    begins(&NEW_MOBILES) && (digits.len() == 9 || !begins(&OLD_MOBILES))
}

fn mobile(digits: &str, old: bool, issues: &mut Issues) -> Phone {
    let (count, expected) = if old { (10, "0 + 10 × 0–9") } else { (9, "0 + 9 × 0–9") };
    if old && !OLD_MOBILES.iter().any(|prefix| digits.starts_with(prefix)) {
        bad(issues, "prefix", PREFIXES);
    }
    if !are_digits(digits, count) {
        bad(issues, "number", expected);
    }
    Phone { kind: PhoneKind::Mobile, area: None, number: digits.into(), old }
}

fn landline(digits: &str, issues: &mut Issues) -> Phone {
    let area = AREAS.into_iter().find(|area| digits.starts_with(area));
    if area.is_none() {
        bad(issues, "area", "024, 028, 0203–0299");
    }
    if !are_digits(digits, 10) {
        bad(issues, "number", "0 + 10 × 0–9");
    }
    let number = area.and_then(|area| digits.strip_prefix(area)).unwrap_or_default();
    Phone { kind: PhoneKind::Landline, area, number: number.into(), old: false }
}

impl Phone {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let text = number_without(text, "()")?;
        let mut issues = Issues::new();
        let Some(digits) = national(&text) else {
            bad(&mut issues, "country", "+84, 84, 0");
            return Err(issues);
        };
        let phone = match digits.as_bytes().first() {
            Some(b'3' | b'5' | b'7' | b'8' | b'9') => Some(mobile(digits, false, &mut issues)),
            Some(b'1') => Some(mobile(digits, !is_new(digits), &mut issues)),
            Some(b'2') => Some(landline(digits, &mut issues)),
            _ => {
                bad(&mut issues, "prefix", PREFIXES);
                None
            }
        };
        issues.or(phone)
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}{}{}", Self::COUNTRY, self.area.unwrap_or_default(), self.number)
    }
}

masked!(Phone);

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        text.parse::<Phone>().unwrap().to_string()
    }

    #[test]
    fn one_normal_form() {
        for text in [
            "0912345678",
            "84912345678",
            "+84 912.345.678",
            "0084-912-345-678",
            "+84 (0) 912 345 678",
            "0912345678\u{202c}",
        ] {
            assert_eq!(normal(text), "+84912345678", "{text}");
        }
        // 084… is a mobile prefix, not the country.
        assert_eq!(normal("0841234567"), "+84841234567");
        assert_eq!(normal("84 84 123 4567"), "+84841234567");
        assert_eq!(normal("028 3829 5000"), "+842838295000");
    }

    #[test]
    fn every_old_prefix_and_no_other() {
        let old =
            (100..200).filter(|prefix| format!("0{prefix}1234567").parse::<Phone>().is_ok_and(|phone| phone.is_old()));
        assert_eq!(old.map(|prefix| prefix.to_string()).collect::<Vec<_>>(), OLD_MOBILES);
    }

    #[test]
    fn mobiles_of_10_digits_that_begin_with_01() {
        let is_old = |text: &str| text.parse::<Phone>().map(|phone| phone.is_old()).ok();
        for text in ["0121 012 345", "0121 312 345", "0140 123 456", "+84 160 123 456"] {
            assert_eq!(is_old(text), Some(false), "{text}");
        }
        // With 11 digits it is one of before 2018; other beginnings have no short form.
        assert_eq!(
            [is_old("0121 012 3456"), is_old("0121 412 345"), is_old("0140 123 4567")],
            [Some(true), None, None]
        );
    }

    #[test]
    fn every_area_and_no_other() {
        let area = |digits: i32| format!("0{digits}2345678").parse::<Phone>().ok().and_then(|phone| phone.area());
        let mut found: Vec<_> = (200..300).filter_map(area).collect();
        found.dedup();
        found.sort_by_key(|area| (area.len(), *area));
        assert_eq!(found, AREAS);
    }

    #[test]
    fn wrong_parts() {
        let count = |text: &str| text.parse::<Phone>().unwrap_err().len();
        for text in
            ["", "+1 202 555 0100", "912345678", "0", "+84", "0412345678", "091234567", "09123456789", "19001234"]
        {
            assert_eq!(count(text), 1, "{text}");
        }
        assert_eq!(count("0201 38222"), 2);
        assert_eq!(count("0130 38222"), 2);
        assert_eq!(count("09x2345678"), 1);
    }
}
