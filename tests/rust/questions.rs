//! The list of questions: each is asked by its name as by its method, and described by schemas.

use std::collections::BTreeSet;
use std::fs;

use hoso::form::Filled;
use hoso::wire::{Shape, Write, read, write};
use hoso::{Comparing, FilledForm, FormPreview, Inspection, Language, QuestionKind, Rulebook, describe};
use hoso_tests::asked::{Asked, asked};
use hoso_tests::{answer_of, folder};
use regex::Regex;
use serde_json::{Value, json};

use crate::oracle::ask;

fn empty() -> Rulebook {
    let document = json!({ "hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00" });
    Rulebook::from_value(&document).unwrap()
}

#[test]
fn every_question_has_schemas_that_hold_what_it_asks_and_answers() {
    let described = describe();
    let questions = described["questions"].as_array().unwrap();
    assert_eq!(questions.len(), QuestionKind::ALL.len());
    for question in questions {
        for part in ["question", "answer"] {
            let schema = &question[part];
            jsonschema::validator_for(schema).unwrap_or_else(|error| panic!("{}: {error}", question["name"]));
            assert!(!schema["$defs"].as_object().unwrap().is_empty(), "{}: {part}", question["name"]);
        }
        assert!(question["doc"].as_str().unwrap().split_whitespace().count() > 3, "{}", question["name"]);
    }
}

