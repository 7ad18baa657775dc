//! Forms by code, and answers of any kind: a price preview, and what is read back as what it is.

use hoso::form::{Form, IntakeRequest, Original, preview};
use hoso::wire::{Node, Schemas, Shape as _, write};
use hoso::{Answer, Case, Consignment, Language, Quotation, Rulebook, Service, explain_with};
use serde_json::json;

use super::{RULEBOOK, date, id};

/// The box for the agency's fee asks for the option, whatever other options are asked for.
#[test]
fn a_ticked_box_asks_for_the_agency_fee_beside_other_options() {
    let due = |options: &[&str], ticked: bool| {
        let form = json!({ "agency": "so-noi-vu", "procedure": "1.1", "address": { "place": "719", "street": "1" },
            "options": options, "pick_up": true, "collect_agency_fee": ticked });
        let node = Node::from_value(&form).unwrap();
        let weight = 100.try_into().unwrap();
        let carriages = preview(Form::IntakeRequest, node, &RULEBOOK, date("2014-09-20"), weight).unwrap();
        match &carriages[0].quotation {
            Quotation::Quoted(quoted) => (carriages[0].service, quoted.agency_fee),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(due(&[], false), (Service::Intake, 0));
    assert_eq!(due(&[], true), (Service::Intake, 30_000));
    assert_eq!(due(&["express"], true), (Service::Intake, 30_000));
    assert_eq!(due(&["express", "collect_agency_fee"], true), (Service::Intake, 30_000));
}

#[test]
fn a_form_in_code_says_who_hands_it_in_and_what_is_sent() {
    let person = |name: &str, kind: &str, number: &str| json!({ "name": name, "document": { "kind": kind, "number": number }, "phone": "0912345678" });
    let documents = [json!(true), json!(false), json!("electronic")];
    let documents = documents.map(|original| json!({ "name": "a", "copies": 1, "original": original }));
    let form = json!({
        "agency": "so-noi-vu", "procedure": "1.1", "consent": true, "documents": documents,
        "applicant": person("Hộ Phở 24", "tax_code", "074185001234"),
        "submitter": person("\u{d0}ặng Văn An", "citizen_id", "243185001234"),
        "pick_up": false, "return_by_post": false, "collect_agency_fee": false,
    });
    let form = IntakeRequest::parse(&form.to_string()).unwrap();
    assert_eq!(form.applicant.name.as_str(), "Hộ Phở 24");
    let submitter = form.submitter.as_ref().unwrap();
    assert_eq!((submitter.name.as_str(), submitter.document.number().as_str()), ("Đặng Văn An", "243185001234"));
    let sent: Vec<Original> = form.documents.iter().map(|document| document.original).collect();
    assert_eq!(sent, [Original::Original, Original::Copy, Original::Electronic]);
    assert_eq!(IntakeRequest::parse(&form.to_json()), Ok(form));
}

#[test]
fn an_answer_of_any_kind_is_read_and_written_as_its_own() {
    let case = Case::new(id("so-noi-vu"), id("1.1"), Service::Return, date("2014-09-20"));
    let json = RULEBOOK.decide(&case).unwrap().to_json_in(Language::En);
    let answer: Answer<'_> = hoso::wire::read::parse(&json).unwrap();
    assert!(matches!(answer, Answer::Decision(_)));
    assert_eq!(write::json(&answer, Language::En), json);
    let mut schemas = Schemas::default();
    assert_eq!(Answer::schema(&mut schemas), json!({ "$ref": "#/$defs/Answer" }));
    assert_eq!(Schemas::of::<Answer<'_>>("answer")["$defs"]["Answer"]["anyOf"].as_array().unwrap().len(), 5);
}

#[test]
fn an_explanation_says_what_the_rulebook_calls_things() {
    let case = Case::new(id("so-noi-vu"), id("1.1"), Service::Return, date("2014-09-20"));
    let said = explain_with(RULEBOOK.decide(&case).unwrap(), Language::En, &*RULEBOOK);
    assert!(said.contains("Carried by VNPost.") && said.contains("01/HĐ") && said.contains("Bảng giá"), "{said}");
    // A field that no procedure has, and a district to which no zone leads.
    let text = include_str!("rulebook.json")
        .replace(r#""fields": ["#, r#""fields": [{ "id": "dat-dai", "name": "Đất đai" }, "#);
    let text = text.replace(r#""when": { "any": true }"#, r#""when": { "same": "nowhere" }"#);
    let rulebook = Rulebook::parse(&text).unwrap();
    let of_field = Case::of_field(id("so-noi-vu"), id("dat-dai"), Service::Return, date("2014-09-20"));
    let said = explain_with(rulebook.decide(&of_field).unwrap(), Language::En, &rulebook);
    assert!(said.contains("The agency “Department” handles no procedure of the field “Đất đai”."), "{said}");
    let weight = 100.try_into().unwrap();
    let asked = Consignment::new(id("so-noi-vu"), id("1.1"), Service::Return, date("2014-09-20"), weight, id("719"));
    let said = explain_with(rulebook.quote(&asked).unwrap(), Language::En, &rulebook);
    assert!(said.contains("No zone holds between the agency and “Bàu Bàng”."), "{said}");
}
