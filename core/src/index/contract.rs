//! Contracts made ready: the terms on a day, as known on a day.

use super::agency::Selected;
use super::link::Linker;
use super::table::{At as _, Ix, Timeline, position};
use crate::document::{
    Amendment, ByService, Calendar, Clause, Contract, Field, Procedure, Scope, Service, Tariff, Zone,
};
use crate::wire::{
    ById, Date, Days, Id, IssueCode, Lookup, Params, Path, RoundingMode, Span, WHOLE, earlier, round, sort,
};

/// Where a clause's text stands: in the contract as signed, or in an amendment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ClauseRef {
    pub(crate) amendment: Option<Ix<Amendment>>,
    clause: Ix<Clause>,
}

impl ClauseRef {
    pub(crate) fn of(self, contract: &Contract) -> &Clause {
        match self.amendment {
            Some(amendment) => contract.amendments.at(amendment).set.at(self.clause),
            None => contract.clauses.at(self.clause),
        }
    }

    /// The JSON Pointer of the clause within its contract.
    pub(crate) fn pointer(self) -> String {
        match self.amendment {
            Some(amendment) => format!("/amendments/{}/set/{}", amendment.position(), self.clause.position()),
            None => format!("/clauses/{}", self.clause.position()),
        }
    }
}

/// A clause made ready.
#[derive(Debug)]
pub(crate) struct ClauseNode {
    pub(crate) text: ClauseRef,
    /// Its position among the clauses of all contracts, for tables that run beside them.
    pub(crate) ordinal: u32,
    /// Which services it covers.
    pub(crate) services: ByService<bool>,
    pub(crate) scope: ScopeNode,
    except_fields: Vec<Ix<Field>>,
    pub(crate) except_procedures: Vec<Ix<Procedure>>,
    pub(crate) tariff: Ix<Tariff>,
    /// Which part of the charge is the applicant's.
    pub(crate) applicant: Portion,
    pub(crate) calendar: Option<Ix<Calendar>>,
    pub(crate) delivery_days: Vec<(Ix<Zone>, Days)>,
    pub(crate) slip_days: Vec<(Ix<Zone>, Days)>,
}

/// A part of a charge: the shares of those who are listed before a payer, and the same with the payer's own, in basis
/// points. Cumulative shares are rounded, so that the parts add up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Portion {
    pub(crate) before: i64,
    pub(crate) after: i64,
}

impl Portion {
    /// How much of a total it is.
    #[inline]
    pub(crate) fn of(self, total: i64) -> i64 {
        up_to(self.after, total) - up_to(self.before, total)
    }
}

/// A share of a total, rounded.
#[inline]
fn up_to(bp: i64, total: i64) -> i64 {
    match bp {
        0 => 0,
        WHOLE => total,
        bp => round(i128::from(total) * i128::from(bp), WHOLE, 1, RoundingMode::HalfUp),
    }
}

/// A scope made ready.
#[derive(Debug)]
pub(crate) enum ScopeNode {
    Procedures(Vec<Ix<Procedure>>),
    Fields(Vec<Ix<Field>>),
    All,
}

/// What a question is about: a procedure with its field, or a field alone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Matter {
    pub(crate) procedure: Option<Ix<Procedure>>,
    pub(crate) field: Option<Ix<Field>>,
}

impl ScopeNode {
    /// Narrower scopes come first.
    pub(crate) fn breadth(&self) -> u8 {
        match self {
            Self::Procedures(_) => 0,
            Self::Fields(_) => 1,
            Self::All => 2,
        }
    }

    #[inline]
    fn holds(&self, matter: Matter) -> bool {
        match self {
            Self::Procedures(list) => matter.procedure.is_some_and(|procedure| list.binary_search(&procedure).is_ok()),
            Self::Fields(list) => matter.field.is_some_and(|field| list.binary_search(&field).is_ok()),
            Self::All => true,
        }
    }
}

impl ClauseNode {
    /// Whether the scope has the matter, exceptions aside.
    pub(crate) fn in_scope(&self, matter: Matter) -> bool {
        self.scope.holds(matter)
    }

    /// Whether the scope has the matter and `except` does not take it away.
    #[inline]
    pub(crate) fn covers(&self, matter: Matter) -> bool {
        let excepted = matter.field.is_some_and(|field| self.except_fields.binary_search(&field).is_ok())
            || matter.procedure.is_some_and(|procedure| self.except_procedures.binary_search(&procedure).is_ok());
        self.scope.holds(matter) && !excepted
    }

