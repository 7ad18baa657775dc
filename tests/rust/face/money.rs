//! A price by its accessors, at the limits of its bands, tiers and shares: each worked out by hand.

use hoso::{Consignment, Line, MAX_SUM, Price, Quotation, Quoted, Rulebook, Service};
use serde_json::{Value, json};

use super::{RULEBOOK, date, id, ids};

/// A return of so many grams from the agency's own district, before the amendment.
fn carriage(grams: i64) -> Consignment {
    let weight = grams.try_into().unwrap();
    Consignment::new(id("so-noi-vu"), id("1.1"), Service::Return, date("2014-09-20"), weight, id("718"))
}

/// Both ways to another district, where each way has its own rate, or in a zone of the question's own.
fn both_ways(there: i64, back: i64) -> Consignment {
    let (there, back) = (there.try_into().unwrap(), back.try_into().unwrap());
    let asked = Consignment::new(id("so-noi-vu"), id("1.1"), Service::Both, date("2014-09-20"), there, id("719"));
    asked.return_weight_grams(back).unwrap()
}

fn quoted(asked: &Consignment) -> Quoted<'static> {
    match RULEBOOK.quote(asked).unwrap() {
        Quotation::Quoted(quoted) => quoted,
        other => panic!("{other:?}"),
    }
}

fn lines(asked: &Consignment) -> Vec<(String, i64)> {
    let line = |line: &Line<'_>| (format!("{} {}", line.kind, line.id), line.amount);
    quoted(asked).lines.iter().map(line).collect()
}

