//! The library against the oracle: a slow reading of docs/specification.md in plain Python, asked the same thousands of
//! generated questions. `HOSO_ORACLE_SEED` and `HOSO_ORACLE_RULEBOOKS` choose others.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use hoso::form::{Form, Options};
use hoso::identifier::{IdentifierKind, parse_identifier};
use hoso::wire::Node;
use hoso::{Date, Event, Grams, Language, QuestionKind, Rulebook, form};
use hoso_tests::{answer_of, folder, without_messages};
use serde_json::{Value, json};

/// Every question, and of how many of it an answer must at least have been compared when 150 rulebooks are asked.
const LEAST: [(&str, usize); 21] = [
    ("check", 150),
    ("choices", 100),
    ("compare", 80),
    ("compensation", 600),
    ("deadlines", 1_000),
    ("decide", 1_500),
    ("event_of", 200),
    ("form_without_person", 150),
    ("journey", 400),
    ("parse_identifier", 500),
    ("preview", 600),
    ("procedures", 250),
    ("quarter_report", 70),
    ("quote", 1_400),
    ("reconcile", 100),
    ("report", 140),
    ("settle", 100),
    ("track", 300),
    ("validate", 600),
    ("whole_number", 150),
    ("without_person", 70),
];
/// So many rulebooks are asked when nothing else is said.
const RULEBOOKS: usize = 150;

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |value| value.parse().unwrap())
}

/// How each question is asked in JSON; `None` stands for no rulebook, before a form that is looked at by itself. Forms are
/// asked as bindings ask them, since a rulebook without a day is nothing that can be said in JSON.
pub(super) fn ask(rulebook: Option<&Rulebook>, name: &str, question: &Value, language: Language) -> String {
    let of = || rulebook.unwrap();
    match name {
        // Of two rulebooks, so that paths lead into the trial as everywhere else.
        "compare" => {
            let after = Rulebook::from_value(&question["after"]).unwrap();
            of().compare_json(&after, &question["trial"].to_string(), language)
        }
        "parse_identifier" => {
            let kind = IdentifierKind::from_name(question["kind"].as_str().unwrap()).unwrap();
            match parse_identifier(kind, question["text"].as_str().unwrap()) {
                Ok(identifier) => identifier.to_json(),
                Err(issues) => issues.to_json(language),
            }
        }
        "preview" => {
            let grams = Grams::try_from(question["weight_grams"].as_i64().unwrap()).unwrap();
            form::preview_json(form_of(question), &value_of(question), of(), day_of(question).unwrap(), grams, language)
        }
        "validate" => {
            let options = Options { rulebook, on: day_of(question) };
            form::validate_json(form_of(question), &value_of(question), &options, language)
        }
        "without_person" => match Event::parse(&question.to_string()) {
            Ok(event) => event.without_person().to_json(),
            Err(issues) => issues.to_json(language),
        },
        "form_without_person" => {
            let left =
                Node::from_value(&question["value"]).and_then(|value| form::without_person(form_of(question), value));
            left.map_or_else(|issues| issues.to_json(language), |left| left.to_json())
        }
        "whole_number" => match form::whole_number(question["text"].as_str().unwrap()) {
            Ok(number) => json!({ "value": number }).to_string(),
            Err(issues) => issues.to_json(language),
        },
        // A name that is none is answered with an issue, and so differs.
        _ => of().ask(name, &question.to_string(), language),
    }
}

fn form_of(question: &Value) -> Form {
    Form::from_name(question["form"].as_str().unwrap()).unwrap()
}

fn value_of(question: &Value) -> String {
    question["value"].to_string()
}

fn day_of(question: &Value) -> Option<Date> {
    question["on"].as_str().map(|on| on.parse().unwrap())
}

/// The oracle names an issue by code, path and those parameters of which it is sure; the others are the library's own.
fn issues_alike(ours: &mut Value, theirs: &mut Value) {
    let of_a_form = ours.get("ok").is_some();
    let lists = [&mut *ours, &mut *theirs].map(|answer| answer.get_mut("issues").and_then(Value::as_array_mut));
    let [Some(ours), Some(theirs)] = lists else { return };
    if of_a_form {
        // The order of a form's issues is that of its keys, which JSON leaves open.
        for issues in [&mut *ours, &mut *theirs] {
            issues.sort_by_key(|issue| (issue["path"].to_string(), issue["code"].to_string()));
        }
    }
    for (own, told) in ours.iter_mut().zip(theirs) {
        let params = told.as_object_mut().unwrap().remove("params").unwrap_or_default();
        let held = own.as_object_mut().unwrap().remove("params").unwrap_or_default();
        for (key, value) in params.as_object().into_iter().flatten() {
            own[key.as_str()] = held[key.as_str()].clone();
            told[key.as_str()] = value.clone();
        }
    }
}

/// What waits for a decision is taken off both answers, so that all else is held. `choices` names the place of an agency
/// as the document writes it, also when that place has gone over into another and is not among those offered.
fn set_aside(name: &str, answer: &mut Value) {
    if name == "choices" {
        for agency in answer["agencies"].as_array_mut().into_iter().flatten() {
            agency.as_object_mut().unwrap().remove("place");
        }
    }
}

/// Asks the library what the oracle was asked; what is said where the answers differ.
fn difference(seed: &Value, rulebook: &Rulebook, case: &Value) -> Option<String> {
    let name = case["fn"].as_str().unwrap();
    let language =
        case.get("language").map_or(Language::Vi, |name| Language::from_name(name.as_str().unwrap()).unwrap());
    let of = case.get("alone").is_none().then_some(rulebook);
    let question = &case["question"];
    let mut ours = answer_of(&ask(of, name, question, language));
    let mut theirs = without_messages(case["answer"].clone());
    issues_alike(&mut ours, &mut theirs);
    for answer in [&mut ours, &mut theirs] {
        set_aside(name, answer);
    }
    let with = if of.is_some() { "" } else { " alone" };
    (ours != theirs).then(|| format!("seed {seed} {name}{with} {question}\n  library {ours}\n  oracle  {theirs}"))
}

#[test]
fn agrees_with_the_library_on_generated_cases() {
    let rulebooks = setting("HOSO_ORACLE_RULEBOOKS", RULEBOOKS);
    let mut oracle = Command::new("python3")
        .arg(folder().join("oracle/cases.py"))
        .args(["--seed", &setting("HOSO_ORACLE_SEED", 1).to_string(), "--rulebooks", &rulebooks.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut asked, mut differences) = (BTreeMap::<String, usize>::new(), Vec::new());
    for line in BufReader::new(oracle.stdout.take().unwrap()).lines() {
        let case: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let rulebook = Rulebook::from_value(&case["rulebook"])
            .unwrap_or_else(|issues| panic!("seed {}: {}", case["seed"], issues.to_json(Language::En)));
        for ask in case["asks"].as_array().unwrap() {
            differences.extend(difference(&case["seed"], &rulebook, ask));
            *asked.entry(ask["fn"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
    assert!(oracle.wait().unwrap().success());
    for (name, least) in LEAST {
        let count = asked.get(name).copied().unwrap_or_default();
        assert!(count * RULEBOOKS >= least * rulebooks, "{name} was asked {count} times only");
    }
    assert_eq!(asked.len(), LEAST.len(), "{asked:?}");
    for kind in QuestionKind::ALL {
        assert!(asked.contains_key(kind.as_str()), "{kind} is asked by no case of the oracle");
    }
}
