//! Answers questions as Rust does, for `bindings-wasm/tests/parity.test.ts`, which compares the three faces byte for byte.
//!
//! Reads `{"rulebooks": [document], "asks": [[rulebook, kind, [text], language]]}`, where the texts are those of a question's
//! parts in JSON (a text keeps its keys in order); writes one line for each question, an empty one where Rust's types leave
//! nothing to ask: no such form, no such day. `--questions` writes the names of all questions, and those in JavaScript.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a tool of the tests: it stops at what it cannot read"
)]

use hoso::form::{Form, Options, preview, validate};
use hoso::identifier::{IdentifierKind, parse_identifier};
use hoso::wire::Node;
use hoso::wire::write::json;
use hoso::{Date, Grams, Issues, Language, QuestionKind, Rulebook};
use serde_json::Value;

fn main() {
    if std::env::args().nth(1).is_some_and(|argument| argument == "--questions") {
        return QuestionKind::ALL.iter().for_each(|kind| println!("{kind} {}", kind.in_camel_case()));
    }
    let given: Value = serde_json::from_reader(std::io::stdin().lock()).unwrap();
    let documents = given["rulebooks"].as_array().unwrap();
    let rulebooks: Vec<Rulebook> = documents.iter().map(|it| Rulebook::from_value(it).unwrap()).collect();
    for ask in given["asks"].as_array().unwrap() {
        let rulebook = &rulebooks[usize::try_from(ask[0].as_u64().unwrap()).unwrap()];
        let parts: Vec<&str> = ask[2].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        let language = Language::from_name(ask[3].as_str().unwrap()).unwrap();
        println!("{}", answer(&rulebooks, rulebook, ask[1].as_str().unwrap(), &parts, language).unwrap_or_default());
    }
}

fn answer(
    rulebooks: &[Rulebook],
    rulebook: &Rulebook,
    kind: &str,
    parts: &[&str],
    language: Language,
) -> Option<String> {
    Some(match (kind, parts) {
        ("parse", [document]) => told(Rulebook::parse(document).map(|it| it.to_json()), language),
        ("identifier", [kind, text]) => {
            let kind = IdentifierKind::from_name(value(kind).as_str()?)?;
            told(parse_identifier(kind, value(text).as_str()?).map(|it| it.to_json()), language)
        }
        ("validate", [form, filled, on @ ..]) => {
            let on = on.first();
            let options = Options { rulebook: on.map(|_| rulebook), on: on.map_or(Ok(None), |on| day(on)).ok()? };
            let form = Form::from_name(value(form).as_str()?)?;
            told(node(filled, |node| validate(form, node, &options).map(|it| json(&it, language))), language)
        }
        ("preview", [form, filled, on, weight]) => {
            let (form, on) = (Form::from_name(value(form).as_str()?)?, day(on).ok()??);
            let weight = Grams::try_from(value(weight).as_i64()?).ok()?;
            let price = |node: Node<'_>| preview(form, node, rulebook, on, weight);
            told(node(filled, |node| price(node).map(|it| json(&it, language))), language)
        }
        ("compare", [trial, after]) => {
            let after = rulebooks.get(usize::try_from(value(after).as_u64()?).ok()?)?;
            rulebook.compare_json(after, trial, language)
        }
        (kind, [question]) => rulebook.ask(kind, question, language),
        _ => return None,
    })
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Something stands where a day should.
struct NoDay;

/// A day, or none where there is nothing.
fn day(text: &str) -> Result<Option<Date>, NoDay> {
    match value(text) {
        Value::Null => Ok(None),
        other => other.as_str().and_then(|day| day.parse().ok()).map(Some).ok_or(NoDay),
    }
}

/// Asks with a value, or with JSON text in its place.
fn node<T>(text: &str, ask: impl FnOnce(Node<'_>) -> Result<T, Issues>) -> Result<T, Issues> {
    match value(text) {
        Value::String(inner) => Node::parse(&inner).and_then(ask),
        _ => Node::parse(text).and_then(ask),
    }
}

fn told(answer: Result<String, Issues>, language: Language) -> String {
    answer.unwrap_or_else(|issues| issues.to_json(language))
}
