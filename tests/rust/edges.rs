//! What stands just within a limit, and what stands just beyond it: chains, crowds, cycles, lists.

use hoso::document::Surcharge;
use hoso::form::Name;
use hoso::wire::{Node, write};
use hoso::{Consignment, FindingCode, IssueCode, Issues, Language, Param, Rulebook};
use serde_json::{Value, json};

/// A rulebook of these places and agencies.
fn rulebook(places: Value, agencies: Value) -> Result<Rulebook, Issues> {
    let mut document = json!({ "hoso": 1, "id": "r", "title": "r", "currency": "VND", "utc_offset": "+07:00" });
    document["places"] = places;
    document["agencies"] = agencies;
    Rulebook::from_value(&document)
}

fn found(result: Result<Rulebook, Issues>) -> Vec<String> {
    let issues = result.err().into_iter().flat_map(|issues| issues.iter().cloned().collect::<Vec<_>>());
    issues.map(|issue| format!("{} {}", issue.code, issue.path)).collect()
}

/// So many places or agencies, each with a reference to the next.
fn chain(count: usize, key: &str) -> Value {
    let link = |n: usize| {
        let mut it = json!({ "code": format!("n{n}"), "name": "n", "kind": "k" });
        if n + 1 < count {
            it[key] = json!(format!("n{}", n + 1));
        }
        if key == "merged_into" && n + 1 < count {
            it["valid"] = json!({ "from": "2000-01-01", "until": "2010-01-01" });
        }
        it
    };
    (0..count).map(link).collect()
}

#[test]
fn a_chain_has_at_most_32_links() {
    for key in ["parent", "merged_into"] {
        assert_eq!(found(rulebook(chain(32, key), json!([]))), [""; 0], "{key}");
        assert_eq!(found(rulebook(json!([]), chain(32, key))), [""; 0], "{key}");
        assert_eq!(found(rulebook(chain(33, key), json!([]))), ["too_deep /places/0"], "{key}");
        assert_eq!(found(rulebook(json!([]), chain(33, key))), ["too_deep /agencies/0"], "{key}");
        let long = rulebook(chain(34, key), json!([]));
        assert_eq!(found(long), ["too_deep /places/0", "too_deep /places/1"], "{key}");
    }
    let issues = rulebook(chain(33, "parent"), json!([])).unwrap_err();
    assert_eq!(issues.iter().next().unwrap().params.get("max"), Some(&Param::Int(32)));
}

/// Of two ways on, the longer counts: a place with a short line of parents and a long line of successors.
#[test]
fn the_longer_of_two_chains_counts() {
    let both = |length: usize| {
        let mut places = chain(length, "merged_into");
        places.as_array_mut().unwrap().push(json!({ "code": "p", "name": "p", "kind": "k" }));
        places[0]["parent"] = json!("p");
        found(rulebook(places, json!([])))
    };
    assert_eq!(both(32), [""; 0]);
    assert_eq!(both(33), ["too_deep /places/0"]);
}

/// What leads into a cycle, or is led to by one, does not stand on it.
#[test]
fn a_cycle_is_told_at_each_that_stands_on_it() {
    let place = |code: &str, parent: Option<&str>| json!({ "code": code, "name": code, "kind": "k", "parent": parent });
    let places = json!([
        place("into", Some("a")),
        place("a", Some("b")),
        place("b", Some("a")),
        place("alone", None),
        place("itself", Some("itself")),
        place("farther", Some("far")),
        place("far", Some("into")),
    ]);
    assert_eq!(found(rulebook(places, json!([]))), ["cycle /places/1", "cycle /places/2", "cycle /places/4"]);
    let mut places = chain(3, "merged_into");
    places[2]["parent"] = json!("n0");
    let cycle = ["cycle /places/0", "cycle /places/1", "cycle /places/2"];
    assert_eq!(found(rulebook(places.clone(), json!([]))), cycle, "over parents and successors");
    // What a cycle leads to is not on it.
    places[1]["parent"] = json!("beyond");
    places.as_array_mut().unwrap().push(place("beyond", None));
    assert_eq!(found(rulebook(places, json!([]))), cycle);
}

#[test]
fn an_agency_takes_over_at_most_a_thousand() {
    let crowd = |count: usize| {
        let merged = |n: usize| {
            let valid = json!({ "from": "2000-01-01", "until": "2010-01-01" });
            json!({ "code": format!("a{n}"), "name": "a", "valid": valid, "merged_into": "into" })
        };
        let agencies = std::iter::once(json!({ "code": "into", "name": "into" })).chain((0..count).map(merged));
        rulebook(json!([]), agencies.collect())
    };
    assert_eq!(found(crowd(1_000)), [""; 0]);
    assert_eq!(found(crowd(1_001)), ["too_long /agencies/0"]);
    assert_eq!(crowd(1_001).unwrap_err().iter().next().unwrap().params.get("max"), Some(&Param::Int(1_000)));
}

/// A number in so many lists.
fn nested(count: usize) -> String {
    format!("{}1{}", "[".repeat(count), "]".repeat(count))
}

#[test]
fn what_is_read_is_at_most_64_levels_deep() {
    let deepest = nested(Node::MAX_DEPTH);
    assert!(Node::parse(&deepest).is_ok());
    assert!(Node::from_value(&serde_json::from_str(&deepest).unwrap()).is_ok());
    let deeper = nested(Node::MAX_DEPTH + 1);
    let value: Value = serde_json::from_str(&deeper).unwrap();
    for issues in [Node::parse(&deeper).unwrap_err(), Node::from_value(&value).unwrap_err()] {
        let issue = issues.iter().next().unwrap();
        assert_eq!((issue.code, issue.params.get("max")), (IssueCode::TooDeep, Some(&Param::Int(64))));
    }
    let within = |inner: &str| Node::parse(&format!("{{\"a\":{inner}}}")).is_ok();
    assert!(within(&nested(Node::MAX_DEPTH - 1)) && !within(&nested(Node::MAX_DEPTH)));
}

