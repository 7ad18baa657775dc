//! What is wrong with an identifier or a field of a form, as a sentence for the person who typed it: each rule once.

use hoso::form::{Form, Options};
use hoso::identifier::{IdentifierKind, parse_identifier};
use hoso::{Issue, IssueCode, Issues, Language, Params, form};
use serde_json::{Value, json};

use IdentifierKind::{
    AgencyCode, CitizenId, DossierCode, ItemNumber, OldCitizenId, Phone, PostalCode, ProcedureCode, TaxCode,
};

/// A kind, what is typed, and how the first sentence about it begins.
const IDENTIFIERS: &[(IdentifierKind, &str, &str)] = &[
    (CitizenId, "000185001234", "The first three digits of a citizen number"),
    (CitizenId, "074985001234", "The fourth digit of a citizen number"),
    (CitizenId, "0741AB001234", "The fifth and sixth digits of a citizen number"),
    (CitizenId, "07418500123A", "The last six signs of a citizen number"),
    (CitizenId, "07418500123", "A citizen number must have 12 digits; you entered 11."),
    (OldCitizenId, "28012345", "An identity card number must have 9 digits; you entered 8."),
    (TaxCode, "0100233480", "This is no tax code: its tenth digit"),
    (TaxCode, "0314409058-000", "The tax code of a branch must have 3 more digits"),
    (TaxCode, "A314409058", "The first ten signs of a tax code"),
    (TaxCode, "0300000008", "The first ten signs of a tax code"),
    (Phone, "091234567", "A mobile telephone number must have 10 digits"),
    (Phone, "0274382222", "A telephone number that begins like this must have 11 digits"),
    (Phone, "02001234567", "The area code of a landline"),
    (Phone, "0412345678", "A mobile number must begin with"),
    (Phone, "+85512345678", "The telephone number must be one in Vietnam"),
    (PostalCode, "75306.0", "A dot in a number stands only between groups of two digits or more"),
    (CitizenId, "100085001234", "The first three digits of a citizen number must be the code of a province"),
    (TaxCode, "097085001234", "The first three digits of a citizen number must be the code of a province"),
    (TaxCode, "074985001234", "The fourth digit of a citizen number"),
    (TaxCode, "0314409058-02", "The tax code of a branch must have 3 more digits"),
    (TaxCode, "010023348", "A tax code must have 10, 12 or 13 digits; you entered 9."),
    (PostalCode, "7530", "A postal code has 5 digits, before 2018 it had 6; you entered 4."),
    (ItemNumber, "R1166520145LV", "An item's number begins and ends with two letters"),
    (ItemNumber, "RK166520145L1", "An item's number begins and ends with two letters"),
    (ItemNumber, "RK166520146LV", "This is no item's number: its ninth digit"),
    (ItemNumber, "RK1665A0145LV", "Between its two pairs of letters"),
    (
        ItemNumber,
        "RK16652014LV",
        "An item's number has 13 signs: two letters, 9 digits and two letters; you entered 12.",
    ),
    (ProcedureCode, "0.001612", "A procedure's code is a digit from 1 to 9"),
    (ProcedureCode, "1.001612.H00", "After the procedure's code only a place such as H01 or 000.00.00.H01"),
    (ProcedureCode, "1.001612.000.00.00.HH1", "The top level of an agency's code"),
    (AgencyCode, "HA5.50", "The top level of an agency's code"),
    (AgencyCode, "000.0A.01.H59", "The two middle groups of an agency's code"),
    (AgencyCode, "0A0.00.01.H59", "The first group of an agency's code"),
    (AgencyCode, "000.00.01", "An agency's code that begins with a digit has four groups"),
    (AgencyCode, "H15.50.50.50.50.50.50.50.50.50.50.50", "An agency's code has at most 11 groups"),
    (AgencyCode, "H15.5", "Each group of an agency's code after the first"),
    (DossierCode, "H15.50-261308-0975", "The middle of a dossier's code is the day"),
    (DossierCode, "H15.50-261008-09", "The end of a dossier's code is its number"),
    (DossierCode, "XX-261008-0975", "A dossier's code begins with the agency's code"),
];

