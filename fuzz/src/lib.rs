//! Hostile input for every parser of `hoso` and for what is asked with it.
//!
//! A target takes any bytes and panics when a law is broken: input that is not valid ends in issues that say where, an
//! answer is read back as it was written, and no order or repetition changes what must not depend on it. The same
//! targets run under [`runner`], on stable Rust and from a seed, and under libFuzzer (`fuzz/libfuzzer`).
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::panic_in_result_fn,
    reason = "a broken law is told by a panic, which the runners catch"
)]

pub mod growth;
pub mod json;
pub mod mutate;
pub mod numbers;
pub mod runner;
pub mod seeds;
mod targets;

/// What became of an input.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Met {
    /// It was valid, at least for one of the questions that a target asks.
    Accepted,
    /// It ended in issues.
    Refused,
}

/// A target: takes any bytes, panics when a law is broken.
pub type Target = fn(&[u8]) -> Met;

/// Every target by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("rulebook", targets::rulebook::run),
    ("questions", targets::questions::run),
    ("track", targets::track::run),
    ("identifiers", targets::identifiers::run),
    ("explain", targets::explain::run),
    ("forms", targets::forms::run),
    ("dates_times", targets::dates_times::run),
    ("report", targets::report::run),
    ("compare", targets::compare::run),
    ("settle", targets::settle::run),
    ("journey", targets::journey::run),
    ("foreign", targets::foreign::run),
];

/// The target of a name.
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(own, _)| *own == name).map(|(_, target)| *target)
}
