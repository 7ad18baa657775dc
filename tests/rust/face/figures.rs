//! Questions over many rows, built by code: settle, reconcile, report, quarter report and compare.

use hoso::CompensationTo;
use hoso::Top;
use hoso::{
    Account, Billing, CompareRow, Consignment, GroupKey, InvoiceLine, Language, Money, Quarter, QuarterRow, Quotation,
    ReportRow, Results, RowView, Rulebook, Service, SettleItem, State, Trial, Validity,
};
use serde_json::{Value, json};

use super::questions::{codes, says, with};
use super::{RULEBOOK, date, id};

fn money(number: i64) -> Money {
    number.try_into().unwrap()
}

fn period() -> Validity {
    Validity::new(date("2014-09-01"), Some(date("2014-10-01"))).unwrap()
}

fn consignment() -> Consignment {
    let weight = 100.try_into().unwrap();
    Consignment::new(id("so-noi-vu"), id("1.1"), Service::Return, date("2014-09-20"), weight, id("718"))
}

fn quote() -> Quotation<'static> {
    RULEBOOK.quote(&consignment()).unwrap()
}

/// The item of a price, by code and as JSON says it.
fn item() -> (SettleItem<'static>, Value) {
    let quote = quote();
    let json =
        json!({ "id": "HS-1", "on": "2014-09-20", "quote": serde_json::from_str::<Value>(&quote.to_json()).unwrap() });
    (SettleItem::new(id("HS-1"), date("2014-09-20"), quote), json)
}

#[test]
fn an_item_is_paid_as_its_price_says_unless_set_otherwise() {
    let (item, json) = item();
    says(&item, &json);
    assert_eq!((item.collected, item.compensation, item.compensation_to), (None, Money::ZERO, CompensationTo::Agency));
    for (built, keys) in [
        (item.clone().collected(money(1)), json!({ "collected": 1 })),
        (item.clone().compensation(money(2)), json!({ "compensation": 2 })),
        (item.compensation_to(CompensationTo::Applicant), json!({ "compensation_to": "applicant" })),
    ] {
        let json = with(&json, &keys);
        says(&built, &json);
        let (request, period) = (Account::new(id("c-2014"), period()), json!({ "from": "2014-09-01" }));
        let asked = json!({ "contract": "c-2014", "period": with(&period, &json!({ "until": "2014-10-01" })), "items": [json] });
        let answer = RULEBOOK.settle(&request.items([built])).unwrap().to_json();
        assert_eq!(RULEBOOK.settle_json(&asked.to_string(), Language::Vi), answer, "{keys}");
    }
}

#[test]
fn what_is_settled_and_reconciled_is_built_by_code() {
    let (item, json) = item();
    let request = Account::new(id("c-2014"), period()).items([item.clone()]);
    let period_json = json!({ "from": "2014-09-01", "until": "2014-10-01" });
    let json = json!({ "contract": "c-2014", "period": period_json, "items": [json] });
    says(&Account::new(id("c-2014"), period()), &with(&json, &json!({ "items": null })));
    says(&request, &json);
    assert_eq!(Account::parse(&json.to_string()).unwrap(), request);
    let statement = RULEBOOK.settle(&request).unwrap();
    assert_eq!((statement.items, statement.total), (1, 28_600));
    assert_eq!(RULEBOOK.settle_json(&json.to_string(), Language::Vi), statement.to_json());

    let line = InvoiceLine::new(id("1"), id("HS-1"), money(28_500).into());
    let line_json = json!({ "id": "1", "item": "HS-1", "amount": 28_500 });
    says(&line, &line_json);
    let request = Billing::new(id("c-2014"), period()).items([item]);
    says(&request, &json);
    let request = request.invoice([line]);
    let json = with(&json, &json!({ "invoice": [line_json] }));
    says(&request, &json);
    assert_eq!(Billing::parse(&json.to_string()).unwrap(), request);
    let answer = RULEBOOK.reconcile(&request).unwrap();
    assert_eq!((answer.wrong_amount.len(), answer.difference), (1, -100));
    assert_eq!(RULEBOOK.reconcile_json(&json.to_string(), Language::Vi), answer.to_json());
}