#[test]
fn every_question_can_be_asked_by_its_name() {
    let rulebook = empty();
    for kind in QuestionKind::ALL {
        let answer: Value = serde_json::from_str(&rulebook.ask(kind.as_str(), "[1]", Language::En)).unwrap();
        let codes: Vec<&str> =
            answer["issues"].as_array().unwrap().iter().map(|issue| issue["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["wrong_type"], "{kind}");
    }
}

/// Every question of the vectors, by its name, is answered as by the function of its own; gives how many there were.
fn as_by_its_function(kind: QuestionKind, answer: impl Fn(&Rulebook, &Value) -> String) -> usize {
    let all = asked(kind);
    for (rulebook, questions) in &all {
        for Asked { question, .. } in questions {
            let by_name = rulebook.ask(kind.as_str(), &question.to_string(), Language::En);
            // Its own function is given the trial by itself.
            let by_name = by_name.replace(r#""path":"/trial"#, r#""path":""#);
            let (by_name, answer) = (answer_of(&by_name), answer_of(&answer(rulebook, question)));
            // A form that is wrong is an answer in its own door, and the issues of a question by its name.
            let answer = if answer["ok"] == false { json!({ "issues": answer["issues"] }) } else { answer };
            let answer = if answer["ok"] == true { answer["value"].clone() } else { answer };
            assert_eq!(by_name, answer, "{kind}: {question}");
        }
    }
    all.iter().map(|(_, questions)| questions.len()).sum()
}

#[test]
fn a_question_with_a_door_of_its_own_is_answered_there_as_by_its_name() {
    let checked = as_by_its_function(QuestionKind::Check, |rulebook, _| rulebook.check_json(Language::En));
    let by_function = |kind: QuestionKind| {
        as_by_its_function(kind, |rulebook, question| ask(Some(rulebook), kind.as_str(), question, Language::En))
    };
    let (compared, previewed) = (by_function(QuestionKind::Compare), by_function(QuestionKind::Preview));
    let filled = as_by_its_function(QuestionKind::Validate, |rulebook, question| {
        ask(question["on"].is_string().then_some(rulebook), "validate", question, Language::En)
    });
    assert!(
        checked >= 12 && compared >= 3 && filled >= 40 && previewed >= 5,
        "{checked} {compared} {filled} {previewed}"
    );
}

/// The questions that are written as they were read.
fn written<T: Shape + Write>(kind: QuestionKind) {
    for (_, questions) in asked(kind) {
        for Asked { question, .. } in questions {
            let read: T = read::parse(&question.to_string()).unwrap();
            let again: Value = serde_json::from_str(&write::json(&read, Language::En)).unwrap();
            assert_eq!(again, kept(question), "{kind}");
        }
    }
}

/// What is kept of a question: no key that holds nothing, and nothing for a number that is not whole.
fn kept(mut question: Value) -> Value {
    fn whole(value: &mut Value) {
        match value {
            Value::Object(map) => map.values_mut().for_each(whole),
            Value::Array(list) => list.iter_mut().for_each(whole),
            Value::Number(number) if number.is_f64() => *value = Value::Null,
            _ => {}
        }
    }
    whole(&mut question);
    question.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    question
}

#[test]
fn a_question_about_a_form_or_a_rulebook_is_written_as_it_was_read() {
    written::<FilledForm>(QuestionKind::Validate);
    written::<FormPreview>(QuestionKind::Preview);
    written::<Inspection>(QuestionKind::Check);
    let odd = r#"{"form":"return_request","value":[null,true,-1,"a",[{}],{"a":{"b":1}}]}"#;
    assert_eq!(write::json(&read::parse::<FilledForm>(odd).unwrap(), Language::En), odd);
    // What JSON text cannot hold exactly is nothing.
    let odd = r#"{"form":"return_request","value":[1.5,1e3,99999999999999999999]}"#;
    let written = r#"{"form":"return_request","value":[null,null,null]}"#;
    assert_eq!(write::json(&read::parse::<FilledForm>(odd).unwrap(), Language::En), written);
}

/// What was taken of a form is read back as the form that it is of.
#[test]
fn a_form_that_is_right_is_read_back_as_it_was_written() {
    let mut forms = BTreeSet::new();
    for (rulebook, questions) in asked(QuestionKind::Validate) {
        for Asked { question, .. } in questions {
            let answer = rulebook.ask("validate", &question.to_string(), Language::En);
            if !answer.starts_with(r#"{"issues":"#) {
                assert_eq!(write::json(&read::parse::<Filled>(&answer).unwrap(), Language::En), answer);
                forms.insert(question["form"].to_string());
            }
        }
    }
    assert_eq!(forms.len(), 2);
}

#[test]
fn what_is_wrong_in_one_of_two_rulebooks_or_in_the_trial_is_told_there() {
    let (rulebook, questions) = asked(QuestionKind::Compare).swap_remove(0);
    let paths = |question: &Value| -> Vec<String> {
        let answer: Value =
            serde_json::from_str(&rulebook.ask("compare", &question.to_string(), Language::En)).unwrap();
        answer["issues"].as_array().unwrap().iter().map(|issue| issue["path"].as_str().unwrap().to_owned()).collect()
    };
    let mut other = questions[0].question.clone();
    other["after"]["currency"] = json!("USD");
    assert_eq!(paths(&other), ["/trial"]);
    other["after"]["contracts"][0]["operator"] = json!("nobody");
    assert_eq!(paths(&other), ["/after/contracts/0/operator"]);
    assert!(
        read::parse::<Comparing>(&other.to_string()).is_ok(),
        "a reference is looked up when the document is compiled"
    );
}

#[test]
fn a_name_that_is_none_is_told_the_names_that_are() {
    let answer: Value = serde_json::from_str(&empty().ask("guess", "{}", Language::En)).unwrap();
    let allowed = &answer["issues"][0]["params"]["allowed"];
    assert_eq!(allowed.as_array().unwrap().len(), QuestionKind::ALL.len());
    assert_eq!(answer["issues"][0]["code"], "not_one_of");
}

/// The tables of the READMEs are for people, and so in their own words; but no question is missing in any.
#[test]
fn every_readme_names_every_question() {
    for (readme, in_camel_case) in [("core", false), ("bindings-python", false), ("bindings-wasm", true)] {
        let text = fs::read_to_string(folder().join(format!("../{readme}/README.md"))).unwrap();
        for kind in QuestionKind::ALL {
            let name = if in_camel_case { kind.in_camel_case() } else { kind.as_str() };
            let word = Regex::new(&format!(r"`[^`]*\b{name}\b[^`]*`")).unwrap();
            assert!(word.is_match(&text), "{readme}/README.md does not name `{name}`");
        }
    }
}
