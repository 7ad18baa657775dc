//! What the contract expects next: after a failed delivery, and when something went wrong.

use super::answer::{Expected, ExpectedKind, Late, Leg};
use super::late::is_late;
use super::leg::Sending;
use crate::ask::compensation::{Harm, claim_until};
use crate::ask::deadlines::{Dated, StepId};
use crate::ask::track::{ClaimState, State};
use crate::document::{Liability, Sla};
use crate::index::calendar::WorkingDays;
use crate::wire::{Attempts, BoundedText, Date, Days};

/// An expectation of a leg, before its days are known.
fn expected<'r>(kind: ExpectedKind, leg: Option<&Leg>, source: Option<&'r BoundedText<120>>) -> Expected<'r> {
    Expected {
        kind,
        consignment: leg.and_then(|leg| leg.tracking.consignment.clone()),
        number: None,
        harm: None,
        not_before: None,
        until: None,
        source: source.map(|line| line.as_str().into()),
    }
}

/// What the service level expects of the last sending of the result.
pub(super) fn of_delivery<'r>(
    sla: &'r Sla,
    post: Option<&WorkingDays>,
    dated: &Dated<'_>,
    sending: &Sending<'_>,
) -> Vec<Expected<'r>> {
    let (leg, source) = (sending.leg, sla.source.as_ref());
    let back = expected(ExpectedKind::Return, leg, source);
    if !leg.is_none_or(Leg::is_waiting) {
        let turned = leg.filter(|leg| leg.tracking.state == State::Returning);
        return turned.map(|_| back).into_iter().collect();
    }
    let hold = dated.step(StepId::Hold).map(|step| step.due);
    let attempts = leg.map_or(0, |leg| leg.tracking.attempts.get());
    let used_up = sla.attempts.map(|most: Attempts| attempts >= most.get());
    let mut next = Vec::new();
    if attempts > 0 && used_up != Some(true) {
        let at_an_office = leg.is_some_and(|leg| leg.tracking.state == State::Held);
        let kind = if at_an_office { ExpectedKind::Invitation } else { ExpectedKind::Attempt };
        let again = |gap: Days| post?.add(sending.last_attempt_on?, gap).ok();
        let not_before = sla.attempt_gap_days.and_then(again);
        next.push(Expected { number: Some(attempts.saturating_add(1)), not_before, ..expected(kind, leg, source) });
    }
    if hold.is_some() {
        next.push(Expected { until: hold, ..expected(ExpectedKind::Hold, leg, source) });
    }
    if attempts > 0 && used_up.unwrap_or(hold.is_some()) {
        let not_before = hold.map_or(sending.last_attempt_on, |last| last.plus(1));
        next.push(Expected { not_before, ..back });
    }
    next
}

/// A leg for which a claim may be made: when the post had it, when it was due, when it was delivered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claimable<'l> {
    pub(super) leg: &'l Leg,
    pub(super) accepted_on: Option<Date>,
    pub(super) due_on: Option<Date>,
    pub(super) delivered_on: Option<Date>,
}

impl Claimable<'_> {
    /// The claims that are in time on a day.
    pub(super) fn claims<'r>(
        &self,
        rule: impl Fn(Date) -> Option<&'r Liability>,
        late: &[Late],
        on: Date,
    ) -> Vec<Expected<'r>> {
        let tracking = &self.leg.tracking;
        let open = matches!(tracking.claim, ClaimState::None | ClaimState::Refused);
        let Some((accepted_on, rule)) = self.accepted_on.filter(|_| open).and_then(|day| Some((day, rule(day)?)))
        else {
            return Vec::new();
        };
        let harms = [
            (Harm::Lost, tracking.state == State::Lost),
            (Harm::Late, is_late(late, self.leg)),
            (Harm::Damaged, tracking.damaged),
        ];
        let happened = harms.into_iter().filter(|(_, happened)| *happened);
        happened.filter_map(|(harm, _)| self.claim(harm, accepted_on, rule)).filter(|it| it.until >= Some(on)).collect()
    }

    /// The claim for a harm; none without the day from which its time counts.
    fn claim<'r>(&self, harm: Harm, accepted_on: Date, rule: &'r Liability) -> Option<Expected<'r>> {
        let until = claim_until(rule, harm, accepted_on, self.due_on, self.delivered_on)?;
        let claim = expected(ExpectedKind::Claim, Some(self.leg), rule.source.as_ref());
        Some(Expected { harm: Some(harm), until: Some(until), ..claim })
    }
}
