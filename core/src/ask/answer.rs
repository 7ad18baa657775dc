//! What every answer has in common.

use serde_json::{Value, json};

use crate::rulebook::Rulebook;
use crate::wire::{Issue, IssueCode, Issues, Language, MAX_SUM, Params, Shape, read, write};

closed_list! {
    /// How an answer came out; the first key of every answer.
    pub enum Outcome {
        /// The post may carry it.
        Covered = "covered", "Được gửi qua bưu điện", "Covered",
        /// The post may not carry it.
        NotCovered = "not_covered", "Không được gửi qua bưu điện", "Not covered",
        /// It has a price.
        Quoted = "quoted", "Tính được cước", "Quoted",
        /// It may be carried, but its price cannot be told.
        NoPrice = "no_price", "Chưa tính được cước", "No price",
        /// It has due days.
        Dated = "dated", "Tính được hạn", "Dated",
        /// It may be carried, but no due day can be told.
        NoDeadline = "no_deadline", "Chưa tính được hạn", "No deadline",
        /// The operator owes.
        Owed = "owed", "Phải bồi thường", "Owed",
        /// The operator does not owe.
        NotOwed = "not_owed", "Không phải bồi thường", "Not owed",
        /// What the operator owes cannot be told: something is not known.
        Incomplete = "incomplete", "Chưa đủ thông tin", "Incomplete",
    }
}

/// Declares an answer that is one of several shapes, told apart by `outcome`.
macro_rules! answer {
    ($(#[doc = $doc:literal])+ pub enum $name:ident<$life:lifetime> {
        $( $(#[doc = $vdoc:literal])+ $variant:ident($ty:ty), )+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Eq, PartialEq)]
        pub enum $name<$life> { $( $(#[doc = $vdoc])+ $variant($ty), )+ }

        impl $name<'_> {
            /// Reads an answer back from its JSON text.
            ///
            /// # Errors
            /// Every issue of the text at once.
            pub fn parse(json: &str) -> Result<Self, $crate::wire::Issues> {
                $crate::wire::read::parse(json)
            }

            /// The answer as JSON text, with messages in Vietnamese.
            pub fn to_json(&self) -> String {
                self.to_json_in($crate::wire::Language::Vi)
            }

            /// The answer as JSON text, with messages in a language.
            pub fn to_json_in(&self, language: $crate::wire::Language) -> String {
                $crate::wire::write::json(self, language)
            }
        }

        impl<$life> $crate::wire::Shape for $name<$life> {
            const KIND: $crate::wire::Kind = $crate::wire::Kind::Open;
            fn hole(seal: $crate::wire::Seal) -> Self {
                shape!(@first seal $( $variant($ty) )+)
            }
            fn read(node: &$crate::wire::Node<'_>, at: &$crate::wire::Path<'_>, issues: &mut $crate::wire::Issues) -> Option<Self> {
                let entries = $crate::wire::read::object(node, at, issues)?;
                let outcome = $crate::wire::read::value(entries, "outcome");
                let allowed = [$( $crate::ask::answer::Outcome::$variant.as_str(), )+];
                match $crate::wire::read::field(outcome, "outcome", $crate::ask::answer::Outcome::absent, at, issues)? {
                    $( $crate::ask::answer::Outcome::$variant => <$ty>::read(node, at, issues).map(Self::$variant), )+
                    _ => {
                        let allowed: Vec<std::borrow::Cow<'static, str>> = allowed.into_iter().map(Into::into).collect();
                        let here = $crate::wire::Path::Key(at, "outcome");
                        issues.add($crate::wire::IssueCode::NotOneOf, &here, $crate::wire::Params::new().with("allowed", allowed));
                        None
                    }
                }
            }

            fn schema(schemas: &mut $crate::wire::Schemas) -> serde_json::Value {
                schemas.define(stringify!($name), |schemas| serde_json::json!({
                    "description": concat!($($doc, "\n"),+).trim(),
                    "oneOf": [$( $crate::ask::answer::kind_schema(
                        <$ty>::schema(schemas), $crate::ask::answer::Outcome::$variant), )+],
                }))
            }
        }

        impl<$life> $crate::wire::Write for $name<$life> {
            fn write(&self, to: &mut dyn $crate::wire::Sink, language: $crate::wire::Language) {
                match self { $( Self::$variant(answer) => answer.write(to, language), )+ }
            }
        }
    };
}

/// The schema of one kind of an answer: its shape, with the outcome that tells it from the others.
pub(crate) fn kind_schema(mut shape: Value, outcome: Outcome) -> Value {
    if let Value::Object(keys) = &mut shape {
        keys.insert("properties".into(), json!({ "outcome": { "const": outcome.as_str() } }));
    }
    shape
}

/// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
pub(crate) fn in_json<Q: Shape, A: Shape>(
    json: &str,
    language: Language,
    answer: impl FnOnce(Q) -> Result<A, Issues>,
) -> String {
    match read::parse(json).and_then(answer) {
        Ok(answer) => write::json(&answer, language),
        Err(issues) => issues.to_json(language),
    }
}

/// A question with one wire shape, and how it is answered.
pub trait Answerable: Shape {
    /// What it is answered with.
    type Answer<'r>: Shape;

    /// Answers it by a rulebook; names are in a language.
    ///
    /// # Errors
    /// What of the question only the rulebook shows to be wrong, all at once.
    fn answer<'r>(&self, rulebook: &'r Rulebook, language: Language) -> Result<Self::Answer<'r>, Issues>;
}

/// The issue of an answer that adds up to too much.
pub(crate) fn too_large() -> Issues {
    Issue::new(IssueCode::TooLarge, "", Params::new().with("max", MAX_SUM)).into()
}

/// A sum, when an answer may hold it.
pub(crate) fn within(sum: i128) -> Result<i64, Issues> {
    i64::try_from(sum).ok().filter(|sum| sum.abs() <= MAX_SUM).ok_or_else(too_large)
}

/// Adds a source to a list in which each stands once.
pub(crate) fn cite<'r>(sources: &mut Vec<std::borrow::Cow<'r, str>>, source: Option<&'r str>) {
    if let Some(source) = source
        && !sources.iter().any(|cited| cited == source)
    {
        sources.push(source.into());
    }
}
