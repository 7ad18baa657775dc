//! `quarter_report`: its vectors, and its laws: the order of rows never matters, parts merged are the whole, groups add up to
//! the total, and quarters to the year.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hoso::{
    GroupKey, Language, Mismatch, Quarter, QuarterBuilder, QuarterReport, QuarterRow, Rulebook, Service, Validity,
};
use hoso_tests::{answer_of, folder, read};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

static FILE: LazyLock<Value> = LazyLock::new(|| read(&folder().join("vectors/quarter.json")));
static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::from_value(&FILE["rulebook"]).unwrap());

#[test]
fn quarter_vectors() {
    let mut count = 0;
    for case in FILE["quarter"].as_array().unwrap() {
        let json = RULEBOOK.quarter_report_json(&case["question"].to_string(), Language::Vi);
        let mut answer = answer_of(&json);
        if let Some(issues) = answer.get_mut("issues").and_then(Value::as_array_mut) {
            for issue in issues {
                issue.as_object_mut().unwrap().remove("params");
            }
        } else {
            assert_eq!(QuarterReport::parse(&json).unwrap().to_json(), json, "{}", case["name"]);
        }
        assert_eq!(answer, case["answer"], "{}", case["name"]);
        count += 1;
    }
    assert_eq!(count, 15);
}

#[test]
fn keys_stand_in_order() {
    let question = r#"{"period":{"from":"2018-07-01"},"by":["month","agency"],"rows":[
        {"agency":"so-noi-vu","service":"return","accepted_on":"2018-09-10","revenue":26000}]}"#;
    let figures = |lost| {
        format!(
            concat!(
                r#""volume":1,"intakes":0,"returns":1,"both_ways":0,"revenue":26000,"lost":{},"misdirected":0,"damaged":0,"#,
                r#""safe_bp":10000,"complaints":0,"complaints_open":0,"complaints_settled":0,"complaints_refused":0,"#,
                r#""compensation_cases":0,"compensation":0}}"#,
            ),
            lost
        )
    };
    let expected =
        format!(r#"{{"groups":[{{"agency":"so-noi-vu","month":"2018-09",{}],"total":{{{}}}"#, figures(0), figures(0));
    assert_eq!(RULEBOOK.quarter_report_json(question, Language::Vi), expected);
}

prop_compose! {
    fn row()(
        agency in prop::sample::select(vec!["so-noi-vu", "xa-b", "phuong-c", "la"]),
        procedure in prop::sample::select(vec![None, Some("1.000001"), Some("1.000003"), Some("9.9")]),
        service in prop::sample::select(hoso::Service::ALL), accepted in 0_i64..400, revenue in 0_i64..100_000,
        state in prop::sample::select(hoso::State::ALL), misdirected in any::<bool>(), damaged in any::<bool>(),
        claim in prop::sample::select(hoso::ClaimState::ALL), claimed in 0_i64..200, answered in 0_i64..100, paid in 0_i64..3,
    ) -> Value {
        use hoso::ClaimState;
        let day = |days: i64| "2018-01-01".parse::<hoso::Date>().unwrap().plus(days).unwrap().to_string();
        let mut row = json!({
            "agency": agency, "procedure": procedure, "service": service.as_str(), "accepted_on": day(accepted), "revenue": revenue,
            "state": state.as_str(), "misdirected": misdirected, "damaged": damaged, "claim": claim.as_str(),
        });
        if claim != ClaimState::None {
            row["claimed_on"] = json!(day(accepted + claimed));
        }
        if matches!(claim, ClaimState::Settled | ClaimState::Refused) {
            row["answered_on"] = json!(day(accepted + claimed + answered));
        }
        if claim == ClaimState::Settled {
            row["compensation"] = json!(paid * 26_000);
        }
        row
    }
}

prop_compose! {
    fn rows()(rows in prop::collection::vec(row(), 0..30)) -> Vec<Value> { rows }
}

fn request(from: &str, until: &str, by: &[GroupKey], rows: &[Value]) -> Quarter {
    let by: Vec<&str> = by.iter().map(|key| key.as_str()).collect();
    Quarter::parse(&json!({ "period": { "from": from, "until": until }, "by": by, "rows": rows }).to_string()).unwrap()
}

