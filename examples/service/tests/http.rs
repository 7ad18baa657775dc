//! What HTTP itself brings: headers, methods, addresses and texts that are none of the service's.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

/// Texts that are no ids, as a path and a query may hold them. `PostgreSQL` refuses the first in any text.
const NO_IDS: [&str; 5] = ["%00", "C%000", "%FF", "%20", "..%2F%2e%2e"];

#[test]
fn a_small_body_is_read_before_its_refusal() {
    let place = Place::new();
    let server = place.start();
    let body = "x".repeat(60_000);
    // A client that sends all it has before it reads sees the refusal, and no reset.
    for _ in 0..20 {
        let mut stream = TcpStream::connect(server.at.trim_start_matches("http://")).unwrap();
        let head = format!("POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).unwrap();
        for part in body.as_bytes().chunks(6_000) {
            std::thread::sleep(std::time::Duration::from_millis(2));
            stream.write_all(part).unwrap();
        }
        let mut said = [0; 512];
        let read = stream.read(&mut said).unwrap();
        assert!(String::from_utf8_lossy(&said[..read]).starts_with("HTTP/1.1 401"));
    }
}

#[test]
fn what_is_no_id_is_told_so_and_goes_no_further() {
    no_other_text_reaches_the_database(&Place::new());
}

pub(crate) fn no_other_text_reaches_the_database(place: &Place) {
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    // What is refused before its body is read ends the connection, and who was about to use that asks again.
    let ask =
        |method: &str, path: &str, body: &str| (0..5).find_map(|_| client.ask(method, path, body)).expect("an answer");
    for text in NO_IDS {
        let paths = [
            format!("/v1/consignments/{text}"),
            format!("/v1/consignments/{text}/tracking"),
            format!("/v1/consignments/{text}/events"),
            format!("/v1/consignment/events?id={text}"),
            format!("/v1/consignments/C0000/tracking?operator={text}"),
            format!("/v1/statements/{text}/2018-10"),
            format!("/v1/statements/SNV-2014/{text}"),
        ];
        let dossier = r#"{"dossier":"H-1","agency":"so-noi-vu","procedure":"1.900101","service":"return","on":"2018-10-05","zone":"intra_province"}"#;
        let put = ask("PUT", &paths[0], &question());
        let journey = ask("POST", &format!("/v1/journey?return={text}"), dossier);
        let removed = ask("DELETE", &format!("/v1/webhooks/{text}"), "");
        let asked = paths.iter().map(|path| ask("GET", path, "")).chain([put, journey, removed]);
        for (answered, at) in asked.zip(0..) {
            let refused = [422, 400].contains(&answered.status);
            assert!(refused && answered.json()["issues"][0]["code"].is_string(), "{text} {at}: {answered:?}");
        }
    }
}

#[test]
fn a_key_is_read_whatever_the_case_of_its_scheme_and_only_once() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let status = |headers: &[(&str, &str)]| client.with_headers("GET", "/v1/webhooks", headers).0;
    for scheme in ["Bearer", "bearer", "BEARER"] {
        assert_eq!(status(&[("authorization", &format!("{scheme} {key}"))]), 200, "{scheme}");
    }
    let bearer = format!("Bearer {key}");
    assert_eq!(status(&[("authorization", &bearer), ("authorization", &bearer)]), 400);
    assert_eq!(status(&[("authorization", &format!("Basic {key}"))]), 401);
    assert_eq!(status(&[("authorization", &key)]), 401);
}

#[test]
fn every_refusal_has_one_form_in_the_language_that_is_asked_for() {
    let mut place = Place::new();
    place.set("HOSO_MAX_BODY", "2000");
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let bearer = format!("Bearer {key}");
    let said = |method: &str, path: &str, language: &str| {
        client.with_headers(method, path, &[("authorization", &bearer), ("accept-language", language)])
    };
    let refused = [
        ("GET", "/nothing", 404, "no_such_route"),
        ("GET", "/v1/nothing", 404, "no_such_route"),
        ("PATCH", "/v1/events", 405, "not_that_method"),
        ("GET", "/v1/consignments/C1/tracking", 404, "unknown"),
        ("GET", "/v1/consignments/C1/tracking?opertor=x", 400, "not_in_query"),
        ("GET", "/v1/consignments/C1/tracking?operator=x&operator=y", 400, "not_readable"),
        ("GET", "/v1/consignment/tracking", 400, "not_in_query"),
        ("GET", "/v1/erasures?after=-1", 400, "not_in_query"),
        ("GET", "/v1/statements/SNV-2014/2018-13", 422, "not_a_month"),
        ("POST", "/v1/webhooks", 422, "not_that_body"),
        ("POST", "/v1/quote", 422, "not_json"),
    ];
    for (method, path, status, code) in refused {
        let [vi, en] = ["vi", "en-GB"].map(|language| said(method, path, language));
        let [told_vi, told_en] = [&vi.1, &en.1].map(|body| serde_json::from_str::<Value>(body).expect(body));
        let (issue, other) = (&told_vi["issues"][0], &told_en["issues"][0]);
        assert_eq!((vi.0, &issue["code"]), (status, &json!(code)), "{method} {path}: {vi:?}");
        assert!(issue["path"].is_string() && issue["params"].is_object(), "{issue}");
        assert!(issue["message"].is_string() && issue["message"] != other["message"], "{issue} {other}");
    }
    let large = client.post("/v1/events", &"x".repeat(3_000));
    assert_eq!((large.status, &large.json()["issues"][0]["code"]), (413, &json!("body_too_large")));
}

