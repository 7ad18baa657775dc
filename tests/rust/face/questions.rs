//! Every way to build a question, held to the JSON question that says the same: equal to it, and answered the same.

use std::fmt::Debug;

use hoso::AgencyDay;
use hoso::ChoiceDay;
use hoso::Harm;
use hoso::wire::Shape;
use hoso::{
    Case, Claim, Consignment, Dossier, DossierState, Event, EventKind, ForeignCode, ForeignSystem, Grams, Id,
    IssueCode, Issues, Language, List, LostGrams, Moments, Money, Param, Service, Text, Time, Validity,
};
use hoso::{EventRecipient, FailureReason};
use serde_json::{Value, json};

use super::{RULEBOOK, date, id, ids};

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

pub(super) fn codes(issues: &Issues) -> Vec<(&str, &str)> {
    issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect()
}

#[test]
fn a_case_is_about_a_procedure_or_a_field_and_may_rest_on_what_was_known() {
    let (agency, on) = (id("so-noi-vu"), date("2014-10-15"));
    let json = json!({ "agency": "so-noi-vu", "procedure": "1.1", "service": "return", "on": "2014-10-15" });
    let of_field = with(&json, &json!({ "procedure": null, "field": "hoi" }));
    let known = with(&json, &json!({ "known_on": "2014-11-02" }));
    let both = with(&json, &json!({ "field": "hoi" }));
    let case = Case::new(agency.clone(), id("1.1"), Service::Return, on);
    let field = Case::of_field(agency, id("hoi"), Service::Return, on);
    for (built, json) in [
        (case.clone(), json.clone()),
        (field.clone(), of_field),
        (field.procedure(id("1.1")), both.clone()),
        (case.clone().field(id("hoi")), both),
        (case.clone().procedure(id("1.2")), with(&json, &json!({ "procedure": "1.2" }))),
        (case.clone().known_on(date("2014-11-02")), known),
    ] {
        says(&built, &json);
        assert_eq!(Case::parse(&json.to_string()).unwrap(), built);
        let answer = RULEBOOK.decide(&built).unwrap().to_json();
        assert_eq!(RULEBOOK.decide_json(&json.to_string(), Language::Vi), answer);
    }
    // Another field than the procedure's own is found out by the rulebook.
    let (other, other_json) = (case.field(id("dat-dai")), with(&json, &json!({ "field": "dat-dai" })));
    says(&other, &other_json);
    let issues = RULEBOOK.decide(&other).unwrap_err();
    assert_eq!(codes(&issues), [("contradicts", "/field")]);
    assert_eq!(RULEBOOK.decide_json(&other_json.to_string(), Language::Vi), issues.to_json(Language::Vi));
    let about_nothing = Case::parse(&with(&json, &json!({ "procedure": null })).to_string()).unwrap_err();
    assert_eq!(codes(&about_nothing), [("at_least_one_of", "")]);
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
        (new().declared_value(money(7_000_000)), json!({ "declared_value": 7_000_000 })),
        (new().return_weight_grams(grams(150)).unwrap(), json!({ "return_weight_grams": 150 })),
        (new().applicant(ids(&["poor", "poor"])), json!({ "applicant": ["poor", "poor"] })),
        (new().options(ids(&["insured"])).unwrap(), json!({ "options": ["insured"] })),
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
    let json = json!({ "agency": "a", "procedure": "1.1", "service": "return", "on": "2014-09-20", "weight_grams": 50,
        "place": "719" });
    let many = |count: usize| (0..count).map(|number| format!("n{number}")).collect::<Vec<_>>();
    let twice = ids(&["a", "b", "a"]);
    for (refused, keys, code) in [
        (
            new(Service::Return).return_weight_grams(grams(1)),
            json!({ "return_weight_grams": 1 }),
            ("not_with", "/return_weight_grams"),
        ),
        (new(Service::Return).options(twice), json!({ "options": ["a", "b", "a"] }), ("duplicate", "/options/2")),
    ] {
        let refused = refused.unwrap_err();
        assert_eq!(codes(&refused), [code]);
        assert_eq!(Consignment::parse(&with(&json, &keys).to_string()).unwrap_err(), refused);
    }
    // As many as may stand there; a list of more cannot be made.
    let list = |count: usize| -> Result<List<Id, 0, 100>, IssueCode> {
        many(count).iter().map(|text| id(text)).collect::<Vec<_>>().try_into()
    };
    says(&new(Service::Return).options(list(100).unwrap()).unwrap(), &with(&json, &json!({ "options": many(100) })));
    says(&new(Service::Return).applicant(list(100).unwrap()), &with(&json, &json!({ "applicant": many(100) })));
    assert_eq!(list(101), Err(IssueCode::TooLong));
    for (key, path) in [("options", "/options"), ("applicant", "/applicant")] {
        let long = Consignment::parse(&with(&json, &json!({ key: many(101) })).to_string()).unwrap_err();
        assert_eq!(codes(&long), [("too_long", path)]);
        assert_eq!(long.iter().next().unwrap().params.get("max"), Some(&Param::Int(100)));
    }
}

