//! The JSON Schema against the parser: what the schema refuses, the parser refuses too, on documents, questions and
//! answers that are valid but for one change.

use hoso::form::Form;
use hoso::wire::read::parse;
use hoso::wire::{Node, Schemas, Shape};
use hoso::{Language, Question, QuestionKind, Rulebook, form};
use hoso_tests::asked::{Asked, asked};
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
            |mutant: &Value| form::validate(kind, Node::from_value(mutant).unwrap(), &form::Options::default()).is_ok();
        // It is of forms without what cannot be seen.
        let is_seen = !case["value"].to_string().contains(['\u{200b}', '\u{2060}', '\u{202c}', '\u{feff}']);
        for value in is_seen.then_some(&case["value"]).into_iter().chain([&case["answer"]["value"]]) {
            let [no, yes] = hold(&case["describes"].to_string(), &schema, value, 1, parses);
            refused += no;
            accepted += yes;
        }
    }
    assert!(refused > 2_000 && accepted > 500, "{refused} refused, {accepted} accepted");
}

/// Holds the schemas of a question and of its answer against their readers; counts what is refused and accepted.
fn hold_both<Q: Question>() -> [[usize; 2]; 2] {
    fn reads<T: Shape>(value: &Value) -> bool {
        parse::<T>(&value.to_string()).is_ok()
    }
    let [question, answer] = Q::QUESTION.schemas().map(|schema| jsonschema::validator_for(&schema).unwrap());
    let mut counts = [[0, 0], [0, 0]];
    for (rulebook, questions) in asked(Q::QUESTION) {
        for asked in questions.iter().take(AT_MOST).map(|asked| &asked.question) {
            let told: Value =
                serde_json::from_str(&rulebook.ask(Q::QUESTION.as_str(), &asked.to_string(), Language::En)).unwrap();
            if told.get("issues").is_some() {
                continue;
            }
            let name = format!("{}: {asked}", Q::QUESTION);
            let held = [
                hold(&name, &question, asked, step(asked), reads::<Q>),
                hold(&name, &answer, &told, step(&told), reads::<Q::Answer<'_>>),
            ];
            for (counts, held) in counts.iter_mut().zip(held) {
                counts[0] += held[0];
                counts[1] += held[1];
            }
        }
    }
    counts
}

/// So many questions of a rulebook's vectors are held.
const AT_MOST: usize = 20;

/// Of a long value not every place is changed: about sixty are.
fn step(value: &Value) -> usize {
    let mut found = Vec::new();
    places(value, &mut Vec::new(), &mut found);
    found.len() / 60 + 1
}

#[test]
fn what_the_schemas_of_questions_and_answers_refuse_their_readers_refuse() {
    macro_rules! every_question {
        ({}
            of_rulebook { $( $(#[doc = $doc:literal])+ $kind:ident $name:ident $json:ident $text:literal $js:literal
                ($question:ty) $audience:ident $(in $language:ident)? $vi:literal, $en:literal; )+ }
            apart { $( $(#[doc = $adoc:literal])+ $akind:ident $aname:ident $ajson:ident $atext:literal $ajs:literal
                ($aquestion:ty) $aaudience:ident $avi:literal, $aen:literal; )+ }
        ) => {
            [$( ($text, hold_both::<$question>()), )+ $( ($atext, hold_both::<$aquestion>()), )+]
        };
    }
    for (kind, [question, answer]) in hoso::for_each_question!(every_question) {
        // `check` is asked without a key, and a form is kept as it is given.
        let least = if kind == "check" { 5 } else { 40 };
        let enough = question[0] >= least && answer[0] > 100;
        assert!(enough, "{kind}: refused and accepted {question:?}, answers {answer:?}");
    }
}

/// An answer is of the one kind that its outcome says, so a reader of the schema can go by `outcome`.
#[test]
fn no_answer_fits_two_kinds() {
    fn kinds<A: Shape>(name: &str, answers: &[Value]) {
        let mut schema = Schemas::of::<A>(name);
        let kinds = schema["$defs"][name]["oneOf"].as_array().unwrap().clone();
        let mut fitting = [0, 0];
        for kind in &kinds {
            schema.as_object_mut().unwrap().remove("$ref");
            let mut of_kind = schema.clone();
            of_kind["allOf"] = json!([kind]);
            let validator = jsonschema::validator_for(&of_kind).unwrap();
            for answer in answers {
                let is = answer["outcome"] == kind["properties"]["outcome"]["const"];
                assert_eq!(validator.is_valid(answer), is, "{kind}: {answer}");
                fitting[usize::from(is)] += 1;
            }
        }
        assert!(kinds.len() > 1 && fitting.iter().all(|count| *count > 0), "{name}: {fitting:?}");
    }
    let told = |kind: QuestionKind| -> Vec<Value> {
        let answers = asked(kind).into_iter().flat_map(|(rulebook, questions)| {
            let ask = move |asked: Asked| rulebook.ask(kind.as_str(), &asked.question.to_string(), Language::Vi);
            questions.into_iter().map(ask)
        });
        let answers = answers.map(|answer| serde_json::from_str::<Value>(&answer).unwrap());
        answers.filter(|answer| answer.get("issues").is_none()).collect()
    };
    kinds::<hoso::Decision<'_>>("Decision", &told(QuestionKind::Decide));
    kinds::<hoso::Quotation<'_>>("Quotation", &told(QuestionKind::Quote));
    kinds::<hoso::Deadlines<'_>>("Deadlines", &told(QuestionKind::Deadlines));
    kinds::<hoso::Compensation<'_>>("Compensation", &told(QuestionKind::Compensation));
}
