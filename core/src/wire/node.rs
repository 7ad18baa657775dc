use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::wire::{Issue, IssueCode, Issues, Params};

/// A tree of values as it came in: keys in their order, repeated keys and all.
///
/// Unlike `serde_json::Value` it keeps what a walker must be able to refuse: a key that stands twice, and the
/// difference between an integer, a number with a fraction and a number beyond 64 bits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Node<'a> {
    /// Nothing: the same as an absent key.
    Null,
    /// True or false.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A number beyond 64 bits, however it is written.
    Huge {
        /// Whether it is below zero.
        negative: bool,
    },
    /// A number with a fraction or an exponent.
    Fraction,
    /// A value of a host language that JSON does not have: wrong wherever it stands.
    Other,
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Vec<(Cow<'a, str>, Self)>),
}

impl<'a> Node<'a> {
    /// The longest text that is read, in bytes: 64 MB.
    pub const MAX_BYTES: usize = 64 << 20;
    /// The deepest nesting that is read. A rulebook needs 9.
    pub const MAX_DEPTH: usize = 64;
    /// The most values that are read: each takes many times the room of its text.
    pub const MAX_VALUES: usize = 8_000_000;

    /// Reads JSON text, in time linear in its length. It may begin with a byte order mark, as editors on Windows write it.
    ///
    /// # Errors
    /// `too_long` past [`Node::MAX_BYTES`] or [`Node::MAX_VALUES`], `too_deep` past [`Node::MAX_DEPTH`], `not_json` for anything that is not JSON.
    pub fn parse(json: &'a str) -> Result<Self, Issues> {
        Self::parse_without(json, None)
    }

    /// What [`Node::parse`] does, without the elements of an object's lists that somebody takes while the text is read: a tree of
    /// all of a long text takes many times its room, and longer to make and drop than what is read from it.
    pub(crate) fn parse_without(json: &'a str, take: Option<&Take<'_>>) -> Result<Self, Issues> {
        if json.len() > Self::MAX_BYTES {
            return Err(beyond(IssueCode::TooLong, Self::MAX_BYTES));
        }
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        let limits = Limits { left: Cell::new(Self::MAX_VALUES), refused: Cell::new(None), take };
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let mut node = Self::Null;
        let seed = Seed { into: &mut node, depth: 0, like: 0, key: None, limits: &limits };
        let read = seed.deserialize(&mut deserializer).and_then(|()| deserializer.end());
        if let Some((code, max)) = limits.refused.get() {
            return Err(beyond(code, max));
        }
        read.map(|()| node).map_err(|error| {
            let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let params = Params::new().with("line", number(error.line())).with("column", number(error.column()));
            Issue::new(IssueCode::NotJson, "", params).into()
        })
    }

    /// The tree, borrowing from nothing.
    pub(crate) fn to_owned_node(&self) -> Node<'static> {
        match self {
            Self::Null => Node::Null,
            Self::Bool(value) => Node::Bool(*value),
            Self::Int(value) => Node::Int(*value),
            Self::Huge { negative } => Node::Huge { negative: *negative },
            Self::Fraction => Node::Fraction,
            Self::Other => Node::Other,
            Self::Text(text) => Node::Text(Cow::Owned(text.clone().into_owned())),
            Self::List(list) => Node::List(list.iter().map(Node::to_owned_node).collect()),
            Self::Object(entries) => {
                let owned = |(key, value): &(Cow<'_, str>, Node<'_>)| {
                    (Cow::Owned(key.clone().into_owned()), value.to_owned_node())
                };
                Node::Object(entries.iter().map(owned).collect())
            }
        }
    }

    /// A number as JSON or a host language holds it.
    fn float(value: f64) -> Self {
        // 2^63: from here on a 64-bit float cannot tell an integer from its neighbours.
        const BEYOND: f64 = 9_223_372_036_854_775_808.0;
        // JSON text cannot tell `-0` from `-0.0`: both are zero.
        if value == 0.0 && value.is_sign_negative() {
            return Self::Int(0);
        }
        if value.abs() >= BEYOND { Self::Huge { negative: value.is_sign_negative() } } else { Self::Fraction }
    }
}

