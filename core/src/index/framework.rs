//! Which contracts concern an agency, best first and by day.

use std::cmp::Reverse;

use super::agency::{Agencies, Selected};
use super::contract::ContractNode;
use super::table::{At as _, Ix, Timeline, position, push_at};
use crate::document::{Agency, Contract};
use crate::wire::{Date, Span, sort};

/// A contract, and the days on which it is in force by what is known today.
type InForce = (Span, Ix<Contract>);

/// Contracts by how they select agencies, best first and by day.
#[derive(Debug)]
pub(crate) struct Frameworks {
    by_code: Vec<Timeline<InForce>>,
    by_kind: Vec<Timeline<InForce>>,
    all: Timeline<InForce>,
    /// The contracts whatever the day, in the order of the document: for saying why none covers.
    lists: [Vec<Vec<Ix<Contract>>>; 3],
}

/// Of contracts that are else alike, the later signed wins, then the smaller id.
pub(super) fn rank(documents: &[Contract], contracts: &mut [ContractNode]) {
    let mut order: Vec<Ix<Contract>> = Ix::all(documents).collect();
    let signed = |contract: &Ix<Contract>| Reverse(documents.at(*contract).signed_on);
    let id = |contract: &Ix<Contract>| &documents.at(*contract).id;
    sort::by_key(&mut order, |contract| (signed(contract), id(contract)));
    for (rank, contract) in order.into_iter().enumerate() {
        if let Some(node) = contracts.get_mut(contract.position()) {
            node.rank = rank;
        }
    }
}

/// How a contract selects an agency; the order in which contracts win.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Precedence {
    Codes,
    Kinds,
    All,
}

impl Precedence {
    pub(crate) const ALL: [Self; 3] = [Self::Codes, Self::Kinds, Self::All];
}

/// The contracts of each list, in the order of the document.
fn whatever_the_day(lists: &[Vec<(Span, InForce)>]) -> Vec<Vec<Ix<Contract>>> {
    let mut plain = Vec::with_capacity(lists.len());
    for list in lists {
        let mut contracts: Vec<Ix<Contract>> = list.iter().map(|(_, (_, contract))| *contract).collect();
        sort::sort(&mut contracts);
        plain.push(contracts);
    }
    plain
}

impl Frameworks {
    pub(super) fn new(contracts: &[ContractNode], agencies: &Agencies) -> Self {
        let mut order: Vec<Ix<Contract>> = Ix::all(contracts).collect();
        sort::by_key(&mut order, |contract| contracts.at(*contract).rank);
        let kinds = agencies.all().filter_map(|agency| agencies.node(agency).kind).max().map_or(0, |kind| kind + 1);
        let mut codes = vec![Vec::new(); agencies.len()];
        let mut by_kind = vec![Vec::new(); position(kinds)];
        let mut all = Vec::new();
        for contract in order {
            let node = contracts.at(contract);
            let entry = (node.terms.span, (node.terms.span, contract));
            match &node.agencies {
                Selected::Codes(list) => {
                    for agency in list {
                        push_at(&mut codes, agency.position(), entry);
                    }
                }
                Selected::Kinds(list) => {
                    for kind in list {
                        push_at(&mut by_kind, position(*kind), entry);
                    }
                }
                Selected::All => all.push(entry),
            }
        }
        Self {
            lists: [whatever_the_day(&codes), whatever_the_day(&by_kind), whatever_the_day(std::slice::from_ref(&all))],
            by_code: codes.iter().map(|list| Timeline::new(list)).collect(),
            by_kind: by_kind.iter().map(|list| Timeline::new(list)).collect(),
            all: Timeline::new(&all),
        }
    }

    /// Contracts of a tier that select an agency and are in force on a day, best first.
    #[inline]
    pub(crate) fn in_force(
        &self,
        tier: Precedence,
        agency: Ix<Agency>,
        kind: Option<u32>,
        on: Date,
    ) -> impl Iterator<Item = Ix<Contract>> {
        let timeline = match tier {
            Precedence::Codes => self.by_code.get(agency.position()),
            Precedence::Kinds => kind.and_then(|kind| self.by_kind.get(position(kind))),
            Precedence::All => Some(&self.all),
        };
        let candidates = timeline.map_or(&[][..], |timeline| timeline.candidates(on));
        candidates.iter().filter(move |(span, _)| span.contains(on)).map(|(_, contract)| *contract)
    }

    /// Contracts of a tier that select an agency, whatever the day, in the order of the document.
    pub(crate) fn list(&self, tier: Precedence, agency: Ix<Agency>, kind: Option<u32>) -> &[Ix<Contract>] {
        let [codes, kinds, all] = &self.lists;
        let list = match tier {
            Precedence::Codes => codes.get(agency.position()),
            Precedence::Kinds => kind.and_then(|kind| kinds.get(position(kind))),
            Precedence::All => all.first(),
        };
        list.map_or(&[], Vec::as_slice)
    }

    /// Contracts that select an agency, whatever the tier and the day.
    pub(crate) fn selecting(&self, agency: Ix<Agency>, kind: Option<u32>) -> impl Iterator<Item = Ix<Contract>> {
        Precedence::ALL.into_iter().flat_map(move |tier| self.list(tier, agency, kind)).copied()
    }
}
