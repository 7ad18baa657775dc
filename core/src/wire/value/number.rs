//! Numbers with their units and limits. Money is a whole number of đồng; nothing here is floating point.

use std::str::FromStr;

use serde_json::{Value, json};

use crate::wire::{IssueCode, Issues, Kind, Language, Node, Path, Schemas, Seal, Shape, Sink, Write, read};

/// The largest sum that an answer may hold: 2^53 − 1, the largest integer that every host language holds exactly.
pub const MAX_SUM: i64 = 9_007_199_254_740_991;

integers! {
    /// An amount of money in a document or a question, in the currency's minor unit (đồng), 0 to 10^12.
    Money: 0..=1_000_000_000_000;
    /// An amount of a line of an invoice, in đồng; negative for a credit note.
    InvoiceAmount: -1_000_000_000_000..=1_000_000_000_000;
    /// A rate in basis points (10000 = 100%) of a base, up to a hundredfold: taxes, surcharges, compensation.
    Rate: 0..=1_000_000;
    /// A share of a whole in basis points, 0 to 10000: payers, discounts.
    ShareBp: 0..=10_000;
    /// A weight in grams, 1 to 100000.
    Grams: 1..=100_000;
    /// The part of a weight that was lost, in grams, 0 to 100000.
    LostGrams: 0..=100_000;
    /// A count of days, working or calendar as its key says, 0 to 3650.
    Days: 0..=3_650;
    /// A count of months, 0 to 1200.
    Months: 0..=1_200;
    /// A count of delivery attempts, 1 to 100.
    Attempts: 1..=100;
    /// What an amount is rounded to, in đồng, 1 to 100000.
    RoundTo: 1..=100_000;
    /// How many units an agency fee counts (pages, copies, signatures), 1 to 100000.
    FeeUnits: 1..=100_000;
    /// How often something happened, 0 to 2^53 − 1.
    Count: 0..=9_007_199_254_740_991;
    /// The version of the rulebook's format: 1.
    FormatVersion: 1..=1;
}

/// Whether a number as people write it is below zero, and what follows its sign.
pub(crate) fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

impl Money {
    /// No đồng.
    pub const ZERO: Self = Self(0);
}

impl From<Money> for InvoiceAmount {
    fn from(amount: Money) -> Self {
        Self(amount.0)
    }
}

impl FeeUnits {
    /// What is counted where nobody says how many.
    pub const ONE: Self = Self(1);
}

impl Days {
    /// No day.
    pub const ZERO: Self = Self(0);
    /// One day.
    pub const ONE: Self = Self(1);
}

impl Count {
    /// Not once.
    pub const ZERO: Self = Self(0);

    /// Once more.
    pub(crate) fn next(self) -> Self {
        Self(self.0.saturating_add(1).min(Self::MAX))
    }
}

impl FormatVersion {
    /// The version that this library reads and writes.
    pub const CURRENT: Self = Self(1);
}

closed_list! {
    /// How an amount is rounded to the nearest multiple.
    pub enum RoundingMode {
        /// To the nearest, halves away from zero.
        HalfUp = "half_up", "Làm tròn đến mức gần nhất", "Rounded to the nearest",
        /// Away from zero.
        Up = "up", "Làm tròn lên", "Rounded up",
        /// Toward zero: the rest is dropped.
        Down = "down", "Làm tròn xuống", "Rounded down",
    }
}

/// A currency's code by ISO 4217, such as `VND`; amounts are in its minor unit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Currency(Box<str>);

impl Currency {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Currency {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        let code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if code { Ok(Self(text.into())) } else { Err(IssueCode::NotACurrency) }
    }
}

impl Shape for Currency {
    const KIND: Kind = Kind::Text;
    fn hole(_: Seal) -> Self {
        Self(Box::default())
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::parsed(node, at, issues, str::parse)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "pattern": "^[A-Z]{3}$" })
    }
}

impl Write for Currency {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.text(&self.0);
    }
}

/// Basis points of the whole.
pub(crate) const WHOLE: i64 = 10_000;

