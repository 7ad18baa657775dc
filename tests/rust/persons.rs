//! What is left when persons are taken out: the vectors written by hand, and that nothing else is told of it.

use std::sync::LazyLock;

use hoso::form::{self, Form};
use hoso::wire::Node;
use hoso::{Date, Event, EventRecipient, Grams, Language, Rulebook, track};
use hoso_tests::{answer_of, folder, read};
use proptest::prelude::*;
use serde_json::{Value, json};

fn vectors(name: &str) -> Value {
    read(&folder().join(format!("vectors/{name}.json")))
}

fn left_of(form: Form, value: &str) -> String {
    match Node::parse(value).and_then(|value| form::without_person(form, value)) {
        Ok(left) => left.to_json(),
        Err(issues) => issues.to_json(Language::Vi),
    }
}

fn form_of(case: &Value) -> Form {
    Form::from_name(case["form"].as_str().unwrap()).unwrap()
}

#[test]
fn events_and_forms_lose_their_persons_and_nothing_else() {
    let vectors = vectors("persons");
    for case in vectors["events"].as_array().unwrap() {
        let event = Event::parse(&case["event"].to_string()).unwrap();
        let answer: Value = serde_json::from_str(&event.without_person().to_json()).unwrap();
        assert_eq!(answer, case["answer"], "{}", case["describes"]);
    }
    for case in vectors["forms"].as_array().unwrap() {
        let answer = answer_of(&left_of(form_of(case), &case["value"].to_string()));
        assert_eq!(answer, case["answer"], "{}", case["describes"]);
    }
}

static EVENTS: LazyLock<Vec<Vec<Event>>> = LazyLock::new(|| {
    let files = ["track", "tracking"].map(vectors);
    let cases = files.iter().flat_map(|file| file.as_array().unwrap());
    cases.map(|case| Event::parse_list(&case["events"].to_string()).unwrap()).collect()
});

prop_compose! {
    /// Events of a consignment, each told once or twice, by one name or another or by none; and whether each is erased.
    fn told()(set in any::<prop::sample::Index>())(
        events in Just(EVENTS[set.index(EVENTS.len())].clone()),
        persons in prop::collection::vec((0_usize..4, 0_usize..4, any::<bool>(), any::<bool>()), EVENTS[set.index(EVENTS.len())].len()),
    ) -> Vec<(Event, bool)> {
        let by = |event: &Event, name: usize| match ["Lê Văn A", "Trần Thị B", "\u{10ffff}"].get(name) {
            Some(name) => event.clone().with_recipient(name.parse::<EventRecipient>().unwrap()),
            None => event.clone().without_person(),
        };
        let twice = events.iter().zip(persons).flat_map(|(event, (first, second, is_twice, is_erased))| {
            let again = is_twice.then(|| (by(event, second), !is_erased));
            std::iter::once((by(event, first), is_erased)).chain(again)
        });
        twice.collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: hoso_tests::cases(2_000), failure_persistence: None, ..ProptestConfig::default() })]

    /// Where it is, state by state and with every anomaly, does not rest on whose names are told, nor on which are erased.
    #[test]
    fn tracking_says_the_same_without_persons(told in told()) {
        let whole: Vec<Event> = told.iter().map(|(event, _)| event.clone()).collect();
        let erase = |which: &dyn Fn(bool) -> bool| -> Vec<Event> {
            let erased = told.iter().map(|(event, is_erased)| (event.clone(), which(*is_erased)));
            erased.map(|(event, gone)| if gone { event.without_person() } else { event }).collect()
        };
        let answer = track(&whole).unwrap();
        for erased in [erase(&|_| true), erase(&|is_erased| is_erased)] {
            prop_assert_eq!(track(&erased).unwrap(), answer.clone());
        }
        for event in erase(&|_| true) {
            prop_assert!(event.recipient().is_none());
            prop_assert_eq!(Event::parse(&event.to_json()).unwrap(), event.clone());
            prop_assert_eq!(event.clone().without_person(), event);
        }
    }
}

/// Of two contents of one id the person would decide which counts, were it looked at: `recipient` sorts before `voids`.
#[test]
fn which_content_counts_does_not_rest_on_the_person() {
    let at = "2026-01-05T09:00:00+07:00";
    let mut events = json!([
        {"id": "1", "consignment": "c", "kind": "accepted", "at": at}, {"id": "2", "consignment": "c", "kind": "lost", "at": at},
        {"id": "v", "consignment": "c", "kind": "void", "at": at, "voids": "2", "recipient": "Lê Văn A"},
        {"id": "v", "consignment": "c", "kind": "void", "at": at, "voids": "1"},
    ]);
    let whole = track(&Event::parse_list(&events.to_string()).unwrap()).unwrap();
    assert_eq!(whole.state, hoso::State::Accepted);
    events[2].as_object_mut().unwrap().remove("recipient");
    assert_eq!(track(&Event::parse_list(&events.to_string()).unwrap()).unwrap(), whole);
}

/// What is left costs the same, by the form that is left of it too, and holds nothing of what was erased.
#[test]
fn a_form_costs_the_same_without_its_persons() {
    let forms = vectors("forms");
    let rulebook = Rulebook::from_value(&forms["rulebook"]).unwrap();
    let persons = json!({
        "applicant": {"name": "Nguyễn Văn An"}, "submitter": {"name": "Nguyễn Văn An"}, "recipient": {"name": "Nguyễn Văn An"},
        "note": "Nguyễn Văn An", "documents": [{"name": "Nguyễn Văn An"}], "x_name": "Nguyễn Văn An", "consent": true,
        "dossier": "Nguyễn Văn An",
    });
    let (mut left, mut boxes) = (0, 0);
    for case in forms["previews"].as_array().unwrap() {
        let mut value = case["value"].clone();
        value.as_object_mut().unwrap().extend(persons.as_object().unwrap().clone());
        if let Some(address) = value.get_mut("address").and_then(Value::as_object_mut) {
            address.insert("street".into(), "Nguyễn Văn An".into());
        }
        let kept = left_of(form_of(case), &value.to_string());
        assert!(!kept.contains("Nguyễn"), "{kept}");
        if kept.starts_with(r#"{"issues""#) {
            continue;
        }
        let on: Date = case["on"].as_str().unwrap().parse().unwrap();
        let weight = Grams::try_from(case["weight_grams"].as_i64().unwrap()).unwrap();
        let cost = |text: &str| form::preview_json(form_of(case), text, &rulebook, on, weight, Language::Vi);
        assert_eq!(cost(&kept), cost(&value.to_string()), "{}", case["describes"]);
        assert_eq!(left_of(form_of(case), &kept), kept);
        left += 1;
        boxes += usize::from(kept.contains("pick_up"));
    }
    assert!(left > 5 && boxes > 2, "{left} {boxes}");
}
