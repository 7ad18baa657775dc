//! A contract's month, settled: who owes whom how much.
//!
//! An item is a carriage with its price, as [`Rulebook::quote`](crate::rulebook::Rulebook::quote) told it, and with what
//! happened since: what the postman took at the door, what the operator owes for a loss or a delay. Every amount is a whole
//! number of the currency's minor unit (đồng), and nothing is rounded here: sums are sums, so the statements of two halves
//! of the items add up to that of the whole. An item that does not add up in itself is refused, never mended.

mod adds_up;
mod answer;
mod ask;
mod builder;
mod items;
mod question;
mod row;

pub use answer::Statement;
pub use builder::{StatementBuilder, StatementPart};
pub use items::{CompensationTo, SettleItem};
pub(crate) use items::{Items, Terms};
pub use question::Account;
