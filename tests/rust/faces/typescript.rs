//! The types of TypeScript: `ts/types.ts`, `ts/office-types.ts`, `ts/document.ts` and `ts/codes.ts`, and `ts/rulebook.ts` and `ts/office-rulebook.ts`.

use hoso::ListInfo;
use hoso::QuestionKind;
use hoso::form::{self, Form};

use super::facts::{self, Says};
use super::model::{Asked, Body, Key, Model, Shape, Type};
use super::python::wrap;
use super::reader::first_paragraph;
use super::sides::{Item, Section, Side, Sides};
use super::templates::{fill, used, with_types};

const WIDTH: usize = 120;

/// What `ts/types.ts` has that no declaration gives.
const BY_HAND: [&str; 12] = [
    "Advanced",
    "Day",
    "Forms",
    "Free",
    "Identifier",
    "Integer",
    "Issue",
    "Json",
    "Moment",
    "Options",
    "Params",
    "Result",
];

/// In which way a value is meant.
#[derive(Clone, Copy)]
pub(super) enum Meant<'s> {
    Of(&'s Sides<'s>, Side),
    /// A part of a document: asked and answered in one form.
    Document,
}

/// `ts/codes.ts`.
pub(super) fn codes(model: &Model) -> String {
    let types: String = model.lists.iter().map(list).collect();
    let infos: String = model.lists.iter().filter_map(info).collect();
    let lists: String = model
        .lists
        .iter()
        .map(|list| {
            let export = camel(list.export);
            format!("{}  {export}: Record<{}, {}>;\n", comment(&list.about, 2), list.name, facts::entry_of(list))
        })
        .collect();
    fill(include_str!("templates/codes.ts"), &[("// TYPES", &types), ("// INFOS", &infos), ("  // LISTS", &lists)])
}

/// `ts/types.ts`: what a citizen's page can meet.
pub(super) fn types(model: &Model) -> String {
    let sides = Sides::of(model);
    let shapes = shapes(&sides, &|item| is_for_citizens(&sides, item));
    let forms = Form::ALL.iter().map(|form| {
        let schema = form::schema(*form);
        let name = schema["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        let about = schema["$defs"][name]["description"].as_str().unwrap();
        format!("{}  {form}: {name};\n", comment(about, 2))
    });
    let forms: String = forms.collect();
    let template =
        with_types(model, include_str!("templates/types.ts"), &|side, of| type_of(Meant::Of(&sides, side), of));
    let file = fill(&template, &[("// SHAPES", &shapes), ("  // FORMS", &forms)]);
    with_codes(model, &file)
}

/// `ts/office-types.ts`: what only an office asks and is answered.
pub(super) fn office_types(model: &Model) -> String {
    let sides = Sides::of(model);
    let shapes = shapes(&sides, &|item| !is_for_citizens(&sides, item));
    let file = fill(include_str!("templates/office-types.ts"), &[("// SHAPES", &shapes)]);
    let items = sides.sections().into_iter().flat_map(|section| section.items);
    let others: Vec<String> = items.filter(|item| is_for_citizens(&sides, item)).map(|item| item.name).collect();
    let others = used(&code(&file), others.iter().map(String::as_str).chain(BY_HAND));
    with_codes(model, &fill(&file, &[("// IMPORTS", &import(&others, "./types.js"))]))
}

/// `ts/document.ts`: the parts of a rulebook's document.
pub(super) fn document(model: &Model) -> String {
    let parts = model.parts([&model.document], &|_| false).outer_first;
    let shapes: String = parts.iter().map(|shape| definition(Meant::Document, &shape.name, shape)).collect();
    with_codes(model, &fill(include_str!("templates/document.ts"), &[("// SHAPES", &shapes)]))
}

/// `ts/rulebook.ts`: the class, with a method for each question of citizens.
pub(super) fn rulebook(model: &Model) -> String {
    class(model, include_str!("templates/rulebook.ts"), &QuestionKind::is_for_citizens)
}

/// `ts/office-rulebook.ts`: the class that answers the others too.
pub(super) fn office_rulebook(model: &Model) -> String {
    class(model, include_str!("templates/office-rulebook.ts"), &|kind| !kind.is_for_citizens())
}

fn class(model: &Model, template: &str, has: &dyn Fn(QuestionKind) -> bool) -> String {
    let sides = Sides::of(model);
    let types = |side, of: &Type| type_of(Meant::Of(&sides, side), of);
    let asked = || model.questions.iter().filter(|asked| asked.kind.is_of_rulebook() && has(asked.kind));
    let methods: String = asked().map(|asked| method(asked, &types)).collect();
    let twins: String = asked().map(|asked| twin(asked.kind)).collect();
    let template = with_types(model, template, &types);
    let file = fill(&template, &[("  // QUESTIONS", &methods), ("  // TWINS", &twins)]);
    let items: Vec<Item<'_>> = sides.sections().into_iter().flat_map(|section| section.items).collect();
    let (citizens, office): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        items.iter().partition(|item| is_for_citizens(&sides, item));
    let of = |items: &[&Item<'_>], more: &[&str], from: &str| {
        let known = items.iter().map(|item| item.name.as_str()).chain(more.iter().copied());
        import(&used(&code(&file), known), from)
    };
    let imports = of(&office, &[], "./office-types.js") + &of(&citizens, &["Json", "Options", "Result"], "./types.js");
    fill(&file, &[("// IMPORTS", &imports)])
}

fn method(asked: &Asked, types: &dyn Fn(Side, &Type) -> String) -> String {
    let doc = comment(&first_paragraph(asked.kind.describe()), 2);
    let (question, answer) = (types(Side::Asked, &asked.question), types(Side::Answered, &asked.answer));
    let (name, put) = (asked.kind.in_camel_case(), put(asked.kind));
    let head = format!("  {name}(question: {question} | Json, options?: Options): Result<{answer}> {{\n");
    format!("{doc}{head}    return ask({put}, question, options);\n  }}\n\n")
}

fn twin(kind: QuestionKind) -> String {
    let (name, put) = (kind.in_camel_case(), put(kind));
    let doc = format!("`{name}` from JSON text to JSON text; an invalid question gives `{{\"issues\":[…]}}`.");
    let head = format!("{}  {name}Json(question: Json, options?: Options): Json {{\n", comment(&doc, 2));
    format!("{head}    return askJson({put}, question, options);\n  }}\n\n")
}

/// How the module is asked.
fn put(kind: QuestionKind) -> String {
    let name = kind.in_camel_case();
    let office = format!("inOffice(this, \"{name}\")");
    let native = if kind.is_for_citizens() { "inModule(this)" } else { &office };
    format!("(...given) => {native}.{name}(...given)")
}

fn is_for_citizens(sides: &Sides<'_>, item: &Item<'_>) -> bool {
    sides.for_citizens().contains(&item.shape.name)
}

fn shapes(sides: &Sides<'_>, which: &dyn Fn(&Item<'_>) -> bool) -> String {
    let section = |section: &Section<'_>| {
        let items = section.items.iter().filter(|item| which(item));
        let items: String = items.map(|item| definition(Meant::Of(sides, item.side), &item.name, item.shape)).collect();
        if items.is_empty() { items } else { format!("// {}\n\n{items}", section.title) }
    };
    sides.sections().iter().map(section).collect()
}

