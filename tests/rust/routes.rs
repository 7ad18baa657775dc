//! Rows go by routes, single questions the general way: on generated rulebooks, on every day on which something may change
//! and the days beside it, both say the same.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use hoso::{Consignment, Date, Quotation, Rulebook, Service};
use hoso_tests::folder;
use regex::Regex;
use serde_json::{Value, json};

use super::batch::same_answers;

/// So many rulebooks are asked, each so many rows.
const RULEBOOKS: usize = 60;
const ROWS: usize = 200;

/// Rulebooks as the oracle generates them.
fn generated() -> Vec<Value> {
    let mut oracle = Command::new("python3")
        .arg(folder().join("oracle/cases.py"))
        .args(["--seed", "70000", "--rulebooks", &RULEBOOKS.to_string(), "--questions", "0", "--days", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(oracle.stdout.take().unwrap()).lines();
    let found = lines.map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap()["rulebook"].clone()).collect();
    assert!(oracle.wait().unwrap().success());
    found
}

/// Numbers that look like chance, the same each time.
struct Chance(u64);

impl Chance {
    fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let size = u64::try_from(list.len()).unwrap();
        (size > 0).then(|| &list[usize::try_from((self.0 >> 33) % size).unwrap()])
    }

    fn some<'a>(&mut self, list: &[&'a str], most: usize) -> Vec<&'a str> {
        let mut found: Vec<&str> =
            (0..*self.pick(&[0, 0, 0, 1, most]).unwrap()).filter_map(|_| self.pick(list)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What stands in a document under a key, wherever it is.
fn under<'v>(value: &'v Value, key: &str, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| match value {
            Value::String(text) if name == key => found.push(text),
            Value::Array(list) if name == key => found.extend(list.iter().filter_map(Value::as_str)),
            value => under(value, key, found),
        }),
        Value::Array(list) => list.iter().for_each(|value| under(value, key, found)),
        _ => {}
    }
}

fn ids<'v>(document: &'v Value, list: &str) -> Vec<&'v str> {
    let key = if list == "zones" { "id" } else { "code" };
    document[list].as_array().map_or_else(Vec::new, |list| list.iter().map(|it| it[key].as_str().unwrap()).collect())
}

/// Every day that a document names, and those beside it.
fn days(document: &Value) -> Vec<String> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b\d{4}-\d{2}-\d{2}\b").unwrap());
    let text = document.to_string();
    let named = DAY.find_iter(&text).filter_map(|day| day.as_str().parse::<Date>().ok());
    let mut days: Vec<Date> = named.flat_map(|day| [day.plus(-1), Some(day), day.plus(1)]).flatten().collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|day| day.to_string()).collect()
}

/// Rows about few agencies and procedures, so that each is asked about on many days.
/// Of those that have no price few are kept.
fn rows(rulebook: &Rulebook, document: &Value, chance: &mut Chance) -> Vec<Value> {
    let (mut options, mut categories) = (Vec::new(), Vec::new());
    under(document, "option", &mut options);
    under(document, "options", &mut options);
    under(document, "applicant", &mut categories);
    let (days, places, zones) = (days(document), ids(document, "places"), ids(document, "zones"));
    let [mut agencies, mut procedures] = ["agencies", "procedures"].map(|list| ids(document, list));
    agencies.truncate(4);
    procedures.truncate(6);
    let row = |_| {
        let mut row = json!({
            "agency": chance.pick(&agencies), "procedure": chance.pick(&procedures),
            "service": chance.pick(Service::ALL).unwrap().as_str(), "on": chance.pick(&days),
        });
        row["weight_grams"] = json!(chance.pick(&[1, 20, 21, 50, 100, 500, 100_000]));
        let end = *chance.pick(&["zone", "zone", "place"]).unwrap();
        row[end] = json!(chance.pick(if end == "zone" { &zones } else { &places }));
        row["options"] = json!(chance.some(&options, 3));
        row["applicant"] = json!(chance.some(&categories, 2));
        row["declared_value"] = json!(chance.pick(&[None, Some(1_000_000)]).unwrap());
        row
    };
    let mut rows: Vec<Value> = (0..ROWS * 12).map(row).collect();
    let mut others = 0;
    rows.retain(|row| {
        others += 1;
        others % 24 == 0 || total(rulebook, row).is_some()
    });
    rows.truncate(ROWS);
    rows
}

