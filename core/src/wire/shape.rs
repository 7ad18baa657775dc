//! Shapes: each document, question and answer is declared once, and from that declaration come its Rust type, the
//! reader that collects every issue, the writer with its key order, and the JSON Schema with its descriptions.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;

use serde_json::{Value, json};

use crate::wire::{IssueCode, Issues, Keys, Kind, Language, Lookup, Node, Params, Path, Sink, Write, read, write};

/// What only this crate has: who has none can neither ask for a hole nor say what one is.
#[derive(Clone, Copy, Debug)]
pub struct Seal(());

impl Seal {
    pub(super) const fn new() -> Self {
        Self(())
    }
}

/// A type with one wire shape: read, written and described the same everywhere.
///
/// Sealed: other crates ask for it as a bound, and implement [`Write`] for what they write themselves. A value that
/// exists is valid, so what stands in for one that could not be read is made for this crate alone:
///
/// ```compile_fail,E0061
/// fn forged<T: hoso::wire::Shape>() -> T {
///     T::hole()
/// }
/// ```
///
/// ```compile_fail,E0603
/// use hoso::wire::Seal;
/// ```
pub trait Shape: Write + Sized {
    /// What kind of value it is.
    const KIND: Kind;

    /// The keys of an object in the order in which they are written, each with the kind of its value.
    const KEYS: Keys = Self::KIND.keys();

    /// Reads a value, adding every issue; `None` always comes with an issue.
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self>;

    /// The JSON Schema of the values that [`Shape::read`] may accept.
    fn schema(schemas: &mut Schemas) -> Value;

    /// What stands in for a part that could not be read, until the whole is refused: nobody sees it.
    #[doc(hidden)]
    fn hole(seal: Seal) -> Self;

    /// What an absent key or `null` means, when it may be absent.
    fn absent() -> Option<Self> {
        None
    }
}

/// The named definitions of a JSON Schema.
#[derive(Debug, Default)]
pub struct Schemas {
    named: BTreeMap<&'static str, Value>,
    orders: BTreeMap<&'static str, Keys>,
}

impl Schemas {
    /// The definitions so far, by name.
    pub const fn definitions(&self) -> &BTreeMap<&'static str, Value> {
        &self.named
    }

    /// The keys of an object in the order of their declaration, in which they are written; a [`Value`] sorts them.
    pub fn order_of(&self, name: &str) -> Keys {
        self.orders.get(name).copied().unwrap_or_default()
    }

    /// The shapes that have keys, each with them in this order.
    pub(crate) fn orders(&self) -> impl Iterator<Item = (&'static str, Keys)> {
        self.orders.iter().map(|(name, keys)| (*name, *keys))
    }

    /// Keeps the order of an object's keys.
    pub(crate) fn keep_order(&mut self, name: &'static str, keys: Keys) {
        self.orders.insert(name, keys);
    }

    /// A reference to a named definition, built the first time it is met.
    pub fn define(&mut self, name: &'static str, build: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.named.contains_key(name) {
            self.named.insert(name, Value::Null);
            let definition = build(self);
            self.named.insert(name, definition);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// The JSON Schema (2020-12) of a shape, whole.
    pub fn of<T: Shape>(title: &str) -> Value {
        let mut schemas = Self::default();
        let root = T::schema(&mut schemas);
        let mut whole = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": title });
        if let (Value::Object(whole), Value::Object(root)) = (&mut whole, root) {
            whole.extend(root);
            whole.insert("$defs".into(), json!(schemas.named));
        }
        whole
    }

    /// The JSON Schema of a shape that is shipped as a file, with a name for whoever keeps several.
    pub(crate) fn shipped<T: Shape>(title: &str, id: &str) -> Value {
        let mut whole = Self::of::<T>(title);
        if let Value::Object(map) = &mut whole {
            map.insert("$id".into(), id.into());
        }
        whole
    }
}

/// The schema of an object with these properties; keys that begin with `x_` are free.
pub(crate) fn object_schema(doc: &str, properties: impl Into<Value>, required: &[&str]) -> Value {
    let properties: Value = properties.into();
    json!({
        "type": "object", "description": doc.trim(), "properties": properties, "required": required,
        "patternProperties": { "^x_": true }, "additionalProperties": false,
    })
}

/// The schema of an object in which this key too is free.
pub(crate) fn also_free(mut schema: Value, free: &str) -> Value {
    if let Some(Value::Object(patterns)) = schema.get_mut("patternProperties") {
        patterns.insert(format!("^{}$", free.replace('$', "\\$")), true.into());
    }
    schema
}

