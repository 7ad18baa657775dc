//! The two languages of every message.

closed_list! {
    /// The language of messages and explanations. Vietnamese unless asked otherwise.
    pub enum Language {
        /// Vietnamese.
        Vi = "vi",
        /// English.
        En = "en",
    }
}

#[expect(clippy::derivable_impls, reason = "the list macro takes no attributes on members")]
impl Default for Language {
    fn default() -> Self {
        Self::Vi
    }
}
