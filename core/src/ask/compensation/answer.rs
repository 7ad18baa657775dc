//! The answer to a claim.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Claim;
use crate::ask::answer::Outcome;
use crate::say::reason::Reason;
use crate::wire::Date;

closed_list! {
    /// What a line of a compensation is.
    pub enum OwedKind {
        /// An amount owed.
        Compensation = "compensation", "Bồi thường", "Compensation",
    }
}

shape! {
    /// A line of a compensation.
    pub struct OwedLine<'r> {
        /// What it is.
        pub kind: OwedKind,
        /// The rule and what it is for: `RULE/lost`, `/reissue`, `/late`, `/damaged`.
        pub id: Cow<'r, str>,
        /// How much, in đồng.
        pub amount: i64,
        /// Its legal source.
        pub source: Option<Cow<'r, str>>,
    }
}

shape! {
    /// The operator owes, and by when it answers and pays.
    pub struct Owed<'r> {
        /// How it came out: `owed`.
        pub outcome: Outcome,
        /// The id of the liability rule.
        pub rule: Cow<'r, str>,
        /// How much in all, in đồng.
        pub amount: i64,
        /// What is owed, line by line.
        pub lines: Vec<OwedLine<'r>>,
        /// The last day on which a claim was in time.
        pub claim_until: Date,
        /// The last day for the operator's answer.
        pub answer_due: Option<Date>,
        /// The last day for the payment.
        pub pay_due: Option<Date>,
        /// The legal sources, each once.
        pub sources: Vec<Cow<'r, str>>,
    }
}

shape! {
    /// The operator does not owe.
    pub struct NotOwed<'r> {
        /// How it came out: `not_owed`.
        pub outcome: Outcome,
        /// Why the operator does not owe.
        pub reasons: Vec<Reason<'r>>,
    }
}

shape! {
    /// What the operator owes cannot be told yet: what is not known is not a no.
    pub struct Incomplete<'r> {
        /// How it came out: `incomplete`.
        pub outcome: Outcome,
        /// What must be known: each is `missing`.
        pub reasons: Vec<Reason<'r>>,
    }
}

answer! {
    /// What the operator owes and by when, or why nothing, or what must be known to tell.
    pub enum Compensation<'r> {
        /// The operator owes.
        Owed(Owed<'r>),
        /// The operator does not owe.
        NotOwed(NotOwed<'r>),
        /// What the operator owes cannot be told yet.
        Incomplete(Incomplete<'r>),
    }
}
