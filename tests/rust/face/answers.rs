//! What is known of a case by the day of knowledge, and what covers it.

use hoso::{Case, Consignment, Cover, Deadlines, Decision, Moments, Quotation, Service};

use super::{RULEBOOK, date, id};

fn case(on: &str) -> Case {
    Case::new(id("so-noi-vu"), id("1.1"), Service::Return, date(on))
}

fn cover(case: &Case) -> Option<Cover<'static>> {
    RULEBOOK.prepare(case).unwrap().cover()
}

/// Contract, clause and amendment.
fn said(cover: Cover<'static>) -> (&'static str, &'static str, Option<&'static str>) {
    (cover.contract().id.as_str(), cover.clause().id.as_str(), cover.amendment())
}

#[test]
fn a_cover_names_contract_clause_and_the_amendment_that_set_it() {
    assert!(cover(&case("2014-09-14")).is_none());
    assert_eq!(said(cover(&case("2014-09-15")).unwrap()), ("c-2014", "1", None));
    assert_eq!(said(cover(&case("2014-09-30")).unwrap()), ("c-2014", "1", None));
    assert_eq!(said(cover(&case("2014-10-01")).unwrap()), ("c-2014", "1", Some("pl-1")));
    assert_eq!(said(cover(&case("2015-09-14")).unwrap()), ("c-2014", "1", Some("pl-1")));
    assert!(cover(&case("2015-09-15")).is_none());
}

/// A contract is known from the day of its signature on, an amendment from its own: not from the day after.
#[test]
fn what_is_signed_on_a_day_is_known_on_that_day() {
    let known = |day: &str| cover(&case("2014-10-15").known_on(date(day))).map(said);
    assert_eq!(known("2014-09-09"), None);
    assert_eq!(known("2014-09-10"), Some(("c-2014", "1", None)));
    assert_eq!(known("2014-11-02"), Some(("c-2014", "1", None)));
    assert_eq!(known("2014-11-03"), Some(("c-2014", "1", Some("pl-1"))));
    let decided = |day: &str| match RULEBOOK.decide(&case("2014-10-15").known_on(date(day))).unwrap() {
        Decision::Covered(covered) => covered.amendment.unwrap_or_default().into_owned(),
        Decision::NotCovered(answer) => answer.reasons[0].code.to_string(),
    };
    assert_eq!(["2014-09-09", "2014-09-10", "2014-11-02", "2014-11-03"].map(decided), ["no_contract", "", "", "pl-1"]);
}

/// The amendment has other payers and other days: each question sees it from the day of its signature on.
#[test]
fn every_question_rests_on_what_was_known() {
    let weight = 100.try_into().unwrap();
    let agency_pays = |known: &str| {
        let asked =
            Consignment::new(id("so-noi-vu"), id("1.1"), Service::Return, date("2014-10-15"), weight, id("718"));
        match RULEBOOK.quote(&asked.known_on(date(known))).unwrap() {
            Quotation::Quoted(quoted) => quoted.payers.iter().any(|payer| payer.who == "agency"),
            other => panic!("{other:?}"),
        }
    };
    assert!(agency_pays("2014-11-02") && !agency_pays("2014-11-03"));
    let days = |known: &str| {
        let asked = Moments::new(id("so-noi-vu"), id("1.1"), Service::Return, date("2014-10-15"), id("718"));
        let asked = asked.collected_on(date("2014-10-15")).known_on(date(known));
        match RULEBOOK.deadlines(&asked).unwrap() {
            Deadlines::Dated(dated) => dated.steps[0].days.get(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((days("2014-11-02"), days("2014-11-03")), (2, 4));
}

#[test]
fn a_case_is_prepared_when_its_ids_are_of_the_rulebook_and_agree() {
    let on = date("2014-09-20");
    let about = |agency: &str, procedure: &str| Case::new(id(agency), id(procedure), Service::Return, on);
    assert!(RULEBOOK.prepare(&about("so-noi-vu", "1.1")).is_some());
    assert!(RULEBOOK.prepare(&about("nowhere", "1.1")).is_none());
    assert!(RULEBOOK.prepare(&about("so-noi-vu", "9.9")).is_none());
    let of_field = |field: &str| Case::of_field(id("so-noi-vu"), id(field), Service::Return, on);
    assert!(RULEBOOK.prepare(&of_field("hoi")).unwrap().cover().is_some());
    assert!(RULEBOOK.prepare(&of_field("dat-dai")).is_none());
}

#[test]
fn an_answer_that_is_no_names_the_id_that_is_unknown() {
    let on = date("2014-09-20");
    let reason = |case: Case| match RULEBOOK.decide(&case).unwrap() {
        Decision::NotCovered(answer) => answer.reasons[0].to_string(),
        Decision::Covered(covered) => panic!("{covered:?}"),
    };
    let about = |agency: &str, procedure: &str| Case::new(id(agency), id(procedure), Service::Return, on);
    assert_eq!(reason(about("nowhere", "9.9")), "unknown_agency: There is no agency `nowhere`.");
    assert_eq!(reason(about("so-noi-vu", "9.9")), "unknown_procedure: There is no procedure `9.9`.");
    let of_field = Case::of_field(id("so-noi-vu"), id("dat-dai"), Service::Return, on);
    assert_eq!(reason(of_field), "unknown_field: There is no field `dat-dai`.");
}

#[test]
fn a_clause_says_its_shares_and_the_services_that_it_covers() {
    let cover = cover(&case("2014-09-20")).unwrap();
    let clause = cover.clause();
    assert_eq!(clause.shares().collect::<Vec<_>>(), [("applicant", 6_000), ("agency", 4_000)]);
    assert!(Service::ALL.iter().all(|service| clause.covers(*service)));
    let mut one = clause.clone();
    one.payers = None;
    assert_eq!(one.shares().collect::<Vec<_>>(), [("applicant", 10_000)]);
    let services = |list: &[Service]| {
        let mut clause = clause.clone();
        clause.services = list.to_vec().try_into().unwrap();
        [Service::Intake, Service::Return, Service::Both].map(|service| clause.covers(service))
    };
    assert_eq!(services(&[Service::Intake]), [true, false, false]);
    assert_eq!(services(&[Service::Return]), [false, true, false]);
    assert_eq!(services(&[Service::Both]), [false, false, true]);
    let legs = [Service::Intake, Service::Return, Service::Both].map(Service::legs);
    assert_eq!(legs, [&[Service::Intake][..], &[Service::Return], &[Service::Intake, Service::Return]]);
}