fn refused(asked: &Consignment) -> String {
    match RULEBOOK.quote(asked).unwrap() {
        Quotation::NoPrice(answer) => answer.reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_price_gives_its_rules_and_its_sums() {
    let asked = carriage(100).applicant(ids(&["poor"])).declared_value(1_000_000.try_into().unwrap());
    let asked = asked.options(ids(&["insured", "collect_agency_fee"])).unwrap();
    let price = RULEBOOK.price(&asked).unwrap();
    // 26,000 less 13,000 for the poor, and 1% of a million; 10% tax; the applicant pays 60% and the agency's fee.
    let sums = |price: &Price<'_>| (price.net(), price.tax(), price.total(), price.agency_fee(), price.applicant_due());
    assert_eq!(sums(&price), (23_000, 2_300, 25_300, 30_000, 45_180));
    assert_eq!(price.payments().collect::<Vec<_>>(), [("applicant", 15_180), ("agency", 10_120)]);
    let ids = [price.tariff().id.as_str(), price.version().id.as_str(), price.zone().id.as_str()];
    assert_eq!(ids, ["gia", "2014", "near"]);
    assert_eq!((price.cover().contract().id.as_str(), price.cover().amendment()), ("c-2014", None));
    let prepared = RULEBOOK.prepare_quote(&asked).unwrap().price().unwrap();
    assert_eq!(sums(&prepared), sums(&price));
    let sources = ["QĐ-1", "TT-1", "NQ-1"];
    assert_eq!(quoted(&asked).sources, sources);
    assert_eq!(quoted(&asked).lines[0].source.as_deref(), Some("QĐ-1"));
}

#[test]
fn no_price_is_given_where_none_can_be_told() {
    assert!(RULEBOOK.price(&carriage(501)).is_none());
    assert!(RULEBOOK.prepare_quote(&carriage(501)).unwrap().price().is_none());
    let other = |agency: &str, procedure: &str, day: &str| {
        let weight = 1.try_into().unwrap();
        Consignment::new(id(agency), id(procedure), Service::Return, date(day), weight, id("718"))
    };
    assert!(RULEBOOK.prepare_quote(&other("nowhere", "1.1", "2014-09-20")).is_none());
    assert!(RULEBOOK.prepare_quote(&other("so-noi-vu", "9.9", "2014-09-20")).is_none());
    assert!(RULEBOOK.prepare_quote(&other("so-noi-vu", "1.1", "2014-09-14")).unwrap().price().is_none());
    assert!(RULEBOOK.price(&other("so-noi-vu", "1.1", "2014-09-15")).is_some());
}

#[test]
fn a_band_holds_its_own_limit_and_a_started_step_counts_whole() {
    let postage = |grams: i64| lines(&carriage(grams))[0].clone();
    let near = |what: &str, price: i64| (format!("postage return/near/{what}"), price);
    assert_eq!([postage(1), postage(100)], [near("100", 26_000), near("100", 26_000)]);
    assert_eq!([postage(101), postage(250)], [near("250", 30_000), near("250", 30_000)]);
    assert_eq!([postage(251), postage(350)], [near("further", 35_000), near("further", 35_000)]);
    assert_eq!([postage(351), postage(500)], [near("further", 40_000), near("further", 45_000)]);
    assert_eq!(refused(&carriage(501)), "too_heavy: Too heavy: at most 500 grams.");
    // Without steps beyond it, the last band is the limit.
    assert_eq!(refused(&carriage(201).in_zone(id("far"))), "too_heavy: Too heavy: at most 200 grams.");
    assert_eq!(lines(&carriage(200).in_zone(id("far")))[0].1, 38_000);
}

#[test]
fn a_bundle_goes_by_the_heavier_way_and_two_legs_each_by_their_own() {
    let far = lines(&both_ways(50, 150));
    assert_eq!(far[0], ("postage intake/far/100".to_owned(), 20_000));
    assert_eq!(far[1], ("postage return/far/200".to_owned(), 38_000));
    let near = |there, back| lines(&both_ways(there, back).in_zone(id("near")))[0].clone();
    assert_eq!(near(100, 100), ("postage both/near/100".to_owned(), 40_000));
    assert_eq!([near(100, 101), near(101, 100)], [(); 2].map(|()| ("postage both/near/200".to_owned(), 50_000)));
    // Without a word on it, the way back is as heavy.
    let asked = Consignment::new(
        id("so-noi-vu"),
        id("1.1"),
        Service::Both,
        date("2014-09-20"),
        150.try_into().unwrap(),
        id("719"),
    );
    assert_eq!(lines(&asked)[1].1, 38_000);
    let refused = refused(&both_ways(201, 202));
    assert_eq!(refused, "too_heavy: Too heavy: at most 200 grams.\ntoo_heavy: Too heavy: at most 200 grams.");
}

#[test]
fn a_surcharge_is_held_within_its_limits_and_a_tier_ends_before_its_own() {
    let surcharge = |asked: Consignment, option: &str| lines(&asked.options(ids(&[option])).unwrap())[1].1;
    let insured = |value: i64| surcharge(carriage(100).declared_value(value.try_into().unwrap()), "insured");
    assert_eq!([199_900, 200_000, 200_100].map(insured), [2_000, 2_000, 2_001]);
    assert_eq!([4_999_900, 5_000_000, 5_000_100].map(insured), [49_999, 50_000, 50_000]);
    // A postage of 26,000 is below 30,000, one of 30,000 is not.
    assert_eq!([100, 101].map(|grams| surcharge(carriage(grams), "express")), [9_000, 6_000]);
}

#[test]
fn a_discount_is_held_within_its_limit() {
    let off = |grams: i64| lines(&carriage(grams).applicant(ids(&["poor"])))[1].1;
    assert_eq!([100, 101].map(off), [-13_000, -14_000]);
    let other = lines(&carriage(100).applicant(ids(&["veteran"])));
    assert_eq!(other.len(), 2, "postage and tax");
}

#[test]
fn an_option_must_be_offered_and_have_what_it_needs() {
    let asks = |asked: Consignment, options: &[&str]| refused(&asked.options(ids(options)).unwrap());
    assert_eq!(asks(carriage(100), &["gift"]), "option_not_offered: The option `gift` is not offered.");
    let missing = "declared_value_missing: The option `insured` needs a declared value.";
    assert_eq!(asks(carriage(100), &["insured"]), missing);
    let of_other = Consignment::new(
        id("so-noi-vu"),
        id("1.2"),
        Service::Return,
        date("2014-09-20"),
        100.try_into().unwrap(),
        id("718"),
    );
    let no_fee = "no_agency_fee: The rulebook has no agency fee of the procedure `1.2` on that day.";
    assert_eq!(asks(of_other, &["collect_agency_fee"]), no_fee);
    // After the amendment only insurance is offered.
    let later = Consignment::new(
        id("so-noi-vu"),
        id("1.1"),
        Service::Return,
        date("2014-10-01"),
        100.try_into().unwrap(),
        id("718"),
    );
    let refused = asks(later, &["express", "collect_agency_fee", "insured"]);
    let codes: Vec<&str> = refused.lines().filter_map(|line| line.split_once(':')).map(|(code, _)| code).collect();
    assert_eq!(codes, ["option_not_offered", "option_not_offered", "declared_value_missing"]);
}

#[test]
fn a_line_beyond_what_an_answer_holds_is_too_large_though_the_total_is_not() {
    let mut document: Value = serde_json::from_str(include_str!("rulebook.json")).unwrap();
    let version = &mut document["tariffs"][0]["versions"][0];
    // 2^53 - 1 for 9,008 grams, all of which is taken off for the poor.
    version["rates"][0]["bands"] = json!([{ "up_to": 1, "price": 199_254_740_991_i64 }]);
    version["rates"][0]["further"] = json!({ "each": 1, "price": 1_000_000_000_000_i64, "max": 10_000 });
    version["discounts"][0] = json!({ "id": "ho-ngheo", "when": { "applicant": "poor" }, "bp": 10_000 });
    let rulebook = Rulebook::from_value(&document).unwrap();
    let asked = |grams| carriage(grams).applicant(ids(&["poor"]));
    let Ok(Quotation::Quoted(quoted)) = rulebook.quote(&asked(9_008)) else { panic!("quoted") };
    assert_eq!((quoted.lines[0].amount, quoted.lines[1].amount, quoted.total), (MAX_SUM, -MAX_SUM, 0));
    let issues = rulebook.quote(&asked(9_009)).unwrap_err();
    assert_eq!(issues.iter().map(|issue| issue.code.as_str()).collect::<Vec<_>>(), ["too_large"]);
}
