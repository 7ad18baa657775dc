//! Words as people type them, made tidy: names, streets, notes, email addresses.
//!
//! White space of any kind is made single and taken off the ends, and letters are composed ([`super::nfc`]); lengths are
//! counted afterwards, in characters. `Debug` shows none of it: it belongs to a person.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

use super::nfc;
use crate::identifier::is_dash;
use crate::wire::{IssueCode, Issues, Kind, Language, Node, Params, Path, Schemas, Seal, Shape, Sink, Write, read};

/// A text of 1 to `MAX` characters on one line, made tidy.
#[derive(Clone, Eq, PartialEq)]
pub struct Tidy<const MAX: usize>(Box<str>);

impl<const MAX: usize> Tidy<MAX> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> FromStr for Tidy<MAX> {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        tidy(text, MAX).map(|text| Self(text.into()))
    }
}

/// How many characters a text has that is tidy as it is: most are.
fn is_tidy(text: &str) -> Option<usize> {
    let (mut count, mut before) = (0, ' ');
    for char in text.chars() {
        let spaced = char == ' ' && before == ' ';
        if spaced || char.is_control() || nfc::is_mark(char) || (char != ' ' && char.is_whitespace()) {
            return None;
        }
        (count, before) = (count + 1, char);
    }
    (before != ' ').then_some(count)
}

fn tidy(text: &str, max: usize) -> Result<String, IssueCode> {
    if let Some(count) = is_tidy(text) {
        return if count > max { Err(IssueCode::TooLong) } else { Ok(text.to_owned()) };
    }
    // A letter is composed of four characters at most: what is longer need not be composed to be refused.
    let most = max.saturating_mul(4);
    let mut made = String::with_capacity(text.len().min(most));
    let (mut count, mut marked) = (0, false);
    for word in text.split_whitespace() {
        if !made.is_empty() {
            made.push(' ');
            count += 1;
        }
        for char in word.chars() {
            if char.is_control() {
                return Err(IssueCode::ControlCharacter);
            }
            count += 1;
            if count > most {
                return Err(IssueCode::TooLong);
            }
            marked |= nfc::is_mark(char);
        }
        made.push_str(word);
    }
    if marked {
        made = nfc::compose(made);
        count = made.chars().count();
    }
    match count {
        0 => Err(IssueCode::TooShort),
        count if count > max => Err(IssueCode::TooLong),
        _ => Ok(made),
    }
}

/// The name of a person or an organisation: 1 to 100 letters of any script, spaces, `.`, `'` and `-`, a letter among
/// them. A typographic apostrophe or dash becomes the plain one.
///
/// ```
/// use hoso::form::Name;
/// let name: Name = "  Nguye\u{302}\u{303}n\tVăn  O’Đông ".parse()?;
/// assert_eq!(name.as_str(), "Nguyễn Văn O'Đông");
/// assert_eq!("O\u{2bc}Neill".parse::<Name>()?.as_str(), "O'Neill");
/// assert_eq!(format!("{name:?}"), "Name(…)");
/// # Ok::<(), hoso::IssueCode>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Name(Box<str>);

impl Name {
    /// The most characters.
    pub const MAX: usize = 100;

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The one way to write an apostrophe or a dash.
const fn plain(char: char) -> char {
    match char {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        _ if is_dash(char) => '-',
        _ => char,
    }
}

impl FromStr for Name {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        let mut name = tidy(text, Self::MAX)?;
        let allowed = |char: char| char.is_alphabetic() || nfc::is_mark(char) || matches!(char, ' ' | '.' | '\'' | '-');
        if name.chars().any(|char| plain(char) != char) {
            name = name.chars().map(plain).collect();
        }
        let is_name = name.chars().any(char::is_alphabetic) && name.chars().all(allowed);
        if is_name { Ok(Self(name.into())) } else { Err(IssueCode::NotAName) }
    }
}

/// An email address: at most 254 characters, one `@` with 1 to 64 characters before it, and after it a domain of two
/// labels or more. Before the `@` stand letters, digits and ``!#$%&'*+/=?^_`{|}~-``, with single dots between them;
/// labels are 1 to 63 letters, digits and `-`, which stands at neither end. Not all that RFC 5322 allows, but all that
/// is in use: no quoted names, no comments, no addresses without a domain. By hand, because the crates that read addresses
/// go by the RFC: they accept what no office's register takes.
#[derive(Clone, Eq, PartialEq)]
pub struct Email(Box<str>);

impl Email {
    /// The most characters.
    pub const MAX: usize = 254;

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is parts of 1 to `max` characters that pass a test, with a dot between them.
fn dotted(text: &str, max: usize, allowed: impl Fn(char) -> bool) -> bool {
    let part = |part: &str| (1..=max).contains(&part.chars().count()) && part.chars().all(&allowed);
    text.split('.').all(part)
}

impl FromStr for Email {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        let text = tidy(text, Self::MAX)?;
        let is_email = text.split_once('@').is_some_and(|(mailbox, domain)| {
            let sign = |char| char_is_word(char) || "!#$%&'*+/=?^_`{|}~".chars().any(|sign| sign == char);
            let edge = |label: &str| label.starts_with('-') || label.ends_with('-');
            let is_mailbox = mailbox.chars().count() <= 64 && dotted(mailbox, 64, sign);
            is_mailbox && domain.contains('.') && dotted(domain, 63, char_is_word) && !domain.split('.').any(edge)
        });
        if is_email { Ok(Self(text.into())) } else { Err(IssueCode::NotAnEmail) }
    }
}

