//! Keys: each party sees its own, and nothing of another's.

use serde_json::{Value, json};

use crate::client::Client;
use crate::server::{AGENCY, POST, Place, holds};
use crate::stream::{life, question};

const OTHER_AGENCY: &str = "so-thong-tin-truyen-thong";

#[test]
fn each_sees_its_own_only() {
    let place = with_a_second_operator();
    let keys = [("operator", POST), ("operator", "other-post"), ("agency", AGENCY), ("agency", OTHER_AGENCY)];
    let keys = keys.map(|(kind, name)| place.key(kind, name));
    let server = place.start();
    let [post, other_post, agency, other_agency] = keys.each_ref().map(|key| server.client(key));
    let seen =
        |client: &Client| ["tracking", "events"].map(|of| client.get(&format!("/v1/consignments/C0000/{of}")).status);

    // Before anything is registered only the operator who told it sees it.
    assert_eq!(post.post("/v1/events", &json!(life(0)).to_string()).status, 200);
    assert_eq!([&post, &other_post, &agency, &other_agency].map(seen), [[200; 2], [404; 2], [404; 2], [404; 2]]);
    // Another operator's consignment of the same id is another consignment.
    let theirs = json!([life(0)[0]]).to_string();
    assert_eq!(other_post.post("/v1/events", &theirs).status, 200);
    assert_eq!((post.kept("C0000").len(), other_post.kept("C0000").len()), (life(0).len(), 1));
    // Who names another operator tells of nothing that is its own.
    for operator in [POST, "nobody"] {
        let refused = other_post.post(&format!("/v1/events?operator={operator}"), &theirs);
        let issue = &refused.json()["issues"][0];
        assert_eq!(
            (refused.status, &issue["code"], &issue["path"]),
            (404, &json!("unknown"), &json!("/0/consignment"))
        );
        let partial = other_post.post(&format!("/v1/events?operator={operator}&partial=true"), &theirs).json();
        assert_eq!((&partial["accepted"], &partial["refused"]), (&json!(0), &json!(1)));
    }
    assert_eq!(other_post.post("/v1/events?operator=other-post", &theirs).status, 200);

    // Only the parties of the contract can register, and only they see it then.
    for stranger in [&other_post, &other_agency] {
        assert_eq!(stranger.put("/v1/consignments/C0000", &question()).status, 403);
    }
    post.lets_register(&agency, "C0000", &question());
    assert_eq!([&post, &other_agency].map(seen), [[200; 2], [404; 2]]);
    assert_eq!(agency.kept("C0000").len(), life(0).len());
    assert_eq!(agency.put("/v1/consignments/C0000", &question()).status, 200, "again");
    let heavier = question().replace("80", "90");
    assert_eq!(agency.put("/v1/consignments/C0000", &heavier).status, 409, "another content");

    // An agency tells of its own consignments only.
    let claim = r#"{"id":"a1","consignment":"C0000","kind":"claim_opened","at":"2018-11-01T08:00:00+07:00"}"#;
    assert_eq!([&agency, &other_agency].map(|client| client.post("/v1/events", claim).status), [200, 404]);
    assert_eq!(agency.get("/v1/consignments/C0000/tracking").json()["claim"], "open");

    // A journey takes stored events of one's own consignments only.
    let dossier = r#"{"dossier":"000.00.01.H09-181001-0001","agency":"so-noi-vu","procedure":"1.900101",
        "service":"return","on":"2018-10-05","zone":"intra_province"}"#;
    let journey = |client: &Client| client.post("/v1/journey?return=C0000", dossier).status;
    assert_eq!([&post, &agency, &other_agency].map(journey), [200, 200, 404]);

    // Statements.
    let items = |client: &Client| {
        let answered = client.get("/v1/statements/SNV-2014/2018-10");
        (answered.status, answered.json()["items"].as_i64())
    };
    assert_eq!([&post, &agency].map(items), [(200, Some(1)); 2]);
    // Another operator, and an agency that the contract is not with, learn nothing of it.
    assert_eq!([items(&other_post), items(&other_agency)], [(404, None); 2]);

    // Webhooks.
    let hook = agency.post("/v1/webhooks", r#"{"url":"http://127.0.0.1:1/"}"#).json();
    let removed = |client: &Client| client.ask("DELETE", &format!("/v1/webhooks/{}", hook["id"].as_str().unwrap()), "");
    assert_eq!(post.get("/v1/webhooks").json(), json!([]));
    assert_eq!([&post, &agency].map(|client| removed(client).unwrap().status), [404, 200]);
}

