//! `settle` and `reconcile`: their vectors, and the laws of money over many: the order of anything never matters, the
//! statements of parts add up to that of the whole, every line and item of an invoice stands in one place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hoso::wire::Node;
use hoso::{
    Account, Billing, Id, InvoiceLine, Issues, Language, Reconciliation, ReconciliationBuilder, Rulebook, SettleItem,
    Statement, StatementBuilder,
};
use hoso_tests::{answer_of, folder, read, rules};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

fn vectors(name: &str) -> Value {
    read(&folder().join(format!("vectors/{name}.json")))
}

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::from_value(&vectors("settle")["rulebook"]).unwrap());

/// Holds an answer against each vector of a kind, in the file of its name; gives how many there were.
fn run(name: &str, kind: &str, ask: impl Fn(&Rulebook, &str) -> String, again: impl Fn(&str) -> String) -> usize {
    let file = vectors(name);
    let rulebook = Rulebook::from_value(&file["rulebook"]).unwrap();
    let cases = file[kind].as_array().unwrap();
    for case in cases {
        let json = ask(&rulebook, &case["question"].to_string());
        assert_eq!(answer_of(&json), case["answer"], "{}", case["name"]);
        if case["answer"].get("issues").is_none() {
            assert_eq!(again(&json), json, "{}", case["name"]);
        }
    }
    cases.len()
}

#[test]
fn settle_vectors() {
    let again = |json: &str| Statement::parse(json).unwrap().to_json();
    assert_eq!(run("settle", "settle", |rulebook, question| rulebook.settle_json(question, Language::Vi), again), 30);
}

#[test]
fn reconcile_vectors() {
    let again = |json: &str| Reconciliation::parse(json).unwrap().to_json();
    assert_eq!(
        run("reconciling", "reconcile", |rulebook, question| rulebook.reconcile_json(question, Language::Vi), again),
        19
    );
}

#[test]
fn keys_stand_in_the_order_of_the_page() {
    let statement = RULEBOOK.settle_json(&question(&[]).to_string(), Language::Vi);
    assert_eq!(
        statement,
        concat!(
            r#"{"contract":"c","period":{"from":"2014-09-01","until":"2014-10-01"},"items":0,"postage":0,"surcharges":0,"#,
            r#""discounts":0,"net":0,"tax":0,"total":0,"payers":[],"collected":0,"agency_fees":0,"compensation":0,"#,
            r#""compensation_to_applicants":0,"balance":0}"#,
        )
    );
    let items: Vec<Value> = ["a", "b"].iter().zip([26_000, 19_800]).map(|(id, total)| item(id, total)).collect();
    let mut asked = question(&items);
    asked["invoice"] = json!([{ "id": "1", "item": "a", "amount": 1 }, { "id": "2", "item": "a", "amount": 2 },
        { "id": "3", "item": "c", "amount": 3 }]);
    assert_eq!(
        RULEBOOK.reconcile_json(&asked.to_string(), Language::Vi),
        concat!(
            r#"{"matched":{"count":0,"amount":0},"wrong_amount":[{"invoice":"1","item":"a","billed":1,"expected":26000,"#,
            r#""difference":-25999,"rule":"return/in/100"}],"not_ours":[{"invoice":"3","item":"c","billed":3}],"#,
            r#""not_billed":[{"item":"b","expected":19800}],"billed_twice":[{"invoice":"2","item":"a","billed":2}],"#,
            r#""credited":[],"billed":6,"expected":45800,"difference":-45794}"#,
        )
    );
}

/// Every price that the shared vectors quote may stand in a statement of its contract.
#[test]
fn every_quoted_price_adds_up() {
    let mut count = 0;
    for (file, vector) in rules() {
        let rulebook = Rulebook::from_value(&vector["rulebook"]).unwrap();
        for (at, case) in vector["quote"].as_array().unwrap().iter().enumerate() {
            let quote = &case["answer"];
            if quote["outcome"] != "quoted" {
                continue;
            }
            let item = json!({ "id": "1", "on": "2014-09-12", "quote": quote });
            let asked = json!({ "contract": quote["contract"], "period": PERIOD.clone(), "items": [item] });
            let statement = rulebook.settle(&Account::parse(&asked.to_string()).unwrap());
            let statement = statement.unwrap_or_else(|issues| panic!("{} {at}: {issues}", file.display()));
            assert_eq!(
                json!([statement.net, statement.tax, statement.total]),
                json!([quote["net"], quote["tax"], quote["total"]])
            );
            count += 1;
        }
    }
    assert_eq!(count, 95);
}

