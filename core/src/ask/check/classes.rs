//! Agencies that no rule tells apart, so that one of each class is asked about, and the classes of procedures that they
//! handle.

use std::collections::BTreeMap;

use crate::document::{Agency, Contract, Procedure};
use crate::index::Precedence;
use crate::index::agency::Selected;
use crate::index::clause::ClauseNode;
use crate::index::table::{At as _, Ix, position, push_at};
use crate::rulebook::Rulebook;
use crate::wire::{Span, sort};

/// A clause on the days on which it is in force.
#[derive(Clone, Copy)]
pub(crate) struct Use<'r> {
    pub(crate) contract: Ix<Contract>,
    pub(crate) node: &'r ClauseNode,
    pub(crate) days: Span,
    /// The order in which clauses win.
    pub(crate) rank: (Precedence, u8, usize, usize),
}

impl Use<'_> {
    pub(crate) fn path(&self) -> String {
        format!("/contracts/{}{}", self.contract.position(), self.node.text.pointer())
    }
}

/// Classes of procedures by how they select agencies.
pub(crate) struct Handled {
    by_code: Vec<Vec<usize>>,
    by_kind: Vec<Vec<usize>>,
    all: Vec<usize>,
}

impl Handled {
    pub(crate) fn new(rulebook: &Rulebook, classes: &[Ix<Procedure>]) -> Self {
        let mut handled = Self {
            by_code: vec![Vec::new(); rulebook.index.agencies.len()],
            // A kind has the number of the first agency that has it, not counting those without a kind.
            by_kind: vec![Vec::new(); rulebook.index.agencies.len()],
            all: Vec::new(),
        };
        for (class, procedure) in classes.iter().enumerate() {
            match &rulebook.index.procedures.at(*procedure).agencies {
                Selected::Codes(codes) => {
                    for code in codes {
                        push_at(&mut handled.by_code, code.position(), class);
                    }
                }
                Selected::Kinds(kinds) => {
                    for kind in kinds {
                        push_at(&mut handled.by_kind, position(*kind), class);
                    }
                }
                Selected::All => handled.all.push(class),
            }
        }
        handled
    }

    /// The classes that an agency, or one ever merged into it, handles.
    pub(crate) fn of(&self, rulebook: &Rulebook, agency: Ix<Agency>) -> Vec<usize> {
        let agencies = &rulebook.index.agencies;
        let mut classes = self.all.clone();
        for (member, _) in agencies.ever_family(agency) {
            classes.extend(self.by_code.get(member.position()).into_iter().flatten());
            let kind = agencies.node(member).kind.and_then(|kind| self.by_kind.get(position(kind)));
            classes.extend(kind.into_iter().flatten());
        }
        sort::distinct(&mut classes);
        classes
    }
}

/// Agencies that no rule tells apart: an agency of each class, and the class of each agency.
pub(crate) fn agency_classes(rulebook: &Rulebook, handled: &Handled) -> (Vec<Ix<Agency>>, Vec<usize>) {
    let index = &rulebook.index;
    let agencies = &index.agencies;
    // What rules say of an agency by itself, as a number.
    let mut known = BTreeMap::new();
    let own = |agency: Ix<Agency>| {
        let node = agencies.node(agency);
        let contracts = index.frameworks.list(Precedence::Codes, agency, None);
        let key = (node.kind, node.span.from, node.span.until, contracts, handled.by_code.get(agency.position()));
        let next = known.len();
        *known.entry(key).or_insert(next)
    };
    let own: Vec<usize> = agencies.all().map(own).collect();
    // A contract reaches a procedure through a member and what was merged into that one: of each which, and from when.
    let family = |agency: Ix<Agency>| {
        let own = |agency: Ix<Agency>| own.get(agency.position()).copied().unwrap_or(0);
        let mut members: Vec<_> = agencies.ever_family(agency).map(|(member, since)| (own(member), since)).collect();
        sort::distinct(&mut members);
        members
    };
    let mut known = BTreeMap::new();
    let (mut classes, mut class_of) = (Vec::new(), Vec::new());
    for agency in agencies.all() {
        let mut whole: Vec<_> = agencies.ever_family(agency).map(|(member, since)| (family(member), since)).collect();
        sort::distinct(&mut whole);
        // The first is the agency itself, whose days count.
        let class = *known.entry((own.get(agency.position()).copied(), whole)).or_insert_with(|| {
            classes.push(agency);
            classes.len() - 1
        });
        class_of.push(class);
    }
    (classes, class_of)
}
