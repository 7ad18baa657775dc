//! The parts of an identifier, by name.

use std::borrow::Cow;
use std::fmt;

use crate::wire::write::entry;
use crate::wire::{Language, Sink, Write};

/// The value of one part. `Debug` does not show it: it may belong to a person.
#[derive(Clone, Eq, PartialEq)]
pub enum Part<'a> {
    /// Characters; digits too, where zeros in front count.
    Text(Cow<'a, str>),
    /// A number, such as a year.
    Int(i64),
    /// A mark, such as `old`.
    Bool(bool),
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Int(_) => "Int(…)",
            Self::Bool(_) => "Bool(…)",
        })
    }
}

impl Write for Part<'_> {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        match self {
            Self::Text(text) => to.text(text),
            Self::Int(number) => to.integer(*number),
            Self::Bool(mark) => to.boolean(*mark),
        }
    }
}

impl<'a> From<&'a str> for Part<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Part<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Part<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Part<'_> {
    fn from(mark: bool) -> Self {
        Self::Bool(mark)
    }
}

/// The parts of an identifier: names and values, in a fixed order for each kind.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Parts<'a>(Vec<(&'static str, Part<'a>)>);

impl<'a> Parts<'a> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// These and one more.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Part<'a>>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// These and one more, when there is one.
    #[must_use]
    pub(super) fn with_some(self, name: &'static str, value: Option<impl Into<Part<'a>>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// These, marked `old` when it is.
    #[must_use]
    pub(super) fn marked_old(self, old: bool) -> Self {
        self.with_some("old", old.then_some(true))
    }

    /// The value of a part.
    pub fn get(&self, name: &str) -> Option<&Part<'a>> {
        self.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Part<'a>)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}

impl Write for Parts<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        for (name, value) in &self.0 {
            entry(to, name, value, language);
        }
        to.end_object();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_written_in_order_and_marks_only_when_set() {
        let parts = Parts::new().with("b", "01").with("a", 1985).with_some("c", None::<&str>).marked_old(false);
        assert_eq!(crate::wire::write::json(&parts, Language::Vi), r#"{"b":"01","a":1985}"#);
        assert_eq!(parts.clone().marked_old(true).get("old"), Some(&Part::Bool(true)));
        assert_eq!(parts.get("c"), None);
    }
}
