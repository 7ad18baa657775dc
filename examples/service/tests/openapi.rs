//! The `OpenAPI` document tells of every route that there is, and its schemas hold for what is sent and answered.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

const BINH_DUONG: &str = include_str!("../../data/binh-duong.json");

#[test]
fn every_route_is_in_the_document_and_answers() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let document = client.get("/openapi.json").json();
    assert_eq!(place.run(&["openapi"]).map(|text| serde_json::from_str(&text).unwrap()), Ok(document.clone()));
    let mut told = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let asked = path.replace(['{', '}'], "");
        for method in operations.as_object().unwrap().keys() {
            let status = client.ask(&method.to_uppercase(), &asked, "").unwrap().status;
            assert!(status != 405, "{method} {path} is not answered");
            told.insert(format!("method=\"{}\",route=\"{path}\"", method.to_uppercase()));
        }
        let open = client.ask("PATCH", &asked, "").unwrap().status;
        assert!(open == 405 || open == 404, "{path}: {open}");
    }
    // What the service counted as routes is what the document tells.
    let metrics = client.get("/metrics").body;
    let missed: Vec<_> = told.iter().filter(|route| !route.contains("/metrics") && !metrics.contains(*route)).collect();
    assert!(missed.is_empty(), "{missed:?} in:\n{metrics}");
    assert!(told.len() >= 17 && !metrics.contains("unmatched"));
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(keys) => keys.iter().for_each(|(key, value)| match value {
                Value::String(target) if key == "$ref" => found.push(target),
                _ => references(value, found),
            }),
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document: Value = serde_json::from_str(&Place::new().run(&["openapi"]).unwrap()).unwrap();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 20);
    for target in found {
        assert!(document.pointer(target.trim_start_matches('#')).is_some_and(Value::is_object), "{target}");
    }
}

/// What generators need: names that are told once, and no type without one.
#[test]
fn every_operation_has_a_name_of_its_own_and_says_what_it_takes() {
    let document: Value = serde_json::from_str(&Place::new().run(&["openapi"]).unwrap()).unwrap();
    let tags: Vec<&Value> = document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    let (mut names, mut count) = (BTreeSet::new(), 0);
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            count += 1;
            names.insert(operation["operationId"].as_str().unwrap());
            assert!(tags.contains(&&operation["tags"][0]), "{method} {path} stands under no heading");
            assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{method} {path}");
            for parameter in operation["parameters"].as_array().unwrap() {
                let about = parameter["description"].as_str().unwrap();
                let name = &parameter["name"];
                assert!(
                    !about.starts_with("See"),
                    "src/openapi/parameters.rs says nothing of {name} of {method} {path}"
                );
            }
            let bodies = [&operation["requestBody"], &operation["responses"]["200"]];
            for schema in bodies.map(|body| &body["content"]["application/json"]["schema"]) {
                let one = if schema["type"] == "array" { &schema["items"] } else { schema };
                let is_plain = one.as_object().is_none_or(|keys| keys.len() == 1 && keys.contains_key("$ref"));
                assert!(is_plain || one["type"] == "string", "{method} {path}: {schema}");
            }
        }
    }
    assert_eq!(names.len(), count, "each name once");
    assert!(count > 30);
}

/// An answer that is one of several shapes tells them apart, and each says which it is.
#[test]
fn kinds_of_an_answer_are_told_apart_by_their_outcome() {
    let document: Value = serde_json::from_str(&Place::new().run(&["openapi"]).unwrap()).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let told_apart: Vec<&Value> = schemas.values().filter(|schema| schema["discriminator"].is_object()).collect();
    assert_eq!(told_apart.len(), 4, "decide, quote, deadlines, compensation");
    for schema in told_apart {
        for (outcome, shape) in schema["discriminator"]["mapping"].as_object().unwrap() {
            let shape = &document.pointer(shape.as_str().unwrap().trim_start_matches('#')).unwrap();
            let outcomes = shape["properties"]["outcome"]["enum"].as_array().unwrap();
            assert!(outcomes.contains(&json!(outcome)) && outcomes.len() <= 2, "{outcome}: {outcomes:?}");
        }
    }
}

#[test]
fn examples_of_bodies_can_be_sent() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let document = client.get("/openapi.json").json();
    let mut sent = 0;
    // In the order of the alphabet: what is registered and told of stands before the rest.
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let example = &operation["requestBody"]["content"]["application/json"]["example"];
            if example.is_null() {
                continue;
            }
            let at = path.replace("{consignment}", "LE704280574SE");
            let at = if path.starts_with("/v1/consignment/") || path.ends_with("consignment") {
                format!("{at}?id=LE704280574SE")
            } else {
                at
            };
            let method = method.to_uppercase();
            if path.ends_with("/erasure") {
                client.put(
                    "/v1/consignments/LE704280574SE",
                    &document["paths"]["/v1/quote"]["post"]["requestBody"]["content"]["application/json"]["example"]
                        .to_string(),
                );
            }
            let answered = client.ask(&method, &at, &example.to_string()).unwrap();
            assert_eq!(answered.status, 200, "{method} {path}: {answered:?}");
            sent += 1;
        }
    }
    assert!(sent >= 8, "{sent}");
}

