//! What kind of value stands under a key, for whoever makes columns of keys.

/// The kind of a value, as a question or an answer holds it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A text: an id, a name, a member of a closed list.
    Text,
    /// An integer.
    Integer,
    /// True or false.
    Flag,
    /// A civil date.
    Day,
    /// An instant with its offset.
    Time,
    /// A list of values of one kind.
    List(&'static Self),
    /// An object with these keys.
    Object(Keys),
    /// An object whose keys the shape does not name.
    Open,
}

/// Keys in the order in which they are written, each with the kind of its value.
pub type Keys = &'static [(&'static str, Kind)];

impl Kind {
    /// The keys of an object; of anything else none.
    pub const fn keys(self) -> Keys {
        match self {
            Self::Object(keys) => keys,
            _ => &[],
        }
    }
}
