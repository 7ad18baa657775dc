//! Forms: issues that hold nobody's number, or a normal form that is its own.

use fastrand::Rng;
use hoso::form::{Options, preview as price, validate as hold, without_person};
use hoso::wire::Node;
use hoso::wire::read::parse;
use hoso::{FilledForm, FormPreview, Language};

use super::{LANGUAGES, are_issues, is_answer, round_trips, told, written};
use crate::rulebooks::Twice;

pub(crate) fn validate(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "validate", "applicant", text, |rulebook, told| {
        let Ok(FilledForm { form, value, on, .. }) = parse(text) else { return };
        let options = Options { rulebook: on.map(|_| rulebook), on };
        let held = |text: &str| Node::parse(text).and_then(|value| hold(form, value, &options));
        let given = written(&value, Language::Vi);
        match hold(form, value.node().clone(), &options) {
            Ok(right) => {
                let normal = hoso::wire::write::json(&right, Language::Vi);
                assert_eq!(*told, LANGUAGES.map(|_| normal.clone()));
                assert_eq!(held(&normal).as_ref(), Ok(&right), "the normal form of {normal}");
            }
            Err(issues) => {
                assert!(!is_answer(&told[0], "applicant"), "asked as text and as a value: {told:?}");
                are_issues(&issues, &given);
                // The reasons of an answer name the ids that were asked about; nothing else repeats what was given.
                if options.rulebook.is_none() {
                    let said: String = issues.iter().map(|issue| issue.message(Language::En)).collect();
                    let personal = given.split(|char: char| !char.is_ascii_digit());
                    let personal = personal.filter(|run| run.len() >= 9);
                    personal.for_each(|number| assert!(!said.contains(number), "{number} in {said}"));
                }
            }
        }
    })
}

pub(crate) fn preview(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "preview", "", text, |rulebook, told| {
        let Ok(FormPreview { form, value, on, weight_grams, .. }) = parse(text) else { return };
        if let Ok(left) = without_person(form, value.node().clone()) {
            let left = left.to_json();
            let cost = |form_of: Node<'_>| price(form, form_of, rulebook, on, weight_grams).ok();
            let kept = || Node::parse(&left).expect("what was written");
            assert_eq!(cost(kept()), cost(value.node().clone()), "without persons: {left}");
            assert_eq!(without_person(form, kept()).map(|again| again.to_json()), Ok(left.clone()));
        }
        match price(form, value.node().clone(), rulebook, on, weight_grams) {
            Ok(priced) => {
                assert!(matches!(priced.len(), 1..=2), "{told:?}");
                let told_of = |language| written(&priced, language);
                assert_eq!(*told, LANGUAGES.map(told_of), "asked as text and as a value");
                round_trips(&priced);
            }
            Err(issues) => {
                assert!(!is_answer(&told[0], ""), "asked as text and as a value: {told:?}");
                are_issues(&issues, &written(&value, Language::Vi));
            }
        }
    })
}
