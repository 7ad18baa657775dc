//! Forms: the vectors written by hand from docs/specification.md, section 9, and the laws of normalising.

use std::sync::LazyLock;

use hoso::form::{Form, Options};
use hoso::wire::Node;
use hoso::{Date, Grams, Language, Rulebook, form};
use hoso_tests::{answer_of, folder, read};
use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

static VECTORS: LazyLock<Value> = LazyLock::new(|| read(&folder().join("vectors/forms.json")));
static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::from_value(&VECTORS["rulebook"]).unwrap());

fn form_of(case: &Value) -> Form {
    Form::from_name(case["form"].as_str().unwrap()).unwrap()
}

fn day_of(case: &Value) -> Option<Date> {
    case["on"].as_str().map(|on| on.parse().unwrap())
}

/// Issues by place and code: the keys of an object of `serde_json` come sorted.
fn sorted(mut answer: Value) -> Value {
    if let Some(issues) = answer.get_mut("issues").and_then(Value::as_array_mut) {
        issues.sort_by_key(|issue| (issue["path"].to_string(), issue["code"].to_string()));
    }
    answer
}

fn validate(case: &Value, language: Language) -> String {
    let rulebook = (case["rulebook"] == true).then_some(&*RULEBOOK);
    let options = Options { rulebook, on: day_of(case) };
    form::validate_json(form_of(case), &case["value"].to_string(), &options, language)
}

#[test]
fn each_form_is_right_or_every_issue_is_told() {
    let mut seen = std::collections::BTreeSet::new();
    for case in VECTORS["cases"].as_array().unwrap() {
        let answer = sorted(answer_of(&validate(case, Language::Vi)));
        assert_eq!(answer, sorted(case["answer"].clone()), "{}", case["describes"]);
        seen.insert((case["form"].to_string(), answer["ok"] == true, case["rulebook"] == true));
    }
    assert_eq!(seen.len(), 8, "each form, right and wrong, with and without a rulebook");
}

#[test]
fn messages_are_in_the_language_that_is_asked() {
    let mut told = 0;
    for case in VECTORS["cases"].as_array().unwrap() {
        for language in [Language::Vi, Language::En] {
            let Some(expected) = case["messages"].get(language.as_str()) else { continue };
            let answer = sorted(serde_json::from_str(&validate(case, language)).unwrap());
            let messages: Vec<&Value> = answer["issues"].as_array().unwrap().iter().map(|it| &it["message"]).collect();
            assert_eq!(json!(messages), *expected, "{} {language}", case["describes"]);
            told += 1;
        }
    }
    assert!(told >= 10);
}

/// Every place of a value, as a JSON Pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| places(inner, &format!("{at}/{key}"), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, inner)| places(inner, &format!("{at}/{n}"), found));
        }
        _ => {}
    }
}

/// Whoever fills in a form is spoken to in sentences: no keys, no types, no signs of code; what is right, or what to do.
/// `HOSO_TABLE=1` and `--nocapture` print them all, to be read as a whole.
#[test]
fn every_issue_of_a_form_is_said_to_a_person() {
    let odd = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(100),
        json!(1.5),
        json!("1"),
        json!("a\u{0}"),
        json!([]),
        json!({}),
        json!(["cod", "cod"]),
        json!("đ!"),
        json!("a".repeat(600)),
        json!(vec!["a"; 101]),
        json!("0123456789"),
        json!("074985001234"),
        json!("+84 12"),
        json!("H1-9-x"),
        json!({ "colour": 1 }),
        json!("tax_code"),
        json!("passport"),
        json!("0412345678"),
    ];
    let mut told = std::collections::BTreeSet::new();
    for case in VECTORS["cases"].as_array().unwrap() {
        let mut found = Vec::new();
        places(&case["value"], "", &mut found);
        for (place, odd) in found.iter().flat_map(|place| odd.iter().map(move |odd| (place, odd))) {
            let mut changed = case.clone();
            changed["value"].pointer_mut(place).unwrap().clone_from(odd);
            let [vi, en] = [Language::Vi, Language::En]
                .map(|language| -> Value { serde_json::from_str(&validate(&changed, language)).unwrap() });
            for (vi, en) in
                vi["issues"].as_array().into_iter().flatten().zip(en["issues"].as_array().into_iter().flatten())
            {
                let place: String = vi["path"].as_str().unwrap().replace(|char: char| char.is_ascii_digit(), "n");
                let said = [&vi["message"], &en["message"]].map(|message| message.as_str().unwrap().to_owned());
                told.insert((place, vi["code"].to_string(), said));
            }
        }
    }
    for (place, code, said) in &told {
        if std::env::var_os("HOSO_TABLE").is_some() {
            println!("{place}\t{code}\t{}\t{}", said[0], said[1]);
        }
        for message in said {
            let may_name_keys = ["unknown_key", "not_covered", "not_an_id"].iter().any(|own| code.contains(own));
            let plain = message.ends_with('.') && !message.contains(['`', '{', '}']);
            assert!(plain && (may_name_keys || !message.contains('_')), "{place} {code}: {message}");
        }
        let is_capital = |message: &String| message.starts_with(char::is_uppercase);
        assert!(said.iter().all(is_capital), "{place} {code}: {said:?}");
    }
    assert!(told.len() > 300, "{}", told.len());
}

