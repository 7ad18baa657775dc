//! Forms: issues that hold nobody's number, or a normal form that is its own.

use fastrand::Rng;
use hoso::Language;
use hoso::form::{preview as price, validate as hold};
use hoso::read::Node;

use super::{LANGUAGES, are_issues, is_answer, round_trips, told, written};
use crate::ask::{Filled, Parcel};
use crate::rulebooks::Twice;

pub(crate) fn validate(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "validate", "value", text, |rulebook, told| {
        let Ok(filled) = Filled::read(text) else { return };
        let options = filled.options(rulebook);
        let held = |text: &str| Node::parse(text).and_then(|value| hold(filled.form, value, &options));
        match held(&filled.value) {
            Ok(right) => {
                let normal = hoso::write::json(&right, Language::Vi);
                assert_eq!(*told, LANGUAGES.map(|_| format!("{{\"ok\":true,\"value\":{normal}}}")));
                assert_eq!(held(&normal).as_ref(), Ok(&right), "the normal form of {normal}");
            }
            Err(issues) => {
                assert!(!is_answer(&told[0], "value"), "asked as text and as a value: {told:?}");
                are_issues(&issues, &filled.value);
                // The reasons of an answer name the ids that were asked about; nothing else repeats what was given.
                if options.rulebook.is_none() {
                    let said: String = issues.iter().map(|issue| issue.message(Language::En)).collect();
                    let personal = filled.value.split(|char: char| !char.is_ascii_digit());
                    let personal = personal.filter(|run| run.len() >= 9);
                    personal.for_each(|number| assert!(!said.contains(number), "{number} in {said}"));
                }
            }
        }
    })
}

pub(crate) fn preview(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "preview", "value", text, |rulebook, told| {
        let Ok(Parcel { filled, on, weight }) = Parcel::read(text) else { return };
        match Node::parse(&filled.value).and_then(|value| price(filled.form, value, rulebook, on, weight)) {
            Ok(priced) => {
                assert!(matches!(priced.len(), 1..=2), "{told:?}");
                let told_of = |language| format!("{{\"ok\":true,\"value\":{}}}", written(&priced, language));
                assert_eq!(*told, LANGUAGES.map(told_of), "asked as text and as a value");
                round_trips(&priced);
            }
            Err(issues) => {
                assert!(!is_answer(&told[0], "value"), "asked as text and as a value: {told:?}");
                are_issues(&issues, &filled.value);
            }
        }
    })
}
