//! What is owed by a liability rule, until when it may be claimed, and what speaks against it.

use std::borrow::Cow;

use super::answer::{OwedKind, OwedLine};
use super::question::{Claim, Harm};
use crate::document::Liability;
use crate::say::reason::{Reason, ReasonCode};
use crate::wire::{Date, Grams, Money, RoundingMode, round};

/// The last day to claim; unknown without the day from which it counts.
pub(crate) fn claim_until(
    rule: &Liability,
    harm: Harm,
    accepted_on: Date,
    due_on: Option<Date>,
    delivered_on: Option<Date>,
) -> Option<Date> {
    let months = &rule.claim_months;
    let (from, months) = match harm {
        Harm::Lost => (due_on, months.lost),
        Harm::Late => (due_on, months.late),
        Harm::Damaged => (delivered_on, months.damaged),
        Harm::Charge => (Some(accepted_on), months.charge),
    };
    // A time limit past the last year never ends.
    from.map(|from| from.plus_months(months).unwrap_or(Date::MAX))
}

/// Why nothing is owed.
pub(super) fn reasons_against(claim: &Claim, until: Option<Date>) -> Vec<Reason<'static>> {
    let mut reasons = Vec::new();
    if claim.event == Harm::Damaged {
        let needed = [
            ("delivered_on", claim.delivered_on.is_some()),
            ("weight_grams", claim.weight_grams.is_some()),
            ("lost_grams", claim.lost_grams.is_some()),
        ];
        let missing = needed.into_iter().filter(|(_, given)| !given);
        reasons.extend(missing.map(|(key, _)| Reason::new(ReasonCode::MissingKey).about(key)));
    }
    let ended = claim.delivered_on.unwrap_or(claim.claimed_on);
    if claim.event == Harm::Late && ended <= claim.due_on {
        reasons.push(Reason::new(ReasonCode::NotLate).about(claim.due_on));
    }
    if let Some(until) = until.filter(|until| claim.claimed_on > *until) {
        reasons.push(Reason::new(ReasonCode::ClaimTooLate).about(until));
    }
    reasons
}

/// What is owed, line by line.
pub(super) fn lines<'r>(claim: &Claim, rule: &'r Liability) -> Vec<OwedLine<'r>> {
    let charge = i128::from(claim.charge.get());
    let (lost_bp, late_bp) = (i128::from(rule.lost_bp.get()), i128::from(rule.late_bp.get()));
    let rounded = |numerator, denominator| round(numerator, denominator, 1, RoundingMode::HalfUp);
    match claim.event {
        Harm::Lost => {
            let reissue = claim.reissue_cost.map(|cost| line(rule, "reissue", cost.get()));
            std::iter::once(line(rule, "lost", rounded(charge * lost_bp, 10_000))).chain(reissue).collect()
        }
        Harm::Late => vec![line(rule, "late", rounded(charge * late_bp, 10_000))],
        Harm::Damaged => {
            let lost = claim.lost_grams.map_or(0, |grams| i128::from(grams.get()));
            let weight = claim.weight_grams.map_or(1, Grams::get);
            // By weight (Circular 02/2012/TT-BTTTT, article 8).
            let share = rounded(charge * lost_bp * lost, 10_000 * weight);
            let actual = claim.actual_damage.map_or(i64::MAX, Money::get);
            vec![line(rule, "damaged", share.min(actual))]
        }
        // The right to an answer, and no amount.
        Harm::Charge => Vec::new(),
    }
}

/// A line of the rule.
fn line<'r>(rule: &'r Liability, what: &str, amount: i64) -> OwedLine<'r> {
    let id = Cow::Owned(format!("{}/{what}", rule.id));
    let source = rule.source.as_ref().map(|source| Cow::Borrowed(source.as_str()));
    OwedLine { kind: OwedKind::Compensation, id, amount, source }
}
