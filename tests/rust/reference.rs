//! The reference page and the shipped schemas are made from the declarations in `core`; these tests hold them
//! to each other. `UPDATE=1 cargo test -p hoso-tests reference` writes them anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use hoso::form::Form;
use hoso::wire::{Schemas, Shape};
use hoso::{FindingCode, IssueCode, ReasonCode, Rulebook, form};
use hoso_tests::{folder, read, rules};
use serde_json::Value;

/// How the reference names the type of a property.
fn type_of(schema: &Value) -> String {
    let either = |list: &Value| {
        let types: Vec<String> = list.as_array().unwrap().iter().map(type_of).filter(|it| it != "null").collect();
        types.join(" or ")
    };
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    match schema {
        _ if schema["anyOf"].is_array() => either(&schema["anyOf"]),
        _ if schema["oneOf"].is_array() => either(&schema["oneOf"]),
        _ if schema["enum"].is_array() => {
            let names = schema["enum"].as_array().unwrap();
            let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_str().unwrap())).collect();
            if names.len() > 12 { format!("one of {} names, see the lists", names.len()) } else { names.join(", ") }
        }
        _ if schema["const"].is_boolean() => format!("`{}`", schema["const"]),
        _ if schema["type"] == "array" => format!("list of {}", type_of(&schema["items"])),
        _ if schema["type"] == "object" && schema["additionalProperties"]["anyOf"].is_array() => {
            format!("by id: {}", either(&schema["additionalProperties"]["anyOf"]))
        }
        _ if schema["type"] == "integer" => format!("integer {} to {}", schema["minimum"], schema["maximum"]),
        _ if schema["maxLength"].is_u64() => format!("text of 1 to {} characters", schema["maxLength"]),
        _ if schema["pattern"] == hoso::Id::PATTERN => "id".to_owned(),
        _ if schema["format"].is_string() => schema["format"].as_str().unwrap().to_owned(),
        _ => schema["type"].as_str().unwrap_or("any").replace("string", "text"),
    }
}

fn definition(page: &mut String, name: &str, schema: &Value) {
    let one_line = |text: &Value| text.as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(page, "### {name}\n\n{}\n", one_line(&schema["description"])).unwrap();
    let variants: Vec<&Value> = match schema["oneOf"].as_array() {
        Some(list) => list.iter().collect(),
        None => vec![schema],
    };
    if variants.iter().all(|variant| variant["$ref"].is_string()) {
        let names: Vec<String> = variants.iter().map(|variant| type_of(variant)).collect();
        writeln!(page, "One of {}.\n", names.join(", ")).unwrap();
        return;
    }
    writeln!(page, "| key | value | |\n|---|---|---|").unwrap();
    for variant in variants {
        let required = variant["required"].as_array().cloned().unwrap_or_default();
        for (key, property) in variant["properties"].as_object().into_iter().flatten() {
            if property["type"] == "null" {
                continue;
            }
            let mark = if required.iter().any(|it| it == key) { "" } else { "?" };
            writeln!(page, "| `{key}`{mark} | {} | {} |", type_of(property), one_line(&property["description"]))
                .unwrap();
        }
    }
    writeln!(page).unwrap();
}

fn shapes(page: &mut String, title: &str, note: &str, roots: &[(&str, Value)], seen: &mut BTreeSet<String>) {
    writeln!(page, "## {title}\n\n{note}\n").unwrap();
    for (root, schema) in roots {
        let definitions = schema["$defs"].as_object().unwrap();
        let mut names: Vec<&String> = definitions.keys().collect();
        names.sort_by_key(|name| (name.as_str() != *root, name.as_str()));
        for name in names {
            if seen.insert(name.clone()) {
                definition(page, name, &definitions[name]);
            }
        }
    }
}

fn root<T: Shape>(name: &'static str) -> (&'static str, Value) {
    (name, Schemas::of::<T>(name))
}