#[test]
fn moments_are_built_key_by_key() {
    let json =
        json!({ "agency": "so-noi-vu", "procedure": "1.1", "service": "both", "on": "2014-09-20", "place": "719" });
    let new = Moments::new(id("so-noi-vu"), id("1.1"), Service::Both, date("2014-09-20"), id("719"));
    let (new, day) = (|| new.clone(), date("2014-10-07"));
    let days = [Validity::new(day, None).unwrap()].try_into().unwrap();
    for (built, keys) in [
        (new(), json!({})),
        (new().in_zone(id("near")), json!({ "place": null, "zone": "near" })),
        (new().known_on(date("2014-09-10")), json!({ "known_on": "2014-09-10" })),
        (new().slip(true), json!({ "slip": true })),
        (new().posted_on(day), json!({ "posted_on": "2014-10-07" })),
        (new().posted_on(day).slip(true), json!({ "posted_on": "2014-10-07", "slip": true })),
        (new().filed_on(day), json!({ "filed_on": "2014-10-07" })),
        (new().resolved_on(day), json!({ "resolved_on": "2014-10-07" })),
        (new().collected_on(day), json!({ "collected_on": "2014-10-07" })),
        (new().last_attempt_on(day), json!({ "last_attempt_on": "2014-10-07" })),
        (new().suspended(days), json!({ "suspended": [{ "from": "2014-10-07" }] })),
    ] {
        let json = with(&json, &keys);
        says(&built, &json);
        assert_eq!(Moments::parse(&json.to_string()).unwrap(), built);
        let answer = RULEBOOK.deadlines(&built).unwrap().to_json();
        assert_eq!(RULEBOOK.deadlines_json(&json.to_string(), Language::Vi), answer);
    }
    // As many as may stand there; a list of more cannot be made.
    let days = |count: usize| -> Result<List<Validity, 0, 1_000>, IssueCode> {
        vec![Validity::new(day, None).unwrap(); count].try_into()
    };
    let days_json = |count: usize| with(&json, &json!({ "suspended": vec![json!({ "from": "2014-10-07" }); count] }));
    says(&new().suspended(days(1_000).unwrap()), &days_json(1_000));
    assert_eq!(days(1_001), Err(IssueCode::TooLong));
    let long = Moments::parse(&days_json(1_001).to_string()).unwrap_err();
    assert_eq!(codes(&long), [("too_long", "/suspended")]);
    assert_eq!(long.iter().next().unwrap().params.get("max"), Some(&Param::Int(1_000)));
}