/// What people read of an answer.
fn words(answer: &Value, all: &mut Vec<String>) {
    match answer {
        Value::Object(keys) => keys.iter().for_each(|(key, value)| match value {
            Value::String(said) if ["message", "label"].contains(&key.as_str()) => all.push(said.clone()),
            value => words(value, all),
        }),
        Value::Array(list) => list.iter().for_each(|value| words(value, all)),
        _ => {}
    }
}

#[test]
fn what_people_read_of_an_answer_is_in_the_language_that_is_asked_for() {
    let place = Place::new();
    let keys = [place.key("operator", POST), place.key("agency", AGENCY), place.key("administrator", "it")];
    let server = place.start();
    let [post, agency, it] = keys.each_ref().map(String::as_str);
    assert_eq!(server.client(agency).put("/v1/consignments/C0000", &question()).status, 200);
    // A void of what nobody told, which is an anomaly.
    let at = "2018-10-01T08:00:00+07:00";
    let told = json!([
        { "id": "e1", "consignment": "C0000", "kind": "delivered", "at": at },
        { "id": "e2", "consignment": "C0000", "kind": "void", "voids": "e9", "at": at },
    ]);
    assert_eq!(server.client(post).post("/v1/events", &told.to_string()).status, 200);
    let code = server.client(post).post("/v1/consignments/C0000/public_code", "").json()["code"].clone();
    let mut rulebook: Value = serde_json::from_str(include_str!("../../data/binh-duong.json")).unwrap();
    rulebook["liability"] = json!([]);
    let dossier = json!({ "dossier": "H-1" }).to_string();
    for (key, method, path, body) in [
        (agency, "POST", "/v1/journey?return=C0000", dossier),
        (post, "POST", "/v1/events?partial=true", json!([{ "id": "e" }]).to_string()),
        ("", "POST", "/public/tracking", json!({ "consignment": "C0000", "code": code }).to_string()),
        (it, "POST", "/v1/rulebook/check", rulebook.to_string()),
    ] {
        let said = |language: &str| {
            let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
            let request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", server.at));
            let request = request.header("authorization", format!("Bearer {key}")).header("accept-language", language);
            let mut answer = agent.run(request.body(body.clone()).unwrap()).unwrap();
            let (status, answer) = (answer.status().as_u16(), answer.body_mut().read_json().unwrap());
            let mut all = Vec::new();
            words(&answer, &mut all);
            assert!(status == 200 && !all.is_empty(), "{path}: {status} {answer}");
            all
        };
        let [vi, en] = ["vi-VN, vi;q=0.9, en;q=0.8", "fr, en;q=0.7, vi;q=0.3"].map(said);
        assert_eq!(vi.len(), en.len(), "{path}");
        for (vi, en) in vi.iter().zip(&en) {
            assert!(vi != en && !vi.is_ascii(), "{path}: {vi:?} {en:?}");
        }
    }
}

#[test]
fn a_registration_without_a_price_is_refused_in_the_form_of_every_refusal() {
    let place = Place::new();
    let key = place.key("agency", AGENCY);
    let server = place.start();
    let refused = server.client(&key).put("/v1/consignments/C1", &question().replace("2018-10-01", "1999-10-01"));
    let issues = refused.json()["issues"].as_array().cloned().unwrap();
    assert_eq!((refused.status, &issues[0]["code"]), (422, &json!("no_price")), "{refused:?}");
    assert!(issues.len() > 1, "the reasons too: {issues:?}");
    for issue in issues {
        assert!(issue["path"].is_string() && issue["params"].is_object() && issue["message"].is_string(), "{issue}");
    }
}

#[test]
fn an_id_with_a_slash_can_be_asked_about() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    let registered = agency.put("/v1/consignment?id=2018/10/C-1", &question());
    assert_eq!((registered.status, &registered.json()["consignment"]), (200, &json!("2018/10/C-1")));
    let mut event = life(0)[0].clone();
    event["consignment"] = "2018/10/C-1".into();
    assert_eq!(post.post("/v1/events", &event.to_string()).status, 200);
    for rest in ["", "/tracking", "/events"] {
        let by_query = agency.get(&format!("/v1/consignment{rest}?id=2018/10/C-1&operator={POST}"));
        let by_path = agency.get(&format!("/v1/consignments/2018%2F10%2FC-1{rest}"));
        assert_eq!((by_query.status, &by_query.body), (200, &by_path.body), "{rest}");
    }
    let told = post.post("/v1/consignment/settlement?id=2018/10/C-1", r#"{"collected":0}"#);
    assert_eq!(told.status, 200, "{told:?}");
    assert_eq!(agency.get("/v1/consignments/C0001/events?id=C0001").status, 400, "in one place");
}
