//! Rows by column, and how one of them is read without being put together.

use super::cell::{Cell, InCell as _, Listed, Lists, ODD_LIST, OddCell, Resolved};
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

impl CaseColumns<'_> {
    /// The service of a row; none where it is odd or missing.
    #[inline]
    pub(super) fn service_of(&self, row: usize) -> Option<Service> {
        Service::value(self.service.get(row)?.number())
    }

    /// What a row asks; none where anything of it is rare, odd or missing.
    #[inline]
    pub(super) fn on_route(&self, row: usize, document: &Document) -> Option<OnRoute> {
        let day = self.on.get(row)?.number();
        let rare = !Cell::is_absent(self.field, row)
            || !Cell::is_absent(self.known_on, row)
            || !Cell::is_absent(self.reception, row)
            || !Date::UNIX_DAYS.contains(&day);
        let agency = Cell::known(self.agency, row, &document.agencies)?;
        let procedure = Cell::known(self.procedure, row, &document.procedures)?;
        let service = self.service_of(row)?;
        (!rare).then_some(OnRoute { agency, procedure, service, day })
    }
}

/// What of a row has a scale: see [`crate::index::scale`].
#[derive(Clone, Copy, Debug)]
pub(super) struct OnScale {
    pub(super) service: Service,
    pub(super) zone: Cell<Resolved<Zone>>,
    /// In grams.
    pub(super) weight: i32,
    /// The kinds of the lists.
    pub(super) options: u32,
    pub(super) applicant: u32,
}

impl QuoteColumns<'_> {
    /// Whether a row may have something that no scale says.
    pub(super) const fn may_be_rare(&self) -> bool {
        !self.place.is_empty()
            || !self.return_weight_grams.is_empty()
            || !self.declared_value.is_empty()
            || !self.agency_fee_units.is_empty()
    }

    fn is_rare(&self, row: usize) -> bool {
        !Cell::is_absent(self.place, row)
            || !Cell::is_absent(self.return_weight_grams, row)
            || !Cell::is_absent(self.declared_value, row)
            || !Cell::is_absent(self.agency_fee_units, row)
    }

    /// What a row asks; none where anything of it is rare, odd or missing. The service is not odd where a row is on a route.
    #[inline]
    pub(super) fn on_scale(&self, row: usize, may_be_rare: bool) -> Option<OnScale> {
        let (service, zone) = (self.case.service_of(row)?, *self.zone.get(row)?);
        let weight = self.weight_grams.get(row)?.number();
        let (options, applicant) = (self.options.kind(row), self.applicant.kind(row));
        let rare = (may_be_rare && self.is_rare(row))
            || !(Grams::MIN..=Grams::MAX).contains(&i64::from(weight))
            || zone == Cell::NULL
            || zone == Cell::ODD
            || options == ODD_LIST
            || applicant == ODD_LIST;
        (!rare).then_some(OnScale { service, zone, weight, options, applicant })
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
