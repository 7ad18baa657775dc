//! The question of a code.

use super::system::ForeignSystem;
use crate::wire::{BoundedText, Issues, read};

built! {
    /// A question: what does a code of another system tell of?
    pub struct ForeignCode {
        /// The system whose code it is.
        pub system: ForeignSystem,
        /// Its code. Upper and lower case of the letters A to Z are the same.
        pub code: BoundedText<120>,
    }
}

impl ForeignCode {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}
