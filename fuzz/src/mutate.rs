//! Inputs from seeds: bytes flipped and spliced, JSON changed token by token, a list grown.

use crate::json::Tree;
use crate::numbers::Numbers;

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

/// Makes an input from the seeds of a target; grown ones are of about so many bytes.
pub fn input(seeds: &[Vec<u8>], numbers: &mut Numbers, limit: usize) -> Vec<u8> {
    // The smaller seeds, which come first, are taken more often: they are as telling, and quicker.
    let reach = 1 + numbers.below(seeds.len());
    let Some(seed) = seeds.get(numbers.below(reach)) else {
        return Vec::new();
    };
    let other = numbers.pick(seeds).map_or(&[][..], Vec::as_slice);
    match Tree::parse(seed) {
        Some(mut tree) if !numbers.once_in(8) => {
            let other = Tree::parse(other).unwrap_or_else(|| Tree::List(Vec::new()));
            // Half of the inputs are changed with care, so that some stay valid.
            let care = numbers.once_in(2);
            let grown = if numbers.once_in(40) { 1 + numbers.below(3) } else { 0 };
            let changes = if care && grown > 0 { 0 } else { 1 + numbers.below(3) };
            for _ in 0..changes {
                if care { nudge(&mut tree, numbers) } else { change(&mut tree, &other, numbers) }
            }
            for _ in 0..grown {
                let lists = tree.numbers_of(&is_long);
                let list = numbers.pick(&lists).copied();
                list.and_then(|number| tree.node(number)).into_iter().for_each(|list| grow(list, limit));
            }
            let mut text = tree.write(limit).into_bytes();
            if !care && numbers.once_in(10) {
                garble(&mut text, other_bytes(seeds, numbers), numbers);
            }
            text
        }
        _ => {
            let mut text = seed.clone();
            for _ in 0..=numbers.below(4) {
                garble(&mut text, other, numbers);
            }
            text
        }
    }
}

fn other_bytes<'s>(seeds: &'s [Vec<u8>], numbers: &mut Numbers) -> &'s [u8] {
    numbers.pick(seeds).map_or(&[], Vec::as_slice)
}

/// A list or an object that has something to repeat.
pub fn is_long(tree: &Tree) -> bool {
    match tree {
        Tree::Scalar(_) => false,
        Tree::List(list) => !list.is_empty(),
        Tree::Object(entries) => !entries.is_empty(),
    }
}

/// Repeats what a list or an object holds, under other ids, until it has about so many bytes.
pub fn grow(tree: &mut Tree, limit: usize) {
    let size = tree.write(limit).len().max(1);
    let rounds = limit / size;
    match tree {
        Tree::Scalar(_) => {}
        Tree::List(list) => {
            let own = list.clone();
            list.extend((0..rounds).flat_map(|n| own.iter().map(move |element| element.renamed(n))));
        }
        Tree::Object(entries) => {
            let own = entries.clone();
            let again = |n: usize, key: &str| {
                key.strip_suffix('"').map_or_else(|| key.to_owned(), |key| format!("{key}-{n}\""))
            };
            entries
                .extend((0..rounds).flat_map(|n| own.iter().map(move |(key, value)| (again(n, key), value.clone()))));
        }
    }
}

/// Changes a tree at one place as somebody could who knows what it is: a digit, an order, a copy, a value that stands
/// under the same key elsewhere.
fn nudge(tree: &mut Tree, numbers: &mut Numbers) {
    let count = tree.count();
    let number = numbers.below(count);
    let whole = tree.clone();
    match tree.node(number) {
        None => {}
        Some(Tree::Scalar(text)) => {
            let digits: Vec<usize> =
                text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
            let place = numbers.pick(&digits).copied();
            if let Some(at) = place {
                put_digit(text, at, numbers);
            }
        }
        Some(Tree::List(list)) => match (numbers.below(4), numbers.below(list.len())) {
            (_, at) if at >= list.len() => {}
            (0, at) => drop(list.remove(at)),
            (1, _) => numbers.shuffle(list),
            (_, at) => list.extend(list.get(at).map(|again| again.renamed(at))),
        },
        Some(Tree::Object(entries)) => {
            let at = numbers.below(entries.len());
            let Some((key, value)) = entries.get_mut(at) else { return };
            let alike = whole.under(key);
            match numbers.below(4) {
                0 => drop(entries.remove(at)),
                1 => numbers.shuffle(entries),
                _ => *value = numbers.pick(&alike).map_or_else(|| value.clone(), |other| (*other).clone()),
            }
        }
    }
}

fn put_digit(text: &mut String, at: usize, numbers: &mut Numbers) {
    let digit = char::from(b"0123456789".get(numbers.below(10)).copied().unwrap_or(b'0'));
    text.replace_range(at..=at, digit.encode_utf8(&mut [0; 4]));
}