static PERIOD: LazyLock<Value> = LazyLock::new(|| json!({ "from": "2014-09-01", "until": "2014-10-01" }));

fn question(items: &[Value]) -> Value {
    json!({ "contract": "c", "period": PERIOD.clone(), "items": items })
}

/// An item that the applicant pays, of one line.
fn item(id: &str, total: i64) -> Value {
    let line = json!({ "kind": "postage", "id": "return/in/100", "amount": total });
    let payers = json!([{ "who": "applicant", "amount": total }]);
    json!({ "id": id, "on": "2014-09-12", "quote": {
        "outcome": "quoted", "contract": "c", "clause": "1", "tariff": "t", "version": "v", "zone": "in", "currency": "VND",
        "lines": [line], "net": total, "tax": 0, "total": total, "payers": payers, "agency_fee": 0, "applicant_due": total,
    } })
}

prop_compose! {
    /// A price that adds up, with several lines and payers, the tax on top or within.
    fn quote()(
        postage in prop::collection::vec(0_i64..50_000, 1..3), surcharges in prop::collection::vec(0_i64..20_000, 0..3),
        off in 0_i64..=100, tax in prop::option::of(-50_i64..5_000), within in any::<bool>(),
        shares in prop::collection::vec((0_usize..5, 0_i64..=100), 0..4), fee in 0_i64..100_000,
    ) -> Value {
        let line = |kind: &str, amount: i64| json!({ "kind": kind, "id": format!("{kind}/in/100"), "amount": amount });
        let discount = postage.iter().sum::<i64>() * off / 100;
        let charged = postage.iter().sum::<i64>() + surcharges.iter().sum::<i64>() - discount;
        // A tax never takes the price below nothing.
        let tax = tax.map(|tax| tax.clamp(if within { -charged } else { 0 }, if within { charged } else { 5_000 }));
        let (net, total) = if within { (charged - tax.unwrap_or(0), charged) } else { (charged, charged + tax.unwrap_or(0)) };
        let mut lines: Vec<Value> = postage.iter().map(|amount| line("postage", *amount)).collect();
        lines.extend(surcharges.iter().map(|amount| line("surcharge", *amount)));
        lines.push(line("discount", -discount));
        lines.extend(tax.map(|tax| line("tax", tax)));
        let (mut payers, mut left, mut applicant) = (Vec::new(), total, 0);
        let last = std::iter::once((0, 100));
        for (who, share) in shares.into_iter().chain(last) {
            let amount = left * share / 100;
            left -= amount;
            let who = ["applicant", "agency", "operator", "ngan-sach-tinh", "Quy"][who];
            applicant += if who == "applicant" { amount } else { 0 };
            payers.push(json!({ "who": who, "amount": amount }));
        }
        json!({
            "outcome": "quoted", "contract": "c", "clause": "1", "tariff": "t", "version": "v", "zone": "in", "currency": "VND",
            "lines": lines, "net": net, "tax": tax.unwrap_or(0), "total": total, "payers": payers, "agency_fee": fee,
            "applicant_due": applicant + fee,
        })
    }
}

prop_compose! {
    fn items()(
        list in prop::collection::vec((quote(), 0_i64..30, prop::option::of(0_i64..200_000), 0_i64..50_000, any::<bool>()), 0..12),
    ) -> Vec<Value> {
        let made = list.into_iter().enumerate().map(|(at, (quote, day, collected, compensation, to_applicant))| json!({
            "id": format!("{}", at * 7 % 100), "on": format!("2014-09-{:02}", day + 1), "quote": quote, "collected": collected,
            "compensation": compensation, "compensation_to": if to_applicant { "applicant" } else { "agency" },
        }));
        made.collect()
    }
}

