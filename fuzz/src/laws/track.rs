//! Events: read, tracked in any order, folded one by one.

use fastrand::Rng;
use hoso::{
    AnomalyCode, Event, EventKind, FailureReason, Id, Issues, Money, Time, Told, Tracking, track as track_events,
};

use super::{LANGUAGES, are_issues, is_explained, round_trips, told};
use crate::rulebooks::Twice;

pub(crate) fn track(rulebooks: &[&Twice], text: &str, numbers: &mut Rng) -> bool {
    if let Ok(tracking) = Tracking::parse(text) {
        holds(&tracking);
    }
    if let Ok(events) = Told::parse_list(text) {
        events.iter().for_each(round_trips);
    }
    told(rulebooks, "track", "state", text, |_, told| {
        let refused = |issues: &Issues| {
            are_issues(issues, text);
            assert_eq!(*told, LANGUAGES.map(|language| issues.to_json(language)), "refused as text and as a value");
        };
        let Ok(events) = Event::parse_list(text).inspect_err(refused) else { return };
        events.iter().for_each(round_trips);
        match track_events(&events) {
            Err(issues) => {
                refused(&issues);
                are_mixed(events, numbers);
            }
            Ok(tracking) => {
                assert_eq!(*told, LANGUAGES.map(|_| tracking.to_json()), "asked as text and as a value");
                follow(events, &tracking, numbers);
            }
        }
    })
}

/// Only events of several consignments are refused, and in any order.
fn are_mixed(mut events: Vec<Event>, numbers: &mut Rng) {
    let first = events.first().map(|event| event.consignment().clone());
    assert!(events.iter().any(|event| Some(event.consignment()) != first.as_ref()), "refused: {events:?}");
    numbers.shuffle(&mut events);
    assert!(track_events(&events).is_err(), "mixed in this order only");
}

fn follow(mut events: Vec<Event>, tracking: &Tracking, numbers: &mut Rng) {
    holds(tracking);
    let json = tracking.to_json();
    let without_persons: Vec<Event> = events.iter().cloned().map(Event::without_person).collect();
    let erased = track_events(&without_persons).unwrap_or_else(|issues| panic!("{issues}"));
    assert_eq!(json, erased.to_json(), "without persons");
    for round in 0..3 {
        numbers.shuffle(&mut events);
        // Told again: some of the events, from the second round on all of them.
        let again = if round == 0 { numbers.usize(..=events.len()) } else { 0 };
        events.extend_from_within(..again);
        assert_eq!(
            json,
            track_events(&events).unwrap_or_else(|issues| panic!("{issues}")).to_json(),
            "in another order"
        );
    }
    assert!(tracking.history.len() <= events.len() && tracking.anomalies.len() <= events.len(), "more than was told");
    folds(tracking);
}

/// A tracking is read back, put into words, and allows what it says.
fn holds(tracking: &Tracking) {
    round_trips(tracking);
    is_explained(&tracking.to_json(), tracking);
    let allowed = tracking.allowed();
    let consignment = tracking.consignment.clone().unwrap_or_else(|| id("c"));
    let at = "2014-10-01T08:30:00+07:00".parse().expect("a time");
    for &kind in EventKind::ALL {
        match tracking.advance(&event(id("next"), &consignment, kind, at)) {
            Ok(next) => assert!(allowed.contains(&kind) && next.history.len() == tracking.history.len() + 1, "{kind}"),
            Err(refused) => assert!(!allowed.contains(&kind) && refused.allowed == allowed, "{kind}: {refused:?}"),
        }
    }
}

/// An event with what its kind needs.
fn event(id: Id, consignment: &Id, kind: EventKind, at: Time) -> Event {
    let consignment = consignment.clone();
    match kind {
        EventKind::DeliveryFailed => Event::delivery_failed(id, consignment, at, FailureReason::AddresseeAbsent),
        EventKind::ClaimSettled => Event::claim_settled(id, consignment, at, Money::ZERO),
        EventKind::Void => Event::void(id.clone(), consignment, at, id),
        kind => Event::new(id, consignment, kind, at).expect("all that it needs"),
    }
}

/// Advancing over what was applied gives the same, unless it was applied without an acceptance, which is not lawful.
fn folds(tracking: &Tracking) {
    let Some(consignment) = &tracking.consignment else {
        return;
    };
    if tracking.anomalies.iter().any(|anomaly| anomaly.code == AnomalyCode::NotAccepted) {
        return;
    }
    // Each step copies the history, so that a long one is folded in part.
    let mut folded = Tracking::new();
    for applied in tracking.history.iter().take(200) {
        let event = event(applied.event.clone(), consignment, applied.kind, applied.at);
        folded = folded.advance(&event).unwrap_or_else(|refused| panic!("{refused}"));
        assert_eq!(Some(applied), folded.history.last(), "folded");
    }
    if tracking.history.len() <= 200 && !tracking.history.is_empty() {
        folded.anomalies.clone_from(&tracking.anomalies);
        assert_eq!(*tracking, folded, "folded");
    }
}

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}
