//! The tree of a document's text, which loses nothing: a number is kept as it is written.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::wire::{Issue, IssueCode, Issues, Keys, Kind, Language, Names, Node, Params, Path, Shape as _, sort, write};

/// Keys and values of an object, as they stand.
pub(super) type Entries<'a> = Vec<(String, Tree<'a>)>;

/// A value of a text.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Tree<'a> {
    /// A number, `true`, `false` or `null`, as it is written.
    Plain(&'a str),
    Text(String),
    List(Vec<Self>),
    Object(Entries<'a>),
}

impl<'a> Tree<'a> {
    /// Reads JSON text within the limits of every input.
    pub(super) fn parse(json: &'a str) -> Result<Self, Issues> {
        Node::parse(json)?;
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        Self::of(json.trim_ascii()).map_err(|_| Issue::new(IssueCode::NotJson, "", Params::new()).into())
    }

    fn of(json: &'a str) -> serde_json::Result<Self> {
        Ok(match json.bytes().next() {
            Some(b'{') => {
                let Raw(entries) = serde_json::from_str(json)?;
                let read = |(key, value): (String, &'a RawValue)| Ok((key, Self::of(value.get())?));
                Self::Object(entries.into_iter().map(read).collect::<serde_json::Result<_>>()?)
            }
            Some(b'[') => {
                let elements: Vec<&'a RawValue> = serde_json::from_str(json)?;
                let read = |element: &'a RawValue| Self::of(element.get());
                Self::List(elements.into_iter().map(read).collect::<serde_json::Result<_>>()?)
            }
            Some(b'"') => Self::Text(serde_json::from_str(json)?),
            _ => Self::Plain(json),
        })
    }

    /// Its normal form as a value of a kind; what is not of the kind is left as it is.
    pub(super) fn in_order(self, kind: Kind, at: &Path<'_>, issues: &mut Issues) -> Self {
        // Where a text stands it may stand in both languages.
        let kind = if kind == Kind::Text && matches!(self, Self::Object(_)) { Names::KIND } else { kind };
        match (self, kind) {
            (Self::List(list), Kind::List(of)) => {
                let normal = |(n, it): (usize, Self)| it.in_order(*of, &Path::Index(at, n), issues);
                Self::List(list.into_iter().enumerate().map(normal).collect())
            }
            (Self::Object(entries), Kind::Object(keys)) => {
                let mut ordered: Entries<'a> = Vec::with_capacity(entries.len());
                let mut found = vec![false; keys.len()];
                for (key, mut value) in entries {
                    let here = Path::Key(at, &key);
                    let known = keys.iter().zip(&mut found).find(|((name, _), _)| *name == key);
                    if let Some(((_, kind), found)) = known {
                        if std::mem::replace(found, true) {
                            issues.add(IssueCode::DuplicateKey, &here, Params::new());
                        }
                        value = value.in_order(*kind, &here, issues);
                        if value.is_nothing() {
                            continue;
                        }
                    }
                    ordered.push((key, value));
                }
                sort::by_key(&mut ordered, |(key, _)| rank(key, keys));
                Self::Object(ordered)
            }
            (other, _) => other,
        }
    }

    /// Whether it means the same as an absent key.
    fn is_nothing(&self) -> bool {
        matches!(self, Self::Plain("null")) || matches!(self, Self::List(list) if list.is_empty())
    }

    /// The id of a thing, and the key under which it stands.
    pub(super) fn id(&self) -> Option<(&str, &str)> {
        let Self::Object(entries) = self else { return None };
        entries.iter().find_map(|(key, value)| match value {
            Self::Text(id) if key == "id" || key == "code" => Some((key.as_str(), id.as_str())),
            _ => None,
        })
    }

    /// JSON text with one value on a line, and a line break at its end.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::new();
        self.tell(&mut text, 0);
        text.push('\n');
        text
    }

    fn tell(&self, to: &mut String, depth: usize) {
        match self {
            Self::Plain(plain) => to.push_str(plain),
            Self::Text(text) => to.push_str(&quoted(text)),
            Self::List(list) => tell_all(to, depth, ['[', ']'], list, &|to, value| value.tell(to, depth + 1)),
            Self::Object(entries) => tell_all(to, depth, ['{', '}'], entries, &|to, (key, value)| {
                to.push_str(&quoted(key));
                to.push_str(": ");
                value.tell(to, depth + 1);
            }),
        }
    }
}

/// Where a key stands in its object: `$schema`, by which editors know the format, before the keys of the format, and a key
/// that the format does not have behind them.
pub(super) fn rank(key: &str, keys: Keys) -> usize {
    if key == "$schema" {
        return 0;
    }
    keys.iter().position(|(name, _)| *name == key).unwrap_or(keys.len()) + 1
}

/// The parts of a list or an object between its brackets, each on a line of its own.
fn tell_all<T>(to: &mut String, depth: usize, [open, close]: [char; 2], all: &[T], tell: &dyn Fn(&mut String, &T)) {
    let line = |to: &mut String, depth: usize| {
        to.push('\n');
        to.extend(std::iter::repeat_n(' ', depth));
    };
    to.push(open);
    for (n, one) in all.iter().enumerate() {
        if n > 0 {
            to.push(',');
        }
        line(to, depth + 1);
        tell(to, one);
    }
    if !all.is_empty() {
        line(to, depth);
    }
    to.push(close);
}

fn quoted(text: &String) -> String {
    write::json(text, Language::default())
}

/// An object's keys and the texts of its values, in their order and repeated ones too.
struct Raw<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Walk;
        impl<'de> Visitor<'de> for Walk {
            type Value = Raw<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Raw(entries))
            }
        }
        deserializer.deserialize_map(Walk)
    }
}
