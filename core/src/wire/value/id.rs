//! Ids of things in a rulebook.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

use crate::wire::{IssueCode, Issues, Kind, Language, Node, Path, Schemas, Seal, Shape, Sink, Write, read};

/// An id: `[A-Za-z0-9][A-Za-z0-9._/-]{0,63}`.
///
/// ```
/// use hoso::{Id, IssueCode};
/// let agency: Id = "so-noi-vu".parse()?;
/// assert_eq!(agency.as_str(), "so-noi-vu");
/// assert_eq!("Sở Nội vụ".parse::<Id>(), Err(IssueCode::NotAnId));
/// # Ok::<(), IssueCode>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Id(Held);

/// Most ids are short, and stand where they are held, without a place of their own on the heap. A browser holds few, and
/// what would hold them so is a kilobyte to load.
#[cfg(not(target_arch = "wasm32"))]
type Held = smol_str::SmolStr;
#[cfg(target_arch = "wasm32")]
type Held = Box<str>;

impl Id {
    /// The pattern, anchored, as in the JSON Schema.
    pub const PATTERN: &str = "^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$";

    /// Whether a text is an id.
    pub fn is_id(text: &str) -> bool {
        let mut bytes = text.bytes();
        let first = bytes.next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        let rest = bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'/' | b'-'));
        first && rest && text.len() <= 64
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        if Self::is_id(text) { Ok(Self(text.into())) } else { Err(IssueCode::NotAnId) }
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Shape for Id {
    const KIND: Kind = Kind::Text;
    fn hole(_: Seal) -> Self {
        Self(Held::default())
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        read::parsed(node, at, issues, str::parse)
    }
    fn schema(_: &mut Schemas) -> Value {
        json!({ "type": "string", "pattern": Self::PATTERN })
    }
}

impl Write for Id {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.text(&self.0);
    }
}
