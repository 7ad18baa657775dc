//! Forms: issues that hold nobody's number, or a normal form that is its own.

use std::sync::LazyLock;

use hoso::form::{Form, Options, preview, preview_json, validate, validate_json};
use hoso::wire::Node;
use hoso::{Date, Grams, Language, Rulebook};
use serde_json::Value;

use super::{are_issues, is_answer, round_trips, text};
use crate::Met;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let vector: Value = serde_json::from_str(include_str!("../../../tests/vectors/forms.json")).expect("JSON");
    Rulebook::from_value(vector.get("rulebook").expect("a rulebook")).expect("a valid rulebook")
});

pub(crate) fn run(data: &[u8]) -> Met {
    let text = text(data);
    let mut met = Met::Refused;
    for &form in Form::ALL {
        if is_right(form, &text, &Options::default()) {
            met = Met::Accepted;
        }
        let on: Date = "2019-01-02".parse().expect("a date");
        is_right(form, &text, &Options { rulebook: Some(&*RULEBOOK), on: Some(on) });
        is_priced(form, &text, on);
    }
    met
}

fn is_right(form: Form, text: &str, options: &Options<'_>) -> bool {
    let told = [Language::Vi, Language::En].map(|language| validate_json(form, text, options, language));
    let right = told.each_ref().map(|told| is_answer(told, "value"));
    match Node::parse(text).and_then(|value| validate(form, value, options)) {
        Ok(filled) => {
            let written = hoso::wire::write::json(&filled, Language::Vi);
            assert_eq!(told, [0, 1].map(|_| format!("{{\"ok\":true,\"value\":{written}}}")));
            let again = Node::parse(&written).and_then(|value| validate(form, value, options));
            assert_eq!(again.as_ref(), Ok(&filled), "the normal form of {written}");
        }
        Err(issues) => {
            assert_eq!(right, [false; 2]);
            are_issues(&issues, text);
            // The reasons of an answer name the ids that were asked about; nothing else repeats what was given.
            if options.rulebook.is_none() {
                let personal = text.split(|char: char| !char.is_ascii_digit()).filter(|run| run.len() >= 9);
                let said: String = issues.iter().map(|issue| issue.message(Language::En)).collect();
                personal.for_each(|number| assert!(!said.contains(number), "{number} in {said}"));
            }
        }
    }
    right[0]
}

fn is_priced(form: Form, text: &str, on: Date) {
    let weight = Grams::try_from(100).expect("a weight");
    let told = preview_json(form, text, &RULEBOOK, on, weight, Language::En);
    match Node::parse(text).and_then(|value| preview(form, value, &RULEBOOK, on, weight)) {
        Ok(priced) => {
            assert!(is_answer(&told, "value") && matches!(priced.len(), 1..=2), "{told}");
            round_trips(&priced);
        }
        Err(issues) => are_issues(&issues, text),
    }
}