#[test]
fn an_identifier_says_its_rule_and_how_to_mend_it() {
    for (kind, typed, expected) in IDENTIFIERS {
        let issues = parse_identifier(*kind, typed).unwrap_err();
        let issue = issues.iter().next().unwrap();
        let (vi, en) = (issue.message(Language::Vi), issue.message(Language::En));
        assert!(en.starts_with(expected), "{kind} {typed}: {en}");
        let counted = en.contains("you entered");
        assert_eq!(counted, vi.contains("đã nhập"), "{kind} {typed}: {vi}");
        assert!(counted || (en.ends_with("; please check it.") && vi.ends_with("; hãy kiểm tra lại.")), "{en} {vi}");
    }
}

#[test]
fn what_was_typed_is_counted_as_far_as_it_may_count() {
    let said = |length: usize| {
        let issues = parse_identifier(CitizenId, &"1".repeat(length)).unwrap_err();
        issues.iter().next().unwrap().message(Language::En)
    };
    assert!(said(64).ends_with("; you entered 64."));
    assert!(said(65).ends_with("; please check it."));
}

/// A form that is right, but for the values at these JSON Pointers.
fn issues(kind: Form, changes: &[(&str, Value)]) -> Issues {
    let person = json!({ "name": "Nguyễn Văn An", "phone": "0912345678", "email": "a@b.vn",
        "document": { "kind": "citizen_id", "number": "074085001234" } });
    let mut recipient = person.clone();
    recipient["relation"] = json!("spouse");
    recipient["authorised"] = json!(true);
    let mut form = json!({ "agency": "so-noi-vu", "procedure": "1.000001", "applicant": person, "recipient": recipient,
        "address": { "place": "718", "street": "12 Bạch Đằng" }, "options": ["cod"], "applicant_categories": ["poor"],
        "consent": true, "note": "x" });
    if kind == Form::IntakeRequest {
        form["documents"] = json!([{ "name": "Tờ khai", "copies": 1, "original": true }]);
        for key in ["pick_up", "return_by_post", "collect_agency_fee"] {
            form[key] = json!(false);
        }
    }
    for (at, value) in changes {
        form.pointer_mut(at).unwrap_or_else(|| panic!("{at}")).clone_from(value);
    }
    let node = hoso::wire::Node::from_value(&form).unwrap();
    form::validate(kind, node, &Options::default()).err().unwrap_or_default()
}

