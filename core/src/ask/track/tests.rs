use serde_json::{Value, json};

use super::*;
use crate::wire::{Language, Time};

/// An event of the consignment `c`, with further keys.
fn event(id: &str, kind: &str, at: &str, more: &Value) -> Event {
    let mut event = json!({"id": id, "consignment": "c", "kind": kind, "at": at});
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Event::parse(&event.to_string()).unwrap()
}

fn plain(id: &str, kind: &str, at: &str) -> Event {
    event(id, kind, at, &json!({}))
}

const MORNING: &str = "2014-10-01T08:00:00+07:00";
const NOON: &str = "2014-10-01T12:00:00+07:00";
const EVENING: &str = "2014-10-01T18:00:00+07:00";

/// The tracking of events, the same from either end.
fn track_both_ways(events: &[Event]) -> Tracking {
    let tracking = track(events).unwrap();
    let reversed: Vec<Event> = events.iter().rev().cloned().collect();
    assert_eq!(track(&reversed).unwrap().to_json(), tracking.to_json());
    tracking
}

fn anomalies(tracking: &Tracking) -> Vec<(&str, &str)> {
    tracking.anomalies.iter().map(|anomaly| (anomaly.code.as_str(), anomaly.event.as_str())).collect()
}

#[test]
fn no_events_leave_the_state_none_and_no_consignment() {
    assert_eq!(
        track(&[]).unwrap().to_json(),
        concat!(
            r#"{"state":"none","attempts":0,"damaged":false,"claim":"none","final":false,"history":[],"anomalies":[],"#,
            r#""allowed":["created","accepted","departed","arrived"]}"#
        )
    );
}

#[test]
fn of_two_contents_the_one_written_down_later_counts() {
    let early = event("e", "accepted", MORNING, &json!({"recorded_at": EVENING}));
    let late = plain("e", "created", NOON);
    let tracking = track_both_ways(&[early, late]);
    assert_eq!(tracking.history[0].kind, EventKind::Accepted);
    assert_eq!(anomalies(&tracking), [("conflicting_event", "e")]);
}

#[test]
fn of_two_contents_written_down_at_once_the_greater_text_counts() {
    let less = event("e", "accepted", MORNING, &json!({"office": "a"}));
    let greater = event("e", "created", MORNING, &json!({"office": "a"}));
    assert!(less.normal_form() < greater.normal_form());
    assert_eq!(track_both_ways(&[less, greater]).state, State::Created);
}

#[test]
fn one_event_at_two_offsets_is_one_event_and_the_greater_text_is_told() {
    let local = plain("e", "accepted", MORNING);
    let utc = plain("e", "accepted", "2014-10-01T01:00:00Z");
    assert_eq!(local, utc);
    let tracking = track_both_ways(&[local.clone(), utc.clone()]);
    assert!(anomalies(&tracking).is_empty());
    assert_eq!(tracking.since.unwrap().to_string(), MORNING);
    // Another content at the same instant is a conflict, once, however often and however it is written.
    let other = |at| event("e", "accepted", at, &json!({"office": "a"}));
    let told = [local.clone(), utc.clone(), other(MORNING), other("2014-10-01T02:00:00+01:00")];
    let tracking = track_both_ways(&told);
    assert_eq!(anomalies(&tracking), [("conflicting_event", "e")]);
    assert_eq!(tracking.since.unwrap().to_string(), MORNING);
    let free = event("e", "accepted", "2014-10-01T01:00:00.000+00:00", &json!({"x_note": 1, "office": null}));
    assert!(anomalies(&track_both_ways(&[utc, free])).is_empty());
}

#[test]
fn a_feed_that_begins_late_is_taken_as_accepted_and_only_once() {
    let out = plain("a", "out_for_delivery", MORNING);
    let tracking = track_both_ways(&[out.clone(), plain("b", "delivered", NOON)]);
    assert_eq!(anomalies(&tracking), [("not_accepted", "a")]);
    assert_eq!((tracking.history[0].from, tracking.state), (State::None, State::Delivered));
    // An acceptance that is told after all makes the first scan late.
    let tracking = track_both_ways(&[out.clone(), plain("b", "accepted", NOON)]);
    assert_eq!(anomalies(&tracking), [("not_accepted", "a"), ("unexpected_event", "b")]);
    assert!(Tracking::new().advance(&out).is_err(), "the strict form says what should happen");
    assert!(Tracking::new().allowed().iter().all(|kind| *kind != EventKind::OutForDelivery));
    for (kind, counts) in
        [("returned", false), ("found", false), ("damaged", false), ("cancelled", true), ("held", true)]
    {
        assert_eq!(track_both_ways(&[plain("a", kind, MORNING)]).history.len(), usize::from(counts), "{kind}");
    }
}

#[test]
fn a_void_takes_back_an_event_but_neither_a_void_nor_what_is_not_there() {
    let events = [
        plain("a", "accepted", MORNING),
        plain("b", "delivered", NOON),
        event("v1", "void", EVENING, &json!({"voids": "b"})),
        event("v2", "void", EVENING, &json!({"voids": "v1"})),
        event("v3", "void", EVENING, &json!({"voids": "v3"})),
        event("v4", "void", EVENING, &json!({"voids": "z"})),
    ];
    let tracking = track_both_ways(&events);
    assert_eq!(tracking.state, State::Accepted);
    let expected = [("void_of_void", "v2"), ("void_of_void", "v3"), ("void_of_unknown", "v4")];
    assert_eq!(anomalies(&tracking), expected);
}

