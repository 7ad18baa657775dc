//! The targets, and the laws that several of them hold inputs and answers to.

pub(crate) mod compare;
pub(crate) mod dates_times;
pub(crate) mod explain;
pub(crate) mod foreign;
pub(crate) mod forms;
pub(crate) mod identifiers;
pub(crate) mod journey;
pub(crate) mod questions;
pub(crate) mod report;
pub(crate) mod rulebook;
pub(crate) mod settle;
pub(crate) mod track;

use std::collections::BTreeSet;
use std::fmt::Debug;

use hoso::wire::Shape;
use hoso::{Answer, IssueCode, Issues, Language, explain};
use serde_json::Value;

/// The input as the text that a binding would hand on.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

fn written<T: Shape>(value: &T, language: Language) -> String {
    hoso::wire::write::json(value, language)
}

/// What is written is read back as the same value, and written again as the same text.
fn round_trips<T: Shape + Debug + PartialEq>(value: &T) {
    for language in [Language::Vi, Language::En] {
        let text = written(value, language);
        let back: T = hoso::wire::read::parse(&text).unwrap_or_else(|issues| panic!("{issues} in {text}"));
        assert_eq!(*value, back, "read back from {text}");
        assert_eq!(text, written(&back, language), "written again");
    }
}

/// An answer is told apart by its keys and put into words, the same for the value and for what was read back.
fn is_explained<'a>(json: &str, answer: impl Into<Answer<'a>>) {
    let answer = answer.into();
    for language in [Language::Vi, Language::En] {
        let said = explain(&answer, language);
        assert!(!said.is_empty() && !said.contains("\n\n"), "said: {said}");
        let told = Answer::explain_json(json, language).unwrap_or_else(|issues| panic!("{issues} in {json}"));
        assert_eq!(said, told, "explained from {json}");
    }
}

/// An answer of a `…_json` function: issues, or an object with this key.
fn is_answer(json: &str, key: &str) -> bool {
    let value: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"));
    let refused = value.get("issues").is_some_and(|issues| issues.as_array().is_some_and(|issues| !issues.is_empty()));
    assert!(refused != value.get(key).is_some(), "neither issues nor `{key}`, or both: {json}");
    !refused
}

/// Issues are there, are not too many, and each points at a place of the input or at a key that is missing there.
fn are_issues(issues: &Issues, input: &str) {
    assert!(!issues.is_empty() && issues.len() <= Issues::MAX + 1, "{} issues", issues.len());
    for language in [Language::Vi, Language::En] {
        let json: Value = serde_json::from_str(&issues.to_json(language)).expect("JSON");
        let list = json.get("issues").and_then(Value::as_array).map_or(0, Vec::len);
        assert_eq!(list, issues.len(), "issues written");
        assert!(issues.iter().all(|issue| !issue.message(language).is_empty()), "an issue says nothing");
    }
    let is = |issue: &hoso::Issue, code| issue.code == code;
    if issues.iter().any(|issue| is(issue, IssueCode::NotJson)) {
        assert!(issues.len() == 1 && serde_json::from_str::<Value>(input).is_err(), "this is JSON: {input:.200}");
        return;
    }
    // A value of serde_json keeps the last of two equal keys, so a path into the first may lead nowhere.
    let repeated = issues.iter().any(|issue| is(issue, IssueCode::DuplicateKey) || is(issue, IssueCode::UnknownKey));
    let Ok(value) = serde_json::from_str::<Value>(input) else {
        return;
    };
    for issue in issues.iter().filter(|_| !repeated) {
        let parent = issue.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        assert!(value.pointer(parent).is_some(), "`{}` leads nowhere: {issue:?}", issue.path);
    }
}

/// Codes and places, each once.
fn places(issues: &Issues) -> BTreeSet<(&'static str, &str)> {
    issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect()
}
