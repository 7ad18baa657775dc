//! `track` over the shared vectors: the answers, and the laws that hold for any set of events.

use std::fs;
use std::path::PathBuf;

use hoso::batch::{self, EventCells};
use hoso::{Event, EventKind, FailureReason, Fold, Id, Issues, Language, Money, Time, Tracking, track};
use serde_json::{Value, json};

struct Vector {
    events: Vec<Event>,
    text: String,
    answer: Value,
}

fn vectors() -> Vec<Vector> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors/track.json");
    let vectors: Vec<Value> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let read = |vector: Value| {
        let text = vector["events"].to_string();
        Vector { events: Event::parse_list(&text).unwrap(), text, answer: vector["answer"].clone() }
    };
    vectors.into_iter().map(read).collect()
}

/// A small generator of numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn codes(issues: &Issues) -> Vec<(&str, &str)> {
    issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect()
}

/// The cases written by hand: what the shared vectors do not show.
#[test]
fn the_answers_are_those_written_by_hand() {
    let cases = hoso_tests::read(&hoso_tests::folder().join("vectors/tracking.json"));
    for case in cases.as_array().unwrap() {
        let answer = track(&Event::parse_list(&case["events"].to_string()).unwrap()).unwrap().to_json();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap(), case["answer"], "{}", case["describes"]);
    }
}

#[test]
fn the_answers_are_the_vectors() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 200);
    for (index, vector) in vectors.iter().enumerate() {
        let answer = track(&vector.events).unwrap().to_json();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap(), vector.answer, "track {index}");
        assert_eq!(hoso::track_json(&vector.text, Language::Vi), answer);
    }
}

/// The cells of a row that says what an event of JSON says.
fn cells(told: &Value) -> EventCells<'_> {
    let text = |key| told.get(key).and_then(Value::as_str);
    let time = |key| text(key).map(|time| time.parse().unwrap());
    EventCells {
        id: text("id").unwrap(),
        consignment: text("consignment").unwrap(),
        kind: text("kind").unwrap(),
        at: time("at").unwrap(),
        recorded_at: time("recorded_at"),
        office: text("office"),
        reason: text("reason"),
        voids: text("voids"),
        amount: told.get("amount").and_then(Value::as_i64),
        recipient: text("recipient"),
    }
}

#[test]
fn an_event_of_cells_is_that_of_json_or_none() {
    let (mut valid, mut others) = (0, 0);
    for told in vectors().iter().flat_map(|vector| serde_json::from_str::<Vec<Value>>(&vector.text).unwrap()) {
        let changes = [
            ("x_none", json!(null)),
            ("reason", json!(null)),
            ("reason", json!("rain")),
            ("reason", json!("addressee_absent")),
            ("voids", json!("e1")),
            ("amount", json!(-1)),
            ("kind", json!("void")),
            ("kind", json!("flown")),
            ("id", json!("đ")),
            ("consignment", json!("")),
            ("office", json!("a\u{0}")),
            ("recipient", json!("")),
        ];
        for (key, value) in changes {
            let mut told = told.clone();
            // An office in two languages is no text: such a row is read as a whole.
            if told["office"].is_object() {
                told["office"] = json!("820000");
            }
            told[key] = value;
            let (of_cells, of_json) = (batch::event(&cells(&told)), Event::parse(&told.to_string()).ok());
            assert_eq!(of_cells, of_json, "{told}");
            *(if of_json.is_some() { &mut valid } else { &mut others }) += 1;
        }
    }
    assert!(valid > 1_000 && others > 1_000, "{valid} {others}");
}

#[test]
fn neither_the_order_of_arrival_nor_repetition_matters() {
    let mut numbers = Numbers(49);
    for (index, vector) in vectors().into_iter().enumerate() {
        let answer = track(&vector.events).unwrap().to_json();
        let mut events = vector.events;
        for round in 0..20 {
            numbers.shuffle(&mut events);
            assert_eq!(track(&events).unwrap().to_json(), answer, "track {index}, round {round}");
            if round % 4 == 3 && !events.is_empty() {
                let again = events[numbers.below(events.len())].clone();
                events.push(again);
            }
        }
    }
}