/// The schema of one property: its type, `null` when it may be absent, and its description.
pub(crate) fn property_schema<T: Shape>(doc: &str, optional: bool, schemas: &mut Schemas) -> Value {
    let inner = T::schema(schemas);
    let inner = if optional { json!({ "anyOf": [inner, { "type": "null" }] }) } else { inner };
    let Value::Object(mut map) = inner else { return inner };
    map.insert("description".into(), doc.trim().into());
    with_default(Value::Object(map), if optional { T::absent() } else { None })
}

/// A schema whose absent key means a value that is written: `default`.
pub(crate) fn with_default(mut schema: Value, absent: Option<impl Write>) -> Value {
    if let (Value::Object(map), Some(value)) = (&mut schema, absent.filter(|value| !value.is_absent())) {
        map.insert("default".into(), as_value(&value));
    }
    schema
}

/// The schema of a key that follows from the others: it is written always, and read only to be held against them.
pub(crate) fn derived(mut schema: Value) -> Value {
    if let Value::Object(map) = &mut schema {
        map.insert("readOnly".into(), true.into());
    }
    schema
}

fn as_value(value: &impl Write) -> Value {
    serde_json::from_str(&write::json(value, Language::Vi)).unwrap_or_default()
}

/// Declares a shape with named keys, written in the order of the fields.
///
/// `as "key"` names a key that cannot be the name of a field; `| derived` is said of a key that follows from the others;
/// `= default` gives the value of an absent key; `=> function` reads a key whose meaning another key of the object tells;
/// `check = function` looks at the value as a whole and adds issues; `free = "key"` names a key that is ignored.
macro_rules! shape {
    ($(#[doc = $doc:literal])+ $vis:vis struct $name:ident $(<$life:lifetime>)? {
        $( $(#[doc = $fdoc:literal])+ $(#[checked])? $fvis:vis $field:ident : $ty:ty $(as $key:literal)? $(| $derived:ident)? $(=> $by:path)? $(= $default:expr)?, )+
    } $(free = $free:literal)? $(check = $check:path)?) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        $vis struct $name $(<$life>)? { $( $(#[doc = $fdoc])+ $fvis $field: $ty, )+ }

        impl $(<$life>)? $crate::wire::Shape for $name $(<$life>)? {
            const KIND: $crate::wire::Kind = $crate::wire::Kind::Object(&[
                $( (shape!(@key $field $($key)?), <$ty as $crate::wire::Shape>::KIND), )+
            ]);
            fn hole(seal: $crate::wire::Seal) -> Self {
                Self { $( $field: <$ty as $crate::wire::Shape>::hole(seal), )+ }
            }
            fn read(node: &$crate::wire::Node<'_>, at: &$crate::wire::Path<'_>, issues: &mut $crate::wire::Issues) -> Option<Self> {
                let [$( $field, )+] = shape!(@fields node, &[$( shape!(@key $field $($key)?), )+], at, issues $(, $free)?)?;
                let mut whole = true;
                let value = Self { $( $field: shape!(@part $ty, $field, shape!(@key $field $($key)?),
                    shape!(@absent $ty $(, $default)?), at, issues, &mut whole $(, node $by)?), )+ };
                if !whole { return None; }
                $( let mut value = value; $check(&mut value, at, issues); )?
                Some(value)
            }

            fn schema(schemas: &mut $crate::wire::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |schemas| {
                    schemas.keep_order(stringify!($name), <Self as $crate::wire::Shape>::KEYS);
                    let mut properties = serde_json::Map::new();
                    let mut required = Vec::new();
                    $( {
                        let absent: fn() -> Option<$ty> = shape!(@absent $ty $(, $default)?);
                        let absent = absent();
                        let key = shape!(@key $field $($key)?);
                        if absent.is_none() { required.push(key); }
                        let schema = $crate::wire::shape::property_schema::<$ty>(
                            concat!($($fdoc, "\n"),+), absent.is_some(), schemas);
                        let schema = $crate::wire::shape::with_default(schema, absent);
                        properties.insert(key.into(), shape!(@told schema $($derived)?));
                    } )+
                    let schema = $crate::wire::shape::object_schema(concat!($($doc, "\n"),+), properties, &required);
                    shape!(@told schema $(free $free)?)
                })
            }
        }

        impl $(<$life>)? $crate::wire::Write for $name $(<$life>)? {
            fn write(&self, to: &mut dyn $crate::wire::Sink, language: $crate::wire::Language) {
                to.begin_object();
                $( $crate::wire::write::entry(to, shape!(@key $field $($key)?), &self.$field, language); )+
                to.end_object();
            }
        }
    };
    (@first $seal:ident $variant:ident($ty:ty) $($rest:tt)*) => { Self::$variant(<$ty as $crate::wire::Shape>::hole($seal)) };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@told $schema:ident) => { $schema };
    (@told $schema:ident free $free:literal) => { $crate::wire::shape::also_free($schema, $free) };
    (@fields $node:ident, $keys:expr, $at:ident, $issues:ident) => {
        $crate::wire::read::fields($node, $keys, $at, $issues)
    };
    (@fields $node:ident, $keys:expr, $at:ident, $issues:ident, $free:literal) => {
        $crate::wire::read::fields_beside($free, $node, $keys, $at, $issues)
    };
    (@part $ty:ty, $value:ident, $key:expr, $absent:expr, $at:ident, $issues:ident, $whole:expr) => {
        $crate::wire::read::part::<$ty>($value, $key, $absent, $at, $issues, $whole)
    };
    (@part $ty:ty, $value:ident, $key:expr, $absent:expr, $at:ident, $issues:ident, $whole:expr, $node:ident $by:path) => {
        $crate::wire::read::part_by::<$ty>($node, $by, $value, $key, $at, $issues, $whole)
    };
    (@told $schema:ident derived) => { $crate::wire::shape::derived($schema) };
    (@absent $ty:ty) => { <$ty as $crate::wire::Shape>::absent };
    (@absent $ty:ty, $default:expr) => { || Some($default) };
}

/// Declares a shape that is an object with exactly one of several keys.
macro_rules! choice {
    ($(#[doc = $doc:literal])+ $vis:vis enum $name:ident {
        $( $(#[doc = $vdoc:literal])+ $variant:ident($ty:ty) = $key:literal, )+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Eq, PartialEq)]
        $vis enum $name { $( $(#[doc = $vdoc])+ $variant($ty), )+ }

        impl $crate::wire::Shape for $name {
            const KIND: $crate::wire::Kind =
                $crate::wire::Kind::Object(&[$( ($key, <$ty as $crate::wire::Shape>::KIND), )+]);
            fn hole(seal: $crate::wire::Seal) -> Self {
                shape!(@first seal $( $variant($ty) )+)
            }
            fn read(node: &$crate::wire::Node<'_>, at: &$crate::wire::Path<'_>, issues: &mut $crate::wire::Issues) -> Option<Self> {
                const KEYS: [&str; [$( $key, )+].len()] = [$( $key, )+];
                let values = $crate::wire::read::fields(node, &KEYS, at, issues)?;
                let (mut rest, mut chosen) = (values.iter(), None);
                $( if let Some(Some(value)) = rest.next() {
                    let here = $crate::wire::Path::Key(at, $key);
                    chosen = <$ty as $crate::wire::Shape>::read(value, &here, issues).map(Self::$variant);
                } )+
                if values.iter().flatten().count() == 1 { return chosen; }
                let keys = KEYS.map(std::borrow::Cow::Borrowed).to_vec();
                issues.add($crate::wire::IssueCode::ExactlyOneOf, at, $crate::wire::Params::new().with("keys", keys));
                None
            }

            fn schema(schemas: &mut $crate::wire::Schemas) -> serde_json::Value {
                const KEYS: &[&str] = &[$( $key, )+];
                schemas.define(stringify!($name), |schemas| {
                    schemas.keep_order(stringify!($name), <Self as $crate::wire::Shape>::KEYS);
                    let one = vec![$( {
                        let doc = concat!($($vdoc, "\n"),+);
                        let others = KEYS.iter().filter(|other| **other != $key);
                        let mut properties: serde_json::Map<String, serde_json::Value> =
                            others.map(|other| ((*other).into(), serde_json::json!({ "type": "null" }))).collect();
                        properties.insert($key.into(), $crate::wire::shape::property_schema::<$ty>(doc, false, schemas));
                        $crate::wire::shape::object_schema(doc, properties, &[$key])
                    }, )+];
                    serde_json::json!({ "description": concat!($($doc, "\n"),+).trim(), "oneOf": one })
                })
            }
        }

        impl $crate::wire::Write for $name {
            fn write(&self, to: &mut dyn $crate::wire::Sink, language: $crate::wire::Language) {
                to.begin_object();
                match self { $( Self::$variant(value) => $crate::wire::write::entry(to, $key, value, language), )+ }
                to.end_object();
            }
        }
    };
}

/// Declares integers with a unit and limits; a value that exists is within them.
macro_rules! integers {
    ($( $(#[doc = $doc:literal])+ $name:ident: $min:literal ..= $max:literal; )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(i64);

        impl $name {
            /// The least value.
            pub const MIN: i64 = $min;
            /// The greatest value.
            pub const MAX: i64 = $max;

            /// The number.
            pub const fn get(self) -> i64 { self.0 }
        }

        impl TryFrom<i64> for $name {
            type Error = $crate::wire::IssueCode;
            fn try_from(number: i64) -> Result<Self, Self::Error> {
                match number {
                    $min..=$max => Ok(Self(number)),
                    i64::MIN..$min => Err($crate::wire::IssueCode::TooSmall),
                    _ => Err($crate::wire::IssueCode::TooLarge),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }

        impl $crate::wire::Shape for $name {
            const KIND: $crate::wire::Kind = $crate::wire::Kind::Integer;
            fn hole(_: $crate::wire::Seal) -> Self {
                Self($min)
            }
            fn read(node: &$crate::wire::Node<'_>, at: &$crate::wire::Path<'_>, issues: &mut $crate::wire::Issues) -> Option<Self> {
                $crate::wire::read::integer(node, $min, $max, at, issues).map(Self)
            }
            fn schema(_: &mut $crate::wire::Schemas) -> serde_json::Value {
                serde_json::json!({ "type": "integer", "minimum": Self::MIN, "maximum": Self::MAX })
            }
        }

        impl $crate::wire::Write for $name {
            fn write(&self, to: &mut dyn $crate::wire::Sink, _: $crate::wire::Language) {
                to.integer(self.0);
            }
        }
    )+ };
}

impl Shape for bool {
    const KIND: Kind = Kind::Flag;
    fn hole(_: Seal) -> Self {
        false
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::boolean(node, at, issues)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "boolean" })
    }
}

/// An amount: a whole number of đồng within ±(2^53 − 1), so that every host language holds it exactly.
impl Shape for i64 {
    const KIND: Kind = Kind::Integer;
    fn hole(_: Seal) -> Self {
        0
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::integer(node, -crate::wire::MAX_SUM, crate::wire::MAX_SUM, at, issues)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "integer", "minimum": -crate::wire::MAX_SUM, "maximum": crate::wire::MAX_SUM })
    }
}

/// A text as it is: an id, a line's name, a source.
impl Shape for Cow<'_, str> {
    const KIND: Kind = Kind::Text;
    fn hole(_: Seal) -> Self {
        Cow::Borrowed("")
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::text(node, at, issues).map(|text| Cow::Owned(text.to_owned()))
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string" })
    }
}

impl<T: Shape> Shape for Option<T> {
    const KIND: Kind = T::KIND;
    fn hole(_: Seal) -> Self {
        None
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        T::read(node, at, issues).map(Some)
    }
    fn schema(schemas: &mut Schemas) -> Value {
        T::schema(schemas)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// A list; absent means empty, and an empty list is written.
impl<T: Shape> Shape for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    fn hole(_: Seal) -> Self {
        Self::new()
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        let nodes = read::list(node, at, issues)?;
        let mut list = Self::with_capacity(nodes.len());
        let mut whole = true;
        for (index, node) in nodes.iter().enumerate() {
            match T::read(node, &Path::Index(at, index), issues) {
                Some(value) => list.push(value),
                None => whole = false,
            }
        }
        whole.then_some(list)
    }
    fn schema(schemas: &mut Schemas) -> Value {
        json!({ "type": "array", "items": T::schema(schemas) })
    }
    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

/// A list of `MIN` to `MAX` elements; it may be absent when `MIN` is 0.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct List<T, const MIN: usize, const MAX: usize>(Vec<T>);

impl<T, const MIN: usize, const MAX: usize> Deref for List<T, MIN, MAX> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MAX: usize> Default for List<T, 0, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'a, T, const MIN: usize, const MAX: usize> IntoIterator for &'a List<T, MIN, MAX> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T, const MIN: usize, const MAX: usize> TryFrom<Vec<T>> for List<T, MIN, MAX> {
    type Error = IssueCode;
    fn try_from(list: Vec<T>) -> Result<Self, IssueCode> {
        match list.len() {
            n if n < MIN => Err(IssueCode::TooShort),
            n if n > MAX => Err(IssueCode::TooLong),
            _ => Ok(Self(list)),
        }
    }
}

impl<T, const N: usize, const MIN: usize, const MAX: usize> TryFrom<[T; N]> for List<T, MIN, MAX> {
    type Error = IssueCode;
    fn try_from(list: [T; N]) -> Result<Self, IssueCode> {
        Vec::from(list).try_into()
    }
}

impl<T: Shape, const MIN: usize, const MAX: usize> Shape for List<T, MIN, MAX> {
    const KIND: Kind = Kind::List(&T::KIND);
    fn hole(_: Seal) -> Self {
        Self(Vec::new())
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        // Too long a list is not read at all: the limit is there so that its elements cost nothing.
        read::within(read::list(node, at, issues)?.len(), MIN, MAX, at, issues)?;
        Vec::read(node, at, issues).map(Self)
    }
    fn schema(schemas: &mut Schemas) -> Value {
        json!({ "type": "array", "items": T::schema(schemas), "minItems": MIN, "maxItems": MAX })
    }
    fn absent() -> Option<Self> {
        (MIN == 0).then(|| Self(Vec::new()))
    }
}

impl<T: Write, const MIN: usize, const MAX: usize> Write for List<T, MIN, MAX> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        self.0.write(to, language);
    }
}

/// Values by id, such as days by zone: `{"intra_province": 2}`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ById<T>(Vec<(crate::wire::Id, T)>);

impl<T> ById<T> {
    /// Values by id, in this order.
    ///
    /// # Errors
    /// `duplicate_key` for an id that stands twice.
    pub fn new(entries: impl IntoIterator<Item = (crate::wire::Id, T)>) -> Result<Self, IssueCode> {
        let entries: Vec<_> = entries.into_iter().collect();
        let repeated = Lookup::new(entries.iter().map(|(id, _)| id.as_str())).repeated();
        if repeated.is_empty() { Ok(Self(entries)) } else { Err(IssueCode::DuplicateKey) }
    }

    /// Ids and values, in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = (&crate::wire::Id, &T)> {
        self.0.iter().map(|(id, value)| (id, value))
    }

    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| key.as_str() == id).map(|(_, value)| value)
    }
}

impl<T: Shape> Shape for ById<T> {
    const KIND: Kind = Kind::Open;
    fn hole(_: Seal) -> Self {
        Self(Vec::new())
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        let mut entries = Vec::new();
        let mut whole = true;
        let given = read::object(node, at, issues)?;
        let repeated = Lookup::new(given.iter().map(|(key, _)| key.as_ref())).repeated();
        for (position, (key, value)) in (0..).zip(given) {
            let here = Path::Key(at, key);
            if key.starts_with("x_") {
                continue;
            }
            if repeated.binary_search_by_key(&position, |(at, _)| *at).is_ok() {
                issues.add(IssueCode::DuplicateKey, &here, Params::new());
            }
            if matches!(value, Node::Null) {
                continue;
            }
            let id = key.parse::<crate::wire::Id>().map_err(|code| issues.add(code, &here, Params::new())).ok();
            match (id, T::read(value, &here, issues)) {
                (Some(id), Some(value)) => entries.push((id, value)),
                _ => whole = false,
            }
        }
        whole.then_some(Self(entries))
    }
    fn schema(schemas: &mut Schemas) -> Value {
        let value = T::schema(schemas);
        json!({
            "type": "object", "additionalProperties": { "anyOf": [value, { "type": "null" }] },
            "propertyNames": { "anyOf": [{ "pattern": crate::wire::Id::PATTERN }, { "pattern": "^x_" }] }, "patternProperties": { "^x_": true },
        })
    }
}

impl<T: Write> Write for ById<T> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        for (id, value) in &self.0 {
            write::entry(to, id.as_str(), value, language);
        }
        to.end_object();
    }
}

/// The value `true`, where a key's presence is all that counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct True;

impl Shape for True {
    const KIND: Kind = Kind::Flag;
    fn hole(_: Seal) -> Self {
        Self
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        if read::boolean(node, at, issues)? {
            return Some(Self);
        }
        issues.add(IssueCode::NotOneOf, at, Params::new().with("allowed", vec![Cow::Borrowed("true")]));
        None
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "const": true })
    }
}

impl Write for True {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.boolean(true);
    }
}