#[test]
fn what_was_collected_and_is_owed_is_the_operators_to_tell() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    agency.put("/v1/consignments/C0000", &question());
    let statement = || post.get("/v1/statements/SNV-2014/2018-10").json();
    assert_eq!(statement()["items"], 0, "the post does not have it yet");
    post.post("/v1/events", &json!(life(0)).to_string());
    assert_eq!(
        (&statement()["items"], &statement()["collected"], &statement()["balance"]),
        (&json!(1), &json!(35_000), &json!(0))
    );

    let at = "/v1/consignments/C0000/settlement";
    assert_eq!(agency.post(at, r#"{"collected":0}"#).status, 403);
    for wrong in [r#"{"collected":-1}"#, r#"{"collectd":1}"#, "[]", "{"] {
        assert_eq!(post.post(at, wrong).status, 422, "{wrong}");
    }
    assert_eq!(post.post(at, r#"{"collected":1000}"#).status, 200);
    assert_eq!(post.post(at, r#"{"collected":0,"compensation":5000}"#).status, 200, "the last counts");
    assert_eq!((&statement()["collected"], &statement()["balance"]), (&json!(0), &json!(30_000)));
}

#[test]
fn only_a_key_that_counts_opens_anything() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let status = |key: &str| server.client(key).post("/v1/decide", &question()).status;
    assert_eq!([status(""), status("hoso_0_0"), status(key.trim_start_matches('h'))], [401; 3]);
    let (_, secret) = key.rsplit_once('_').unwrap();
    assert_eq!(status(&key), 422, "let in: a question of decide has no weight");
    assert!(!holds(&place.folder.0.join("events.db-wal"), secret), "a key is not kept");

    let id = place.run(&["key", "list"]).unwrap();
    let id = id.split(' ').next().unwrap();
    assert!(key.contains(id));
    place.run(&["key", "revoke", id]).unwrap();
    assert_eq!(status(&key), 401, "at once");
    assert!(place.run(&["key", "revoke", id]).is_err());
    assert!(place.run(&["key", "add", "agency", "nobody"]).unwrap_err().contains("nobody"));
}

#[test]
fn a_key_has_a_name_an_end_and_a_last_use() {
    let place = Place::new();
    let add = |options: &[&str]| place.run(&[&["key", "add", "agency", AGENCY], options].concat());
    let named = add(&["--name", "máy chủ", "--until", "2098-12-31"]).unwrap();
    let (unused, ended) = (add(&[]).unwrap(), add(&["--until", "2098-01-01"]).unwrap());
    assert!(add(&["--until", "2018-01-01"]).unwrap_err().contains("not over"));
    assert!(add(&["--name", "a\nb"]).is_err() && add(&["--nam", "a"]).is_err());
    let end = |key: &str| key.split('_').nth(1).unwrap().to_owned();
    crate::folded::on(&place, "UPDATE api_keys SET expires_at = 1 WHERE id = $1", &[&end(&ended)]);
    let server = place.start();
    let status = |key: &str| server.client(key).post("/v1/quote", &question()).status;
    assert_eq!((status(&named), status(&ended)), (200, 401));
    server.stop();
    let list = place.run(&["key", "list"]).unwrap();
    let line = |key: &str| list.lines().find(|line| line.starts_with(&end(key))).unwrap();
    let said = line(&named);
    assert!(said.contains("until 2098-12-31  used 2") && said.ends_with("máy chủ"), "{said}");
    assert!(line(&unused).ends_with("no end  never used") && line(&ended).contains("expired"), "{list}");
}

/// The rulebook of Bình Dương, with one more operator.
fn with_a_second_operator() -> Place {
    let rulebook = include_str!("../../data/binh-duong.json");
    let mut rulebook: Value = serde_json::from_str(rulebook).unwrap();
    rulebook["operators"].as_array_mut().unwrap().push(json!({ "id": "other-post", "name": "Other" }));
    let mut place = Place::new();
    let file = place.folder.0.join("rulebook.json");
    std::fs::write(&file, rulebook.to_string()).unwrap();
    place.set("HOSO_RULEBOOK", file.to_str().unwrap());
    place
}
