//! The shared vectors of identifiers, made by hand: the whole answer, messages aside.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use hoso::Language;
use hoso::identifier::{IdentifierKind, parse_identifier};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn identifiers() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors/identifiers.json");
    let vectors: Vec<Value> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert!(vectors.len() >= 160);
    let mut seen = BTreeSet::new();
    for (index, vector) in vectors.iter().enumerate() {
        let kind = IdentifierKind::from_name(vector["kind"].as_str().unwrap()).unwrap();
        let json = match parse_identifier(kind, vector["text"].as_str().unwrap()) {
            Ok(identifier) => identifier.to_json(),
            Err(issues) => issues.to_json(Language::Vi),
        };
        let mut answer: Value = serde_json::from_str(&json).unwrap();
        for issue in answer.get_mut("issues").and_then(Value::as_array_mut).into_iter().flatten() {
            let message = issue.as_object_mut().unwrap().remove("message");
            assert!(message.is_some_and(|message| message.as_str() != Some("")), "{index}");
        }
        assert_eq!(answer, vector["answer"], "{index}: {vector}");
        seen.insert((kind, answer.get("issues").is_some()));
    }
    for kind in IdentifierKind::ALL {
        assert!(seen.contains(&(*kind, true)) && seen.contains(&(*kind, false)), "{kind}");
    }
}

/// The kinds whose texts are numbers of digits alone.
const NUMBERS: [IdentifierKind; 5] = [
    IdentifierKind::CitizenId,
    IdentifierKind::OldCitizenId,
    IdentifierKind::TaxCode,
    IdentifierKind::Phone,
    IdentifierKind::PostalCode,
];

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: hoso_tests::cases(20_000), ..ProptestConfig::default() })]

    /// A normal form reads as itself, has the digits that were typed, and no dot of a number ever stood for a fraction.
    #[test]
    fn a_number_is_read_as_it_was_typed(
        kind in prop::sample::select(NUMBERS.to_vec()),
        typed in "(0[1-9]|[1-9]|84|\\+84)?[0-9]{1,3}([. -]?[0-9]{1,4}){0,4}[ .\u{200b}\u{202c}]?0{0,2}",
    ) {
        if let Ok(identifier) = parse_identifier(kind, &typed) {
            let normal = identifier.to_string();
            prop_assert_eq!(parse_identifier(kind, &normal), Ok(identifier));
            if kind != IdentifierKind::Phone {
                prop_assert_eq!(digits(&normal), digits(&typed));
            }
            let kept: String = typed.chars().filter(|char| char.is_ascii_digit() || *char == '.').collect();
            let mut groups = kept.split('.').peekable();
            prop_assert!(kept == digits(&kept) || groups.all(|group| group.len() >= 2), "{}", typed);
            prop_assert!(!(kept.matches('.').count() == 1 && kept.ends_with(".00")), "{}", typed);
        }
    }

}

proptest! {
    /// What a spreadsheet makes of a number is no number of the same kind, nor of another.
    #[test]
    fn no_float_is_a_number(kind in prop::sample::select(NUMBERS.to_vec()), number in "[0-9]{4,13}", zeros in "0{1,2}") {
        let issues = parse_identifier(kind, &format!("{number}.{zeros}")).unwrap_err();
        let found: Vec<_> = issues.iter().map(|issue| issue.code.as_str()).collect();
        prop_assert_eq!(found, ["bad_part"]);
    }

    /// A tax code of twelve digits is refused exactly when it is no person's number, for the same reasons.
    #[test]
    fn twelve_digits_are_a_tax_code_when_they_are_a_person(number in "[0-9]{3}[0-9x]{9}") {
        let [person, code] = [IdentifierKind::CitizenId, IdentifierKind::TaxCode].map(|kind| parse_identifier(kind, &number));
        match (person, code) {
            (Ok(person), Ok(code)) => prop_assert_eq!(person.to_string(), code.to_string()),
            (person, code) => prop_assert_eq!(person.unwrap_err(), code.unwrap_err()),
        }
    }
}
