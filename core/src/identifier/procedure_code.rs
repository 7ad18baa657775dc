//! Codes of procedures.

use std::fmt;

use super::read::{are_digits, bad, code};
use super::{AgencyCode, Parts};
use crate::wire::Issues;

/// The code of a procedure in the national database, on its own or as one place has it.
///
/// The national part is a digit and six digits, `1.001612`; the same procedure has one for the whole country. A place may
/// follow: as the code of an agency in the first generation, `1.001612.000.00.00.H01`, as the national database shows it, or
/// as its top level alone, `1.014199.H05`, as decisions of provinces print it since 2025 (1513/QĐ-UBND of Bắc Ninh, November
/// 2025, and those of other provinces). No rule that sets these forms was found, so the normal form keeps the one that was given.
///
/// ```
/// use hoso::identifier::ProcedureCode;
/// let procedure: ProcedureCode = "1.001612.000.00.00.h01".parse()?;
/// assert_eq!(procedure.national(), "1.001612");
/// assert_eq!(procedure.place().map(|place| place.top()), Some("H01"));
/// assert_eq!(procedure.to_string(), "1.001612.000.00.00.H01");
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ProcedureCode {
    national: Box<str>,
    place: Option<AgencyCode>,
}

impl ProcedureCode {
    /// The national part, such as `1.001612`.
    pub fn national(&self) -> &str {
        &self.national
    }

    /// The place, if one is named: `000.00.00.H01` or `H05`.
    pub const fn place(&self) -> Option<&AgencyCode> {
        self.place.as_ref()
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        Parts::new().with("national", self.national()).with_some("place", self.place().map(AgencyCode::to_string))
    }
}

/// The place: an agency's code of the first generation, or a top level alone.
fn place(text: &str, issues: &mut Issues) -> Option<AgencyCode> {
    if text.starts_with(|char: char| char.is_ascii_digit()) {
        return AgencyCode::read(text, "place.", issues);
    }
    let place = AgencyCode::of_top(text);
    if place.is_none() {
        bad(issues, "place", "H01, 000.00.00.H01");
    }
    place
}

impl ProcedureCode {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        let text = code(text);
        let mut groups = text.splitn(3, '.');
        let (series, number) = (groups.next().unwrap_or_default(), groups.next().unwrap_or_default());
        if !(matches!(series.as_bytes(), [b'1'..=b'9']) && are_digits(number, 6)) {
            bad(&mut issues, "national", "1.000000–9.999999");
        }
        let place = groups.next().and_then(|text| place(text, &mut issues));
        issues.or(Some(Self { national: format!("{series}.{number}").into(), place }))
    }
}

impl fmt::Display for ProcedureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.national)?;
        self.place().map_or(Ok(()), |place| write!(f, ".{place}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_forms() {
        let short: ProcedureCode = " 2.000379 ".parse().unwrap();
        assert_eq!((short.national(), short.place(), short.to_string().as_str()), ("2.000379", None, "2.000379"));
        let long: ProcedureCode = "3.000181.000.00.00.h22".parse().unwrap();
        assert_eq!(long.place().unwrap().to_string(), "000.00.00.H22");
        assert!(short < long);
        let printed: ProcedureCode = "1.014199. h05".parse().unwrap();
        assert_eq!((printed.place().unwrap().top(), printed.to_string().as_str()), ("H05", "1.014199.H05"));
    }

    #[test]
    fn every_wrong_part_at_once() {
        let count = |text: &str| text.parse::<ProcedureCode>().unwrap_err().len();
        for text in ["", "1", "0.001612", "1.01612", "11.001612", "1.00161x", "1-001612"] {
            assert_eq!(count(text), 1, "{text}");
        }
        assert_eq!(count("1.001612."), 1);
        for place in ["H00", "H1", "H01.01", "01", "HH1", "H01."] {
            assert_eq!(count(&format!("1.001612.{place}")), 1, "{place}");
        }
        assert_eq!(count("x.001612.000.0.00.H00"), 3);
    }
}
