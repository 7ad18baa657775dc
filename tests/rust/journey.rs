//! `journey`: its vectors, and its laws: its parts are the answers of `track`, `deadlines` and `quote`; neither the order of
//! events nor repetitions matter.

use std::sync::LazyLock;

use hoso::{Dossier, Event, EventKind, Journey, Language, Rulebook, track_json};
use hoso_tests::{answer_of, folder, read};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

static FILE: LazyLock<Value> = LazyLock::new(|| read(&folder().join("vectors/journey.json")));
static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::from_value(&FILE["rulebook"]).unwrap());

fn cases() -> impl Iterator<Item = &'static Value> {
    FILE["cases"].as_array().unwrap().iter()
}

fn journey(question: &Value) -> Value {
    let json = RULEBOOK.journey_json(&question.to_string(), Language::Vi);
    let answer: Value = serde_json::from_str(&json).unwrap();
    assert!(answer["issues"].is_null(), "{question}: {answer}");
    assert_eq!(Journey::parse(&json).unwrap().to_json(), json);
    answer
}

#[test]
fn a_number_that_is_not_that_of_the_state_is_not_read() {
    let mut answer = journey(&cases().next().unwrap()["question"]);
    let number = answer["state_number"].as_i64().unwrap();
    answer["state_number"] = json!(number % 10 + 1);
    let issues = Journey::parse(&answer.to_string()).unwrap_err();
    let issue = issues.iter().next().unwrap();
    assert_eq!((issue.code.as_str(), issue.path.as_str(), issues.len()), ("contradicts", "/state_number", 1));
    assert!(issue.message(Language::En).contains(&number.to_string()), "{issue}");
}

/// The events of a question by consignment, each with its way, in the order in which a journey tells its legs.
fn legs(question: &Value) -> Vec<Value> {
    let mut legs: Vec<(bool, Value, Value)> = Vec::new();
    for (back, key) in [(false, "intake_events"), (true, "return_events")] {
        let events = question[key].as_array().cloned().unwrap_or_default();
        let mut consignments: Vec<&str> = events.iter().map(|event| event["consignment"].as_str().unwrap()).collect();
        consignments.sort_unstable();
        consignments.dedup();
        for consignment in consignments {
            let own: Vec<&Value> = events.iter().filter(|event| event["consignment"] == consignment).collect();
            let tracking: Value = serde_json::from_str(&track_json(&json!(own).to_string(), Language::Vi)).unwrap();
            let first = tracking["history"][0]["at"].clone();
            legs.push((back, first, json!({ "leg": if back { "return" } else { "intake" }, "tracking": tracking })));
        }
    }
    legs.sort_by_key(|(back, first, _)| {
        let first = first.as_str().map(|at| at.parse::<hoso::Time>().unwrap());
        (*back, first.is_none(), first)
    });
    legs.into_iter().map(|(_, _, leg)| leg).collect()
}

/// The vectors hold what a journey adds; its parts are those of the questions that stand beside them.
#[test]
fn the_answers_are_those_written_by_hand() {
    let mut count = 0;
    for case in cases() {
        let (describes, question) = (&case["describes"], &case["question"]);
        let mut answer = journey(question);
        let moments = case["moments"].to_string();
        let due: Value = serde_json::from_str(&RULEBOOK.deadlines_json(&moments, Language::Vi)).unwrap();
        let map = answer.as_object_mut().unwrap();
        assert_eq!(map.remove("deadlines").unwrap(), due, "{describes}");
        assert_eq!(map.remove("legs").unwrap(), json!(legs(question)), "{describes}");
        let quote = map.remove("quote");
        assert_eq!(quote.is_some(), question["weight_grams"].is_i64(), "{describes}");
        if let Some(quote) = quote {
            let keys = [
                "agency",
                "procedure",
                "service",
                "reception",
                "zone",
                "weight_grams",
                "applicant",
                "options",
                "agency_fee_units",
            ];
            let mut consignment: Value = keys.map(|key| (key.to_owned(), question[key].clone())).into_iter().collect();
            consignment["on"] = case["moments"]["on"].clone();
            let expected = RULEBOOK.quote_json(&consignment.to_string(), Language::Vi);
            assert_eq!(quote, serde_json::from_str::<Value>(&expected).unwrap(), "{describes}");
        }
        assert_eq!(answer, case["answer"], "{describes}");
        count += 1;
    }
    assert_eq!(count, 55);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for case in FILE["issues"].as_array().unwrap() {
        let answer = answer_of(&RULEBOOK.journey_json(&case["question"].to_string(), Language::Vi));
        let found: Vec<Value> = answer["issues"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| json!({ "code": it["code"], "path": it["path"] }))
            .collect();
        assert_eq!(json!(found), case["issues"], "{}", case["describes"]);
    }
}

