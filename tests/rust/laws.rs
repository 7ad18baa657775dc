//! Laws that hold for every input, on generated questions over the rulebooks of the shared vectors.

use hoso::wire::Shape;
use hoso::{Consignment, Date, Deadlines, Decision, Language, Quotation, Quoted, Rulebook, Service, Severity};
use hoso_tests::rules;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

struct Book {
    rulebook: Rulebook,
    document: Value,
}

static BOOKS: LazyLock<Vec<Book>> = LazyLock::new(|| {
    let documents = rules().into_iter().map(|(_, vector)| vector["rulebook"].clone());
    documents.map(|document| Book { rulebook: Rulebook::from_value(&document).unwrap(), document }).collect()
});

fn ids<'v>(document: &'v Value, list: &str, key: &str) -> Vec<&'v str> {
    document[list].as_array().map_or(Vec::new(), |list| list.iter().map(|it| it[key].as_str().unwrap()).collect())
}

prop_compose! {
    /// A rulebook and a question about it; ids are mostly its own.
    fn asked()(
        book in any::<prop::sample::Index>(), agency in any::<prop::sample::Index>(), procedure in any::<prop::sample::Index>(),
        zone in any::<prop::sample::Index>(), service in prop::sample::select(Service::ALL), day in 41_300_i64..46_500,
        weight in 1_i64..=6_000, options in prop::sample::subsequence(vec!["insured", "express", "collect_agency_fee", "cash_on_delivery"], 0..=2),
        applicant in prop::sample::subsequence(vec!["poor", "veteran", "other"], 0..=2), declared in prop::option::of(0_i64..=1_000_000_000),
    ) -> (usize, Value) {
        let book = book.index(BOOKS.len());
        let document = &BOOKS[book].document;
        let on = Date::MIN.plus(day).unwrap().to_string();
        let mut question = json!({
            "agency": agency.get(&ids(document, "agencies", "code")), "procedure": procedure.get(&ids(document, "procedures", "code")),
            "service": service.as_str(), "on": on, "weight_grams": weight, "zone": zone.get(&ids(document, "zones", "id")),
            "options": options, "applicant": applicant,
        });
        if let Some(value) = declared {
            question["declared_value"] = json!(value);
        }
        (book, question)
    }
}

fn quote<'r>(rulebook: &'r Rulebook, question: &Value) -> Quotation<'r> {
    rulebook.quote(&Consignment::parse(&question.to_string()).unwrap()).unwrap()
}

fn quoted<'r>(rulebook: &'r Rulebook, question: &Value) -> Option<Quoted<'r>> {
    match quote(rulebook, question) {
        Quotation::Quoted(quoted) => Some(quoted),
        _ => None,
    }
}

fn round_trip<T: Shape + PartialEq + std::fmt::Debug>(value: &T) {
    for language in [Language::Vi, Language::En] {
        let text = hoso::wire::write::json(value, language);
        let back: T = hoso::wire::read::parse(&text).unwrap();
        assert_eq!(&back, value);
        assert_eq!(hoso::wire::write::json(&back, language), text);
    }
}

