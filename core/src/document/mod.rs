//! The rulebook: places, agencies, procedures, contracts, tariffs, taxes, calendars and legal sources, as one document.

mod agency;
mod calendar;
mod contract;
mod liability;
mod place;
mod procedure;
mod service;
mod source;
mod tariff;
mod zone;

pub use agency::{Agency, Field, Selector};
pub use calendar::{Calendar, Holiday, Weekday};
pub use contract::*;
pub use liability::*;
pub use place::Place;
pub use procedure::*;
pub(crate) use service::ByService;
pub use service::Service;
pub use source::*;
pub use tariff::*;
pub use zone::*;

use crate::wire::{Currency, FormatVersion, Id, List, Text, UtcOffset};

shape! {
    /// A rulebook's document. Keys that begin with `x_` are free at every level; other unknown keys are refused.
    pub struct Document {
        /// The version of this format: 1.
        pub hoso: FormatVersion,
        /// The rulebook's id.
        pub id: Id,
        /// What it is.
        pub title: Text,
        /// The currency of every amount.
        pub currency: Currency,
        /// The offset at which the day of a time is told.
        pub utc_offset: UtcOffset,
        /// Legal sources.
        pub sources: Vec<Source>,
        /// Calendars; the first is the default.
        pub calendars: Vec<Calendar>,
        /// Places.
        pub places: Vec<Place>,
        /// Zones, in the order in which they are tried.
        pub zones: List<Zone, 0, 1_000>,
        /// Operators.
        pub operators: Vec<Operator>,
        /// Agencies.
        pub agencies: Vec<Agency>,
        /// Fields.
        pub fields: Vec<Field>,
        /// Procedures.
        pub procedures: Vec<Procedure>,
        /// Taxes.
        pub taxes: Vec<Tax>,
        /// Tariffs.
        pub tariffs: Vec<Tariff>,
        /// Contracts.
        pub contracts: Vec<Contract>,
        /// Liability rules.
        pub liability: Vec<Liability>,
    }
}
