//! The rulebook: places, agencies, procedures, contracts, tariffs, taxes, calendars and legal sources, as one document.
//!
//! Mostly it is JSON text. It can also be built in code: `new` takes what must be there, and each other key has a setter.
//! What must hold across keys is looked at by [`Rulebook::from_document`](crate::Rulebook::from_document).
//!
//! ```
//! use hoso::document::{
//!     Agency, Band, Clause, Contract, Document, Operator, PostageRate, Procedure, Scope, Selector, Tariff,
//!     TariffVersion, Zone, ZoneRule,
//! };
//! use hoso::{Case, Consignment, Decision, Quotation, Rulebook, Service, True, Validity};
//!
//! let always = Validity::new("2014-01-01".parse()?, None)?;
//! let band = Band::new(100.try_into()?, 26_000.try_into()?);
//! let rate = PostageRate::new([Service::Return].try_into()?, "near".parse()?, [band].try_into()?);
//! let version = TariffVersion::new("v1".parse()?, always.clone()).rates([rate]);
//! let clause =
//!     Clause::new("c1".parse()?, [Service::Return].try_into()?, Scope::All(True), "letters".parse()?);
//! let contract =
//!     Contract::new("2014".parse()?, "post".parse()?, Selector::All(True), "2013-12-20".parse()?, always)
//!         .clauses([clause].try_into()?);
//! let document = Document::new("small".parse()?, "Nhỏ".parse()?, "VND".parse()?, "+07:00".parse()?)
//!     .zones([Zone::new("near".parse()?, "Gần".parse()?, ZoneRule::Any(True))].try_into()?)
//!     .operators([Operator::new("post".parse()?, "Bưu điện".parse()?)])
//!     .agencies([Agency::new("home-affairs".parse()?, "Sở Nội vụ".parse()?)])
//!     .procedures([Procedure::new("1.1".parse()?, "Cấp giấy phép".parse()?, Selector::All(True))])
//!     .tariffs([Tariff::new("letters".parse()?, "Bảng giá".parse()?).versions([version])])
//!     .contracts([contract]);
//! let rulebook = Rulebook::from_document(&document)?;
//! assert_eq!(rulebook.document(), &document);
//!
//! let (agency, procedure, on) = ("home-affairs".parse()?, "1.1".parse()?, "2014-10-01".parse()?);
//! let case = Case::new(agency, procedure, Service::Return, on);
//! assert!(matches!(rulebook.decide(&case)?, Decision::Covered(_)));
//!
//! let question = Consignment::parse(
//!     r#"{"agency": "home-affairs", "procedure": "1.1", "service": "return", "on": "2014-10-01", "weight_grams": 60,
//!         "zone": "near"}"#,
//! )?;
//! let Quotation::Quoted(price) = rulebook.quote(&question)? else { panic!("no price") };
//! assert_eq!(price.total, 26_000);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod agency;
mod calendar;
mod contract;
mod liability;
mod place;
mod procedure;
mod read;
mod reception;
pub(crate) mod service;
mod source;
mod tariff;
pub(crate) mod text;
mod zone;

pub use agency::{Agency, Field, Selector};
pub use calendar::{Calendar, Holiday, Weekday};
pub use contract::*;
pub use liability::*;
pub use place::Place;
pub use procedure::*;
pub use reception::Reception;
pub(crate) use service::ByService;
pub(crate) use service::Service;
pub use source::*;
pub use tariff::*;
pub use zone::*;

use crate::wire::{Currency, FormatVersion, Id, List, Text, UtcOffset};

built! {
    /// A rulebook's document. Keys that begin with `x_` are free at every level, and at this one `$schema`, which tells an
    /// editor what to hold it against; other unknown keys are refused.
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
        /// Where dossiers are handed in and results given out for agencies that decide elsewhere (nơi tiếp nhận).
        pub receptions: Vec<Reception>,
        /// The taxes on what operators charge.
        pub taxes: Vec<Tax>,
        /// The tariffs (bảng giá) that contracts apply.
        pub tariffs: Vec<Tariff>,
        /// The contracts between agencies and operators.
        pub contracts: Vec<Contract>,
        /// The liability rules: what operators owe when it goes wrong.
        pub liability: Vec<Liability>,
    }
    free = "$schema"
}
