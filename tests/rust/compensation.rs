//! What the law owes, from its figures in `examples/data/public-post.json`: each case is worked out by hand from Decree
//! 47/2011/NĐ-CP (articles 25 and 26), the postal law 49/2010/QH12 (articles 38 and 40) and Circular 17/2017/TT-BTTTT
//! (article 8).

use std::sync::LazyLock;

use hoso::{Compensation, Language, Rulebook};
use hoso_tests::{answer_of, folder, read};
use serde_json::{Value, json};

static RULEBOOK: LazyLock<Rulebook> =
    LazyLock::new(|| Rulebook::from_value(&read(&folder().join("../examples/data/public-post.json"))).unwrap());

/// The answer about a charge of 30,000 đ of October 2018, due on Wednesday the 3rd, claimed on Monday the 15th; with other
/// keys where they are given.
fn owed(event: &str, keys: Value) -> Value {
    let mut claim = json!({ "zone": "intra_province", "charge": 30_000, "accepted_on": "2018-10-01",
        "due_on": "2018-10-03", "event": event, "claimed_on": "2018-10-15" });
    let Value::Object(keys) = keys else { panic!("{keys}") };
    claim.as_object_mut().unwrap().extend(keys);
    let json = RULEBOOK.compensation_json(&claim.to_string(), Language::Vi);
    assert_eq!(Compensation::parse(&json).unwrap().to_json(), json);
    answer_of(&json)
}

#[test]
fn a_loss_is_four_times_the_charge_and_papers_that_are_made_anew() {
    let line = |id: &str, amount: i64| json!({ "kind": "compensation", "id": format!("ND47-TT17-2017/{id}"), "amount": amount, "source": "47/2011/NĐ-CP" });
    // Five working days to answer, thirty days to pay.
    let whole = json!({ "outcome": "owed", "rule": "ND47-TT17-2017", "amount": 120_000, "lines": [line("lost", 120_000)],
        "claim_until": "2019-04-03", "answer_due": "2018-10-22", "pay_due": "2018-11-21", "sources": ["47/2011/NĐ-CP"] });
    assert_eq!(owed("lost", json!({})), whole);
    let with_papers = owed("lost", json!({ "reissue_cost": 500_000 }));
    assert_eq!(with_papers["amount"], 620_000);
    assert_eq!(with_papers["lines"], json!([line("lost", 120_000), line("reissue", 500_000)]));
}

#[test]
fn a_delay_is_the_charge_and_no_delay_is_nothing() {
    assert_eq!(owed("late", json!({ "delivered_on": "2018-10-04" }))["amount"], 30_000);
    let on_time =
        json!({ "outcome": "not_owed", "reasons": [{ "code": "not_late", "params": { "due_on": "2018-10-03" } }] });
    assert_eq!(owed("late", json!({ "delivered_on": "2018-10-03" })), on_time);
}

#[test]
fn damage_goes_by_the_weight_lost_and_never_beyond_the_damage_itself() {
    let damaged = |lost: i64, keys: Value| {
        let mut all = json!({ "delivered_on": "2018-10-03", "weight_grams": 200, "lost_grams": lost });
        all.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        owed("damaged", all)["amount"].as_i64().unwrap()
    };
    assert_eq!(damaged(50, json!({})), 30_000);
    assert_eq!(damaged(200, json!({})), 120_000);
    assert_eq!(damaged(200, json!({ "actual_damage": 100_000 })), 100_000);
    assert_eq!(damaged(50, json!({ "actual_damage": 100_000 })), 30_000);
}

/// Six months for loss and delay, one for damage and the charge, the last day included.
#[test]
fn a_claim_is_in_time_until_the_laws_day() {
    let delivered = json!({ "delivered_on": "2018-10-04", "weight_grams": 200, "lost_grams": 50 });
    let cases = [
        ("lost", "2019-04-03", "2019-04-04"),
        ("late", "2019-04-03", "2019-04-04"),
        ("damaged", "2018-11-04", "2018-11-05"),
        ("charge", "2018-11-01", "2018-11-02"),
    ];
    for (event, last, after) in cases {
        let claimed = |on: &str| {
            let mut keys = delivered.clone();
            keys["claimed_on"] = json!(on);
            owed(event, keys)
        };
        assert_eq!(claimed(last)["outcome"], "owed", "{event}");
        let reasons = json!([{ "code": "claim_too_late", "params": { "until": last } }]);
        assert_eq!(claimed(after)["reasons"], reasons, "{event}");
    }
}

/// Within the province five working days, beyond it seven; before the circular of 2017 no days that the law counts so.
#[test]
fn the_answer_is_due_as_the_circular_of_2017_says() {
    let days = |keys: Value| {
        let answer = owed("lost", keys);
        [answer["answer_due"].clone(), answer["pay_due"].clone()]
    };
    assert_eq!(days(json!({ "zone": "intra_district" })), ["2018-10-22", "2018-11-21"]);
    assert_eq!(days(json!({ "zone": "cross_region" })), ["2018-10-24", "2018-11-23"]);
    let before = json!({ "accepted_on": "2017-08-14", "due_on": "2017-08-16", "claimed_on": "2017-08-21" });
    let answer = owed("lost", before);
    assert_eq!((&answer["rule"], &answer["amount"]), (&json!("ND47-2011"), &json!(120_000)));
    assert_eq!([&answer["answer_due"], &answer["pay_due"]], [&Value::Null; 2]);
}