    pub(crate) fn days_for(list: &[(Ix<Zone>, Days)], zone: Ix<Zone>) -> Option<Days> {
        list.iter().find(|(other, _)| *other == zone).map(|(_, days)| *days)
    }
}

/// A clause on the days on which it stands in the terms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub(crate) clause: Ix<ClauseNode>,
    pub(crate) span: Span,
    /// Its position among the clauses of the terms.
    pub(crate) order: usize,
}

/// Why a contract ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ending {
    Expiry,
    Termination,
}

/// The terms of a contract over all days, as known on one day.
#[derive(Debug)]
pub(crate) struct ContractTerms {
    /// When it is in force.
    pub(crate) span: Span,
    pub(crate) ending: Ending,
    /// Its clauses, narrowest scope first, then in their order.
    pub(crate) standing: Vec<Standing>,
    by_service: ByService<Timeline<Standing>>,
}

impl ContractTerms {
    fn none() -> Self {
        let by_service = ByService::each(|_| Timeline::new(&[]));
        Self { span: Span::ALWAYS, ending: Ending::Expiry, standing: Vec::new(), by_service }
    }

    /// The clauses that may cover a service on a day, in the order in which they win.
    #[inline]
    pub(crate) fn candidates(&self, service: Service, on: Date) -> impl Iterator<Item = &Standing> {
        self.by_service.get(service).candidates(on).iter().filter(move |standing| standing.span.contains(on))
    }
}

/// A contract made ready.
#[derive(Debug)]
pub(crate) struct ContractNode {
    pub(crate) agencies: Selected,
    pub(crate) signed_on: Date,
    /// From this day on everything is known.
    pub(crate) known_from: Date,
    /// Its position among all contracts by (later signed, smaller id).
    pub(crate) rank: usize,
    pub(crate) clauses: Vec<ClauseNode>,
    pub(crate) terms: ContractTerms,
}

impl ContractNode {
    pub(crate) fn new(contract: &Contract, at: &Path<'_>, linker: &mut Linker<'_>) -> Self {
        let agencies = Selected::new(&contract.agencies, &Path::Key(at, "agencies"), linker);
        linker.operator(Some(&contract.operator), &Path::Key(at, "operator"));
        let basis = Path::Key(at, "basis");
        for (position, source) in contract.basis.iter().enumerate() {
            linker.source(Some(source), &Path::Index(&basis, position));
        }
        link_ids(contract, at, linker);
        let mut clauses = Vec::new();
        let list = Path::Key(at, "clauses");
        link_clauses(&contract.clauses, None, &list, linker, &mut clauses);
        let amendments = Path::Key(at, "amendments");
        for (amendment, ix) in contract.amendments.iter().zip(Ix::all(&contract.amendments)) {
            let here = Path::Index(&amendments, ix.position());
            link_clauses(&amendment.set, Some(ix), &Path::Key(&here, "set"), linker, &mut clauses);
        }
        let signings = contract.amendments.iter().map(|amendment| amendment.signed_on);
        let signings = signings.chain(contract.termination.as_ref().map(|termination| termination.signed_on));
        // With a reference that leads nowhere a clause is missing, and there is nothing to compile.
        let terms = if linker.issues.is_empty() { terms(contract, &clauses, Date::MAX) } else { ContractTerms::none() };
        Self {
            agencies,
            signed_on: contract.signed_on,
            known_from: signings.max().map_or(contract.signed_on, |last| last.max(contract.signed_on)),
            rank: 0,
            clauses,
            terms,
        }
    }
}

/// The ids of all clauses that ever stood in a contract.
fn ever(contract: &Contract) -> Lookup {
    let sets = contract.amendments.iter().flat_map(|amendment| &amendment.set);
    Lookup::new(contract.clauses.iter().chain(sets).map(|clause| clause.id.as_str()))
}

/// Ids within the contract: clauses and amendments are unique, and what is removed was there.
fn link_ids(contract: &Contract, at: &Path<'_>, linker: &mut Linker<'_>) {
    let clause_ids = |clauses: &[Clause]| Lookup::new(clauses.iter().map(|clause| clause.id.as_str()));
    linker.repeated(&Path::Key(at, "clauses"), "id", &clause_ids(&contract.clauses));
    let list = Path::Key(at, "amendments");
    linker.repeated(&list, "id", &Lookup::new(contract.amendments.iter().map(|amendment| amendment.id.as_str())));
    let ever = ever(contract);
    for (position, amendment) in contract.amendments.iter().enumerate() {
        let here = Path::Index(&list, position);
        linker.repeated(&Path::Key(&here, "set"), "id", &clause_ids(&amendment.set));
        let remove = Path::Key(&here, "remove");
        for (position, _) in amendment.remove.iter().enumerate().filter(|(_, id)| ever.find(id.as_str()).is_none()) {
            let params = Params::new().with("list", "clauses");
            linker.issues.add(IssueCode::UnknownReference, &Path::Index(&remove, position), params);
        }
    }
}

