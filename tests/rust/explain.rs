//! Answers in words: byte for byte as written by hand, and the same after a round trip through JSON.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use hoso::{
    Answer, Case, Claim, Consignment, Decision, Issues, Language, Moments, Outcome, Rulebook, Service, Tracking,
    explain, explain_with,
};
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn read(path: &PathBuf) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn rules() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("rules-")).collect()
}

#[test]
fn as_written_by_hand() {
    let mut seen = BTreeSet::new();
    for case in read(&folder().join("explain.json")).as_array().unwrap() {
        let text = case["answer"].to_string();
        let answer = Answer::parse(&text).unwrap_or_else(|issues| panic!("{text}: {}", issues.to_json(Language::En)));
        assert_eq!(explain(&answer, Language::Vi), case["vi"].as_str().unwrap());
        assert_eq!(explain(&answer, Language::En), case["en"].as_str().unwrap());
        seen.insert(case["answer"]["outcome"].as_str().unwrap_or("state").to_owned());
    }
    assert!(seen.remove("state"), "a tracking");
    assert_eq!(seen, Outcome::ALL.iter().map(|outcome| outcome.as_str().to_owned()).collect());
}

/// Explains an answer, and the same answer read back from its own JSON.
fn both_ways<'r>(answer: impl Into<Answer<'r>>, json: &str) {
    let answer = answer.into();
    let read_back = Answer::parse(json).unwrap_or_else(|issues| panic!("{json}: {}", issues.to_json(Language::En)));
    for &language in Language::ALL {
        let said = explain(&answer, language);
        assert_eq!(said, explain(&read_back, language), "{json}");
        assert_eq!(said, Answer::explain_json(json, language).unwrap());
        assert!(said.lines().all(|line| !line.trim().is_empty() && !line.contains(['{', '}'])), "{said}");
    }
}

/// Asks every question of one kind in all vectors; gives how many there were.
fn run(kind: &str, ask: impl Fn(&Rulebook, &str) -> Result<(), Issues>) -> usize {
    let mut count = 0;
    for path in rules() {
        let vector = read(&path);
        let rulebook = Rulebook::from_value(&vector["rulebook"]).unwrap();
        for case in vector[kind].as_array().unwrap() {
            // A question that is refused has no answer to explain.
            count += usize::from(ask(&rulebook, &case["question"].to_string()).is_ok());
        }
    }
    count
}

#[test]
fn decisions_read_back_are_explained_alike() {
    let asked = run("decide", |rulebook, question| {
        let answer = rulebook.decide(&Case::parse(question)?)?;
        both_ways(&answer, &answer.to_json());
        Ok(())
    });
    assert!(asked > 200, "{asked}");
}

#[test]
fn quotations_read_back_are_explained_alike() {
    let asked = run("quote", |rulebook, question| {
        let answer = rulebook.quote(&Consignment::parse(question)?)?;
        both_ways(&answer, &answer.to_json());
        Ok(())
    });
    assert!(asked > 200, "{asked}");
}

#[test]
fn deadlines_read_back_are_explained_alike() {
    let asked = run("deadlines", |rulebook, question| {
        let answer = rulebook.deadlines(&Moments::parse(question)?)?;
        both_ways(&answer, &answer.to_json());
        Ok(())
    });
    assert!(asked > 100, "{asked}");
}

#[test]
fn compensations_read_back_are_explained_alike() {
    let asked = run("compensation", |rulebook, question| {
        let answer = rulebook.compensation(&Claim::parse(question)?)?;
        both_ways(&answer, &answer.to_json());
        Ok(())
    });
    assert!(asked > 100, "{asked}");
}

#[test]
fn trackings_read_back_are_explained_alike() {
    for case in read(&folder().join("track.json")).as_array().unwrap() {
        let answer = Tracking::parse(&case["answer"].to_string()).unwrap();
        both_ways(&answer, &answer.to_json());
    }
}