#[test]
fn a_claim_is_set_key_by_key() {
    let json = json!({ "zone": "near", "charge": 30_000, "event": "damaged", "accepted_on": "2014-10-01",
        "due_on": "2014-10-03", "claimed_on": "2014-10-20" });
    let days = ["2014-10-01", "2014-10-03", "2014-10-20"].map(date);
    let new = || Claim::new(id("near"), money(30_000), days[0], days[1], Harm::Damaged, days[2]).unwrap();
    let lost = |grams: i64| LostGrams::try_from(grams).unwrap();
    for (day, made) in [
        ("due_on", Claim::new(id("near"), money(1), days[1], days[0], Harm::Lost, days[2]).map(drop)),
        ("claimed_on", Claim::new(id("near"), money(1), days[1], days[1], Harm::Lost, days[0]).map(drop)),
        ("delivered_on", new().delivered_on(date("2014-09-30")).map(drop)),
    ] {
        assert_eq!(codes(&made.unwrap_err()), [("contradicts", format!("/{day}").as_str())]);
    }
    let whole =
        new().delivered_on(date("2014-10-04")).unwrap().weight_grams(grams(200)).unwrap().lost_grams(lost(50)).unwrap();
    let whole = whole.actual_damage(money(20_000)).reissue_cost(money(1));
    let keys = json!({ "delivered_on": "2014-10-04", "weight_grams": 200, "lost_grams": 50, "actual_damage": 20_000,
        "reissue_cost": 1 });
    for (built, keys) in [
        (new(), json!({})),
        (new().delivered_on(date("2014-10-04")).unwrap(), json!({ "delivered_on": "2014-10-04" })),
        (new().weight_grams(grams(200)).unwrap(), json!({ "weight_grams": 200 })),
        (new().lost_grams(lost(50)).unwrap(), json!({ "lost_grams": 50 })),
        (
            new().lost_grams(lost(50)).unwrap().weight_grams(grams(50)).unwrap(),
            json!({ "lost_grams": 50, "weight_grams": 50 }),
        ),
        (new().actual_damage(money(20_000)), json!({ "actual_damage": 20_000 })),
        (new().reissue_cost(money(1)), json!({ "reissue_cost": 1 })),
        (whole, keys),
    ] {
        let json = with(&json, &keys);
        says(&built, &json);
        assert_eq!(Claim::parse(&json.to_string()).unwrap(), built);
        let answer = RULEBOOK.compensation(&built).unwrap().to_json();
        assert_eq!(RULEBOOK.compensation_json(&json.to_string(), Language::Vi), answer);
    }
    // More lost than all, whichever is set first.
    let more = with(&json, &json!({ "weight_grams": 50, "lost_grams": 51 }));
    let refused = Claim::parse(&more.to_string()).unwrap_err();
    assert_eq!(codes(&refused), [("contradicts", "/lost_grams")]);
    assert_eq!(new().weight_grams(grams(50)).unwrap().lost_grams(lost(51)), Err(refused.clone()));
    assert_eq!(new().lost_grams(lost(51)).unwrap().weight_grams(grams(50)), Err(refused));
}

