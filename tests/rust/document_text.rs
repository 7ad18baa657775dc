//! Documents as texts: the normal form means the same and is always the same, and parts merged are the whole.

use hoso::{IssueCode, Language, Rulebook, format_document, merge_documents, split_document};
use hoso_tests::rules;
use proptest::prelude::*;
use serde_json::{Value, json};

const EXAMPLES: [&str; 2] =
    [include_str!("../../examples/data/binh-duong.json"), include_str!("../../examples/data/public-post.json")];

fn documents() -> Vec<String> {
    let vectors = rules().into_iter().map(|(_, vector)| vector["rulebook"].to_string());
    EXAMPLES.iter().map(|text| (*text).to_owned()).chain(vectors).collect()
}

/// The text of a value with the keys of its objects in an order that a seed makes, with white space and free keys.
fn shaken(value: &Value, seed: &mut u64) -> String {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    match value {
        Value::Object(map) => {
            let mut entries: Vec<String> =
                map.iter().map(|(key, value)| format!("{}:\t{}", json!(key), shaken(value, seed))).collect();
            let turn = usize::try_from(*seed >> 33).unwrap() % entries.len().max(1);
            entries.rotate_left(turn);
            // Not among keys that are ids: there nothing else may stand.
            if map.contains_key("id") || map.contains_key("code") {
                entries.insert(turn / 2, format!(r#""x_note": {{"z": 1.50, "a": [{turn}, 1e2, null]}}"#));
            }
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(list) => {
            format!("[\n{}]", list.iter().map(|it| shaken(it, seed)).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

fn texts(parts: &[(String, String)]) -> Vec<&str> {
    parts.iter().map(|(_, text)| text.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(hoso_tests::cases(40)))]

    #[test]
    fn the_normal_form_means_the_same_and_is_always_the_same(
        document in any::<prop::sample::Index>(), seed in any::<u64>(),
    ) {
        let document = document.get(&documents()).clone();
        let text = shaken(&serde_json::from_str(&document).unwrap(), &mut seed.clone());
        let normal = format_document(&text).unwrap();
        prop_assert_eq!(&format_document(&normal).unwrap(), &normal);
        prop_assert!(normal.contains("1.50") && normal.contains("1e2"));
        // Nothing that is read changes, and nothing else is lost.
        let read = |text: &str| Rulebook::parse(text).unwrap().to_json();
        prop_assert_eq!(read(&normal), read(&text));
        let notes = |text: &str| text.matches("x_note").count();
        prop_assert_eq!(notes(&normal), notes(&text));
        // It is the library's own text, line by line, without what means nothing.
        let own = read(&text);
        let lines = format_document(&own).unwrap();
        let joined: String = lines.lines().map(|line| line.trim_start().replacen("\": ", "\":", 1)).collect();
        prop_assert_eq!(joined, regex::Regex::new(r#","[a-z_]+":\[\]|"[a-z_]+":\[\],?"#).unwrap().replace_all(&own, ""));
    }

    #[test]
    fn parts_merged_are_the_whole(document in any::<prop::sample::Index>(), seed in any::<u64>(), turn in any::<prop::sample::Index>()) {
        let document = document.get(&documents()).clone();
        let text = shaken(&serde_json::from_str(&document).unwrap(), &mut seed.clone());
        let normal = format_document(&text).unwrap();
        let mut parts = split_document(&text).unwrap();
        prop_assert_eq!(&merge_documents(&texts(&parts)).unwrap(), &normal);
        // Lists are parts of their own, so their order does not matter; and what stands twice stands once.
        let turn = turn.index(parts.len());
        parts.rotate_left(turn);
        parts.extend(parts.clone());
        prop_assert_eq!(&merge_documents(&texts(&parts)).unwrap(), &normal);
        prop_assert_eq!(&merge_documents(&[&normal]).unwrap(), &normal);
    }
}

fn told(texts: &[&str]) -> Vec<(String, String)> {
    let issues = merge_documents(texts).unwrap_err();
    issues.iter().map(|issue| (issue.code.as_str().to_owned(), issue.path.clone())).collect()
}

#[test]
fn what_is_defined_twice_and_differs_is_told_with_both_places() {
    let a = r#"{"hoso": 1, "id": "r", "fields": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}], "x_by": 1.0}"#;
    let b = r#"{"id": "q", "fields": [{"id": "b", "name": "Bê"}, {"name": "A", "id": "a"}], "x_by": 1}"#;
    let wrong = [("contradicts", "/1/id"), ("duplicate", "/1/fields/0/id"), ("contradicts", "/1/x_by")];
    assert_eq!(told(&[a, b]), wrong.map(|(code, path)| (code.to_owned(), path.to_owned())));
    let issues = merge_documents(&[a, b]).unwrap_err();
    let messages: Vec<String> = issues.iter().map(|issue| issue.message(Language::En)).collect();
    assert!(messages.iter().any(|message| message.contains("/0/fields/1")), "{messages:?}");
    // A text that cannot be read is told with the others.
    assert_eq!(told(&["[]", "{", a])[..2], [("wrong_type".into(), "/0".into()), ("not_json".into(), "/1".into())]);
}

#[test]
fn free_keys_stand_last_and_the_schema_first() {
    let text = r#"{"x_top": 1, "$schema": "s", "title": "T", "x_title": 2, "zones": null, "x_zones": 3, "hoso": 1, "hoso_": 4}"#;
    let normal = format_document(text).unwrap();
    let keys: Vec<&str> = normal.lines().filter_map(|line| line.trim().split('"').nth(1)).collect();
    assert_eq!(keys, ["$schema", "hoso", "title", "x_top", "x_title", "x_zones", "hoso_"]);
    assert_eq!(format_document(&normal).unwrap(), normal);
}

#[test]
fn a_key_that_stands_twice_is_told_and_nothing_is_dropped() {
    let issues = format_document(r#"{"zones": [{"id": "a", "id": "b"}], "zones": []}"#).unwrap_err();
    let told: Vec<_> = issues.iter().map(|issue| (issue.code, issue.path.as_str())).collect();
    assert_eq!(told, [(IssueCode::DuplicateKey, "/zones/0/id"), (IssueCode::DuplicateKey, "/zones")]);
}
