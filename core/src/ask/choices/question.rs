//! The question about what there is to choose from.

use crate::wire::{Date, Id, Issues, List, read};

built! {
    /// A question: which agencies and places are there to choose from?
    pub struct ChoiceDay {
        /// The day on which it is to go.
        pub on: Date,
        /// The codes of the agencies whose receptions are told; absent: all, which in a city of many counters is long.
        pub receptions_of: Option<List<Id, 0, 100>>,
    }
}

impl ChoiceDay {
    /// Whether the receptions of an agency are told.
    pub(super) fn asks_receptions_of(&self, agency: &Id) -> bool {
        self.receptions_of.as_ref().is_none_or(|codes| codes.contains(agency))
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
