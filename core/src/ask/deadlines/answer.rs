//! The answer about due days.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Moments;
use crate::ask::answer::Outcome;
use crate::ask::decide::NotCovered;
use crate::say::reason::Reason;
use crate::wire::{Date, Days};

closed_list! {
    /// A step on the way of a dossier, in order.
    pub enum StepId {
        /// The dossier is handed over at the agency.
        Filing = "filing", "Bàn giao hồ sơ cho cơ quan", "Filing at the agency",
        /// The person has the appointment slip.
        Slip = "slip", "Giao giấy hẹn trả kết quả", "Appointment slip",
        /// The agency is done.
        Result = "result", "Cơ quan giải quyết xong", "Result at the agency",
        /// The post takes the result at the agency.
        Collection = "collection", "Bưu điện nhận kết quả", "Collection by the post",
        /// The first delivery attempt.
        FirstAttempt = "first_attempt", "Phát lần đầu", "First delivery attempt",
        /// The end of holding an undelivered result.
        Hold = "hold", "Hết hạn lưu giữ", "End of holding",
    }
}

closed_list! {
    /// How days are counted.
    pub enum DayUnit {
        /// Working days of a calendar.
        Working = "working", "Ngày làm việc", "Working days",
        /// Calendar days, Sundays and holidays included.
        Calendar = "calendar", "Ngày lịch", "Calendar days",
    }
}

shape! {
    /// A step with its due day.
    pub struct Step<'r> {
        /// Which step it is.
        pub id: StepId,
        /// The day from which it counts; the day after is day 1.
        pub from: Date,
        /// How many days.
        pub days: Days,
        /// What kind of days they are.
        pub unit: DayUnit,
        /// The last day on which it is in time.
        pub due: Date,
        /// The legal source of the number of days.
        pub source: Option<Cow<'r, str>>,
    }
}

shape! {
    /// Due days, as far as they can be told; without any the outcome is `no_deadline`.
    pub struct Dated<'r> {
        /// How it came out: `dated`, or `no_deadline` when there is no step.
        pub outcome: Outcome,
        /// The id of the contract that covers it.
        pub contract: Cow<'r, str>,
        /// The id of the clause that promises the times.
        pub clause: Cow<'r, str>,
        /// The id of the carriage's zone.
        pub zone: Option<Cow<'r, str>>,
        /// The steps that can be told, in order.
        pub steps: Vec<Step<'r>>,
        /// Why the other steps have no due day.
        pub reasons: Vec<Reason<'r>>,
        /// The legal sources of the steps, each once.
        pub sources: Vec<Cow<'r, str>>,
    }
}

impl<'r> Dated<'r> {
    /// A step, if it can be told.
    pub(crate) fn step(&self, id: StepId) -> Option<&Step<'r>> {
        self.steps.iter().find(|step| step.id == id)
    }
}

answer! {
    /// The due day of each step, or why the post may not carry it.
    pub enum Deadlines<'r> {
        /// Due days.
        Dated(Dated<'r>),
        /// No step can be told.
        NoDeadline(Dated<'r>),
        /// The post may not carry it.
        NotCovered(NotCovered<'r>),
    }
}