fn definition(meant: Meant<'_>, name: &str, shape: &Shape) -> String {
    let doc = comment(&shape.doc, 0);
    match &shape.body {
        Body::OneOf(types) => format!("{doc}export type {name} = {};\n\n", union(meant, types)),
        Body::OneKeyOf(keys) => {
            let ways = keys.iter().map(|chosen| format!("\n  | (Free & {{\n{}    }})", one_key(meant, chosen, keys)));
            format!("{doc}export type {name} ={};\n\n", ways.collect::<String>())
        }
        Body::Object(keys) => {
            let extends = if matches!(meant, Meant::Of(_, Side::Answered)) { "" } else { " extends Free" };
            let free = shape
                .free
                .iter()
                .map(|key| format!("  /** Free, as keys that begin with `x_` are. */\n  {key}?: unknown;\n"));
            let keys: String = free.chain(keys.iter().map(|key| entry(meant, key))).collect();
            format!("{doc}export interface {name}{extends} {{\n{keys}}}\n\n")
        }
    }
}

fn entry(meant: Meant<'_>, key: &Key) -> String {
    let of = type_of(meant, &key.of);
    let told = match meant {
        Meant::Of(_, Side::Answered) if !key.is_always_written => format!("{}?: {of}", key.name),
        Meant::Of(_, Side::Asked) | Meant::Document if key.is_optional => {
            format!("{}?: {of} | null | undefined", key.name)
        }
        _ => format!("{}: {of}", key.name),
    };
    format!("{}  {told};\n", comment(&key.doc, 2))
}

/// One way to fill an object that has exactly one of several keys.
fn one_key(meant: Meant<'_>, chosen: &Key, keys: &[Key]) -> String {
    let others = keys.iter().filter(|key| key.name != chosen.name);
    let others: String = others.map(|key| format!("      {}?: null | undefined;\n", key.name)).collect();
    format!("{}      {}: {};\n{others}", comment(&chosen.doc, 6), chosen.name, type_of(meant, &chosen.of))
}

