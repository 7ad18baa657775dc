//! Values of a document: ids, texts, numbers, lists and what is kept by id.

use hoso::wire::{ById, List};
use hoso::{Attempts, BoundedText, Currency, Days, Grams, Id, IssueCode, Language, Money, Names, RoundTo, Text};

use super::{RULEBOOK, id};

#[test]
fn an_id_has_1_to_64_characters_a_letter_or_digit_first() {
    for (text, is_id) in [
        ("a", true),
        ("0._/-Z", true),
        (&"a".repeat(64), true),
        (&"a".repeat(65), false),
        ("", false),
        (".a", false),
        ("-a", false),
        ("a b", false),
        ("sở", false),
        ("a:b", false),
    ] {
        assert_eq!((Id::is_id(text), text.parse::<Id>().is_ok()), (is_id, is_id), "{text}");
    }
    let id = id("so-noi-vu");
    assert_eq!((id.as_str(), id.as_ref(), id.to_string().as_str()), ("so-noi-vu", "so-noi-vu", "so-noi-vu"));
    assert_eq!("sở".parse::<Id>(), Err(IssueCode::NotAnId));
}

#[test]
fn a_line_has_no_control_characters_but_line_breaks() {
    let read = |text: &str| text.parse::<BoundedText<3>>().map(|line| line.as_str().to_owned());
    assert_eq!(read("đđđ"), Ok("đđđ".into()));
    assert_eq!(read("a\r\n"), Ok("a\r\n".into()));
    assert_eq!(read(""), Err(IssueCode::TooShort));
    assert_eq!(read("đđđđ"), Err(IssueCode::TooLong));
    assert_eq!(read("a\tb"), Err(IssueCode::ControlCharacter));
}

#[test]
fn a_name_is_said_in_the_language_asked_or_else_the_other() {
    let said = |json: &str| {
        let text: Text = hoso::wire::read::parse(json).unwrap();
        [Language::Vi, Language::En].map(|language| text.say(language).to_owned())
    };
    assert_eq!(said(r#""Bình Dương""#), ["Bình Dương", "Bình Dương"]);
    assert_eq!(said(r#"{"vi": "Sở", "en": "Department"}"#), ["Sở", "Department"]);
    assert_eq!(said(r#"{"vi": "Sở"}"#), ["Sở", "Sở"]);
    assert_eq!(said(r#"{"en": "Department"}"#), ["Department", "Department"]);
    assert!(hoso::wire::read::parse::<Text>("{}").is_err());
}

#[test]
fn a_number_that_exists_is_within_its_limits() {
    assert_eq!((Grams::MIN, Grams::MAX, Grams::try_from(100_000).unwrap().get()), (1, 100_000, 100_000));
    assert_eq!((Grams::try_from(0), Grams::try_from(100_001)), (Err(IssueCode::TooSmall), Err(IssueCode::TooLarge)));
    assert_eq!((Money::try_from(-1), Money::ZERO.get()), (Err(IssueCode::TooSmall), 0));
    assert_eq!((Attempts::MIN, RoundTo::MAX, Days::try_from(3_651)), (1, 100_000, Err(IssueCode::TooLarge)));
    assert_eq!(Days::try_from(5).unwrap().to_string(), "5");
}

#[test]
fn a_list_is_as_long_as_it_may_be() {
    type Two = List<i64, 1, 2>;
    assert_eq!(Two::try_from(vec![]), Err(IssueCode::TooShort));
    assert_eq!(Two::try_from(vec![1, 2, 3]), Err(IssueCode::TooLong));
    let list = Two::try_from(vec![1, 2]).unwrap();
    assert_eq!((list.len(), &list[..]), (2, &[1, 2][..]));
    assert_eq!((&list).into_iter().sum::<i64>(), 3);
    assert!(List::<i64, 0, 2>::default().is_empty());
}

#[test]
fn values_are_found_by_id() {
    let rule = &RULEBOOK.document().liability[0];
    let days: &ById<Days> = &rule.answer_days;
    assert_eq!(days.get("near").map(|days| days.get()), Some(5));
    assert_eq!(days.get("far").map(|days| days.get()), Some(7));
    assert_eq!(days.get("nowhere"), None);
    let all: Vec<(&str, i64)> = days.iter().map(|(id, days)| (id.as_str(), days.get())).collect();
    assert_eq!(all, [("near", 5), ("far", 7)]);
}

#[test]
fn a_name_is_given_in_each_language_that_it_has() {
    let Text::Both(names) = &RULEBOOK.document().agencies[0].name else { panic!("two names") };
    let told = [Language::Vi, Language::En].map(|language| names.get(language).map(BoundedText::as_str));
    assert_eq!(told, [Some("Sở Nội vụ"), Some("Department")]);
    let one: Names = hoso::wire::read::parse(r#"{"en": "Department"}"#).unwrap();
    assert_eq!((one.get(Language::Vi), one.get(Language::En).map(BoundedText::as_str)), (None, Some("Department")));
}

#[test]
fn a_rulebook_gives_its_document_and_is_written_in_its_normal_form() {
    let document = RULEBOOK.document();
    let currency: &Currency = &document.currency;
    assert_eq!((document.id.as_str(), currency.as_str(), document.hoso.get()), ("face", "VND", 1));
    assert_eq!(document.utc_offset.to_string(), "+07:00");
    let again = hoso::Rulebook::parse(&RULEBOOK.to_json()).unwrap();
    assert_eq!(again.document(), document);
    let value: serde_json::Value = serde_json::from_str(&RULEBOOK.to_json()).unwrap();
    // A JSON value forgets the order of keys, a list keeps its own.
    assert_eq!(hoso::Rulebook::from_value(&value).unwrap().document().places, document.places);
    let node = hoso::wire::Node::from_value(&value).unwrap();
    assert_eq!(hoso::Rulebook::from_node(&node).unwrap().document().places, document.places);
    assert_eq!(hoso::Rulebook::schema()["$ref"], "#/$defs/Document");
}
