//! May this go by post? (Which contract covers it, or why none does.)

mod answer;
mod ask;
mod cover;
mod explain;
mod lookup;
mod prepared;
mod question;
mod refusal;
mod route;
mod ruling;

pub use answer::{Covered, Decision, NotCovered, Share};
pub use cover::Cover;
pub(crate) use explain::{explain, not_covered};
pub(crate) use lookup::{CaseIds, CaseText, Occasion, PreparedCase, Sought};
pub use prepared::Prepared;
pub use question::Case;
pub(crate) use route::{Room, RowRuling};
pub(crate) use ruling::Ruling;
