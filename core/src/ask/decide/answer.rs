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
    /// The post may carry it: by this clause of this contract.
    pub struct Covered<'r> {
        /// `covered`.
        pub outcome: Outcome,
        /// The contract.
        pub contract: Cow<'r, str>,
        /// The clause.
        pub clause: Cow<'r, str>,
        /// The amendment that last set the clause.
        pub amendment: Option<Cow<'r, str>>,
        /// Who carries.
        pub operator: Cow<'r, str>,
        /// The tariff.
        pub tariff: Cow<'r, str>,
        /// Who pays.
        pub payers: Vec<Share<'r>>,
        /// What may be asked beyond plain carriage.
        pub options: Vec<Cow<'r, str>>,
        /// The contract's legal basis.
        pub sources: Vec<Cow<'r, str>>,
        /// None.
        pub reasons: Vec<Reason<'r>>,
    }
}

shape! {
    /// The post may not carry it.
    pub struct NotCovered<'r> {
        /// `not_covered`.
        pub outcome: Outcome,
        /// Why: the first group of reasons that applies.
        pub reasons: Vec<Reason<'r>>,
    }
}

answer! {
    /// The answer to a [`Case`].
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
