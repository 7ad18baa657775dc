//! What is late, by how many days, and whose days they are.

use super::answer::{Late, Leg, Whose};
use super::leg::{KnownDays, Sending};
use crate::ask::deadlines::{Dated, StepId};
use crate::document::Service;
use crate::index::calendar::WorkingDays;
use crate::wire::{Date, Span};

/// By whose calendars lateness is counted, and up to when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clocks<'r> {
    pub(super) on: Date,
    pub(super) post: Option<&'r WorkingDays>,
    pub(super) agency: Option<&'r WorkingDays>,
    /// Of the agency at whose counter it is handed in and given out.
    pub(super) counter: Option<&'r WorkingDays>,
    pub(super) pauses: &'r [Span],
}

/// A step under way: from when it counts, when it was done, and whether it came to an end otherwise.
struct Stretch<'l> {
    step: StepId,
    leg: Option<&'l Leg>,
    begun: Option<Date>,
    reached: Option<Date>,
    over: bool,
}

impl Clocks<'_> {
    /// What is late before the result is on its way.
    pub(super) fn up_to_collection(self, dated: &Dated<'_>, known: &KnownDays, intake: Option<&Leg>) -> Vec<Late> {
        let KnownDays { posted, handed_in, filed, resolved, collected, collecting_told, .. } = *known;
        let later = filed.or(resolved).or(collected).is_some();
        let lost = intake.is_some_and(Leg::is_over);
        let filing =
            Stretch { step: StepId::Filing, leg: intake, begun: posted, reached: handed_in, over: later || lost };
        let (step, leg) = (StepId::Result, None);
        let result = Stretch { step, leg, begun: filed, reached: resolved, over: collected.is_some() };
        let step = StepId::Collection;
        let collection = Stretch { step, leg, begun: resolved, reached: collecting_told, over: collected.is_some() };
        [filing, result, collection].into_iter().filter_map(|stretch| self.late(&stretch, dated)).collect()
    }

    /// What is late of one sending of the result.
    pub(super) fn first_attempt(self, dated: &Dated<'_>, sending: &Sending<'_>) -> Option<Late> {
        let Sending { leg, collected_on: begun, attempted_on: reached, last_attempt_on, .. } = *sending;
        let over = last_attempt_on.is_some() || leg.is_some_and(Leg::is_over);
        self.late(&Stretch { step: StepId::FirstAttempt, leg, begun, reached, over }, dated)
    }

    /// A step that has not begun is not late, nor one that ended without anybody saying when.
    fn late(self, stretch: &Stretch<'_>, dated: &Dated<'_>) -> Option<Late> {
        let Stretch { step, leg, begun, reached, over } = *stretch;
        let due = dated.step(step)?.due;
        let end = reached.or((!over).then_some(self.on))?;
        (begun.is_some() && end > due).then(|| Late {
            step,
            consignment: leg.and_then(|leg| leg.tracking.consignment.clone()),
            due,
            reached,
            days: self.days(step, due, end),
            whose: if step == StepId::Result { Whose::Agency } else { Whose::Post },
        })
    }

    fn days(self, step: StepId, due: Date, end: Date) -> Option<i64> {
        let calendar = match step {
            StepId::Result => self.agency,
            StepId::Collection => self.counter,
            _ => self.post,
        }?;
        let all = calendar.between(due, end).ok()?;
        let spans = if step == StepId::Result { self.pauses } else { &[] };
        let mut paused = 0;
        for span in spans {
            let before = span.from.plus(-1).map_or(due, |day| day.max(due));
            let last = span.until.and_then(|until| until.plus(-1)).map_or(end, |day| day.min(end));
            paused += calendar.between(before, last).ok()?;
        }
        Some(all - paused)
    }
}

/// Whether a leg is among what is late.
pub(super) fn is_late(late: &[Late], leg: &Leg) -> bool {
    let step = if leg.leg == Service::Intake { StepId::Filing } else { StepId::FirstAttempt };
    late.iter().any(|late| late.step == step && late.consignment == leg.tracking.consignment)
}