#[test]
fn a_row_of_a_report_is_set_key_by_key_and_borrowed_whole() {
    let json = json!({ "agency": "so-noi-vu", "resolved_on": "2014-09-10", "by_post": true });
    let new = || ReportRow::new(id("so-noi-vu"), date("2014-09-10"), true);
    says(&new(), &json);
    says(&ReportRow::new(id("so-noi-vu"), date("2014-09-10"), false), &with(&json, &json!({ "by_post": false })));
    for (built, keys) in [
        (new().procedure(id("1.1")), json!({ "procedure": "1.1" })),
        (new().field(id("hoi")), json!({ "field": "hoi" })),
        (new().state(State::Delivered), json!({ "state": "delivered" })),
        (new().first_attempt_on(date("2014-09-11")), json!({ "first_attempt_on": "2014-09-11" })),
        (new().delivered_on(date("2014-09-12")), json!({ "delivered_on": "2014-09-12" })),
        (new().due_on(date("2014-09-13")), json!({ "due_on": "2014-09-13" })),
    ] {
        says(&built, &with(&json, &keys));
    }
    let row = new().procedure(id("1.1")).field(id("hoi")).state(State::Delivered);
    let row = row.first_attempt_on(date("2014-09-11")).delivered_on(date("2014-09-12")).due_on(date("2014-09-13"));
    let keys = json!({ "procedure": "1.1", "field": "hoi", "state": "delivered", "first_attempt_on": "2014-09-11",
        "delivered_on": "2014-09-12", "due_on": "2014-09-13" });
    says(&row, &with(&json, &keys));
    let view = RowView {
        agency: "so-noi-vu",
        procedure: Some("1.1"),
        field: Some("hoi"),
        resolved_on: date("2014-09-10"),
        by_post: true,
        state: Some(State::Delivered),
        first_attempt_on: Some(date("2014-09-11")),
        delivered_on: Some(date("2014-09-12")),
        due_on: Some(date("2014-09-13")),
    };
    assert_eq!(row.view(), view);
    let request = Results::new(period()).by([GroupKey::Month]).rows([row]);
    let json = json!({ "period": { "from": "2014-09-01", "until": "2014-10-01" }, "by": ["month"], "rows": [with(&json, &keys)] });
    says(&Results::new(period()), &with(&json, &json!({ "by": null, "rows": null })));
    says(&request, &json);
    assert_eq!(Results::parse(&json.to_string()).unwrap(), request);
    let report = RULEBOOK.report(&request).unwrap();
    assert_eq!((report.total.on_time, report.groups.len()), (1, 1));
    assert_eq!(RULEBOOK.report_json(&json.to_string(), Language::Vi), report.to_json());
}

#[test]
fn a_row_of_a_quarter_is_without_trouble_unless_set_otherwise() {
    let json = json!({ "agency": "so-noi-vu", "service": "return", "accepted_on": "2014-09-10", "revenue": 26_000 });
    let new = || QuarterRow::new(id("so-noi-vu"), Service::Return, date("2014-09-10"), money(26_000));
    says(&new(), &json);
    assert!(!new().misdirected && !new().damaged);
    for (built, keys) in [
        (new().procedure(id("1.1")), json!({ "procedure": "1.1" })),
        (new().field(id("hoi")), json!({ "field": "hoi" })),
        (new().state(State::Lost), json!({ "state": "lost" })),
        (new().misdirected(true), json!({ "misdirected": true })),
        (new().damaged(true), json!({ "damaged": true })),
    ] {
        says(&built, &with(&json, &keys));
    }
    let row = new().procedure(id("1.1")).field(id("hoi")).state(State::Lost).misdirected(true).damaged(true);
    let row = row.settled_claim(date("2014-09-20"), date("2014-09-20"), money(104_000)).unwrap();
    let keys = json!({ "procedure": "1.1", "field": "hoi", "state": "lost", "misdirected": true, "damaged": true,
        "claim": "settled", "claimed_on": "2014-09-20", "answered_on": "2014-09-20", "compensation": 104_000 });
    says(&row, &with(&json, &keys));
    let request = Quarter::new(period()).by([GroupKey::Field]).rows([row]);
    let json = json!({ "period": { "from": "2014-09-01", "until": "2014-10-01" }, "by": ["field"], "rows": [with(&json, &keys)] });
    says(&Quarter::new(period()), &with(&json, &json!({ "by": null, "rows": null })));
    says(&request, &json);
    assert_eq!(Quarter::parse(&json.to_string()).unwrap(), request);
    let report = RULEBOOK.quarter_report(&request).unwrap();
    assert_eq!((report.total.lost, report.total.compensation, report.total.safe_bp), (1, 104_000, 0));
    assert_eq!(RULEBOOK.quarter_report_json(&json.to_string(), Language::Vi), report.to_json());
}

