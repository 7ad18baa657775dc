//! Questions over many rows, built by code: settle, reconcile, report, quarter report and compare.

use hoso::{Trial, CompareRow, CompensationTo, Consignment, GroupKey, InvoiceLine, Language, Money, Quarter, QuarterRow, Quotation, Billing, Results, ReportRow, RowView, Rulebook, Service, SettleItem, Account, State, Top, Validity, track};
use serde_json::{Value, json};

use super::questions::{says, with};
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
    let (mut item, json) = item();
    says(&item, &json);
    item.collected = Some(money(1));
    item.compensation = money(2);
    item.compensation_to = CompensationTo::Applicant;
    says(&item, &with(&json, &json!({ "collected": 1, "compensation": 2, "compensation_to": "applicant" })));
}

#[test]
fn what_is_settled_and_reconciled_is_built_by_code() {
    let (item, json) = item();
    let request = Account::new(id("c-2014"), period(), vec![item.clone()]);
    let period_json = json!({ "from": "2014-09-01", "until": "2014-10-01" });
    let json = json!({ "contract": "c-2014", "period": period_json, "items": [json] });
    says(&request, &json);
    assert_eq!(Account::parse(&json.to_string()).unwrap(), request);
    let statement = RULEBOOK.settle(&request).unwrap();
    assert_eq!((statement.items, statement.total), (1, 28_600));
    assert_eq!(RULEBOOK.settle_json(&json.to_string(), Language::Vi), statement.to_json());

    let lines = vec![InvoiceLine::new(id("1"), id("HS-1"), money(28_500))];
    let request = Billing::new(id("c-2014"), period(), vec![item], lines);
    let json = with(&json, &json!({ "invoice": [{ "id": "1", "item": "HS-1", "amount": 28_500 }] }));
    says(&request, &json);
    assert_eq!(Billing::parse(&json.to_string()).unwrap(), request);
    let answer = RULEBOOK.reconcile(&request).unwrap();
    assert_eq!((answer.wrong_amount.len(), answer.difference), (1, -100));
    assert_eq!(RULEBOOK.reconcile_json(&json.to_string(), Language::Vi), answer.to_json());
}

#[test]
fn a_row_of_a_report_is_set_key_by_key_and_borrowed_whole() {
    let json = json!({ "agency": "so-noi-vu", "resolved_on": "2014-09-10", "by_post": true });
    let mut row = ReportRow::new(id("so-noi-vu"), date("2014-09-10"), true);
    says(&row, &json);
    assert!(!ReportRow::new(id("so-noi-vu"), date("2014-09-10"), false).by_post);
    row.procedure = Some(id("1.1"));
    row.field = Some(id("hoi"));
    row.state = Some(State::Delivered);
    row.first_attempt_on = Some(date("2014-09-11"));
    row.delivered_on = Some(date("2014-09-12"));
    row.due_on = Some(date("2014-09-13"));
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
    let request = Results::new(period(), vec![GroupKey::Month], vec![row]);
    let json = json!({ "period": { "from": "2014-09-01", "until": "2014-10-01" }, "by": ["month"], "rows": [with(&json, &keys)] });
    says(&request, &json);
    assert_eq!(Results::parse(&json.to_string()).unwrap(), request);
    let report = RULEBOOK.report(&request).unwrap();
    assert_eq!((report.total.on_time, report.groups.len()), (1, 1));
    assert_eq!(RULEBOOK.report_json(&json.to_string(), Language::Vi), report.to_json());
}

#[test]
fn a_row_of_a_quarter_is_without_trouble_unless_set_otherwise() {
    let json = json!({ "agency": "so-noi-vu", "service": "return", "accepted_on": "2014-09-10", "revenue": 26_000 });
    let mut row = QuarterRow::new(id("so-noi-vu"), Service::Return, date("2014-09-10"), money(26_000));
    says(&row, &json);
    row.procedure = Some(id("1.1"));
    row.field = Some(id("hoi"));
    row.state = Some(State::Lost);
    (row.misdirected, row.damaged) = (true, true);
    row.claim = track::ClaimState::Settled;
    row.claimed_on = Some(date("2014-09-20"));
    row.answered_on = Some(date("2014-09-20"));
    row.compensation = money(104_000);
    let keys = json!({ "procedure": "1.1", "field": "hoi", "state": "lost", "misdirected": true, "damaged": true,
        "claim": "settled", "claimed_on": "2014-09-20", "answered_on": "2014-09-20", "compensation": 104_000 });
    says(&row, &with(&json, &keys));
    let request = Quarter::new(period(), vec![GroupKey::Field], vec![row]);
    let json = json!({ "period": { "from": "2014-09-01", "until": "2014-10-01" }, "by": ["field"], "rows": [with(&json, &keys)] });
    says(&request, &json);
    assert_eq!(Quarter::parse(&json.to_string()).unwrap(), request);
    let report = RULEBOOK.quarter_report(&request).unwrap();
    assert_eq!((report.total.lost, report.total.compensation, report.total.safe_bp), (1, 104_000, 0));
    assert_eq!(RULEBOOK.quarter_report_json(&json.to_string(), Language::Vi), report.to_json());
}

#[test]
fn rows_to_compare_are_built_by_code() {
    let question: Value = serde_json::from_str(&hoso::wire::write::json(&consignment(), Language::Vi)).unwrap();
    let json = json!({ "by": ["agency"], "rows": [{ "id": "HS-1", "question": question }, { "question": question }], "top": 1 });
    let rows = vec![CompareRow::new(Some(id("HS-1")), consignment()), CompareRow::new(None, consignment())];
    let request = Trial::new(vec![GroupKey::Agency], rows.clone(), Top::try_from(1).unwrap());
    says(&request, &json);
    assert_eq!(Trial::parse(&json.to_string()).unwrap(), request);
    says(&Trial::new(Vec::new(), rows, Top::USUAL), &with(&json, &json!({ "by": null, "top": null })));
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
    let request = Trial::new(Vec::new(), vec![CompareRow::new(None, asked.clone())], Top::USUAL);
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
    let rows = vec![CompareRow::new(None, consignment())];
    let answer = RULEBOOK.compare(&untaxed, &Trial::new(Vec::new(), rows, Top::USUAL)).unwrap();
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