#[test]
fn what_is_read_is_at_most_64_megabytes_long() {
    let long = |length: usize| format!("{}1", " ".repeat(length - 1));
    assert_eq!(Node::parse(&long(Node::MAX_BYTES)).unwrap(), Node::Int(1));
    for length in [Node::MAX_BYTES + 1, Node::MAX_BYTES + 2] {
        let issues = Node::parse(&long(length)).unwrap_err();
        let max = Param::Int(64 * 1024 * 1024);
        let issue = issues.iter().next().unwrap();
        assert_eq!((issue.code, issue.params.get("max")), (IssueCode::TooLong, Some(&max)));
    }
}

#[test]
fn numbers_and_lists_of_a_question_have_limits() {
    let asked = |weight: &str, options: usize| {
        let options: Vec<String> = (0..options).map(|n| format!("o{n}")).collect();
        let question = format!(
            r#"{{"agency": "a", "procedure": "p", "service": "return", "on": "2014-09-20", "zone": "z", "weight_grams": {weight}, "options": {}}}"#,
            json!(options)
        );
        let issues = Consignment::parse(&question).err().unwrap_or_default();
        let said = issues.iter().map(|it| format!("{} {} {}", it.code, it.path, write::json(&it.params, Language::En)));
        said.collect::<Vec<_>>().join("\n")
    };
    assert_eq!((asked("1", 100), asked("100000", 0)), (String::new(), String::new()));
    assert_eq!(asked("0", 0), r#"too_small /weight_grams {"min":1}"#);
    assert_eq!(asked("-1e30", 0), r#"too_small /weight_grams {"min":1}"#);
    assert_eq!(asked("100001", 0), r#"too_large /weight_grams {"max":100000}"#);
    assert_eq!(asked("1e30", 0), r#"too_large /weight_grams {"max":100000}"#);
    assert_eq!(asked("1", 101), r#"too_long /options {"max":100}"#);
}

#[test]
fn the_least_of_a_surcharge_may_be_its_most() {
    let surcharge = |min: i64, max: i64| {
        let json = json!({ "id": "s", "option": "o", "bp": 1, "min": min, "max": max });
        hoso::wire::read::parse::<Surcharge>(&json.to_string()).is_ok()
    };
    assert_eq!([surcharge(1, 2), surcharge(2, 2), surcharge(2, 1)], [true, true, false]);
}

/// Untidy text is counted as it is kept: a space between words once, and letters composed.
#[test]
fn words_are_as_long_as_what_is_kept_of_them() {
    let two_words = |length: usize| format!(" a  {} ", "b".repeat(length - 2)).parse::<Name>();
    assert_eq!(two_words(100).unwrap().as_str().chars().count(), 100);
    assert_eq!(two_words(101), Err(IssueCode::TooLong));
    let three_signs = |count: usize| "e\u{323}\u{302}".repeat(count).parse::<Name>();
    assert_eq!(three_signs(100).unwrap().as_str(), "ệ".repeat(100));
    assert_eq!(three_signs(101), Err(IssueCode::TooLong));
    let empty = hoso::wire::read::parse::<Name>(r#""""#).unwrap_err();
    assert_eq!(write::json(&empty.iter().next().unwrap().params, Language::En), r#"{"min":1}"#);
}

/// Procedures that only a clause's list tells apart: in its scope, excepted from it, or not named at all.
#[test]
fn a_procedure_that_no_clause_covers_is_found_beside_those_that_one_does() {
    let never = |clauses: Value| {
        let procedure = |code: &str| json!({ "code": code, "name": code, "agencies": { "all": true } });
        let document = json!({ "hoso": 1, "id": "r", "title": "r", "currency": "VND", "utc_offset": "+07:00",
            "operators": [{ "id": "post", "name": "post" }], "agencies": [{ "code": "a", "name": "a" }],
            "procedures": [procedure("p0"), procedure("p1"), procedure("p2")], "tariffs": [{ "id": "t", "title": "t" }],
            "contracts": [{ "id": "c", "operator": "post", "agencies": { "all": true }, "signed_on": "2014-01-01",
                "valid": { "from": "2014-01-01" }, "clauses": clauses }] });
        let rulebook = Rulebook::from_value(&document).unwrap();
        let findings = rulebook.check();
        let never = findings.iter().filter(|finding| finding.code == FindingCode::ProcedureNeverCovered);
        never.map(|finding| finding.path.clone()).collect::<Vec<_>>()
    };
    let clause = |id: &str, scope: Value, except: &[&str]| {
        let mut clause = json!({ "id": id, "services": ["return"], "scope": scope, "tariff": "t" });
        if !except.is_empty() {
            clause["except"] = json!({ "procedures": except });
        }
        clause
    };
    let only = |procedures: &[&str]| json!({ "procedures": procedures });
    assert_eq!(never(json!([clause("1", json!({ "all": true }), &[])])), [""; 0]);
    assert_eq!(never(json!([clause("1", only(&["p1"]), &[])])), ["/procedures/0", "/procedures/2"]);
    assert_eq!(never(json!([clause("1", json!({ "all": true }), &["p2"])])), ["/procedures/2"]);
    let second = json!([clause("1", only(&["p0"]), &[]), clause("2", only(&["p1"]), &["p2"])]);
    assert_eq!(never(second), ["/procedures/2"]);
}