#[test]
fn keys_stand_in_order() {
    let question = json!({ "dossier": "H-1", "agency": "a", "procedure": "1.000001", "service": "return", "on": "2018-10-12",
        "zone": "d", "filed_on": "2018-10-01", "resolved_on": "2018-10-09", "return_events": [
            { "id": "1", "consignment": "r", "kind": "accepted", "at": "2018-10-10T08:00:00+07:00" },
            { "id": "2", "consignment": "r", "kind": "delivery_failed", "reason": "moved", "at": "2018-10-12T08:00:00+07:00" }] });
    let json = RULEBOOK.journey_json(&question.to_string(), Language::Vi);
    let before = concat!(
        r#"{"dossier":"H-1","on":"2018-10-12","state":"done","state_number":9,"promised_on":"2018-10-08","resolved_on":"2018-10-09","#,
        r#""legs":[{"leg":"return","tracking":{"consignment":"r","state":"attempted","#,
    );
    assert!(json.starts_with(before), "{json}");
    let after = concat!(
        r#""late":[{"step":"result","due":"2018-10-08","reached":"2018-10-09","days":1,"whose":"agency"},"#,
        r#"{"step":"first_attempt","consignment":"r","due":"2018-10-11","reached":"2018-10-12","days":1,"whose":"post"}],"#,
        r#""next":[{"kind":"attempt","consignment":"r","number":2,"not_before":"2018-10-15","source":"17/2017/TT-BTTTT"},"#,
        r#"{"kind":"hold","consignment":"r","until":"2018-10-22","source":"17/2017/TT-BTTTT"},"#,
        r#"{"kind":"claim","consignment":"r","harm":"late","until":"2019-04-11","source":"47/2011/ND-CP"}]}"#,
    );
    assert!(json.ends_with(after), "{json}");
}