#[test]
fn a_void_without_a_target_or_that_lost_its_conflict_voids_nothing() {
    let at: Time = EVENING.parse().unwrap();
    let targetless = Event::void("v".parse().unwrap(), "c".parse().unwrap(), at, "a".parse().unwrap());
    let targetless = Event { voids: None, ..targetless };
    let tracking = track_both_ways(&[plain("a", "accepted", MORNING), targetless]);
    assert_eq!(anomalies(&tracking), [("void_of_unknown", "v")]);
    let events = [
        plain("a", "accepted", MORNING),
        event("v", "void", NOON, &json!({"voids": "a"})),
        event("v", "departed", EVENING, &json!({})),
    ];
    assert_eq!(track_both_ways(&events).state, State::InTransit);
}

#[test]
fn the_normal_form_is_the_event_with_sorted_keys_without_its_person() {
    let full = json!({
        "recorded_at": "2014-10-01T08:00:00.250Z", "office": {"vi": "Bưu cục \"2\"\n", "en": "Office 2"}, "reason": "moved",
        "amount": 30000, "recipient": "Lê Văn A",
    });
    for (kind, more) in [("delivery_failed", json!({})), ("void", json!({"voids": "e2"}))] {
        let mut full = full.clone();
        full.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let event = event("e1", kind, MORNING, &full);
        let mut sorted: Value = serde_json::from_str(&event.clone().without_person().to_json()).unwrap();
        sorted.sort_all_objects();
        assert_eq!(event.normal_form(), sorted.to_string());
    }
}

#[test]
fn a_kind_asks_for_what_it_needs() {
    let issues = |text: Value| {
        let issues = Event::parse_list(&text.to_string()).unwrap_err();
        issues.iter().map(|issue| format!("{} {}", issue.code, issue.path)).collect::<Vec<_>>()
    };
    let base = |kind: &str| json!({"id": "e", "consignment": "c", "kind": kind, "at": MORNING});
    let lacking = json!([base("delivery_failed"), base("void"), base("claim_settled")]);
    assert_eq!(issues(lacking), ["missing /0/reason", "missing /1/voids", "missing /2/amount"]);
    for kind in EventKind::ALL {
        let needs = Event::parse(&base(kind.as_str()).to_string())
            .err()
            .map(|issues| issues.iter().next().unwrap().path.trim_start_matches('/').to_owned());
        assert_eq!(needs.as_deref(), kind.needs(), "{kind}");
    }
    let mut odd = base("held");
    odd["reason"] = "because".into();
    odd["colour"] = "red".into();
    odd["amount"] = 1.5.into();
    odd["recipient"] = "".into();
    let expected = ["unknown_key /0/colour", "not_one_of /0/reason", "not_integer /0/amount", "too_short /0/recipient"];
    assert_eq!(issues(json!([odd])), expected);
    let mut voiding = base("held");
    voiding["voids"] = "e2".into();
    assert_eq!(issues(json!([voiding])), ["not_with /0/voids"]);
}

#[test]
fn a_tracking_that_contradicts_itself_is_not_read() {
    let read = |text: &str| {
        let issues = Tracking::parse(text).unwrap_err();
        issues.iter().map(|issue| format!("{} {}", issue.code, issue.path)).collect::<Vec<_>>()
    };
    assert_eq!(read(r#"{"state":"held","final":true,"allowed":[]}"#), ["contradicts /final", "contradicts /allowed"]);
    assert_eq!(read(r#"{"attempts":-1,"colour":1}"#), ["unknown_key /colour", "missing /state", "too_small /attempts"]);
    assert_eq!(Tracking::parse(r#"{"state":"held"}"#).unwrap().state, State::Held);
}

#[test]
fn another_consignment_is_refused() {
    let tracking = track(&[plain("a", "accepted", MORNING)]).unwrap();
    let mut other = plain("b", "departed", NOON);
    other.consignment = "d".parse().unwrap();
    assert!(tracking.advance(&other).unwrap_err().allowed.is_empty());
}

#[test]
fn every_name_has_a_label_in_both_languages_and_no_two_share_one() {
    fn distinct<T: Copy>(all: &[T], say: impl Fn(T, Language) -> &'static str) {
        for language in [Language::Vi, Language::En] {
            let mut labels: Vec<_> = all.iter().map(|member| say(*member, language)).collect();
            assert!(labels.iter().all(|label| !label.is_empty()));
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), all.len());
        }
    }
    distinct(EventKind::ALL, EventKind::label);
    distinct(State::ALL, State::label);
    distinct(ClaimState::ALL, ClaimState::label);
    distinct(FailureReason::ALL, FailureReason::label);
    distinct(Cause::ALL, Cause::label);
    distinct(AnomalyCode::ALL, AnomalyCode::template);
}
