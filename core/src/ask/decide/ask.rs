//! From the case to its decision.

use std::borrow::Cow;

use super::answer::{Covered, Decision, NotCovered, Share};
use super::cover::Cover;
use super::question::Case;
use super::ruling::Ruling;
use crate::ask::answer::{Outcome, cite, in_json};
use crate::index::texts;
use crate::rulebook::Rulebook;
use crate::wire::Issues;

impl Rulebook {
    /// May this go by post?
    ///
    /// ```
    /// # let rulebook = hoso::Rulebook::parse(include_str!("../../../../examples/data/binh-duong.json")).unwrap();
    /// use hoso::{Case, Decision, Service};
    /// let case = Case::parse(r#"{"agency": "nowhere", "procedure": "1.000001", "service": "return", "on": "2014-10-01"}"#)?;
    /// let Decision::NotCovered(answer) = rulebook.decide(&case)? else { panic!() };
    /// assert_eq!(answer.reasons[0].code.as_str(), "unknown_agency");
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// `contradicts` at `/field` when the catalogue has another field for the procedure.
    pub fn decide<'r>(&'r self, case: &Case) -> Result<Decision<'r>, Issues> {
        Ok(match self.ruling(case.asked())? {
            Ruling::NotCovered(reasons) => Decision::NotCovered(NotCovered::because(reasons)),
            Ruling::Covered(_, cover) => Decision::Covered(covered(&cover)),
        })
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn decide_json(&self, json: &str, language: crate::wire::Language) -> String {
        in_json(json, language, |case: Case| self.decide(&case))
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