fn link_clauses(
    list: &[Clause],
    amendment: Option<Ix<Amendment>>,
    at: &Path<'_>,
    linker: &mut Linker<'_>,
    into: &mut Vec<ClauseNode>,
) {
    for (clause, ix) in list.iter().zip(Ix::all(list)) {
        let here = Path::Index(at, ix.position());
        into.extend(link_clause(clause, ClauseRef { amendment, clause: ix }, &here, linker));
    }
}

fn link_clause(clause: &Clause, text: ClauseRef, at: &Path<'_>, linker: &mut Linker<'_>) -> Option<ClauseNode> {
    let scope_at = Path::Key(at, "scope");
    let scope = match &clause.scope {
        Scope::All(_) => ScopeNode::All,
        Scope::Fields(ids) => ScopeNode::Fields(linker.each(ids, &Path::Key(&scope_at, "fields"), Linker::field)),
        Scope::Procedures(ids) => {
            ScopeNode::Procedures(linker.each(ids, &Path::Key(&scope_at, "procedures"), Linker::procedure))
        }
    };
    let except_at = Path::Key(at, "except");
    let except = clause.except.as_ref();
    let except_fields = except.map_or(&[][..], |except| &except.fields);
    let except_procedures = except.map_or(&[][..], |except| &except.procedures);
    let who = clause.payers.as_deref().unwrap_or(&[]);
    linker.repeated(&Path::Key(at, "payers"), "who", &Lookup::new(who.iter().map(|payer| payer.who.as_str())));
    let sla_at = Path::Key(at, "sla");
    let sla = clause.sla.as_ref();
    linker.source(sla.and_then(|sla| sla.source.as_ref()), &Path::Key(&sla_at, "source"));
    let delivery_days =
        zone_days(sla.and_then(|it| it.delivery_days.as_ref()), &Path::Key(&sla_at, "delivery_days"), linker);
    let slip_days = zone_days(sla.and_then(|it| it.slip_days.as_ref()), &Path::Key(&sla_at, "slip_days"), linker);
    Some(ClauseNode {
        text,
        ordinal: 0,
        applicant: applicant(clause),
        services: ByService::each(|service| clause.covers(service)),
        scope,
        except_fields: linker.each(except_fields, &Path::Key(&except_at, "fields"), Linker::field),
        except_procedures: linker.each(except_procedures, &Path::Key(&except_at, "procedures"), Linker::procedure),
        calendar: linker.calendar(sla.and_then(|sla| sla.calendar.as_ref()), &Path::Key(&sla_at, "calendar")),
        delivery_days,
        slip_days,
        tariff: linker.tariff(Some(&clause.tariff), &Path::Key(at, "tariff"))?,
    })
}

/// Days by zone.
fn zone_days(days: Option<&ById<Days>>, at: &Path<'_>, linker: &mut Linker<'_>) -> Vec<(Ix<Zone>, Days)> {
    let pairs = days.into_iter().flat_map(ById::iter);
    let found = pairs.map(|(zone, days)| Some((linker.zone(Some(zone), &Path::Key(at, zone.as_str()))?, *days)));
    found.flatten().collect()
}

fn applicant(clause: &Clause) -> Portion {
    let mut before = 0;
    for (who, bp) in clause.shares() {
        if who == "applicant" {
            return Portion { before, after: before + bp };
        }
        before += bp;
    }
    Portion { before: 0, after: 0 }
}

