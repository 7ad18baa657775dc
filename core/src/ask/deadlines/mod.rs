//! By when is each step due?
//!
//! In law a dossier sent by post counts as filed when the hand-over record is signed at the agency, not when it is
//! posted (Decision 45/2016/QĐ-TTg, article 7); the time for returning a result runs to the first attempt (Circular
//! 17/2017/TT-BTTTT, article 3).

mod answer;
mod ask;
mod explain;
mod question;
mod steps;

pub use answer::{Dated, DayUnit, Deadlines, Step, StepId};
pub(crate) use explain::explain;
pub use question::Moments;
pub(crate) use question::filed_once;
