//! From the claim to what is owed.

use super::answer::{Compensation, NotOwed, Owed};
use super::owed::{claim_until, lines, reasons_against};
use super::question::Claim;
use crate::ask::answer::{Outcome, cite, in_json, too_large};
use crate::document::Liability;
use crate::index::table::At as _;
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode};
use crate::wire::{Date, Issues, Line, MAX_SUM};

impl Rulebook {
    /// What does the operator owe?
    ///
    /// # Errors
    /// `too_large` when it adds up to more than 2^53 − 1.
    pub fn compensation<'r>(&'r self, claim: &Claim) -> Result<Compensation<'r>, Issues> {
        let not_owed = |reasons| Ok(Compensation::NotOwed(NotOwed { outcome: Outcome::NotOwed, reasons }));
        let Some(rule) = self.index.liability.on(claim.accepted_on) else {
            return not_owed(vec![Reason::new(ReasonCode::NoLiabilityRule).about(claim.accepted_on)]);
        };
        let rule = self.document().liability.at(*rule);
        let until = claim_until(rule, claim.event, claim.accepted_on, Some(claim.due_on), claim.delivered_on);
        let reasons = reasons_against(claim, until);
        let (Some(claim_until), true) = (until, reasons.is_empty()) else { return not_owed(reasons) };
        let lines = lines(claim, rule)?;
        let amount: i64 = lines.iter().map(|line| line.amount).sum();
        if amount > MAX_SUM {
            return Err(too_large());
        }
        let answer_due = self.answer_due(claim, rule);
        let mut sources = Vec::new();
        cite(&mut sources, rule.source.as_ref().map(Line::as_str).filter(|_| !lines.is_empty()));
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

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn compensation_json(&self, json: &str, language: crate::wire::Language) -> String {
        in_json(json, language, |claim: Claim| self.compensation(&claim))
    }

    fn answer_due(&self, claim: &Claim, rule: &Liability) -> Option<Date> {
        let days = rule.answer_days.get(claim.zone.as_str())?;
        self.index.calendars.first()?.add(claim.claimed_on, *days).ok()
    }
}
