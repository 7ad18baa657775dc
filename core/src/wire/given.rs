//! A value as it was given, where whoever asks reads it later.

use serde_json::{Value, json};

use crate::wire::{Issues, Kind, Language, Node, Path, Schemas, Shape, Sink, Write};

/// Any value, kept as it came in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Given(Node<'static>);

impl Given {
    /// The value.
    pub fn node(&self) -> &Node<'static> {
        &self.0
    }
}

impl From<&Node<'_>> for Given {
    fn from(node: &Node<'_>) -> Self {
        Self(node.to_owned_node())
    }
}

impl Shape for Given {
    const KIND: Kind = Kind::Open;

    fn hole(_: crate::wire::shape::Seal) -> Self {
        Self(Node::Null)
    }
    fn read(node: &Node<'_>, _: &Path<'_>, _: &mut Issues) -> Option<Self> {
        Some(node.into())
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({})
    }
}

/// What JSON text cannot hold of it is written as `null`.
impl Write for Given {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        self.0.write(to, language);
    }
}

impl Write for Node<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        match self {
            Self::Null | Self::Huge { .. } | Self::Fraction | Self::Other => to.null(),
            Self::Bool(value) => to.boolean(*value),
            Self::Int(value) => to.integer(*value),
            Self::Text(text) => to.text(text),
            Self::List(list) => list.write(to, language),
            Self::Object(entries) => {
                to.begin_object();
                for (key, value) in entries {
                    to.key(key);
                    value.write(to, language);
                }
                to.end_object();
            }
        }
    }
}
