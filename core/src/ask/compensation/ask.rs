//! From the claim to what is owed.

use super::answer::{Compensation, Incomplete, NotOwed, Owed};
use super::owed::{claim_until, lines, reasons_against};
use super::question::Claim;
use crate::ask::answer::{Answerable, Outcome, cite};
use crate::document::Liability;
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode};
use crate::wire::{BoundedText, Date, Issues, Language};

impl Answerable for Claim {
    type Answer<'r> = Compensation<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        let Some(rule) = rulebook.index.liability.on(self.accepted_on) else {
            return Ok(unpaid(vec![Reason::new(ReasonCode::NoLiabilityRule).about(self.accepted_on)]));
        };
        let rule = rulebook.document().liability.at(*rule);
        let until = claim_until(rule, self.event, self.accepted_on, Some(self.due_on), self.delivered_on);
        let reasons = reasons_against(self, until);
        let (Some(claim_until), true) = (until, reasons.is_empty()) else { return Ok(unpaid(reasons)) };
        let lines = lines(self, rule);
        // At most a hundredfold of 10^12, and 10^12 for the papers: far below what an answer may hold.
        let amount = lines.iter().map(|line| line.amount).sum();
        let answer_due = rulebook.answer_due(self, rule);
        let mut sources = Vec::new();
        cite(&mut sources, rule.source.as_ref().map(BoundedText::as_str).filter(|_| !lines.is_empty()));
        Ok(Compensation::Owed(Owed {
            outcome: Outcome::Owed,
            rule: rule.id.as_str().into(),
            amount,
            lines,
            claim_until,
            answer_due,
            pay_due: answer_due.and_then(|day| day.plus_days(rule.pay_days)),
            sources,
        }))
    }
}

/// The answer when something speaks against it: a no, unless all that does is that something is not known.
fn unpaid(reasons: Vec<Reason<'_>>) -> Compensation<'_> {
    if reasons.iter().all(|reason| reason.code == ReasonCode::MissingKey) {
        Compensation::Incomplete(Incomplete { outcome: Outcome::Incomplete, reasons })
    } else {
        Compensation::NotOwed(NotOwed { outcome: Outcome::NotOwed, reasons })
    }
}

impl Rulebook {
    fn answer_due(&self, claim: &Claim, rule: &Liability) -> Option<Date> {
        let days = rule.answer_days.get(claim.zone.as_str())?;
        self.index.calendars.first()?.add(claim.claimed_on, *days).ok()
    }
}
