//! Rows of a table are answered as single questions are: every vector, and every question put together otherwise.

use std::cell::RefCell;

use hoso::batch::{
    Batch, CaseColumns, Cell, Decided, InCell, Labels, Lines, ListAt, ListTable, Lists, Priced, QuoteColumns, Resolver,
};
use hoso::wire::Node;
use hoso::{
    Case, Consignment, Cover, Date, Decision, FeeUnits, Grams, Issues, Money, PriceLine, Quotation, ReasonCode,
    Rulebook, Service, Sums,
};
use hoso_tests::rules;
use serde_json::{Value, json};

/// What a column holds in a row, as whoever holds the table would tell it.
fn cell<T: InCell>(value: Option<&Value>, read: impl Fn(&Value) -> Option<T>) -> Cell<T> {
    match value {
        None | Some(Value::Null) => Cell::NULL,
        Some(value) => Cell::from(read(value)),
    }
}

fn column<T: InCell>(rows: &[Value], key: &str, read: impl Fn(&Value) -> Option<T>) -> Vec<Cell<T>> {
    rows.iter().map(|row| cell(row.get(key), &read)).collect()
}

fn codes<T: InCell>(rows: &[Value], key: &str, find: impl Fn(&str) -> Cell<T>) -> Vec<Cell<T>> {
    let find = |value: Option<&Value>| match value {
        None | Some(Value::Null) => Cell::NULL,
        Some(value) => value.as_str().map_or(Cell::ODD, &find),
    };
    rows.iter().map(|row| find(row.get(key))).collect()
}

fn date(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

fn service(value: &Value) -> Option<Service> {
    Service::from_name(value.as_str()?)
}

fn number<T: TryFrom<i64>>(value: &Value) -> Option<T> {
    value.as_i64()?.try_into().ok()
}

fn texts(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}

/// The lists of rows, and which of them each row has: every row its own.
fn lists<'r>(rows: &'r [Value], key: &str) -> (Vec<Vec<&'r str>>, Vec<Cell<ListAt>>) {
    let mut lists = Vec::new();
    let cell = |row: &'r Value| match row.get(key) {
        None | Some(Value::Null) => Cell::NULL,
        Some(value) => Cell::from(texts(value).and_then(|list| {
            lists.push(list);
            ListAt::new(lists.len() - 1)
        })),
    };
    let cells = rows.iter().map(cell).collect();
    (lists, cells)
}

fn codes_of(reasons: &[ReasonCode]) -> Vec<&'static str> {
    reasons.iter().map(|code| code.as_str()).collect()
}

fn issues(issues: &Issues) -> Value {
    let issue = |issue: &hoso::Issue| json!([issue.code.as_str(), issue.path]);
    json!({ "issues": issues.iter().map(issue).collect::<Vec<_>>() })
}

fn rule(labels: &Labels, cover: &Cover<'_>) -> Value {
    let rule = labels.rule(cover);
    json!([
        labels.contracts[rule.contract],
        labels.clauses[rule.clause],
        rule.amendment.map(|amendment| &labels.amendments[amendment]),
        labels.tariffs[rule.tariff],
        labels.operators[rule.operator],
    ])
}

fn decided(labels: &Labels, answer: Decided<'_, '_>) -> Value {
    match answer {
        Decided::Covered(cover) => json!({ "covered": rule(labels, &cover) }),
        Decided::NotCovered(reasons) => json!({ "not_covered": codes_of(reasons) }),
        Decided::Invalid(found) => issues(found),
    }
}

fn alone(rulebook: &Rulebook, row: &Value) -> Value {
    let answer = Case::parse(&row.to_string());
    match answer.and_then(|case| rulebook.decide(&case)) {
        Ok(Decision::Covered(it)) => {
            json!({ "covered": [it.contract, it.clause, it.amendment, it.tariff, it.operator] })
        }
        Ok(Decision::NotCovered(it)) => {
            json!({ "not_covered": it.reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>() })
        }
        Err(found) => issues(&found),
    }
}

fn amounts(labels: &Labels, price: &Sums<'_>, lines: &Lines<'_, '_>) -> Value {
    let mut written = Vec::new();
    let row = |line: PriceLine<'_>| json!([line.kind.as_str(), line.id, line.bp, line.amount, line.source]);
    lines.each(|line| written.push(row(line)));
    json!([
        labels.versions[labels.version(price)],
        labels.zones[labels.zone(price)],
        price.net(),
        price.tax(),
        price.total(),
        price.agency_fee(),
        price.applicant_due(),
        price.payments().collect::<Vec<_>>(),
        written,
        lines.sources(),
    ])
}

fn priced(labels: &Labels, answer: Priced<'_, '_>) -> Value {
    match answer {
        Priced::Quoted(price, lines) => {
            let mut rule = rule(labels, &price.cover());
            rule.as_array_mut().unwrap().pop();
            json!({ "quoted": [rule, amounts(labels, price, &lines)] })
        }
        Priced::NoPrice(cover, reasons) => {
            let rule = labels.rule(&cover);
            json!({ "no_price": [labels.contracts[rule.contract], labels.clauses[rule.clause], codes_of(reasons)] })
        }
        Priced::NotCovered(reasons) => json!({ "not_covered": codes_of(reasons) }),
        Priced::Invalid(found) => issues(found),
    }
}