prop_compose! {
    /// Items and an invoice about them: right and wrong amounts, credit notes, lines for nothing, several for one.
    fn invoiced()(
        items in items(), lines in prop::collection::vec((any::<Index>(), 0_i64..4, 0_u8..6, 0_u8..5), 0..30),
    ) -> (Vec<Value>, Vec<Value>) {
        let made = lines.into_iter().enumerate().map(|(at, (of, off, ours, credit))| {
            let of = if items.is_empty() || ours == 0 { None } else { Some(of.get(&items)) };
            let total = of.map_or(0, |item| item["quote"]["total"].as_i64().unwrap());
            json!({ "id": format!("{}", at * 13 % 1000), "item": of.map_or("la", |item| item["id"].as_str().unwrap()),
                "amount": (total + off * off % 3) * if credit == 0 { -1 } else { 1 } })
        });
        let made = made.collect();
        (items, made)
    }
}

fn settled(items: &[Value]) -> Result<Statement, Issues> {
    RULEBOOK.settle(&Account::parse(&question(items).to_string()).unwrap())
}

fn reconciled(items: &[Value], invoice: &[Value]) -> Reconciliation {
    let mut asked = question(items);
    asked["invoice"] = json!(invoice);
    RULEBOOK.reconcile(&Billing::parse(&asked.to_string()).unwrap()).unwrap()
}

/// An invoice that bills each item with its price.
fn own_invoice(items: &[Value]) -> Vec<Value> {
    let line = |(at, item): (usize, &Value)| json!({ "id": format!("hd-{at}"), "item": item["id"], "amount": item["quote"]["total"] });
    items.iter().enumerate().map(line).collect()
}

/// A permutation of a list.
fn shuffled(list: &[Value], by: &[u32]) -> Vec<Value> {
    let mut keyed: Vec<(u32, &Value)> = by.iter().copied().cycle().zip(list).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, value)| value.clone()).collect()
}

