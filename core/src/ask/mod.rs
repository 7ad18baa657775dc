//! The questions, one folder each.

#[macro_use]
pub(crate) mod answer;

pub mod batch;
pub mod check;
pub mod choices;
pub mod compare;
pub mod compensation;
pub mod deadlines;
pub mod decide;
mod explain;
pub mod foreign;
pub mod journey;
pub mod quote;
pub mod report;
pub mod settle;
pub mod track;

pub use explain::{Answer, explain, explain_with};
