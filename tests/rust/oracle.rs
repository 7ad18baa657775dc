//! The library against the oracle: a slow reading of docs/specification.md in plain Python, asked the same thousands of
//! generated questions. `HOSO_ORACLE_SEED` and `HOSO_ORACLE_RULEBOOKS` choose others.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use hoso::{Language, Rulebook};
use hoso_tests::{answer_of, folder, without_messages};
use serde_json::Value;

fn setting(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

fn answer(rulebook: &Rulebook, ask: &Value) -> Option<String> {
    let question = ask["question"].to_string();
    Some(match ask["fn"].as_str()? {
        "decide" => rulebook.decide_json(&question, Language::Vi),
        "quote" => rulebook.quote_json(&question, Language::Vi),
        "deadlines" => rulebook.deadlines_json(&question, Language::Vi),
        "compensation" => rulebook.compensation_json(&question, Language::Vi),
        "report" => rulebook.report_json(&question, Language::Vi),
        "quarter_report" => rulebook.quarter_report_json(&question, Language::Vi),
        "journey" => rulebook.journey_json(&question, Language::Vi),
        "settle" => rulebook.settle_json(&question, Language::Vi),
        "reconcile" => rulebook.reconcile_json(&question, Language::Vi),
        "track" => hoso::track::track_json(&question, Language::Vi),
        "check" => rulebook.check_json(Language::Vi),
        _ => return None,
    })
}

/// The oracle names an issue by code and path; what would be valid is the library's own to say.
fn comparable(mut answer: Value) -> Value {
    if let Some(issues) = answer.get_mut("issues").and_then(Value::as_array_mut) {
        for issue in issues {
            issue.as_object_mut().unwrap().retain(|key, _| key == "code" || key == "path");
        }
    }
    without_messages(answer)
}

#[test]
fn agrees_with_the_library_on_generated_cases() {
    let mut oracle = Command::new("python3")
        .arg(folder().join("oracle/cases.py"))
        .args(["--seed", &setting("HOSO_ORACLE_SEED", "1"), "--rulebooks", &setting("HOSO_ORACLE_RULEBOOKS", "150")])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut asked = 0;
    for line in BufReader::new(oracle.stdout.take().unwrap()).lines() {
        let case: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let rulebook = Rulebook::from_value(&case["rulebook"])
            .unwrap_or_else(|issues| panic!("seed {}: {}", case["seed"], issues.to_json(Language::En)));
        for ask in case["asks"].as_array().unwrap() {
            let Some(answer) = answer(&rulebook, ask) else { continue };
            let (ours, theirs) = (comparable(answer_of(&answer)), comparable(ask["answer"].clone()));
            assert_eq!(ours, theirs, "seed {} {} {}", case["seed"], ask["fn"], ask["question"]);
            asked += 1;
        }
    }
    assert!(oracle.wait().unwrap().success());
    assert!(asked > 3_000, "only {asked} cases");
}
