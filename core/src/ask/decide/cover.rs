//! Which clause of which contract covers a case.

use std::fmt;
use std::ops::Deref;

use super::lookup::PreparedCase;
use crate::document::{Agency, Clause, Contract, Procedure};
use crate::index::Precedence;
use crate::index::clause::ClauseNode;
use crate::index::contract::ContractNode;
use crate::index::table::{At as _, Ix};
use crate::index::terms::{ContractTerms, terms};
use crate::rulebook::Rulebook;
use crate::wire::Date;

/// The clause that covers a case.
#[derive(Clone, Copy)]
pub struct Cover<'r> {
    rulebook: &'r Rulebook,
    pub(crate) at: Ix<Contract>,
    pub(crate) clause_at: Ix<ClauseNode>,
}

impl<'r> Cover<'r> {
    /// The contract.
    pub fn contract(&self) -> &'r Contract {
        self.rulebook.document().contracts.at(self.at)
    }

    /// The clause.
    pub fn clause(&self) -> &'r Clause {
        self.node().text.of(self.contract())
    }

    /// The id of the amendment that last set the clause.
    pub fn amendment(&self) -> Option<&'r str> {
        let amendment = self.node().text.amendment?;
        Some(self.contract().amendments.at(amendment).id.as_str())
    }

    /// The clause made ready.
    pub(crate) fn node(&self) -> &'r ClauseNode {
        self.rulebook.index.contracts.at(self.at).clauses.at(self.clause_at)
    }
}

/// The ids of contract and clause: a rulebook is longer than anybody reads.
impl fmt::Debug for Cover<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cover").field("contract", &self.contract().id).field("clause", &self.clause().id).finish()
    }
}

/// What is known of a contract: everything, or what was known on a day.
pub(super) enum KnownTerms<'r> {
    All(&'r ContractTerms),
    Then(Box<ContractTerms>),
}

impl Deref for KnownTerms<'_> {
    type Target = ContractTerms;
    fn deref(&self) -> &ContractTerms {
        match self {
            Self::All(terms) => terms,
            Self::Then(terms) => terms,
        }
    }
}

/// A clause that covers a case, and how good a claim it has to win among others.
struct Candidate {
    /// How broad its scope is, and the rank of its contract among all.
    rank: (u8, usize),
    contract: Ix<Contract>,
    clause: Ix<ClauseNode>,
}

/// The contracts that select an agency, one after the other, and the best so far.
struct Contest<'r, 'c> {
    rulebook: &'r Rulebook,
    case: &'c PreparedCase,
    agency: Ix<Agency>,
    best: Option<Candidate>,
}

impl Contest<'_, '_> {
    #[inline]
    fn enter(&mut self, contract: Ix<Contract>, node: &ContractNode, terms: &ContractTerms) {
        let Some(clause) = terms.clause(&node.clauses, self.case) else { return };
        let rank = (node.clauses.at(clause).scope.breadth(), node.rank);
        let better = self.best.as_ref().is_none_or(|best| rank < best.rank);
        if better && self.rulebook.reaches(self.case, self.agency) {
            self.best = Some(Candidate { rank, contract, clause });
        }
    }
}

impl ContractTerms {
    /// The clause that covers a case while the contract is in force.
    #[inline]
    fn clause(&self, nodes: &[ClauseNode], case: &PreparedCase) -> Option<Ix<ClauseNode>> {
        let mut covering = self.candidates(case.service, case.on).map(|standing| standing.clause);
        covering.find(|clause| nodes.at(*clause).covers(case.matter))
    }
}

impl Rulebook {
    /// The clause that covers a prepared case, if any. Takes nothing from the heap unless `known_on` is given.
    pub(crate) fn covers<'r>(&'r self, case: &PreparedCase) -> Option<Cover<'r>> {
        self.admissible(case).then(|| self.best(case))?
    }

    /// Whether agency and procedure are in force, belong together, are taken in where it is asked, and are not kept off the
    /// post.
    #[inline]
    fn admissible(&self, case: &PreparedCase) -> bool {
        let in_force = self.index.agencies.node(case.agency).span.contains(case.on);
        in_force
            && case.matter.procedure.is_none_or(|procedure| {
                let node = self.index.procedures.at(procedure);
                node.span.contains(case.on) && node.may_go_by_post(case.service, case.on)
            })
            && self.handled(case, case.agency)
            && (case.reception == Some(case.agency) || self.received(case))
    }

    /// Whether another agency's counter stands in for the agency's own.
    #[cold]
    pub(super) fn received(&self, case: &PreparedCase) -> bool {
        let stands_in = |counter| {
            self.index.receptions.stand_in([counter, case.agency], case.service, case.on, &self.index.agencies)
        };
        case.reception.is_some_and(stands_in)
    }

    /// Whether an agency, or one merged into it by the day, handles the procedure or a procedure of the field.
    #[inline]
    pub(crate) fn handled(&self, case: &PreparedCase, agency: Ix<Agency>) -> bool {
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
        for tier in &Precedence::ALL {
            let mut best = self.best_of(case, *tier, case.agency);
            for member in self.index.agencies.merged(case.agency, case.on) {
                let other = self.best_of(case, *tier, member);
                if other.as_ref().is_some_and(|other| best.as_ref().is_none_or(|best| other.rank < best.rank)) {
                    best = other;
                }
            }
            if let Some(best) = best {
                return Some(self.cover(best.contract, best.clause));
            }
        }
        None
    }

    /// A clause as what covers.
    pub(crate) const fn cover(&self, at: Ix<Contract>, clause_at: Ix<ClauseNode>) -> Cover<'_> {
        Cover { rulebook: self, at, clause_at }
    }

    /// The clause that wins among the contracts of a tier that select an agency.
    #[inline]
    fn best_of(&self, case: &PreparedCase, tier: Precedence, agency: Ix<Agency>) -> Option<Candidate> {
        let (kind, frameworks) = (self.index.agencies.node(agency).kind, &self.index.frameworks);
        let mut contest = Contest { rulebook: self, case, agency, best: None };
        if case.known_on.is_none() {
            for contract in frameworks.in_force(tier, agency, kind, case.on) {
                let node = self.index.contracts.at(contract);
                contest.enter(contract, node, &node.terms);
            }
        } else {
            // As known earlier, a contract may have been in force on other days than as known today.
            for contract in frameworks.list(tier, agency, kind) {
                let node = self.index.contracts.at(*contract);
                let terms = self.known(node, *contract, case.known_on);
                if let Some(terms) = terms.filter(|terms| terms.span.contains(case.on)) {
                    contest.enter(*contract, node, &terms);
                }
            }
        }
        contest.best
    }

    /// The terms as known on a day; `None` before the contract is signed.
    pub(super) fn known<'r>(
        &'r self,
        node: &'r ContractNode,
        contract: Ix<Contract>,
        known_on: Option<Date>,
    ) -> Option<KnownTerms<'r>> {
        match known_on {
            Some(day) if day < node.signed_on => None,
            Some(day) if day < node.known_from => {
                let contract = self.document().contracts.at(contract);
                Some(KnownTerms::Then(Box::new(terms(contract, &node.clauses, day))))
            }
            _ => Some(KnownTerms::All(&node.terms)),
        }
    }

    /// Whether a contract that selects `member`, the agency asked about or one merged into it, reaches the matter: it
    /// reaches what `member` and those merged into it handle, not what a successor had besides.
    #[inline]
    pub(super) fn reaches(&self, case: &PreparedCase, member: Ix<Agency>) -> bool {
        self.index.agencies.is_alone(case.agency) || self.handled(case, member)
    }
}
