//! The numbers of people on their identity cards.

use std::fmt;

use super::Parts;
use super::read::{bad, digits, digits_or, fixed, masked, number, piece};
use crate::wire::Issues;

closed_list! {
    /// A person's sex, as the number says it.
    pub enum Sex {
        /// The number of a man.
        Male = "male", "Nam", "Male",
        /// The number of a woman.
        Female = "female", "Nữ", "Female",
    }
}

/// The 63 provinces in which a birth was registered, as they were before the mergers of 2025 (Circular
/// 07/2016/TT-BCA, annex 1). Numbers given before stay as they are, so today's 34 provinces say nothing here.
const PROVINCES: [&str; 63] = [
    "001", "002", "004", "006", "008", "010", "011", "012", "014", "015", "017", "019", "020", "022", "024", "025",
    "026", "027", "030", "031", "033", "034", "035", "036", "037", "038", "040", "042", "044", "045", "046", "048",
    "049", "051", "052", "054", "056", "058", "060", "062", "064", "066", "067", "068", "070", "072", "074", "075",
    "077", "079", "080", "082", "083", "084", "086", "087", "089", "091", "092", "093", "094", "095", "096",
];

/// A person's number (số định danh cá nhân): the 12 digits on the citizen's card (CCCD).
///
/// Three digits of the province where the birth was registered, or of the country for one that was registered abroad, one of
/// century and sex (0 and 1 for men and women born from 1900, 2 and 3 from 2000, 4 and 5 from 2100), two of the year, six at
/// random (Decree 137/2015/NĐ-CP, article 13; Circular 59/2021/TT-BCA, article 4). Countries are not looked up. There is no
/// check digit. `Debug` does not show the number.
///
/// ```
/// use hoso::identifier::{CitizenId, Sex};
/// let id: CitizenId = "074 185 001234".parse()?;
/// assert_eq!((id.province(), id.sex(), id.birth_year(), id.serial()), (Some("074"), Sex::Female, 1985, "001234"));
/// assert_eq!(id.to_string(), "074185001234");
/// assert_eq!(format!("{id:?}"), "CitizenId(…)");
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CitizenId {
    text: Box<str>,
    sex: Sex,
    birth_year: u16,
}

impl CitizenId {
    /// The province where the birth was registered, such as `074` for the former Bình Dương.
    pub fn province(&self) -> Option<&str> {
        self.registered().filter(|place| is_province(place))
    }

    /// The country where the birth was registered: three digits from `101` on.
    pub fn country(&self) -> Option<&str> {
        self.registered().filter(|place| !is_province(place))
    }

    fn registered(&self) -> Option<&str> {
        self.text.get(..3)
    }

    /// The person's sex.
    pub const fn sex(&self) -> Sex {
        self.sex
    }

    /// The year of birth, 1900 to 2199.
    pub const fn birth_year(&self) -> u16 {
        self.birth_year
    }

    /// The last six digits.
    pub fn serial(&self) -> &str {
        piece(&self.text, 6..)
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let parts = Parts::new().with_some("province", self.province()).with_some("country", self.country());
        let parts = parts.with("sex", self.sex.as_str());
        parts.with("birth_year", i64::from(self.birth_year)).with("serial", self.serial())
    }
}

/// Whether a place of registration is a province; if not, it is a country.
fn is_province(place: &str) -> bool {
    place.starts_with('0')
}

/// The first year of the century and the sex.
const fn century_and_sex(digit: u8) -> Option<(u16, Sex)> {
    Some(match digit {
        b'0' => (1900, Sex::Male),
        b'1' => (1900, Sex::Female),
        b'2' => (2000, Sex::Male),
        b'3' => (2000, Sex::Female),
        b'4' => (2100, Sex::Male),
        b'5' => (2100, Sex::Female),
        _ => return None,
    })
}

impl CitizenId {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let text = number(text)?;
        let [p1, p2, p3, century, y1, y2, serial @ ..] = fixed::<12>(&text)?;
        let mut issues = Issues::new();
        let is_country = |place: &str| !is_province(place) && place > "100";
        if !digits(&[p1, p2, p3]).is_some_and(|place| PROVINCES.contains(&place) || is_country(place)) {
            bad(&mut issues, "province", "001–096, 101–999");
        }
        let century = century_and_sex(century);
        if century.is_none() {
            bad(&mut issues, "century_sex", "0–5");
        }
        let year: Option<u16> = digits(&[y1, y2]).and_then(|year| year.parse().ok());
        if year.is_none() {
            bad(&mut issues, "birth_year", "00–99");
        }
        digits_or(&serial, "serial", "6 × 0–9", &mut issues);
        let id = || {
            let (first, sex) = century?;
            Some(Self { text: text.as_str().into(), sex, birth_year: first.checked_add(year?)? })
        };
        issues.or(id())
    }
}

impl fmt::Display for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A person's number on the identity cards of before (CMND): 9 digits, without parts. Old dossiers hold it.
///
/// `Debug` does not show the number.
///
/// ```
/// use hoso::identifier::OldCitizenId;
/// let id: OldCitizenId = "280 123 456".parse()?;
/// assert_eq!(id.to_string(), "280123456");
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OldCitizenId(Box<str>);

impl OldCitizenId {
    /// The nine digits.
    pub fn number(&self) -> &str {
        &self.0
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        Parts::new().with("number", self.number())
    }
}

impl OldCitizenId {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        let bytes = fixed::<9>(&number(text)?)?;
        let number = digits_or(&bytes, "number", "9 × 0–9", &mut issues);
        issues.or(number.map(|number| Self(number.into())))
    }
}

impl fmt::Display for OldCitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

masked!(CitizenId, OldCitizenId);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::IssueCode;

    #[test]
    fn centuries_and_sexes() {
        for (digit, year, sex) in
            [(0, 1985, Sex::Male), (3, 2085, Sex::Female), (4, 2185, Sex::Male), (5, 2185, Sex::Female)]
        {
            let id: CitizenId = format!("074{digit}85001234").parse().unwrap();
            assert_eq!((id.birth_year(), id.sex()), (year, sex));
        }
    }

    #[test]
    fn every_wrong_part_at_once() {
        let count = |text: &str| text.parse::<CitizenId>().unwrap_err().len();
        assert_eq!(count("003685001234"), 2);
        assert_eq!(count("07A9x500123?"), 4);
        for registered in ["000", "003", "097", "100"] {
            assert_eq!(count(&format!("{registered}185001234")), 1, "{registered}");
        }
        let short = "07418500123".parse::<CitizenId>().unwrap_err();
        assert_eq!(short.iter().map(|issue| issue.code).collect::<Vec<_>>(), [IssueCode::TooShort]);
    }

    #[test]
    fn births_abroad_have_a_country() {
        for country in ["101", "243", "999"] {
            let id: CitizenId = format!("{country}185001234").parse().unwrap();
            assert_eq!((id.province(), id.country(), id.birth_year()), (None, Some(country), 1985));
        }
        let here: CitizenId = "096185001234".parse().unwrap();
        assert_eq!((here.province(), here.country()), (Some("096"), None));
    }

    #[test]
    fn provinces_rise() {
        assert!(PROVINCES.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn nine_digits() {
        assert_eq!("280.123.456".parse::<OldCitizenId>().unwrap().number(), "280123456");
        for text in ["28012345", "2801234567", "28012345x", ""] {
            assert_eq!(text.parse::<OldCitizenId>().unwrap_err().len(), 1, "{text}");
        }
    }
}
