//! Every way to build a question, held to the JSON question that says the same: equal to it, and answered the same.

use std::fmt::Debug;

use hoso::wire::Shape;
use hoso::{Case, ChoiceDay, Claim, Consignment, Dossier, DossierState, Event, EventKind, ForeignCode, Grams, Harm, Issues, Language, LostGrams, Moments, Money, Param, AgencyDay, Service, Validity};
use serde_json::{Value, json};

use super::{RULEBOOK, date, id};

fn grams(number: i64) -> Grams {
    number.try_into().unwrap()
}

fn money(number: i64) -> Money {
    number.try_into().unwrap()
}

/// That a question built by code is the one that JSON says, and is written so that it is read back the same.
pub(super) fn says<Q: Shape + PartialEq + Debug>(built: &Q, json: &Value) {
    let read: Q = hoso::wire::read::parse(&json.to_string()).unwrap();
    assert_eq!(*built, read);
    let written = hoso::wire::write::json(built, Language::Vi);
    assert_eq!(hoso::wire::read::parse::<Q>(&written).unwrap(), *built);
}

/// JSON with other keys, and without those that are null.
pub(super) fn with(json: &Value, keys: &Value) -> Value {
    let mut whole = json.clone();
    let (map, keys) = (whole.as_object_mut().unwrap(), keys.as_object().unwrap().clone());
    map.extend(keys);
    map.retain(|_, value| !value.is_null());
    whole
}

fn codes(issues: &Issues) -> Vec<(&str, &str)> {
    issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect()
}

#[test]
fn a_case_is_about_a_procedure_or_a_field_and_may_rest_on_what_was_known() {
    let (agency, on) = (id("so-noi-vu"), date("2014-10-15"));
    let json = json!({ "agency": "so-noi-vu", "procedure": "1.1", "service": "return", "on": "2014-10-15" });
    let of_field = with(&json, &json!({ "procedure": null, "field": "hoi" }));
    let known = with(&json, &json!({ "known_on": "2014-11-02" }));
    let case = Case::new(agency.clone(), id("1.1"), Service::Return, on);
    for (built, json) in [
        (case.clone(), json),
        (Case::of_field(agency, id("hoi"), Service::Return, on), of_field),
        (case.known_on(date("2014-11-02")), known),
    ] {
        says(&built, &json);
        assert_eq!(Case::parse(&json.to_string()).unwrap(), built);
        let answer = RULEBOOK.decide(&built).unwrap().to_json();
        assert_eq!(RULEBOOK.decide_json(&json.to_string(), Language::Vi), answer);
    }
}

#[test]
fn a_consignment_is_built_key_by_key() {
    let json = json!({ "agency": "so-noi-vu", "procedure": "1.1", "service": "both", "on": "2014-09-20",
        "weight_grams": 50, "place": "719" });
    let new = Consignment::new(id("so-noi-vu"), id("1.1"), Service::Both, date("2014-09-20"), grams(50), id("719"));
    let new = || new.clone();
    for (built, keys) in [
        (new(), json!({})),
        (new().in_zone(id("near")), json!({ "place": null, "zone": "near" })),
        (new().known_on(date("2014-09-10")), json!({ "known_on": "2014-09-10" })),
        (new().with_declared_value(money(7_000_000)), json!({ "declared_value": 7_000_000 })),
        (new().with_return_weight(grams(150)).unwrap(), json!({ "return_weight_grams": 150 })),
        (new().with_applicant(vec![id("poor"), id("poor")]).unwrap(), json!({ "applicant": ["poor", "poor"] })),
        (new().with_options(vec![id("insured")]).unwrap(), json!({ "options": ["insured"] })),
    ] {
        let json = with(&json, &keys);
        says(&built, &json);
        assert_eq!(Consignment::parse(&json.to_string()).unwrap(), built);
        let answer = RULEBOOK.quote(&built).unwrap().to_json();
        assert_eq!(RULEBOOK.quote_json(&json.to_string(), Language::Vi), answer);
    }
}

#[test]
fn a_consignment_refuses_what_its_json_would_be_refused_for() {
    let new = |service| Consignment::new(id("a"), id("1.1"), service, date("2014-09-20"), grams(50), id("719"));
    let ids = |count: usize| (0..count).map(|number| id(&format!("n{number}"))).collect::<Vec<_>>();
    let one_way = new(Service::Return).with_return_weight(grams(1)).unwrap_err();
    assert_eq!(codes(&one_way), [("not_with", "/return_weight_grams")]);
    let twice = new(Service::Return).with_options(vec![id("a"), id("b"), id("a")]).unwrap_err();
    assert_eq!(codes(&twice), [("duplicate", "/options/2")]);
    for build in [Consignment::with_options, Consignment::with_applicant] {
        assert!(build(new(Service::Return), ids(100)).is_ok());
        let long = build(new(Service::Return), ids(101)).unwrap_err();
        let issue = long.iter().next().unwrap();
        assert_eq!((issue.code.as_str(), issue.params.get("max")), ("too_long", Some(&Param::Int(100))));
    }
    assert_eq!(codes(&new(Service::Return).with_options(ids(101)).unwrap_err()), [("too_long", "/options")]);
    assert_eq!(codes(&new(Service::Return).with_applicant(ids(101)).unwrap_err()), [("too_long", "/applicant")]);
}