/// Every figure of a statement, payers by name: field by field, so that what is added up is seen.
fn sums(statement: &Statement) -> BTreeMap<String, i64> {
    let Value::Object(figures) = serde_json::from_str(&statement.to_json()).unwrap() else { panic!("not an object") };
    let shares = figures["payers"].as_array().unwrap().iter();
    let shares = shares.map(|payer| (format!("of {}", payer["who"]), payer["amount"].as_i64().unwrap()));
    figures.iter().filter_map(|(key, value)| Some((key.clone(), value.as_i64()?))).chain(shares).collect()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: hoso_tests::cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn statements_of_parts_add_up_to_that_of_the_whole(items in items(), cut in any::<Index>()) {
        let (one, other) = items.split_at(cut.index(items.len() + 1));
        let mut added = sums(&settled(one).unwrap());
        for (key, sum) in sums(&settled(other).unwrap()) {
            *added.entry(key).or_insert(0) += sum;
        }
        prop_assert_eq!(added, sums(&settled(&items).unwrap()));
    }

    #[test]
    fn so_many_alike_are_counted_as_each_by_itself(items in items(), times in prop::collection::vec(1_u32..5, 12)) {
        let period = || hoso::wire::read::parse(&PERIOD.to_string()).unwrap();
        let [mut alike, mut each] = [(); 2].map(|()| StatementBuilder::new(&RULEBOOK, &id("c"), period()).unwrap());
        for (at, (item, times)) in items.iter().zip(times).enumerate() {
            let mut item: SettleItem<'_> = hoso::wire::read::parse(&item.to_string()).unwrap();
            alike.add_alike(&item, times).unwrap();
            for nth in 0..times {
                item.id = id(&format!("{at}-{nth}"));
                each.add(&item).unwrap();
            }
        }
        prop_assert_eq!(alike.finish(), each.finish());
    }

    #[test]
    fn a_statement_adds_up_in_itself(items in items()) {
        let it = settled(&items).unwrap();
        let share = |who: &str| it.payers.iter().filter(|payer| payer.who == who).map(|payer| payer.amount).sum::<i64>();
        prop_assert_eq!(it.net + it.tax, it.total);
        prop_assert_eq!(it.payers.iter().map(|payer| payer.amount).sum::<i64>(), it.total);
        prop_assert!(it.payers.is_sorted_by(|a, b| a.who.as_bytes() < b.who.as_bytes()));
        prop_assert!(it.discounts <= 0 && it.compensation_to_applicants <= it.compensation);
        let to_agency = it.compensation - it.compensation_to_applicants;
        prop_assert_eq!(it.balance, share("applicant") + share("agency") - it.collected - to_agency);
        prop_assert_eq!(Statement::parse(&it.to_json()).unwrap(), it);
    }

    #[test]
    fn the_order_of_items_lines_and_payers_never_matters(items in items(), by in prop::collection::vec(any::<u32>(), 1..20)) {
        let mut others = shuffled(&items, &by);
        for key in ["lines", "payers"] {
            for item in &mut others {
                item["quote"][key] = json!(shuffled(item["quote"][key].as_array().unwrap(), &by));
            }
        }
        prop_assert_eq!(settled(&others).unwrap(), settled(&items).unwrap());
    }

    #[test]
    fn the_order_of_an_invoice_never_matters((items, invoice) in invoiced(), by in prop::collection::vec(any::<u32>(), 1..20)) {
        prop_assert_eq!(reconciled(&shuffled(&items, &by), &shuffled(&invoice, &by)), reconciled(&items, &invoice));
    }

    #[test]
    fn an_invoice_made_from_the_items_is_right(items in items(), by in prop::collection::vec(any::<u32>(), 1..20)) {
        let it = reconciled(&items, &shuffled(&own_invoice(&items), &by));
        prop_assert_eq!(usize::try_from(it.matched.count).unwrap(), items.len());
        prop_assert!(it.wrong_amount.is_empty() && it.not_ours.is_empty() && it.not_billed.is_empty() && it.billed_twice.is_empty());
        let total = settled(&items).unwrap().total;
        prop_assert_eq!((it.matched.amount, it.billed, it.expected, it.difference), (total, total, total, 0));
    }

    /// Nothing of an invoice is lost: each line, each item and each đồng stands in one place.
    #[test]
    fn lines_and_items_stand_in_one_place((items, invoice) in invoiced()) {
        let it = reconciled(&items, &invoice);
        let matched = usize::try_from(it.matched.count).unwrap();
        // All lines of a credited item are one.
        let joined: usize = it.credited.iter().map(|credited| credited.invoices.len() - 1).sum();
        let lines = matched + it.wrong_amount.len() + it.not_ours.len() + it.billed_twice.len();
        prop_assert_eq!(lines + joined, invoice.len());
        prop_assert_eq!(matched + it.wrong_amount.len() + it.not_billed.len(), items.len());
        let wrong = it.wrong_amount.iter().fold((0, 0, 0), |(billed, expected, difference), wrong| {
            (billed + wrong.billed, expected + wrong.expected, difference + wrong.difference)
        });
        let billed = |lines: &[hoso::BilledLine]| lines.iter().map(|line| line.billed).sum::<i64>();
        let not_billed: i64 = it.not_billed.iter().map(|item| item.expected).sum();
        prop_assert_eq!(it.matched.amount + wrong.0 + billed(&it.not_ours) + billed(&it.billed_twice), it.billed);
        prop_assert_eq!(it.matched.amount + wrong.1 + not_billed, it.expected);
        prop_assert_eq!(wrong.2, wrong.0 - wrong.1);
        prop_assert_eq!(it.billed - it.expected, it.difference);
        let amount_of = |id: &Id| invoice.iter().find(|line| line["id"] == id.as_str()).unwrap()["amount"].as_i64().unwrap();
        for credited in &it.credited {
            prop_assert_eq!(credited.invoices.iter().map(amount_of).sum::<i64>(), credited.amount);
            prop_assert!(credited.invoices.iter().any(|id| amount_of(id) < 0));
            prop_assert!(!it.billed_twice.iter().any(|line| line.item == credited.item));
        }
        prop_assert_eq!(it.expected, settled(&items).unwrap().total);
        prop_assert_eq!(it.billed, invoice.iter().map(|line| line["amount"].as_i64().unwrap()).sum::<i64>());
        prop_assert_eq!(Reconciliation::parse(&it.to_json()).unwrap(), it);
    }

    /// One amount off, wherever it stands, and the item is refused.
    #[test]
    fn no_amount_of_a_price_can_be_off(mut quote in quote(), off in prop::sample::select(vec![-7_i64, -1, 1, 7]), at in any::<Index>()) {
        let tax = quote["tax"].as_i64().unwrap();
        // Lines that are off by just the tax are those of the other kind of tariff.
        prop_assume!(tax.abs() != off.abs());
        let mut places: Vec<String> = ["net", "tax", "total", "agency_fee", "applicant_due"].map(|key| format!("/{key}")).into();
        for key in ["lines", "payers"] {
            places.extend((0..quote[key].as_array().unwrap().len()).map(|at| format!("/{key}/{at}/amount")));
        }
        let place = at.get(&places);
        let amount = quote.pointer_mut(place).unwrap();
        *amount = json!(amount.as_i64().unwrap() + off);
        let item = json!({ "id": "1", "on": "2014-09-12", "quote": quote });
        let issues = settled(&[item]).unwrap_err();
        prop_assert!(issues.iter().any(|issue| issue.code.as_str() == "does_not_add_up"), "{}: {}", place, issues);
    }
}

