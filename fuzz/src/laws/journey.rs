//! Dossiers as a whole: the same however often and in whatever order their events were told.

use fastrand::Rng;
use hoso::{Dossier, DossierState, Event, Journey, track};

use super::{asked, told, written};
use crate::rulebooks::Twice;

pub(crate) fn journey(rulebooks: &[&Twice], text: &str, numbers: &mut Rng) -> bool {
    told(rulebooks, "journey", "state", text, |rulebook, told| {
        let answer = asked(text, told, |dossier: &Dossier, _| rulebook.journey(dossier));
        let Some((mut dossier, answer)) = answer else { return };
        for events in [&mut dossier.intake_events, &mut dossier.return_events] {
            events.extend_from_within(..numbers.usize(..=events.len()));
            numbers.shuffle(events);
        }
        let again = rulebook.journey(&dossier);
        let Ok(journey) = answer else {
            assert!(again.is_err(), "refused in this order only");
            return;
        };
        assert_eq!(again.as_ref(), Ok(&journey), "told again and in another order");
        holds(&journey, &dossier);
    })
}

/// What a journey says agrees with itself, and with what `track` says of each leg.
fn holds(journey: &Journey<'_>, dossier: &Dossier) {
    assert_eq!(journey.state_number, journey.state.number());
    assert_eq!(
        journey.quote.is_some(),
        written(dossier, hoso::Language::Vi).contains(r#""weight_grams":"#),
        "a price without a weight, or none with one"
    );
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
