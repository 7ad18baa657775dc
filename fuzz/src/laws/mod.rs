//! The targets, and the laws that several of them hold inputs and answers to.

pub(crate) mod carriage;
pub(crate) mod choices;
pub(crate) mod compare;
pub(crate) mod dates_times;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod foreign;
pub(crate) mod forms;
pub(crate) mod identifiers;
pub(crate) mod journey;
pub(crate) mod report;
pub(crate) mod rulebook;
pub(crate) mod settle;
pub(crate) mod track;

use std::collections::BTreeSet;
use std::fmt::Debug;

use hoso::wire::Shape;
use hoso::{Answer, IssueCode, Issues, Language, Rulebook, explain};
use serde_json::Value;

use crate::rulebooks::Twice;

const LANGUAGES: [Language; 2] = [Language::Vi, Language::En];

/// The answer to a question that was asked as text, in each language.
type Told = [String; 2];

/// Puts a question to rulebooks, twice to each, and holds each answer to its laws; whether one of them answered. The key
/// is one that every answer has.
fn told(rulebooks: &[&Twice], name: &str, key: &str, text: &str, mut law: impl FnMut(&Rulebook, &Told)) -> bool {
    let mut any = false;
    for [rulebook, again] in rulebooks {
        let [told, twice] = [rulebook, again].map(|it| LANGUAGES.map(|language| it.ask(name, text, language)));
        assert_eq!(told, twice, "asked again");
        let [answered, in_english] = told.each_ref().map(|told| is_answer(told, key));
        assert_eq!(answered, in_english, "answered in one language only: {told:?}");
        law(rulebook, &told);
        any |= answered;
    }
    any
}

/// The question that a text holds, and its answer: what was told of the text. `None` when there is no question.
fn asked<Q, A>(
    text: &str,
    told: &Told,
    answer: impl Fn(&Q, Language) -> Result<A, Issues>,
) -> Option<(Q, Result<A, Issues>)>
where
    Q: Shape + Debug + PartialEq,
    A: Shape + Debug + PartialEq,
{
    let refused = |issues: &Issues| {
        are_issues(issues, text);
        assert_eq!(*told, LANGUAGES.map(|language| issues.to_json(language)), "refused as text and as a value");
    };
    let question: Q = hoso::wire::read::parse(text).inspect_err(refused).ok()?;
    round_trips(&question);
    let [answered, in_english] = LANGUAGES.map(|language| answer(&question, language));
    match (&answered, &in_english) {
        (Ok(vi), Ok(en)) => {
            assert_eq!(*told, [written(vi, Language::Vi), written(en, Language::En)], "asked as text and as a value");
            round_trips(vi);
        }
        (Err(issues), Err(_)) => refused(issues),
        _ => panic!("answered in one language only: {told:?}"),
    }
    Some((question, answered))
}

fn written<T: Shape>(value: &T, language: Language) -> String {
    hoso::wire::write::json(value, language)
}

/// What is written is read back as the same value, and written again as the same text.
fn round_trips<T: Shape + Debug + PartialEq>(value: &T) {
    for language in LANGUAGES {
        let text = written(value, language);
        let back: T = hoso::wire::read::parse(&text).unwrap_or_else(|issues| panic!("{issues} in {text}"));
        assert_eq!(*value, back, "read back from {text}");
        assert_eq!(text, written(&back, language), "written again");
    }
}

/// An answer is told apart by its keys and put into words, the same for the value and for what was read back.
fn is_explained<'a>(json: &str, answer: impl Into<Answer<'a>>) {
    let answer = answer.into();
    for language in LANGUAGES {
        let said = explain(&answer, language);
        assert!(!said.is_empty() && !said.contains("\n\n"), "said: {said}");
        let told = Answer::explain_json(json, language).unwrap_or_else(|issues| panic!("{issues} in {json}"));
        assert_eq!(said, told, "explained from {json}");
    }
}

/// An answer in JSON: issues, or an object with this key; without a key a list.
fn is_answer(json: &str, key: &str) -> bool {
    let value: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"));
    let refused = value.get("issues").is_some_and(|issues| issues.as_array().is_some_and(|issues| !issues.is_empty()));
    let is_there = if key.is_empty() { value.is_array() } else { value.get(key).is_some() };
    assert!(refused != is_there, "neither issues nor `{key}`, or both: {json}");
    !refused
}

/// What of a form may be missing as a whole: then it is told at the fields that it needs.
const PARTS_OF_FORMS: [&str; 5] =
    ["/applicant", "/applicant/document", "/submitter/document", "/recipient/document", "/address"];

/// Issues are there, are not too many, and each points at a place of the input or at a key that is missing there.
fn are_issues(issues: &Issues, input: &str) {
    assert!(!issues.is_empty() && issues.len() <= Issues::MAX + 1, "{} issues", issues.len());
    for language in LANGUAGES {
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
        let is_needed = is(issue, IssueCode::Missing) && PARTS_OF_FORMS.contains(&parent);
        assert!(is_needed || value.pointer(parent).is_some(), "`{}` leads nowhere: {issue:?}", issue.path);
    }
}

/// Codes and places, each once.
fn places(issues: &Issues) -> BTreeSet<(&'static str, &str)> {
    issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect()
}
