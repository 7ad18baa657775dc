//! The questions, one folder each: `question.rs` is what is asked, with what must hold across its keys; `answer.rs` the
//! shapes of what is answered; `ask.rs` goes from one to the other, by the files beside it; `explain.rs` puts the answer into
//! words. No folder takes anything from one that takes something from it.

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
pub mod procedures;
pub mod quarter;
pub mod quote;
pub mod reconcile;
pub mod report;
pub mod settle;
pub mod track;
pub(crate) mod zone;

pub use explain::{Answer, explain, explain_with};