#[test]
fn builders_answer_as_requests_do_and_do_not_count_what_is_wrong() {
    let settle = vectors("settle");
    let asked = settle["settle"].as_array().unwrap().iter().find(|case| case["name"] == "all together").unwrap();
    let request = Account::parse(&asked["question"].to_string()).unwrap();
    let mut builder = StatementBuilder::new(&RULEBOOK, &request.contract, request.period.clone()).unwrap();
    let written = hoso::wire::write::json(&request, Language::Vi);
    assert_eq!(Account::parse(&written).unwrap(), request);
    let invoice: Vec<Value> = own_invoice(asked["question"]["items"].as_array().unwrap());
    let mut lines = ReconciliationBuilder::new(&RULEBOOK, &request.contract, request.period.clone()).unwrap();
    for (item, line) in request.items.iter().zip(&invoice) {
        let mut line: InvoiceLine = hoso::wire::read::parse(&line.to_string()).unwrap();
        // A line may come before its item.
        lines.add_line(&line).unwrap();
        lines.add_item(item).unwrap();
        builder.add(item).unwrap();
        // The same again, and one of another day.
        let mut wrong = item.clone();
        for paths in [&["/id"][..], &["/on"][..]] {
            for issues in [builder.add(&wrong).unwrap_err(), lines.add_item(&wrong).unwrap_err()] {
                assert_eq!(issues.iter().map(|issue| issue.path.as_str()).collect::<Vec<_>>(), paths);
            }
            wrong.id = id(&format!("{}-again", wrong.id));
            wrong.on = "2015-01-01".parse().unwrap();
        }
        line.amount = hoso::Money::ZERO.into();
        assert_eq!(lines.add_line(&line).unwrap_err().iter().next().unwrap().path, "/id");
    }
    let statement = builder.finish().unwrap();
    assert_eq!(statement, RULEBOOK.settle(&request).unwrap());
    let reconciliation = lines.finish().unwrap();
    assert_eq!((reconciliation.matched.count, reconciliation.difference), (7, 0));
    assert_eq!(reconciliation.expected, statement.total);
}

