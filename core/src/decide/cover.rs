//! Which clause of which contract covers a case.

use std::ops::Deref;

use super::PreparedCase;
use crate::Date;
use crate::index::Tier;
use crate::index::contract::{ClauseNode, ContractNode, Terms, terms};
use crate::index::table::{At as _, Ix};
use crate::rulebook::Rulebook;
use crate::rulebook::agency::Agency;
use crate::rulebook::contract::{Clause, Contract};
use crate::rulebook::procedure::Procedure;

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
pub(super) enum Known<'r> {
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
    pub(super) fn handled(&self, case: &PreparedCase, agency: Ix<Agency>) -> bool {
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
    pub(super) fn known<'r>(
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
    pub(super) fn reaches(&self, case: &PreparedCase, member: Ix<Agency>) -> bool {
        self.index.agencies.is_alone(case.agency) || self.handled(case, member)
    }
}
