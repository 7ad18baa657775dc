//! The schemas of the document, each once and under its name, in the form that generators of clients take.
//!
//! The library's schemas say exactly what is read; generators make types of less. What is taken away here makes a schema wider,
//! never narrower than what the service takes, but for `null`, which says the same as an absent key.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Where schemas stand in the document.
const AT: &str = "#/components/schemas/";
/// By this key the service's own schemas say how they are called.
const NAME: &str = "x-name";
/// A text in one language or in several, which the library writes out wherever one stands.
const TEXT: &str = "Text";
/// Where in a schema the outcomes stand that an answer may have, once it is narrowed to them.
const OUTCOMES: &str = "/properties/outcome/enum";
/// Above this an integer needs 64 bits.
const MOST_OF_32_BITS: i64 = 2_147_483_647;

/// The schemas of the document, by name.
#[derive(Debug)]
pub(super) struct Components {
    schemas: BTreeMap<String, Value>,
    /// Names of closed lists, by their members.
    lists: BTreeMap<Vec<String>, hoso::ListInfo>,
}

impl Components {
    pub(super) fn new() -> Self {
        let members = |list: &hoso::ListInfo| list.members.iter().map(|member| member.name.to_owned()).collect();
        let lists = hoso::lists().into_iter().map(|list| (members(&list), list)).collect();
        Self { schemas: BTreeMap::new(), lists }
    }

    /// Takes a schema with its definitions, and gives what stands in its place: as a rule a reference. An object that has no name
    /// is called as it is said here.
    pub(super) fn add(&mut self, mut schema: Value, name: &str) -> Value {
        refer(&mut schema);
        if let Some(Value::Object(definitions)) = schema.get_mut("$defs").map(Value::take) {
            let outcomes = outcomes(definitions.values());
            for (name, definition) in definitions {
                let definition = narrowed(&name, definition, &outcomes);
                let tidy = self.tidy(definition);
                self.keep(&name, tidy);
            }
        }
        if let Value::Object(keys) = &mut schema {
            keys.retain(|key, _| !matches!(key.as_str(), "$schema" | "$id" | "$defs"));
            if let Some(Value::Object(items)) = keys.get_mut("items")
                && is_object(items)
                && !items.contains_key(NAME)
            {
                items.insert(NAME.into(), name.into());
            }
            if is_object(keys) && !keys.contains_key(NAME) {
                keys.insert(NAME.into(), name.into());
            }
        }
        self.tidy(schema)
    }

    pub(super) fn into_json(self) -> Value {
        json!(self.schemas)
    }

    fn keep(&mut self, name: &str, schema: Value) {
        // A shape that answers several questions was narrowed to what it says in each.
        let kept = self.schemas.get_mut(name).and_then(|kept| kept.pointer_mut(OUTCOMES));
        let Some(Value::Array(kept)) = kept else {
            self.schemas.insert(name.to_owned(), schema);
            return;
        };
        let said = schema.pointer(OUTCOMES).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let new: Vec<Value> = said.iter().filter(|outcome| !kept.contains(outcome)).cloned().collect();
        kept.extend(new);
    }

    /// A schema as generators take it. What has a name becomes a schema of its own.
    fn tidy(&mut self, schema: Value) -> Value {
        let Value::Object(mut keys) = schema else { return schema };
        without_null(&mut keys);
        one_of_keys(&mut keys);
        typed(&mut keys);
        in_words(&mut keys);
        for part in ["items", "additionalProperties"] {
            if let Some(inner) = keys.remove(part) {
                keys.insert(part.into(), self.tidy(inner));
            }
        }
        for part in ["anyOf", "oneOf"] {
            if let Some(Value::Array(inner)) = keys.remove(part) {
                keys.insert(part.into(), inner.into_iter().map(|inner| self.tidy(inner)).collect());
            }
        }
        if let Some(Value::Object(inner)) = keys.remove("properties") {
            let tidy: Map<String, Value> = inner.into_iter().map(|(name, inner)| (name, self.tidy(inner))).collect();
            keys.insert("properties".into(), tidy.into());
        }
        self.named(keys)
    }

    /// A reference to what has a name of its own, which is kept.
    fn named(&mut self, mut keys: Map<String, Value>) -> Value {
        if let Some(Value::String(name)) = keys.remove(NAME) {
            self.keep(&name, keys.into());
            return json!({ "$ref": format!("{AT}{name}") });
        }
        if let Some((name, schema)) = self.list(&mut keys).or_else(|| text(&mut keys)) {
            self.keep(&name, schema);
            keys.insert("$ref".into(), format!("{AT}{name}").into());
        }
        keys.into()
    }

    /// What is one of a closed list of the library.
    fn list(&self, keys: &mut Map<String, Value>) -> Option<(String, Value)> {
        let members: Vec<String> =
            keys.get("enum")?.as_array()?.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect();
        let list = self.lists.get(&members)?;
        keys.retain(|key, _| !matches!(key.as_str(), "enum" | "type"));
        Some((list.name.into(), json!({ "type": "string", "enum": members, "description": list.about })))
    }
}

/// Takes out that a value may be `null`.
fn without_null(keys: &mut Map<String, Value>) {
    let null = json!({ "type": "null" });
    while let Some((part, mut others)) = ["anyOf", "oneOf"].iter().find_map(|part| match keys.get(*part) {
        Some(Value::Array(all)) if all.contains(&null) || all.len() == 1 => {
            Some((*part, all.iter().filter(|one| **one != null).cloned().collect::<Vec<_>>()))
        }
        _ => None,
    }) {
        match (others.pop(), others.is_empty()) {
            (Some(Value::Object(only)), true) => {
                keys.remove(part);
                for (key, value) in only {
                    keys.entry(key).or_insert(value);
                }
            }
            (last, _) => {
                others.extend(last);
                keys.insert(part.into(), others.into());
            }
        }
    }
}