#[test]
fn a_dossier_is_set_key_by_key() {
    let json = json!({ "dossier": "HS-1", "agency": "so-noi-vu", "procedure": "1.1", "service": "both", "on": "2014-10-15",
        "place": "719" });
    let new = || Dossier::new(id("HS-1"), id("so-noi-vu"), id("1.1"), Service::Both, date("2014-10-15"), id("719"));
    let (day, at) = (date("2014-10-07"), "2014-10-01T08:30:00+07:00");
    let event = |kind| Event::new(id("e1"), id("c1"), kind, at.parse().unwrap()).unwrap();
    let event_json = json!({ "id": "e1", "consignment": "c1", "kind": "accepted", "at": at });
    let days = [Validity::new(day, None).unwrap()].try_into().unwrap();
    let heavy = || new().weight_grams(grams(50));
    let state = DossierState::PaymentRequested;
    let accepted = || event(EventKind::Accepted);
    for (built, keys) in [
        (new(), json!({})),
        (new().in_zone(id("near")), json!({ "place": null, "zone": "near" })),
        (new().known_on(date("2014-09-10")), json!({ "known_on": "2014-09-10" })),
        (heavy(), json!({ "weight_grams": 50 })),
        (heavy().return_weight_grams(grams(150)).unwrap(), json!({ "weight_grams": 50, "return_weight_grams": 150 })),
        (heavy().applicant(ids(&["poor"])), json!({ "weight_grams": 50, "applicant": ["poor"] })),
        (
            heavy().options(ids(&["insured"])).unwrap().declared_value(money(7_000_000)),
            json!({ "weight_grams": 50, "options": ["insured"], "declared_value": 7_000_000 }),
        ),
        (new().options(ids(&["insured"])).unwrap(), json!({ "options": ["insured"] })),
        (new().declared_value(money(1)), json!({ "declared_value": 1 })),
        (new().slip(true), json!({ "slip": true })),
        (new().posted_on(day), json!({ "posted_on": "2014-10-07" })),
        (new().filed_on(day), json!({ "filed_on": "2014-10-07" })),
        (new().resolved_on(day), json!({ "resolved_on": "2014-10-07" })),
        (new().collected_on(day), json!({ "collected_on": "2014-10-07" })),
        (new().last_attempt_on(day), json!({ "last_attempt_on": "2014-10-07" })),
        (new().suspended(days), json!({ "suspended": [{ "from": "2014-10-07" }] })),
        (new().agency_state(state), json!({ "agency_state": "payment_requested" })),
        (new().intake_events([accepted()]), json!({ "intake_events": [event_json] })),
        (new().return_events([accepted()]), json!({ "return_events": [event_json] })),
        (
            heavy().agency_state(state).posted_on(date("2014-10-01")).intake_events([accepted()]),
            json!({ "agency_state": "payment_requested", "weight_grams": 50, "posted_on": "2014-10-01",
                "intake_events": [event_json] }),
        ),
    ] {
        let json = with(&json, &keys);
        says(&built, &json);
        assert_eq!(Dossier::parse(&json.to_string()).unwrap(), built);
        let answer = RULEBOOK.journey(&built).unwrap();
        assert_eq!(RULEBOOK.journey_json(&json.to_string(), Language::Vi), answer.to_json());
        assert_eq!(RULEBOOK.journey_json(&json.to_string(), Language::En), answer.to_json_in(Language::En));
    }
}

