//! Liability: what the operator owes when it goes wrong.

use super::source::SourceId;
use crate::wire::{ById, Days, Id, Months, Rate, Validity};

built! {
    /// What the operator owes when something goes wrong. No two rules hold on a same day.
    pub struct Liability {
        /// The rule's id.
        pub id: Id,
        /// The days of acceptance to which it applies.
        pub valid: Validity,
        /// Its legal source.
        pub source: Option<SourceId>,
        /// What is owed for a loss, in basis points of the charge: 40000 is four times.
        pub lost_bp: Rate,
        /// What is owed for lateness, in basis points of the charge.
        pub late_bp: Rate,
        /// How long a person may claim.
        pub claim_months: ClaimMonths,
        /// Within how many working days the operator answers, by zone.
        pub answer_days: ById<Days>,
        /// Within how many calendar days after the answer it pays.
        pub pay_days: Days,
    }
}

built! {
    /// How many months a person may claim, by event.
    pub struct ClaimMonths {
        /// From the due day of a lost item.
        pub lost: Months,
        /// From the due day of a late item.
        pub late: Months,
        /// From the delivery of a damaged item.
        pub damaged: Months,
        /// From the acceptance, for what was charged.
        pub charge: Months,
    }
}