#[test]
fn moments_are_built_key_by_key() {
    let json =
        json!({ "agency": "so-noi-vu", "procedure": "1.1", "service": "both", "on": "2014-09-20", "place": "719" });
    let new = Moments::new(id("so-noi-vu"), id("1.1"), Service::Both, date("2014-09-20"), id("719"));
    let (new, day) = (|| new.clone(), date("2014-10-07"));
    let days = vec![Validity::new(day, None).unwrap()];
    for (built, keys) in [
        (new(), json!({})),
        (new().in_zone(id("near")), json!({ "place": null, "zone": "near" })),
        (new().known_on(date("2014-09-10")), json!({ "known_on": "2014-09-10" })),
        (new().with_slip(), json!({ "slip": true })),
        (new().posted_on(day), json!({ "posted_on": "2014-10-07" })),
        (new().posted_on(day).with_slip(), json!({ "posted_on": "2014-10-07", "slip": true })),
        (new().filed_on(day), json!({ "filed_on": "2014-10-07" })),
        (new().resolved_on(day), json!({ "resolved_on": "2014-10-07" })),
        (new().collected_on(day), json!({ "collected_on": "2014-10-07" })),
        (new().last_attempt_on(day), json!({ "last_attempt_on": "2014-10-07" })),
        (new().suspended(days).unwrap(), json!({ "suspended": [{ "from": "2014-10-07" }] })),
    ] {
        let json = with(&json, &keys);
        says(&built, &json);
        assert_eq!(Moments::parse(&json.to_string()).unwrap(), built);
        let answer = RULEBOOK.deadlines(&built).unwrap().to_json();
        assert_eq!(RULEBOOK.deadlines_json(&json.to_string(), Language::Vi), answer);
    }
    let days = |count: usize| vec![Validity::new(day, None).unwrap(); count];
    assert!(new().suspended(days(1_000)).is_ok());
    let long = new().suspended(days(1_001)).unwrap_err();
    assert_eq!(codes(&long), [("too_long", "/suspended")]);
    assert_eq!(long.iter().next().unwrap().params.get("max"), Some(&Param::Int(1_000)));
}

#[test]
fn a_claim_is_set_key_by_key() {
    let json = json!({ "zone": "near", "charge": 30_000, "event": "damaged", "accepted_on": "2014-10-01",
        "due_on": "2014-10-03", "claimed_on": "2014-10-20" });
    let days = ["2014-10-01", "2014-10-03", "2014-10-20"].map(date);
    let mut claim = Claim::new(id("near"), money(30_000), Harm::Damaged, days[0], days[1], days[2]);
    says(&claim, &json);
    claim.delivered_on = Some(date("2014-10-04"));
    claim.weight_grams = Some(grams(200));
    claim.lost_grams = Some(LostGrams::try_from(50).unwrap());
    claim.actual_damage = Some(money(20_000));
    claim.reissue_cost = Some(money(1));
    let keys = json!({ "delivered_on": "2014-10-04", "weight_grams": 200, "lost_grams": 50, "actual_damage": 20_000,
        "reissue_cost": 1 });
    let json = with(&json, &keys);
    says(&claim, &json);
    assert_eq!(Claim::parse(&json.to_string()).unwrap(), claim);
    let answer = RULEBOOK.compensation(&claim).unwrap().to_json();
    assert_eq!(RULEBOOK.compensation_json(&json.to_string(), Language::Vi), answer);
}