/// What may be asked.
fn questions() -> [(&'static str, Value); 7] {
    [
        root::<hoso::Case>("Case"),
        root::<hoso::Consignment>("Consignment"),
        root::<hoso::Moments>("Moments"),
        root::<hoso::Claim>("Claim"),
        root::<hoso::choices::ChoicesRequest>("ChoicesRequest"),
        root::<hoso::procedures::ProceduresRequest>("ProceduresRequest"),
        root::<hoso::Event>("Event"),
    ]
}

fn page() -> String {
    let mut page = String::from(
        "# Reference\n\nMade from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests reference`; do not edit.\n\n\
         A key with `?` may be absent, which means the same as `null`. Keys that begin with `x_` are free everywhere. \
         Amounts are whole numbers of the currency's minor unit (đồng), rates are basis points (10000 = 100%), weights grams.\n\n",
    );
    let mut seen = BTreeSet::new();
    let document = [root::<hoso::document::Document>("Document")];
    shapes(
        &mut page,
        "The rulebook",
        "One JSON document; [rulebook.schema.json](rulebook.schema.json) is its JSON Schema.",
        &document,
        &mut seen,
    );
    shapes(
        &mut page,
        "Questions",
        "`decide`: Case; `quote`: Consignment; `deadlines`: Moments; `compensation`: Claim; `choices`: ChoicesRequest; `procedures`: ProceduresRequest; `track`: a list of Event.",
        &questions(),
        &mut seen,
    );
    let forms =
        [root::<hoso::form::ReturnRequest>("ReturnRequest"), root::<hoso::form::IntakeRequest>("IntakeRequest")];
    shapes(
        &mut page,
        "Forms",
        "`validate`: `return_request`, a ReturnRequest ([return-request.schema.json](return-request.schema.json)); \
         `intake_request`, an IntakeRequest ([intake-request.schema.json](intake-request.schema.json)). \
         A blank text means the same as an absent key.",
        &forms,
        &mut seen,
    );
    let answers = [
        root::<hoso::Decision<'_>>("Decision"),
        root::<hoso::Quotation<'_>>("Quotation"),
        root::<hoso::form::PricedCarriage<'_>>("PricedCarriage"),
        root::<hoso::choices::Choices<'_>>("Choices"),
        root::<hoso::procedures::Procedures<'_>>("Procedures"),
        root::<hoso::Deadlines<'_>>("Deadlines"),
        root::<hoso::Compensation<'_>>("Compensation"),
        root::<hoso::Tracking>("Tracking"),
    ];
    shapes(
        &mut page,
        "Answers",
        "Keys are written in the order of the declarations in `core`. `preview` gives a list of PricedCarriage.",
        &answers,
        &mut seen,
    );
    let settling = [
        root::<hoso::SettleRequest<'_>>("SettleRequest"),
        root::<hoso::Statement>("Statement"),
        root::<hoso::ReconcileRequest<'_>>("ReconcileRequest"),
        root::<hoso::Reconciliation>("Reconciliation"),
    ];
    shapes(
        &mut page,
        "Money over many",
        "`settle`: a SettleRequest is answered with a Statement; `reconcile`: a ReconcileRequest with a Reconciliation.",
        &settling,
        &mut seen,
    );
    let whole = [root::<hoso::Dossier>("Dossier"), root::<hoso::Journey<'_>>("Journey")];
    let note = "`journey`: a Dossier is answered with a Journey.";
    shapes(&mut page, "One dossier as a whole", note, &whole, &mut seen);
    let figures = [root::<hoso::QuarterRequest>("QuarterRequest"), root::<hoso::QuarterReport<'_>>("QuarterReport")];
    let note = "`quarter_report`: a QuarterRequest is answered with a QuarterReport.";
    shapes(&mut page, "What the post reports", note, &figures, &mut seen);
    let codes = [root::<hoso::ForeignCode>("ForeignCode"), root::<hoso::ForeignEvent<'_>>("ForeignEvent")];
    let note = "`event_of`: a ForeignCode is answered with a ForeignEvent. The tables are at the end.";
    shapes(&mut page, "Codes of other systems", note, &codes, &mut seen);
    page.push_str("## Lists\n\nClosed lists, with the label of each member or its message. `{name}` in a message stands for the parameter of that name; `[…]` is left out when its parameter is missing.\n\n");
    for list in hoso::lists() {
        writeln!(page, "### {}\n\n| name | meaning | Tiếng Việt | English |\n|---|---|---|---|", list.name).unwrap();
        for it in list.members {
            writeln!(page, "| `{}` | {} | {} | {} |", it.name, it.meaning, it.vi, it.en).unwrap();
        }
        page.push('\n');
    }
    tables(&mut page);
    page.trim_end().to_owned() + "\n"
}

/// The tables of codes of other systems, as `event_of` answers them.
fn tables(page: &mut String) {
    page.push_str("## Tables of other systems\n\n");
    for &system in hoso::ForeignSystem::ALL {
        writeln!(
            page,
            "### {system}\n\n{}\n\n| code | its name | event | reason |\n|---|---|---|---|",
            system.source()
        )
        .unwrap();
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

fn hold(name: &str, made: &str) {
    let path = folder().join("../docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, made).unwrap();
    }
    let shipped = fs::read_to_string(&path).unwrap_or_default();
    assert!(shipped == made, "docs/{name} is stale: UPDATE=1 cargo test -p hoso-tests reference");
}

#[test]
fn the_reference_page_is_made_from_the_declarations() {
    hold("reference.md", &page());
}

#[test]
fn the_shipped_schemas_are_made_from_the_declarations() {
    let schemas = [
        ("rulebook", Rulebook::schema()),
        ("return-request", form::schema(Form::ReturnRequest)),
        ("intake-request", form::schema(Form::IntakeRequest)),
    ];
    for (name, schema) in schemas {
        hold(&format!("{name}.schema.json"), &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
    }
}

/// Every text that stands under `key` anywhere in a value.
fn gather(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                match value {
                    Value::String(text) if name == key => _ = found.insert(text.clone()),
                    other => gather(other, key, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| gather(value, key, found)),
        _ => {}
    }
}

/// A code that no vector produces is a code that no test would miss.
#[test]
fn every_code_is_produced_by_some_vector() {
    let mut codes = BTreeSet::new();
    for (_, vector) in rules() {
        gather(&vector, "code", &mut codes);
    }
    for name in ["issues", "check", "deadlines", "identifiers", "track", "explain", "forms", "settle", "reconcile"] {
        gather(&read(&folder().join(format!("vectors/{name}.json"))), "code", &mut codes);
    }
    // These need documents too large to keep: tests/rust/documents.rs makes them.
    codes.extend(["too_deep", "too_many_issues", "too_much_to_check"].map(str::to_owned));
    let all = IssueCode::ALL.iter().map(|it| it.as_str());
    let all = all.chain(ReasonCode::ALL.iter().map(|it| it.as_str()));
    let all = all.chain(FindingCode::ALL.iter().map(|it| it.as_str()));
    let all = all.chain(hoso::track::AnomalyCode::ALL.iter().map(|it| it.as_str()));
    let missing: Vec<&str> = all.filter(|code| !codes.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector produces {missing:?}");
    let (mut kinds, mut states) = (BTreeSet::new(), BTreeSet::new());
    for name in ["track", "tracking"] {
        let tracked = read(&folder().join(format!("vectors/{name}.json")));
        gather(&tracked, "kind", &mut kinds);
        for key in ["state", "from", "to"] {
            gather(&tracked, key, &mut states);
        }
    }
    assert!(hoso::EventKind::ALL.iter().all(|kind| kinds.contains(kind.as_str())), "{kinds:?}");
    assert!(hoso::State::ALL.iter().all(|state| states.contains(state.as_str())), "{states:?}");
}
