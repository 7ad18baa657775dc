//! The one walker: from a tree of values to typed values, collecting every issue with its place.
//!
//! A binding makes a [`Node`] of what its language holds (JSON text, a Python dict, a JavaScript object) and the
//! shapes ([`crate::shape`]) read it. Nothing stops at the first issue.

mod node;
mod path;

use std::borrow::Cow;

pub use node::Node;
pub use path::Path;

use crate::issue::{IssueCode, Issues};
use crate::param::Params;
use crate::shape::Shape;

/// The keys and values of an object.
pub type Entries<'n, 'a> = &'n [(Cow<'a, str>, Node<'a>)];

/// Reads a whole input: its text, then its shape.
pub fn parse<T: Shape>(json: &str) -> Result<T, Issues> {
    from_node(&Node::parse(json)?)
}

/// Reads a whole input from a tree of values.
pub fn from_node<T: Shape>(node: &Node<'_>) -> Result<T, Issues> {
    let mut issues = Issues::new();
    let value = T::read(node, &Path::Root, &mut issues);
    issues.or(value)
}

fn wrong_type<T>(expected: &'static str, at: &Path<'_>, issues: &mut Issues) -> Option<T> {
    issues.add(IssueCode::WrongType, at, Params::new().with("expected", expected));
    None
}

/// An object's entries.
pub(crate) fn object<'n, 'a>(node: &'n Node<'a>, at: &Path<'_>, issues: &mut Issues) -> Option<Entries<'n, 'a>> {
    match node {
        Node::Object(entries) => Some(entries),
        _ => wrong_type("object", at, issues),
    }
}

/// A list's elements.
pub(crate) fn list<'n, 'a>(node: &'n Node<'a>, at: &Path<'_>, issues: &mut Issues) -> Option<&'n [Node<'a>]> {
    match node {
        Node::List(elements) => Some(elements),
        _ => wrong_type("list", at, issues),
    }
}

/// A text.
pub(crate) fn text<'n>(node: &'n Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<&'n str> {
    match node {
        Node::Text(text) => Some(text),
        _ => wrong_type("text", at, issues),
    }
}

/// A truth value.
pub(crate) fn boolean(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<bool> {
    match node {
        Node::Bool(value) => Some(*value),
        _ => wrong_type("true or false", at, issues),
    }
}

/// An integer from `min` to `max`.
pub(crate) fn integer(node: &Node<'_>, min: i64, max: i64, at: &Path<'_>, issues: &mut Issues) -> Option<i64> {
    let (code, name, limit) = match node {
        Node::Int(value) if (min..=max).contains(value) => return Some(*value),
        Node::Int(value) if *value < min => (IssueCode::TooSmall, "min", min),
        Node::Huge { negative: true } => (IssueCode::TooSmall, "min", min),
        Node::Int(_) | Node::Huge { .. } => (IssueCode::TooLarge, "max", max),
        Node::Fraction => {
            issues.add(IssueCode::NotInteger, at, Params::new());
            return None;
        }
        _ => return wrong_type("integer", at, issues),
    };
    issues.add(code, at, Params::new().with(name, limit));
    None
}

/// A text that a parser accepts; the parser names the issue when it does not.
pub(crate) fn parsed<T, E: Into<IssueCode>>(
    node: &Node<'_>,
    at: &Path<'_>,
    issues: &mut Issues,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Option<T> {
    parse(text(node, at, issues)?).map_err(|code| issues.add(code.into(), at, Params::new())).ok()
}

/// One of a closed list of names.
pub(crate) fn one_of<T>(
    node: &Node<'_>,
    at: &Path<'_>,
    issues: &mut Issues,
    allowed: impl Iterator<Item = &'static str>,
    find: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let found = find(text(node, at, issues)?);
    if found.is_none() {
        let allowed: Vec<Cow<'static, str>> = allowed.map(Cow::Borrowed).collect();
        issues.add(IssueCode::NotOneOf, at, Params::new().with("allowed", allowed));
    }
    found
}

/// Keeps a key's value, or says that the key is there twice.
pub(crate) fn once<'n, 'a>(
    slot: &mut Option<&'n Node<'a>>,
    value: &'n Node<'a>,
    key: &str,
    at: &Path<'_>,
    issues: &mut Issues,
) {
    if slot.replace(value).is_some() {
        issues.add(IssueCode::DuplicateKey, &Path::Key(at, key), Params::new());
    }
}

/// Says that a key is unknown, unless it is one of the free keys.
pub(crate) fn unknown(key: &str, allowed: &'static [&'static str], at: &Path<'_>, issues: &mut Issues) {
    if !key.starts_with("x_") {
        let allowed: Vec<Cow<'static, str>> = allowed.iter().map(|key| Cow::Borrowed(*key)).collect();
        issues.add(IssueCode::UnknownKey, &Path::Key(at, key), Params::new().with("allowed", allowed));
    }
}

/// Reads one key of an object: its value, its default, or an issue that it is missing.
pub(crate) fn field<T: Shape>(
    value: Option<&Node<'_>>,
    key: &str,
    default: Option<T>,
    at: &Path<'_>,
    issues: &mut Issues,
) -> Option<T> {
    let here = Path::Key(at, key);
    match value {
        Some(node) if !matches!(node, Node::Null) => T::read(node, &here, issues),
        _ => {
            let absent = default.or_else(T::absent);
            if absent.is_none() {
                issues.add(IssueCode::Missing, &here, Params::new());
            }
            absent
        }
    }
}
