//! Does the operator's invoice say what the contract says?
//!
//! Its items are those of [`settle`](crate::ask::settle): each is looked at in the same way before it counts.

mod answer;
mod ask;
mod builder;
mod question;

pub use answer::{BilledLine, Credited, Matched, NotBilled, Reconciliation, WrongAmount};
pub use builder::{ReconciliationBuilder, ReconciliationPart};
pub use question::{Billing, InvoiceLine};
