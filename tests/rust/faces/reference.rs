//! The reference page: the document, every question with its answer, every shape and closed list once.

use std::fmt::Write as _;

use hoso::{ForeignSystem, Language};

use super::codes;
use super::model::{Asked, Body, Key, Model, Parts, Shape, Type};
use super::reader::first_paragraph;
use super::sides::Side;

const INTRODUCTION: &str = "\
# Reference

Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.

A key with `?` may be absent from what is asked, which means the same as `null`, and an absent list is an empty one; in an
answer it is left out when there is nothing to say. Keys are written in the order in which they stand here. Keys that begin
with `x_` are free in whatever is asked, and ignored. Amounts are whole numbers of the currency's minor unit (đồng), rates
are basis points (10000 = 100%), weights grams.
";

const QUESTIONS: &str = "\
## Questions

Each is a method of a rulebook, or a function, of this name; `Rulebook::ask` asks any by its name, from JSON text to JSON text.
Below each stand what is asked and what is answered, then the shapes that these are made of, unless they stood before.

";

/// How the functions are called that are no question of the list.
const FUNCTIONS: [(&str, &str); 2] = [
    (
        "diff",
        "\
A method of two rulebooks, asked by an office: `before.diff(after)`. It cannot be refused, so it has no issues.
",
    ),
    (
        "form_without_person",
        "\
A function by itself, asked by an office: `form_without_person(form, value)`, in JavaScript `formWithoutPerson`, in Rust
`form::without_person`. Of an event `without_person` (`withoutPerson`, `Event::without_person`) leaves an [Event](#event).
",
    ),
];

/// The whole page.
pub(super) fn page(model: &Model) -> String {
    let mut page = INTRODUCTION.to_owned();
    contents(&mut page, model);
    let mut shown = Parts::default();
    page.push_str(
        "## The rulebook\n\nOne JSON document; [rulebook.schema.json](rulebook.schema.json) is its JSON Schema.\n\n",
    );
    shapes(&mut page, model, &model.document, Side::Asked, &mut shown);
    page.push_str(QUESTIONS);
    for asked in &model.questions {
        question(&mut page, model, asked, &mut shown);
    }
    for (function, (name, said)) in model.functions.iter().zip(FUNCTIONS) {
        assert_eq!(function.name, name);
        writeln!(page, "### {}\n\n{said}", function.heading()).unwrap();
        shapes(&mut page, model, &function.answer, Side::Answered, &mut shown);
    }
    page.push_str("## Lists\n\nClosed lists, with the label of each member.\n\n");
    codes::lists(&mut page, model);
    page.push_str(codes::INTRODUCTION);
    codes::codes(&mut page, model);
    page.push_str("## Tables of other systems\n\n");
    tables(&mut page);
    page.trim_end().to_owned() + "\n"
}

fn contents(page: &mut String, model: &Model) {
    let questions = model.questions.iter().map(|asked| (asked.kind.as_str(), heading(asked)));
    let functions = model.functions.iter().map(|function| (function.name, function.heading()));
    let questions = questions.chain(functions).map(|(name, heading)| format!("[`{name}`](#{})", anchor(&heading)));
    let questions = questions.collect::<Vec<_>>().join(" · ");
    writeln!(page, "\n- [The rulebook](#the-rulebook)\n- [Questions](#questions): {questions}").unwrap();
    writeln!(page, "- [Lists](#lists)\n- [Codes](#codes): {}", codes::links(model)).unwrap();
    page.push_str("- [Tables of other systems](#tables-of-other-systems)\n\n");
}

fn heading(asked: &Asked) -> String {
    format!("{}: {}", asked.kind, asked.kind.label(Language::En))
}

/// What a heading's link is called, as GitHub makes it.
pub(super) fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|it| it.is_alphanumeric() || " _-".contains(*it));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn question<'m>(page: &mut String, model: &'m Model, asked: &Asked, shown: &mut Parts<'m>) {
    let kind = asked.kind;
    let (question, answer) = (type_of(&asked.question), type_of(&asked.answer));
    let whose = if kind.is_for_citizens() { "a citizen's page can ask it too" } else { "asked by an office" };
    let in_js = kind.in_camel_case();
    let in_js = if in_js == kind.as_str() { String::new() } else { format!(" (in JavaScript `{in_js}`)") };
    let (title, doc) = (kind.label(Language::Vi), first_paragraph(kind.describe()));
    writeln!(page, "### {}\n\n*{title}*\n\n{doc}\n", heading(asked)).unwrap();
    writeln!(page, "`{kind}`{in_js}: {question}, answered with {answer}; {whose}.\n").unwrap();
    shapes(page, model, &asked.question, Side::Asked, shown);
    shapes(page, model, &asked.answer, Side::Answered, shown);
}

