//! The one writer: documents, questions and answers tell their pieces, in order, to a [`Sink`].
//!
//! What is told is the same everywhere; the sink decides what it becomes: JSON text here, dicts in Python.
//!
//! By hand rather than by erased-serde: what is written depends on the language asked for, sentences are made as they are
//! written and not kept, and one small trait object serves JSON text, Python and JavaScript.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::wire::Language;

/// Takes a value piece by piece: a scalar, or a list or an object from its beginning to its end.
pub trait Sink {
    /// Nothing.
    fn null(&mut self);
    /// A truth value.
    fn boolean(&mut self, value: bool);
    /// An integer.
    fn integer(&mut self, value: i64);
    /// A text.
    fn text(&mut self, value: &str);
    /// A text that is made while it is written.
    fn display(&mut self, value: &dyn fmt::Display) {
        self.text(&value.to_string());
    }
    /// A list begins.
    fn begin_list(&mut self);
    /// The innermost list ends.
    fn end_list(&mut self);
    /// An object begins.
    fn begin_object(&mut self);
    /// A key of the innermost object; its value comes next.
    fn key(&mut self, key: &str);
    /// The innermost object ends.
    fn end_object(&mut self);
}

/// What can be written.
pub trait Write {
    /// Writes the value, with messages in a language.
    fn write(&self, to: &mut dyn Sink, language: Language);

    /// Whether the key is left out when this is its value.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value as JSON text, with messages in a language.
///
/// ```
/// use hoso::{track, Language};
/// use hoso::wire::write;
/// let tracking = track(&[])?;
/// assert_eq!(write::json(&tracking, Language::En), tracking.to_json());
/// # Ok::<(), hoso::Issues>(())
/// ```
pub fn json(value: &dyn Write, language: Language) -> String {
    // As much as most answers take, so that the text seldom moves.
    let mut json = Json { text: String::with_capacity(512), follows: false };
    value.write(&mut json, language);
    json.text
}

/// Writes a key and its value, unless the key is left out.
pub fn entry(to: &mut dyn Sink, key: &str, value: &dyn Write, language: Language) {
    if !value.is_absent() {
        to.key(key);
        value.write(to, language);
    }
}

/// JSON text without white space.
struct Json {
    text: String,
    /// Whether a value stands before, in the same list or object.
    follows: bool,
}

impl Json {
    /// What goes between two values.
    fn begin(&mut self) {
        if self.follows {
            self.text.push(',');
        }
        self.follows = true;
    }

    fn open(&mut self, bracket: char) {
        self.begin();
        self.text.push(bracket);
        self.follows = false;
    }

    fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.follows = true;
    }

    /// A string. Its signs are put one by one: WebAssembly takes as long to copy two bytes as to copy fifty.
    fn quoted(&mut self, value: &str) {
        self.begin();
        self.text.push('"');
        escape(&mut self.text, value);
        self.text.push('"');
    }
}

impl Sink for Json {
    fn null(&mut self) {
        self.begin();
        self.text.push_str("null");
    }

    fn boolean(&mut self, value: bool) {
        self.begin();
        self.text.push_str(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.begin();
        // Writing to a string does not fail.
        let _ = write!(self.text, "{value}");
    }

    fn text(&mut self, value: &str) {
        self.quoted(value);
    }

    fn display(&mut self, value: &dyn fmt::Display) {
        self.begin();
        self.text.push('"');
        let _ = write!(Escaped(&mut self.text), "{value}");
        self.text.push('"');
    }

    fn begin_list(&mut self) {
        self.open('[');
    }

    fn end_list(&mut self) {
        self.close(']');
    }

    fn begin_object(&mut self) {
        self.open('{');
    }

    fn key(&mut self, key: &str) {
        self.quoted(key);
        self.text.push(':');
        self.follows = false;
    }

    fn end_object(&mut self) {
        self.close('}');
    }
}

/// A JSON string's inside, as it is being made.
struct Escaped<'a>(&'a mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}

/// Where the first byte stands that must be escaped: looked for in eight at once, of which most texts have none.
fn first_escaped(text: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // The high bit of the difference tells of a byte that is less, where none is lower before it: enough to see whether any is.
    let has_less = |bytes: u64, than: u8| bytes.wrapping_sub(ONES * u64::from(than)) & !bytes & (ONES << 7);
    let has = |bytes: u64, byte: u8| has_less(bytes ^ (ONES * u64::from(byte)), 1);
    let is_plain = |eight: &[u8; 8]| {
        let bytes = u64::from_le_bytes(*eight);
        has_less(bytes, b' ') | has(bytes, b'"') | has(bytes, b'\\') == 0
    };
    let (eights, _) = text.as_chunks();
    // A page writes little, and every byte of the module is loaded by a phone.
    let quick = !cfg!(target_arch = "wasm32");
    let plain = eights.iter().take_while(|eight| quick && is_plain(eight)).count() * 8;
    let must = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\');
    Some(plain + text.get(plain..)?.iter().position(must)?)
}

/// Adds a text as it stands in a JSON string: what must be escaped is, and nothing else.
fn escape(to: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = first_escaped(rest.as_bytes()) {
        let (plain, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        to.push_str(plain);
        let mut tail = tail.chars();
        match tail.next() {
            Some('\n') => to.push_str("\\n"),
            Some('\r') => to.push_str("\\r"),
            Some('\t') => to.push_str("\\t"),
            Some('\u{8}') => to.push_str("\\b"),
            Some('\u{c}') => to.push_str("\\f"),
            Some(quote @ ('"' | '\\')) => to.extend(['\\', quote]),
            Some(control) => {
                let _ = write!(to, "\\u{:04x}", u32::from(control));
            }
            None => {}
        }
        rest = tail.as_str();
    }
    to.push_str(rest);
}

/// Texts and other scalars.
macro_rules! scalars {
    ($( [$($generics:tt)*] $type:ty: $method:ident($value:expr); )+) => { $(
        impl $($generics)* Write for $type {
            fn write(&self, to: &mut dyn Sink, _: Language) {
                to.$method($value(self));
            }
        }
    )+ };
}

scalars! {
    [] String: text(String::as_str);
    [<'a>] Cow<'a, str>: text(AsRef::as_ref);
    [] bool: boolean(|value: &bool| *value);
    [] i64: integer(|value: &i64| *value);
}

impl<T: Write> Write for Option<T> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        match self {
            Some(value) => value.write(to, language),
            None => to.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for [T] {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_list();
        for value in self {
            value.write(to, language);
        }
        to.end_list();
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        self.as_slice().write(to, language);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_escapes_what_it_must_and_nothing_else() {
        let text = "a\"b\\c/\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f} Bình Dương \u{2028}😀";
        let written = json(&text.to_owned(), Language::Vi);
        assert_eq!(written, serde_json::to_string(text).unwrap());
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        // Each sign at each place among others, whatever stands beside it.
        for sign in ('\0'..'\u{100}').chain(['ệ', '\u{2028}', '😀']) {
            for place in 0..20 {
                let text = format!("{}{sign}{}", "~\u{80}!".repeat(place), "#[".repeat(10));
                assert_eq!(json(&text, Language::Vi), serde_json::to_string(&text).unwrap());
            }
        }
    }

    #[test]
    fn lists_hold_commas_between_values_only() {
        let lists: Vec<Vec<Option<i64>>> = vec![vec![], vec![Some(1), None, Some(-2)], vec![Some(i64::MIN)]];
        assert_eq!(json(&lists, Language::Vi), "[[],[1,null,-2],[-9223372036854775808]]");
    }
}
