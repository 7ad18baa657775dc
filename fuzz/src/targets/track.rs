//! Events: read, tracked in any order, folded one by one.

use hoso::track::{FailureReason, track_json};
use hoso::{Event, EventKind, Id, Language, Money, Time, Tracking, track};

use super::{are_issues, is_answer, is_explained, round_trips, text};
use crate::Met;
use crate::numbers::Numbers;

pub(crate) fn run(data: &[u8]) -> Met {
    let text = text(data);
    for language in [Language::Vi, Language::En] {
        is_answer(&track_json(&text, language), "state");
    }
    if let Ok(tracking) = Tracking::parse(&text) {
        holds(&tracking);
    }
    match Event::parse_list(&text) {
        Err(issues) => {
            are_issues(&issues, &text);
            Met::Refused
        }
        Ok(events) => follow(events, &mut Numbers::of(data)),
    }
}

fn follow(mut events: Vec<Event>, numbers: &mut Numbers) -> Met {
    events.iter().for_each(round_trips);
    let tracking = match track(&events) {
        Ok(tracking) => tracking,
        Err(issues) => {
            assert!(
                events
                    .iter()
                    .any(|event| { events.first().is_some_and(|first| first.consignment() != event.consignment()) })
            );
            numbers.shuffle(&mut events);
            assert!(track(&events).is_err(), "mixed in this order only: {issues}");
            return Met::Refused;
        }
    };
    holds(&tracking);
    let json = tracking.to_json();
    for round in 0..3 {
        numbers.shuffle(&mut events);
        // Told again: some of the events, from the second round on all of them.
        let again = if round == 0 { numbers.below(events.len() + 1) } else { 0 };
        events.extend_from_within(..again);
        assert_eq!(json, track(&events).unwrap_or_else(|issues| panic!("{issues}")).to_json(), "in another order");
    }
    assert!(tracking.history.len() <= events.len() && tracking.anomalies.len() <= events.len(), "more than was told");
    folds(&tracking);
    Met::Accepted
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

/// Advancing over what was applied gives the same.
fn folds(tracking: &Tracking) {
    let Some(consignment) = &tracking.consignment else {
        return;
    };
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
