//! Documents: parsed, written, checked, and asked about what they hold.

use fastrand::Rng;
use hoso::{IssueCode, Issues, Rulebook};
use serde_json::{Value, json};

use super::{LANGUAGES, are_issues, carriage, choices, journey, places};
use crate::rulebooks::{Twice, twice};

/// How many questions of each kind a valid document is asked.
const QUESTIONS: usize = 12;

pub(crate) fn read(text: &str, numbers: &mut Rng) -> bool {
    let parsed = Rulebook::parse(text);
    reads_the_same_from_a_value(text, parsed.as_ref());
    let Ok(rulebook) = parsed.inspect_err(|issues| are_issues(issues, text)) else { return false };
    let rulebooks = twice(rulebook);
    is_checked(&rulebooks);
    let document = serde_json::from_str(&rulebooks[0].to_json()).expect("JSON");
    for _ in 0..QUESTIONS {
        asks_about(&rulebooks, &document, numbers);
    }
    true
}

/// The one question that is put to the rulebook of the input.
pub(crate) fn check(_: &[&Twice], text: &str, _: &mut Rng) -> bool {
    let Ok(rulebook) = Rulebook::parse(text) else { return false };
    is_checked(&twice(rulebook));
    true
}

/// Findings are the same of what was read back, say something, and lead into the document.
fn is_checked([rulebook, again]: &Twice) {
    let findings = rulebook.check();
    assert_eq!(findings, again.check(), "checked again");
    let document: Value = serde_json::from_str(&rulebook.to_json()).expect("JSON");
    for finding in &findings {
        let messages = LANGUAGES.map(|language| finding.message(language));
        assert!(messages.iter().all(|message| !message.is_empty()), "a finding says nothing");
        assert!(document.pointer(&finding.path).is_some(), "`{}` leads nowhere: {finding:?}", finding.path);
    }
    for language in LANGUAGES {
        let told = rulebook.ask("check", "{}", language);
        assert_eq!(told, again.ask("check", "{}", language), "asked again");
        assert_eq!(told, hoso::wire::write::json(&findings, language), "asked as text and as a value");
        let listed: Value = serde_json::from_str(&told).expect("JSON");
        assert_eq!(listed.as_array().map(Vec::len), Some(findings.len()), "findings written");
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

/// Asks about things of the document, mostly on days that it names.
fn asks_about(rulebooks: &Twice, document: &Value, numbers: &mut Rng) {
    let mut some = |list: &str, key: &str| numbers.choice(listed(document, list)).and_then(|it| it.get(key));
    let (agency, procedure) = (some("agencies", "code"), some("procedures", "code"));
    let (zone, place, field) = (some("zones", "id"), some("places", "code"), some("fields", "id"));
    let service = numbers.choice(["intake", "return", "both"]);
    let on = day(document, numbers);
    let known = (numbers.u8(..3) == 0).then(|| day(document, numbers));
    let case = json!({ "agency": agency, "procedure": procedure, "service": service, "on": on, "known_on": known });
    let of_field = with(&case, json!({ "procedure": null, "field": field }));
    let case = if numbers.u8(..4) == 0 { of_field } else { case };
    let ended = with(&case, if numbers.bool() { json!({ "zone": zone }) } else { json!({ "place": place }) });
    let weight = numbers.u32(1..=3_000);
    let quote = json!({ "weight_grams": weight, "declared_value": numbers.u32(..1_000_000_000),
        "applicant": ["poor", "poor_household"] });
    let deadlines = json!({ "posted_on": on, "resolved_on": day(document, numbers) });
    let asked = &[rulebooks];
    carriage::decide(asked, &case.to_string(), numbers);
    carriage::quote(asked, &with(&ended, quote).to_string(), numbers);
    carriage::deadlines(asked, &with(&ended, deadlines).to_string(), numbers);
    journey::journey(asked, &with(&ended, json!({ "dossier": "d", "weight_grams": weight })).to_string(), numbers);
    choices::choices(asked, &json!({ "on": on }).to_string(), numbers);
    choices::procedures(asked, &json!({ "agency": agency, "on": on }).to_string(), numbers);
}

/// A question with more keys.
fn with(question: &Value, keys: Value) -> Value {
    let mut question = question.clone();
    if let (Value::Object(question), Value::Object(keys)) = (&mut question, keys) {
        question.extend(keys);
    }
    question
}

/// A list of the document.
fn listed<'d>(document: &'d Value, key: &str) -> &'d [Value] {
    document.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A day that the document names, or one near it.
fn day(document: &Value, numbers: &mut Rng) -> String {
    let list = numbers.choice(["contracts", "tariffs", "agencies", "liability"]).unwrap_or_default();
    let it = numbers.choice(listed(document, list));
    let valid = it.and_then(|it| it.get("valid").or_else(|| numbers.choice(listed(it, "versions"))?.get("valid")));
    let named = valid.and_then(|valid| valid.get(if numbers.bool() { "from" } else { "until" })?.as_str());
    let named: Option<hoso::Date> = named.and_then(|day| day.parse().ok());
    let near = numbers.i64(-400..400);
    let near = if numbers.bool() { near } else { near.signum() };
    let day = named.or_else(|| hoso::Date::MIN.plus(42_000)).and_then(|day| day.plus(near));
    day.unwrap_or(hoso::Date::MAX).to_string()
}
