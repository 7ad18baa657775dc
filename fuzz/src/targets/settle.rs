//! A month of a contract: sums of sums, in any order, and an invoice whose every line and item stands in one place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hoso::reconcile::BilledLine;
use hoso::settle::SettleItem;
use hoso::{InvoiceLine, Language, Money, ReconcileRequest, Reconciliation, Rulebook, SettleRequest, Statement};
use serde_json::Value;

use super::{are_issues, is_answer, round_trips, text};
use crate::Met;
use crate::numbers::Numbers;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let vector: Value = serde_json::from_str(include_str!("../../../tests/vectors/settle.json")).expect("JSON");
    Rulebook::from_value(vector.get("rulebook").expect("a rulebook")).expect("a valid rulebook")
});

pub(crate) fn run(data: &[u8]) -> Met {
    let text = text(data);
    let met = [settle(&text, data), reconcile(&text, data)];
    if met.contains(&Met::Accepted) { Met::Accepted } else { Met::Refused }
}

fn settle(text: &str, data: &[u8]) -> Met {
    let told = [Language::Vi, Language::En].map(|language| RULEBOOK.settle_json(text, language));
    let answered = told.each_ref().map(|told| is_answer(told, "balance"));
    let (answer, mut request) = match SettleRequest::parse(text).inspect(round_trips) {
        Ok(request) => (RULEBOOK.settle(&request), request),
        Err(issues) => {
            are_issues(&issues, text);
            assert_eq!(answered, [false; 2]);
            return Met::Refused;
        }
    };
    assert_eq!(answered, [answer.is_ok(); 2]);
    Numbers::of(data).shuffle(&mut request.items);
    let again = RULEBOOK.settle(&request);
    let statement = match answer {
        Ok(statement) => statement,
        Err(issues) => {
            are_issues(&issues, text);
            assert!(again.is_err(), "refused in this order only: {issues}");
            return Met::Refused;
        }
    };
    assert_eq!(again.as_ref(), Ok(&statement), "in another order");
    assert_eq!(statement.to_json(), told[0], "asked as text and as a value");
    round_trips(&statement);
    adds_up(&statement, request.items.len());
    parts_add_up(&statement, &request, Numbers::of(data).below(request.items.len() + 1));
    own_invoice_is_right(&statement, request);
    Met::Accepted
}

fn adds_up(it: &Statement, items: usize) {
    assert_eq!(usize::try_from(it.items), Ok(items), "{it:?}");
    assert_eq!(it.net + it.tax, it.total, "{it:?}");
    assert_eq!(it.payers.iter().map(|payer| payer.amount).sum::<i64>(), it.total, "{it:?}");
    assert!(it.payers.is_sorted_by(|a, b| a.who.as_bytes() < b.who.as_bytes()), "{it:?}");
    assert!(it.discounts <= 0 && it.postage >= 0 && it.surcharges >= 0, "{it:?}");
    assert!((0..=it.compensation).contains(&it.compensation_to_applicants), "{it:?}");
    let share = |who: &str| it.payers.iter().find(|payer| payer.who == who).map_or(0, |payer| payer.amount);
    let to_agency = it.compensation - it.compensation_to_applicants;
    assert_eq!(it.balance, share("applicant") + share("agency") - it.collected - to_agency, "{it:?}");
}

/// The statements of two parts add up to that of the whole.
fn parts_add_up(whole: &Statement, request: &SettleRequest<'_>, cut: usize) {
    let (one, other) = request.items.split_at(cut);
    let settled = |items: &[SettleItem<'_>]| {
        RULEBOOK.settle(&SettleRequest::new(request.contract.clone(), request.period.clone()).items(items.to_vec()))
    };
    // A part may be more than an answer can say where the whole is not: a balance goes both ways.
    let (Ok(one), Ok(other)) = (settled(one), settled(other)) else { return };
    let mut added = figures(&one);
    for (key, figure) in figures(&other) {
        *added.entry(key).or_default() += figure;
    }
    assert_eq!(added, figures(whole), "of two parts");
}

/// Every figure by name, the shares by payer.
fn figures(statement: &Statement) -> BTreeMap<String, i64> {
    let Ok(Value::Object(keys)) = serde_json::from_str(&statement.to_json()) else { panic!("no object") };
    let shares = statement.payers.iter().map(|payer| (format!("of {}", payer.who), payer.amount));
    keys.iter().filter_map(|(key, value)| Some((key.clone(), value.as_i64()?))).chain(shares).collect()
}

