//! Codes of other systems: known or not, each is kept as it was given and named.

use hoso::foreign::Meaning;
use hoso::{EventKind, ForeignCode, ForeignSystem, Language, event_of, event_of_json};

use super::{are_issues, is_answer, round_trips, text};
use crate::Met;

pub(crate) fn run(data: &[u8]) -> Met {
    let text = text(data);
    for &system in ForeignSystem::ALL {
        holds(system, &text);
    }
    let told = [Language::Vi, Language::En].map(|language| event_of_json(&text, language));
    let answered = told.each_ref().map(|told| is_answer(told, "meaning"));
    match ForeignCode::parse(&text) {
        Err(issues) => {
            are_issues(&issues, &text);
            assert_eq!(answered, [false; 2]);
            Met::Refused
        }
        Ok(asked) => {
            round_trips(&asked);
            holds(asked.system, asked.code.as_str());
            assert_eq!(told[0], event_of(asked.system, asked.code.as_str()).to_json(), "asked as text and as a value");
            assert_eq!(told[0], told[1], "the language changes nothing");
            Met::Accepted
        }
    }
}

fn holds(system: ForeignSystem, code: &str) {
    let answer = event_of(system, code);
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