impl<'a> Node<'a> {
    /// The tree of a JSON value.
    ///
    /// # Errors
    /// `too_deep` past [`Node::MAX_DEPTH`].
    pub fn from_value(value: &'a Value) -> Result<Self, Issues> {
        Self::at_depth(value, 0)
    }

    fn at_depth(value: &'a Value, depth: usize) -> Result<Self, Issues> {
        if depth > Self::MAX_DEPTH {
            return Err(beyond(IssueCode::TooDeep, Self::MAX_DEPTH));
        }
        let inner = |value| Self::at_depth(value, depth + 1);
        Ok(match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(integer), _) => Self::Int(integer),
                (None, Some(float)) => Self::float(float),
                (None, None) => Self::Huge { negative: false },
            },
            Value::String(text) => Self::Text(Cow::Borrowed(text)),
            Value::Array(list) => Self::List(list.iter().map(inner).collect::<Result<_, _>>()?),
            Value::Object(map) => {
                let entries = map.iter().map(|(key, value)| Ok((Cow::Borrowed(key.as_str()), inner(value)?)));
                Self::Object(entries.collect::<Result<_, Issues>>()?)
            }
        })
    }
}

/// The issue of an input beyond a limit.
fn beyond(code: IssueCode, max: usize) -> Issues {
    Issue::new(code, "", Params::new().with("max", i64::try_from(max).unwrap_or(i64::MAX))).into()
}

/// Takes an element of the list at a key of the whole, or leaves it to its list.
pub(crate) type Take<'t> = dyn Fn(&str, &Node<'_>) -> bool + 't;

/// How much may still be read, and who takes some of it.
struct Limits<'t> {
    /// So many values.
    left: Cell<usize>,
    /// The limit that was passed, if one was.
    refused: Cell<Option<(IssueCode, usize)>>,
    take: Option<&'t Take<'t>>,
}

impl Limits<'_> {
    /// Counts a value, if there may be one more.
    fn count(&self) -> Option<()> {
        let left = self.left.get().checked_sub(1);
        match left {
            Some(left) => self.left.set(left),
            None => self.refused.set(Some((IssueCode::TooLong, Node::MAX_VALUES))),
        }
        left.map(|_| ())
    }
}

/// Builds a node from a deserializer where it is to stand, counting how deep it is and how many values are left: to hand it up
/// from step to step takes longer than to read it.
///
/// Past a limit it notes which one it was and reads no further: what it gives from then on is nothing that anybody sees.
struct Seed<'s, 'de> {
    into: &'s mut Node<'de>,
    depth: usize,
    /// So many keys the object before it in its list had: those of a list are mostly alike.
    like: usize,
    /// The key of the whole at which it stands.
    key: Option<&'s str>,
    limits: &'s Limits<'s>,
}

impl Seed<'_, '_> {
    /// As much room is taken for an object before it is read: no more, whatever the one before it took.
    const MOST_ALIKE: usize = 32;

    /// The depth of what is in it.
    fn deeper(&self) -> Option<usize> {
        if self.depth >= Node::MAX_DEPTH {
            self.limits.refused.set(Some((IssueCode::TooDeep, Node::MAX_DEPTH)));
            return None;
        }
        Some(self.depth + 1)
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_, 'de> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.limits.count() {
            Some(()) => deserializer.deserialize_any(self),
            None => Ok(()),
        }
    }
}