/// An object with exactly one of several keys, each written as a shape in which the others are `null`.
fn one_of_keys(keys: &mut Map<String, Value>) {
    let Some(Value::Array(shapes)) = keys.get("oneOf") else { return };
    let shapes: Option<Vec<&Map<String, Value>>> =
        shapes.iter().map(|shape| shape.get("properties").and_then(Value::as_object)).collect();
    let Some(shapes) = shapes else { return };
    let is_null = |schema: &Value| *schema == json!({ "type": "null" });
    let one = shapes.iter().flat_map(|shape| shape.iter().filter(|(_, schema)| !is_null(schema)));
    let properties: Map<String, Value> = one.map(|(key, schema)| (key.clone(), schema.clone())).collect();
    keys.remove("oneOf");
    let object = json!({
        "type": "object", "properties": properties, "minProperties": 1, "additionalProperties": false,
        "patternProperties": { "^x_": true },
    });
    if let Value::Object(object) = object {
        keys.extend(object);
    }
}

/// Says the type of what is one of several values, and how wide an integer is.
fn typed(keys: &mut Map<String, Value>) {
    keys.remove("propertyNames");
    match keys.remove("const") {
        Some(Value::Bool(_)) => drop(keys.insert("type".into(), "boolean".into())),
        Some(value) => drop(keys.insert("enum".into(), json!([value]))),
        None => {}
    }
    if keys.contains_key("enum") {
        keys.entry("type").or_insert("string".into());
    }
    let is_narrow = keys.get("maximum").and_then(Value::as_i64).is_some_and(|most| most <= MOST_OF_32_BITS);
    if keys.get("type").is_some_and(|kind| kind == "integer") && !is_narrow {
        keys.insert("format".into(), "int64".into());
    }
}

/// What an absent key means is said in words: some generators take a key with a default for one that must be there. A title is
/// for editors, and others would call a type so.
fn in_words(keys: &mut Map<String, Value>) {
    keys.remove("title");
    let Some(absent) = keys.remove("default") else { return };
    let about = keys.get("description").and_then(Value::as_str).unwrap_or_default();
    let about =
        if absent == json!([]) { about.to_owned() } else { format!("{about} Absent: `{absent}`.").trim().to_owned() };
    keys.insert("description".into(), about.into());
}

/// A text in one language or in several.
fn text(keys: &mut Map<String, Value>) -> Option<(String, Value)> {
    let names = json!({ "$ref": format!("{AT}Names") });
    keys.get("anyOf")?.as_array()?.contains(&names).then_some(())?;
    let both = keys.remove("anyOf")?;
    Some((TEXT.into(), json!({ "description": "A text, or one in each language.", "anyOf": both })))
}

fn is_object(keys: &Map<String, Value>) -> bool {
    keys.get("type").is_some_and(|kind| kind == "object") || keys.contains_key("anyOf") || keys.contains_key("oneOf")
}

/// The outcomes under which each shape stands, by its name.
fn outcomes<'v>(definitions: impl Iterator<Item = &'v Value>) -> BTreeMap<String, Vec<Value>> {
    let mut outcomes: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (reference, outcome) in definitions.flat_map(kinds) {
        let of_shape = outcomes.entry(reference.trim_start_matches(AT).to_owned()).or_default();
        if !of_shape.contains(&outcome) {
            of_shape.push(outcome);
        }
    }
    outcomes
}

/// The shapes that an answer is one of, each with the outcome that tells it from the others.
fn kinds(definition: &Value) -> Vec<(String, Value)> {
    let kinds = definition.get("oneOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let kind = |kind: &Value| {
        let reference = kind.get("$ref")?.as_str()?;
        Some((reference.to_owned(), kind.pointer("/properties/outcome/const")?.clone()))
    };
    kinds.iter().filter_map(kind).collect()
}

/// A definition with the outcome narrowed to those that it can have, and with a discriminator where it is one of several.
fn narrowed(name: &str, mut definition: Value, outcomes: &BTreeMap<String, Vec<Value>>) -> Value {
    if let Some(of_shape) = outcomes.get(name)
        && let Some(Value::Object(outcome)) = definition.pointer_mut("/properties/outcome")
    {
        outcome.insert("enum".into(), json!(of_shape));
    }
    let kinds = kinds(&definition);
    if let (false, Value::Object(keys)) = (kinds.is_empty(), &mut definition) {
        let mut shapes: Vec<Value> = kinds.iter().map(|(reference, _)| json!({ "$ref": reference })).collect();
        shapes.dedup();
        let mapping: Map<String, Value> =
            kinds.into_iter().filter_map(|(shape, name)| Some((name.as_str()?.to_owned(), shape.into()))).collect();
        keys.insert("oneOf".into(), shapes.into());
        keys.insert("discriminator".into(), json!({ "propertyName": "outcome", "mapping": mapping }));
    }
    definition
}

/// References point at the document's components.
fn refer(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            for (key, value) in keys.iter_mut() {
                match value {
                    Value::String(target) if key == "$ref" => *target = target.replace("#/$defs/", AT),
                    _ => refer(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(refer),
        _ => {}
    }
}