/// `numerator / denominator` rounded to a multiple of `to`, exactly: the quotient itself is never rounded first.
///
/// `denominator` and `to` are positive; products of amounts and rates within their limits fit 128 bits with room to
/// spare. A result beyond 64 bits is the nearest that fits: far beyond what an answer may hold, so it ends in
/// `too_large`.
#[inline]
pub(crate) fn round(numerator: i128, denominator: i64, to: i64, mode: RoundingMode) -> i64 {
    match i64::try_from(numerator) {
        // Nearly all are rates in basis points of amounts that fit 64 bits: by a number that is known here the compiler
        // divides without dividing.
        Ok(short) if short >= 0 && denominator == WHOLE && to == 1 => {
            let up = mode.rounds_up((short % WHOLE).unsigned_abs(), WHOLE.unsigned_abs());
            short / WHOLE + i64::from(up)
        }
        _ => round_any(numerator, denominator, to, mode),
    }
}

fn round_any(numerator: i128, denominator: i64, to: i64, mode: RoundingMode) -> i64 {
    let step = denominator.saturating_mul(to).max(1).unsigned_abs();
    let size = numerator.unsigned_abs();
    let (whole, rest) = match u64::try_from(size) {
        Ok(short) => (u128::from(short / step), short % step),
        Err(_) => (size / u128::from(step), u64::try_from(size % u128::from(step)).unwrap_or(0)),
    };
    let up = i64::from(mode.rounds_up(rest, step));
    let multiple = i64::try_from(whole).unwrap_or(i64::MAX).saturating_add(up).saturating_mul(to);
    if numerator < 0 { -multiple } else { multiple }
}

impl RoundingMode {
    /// Whether the rest of a division takes the quotient one further from zero.
    #[inline]
    fn rounds_up(self, rest: u64, of: u64) -> bool {
        match self {
            Self::HalfUp => rest >= of - rest,
            Self::Up => rest > 0,
            Self::Down => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_halves_away_from_zero_and_keeps_the_sign() {
        let half_up = |n, d, to| round(n, d, to, RoundingMode::HalfUp);
        assert_eq!((half_up(5, 10, 1), half_up(4, 10, 1), half_up(-5, 10, 1)), (1, 0, -1));
        assert_eq!((half_up(1_499, 1, 1_000), half_up(1_500, 1, 1_000)), (1_000, 2_000));
        assert_eq!(round(1, 10, 500, RoundingMode::Up), 500);
        assert_eq!(round(-1, 10, 500, RoundingMode::Up), -500);
        assert_eq!(round(9_999, 10, 1_000, RoundingMode::Down), 0);
        // Exact: 0.4995 to the nearest 1 is 0, although 0.4995 rounded to a tenth first would be 0.5 and then 1.
        assert_eq!(half_up(4_995, 10_000, 1), 0);
        assert_eq!((half_up(15_000, WHOLE, 1), half_up(-15_000, WHOLE, 1), half_up(-14_999, WHOLE, 1)), (2, -2, -1));
    }

    #[test]
    fn what_does_not_fit_64_bits_is_divided_exactly_and_ends_at_the_greatest() {
        let large = 300_000_000_000_000_000_000_i128;
        let half_up = |more| round(large + more, WHOLE, 1, RoundingMode::HalfUp);
        assert_eq!(
            [0, 4_999, 5_000].map(half_up),
            [30_000_000_000_000_000, 30_000_000_000_000_000, 30_000_000_000_000_001]
        );
        assert_eq!(round(-large, WHOLE, 1, RoundingMode::Down), -30_000_000_000_000_000);
        assert_eq!(round(i128::MAX, 1, 1, RoundingMode::Down), i64::MAX);
    }

    #[test]
    fn limits_are_inclusive() {
        assert!(Money::try_from(1_000_000_000_000).is_ok() && Money::try_from(0).is_ok());
        assert_eq!(Money::try_from(1_000_000_000_001), Err(crate::wire::IssueCode::TooLarge));
        assert_eq!(Grams::try_from(0), Err(crate::wire::IssueCode::TooSmall));
    }
}