impl<'de> Visitor<'de> for Seed<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        *self.into = Node::Null;
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        *self.into = Node::Bool(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        *self.into = Node::Int(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        *self.into = i64::try_from(value).map_or(Node::Huge { negative: false }, Node::Int);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        *self.into = Node::float(value);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        *self.into = Node::Text(Cow::Owned(text.to_owned()));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        *self.into = Node::Text(Cow::Borrowed(text));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some(depth) = self.deeper() else { return Ok(()) };
        let Self { into, key, limits, .. } = self;
        let (mut list, mut count, mut like) = (into.list(), 0, 0);
        let take = key.zip(limits.take);
        while let Some(into) = slot(&mut list, count, || Node::Null) {
            if seq.next_element_seed(Seed { into: &mut *into, depth, like, key: None, limits })?.is_none() {
                break;
            }
            if let Node::Object(entries) = &*into {
                like = entries.len().min(Self::MOST_ALIKE);
            }
            count += usize::from(!take.is_some_and(|(key, take)| take(key, into)));
        }
        list.truncate(count);
        *into = Node::List(list);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some(depth) = self.deeper() else { return Ok(()) };
        let Self { into, like, limits, .. } = self;
        let (mut entries, mut count) = (into.entries(like), 0);
        while let Some(key) = map.next_key_seed(Key)? {
            if limits.count().is_none() {
                break;
            }
            let Some((own, into)) = slot(&mut entries, count, || (Cow::Borrowed(""), Node::Null)) else { break };
            *own = key;
            let key = (depth == 1 && REUSED).then_some(&**own);
            map.next_value_seed(Seed { into, depth, like: 0, key, limits })?;
            count += 1;
        }
        if REUSED {
            entries.truncate(count);
        }
        *into = Node::Object(entries);
        Ok(())
    }
}

/// Whether elements are taken, and their room is used again. In a page a document comes as a tree in any case, and its module is
/// the smaller without.
const REUSED: bool = cfg!(not(target_arch = "wasm32"));

/// The place of the next value of a list: the one that another value had, or a new one.
fn slot<T>(list: &mut Vec<T>, at: usize, new: impl FnOnce() -> T) -> Option<&mut T> {
    if at == list.len() || !REUSED {
        return Some(list.push_mut(new()));
    }
    list.get_mut(at)
}

impl<'a> Node<'a> {
    /// The room of the list that stood here before, with what is in it: elements of a list are mostly alike, and one that is
    /// taken leaves its room to the next.
    fn list(&mut self) -> Vec<Self> {
        match std::mem::replace(self, Node::Null) {
            Self::List(list) if REUSED => list,
            _ => Vec::new(),
        }
    }

    /// The room of the object that stood here before; else as much as the one before it in its list took.
    fn entries(&mut self, like: usize) -> Vec<(Cow<'a, str>, Self)> {
        match std::mem::replace(self, Node::Null) {
            Self::Object(entries) if REUSED => entries,
            _ => Vec::with_capacity(like),
        }
    }
}

/// Reads a key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(json: &str) -> IssueCode {
        Node::parse(json).unwrap_err().iter().next().unwrap().code
    }

    #[test]
    fn keeps_what_a_walker_must_refuse() {
        let node = Node::parse(r#"{"a":1,"a":3.0,"b":3e2,"c":99999999999999999999,"d":-1e30}"#).unwrap();
        let Node::Object(entries) = node else { panic!("not an object") };
        let values: Vec<_> = entries.into_iter().map(|(_, value)| value).collect();
        let huge = |negative| Node::Huge { negative };
        assert_eq!(values, [Node::Int(1), Node::Fraction, Node::Fraction, huge(false), huge(true)]);
    }

    #[test]
    fn refuses_hostile_text_with_an_issue() {
        assert_eq!(code(&"[".repeat(1 << 20)), IssueCode::TooDeep);
        assert_eq!(code(r#""\ud800""#), IssueCode::NotJson);
        assert_eq!(code("1e999"), IssueCode::NotJson);
        assert_eq!(code("{} {}"), IssueCode::NotJson);
        assert_eq!(code(""), IssueCode::NotJson);
        assert_eq!(code("\u{feff}\u{feff}{}"), IssueCode::NotJson);
    }

    #[test]
    fn a_byte_order_mark_may_stand_in_front() {
        assert_eq!(Node::parse("\u{feff}[1]"), Node::parse("[1]"));
    }
}