#[test]
fn an_answer_by_value_by_reference_and_of_any_kind_is_said_alike() {
    let json = r#"{"outcome":"not_covered","reasons":[{"code":"no_contract","params":{"agency":"H09"}}]}"#;
    let decision = Decision::parse(json).unwrap();
    let said = explain(&decision, Language::Vi);
    assert_eq!(said, explain(decision, Language::Vi));
    for kind in [hoso::Quotation::parse(json).map(Answer::from), hoso::Deadlines::parse(json).map(Answer::from)] {
        assert_eq!(said, explain(kind.unwrap(), Language::Vi));
    }
}

/// The rulebook of Bình Dương, which has a name for everything.
fn binh_duong() -> Rulebook {
    Rulebook::from_value(&read(&folder().join("../../examples/data/binh-duong.json"))).unwrap()
}

#[test]
fn with_a_rulebook_its_names_are_said_instead_of_ids() {
    let rulebook = binh_duong();
    let json = r#"{"agency":"so-noi-vu","procedure":"1.900101","service":"return","on":"2014-10-01","weight_grams":80,"place":"72"}"#;
    let quoted = rulebook.quote(&Consignment::parse(json).unwrap()).unwrap();
    let said = explain_with(&quoted, Language::Vi, &rulebook);
    for name in ["bảng giá “Giá cước của Bưu điện tỉnh Bình Dương”", "vùng Liên tỉnh", "Thuế giá trị gia tăng 10%"]
    {
        assert!(said.contains(name), "{name} is not in\n{said}");
        assert!(!explain(&quoted, Language::Vi).contains(name));
    }
    assert_eq!(explain_with(&quoted, Language::Vi, None), explain(&quoted, Language::Vi));
    let case = json.replace(r#","weight_grams":80,"place":"72""#, "");
    let covered = rulebook.decide(&Case::parse(&case).unwrap()).unwrap();
    assert!(explain_with(&covered, Language::Vi, &rulebook).contains("Nguồn pháp lý: Công văn 1602/UBND-VX: cho phép"));
    // The contract of the pilot has no number: it is said by its id.
    assert!(said.contains("hợp đồng SNV-2014."), "{said}");
    let refused = rulebook.decide(&Case::parse(&case.replace("2014", "2010")).unwrap());
    assert_eq!(
        explain_with(refused.unwrap(), Language::En, &rulebook),
        "This cannot go by post.\nThe agency “Department of Home Affairs of Bình Dương” does not exist on that day."
    );
}

#[test]
fn what_holds_of_both_ways_is_said_once() {
    let [one, other] = [Service::Intake, Service::Return].map(|service| {
        format!(r#"{{"code":"in_person_only","params":{{"procedure":"1.000001","service":"{service}"}}}}"#)
    });
    let answer = Decision::parse(&format!(r#"{{"outcome":"not_covered","reasons":[{one},{other}]}}"#)).unwrap();
    let said = explain(&answer, Language::En);
    assert_eq!(said, "This cannot go by post.\nThe procedure `1.000001` must be done in person, not by post.");
}

#[test]
fn what_is_no_answer_is_refused_where_it_is_wrong() {
    let place = |json: &str| {
        let issues = Answer::explain_json(json, Language::Vi).unwrap_err();
        let issue = issues.iter().next().unwrap();
        (issue.code.to_string(), issue.path.clone())
    };
    assert_eq!(place("["), ("not_json".into(), String::new()));
    assert_eq!(place("[]"), ("wrong_type".into(), String::new()));
    assert_eq!(place("{}"), ("missing".into(), "/outcome".into()));
    assert_eq!(place(r#"{"outcome":"maybe"}"#), ("not_one_of".into(), "/outcome".into()));
    assert_eq!(place(r#"{"state":"gone"}"#), ("not_one_of".into(), "/state".into()));
    let unknown_reason = r#"{"outcome":"not_owed","reasons":[{"code":"x"}]}"#;
    assert_eq!(place(unknown_reason), ("not_one_of".into(), "/reasons/0/code".into()));
}

#[test]
fn one_sentence_stays_on_one_line() {
    let json = r#"{"outcome":"covered","contract":"K","clause":"1","operator":"o","tariff":"t","payers":[],"options":[],
        "sources":["line one\r\nline two"],"reasons":[]}"#;
    assert!(Answer::explain_json(json, Language::En).unwrap().ends_with("\nLegal source: line one line two."));
}
