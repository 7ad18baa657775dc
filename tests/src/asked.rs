//! What the vectors ask, question by question, as a rulebook is asked by name.

use std::path::Path;

use hoso::{QuestionKind, Rulebook};
use serde_json::{Value, json};

use crate::{folder, read, rules};

/// A question of the vectors, and its answer where the vector holds the whole of it.
#[derive(Debug)]
pub struct Asked {
    /// The question in JSON.
    pub question: Value,
    /// The answer that is right, messages aside.
    pub answer: Option<Value>,
}

/// Every question of a kind in the vectors, by the rulebook that is asked.
pub fn asked(kind: QuestionKind) -> Vec<(Rulebook, Vec<Asked>)> {
    match kind {
        QuestionKind::Decide | QuestionKind::Quote | QuestionKind::Deadlines | QuestionKind::Compensation => {
            rules().into_iter().map(|(_, vector)| list(&vector["rulebook"], &vector[kind.as_str()])).collect()
        }
        QuestionKind::Check => rules().into_iter().map(|(_, vector)| inspected(&vector["rulebook"])).collect(),
        // Their vectors name the keys that matter to each.
        QuestionKind::Journey => without_answers(own("journey", "cases")),
        QuestionKind::QuarterReport => without_answers(own("quarter", "quarter")),
        QuestionKind::Settle | QuestionKind::Report => own(kind.as_str(), kind.as_str()),
        QuestionKind::Reconcile => own("reconciling", "reconcile").into_iter().chain(invoices()).collect(),
        QuestionKind::Choices | QuestionKind::Procedures => own("choices", kind.as_str()),
        QuestionKind::EventOf => without_answers(vec![list(&without_rules(), &vectors("foreign")["cases"])]),
        QuestionKind::Track => vec![tracked("track"), tracked("tracking")],
        QuestionKind::Compare => vec![compared()],
        QuestionKind::Validate => vec![filled("cases", &["form", "value", "on"])],
        QuestionKind::Preview => vec![filled("previews", &["form", "value", "on", "weight_grams"])],
    }
}

fn vectors(name: &str) -> Value {
    read(&folder().join(Path::new("vectors")).join(format!("{name}.json")))
}

fn without_rules() -> Value {
    json!({ "hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00" })
}

fn with(document: &Value, cases: &Value, asked: impl Fn(&Value) -> Asked) -> (Rulebook, Vec<Asked>) {
    let rulebook = Rulebook::from_value(document).unwrap();
    (rulebook, cases.as_array().unwrap().iter().map(asked).collect())
}

fn list(document: &Value, cases: &Value) -> (Rulebook, Vec<Asked>) {
    with(document, cases, |case| Asked { question: case["question"].clone(), answer: Some(case["answer"].clone()) })
}

fn own(file: &str, cases: &str) -> Vec<(Rulebook, Vec<Asked>)> {
    let vector = vectors(file);
    vec![list(&vector["rulebook"], &vector[cases])]
}

/// The shared invoices, each about the rulebook of a file beside it.
fn invoices() -> Vec<(Rulebook, Vec<Asked>)> {
    let of = |case: &Value| list(&vectors(case["rulebook"].as_str().unwrap())["rulebook"], &json!([case]));
    vectors("reconcile").as_array().unwrap().iter().map(of).collect()
}

fn without_answers(mut asked: Vec<(Rulebook, Vec<Asked>)>) -> Vec<(Rulebook, Vec<Asked>)> {
    asked.iter_mut().flat_map(|(_, questions)| questions).for_each(|asked| asked.answer = None);
    asked
}

fn inspected(document: &Value) -> (Rulebook, Vec<Asked>) {
    (Rulebook::from_value(document).unwrap(), vec![Asked { question: json!({}), answer: None }])
}

fn tracked(file: &str) -> (Rulebook, Vec<Asked>) {
    with(&without_rules(), &vectors(file), |case| Asked { question: case["events"].clone(), answer: None })
}

fn compared() -> (Rulebook, Vec<Asked>) {
    let vector = vectors("compare");
    with(&vector["before"], &vector["compare"], |case| Asked {
        question: json!({ "after": vector["after"], "trial": case["question"] }),
        answer: None,
    })
}

/// Forms; those that are looked at by themselves have no day.
fn filled(cases: &str, keys: &[&str]) -> (Rulebook, Vec<Asked>) {
    let vector = vectors("forms");
    let right =
        vector[cases].as_array().unwrap().iter().filter(|case| case["rulebook"] != true || case["on"].is_string());
    with(&vector["rulebook"], &right.cloned().collect(), |case| {
        let by_itself = cases == "cases" && case["rulebook"] != true;
        let keys = keys.iter().filter(|key| !(case[**key].is_null() || by_itself && **key == "on"));
        let question = keys.map(|key| ((*key).to_owned(), case[*key].clone())).collect();
        Asked { question: Value::Object(question), answer: None }
    })
}
