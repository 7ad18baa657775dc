//! Words as people type them, made tidy: names, streets, notes, email addresses.
//!
//! What cannot be seen is taken off, white space of any kind is made single and taken off the ends, and letters are composed
//! ([`super::nfc`]); lengths are counted afterwards, in characters. `Debug` shows none of it: it belongs to a person.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

use super::asked::value;
use super::letters::is_letter;
use super::nfc;
use crate::identifier::{is_dash, is_unseen};
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

/// The text without what cannot be seen. Scripts that write with joiners of width zero keep them between their letters.
pub(super) fn seen(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|char| !char.is_ascii() && is_unseen(char)) {
        return Cow::Borrowed(text);
    }
    let mut made = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(char) = rest.next() {
        let beside = [made.chars().next_back(), rest.peek().copied()];
        if !is_unseen(char) || (is_joiner(char) && beside.into_iter().all(|char| char.is_some_and(is_joined))) {
            made.push(char);
        }
    }
    Cow::Owned(made)
}

/// Whether this joins letters, or keeps them from joining.
const fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200c}' | '\u{200d}')
}

/// Whether this belongs to a script that writes with joiners: the blocks from Arabic to Sinhala, Myanmar, Khmer and Mongolian,
/// the later ones of India, and the forms of Arabic.
const fn is_joined(char: char) -> bool {
    let script = matches!(
        char,
        '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{a800}'..='\u{abff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{11000}'..='\u{11fff}'
    );
    script && !is_unseen(char)
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
    let text = &*seen(text);
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

/// The name of a person: 1 to 100 letters of any script with their marks, spaces, `.`, `'` and `-`, a letter among them; or
/// [of an organisation](Name::of_organisation). A typographic apostrophe or dash becomes the plain one. At the beginning of a
/// word, before a vowel, a letter that looks like `Đ` becomes `Đ`: no Vietnamese word has it elsewhere.
///
/// ```
/// use hoso::form::Name;
/// assert_eq!("\u{d0}ặng Guðrún".parse::<Name>()?.as_str(), "Đặng Guðrún");
/// let name: Name = "  Nguye\u{302}\u{303}n\tVăn  O’Đông ".parse()?;
/// assert_eq!(name.as_str(), "Nguyễn Văn O'Đông");
/// assert_eq!("O\u{2bc}Neill".parse::<Name>()?.as_str(), "O'Neill");
/// assert_eq!(format!("{name:?}"), "Name(…)");
/// # Ok::<(), hoso::IssueCode>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Name(Box<str>);

impl Name {
    /// The most characters of a person's.
    pub const MAX: usize = 100;
    /// The most characters of an organisation's.
    pub const MAX_OF_ORGANISATION: usize = 200;

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of whoever is known by a tax code: 1 to 200 letters, digits, spaces and `. , ' - & / ( ) + @ " “ ” :`, a letter
    /// or digit among them.
    ///
    /// # Errors
    /// What is wrong with it: `too_short`, `too_long`, `control_character` or `not_a_name`.
    pub fn of_organisation(text: &str) -> Result<Self, IssueCode> {
        name(text, Self::MAX_OF_ORGANISATION, "0123456789,&/()+@\"“”:")
    }
}

/// A name of at most `max` characters, which besides what every name has may hold these; digits stand for letters too.
fn name(text: &str, max: usize, also: &str) -> Result<Name, IssueCode> {
    let name = with_d(tidy(text, max)?.chars().map(plain));
    let is_own = |char: char| also.chars().any(|own| own == char);
    let allowed =
        |char: char| is_letter(char) || is_joiner(char) || matches!(char, ' ' | '.' | '\'' | '-') || is_own(char);
    let named = |char: char| char.is_alphabetic() || (char.is_ascii_digit() && is_own(char));
    if name.chars().any(named) && name.chars().all(allowed) { Ok(Name(name.into())) } else { Err(IssueCode::NotAName) }
}

/// The text with the letter of Vietnamese for those that look like it, where it alone can be meant.
fn with_d(text: impl Iterator<Item = char>) -> String {
    let mut made = String::new();
    let (mut rest, mut before) = (text.peekable(), ' ');
    while let Some(char) = rest.next() {
        let mut begins = || !is_letter(before) && rest.peek().is_some_and(|next| nfc::is_vowel(*next));
        made.push(match char {
            '\u{d0}' | '\u{189}' if begins() => 'Đ',
            '\u{f0}' | '\u{256}' if begins() => 'đ',
            _ => char,
        });
        before = char;
    }
    made
}

/// Reads the name of a person, or of an organisation where the papers beside it are a tax code.
pub(super) fn read_name(person: &Node<'_>, name: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Name> {
    if is_organisation(person) {
        read(name, Name::MAX_OF_ORGANISATION, Name::of_organisation, at, issues)
    } else {
        Name::read(name, at, issues)
    }
}

/// Whether the papers of a person, or of an organisation, are a tax code.
pub(super) fn is_organisation(person: &Node<'_>) -> bool {
    let kind = value(person, "document").and_then(|papers| value(papers, "kind"));
    matches!(kind, Some(Node::Text(kind)) if kind == "tax_code")
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
        name(text, Self::MAX, "")
    }
}

