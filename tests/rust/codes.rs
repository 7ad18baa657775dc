//! Every code, event and state is produced by some vector.

use std::collections::BTreeSet;

use hoso::{FindingCode, IssueCode, ReasonCode};
use hoso_tests::{folder, read, rules};
use serde_json::Value;

/// Every text that stands under `key` anywhere in a value.
fn gather(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                match value {
                    Value::String(text) if name == key => _ = found.insert(text.clone()),
                    other => gather(other, key, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| gather(value, key, found)),
        _ => {}
    }
}

/// A code that no vector produces is a code that no test would miss.
#[test]
fn every_code_is_produced_by_some_vector() {
    let mut codes = BTreeSet::new();
    for (_, vector) in rules() {
        gather(&vector, "code", &mut codes);
    }
    for name in
        ["issues", "check", "deadlines", "identifiers", "track", "explain", "foreign", "forms", "settle", "reconciling"]
    {
        gather(&read(&folder().join(format!("vectors/{name}.json"))), "code", &mut codes);
    }
    // These need documents too large to keep: tests/rust/documents.rs makes them.
    codes.extend(["too_deep", "too_many_issues", "too_much_to_check"].map(str::to_owned));
    let all = IssueCode::ALL.iter().map(|it| it.as_str());
    let all = all.chain(ReasonCode::ALL.iter().map(|it| it.as_str()));
    let all = all.chain(FindingCode::ALL.iter().map(|it| it.as_str()));
    let all = all.chain(hoso::AnomalyCode::ALL.iter().map(|it| it.as_str()));
    let missing: Vec<&str> = all.filter(|code| !codes.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector produces {missing:?}");
    let (mut kinds, mut states) = (BTreeSet::new(), BTreeSet::new());
    for name in ["track", "tracking"] {
        let tracked = read(&folder().join(format!("vectors/{name}.json")));
        gather(&tracked, "kind", &mut kinds);
        for key in ["state", "from", "to"] {
            gather(&tracked, key, &mut states);
        }
    }
    assert!(hoso::EventKind::ALL.iter().all(|kind| kinds.contains(kind.as_str())), "{kinds:?}");
    assert!(hoso::State::ALL.iter().all(|state| states.contains(state.as_str())), "{states:?}");
}
