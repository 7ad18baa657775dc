//! What a form asks of the post, and what the rulebook says to it.
//!
//! It is read apart from the rest of the form: a form with a misspelt name is still told that its procedure may not go
//! by post, and a form that is being filled in has a price already.

use super::code::{Code, OptionIds};
use super::kind::{Form, Options};
use crate::ask::decide::{CaseText, Covered, Decision};
use crate::ask::quote::{Consignment, Quotation};
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::say::reason::{Reason, ReasonCode};
use crate::wire::{Date, FeeUnits, Grams, Id, Issue, IssueCode, Issues, List, Node, Param, Params, Path, Shape, read};

/// The option that the box `collect_agency_fee` stands for.
const COLLECT_AGENCY_FEE: &str = "collect_agency_fee";

/// What was read, unless it is not valid.
type Read<T> = Option<T>;

/// What of a form the rulebook speaks about.
pub(super) struct Asked<'n> {
    form: Form,
    node: &'n Node<'n>,
    pub(super) agency: Read<Code>,
    pub(super) procedure: Read<Code>,
    pub(super) reception: Read<Option<Code>>,
    fee_units: Read<Option<FeeUnits>>,
    service: Service,
    place: Read<Id>,
    options: Read<OptionIds>,
    categories: Read<List<Id, 0, 100>>,
}

shape! {
    /// A carriage that a form asks for, and its price.
    pub struct PricedCarriage<'r> {
        /// The way that is carried: `both` where one clause has both, else a way by itself.
        pub service: Service,
        /// The answer of `quote`.
        pub quotation: Quotation<'r>,
    }
}

/// A carriage, and the clause that covers it, or why none does.
struct DecidedCarriage<'r> {
    service: Service,
    decided: Result<Covered<'r>, Vec<Reason<'r>>>,
}

impl<'r> DecidedCarriage<'r> {
    fn of(rulebook: &'r Rulebook, case: CaseText<'_>) -> Self {
        // A case without a field contradicts nothing.
        let decided = match rulebook.decision(case) {
            Ok(Decision::Covered(covered)) => Ok(covered),
            Ok(Decision::NotCovered(answer)) => Err(answer.reasons),
            Err(_) => Err(Vec::new()),
        };
        Self { service: case.service, decided }
    }
}

/// The value at a key of an object, if it has one.
pub(super) fn value<'n, 'a>(node: &'n Node<'a>, key: &str) -> Option<&'n Node<'a>> {
    let Node::Object(entries) = node else { return None };
    read::value(entries, key)
}

pub(super) fn ticked(node: &Node<'_>, key: &str) -> bool {
    matches!(value(node, key), Some(Node::Bool(true)))
}

impl<'n> Asked<'n> {
    pub(super) fn read(form: Form, node: &'n Node<'n>, rulebook: Option<&Rulebook>, issues: &mut Issues) -> Self {
        fn key<T: Shape>(node: &Node<'_>, key: &str, at: &Path<'_>, issues: &mut Issues) -> Option<T> {
            read::field(value(node, key), key, T::absent, at, issues)
        }
        let root = Path::Root;
        let address = value(node, "address").unwrap_or(&Node::Null);
        Self {
            form,
            node,
            place: key(address, "place", &Path::Key(&root, "address"), issues),
            agency: key::<Code>(node, "agency", &root, issues).map(|code| code.of_agency(rulebook)),
            procedure: key::<Code>(node, "procedure", &root, issues).map(|code| code.of_procedure(rulebook)),
            reception: key::<Option<Code>>(node, "reception", &root, issues)
                .map(|code| code.map(|code| code.of_agency(rulebook))),
            fee_units: key(node, "agency_fee_units", &root, issues),
            service: match form {
                Form::ReturnRequest => Service::Return,
                Form::IntakeRequest if ticked(node, "return_by_post") => Service::Both,
                Form::IntakeRequest => Service::Intake,
            },
            options: key(node, "options", &root, issues),
            categories: key(node, "applicant_categories", &root, issues),
        }
    }

    /// Whether the box for the agency fee is ticked.
    fn collects_fee(&self) -> bool {
        self.form == Form::IntakeRequest && ticked(self.node, COLLECT_AGENCY_FEE)
    }

    /// What is wrong across the fields of the form, and by the rulebook.
    pub(super) fn check(&self, options: &Options<'_>, issues: &mut Issues) {
        let root = Path::Root;
        match (options.rulebook, options.on) {
            (Some(rulebook), Some(on)) => self.check_against(rulebook, on, issues),
            (Some(_), None) => issues.add(IssueCode::Missing, &Path::Key(&root, "on"), Params::new()),
            (None, _) => {}
        }
    }