#[test]
fn a_question_made_in_rust_is_held_to_what_one_that_was_read_is() {
    let id = |text: &str| text.parse().unwrap();
    let on = "2018-10-01".parse().unwrap();
    let dossier = Dossier::new(id("H-1"), id("a"), id("1.000001"), hoso::Service::Return, on, id("74"));
    assert!(RULEBOOK.journey(&dossier).is_ok());
    let twice = [id("o"), id("o")].try_into().unwrap();
    let issues = dossier.clone().options(twice).unwrap_err();
    assert!(issues.to_json(Language::En).contains(r#""code":"duplicate","path":"/options/1""#), "{issues}");
    let issues = dossier.clone().return_weight_grams(50.try_into().unwrap()).unwrap_err();
    let found: Vec<_> = issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect();
    assert_eq!(found, [("not_with", "/return_weight_grams"), ("missing", "/weight_grams")]);
    let events = Event::parse_list(
        r#"[{"id": "1", "consignment": "i", "kind": "delivered", "at": "2018-10-01T08:00:00+07:00", "recipient": "Lê Văn A"}]"#,
    )
    .unwrap();
    let dossier = dossier.in_zone(id("d")).intake_events(events);
    let journey = RULEBOOK.journey(&dossier).unwrap();
    assert!(!format!("{dossier:?} {journey:?} {}", journey.to_json_in(Language::En)).contains("Lê"));
}

/// Every state, way of being late and expectation is shown by some vector.
#[test]
fn every_member_of_its_lists_is_in_some_vector() {
    let told = json!(cases().map(|case| &case["answer"]).collect::<Vec<_>>()).to_string();
    let states = hoso::DossierState::ALL.iter().map(|it| format!(r#""state":"{it}""#));
    let whose = hoso::Whose::ALL.iter().map(|it| format!(r#""whose":"{it}""#));
    let kinds = hoso::ExpectedKind::ALL.iter().map(|it| format!(r#""kind":"{it}""#));
    let missing: Vec<String> = states.chain(whose).chain(kinds).filter(|text| !told.contains(text)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

prop_compose! {
    /// An event of one of a few consignments, whose ids, days and voids meet.
    fn event(consignments: &'static [&'static str])(
        id in 0_u8..12, consignment in prop::sample::select(consignments), kind in prop::sample::select(EventKind::ALL),
        hour in 0_i64..700, target in 0_u8..12,
    ) -> Value {
        let at = hoso::Time::from_unix(1_538_352_000 + hour * 3_600, 0, "+07:00".parse().unwrap()).unwrap();
        let mut event = json!({ "id": format!("{consignment}{id}"), "consignment": consignment, "kind": kind.as_str(), "at": at.to_string() });
        match kind.needs() {
            Some("reason") => event["reason"] = json!("moved"),
            Some("amount") => event["amount"] = json!(26_000),
            Some(_) => event["voids"] = json!(format!("{consignment}{target}")),
            None => {}
        }
        event
    }
}

prop_compose! {
    fn dossier()(
        intake in prop::collection::vec(event(&["i"]), 0..8), back in prop::collection::vec(event(&["r", "s", "q"]), 0..24),
        service in prop::sample::select(hoso::Service::ALL), on in 0_i64..60, procedure in prop::sample::select(vec!["1.000001", "1.000002", "1.9"]),
        given in prop::collection::vec(prop::option::weighted(0.3, 0_i64..40), 5), stop in prop::option::weighted(0.2, 5_i64..20),
    ) -> Value {
        let day = |days: i64| "2018-10-01".parse::<hoso::Date>().unwrap().plus(days).unwrap().to_string();
        let mut question = json!({
            "dossier": "H-1", "agency": "a", "procedure": procedure, "service": service.as_str(), "on": day(on), "zone": "d",
            "intake_events": intake, "return_events": back,
        });
        let keys = ["posted_on", "filed_on", "resolved_on", "collected_on", "last_attempt_on"];
        for (key, days) in keys.into_iter().zip(given) {
            question[key] = json!(days.map(day));
        }
        if let Some(from) = stop {
            question["suspended"] = json!([{ "from": day(from), "until": day(from + 6) }]);
        }
        question
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: hoso_tests::cases(600), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_the_order_of_events_nor_repetitions_matter(question in dossier(), seed in any::<u64>(), again in any::<Index>()) {
        let mut other = question.clone();
        for key in ["intake_events", "return_events"] {
            let events = other[key].as_array_mut().unwrap();
            if !events.is_empty() {
                events.push(again.get(events).clone());
            }
            let hash = |event: &Value| event.to_string().bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
            events.sort_by_key(hash);
        }
        prop_assert_eq!(journey(&other), journey(&question));
    }

    /// The legs are those of `track`, and the due days those of `deadlines` for the moments that these legs tell.
    #[test]
    fn its_parts_are_the_answers_of_track_and_deadlines(question in dossier()) {
        let answer = journey(&question);
        let legs = legs(&question);
        prop_assert_eq!(&answer["legs"], &json!(legs));
        let day = |leg: &Value, kinds: &[&str], last: bool| {
            let history = leg["tracking"]["history"].as_array().unwrap();
            let mut found = history.iter().filter(|applied| kinds.iter().any(|kind| applied["kind"] == *kind));
            let found = if last { found.next_back() } else { found.next() };
            found.map(|applied| applied["at"].as_str().unwrap().split('T').next().unwrap().to_owned())
        };
        // The first sign that the post had it.
        let taken = |leg: &Value| {
            let no_sign = ["created", "cancelled", "claim_opened", "claim_settled", "claim_refused"];
            let history = leg["tracking"]["history"].as_array().unwrap();
            let kind = history.iter().map(|applied| applied["kind"].as_str().unwrap()).find(|kind| !no_sign.contains(kind));
            day(leg, &[kind?], false)
        };
        let given = |key: &str| question[key].as_str().map(str::to_owned);
        let intake = legs.iter().find(|leg| leg["leg"] == "intake");
        let returns: Vec<&Value> = legs.iter().filter(|leg| leg["leg"] == "return").collect();
        let last = returns.last();
        let posted = given("posted_on").or_else(|| taken(intake?));
        let collected = given("collected_on").or_else(|| taken(last?));
        let first = if returns.len() > 1 { taken(returns[0]) } else { collected.clone() };
        let went = if question["service"] == "return" { first } else { posted.clone() };
        let moments = json!({
            "agency": "a", "procedure": question["procedure"], "service": question["service"], "zone": "d",
            "on": went.or_else(|| given("on")), "posted_on": posted,
            "filed_on": given("filed_on").or_else(|| day(intake?, &["delivered"], false)), "resolved_on": question["resolved_on"],
            "collected_on": collected, "last_attempt_on": given("last_attempt_on").or_else(|| day(last?, &["delivery_failed"], true)),
            "suspended": question["suspended"],
        });
        let due = RULEBOOK.deadlines_json(&moments.to_string(), Language::Vi);
        prop_assert_eq!(&answer["deadlines"], &serde_json::from_str::<Value>(&due).unwrap());
        for late in answer["late"].as_array().unwrap() {
            let end = late["reached"].as_str().or(question["on"].as_str());
            prop_assert!(late["due"].as_str() < end, "{}", late);
        }
        for step in answer["next"].as_array().unwrap() {
            let asked = question["on"].as_str();
            prop_assert!(step["kind"] != "claim" || step["until"].as_str() >= asked, "{}", step);
        }
        prop_assert!(answer["next"].as_array().unwrap().is_empty() || answer["deadlines"]["outcome"] != "not_covered");
    }
}
