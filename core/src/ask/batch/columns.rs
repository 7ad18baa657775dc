//! Rows by column, and how one of them is read without being put together.

use std::ops::Range;

use super::cell::{Cell, InCell as _, Listed, Lists, OddCell, Resolved};
use crate::ask::decide::{CaseIds, Occasion, Sought};
use crate::ask::quote::Carriage;
use crate::ask::zone::End;
use crate::document::{Agency, Document, Field, Place, Procedure, Service, Zone};
use crate::index::table::Ix;
use crate::rulebook::Rulebook;
use crate::wire::{Date, FeeUnits, Grams, Money};

/// Rows of [`Case`](crate::Case)s by column; an empty column is one that the table does not have.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaseColumns<'a> {
    /// Agencies.
    pub agency: &'a [Cell<Resolved<Agency>>],
    /// Procedures.
    pub procedure: &'a [Cell<Resolved<Procedure>>],
    /// Fields; [`Batch::quote_many`](super::Batch::quote_many) does not look at them.
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
    pub applicant: Lists<'a>,
    /// What is asked beyond plain carriage.
    pub options: Lists<'a>,
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

/// What a row asks that is on a route: see [`crate::index::route`].
#[derive(Clone, Copy, Debug)]
pub(super) struct OnRoute {
    pub(super) agency: Ix<Agency>,
    pub(super) procedure: Ix<Procedure>,
    pub(super) service: Service,
    /// Days since 1970.
    pub(super) day: i32,
}

impl OnRoute {
    /// What of it a price depends on.
    pub(super) fn occasion(&self) -> Option<Occasion> {
        let on = Date::value(self.day)?;
        Some(Occasion { procedure: Some(self.procedure), counter: self.agency, on })
    }
}

impl<'a> CaseColumns<'a> {
    /// Some rows of what every case has; nothing where a column is missing.
    pub(super) fn some(&self, rows: Range<usize>) -> Option<Cases<'a>> {
        Some(Cases {
            agency: self.agency.get(rows.clone())?,
            procedure: self.procedure.get(rows.clone())?,
            service: self.service.get(rows.clone())?,
            on: self.on.get(rows)?,
        })
    }

    /// Whether some rows may ask something that no route says.
    pub(super) const fn may_be_rare(&self) -> bool {
        !(self.field.is_empty() && self.known_on.is_empty() && self.reception.is_empty())
    }

    /// Whether a row asks something that no route says.
    pub(super) fn is_rare(&self, row: usize) -> bool {
        !(Cell::is_absent(self.field, row)
            && Cell::is_absent(self.known_on, row)
            && Cell::is_absent(self.reception, row))
    }

    /// What a row asks; none where anything of it is rare, odd or missing.
    pub(super) fn on_route(&self, row: usize, document: &Document) -> Option<OnRoute> {
        let day = self.on.get(row)?.number();
        let agency = Cell::known(self.agency, row, &document.agencies)?;
        let procedure = Cell::known(self.procedure, row, &document.procedures)?;
        let service = Service::value(self.service.get(row)?.number())?;
        let asked = OnRoute { agency, procedure, service, day };
        (!self.is_rare(row) && Date::UNIX_DAYS.contains(&day)).then_some(asked)
    }
}

/// Some rows of cases: what each of them has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cases<'a> {
    pub(super) agency: &'a [Cell<Resolved<Agency>>],
    pub(super) procedure: &'a [Cell<Resolved<Procedure>>],
    pub(super) service: &'a [Cell<Service>],
    pub(super) on: &'a [Cell<Date>],
}

impl QuoteColumns<'_> {
    /// Whether some rows may have something that no scale says: see [`crate::index::scale`].
    pub(super) const fn may_be_rare(&self) -> bool {
        !(self.place.is_empty()
            && self.return_weight_grams.is_empty()
            && self.declared_value.is_empty()
            && self.agency_fee_units.is_empty())
    }

    /// Whether a row has something that no scale says.
    pub(super) fn is_rare(&self, row: usize) -> bool {
        !(Cell::is_absent(self.place, row)
            && Cell::is_absent(self.return_weight_grams, row)
            && Cell::is_absent(self.declared_value, row)
            && Cell::is_absent(self.agency_fee_units, row))
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
        let options = self.options.of(row)?;
        let applicant = self.applicant.of(row)?;
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
