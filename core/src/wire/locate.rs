//! Where in a JSON text a path stands: a person mends a text by line and column.
//!
//! The text was read before, so nothing is said here of what is wrong with it as JSON: whatever it is, each path has a place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Node;

/// The line and column, both from 1, at which the values of JSON Pointers begin, in characters as an editor counts them.
///
/// A path that leads to nothing, as that of a missing key does, has the place of the object where it would stand; of a key
/// that stands twice the last counts. All paths are found in one walk over the text.
///
/// ```
/// let text = "{\"zones\": [\n  {\"id\": \"a b\"}\n]}";
/// assert_eq!(hoso::locate(text, &["/zones/0/id", "/zones/0/name", ""]), [(2, 10), (2, 3), (1, 1)]);
/// ```
pub fn locate(json: &str, paths: &[impl AsRef<str>]) -> Vec<(usize, usize)> {
    // Editors do not count the byte order mark.
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let mut walk = Walk { text: json, at: 0, found: vec![0; paths.len()] };
    walk.space();
    walk.value(paths.iter().map(|path| steps(path.as_ref())).enumerate().collect(), Node::MAX_DEPTH);
    let lines: Vec<usize> = json.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect();
    let place = |at: usize| {
        let line = lines.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| lines.get(line)).copied().unwrap_or_default();
        (line + 1, json.get(start..at).map_or(0, |before| before.chars().count()) + 1)
    };
    walk.found.into_iter().map(place).collect()
}

/// A path that is looked for: which of all, and what of it is left.
type Wanted<'p> = (usize, std::str::Split<'p, char>);

fn steps(path: &str) -> std::str::Split<'_, char> {
    let mut steps = path.split('/');
    // Before the first slash there is nothing.
    steps.next();
    steps
}

struct Walk<'t> {
    text: &'t str,
    at: usize,
    found: Vec<usize>,
}

impl<'t> Walk<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes on while bytes are of a kind.
    fn skip(&mut self, is: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&is) {
            self.at += 1;
        }
    }

    fn space(&mut self) {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b',' || byte == b':');
    }

    /// The value that begins here is where these paths lead, as far as it goes.
    fn value(&mut self, wanted: Vec<Wanted<'_>>, depth: usize) {
        let mut inside: BTreeMap<Cow<'_, str>, Vec<Wanted<'_>>> = BTreeMap::new();
        for (which, mut path) in wanted {
            if let Some(found) = self.found.get_mut(which) {
                *found = self.at;
            }
            if let Some(step) = path.next() {
                inside.entry(plain(step)).or_default().push((which, path));
            }
        }
        match self.peek() {
            Some(open @ (b'{' | b'[')) if !inside.is_empty() && depth > 0 => {
                self.at += 1;
                self.members(open == b'{', &inside, depth - 1);
            }
            _ => self.pass(),
        }
    }

    /// The elements of a list, or the values of an object's keys, up to its end.
    fn members(&mut self, keyed: bool, inside: &BTreeMap<Cow<'_, str>, Vec<Wanted<'_>>>, depth: usize) {
        for position in 0_usize.. {
            self.space();
            if self.peek().is_none_or(|byte| matches!(byte, b'}' | b']')) {
                self.at += 1;
                return;
            }
            let name = if keyed { self.key() } else { Cow::Owned(position.to_string()) };
            self.space();
            match inside.get(&name) {
                Some(wanted) => self.value(wanted.clone(), depth),
                None => self.pass(),
            }
        }
    }

    /// A key as it reads.
    fn key(&mut self) -> Cow<'t, str> {
        let start = self.at;
        self.pass();
        let quoted = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(quoted).map_or(Cow::Borrowed(quoted), Cow::Owned)
    }

    /// Passes a value, however deep it is.
    fn pass(&mut self) {
        let mut depth: usize = 0;
        loop {
            match self.peek() {
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                Some(b'}' | b']') => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                Some(b'"') => self.text(),
                Some(_) => {
                    let start = self.at;
                    self.skip(|byte| {
                        !matches!(byte, b'{' | b'[' | b'}' | b']' | b'"' | b',' | b':') && !byte.is_ascii_whitespace()
                    });
                    // Whatever it is, the walk goes on.
                    self.at = self.at.max(start + 1);
                }
                None => return,
            }
            if depth == 0 {
                return;
            }
            self.space();
        }
    }

    /// Passes a text.
    fn text(&mut self) {
        self.at += 1;
        loop {
            self.skip(|byte| byte != b'"' && byte != b'\\');
            let escape = self.peek() == Some(b'\\');
            self.at += if escape { 2 } else { 1 };
            if !escape {
                return;
            }
        }
    }
}

/// A step of a JSON Pointer without its escapes.
fn plain(step: &str) -> Cow<'_, str> {
    if step.contains('~') { step.replace("~1", "/").replace("~0", "~").into() } else { step.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_values_by_line_and_column_in_characters() {
        let text =
            "\u{feff}{\"tên\": \"Sở\", \"a/b~\": [1,\n\t[true , {\"x\": null}]\n], \"\\u0061\": 2, \"a\": {\"b\":3}}";
        let paths = ["/tên", "/a~1b~0/0", "/a~1b~0/1/1/x", "/a/b", "/a/c", "/a~1b~0/9", "/none/0", ""];
        let expected = [(1, 9), (1, 24), (2, 16), (3, 27), (3, 22), (1, 23), (1, 1), (1, 1)];
        assert_eq!(locate(text, &paths), expected);
    }

    #[test]
    fn whatever_the_text_is_each_path_has_a_place() {
        for text in
            ["", " ", "{", "[[[", "{\"a\"", "{\"a\": \"\\", "]", "}{", "\"", "{\"a\" 1}", "nul", "[1 2", "{a: 1}", "é"]
        {
            let (line, column) = locate(text, &["/a/0"])[0];
            assert!(line == 1 && column <= text.chars().count() + 1, "{text} {column}");
        }
        let deep = "[".repeat(1 << 20);
        assert_eq!(locate(&deep, &["/0".repeat(1 << 10)]), [(1, Node::MAX_DEPTH + 1)]);
    }
}