#[test]
fn a_dossier_refuses_what_its_json_would_be_refused_for() {
    let new = |service| Dossier::new(id("HS-1"), id("a"), id("1.1"), service, date("2014-10-15"), id("719"));
    let json = json!({ "dossier": "HS-1", "agency": "a", "procedure": "1.1", "on": "2014-10-15", "place": "719" });
    let one_way = json!({ "service": "return", "weight_grams": 50, "return_weight_grams": 1 });
    let weightless = json!({ "service": "both", "return_weight_grams": 1 });
    let twice = json!({ "service": "both", "options": ["a", "b", "a"] });
    for (refused, keys, code) in [
        (
            new(Service::Return).weight_grams(grams(50)).return_weight_grams(grams(1)),
            one_way,
            ("not_with", "/return_weight_grams"),
        ),
        (new(Service::Both).return_weight_grams(grams(1)), weightless, ("missing", "/weight_grams")),
        (new(Service::Both).options(ids(&["a", "b", "a"])), twice, ("duplicate", "/options/2")),
    ] {
        let refused = refused.unwrap_err();
        assert_eq!(codes(&refused), [code]);
        assert_eq!(Dossier::parse(&with(&json, &keys).to_string()).unwrap_err(), refused);
    }
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
fn a_code_of_another_system_is_asked_by_system_and_code() {
    let json = json!({ "system": "karrio", "code": "consignee_not_home" });
    let built = ForeignCode::new(ForeignSystem::Karrio, "consignee_not_home".parse().unwrap());
    says(&built, &json);
    assert_eq!(ForeignCode::parse(&json.to_string()).unwrap(), built);
    let asked = ForeignCode::parse(r#"{"system": "karrio", "code": "consignee_not_home"}"#).unwrap();
    assert_eq!((asked.system.as_str(), asked.code.as_str()), ("karrio", "consignee_not_home"));
    let answer = hoso::event_of(asked.system, asked.code.as_str());
    assert_eq!(hoso::event_of_json(&hoso::wire::write::json(&asked, Language::Vi), Language::Vi), answer.to_json());
}

fn time(text: &str) -> Time {
    text.parse().unwrap()
}

#[test]
fn an_event_has_what_every_event_has_and_its_kind_says_what_it_needs() {
    let at = "2014-10-01T08:30:00+07:00";
    let json = json!({ "id": "e1", "consignment": "c1", "kind": "accepted", "at": at });
    let of_kind = |kind| Event::new(id("e1"), id("c1"), kind, time(at));
    let event = of_kind(EventKind::Accepted).unwrap();
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
        // In code as in JSON: the same event, or the same issues.
        match of_kind(kind) {
            Ok(built) => says(&built, &event),
            Err(issues) => assert_eq!(Some(issues), found, "{kind}"),
        }
    }
}

/// Each way to build an event, the JSON that says the same, and what its accessors give.
#[test]
fn an_event_is_built_with_what_its_kind_needs_and_gives_it_back() {
    let at = "2014-10-01T08:30:00+07:00";
    let common = |kind: &str| json!({ "id": "e1", "consignment": "c1", "kind": kind, "at": at });
    let (e1, c1) = (|| id("e1"), || id("c1"));
    let failed = Event::delivery_failed(e1(), c1(), time(at), FailureReason::Moved);
    let settled = Event::claim_settled(e1(), c1(), time(at), money(7));
    let void = Event::void(e1(), c1(), time(at), id("e0"));
    let held = || Event::new(e1(), c1(), EventKind::Held, time(at)).unwrap();
    let later = "2014-10-01T09:00:00+07:00";
    let office = || "Bình Dương".parse::<Text>().unwrap();
    let recipient = || "Lê Văn A".parse::<EventRecipient>().unwrap();
    let whole = held().with_recorded_at(time(later)).with_office(office()).with_reason(FailureReason::Refused);
    let whole = whole.with_amount(money(8)).with_recipient(recipient());
    for (event, kind, keys) in [
        (failed.clone(), "delivery_failed", json!({ "reason": "moved" })),
        (failed.with_reason(FailureReason::Refused), "delivery_failed", json!({ "reason": "refused" })),
        (settled.clone(), "claim_settled", json!({ "amount": 7 })),
        (settled.with_amount(money(8)), "claim_settled", json!({ "amount": 8 })),
        (void, "void", json!({ "voids": "e0" })),
        (held(), "held", json!({})),
        (held().with_recorded_at(time(later)), "held", json!({ "recorded_at": later })),
        (held().with_office(office()), "held", json!({ "office": "Bình Dương" })),
        (held().with_reason(FailureReason::Refused), "held", json!({ "reason": "refused" })),
        (held().with_amount(money(8)), "held", json!({ "amount": 8 })),
        (held().with_recipient(recipient()), "held", json!({ "recipient": "Lê Văn A" })),
        (
            whole,
            "held",
            json!({ "recorded_at": later, "office": "Bình Dương", "reason": "refused", "amount": 8,
                "recipient": "Lê Văn A" }),
        ),
    ] {
        let json = with(&common(kind), &keys);
        says(&event, &json);
        assert_eq!(Event::parse(&event.to_json()).unwrap(), event);
        let text = |key: &str| json.get(key).and_then(Value::as_str);
        assert_eq!((Some(event.id().as_str()), Some(event.consignment().as_str())), (text("id"), text("consignment")));
        assert_eq!((Some(event.kind().as_str()), event.at()), (text("kind"), time(at)));
        assert_eq!(event.recorded_at(), text("recorded_at").map(time));
        assert_eq!(event.office().map(|office| office.say(Language::Vi)), text("office"));
        assert_eq!(event.reason().map(FailureReason::as_str), text("reason"));
        assert_eq!(event.voids().map(Id::as_str), text("voids"));
        assert_eq!(event.amount().map(Money::get), json.get("amount").and_then(Value::as_i64));
        assert_eq!(event.recipient().map(EventRecipient::as_str), text("recipient"));
        let answer = hoso::track(std::slice::from_ref(&event)).unwrap().to_json();
        assert_eq!(hoso::track_json(&json!([json]).to_string(), Language::Vi), answer);
    }
    let voids = Event::parse(&with(&common("held"), &json!({ "voids": "e0" })).to_string()).unwrap_err();
    assert_eq!(codes(&voids), [("not_with", "/voids")]);
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