#[test]
fn a_dossier_is_set_key_by_key() {
    let json = json!({ "dossier": "HS-1", "agency": "so-noi-vu", "procedure": "1.1", "service": "both", "on": "2014-10-15",
        "place": "719" });
    let mut dossier =
        Dossier::new(id("HS-1"), id("so-noi-vu"), id("1.1"), Service::Both, date("2014-10-15"), id("719"));
    says(&dossier, &json);
    dossier.agency_state = Some(DossierState::PaymentRequested);
    dossier.weight_grams = Some(grams(50));
    dossier.posted_on = Some(date("2014-10-01"));
    let at = "2014-10-01T08:30:00+07:00";
    dossier.intake_events = vec![Event::new(id("e1"), id("c1"), EventKind::Accepted, at.parse().unwrap())];
    let keys = json!({ "agency_state": "payment_requested", "weight_grams": 50, "posted_on": "2014-10-01",
        "intake_events": [{ "id": "e1", "consignment": "c1", "kind": "accepted", "at": at }] });
    let json = with(&json, &keys);
    says(&dossier, &json);
    assert_eq!(Dossier::parse(&json.to_string()).unwrap(), dossier);
    let answer = RULEBOOK.journey(&dossier).unwrap();
    assert_eq!(RULEBOOK.journey_json(&json.to_string(), Language::Vi), answer.to_json());
    assert_eq!(RULEBOOK.journey_json(&json.to_string(), Language::En), answer.to_json_in(Language::En));
}

#[test]
fn a_form_asks_for_its_choices_by_day_and_agency() {
    let day = json!({ "on": "2014-10-15" });
    let choices = ChoiceDay::new(date("2014-10-15"));
    says(&choices, &day);
    assert_eq!(ChoiceDay::parse(&day.to_string()).unwrap(), choices);
    let of_agency = with(&day, &json!({ "agency": "so-noi-vu" }));
    let procedures = AgencyDay::new(id("so-noi-vu"), date("2014-10-15"));
    says(&procedures, &of_agency);
    assert_eq!(AgencyDay::parse(&of_agency.to_string()).unwrap(), procedures);
    for language in [Language::Vi, Language::En] {
        let (answer, told) =
            (RULEBOOK.choices(&choices, language).unwrap(), RULEBOOK.choices_json(&day.to_string(), language));
        assert_eq!((answer.to_json(), answer.agencies.len()), (told, 1));
        let answer = RULEBOOK.procedures(&procedures, language).unwrap();
        let told = RULEBOOK.procedures_json(&of_agency.to_string(), language);
        assert_eq!((answer.to_json(), answer.procedures.len()), (told, 2));
    }
}

#[test]
fn a_code_of_another_system_is_read_from_json() {
    let asked = ForeignCode::parse(r#"{"system": "karrio", "code": "consignee_not_home"}"#).unwrap();
    assert_eq!((asked.system.as_str(), asked.code.as_str()), ("karrio", "consignee_not_home"));
    let answer = hoso::event_of(asked.system, asked.code.as_str());
    assert_eq!(hoso::event_of_json(&hoso::wire::write::json(&asked, Language::Vi), Language::Vi), answer.to_json());
}

#[test]
fn an_event_has_what_every_event_has_and_its_kind_says_what_it_needs() {
    let json = json!({ "id": "e1", "consignment": "c1", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00" });
    let event = Event::new(id("e1"), id("c1"), EventKind::Accepted, "2014-10-01T08:30:00+07:00".parse().unwrap());
    says(&event, &json);
    assert_eq!(Event::parse(&event.to_json()).unwrap(), event);
    assert_eq!(Event::parse_list(&json!([json, json]).to_string()).unwrap(), [event.clone(), event]);
    for &kind in EventKind::ALL {
        let needs = match kind {
            EventKind::DeliveryFailed => Some("reason"),
            EventKind::ClaimSettled => Some("amount"),
            EventKind::Void => Some("voids"),
            _ => None,
        };
        assert_eq!(kind.needs(), needs, "{kind}");
        let event = with(&json, &json!({ "kind": kind.as_str() }));
        let missing: Vec<String> = needs.iter().map(|key| format!("/{key}")).collect();
        let found = Event::parse(&event.to_string()).err();
        let paths: Vec<&str> = found.iter().flat_map(Issues::iter).map(|issue| issue.path.as_str()).collect();
        assert_eq!(paths, missing, "{kind}");
    }
}

#[test]
fn a_question_names_one_end_of_the_carriage() {
    let moments = json!({ "agency": "a", "procedure": "1.1", "service": "return", "on": "2014-09-20" });
    let consignment = with(&moments, &json!({ "weight_grams": 50 }));
    let dossier = with(&moments, &json!({ "dossier": "HS-1" }));
    for ends in [json!({}), json!({ "zone": "near", "place": "719" })] {
        let found = Moments::parse(&with(&moments, &ends).to_string()).unwrap_err();
        assert_eq!(codes(&found), [("exactly_one_of", "")]);
        let found = Consignment::parse(&with(&consignment, &ends).to_string()).unwrap_err();
        assert_eq!(codes(&found), [("exactly_one_of", "")]);
        let found = Dossier::parse(&with(&dossier, &ends).to_string()).unwrap_err();
        assert_eq!(codes(&found), [("exactly_one_of", "")]);
    }
}