#[test]
fn a_form_has_a_price_before_it_is_complete() {
    for case in VECTORS["previews"].as_array().unwrap() {
        let weight = Grams::try_from(case["weight_grams"].as_i64().unwrap()).unwrap();
        let (text, on) = (case["value"].to_string(), day_of(case).unwrap());
        let answer = form::preview_json(form_of(case), &text, &RULEBOOK, on, weight, Language::Vi);
        assert_eq!(sorted(answer_of(&answer)), sorted(case["answer"].clone()), "{}", case["describes"]);
    }
}

#[test]
fn text_and_value_are_one() {
    for case in VECTORS["cases"].as_array().unwrap() {
        let options = Options { rulebook: (case["rulebook"] == true).then_some(&*RULEBOOK), on: day_of(case) };
        let text = case["value"].to_string();
        let from_text = form::validate(form_of(case), Node::parse(&text).unwrap(), &options);
        let from_value = form::validate(form_of(case), Node::from_value(&case["value"]).unwrap(), &options);
        assert_eq!(from_text, from_value, "{}", case["describes"]);
    }
}

/// Some of what cannot be seen.
const UNSEEN: [char; 5] = ['\u{200b}', '\u{200d}', '\u{ad}', '\u{202c}', '\u{feff}'];

/// Text of letters that have marks, of marks in any order, of white space and of what cannot be seen.
fn typed() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        prop::char::range('a', 'z'),
        prop::char::range('\u{c0}', '\u{24f}'),
        prop::char::range('\u{1e00}', '\u{1eff}'),
        prop::char::range('\u{300}', '\u{36f}'),
        prop::sample::select(vec![
            '\u{300}', '\u{301}', '\u{302}', '\u{303}', '\u{306}', '\u{309}', '\u{31b}', '\u{323}'
        ]),
        prop::sample::select(vec![' ', '\u{a0}', '\t', '-', '\'', '’', '.']),
        prop::sample::select(UNSEEN.to_vec()),
        prop::sample::select(vec!['Ð', 'Ɖ', 'ð', 'ɖ', 'a', 'Ê']),
    ];
    prop::collection::vec(sign, 1..12).prop_map(|signs| signs.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: hoso_tests::cases(20_000), ..ProptestConfig::default() })]

    /// The tables of the core are of Latin text alone; on it they agree with the whole of Unicode.
    #[test]
    fn latin_text_is_composed_as_unicode_says(typed in typed()) {
        let seen = typed.replace(UNSEEN, "");
        let words: Vec<&str> = seen.split_whitespace().collect();
        let unicode: String = words.join(" ").nfc().collect();
        match typed.parse::<form::Tidy<100>>() {
            Ok(tidy) => prop_assert_eq!(tidy.as_str(), unicode),
            Err(code) => prop_assert!(unicode.is_empty(), "{}", code),
        }
    }
}

