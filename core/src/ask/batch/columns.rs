//! Rows by column, and how one of them is read without being put together.

use super::cell::{Cell, Listed, OddCell, Resolved};
use crate::ask::decide::{CaseIds, Sought};
use crate::ask::quote::Carriage;
use crate::ask::zone::End;
use crate::document::{Agency, Field, Place, Procedure, Service, Zone};
use crate::rulebook::Rulebook;
use crate::wire::{Date, FeeUnits, Grams, Money};

/// Rows of [`Case`](crate::Case)s by column; an empty column is one that the table does not have.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseColumns<'a> {
    /// Agencies.
    pub agency: &'a [Cell<Resolved<Agency>>],
    /// Procedures.
    pub procedure: &'a [Cell<Resolved<Procedure>>],
    /// Fields; [`Rulebook::quote_many`] does not look at them.
    pub field: &'a [Cell<Resolved<Field>>],
    /// Services.
    pub service: &'a [Cell<Service>],
    /// Days on which it is to go.
    pub on: &'a [Cell<Date>],
    /// Days on whose knowledge the answer rests.
    pub known_on: &'a [Cell<Date>],
    /// Agencies at whose counters it is handed in and given out.
    pub reception: &'a [Cell<Resolved<Agency>>],
}

/// Rows of [`Consignment`](crate::Consignment)s by column.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuoteColumns<'a> {
    /// What is to be carried, and when.
    pub case: CaseColumns<'a>,
    /// Weights.
    pub weight_grams: &'a [Cell<Grams>],
    /// For `both`, weights on the way back.
    pub return_weight_grams: &'a [Cell<Grams>],
    /// Zones.
    pub zone: &'a [Cell<Resolved<Zone>>],
    /// Places.
    pub place: &'a [Cell<Resolved<Place>>],
    /// Categories of the applicant.
    pub applicant: &'a [Cell<Listed<'a>>],
    /// What is asked beyond plain carriage.
    pub options: &'a [Cell<Listed<'a>>],
    /// Declared values.
    pub declared_value: &'a [Cell<Money>],
    /// How many units the agency fees count.
    pub agency_fee_units: &'a [Cell<FeeUnits>],
}

impl CaseColumns<'_> {
    /// The ids of a row; [`OddCell`] where it must be read as a whole.
    #[expect(clippy::inline_always, reason = "else a row is written to memory and read back, which costs more than it")]
    #[inline(always)]
    pub(super) fn ids(&self, row: usize, rulebook: &Rulebook) -> Result<CaseIds, OddCell> {
        let document = rulebook.document();
        Ok(CaseIds {
            agency: Cell::required(self.agency, row)?.within(&document.agencies),
            procedure: Sought::of(Cell::optional(self.procedure, row)?, |code| code.within(&document.procedures)),
            field: Sought::of(Cell::optional(self.field, row)?, |code| code.within(&document.fields)),
            service: Cell::required(self.service, row)?,
            on: Cell::required(self.on, row)?,
            known_on: Cell::optional(self.known_on, row)?,
            reception: Sought::of(Cell::optional(self.reception, row)?, |code| code.within(&document.agencies)),
        })
    }
}

/// A row: its carriage, its options and the applicant's categories.
pub(super) type Carried<'a> = (Carriage<'a>, [Listed<'a>; 2]);

impl<'a> QuoteColumns<'a> {
    /// The ids of a row; [`OddCell`] where it must be read as a whole.
    #[inline]
    pub(super) fn ids(&self, row: usize, rulebook: &Rulebook) -> Result<CaseIds, OddCell> {
        let ids = CaseColumns { field: &[], ..self.case }.ids(row, rulebook)?;
        if ids.procedure.is_given() { Ok(ids) } else { Err(OddCell) }
    }

    /// What is to be carried in a row, by its service; [`OddCell`] where it must be read as a whole.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    pub(super) fn carried(&self, row: usize, service: Service, rulebook: &Rulebook) -> Result<Carried<'a>, OddCell> {
        let document = rulebook.document();
        let (zone, place) = (Cell::optional(self.zone, row)?, Cell::optional(self.place, row)?);
        let back = Cell::optional(self.return_weight_grams, row)?;
        let options = Cell::optional(self.options, row)?.unwrap_or(Listed::NONE);
        let applicant = Cell::optional(self.applicant, row)?.unwrap_or(Listed::NONE);
        let end = match (zone, place) {
            (Some(zone), None) => End::Zone(zone.within(&document.zones), ""),
            (None, Some(place)) => End::Place(place.within(&document.places), ""),
            _ => return Err(OddCell),
        };
        let carriage = Carriage {
            // Ids are for reasons in full; here there are only codes.
            procedure: "",
            service,
            weight: Cell::required(self.weight_grams, row)?,
            back,
            end: Some(end),
            declared_value: Cell::optional(self.declared_value, row)?,
            fee_units: Cell::optional(self.agency_fee_units, row)?,
        };
        if back.is_none() || service == Service::Both { Ok((carriage, [options, applicant])) } else { Err(OddCell) }
    }
}
