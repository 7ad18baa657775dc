//! What did not change is not sent again; what is sent is compressed; pages of known origins may ask, and no others.

use serde_json::json;

use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

const PAGE: &str = "https://dichvucong.example.vn";

#[test]
fn what_did_not_change_is_not_sent_again() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (poster, reader) = (server.client(&post), server.client(&agency));
    assert_eq!(reader.put("/v1/consignments/C0000", &question()).status, 200);
    assert_eq!(poster.post("/v1/events", &life(0)[0].to_string()).status, 200);
    let bearer = format!("Bearer {agency}");
    let ask = |path: &str, known: &str| {
        reader.headers_of("GET", path, &[("authorization", &bearer), ("if-none-match", known)])
    };
    for path in ["/v1/consignments/C0000/tracking", "/v1/rulebook", "/v1/rulebooks", "/v1/statements/SNV-2014/2018-10"]
    {
        let (status, headers, body) = ask(path, "");
        assert_eq!(status, 200, "{path}");
        let tag = headers["etag"].to_str().unwrap().to_owned();
        for known in [tag.clone(), "*".into(), format!("\"other\", {tag}"), tag.trim_start_matches("W/").to_owned()] {
            let (status, again, nothing) = ask(path, &known);
            assert_eq!((status, nothing.as_str(), &again["etag"]), (304, "", &headers["etag"]), "{path} {known}");
        }
        let (status, _, again) = ask(path, "\"other\"");
        assert_eq!((status, again), (200, body), "{path}");
    }
    // What changes has another tag.
    let tracking = "/v1/consignments/C0000/tracking";
    let before = ask(tracking, "").1["etag"].to_str().unwrap().to_owned();
    assert_eq!(poster.post("/v1/events", &json!(life(0)).to_string()).status, 200);
    assert_eq!(ask(tracking, &before).0, 200);
    // Who may not see it learns nothing of it.
    let refused = reader.headers_of("GET", tracking, &[("if-none-match", "*")]);
    assert_eq!(refused.0, 401);
}

#[test]
fn what_is_sent_is_compressed_for_who_takes_it() {
    let place = Place::new();
    let server = place.start();
    let client = server.client("");
    let plain = client.headers_of("GET", "/openapi.json", &[]);
    assert!(!plain.1.contains_key("content-encoding"));
    let small = client.bytes_of("/openapi.json", &[("accept-encoding", "gzip")]);
    assert_eq!(small.0["content-encoding"], "gzip");
    assert!(small.1.len() * 5 < plain.2.len(), "{} of {}", small.1.len(), plain.2.len());
}

#[test]
fn pages_of_known_origins_may_ask() {
    let mut place = Place::new();
    place.set("HOSO_ORIGINS", &format!("{PAGE}, http://127.0.0.1:5173"));
    let key = place.key("agency", AGENCY);
    let server = place.start();
    let client = server.client(&key);
    let bearer = format!("Bearer {key}");
    let before = [
        ("origin", PAGE),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", "authorization"),
    ];
    let (status, headers, _) = client.headers_of("OPTIONS", "/v1/consignments/C1", &before);
    assert_eq!((status, headers["access-control-allow-origin"].to_str().unwrap()), (200, PAGE));
    assert!(headers["access-control-allow-methods"].to_str().unwrap().contains("PUT"));
    let (status, headers, _) =
        client.headers_of("GET", "/v1/rulebook", &[("origin", PAGE), ("authorization", &bearer)]);
    assert_eq!((status, headers["access-control-allow-origin"].to_str().unwrap()), (200, PAGE));
    let exposed = headers["access-control-expose-headers"].to_str().unwrap();
    for name in ["etag", "retry-after", "x-request-id", "content-disposition"] {
        assert!(exposed.split(',').any(|exposed| exposed.trim() == name), "{name}: {exposed}");
    }
    // A refusal can be read too.
    assert!(
        client.headers_of("GET", "/v1/rulebook", &[("origin", PAGE)]).1.contains_key("access-control-allow-origin")
    );
    let (_, headers, _) =
        client.headers_of("GET", "/v1/rulebook", &[("origin", "https://other.example"), ("authorization", &bearer)]);
    assert!(!headers.contains_key("access-control-allow-origin"));
    let wrong = Place { env: vec![("HOSO_ORIGINS", "*".into())], ..Place::new() };
    assert!(wrong.run(&["key", "list"]).unwrap_err().contains("HOSO_ORIGINS"));
}
