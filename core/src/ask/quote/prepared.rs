//! A consignment whose ids are looked up once, to be priced many times.

use super::carriage::Carriage;
use super::price::Price;
use super::question::Consignment;
use crate::ask::decide::{Cover, PreparedCase};
use crate::rulebook::Rulebook;
use crate::say::reason::ReasonCode;
use crate::wire::{Grams, Id};

/// A consignment ready to be priced many times: its ids are positions in its rulebook.
#[derive(Debug)]
pub struct PreparedQuote<'r, 'q> {
    rulebook: &'r Rulebook,
    case: PreparedCase,
    carriage: Carriage<'q, Id>,
}

impl<'r> PreparedQuote<'r, '_> {
    /// The price, as [`Rulebook::price`] gives it. Takes nothing from the heap unless `known_on` is given.
    pub fn price(&self) -> Option<Price<'r>> {
        self.price_under(self.cover()?).filter(Price::within_limits)
    }

    /// With another weight than before.
    pub(crate) fn weighing(&mut self, weight: Grams) -> &Self {
        self.carriage.weight = weight;
        self
    }

    /// The clause that covers it, if any.
    pub(crate) fn cover(&self) -> Option<Cover<'r>> {
        self.rulebook.covers(&self.case)
    }

    /// The price under the clause that covers it, whether or not an answer may hold it.
    #[inline]
    pub(crate) fn price_under(&self, cover: Cover<'r>) -> Option<Price<'r>> {
        self.rulebook.price_of(&self.carriage, &self.case, cover, &mut Vec::<ReasonCode>::new())
    }
}

impl Rulebook {
    /// Looks up the ids of a consignment, for pricing it many times; `None` when the agency or procedure is unknown.
    pub fn prepare_quote<'r, 'q>(&'r self, consignment: &'q Consignment) -> Option<PreparedQuote<'r, 'q>> {
        let case = self.prepared(consignment.asked())?;
        Some(PreparedQuote { rulebook: self, case, carriage: self.carriage(consignment) })
    }

    /// The price alone, without writing anything to the heap; `None` when it is not covered, has no price, or adds up
    /// to too much. [`Rulebook::quote`] says why.
    pub fn price<'r>(&'r self, consignment: &Consignment) -> Option<Price<'r>> {
        self.prepare_quote(consignment)?.price()
    }
}