/// The terms over all days, as known on a day.
///
/// Instead of the list of clauses on one day, this gives for each clause the days on which it stands, so that one pass
/// over the amendments serves every day.
pub(crate) fn terms(contract: &Contract, clauses: &[ClauseNode], known_on: Date) -> ContractTerms {
    let known: Vec<(&Amendment, Ix<Amendment>)> = contract
        .amendments
        .iter()
        .zip(Ix::all(&contract.amendments))
        .filter(|(amendment, _)| amendment.signed_on <= known_on)
        .collect();
    let (span, ending) = validity(contract, &known, known_on);
    let mut standing = stand(contract, known);
    sort::by_key(&mut standing, |standing| (clauses.at(standing.clause).scope.breadth(), standing.order));
    let by_service = ByService::each(|service| {
        let covering = standing.iter().filter(|it| clauses.at(it.clause).text.of(contract).covers(service));
        let spans: Vec<(Span, Standing)> = covering.map(|it| (it.span, *it)).collect();
        Timeline::new(&spans)
    });
    ContractTerms { span, ending, standing, by_service }
}

/// When the contract is in force, and how that ends.
fn validity(contract: &Contract, known: &[(&Amendment, Ix<Amendment>)], known_on: Date) -> (Span, Ending) {
    let moved = known.iter().filter_map(|(amendment, ix)| Some((amendment.signed_on, *ix, amendment.until?)));
    let until = moved.max_by_key(|(signed_on, ix, _)| (*signed_on, *ix)).map(|(.., until)| until);
    let span = Span { from: contract.valid.from, until: until.or(contract.valid.until) };
    let termination = contract.termination.as_ref().filter(|termination| termination.signed_on <= known_on);
    match termination.map(|termination| termination.effective_on) {
        Some(end) if span.until.is_none_or(|until| end < until) => {
            (Span { until: earlier(span.until, Some(end)), ..span }, Ending::Termination)
        }
        _ => (span, Ending::Expiry),
    }
}

/// The days on which each clause stands, validity aside.
fn stand(contract: &Contract, mut known: Vec<(&Amendment, Ix<Amendment>)>) -> Vec<Standing> {
    sort::by_key(&mut known, |(amendment, ix)| (amendment.effective_on, amendment.signed_on, *ix));
    // Clause nodes lie in the order of the document: the contract's own, then each amendment's.
    let mut first_node = vec![contract.clauses.len()];
    for amendment in &contract.amendments {
        first_node.push(first_node.last().map_or(0, |first| first + amendment.set.len()));
    }
    let mut history = History::new(contract, first_node.last().copied().unwrap_or(0));
    for (amendment, ix) in known {
        let day = amendment.effective_on;
        for id in &amendment.remove {
            history.end(id, day);
        }
        let nodes = first_node.get(ix.position()).copied().unwrap_or(0)..;
        for (node, clause) in nodes.zip(&amendment.set) {
            history.set(&clause.id, node, day);
        }
    }
    history.whole()
}

/// The clauses of a contract while its amendments are gone through, by the day on which they take effect.
struct History {
    /// The ids that ever stand.
    ids: Lookup,
    /// What stands at the moment, by the position of its id.
    standing: Vec<Option<Standing>>,
    /// What stood, and for how long.
    ended: Vec<Standing>,
    /// The order of the next clause that is new.
    next_order: usize,
}

impl History {
    /// The clauses as signed, of a contract that ever has so many.
    fn new(contract: &Contract, ever: usize) -> Self {
        let mut history =
            Self { ids: self::ever(contract), standing: vec![None; ever], ended: Vec::new(), next_order: 0 };
        for (node, clause) in contract.clauses.iter().enumerate() {
            history.set(&clause.id, node, Date::MIN);
        }
        history
    }

    /// From a day on the clause with an id is that of a node. One that stood keeps its order; another is the last.
    fn set(&mut self, id: &Id, node: usize, from: Date) {
        let order = self.end(id, from).unwrap_or_else(|| {
            self.next_order += 1;
            self.next_order - 1
        });
        let clause = Ix::new(u32::try_from(node).unwrap_or(u32::MAX));
        if let Some(slot) = self.slot(id) {
            *slot = Some(Standing { clause, span: Span { from, until: None }, order });
        }
    }

    /// From a day on the clause with an id no longer stands; its order, if it stood.
    fn end(&mut self, id: &Id, until: Date) -> Option<usize> {
        let standing = self.slot(id)?.take()?;
        let span = Span { until: Some(until), ..standing.span };
        if !span.is_empty() {
            self.ended.push(Standing { span, ..standing });
        }
        Some(standing.order)
    }

    fn slot(&mut self, id: &Id) -> Option<&mut Option<Standing>> {
        self.standing.get_mut(position(self.ids.find(id.as_str())?))
    }

    fn whole(mut self) -> Vec<Standing> {
        self.ended.extend(self.standing.into_iter().flatten());
        self.ended
    }
}