/// Whether this may stand anywhere in an address: a letter of any script with its marks, a digit, a dash.
fn char_is_word(char: char) -> bool {
    char.is_alphanumeric() || nfc::is_mark(char) || char == '-'
}

/// Reads a text of at most `max` characters.
fn read<T: FromStr<Err = IssueCode>>(node: &Node<'_>, max: usize, at: &Path<'_>, issues: &mut Issues) -> Option<T> {
    let parsed = read::text(node, at, issues)?.parse();
    parsed
        .map_err(|code| {
            let params = match code {
                IssueCode::TooShort => Params::new().with("min", 1),
                IssueCode::TooLong => Params::new().with("max", i64::try_from(max).unwrap_or(i64::MAX)),
                _ => Params::new(),
            };
            issues.add(code, at, params);
        })
        .ok()
}

/// What is typed may be longer than what is kept, so the schema sets no length.
macro_rules! words {
    ($( [$($generics:tt)*] $type:ty, $name:literal, $max:expr, $schema:expr; )+) => { $(
        impl $($generics)* fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($name, "(…)"))
            }
        }

        impl $($generics)* Shape for $type {
    const KIND: Kind = Kind::Text;
            fn hole(_: Seal) -> Self {
                Self(Box::default())
            }
            fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
                read(node, $max, at, issues)
            }
            fn schema(_: &mut Schemas) -> Value {
                $schema
            }
        }

        impl $($generics)* Write for $type {
            fn write(&self, to: &mut dyn Sink, _: Language) {
                to.text(&self.0);
            }
        }
    )+ };
}

words! {
    [<const MAX: usize>] Tidy<MAX>, "Tidy", MAX, json!({ "type": "string" });
    [] Name, "Name", Self::MAX, json!({ "type": "string" });
    [] Email, "Email", Self::MAX, json!({ "type": "string", "format": "email" });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: FromStr<Err = IssueCode>>(text: &str) -> Option<IssueCode> {
        text.parse::<T>().err()
    }

    #[test]
    fn lengths_are_of_what_is_kept() {
        // Three characters each as typed, one as kept.
        let typed = "e\u{323}\u{302}".repeat(100);
        assert_eq!(typed.parse::<Name>().unwrap().as_str(), "ệ".repeat(100));
        assert_eq!(code::<Name>(&"ệ".repeat(101)), Some(IssueCode::TooLong));
        assert_eq!(code::<Tidy<5>>(&format!("a{}b", " \u{a0}\n".repeat(1000))), None);
        assert_eq!(code::<Tidy<5>>(" \u{a0}\t"), Some(IssueCode::TooShort));
        assert_eq!(code::<Tidy<5>>("a\u{0}"), Some(IssueCode::ControlCharacter));
        assert_eq!(code::<Tidy<5>>(&"\u{302}\u{323}".repeat(1 << 20)), Some(IssueCode::TooLong));
    }

    #[test]
    fn names() {
        for name in
            ["Y Moan Êñuôl", "Ê\u{306}ban", "Ж. Иванов", "山田太郎", "D'Artagnan", "Anne-Marie", "Công ty T.N.H.H."]
        {
            assert_eq!(name.parse::<Name>().unwrap().as_str(), name);
        }
        for name in ["Nguyễn Văn A1", "a@b", "...", "-", "a,b", "a\u{200b}b"] {
            assert_eq!(code::<Name>(name), Some(IssueCode::NotAName), "{name}");
        }
    }

    #[test]
    fn email_addresses() {
        for email in ["a@b.vn", "van.a+thu-tuc@so-noi-vu.binhduong.gov.vn", "o'neil@x.y.z", "nguyễn@tên-miền.vn"] {
            assert_eq!(format!(" {email}\n").parse::<Email>().unwrap().as_str(), email);
        }
        let long = format!("{}@b.vn", "a".repeat(65));
        for email in [
            "a",
            "a@b",
            "@b.vn",
            "a@",
            "a@@b.vn",
            "a@b@c.vn",
            "a b@c.vn",
            ".a@b.vn",
            "a.@b.vn",
            "a..b@c.vn",
            "a@.vn",
            "a@b.",
            "a@-b.vn",
            "a@b-.vn",
            "a@b_c.vn",
            "\"a\"@b.vn",
            "a,b@c.vn",
            &long,
        ] {
            assert_eq!(code::<Email>(email), Some(IssueCode::NotAnEmail), "{email}");
        }
        assert_eq!(code::<Email>(&format!("a@{}vn", "b.".repeat(200))), Some(IssueCode::TooLong));
    }
}
