//! A form is looked at as it was filled in: right, or with every issue; and its price, before it is complete.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::asked::{Asked, PricedCarriage};
use super::kind::{Form, Options};
use super::message;
use super::request::{IntakeRequest, ReturnRequest};
use super::required::put_required;
use super::words::seen;
use crate::rulebook::Rulebook;
use crate::wire::write::entry;
use crate::wire::{Date, Grams, Issues, Kind, Language, Node, Path, Schemas, Shape, Sink, Write, write};

/// A form that is right, in its normal form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Filled {
    /// The result is asked for by post.
    ReturnRequest(ReturnRequest),
    /// A dossier is sent by post.
    IntakeRequest(IntakeRequest),
}

impl Write for Filled {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        match self {
            Self::ReturnRequest(form) => form.write(to, language),
            Self::IntakeRequest(form) => form.write(to, language),
        }
    }
}

/// Read back by what only the one form has: papers that are sent.
impl Shape for Filled {
    const KIND: Kind = Kind::Open;

    fn hole(seal: crate::wire::shape::Seal) -> Self {
        Self::ReturnRequest(ReturnRequest::hole(seal))
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        match super::asked::value(node, "documents") {
            Some(_) => IntakeRequest::read(node, at, issues).map(Self::IntakeRequest),
            None => ReturnRequest::read(node, at, issues).map(Self::ReturnRequest),
        }
    }
    fn schema(schemas: &mut Schemas) -> Value {
        json!({ "anyOf": [ReturnRequest::schema(schemas), IntakeRequest::schema(schemas)] })
    }
}

/// Holds a form that was filled in against its rules, and against a rulebook if one is given.
///
/// ```
/// use hoso::form::{validate, Form, Options};
/// use hoso::wire::Node;
/// let issues = validate(Form::ReturnRequest, Node::parse(r#"{"agency": "h15.50", "consent": false}"#)?, &Options::default());
/// let issues = issues.unwrap_err();
/// let found: Vec<_> = issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect();
/// assert!(found.contains(&("consent_required", "/consent")) && found.contains(&("missing", "/applicant/name")));
/// # Ok::<(), hoso::Issues>(())
/// ```
///
/// # Errors
/// Every issue at once: of each field, across fields as far as these are valid, and by the rulebook.
pub fn validate(form: Form, value: Node<'_>, options: &Options<'_>) -> Result<Filled, Issues> {
    match form {
        Form::ReturnRequest => ReturnRequest::validate(value, options).map(Filled::ReturnRequest),
        Form::IntakeRequest => IntakeRequest::validate(value, options).map(Filled::IntakeRequest),
    }
}

/// [`validate`] from JSON text to JSON text: `{"ok":true,"value":…}` or `{"ok":false,"issues":[…]}`.
pub fn validate_json(form: Form, json: &str, options: &Options<'_>, language: Language) -> String {
    let filled = Node::parse(json).and_then(|value| validate(form, value, options));
    write::json(&Checked(filled), language)
}

/// What the carriage that a form asks for costs, whether the form is complete or not: it reads agency, procedure, place,
/// options, categories and boxes. One answer, or two where a way has a contract of its own.
///
/// # Errors
/// Every issue of what a price needs; `missing` at `/address/place` for a dossier that the person takes to the counter.
pub fn preview<'r>(
    form: Form,
    mut value: Node<'_>,
    rulebook: &'r Rulebook,
    on: Date,
    weight: Grams,
) -> Result<Vec<PricedCarriage<'r>>, Issues> {
    as_seen(&mut value);
    let mut issues = Issues::new();
    let asked = Asked::read(form, &value, Some(rulebook), &mut issues);
    let quoted = asked.quote(rulebook, on, weight, issues);
    quoted.map_err(|issues| message::put(issues, &value, Some(rulebook)))
}

/// [`preview`] from JSON text to JSON text: `{"ok":true,"value":[…]}` or `{"ok":false,"issues":[…]}`.
pub fn preview_json(
    form: Form,
    json: &str,
    rulebook: &Rulebook,
    on: Date,
    weight: Grams,
    language: Language,
) -> String {
    let priced = Node::parse(json).and_then(|value| preview(form, value, rulebook, on, weight));
    write::json(&Checked(priced), language)
}

