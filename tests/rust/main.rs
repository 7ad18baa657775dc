//! What no single crate can show.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod amount_in_words;
mod batch;
mod built;
mod choices;
mod citations;
mod codes;
mod compensation;
mod diff;
mod document_text;
mod documents;
mod edges;
mod explain;
mod face;
mod faces;
mod figures;
mod foreign;
mod forms;
mod headings;
mod identifiers;
mod journey;
mod laws;
mod layers;
mod lists;
mod oracle;
mod persons;
mod quarter;
mod questions;
mod routes;
mod schema;
mod sentences;
mod settle;
mod texts;
mod track;
mod vectors;