#[test]
fn what_is_sent_and_answered_is_as_the_document_says() {
    let place = Place::new();
    let it = place.key("administrator", "it");
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency, it) = (server.client(&post), server.client(&agency), server.client(&it));
    assert_eq!(post.post("/v1/events", &life(9)[0].to_string()).status, 200);
    let document = post.get("/openapi.json").json();
    let holds = |schema: Value, value: &Value| {
        let whole = json!({ "allOf": [schema], "components": document["components"] });
        let validator = jsonschema::validator_for(&whole).unwrap();
        let errors: Vec<_> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?} in {value}");
    };
    let of = |path: &str, method: &str| document["paths"][path][method].clone();
    let body = |operation: &Value| operation["requestBody"]["content"]["application/json"]["schema"].clone();
    let answer = |operation: &Value| operation["responses"]["200"]["content"]["application/json"]["schema"].clone();

    let (at, register) = ("/v1/consignments/C0000", of("/v1/consignments/{consignment}", "put"));
    let question = question();
    holds(body(&register), &serde_json::from_str(&question).unwrap());
    holds(answer(&register), &agency.put(at, &question).json());
    let (events, tell) = (json!(life(0)), of("/v1/events", "post"));
    holds(body(&tell), &events);
    // One alone is taken too.
    for sent in [&events, &events[0]] {
        holds(answer(&tell), &post.post("/v1/events", &sent.to_string()).json());
    }
    let told = json!({ "id": "v", "consignment": "C0000", "system": "my_vnpost", "code": "7", "at": "2018-10-01T09:00:00+07:00" });
    holds(body(&tell), &json!([told]));
    assert_eq!(post.post("/v1/events", &told.to_string()).status, 200);
    assert_eq!(post.put(at, &question.replace("intra_province", "inter_province")).status, 200);
    let partial = post.post("/v1/events?partial=true", r"[{}]").json();
    holds(answer(&tell), &partial);
    let asked = agency.put("/v1/consignments/C0009", &question);
    assert_eq!(asked.status, 202);
    holds(register["responses"]["202"]["content"]["application/json"]["schema"].clone(), &asked.json());
    let erased = of("/v1/consignments/{consignment}/erasure", "post");
    holds(body(&erased), &json!({ "word": "w" }));
    holds(answer(&erased), &post.post(&format!("{at}/erasure"), r#"{"word":"w"}"#).json());
    holds(json!({ "$ref": "#/components/schemas/Refused" }), &agency.get("/v1/erasures").json());
    for (path, at) in [
        ("/v1/registrations/asked", "/v1/registrations/asked"),
        ("/v1/erasures", "/v1/erasures"),
        ("/v1/consignments/{consignment}/readings", "/v1/consignments/C0000/readings"),
    ] {
        holds(answer(&of(path, "get")), &post.get(at).json());
    }
    holds(answer(&of("/v1/rulebook/check", "post")), &it.post("/v1/rulebook/check", BINH_DUONG).json());
    holds(body(&of("/v1/rulebook", "put")), &serde_json::from_str(BINH_DUONG).unwrap());
    holds(answer(&of("/v1/rulebook", "put")), &it.put("/v1/rulebook", BINH_DUONG).json());
    let gets = [
        ("/v1/rulebook", "/v1/rulebook"),
        ("/v1/rulebooks", "/v1/rulebooks"),
        ("/v1/consignments/{consignment}", "/v1/consignments/C0000"),
        ("/v1/consignments/{consignment}/registrations", "/v1/consignments/C0000/registrations"),
        ("/v1/consignments/{consignment}/tracking", "/v1/consignments/C0000/tracking"),
        ("/v1/consignments/{consignment}/events", "/v1/consignments/C0000/events"),
        ("/v1/statements/{contract}/{month}", "/v1/statements/SNV-2014/2018-10"),
    ];
    for (path, at) in gets {
        holds(answer(&of(path, "get")), &agency.get(at).json());
    }
    let dossier = dossier();
    let (asked, journey) = ("/v1/journey?return=C0000", of("/v1/journey", "post"));
    holds(body(&journey), &dossier);
    let answered = agency.post(asked, &dossier.to_string()).json();
    holds(answer(&journey), &answered);
    assert_eq!(answered["legs"][0]["tracking"], agency.get("/v1/consignments/C0000/tracking").json());
    holds(answer(&of("/v1/quote", "post")), &post.post("/v1/quote", &question).json());
    let mut case: Value = serde_json::from_str(&question).unwrap();
    case.as_object_mut().unwrap().retain(|key, _| ["agency", "procedure", "service", "on"].contains(&key.as_str()));
    let mut moments = case.clone();
    moments["zone"] = json!("intra_province");
    // Yes and no have schemas of their own.
    for (path, mut asked) in [("/v1/decide", case), ("/v1/deadlines", moments)] {
        let asking = of(path, "post");
        for on in ["2018-10-01", "1999-10-01"] {
            asked["on"] = json!(on);
            holds(body(&asking), &asked);
            holds(answer(&asking), &post.post(path, &asked.to_string()).json());
        }
    }
}

fn dossier() -> Value {
    json!({
        "dossier": "000.00.01.H09-181001-0001", "agency": AGENCY, "procedure": "1.900101", "service": "return",
        "on": "2018-10-05", "zone": "intra_province", "filed_on": "2018-09-01",
    })
}
