//! The door for citizens: number and code, and nothing but where it is.

use serde_json::json;

use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

#[test]
fn a_citizen_sees_where_it_is_by_number_and_code() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency, citizen) = (server.client(&post), server.client(&agency), server.client(""));
    assert_eq!(agency.put("/v1/consignments/C0000", &question()).status, 200);
    let mut events = life(0);
    for event in &mut events {
        event["recipient"] = "Nguyễn Thị Lan".into();
        event["office"] = "Bưu cục Thủ Dầu Một".into();
    }
    assert_eq!(post.post("/v1/events", &json!(events).to_string()).status, 200);
    let give = || post.post("/v1/consignments/C0000/public_code", "").json()["code"].as_str().unwrap().to_owned();
    let ask =
        |code: &str| citizen.post("/public/tracking", &json!({ "consignment": "C0000", "code": code }).to_string());

    let code = give();
    let seen = ask(&code);
    assert_eq!(
        (seen.status, &seen.json()["state"], &seen.json()["label"]),
        (200, &json!("delivered"), &json!("Delivered"))
    );
    let tracking = agency.get("/v1/consignments/C0000/tracking").json();
    assert_eq!(seen.json()["history"].as_array().unwrap().len(), tracking["history"].as_array().unwrap().len());
    for secret in ["Lan", "Thủ Dầu Một", AGENCY, POST] {
        assert!(!seen.body.contains(secret), "{}", seen.body);
    }
    // As it is copied from a slip.
    assert_eq!(ask(&format!(" {}-{} ", &code[..5], code[5..].to_uppercase())).status, 200);

    // A wrong code and a number that nobody has are answered alike.
    let wrong = ask("0000000000");
    let nobody = citizen.post("/public/tracking", &json!({ "consignment": "C9", "code": code }).to_string());
    assert_eq!((wrong.status, &wrong.body), (404, &nobody.body));
    let next = give();
    assert_eq!((ask(&code).status, ask(&next).status), (404, 200), "the one before counts no longer");
    assert_eq!(agency.post("/v1/consignments/C0000/public_code", "").status, 403);
    assert_eq!(post.post("/v1/consignments/C0001/public_code", "").status, 404);
    assert_eq!(citizen.post("/public/tracking", "{}").status, 422);
}

#[test]
fn guessing_codes_is_slow() {
    let mut place = Place::new();
    place.set("HOSO_RATE", "5");
    let key = place.key("operator", POST);
    let server = place.start();
    let (post, citizen) = (server.client(&key), server.client(""));
    assert_eq!(post.post("/v1/events", &life(0)[0].to_string()).status, 200);
    let ask = |consignment: &str| {
        citizen.post("/public/tracking", &json!({ "consignment": consignment, "code": "0" }).to_string()).status
    };
    let answered: Vec<u16> = (0..40).map(|_| ask("C0000")).collect();
    assert!(answered.contains(&429), "{answered:?}");
    assert_eq!(ask("C0001"), 404, "others' are not kept waiting");
}
