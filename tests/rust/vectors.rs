//! The shared vectors of `tests/vectors`: each answer equals the vector's, messages aside.

use hoso::{Language, Rulebook};
use hoso_tests::{answer_of, rules};

/// Runs one kind of question over all vectors; gives how many there were.
fn run(kind: &str, ask: impl Fn(&Rulebook, &str) -> String) -> usize {
    let mut count = 0;
    for (file, vector) in rules() {
        let rulebook = Rulebook::from_value(&vector["rulebook"]).unwrap();
        for (index, case) in vector[kind].as_array().unwrap().iter().enumerate() {
            let question = case["question"].to_string();
            let answer = answer_of(&ask(&rulebook, &question));
            assert_eq!(answer, case["answer"], "{} {kind} {index}: {question}", file.display());
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