/// Changes a tree at one place.
fn change(tree: &mut Tree, other: &Tree, numbers: &mut Numbers) {
    let strangers = other.count();
    let stranger = other.clone().node(numbers.below(strangers)).cloned();
    let count = tree.count();
    let Some(node) = tree.node(numbers.below(count)) else {
        return;
    };
    match numbers.below(10) {
        0 => *node = odd(numbers),
        1 => *node = stranger.unwrap_or_else(|| odd(numbers)),
        2 => deepen(node, numbers),
        _ => match node {
            Tree::Scalar(text) => change_scalar(text, numbers),
            Tree::List(list) => change_list(list, stranger, numbers),
            Tree::Object(entries) => change_object(entries, stranger, numbers),
        },
    }
}

fn odd(numbers: &mut Numbers) -> Tree {
    if numbers.once_in(12) {
        let unit = numbers.pick(&["a", "đ", "\\n", "\\\"", "9", "1.", "H15."]).copied().unwrap_or("a");
        let times = numbers.pick(&[64, 65, 500, 501, 5_000, 20_000]).copied().unwrap_or(64);
        return Tree::Scalar(format!("\"{}\"", unit.repeat(times)));
    }
    Tree::Scalar(numbers.pick(ODD).copied().unwrap_or("null").to_owned())
}

/// Puts a node at the bottom of many lists or objects.
fn deepen(node: &mut Tree, numbers: &mut Numbers) {
    let depth = numbers.pick(&[1, 2, 60, 64, 65, 130, 3_000]).copied().unwrap_or(1);
    let inner = node.write(1_000);
    let (open, close) = if numbers.once_in(2) { ("[", "]") } else { ("{\"x_a\":", "}") };
    *node = Tree::Scalar(format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)));
}

fn change_scalar(text: &mut String, numbers: &mut Numbers) {
    let digits: Vec<usize> =
        text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
    match (numbers.below(4), numbers.pick(&digits)) {
        // Another date, amount or id, near enough to be valid.
        (0..=2, Some(at)) => {
            put_digit(text, *at, numbers);
        }
        _ => {
            if let Tree::Scalar(other) = odd(numbers) {
                *text = other;
            }
        }
    }
}

fn change_list(list: &mut Vec<Tree>, stranger: Option<Tree>, numbers: &mut Numbers) {
    let at = numbers.below(list.len());
    match (numbers.below(5), list.get(at).cloned()) {
        (0, Some(_)) => drop(list.remove(at)),
        (1, Some(again)) => list.insert(numbers.below(list.len() + 1), again),
        (2, Some(again)) => list.push(again.renamed(at)),
        (3, Some(_)) => numbers.shuffle(list),
        _ => list.push(stranger.unwrap_or_else(|| odd(numbers))),
    }
}

fn change_object(entries: &mut Vec<(String, Tree)>, stranger: Option<Tree>, numbers: &mut Numbers) {
    let at = numbers.below(entries.len());
    let free = numbers.pick(KEYS).copied().unwrap_or("\"x_free\"").to_owned();
    match (numbers.below(6), entries.get(at).cloned()) {
        (0, Some(_)) => drop(entries.remove(at)),
        (1, Some(again)) => entries.insert(numbers.below(entries.len() + 1), again),
        (2, Some((key, _))) => {
            let (_, value) = numbers.pick(entries).cloned().unwrap_or((String::new(), odd(numbers)));
            entries.push((key, value));
        }
        (3, Some((key, _))) => entries.iter_mut().skip(at).take(1).for_each(|entry| {
            *entry = (key.clone(), stranger.clone().unwrap_or_else(|| Tree::Scalar("null".to_owned())));
        }),
        (4, Some(_)) => numbers.shuffle(entries),
        _ => entries.push((free, stranger.unwrap_or_else(|| odd(numbers)))),
    }
}

/// Changes bytes, whatever they mean.
fn garble(text: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    let at = numbers.below(text.len());
    match numbers.below(7) {
        0 => text.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << numbers.below(8)),
        1 => text.iter_mut().skip(at).take(1).for_each(|byte| *byte = numbers.pick(BYTES).copied().unwrap_or(0)),
        2 => text.insert(at, numbers.pick(BYTES).copied().unwrap_or(0)),
        3 => drop(text.drain(at..(at + 1 + numbers.below(8)).min(text.len()))),
        4 => text.truncate(at),
        5 => {
            let from = numbers.below(other.len());
            let piece = other.get(from..).unwrap_or_default();
            let piece = piece.get(..1 + numbers.below(piece.len())).unwrap_or_default().to_vec();
            drop(text.splice(at..at, piece));
        }
        _ => {
            let piece = text.get(at..).unwrap_or_default();
            let piece = piece.get(..piece.len().min(1 + numbers.below(64))).unwrap_or_default().to_vec();
            drop(text.splice(at..at, piece));
        }
    }
}
