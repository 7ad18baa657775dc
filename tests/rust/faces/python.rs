//! The types of Python: `hoso/types.py` and `hoso/_codes.py`.

use std::fmt::Write as _;

use hoso::ListInfo;

use super::facts::{self, Says};
use super::model::{Body, Key, Model, Type};
use super::sides::{Item, Section, Side, Sides};
use super::templates::fill;

const WIDTH: usize = 120;

/// Keys that cannot be written as names.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// `hoso/_codes.py`.
pub(super) fn codes(model: &Model) -> String {
    let mut file = include_str!("templates/_codes.py").to_owned();
    for list in &model.lists {
        let members: Vec<String> = list.members.iter().map(|member| format!("\"{}\"", member.name)).collect();
        let literal = bracketed(&format!("{}: TypeAlias = Literal", list.name), &members);
        write!(file, "\n{literal}\n{}\n", docstring(&list.about, 0)).unwrap();
    }
    file
}

/// `hoso/types.py`.
pub(super) fn types(model: &Model) -> String {
    let sides = Sides::of(model);
    let shapes: String = sides.sections().iter().map(|section| self::section(&sides, section)).collect();
    let infos = model.lists.iter().filter_map(info).collect::<Vec<_>>().join("\n\n");
    let file = fill(include_str!("templates/types.py"), &[("# SHAPES", &shapes), ("# INFOS", &infos)]);
    let mut lists: Vec<&str> = model.lists.iter().map(|list| list.name).collect();
    lists.sort_unstable();
    let imports: String = lists.iter().map(|name| format!("    {name} as {name},\n")).collect();
    fill(&file, &[("# LISTS", &imports)])
}

fn section(sides: &Sides<'_>, section: &Section<'_>) -> String {
    let items = section.items.iter().map(|item| definition(sides, item) + "\n\n").collect::<String>();
    if items.is_empty() { items } else { format!("# {}\n\n\n{items}", section.title) }
}

fn definition(sides: &Sides<'_>, item: &Item<'_>) -> String {
    match &item.shape.body {
        Body::OneOf(types) => {
            let alias = format!("{}: TypeAlias = {}", item.name, union(sides, types, item.side));
            format!("{alias}\n{}\n", docstring(&item.shape.doc, 0))
        }
        Body::Object(keys) | Body::OneKeyOf(keys) => class(sides, item, keys),
    }
}

/// A class; a key that is a keyword is in a base, because only a class has comments on its keys.
fn class(sides: &Sides<'_>, item: &Item<'_>, keys: &[Key]) -> String {
    let (odd, keys): (Vec<&Key>, Vec<&Key>) = keys.iter().partition(|key| KEYWORDS.contains(&key.name.as_str()));
    let mut text = String::new();
    let base = if odd.is_empty() {
        "TypedDict".to_owned()
    } else {
        let odd = odd.iter().map(|key| format!("\"{}\": {}", key.name, value(sides, item.side, key)));
        let (base, odd) = (format!("_{}", item.name), odd.collect::<Vec<_>>().join(", "));
        write!(text, "{base} = TypedDict(\"{base}\", {{{odd}}})\n\n\n").unwrap();
        base
    };
    write!(text, "class {}({base}):\n{}\n", item.name, docstring(&item.shape.doc, 4)).unwrap();
    for key in keys {
        write!(text, "\n    {}: {}\n{}\n", key.name, value(sides, item.side, key), docstring(&key.doc, 4)).unwrap();
    }
    text
}

fn value(sides: &Sides<'_>, side: Side, key: &Key) -> String {
    let of = type_of(sides, side, &key.of);
    match side {
        Side::Asked if key.is_optional => format!("NotRequired[{of} | None]"),
        Side::Answered if !key.is_always_written => format!("NotRequired[{of}]"),
        _ => of,
    }
}

fn union(sides: &Sides<'_>, types: &[Type], side: Side) -> String {
    types.iter().map(|of| type_of(sides, side, of)).collect::<Vec<_>>().join(" | ")
}

pub(super) fn type_of(sides: &Sides<'_>, side: Side, of: &Type) -> String {
    let given = |asked: &str, answered: &str| if side == Side::Asked { asked } else { answered }.to_owned();
    let inner = |of| type_of(sides, side, of);
    match of {
        Type::Shape(name) => sides.name(name, side),
        Type::Member(name) => name.clone(),
        Type::Outcome(names) => literal(names),
        Type::Word(word) => literal(std::slice::from_ref(word)),
        Type::True => "Literal[True]".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer { .. } => given("Integer", "int"),
        Type::Day => given("Day", "str"),
        Type::Time => given("Moment", "str"),
        Type::Text(_) => "str".to_owned(),
        // It holds what has parameters itself.
        Type::Params => "\"Params\"".to_owned(),
        Type::Any => "Any".to_owned(),
        Type::Each(of) => format!("{}[{}]", given("Sequence", "list"), inner(of)),
        Type::ById(of) => format!("{}[str, {}]", given("Mapping", "dict"), inner(of)),
        Type::Either(types) => union(sides, types, side),
    }
}

/// What the entries of a list are, where they say more than their words.
fn info(list: &ListInfo) -> Option<String> {
    let constant = list.export.to_ascii_uppercase();
    let doc = docstring(&format!("An entry of `hoso.{constant}`. {}", list.about), 4);
    let facts = facts::of(list).into_iter().map(|(name, says)| {
        let says = match says {
            Says::Flag => "bool".to_owned(),
            Says::Number => "int".to_owned(),
            Says::Text => "str".to_owned(),
            Says::Texts => "list[str]".to_owned(),
            Says::OneOf { names, or_nothing } => literal(&names) + if or_nothing { " | None" } else { "" },
        };
        format!("    {name}: {says}\n")
    });
    let facts: String = facts.collect();
    let head = format!("class {}({}):\n{doc}\n", facts::entry_of(list), facts::words_of(list));
    (!facts.is_empty()).then(|| format!("{head}\n{facts}"))
}

fn literal(names: &[impl AsRef<str>]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{}\"", name.as_ref())).collect();
    format!("Literal[{}]", names.join(", "))
}

/// `before[a, b]`, one a line when the line would be too long.
fn bracketed(before: &str, items: &[String]) -> String {
    let line = format!("{before}[{}]", items.join(", "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    format!("{before}[\n{}]", items.iter().map(|item| format!("    {item},\n")).collect::<String>())
}

/// A function's head in lines that are not too long.
pub(super) fn folded(line: &str) -> String {
    let pad = " ".repeat(line.chars().take_while(|it| *it == ' ').count());
    match (line.split_once('('), line.rsplit_once(')')) {
        (Some((head, _)), Some((before, tail)))
            if line.chars().count() > WIDTH && head.trim_start().starts_with("def ") =>
        {
            let parameters = before.split_once('(').unwrap().1;
            format!("{head}(\n{pad}    {parameters}\n{pad}){tail}")
        }
        _ => line.to_owned(),
    }
}

/// A comment as a docstring.
pub(super) fn docstring(doc: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let doc = doc.replace('`', "``");
    assert!(!doc.contains(['\\', '"']), "not in a docstring: {doc}");
    // The quotes take six characters, before or after.
    let paragraphs = doc.split("\n\n").map(|paragraph| wrap(paragraph, WIDTH - indent - 6).join(&format!("\n{pad}")));
    format!("{pad}\"\"\"{}\"\"\"", paragraphs.collect::<Vec<_>>().join(&format!("\n\n{pad}")))
}

/// Words in lines.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
