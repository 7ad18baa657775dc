//! The question about the procedures of an agency.

use crate::wire::{Date, Id, Issues, read};

built! {
    /// A question: which procedures of an agency are there to choose from, and what of them may go by post?
    pub struct AgencyDay {
        /// The agency's code; an ended agency stands for its successor.
        pub agency: Id,
        /// The day on which it is to go.
        pub on: Date,
    }
}

impl AgencyDay {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