/// Seventy thousand items: in time that a test has, and the last one is looked at like the first.
#[test]
fn many_items() {
    let one = |number: i64| {
        let item = item(&format!("H15.50.05.13-140912-{number:06}"), 26_000 + number % 7);
        hoso::wire::read::parse(&item.to_string()).unwrap()
    };
    let period = hoso::wire::read::parse(&PERIOD.to_string()).unwrap();
    let mut builder = StatementBuilder::new(&RULEBOOK, &id("c"), period).unwrap();
    for number in 0..70_000 {
        builder.add(&one(number)).unwrap();
    }
    let again = builder.add(&one(69_999)).unwrap_err();
    assert_eq!(
        again.to_json(Language::En),
        concat!(
            r#"{"issues":[{"code":"duplicate","path":"/id","params":{"first":"/items/69999/id"},"#,
            r#""message":"The same as /items/69999/id."}]}"#
        )
    );
    let statement = builder.finish().unwrap();
    assert_eq!((statement.items, statement.total), (70_000, 70_000 * 26_003));
}

/// An item that was skipped has a place: a duplicate after it names the right first one.
#[test]
fn what_was_skipped_has_a_place() {
    let first = |issues: Issues| hoso::wire::write::json(&issues.iter().next().unwrap().params, Language::Vi);
    let one = Account::parse(&question(&[item("a", 26_000)]).to_string()).unwrap();
    let mut builder = StatementBuilder::new(&RULEBOOK, &one.contract, one.period.clone()).unwrap();
    let mut lines = ReconciliationBuilder::new(&RULEBOOK, &one.contract, one.period.clone()).unwrap();
    let line = InvoiceLine::new(id("1"), id("a"), hoso::Money::ZERO.into());
    builder.skip();
    builder.add(&one.items[0]).unwrap();
    assert!(first(builder.add(&one.items[0]).unwrap_err()).contains("/items/1/id"));
    lines.skip_item();
    lines.skip_line();
    lines.add_item(&one.items[0]).unwrap();
    lines.add_line(&line).unwrap();
    assert!(first(lines.add_item(&one.items[0]).unwrap_err()).contains("/items/1/id"));
    assert!(first(lines.add_line(&line).unwrap_err()).contains("/invoice/1/id"));
    assert_eq!(builder.finish().unwrap().items, 1);
}

/// Items that were looked at in parts come to what they come to one after the other, and what is wrong is told at the same
/// places.
#[test]
fn parts_are_put_together_as_if_there_were_none() {
    let month: Account<'_> = {
        let items: Vec<Value> = (0..7).map(|n| item(&format!("item-{n}"), 26_000 + n)).collect();
        Account::parse(&question(&items).to_string()).unwrap()
    };
    let new = || StatementBuilder::new(&RULEBOOK, &month.contract, month.period.clone()).unwrap();
    let billed = || ReconciliationBuilder::new(&RULEBOOK, &month.contract, month.period.clone()).unwrap();
    let (mut whole, mut cut) = ((new(), billed()), (new(), billed()));
    for item in &month.items {
        whole.0.add(item).unwrap();
        whole.1.add_item(item).unwrap();
    }
    for items in month.items.chunks(3) {
        let (mut part, mut due) = (cut.0.part(), cut.1.part());
        for item in items {
            part.add(item).unwrap();
            due.add(item).unwrap();
        }
        assert_eq!((cut.0.merge(part), cut.1.merge(due)), (Vec::new(), Vec::new()));
    }
    for (number, item) in month.items.iter().enumerate().rev() {
        let amount = hoso::Money::try_from(26_000 + i64::try_from(number % 3).unwrap()).unwrap();
        let line = InvoiceLine::new(id(&number.to_string()), item.id.clone(), amount.into());
        whole.1.add_line(&line).unwrap();
        cut.1.add_line(&line).unwrap();
    }
    let [whole, cut] = [whole, cut].map(|(statement, bills)| (statement.finish().unwrap(), bills.finish().unwrap()));
    assert_eq!((cut.0.items, cut.1.wrong_amount.len(), cut.1.matched.count), (7, 4, 3));
    assert_eq!(cut, whole);
}

