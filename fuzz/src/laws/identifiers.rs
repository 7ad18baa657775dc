//! Identifiers of every kind.

use fastrand::Rng;
use hoso::Language;
use hoso::identifier::{IdentifierKind, parse_identifier};
use serde_json::Value;

pub(crate) fn read(text: &str, _: &mut Rng) -> bool {
    let mut any = false;
    // Numbers that may be a person's: an issue must not repeat them.
    let personal: Vec<&str> = text.split(|char: char| !char.is_ascii_digit()).filter(|run| run.len() >= 9).collect();
    for &kind in IdentifierKind::ALL {
        match parse_identifier(kind, text) {
            Ok(identifier) => {
                any = true;
                let normal = identifier.to_string();
                assert_eq!(Ok(&identifier), parse_identifier(kind, &normal).as_ref(), "{kind}: {normal}");
                assert_eq!(identifier.kind(), kind, "{normal}");
                let json: Value = serde_json::from_str(&identifier.to_json()).expect("JSON");
                assert_eq!(json.get("text").and_then(Value::as_str), Some(normal.as_str()), "{kind}");
                let parts = identifier.parts().iter().count();
                assert_eq!(
                    json.get("parts").and_then(Value::as_object).map(serde_json::Map::len),
                    Some(parts),
                    "{kind}: {json}"
                );
                hides(kind, &format!("{identifier:?} {:?}", identifier.parts()), &normal);
            }
            Err(issues) => {
                assert!(!issues.is_empty() && issues.len() <= 16, "{kind}: {issues:?}");
                assert!(issues.iter().all(|issue| issue.path.is_empty()), "{kind}: {issues:?}");
                for language in [Language::Vi, Language::En] {
                    let told = issues.to_json(language);
                    assert!(personal.iter().all(|number| !told.contains(number)), "{kind}: {told}");
                }
            }
        }
    }
    any
}

/// Numbers of people are not shown by `Debug`.
fn hides(kind: IdentifierKind, debug: &str, normal: &str) {
    use IdentifierKind::{CitizenId, OldCitizenId, Phone, TaxCode};
    if matches!(kind, CitizenId | OldCitizenId | Phone | TaxCode) {
        let number = normal.split('-').next().unwrap_or_default();
        assert!(!debug.contains(number), "{kind}: {debug}");
    }
}