fn union(meant: Meant<'_>, types: &[Type]) -> String {
    types.iter().map(|of| type_of(meant, of)).collect::<Vec<_>>().join(" | ")
}

fn type_of(meant: Meant<'_>, of: &Type) -> String {
    let given =
        |asked: &str, else_: &str| if matches!(meant, Meant::Of(_, Side::Asked)) { asked } else { else_ }.to_owned();
    let several = |of: &Type| {
        let inner = type_of(meant, of);
        if inner.contains(" | ") { format!("({inner})") } else { inner }
    };
    match of {
        Type::Shape(name) => match meant {
            Meant::Of(sides, side) => sides.name(name, side),
            Meant::Document => name.clone(),
        },
        Type::Member(name) => name.clone(),
        Type::Outcome(names) => literal(names),
        Type::Word(word) => literal(std::slice::from_ref(word)),
        Type::True => "true".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer { .. } => given("Integer", "number"),
        Type::Day => given("Day", "string"),
        Type::Time => given("Moment", "string"),
        Type::Text(_) => "string".to_owned(),
        Type::Params => "Params".to_owned(),
        Type::Any => "unknown".to_owned(),
        Type::Each(of) => format!("{}{}[]", given("readonly ", ""), several(of)),
        Type::ById(of) => format!("Record<string, {}>", type_of(meant, of)),
        Type::Either(types) => union(meant, types),
    }
}

/// A list as a type, one member a line when they are many.
fn list(list: &ListInfo) -> String {
    let members: Vec<String> = list.members.iter().map(|member| format!("\"{}\"", member.name)).collect();
    let line = format!("export type {} = {};", list.name, members.join(" | "));
    let fits = line.chars().count() <= WIDTH;
    let lines = members.iter().map(|member| format!("\n  | {member}")).collect::<String>();
    let declared = if fits { line } else { format!("export type {} ={lines};", list.name) };
    format!("{}{declared}\n\n", comment(&list.about, 0))
}

/// What the entries of a list are, where they say more than their words.
fn info(list: &ListInfo) -> Option<String> {
    let doc = comment(&format!("An entry of `lists().{}`. {}", camel(list.export), list.about), 0);
    let facts = facts::of(list).into_iter().map(|(name, says)| {
        let says = match says {
            Says::Flag => "boolean".to_owned(),
            Says::Number => "number".to_owned(),
            Says::Text => "string".to_owned(),
            Says::Texts => "string[]".to_owned(),
            Says::OneOf { names, or_nothing } => literal(&names) + if or_nothing { " | null" } else { "" },
        };
        format!("{}  {name}: {says};\n", comment(facts::about(name), 2))
    });
    let facts: String = facts.collect();
    let head = format!("{doc}export interface {} extends {} {{\n", facts::entry_of(list), facts::words_of(list));
    (!facts.is_empty()).then(|| format!("{head}{facts}}}\n\n"))
}

fn literal(names: &[impl AsRef<str>]) -> String {
    names.iter().map(|name| format!("\"{}\"", name.as_ref())).collect::<Vec<_>>().join(" | ")
}

fn with_codes(model: &Model, file: &str) -> String {
    let lists = used(&code(file), model.lists.iter().map(|list| list.name));
    fill(file, &[("// CODES", &import(&lists, "./codes.js"))])
}

fn import(names: &[&str], from: &str) -> String {
    if names.is_empty() {
        return String::new();
    }
    let line = format!("import type {{ {} }} from \"{from}\";\n", names.join(", "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    let names: String = names.iter().map(|name| format!("  {name},\n")).collect();
    format!("import type {{\n{names}}} from \"{from}\";\n")
}

/// A file without its comments, which name things too.
fn code(file: &str) -> String {
    let is_comment = |line: &&str| ["/**", "*", "//"].iter().any(|mark| line.trim_start().starts_with(mark));
    file.lines().filter(|line| !is_comment(line)).map(|line| format!("{line}\n")).collect()
}

fn comment(doc: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let line = format!("{pad}/** {doc} */\n");
    if line.chars().count() <= WIDTH + 1 && !doc.contains('\n') {
        return line;
    }
    let paragraphs = doc.split("\n\n").map(|paragraph| {
        wrap(paragraph, WIDTH - indent - 3).iter().map(|line| format!("{pad} * {line}\n")).collect::<String>()
    });
    format!("{pad}/**\n{}{pad} */\n", paragraphs.collect::<Vec<_>>().join(&format!("{pad} *\n")))
}

/// `issue_codes` as JavaScript writes it.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap().to_owned();
    words.fold(first, |name, word| {
        let (head, tail) = word.split_at(1);
        name + &head.to_uppercase() + tail
    })
}