/// A complaint is set as a whole, and the last one set is the one that stands.
#[test]
fn a_complaint_of_a_quarter_agrees_with_its_days_and_its_money() {
    let json = json!({ "agency": "so-noi-vu", "service": "return", "accepted_on": "2014-09-10", "revenue": 26_000 });
    let new = || QuarterRow::new(id("so-noi-vu"), Service::Return, date("2014-09-10"), money(26_000));
    let (claimed, answered) = (date("2014-09-20"), date("2014-09-25"));
    let before = date("2014-09-09");
    for refused in
        [new().open_claim(before), new().settled_claim(before, answered, money(5)), new().refused_claim(before, before)]
    {
        assert_eq!(codes(&refused.unwrap_err()), [("contradicts", "/claimed_on")]);
    }
    let settled = |row: QuarterRow| row.settled_claim(claimed, answered, money(5)).unwrap();
    let open_json = json!({ "claim": "open", "claimed_on": "2014-09-20" });
    let refused_json = json!({ "claim": "refused", "claimed_on": "2014-09-20", "answered_on": "2014-09-25" });
    let settled_json = with(&refused_json, &json!({ "claim": "settled", "compensation": 5 }));
    for (row, keys) in [
        (new().open_claim(claimed).unwrap(), &open_json),
        (settled(new()), &settled_json),
        (new().refused_claim(claimed, answered).unwrap(), &refused_json),
        (settled(new()).open_claim(claimed).unwrap(), &open_json),
        (settled(new().open_claim(claimed).unwrap()), &settled_json),
        (settled(new()).refused_claim(claimed, answered).unwrap(), &refused_json),
    ] {
        let json = with(&json, keys);
        says(&row, &json);
        let asked = json!({ "period": { "from": "2014-09-01", "until": "2014-10-01" }, "rows": [json] });
        let answer = RULEBOOK.quarter_report(&Quarter::new(period()).rows([row])).unwrap().to_json();
        assert_eq!(RULEBOOK.quarter_report_json(&asked.to_string(), Language::Vi), answer, "{keys}");
    }
    assert!(new().refused_claim(claimed, claimed).is_ok());
    // An answer before its complaint; in JSON also what is missing beside a complaint or stands beside none.
    let early = [new().settled_claim(answered, claimed, money(5)), new().refused_claim(answered, claimed)];
    for found in early {
        assert_eq!(codes(&found.unwrap_err()), [("contradicts", "/answered_on")]);
    }
    for (keys, expected) in [
        (json!({ "claim": "open" }), ("missing", "/claimed_on")),
        (with(&open_json, &json!({ "claim": "settled" })), ("missing", "/answered_on")),
        (with(&refused_json, &json!({ "claim": "open" })), ("not_with", "/answered_on")),
        (with(&open_json, &json!({ "claim": null })), ("not_with", "/claimed_on")),
        (with(&open_json, &json!({ "compensation": 1 })), ("not_with", "/compensation")),
        (with(&refused_json, &json!({ "compensation": 1 })), ("not_with", "/compensation")),
        (with(&settled_json, &json!({ "answered_on": "2014-09-19" })), ("contradicts", "/answered_on")),
    ] {
        let found = hoso::wire::read::parse::<QuarterRow>(&with(&json, &keys).to_string()).unwrap_err();
        assert_eq!(codes(&found), [expected], "{keys}");
    }
}

