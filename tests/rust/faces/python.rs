//! The types of Python: `hoso/types.py` and `hoso/_codes.py`.

use std::fmt::Write as _;

use hoso::Language;
use hoso::lists::{Fact, ListInfo};

use super::model::{Body, Key, Model, Type};
use super::sides::{Item, Side, Sides};

const WIDTH: usize = 120;

/// Keys that cannot be written as names.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
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
    let imports: String = model.lists.iter().map(|list| &list.name).collect::<std::collections::BTreeSet<_>>().iter().map(|name| format!("    {name} as {name},\n")).collect();
    let sides = Sides::of(model);
    let mut shapes = String::new();
    for section in sides.sections() {
        if !section.items.is_empty() {
            write!(shapes, "# {}: {}\n\n\n", section.kind, section.kind.title(Language::En)).unwrap();
        }
        for item in &section.items {
            shapes.push_str(&definition(&sides, item));
            shapes.push_str("\n\n");
        }
    }
    let explained = union(&sides, model.explained_types(), Side::Answered);
    let infos: String = model.lists.iter().filter_map(info).collect();
    let template = include_str!("templates/types.py");
    let made = [("# LISTS\n", &imports), ("# SHAPES\n", &shapes), ("EXPLAINED", &explained), ("# INFOS\n", &infos)];
    made.iter().fold(template.to_owned(), |file, (mark, made)| file.replace(mark, made.trim_end_matches('\n'))) 
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

fn type_of(sides: &Sides<'_>, side: Side, of: &Type) -> String {
    let given = |asked: &str, answered: &str| if side == Side::Asked { asked } else { answered }.to_owned();
    let inner = |of| type_of(sides, side, of);
    match of {
        Type::Shape(name) => sides.name(name, side),
        Type::Member(name) => name.clone(),
        Type::Outcome(names) => {
            format!("Literal[{}]", names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "))
        }
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
    let (first, base) = (&list.members[0], base_info(list));
    if first.facts.is_empty() {
        return None;
    }
    let constant = list.export.to_ascii_uppercase();
    let doc = docstring(&format!("An entry of `hoso.{constant}`. {}", list.about), 4);
    let mut text = format!("\n\nclass {}({base}):\n{doc}\n\n", info_name(list));
    for (at, (name, _)) in first.facts.iter().enumerate() {
        let facts: Vec<&Fact> = list.members.iter().map(|member| &member.facts[at].1).collect();
        writeln!(text, "    {name}: {}", fact(&facts)).unwrap();
    }
    Some(text)
}

const fn base_info(list: &ListInfo) -> &'static str {
    match list.members.as_slice() {
        [first, ..] if first.params.is_some() => "CodeInfo",
        _ => "LabelInfo",
    }
}

/// What the type of a list's entries is called.
pub(super) fn info_name(list: &ListInfo) -> String {
    let says_more = list.members.iter().any(|member| !member.facts.is_empty());
    if says_more { format!("{}Info", list.name) } else { base_info(list).to_owned() }
}

/// What members say of themselves: of texts, which.
fn fact(facts: &[&Fact]) -> String {
    let mut texts: Vec<&str> = Vec::new();
    let mut may_be_none = false;
    for fact in facts {
        match fact {
            Fact::Flag(_) => return "bool".to_owned(),
            Fact::Number(_) => return "int".to_owned(),
            Fact::Texts(_) => return "list[str]".to_owned(),
            Fact::Text(Some(text)) if text.contains(' ') => return "str".to_owned(),
            Fact::Text(Some(text)) if !texts.contains(text) => texts.push(text),
            Fact::Text(Some(_)) => {}
            Fact::Text(None) => may_be_none = true,
            _ => panic!("a fact of a new kind: {fact:?}"),
        }
    }
    let texts: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
    format!("Literal[{}]{}", texts.join(", "), if may_be_none { " | None" } else { "" })
}

/// `before[a, b]`, one a line when the line would be too long.
fn bracketed(before: &str, items: &[String]) -> String {
    let line = format!("{before}[{}]", items.join(", "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    format!("{before}[\n{}]", items.iter().map(|item| format!("    {item},\n")).collect::<String>())
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
