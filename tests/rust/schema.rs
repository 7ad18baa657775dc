//! The JSON Schema against the parser: what the schema refuses, the parser refuses too, on documents that are valid
//! but for one change.

use hoso::Rulebook;
use hoso_tests::rules;
use serde_json::{Value, json};

/// Every place in a value, as a list of steps.
fn places(value: &Value, at: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    found.push(at.clone());
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (step, child) in children {
        at.push(step);
        places(child, at, found);
        at.pop();
    }
}

fn pointer(steps: &[String]) -> String {
    let escaped = steps.iter().map(|step| step.replace('~', "~0").replace('/', "~1"));
    escaped.fold(String::new(), |pointer, step| pointer + "/" + &step)
}

/// The same document with one place replaced, taken away or given another key.
fn mutants(document: &Value, steps: &[String]) -> Vec<Value> {
    let odd = [
        json!(null),
        json!(-1),
        json!(3.5),
        json!(1e30),
        json!("x y"),
        json!(""),
        json!([]),
        json!({}),
        json!(true),
        json!("2014-02-30"),
    ];
    let mut made: Vec<Value> = odd
        .into_iter()
        .map(|value| {
            let mut mutant = document.clone();
            *mutant.pointer_mut(&pointer(steps)).unwrap() = value;
            mutant
        })
        .collect();
    if let Some((last, parent)) = steps.split_last() {
        let mut without = document.clone();
        if let Some(map) = without.pointer_mut(&pointer(parent)).and_then(Value::as_object_mut) {
            map.remove(last);
            made.push(without);
        }
    }
    let mut with = document.clone();
    if let Some(map) = with.pointer_mut(&pointer(steps)).and_then(Value::as_object_mut) {
        map.insert("unheard_of".to_owned(), json!(1));
        map.insert("x_free".to_owned(), json!({ "anything": 1.5 }));
        made.push(with);
    }
    made
}

#[test]
fn what_the_schema_refuses_the_parser_refuses() {
    let schema = jsonschema::validator_for(&Rulebook::schema()).unwrap();
    let (mut refused, mut accepted) = (0, 0);
    for (file, vector) in rules().into_iter().step_by(3) {
        let document = &vector["rulebook"];
        assert!(schema.is_valid(document), "{}", file.display());
        let mut found = Vec::new();
        places(document, &mut Vec::new(), &mut found);
        for steps in found.iter().step_by(7) {
            for mutant in mutants(document, steps) {
                let parses = Rulebook::from_value(&mutant).is_ok();
                if schema.is_valid(&mutant) {
                    accepted += 1;
                } else {
                    refused += 1;
                    assert!(!parses, "{}: the schema alone refuses a change at {}", file.display(), pointer(steps));
                }
            }
        }
    }
    assert!(refused > 5_000 && accepted > 500, "{refused} refused, {accepted} accepted");
}
