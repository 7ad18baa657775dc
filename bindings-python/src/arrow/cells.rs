//! The cells of a file as values: what people write where a question wants something else than text.
//!
//! What cannot be read stays text, which the core refuses at its place.

use std::borrow::Cow;

use hoso::batch::integer;
use hoso::wire::{Kind, Node};

/// A cell that is not empty.
pub(super) fn node(text: &str, kind: Kind) -> Node<'_> {
    let text = text.trim();
    let read = match kind {
        _ if text.is_empty() => Some(Node::Null),
        Kind::Integer => integer(text),
        Kind::Flag => flag(text),
        // `a;b`, or a list in JSON.
        Kind::List(Kind::Text) if !text.starts_with('[') => {
            Some(Node::List(text.split(';').map(|it| plain(it.trim())).collect()))
        }
        Kind::List(_) | Kind::Object(_) | Kind::Open => Node::parse(text).ok(),
        Kind::Text | Kind::Day | Kind::Time => None,
    };
    read.unwrap_or_else(|| plain(text))
}

const fn plain(text: &str) -> Node<'_> {
    Node::Text(Cow::Borrowed(text))
}

fn flag(text: &str) -> Option<Node<'static>> {
    let is = |words: [&str; 2]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match (is(["true", "1"]), is(["false", "0"])) {
        (true, _) => Some(Node::Bool(true)),
        (_, true) => Some(Node::Bool(false)),
        _ => None,
    }
}