/// A procedure of so many working days with a cut-off (minutes after midnight), around the holidays of spring 2014.
fn filing(cut_off: i64, days: i64) -> Rulebook {
    let always = json!({ "from": "2014-01-01" });
    let document = json!({
        "hoso": 1, "id": "r", "title": "r", "currency": "VND", "utc_offset": "+07:00",
        "calendars": [{ "id": "k", "weekend": ["saturday", "sunday"], "covers": { "from": "2014-01-01", "until": "2015-01-01" },
            "holidays": [{ "from": "2014-04-30", "until": "2014-05-03" }], "working_days": ["2014-04-26", "2014-05-02"] }],
        "zones": [{ "id": "z", "name": "z", "when": { "any": true } }], "operators": [{ "id": "o", "name": "o" }],
        "agencies": [{ "code": "a", "name": "a" }], "tariffs": [{ "id": "t", "title": "t" }],
        "procedures": [{ "code": "1", "name": "p", "agencies": { "all": true }, "processing_days": days,
            "cut_off": format!("{:02}:{:02}", cut_off / 60, cut_off % 60) }],
        "contracts": [{ "id": "c", "operator": "o", "agencies": { "all": true }, "signed_on": "2014-01-01", "valid": always,
            "clauses": [{ "id": "1", "services": ["return"], "scope": { "all": true }, "tariff": "t" }] }],
    });
    Rulebook::from_value(&document).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: hoso_tests::cases(4_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_sum_to_totals_and_payers_share_them((book, question) in asked()) {
        if let Some(answer) = quoted(&BOOKS[book].rulebook, &question) {
            let lines: i64 = answer.lines.iter().map(|line| line.amount).sum();
            prop_assert_eq!(lines, if includes_tax(&BOOKS[book], &answer) { answer.total + answer.tax } else { answer.total });
            prop_assert_eq!(answer.net + answer.tax, answer.total);
            prop_assert_eq!(answer.payers.iter().map(|payer| payer.amount).sum::<i64>(), answer.total);
            prop_assert!(answer.net >= 0 && answer.payers.iter().all(|payer| payer.amount >= 0));
            let applicant: i64 = answer.payers.iter().filter(|payer| payer.who == "applicant").map(|payer| payer.amount).sum();
            prop_assert_eq!(answer.applicant_due, applicant + answer.agency_fee);
        }
    }

    #[test]
    fn the_price_alone_is_the_price_of_the_answer((book, question) in asked()) {
        let consignment = Consignment::parse(&question.to_string()).unwrap();
        let price = BOOKS[book].rulebook.price(&consignment);
        let answer = quoted(&BOOKS[book].rulebook, &question);
        let sums = |it: &Quoted<'_>| (it.net, it.tax, it.total, it.agency_fee, it.applicant_due);
        let price = price.map(|it| (it.net(), it.tax(), it.total(), it.agency_fee(), it.applicant_due()));
        prop_assert_eq!(price, answer.as_ref().map(sums));
    }

    #[test]
    fn a_reception_that_is_the_agency_itself_changes_nothing((book, question) in asked()) {
        let rulebook = &BOOKS[book].rulebook;
        let mut there = question.clone();
        there["reception"] = question["agency"].clone();
        prop_assert_eq!(quote(rulebook, &there), quote(rulebook, &question));
        let due = |question: &Value| {
            let mut moments = question.clone();
            for key in ["weight_grams", "options", "applicant", "declared_value"] {
                moments.as_object_mut().unwrap().remove(key);
            }
            moments["filed_on"] = question["on"].clone();
            moments["resolved_on"] = question["on"].clone();
            rulebook.deadlines(&hoso::Moments::parse(&moments.to_string()).unwrap()).unwrap()
        };
        prop_assert_eq!(due(&there), due(&question));
    }

    #[test]
    fn a_fee_by_the_unit_is_its_units_one_by_one_and_never_falls_with_more(
        prices in prop::collection::vec((1_i64..40, 0_i64..=1_000_000_000_000), 1..=6), max in prop::option::of(0_i64..=1_000_000_000_000),
        units in 1_i64..200,
    ) {
        let (mut up_to, last) = (0, prices.len() - 1);
        let steps: Vec<Value> = prices.iter().enumerate().map(|(at, (more, price))| {
            up_to += more;
            if at == last { json!({ "price": price }) } else { json!({ "up_to": up_to, "price": price }) }
        }).collect();
        let fee: hoso::document::AgencyFee =
            hoso::wire::read::parse(&json!({ "each": steps, "max": max }).to_string()).unwrap();
        let price_of = |unit: i64| {
            let step = steps.iter().find(|step| step["up_to"].as_i64().is_none_or(|last| unit <= last)).unwrap();
            step["price"].as_i64().unwrap()
        };
        let of = |units: i64| fee.of_units(units.try_into().unwrap());
        let sum: i64 = (1..=units).map(price_of).sum();
        prop_assert_eq!(of(units), max.map_or(sum, |most| sum.min(most)));
        prop_assert!(of(units) <= of(units + 1));
    }

    /// Among days that count; a procedure of 0 days is never due before a day that does. A day off is a day to count from: see
    /// docs/specification.md, section 6.1.
    #[test]
    fn filing_later_never_makes_a_due_day_earlier(
        first in 0_i64..20_000, more in 0_i64..6_000, cut_off in 0_i64..1_440, days in 0_i64..9, pause in prop::option::of((0_i64..12, 1_i64..6)),
    ) {
        let rulebook = filing(cut_off, days);
        let time = |minutes: i64| {
            hoso::Time::from_unix(1_398_000_000 + minutes * 60, 0, rulebook.document().utc_offset).unwrap()
        };
        let pause = pause.map(|(from, length)| [from, from + length].map(|n| Date::MIN.plus(41_750 + n).unwrap()));
        let counts = |minutes: i64| {
            let day = time(minutes).day(rulebook.document().utc_offset).unwrap();
            let paused = pause.is_some_and(|[from, until]| from <= day && day < until);
            !paused && rulebook.add_working_days("k", day, hoso::Days::ZERO).unwrap() == day
        };
        let due = |minutes: i64| {
            let mut question = json!({
                "agency": "a", "procedure": "1", "service": "return", "on": "2014-05-01", "zone": "z",
                "filed_at": time(minutes).to_string(),
            });
            if let Some([from, until]) = pause {
                question["suspended"] = json!([{ "from": from.to_string(), "until": until.to_string() }]);
            }
            match rulebook.deadlines(&hoso::Moments::parse(&question.to_string()).unwrap()).unwrap() {
                Deadlines::Dated(dated) => dated.steps[0].due,
                other => panic!("{other:?}"),
            }
        };
        let later = first + more;
        prop_assert!((days > 0 && !(counts(first) && counts(later))) || due(first) <= due(later));
    }

    #[test]
    fn answers_are_read_back_as_they_were_written((book, question) in asked(), moment in 0_i64..40) {
        let rulebook = &BOOKS[book].rulebook;
        round_trip(&quote(rulebook, &question));
        let mut case = question.clone();
        for key in ["weight_grams", "zone", "options", "applicant", "declared_value"] {
            case.as_object_mut().unwrap().remove(key);
        }
        let decision = rulebook.decide(&hoso::Case::parse(&case.to_string()).unwrap()).unwrap();
        round_trip(&decision);
        case["zone"] = question["zone"].clone();
        let posted = question["on"].as_str().unwrap().parse::<Date>().unwrap().plus(moment).unwrap();
        case["posted_on"] = json!(posted.to_string());
        case["filed_on"] = json!(posted.plus(2).unwrap().to_string());
        let deadlines = rulebook.deadlines(&hoso::Moments::parse(&case.to_string()).unwrap()).unwrap();
        round_trip(&deadlines);
        // The three agree on whether the post may carry it.
        let covered = matches!(decision, Decision::Covered(_));
        prop_assert_eq!(covered, !matches!(deadlines, Deadlines::NotCovered(_)));
        prop_assert_eq!(covered, !matches!(quote(rulebook, &question), Quotation::NotCovered(_)));
    }

    #[test]
    fn findings_are_read_back_as_they_were_written(book in any::<prop::sample::Index>()) {
        round_trip(&BOOKS[book.index(BOOKS.len())].rulebook.check());
    }

    #[test]
    fn all_is_known_on_the_last_day((book, question) in asked()) {
        let mut known = question.clone();
        known["known_on"] = json!("2999-12-31");
        prop_assert_eq!(quote(&BOOKS[book].rulebook, &question), quote(&BOOKS[book].rulebook, &known));
    }

    /// What starts later has no say: the rulebook without terms that start after the day gives the same answer.
    #[test]
    fn an_answer_does_not_depend_on_terms_that_start_later((book, question) in asked()) {
        let on = question["on"].as_str().unwrap();
        let mut document = BOOKS[book].document.clone();
        let later = |day: &Value| day.as_str().is_some_and(|day| day > on);
        for contract in document["contracts"].as_array_mut().unwrap() {
            if let Some(amendments) = contract.get_mut("amendments").and_then(Value::as_array_mut) {
                amendments.retain(|amendment| !later(&amendment["effective_on"]) || !amendment["until"].is_null());
                let known: Vec<Value> = amendments.iter().flat_map(|it| it["set"].as_array().cloned().unwrap_or_default()).collect();
                let mut ever: Vec<String> = known.iter().map(|clause| clause["id"].to_string()).collect();
                ever.extend(contract["clauses"].as_array().unwrap().iter().map(|clause| clause["id"].to_string()));
                for amendment in contract["amendments"].as_array_mut().unwrap() {
                    if let Some(remove) = amendment.get_mut("remove").and_then(Value::as_array_mut) {
                        remove.retain(|id| ever.contains(&id.to_string()));
                    }
                }
            }
        }
        for tariff in document["tariffs"].as_array_mut().unwrap() {
            tariff["versions"].as_array_mut().unwrap().retain(|version| !later(&version["valid"]["from"]));
        }
        let earlier = Rulebook::from_value(&document).unwrap();
        prop_assert_eq!(quote(&BOOKS[book].rulebook, &question), quote(&earlier, &question));
    }
}

fn includes_tax(book: &Book, answer: &Quoted<'_>) -> bool {
    let tariff =
        book.document["tariffs"].as_array().unwrap().iter().find(|tariff| tariff["id"] == *answer.tariff).unwrap();
    tariff["price_includes_tax"] == json!(true) && answer.lines.iter().any(|line| line.bp.is_some())
}

/// `check` without errors means that no covered question ends in a gap of tariff, rate or tax.
#[test]
fn no_error_finding_means_no_gap() {
    for name in ["binh-duong", "public-post"] {
        let path = hoso_tests::folder().join(format!("../examples/data/{name}.json"));
        let document = hoso_tests::read(&path);
        let rulebook = Rulebook::from_value(&document).unwrap();
        assert!(rulebook.check().iter().all(|finding| finding.code.severity() != Severity::Error));
        let first: Date = "2013-12-01".parse().unwrap();
        let mut priced = 0;
        for day in (0..5_500).step_by(23) {
            let on = first.plus(day).unwrap().to_string();
            for agency in ids(&document, "agencies", "code") {
                for procedure in ids(&document, "procedures", "code") {
                    for (service, zone) in [("return", 0), ("both", 1)] {
                        let zone = ids(&document, "zones", "id")[zone];
                        let question = json!({ "agency": agency, "procedure": procedure, "service": service, "on": on, "weight_grams": 50, "zone": zone });
                        match quote(&rulebook, &question) {
                            Quotation::NoPrice(answer) => panic!("{name} {question}: {:?}", answer.reasons),
                            Quotation::Quoted(_) => priced += 1,
                            Quotation::NotCovered(_) => {}
                        }
                    }
                }
            }
        }
        assert!(priced > 1_000, "{name}: only {priced} priced");
    }
}

#[test]
fn a_document_is_read_back_as_it_was_written() {
    for book in BOOKS.iter() {
        let text = book.rulebook.to_json();
        let back = Rulebook::parse(&text).unwrap();
        assert_eq!(back.document(), book.rulebook.document());
        assert_eq!(back.to_json(), text);
    }
}
