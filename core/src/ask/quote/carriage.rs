//! A carriage as the price engine is asked about it, wherever its words are kept.

use super::question::Consignment;
use super::wishes::Words;
use crate::ask::zone::End;
use crate::document::Service;
use crate::rulebook::Rulebook;
use crate::wire::{FeeUnits, Grams, Id, Money};

/// A carriage whose price is asked, wherever its words are kept: in a [`Consignment`], or in the columns of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carriage<'q, W> {
    pub(crate) procedure: &'q str,
    pub(crate) service: Service,
    pub(crate) weight: Grams,
    pub(crate) back: Option<Grams>,
    pub(crate) end: Option<End<'q>>,
    pub(crate) wishes: W,
    pub(crate) declared_value: Option<Money>,
    pub(crate) fee_units: Option<FeeUnits>,
}

impl<'q, W> Carriage<'q, W> {
    /// The same with wishes that are kept otherwise.
    #[expect(clippy::inline_always, reason = "else a row of a table is written to memory and read back")]
    #[inline(always)]
    pub(crate) fn wishing<V>(&self, wishes: V) -> Carriage<'q, V> {
        let Self { procedure, service, weight, back, end, declared_value, fee_units, .. } = *self;
        Carriage { procedure, service, weight, back, end, wishes, declared_value, fee_units }
    }
}

impl Rulebook {
    /// The carriage that a consignment asks about.
    pub(crate) fn carriage<'q>(&self, consignment: &'q Consignment) -> Carriage<'q, Words<'q, Id>> {
        Carriage {
            procedure: consignment.procedure.as_str(),
            service: consignment.service,
            weight: consignment.weight_grams,
            back: consignment.return_weight_grams,
            end: self.end(consignment.zone.as_ref(), consignment.place.as_ref()),
            wishes: Words { options: &consignment.options, applicant: &consignment.applicant },
            declared_value: consignment.declared_value,
            fee_units: consignment.agency_fee_units,
        }
    }
}
