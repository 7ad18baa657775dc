//! Whose a consignment is, and the price at which it goes.
//!
//! Whoever knows the next number of a post could register it, read who receives it and keep out whose it is. So an agency
//! registers before the first event; after that with a code that the operator issued, or it asks, and the operator answers. The
//! operator's word counts over an agency's. Each word is kept as a version, with who told it and when.

mod answered;
mod listed;
mod registered;
mod withdrawn;
mod written;

pub(crate) use answered::{answer, carried, code};
pub(crate) use listed::{list, promise_all};
pub(crate) use registered::register;
pub(crate) use withdrawn::withdraw;
pub(crate) use written::{asked, registered, versions};
