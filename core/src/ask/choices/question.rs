//! The question about what there is to choose from.

use crate::wire::{Date, Issues, read};

shape! {
    /// A question: which agencies and places are there to choose from?
    pub struct ChoicesRequest {
        /// The day on which it is to go.
        pub on: Date,
    }
}

impl ChoicesRequest {
    /// A question.
    pub const fn new(on: Date) -> Self {
        Self { on }
    }

    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
