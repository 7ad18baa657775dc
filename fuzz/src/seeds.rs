//! What inputs are made from: the documents, questions and answers of the vectors and of the example.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Value, json};

static VECTORS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let entries = fs::read_dir(folder().join("../tests/vectors")).expect("the vectors");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files.iter().map(|path| parsed(path)).collect()
});

/// A document that is longer is no question to begin with: each target is asked all of them.
const SHORT: usize = 20_000;

/// The folder of this crate.
fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn parsed(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a file of the workspace");
    serde_json::from_str(&text).expect("JSON")
}

/// Everything that stands under a key in the vectors, however deep.
fn under(key: &str) -> impl Iterator<Item = &'static Value> + use<> {
    VECTORS.iter().flat_map(|vector| within(vector, key)).collect::<Vec<_>>().into_iter()
}

/// The same of one value.
fn within<'v>(value: &'v Value, key: &str) -> Vec<&'v Value> {
    let mut found = Vec::new();
    gather(value, key, &mut found);
    found
}

fn gather<'v>(value: &'v Value, key: &str, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| gather(value, key, found)),
        Value::Object(map) => {
            found.extend(map.get(key));
            map.values().for_each(|value| gather(value, key, found));
        }
        _ => {}
    }
}

/// A value with the keys of another put in.
fn changed(value: &Value, change: &Value) -> Value {
    let mut value = value.clone();
    if let (Value::Object(value), Value::Object(change)) = (&mut value, change) {
        value.extend(change.clone());
    }
    value
}

/// Questions of every kind: each target finds out which of them are its own.
pub(crate) fn questions() -> Vec<String> {
    // Of the generated vectors those of the rulebook that is asked.
    let other = |vector: &Value| {
        let id = vector.pointer("/rulebook/id").and_then(Value::as_str);
        id.is_some_and(|id| id.starts_with("rb") && id != "rb9000")
    };
    let asked = VECTORS.iter().filter(|vector| !other(vector)).flat_map(|vector| within(vector, "question"));
    let mut texts: Vec<String> = asked.chain(under("events")).map(ToString::to_string).collect();
    texts.extend(documents().into_iter().filter(|text| text.len() < SHORT));
    texts.extend(filled_forms());
    texts.extend(trials());
    texts.extend(foreign_codes());
    texts.extend(about_the_example());
    texts
}

fn filled_forms() -> impl Iterator<Item = String> {
    let filled = under("cases").chain(under("previews")).filter_map(Value::as_array).flatten();
    filled.filter(|case| case.get("form").is_some()).flat_map(|case| {
        let form = json!({ "form": case["form"], "value": case["value"] });
        let on = case.get("on").cloned().unwrap_or_else(|| json!("2019-01-02"));
        let held = changed(&form, &json!({ "on": on }));
        let priced = changed(&held, &json!({ "weight_grams": case.get("weight_grams").unwrap_or(&json!(100)) }));
        [form, held, priced].map(|question| question.to_string())
    })
}

fn trials() -> Vec<String> {
    let both = VECTORS.iter().filter_map(|vector| Some((vector.get("after")?, vector.get("compare")?)));
    let trial = |after: &Value, trial: &Value| json!({ "after": after, "trial": trial }).to_string();
    both.flat_map(|(after, cases)| within(cases, "question").into_iter().map(move |it| trial(after, it))).collect()
}

fn foreign_codes() -> impl Iterator<Item = String> {
    let tables = under("tables").filter_map(Value::as_object).flatten();
    tables.flat_map(|(system, codes)| {
        let codes = codes.as_object().into_iter().flat_map(|codes| codes.keys());
        codes.map(move |code| json!({ "system": system, "code": code }).to_string())
    })
}

