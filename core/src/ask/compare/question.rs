//! The question of two rulebooks, row by row.

use crate::ask::quote::Consignment;
use crate::ask::report::GroupKey;
#[cfg(doc)]
use crate::rulebook::Rulebook;
use crate::wire::{Id, Issues, read};

integers! {
    /// How many of the rows that changed most are listed, 0 to 1000.
    Top: 0..=1_000;
}

impl Top {
    /// As many as are listed when nothing is said: 10.
    pub const USUAL: Self = Self(10);
}

built! {
    /// A row: a carriage to ask both rulebooks about.
    pub struct CompareRow {
        /// What the asker calls it; the answer repeats it.
        pub id: Option<Id>,
        /// The carriage, as [`Rulebook::quote`] is asked about it.
        pub question: Consignment,
    }
}

built! {
    /// A question: what would change if another rulebook were in force instead of this one?
    pub struct Trial {
        /// What the figures are grouped by: month and agency are those of the carriage's `on`. Ids and successors are those
        /// of the rulebook before; what it does not have is looked up in the one after.
        pub by: Vec<GroupKey>,
        /// The carriages to ask both rulebooks about.
        pub rows: Vec<CompareRow>,
        /// How many of the rows that changed most are listed, 0 to 1000; absent: 10.
        pub top: Top = Top::USUAL,
    }
}

impl Trial {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
