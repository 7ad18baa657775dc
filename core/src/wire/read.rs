//! The one walker: from a tree of values to typed values, collecting every issue with its place.
//!
//! A binding makes a [`Node`] of what its language holds (JSON text, a Python dict, a JavaScript object) and the
//! [shapes](crate::wire::Shape) read it. Nothing stops at the first issue.
//!
//! By hand rather than by deserr, its nearest kin, which collects every issue too: derived, each shape would become a state
//! machine of its own, too large for a citizen's page, and writer and schema would each be a derive that can drift from it.

use std::borrow::Cow;

use super::nearest::name_nearest_keys;
use crate::wire::{IssueCode, Issues, Node, Params, Path, Seal, Shape};

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
    issues.or(value).map_err(name_nearest_keys)
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

/// A length from `min` to `max`.
pub(crate) fn within(length: usize, min: usize, max: usize, at: &Path<'_>, issues: &mut Issues) -> Option<()> {
    let (code, name, limit) = match length {
        n if n < min => (IssueCode::TooShort, "min", min),
        n if n > max => (IssueCode::TooLong, "max", max),
        _ => return Some(()),
    };
    issues.add(code, at, Params::new().with(name, i64::try_from(limit).unwrap_or(i64::MAX)));
    None
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

/// One of a closed list of names: its position in the list.
pub(crate) fn one_of(
    node: &Node<'_>,
    names: &'static [&'static str],
    at: &Path<'_>,
    issues: &mut Issues,
) -> Option<usize> {
    let text = text(node, at, issues)?;
    let found = names.iter().position(|name| *name == text);
    if found.is_none() {
        issues.add(IssueCode::NotOneOf, at, allowed(names));
    }
    found
}

fn allowed(names: &[&'static str]) -> Params<'static> {
    let names: Vec<Cow<'static, str>> = names.iter().map(|name| Cow::Borrowed(*name)).collect();
    Params::new().with("allowed", names)
}

/// The value of one key of an object, where the other keys are read elsewhere.
pub(crate) fn value<'n, 'a>(entries: Entries<'n, 'a>, key: &str) -> Option<&'n Node<'a>> {
    entries.iter().find(|(own, _)| own == key).map(|(_, value)| value).filter(|value| !matches!(value, Node::Null))
}

/// The values of an object's keys, key by key; `null` is the same as an absent key.
///
/// Says which keys are there twice and which are unknown, unless they begin with `x_`: those are free.
pub(crate) fn fields<'n, 'a, const N: usize>(
    node: &'n Node<'a>,
    keys: &'static [&'static str; N],
    at: &Path<'_>,
    issues: &mut Issues,
) -> Option<[Option<&'n Node<'a>>; N]> {
    let mut found = [None; N];
    find(node, keys, None, &mut found, at, issues)?;
    Some(found)
}

/// What [`fields`] does for an object in which one key more is free.
pub(crate) fn fields_beside<'n, 'a, const N: usize>(
    free: &str,
    node: &'n Node<'a>,
    keys: &'static [&'static str; N],
    at: &Path<'_>,
    issues: &mut Issues,
) -> Option<[Option<&'n Node<'a>>; N]> {
    let mut found = [None; N];
    find(node, keys, Some(free), &mut found, at, issues)?;
    Some(found)
}

/// What [`fields`] does, once for every number of keys.
fn find<'n, 'a>(
    node: &'n Node<'a>,
    keys: &'static [&'static str],
    free: Option<&str>,
    found: &mut [Option<&'n Node<'a>>],
    at: &Path<'_>,
    issues: &mut Issues,
) -> Option<()> {
    let mut next = 0;
    for (key, value) in object(node, at, issues)? {
        // Keys mostly come in their order.
        if keys.get(next).is_none_or(|name| *name != key) {
            next = keys.iter().position(|name| *name == key).unwrap_or(usize::MAX);
        }
        match found.get_mut(next) {
            Some(slot) => {
                next += 1;
                if slot.replace(value).is_some() {
                    issues.add(IssueCode::DuplicateKey, &Path::Key(at, key), Params::new());
                }
            }
            None if key.starts_with("x_") || free == Some(key) => {}
            None => issues.add(IssueCode::UnknownKey, &Path::Key(at, key), allowed(keys)),
        }
    }
    found.iter_mut().filter(|value| matches!(value, Some(Node::Null))).for_each(|value| *value = None);
    Some(())
}

/// Reads one key of an object; what could not be read leaves a hole, and the object is not whole.
pub(crate) fn part<T: Shape>(
    value: Option<&Node<'_>>,
    key: &str,
    absent: fn() -> Option<T>,
    at: &Path<'_>,
    issues: &mut Issues,
    whole: &mut bool,
) -> T {
    field(value, key, absent, at, issues).unwrap_or_else(|| {
        *whole = false;
        T::hole(Seal::new())
    })
}

/// Reads a key that must be there, and whose meaning another key of the object tells.
pub(crate) fn part_by<T: Shape>(
    object: &Node<'_>,
    read: fn(&Node<'_>, &Node<'_>, &Path<'_>, &mut Issues) -> Option<T>,
    value: Option<&Node<'_>>,
    key: &str,
    at: &Path<'_>,
    issues: &mut Issues,
    whole: &mut bool,
) -> T {
    match value {
        Some(node) => read(object, node, &Path::Key(at, key), issues),
        None => field(None, key, T::absent, at, issues),
    }
    .unwrap_or_else(|| {
        *whole = false;
        T::hole(Seal::new())
    })
}

/// Reads one key of an object: its value, what it means that it is absent, or an issue that it is missing.
pub(crate) fn field<T: Shape>(
    value: Option<&Node<'_>>,
    key: &str,
    absent: fn() -> Option<T>,
    at: &Path<'_>,
    issues: &mut Issues,
) -> Option<T> {
    let here = Path::Key(at, key);
    match value {
        Some(node) => T::read(node, &here, issues),
        None => absent().or_else(|| {
            issues.add(IssueCode::Missing, &here, Params::new());
            None
        }),
    }
}