/// Every figure that is a count or an amount.
fn figures(group: &Value) -> BTreeMap<String, i64> {
    let figures = group.as_object().unwrap().iter().filter_map(|(key, value)| Some((key.clone(), value.as_i64()?)));
    figures.filter(|(key, _)| key != "safe_bp").collect()
}

fn add(sums: &mut BTreeMap<String, i64>, figures: BTreeMap<String, i64>) {
    for (key, figure) in figures {
        *sums.entry(key).or_insert(0) += figure;
    }
}

fn answer(request: &Quarter) -> Value {
    serde_json::from_str(&RULEBOOK.quarter_report(request).unwrap().to_json()).unwrap()
}

fn none() -> BTreeMap<String, i64> {
    figures(&answer(&request("2018-01-01", "2018-01-02", &[], &[]))["total"])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: hoso_tests::cases(300), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_add_up_to_the_total_in_any_order(
        rows in rows(), by in prop::sample::subsequence(GroupKey::ALL.to_vec(), 0..=4), cut in any::<Index>(),
    ) {
        let asked = request("2018-03-01", "2018-12-01", &by, &rows);
        let whole = RULEBOOK.quarter_report(&asked).unwrap();
        let told: Value = serde_json::from_str(&whole.to_json()).unwrap();
        let mut sums = none();
        for group in told["groups"].as_array().unwrap() {
            add(&mut sums, figures(group));
        }
        prop_assert_eq!(&sums, &figures(&told["total"]));
        let total = &whole.total;
        prop_assert_eq!(total.volume, total.intakes + total.returns + total.both_ways);
        prop_assert!(total.complaints_open <= total.complaints && total.compensation_cases <= total.complaints_settled);

        // The other way round, dealt to two builders.
        let mut turned = asked.clone();
        turned.rows.reverse();
        prop_assert_eq!(&RULEBOOK.quarter_report(&turned).unwrap(), &whole);
        let (one, other) = turned.rows.split_at(cut.index(rows.len() + 1));
        let built = |rows: &[_]| {
            let mut builder = QuarterBuilder::new(&RULEBOOK, asked.period.clone(), &by);
            for row in rows {
                builder.add(row);
            }
            builder
        };
        let mut merged = built(one);
        merged.merge(built(other)).unwrap();
        prop_assert_eq!(merged.finish().unwrap(), whole);
    }

    /// What counts on a day counts in one period; only what was open at the end of each does not add up.
    #[test]
    fn quarters_add_up_to_the_year(rows in rows()) {
        let days = ["2018-01-01", "2018-04-01", "2018-07-01", "2018-10-01", "2019-01-01"];
        let mut sums = none();
        for at in 0..4 {
            add(&mut sums, figures(&answer(&request(days[at], days[at + 1], &[], &rows))["total"]));
        }
        let mut year = figures(&answer(&request(days[0], days[4], &[], &rows))["total"]);
        prop_assert!(sums.remove("complaints_open") >= year.remove("complaints_open"));
        prop_assert_eq!(sums, year);
    }
}

#[test]
fn builders_of_different_questions_do_not_merge_and_a_wrong_row_cannot_be_made() {
    let period = |from: &str| Validity::new(from.parse().unwrap(), None).unwrap();
    let builder = |from, by: &[GroupKey]| QuarterBuilder::new(&RULEBOOK, period(from), by);
    let mut one = builder("2018-01-01", &[]);
    assert_eq!(one.merge(builder("2018-01-02", &[])), Err(Mismatch));
    assert_eq!(one.merge(builder("2018-01-01", &[GroupKey::Month])), Err(Mismatch));
    let day = |text: &str| text.parse::<hoso::Date>().unwrap();
    let row = QuarterRow::new("la".parse().unwrap(), Service::Return, day("2018-09-10"), 1.try_into().unwrap());
    let issues = row.clone().refused_claim(day("2018-09-12"), day("2018-09-11")).unwrap_err();
    assert_eq!(issues.iter().next().unwrap().path, "/answered_on");
    one.add(&row.clone().open_claim(day("2018-09-12")).unwrap());
    one.add(&row.settled_claim(day("2018-09-12"), day("2018-09-12"), 2.try_into().unwrap()).unwrap());
    let total = one.finish().unwrap().total;
    assert_eq!((total.volume, total.complaints, total.complaints_open, total.compensation), (2, 2, 1, 2));
}