/// Whoever keeps events and a fold goes on from it, or folds all again: either way it is that of all events, in whatever order
/// they come, and says what their tracking says.
#[test]
fn a_fold_that_goes_on_is_that_of_all_events() {
    let (mut numbers, mut went_on, mut all_again) = (Numbers(50), 0, 0);
    for (index, vector) in vectors().into_iter().enumerate() {
        let mut events = vector.events;
        // In the order of their times, as most come, and in any.
        events.sort_by_key(Event::at);
        for round in 0..6 {
            let (mut told, mut fold) = (Vec::new(), Fold::of(&[]).unwrap());
            for event in &events {
                let is_known = told.iter().any(|known: &Event| known.id() == event.id());
                let next = if is_known { None } else { fold.then(event) };
                told.push(event.clone());
                *(if next.is_some() { &mut went_on } else { &mut all_again }) += 1;
                let all = Fold::of(&told).unwrap();
                fold = next.unwrap_or_else(|| all.clone());
                assert_eq!(fold.to_json(), all.to_json(), "track {index}, round {round}");
                let tracking = track(&told).unwrap();
                let applied = tracking.history.last().map(|applied| &applied.event);
                assert_eq!(fold.applied.as_ref().map(|applied| &applied.event), applied);
                assert_eq!(
                    (fold.state, fold.since, fold.attempts, fold.damaged, fold.claim),
                    (tracking.state, tracking.since, tracking.attempts, tracking.damaged, tracking.claim)
                );
            }
            assert_eq!(Fold::parse(&fold.to_json()).unwrap(), fold);
            numbers.shuffle(&mut events);
        }
    }
    assert!(went_on > 2_000 && all_again > 2_000, "{went_on} {all_again}");
}

#[test]
fn a_fold_knows_what_it_cannot_go_on_with() {
    let at = |hour: u8| format!("2014-10-01T{hour:02}:00:00+07:00").parse::<Time>().unwrap();
    let accepted = event(id("1"), EventKind::Accepted, at(8));
    let fold = Fold::of(std::slice::from_ref(&accepted)).unwrap();
    let delivered = |id: &str, hour| event(self::id(id), EventKind::Delivered, at(hour));
    assert!(fold.then(&delivered("2", 9)).is_some());
    assert_eq!(fold.then(&delivered("2", 7)), None, "earlier");
    assert_eq!(fold.then(&event(id("2"), EventKind::Created, at(8))), None, "at once, of a lower rank");
    assert!(fold.then(&event(id("2"), EventKind::Accepted, at(8))).is_some(), "at once, of the next id");
    assert_eq!(fold.then(&event(id("0"), EventKind::Accepted, at(8))), None, "at once, of a lower id");
    let void = Event::void(id("2"), id("RB123456785VN"), at(9), id("3"));
    assert_eq!(fold.then(&void), None, "a void");
    let waits = Fold::of(&[accepted, void]).unwrap();
    assert_eq!(waits.awaited, [id("3")]);
    assert_eq!(waits.then(&delivered("3", 10)), None, "voided before it was told");
    assert!(waits.then(&delivered("4", 10)).is_some());
    let other = Event::new(id("2"), id("other"), EventKind::Delivered, at(9)).unwrap();
    assert_eq!(fold.then(&other), None, "of another consignment");
}

/// An event with what its kind needs.
fn event(id: Id, kind: EventKind, at: Time) -> Event {
    let consignment = self::id("RB123456785VN");
    match kind {
        EventKind::DeliveryFailed => Event::delivery_failed(id, consignment, at, FailureReason::AddresseeAbsent),
        EventKind::ClaimSettled => Event::claim_settled(id, consignment, at, Money::ZERO),
        EventKind::Void => Event::void(id.clone(), consignment, at, id),
        kind => Event::new(id, consignment, kind, at).unwrap(),
    }
}

#[test]
fn folding_advance_over_what_was_applied_gives_the_same() {
    for (index, vector) in vectors().into_iter().enumerate() {
        let tracking = track(&vector.events).unwrap();
        if tracking.anomalies.iter().any(|anomaly| anomaly.code == hoso::AnomalyCode::NotAccepted) {
            // What no acceptance was told before is not lawful.
            continue;
        }
        let lawful: Vec<Event> =
            tracking.history.iter().map(|applied| event(applied.event.clone(), applied.kind, applied.at)).collect();
        let folded = lawful.iter().try_fold(Tracking::new(), |tracking, event| tracking.advance(event)).unwrap();
        let expected = track(&lawful).unwrap();
        assert_eq!(folded.to_json(), expected.to_json(), "track {index}");
        assert_eq!(expected.history, tracking.history);
        // What was refused when it came is refused by the strict form too, with the same words.
        for kind in hoso::EventKind::ALL {
            let next = event(id("next"), *kind, "2900-01-01T00:00:00Z".parse().unwrap());
            match tracking.advance(&next) {
                Ok(_) => assert!(tracking.allowed().contains(kind)),
                Err(refused) => assert_eq!(
                    serde_json::from_str::<Value>(&refused.to_json()).unwrap(),
                    json!({"state": vector.answer["state"], "event": kind.as_str(), "allowed": vector.answer["allowed"]})
                ),
            }
        }
    }
}

