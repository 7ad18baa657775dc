//! What is wrong with the rulebook itself? What can be read but is unwise.

mod answer;
mod ask;
pub(crate) mod classes;
mod coverage;
mod days;
mod document;
mod gaps;
mod search;

pub use answer::{Finding, FindingCode, Severity};
