//! Codes of other systems: known or not, each is kept as it was given and named.

use fastrand::Rng;
use hoso::{EventKind, ForeignCode, ForeignEvent, ForeignSystem, Meaning, event_of as meaning_of};

use super::{asked, round_trips, told};
use crate::rulebooks::Twice;

pub(crate) fn event_of(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    for &system in ForeignSystem::ALL {
        holds(system, text);
    }
    told(rulebooks, "event_of", "meaning", text, |_, told| {
        // Read back, so that it no longer borrows from the question.
        let meaning = |it: &ForeignCode, _| hoso::wire::read::parse(&meaning_of(it.system, it.code.as_str()).to_json());
        let Some((asked, _)) = asked::<_, ForeignEvent<'_>>(text, told, meaning) else { return };
        holds(asked.system, asked.code.as_str());
        assert_eq!(told[0], told[1], "the language changes nothing");
    })
}

fn holds(system: ForeignSystem, code: &str) {
    let answer = meaning_of(system, code);
    round_trips(&answer);
    assert_eq!((answer.system, answer.code.as_ref()), (system, code), "the code is kept");
    assert_eq!(answer.source, system.source());
    let known = system.codes().any(|known| known.eq_ignore_ascii_case(code));
    assert_eq!(answer.meaning != Meaning::Unknown, known, "{answer:?}");
    assert_eq!((answer.name.is_some(), answer.verified.is_some()), (known, known), "{answer:?}");
    assert_eq!(answer.kind.is_some(), answer.meaning == Meaning::Event, "{answer:?}");
    assert!(answer.reason.is_none() || answer.meaning == Meaning::Reason, "{answer:?}");
    assert!(!matches!(answer.kind, Some(EventKind::Void)), "no other system takes back our events");
}