#[test]
fn rows_to_compare_are_built_by_code() {
    let question: Value = serde_json::from_str(&hoso::wire::write::json(&consignment(), Language::Vi)).unwrap();
    let json = json!({ "by": ["agency"], "rows": [{ "id": "HS-1", "question": question }, { "question": question }], "top": 1 });
    let rows = [CompareRow::new(consignment()).id(id("HS-1")), CompareRow::new(consignment())];
    says(&rows[0], &json["rows"][0]);
    says(&rows[1], &json["rows"][1]);
    let request = Trial::new().by([GroupKey::Agency]).rows(rows.clone()).top(1.try_into().unwrap());
    says(&request, &json);
    assert_eq!(Trial::parse(&json.to_string()).unwrap(), request);
    let usual = Trial::new().rows(rows);
    assert_eq!(usual.top, Top::USUAL);
    says(&usual, &with(&json, &json!({ "by": null, "top": null })));
    assert_eq!(Top::USUAL.get(), 10);
    let answer = RULEBOOK.compare(&RULEBOOK, &request).unwrap();
    assert_eq!((answer.total.rows, answer.total.changed), (2, 0));
    assert_eq!(RULEBOOK.compare_json(&RULEBOOK, &json.to_string(), Language::Vi), answer.to_json());
}

/// The sample under two rulebooks: as it is, and with one text of its document replaced by another.
fn change(from: &str, to: &str, asked: &Consignment) -> Option<&'static str> {
    let text = include_str!("rulebook.json");
    assert!(text.contains(from), "{from}");
    let after = Rulebook::parse(&text.replace(from, to)).unwrap();
    let request = Trial::new().rows([CompareRow::new(asked.clone())]);
    let answer = RULEBOOK.compare(&after, &request).unwrap();
    answer.most.first().map(|row| row.kind.as_str())
}

#[test]
fn what_costs_the_same_by_another_rule_comes_out_otherwise() {
    let kind = |from: &str, to: &str| change(from, to, &consignment());
    assert_eq!(kind("Bảng giá", "Biểu giá"), None);
    assert_eq!(kind(r#""id": "2014""#, r#""id": "2014-b""#), Some("other_terms"));
    // Without tax, and dearer by it.
    let untaxed = include_str!("rulebook.json").replace(r#""bp": 1000, "source""#, r#""bp": 0, "source""#);
    let untaxed = Rulebook::parse(&untaxed.replace(r#""price": 26000"#, r#""price": 28600"#)).unwrap();
    let request = Trial::new().rows([CompareRow::new(consignment())]);
    let answer = RULEBOOK.compare(&untaxed, &request).unwrap();
    assert_eq!((answer.total.difference, answer.most[0].kind.as_str()), (0, "other_terms"));
    // Another payer beside the applicant.
    assert_eq!(kind(r#""who": "agency", "bp": 4000"#, r#""who": "budget", "bp": 4000"#), Some("other_terms"));
    assert_eq!(kind(r#""bp": 6000"#, r#""bp": 6000 "#), None);
    assert_eq!(kind(r#""price": 26000"#, r#""price": 26001"#), Some("dearer"));
    assert_eq!(kind(r#""price": 26000"#, r#""price": 25999"#), Some("cheaper"));
    assert_eq!(
        kind(
            r#""signed_on": "2014-09-10",
    "valid": { "from": "2014-09-15""#,
            r#""signed_on": "2014-09-10",
    "valid": { "from": "2014-09-21""#
        ),
        Some("no_longer_covered")
    );
}
