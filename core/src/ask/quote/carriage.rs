//! A carriage as the price engine is asked about it, wherever its words are kept.

use super::question::Consignment;
use crate::ask::zone::End;
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::wire::{FeeUnits, Grams, Money};

/// A carriage whose price is asked, [`Wishes`](super::wishes::Wishes) aside: of a [`Consignment`], or of a row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carriage<'q> {
    pub(crate) procedure: &'q str,
    pub(crate) service: Service,
    pub(crate) weight: Grams,
    pub(crate) back: Option<Grams>,
    pub(crate) end: Option<End<'q>>,
    pub(crate) declared_value: Option<Money>,
    pub(crate) fee_units: Option<FeeUnits>,
}

impl Rulebook {
    /// The carriage that a consignment asks about.
    pub(crate) fn carriage<'q>(&self, consignment: &'q Consignment) -> Carriage<'q> {
        Carriage {
            procedure: consignment.procedure.as_str(),
            service: consignment.service,
            weight: consignment.weight_grams,
            back: consignment.return_weight_grams,
            end: self.end(consignment.zone.as_ref(), consignment.place.as_ref()),
            declared_value: consignment.declared_value,
            fee_units: consignment.agency_fee_units,
        }
    }
}
