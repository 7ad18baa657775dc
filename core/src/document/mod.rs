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
        /// What the rulebook is called.
        pub title: Text,
        /// The currency of every amount.
        pub currency: Currency,
        /// The offset at which the day of a time is told.
        pub utc_offset: UtcOffset,
        /// The legal sources that everything else cites.
        pub sources: Vec<Source>,
        /// Calendars; the first is the default.
        pub calendars: Vec<Calendar>,
        /// The places (đơn vị hành chính) of agencies and applicants.
        pub places: Vec<Place>,
        /// Zones, in the order in which they are tried.
        pub zones: List<Zone, 0, 1_000>,
        /// The operators that carry.
        pub operators: Vec<Operator>,
        /// The agencies whose dossiers go by post.
        pub agencies: Vec<Agency>,
        /// The fields (lĩnh vực) of procedures.
        pub fields: Vec<Field>,
        /// The catalogue of procedures (danh mục thủ tục).
        pub procedures: Vec<Procedure>,
        /// The taxes on what operators charge.
        pub taxes: Vec<Tax>,
        /// The tariffs (bảng giá) that contracts apply.
        pub tariffs: Vec<Tariff>,
        /// The contracts between agencies and operators.
        pub contracts: Vec<Contract>,
        /// The liability rules: what operators owe when it goes wrong.
        pub liability: Vec<Liability>,
    }
}
