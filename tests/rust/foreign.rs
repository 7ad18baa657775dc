//! Codes of other systems: every line of every table, and what is said of codes that no table has.

use std::collections::BTreeSet;

use hoso::{
    DossierState, EventKind, FailureReason, ForeignEvent, ForeignSystem, Language, Meaning, Told, event_of,
    event_of_json, track_json,
};
use hoso_tests::{answer_of, folder, read};
use serde_json::{Value, json};

fn vectors() -> Value {
    read(&folder().join("vectors/foreign.json"))
}

/// Each table has the lines that were written by hand from what is known of the system, and no other.
#[test]
fn each_table_is_the_one_written_by_hand() {
    let tables = &vectors()["tables"];
    assert_eq!(tables.as_object().unwrap().len(), ForeignSystem::ALL.len());
    for system in ForeignSystem::ALL {
        let table = tables[system.as_str()].as_object().unwrap();
        assert_eq!(system.codes().count(), table.len(), "{system}");
        for (code, expected) in table {
            let answer = event_of(*system, code.as_str());
            let told = match answer.meaning {
                Meaning::Event => json!(answer.kind.unwrap().as_str()),
                Meaning::Reason => json!(format!("because {}", answer.reason.unwrap())),
                Meaning::Nothing => Value::Null,
                Meaning::Unknown => json!("unknown"),
            };
            assert_eq!(told, *expected, "{system} {code}");
        }
    }
}

#[test]
fn every_kind_and_reason_that_a_table_names_exists() {
    for &system in ForeignSystem::ALL {
        let mut seen = BTreeSet::new();
        for code in system.codes() {
            assert!(seen.insert(code.to_ascii_lowercase()), "{system}: {code} twice");
            let answer = event_of(system, code);
            let json: Value = serde_json::from_str(&answer.to_json()).unwrap();
            if let Some(kind) = json["kind"].as_str() {
                assert!(EventKind::from_name(kind).is_some(), "{system} {code}: {kind}");
            }
            if let Some(reason) = json["reason"].as_str() {
                assert!(FailureReason::from_name(reason).is_some(), "{system} {code}: {reason}");
            }
            // No table voids events or pays claims; nothing is said without a name and a source.
            assert!(!matches!(answer.kind, Some(EventKind::Void | EventKind::ClaimSettled)), "{system} {code}");
            assert!(answer.name.is_some_and(|name| !name.is_empty()) && answer.verified.is_some(), "{system} {code}");
            assert_eq!(ForeignEvent::parse(&json.to_string()).unwrap().to_json(), event_of(system, code).to_json());
        }
        assert!(!seen.is_empty() && system.source().len() > 20, "{system}");
    }
}

#[test]
fn the_answers_are_those_written_by_hand() {
    for case in vectors()["cases"].as_array().unwrap() {
        let json = event_of_json(&case["question"].to_string(), Language::Vi);
        let mut answer = answer_of(&json);
        if let Some(issues) = answer.get_mut("issues").and_then(Value::as_array_mut) {
            for issue in issues {
                issue.as_object_mut().unwrap().remove("params");
            }
        } else {
            let source = answer.as_object_mut().unwrap().remove("source").unwrap();
            let system = ForeignSystem::from_name(case["question"]["system"].as_str().unwrap()).unwrap();
            assert_eq!(source, system.source());
        }
        assert_eq!(answer, case["answer"], "{}", case["describes"]);
    }
}