/// An invoice that bills each item with its price has nothing wrong.
fn own_invoice_is_right(statement: &Statement, request: SettleRequest<'_>) {
    let SettleRequest { contract, period, items, .. } = request;
    let line = |item: &SettleItem<'_>| match &item.quote {
        // What a price may be is more than a line of an invoice may be.
        hoso::Quotation::Quoted(quoted) => {
            Some(InvoiceLine::new(item.id.clone(), item.id.clone(), Money::try_from(quoted.total).ok()?))
        }
        _ => None,
    };
    let Some(invoice) = items.iter().map(line).collect::<Option<Vec<_>>>() else { return };
    let it = RULEBOOK
        .reconcile(&ReconcileRequest::new(contract, period).items(items).invoice(invoice))
        .expect("our own invoice");
    let found = [it.wrong_amount.len(), it.not_ours.len(), it.not_billed.len(), it.billed_twice.len()];
    assert_eq!(found, [0; 4], "found in our own invoice: {it:?}");
    let same = (statement.items, statement.total, statement.total, statement.total, 0);
    assert_eq!((it.matched.count, it.matched.amount, it.billed, it.expected, it.difference), same, "{it:?}");
}

fn reconcile(text: &str, data: &[u8]) -> Met {
    let told = [Language::Vi, Language::En].map(|language| RULEBOOK.reconcile_json(text, language));
    let answered = told.each_ref().map(|told| is_answer(told, "matched"));
    let (answer, mut request) = match ReconcileRequest::parse(text).inspect(round_trips) {
        Ok(request) => (RULEBOOK.reconcile(&request), request),
        Err(issues) => {
            are_issues(&issues, text);
            assert_eq!(answered, [false; 2]);
            return Met::Refused;
        }
    };
    assert_eq!(answered, [answer.is_ok(); 2]);
    let mut numbers = Numbers::of(data);
    numbers.shuffle(&mut request.items);
    numbers.shuffle(&mut request.invoice);
    let again = RULEBOOK.reconcile(&request);
    let answer = match answer {
        Ok(answer) => answer,
        Err(issues) => {
            are_issues(&issues, text);
            assert!(again.is_err(), "refused in this order only: {issues}");
            return Met::Refused;
        }
    };
    assert_eq!(again.as_ref(), Ok(&answer), "in another order");
    assert_eq!(answer.to_json(), told[0], "asked as text and as a value");
    round_trips(&answer);
    stand_in_one_place(&answer, &request);
    let ReconcileRequest { contract, period, items, .. } = request;
    if let Ok(statement) = RULEBOOK.settle(&SettleRequest::new(contract, period).items(items)) {
        assert_eq!(statement.total, answer.expected, "settled and reconciled");
    }
    Met::Accepted
}

/// Each line, each item and each đồng of an invoice stands in one place.
fn stand_in_one_place(it: &Reconciliation, request: &ReconcileRequest<'_>) {
    let matched = usize::try_from(it.matched.count).expect("a count");
    let lines = matched + it.wrong_amount.len() + it.not_ours.len() + it.billed_twice.len();
    assert_eq!(lines, request.invoice.len(), "lines of {it:?}");
    assert_eq!(matched + it.wrong_amount.len() + it.not_billed.len(), request.items.len(), "items of {it:?}");
    let billed = |lines: &[BilledLine]| lines.iter().map(|line| i128::from(line.billed)).sum::<i128>();
    let (mut wrong, mut right) = (0_i128, 0_i128);
    for line in &it.wrong_amount {
        assert_eq!(line.billed - line.expected, line.difference, "{line:?}");
        assert!(line.difference != 0, "{line:?}");
        wrong += i128::from(line.billed);
        right += i128::from(line.expected);
    }
    let matched = i128::from(it.matched.amount);
    assert_eq!(matched + wrong + billed(&it.not_ours) + billed(&it.billed_twice), i128::from(it.billed), "{it:?}");
    let not_billed: i128 = it.not_billed.iter().map(|item| i128::from(item.expected)).sum();
    assert_eq!(matched + right + not_billed, i128::from(it.expected), "{it:?}");
    assert_eq!(it.billed - it.expected, it.difference, "{it:?}");
}
