//! The question of a contract's period.

use super::items::SettleItem;
use crate::wire::{Id, Issues, Validity, read};

built! {
    /// A question: what does a contract's period come to?
    pub struct Account<'r> {
        /// The id of the contract that is settled.
        pub contract: Id,
        /// The days that are settled: an item of another day is an issue.
        pub period: Validity,
        /// What was carried and is charged, in any order.
        pub items: Vec<SettleItem<'r>>,
    }
}

impl<'r> Account<'r> {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
