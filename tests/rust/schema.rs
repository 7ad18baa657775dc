//! The JSON Schema against the parser: what the schema refuses, the parser refuses too, on documents that are valid
//! but for one change.

use hoso::Rulebook;
use hoso::form::{self, Form, Options};
use hoso::read::Node;
use hoso_tests::{folder, read, rules};
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

/// Holds a schema against a parser on the mutants of a document; counts those that the schema refuses and accepts.
fn hold(
    name: &str,
    schema: &jsonschema::Validator,
    document: &Value,
    step: usize,
    parses: impl Fn(&Value) -> bool,
) -> [usize; 2] {
    assert!(schema.is_valid(document), "{name}");
    let (mut refused, mut accepted) = (0, 0);
    let mut found = Vec::new();
    places(document, &mut Vec::new(), &mut found);
    for steps in found.iter().step_by(step) {
        for mutant in mutants(document, steps) {
            if schema.is_valid(&mutant) {
                accepted += 1;
            } else {
                refused += 1;
                assert!(!parses(&mutant), "{name}: the schema alone refuses a change at {}", pointer(steps));
            }
        }
    }
    [refused, accepted]
}

#[test]
fn what_the_schema_refuses_the_parser_refuses() {
    let schema = jsonschema::validator_for(&Rulebook::schema()).unwrap();
    let (mut refused, mut accepted) = (0, 0);
    for (file, vector) in rules().into_iter().step_by(3) {
        let name = file.display().to_string();
        let [no, yes] = hold(&name, &schema, &vector["rulebook"], 7, |mutant| Rulebook::from_value(mutant).is_ok());
        refused += no;
        accepted += yes;
    }
    assert!(refused > 5_000 && accepted > 500, "{refused} refused, {accepted} accepted");
}

#[test]
fn what_the_schema_of_a_form_refuses_the_parser_refuses() {
    let (mut refused, mut accepted) = (0, 0);
    let vectors = read(&folder().join("vectors/forms.json"));
    let right = vectors["cases"].as_array().unwrap().iter().filter(|case| case["answer"]["ok"] == true);
    for case in right.filter(|case| case["value"]["documents"].as_array().is_none_or(|list| list.len() < 10)) {
        let kind = Form::from_name(case["form"].as_str().unwrap()).unwrap();
        let schema = jsonschema::validator_for(&form::schema(kind)).unwrap();
        let parses =
            |mutant: &Value| form::validate(kind, Node::from_value(mutant).unwrap(), &Options::default()).is_ok();
        for value in [&case["value"], &case["answer"]["value"]] {
            let [no, yes] = hold(&case["describes"].to_string(), &schema, value, 1, parses);
            refused += no;
            accepted += yes;
        }
    }
    assert!(refused > 2_000 && accepted > 500, "{refused} refused, {accepted} accepted");
}
