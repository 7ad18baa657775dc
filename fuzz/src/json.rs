//! JSON as a tree that may be wrong: keys that stand twice, numbers of any size, scalars that are no JSON at all.

use serde_json::Value;

/// A piece of JSON; a scalar is kept as the text that is written for it.
#[derive(Clone, Debug)]
pub enum Tree {
    /// A scalar, as written.
    Scalar(String),
    /// A list.
    List(Vec<Self>),
    /// An object: keys as written, in their order.
    Object(Vec<(String, Self)>),
}

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
    pub fn parse(text: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Value>(text).ok().as_ref().map(Self::from)
    }

    /// Writes the text, up to about so many bytes.
    pub fn write(&self, limit: usize) -> String {
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

    /// How many nodes there are.
    pub fn count(&self) -> usize {
        1 + match self {
            Self::Scalar(_) => 0,
            Self::List(list) => list.iter().map(Self::count).sum(),
            Self::Object(entries) => entries.iter().map(|(_, value)| value.count()).sum::<usize>(),
        }
    }

    /// The node of a number, counted from the root on.
    pub fn node(&mut self, mut number: usize) -> Option<&mut Self> {
        if number == 0 {
            return Some(self);
        }
        number -= 1;
        let within = |child: &Self, number: &mut usize| {
            let count = child.count();
            let here = *number < count;
            *number -= if here { 0 } else { count };
            here
        };
        match self {
            Self::Scalar(_) => None,
            Self::List(list) => list.iter_mut().find(|child| within(child, &mut number))?.node(number),
            Self::Object(entries) => entries.iter_mut().find(|(_, child)| within(child, &mut number))?.1.node(number),
        }
    }

    /// The numbers of the nodes that pass a test.
    pub fn numbers_of(&self, test: &impl Fn(&Self) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        self.gather(&mut 0, test, &mut found);
        found
    }

    fn gather(&self, number: &mut usize, test: &impl Fn(&Self) -> bool, found: &mut Vec<usize>) {
        if test(self) {
            found.push(*number);
        }
        *number += 1;
        match self {
            Self::Scalar(_) => {}
            Self::List(list) => list.iter().for_each(|child| child.gather(number, test, found)),
            Self::Object(entries) => entries.iter().for_each(|(_, child)| child.gather(number, test, found)),
        }
    }

    /// Everything that stands under a key.
    pub fn under(&self, key: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        self.gather_under(key, &mut found);
        found
    }

    fn gather_under<'t>(&'t self, key: &str, found: &mut Vec<&'t Self>) {
        match self {
            Self::Scalar(_) => {}
            Self::List(list) => list.iter().for_each(|child| child.gather_under(key, found)),
            Self::Object(entries) => {
                found.extend(entries.iter().filter(|(own, _)| own == key).map(|(_, value)| value));
                for (_, child) in entries {
                    child.gather_under(key, found);
                }
            }
        }
    }

    /// The same with other ids: what a list needs of its elements, so that many of one can stand in it.
    #[must_use]
    pub fn renamed(&self, n: usize) -> Self {
        let rename = |text: &str| match text.strip_suffix('"') {
            Some(open) if open.len() > 1 => format!("{open}-{n}\""),
            _ => text.to_owned(),
        };
        match self {
            Self::Scalar(text) => Self::Scalar(rename(text)),
            Self::Object(entries) => Self::Object(
                entries
                    .iter()
                    .map(|(key, value)| match value {
                        Self::Scalar(text)
                            if matches!(key.as_str(), "\"id\"" | "\"code\"" | "\"option\"" | "\"who\"") =>
                        {
                            (key.clone(), Self::Scalar(rename(text)))
                        }
                        _ => (key.clone(), value.clone()),
                    })
                    .collect(),
            ),
            Self::List(_) => self.clone(),
        }
    }
}
