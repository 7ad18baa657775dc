//! May this go by post? (Which contract covers it, or why none does.)

mod cover;
mod explain;
mod lookup;
mod refusal;

pub(crate) use explain::{explain, not_covered};
use std::borrow::Cow;

pub use cover::Cover;
pub(crate) use lookup::{Asked, Found, PreparedCase, Unready};

use crate::ask::answer::{Outcome, cite, in_json};
use crate::document::Service;
use crate::index::texts;
use crate::rulebook::Rulebook;
use crate::say::reason::Reason;
use crate::wire::{Date, Id, IssueCode, Issues, Params, Path, read};

shape! {
    /// A question: may this go by post? About a procedure, or about a field as a whole.
    pub struct Case {
        /// The agency's code.
        agency: Id,
        /// The procedure's code; without it the question is about the field.
        procedure: Option<Id>,
        /// The field's id; beside a procedure it must be the procedure's own.
        field: Option<Id>,
        /// The service.
        service: Service,
        /// The day on which it is to go.
        on: Date,
        /// The day on whose knowledge the answer rests; absent: everything is known.
        known_on: Option<Date>,
    }
    check = Case::about_something
}

impl Case {
    /// A question about a procedure.
    pub fn new(agency: Id, procedure: Id, service: Service, on: Date) -> Self {
        Self { agency, procedure: Some(procedure), field: None, service, on, known_on: None }
    }

    /// A question about a field as a whole.
    pub fn of_field(agency: Id, field: Id, service: Service, on: Date) -> Self {
        Self { agency, procedure: None, field: Some(field), service, on, known_on: None }
    }

    /// The same, with only what was known on a day.
    #[must_use]
    pub fn known_on(self, day: Date) -> Self {
        Self { known_on: Some(day), ..self }
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    fn about_something(&self, at: &Path<'_>, issues: &mut Issues) {
        if self.procedure.is_none() && self.field.is_none() {
            let keys = vec!["procedure".into(), "field".into()];
            issues.add(IssueCode::AtLeastOneOf, at, Params::new().with("keys", keys));
        }
    }

    pub(crate) fn asked(&self) -> Asked<'_> {
        let Self { agency, procedure, field, service, on, known_on } = self;
        Asked {
            agency: agency.as_str(),
            procedure: procedure.as_ref().map(Id::as_str),
            field: field.as_ref().map(Id::as_str),
            service: *service,
            on: *on,
            known_on: *known_on,
        }
    }
}

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
/// A case ready to be decided many times: its ids are positions in its rulebook.
///
/// ```
/// # let rulebook = hoso::Rulebook::parse(include_str!("../../../examples/data/binh-duong.json")).unwrap();
/// # use hoso::{Case, Service};
/// let case = Case::parse(r#"{"agency": "so-noi-vu", "procedure": "1.900101", "service": "return", "on": "2014-10-01"}"#)?;
/// let cover = rulebook.prepare(&case).and_then(|prepared| prepared.cover()).expect("covered");
/// assert_eq!(cover.contract().id.as_str(), "SNV-2014");
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Prepared<'r> {
    rulebook: &'r Rulebook,
    case: PreparedCase,
}

impl<'r> Prepared<'r> {
    /// The clause that covers it, if any. Takes nothing from the heap unless `known_on` is given.
    pub fn cover(&self) -> Option<Cover<'r>> {
        self.rulebook.covers(&self.case)
    }
}
impl Rulebook {
    /// May this go by post?
    ///
    /// ```
    /// # let rulebook = hoso::Rulebook::parse(include_str!("../../../examples/data/binh-duong.json")).unwrap();
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
        let asked = case.asked();
        Ok(match self.look_up(asked)? {
            Err(reason) => Decision::NotCovered(NotCovered::because(vec![reason])),
            Ok(prepared) => match self.covers(&prepared) {
                Some(cover) => Decision::Covered(covered(&cover)),
                None => Decision::NotCovered(NotCovered::because(self.refusal(&prepared))),
            },
        })
    }

    /// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
    pub fn decide_json(&self, json: &str, language: crate::wire::Language) -> String {
        in_json(json, language, |case: Case| self.decide(&case))
    }

    /// Looks up the ids of a case, for deciding it many times; `None` when one is unknown or its field is another.
    pub fn prepare<'r>(&'r self, case: &Case) -> Option<Prepared<'r>> {
        let case = self.look_up(case.asked()).ok()?.ok()?;
        Some(Prepared { rulebook: self, case })
    }
}

impl<'r> NotCovered<'r> {
    pub(crate) fn because(reasons: Vec<Reason<'r>>) -> Self {
        Self { outcome: Outcome::NotCovered, reasons }
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
