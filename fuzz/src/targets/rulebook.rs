//! Documents: parsed, written, checked, and asked about what they hold.

use hoso::wire::Shape;
use hoso::{Case, Consignment, IssueCode, Issues, Language, Moments, Rulebook};
use serde_json::{Value, json};

use super::{are_issues, is_answer, places, questions, text};
use crate::Met;
use crate::numbers::Numbers;

/// How many questions a valid document is asked.
const QUESTIONS: usize = 12;

pub(crate) fn run(data: &[u8]) -> Met {
    let text = text(data);
    let parsed = Rulebook::parse(&text);
    reads_the_same_from_a_value(&text, parsed.as_ref());
    match parsed {
        Err(issues) => {
            are_issues(&issues, &text);
            Met::Refused
        }
        Ok(rulebook) => {
            holds(&rulebook, &mut Numbers::of(data));
            Met::Accepted
        }
    }
}

/// Text and value give the same rulebook or the same issues, unless a key stands twice, which a value cannot hold.
fn reads_the_same_from_a_value(text: &str, parsed: Result<&Rulebook, &Issues>) {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let from_value = Rulebook::from_value(&value);
    let odd = |issues: &Issues| {
        let once = |code| issues.iter().any(|issue| issue.code == code);
        once(IssueCode::DuplicateKey)
            || once(IssueCode::ExactlyOneOf)
            || once(IssueCode::TooManyIssues)
            || once(IssueCode::TooDeep)
    };
    match (parsed, from_value) {
        (Ok(one), Ok(other)) => {
            let value = |rulebook: &Rulebook| serde_json::from_str::<Value>(&rulebook.to_json()).expect("JSON");
            assert_eq!(value(one), value(&other), "read from text and from a value");
        }
        (Err(one), Err(other)) => {
            assert!(odd(one) || places(one) == places(&other), "from text: {one:?}\nfrom a value: {other:?}");
        }
        (Err(issues), Ok(_)) => assert!(odd(issues), "from text only: {issues:?}"),
        (Ok(_), Err(issues)) => panic!("from a value only: {issues:?}"),
    }
}

fn holds(rulebook: &Rulebook, numbers: &mut Numbers) {
    let json = rulebook.to_json();
    let again = Rulebook::parse(&json).unwrap_or_else(|issues| panic!("{issues} in {json}"));
    assert_eq!(rulebook.document(), again.document(), "read back");
    assert_eq!(json, again.to_json(), "written again");
    let value: Value = serde_json::from_str(&json).expect("JSON");
    let findings = rulebook.check();
    assert_eq!(findings, again.check(), "checked again");
    for finding in &findings {
        let messages = [Language::Vi, Language::En].map(|language| finding.message(language));
        assert!(messages.iter().all(|message| !message.is_empty()), "a finding says nothing");
        assert!(value.pointer(&finding.path).is_some(), "`{}` leads nowhere: {finding:?}", finding.path);
    }
    let listed: Value = serde_json::from_str(&rulebook.check_json(Language::En)).expect("JSON");
    assert_eq!(listed.as_array().map(Vec::len), Some(findings.len()), "findings written");
    for _ in 0..QUESTIONS {
        ask(rulebook, &again, &value, numbers);
    }
}

/// Asks about things of the document, mostly on days that it names.
fn ask(rulebook: &Rulebook, again: &Rulebook, document: &Value, numbers: &mut Numbers) {
    let mut some = |list: &str, key: &str| {
        let list = document.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        numbers.pick(list).and_then(|it| it.get(key)).cloned()
    };
    let (agency, procedure) = (some("agencies", "code"), some("procedures", "code"));
    let (zone, place, field) = (some("zones", "id"), some("places", "code"), some("fields", "id"));
    let service = numbers.pick(&["intake", "return", "both"]).copied().unwrap_or("both");
    let on = day(document, numbers);
    let known = numbers.once_in(3).then(|| day(document, numbers));
    let asked = json!({ "agency": agency, "procedure": procedure, "service": service, "on": on, "known_on": known });
    let with = |keys: Value| {
        let mut question = asked.clone();
        if let (Value::Object(question), Value::Object(keys)) = (&mut question, keys) {
            question.extend(keys);
        }
        question
    };
    let end = if numbers.once_in(2) { json!({ "zone": zone }) } else { json!({ "place": place }) };
    let mut quote = with(end.clone());
    let mut deadlines = with(end);
    quote["weight_grams"] = json!(1 + numbers.below(3_000));
    quote["declared_value"] = json!(numbers.below(1_000_000_000));
    quote["applicant"] = json!(["poor", "poor_household"]);
    deadlines["posted_on"] = json!(on);
    deadlines["resolved_on"] = json!(day(document, numbers));
    let of_field = numbers.once_in(4).then(|| with(json!({ "procedure": null, "field": field })));
    if let Some(case) = question::<Case>(of_field.as_ref().unwrap_or(&asked)) {
        assert_eq!(questions::decide(rulebook, &case), questions::decide(again, &case), "asked again");
    }
    if let Some(consignment) = question::<Consignment>(&quote) {
        assert_eq!(questions::quote(rulebook, &consignment), questions::quote(again, &consignment), "asked again");
    }
    if let Some(moments) = question::<Moments>(&deadlines) {
        assert_eq!(questions::deadlines(rulebook, &moments), questions::deadlines(again, &moments), "asked again");
    }
    is_answer(&rulebook.quote_json(&quote.to_string(), Language::Vi), "outcome");
}

fn question<T: Shape>(question: &Value) -> Option<T> {
    hoso::wire::read::parse(&question.to_string()).ok()
}

/// A day that the document names, or one near it.
fn day(document: &Value, numbers: &mut Numbers) -> String {
    let list = |key: &str| document.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let lists = [list("contracts"), list("tariffs"), list("agencies"), list("liability")];
    let it = numbers.pick(&lists).and_then(|list| numbers.pick(list));
    let valid =
        it.and_then(|it| it.get("valid").or_else(|| numbers.pick(it.get("versions")?.as_array()?)?.get("valid")));
    let named = valid.and_then(|valid| valid.get(if numbers.once_in(2) { "from" } else { "until" })?.as_str());
    let named: Option<hoso::Date> = named.and_then(|day| day.parse().ok());
    let near = i64::try_from(numbers.below(800)).unwrap_or(0) - 400;
    let near = if numbers.once_in(2) { near } else { near.signum() };
    let day = named.or_else(|| hoso::Date::MIN.plus(42_000)).and_then(|day| day.plus(near));
    day.unwrap_or(hoso::Date::MAX).to_string()
}