proptest! {
    /// A form in its normal form is its own normal form, with and without a rulebook.
    #[test]
    fn normalising_twice_is_normalising_once(
        case in any::<prop::sample::Index>(), name in typed(), street in typed(), note in typed(), phone in "[ .-]?0[ .-]?9[0-9. -]{8,12}",
        passport in "[a-zA-Z0-9 .-]{5,10}", agency in "( ?[hH][0-9]{2}(\\.[a-z0-9]{2}){0,2} ?|so-noi-vu|[a-z]{1,3})", rulebook in any::<bool>(),
    ) {
        let cases = VECTORS["cases"].as_array().unwrap();
        let right: Vec<&Value> = cases.iter().filter(|case| case["answer"]["ok"] == true && case["rulebook"] == rulebook).collect();
        let case = case.get(&right);
        let mut value = case["value"].clone();
        for (key, text) in [("name", name), ("phone", phone)] {
            let mut changed = value.clone();
            changed["applicant"][key] = json!(text);
            if form::validate(form_of(case), Node::from_value(&changed).unwrap(), &Options::default()).is_ok() {
                value = changed;
            }
        }
        value["applicant"]["document"] = json!({ "kind": "passport", "number": passport });
        value["note"] = json!(note);
        if value["address"].is_object() {
            value["address"]["street"] = json!(street);
        }
        if !rulebook {
            value["agency"] = json!(agency);
        }
        let options = Options { rulebook: rulebook.then_some(&*RULEBOOK), on: day_of(case) };
        if let Ok(once) = form::validate(form_of(case), Node::from_value(&value).unwrap(), &options) {
            let written = hoso::wire::write::json(&once, Language::Vi);
            let twice = form::validate(form_of(case), Node::parse(&written).unwrap(), &options);
            prop_assert_eq!(twice.as_ref(), Ok(&once));
            prop_assert_eq!(hoso::wire::write::json(&twice.unwrap(), Language::Vi), written);
        }
    }
}

/// The tables of the core are held to the whole of Unicode: of each character it is known whether a name may hold it.
#[test]
fn a_name_has_letters_and_marks_and_nothing_that_cannot_be_seen() {
    let class = |class: &str| regex::Regex::new(&format!(r"^{class}$")).unwrap();
    let unseen = class(r"\p{Cf}");
    let written = class(r"[\p{L}\p{M}\p{Alphabetic} \u{85}\u{a0}\p{Z}\t\n\x0b\f\r.'\-‘’ʼ‐-―−]");
    let unknown = class(r"\P{Assigned}");
    let (mut counts, mut buffer) = ([0, 0, 0], [0; 4]);
    // Beyond are ideographs, what is for private use, and nothing.
    let assigned = ('\0'..='\u{1ffff}').chain('\u{e0000}'..='\u{e01ff}');
    for char in assigned.filter(|char| !char.is_control() || char.is_whitespace()) {
        let sign = &*char.encode_utf8(&mut buffer);
        let name = format!("a{char}b").parse::<form::Name>();
        let kind = match () {
            () if unseen.is_match(sign) => 0,
            () if unknown.is_match(sign) => continue,
            () if written.is_match(sign) => 1,
            () => 2,
        };
        counts[kind] += 1;
        match kind {
            0 => assert_eq!(name.unwrap().as_str(), "ab", "{char:?}"),
            1 => assert!(name.is_ok(), "{char:?}"),
            _ => assert!(name.is_err(), "{char:?}"),
        }
    }
    assert!(counts[0] > 150 && counts[1] > 50_000 && counts[2] > 5_000, "{counts:?}");
}

/// Forms made to hurt: each ends in issues, quickly.
#[test]
fn hostile_forms_end_in_issues() {
    let right = VECTORS["cases"][0]["value"].clone();
    let with = |pointer: &str, value: Value| {
        let mut changed = right.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        form::ReturnRequest::parse(&changed.to_string())
            .err()
            .unwrap()
            .iter()
            .map(|it| it.code.as_str())
            .collect::<Vec<_>>()
    };
    let million = |text: &str| json!(text.repeat(1_000_000));
    assert_eq!(with("/applicant/name", million("\u{323}\u{302}")), ["too_long"]);
    assert_eq!(with("/applicant/name", million("a ")), ["too_long"]);
    assert_eq!(with("/address/street", million("e\u{323}")), ["too_long"]);
    assert_eq!(with("/applicant/phone", million("0")).len(), 1);
    assert_eq!(with("/applicant/document/number", million("1 ")), ["too_long"]);
    assert_eq!(with("/applicant/document/number", million("1.")), ["bad_part"]);
    assert_eq!(with("/applicant/name", million("\u{200b}\u{200d}")), ["missing"]);
    assert_eq!(with("/applicant/name", million("ක\u{200d}")), ["too_long"]);
    assert_eq!(with("/applicant/name", million("\u{d0}a ")), ["too_long"]);
    assert_eq!(with("/agency", million("a b")), ["not_an_id"]);
    assert_eq!(with("/options", json!(vec!["a"; 1_000_000])), ["too_long"]);
    assert_eq!(with("/options", json!(vec!["a"; 100])).len(), 99);
    assert_eq!(with("/applicant_categories", json!(vec![Value::Null; 100])).len(), 100);
}
