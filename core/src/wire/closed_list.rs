//! Closed lists: every code, kind and state that the library can say, declared once.
//!
//! A closed list is an enum whose members have a stable string, a description, and where people read it a
//! message in Vietnamese and English. `ALL` names each member in order, so tests, the schema and the reference
//! page speak about the same list.

/// Declares a closed list of names: `Member = "string"`.
macro_rules! closed_list {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[doc = $doc:literal])+ $member:ident = $text:literal, )+ }) => {
        $(#[$meta])*
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

/// Declares a closed list of messages: `Member = "string" ["param", …], "Vietnamese", "English"`.
///
/// `{param}` in a message stands for the parameter's value.
macro_rules! messages {
    ($(#[$meta:meta])* pub enum $name:ident {
        $( $(#[doc = $doc:literal])+ $member:ident = $text:literal [$($param:literal),*], $vi:literal, $en:literal, )+
    }) => {
        closed_list! { $(#[$meta])* pub enum $name { $( $(#[doc = $doc])+ $member = $text, )+ } }

        impl $name {
            /// The names of the parameters that come with it.
            pub const fn params(self) -> &'static [&'static str] {
                match self { $( Self::$member => &[$($param),*], )+ }
            }

            /// The message, with `{param}` where a parameter's value goes.
            pub const fn template(self, language: $crate::wire::Language) -> &'static str {
                match (self, language) { $(
                    (Self::$member, $crate::wire::Language::Vi) => $vi,
                    (Self::$member, $crate::wire::Language::En) => $en,
                )+ }
            }
        }
    };
}