    fn check_against(&self, rulebook: &Rulebook, on: Date, issues: &mut Issues) {
        let root = Path::Root;
        if let Some(place) = &self.place
            && rulebook.index.ids.places.find(place.as_str()).is_none()
        {
            let params = Params::new().with("list", "places");
            issues.add(IssueCode::UnknownReference, &Path::Key(&Path::Key(&root, "address"), "place"), params);
        }
        let carriages = self.carriages(rulebook, on);
        let mut clauses = Vec::new();
        for DecidedCarriage { service, decided } in &carriages {
            match decided {
                Ok(covered) => clauses.push(covered),
                Err(reasons) => {
                    let owned = reasons.iter().cloned().map(|reason| reason.into_owned().into()).collect();
                    let params =
                        Params::new().with("service", service.as_str()).with("reasons", Param::Messages(owned));
                    issues.add(IssueCode::NotCovered, &Path::Key(&root, self.field(*service, reasons)), params);
                }
            }
        }
        if clauses.len() == carriages.len() && !clauses.is_empty() {
            self.check_options(&clauses, issues);
        }
    }

    /// The field beside which a refusal belongs.
    fn field(&self, service: Service, reasons: &[Reason<'_>]) -> &'static str {
        match reasons.first().map(|reason| reason.code) {
            Some(ReasonCode::UnknownReception | ReasonCode::NotReceivedThere) => "reception",
            Some(ReasonCode::UnknownAgency | ReasonCode::AgencyNotInForce | ReasonCode::NoContract) => "agency",
            _ if self.form == Form::IntakeRequest && service == Service::Return => "return_by_post",
            _ => "procedure",
        }
    }

    fn check_options(&self, clauses: &[&Covered<'_>], issues: &mut Issues) {
        let offered = |option: &str| clauses.iter().any(|clause| clause.options.iter().any(|own| own == option));
        let root = Path::Root;
        let list = Path::Key(&root, "options");
        let asked = self.options.iter().flat_map(|options| options.iter()).map(Id::as_str).enumerate();
        let mut not_offered = |at: &Path<'_>| issues.add(IssueCode::OptionNotOffered, at, Params::new());
        for (position, _) in asked.filter(|(_, option)| !offered(option)) {
            not_offered(&Path::Index(&list, position));
        }
        if self.collects_fee() && !offered(COLLECT_AGENCY_FEE) {
            not_offered(&Path::Key(&root, COLLECT_AGENCY_FEE));
        }
    }

    /// The carriages that are asked for: one, or where no clause covers both ways but each way has its own, the two. Of
    /// two of which one is not covered, that one is refused; of two of which neither is, the whole.
    fn carriages<'r>(&self, rulebook: &'r Rulebook, on: Date) -> Vec<DecidedCarriage<'r>> {
        let (Some(agency), Some(procedure), Some(reception)) = (&self.agency, &self.procedure, &self.reception) else {
            return Vec::new();
        };
        let (agency, procedure) = (agency.as_str(), Some(procedure.as_str()));
        let reception = reception.as_ref().map(Code::as_str);
        let case = |service| CaseText { agency, procedure, field: None, service, on, known_on: None, reception };
        let decide = |service| DecidedCarriage::of(rulebook, case(service));
        let whole = decide(self.service);
        if self.service == Service::Both && whole.decided.is_err() {
            let legs: Vec<_> = self.service.legs().iter().copied().map(decide).collect();
            if legs.iter().any(|leg| leg.decided.is_ok()) {
                return legs;
            }
        }
        vec![whole]
    }

    /// What the carriages cost, or every issue of what a price needs.
    pub(super) fn quote(
        self,
        rulebook: &Rulebook,
        on: Date,
        weight: Grams,
        issues: Issues,
    ) -> Result<Vec<PricedCarriage<'_>>, Issues> {
        let services: Vec<Service> = self.carriages(rulebook, on).into_iter().map(|it| it.service).collect();
        let fee = self.collects_fee();
        let (Some(agency), Some(procedure), Some(reception), Some(place)) =
            (self.agency, self.procedure, self.reception, self.place)
        else {
            return Err(issues);
        };
        let (Some(options), Some(applicant), Some(agency_fee_units)) = (self.options, self.categories, self.fee_units)
        else {
            return Err(issues);
        };
        issues.or(Some(()))?;
        let mut options = options.to_vec();
        if fee && options.iter().all(|option| option.as_str() != COLLECT_AGENCY_FEE) {
            options.extend(COLLECT_AGENCY_FEE.parse::<Id>());
        }
        let question = Consignment {
            reception: reception.map(Code::into_id),
            applicant,
            options: list("/options", options)?,
            agency_fee_units,
            ..Consignment::new(agency.into_id(), procedure.into_id(), self.service, on, weight, place)
        };
        let price = |service| {
            let quotation = rulebook.quote(&Consignment { service, ..question.clone() })?;
            Ok(PricedCarriage { service, quotation })
        };
        services.into_iter().map(price).collect()
    }
}

/// A list within its limits.
fn list(path: &str, ids: Vec<Id>) -> Result<List<Id, 0, 100>, Issues> {
    ids.try_into().map_err(|code| Issue::new(code, path, Params::new().with("max", 100)).into())
}
