//! May this go by post? (Which contract covers it, or why none does.)

use std::borrow::Cow;
use std::ops::Deref;

use crate::answer::{Outcome, cite};
use crate::index::Tier;
use crate::index::contract::{ClauseNode, ContractNode, Ending, Matter, Terms, terms};
use crate::index::link::Ids;
use crate::index::table::{At as _, Ix};
use crate::index::texts;
use crate::read::{self, Path};
use crate::reason::{Reason, ReasonCode, Tell};
use crate::rulebook::Rulebook;
use crate::rulebook::agency::{Agency, Field};
use crate::rulebook::contract::{Clause, Contract};
use crate::rulebook::procedure::Procedure;
use crate::{Date, Id, Issue, IssueCode, Issues, Params, Service};

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

/// A case as text, before its ids are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'q> {
    pub(crate) agency: &'q str,
    pub(crate) procedure: Option<&'q str>,
    pub(crate) field: Option<&'q str>,
    pub(crate) service: Service,
    pub(crate) on: Date,
    pub(crate) known_on: Option<Date>,
}

impl Asked<'_> {
    pub(crate) fn find(self, ids: &Ids) -> Found {
        Found {
            agency: ids.agencies.find(self.agency).map(Ix::new),
            procedure: self.procedure.map(|id| ids.procedures.find(id).map(Ix::new)),
            field: self.field.map(|id| ids.fields.find(id).map(Ix::new)),
            service: self.service,
            on: self.on,
            known_on: self.known_on,
        }
    }
}

/// A case whose ids were looked up: what is given is found, or it is not of the rulebook.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) agency: Option<Ix<Agency>>,
    pub(crate) procedure: Option<Option<Ix<Procedure>>>,
    pub(crate) field: Option<Option<Ix<Field>>>,
    pub(crate) service: Service,
    pub(crate) on: Date,
    pub(crate) known_on: Option<Date>,
}

/// Why a case whose ids were looked up cannot be decided by its rules.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unready {
    /// The catalogue has another field for the procedure, or none.
    Contradicts(Option<Ix<Field>>),
    /// An id is not of the rulebook: `unknown_agency`, `unknown_procedure` or `unknown_field`.
    Unknown(ReasonCode),
}

/// A case ready to be decided many times: its ids are positions in its rulebook.
///
/// ```
/// # let rulebook = hoso::Rulebook::parse(include_str!("../../examples/data/binh-duong.json")).unwrap();
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

/// A case whose ids are positions in a rulebook: that rulebook alone may answer it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PreparedCase {
    /// The agency that stands for the one asked about, on the day.
    pub(crate) agency: Ix<Agency>,
    pub(crate) matter: Matter,
    pub(crate) service: Service,
    pub(crate) on: Date,
    known_on: Option<Date>,
}

/// The clause that covers a case.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'r> {
    contract: &'r Contract,
    pub(crate) clause_node: &'r ClauseNode,
}

impl<'r> Cover<'r> {
    /// The contract.
    pub fn contract(&self) -> &'r Contract {
        self.contract
    }

    /// The clause.
    pub fn clause(&self) -> &'r Clause {
        self.clause_node.place.of(self.contract)
    }

    /// The id of the amendment that last set the clause.
    pub fn amendment(&self) -> Option<&'r str> {
        let amendment = self.clause_node.place.amendment?;
        Some(self.contract.amendments.at(amendment).id.as_str())
    }
}

/// What is known of a contract: everything, or what was known on a day.
enum Known<'r> {
    All(&'r Terms),
    Then(Box<Terms>),
}

impl Deref for Known<'_> {
    type Target = Terms;
    fn deref(&self) -> &Terms {
        match self {
            Self::All(terms) => terms,
            Self::Then(terms) => terms,
        }
    }
}

impl Rulebook {
    /// May this go by post?
    ///
    /// ```
    /// # let rulebook = hoso::Rulebook::parse(include_str!("../../examples/data/binh-duong.json")).unwrap();
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
    pub fn decide_json(&self, json: &str, language: crate::Language) -> String {
        let answer = Case::parse(json).and_then(|case| Ok(self.decide(&case)?.to_json_in(language)));
        answer.unwrap_or_else(|issues| issues.to_json(language))
    }