/// What is told by a code is the event that the code is of; what is none is refused by its name.
#[test]
fn an_event_may_be_told_by_a_code() {
    for case in vectors()["told"].as_array().unwrap() {
        let told = case["told"].to_string();
        let mut answer = match Told::parse(&told) {
            Ok(told) => answer_of(&hoso::wire::write::json(&told, Language::Vi)),
            Err(issues) => answer_of(&issues.to_json(Language::Vi)),
        };
        if case["answer"]["issues"][0].get("params").is_none() {
            let issues = answer.get_mut("issues").and_then(Value::as_array_mut);
            issues.into_iter().flatten().for_each(|it| _ = it.as_object_mut().unwrap().remove("params"));
        }
        assert_eq!(answer, case["answer"], "{}", case["describes"]);
        // In a list the path leads to the event.
        let several = Told::parse_list(&format!("[{told},{told}]"));
        assert_eq!(several.is_ok(), answer.get("issues").is_none());
        let at: Vec<String> = several.err().iter().flatten().map(|issue| issue.path.clone()).collect();
        let path = case["answer"]["issues"][0]["path"].as_str();
        assert_eq!(
            at,
            path.map_or(vec![], |path| vec![format!("/0{path}"), format!("/1{path}")]),
            "{}",
            case["describes"]
        );
    }
}

/// Every code of every table is an event, or refused by its name.
#[test]
fn every_code_is_told_or_refused_by_name() {
    for &system in ForeignSystem::ALL {
        for code in system.codes() {
            let told = json!({ "id": "e", "consignment": "c", "system": system.as_str(), "code": code, "at": "2026-10-01T08:30:00+07:00" });
            let meant = event_of(system, code);
            match Told::parse(&told.to_string()) {
                Ok(told) => assert_eq!(Some(told.event().kind()), meant.kind),
                Err(issues) => {
                    assert!(meant.kind.is_none(), "{system} {code}: {issues}");
                    assert!(issues.to_string().contains(&*meant.name.unwrap()), "{issues}");
                }
            }
        }
    }
}

#[test]
fn keys_stand_in_order() {
    let json = event_of_json(r#"{"code": "2", "system": "national_portal"}"#, Language::Vi);
    let expected = concat!(
        r#"{"system":"national_portal","code":"2","meaning":"event","name":"Được tiếp nhận","kind":"delivered","leg":"intake","#,
        r#""state":"received","verified":true,"source":""#,
    );
    assert!(json.starts_with(expected), "{json}");
}

/// What a feed of Vietnam Post's numbers tells is a history: each event may happen where it stands, and who is told that it
/// turned back twice turns it back once.
#[test]
fn a_feed_of_vietnam_posts_numbers_is_a_history() {
    let told = |codes: &[&str]| {
        let kinds = codes.iter().filter_map(|code| event_of(ForeignSystem::MyVnpost, *code).kind);
        let events = kinds.enumerate().map(|(n, kind)| {
            json!({ "id": format!("e{n}"), "consignment": "RB123456785VN", "kind": kind.as_str(), "reason": "addressee_absent",
                "at": format!("2026-10-01T{:02}:00:00+07:00", 7 + n) })
        });
        let tracking = answer_of(&track_json(&events.collect::<Value>().to_string(), Language::Vi));
        (tracking["state"].clone(), tracking["anomalies"].as_array().unwrap().len())
    };
    let second_try = ["1", "2", "4", "6", "7", "10", "11", "12", "15", "12", "14", "21"];
    assert_eq!(told(&second_try), (json!("delivered"), 0));
    let collected_later = ["0", "1", "2", "4", "5", "4", "6", "13", "11", "16", "17", "18", "19", "29"];
    assert_eq!(told(&collected_later), (json!("returned"), 0));
    assert_eq!(told(&["6", "10", "15", "24", "19"]), (json!("returned"), 0));
    assert_eq!(told(&["6", "10", "15", "18", "24", "19"]), (json!("returned"), 1));
    assert_eq!(told(&["1", "9"]), (json!("cancelled"), 0));
    assert_eq!(told(&["101", "102", "103", "104", "105", "106", "107", "108", "109"]), (json!("delivered"), 0));
}

/// The portal's ten codes are the numbers of our ten states, and its names are their labels.
#[test]
fn the_portals_numbers_are_those_of_the_states() {
    for state in DossierState::ALL {
        let answer = event_of(ForeignSystem::NationalPortal, state.number().to_string());
        assert_eq!((answer.state, answer.name.as_deref()), (Some(*state), Some(state.label(Language::Vi))));
    }
}
