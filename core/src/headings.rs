//! What columns are called: each key of the document, and of the questions that tables ask, with a short heading in both
//! languages and the further names that offices write; keys of the document also have a note in Vietnamese, beside the
//! description of the schema. A key without a heading and a heading without a key fail a test (`tests/rust/headings.rs`).
//!
//! Nothing that answers a question may refer to this: a citizen's page would load every word of it.

mod table;

use serde_json::Value;

use crate::ask::{compensation, deadlines, decide, journey, quarter, quote, reconcile, report, settle, track};
use crate::document::Document;
use crate::rulebook::Rulebook;
use crate::wire::{Keys, Language, Schemas, Shape, Sink, Write};
use table::{HEADINGS, Heading};

/// The headings of every shape of the document and of the questions that tables ask. They are written as an object by the
/// names of shapes, each by its keys.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Headings(pub Vec<ShapeHeadings>);

/// A shape with the headings of its keys.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ShapeHeadings {
    /// The name of the shape: `Procedure`.
    pub shape: &'static str,
    /// Its keys, in the order in which they are written.
    pub keys: Vec<KeyHeading>,
}

/// A key with its headings.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct KeyHeading {
    /// The key: `code`.
    pub key: &'static str,
    /// The heading in Vietnamese.
    pub vi: &'static str,
    /// The heading in English.
    pub en: &'static str,
    /// What offices also write over such a column.
    pub also: &'static [&'static str],
    /// What it means, in Vietnamese; only keys of the document have one.
    pub note: Option<&'static str>,
    /// The list of the document whose ids stand there.
    pub list: Option<&'static str>,
}

/// The headings of every key of the document, and of the questions that tables ask.
///
/// ```
/// let headings = hoso::headings();
/// let procedure = headings.0.iter().find(|it| it.shape == "Procedure").unwrap();
/// let code = &procedure.keys[0];
/// assert_eq!((code.key, code.vi, code.en), ("code", "Mã thủ tục", "Procedure code"));
/// assert!(code.also.contains(&"Mã TTHC"));
/// ```
pub fn headings() -> Headings {
    let of_tables: [(&'static str, Keys); 10] = [
        ("Case", decide::Case::KEYS),
        ("Claim", compensation::Claim::KEYS),
        ("Consignment", quote::Consignment::KEYS),
        ("Dossier", journey::Dossier::KEYS),
        ("Event", track::Event::KEYS),
        ("InvoiceLine", reconcile::InvoiceLine::KEYS),
        ("Moments", deadlines::Moments::KEYS),
        ("QuarterRow", quarter::QuarterRow::KEYS),
        ("ReportRow", report::ReportRow::KEYS),
        ("SettleItem", settle::SettleItem::KEYS),
    ];
    let mut of_document = Schemas::default();
    Document::schema(&mut of_document);
    let shapes = of_document.orders().chain(of_tables);
    Headings(shapes.map(|(shape, keys)| ShapeHeadings { shape, keys: with_headings(shape, keys) }).collect())
}

fn with_headings(shape: &str, keys: Keys) -> Vec<KeyHeading> {
    let said = |key: &'static str| {
        let Heading { vi, en, also, note, list, .. } = *heading(shape, key)?;
        Some(KeyHeading { key, vi, en, also, note, list })
    };
    keys.iter().filter_map(|(key, _)| said(key)).collect()
}

/// The heading of a key: the one that is of this shape, or the one of every shape.
fn heading(shape: &str, key: &str) -> Option<&'static Heading> {
    let of_shape = |it: &&Heading| it.key.strip_prefix(shape).and_then(|rest| rest.strip_prefix('.')) == Some(key);
    HEADINGS.iter().find(of_shape).or_else(|| HEADINGS.iter().find(|it| it.key == key))
}

impl Rulebook {
    /// The JSON Schema (2020-12) of a rulebook's document, with the headings and notes of its keys: `title`, `x-title-vi` and
    /// `x-description-vi`.
    ///
    /// What it refuses, [`Rulebook::parse`] refuses; what it accepts may still have references that lead nowhere.
    pub fn schema() -> Value {
        let mut schema = Schemas::shipped::<Document>("hoso rulebook", "urn:hoso:rulebook");
        add_to(&mut schema);
        schema
    }
}

/// Adds to each key of a schema's shapes its headings and its note: `title`, `x-title-vi` and `x-description-vi`.
fn add_to(schema: &mut Value) {
    let Some(Value::Object(shapes)) = schema.get_mut("$defs") else { return };
    for (shape, schema) in shapes {
        if let Some(Value::Array(alternatives)) = schema.get_mut("oneOf") {
            for one in alternatives {
                add_to_keys(shape, one);
            }
        }
        add_to_keys(shape, schema);
    }
}

fn add_to_keys(shape: &str, schema: &mut Value) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else { return };
    for (key, property) in properties {
        let (Value::Object(property), Some(said)) = (property, heading(shape, key)) else { continue };
        // A key that another excludes is there only to be refused.
        if property.get("type").is_some_and(|of| of == "null") {
            continue;
        }
        property.insert("title".into(), said.en.into());
        property.insert("x-title-vi".into(), said.vi.into());
        if let Some(note) = said.note {
            property.insert("x-description-vi".into(), note.into());
        }
    }
}

impl Write for Headings {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        for shape in &self.0 {
            to.key(shape.shape);
            to.begin_object();
            for key in &shape.keys {
                to.key(key.key);
                key.write(to, language);
            }
            to.end_object();
        }
        to.end_object();
    }
}

impl Write for KeyHeading {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        to.begin_object();
        let texts = [("vi", Some(self.vi)), ("en", Some(self.en)), ("note", self.note), ("list", self.list)];
        for (key, text) in texts {
            if let Some(text) = text {
                to.key(key);
                to.text(text);
            }
        }
        to.key("also");
        to.begin_list();
        for name in self.also {
            to.text(name);
        }
        to.end_list();
        to.end_object();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_of_the_table_is_that_of_some_key() {
        let used: Vec<&Heading> = headings()
            .0
            .iter()
            .flat_map(|shape| shape.keys.iter().filter_map(|key| heading(shape.shape, key.key)))
            .collect();
        for (at, it) in HEADINGS.iter().enumerate() {
            assert!(used.iter().any(|used| used.key == it.key), "{} is of no key", it.key);
            assert!(!HEADINGS[..at].iter().any(|other| other.key == it.key), "{} stands twice", it.key);
        }
    }
}
