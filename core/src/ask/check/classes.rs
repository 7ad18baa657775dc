//! Agencies that no rule tells apart, so that one of each class is asked about, and the classes of procedures that they
//! handle.

use std::collections::BTreeSet;

use crate::document::{Agency, Contract, Procedure};
use crate::index::Precedence;
use crate::index::agency::Selected;
use crate::index::clause::ClauseNode;
use crate::index::table::{At as _, Ix, position, push_at};
use crate::rulebook::Rulebook;
use crate::wire::{Span, sort};

/// A clause on the days on which it is in force.
#[derive(Clone, Copy)]
pub(super) struct Use<'r> {
    pub(super) contract: Ix<Contract>,
    pub(super) node: &'r ClauseNode,
    pub(super) days: Span,
    /// The order in which clauses win.
    pub(super) rank: (Precedence, u8, usize, usize),
}

impl Use<'_> {
    pub(super) fn path(&self) -> String {
        format!("/contracts/{}{}", self.contract.position(), self.node.text.pointer())
    }
}

/// Classes of procedures by how they select agencies.
pub(super) struct Handled {
    by_code: Vec<Vec<usize>>,
    by_kind: Vec<Vec<usize>>,
    all: Vec<usize>,
}

impl Handled {
    pub(super) fn new(rulebook: &Rulebook, classes: &[Ix<Procedure>]) -> Self {
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
    pub(super) fn of(&self, rulebook: &Rulebook, agency: Ix<Agency>) -> Vec<usize> {
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

/// An agency of each class that no rule tells apart.
pub(super) fn agency_classes(rulebook: &Rulebook, handled: &Handled) -> Vec<Ix<Agency>> {
    let index = &rulebook.index;
    let mut known = BTreeSet::new();
    index
        .agencies
        .all()
        .filter(|agency| {
            let node = index.agencies.node(*agency);
            let alone = index.agencies.is_alone(*agency).then_some(());
            let own = index.frameworks.list(Precedence::Codes, *agency, None);
            let procedures = handled.by_code.get(agency.position());
            // One with others merged into it is a class of its own.
            known.insert((
                node.kind,
                node.span.from,
                node.span.until,
                own,
                procedures,
                alone.map_or(Some(*agency), |()| None),
            ))
        })
        .collect()
}
