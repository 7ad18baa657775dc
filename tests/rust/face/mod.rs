//! The face that Rust users have: what is built by code is the question that JSON asks, and what an answer gives by its
//! accessors is what it is written as. The vectors ask in JSON alone.

mod answers;
mod calendars;
mod figures;
mod forms;
mod issues;
mod money;
mod names;
mod questions;
mod rows;
mod times;
mod values;

use std::sync::LazyLock;

use hoso::{Date, Id, Rulebook};

/// A small rulebook of 2014: one agency, two zones, a contract of 10 September with an amendment of November.
static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::parse(include_str!("rulebook.json")).unwrap());

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}
