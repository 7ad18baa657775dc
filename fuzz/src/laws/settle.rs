//! A month of a contract: sums of sums, in any order, and an invoice whose every line and item stands in one place.

use std::collections::BTreeMap;

use fastrand::Rng;
use hoso::{Account, BilledLine, Billing, InvoiceAmount, InvoiceLine, Reconciliation, Rulebook, SettleItem, Statement};
use serde_json::Value;

use super::{asked, told};
use crate::rulebooks::Twice;

pub(crate) fn settle(rulebooks: &[&Twice], text: &str, numbers: &mut Rng) -> bool {
    told(rulebooks, "settle", "balance", text, |rulebook, told| {
        let answer = asked(text, told, |request: &Account<'static>, _| rulebook.settle(request));
        let Some((mut request, answer)) = answer else { return };
        numbers.shuffle(&mut request.items);
        let again = rulebook.settle(&request);
        let Ok(statement) = answer else {
            assert!(again.is_err(), "refused in this order only");
            return;
        };
        assert_eq!(again.as_ref(), Ok(&statement), "in another order");
        adds_up(&statement, request.items.len());
        parts_add_up(rulebook, &statement, &request, numbers.usize(..=request.items.len()));
        own_invoice_is_right(rulebook, &statement, request);
    })
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
fn parts_add_up(rulebook: &Rulebook, whole: &Statement, request: &Account<'static>, cut: usize) {
    let (one, other) = request.items.split_at(cut);
    let settled = |items: &[SettleItem<'static>]| {
        rulebook.settle(&Account::new(request.contract.clone(), request.period.clone()).items(items.to_vec()))
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
fn own_invoice_is_right(rulebook: &Rulebook, statement: &Statement, request: Account<'static>) {
    let Account { contract, period, items, .. } = request;
    let line = |item: &SettleItem<'_>| match &item.quote {
        // What a price may be is more than a line of an invoice may be.
        hoso::Quotation::Quoted(quoted) => {
            Some(InvoiceLine::new(item.id.clone(), item.id.clone(), InvoiceAmount::try_from(quoted.total).ok()?))
        }
        _ => None,
    };
    let Some(invoice) = items.iter().map(line).collect::<Option<Vec<_>>>() else { return };
    let it =
        rulebook.reconcile(&Billing::new(contract, period).items(items).invoice(invoice)).expect("our own invoice");
    let found = [it.wrong_amount.len(), it.not_ours.len(), it.not_billed.len(), it.billed_twice.len()];
    assert_eq!(found, [0; 4], "found in our own invoice: {it:?}");
    let same = (statement.items, statement.total, statement.total, statement.total, 0);
    assert_eq!((it.matched.count, it.matched.amount, it.billed, it.expected, it.difference), same, "{it:?}");
}

pub(crate) fn reconcile(rulebooks: &[&Twice], text: &str, numbers: &mut Rng) -> bool {
    told(rulebooks, "reconcile", "matched", text, |rulebook, told| {
        let answer = asked(text, told, |request: &Billing<'static>, _| rulebook.reconcile(request));
        let Some((mut request, answer)) = answer else { return };
        numbers.shuffle(&mut request.items);
        numbers.shuffle(&mut request.invoice);
        let again = rulebook.reconcile(&request);
        let Ok(answer) = answer else {
            assert!(again.is_err(), "refused in this order only");
            return;
        };
        assert_eq!(again.as_ref(), Ok(&answer), "in another order");
        stand_in_one_place(&answer, &request);
        let Billing { contract, period, items, .. } = request;
        if let Ok(statement) = rulebook.settle(&Account::new(contract, period).items(items)) {
            assert_eq!(statement.total, answer.expected, "settled and reconciled");
        }
    })
}

/// Each line, each item and each đồng of an invoice stands in one place.
fn stand_in_one_place(it: &Reconciliation, request: &Billing<'static>) {
    let matched = usize::try_from(it.matched.count).expect("a count");
    let lines = matched + it.wrong_amount.len() + it.not_ours.len() + it.billed_twice.len();
    // All lines of a credited item are one.
    let joined: usize = it.credited.iter().map(|credited| credited.invoices.len() - 1).sum();
    assert_eq!(lines + joined, request.invoice.len(), "lines of {it:?}");
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
