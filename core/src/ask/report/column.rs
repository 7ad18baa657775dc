//! The ids of one kind as numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::index::table::position;
use crate::wire::{Id, Lookup, sort};

/// The number of a key that is absent or not asked for.
pub(super) const ABSENT: u32 = 0;

/// Ids of one kind as numbers from 1: first those of the rulebook, by position, then others as they are met.
#[derive(Debug)]
pub(super) struct Column<'r> {
    known: &'r Lookup,
    len: u32,
    others: BTreeMap<Box<str>, u32>,
}

impl<'r> Column<'r> {
    pub(super) fn new(known: &'r Lookup, len: usize) -> Self {
        Self { known, len: u32::try_from(len).unwrap_or(u32::MAX), others: BTreeMap::new() }
    }

    /// The number of an id, if it has one yet.
    fn find(&self, id: &str) -> Option<u32> {
        self.known.find(id).map(|at| at.saturating_add(1)).or_else(|| self.others.get(id).copied())
    }

    /// The number of an id; it is given one if it has none. `None`: it cannot be an id.
    pub(super) fn number(&mut self, id: &str) -> Option<u32> {
        self.find(id).or_else(|| is_id(id).then(|| self.other(id)))
    }

    /// No number, for a key that is not asked for. `None`: it cannot be an id.
    pub(super) fn unasked(&self, id: &str) -> Option<u32> {
        (self.find(id).is_some() || is_id(id)).then_some(ABSENT)
    }

    fn other(&mut self, id: &str) -> u32 {
        let next = u32::try_from(self.others.len()).unwrap_or(u32::MAX).saturating_add(self.len).saturating_add(1);
        *self.others.entry(id.into()).or_insert(next)
    }

    /// The ids that the rulebook does not have, in the order of their numbers.
    pub(super) fn met(&self) -> Vec<&str> {
        let mut met: Vec<(u32, &str)> = self.others.iter().map(|(id, number)| (*number, id.as_ref())).collect();
        sort::sort(&mut met);
        met.into_iter().map(|(_, id)| id).collect()
    }

    /// Gives numbers to what another column has met; the numbers here, in the order of the numbers there.
    pub(super) fn take_in(&mut self, other: &Self) -> Vec<u32> {
        other.met().into_iter().map(|id| self.find(id).unwrap_or_else(|| self.other(id))).collect()
    }

    /// Where an id stands that has this number: in the rulebook's list, or among those met.
    fn slot(&self, number: u32) -> Option<Slot> {
        let at = number.checked_sub(1)?;
        Some(at.checked_sub(self.len).map_or_else(|| Slot::Known(position(at)), |met| Slot::Met(position(met))))
    }

    /// The number here of an id that another column numbers so, when that column's others were taken in as these.
    pub(super) fn renumbered(&self, number: u32, taken_in: &[u32]) -> u32 {
        match self.slot(number) {
            Some(Slot::Met(at)) => taken_in.get(at).copied().unwrap_or(ABSENT),
            _ => number,
        }
    }

    /// The id that has a number: one of the rulebook's, or of those met.
    pub(super) fn text<'k>(
        &self,
        number: u32,
        known: impl Fn(usize) -> Option<&'k Id>,
        met: &[&str],
    ) -> Option<Cow<'k, str>> {
        Some(match self.slot(number)? {
            Slot::Known(at) => Cow::Borrowed(known(at)?.as_str()),
            Slot::Met(at) => Cow::Owned((*met.get(at)?).to_owned()),
        })
    }
}

/// Where an id stands: in the rulebook's list, or among those met.
enum Slot {
    Known(usize),
    Met(usize),
}

/// Whether a text can be an id.
pub(super) fn is_id(id: &str) -> bool {
    id.parse::<Id>().is_ok()
}
