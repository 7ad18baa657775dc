//! Dossiers as a whole: the same however often and in whatever order their events were told.

use std::sync::LazyLock;

use hoso::{Dossier, DossierState, Event, Journey, Language, Rulebook, track};
use serde_json::Value;

use super::{are_issues, is_answer, round_trips, text, written};
use crate::Met;
use crate::numbers::Numbers;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let vector: Value = serde_json::from_str(include_str!("../../../tests/vectors/journey.json")).expect("JSON");
    Rulebook::from_value(vector.get("rulebook").expect("a rulebook")).expect("a valid rulebook")
});

pub(crate) fn run(data: &[u8]) -> Met {
    let text = text(data);
    let told = [Language::Vi, Language::En].map(|language| RULEBOOK.journey_json(&text, language));
    let answered = told.each_ref().map(|told| is_answer(told, "state"));
    let mut dossier = match Dossier::parse(&text) {
        Ok(dossier) => dossier,
        Err(issues) => {
            are_issues(&issues, &text);
            assert_eq!(answered, [false; 2]);
            return Met::Refused;
        }
    };
    round_trips(&dossier);
    let answer = RULEBOOK.journey(&dossier);
    assert_eq!(answered, [answer.is_ok(); 2]);
    let mut numbers = Numbers::of(data);
    for events in [&mut dossier.intake_events, &mut dossier.return_events] {
        events.extend_from_within(..numbers.below(events.len() + 1));
        numbers.shuffle(events);
    }
    let again = RULEBOOK.journey(&dossier);
    match answer {
        Err(issues) => {
            are_issues(&issues, &text);
            assert!(again.is_err(), "refused in this order only: {issues}");
            Met::Refused
        }
        Ok(journey) => {
            assert_eq!(again.as_ref(), Ok(&journey), "told again and in another order");
            assert_eq!(told, [Language::Vi, Language::En].map(|language| written(&journey, language)));
            round_trips(&journey);
            holds(&journey, &dossier, written(&dossier, Language::Vi).contains(r#""weight_grams":"#));
            Met::Accepted
        }
    }
}

/// What a journey says agrees with itself, and with what `track` says of each leg.
fn holds(journey: &Journey<'_>, dossier: &Dossier, weighed: bool) {
    assert_eq!(journey.state_number, journey.state.number());
    assert_eq!(journey.quote.is_some(), weighed, "a price without a weight, or none with one");
    if journey.handed_over_on.is_some() {
        assert_eq!(journey.state, DossierState::HandedOver, "{journey:?}");
    }
    let told = dossier.intake_events.iter().chain(&dossier.return_events).count();
    let mut events = 0;
    for leg in &journey.legs {
        let own = if leg.leg == hoso::Service::Intake { &dossier.intake_events } else { &dossier.return_events };
        let own = own.iter().filter(|event| Some(event.consignment()) == leg.tracking.consignment.as_ref());
        let own: Vec<Event> = own.cloned().collect();
        assert_eq!(track(&own).as_ref(), Ok(&leg.tracking), "a leg");
        events += own.len();
    }
    assert_eq!(events, told, "each event belongs to one leg");
    for late in &journey.late {
        let past = late.due < late.reached.unwrap_or(journey.on);
        assert!(past && late.days.is_none_or(|days| days >= 0), "{late:?} on {}", journey.on);
    }
}