#[test]
fn a_part_tells_what_is_wrong_by_itself_and_both_together_which_ids_stand_twice() {
    let one = Account::parse(&question(&[item("a", 26_000)]).to_string()).unwrap();
    let (right, mut late) = (&one.items[0], one.items[0].clone());
    late.id = id("late");
    late.on = "2015-01-01".parse().unwrap();
    let mut builder = StatementBuilder::new(&RULEBOOK, &one.contract, one.period.clone()).unwrap();
    let mut lines = ReconciliationBuilder::new(&RULEBOOK, &one.contract, one.period.clone()).unwrap();
    builder.skip();
    builder.add(right).unwrap();
    lines.skip_item();
    lines.add_item(right).unwrap();
    let (mut part, mut due) = (builder.part(), lines.part());
    part.skip();
    due.skip();
    for issues in [part.add(&late).unwrap_err(), due.add(&late).unwrap_err()] {
        assert_eq!(issues.iter().map(|issue| issue.path.as_str()).collect::<Vec<_>>(), ["/on"]);
    }
    part.add(right).unwrap();
    due.add(right).unwrap();
    for twice in [builder.merge(part), lines.merge(due)] {
        let [(2, issue)] = twice.as_slice() else { panic!("{twice:?}") };
        assert_eq!((issue.code.as_str(), issue.path.as_str()), ("duplicate", "/id"));
        assert!(issue.message(Language::En).contains("/items/1/id"), "{issue}");
    }
    // What was skipped before a part has its place too.
    let mut lines = ReconciliationBuilder::new(&RULEBOOK, &one.contract, one.period.clone()).unwrap();
    lines.skip_item();
    let mut due = lines.part();
    due.add(right).unwrap();
    assert!(lines.merge(due).is_empty());
    assert_eq!(lines.finish().unwrap().expected, 26_000);
    // The next one has its place after all of the part.
    assert!(builder.add(&late).unwrap_err().iter().any(|issue| issue.message(Language::En).contains("/items/3/id")));
}

/// The keys of a price beside those of its item are the same item; what is no price is refused as it is elsewhere.
#[test]
fn a_row_of_a_table_of_prices_is_an_item() {
    let row = |item: &Value| {
        let (mut row, price) = (item.clone(), item["quote"].clone());
        row.as_object_mut().unwrap().remove("quote");
        row.as_object_mut().unwrap().extend(price.as_object().unwrap().clone());
        row
    };
    let read = |row: &Value| SettleItem::from_row(Node::from_value(row).unwrap(), &RULEBOOK);
    let paths = |row: &Value| -> Vec<String> {
        read(row).unwrap_err().iter().map(|issue| format!("{} {}", issue.code.as_str(), issue.path)).collect()
    };
    let whole = item("a", 26_000);
    let nested: SettleItem<'_> = hoso::wire::read::parse(&whole.to_string()).unwrap();
    assert_eq!(read(&row(&whole)).unwrap(), nested);
    let mut other = row(&whole);
    other["currency"] = Value::Null;
    other["reasons"] = Value::Null;
    assert_eq!(read(&other).unwrap(), nested);
    other["currency"] = json!("USD");
    assert_ne!(read(&other).unwrap(), nested);
    other["lines"] = Value::Null;
    assert_eq!(paths(&other), ["missing /quote/lines"]);
    other["payers"] = Value::Null;
    other["net"] = json!("1");
    assert_eq!(paths(&other), ["wrong_type /quote/net", "missing /quote/lines", "missing /quote/payers"]);
    // An answer that is no price has none of a price's keys, which in a table are columns that hold nothing.
    let no =
        json!({ "id": "a", "on": "2014-09-12", "outcome": "no_price", "contract": "c", "clause": "1", "net": null });
    let item = read(&no).unwrap();
    let request = Account::new(id("c"), hoso::wire::read::parse(&PERIOD.to_string()).unwrap()).items([item]);
    let issues = RULEBOOK.settle(&request).unwrap_err();
    assert_eq!(issues.iter().map(|issue| issue.path.as_str()).collect::<Vec<_>>(), ["/items/0/quote/outcome"]);
    assert_eq!(paths(&json!({ "id": "a" })), ["missing /on", "missing /quote/outcome"]);
    assert_eq!(paths(&json!([])), ["wrong_type "]);
}
