//! The stub of Python's module, `hoso/_native.pyi`, and `hoso/__init__.py`.

use std::fmt::Write as _;

use hoso::form::{self, Form};

use super::facts::entry_of;
use super::model::Model;
use super::python::{docstring, folded, type_of};
use super::reader::first_paragraph;
use super::sides::{Side, Sides};
use super::templates::{fill, used, with_types};

/// Names of `hoso.types` that no declaration gives.
const BY_HAND: [&str; 9] =
    ["ArrowTable", "CodeInfo", "Day", "Heading", "Identifier", "Integer", "Json", "LabelInfo", "Moment"];

/// `hoso/__init__.py`.
pub(super) fn init(model: &Model) -> String {
    let constants = constants(model);
    let imports: String = constants.iter().map(|name| format!("    {name},\n")).collect();
    fill(include_str!("templates/__init__.py"), &[("# IMPORTS", &imports), ("# NAMES", &names(&constants))])
}

/// `hoso/_native.pyi`.
pub(super) fn native(model: &Model) -> String {
    let sides = Sides::of(model);
    let lists = model
        .lists
        .iter()
        .map(|list| format!("{}: Final[dict[{}, {}]]\n", list.export.to_ascii_uppercase(), list.name, entry_of(list)));
    let (lists, names) = (lists.collect::<String>(), names(&constants(model)));
    let (questions, forms) = (questions(model, &sides), forms(model));
    let made = [("# LISTS", lists.as_str()), ("# NAMES", &names), ("    # QUESTIONS", &questions), ("# FORMS", &forms)];
    let typed = with_types(model, include_str!("templates/_native.pyi"), &|side, of| type_of(&sides, side, of));
    let stub = fill(&typed, &made).lines().map(|line| folded(line) + "\n").collect::<String>();
    let imports: String = imports(model, &sides, &stub).iter().map(|name| format!("    {name},\n")).collect();
    fill(&stub, &[("# IMPORTS", &imports)])
}

fn constants(model: &Model) -> Vec<String> {
    let mut constants: Vec<String> = model.lists.iter().map(|list| list.export.to_ascii_uppercase()).collect();
    constants.sort();
    constants
}

fn names(constants: &[String]) -> String {
    constants.iter().map(|name| format!("    \"{name}\",\n")).collect()
}

/// What the stub needs of `hoso.types`: its comments aside, which name things too.
fn imports(model: &Model, sides: &Sides<'_>, stub: &str) -> Vec<String> {
    let code: String =
        stub.lines().filter(|line| !line.trim_start().starts_with("\"\"\"")).map(|line| format!("{line}\n")).collect();
    let shapes: Vec<String> =
        sides.sections().into_iter().flat_map(|section| section.items).map(|item| item.name).collect();
    let infos: Vec<String> = model.lists.iter().map(entry_of).collect();
    let lists = model.lists.iter().map(|list| list.name);
    let known = shapes.iter().chain(&infos).map(String::as_str).chain(lists).chain(BY_HAND).chain(["Answer"]);
    used(&code, known).into_iter().map(str::to_owned).collect()
}

/// The questions that are methods with one parameter, each with its JSON twin.
fn questions(model: &Model, sides: &Sides<'_>) -> String {
    let mut text = String::new();
    for asked in model.questions.iter().filter(|asked| asked.kind.is_of_rulebook()) {
        let name = asked.kind.as_str();
        let (question, answer) =
            (type_of(sides, Side::Asked, &asked.question), type_of(sides, Side::Answered, &asked.answer));
        let line =
            format!("    def {name}(self, question: {question} | Json, *, language: Language = \"vi\") -> {answer}:");
        let doc = docstring(&first_paragraph(asked.kind.describe()), 8);
        write!(text, "{line}\n{doc}\n\n").unwrap();
        let doc = docstring(&format!("{name} from JSON text to JSON text; an invalid question gives `{{QUOTE}}`."), 8);
        let doc = doc.replace("{QUOTE}", "{\"issues\":[…]}");
        write!(text, "    def {name}_json(self, question: Json, *, language: Language = \"vi\") -> str:\n{doc}\n\n")
            .unwrap();
    }
    text
}

/// `validate` of each form gives that form.
fn forms(model: &Model) -> String {
    let overload = |form: &Form| {
        let schema = form::schema(*form);
        let shape = model.shape(schema["$ref"].as_str().unwrap().rsplit('/').next().unwrap());
        let text = include_str!("templates/validate.pyi").replace("FORM", form.as_str());
        text.replace("SHAPE", &shape.name) + "\n"
    };
    Form::ALL.iter().map(overload).collect()
}
