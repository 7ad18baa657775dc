//! Whether a price agrees with itself: its lines, its sums and its shares.

use crate::ask::quote::{LineKind, Quoted};
use crate::wire::{IssueCode, Issues, MAX_SUM, Params, Path};

/// The payer whose share is asked at the door.
pub(super) const APPLICANT: &str = "applicant";
/// The payer whose share the operator bills.
pub(super) const AGENCY: &str = "agency";

/// The lines of prices, added up by kind. Sums of amounts within 2^53 cannot pass 128 bits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LineSums {
    pub(super) postage: i128,
    pub(super) surcharges: i128,
    pub(super) discounts: i128,
    pub(super) tax: i128,
}

impl LineSums {
    /// Adds the lines of a price, so many times.
    pub(super) fn add(&mut self, quote: &Quoted<'_>, times: i128) {
        for line in &quote.lines {
            let sum = match line.kind {
                LineKind::Postage => &mut self.postage,
                LineKind::Surcharge => &mut self.surcharges,
                LineKind::Discount => &mut self.discounts,
                LineKind::Tax => &mut self.tax,
            };
            *sum += i128::from(line.amount) * times;
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.postage += other.postage;
        self.surcharges += other.surcharges;
        self.discounts += other.discounts;
        self.tax += other.tax;
    }
}

/// A key of a price, whether the others agree with it, and what they come to.
struct Sum {
    key: &'static str,
    agrees: bool,
    expected: i128,
}

/// Adds an issue for each amount of a price that the others contradict, or that is on the wrong side of zero.
pub(super) fn adds_up(quote: &Quoted<'_>, at: &Path<'_>, issues: &mut Issues) {
    let mut lines = LineSums::default();
    lines.add(quote, 1);
    let [net, tax, total, fee, due] =
        [quote.net, quote.tax, quote.total, quote.agency_fee, quote.applicant_due].map(i128::from);
    let charged = lines.postage + lines.surcharges + lines.discounts;
    let paid: i128 = quote.payers.iter().map(|payer| i128::from(payer.amount)).sum();
    let theirs = quote.payers.iter().filter(|payer| payer.who == APPLICANT);
    let at_the_door = theirs.map(|payer| i128::from(payer.amount)).sum::<i128>() + fee;
    let sums = [
        // The lines are net, or gross where the tariff's prices include the tax.
        Sum { key: "net", agrees: charged == net || charged == total, expected: charged },
        Sum { key: "tax", agrees: lines.tax == tax, expected: lines.tax },
        Sum { key: "total", agrees: net + tax == total, expected: net + tax },
        Sum { key: "payers", agrees: paid == total, expected: total },
        Sum { key: "applicant_due", agrees: at_the_door == due, expected: at_the_door },
    ];
    for Sum { key, expected, .. } in sums.into_iter().filter(|sum| !sum.agrees) {
        let expected = i64::try_from(expected).ok().filter(|expected| expected.abs() <= MAX_SUM);
        let params = expected.into_iter().fold(Params::new(), |params, sum| params.with("expected", sum));
        issues.add(IssueCode::DoesNotAddUp, &Path::Key(at, key), params);
    }
    signs(quote, at, issues);
}

/// Prices, fees and shares are not negative, discounts not positive; a tax that rounding made negative is.
fn signs(quote: &Quoted<'_>, at: &Path<'_>, issues: &mut Issues) {
    for (key, amount) in [("net", quote.net), ("total", quote.total), ("agency_fee", quote.agency_fee)] {
        not_negative(amount, &Path::Key(at, key), issues);
    }
    let payers = Path::Key(at, "payers");
    for (position, payer) in quote.payers.iter().enumerate() {
        not_negative(payer.amount, &Path::Key(&Path::Index(&payers, position), "amount"), issues);
    }
    let lines = Path::Key(at, "lines");
    for (position, line) in quote.lines.iter().enumerate() {
        let line_at = Path::Index(&lines, position);
        let here = Path::Key(&line_at, "amount");
        match line.kind {
            LineKind::Postage | LineKind::Surcharge => not_negative(line.amount, &here, issues),
            LineKind::Discount if line.amount > 0 => {
                issues.add(IssueCode::TooLarge, &here, Params::new().with("max", 0));
            }
            LineKind::Discount | LineKind::Tax => {}
        }
    }
}

fn not_negative(amount: i64, at: &Path<'_>, issues: &mut Issues) {
    if amount < 0 {
        issues.add(IssueCode::TooSmall, at, Params::new().with("min", 0));
    }
}
