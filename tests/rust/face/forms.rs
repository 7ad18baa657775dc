//! Forms by code, and answers of any kind: a price preview, and what is read back as what it is.

use hoso::form::{Form, preview};
use hoso::wire::{Node, Schemas, Shape as _, write};
use hoso::{Answer, Case, Language, Quotation, Service};
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