fn priced_alone(rulebook: &Rulebook, row: &Value) -> Value {
    let answer = Consignment::parse(&row.to_string());
    match answer.and_then(|question| rulebook.quote(&question)) {
        Ok(Quotation::Quoted(it)) => {
            let line = |line: &hoso::Line<'_>| json!([line.kind.as_str(), line.id, line.bp, line.amount, line.source]);
            let lines: Vec<Value> = it.lines.iter().map(line).collect();
            let payers: Vec<Value> = it.payers.iter().map(|payment| json!([payment.who, payment.amount])).collect();
            json!({ "quoted": [
                [it.contract, it.clause, it.amendment, it.tariff],
                [it.version, it.zone, it.net, it.tax, it.total, it.agency_fee, it.applicant_due, payers, lines, it.sources],
            ] })
        }
        Ok(Quotation::NoPrice(it)) => {
            let reasons: Vec<&str> = it.reasons.iter().map(|reason| reason.code.as_str()).collect();
            json!({ "no_price": [it.contract, it.clause, reasons] })
        }
        Ok(Quotation::NotCovered(it)) => {
            json!({ "not_covered": it.reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>() })
        }
        Err(found) => issues(&found),
    }
}

/// Asks about all rows in some pieces, and about each alone; gives how many rows were read as a whole.
pub(super) fn same_answers(rulebook: &Rulebook, rows: &[Value]) -> usize {
    let (mut batch, labels) = (Batch::of(rulebook), Labels::new(rulebook));
    // The lists of each piece are numbered otherwise than those of the one before.
    rows.chunks(rows.len() / 3 + 1).map(|some| same_of_piece(&mut batch, rulebook, &labels, some)).sum()
}

fn same_of_piece<'r>(batch: &mut Batch<'r>, rulebook: &'r Rulebook, labels: &Labels, rows: &[Value]) -> usize {
    let ids = Resolver::of(rulebook);
    let (agency, procedure) =
        (codes(rows, "agency", |id| ids.agency(id)), codes(rows, "procedure", |id| ids.procedure(id)));
    let (field, zone) = (codes(rows, "field", |id| ids.field(id)), codes(rows, "zone", |id| ids.zone(id)));
    let place = codes(rows, "place", |id| ids.place(id));
    let (service, on) = (column(rows, "service", service), column(rows, "on", date));
    let known_on = column(rows, "known_on", date);
    let reception = codes(rows, "reception", |id| ids.agency(id));
    let case = CaseColumns {
        agency: &agency,
        procedure: &procedure,
        field: &field,
        service: &service,
        on: &on,
        known_on: &known_on,
        reception: &reception,
    };
    let read = RefCell::new(0);
    let whole = |row: usize| {
        *read.borrow_mut() += 1;
        Node::from_value(&rows[row]).unwrap()
    };
    let mut at = 0;
    if rows.iter().any(|row| row.get("weight_grams").is_none()) {
        batch.decide_many(&case, rows.len(), whole, |answer| {
            assert_eq!(decided(labels, answer), alone(rulebook, &rows[at]), "{}", rows[at]);
            at += 1;
        });
    } else {
        let weight_grams: Vec<Cell<Grams>> = column(rows, "weight_grams", number);
        let return_weight_grams: Vec<Cell<Grams>> = column(rows, "return_weight_grams", number);
        let declared_value: Vec<Cell<Money>> = column(rows, "declared_value", number);
        let agency_fee_units: Vec<Cell<FeeUnits>> = column(rows, "agency_fee_units", number);
        let (applicant, options) = (lists(rows, "applicant"), lists(rows, "options"));
        let applicants = ListTable::new(applicant.0.iter().map(|list| ids.applicant(list)));
        let wishes = ListTable::new(options.0.iter().map(|list| ids.options(list)));
        let columns = QuoteColumns {
            case,
            weight_grams: &weight_grams,
            return_weight_grams: &return_weight_grams,
            zone: &zone,
            place: &place,
            applicant: Lists { table: Some(&applicants), rows: &applicant.1 },
            options: Lists { table: Some(&wishes), rows: &options.1 },
            declared_value: &declared_value,
            agency_fee_units: &agency_fee_units,
        };
        batch.quote_many(&columns, rows.len(), whole, |answer| {
            assert_eq!(priced(labels, answer), priced_alone(rulebook, &rows[at]), "{}", rows[at]);
            at += 1;
        });
    }
    assert_eq!(at, rows.len());
    read.into_inner()
}

/// Each question with one value taken from another, or with something that is no value.
fn mixed(questions: &[Value]) -> Vec<Value> {
    let odd = [
        json!(null),
        json!("Sở Nội vụ"),
        json!(3.5),
        json!(-1),
        json!(1_000_000_000_000_i64),
        json!([1]),
        json!(["a", "a"]),
    ];
    let mut rows = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        let other = questions[(at * 7 + 3) % questions.len()].as_object().unwrap();
        let keys = question.as_object().unwrap().keys().chain(other.keys());
        for (n, key) in keys.enumerate() {
            for value in [other.get(key).unwrap_or(&Value::Null), &odd[(at + n) % odd.len()]] {
                let mut row = question.clone();
                row[key] = value.clone();
                rows.push(row);
            }
        }
    }
    rows
}

#[test]
fn a_row_is_answered_as_a_single_question() {
    let (mut rows, mut read) = (0, 0);
    for (_, vector) in rules() {
        let rulebook = Rulebook::from_value(&vector["rulebook"]).unwrap();
        for kind in ["decide", "quote"] {
            let cases = vector[kind].as_array().unwrap();
            let questions: Vec<Value> = cases.iter().map(|case| case["question"].clone()).collect();
            // A key that is no column of the table has no place in it.
            for questions in [mixed(&questions), questions] {
                let asks_price = |row: &Value| kind == "quote" && row.get("weight_grams").is_some();
                let columns: Vec<Value> =
                    questions.into_iter().filter(|row| kind == "decide" || asks_price(row)).collect();
                rows += columns.len();
                read += same_answers(&rulebook, &columns);
            }
        }
    }
    assert!(rows > 10_000 && read > 1_000 && read < rows / 2, "{read} of {rows}");
}
