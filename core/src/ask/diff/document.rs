//! What is written otherwise in one document than in another.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::answer::Edit;
use crate::wire::{Given, Node, Path};

/// Every value that differs, in the order of the documents.
pub(super) fn edits<'r>(before: &Node<'_>, after: &Node<'_>) -> Vec<Edit<'r>> {
    let mut edits = Vec::new();
    for (key, older, newer) in pairs(entries(before), entries(after)) {
        let mut found = Found { list: None, id: None, edits: &mut edits };
        match (older, newer) {
            (Some(Node::List(older)), Some(Node::List(newer))) => found.list(key, older, newer),
            _ => found.values(older, newer, &Path::Key(&Path::Root, key)),
        }
    }
    edits
}

type Entry<'n, 'a> = (Cow<'a, str>, Node<'a>);

fn entries<'n, 'a>(node: &'n Node<'a>) -> &'n [Entry<'n, 'a>] {
    if let Node::Object(entries) = node { entries } else { &[] }
}

/// What two lists have by the same name: those of the first in its order, then what only the second has.
fn by_name<'k, T: Copy>(before: &[(&'k str, T)], after: &[(&'k str, T)]) -> Vec<(&'k str, Option<T>, Option<T>)> {
    let found: BTreeMap<&str, T> = after.iter().copied().collect();
    let known: BTreeMap<&str, T> = before.iter().copied().collect();
    let old = before.iter().map(|(name, value)| (*name, Some(*value), found.get(name).copied()));
    let new =
        after.iter().filter(|(name, _)| !known.contains_key(name)).map(|(name, value)| (*name, None, Some(*value)));
    old.chain(new).collect()
}

type Pair<'n, 'a> = (&'n str, Option<&'n Node<'a>>, Option<&'n Node<'a>>);

fn pairs<'n, 'a>(before: &'n [Entry<'n, 'a>], after: &'n [Entry<'n, 'a>]) -> Vec<Pair<'n, 'a>> {
    let named = |entries: &'n [Entry<'n, 'a>]| -> Vec<(&'n str, &'n Node<'a>)> {
        entries.iter().map(|(key, value)| (key.as_ref(), value)).collect()
    };
    by_name(&named(before), &named(after))
}

/// The things of a list by their ids, when all have one.
fn by_id<'n, 'a>(list: &'n [Node<'a>]) -> Option<Vec<(&'n str, &'n Node<'a>)>> {
    list.iter().map(|node| Some((id(node)?, node))).collect()
}

fn id<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    entries(node).iter().find_map(|(key, value)| match value {
        Node::Text(id) if matches!(key.as_ref(), "id" | "code") => Some(id.as_ref()),
        _ => None,
    })
}

/// The edits so far, and in which thing of which list the next ones are.
struct Found<'e, 'r> {
    list: Option<String>,
    id: Option<String>,
    edits: &'e mut Vec<Edit<'r>>,
}

impl Found<'_, '_> {
    /// The things of one of the document's lists.
    fn list(&mut self, name: &str, before: &[Node<'_>], after: &[Node<'_>]) {
        self.list = Some(name.to_owned());
        let Some((older, newer)) = by_id(before).zip(by_id(after)) else {
            return self.lists(before, after, &Path::Root);
        };
        for (id, older, newer) in by_name(&older, &newer) {
            self.id = Some(id.to_owned());
            self.values(older, newer, &Path::Root);
        }
        self.id = None;
        self.order(&older, &newer, &Path::Root);
    }

    fn values(&mut self, before: Option<&Node<'_>>, after: Option<&Node<'_>>, at: &Path<'_>) {
        match (before, after) {
            (before, after) if before == after => {}
            (Some(Node::Object(older)), Some(Node::Object(newer))) => {
                for (key, older, newer) in pairs(older, newer) {
                    self.values(older, newer, &Path::Key(at, key));
                }
            }
            (Some(Node::List(older)), Some(Node::List(newer))) => self.lists(older, newer, at),
            _ => self.add(before, after, at),
        }
    }

    fn lists(&mut self, before: &[Node<'_>], after: &[Node<'_>], at: &Path<'_>) {
        if let Some((older, newer)) = by_id(before).zip(by_id(after)) {
            for (id, older, newer) in by_name(&older, &newer) {
                self.values(older, newer, &Path::Key(at, id));
            }
            return self.order(&older, &newer, at);
        }
        // What is alike at both ends is left; what is between goes pair by pair.
        let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        let (older, newer) = (before.get(head..).unwrap_or(&[]), after.get(head..).unwrap_or(&[]));
        let tail = older.iter().rev().zip(newer.iter().rev()).take_while(|(a, b)| a == b).count();
        let middle = older.len().max(newer.len()) - tail;
        let within = |list: &[Node<'_>], n: usize| n + tail < list.len();
        for n in 0..middle {
            let older = older.get(n).filter(|_| within(older, n));
            let newer = newer.get(n).filter(|_| within(newer, n));
            self.values(older, newer, &Path::Index(at, head + n));
        }
    }

    /// Things that both lists have, and in another order: their ids as they stood and stand.
    fn order(&mut self, before: &[(&str, &Node<'_>)], after: &[(&str, &Node<'_>)], at: &Path<'_>) {
        fn common<'k>(one: &[(&'k str, &Node<'_>)], other: &[(&'k str, &Node<'_>)]) -> Vec<&'k str> {
            let known: BTreeSet<&str> = other.iter().map(|(id, _)| *id).collect();
            one.iter().map(|(id, _)| *id).filter(|id| known.contains(id)).collect()
        }
        let (older, newer) = (common(before, after), common(after, before));
        if older != newer {
            let ids = |ids: Vec<&str>| Node::List(ids.into_iter().map(|id| Node::Text(id.to_owned().into())).collect());
            self.add(Some(&ids(older)), Some(&ids(newer)), at);
        }
    }

    fn add(&mut self, before: Option<&Node<'_>>, after: Option<&Node<'_>>, at: &Path<'_>) {
        self.edits.push(Edit {
            list: self.list.clone().map(Cow::Owned),
            id: self.id.clone().map(Cow::Owned),
            path: Cow::Owned(at.to_string()),
            before: before.map(Given::from),
            after: after.map(Given::from),
        });
    }
}
