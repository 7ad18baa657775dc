//! Names of things, in one or two languages, and other bounded text.

use std::str::FromStr;

use serde_json::{Value, json};

use crate::wire::{IssueCode, Issues, Kind, Language, Node, Params, Path, Schemas, Seal, Shape, Sink, Write, read};

/// A text of 1 to `MAX` characters without control characters (line breaks aside).
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct BoundedText<const MAX: usize>(Box<str>);

impl<const MAX: usize> BoundedText<MAX> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> FromStr for BoundedText<MAX> {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        line(text, MAX).map(Self)
    }
}

/// The text of a line of at most `max` characters.
fn line(text: &str, max: usize) -> Result<Box<str>, IssueCode> {
    if text.is_empty() {
        Err(IssueCode::TooShort)
    } else if text.chars().nth(max).is_some() {
        Err(IssueCode::TooLong)
    } else if text.chars().any(|char| char.is_control() && !matches!(char, '\n' | '\r')) {
        Err(IssueCode::ControlCharacter)
    } else {
        Ok(text.into())
    }
}

/// Reads a line of at most `max` characters.
fn read_line(node: &Node<'_>, max: usize, at: &Path<'_>, issues: &mut Issues) -> Option<Box<str>> {
    let line = line(read::text(node, at, issues)?, max);
    line.map_err(|code| {
        let params = match code {
            IssueCode::TooShort => Params::new().with("min", 1),
            IssueCode::TooLong => Params::new().with("max", i64::try_from(max).unwrap_or(i64::MAX)),
            _ => Params::new(),
        };
        issues.add(code, at, params);
    })
    .ok()
}

impl<const MAX: usize> Shape for BoundedText<MAX> {
    const KIND: Kind = Kind::Text;
    fn hole(_: Seal) -> Self {
        Self(Box::default())
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read_line(node, MAX, at, issues).map(Self)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "minLength": 1, "maxLength": MAX })
    }
}

impl<const MAX: usize> Write for BoundedText<MAX> {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.text(&self.0);
    }
}

shape! {
    /// A name in Vietnamese, in English, or in both.
    pub struct Names {
        /// The name in Vietnamese.
        pub(crate) vi: Option<BoundedText<500>>,
        /// The name in English.
        pub(crate) en: Option<BoundedText<500>>,
    }
    check = Names::at_least_one
}

impl Names {
    /// A name in both languages.
    pub const fn new(vi: BoundedText<500>, en: BoundedText<500>) -> Self {
        Self { vi: Some(vi), en: Some(en) }
    }

    /// The name in a language, if it has one.
    pub fn get(&self, language: Language) -> Option<&BoundedText<500>> {
        language.pick(&self.vi, &self.en).as_ref()
    }

    fn at_least_one(&self, at: &Path<'_>, issues: &mut Issues) {
        if self.vi.is_none() && self.en.is_none() {
            let keys = vec!["vi".into(), "en".into()];
            issues.add(IssueCode::AtLeastOneOf, at, Params::new().with("keys", keys));
        }
    }
}

/// The name of a thing: one text, or a text for each language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Text {
    /// One text for every language.
    Plain(BoundedText<500>),
    /// A text for each language.
    Both(Names),
}

impl Text {
    /// The name in a language, or else in the other one.
    pub fn say(&self, language: Language) -> &str {
        match self {
            Self::Plain(line) => line.as_str(),
            Self::Both(Names { vi, en }) => {
                let (first, second) = if language == Language::Vi { (vi, en) } else { (en, vi) };
                first.as_ref().or(second.as_ref()).map_or("", BoundedText::as_str)
            }
        }
    }
}

/// A text for every language.
///
/// ```
/// use hoso::{Language, Text};
/// let name: Text = "Sở Nội vụ".parse()?;
/// assert_eq!(name.say(Language::En), "Sở Nội vụ");
/// # Ok::<(), hoso::IssueCode>(())
/// ```
impl FromStr for Text {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        text.parse().map(Self::Plain)
    }
}

impl Shape for Text {
    const KIND: Kind = Kind::Text;
    fn hole(seal: Seal) -> Self {
        Self::Plain(BoundedText::hole(seal))
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        match node {
            Node::Object(_) => Names::read(node, at, issues).map(Self::Both),
            _ => BoundedText::read(node, at, issues).map(Self::Plain),
        }
    }
    fn schema(schemas: &mut Schemas) -> Value {
        let (plain, both) = (BoundedText::<500>::schema(schemas), Names::schema(schemas));
        json!({ "anyOf": [plain, both] })
    }
}

impl Write for Text {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        match self {
            Self::Plain(line) => line.write(to, language),
            Self::Both(names) => names.write(to, language),
        }
    }
}
