//! What is owed when it goes wrong?
//!
//! By Vietnamese law a lost item is owed four times its charge, its refund included, and lateness the charge (Decree
//! 47/2011/NĐ-CP, article 25); papers that cannot be restored are made anew at the operator's cost (Decision
//! 45/2016/QĐ-TTg, article 14). The figures are data: [`Liability`](crate::document::Liability).

mod answer;
mod ask;
mod explain;
mod owed;
mod question;

pub use answer::{Compensation, Incomplete, NotOwed, Owed, OwedKind, OwedLine};
pub(crate) use explain::explain;
pub(crate) use owed::claim_until;
pub use question::{Claim, Harm};