#[test]
fn what_is_written_is_read_back() {
    for vector in vectors() {
        let tracking = track(&vector.events).unwrap();
        let read = Tracking::parse(&tracking.to_json()).unwrap();
        assert_eq!(read, tracking);
        assert_eq!(read.to_json(), tracking.to_json());
        for event in &vector.events {
            assert_eq!(Event::parse(&event.to_json()).unwrap().to_json(), event.to_json());
        }
    }
}

#[test]
fn keys_come_in_the_order_of_the_specification() {
    let told = r#"[
        {"id": "e1", "consignment": "c", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"},
        {"id": "e2", "consignment": "c", "kind": "found", "at": "2014-10-01T01:30:00Z"}
    ]"#;
    assert_eq!(
        hoso::track_json(told, Language::En),
        concat!(
            r#"{"consignment":"c","state":"accepted","since":"2014-10-01T08:30:00+07:00","attempts":0,"damaged":false,"#,
            r#""claim":"none","final":false,"history":[{"event":"e1","kind":"accepted","at":"2014-10-01T08:30:00+07:00","#,
            r#""from":"none","to":"accepted"}],"anomalies":[{"code":"unexpected_event","event":"e2","kind":"found","#,
            r#""state":"accepted","allowed":["departed","arrived","out_for_delivery","delivery_failed","held","delivered","#,
            r#""return_started","lost","damaged","cancelled"]}],"allowed":["departed","arrived","out_for_delivery","#,
            r#""delivery_failed","held","delivered","return_started","lost","damaged","cancelled"]}"#
        )
    );
}

#[test]
fn events_of_several_consignments_are_an_issue() {
    let mut events = vectors().into_iter().map(|vector| vector.events).find(|events| events.len() > 3).unwrap();
    let (at, other) = (events[2].at(), id("other"));
    events[2] = Event::new(id("e"), other, EventKind::Accepted, at).unwrap();
    assert_eq!(codes(&track(&events).unwrap_err()), [("mixed_consignments", "/2/consignment")]);
}

#[test]
fn a_name_is_in_no_debug_output_and_no_message() {
    let told = r#"{"id": "e1", "consignment": "c", "kind": "found", "at": "2014-10-01T08:30:00+07:00", "recipient": "Lê Văn A"}"#;
    let event = Event::parse(told).unwrap();
    let refused = Tracking::new().advance(&event).unwrap_err();
    let tracking = track(std::slice::from_ref(&event)).unwrap();
    let said = tracking.anomalies[0].message(Language::Vi);
    for text in
        [format!("{event:?} {refused:?} {tracking:?}"), refused.to_string(), refused.message(Language::Vi), said]
    {
        assert!(!text.contains("Lê"), "{text}");
    }
}

#[test]
fn hostile_sets_take_no_more_than_sorting() {
    let numbered = |count: usize, make: &dyn Fn(usize) -> Value| {
        Event::parse_list(&Value::Array((0..count).map(make).collect()).to_string()).unwrap()
    };
    let at = "2014-10-01T08:30:00+07:00";
    let contents = numbered(
        100_000,
        &|n| json!({"id": "e", "consignment": "c", "kind": "accepted", "at": at, "office": format!("{n:06}")}),
    );
    let tracking = track(&contents).unwrap();
    assert_eq!((tracking.history.len(), tracking.anomalies.len()), (1, 99_999));
    let voids = numbered(
        100_000,
        &|n| json!({"id": format!("v{n}"), "consignment": "c", "kind": "void", "at": at, "voids": format!("v{}", n + 1)}),
    );
    assert_eq!(track(&voids).unwrap().anomalies.len(), 100_000);
    let same_target = numbered(100_000, &|n| {
        let kind = if n == 0 { "accepted" } else { "void" };
        json!({"id": format!("e{n}"), "consignment": "c", "kind": kind, "at": at, "voids": if n == 0 { Value::Null } else { "e0".into() }})
    });
    assert_eq!(track(&same_target).unwrap().to_json(), {
        let mut none = Tracking::new();
        none.consignment = Some(id("c"));
        none.to_json()
    });
}
