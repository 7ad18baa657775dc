//! A contract's month, from what was registered, carried and told.
//!
//! An item is a registered consignment whose day is in the month and that is charged (`State::is_charged`). Its price is the one
//! told when it was registered; what was collected and what is owed is as its operator told it last, or else as the library takes
//! it to be. All sums are the library's. A month has many consignments and few prices, so it is added up by price.

mod close;
mod closed;
mod corrected;
mod flow;
mod invoice;
mod item;
mod lines;
mod month;
mod page;
mod settlement;
mod statement;
mod table;
mod words;

pub(crate) use close::close;
pub(crate) use invoice::reconcile;
pub(crate) use lines::lines;
pub(crate) use page::page;
pub(crate) use settlement::{read as settlement, settle, versions as settlements};
pub(crate) use statement::statement;
pub(crate) use table::table;
