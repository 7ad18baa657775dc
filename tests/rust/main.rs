//! What no single crate can show.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod batch;
mod documents;
mod explain;
mod figures;
mod forms;
mod identifiers;
mod laws;
mod oracle;
mod reference;
mod schema;
mod settle;
mod track;
mod vectors;
