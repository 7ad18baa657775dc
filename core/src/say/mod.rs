//! Words: why an answer is no, and the sentences of explanations.

#[macro_use]
mod said;

mod amount_in_words;
pub(crate) mod reason;

pub use amount_in_words::amount_in_words;
pub use reason::{Reason, ReasonCode};
pub(crate) use said::*;
