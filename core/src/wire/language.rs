//! The two languages of every message.

closed_list! {
    /// The language of messages and explanations. Vietnamese unless asked otherwise.
    pub enum Language {
        /// Vietnamese, as everywhere unless asked otherwise.
        Vi = "vi", "Tiếng Việt", "Vietnamese",
        /// English, for who does not read Vietnamese.
        En = "en", "Tiếng Anh", "English",
    }
}

impl Language {
    /// What is said in this language.
    pub(crate) fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

#[expect(clippy::derivable_impls, reason = "the list macro takes no attributes on members")]
impl Default for Language {
    fn default() -> Self {
        Self::Vi
    }
}
