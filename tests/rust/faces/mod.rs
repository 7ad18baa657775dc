//! The faces that other people read: the reference page, the shipped schemas, the types of Python and of TypeScript. All are
//! made from the declarations in `core`; `UPDATE=1 cargo test -p hoso-tests faces` writes them anew, and without it these
//! tests hold them.
#![expect(clippy::format_collect, reason = "files are made once, a line at a time")]

mod codes;
mod cures;
mod cures_vi;
mod facts;
mod guide;
mod held;
mod model;
mod python;
mod reader;
mod reference;
mod sides;
mod stub;
mod templates;
mod typescript;

use std::fs;

use hoso::form::Form;
use hoso::wire::write;
use hoso::{Language, Rulebook, form};
use hoso_tests::folder;
use model::Model;

/// Writes a file of the repository, or fails when it is not what would be written.
fn hold(name: &str, made: &str) {
    let path = folder().join("..").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, made).unwrap();
    }
    let shipped = fs::read_to_string(&path).unwrap_or_default();
    assert!(shipped == made, "{name} is stale: UPDATE=1 cargo test -p hoso-tests faces");
}

#[test]
fn the_reference_page_is_made_from_the_declarations() {
    hold("docs/reference.md", &reference::page(&Model::new()));
}

#[test]
fn the_guide_says_of_every_code_what_to_do() {
    let model = Model::new();
    hold("docs/guide/codes.vi.md", &guide::page(&model, Language::Vi));
    hold("docs/guide/codes.md", &guide::page(&model, Language::En));
}

#[test]
fn the_shipped_schemas_are_made_from_the_declarations() {
    let name = |form: &Form| form.as_str().replace('_', "-");
    let forms = Form::ALL.iter().map(|form| (name(form), form::schema(*form)));
    for (name, schema) in [("rulebook".to_owned(), Rulebook::schema())].into_iter().chain(forms) {
        hold(&format!("docs/{name}.schema.json"), &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
    }
}

#[test]
fn the_shipped_headings_are_those_of_the_table() {
    // No key of it is one of a document, so all keep their order.
    hold("docs/headings.json", &hoso::format_document(&write::json(&hoso::headings(), Language::Vi)).unwrap());
}

#[test]
fn the_types_of_python_are_made_from_the_declarations() {
    let model = Model::new();
    hold("bindings-python/python/hoso/__init__.py", &stub::init(&model));
    hold("bindings-python/python/hoso/_codes.py", &python::codes(&model));
    hold("bindings-python/python/hoso/_native.pyi", &stub::native(&model));
    hold("bindings-python/python/hoso/types.py", &python::types(&model));
}

#[test]
fn the_types_of_typescript_are_made_from_the_declarations() {
    let model = Model::new();
    hold("bindings-wasm/ts/codes.ts", &typescript::codes(&model));
    hold("bindings-wasm/ts/document.ts", &typescript::document(&model));
    hold("bindings-wasm/ts/office-types.ts", &typescript::office_types(&model));
    hold("bindings-wasm/ts/office-rulebook.ts", &typescript::office_rulebook(&model));
    hold("bindings-wasm/ts/rulebook.ts", &typescript::rulebook(&model));
    hold("bindings-wasm/ts/types.ts", &typescript::types(&model));
}
