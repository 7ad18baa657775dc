//! The question about what there is to choose from.

use crate::wire::{Date, Issues, read};

built! {
    /// A question: which agencies and places are there to choose from?
    pub struct ChoiceDay {
        /// The day on which it is to go.
        pub on: Date,
    }
}

impl ChoiceDay {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