    /// Looks up the ids of a case, for deciding it many times; `None` when one is unknown or its field is another.
    pub fn prepare<'r>(&'r self, case: &Case) -> Option<Prepared<'r>> {
        let case = self.look_up(case.asked()).ok()?.ok()?;
        Some(Prepared { rulebook: self, case })
    }

    /// The ids of a case, or the reason that one is unknown.
    pub(crate) fn look_up(&self, asked: Asked<'_>) -> Result<Result<PreparedCase, Reason<'static>>, Issues> {
        match self.put_together(asked.find(&self.index.ids)) {
            Ok(case) => Ok(Ok(case)),
            Err(Unready::Contradicts(own)) => Err(self.contradicts(own)),
            Err(Unready::Unknown(code)) => {
                let id = match code {
                    ReasonCode::UnknownAgency => Some(asked.agency),
                    ReasonCode::UnknownProcedure => asked.procedure,
                    _ => asked.field,
                };
                Ok(Err(Reason::new(code).about(id.unwrap_or("").to_owned())))
            }
        }
    }

    /// The issue of a field that is not the procedure's own.
    pub(crate) fn contradicts(&self, own: Option<Ix<Field>>) -> Issues {
        let expected = own.map_or("", |own| self.document().fields.at(own).id.as_str()).to_owned();
        Issue::new(IssueCode::Contradicts, "/field", Params::new().with("expected", expected)).into()
    }

    /// A case that can be decided, from ids that were looked up.
    pub(crate) fn put_together(&self, found: Found) -> Result<PreparedCase, Unready> {
        let own = found.procedure.flatten().and_then(|procedure| self.index.procedures.at(procedure).field);
        if let (Some(Some(_)), Some(given)) = (found.procedure, found.field)
            && given.is_none_or(|given| own != Some(given))
        {
            return Err(Unready::Contradicts(own));
        }
        let agency = found.agency.ok_or(Unready::Unknown(ReasonCode::UnknownAgency))?;
        let matter = match (found.procedure, found.field) {
            (Some(None), _) => return Err(Unready::Unknown(ReasonCode::UnknownProcedure)),
            (None, Some(None)) => return Err(Unready::Unknown(ReasonCode::UnknownField)),
            (Some(procedure), _) => Matter { procedure, field: own },
            (None, field) => Matter { procedure: None, field: field.flatten() },
        };
        let agency = self.index.agencies.standing(agency, found.on);
        Ok(PreparedCase { agency, matter, service: found.service, on: found.on, known_on: found.known_on })
    }

    /// The clause that covers a prepared case, if any. Takes nothing from the heap unless `known_on` is given.
    pub(crate) fn covers<'r>(&'r self, case: &PreparedCase) -> Option<Cover<'r>> {
        self.admissible(case).then(|| self.best(case))?
    }

    /// Whether agency and procedure are in force, belong together, and are not kept off the post.
    fn admissible(&self, case: &PreparedCase) -> bool {
        let in_force = self.index.agencies.node(case.agency).span.contains(case.on);
        in_force
            && self.handled(case, case.agency)
            && case.matter.procedure.is_none_or(|procedure| {
                let node = self.index.procedures.at(procedure);
                node.span.contains(case.on) && node.may_go_by_post(case.service, case.on)
            })
    }

    /// Whether an agency, or one merged into it by the day, handles the procedure or a procedure of the field.
    fn handled(&self, case: &PreparedCase, agency: Ix<Agency>) -> bool {
        let agencies = &self.index.agencies;
        let handles = |procedure: Ix<Procedure>| {
            agencies.selects_family(&self.index.procedures.at(procedure).agencies, agency, case.on)
        };
        match (case.matter.procedure, case.matter.field) {
            (Some(procedure), _) => handles(procedure),
            (None, Some(field)) => self.index.of_field(field).iter().any(|procedure| handles(*procedure)),
            (None, None) => false,
        }
    }

    /// The clause that wins: by how the contract selects the agency, then the narrowest scope, then the later signed,
    /// then the smaller contract id, then the order of clauses.
    fn best<'r>(&'r self, case: &PreparedCase) -> Option<Cover<'r>> {
        Tier::ALL.into_iter().find_map(|tier| {
            let mut best: Option<(u8, usize, Cover<'r>)> = None;
            for member in self.index.agencies.family(case.agency, case.on) {
                for contract in self.candidates(tier, member, case) {
                    let node = self.index.contracts.at(contract);
                    let Some(clause_node) = self.clause(node, contract, case) else { continue };
                    let rank = (clause_node.scope.breadth(), node.rank);
                    let wins = best.as_ref().is_none_or(|(breadth, other, _)| rank < (*breadth, *other));
                    if wins && self.reaches(case, member) {
                        let contract = self.document().contracts.at(contract);
                        best = Some((rank.0, rank.1, Cover { contract, clause_node }));
                    }
                }
            }
            best.map(|(.., cover)| cover)
        })
    }

    /// Contracts of a tier that select an agency and may be in force, as known.
    fn candidates(&self, tier: Tier, agency: Ix<Agency>, case: &PreparedCase) -> impl Iterator<Item = Ix<Contract>> {
        let kind = self.index.agencies.node(agency).kind;
        // The timelines are of what is known today; as known earlier, a contract may have been in force on other days.
        let (listed, then) = match case.known_on {
            None => (self.index.frameworks.candidates(tier, agency, kind, case.on), &[][..]),
            Some(_) => (&[][..], self.index.frameworks.list(tier, agency, kind)),
        };
        listed.iter().chain(then).copied()
    }

    /// The clause of a contract that covers the matter, if the contract is in force.
    fn clause<'r>(
        &'r self,
        node: &'r ContractNode,
        contract: Ix<Contract>,
        case: &PreparedCase,
    ) -> Option<&'r ClauseNode> {
        let terms = self.known(node, contract, case.known_on)?;
        if !terms.span.contains(case.on) {
            return None;
        }
        let covering = terms.candidates(case.service, case.on).map(|standing| standing.clause);
        covering.map(|clause| node.clauses.at(clause)).find(|clause| clause.covers(case.matter))
    }

    /// The terms as known on a day; `None` before the contract is signed.
    fn known<'r>(
        &'r self,
        node: &'r ContractNode,
        contract: Ix<Contract>,
        known_on: Option<Date>,
    ) -> Option<Known<'r>> {
        match known_on {
            Some(day) if day < node.signed_on => None,
            Some(day) if day < node.known_from => {
                let contract = self.document().contracts.at(contract);
                Some(Known::Then(Box::new(terms(contract, &node.clauses, day))))
            }
            _ => Some(Known::All(&node.terms)),
        }
    }

    /// Whether a contract that selects `member`, the agency asked about or one merged into it, reaches the matter: it
    /// reaches what `member` and those merged into it handle, not what a successor had besides.
    fn reaches(&self, case: &PreparedCase, member: Ix<Agency>) -> bool {
        self.index.agencies.is_alone(case.agency) || self.handled(case, member)
    }

    /// Why no clause covers: the first group of reasons that applies.
    pub(crate) fn refusal<'r>(&'r self, case: &PreparedCase) -> Vec<Reason<'r>> {
        let mut reasons = Vec::new();
        self.refuse(case, &mut reasons);
        reasons
    }

    /// Tells why no clause covers: the first group of reasons that applies.
    pub(crate) fn refuse<'r>(&'r self, case: &PreparedCase, reasons: &mut impl Tell<'r>) {
        self.not_admissible(case, reasons);
        if reasons.is_silent() {
            let family = || self.index.agencies.family(case.agency, case.on);
            let mut concerning: Vec<Ix<Contract>> = family()
                .flat_map(|member| self.index.frameworks.selecting(member, self.index.agencies.node(member).kind))
                .collect();
            concerning.sort_unstable();
            concerning.dedup();
            for contract in concerning {
                self.miss(case, contract, reasons);
            }
        }
        if reasons.is_silent() {
            reasons.tell(ReasonCode::NoContract, |it| it.about(self.agency_code(case.agency)));
        }
    }

    pub(crate) fn agency_code(&self, agency: Ix<Agency>) -> &str {
        self.document().agencies.at(agency).code.as_str()
    }

    /// What is wrong with agency and procedure on the day, or else what keeps the procedure off the post.
    fn not_admissible<'r>(&'r self, case: &PreparedCase, reasons: &mut impl Tell<'r>) {
        let document = self.document();
        let agency = self.agency_code(case.agency);
        if !self.index.agencies.node(case.agency).span.contains(case.on) {
            reasons.tell(ReasonCode::AgencyNotInForce, |it| it.about(agency));
        }
        let of_agency = self.handled(case, case.agency);
        let Some(procedure) = case.matter.procedure else {
            if let Some(field) = case.matter.field.filter(|_| !of_agency) {
                let id = document.fields.at(field).id.as_str();
                reasons.tell(ReasonCode::FieldNotOfAgency, |it| it.about(id).about(agency));
            }
            return;
        };
        let (node, code) = (self.index.procedures.at(procedure), document.procedures.at(procedure).code.as_str());
        if !of_agency {
            reasons.tell(ReasonCode::ProcedureNotOfAgency, |it| it.about(code).about(agency));
        }
        if !node.span.contains(case.on) {
            reasons.tell(ReasonCode::ProcedureNotInForce, |it| it.about(code));
        }
        if reasons.is_silent() {
            for leg in node.kept_off(case.service, case.on) {
                reasons.tell(ReasonCode::InPersonOnly, |it| it.about(code).about(leg.as_str()));
            }
        }
    }

    /// Why one known contract does not cover: its validity, or the nearest miss of its clauses.
    fn miss<'r>(&'r self, case: &PreparedCase, contract: Ix<Contract>, reasons: &mut impl Tell<'r>) {
        let node = self.index.contracts.at(contract);
        let Some(terms) = self.known(node, contract, case.known_on) else { return };
        let id = self.document().contracts.at(contract).id.as_str();
        if case.on < terms.span.from {
            let from = terms.span.from;
            return reasons.tell(ReasonCode::ContractNotYetInForce, |it| it.about(id).about(from));
        }
        if let Some(until) = terms.span.until.filter(|until| *until <= case.on) {
            let code = match terms.ending {
                Ending::Expiry => ReasonCode::ContractEnded,
                Ending::Termination => ReasonCode::ContractTerminated,
            };
            return reasons.tell(code, |it| it.about(id).about(until));
        }
        let mut clauses =
            terms.candidates(case.service, case.on).map(|standing| node.clauses.at(standing.clause)).peekable();
        if clauses.peek().is_none() {
            return reasons.tell(ReasonCode::ServiceNotContracted, |it| it.about(id).about(case.service.as_str()));
        }
        let agencies = &self.index.agencies;
        let reached = agencies
            .family(case.agency, case.on)
            .any(|member| agencies.selects(&node.agencies, member) && self.reaches(case, member));
        let code = if reached && clauses.any(|clause| clause.in_scope(case.matter)) {
            ReasonCode::Excluded
        } else if case.matter.procedure.is_some() {
            ReasonCode::ProcedureNotInScope
        } else {
            ReasonCode::FieldNotInScope
        };
        reasons.tell(code, |it| it.about(id));
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
    let shares = payers(clause).map(|(who, bp)| Share { who: who.into(), bp }).collect();
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

/// Who pays which share; without a word on it, the applicant pays all.
pub(crate) fn payers(clause: &Clause) -> impl Iterator<Item = (&str, i64)> {
    let listed = clause.payers.as_deref().unwrap_or(&[]);
    let applicant = listed.is_empty().then_some(("applicant", crate::number::Share::MAX));
    listed.iter().map(|payer| (payer.who.as_str(), payer.bp.get())).chain(applicant)
}
