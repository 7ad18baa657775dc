//! Closed lists: every code, kind and state that the library can say, declared once.
//!
//! A closed list is an enum whose members have a stable string, a description, and what people read in Vietnamese and
//! English: a label, or a message with parameters. `ALL` names each member in order, so tests, the schema and the
//! reference page speak about the same list; `core/src/lists.rs` names every list.

use crate::wire::Language;

/// What every closed list says of itself, for whoever shows them all.
pub trait ClosedList: Copy + 'static {
    /// The name of the type.
    const NAME: &'static str;
    /// What it lists, as its comment says it.
    const ABOUT: &'static str;
    /// Every member, in order.
    const MEMBERS: &'static [Self];

    /// The stable string of a member.
    fn name(self) -> &'static str;
    /// What a member means, as its comment says it.
    fn meaning(self) -> &'static str;
    /// The names of the parameters of a message; a label has none.
    fn parameters(self) -> Option<&'static [&'static str]>;
    /// The label or the message, with `{param}` where a parameter's value goes.
    fn words(self, language: Language) -> &'static str;
}

/// Declares the enum of a closed list, whatever its members say: `Member = "string"`.
macro_rules! members {
    (
        $(#[doc = $about:literal])+ $(#[non_exhaustive $($open:tt)*])?
        pub enum $name:ident { $( $(#[doc = $doc:literal])+ $member:ident = $text:literal, )+ }
    ) => {
        $(#[doc = $about])+
        $(#[non_exhaustive $($open)*])?
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum $name { $( $(#[doc = $doc])+ $member, )+ }

        impl $name {
            /// Every member, in order.
            pub const ALL: &'static [Self] = &[$( Self::$member, )+];

            /// The stable string, as it stands in documents, questions and answers.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$member => $text, )+ }
            }

            /// The member whose string this is.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.as_str() == name)
            }

            /// What the member means, as the reference page says it.
            pub const fn describe(self) -> &'static str {
                match self { $( Self::$member => concat!($($doc, "\n"),+), )+ }
            }

            const ABOUT: &'static str = concat!($($about, "\n"),+);
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }

        impl $crate::wire::Shape for $name {
            const KIND: $crate::wire::Kind = $crate::wire::Kind::Text;
            fn hole(_: $crate::wire::Seal) -> Self {
                let [first, ..] = [$( Self::$member, )+];
                first
            }
            fn read(node: &$crate::wire::Node<'_>, at: &$crate::wire::Path<'_>, issues: &mut $crate::wire::Issues) -> Option<Self> {
                let at = $crate::wire::read::one_of(node, &[$( $text, )+], at, issues)?;
                Self::ALL.get(at).copied()
            }
            fn schema(_: &mut $crate::wire::Schemas) -> serde_json::Value {
                let names: Vec<&str> = Self::ALL.iter().map(|member| member.as_str()).collect();
                serde_json::json!({ "enum": names })
            }
        }

        impl $crate::wire::Write for $name {
            fn write(&self, to: &mut dyn $crate::wire::Sink, _: $crate::wire::Language) {
                to.text(self.as_str());
            }
        }
    };
}

/// Says what a list says of itself: how it has parameters, and its words.
macro_rules! listed {
    ($name:ident, $parameters:expr, $words:expr) => {
        impl $crate::wire::ClosedList for $name {
            const NAME: &'static str = stringify!($name);
            const ABOUT: &'static str = Self::ABOUT;
            const MEMBERS: &'static [Self] = Self::ALL;

            fn name(self) -> &'static str {
                self.as_str()
            }
            fn meaning(self) -> &'static str {
                self.describe()
            }
            fn parameters(self) -> Option<&'static [&'static str]> {
                $parameters(self)
            }
            fn words(self, language: $crate::wire::Language) -> &'static str {
                $words(self, language)
            }
        }
    };
}

/// Declares the words of a list's members in both languages, by a method's name.
macro_rules! in_both_languages {
    ($(#[doc = $doc:literal])+ $method:ident: $name:ident { $( $member:ident: $vi:literal, $en:literal; )+ }) => {
        impl $name {
            $(#[doc = $doc])+
            pub const fn $method(self, language: $crate::wire::Language) -> &'static str {
                match (self, language) { $(
                    (Self::$member, $crate::wire::Language::Vi) => $vi,
                    (Self::$member, $crate::wire::Language::En) => $en,
                )+ }
            }
        }
    };
}

/// Declares a closed list of names: `Member = "string", "Vietnamese", "English"`.
///
/// A label stands alone, as in the cell of a table, so it begins with a capital.
macro_rules! closed_list {
    ($(#[$($meta:tt)+])* pub enum $name:ident {
        $( $(#[doc = $doc:literal])+ $member:ident = $text:literal, $vi:literal, $en:literal, )+
    }) => {
        members! { $(#[$($meta)+])* pub enum $name { $( $(#[doc = $doc])+ $member = $text, )+ } }
        in_both_languages! {
            /// The label that people read, where it stands alone.
            label: $name { $( $member: $vi, $en; )+ }
        }
        listed!($name, |_| None, Self::label);
    };
}

/// Declares a closed list of messages: `Member = "string" ["param", …], "Vietnamese", "English"`.
///
/// `{param}` in a message stands for the parameter's value.
macro_rules! messages {
    ($(#[$($meta:tt)+])* pub enum $name:ident {
        $( $(#[doc = $doc:literal])+ $member:ident = $text:literal [$($param:literal),*], $vi:literal, $en:literal, )+
    }) => {
        members! { $(#[$($meta)+])* pub enum $name { $( $(#[doc = $doc])+ $member = $text, )+ } }
        in_both_languages! {
            /// The message, with `{param}` where a parameter's value goes.
            template: $name { $( $member: $vi, $en; )+ }
        }
        listed!($name, |code: Self| Some(code.params()), Self::template);

        impl $name {
            /// The names of the parameters that come with it.
            pub const fn params(self) -> &'static [&'static str] {
                match self { $( Self::$member => &[$($param),*], )+ }
            }
        }
    };
}
