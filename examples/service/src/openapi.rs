//! The `OpenAPI` 3.1 document, made from the table of routes and the library's own schemas, for people and for the generators that
//! make clients from it (`examples/service/clients`).

mod components;
mod examples;
mod names;
mod parameters;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::body::Answer;
use crate::conditional;
use crate::routes::{self, Holds, Route};
use crate::schemas::{self, with};
use components::Components;

/// What a reader must know before the first request.
const ABOUT: &str = "Keeps the events of consignments and answers about them. Every route under `/v1` needs a key: \
`Authorization: Bearer KEY`. Messages are in Vietnamese, in English with `Accept-Language: en`. Every refusal has one form: \
`{\"issues\": [{\"code\", \"path\", \"params\", \"message\"}]}`. Keys that begin with `x_` are free in what is sent. \
429, 503 and 507 come with `Retry-After`: the same request may be sent again. Amounts are whole đồng.";

/// The document over HTTP.
pub(crate) async fn document() -> Answer {
    Answer(openapi().to_string())
}

/// The document.
pub fn openapi() -> Value {
    let (mut paths, mut components, mut tags) = (Map::new(), Components::new(), BTreeSet::new());
    components.add(schemas::refused(), "Refused");
    for route in routes::all() {
        let operation = operation(&route, &mut components);
        tags.insert(names::tag(&route.path).to_owned());
        if let Value::Object(path) = paths.entry(route.path.clone()).or_insert_with(|| json!({})) {
            path.insert(route.method.to_owned(), operation);
        }
    }
    let webhooks = webhooks(&mut components);
    let tags: Vec<Value> =
        tags.into_iter().map(|tag| json!({ "name": tag, "description": names::about(&tag) })).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "hoso: government papers by post", "version": env!("CARGO_PKG_VERSION"), "description": ABOUT,
            "license": { "name": "MIT OR Apache-2.0", "identifier": env!("CARGO_PKG_LICENSE") },
        },
        "servers": [{ "url": "http://127.0.0.1:8080", "description": "A service that is being tried" }],
        "tags": tags,
        "paths": paths,
        "webhooks": webhooks,
        "components": {
            "schemas": components.into_json(),
            "responses": refusals(),
            "securitySchemes": {
                "key": { "type": "http", "scheme": "bearer", "description": "A key of `hoso-service key add`." },
            },
        },
    })
}

fn operation(route: &Route, components: &mut Components) -> Value {
    let name = names::operation(route.method, &route.path);
    let in_path = route.path.split('/').filter_map(in_braces).map(parameters::in_path);
    let parameters: Vec<Value> = in_path.chain(route.query.iter().copied().map(parameters::in_query)).collect();
    let mut parameters = parameters;
    let mut responses = Map::new();
    if conditional::is_tagged(route.method, &route.path) {
        parameters.push(parameters::if_none_match());
        responses.insert("304".into(), json!({ "description": "It is what the client has: there is no body" }));
    }
    if route.once {
        parameters.push(parameters::idempotency_key());
    }
    let answer = format!("{}Answer", names::capital(&name));
    for (status, description) in std::iter::once(("200", "The answer")).chain(route.also.iter().copied()) {
        let content = content(&route.gives, &answer, components);
        responses.insert(status.into(), json!({ "description": description, "content": content }));
    }
    if let (true, Some(Value::Object(answer))) = (responses.contains_key("304"), responses.get_mut("200")) {
        let tag = json!({ "description": "Of what is answered, for `If-None-Match`.", "schema": { "type": "string" } });
        answer.insert("headers".into(), json!({ "ETag": tag }));
    }
    let is_guarded = route.path.starts_with("/v1/");
    let may_meet = |refusal: &&Refusal| match names::tag(&route.path) {
        "service" => refusal.status == "503",
        "public" => !["401", "403", "409", "507"].contains(&refusal.status),
        _ => true,
    };
    for Refusal { status, name, .. } in REFUSALS.iter().filter(may_meet) {
        let refusal = json!({ "$ref": format!("#/components/responses/{name}") });
        responses.entry(*status).or_insert(refusal);
    }
    let operation = json!({
        "operationId": name, "tags": [names::tag(&route.path)], "summary": route.summary, "parameters": parameters,
        "security": if is_guarded { json!([{ "key": [] }]) } else { json!([]) }, "responses": responses,
    });
    if matches!(route.takes, Holds::Nothing) {
        operation
    } else {
        let mut content = content(&route.takes, &format!("{}Body", names::capital(&name)), components);
        if let (Some(example), Some(Value::Object(json))) = (examples::body(&name), content.get_mut("application/json"))
        {
            json.insert("example".into(), example);
        }
        with(
            operation,
            "requestBody",
            json!({ "required": !matches!(route.takes, Holds::Maybe(_)), "content": content }),
        )
    }
}

/// What receivers of webhooks are sent.
fn webhooks(components: &mut Components) -> Value {
    let change = components.add(crate::webhooks::schemas::body(), "MessageBody");
    json!({ "consignmentChanged": { "post": {
        "operationId": "consignmentChanged", "tags": ["webhooks"],
        "summary": "A consignment stands otherwise than before; told again until it is answered with 2xx",
        "parameters": [], "security": [],
        "requestBody": { "required": true, "content": { "application/json": { "schema": change } } },
        "responses": { "200": { "description": "It was received" } },
    } } })
}

/// The name of a part of a path that is in braces.
fn in_braces(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// How a request is refused.
struct Refusal {
    status: &'static str,
    name: &'static str,
    says: &'static str,
}

/// What a key may meet on every route.
const REFUSALS: &[Refusal] = &[
    refusal("400", "NotReadable", "The path, the query or a header cannot be read"),
    refusal("401", "NoKey", "No key, or none that counts"),
    refusal("403", "NotYours", "It concerns another party than the key's"),
    refusal("404", "NotHere", "There is nothing here that this key may see"),
    refusal("409", "Contradicts", "It contradicts what is stored"),
    refusal("413", "TooLarge", "More than the service takes"),
    refusal("422", "NotValid", "The input has issues, each with its path; or the answer is no"),
    refusal("429", "TooOften", "The key asks too often"),
    refusal("503", "NotNow", "The database does not answer: send it again"),
    refusal("507", "NoRoom", "There is no room; nothing of it was kept: send it again"),
];

const fn refusal(status: &'static str, name: &'static str, says: &'static str) -> Refusal {
    Refusal { status, name, says }
}

fn refusals() -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Refused" } } });
    let retry = json!({ "Retry-After": {
        "description": "Seconds after which the same request may be sent again.", "schema": { "type": "integer", "minimum": 1 },
    } });
    let response = |Refusal { status, name, says }: &Refusal| {
        let response = json!({ "description": says, "content": content });
        let may_come_again = ["429", "503", "507"].contains(status);
        ((*name).to_owned(), if may_come_again { with(response, "headers", retry.clone()) } else { response })
    };
    REFUSALS.iter().map(response).collect::<Map<String, Value>>().into()
}

fn content(holds: &Holds, name: &str, components: &mut Components) -> Value {
    let schema = match holds {
        Holds::Nothing => return json!({}),
        Holds::Text(media) => return json!({ *media: { "schema": { "type": "string" } } }),
        Holds::Own(shape) | Holds::Maybe(shape) | Holds::Of(shape) => components.add(shape(), name),
        // One alone is taken too; clients need one way.
        Holds::List(shape) | Holds::OneOrMore(shape) => {
            json!({ "type": "array", "items": components.add(shape(), name) })
        }
    };
    json!({ "application/json": { "schema": schema } })
}
