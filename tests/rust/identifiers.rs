//! The shared vectors of identifiers, made by hand: the whole answer, messages aside.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use hoso::Language;
use hoso::identifier::{IdentifierKind, parse_identifier};
use serde_json::Value;

#[test]
fn identifiers() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors/identifiers.json");
    let vectors: Vec<Value> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert!(vectors.len() >= 60);
    let mut seen = BTreeSet::new();
    for (index, vector) in vectors.iter().enumerate() {
        let kind = IdentifierKind::from_name(vector["kind"].as_str().unwrap()).unwrap();
        let json = match parse_identifier(kind, vector["text"].as_str().unwrap()) {
            Ok(identifier) => identifier.to_json(),
            Err(issues) => issues.to_json(Language::Vi),
        };
        let mut answer: Value = serde_json::from_str(&json).unwrap();
        for issue in answer.get_mut("issues").and_then(Value::as_array_mut).into_iter().flatten() {
            let message = issue.as_object_mut().unwrap().remove("message");
            assert!(message.is_some_and(|message| message.as_str() != Some("")), "{index}");
        }
        assert_eq!(answer, vector["answer"], "{index}: {vector}");
        seen.insert((kind, answer.get("issues").is_some()));
    }
    for kind in IdentifierKind::ALL {
        assert!(seen.contains(&(*kind, true)) && seen.contains(&(*kind, false)), "{kind}");
    }
}
