//! JSON as a tree that may be wrong: keys that stand twice, numbers of any size, scalars that are no JSON at all.

use serde_json::Value;

/// A piece of JSON; a scalar is kept as the text that is written for it.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    /// A scalar, as written.
    Scalar(String),
    /// A list.
    List(Vec<Self>),
    /// An object: keys as written, in their order.
    Object(Vec<(String, Self)>),
}

/// Keys that must differ from one element of a list to the next.
const IDS: [&str; 4] = [r#""id""#, r#""code""#, r#""option""#, r#""who""#];

impl From<&Value> for Tree {
    fn from(value: &Value) -> Self {
        match value {
            Value::Array(list) => Self::List(list.iter().map(Self::from).collect()),
            Value::Object(map) => {
                let entry = |(key, value): (&String, &Value)| (Value::from(key.as_str()).to_string(), value.into());
                Self::Object(map.iter().map(entry).collect())
            }
            scalar => Self::Scalar(scalar.to_string()),
        }
    }
}

impl Tree {
    /// Reads JSON text; `None` when it is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str::<Value>(text).ok().as_ref().map(Self::from)
    }

    /// Writes the text, up to about so many bytes.
    pub(crate) fn write(&self, limit: usize) -> String {
        let mut text = String::new();
        self.write_into(&mut text, limit);
        text
    }

    fn write_into(&self, text: &mut String, limit: usize) {
        match self {
            Self::Scalar(scalar) => text.push_str(scalar),
            Self::List(list) => {
                text.push('[');
                for (at, element) in list.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { "," });
                    element.write_into(text, limit);
                    if text.len() > limit {
                        break;
                    }
                }
                text.push(']');
            }
            Self::Object(entries) => {
                text.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { "," });
                    text.push_str(key);
                    text.push(':');
                    value.write_into(text, limit);
                }
                text.push('}');
            }
        }
    }

    /// Whether it holds something that can be repeated.
    pub(crate) fn is_long(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::List(list) => !list.is_empty(),
            Self::Object(entries) => !entries.is_empty(),
        }
    }

    /// What a list or an object holds.
    pub(crate) fn parts(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Scalar(_) => Vec::new(),
            Self::List(list) => list.iter_mut().collect(),
            Self::Object(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
        }
    }

    /// Every node, from the root on.
    pub(crate) fn nodes(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        self.gather(&mut found);
        found
    }

    fn gather<'t>(&'t self, found: &mut Vec<&'t Self>) {
        found.push(self);
        match self {
            Self::Scalar(_) => {}
            Self::List(list) => list.iter().for_each(|part| part.gather(found)),
            Self::Object(entries) => entries.iter().for_each(|(_, part)| part.gather(found)),
        }
    }

    /// The node of a number, counted from the root on.
    pub(crate) fn node(&mut self, number: usize) -> Option<&mut Self> {
        let Some(mut left) = number.checked_sub(1) else { return Some(self) };
        for part in self.parts() {
            let count = part.nodes().len();
            if left < count {
                return part.node(left);
            }
            left -= count;
        }
        None
    }

    /// Everything that stands under a key.
    pub(crate) fn under(&self, key: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        for node in self.nodes() {
            if let Self::Object(entries) = node {
                found.extend(entries.iter().filter(|(own, _)| own == key).map(|(_, value)| value));
            }
        }
        found
    }

    /// The same with other ids: what a list needs of its elements, so that many of one can stand in it.
    #[must_use]
    pub(crate) fn renamed(&self, n: usize) -> Self {
        let rename = |text: &str| match text.strip_suffix('"') {
            Some(open) if open.len() > 1 => format!("{open}-{n}\""),
            _ => text.to_owned(),
        };
        match self {
            Self::Scalar(text) => Self::Scalar(rename(text)),
            Self::List(_) => self.clone(),
            Self::Object(entries) => {
                let entry = |(key, value): &(String, Self)| match value {
                    Self::Scalar(text) if IDS.contains(&key.as_str()) => (key.clone(), Self::Scalar(rename(text))),
                    _ => (key.clone(), value.clone()),
                };
                Self::Object(entries.iter().map(entry).collect())
            }
        }
    }
}
