//! The terms of a contract over all days, as known on one day.

use super::clause::ClauseNode;
use super::table::{At as _, Ix, Timeline, position};
use crate::document::{Amendment, ByService, Contract, Service};
use crate::wire::{Date, Id, Lookup, Span, earlier, sort};

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
    /// No clause, for a contract that is not compiled.
    pub(super) fn none() -> Self {
        let by_service = ByService::each(|_| Timeline::new(&[]));
        Self { span: Span::ALWAYS, ending: Ending::Expiry, standing: Vec::new(), by_service }
    }

    /// The clauses that may cover a service on a day, in the order in which they win.
    #[inline]
    pub(crate) fn candidates(&self, service: Service, on: Date) -> impl Iterator<Item = &Standing> {
        self.by_service.get(service).candidates(on).iter().filter(move |standing| standing.span.contains(on))
    }
}

/// The ids of all clauses that ever stood in a contract.
pub(super) fn ever(contract: &Contract) -> Lookup {
    let sets = contract.amendments.iter().flat_map(|amendment| &amendment.set);
    Lookup::new(contract.clauses.iter().chain(sets).map(|clause| clause.id.as_str()))
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
    // A page asks about one rulebook, and is the smaller for one way.
    let unchanged = known.is_empty() && cfg!(not(target_arch = "wasm32"));
    let mut standing = if unchanged { as_signed(contract) } else { stand(contract, known) };
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

/// Each clause of a contract of which no amendment is known: it stands on every day.
fn as_signed(contract: &Contract) -> Vec<Standing> {
    let all_days = Span { from: Date::MIN, until: None };
    let clauses = Ix::all(&contract.clauses).enumerate();
    clauses.map(|(order, clause)| Standing { clause, span: all_days, order }).collect()
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
    /// The order of the next clause, if it is new.
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
        let order = self.end(id, from).unwrap_or(self.next_order);
        self.next_order += 1;
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
