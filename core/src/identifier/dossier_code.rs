//! Codes of dossiers.

use std::fmt;

use super::read::{LONGEST, are_digits, bad, code};
use super::{AgencyCode, Parts};
use crate::wire::{Date, Issues};

/// The code of a dossier: the agency that took it in, the day, and a serial.
///
/// Written `{agency}-{yymmdd}-{serial}` (Circular 03/2025/TT-VPCP, article 13). The serial has four digits or more, as many as
/// the day needs; in a centralised system two digits for its owner stand before it (paragraph 3, added by Circular
/// 04/2025/TT-VPCP, article 23, in force since 25 January 2026). The whole is no longer than an id. The years are 2000 to 2099.
///
/// ```
/// use hoso::identifier::DossierCode;
/// let dossier: DossierCode = "h15.50.05.13-261008-0975".parse()?;
/// assert_eq!(dossier.agency().top(), "H15");
/// assert_eq!(dossier.day().to_string(), "2026-10-08");
/// assert_eq!(dossier.serial(), "0975");
/// assert_eq!(dossier.to_string(), "H15.50.05.13-261008-0975");
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DossierCode {
    agency: AgencyCode,
    yymmdd: Box<str>,
    day: Date,
    serial: Box<str>,
}

impl DossierCode {
    /// What stands in for a code that could not be read.
    pub(crate) fn hole() -> Self {
        Self { agency: AgencyCode::hole(), yymmdd: Box::default(), day: Date::MIN, serial: Box::default() }
    }

    /// The agency that took it in.
    pub const fn agency(&self) -> &AgencyCode {
        &self.agency
    }

    /// The day on which it was taken in.
    pub const fn day(&self) -> Date {
        self.day
    }

    /// The serial: 4 digits or more, with its zeros in front.
    pub fn serial(&self) -> &str {
        &self.serial
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let parts = Parts::new().with("agency", self.agency.to_string()).with("day", self.day.to_string());
        parts.with("serial", self.serial())
    }
}

/// A day written `yymmdd`, of the years 2000 to 2099.
fn day(yymmdd: &str) -> Option<Date> {
    let number: u32 = are_digits(yymmdd, 6).then(|| yymmdd.parse().ok())??;
    Date::new(i32::try_from(2000 + number / 10_000).ok()?, number / 100 % 100, number % 100)
}

impl DossierCode {
    pub(super) fn typed(text: &str) -> Result<Self, Issues> {
        let mut issues = Issues::new();
        let text = code(text);
        let mut groups = text.splitn(3, '-');
        let mut next = || groups.next().unwrap_or_default();
        let (agency, yymmdd, serial) = (next(), next(), next());

        let agency = AgencyCode::read(agency, "agency.", &mut issues);
        let day = day(yymmdd);
        if day.is_none() {
            bad(&mut issues, "day", "yymmdd");
        }
        if serial.len() < 4 || text.len() > LONGEST || !are_digits(serial, serial.len()) {
            bad(&mut issues, "serial", "≥ 4 × 0–9");
        }
        let dossier = || Some(Self { agency: agency?, yymmdd: yymmdd.into(), day: day?, serial: serial.into() });
        issues.or(dossier())
    }
}

impl fmt::Display for DossierCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.agency, self.yymmdd, self.serial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        text.parse::<DossierCode>().unwrap_err().len()
    }

    #[test]
    fn the_day_is_a_real_one() {
        for (yymmdd, real) in
            [("240229", true), ("230229", false), ("991231", true), ("001301", false), ("26100", false)]
        {
            assert_eq!(format!("H15-{yymmdd}-0001").parse::<DossierCode>().is_ok(), real, "{yymmdd}");
        }
    }

    #[test]
    fn both_generations_and_serials_of_4_digits_or_more() {
        let longest = format!("G22-240102-{}", "1".repeat(53));
        assert!(format!("{longest}1").parse::<DossierCode>().is_err());
        for text in ["000.00.53.H48-220921-0099", "H15.50.05.13-261008-0975", "H29.001.02-260301-18100000", &longest] {
            assert_eq!(text.parse::<DossierCode>().unwrap().to_string(), text);
        }
        assert_eq!(" h15 – 261008 — 0975 ".parse::<DossierCode>().unwrap().to_string(), "H15-261008-0975");
    }

    #[test]
    fn every_wrong_part_at_once() {
        assert_eq!(count(""), 3);
        assert_eq!(count("H15"), 2);
        assert_eq!(count("H15-261008-0975-1"), 1);
        assert_eq!(count("H15-261008-123"), 1);
        assert_eq!(count("000.0.53.H00-221321-09x9"), 4);
    }
}