/// The contract and the total that a single question gives.
fn total(rulebook: &Rulebook, row: &Value) -> Option<(String, i64)> {
    match rulebook.quote(&Consignment::parse(&row.to_string()).ok()?) {
        Ok(Quotation::Quoted(it)) => Some((it.contract.into_owned(), it.total)),
        _ => None,
    }
}

#[test]
fn a_route_says_what_the_general_way_says() {
    let mut chance = Chance(1);
    let (mut quoted, mut all) = (0, 0);
    for document in generated() {
        let rulebook = Rulebook::from_value(&document).unwrap();
        let rows = rows(&rulebook, &document, &mut chance);
        // The second time every route is there already.
        for _ in 0..2 {
            same_answers(&rulebook, &rows);
        }
        let cases: Vec<Value> = rows.iter().map(case).collect();
        same_answers(&rulebook, &cases);
        for row in &rows {
            let Ok(consignment) = Consignment::parse(&row.to_string()) else { continue };
            let price = rulebook.price(&consignment).map(|it| (it.cover().contract().id.to_string(), it.total()));
            assert_eq!(price, total(&rulebook, row), "{row}");
            quoted += usize::from(price.is_some());
            all += 1;
        }
    }
    assert!(all > 5_000 && quoted * 8 > all, "{quoted} of {all} have a price");
}

/// The case of a consignment.
fn case(row: &Value) -> Value {
    let mut case = row.clone();
    for key in ["weight_grams", "zone", "place", "options", "applicant", "declared_value"] {
        case.as_object_mut().unwrap().remove(key);
    }
    case
}

/// A rulebook of one contract whose clause is set anew so many times, a day after another.
fn amended(times: usize) -> Value {
    let day = |n: usize| Date::new(2014, 1, 1).unwrap().plus(i64::try_from(n).unwrap()).unwrap().to_string();
    let clause = json!({ "id": "1", "services": ["intake", "return"], "scope": { "all": true }, "tariff": "t" });
    let amendment = |n| json!({ "id": format!("a{n}"), "signed_on": day(n), "effective_on": day(n), "set": [clause] });
    json!({
        "hoso": 1, "id": "d", "title": "D", "currency": "VND", "utc_offset": "+07:00",
        "zones": [{ "id": "z", "name": "Z", "when": { "any": true } }],
        "operators": [{ "id": "o", "name": "O" }], "agencies": [{ "code": "a", "name": "A" }],
        "procedures": [{ "code": "p", "name": "P", "agencies": { "all": true } }],
        "tariffs": [{ "id": "t", "title": "T", "versions": [{ "id": "v", "valid": { "from": day(0) },
            "rates": [{ "services": ["intake", "return"], "zone": "z", "bands": [{ "up_to": 100, "price": 10_000 }] }] }] }],
        "contracts": [{ "id": "c", "operator": "o", "agencies": { "all": true }, "signed_on": day(0),
            "valid": { "from": day(0) }, "clauses": [clause], "amendments": (1..=times).map(amendment).collect::<Vec<_>>() }],
    })
}

#[test]
fn what_changes_more_often_than_pays_goes_the_general_way() {
    for times in [3, 15, 16, 17, 120, 130, 400] {
        let rulebook = Rulebook::from_value(&amended(times)).unwrap();
        let row = |n: i64| {
            let on = Date::new(2013, 12, 30).unwrap().plus(n).unwrap().to_string();
            json!({ "agency": "a", "procedure": "p", "service": "both", "on": on, "weight_grams": 20, "zone": "z" })
        };
        let rows: Vec<Value> = (0..i64::try_from(times).unwrap() + 5).map(row).collect();
        same_answers(&rulebook, &rows);
    }
}
