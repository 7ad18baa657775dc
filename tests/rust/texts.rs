//! Texts as editors, tables and people write them: the vectors written by hand from docs/specification.md, sections 0.3 and 9.9.

use std::sync::LazyLock;

use hoso::form::whole_number;
use hoso::{Language, Rulebook, track_json};
use hoso_tests::{answer_of, folder, read};
use proptest::prelude::*;
use serde_json::{Value, json};

static VECTORS: LazyLock<Value> = LazyLock::new(|| read(&folder().join("vectors/texts.json")));

fn cases(key: &str) -> &'static [Value] {
    VECTORS[key].as_array().unwrap()
}

#[test]
fn what_is_ignored_does_not_come_back() {
    for case in cases("documents") {
        let rulebook = Rulebook::parse(case["text"].as_str().unwrap()).unwrap();
        assert_eq!(rulebook.to_json(), case["normal"], "{}", case["describes"]);
        let after = format!(
            r#"{{"after": {}, "trial": {{"by": [], "rows": []}}}}"#,
            case["text"].as_str().unwrap().trim_start_matches('\u{feff}')
        );
        let compared = answer_of(&rulebook.ask("compare", &after, Language::Vi));
        assert_eq!(compared["issues"], Value::Null, "{}: {compared}", case["describes"]);
    }
    for case in cases("questions") {
        let text = case["text"].as_str().unwrap();
        assert_eq!(answer_of(&track_json(text, Language::Vi)), case["answer"], "{}", case["describes"]);
        let rulebook = Rulebook::parse(cases("documents")[0]["text"].as_str().unwrap()).unwrap();
        let asked = rulebook.ask(case["name"].as_str().unwrap(), text, Language::Vi);
        assert_eq!(answer_of(&asked), case["answer"], "{}", case["describes"]);
    }
}

#[test]
fn typed_numbers_are_read_or_refused() {
    for case in cases("numbers") {
        let answer = match whole_number(case["text"].as_str().unwrap()) {
            Ok(number) => json!(number),
            Err(issues) => answer_of(&issues.to_json(Language::Vi)),
        };
        assert_eq!(answer, case["answer"], "{}", case["text"]);
    }
}

/// A number as people here write it.
fn grouped(number: i64, sign: &str) -> String {
    let digits = number.unsigned_abs().to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    format!("{}{}", if number < 0 { "-" } else { "" }, groups.join(sign))
}

proptest! {
    /// Every way to group a number reads as that number, and no text reads as two.
    #[test]
    fn a_number_reads_as_what_it_says(number in -hoso::MAX_SUM..=hoso::MAX_SUM, small in -9_999_i64..=9_999, typed in "[-0-9 .,]{0,9}") {
        for number in [number, small] {
            for sign in ["", ".", " ", "\u{a0}", "\u{202f}"] {
                prop_assert_eq!(whole_number(&format!(" {}\u{200b}", grouped(number, sign))), Ok(number));
            }
        }
        // What is read is the number that its digits say, whatever stands between them.
        if let Ok(number) = whole_number(&typed) {
            let said: String = typed.chars().filter(|char| char.is_ascii_digit() || *char == '-').collect();
            prop_assert_eq!(Ok(number), said.parse());
            let forms = ["", ".", " "].map(|sign| grouped(number, sign));
            let plain = said.trim_start_matches('-').trim_start_matches('0').len() == said.trim_start_matches('-').len();
            prop_assert!(!plain || forms.iter().any(|form| form == typed.trim()), "{typed:?}");
        }
    }
}
