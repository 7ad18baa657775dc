//! How many results went by post, how many of them in time, and what became of the others: the figures that an agency
//! reports (Decision 45/2016/QĐ-TTg and Circular 17/2017/TT-BTTTT).
//!
//! A dossier has three dates that differ: promised, resolved by the agency, handed over. The post lies between the last
//! two, and its time runs to the first attempt of delivery. All figures are counts of rows; a share is in basis points.

mod answer;
mod ask;
mod builder;
mod column;
mod group;
mod question;

pub use answer::{Report, ReportGroup};
pub use builder::ReportBuilder;
pub use group::{GroupKey, Mismatch};
pub(crate) use group::{GroupKeys, Groups, Keyed, Tally};
pub use question::{ReportRow, Results, RowView};
