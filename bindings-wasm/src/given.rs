//! What JavaScript hands over.

use std::borrow::Cow;

use hoso::wire::{Node, Path, Shape, read};
use hoso::{Issues, Language};

/// Reads a question or an answer.
pub(crate) fn read<T: Shape>(json: &str, odd: Option<Vec<u32>>) -> Result<T, Issues> {
    read::from_node(&node(json, odd)?)
}

/// The tree that the core reads: `odd` are the `null`s, counted from 0, that stand for what JSON does not have.
pub(crate) fn node(json: &str, odd: Option<Vec<u32>>) -> Result<Node<'_>, Issues> {
    let mut node = Node::parse(json)?;
    if let Some(odd) = odd {
        mark(&mut node, &mut 0, &odd);
    }
    Ok(node)
}

fn mark(node: &mut Node<'_>, nulls: &mut u32, odd: &[u32]) {
    match node {
        Node::Null => {
            if odd.binary_search(nulls).is_ok() {
                *node = Node::Other;
            }
            *nulls += 1;
        }
        Node::List(list) => list.iter_mut().for_each(|node| mark(node, nulls, odd)),
        Node::Object(entries) => entries.iter_mut().for_each(|(_, node)| mark(node, nulls, odd)),
        _ => {}
    }
}

/// The language of messages; issues have the option's name for a path.
pub(crate) fn language(name: Option<String>) -> Result<Language, Issues> {
    let Some(name) = name else { return Ok(Language::default()) };
    let mut issues = Issues::new();
    let language = Language::read(&Node::Text(Cow::Owned(name)), &Path::Key(&Path::Root, "language"), &mut issues);
    language.ok_or(issues)
}
