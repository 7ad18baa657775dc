//! Contracts made ready: their clauses and terms, with an issue for every reference that leads nowhere.

use super::agency::Selected;
use super::clause::{ClauseNode, ClauseRef, link_clause};
use super::link::Linker;
use super::table::Ix;
use super::terms::{ContractTerms, ever, terms};
use crate::document::{Amendment, Clause, Contract};
use crate::wire::{Date, Lookup, Path};

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

/// Ids within the contract: clauses and amendments are unique, and what is removed was there.
fn link_ids(contract: &Contract, at: &Path<'_>, linker: &mut Linker<'_>) {
    let clause_ids = |clauses: &[Clause]| Lookup::new(clauses.iter().map(|clause| clause.id.as_str()));
    // One clause repeats nothing, and most contracts have no more.
    if contract.clauses.len() > 1 {
        linker.repeated(&Path::Key(at, "clauses"), "id", &clause_ids(&contract.clauses));
    }
    if contract.amendments.is_empty() {
        return;
    }
    let list = Path::Key(at, "amendments");
    linker.repeated(&list, "id", &Lookup::new(contract.amendments.iter().map(|amendment| amendment.id.as_str())));
    let ever = ever(contract);
    for (position, amendment) in contract.amendments.iter().enumerate() {
        let here = Path::Index(&list, position);
        linker.repeated(&Path::Key(&here, "set"), "id", &clause_ids(&amendment.set));
        let remove = Path::Key(&here, "remove");
        for (position, id) in amendment.remove.iter().enumerate().filter(|(_, id)| ever.find(id.as_str()).is_none()) {
            linker.unknown(&ever, "clauses", id.as_str(), &Path::Index(&remove, position));
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
