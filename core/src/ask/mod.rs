//! The questions, one folder each: `question.rs` is what is asked, with what must hold across its keys; `answer.rs` the
//! shapes of what is answered; `ask.rs` goes from one to the other, by the files beside it; `explain.rs` puts the answer into
//! words (`track` is asked with `event.rs` and answered by `tracking.rs`; `batch` asks the others over columns). No folder takes anything from one that takes something from it.

#[macro_use]
pub(crate) mod answer;

pub mod batch;
pub(crate) mod check;
pub(crate) mod choices;
pub(crate) mod compare;
pub(crate) mod compensation;
pub(crate) mod deadlines;
pub(crate) mod decide;
pub(crate) mod diff;
mod explain;
pub(crate) mod foreign;
pub(crate) mod journey;
pub(crate) mod procedures;
pub(crate) mod quarter;
pub(crate) mod quote;
pub(crate) mod reconcile;
pub(crate) mod report;
pub(crate) mod settle;
pub(crate) mod track;
pub(crate) mod zone;

pub use explain::{Answer, explain, explain_with};
