//! Headings: every key of the document and of the questions that tables ask has one, in both languages.

use std::collections::{BTreeMap, BTreeSet};

use hoso::document::Document;
use hoso::wire::{Kind, Schemas, Shape};
use hoso::{KeyHeading, headings};

fn document_shapes() -> BTreeSet<&'static str> {
    let mut schemas = Schemas::default();
    Document::schema(&mut schemas);
    schemas.definitions().keys().copied().collect()
}

#[test]
fn every_key_has_a_heading_and_those_of_the_document_a_note() {
    let mut schemas = Schemas::default();
    Document::schema(&mut schemas);
    let told: BTreeMap<_, _> = headings().0.into_iter().map(|it| (it.shape, it.keys)).collect();
    for name in document_shapes() {
        let keys: Vec<&str> = schemas.order_of(name).iter().map(|(key, _)| *key).collect();
        let named: Vec<&str> = told.get(name).into_iter().flatten().map(|it| it.key).collect();
        assert_eq!(named, keys, "{name}: core/src/headings/table.rs has other keys");
        for key in &told[name] {
            assert!(key.note.is_some_and(|note| note.ends_with('.')), "{name}.{}: no note", key.key);
        }
    }
}

#[test]
fn every_key_of_a_table_has_a_heading() {
    for (name, keys) in [
        ("Case", hoso::Case::KEYS),
        ("Claim", hoso::Claim::KEYS),
        ("Consignment", hoso::Consignment::KEYS),
        ("Dossier", hoso::Dossier::KEYS),
        ("Event", hoso::Event::KEYS),
        ("InvoiceLine", hoso::InvoiceLine::KEYS),
        ("Moments", hoso::Moments::KEYS),
        ("QuarterRow", hoso::QuarterRow::KEYS),
        ("ReportRow", hoso::ReportRow::KEYS),
        ("SettleItem", hoso::SettleItem::KEYS),
    ] {
        let headings = headings().0;
        let named = headings.iter().find(|it| it.shape == name).unwrap();
        let named: Vec<&str> = named.keys.iter().map(|it| it.key).collect();
        assert_eq!(named, keys.iter().map(|(key, _)| *key).collect::<Vec<_>>(), "{name}");
    }
}

/// Whoever reads the headings of a table must be able to tell its columns apart.
#[test]
fn no_two_keys_of_a_shape_have_one_heading() {
    for shape in headings().0 {
        for words in [|it: &KeyHeading| it.vi, |it: &KeyHeading| it.en] {
            let all: BTreeSet<&str> = shape.keys.iter().map(words).collect();
            assert_eq!(all.len(), shape.keys.len(), "{}: a heading twice", shape.shape);
        }
    }
}

#[test]
fn every_list_that_a_heading_names_is_one_of_the_document() {
    let lists: BTreeSet<&str> =
        Document::KEYS.iter().filter(|(_, kind)| matches!(kind, Kind::List(_))).map(|(key, _)| *key).collect();
    for key in headings().0.iter().flat_map(|shape| &shape.keys) {
        assert!(key.list.is_none_or(|list| lists.contains(list)), "{}: {:?}", key.key, key.list);
    }
}

#[test]
fn editors_see_headings_and_notes_in_both_languages() {
    let schema = hoso::Rulebook::schema();
    let code = &schema["$defs"]["Procedure"]["properties"]["code"];
    assert_eq!((&code["title"], &code["x-title-vi"]), (&"Procedure code".into(), &"Mã thủ tục".into()));
    assert_eq!(code["x-description-vi"], "Mã của thủ tục.");
    assert_eq!(schema["$defs"]["Selector"]["oneOf"][2]["properties"]["all"]["x-title-vi"], "Mọi cơ quan");
}
