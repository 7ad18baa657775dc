//! Events told by the codes of another system: understood, kept in the words in which they were told, or refused by name.

use serde_json::{Value, json};

use crate::server::{AGENCY, POST, Place};
use crate::stream::{consignment, question};

/// Vietnam Post's numbers of a consignment that is delivered at the second try.
const NUMBERS: [&str; 8] = ["1", "6", "10", "12", "15", "12", "14", "109"];

fn told(number: usize, at: usize) -> Value {
    json!({
        "id": format!("v{at}"), "consignment": consignment(number), "system": "my_vnpost", "code": NUMBERS[at],
        "at": format!("2018-10-{:02}T08:00:00+07:00", at + 1), "x_status": { "saleOrderCode": "S1" },
    })
}

#[test]
fn what_another_system_tells_is_tracked_and_shown_in_its_words() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    assert_eq!(agency.put("/v1/consignments/C0000", &question()).status, 200);
    let mut events: Vec<Value> = (0..7).map(|at| told(0, at)).collect();
    // A reason by our name, for which Vietnam Post's numbers have none; and an event in our words between theirs.
    events[4]["reason"] = "addressee_absent".into();
    events.push(json!({ "id": "h", "consignment": "C0000", "kind": "held", "at": "2018-10-05T18:00:00+07:00" }));
    assert_eq!(post.post("/v1/events", &json!(events[..3]).to_string()).json(), json!({ "accepted": 3 }));
    assert_eq!(post.post("/v1/events", &events[3].to_string()).json(), json!({ "accepted": 1 }));
    assert_eq!(post.post("/v1/events", &json!(events).to_string()).status, 200);

    let tracking = agency.get("/v1/consignments/C0000/tracking").json();
    let history: Vec<&str> =
        tracking["history"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    let kinds = "created accepted departed out_for_delivery delivery_failed held out_for_delivery delivered";
    assert_eq!(history.join(" "), kinds);
    assert_eq!((&tracking["attempts"], &tracking["anomalies"]), (&json!(1), &json!([])));
    let kept = agency.get("/v1/consignments/C0000/events").json();
    let mut kept: Vec<Value> = kept.as_array().unwrap().iter().map(|told| told["event"].clone()).collect();
    for list in [&mut kept, &mut events] {
        list.sort_by_key(|event| event["id"].to_string());
    }
    assert_eq!(kept, events, "each once, in the words in which it was told");
    let dossier = json!({
        "dossier": "H-1", "agency": AGENCY, "procedure": "1.900101", "service": "return", "on": "2018-10-09",
        "zone": "intra_province",
    });
    let journey = agency.post("/v1/journey?return=C0000", &dossier.to_string()).json();
    assert_eq!((&journey["state"], &journey["legs"][0]["tracking"]), (&json!("handed_over"), &tracking));
    // What it was registered with need not be said again.
    let short = json!({ "dossier": "H-1", "on": "2018-10-09" });
    let whole = json!({
        "dossier": "H-1", "agency": AGENCY, "procedure": "1.900101", "service": "return", "on": "2018-10-09",
        "zone": "intra_province", "weight_grams": 80,
    });
    let [short, whole] = [short, whole].map(|dossier| agency.post("/v1/journey?return=C0000", &dossier.to_string()));
    assert_eq!((short.status, &short.body), (200, &whole.body));
    assert!(short.json()["legs"][0]["quote"].is_object() || short.json()["quote"].is_object(), "{short:?}");
    let unknown = agency.post("/v1/journey", r#"{"dossier":"H-1"}"#);
    assert_eq!(unknown.status, 422, "nothing is registered");
}

#[test]
fn what_is_no_event_is_refused_by_its_name_and_nothing_is_kept() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let with = |code: &str| {
        let mut event = told(0, 1);
        event["code"] = code.into();
        event
    };
    for (code, name) in [("0", "Lưu nháp"), ("21", "Đã trả tiền COD"), ("28", "Đã trả phí ship")] {
        let answered = client.post("/v1/events", &json!([told(0, 0), with(code)]).to_string());
        let issue = &answered.json()["issues"][0];
        assert_eq!((answered.status, &issue["code"], &issue["path"]), (422, &json!("no_event"), &json!("/1/code")));
        assert_eq!(issue["params"], json!({ "system": "my_vnpost", "code": code, "name": name }));
        assert!(issue["message"].as_str().unwrap().contains(name), "{issue}");
    }
    let unknown = client.post("/v1/events", &with("25").to_string());
    assert_eq!(unknown.json()["issues"][0]["code"], "not_one_of");
    let elsewhere =
        json!({ "id": "e", "consignment": "C0000", "system": "fax", "code": "1", "at": "2018-10-01T08:00:00+07:00" });
    assert_eq!(client.post("/v1/events", &elsewhere.to_string()).json()["issues"][0]["path"], "/system");
    assert!(client.kept("C0000").is_empty());
}
