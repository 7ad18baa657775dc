//! From the case to its decision.

use std::borrow::Cow;

use super::answer::{Covered, Decision, NotCovered, Share};
use super::cover::Cover;
use super::lookup::CaseText;
use super::question::Case;
use super::ruling::Ruling;
use crate::ask::answer::{Answerable, Outcome, cite};
use crate::index::texts;
use crate::rulebook::Rulebook;
use crate::wire::{Issues, Language};

impl Answerable for Case {
    type Answer<'r> = Decision<'r>;

    fn answer<'r>(&self, rulebook: &'r Rulebook, _: Language) -> Result<Self::Answer<'r>, Issues> {
        rulebook.decision(self.asked())
    }
}

impl Rulebook {
    /// The answer to a case.
    ///
    /// # Errors
    /// As [`Rulebook::ruling`].
    pub(crate) fn decision(&self, asked: CaseText<'_>) -> Result<Decision<'_>, Issues> {
        Ok(match self.ruling(asked)? {
            Ruling::NotCovered(reasons) => Decision::NotCovered(NotCovered::because(reasons)),
            Ruling::Covered(_, cover) => Decision::Covered(covered(&cover)),
        })
    }
}

fn covered<'r>(cover: &Cover<'r>) -> Covered<'r> {
    let (contract, clause) = (cover.contract(), cover.clause());
    let mut sources = Vec::new();
    for source in &contract.basis {
        cite(&mut sources, Some(source.as_str()));
    }
    let shares = clause.shares().map(|(who, bp)| Share { who: who.into(), bp }).collect();
    Covered {
        outcome: Outcome::Covered,
        contract: contract.id.as_str().into(),
        clause: clause.id.as_str().into(),
        amendment: cover.amendment().map(Cow::Borrowed),
        operator: contract.operator.as_str().into(),
        tariff: clause.tariff.as_str().into(),
        payers: shares,
        options: texts(&clause.options),
        sources,
        reasons: Vec::new(),
    }
}