/// Questions about the example rulebook, so that some are answered by it.
fn about_the_example() -> Vec<String> {
    let document = parsed(&folder().join("../examples/data/binh-duong.json"));
    let ids = |list: &str, key: &str| -> Vec<Value> {
        let list = document.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
        list.iter().filter_map(|it| it.get(key)).cloned().collect()
    };
    let (agencies, procedures) = (ids("agencies", "code"), ids("procedures", "code"));
    let (zones, places) = (ids("zones", "id"), ids("places", "code"));
    let mut texts = Vec::new();
    for (n, procedure) in procedures.iter().enumerate().take(24) {
        let nth = |list: &[Value]| list.get(n % list.len().max(1)).cloned().unwrap_or_default();
        let service = ["intake", "return", "both"].into_iter().nth(n % 3);
        let on = format!("20{}-0{}-15", 14 + n % 12, 1 + n % 9);
        let mut question = json!({ "agency": nth(&agencies), "procedure": procedure, "service": service, "on": on });
        texts.extend([question.to_string(), json!({ "on": on }).to_string()]);
        texts.push(json!({ "agency": nth(&agencies), "on": on }).to_string());
        if n % 2 == 0 {
            question["zone"] = nth(&zones);
        } else {
            question["place"] = nth(&places);
        }
        let (mut quote, mut deadlines) = (question.clone(), question);
        quote["weight_grams"] = json!(50 * (1 + n));
        quote["declared_value"] = json!(100_000 * n);
        quote["options"] = json!(["insured", "cash_on_delivery"]);
        deadlines["posted_on"] = json!(on);
        deadlines["suspended"] = json!([{ "from": on, "until": "2030-01-01" }]);
        texts.extend([quote.to_string(), deadlines.to_string()]);
        texts.push(
            json!({ "zone": nth(&zones), "charge": 26_000, "accepted_on": on, "due_on": on, "event": "lost", "claimed_on": on,
                "weight_grams": 100, "lost_grams": 10, "actual_damage": 1_000_000 })
            .to_string(),
        );
    }
    texts
}

/// Rulebooks, right and wrong.
pub(crate) fn documents() -> Vec<String> {
    let small = json!({ "hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00" });
    let wrong = under("document").map(|change| changed(&small, change));
    let bases = VECTORS.iter().filter_map(|vector| Some((vector.get("base")?, vector.get("cases")?)));
    let unwise =
        bases.flat_map(|(base, cases)| within(cases, "change").into_iter().map(move |change| changed(base, change)));
    let whole = ["rulebook", "base", "before", "after"].into_iter().flat_map(under);
    let whole = whole.filter(|value| value.get("hoso").is_some()).cloned();
    let texts = under("text").filter_map(Value::as_str).filter(|text| text.starts_with(['{', '[']));
    wrong.chain(unwise).chain(whole).map(|document| document.to_string()).chain(texts.map(str::to_owned)).collect()
}

/// Two rulebooks each, as texts with `before` and `after`.
pub(crate) fn pairs() -> Vec<String> {
    let changes = VECTORS.iter().filter_map(|vector| Some((vector.get("base")?, vector.get("cases")?.as_array()?)));
    let changes = changes.flat_map(|(base, cases)| cases.iter().map(move |case| (base, case)));
    let changes = changes.filter_map(|(base, case)| {
        let (before, after) = (changed(base, case.get("before")?), changed(base, case.get("after")?));
        Some(json!({ "before": before, "after": after }).to_string())
    });
    let whole = VECTORS.iter().filter_map(|vector| Some((vector.get("before")?, vector.get("after")?)));
    changes.chain(whole.map(|(before, after)| json!({ "before": before, "after": after }).to_string())).collect()
}

pub(crate) fn identifiers() -> Vec<String> {
    let cases = VECTORS.iter().filter_map(Value::as_array).flatten().filter(|case| case.get("answer").is_some());
    cases.filter_map(|case| case.get("text")?.as_str()).map(str::to_owned).collect()
}

pub(crate) fn answers() -> Vec<String> {
    let answers = under("answer").filter(|answer| answer.get("outcome").is_some() || answer.get("state").is_some());
    answers.map(ToString::to_string).collect()
}

pub(crate) fn moments() -> Vec<String> {
    let texts = ["at", "on", "from", "utc_offset", "id"].into_iter().flat_map(|key| under(key).take(60));
    let odd = ["2016-12-31T23:59:60Z", "2014-10-01T08:30:00.123456789-23:59", "2999-12-31T23:59:59+00:00", "-00:00"];
    texts.filter_map(Value::as_str).chain(odd).map(str::to_owned).collect()
}
