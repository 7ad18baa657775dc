//! The list of questions: each is asked by its name as by its method, and described by schemas.

use std::fs;

use hoso::{Language, QuestionKind, Rulebook, describe};
use hoso_tests::folder;
use regex::Regex;
use serde_json::{Value, json};

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
