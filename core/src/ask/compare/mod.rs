//! One list of carriages under two rulebooks: how a new contract, tariff or tax is tried on last year's dossiers before it is
//! signed.
//!
//! Every row is a question of [`Rulebook::quote`](crate::rulebook::Rulebook::quote), asked of the rulebook *before* and of the one *after*. The answer says
//! how many rows come out otherwise, in which way, and what that adds up to. All amounts are in the minor unit of the
//! currency (đồng), with tax; a row without a price counts as 0 there, so that a difference is always after less before,
//! and the differences of the changes add up to the difference of the group. What is asked at the door
//! (`applicant_due`) is told beside the total, since it holds the agency fee and only the applicant's share.
//!
//! The wire shape. The question:
//!
//! ```json
//! {"by":["agency","month"],"rows":[{"id":"HS-1","question":{"agency":"…","procedure":"…","service":"return",
//!   "on":"2014-10-01","weight_grams":100,"zone":"intra_province"}}],"top":10}
//! ```
//!
//! The answer, with a group for each agency and month, and the rows that changed most:
//!
//! ```json
//! {"currency":"VND",
//!  "groups":[{"agency":"…","month":"2014-10","rows":1,"unchanged":0,"changed":1,
//!    "changes":[{"kind":"now_covered","count":0,"difference":0,"due_difference":0},…],
//!    "before":{"quoted":1,"no_price":0,"not_covered":0,"total":26000,"applicant_due":26000},
//!    "after":{"quoted":1,"no_price":0,"not_covered":0,"total":30000,"applicant_due":30000},
//!    "difference":4000,"due_difference":4000}],
//!  "total":{"rows":1,…},
//!  "most":[{"row":0,"id":"HS-1","kind":"dearer",
//!    "before":{"outcome":"quoted","contract":"…","clause":"1","tariff":"…","version":"…","zone":"…","total":26000,"applicant_due":26000},
//!    "after":{"outcome":"quoted",…},"difference":4000,"due_difference":4000}]}
//! ```

mod answer;
mod ask;
mod builder;
mod question;
mod side;
mod sums;

pub use answer::{Change, ChangeFigures, ChangedRow, Comparison, ComparisonGroup, SideFigures, Terms};
pub use builder::ComparisonBuilder;
pub use question::{Trial, CompareRow, Top};
