//! Inputs from seeds: bytes flipped and spliced, JSON changed token by token, a list grown.
//!
//! Ours, because changed bytes alone are hardly ever JSON any more, let alone a valid rulebook, and no library changes
//! JSON text so that keys may stand twice and numbers be of any size.

use crate::draw::Draw;
use crate::tree::Tree;

/// About how many bytes a list is grown to.
const LONG: usize = 30_000;

/// Scalars that parsers stumble over, as they are written.
const ODD: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1",
    "1.0",
    "1e3",
    "1E400",
    "-1e400",
    "0.1",
    "2147483648",
    "9007199254740991",
    "9007199254740992",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551616",
    "1000000000000",
    "1000000000001",
    "99999999999999999999999999999999",
    "[]",
    "{}",
    "[null]",
    "\"\"",
    "\" \"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\ud83d\\ude00\"",
    "\"\\u202e\"",
    "\"a\\u0301\"",
    "\"~/~0~1\"",
    "\"{id}\"",
    "\"1900-01-01\"",
    "\"2999-12-31\"",
    "\"3000-01-01\"",
    "\"2016-02-29\"",
    "\"2014-02-30\"",
    "\"1900-01-01T00:00:00+23:59\"",
    "\"2999-12-31T23:59:60-23:59\"",
    "\"2016-12-31T23:59:60.999999999Z\"",
    "\"2014-10-01 08:30:00+07:00\"",
    "\"+23:59\"",
    "\"-00:00\"",
    "\"both\"",
    "\"return\"",
    "\"void\"",
    "\"applicant\"",
    "\"x_\"",
    "NaN",
    "Infinity",
    "+1",
    "01",
    "'a'",
];

/// Bytes that mean something to one of the parsers.
const BYTES: &[u8] = b"\"{}[],:\\-+.eE0195/~ TZ\0\x7f\xc3\xff";

/// Keys that may be added to any object.
const KEYS: &[&str] =
    &["\"x_free\"", "\"\"", "\"a/b~c\"", "\"\\u0069d\"", "\"id\"", "\"valid\"", "\"final\"", "\"known_on\"", "\"đ\""];

/// Makes an input from the seeds of a target.
pub(crate) fn input(seeds: &[String], draw: &mut impl Draw) -> Vec<u8> {
    // The first seeds are taken more often: they are valid and small, so quicker and as telling.
    let reach = 1 + draw.below(seeds.len());
    let seed = draw.pick(&seeds[..reach.min(seeds.len())]).map_or("", String::as_str);
    let other = draw.pick(seeds).map_or("", String::as_str);
    match Tree::parse(seed) {
        Some(tree) if !draw.once_in(8) => changed(tree, other, draw),
        _ => {
            let mut text = seed.as_bytes().to_vec();
            for _ in 0..=draw.below(4) {
                garble(&mut text, other.as_bytes(), draw);
            }
            text
        }
    }
}

fn changed(mut tree: Tree, other: &str, draw: &mut impl Draw) -> Vec<u8> {
    let strange = Tree::parse(other).unwrap_or_else(|| Tree::List(Vec::new()));
    // Half of the inputs are changed with care, so that some stay valid.
    let care = draw.once_in(2);
    let grown = if draw.once_in(40) { 1 + draw.below(3) } else { 0 };
    let changes = if care && grown > 0 { 0 } else { 1 + draw.below(3) };
    for _ in 0..changes {
        if care { nudge(&mut tree, draw) } else { change(&mut tree, &strange, draw) }
    }
    for _ in 0..grown {
        let nodes = tree.nodes();
        let lists: Vec<usize> = (0..nodes.len()).filter(|number| nodes[*number].is_long()).collect();
        let list = draw.pick(&lists).copied();
        list.and_then(|number| tree.node(number)).into_iter().for_each(grow);
    }
    let mut text = tree.write(LONG).into_bytes();
    if !care && draw.once_in(10) {
        garble(&mut text, other.as_bytes(), draw);
    }
    text
}

/// Some node. Every second time one below any key of the root alike, so that a large part does not hide a small one.
fn somewhere<'t>(tree: &'t mut Tree, draw: &mut impl Draw) -> &'t mut Tree {
    let part = if tree.is_long() && draw.once_in(2) {
        let mut parts = tree.parts();
        let at = draw.below(parts.len());
        parts.swap_remove(at)
    } else {
        tree
    };
    let count = part.nodes().len();
    part.node(draw.below(count)).expect("a node of this number")
}

/// Repeats what a list or an object holds, under other ids, until it is long.
fn grow(tree: &mut Tree) {
    let rounds = LONG / tree.write(LONG).len().max(1);
    match tree {
        Tree::Scalar(_) => {}
        Tree::List(list) => {
            let own = list.clone();
            list.extend((0..rounds).flat_map(|n| own.iter().map(move |element| element.renamed(n))));
        }
        Tree::Object(entries) => {
            let own = entries.clone();
            let again = |n: usize, key: &str| format!("{}-{n}\"", key.trim_end_matches('"'));
            entries
                .extend((0..rounds).flat_map(|n| own.iter().map(move |(key, value)| (again(n, key), value.clone()))));
        }
    }
}

