//! The `OpenAPI` 3.1 document, made from the table of routes and the library's own schemas.

use serde_json::{Map, Value, json};

use crate::body::Answer;
use crate::routes::{self, Holds, Route};

/// The document over HTTP.
pub(crate) async fn document() -> Answer {
    Answer(openapi().to_string())
}

/// The document.
pub fn openapi() -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for route in routes::all() {
        let operation = operation(&route, &mut schemas);
        if let Value::Object(path) = paths.entry(route.path.clone()).or_insert_with(|| json!({})) {
            path.insert(route.method.to_owned(), operation);
        }
    }
    schemas.insert("Refused".into(), refused());
    let title = "hoso: government papers by post";
    json!({
        "openapi": "3.1.0",
        "info": { "title": title, "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "key": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn operation(route: &Route, schemas: &mut Map<String, Value>) -> Value {
    let parameters: Vec<Value> = route
        .path
        .split('/')
        .filter_map(in_braces)
        .map(in_path)
        .chain(route.query.iter().copied().map(in_query))
        .collect();
    let mut responses = Map::new();
    for (status, description) in std::iter::once(("200", "The answer")).chain(route.also.iter().copied()) {
        let content = content(&route.gives, schemas);
        responses.insert(status.into(), json!({ "description": description, "content": content }));
    }
    let mut operation = json!({ "summary": route.summary, "parameters": parameters });
    if route.path.starts_with("/v1/") {
        for (status, description) in REFUSALS {
            let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Refused" } } });
            responses.insert((*status).into(), json!({ "description": description, "content": content }));
        }
        insert(&mut operation, "security", json!([{ "key": [] }]));
    }
    if !matches!(route.takes, Holds::Nothing) {
        insert(&mut operation, "requestBody", json!({ "required": true, "content": content(&route.takes, schemas) }));
    }
    insert(&mut operation, "responses", responses.into());
    operation
}

/// What every refusal says: the library's issues, and the service's own in the same form.
fn refused() -> Value {
    let (text, object) = (json!({ "type": "string" }), json!({ "type": "object" }));
    let issue = json!({ "type": "object", "required": ["code", "path", "params", "message"], "properties": {
        "code": text, "path": text, "params": object, "message": text,
    } });
    json!({ "type": "object", "properties": { "issues": { "type": "array", "minItems": 1, "items": issue } } })
}

/// The name of a part of a path that is in braces.
fn in_braces(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// What a key may meet on every route.
const REFUSALS: &[(&str, &str)] = &[
    ("400", "The path, the query or a header cannot be read"),
    ("401", "No key, or none that counts"),
    ("403", "It concerns another party than the key's"),
    ("404", "There is nothing here that this key may see"),
    ("409", "It contradicts what is stored"),
    ("413", "More than the service takes"),
    ("422", "The input has issues, each with its path; or the answer is no"),
    ("429", "The key asks too often: see Retry-After"),
    ("503", "The database does not answer: send it again"),
    ("507", "There is no room; nothing of it was kept: send it again"),
];

fn in_path(name: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
}

fn in_query(name: &str) -> Value {
    json!({ "name": name, "in": "query", "schema": { "type": "string" } })
}

fn content(holds: &Holds, schemas: &mut Map<String, Value>) -> Value {
    let schema = match holds {
        Holds::Nothing => return json!({}),
        Holds::Text(media) => return json!({ *media: { "schema": { "type": "string" } } }),
        Holds::Own(own) => own(),
        Holds::Of(shape) => component(shape(), schemas),
        Holds::List(shape) => json!({ "type": "array", "items": component(shape(), schemas) }),
        Holds::OneOrMore(shape) => {
            let one = component(shape(), schemas);
            json!({ "oneOf": [one, { "type": "array", "items": one }] })
        }
    };
    json!({ "application/json": { "schema": schema } })
}

/// Moves a schema's definitions to the document's components, and gives what is left: as a rule a reference to one of them.
fn component(mut schema: Value, schemas: &mut Map<String, Value>) -> Value {
    refer(&mut schema);
    if let Some(Value::Object(named)) = schema.get_mut("$defs").map(Value::take) {
        schemas.extend(named);
    }
    if let Value::Object(keys) = &mut schema {
        keys.retain(|key, _| !matches!(key.as_str(), "$schema" | "$id" | "title" | "$defs"));
    }
    schema
}

/// References point at the document's components.
fn refer(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            for (key, value) in keys.iter_mut() {
                match value {
                    Value::String(target) if key == "$ref" => {
                        *target = target.replace("#/$defs/", "#/components/schemas/");
                    }
                    _ => refer(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(refer),
        _ => {}
    }
}

fn insert(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(keys) = object {
        keys.insert(key.into(), value);
    }
}