/// Shapes that the reference does not have yet.
fn shapes<'m>(page: &mut String, model: &'m Model, root: &Type, side: Side, shown: &mut Parts<'m>) {
    for shape in model.parts([root], &|_| false).outer_first {
        if shown.names.insert(shape.name.clone()) {
            // The answer of another question may be part of a question.
            let is_answer = model.questions.iter().any(|asked| asked.answer == Type::Shape(shape.name.clone()));
            definition(page, shape, if is_answer { Side::Answered } else { side });
        }
    }
}

fn definition(page: &mut String, shape: &Shape, side: Side) {
    writeln!(page, "#### {}\n\n{}\n", shape.name, shape.doc).unwrap();
    match &shape.body {
        Body::OneOf(types) => {
            writeln!(page, "One of {}.\n", types.iter().map(type_of).collect::<Vec<_>>().join(", ")).unwrap();
        }
        Body::OneKeyOf(keys) => {
            page.push_str("Exactly one of these keys:\n\n");
            rows(page, keys, Side::Answered);
        }
        Body::Object(keys) if keys.is_empty() => {}
        Body::Object(keys) => rows(page, keys, side),
    }
}

fn rows(page: &mut String, keys: &[Key], side: Side) {
    page.push_str("| key | value | |\n|---|---|---|\n");
    for key in keys {
        let may_be_absent = match side {
            Side::Asked => key.is_optional,
            Side::Answered => !key.is_always_written,
        };
        let mark = if may_be_absent { "?" } else { "" };
        let is_told = key.doc.contains("absent:");
        let default = key.default.as_ref().filter(|value| !value.is_array() && may_be_absent && !is_told);
        let default = default.map(|value| format!("; absent: `{value}`")).unwrap_or_default();
        writeln!(page, "| `{}`{mark} | {}{default} | {} |", key.name, type_of(&key.of), cell(&key.doc)).unwrap();
    }
    page.push('\n');
}

/// A text as it can stand in a table.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn type_of(of: &Type) -> String {
    let either = |types: &[Type]| types.iter().map(type_of).collect::<Vec<_>>().join(" or ");
    match of {
        Type::Shape(name) | Type::Member(name) => format!("[{name}](#{})", anchor(name)),
        Type::Outcome(names) => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or "),
        Type::Word(word) => format!("`\"{word}\"`"),
        Type::True => "`true`".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer { min, max } if min == max => format!("`{min}`"),
        Type::Integer { min, max } if *max == hoso::MAX_SUM && *min == -max => "integer".to_owned(),
        Type::Integer { min, max } => format!("integer {min} to {max}"),
        Type::Day => "date".to_owned(),
        Type::Time => "date-time".to_owned(),
        Type::Text(text) => text.clone(),
        Type::Params => "parameters by name".to_owned(),
        Type::Any => "any value".to_owned(),
        Type::Each(inner) => format!("list of {}", type_of(inner)),
        Type::ById(inner) => format!("by id: {}", type_of(inner)),
        Type::Either(types) => either(types),
    }
}

/// The tables of codes of other systems, as `event_of` answers them.
fn tables(page: &mut String) {
    for &system in ForeignSystem::ALL {
        writeln!(page, "### {system}\n\n{}\n", system.source()).unwrap();
        page.push_str("| code | its name | event | reason |\n|---|---|---|---|\n");
        for code in system.codes() {
            let it = hoso::event_of(system, code);
            let from_memory = if it.verified == Some(true) { "" } else { " (from memory)" };
            let kind = it.kind.map_or_else(String::new, |kind| format!("`{kind}`"));
            let kind = it.leg.map(|leg| format!("{kind} of the {leg}")).unwrap_or(kind);
            let reason = it.reason.map_or_else(String::new, |reason| format!("`{reason}`"));
            writeln!(page, "| `{code}` | {}{from_memory} | {kind} | {reason} |", it.name.unwrap()).unwrap();
        }
        page.push('\n');
    }
}
