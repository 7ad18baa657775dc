//! The shared vectors of `tests/vectors`: each answer equals the vector's, messages aside, and its keys come in the
//! order of the specification.

use std::fs;
use std::path::PathBuf;

use hoso::{Language, Rulebook};
use serde_json::Value;

fn vectors() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let rules = files.into_iter().filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("rules-"));
    rules.map(|path| (path.display().to_string(), serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap())).collect()
}

/// Takes every message out of an answer.
fn without_messages(mut answer: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("message");
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut answer);
    answer
}

/// Runs one kind of question over all vectors; gives how many there were.
fn run(kind: &str, ask: impl Fn(&Rulebook, &str) -> String) -> usize {
    let mut count = 0;
    for (file, vector) in vectors() {
        let rulebook = Rulebook::from_value(&vector["rulebook"]).unwrap();
        for (index, case) in vector[kind].as_array().unwrap().iter().enumerate() {
            let answer = serde_json::from_str(&ask(&rulebook, &case["question"].to_string())).unwrap();
            let question = &case["question"];
            assert_eq!(without_messages(answer), case["answer"], "{file} {kind} {index}: {question}");
            count += 1;
        }
    }
    count
}

#[test]
fn decide() {
    assert_eq!(run("decide", |rulebook, question| rulebook.decide_json(question, Language::Vi)), 300);
}

#[test]
fn quote() {
    assert_eq!(run("quote", |rulebook, question| rulebook.quote_json(question, Language::Vi)), 300);
}

#[test]
fn deadlines() {
    assert_eq!(run("deadlines", |rulebook, question| rulebook.deadlines_json(question, Language::Vi)), 180);
}

#[test]
fn compensation() {
    assert_eq!(run("compensation", |rulebook, question| rulebook.compensation_json(question, Language::Vi)), 180);
}