/// An email address: at most 254 characters, one `@` with 1 to 64 characters before it, and after it a domain of two
/// labels or more. Before the `@` stand letters, digits and ``!#$%&'*+/=?^_`{|}~-``, with single dots between them;
/// labels are 1 to 63 letters, digits and `-`, which stands at neither end; the last ends in no digit, as that of an address of
/// numbers does. Not all that RFC 5322 allows, but all that
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
            let is_numbers = domain.ends_with(|char: char| char.is_ascii_digit());
            let is_domain = domain.contains('.') && dotted(domain, 63, char_is_word) && !domain.split('.').any(edge);
            is_mailbox && is_domain && !is_numbers
        });
        if is_email { Ok(Self(text.into())) } else { Err(IssueCode::NotAnEmail) }
    }
}

/// Whether this may stand anywhere in an address: a letter of any script with its marks, a digit, a dash.
fn char_is_word(char: char) -> bool {
    is_letter(char) || char.is_ascii_digit() || char == '-'
}

/// Reads a text of at most `max` characters.
fn read<T>(
    node: &Node<'_>,
    max: usize,
    parse: fn(&str) -> Result<T, IssueCode>,
    at: &Path<'_>,
    issues: &mut Issues,
) -> Option<T> {
    let parsed = parse(read::text(node, at, issues)?);
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
                read(node, $max, str::parse, at, issues)
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
        for name in [
            "Y Moan Êñuôl",
            "Ê\u{306}ban",
            "Ж. Иванов",
            "山田太郎",
            "D'Artagnan",
            "Anne-Marie",
            "Công ty T.N.H.H.",
            "काव्य",
            "محمد",
            "می\u{200c}خواهم",
            "ක්\u{200d}ෂ",
            "Guðrún",
            "葛\u{e0100}",
        ] {
            assert_eq!(name.parse::<Name>().unwrap().as_str(), name);
        }
        for name in ["Nguyễn Văn A1", "a@b", "...", "-", "a,b", "Công ty TNHH A & B", "a\u{e0200}"] {
            assert_eq!(code::<Name>(name), Some(IssueCode::NotAName), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_taken_off() {
        for (typed, name) in [
            ("\u{feff}Nguyễn\u{200b} \u{ad}Văn\u{200d}An\u{202c}", "Nguyễn VănAn"),
            ("\u{200c}می\u{200c}\u{200c}خواهم\u{200c} \u{200d}", "می\u{200c}خواهم"),
            ("ක\u{200d}\u{61c} A", "ක A"),
        ] {
            let read: Name = typed.parse().unwrap();
            assert_eq!(read.as_str(), name, "{typed:?}");
            assert_eq!(name.parse::<Name>(), Ok(read));
        }
        assert_eq!(code::<Tidy<5>>("\u{200b}\u{2060} \u{feff}"), Some(IssueCode::TooShort));
        assert_eq!("a\u{200b}\u{7}".parse::<Tidy<5>>(), Err(IssueCode::ControlCharacter));
    }

    #[test]
    fn letters_that_look_like_d_with_a_stroke_become_it_where_a_word_begins_with_a_vowel_behind() {
        for (typed, name) in [
            ("\u{d0}ặng", "Đặng"),
            ("\u{189}a\u{302}\u{323}ng \u{f0}ình", "Đậng đình"),
            ("Lê-\u{256}ỗ D'\u{d0}Ức", "Lê-đỗ D'ĐỨc"),
            ("Guðrún Hrafnsdóttir", "Guðrún Hrafnsdóttir"),
            ("\u{d0}rðr a\u{f0}a", "\u{d0}rðr a\u{f0}a"),
        ] {
            assert_eq!(typed.parse::<Name>().unwrap().as_str(), name, "{typed}");
        }
    }

    #[test]
    fn organisations_have_digits_and_signs_too() {
        for name in
            ["Công ty Cổ phần 26", "Công ty TNHH A & B", "26", "HTX (Ấp 3), “A/B”: \"x\" + y@z.", &"ệ".repeat(200)]
        {
            assert_eq!(Name::of_organisation(name).unwrap().as_str(), name);
        }
        assert_eq!(
            Name::of_organisation("Công ty “Ðông Á” – chi nhánh 2’").unwrap().as_str(),
            "Công ty “Đông Á” - chi nhánh 2'"
        );
        for name in ["&", "(.)", "A;B", "A #1", "A_B", "A*"] {
            assert_eq!(Name::of_organisation(name), Err(IssueCode::NotAName), "{name}");
        }
        assert_eq!(Name::of_organisation(&"a".repeat(201)), Err(IssueCode::TooLong));
    }

    #[test]
    fn email_addresses() {
        for email in
            ["a@b.vn", "a@1.vn", "van.a+thu-tuc@so-noi-vu.binhduong.gov.vn", "o'neil@x.y.z", "nguyễn@tên-miền.vn"]
        {
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
            "a@1.2.3.4",
            "a@b.123",
            "a@b.vn1",
            "a,b@c.vn",
            &long,
        ] {
            assert_eq!(code::<Email>(email), Some(IssueCode::NotAnEmail), "{email}");
        }
        assert_eq!(code::<Email>(&format!("a@{}vn", "b.".repeat(200))), Some(IssueCode::TooLong));
    }
}