/// Changes a tree at one place as somebody could who knows what it is: a digit, an order, a copy, a value that stands
/// under the same key elsewhere.
fn nudge(tree: &mut Tree, draw: &mut impl Draw) {
    let whole = tree.clone();
    match somewhere(tree, draw) {
        Tree::Scalar(text) => {
            put_digit(text, draw);
        }
        Tree::List(list) if list.is_empty() => {}
        Tree::List(list) => match (draw.below(4), draw.below(list.len())) {
            (0, at) => drop(list.remove(at)),
            (1, _) => draw.shuffle(list),
            (_, at) => list.push(list[at].renamed(at)),
        },
        Tree::Object(entries) if entries.is_empty() => {}
        Tree::Object(entries) => match (draw.below(4), draw.below(entries.len())) {
            (0, at) => drop(entries.remove(at)),
            (1, _) => draw.shuffle(entries),
            (_, at) => {
                let (key, value) = &mut entries[at];
                if let Some(alike) = draw.pick(&whole.under(key)) {
                    *value = (*alike).clone();
                }
            }
        },
    }
}

/// Another date, amount or id, near enough to be valid; whether there was a digit.
fn put_digit(text: &mut String, draw: &mut impl Draw) -> bool {
    let digits: Vec<usize> = (0..text.len()).filter(|at| text.as_bytes()[*at].is_ascii_digit()).collect();
    let Some(&at) = draw.pick(&digits) else { return false };
    text.replace_range(at..=at, &draw.below(10).to_string());
    true
}

/// Changes a tree at one place.
fn change(tree: &mut Tree, strange: &Tree, draw: &mut impl Draw) {
    let stranger = draw.pick(&strange.nodes()).map_or_else(|| odd(draw), |node| (*node).clone());
    let node = somewhere(tree, draw);
    match draw.below(10) {
        0 => *node = odd(draw),
        1 => *node = stranger,
        2 => deepen(node, draw),
        _ => match node {
            Tree::Scalar(text) => {
                if draw.once_in(4) || !put_digit(text, draw) {
                    *node = odd(draw);
                }
            }
            Tree::List(list) => change_list(list, stranger, draw),
            Tree::Object(entries) => change_object(entries, stranger, draw),
        },
    }
}

fn odd(draw: &mut impl Draw) -> Tree {
    if draw.once_in(12) {
        let unit = draw.pick(&["a", "đ", "\\n", "\\\"", "9", "1.", "H15."]).copied().unwrap_or("a");
        let times = draw.pick(&[64, 65, 500, 501, 5_000, 20_000]).copied().unwrap_or(64);
        return Tree::Scalar(format!("\"{}\"", unit.repeat(times)));
    }
    Tree::Scalar(draw.pick(ODD).copied().unwrap_or("null").to_owned())
}

/// Puts a node at the bottom of many lists or objects.
fn deepen(node: &mut Tree, draw: &mut impl Draw) {
    let depth = draw.pick(&[1, 2, 60, 64, 65, 130, 3_000]).copied().unwrap_or(1);
    let inner = node.write(1_000);
    let (open, close) = if draw.once_in(2) { ("[", "]") } else { ("{\"x_a\":", "}") };
    *node = Tree::Scalar(format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)));
}

fn change_list(list: &mut Vec<Tree>, stranger: Tree, draw: &mut impl Draw) {
    let at = draw.below(list.len());
    match (draw.below(5), list.get(at).cloned()) {
        (0, Some(_)) => drop(list.remove(at)),
        (1, Some(again)) => list.insert(draw.below(list.len() + 1), again),
        (2, Some(again)) => list.push(again.renamed(at)),
        (3, Some(_)) => draw.shuffle(list),
        _ => list.push(stranger),
    }
}

fn change_object(entries: &mut Vec<(String, Tree)>, stranger: Tree, draw: &mut impl Draw) {
    let at = draw.below(entries.len());
    match (draw.below(6), entries.get(at).cloned()) {
        (0, Some(_)) => drop(entries.remove(at)),
        (1, Some(again)) => entries.insert(draw.below(entries.len() + 1), again),
        (2, Some((key, _))) => {
            let (_, value) = entries[draw.below(entries.len())].clone();
            entries.push((key, value));
        }
        (3, Some(_)) => entries[at].1 = stranger,
        (4, Some(_)) => draw.shuffle(entries),
        _ => entries.push((draw.pick(KEYS).copied().unwrap_or("\"x_free\"").to_owned(), stranger)),
    }
}

/// Changes bytes, whatever they mean.
fn garble(text: &mut Vec<u8>, other: &[u8], draw: &mut impl Draw) {
    let at = draw.below(text.len());
    match draw.below(7) {
        0 => text.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << draw.below(8)),
        1 => text.iter_mut().skip(at).take(1).for_each(|byte| *byte = draw.pick(BYTES).copied().unwrap_or(0)),
        2 => text.insert(at, draw.pick(BYTES).copied().unwrap_or(0)),
        3 => drop(text.drain(at..(at + 1 + draw.below(8)).min(text.len()))),
        4 => text.truncate(at),
        5 => {
            let from = draw.below(other.len());
            let piece = other.get(from..).unwrap_or_default();
            let piece = piece.get(..1 + draw.below(piece.len())).unwrap_or_default().to_vec();
            drop(text.splice(at..at, piece));
        }
        _ => {
            let piece = text.get(at..).unwrap_or_default();
            let piece = piece.get(..piece.len().min(1 + draw.below(64))).unwrap_or_default().to_vec();
            drop(text.splice(at..at, piece));
        }
    }
}
