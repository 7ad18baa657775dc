//! The answer to a case.

use std::borrow::Cow;

#[cfg(doc)]
use super::question::Case;
use crate::ask::answer::Outcome;
use crate::say::reason::Reason;

shape! {
    /// A share of the charge.
    pub struct Share<'r> {
        /// Who pays it.
        pub who: Cow<'r, str>,
        /// How much of it, in basis points.
        pub bp: i64,
    }
}

shape! {
    /// The post may carry it, by this clause of this contract.
    pub struct Covered<'r> {
        /// How it came out: `covered`.
        pub outcome: Outcome,
        /// The id of the contract that covers it.
        pub contract: Cow<'r, str>,
        /// The id of the clause that covers it.
        pub clause: Cow<'r, str>,
        /// The amendment that last set the clause.
        pub amendment: Option<Cow<'r, str>>,
        /// The id of the operator that carries.
        pub operator: Cow<'r, str>,
        /// The id of the tariff by which it is charged.
        pub tariff: Cow<'r, str>,
        /// Who pays which share of the charge.
        pub payers: Vec<Share<'r>>,
        /// What may be asked beyond plain carriage.
        pub options: Vec<Cow<'r, str>>,
        /// The contract's legal basis.
        pub sources: Vec<Cow<'r, str>>,
        /// Always empty: nothing is in the way.
        pub reasons: Vec<Reason<'r>>,
    }
}

shape! {
    /// The post may not carry it.
    pub struct NotCovered<'r> {
        /// How it came out: `not_covered`.
        pub outcome: Outcome,
        /// Why: the first group of reasons that applies.
        pub reasons: Vec<Reason<'r>>,
    }
}

answer! {
    /// Whether it may go by post, by which clause of which contract, or why not.
    pub enum Decision<'r> {
        /// The post may carry it.
        Covered(Covered<'r>),
        /// The post may not carry it.
        NotCovered(NotCovered<'r>),
    }
}

impl<'r> NotCovered<'r> {
    pub(crate) fn because(reasons: Vec<Reason<'r>>) -> Self {
        Self { outcome: Outcome::NotCovered, reasons }
    }
}