/// Issues of what a form is held against, of `/on` and `/weight_grams`, as sentences for the person who fills it in; for
/// bindings, which read these beside the form.
pub fn said_to_person(issues: Issues) -> Issues {
    message::put(issues, &Node::Null, None)
}

/// The JSON Schema (2020-12) of what may be filled in. What it refuses, [`validate`] refuses, unless it is only for what
/// cannot be seen; what it accepts may still be wrong, because a text is held against its rules when it has its normal form.
pub fn schema(form: Form) -> Value {
    let mut schema = match form {
        Form::ReturnRequest => Schemas::shipped::<ReturnRequest>("hoso return request", "urn:hoso:return-request"),
        Form::IntakeRequest => Schemas::shipped::<IntakeRequest>("hoso intake request", "urn:hoso:intake-request"),
    };
    blank_where_null(&mut schema);
    schema
}

/// Where a value may be null it may be blank.
fn blank_where_null(schema: &mut Value) {
    match schema {
        Value::Array(either) => {
            either.iter_mut().for_each(blank_where_null);
            if either.contains(&json!({ "type": "null" })) {
                either.push(json!({ "type": "string", "pattern": r"^\s*$" }));
            }
        }
        Value::Object(map) => map.values_mut().for_each(blank_where_null),
        _ => {}
    }
}

/// An answer beside whether it is one: a value, or the issues.
struct Checked<T>(Result<T, Issues>);

impl<T: Write> Write for Checked<T> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        entry(to, "ok", &self.0.is_ok(), language);
        match &self.0 {
            Ok(value) => entry(to, "value", value, language),
            Err(issues) => issues.write_entry(to, language),
        }
        to.end_object();
    }
}

/// The form as whoever filled it in sees it: without what cannot be seen, and a blank text means the same as an absent key.
pub(super) fn as_seen(value: &mut Node<'_>) {
    match value {
        Node::Text(text) => {
            if let Cow::Owned(seen) = seen(text) {
                *text = Cow::Owned(seen);
            }
        }
        Node::List(list) => list.iter_mut().for_each(as_seen),
        Node::Object(entries) => {
            for (_, value) in entries {
                as_seen(value);
                if matches!(value, Node::Text(text) if text.trim().is_empty()) {
                    *value = Node::Null;
                }
            }
        }
        _ => {}
    }
}

/// What the forms have in common.
macro_rules! forms {
    ($($name:ident),+) => { $(
        impl $name {
            /// Reads a form from JSON text and looks at it by itself.
            ///
            /// # Errors
            /// Every issue at once.
            pub fn parse(json: &str) -> Result<Self, Issues> {
                Self::validate(Node::parse(json)?, &Options::default())
            }

            /// Holds a form that was filled in against its rules, and against a rulebook if one is given.
            ///
            /// # Errors
            /// As [`validate`].
            pub fn validate(mut value: Node<'_>, options: &Options<'_>) -> Result<Self, Issues> {
                as_seen(&mut value);
                put_required(Form::$name, &mut value);
                let mut issues = Issues::new();
                let form = Self::read(&value, &Path::Root, &mut issues);
                // Its own issues are told already.
                let asked = Asked::read(Form::$name, &value, options.rulebook, &mut Issues::new());
                asked.check(options, &mut issues);
                let form = match (form, asked) {
                    (Some(form), Asked { agency: Some(agency), procedure: Some(procedure), reception: Some(reception), .. }) => {
                        Some(Self { agency, procedure, reception, ..form })
                    }
                    _ => None,
                };
                let form = issues.or(form);
                form.map_err(|issues| message::put(issues, &value, options.rulebook))
            }

            /// The form as JSON text, in its normal form.
            pub fn to_json(&self) -> String {
                write::json(self, Language::default())
            }
        }
    )+ };
}

forms!(ReturnRequest, IntakeRequest);