fn said(at: &str, value: Value) -> String {
    let found = issues(Form::IntakeRequest, &[(at, value)]);
    found.iter().map(|issue| issue.message(Language::En)).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_issue_says_the_same_wherever_it_is_put() {
    for (at, value) in [
        ("/consent", json!(false)),
        ("/applicant/name", json!("A1")),
        ("/applicant/document/number", json!("07408500")),
        ("/documents/0/copies", json!(0)),
        ("/recipient/relation", json!("friend")),
    ] {
        let found = issues(Form::IntakeRequest, &[(at, value)]);
        for issue in &found {
            let moved = issue.within(&"/rows/3");
            let said = |issue: &hoso::Issue| Language::ALL.iter().map(|it| issue.message(*it)).collect::<Vec<_>>();
            assert_eq!(said(&moved), said(issue), "{at}");
            assert_ne!(said(issue), said(&hoso::Issue::new(issue.code, at, issue.params.clone())), "{at}");
            assert!(moved != *issue && moved.at(at) == *issue, "{at}");
        }
    }
}

#[test]
fn issues_that_say_something_else_are_not_equal() {
    let of = |at| issues(Form::IntakeRequest, &[(at, json!("A1"))]).iter().next().unwrap().at("");
    assert_eq!(of("/applicant/name"), of("/applicant/name"));
    assert_ne!(of("/applicant/name"), of("/recipient/name"));
}

#[test]
fn a_field_of_a_form_is_called_by_its_name() {
    for kind in [Form::IntakeRequest, Form::ReturnRequest] {
        let issues = issues(kind, &[]);
        assert!(issues.is_empty(), "{kind}: {issues}");
    }
    for (at, value, expected) in [
        ("", json!([]), "Please fill in the form field by field."),
        ("/agency", json!(1), "Please choose the agency from the list."),
        ("/applicant", json!(1), "Please fill in the applicant's details field by field."),
        ("/applicant/document", json!(1), "Please fill in the applicant's identity document field by field."),
        ("/applicant/document/number", json!(1), "Please enter the applicant's citizen number as text."),
        (
            "/recipient/authorised",
            json!(1),
            "Please say whether the recipient has the applicant's written authorisation: yes or no.",
        ),
        ("/recipient/relation", json!(1), "Please choose what the recipient is to the applicant from the list."),
        ("/address/street", json!(1), "Please enter the house number and street as text."),
        ("/options", json!(1), "Please fill in the extra services as a list."),
        ("/options/0", json!(1), "Please choose an extra service from the list."),
        ("/applicant_categories/0", json!(1), "Please choose a category of the applicant from the list."),
        ("/documents", json!([]), "Please fill in the list of documents: at least 1."),
        ("/documents/0", json!(1), "Please fill in document 1 field by field."),
        ("/documents/0/name", json!(1), "Please enter the name of document 1 as text."),
        ("/documents/0/copies", json!("2"), "Please enter the number of copies of document 1 as a whole number."),
        (
            "/documents/0/copies",
            json!(1.5),
            "Please enter the number of copies of document 1 as a whole number, without a fraction.",
        ),
        ("/documents/0/original", json!(1), "Please say whether document 1 is the original: yes or no."),
        ("/note", json!("a".repeat(501)), "The note is longer than 500 characters; please shorten it."),
        (
            "/applicant/name",
            json!("\u{0}"),
            "The applicant's name has a character that cannot be read; please delete it and type it again.",
        ),
        (
            "/applicant/email",
            json!("a@b"),
            "The applicant's email address is not right; please enter it as name@office.vn, or leave it empty.",
        ),
    ] {
        assert_eq!(said(at, value), expected, "{at}");
    }
    let blank = issues(Form::IntakeRequest, &[("/documents/0/name", json!(" ")), ("/note", json!("\t"))]);
    let found: Vec<_> = blank.iter().map(|issue| (issue.code, issue.path.as_str())).collect();
    assert_eq!(found, [(IssueCode::Missing, "/documents/0/name")], "blank is absent, in a list too");
    let many = json!(vec!["a"; 101]);
    let expected = "There are more than 100 entries in the applicant's categories; please remove some.";
    assert_eq!(said("/applicant_categories", many), expected);
}

#[test]
fn a_field_given_twice_is_said_to_be() {
    let twice = |json: &str| {
        let node = hoso::wire::Node::parse(json).unwrap();
        let issues = form::validate(Form::ReturnRequest, node, &Options::default()).unwrap_err();
        let found = issues.iter().find(|issue| issue.code == IssueCode::DuplicateKey).unwrap();
        [Language::Vi, Language::En].map(|language| found.message(language))
    };
    let consent = ["Mục này được ghi hai lần; hãy giữ lại một.", "This field is given twice; please keep one."];
    assert_eq!(twice(r#"{"consent": true, "consent": true}"#), consent);
    let note = ["Ghi chú được ghi hai lần; hãy giữ lại một.", "The note is given twice; please keep one."];
    assert_eq!(twice(r#"{"note": "a", "note": "b"}"#), note);
}

#[test]
fn what_a_form_is_held_against_is_said_to_the_person_too() {
    let issue = |at: &str| Issues::from(Issue::new(IssueCode::Missing, at, Params::new()));
    let said = |at: &str| form::said_to_person(issue(at)).iter().map(|it| it.message(Language::En)).collect::<String>();
    assert_eq!(said("/on"), "Please enter the day on which it is to go.");
    assert_eq!(said("/weight_grams"), "Please enter the weight in grams.");
}
