//! What inputs are made from: the documents, questions and answers of the vectors and of the example.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// The folder of this crate.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The seeds of a target, in an order that is the same in every run.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let vectors = vectors();
    let texts: Vec<String> = match target {
        "rulebook" => rulebooks(&vectors),
        "questions" => questions(&vectors),
        "track" => under(&vectors, "events").map(ToString::to_string).collect(),
        "identifiers" => identifiers(&vectors),
        "explain" => under(&vectors, "answer").filter(|answer| is_answer(answer)).map(ToString::to_string).collect(),
        "forms" => {
            under(&vectors, "value").filter(|value| value.get("agency").is_some()).map(ToString::to_string).collect()
        }
        "dates_times" => moments(&vectors),
        "report" => requests(&vectors, "period"),
        "compare" => requests(&vectors, "rows"),
        "settle" => questions_with(&vectors, "items"),
        "journey" => questions_with(&vectors, "dossier"),
        "foreign" => foreign(&vectors),
        _ => Vec::new(),
    };
    let mut seeds: Vec<Vec<u8>> = texts.into_iter().map(String::into_bytes).collect();
    seeds.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    seeds.dedup();
    seeds
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a file of the workspace");
    serde_json::from_str(&text).expect("JSON")
}

fn vectors() -> Vec<Value> {
    let entries = fs::read_dir(folder().join("../tests/vectors")).expect("the vectors");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

/// Every value that stands under a key, however deep.
fn under<'v>(vectors: &'v [Value], key: &'static str) -> impl Iterator<Item = &'v Value> {
    let mut found = Vec::new();
    for vector in vectors {
        gather(vector, key, &mut found);
    }
    found.into_iter()
}

fn gathered<'v>(value: &'v Value, key: &str) -> Vec<&'v Value> {
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

fn is_answer(answer: &Value) -> bool {
    answer.get("outcome").is_some() || answer.get("state").is_some()
}

fn rulebooks(vectors: &[Value]) -> Vec<String> {
    let small = json!({ "hoso": 1, "id": "t", "title": "t", "currency": "VND", "utc_offset": "+07:00" });
    let merged = |mut document: Value, change: &Value| {
        if let (Value::Object(document), Value::Object(change)) = (&mut document, change) {
            document.extend(change.clone());
        }
        document.to_string()
    };
    let changed = under(vectors, "document").map(|change| merged(small.clone(), change));
    let bases = vectors.iter().filter_map(|vector| Some((vector.get("base")?, vector.get("cases")?)));
    let unwise = bases.flat_map(|(base, cases)| {
        gathered(cases, "change").into_iter().map(move |change| merged(base.clone(), change))
    });
    let whole = ["rulebook", "base", "before", "after"].into_iter().flat_map(|key| under(vectors, key));
    let whole = whole.filter(|value| value.get("hoso").is_some()).map(ToString::to_string);
    let texts =
        under(vectors, "text").filter_map(Value::as_str).filter(|text| text.starts_with(['{', '['])).map(str::to_owned);
    changed.chain(unwise).chain(whole).chain(texts).collect()
}

/// Of the generated vectors those of the rulebook that the target asks; of the others all.
fn questions(vectors: &[Value]) -> Vec<String> {
    let id = |vector: &Value| Some(vector.get("rulebook")?.get("id")?.as_str()?.to_owned());
    let generated = |vector: &Value| id(vector).is_some_and(|id| id.starts_with("rb") && id != "rb9000");
    let asked = vectors.iter().filter(|vector| !generated(vector)).flat_map(|vector| gathered(vector, "question"));
    let own = asked.filter(|question| question.get("rows").is_none()).map(ToString::to_string);
    own.chain(about_the_example()).collect()
}

/// Questions about the example rulebook, so that some are answered by it.
fn about_the_example() -> Vec<String> {
    let document = read(&folder().join("../examples/data/binh-duong.json"));
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
        texts.push(question.to_string());
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

fn identifiers(vectors: &[Value]) -> Vec<String> {
    let cases = vectors.iter().filter_map(Value::as_array).flatten();
    let cases = cases.filter(|case| case.get("answer").is_some());
    cases.filter_map(|case| case.get("text")?.as_str()).map(str::to_owned).collect()
}

fn moments(vectors: &[Value]) -> Vec<String> {
    let texts = ["at", "on", "from", "utc_offset", "id"].into_iter().flat_map(|key| under(vectors, key).take(60));
    let odd = ["2016-12-31T23:59:60Z", "2014-10-01T08:30:00.123456789-23:59", "2999-12-31T23:59:59+00:00", "-00:00"];
    texts.filter_map(Value::as_str).chain(odd).map(str::to_owned).collect()
}

/// The questions that have a key.
fn questions_with(vectors: &[Value], key: &str) -> Vec<String> {
    under(vectors, "question").filter(|question| question.get(key).is_some()).map(ToString::to_string).collect()
}

/// Questions about codes of other systems, and the codes alone.
fn foreign(vectors: &[Value]) -> Vec<String> {
    let tables = under(vectors, "tables").filter_map(Value::as_object).flat_map(|tables| tables.values());
    let codes = tables.filter_map(Value::as_object).flat_map(|table| table.keys().cloned());
    questions_with(vectors, "system").into_iter().chain(codes).collect()
}

/// The questions of reports or comparisons.
fn requests(vectors: &[Value], key: &str) -> Vec<String> {
    let about = |question: &&Value| {
        let report = question.get("period").is_some();
        question.get("rows").is_some() && report == (key == "period")
    };
    under(vectors, "question").filter(about).map(ToString::to_string).collect()
}
