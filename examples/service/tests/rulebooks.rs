//! The rulebook changes: what is stored is held against the new one, and nothing disappears.

use std::time::Duration;

use serde_json::{Value, json};

use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

const STATEMENT: &str = "/v1/statements/SNV-2014/2018-10";

fn binh_duong() -> Value {
    serde_json::from_str(include_str!("../../data/binh-duong.json")).unwrap()
}

/// The rulebook of Bình Dương with some ids replaced.
fn renamed(from: &str, to: &str) -> String {
    binh_duong().to_string().replace(&format!("\"{from}\""), &format!("\"{to}\""))
}

/// A place whose rulebook is a file, with something registered and charged.
fn with_a_month() -> (Place, [String; 3], String) {
    let mut place = Place::new();
    let file = place.folder.0.join("rulebook.json");
    std::fs::write(&file, binh_duong().to_string()).unwrap();
    place.set("HOSO_RULEBOOK", file.to_str().unwrap());
    let keys =
        [("operator", POST), ("agency", AGENCY), ("administrator", "it")].map(|(kind, name)| place.key(kind, name));
    let server = place.start();
    let [post, agency, _] = keys.each_ref().map(|key| server.client(key));
    assert_eq!(agency.put("/v1/consignments/C0000", &question()).status, 200);
    assert_eq!(post.post("/v1/events", &json!(life(0)).to_string()).status, 200);
    let statement = post.get(STATEMENT).body;
    assert!(statement.contains("\"items\":1,"), "{statement}");
    server.stop();
    (place, keys, statement)
}

#[test]
fn a_start_with_a_rulebook_that_lacks_what_is_stored_is_refused_until_told_to_go_on() {
    let (place, keys, statement) = with_a_month();
    let file = place.folder.0.join("rulebook.json");
    let file = file.to_str().unwrap();
    std::fs::write(file, renamed("SNV-2014", "SNV-15")).unwrap();
    let refused = place.run(&[]).unwrap_err();
    for said in
        ["contract `SNV-2014` with the operator `buu-dien-binh-duong`, named by 1 registrations", "--go-on", file]
    {
        assert!(refused.contains(said), "{refused}");
    }
    assert!(place.run(&["rulebook", "take", file]).unwrap_err().contains("SNV-2014"));
    assert!(place.run(&["rulebook", "check", file]).unwrap().contains("SNV-2014"));
    let digest = place.run(&["rulebook", "take", file, "--go-on"]).unwrap();

    let server = place.start();
    let [post, agency, _] = keys.each_ref().map(|key| server.client(key));
    assert_eq!(post.get("/v1/rulebook").json()["digest"], digest);
    for client in [&post, &agency] {
        assert_eq!(client.get(STATEMENT).body, statement, "made from what was stored");
    }
    assert_eq!(post.get("/v1/statements/SNV-15/2018-10").json()["items"], 0);
    assert_eq!(post.get("/v1/statements/SNV-16/2018-10").status, 404);
    server.stop();

    std::fs::write(file, renamed(POST, "vietnam-post")).unwrap();
    let refused = place.run(&[]).unwrap_err();
    for said in
        ["operator `buu-dien-binh-duong`, named by 1 consignments", "named by 1 keys", "named by 1 registrations"]
    {
        assert!(refused.contains(said), "{refused}");
    }
    place.run(&["rulebook", "take", file, "--go-on"]).unwrap();
    let server = place.start();
    let [post, agency, _] = keys.each_ref().map(|key| server.client(key));
    for client in [&post, &agency] {
        assert_eq!(client.get(STATEMENT).body, statement, "whose operator has another name now");
    }
}

#[test]
fn an_administrator_takes_a_rulebook_without_a_restart() {
    let (place, keys, statement) = with_a_month();
    // Two services on one database: what one takes, the other notices.
    let (server, other) = (place.start(), place.start());
    let [post, agency, it] = keys.each_ref().map(|key| server.client(key));
    let before = post.get("/v1/rulebook").json();
    assert_eq!((&before["id"], before["since"].is_string()), (&binh_duong()["id"], true));
    let lacks = renamed("SNV-2014", "SNV-15");
    for client in [&post, &agency] {
        assert_eq!(client.put("/v1/rulebook", &lacks).status, 403);
        assert_eq!(client.post("/v1/rulebook/check", &lacks).status, 403);
    }
    assert_eq!(it.get("/v1/consignments/C0000/tracking").status, 403, "no consignment is an administrator's to see");
    let missing =
        json!([{ "stored": "registrations", "kind": "contract", "id": "SNV-2014", "operator": POST, "count": 1 }]);
    let checked = it.post("/v1/rulebook/check", &lacks).json();
    assert_eq!(checked["missing"], missing);
    let edited = checked["changes"]["edits"].as_array().unwrap().iter().any(|edit| edit["list"] == "contracts");
    assert!(edited, "what differs from the one that holds: {checked}");
    let same = it.post("/v1/rulebook/check", &binh_duong().to_string()).json();
    assert_eq!(same["changes"]["edits"], json!([]));
    let refused = it.put("/v1/rulebook", &lacks);
    let (said, issue) = (refused.json(), &refused.json()["issues"][0]);
    assert_eq!((refused.status, &issue["code"], &said["missing"]), (409, &json!("rulebook_not_taken"), &missing));
    assert_eq!(it.put("/v1/rulebook", "{}").status, 422);
    assert_eq!(post.get("/v1/rulebook").json(), before, "nothing was taken");

    let taken = it.put("/v1/rulebook?go_on=true", &lacks);
    assert_eq!((taken.status, &taken.json()["missing"]), (200, &missing));
    let now = post.get("/v1/rulebook").json();
    assert!(now["digest"] == taken.json()["digest"] && now["digest"] != before["digest"]);
    assert_eq!(post.get(STATEMENT).body, statement);
    assert_eq!(agency.put("/v1/consignments/C0001", &question()).json()["contract"], "SNV-15", "at once");
    let followed = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        other.client(&keys[0]).get("/v1/rulebook").json() == now
    });
    assert!(followed, "the other service");
    drop(other);
    server.stop();

    // The file is as it was: what was taken since holds. Another file is taken.
    let server = place.start();
    let [post, .., it] = keys.each_ref().map(|key| server.client(key));
    assert_eq!(post.get("/v1/rulebook").json(), now);
    assert_eq!(
        it.put("/v1/rulebook?go_on=true", &binh_duong().to_string()).json()["digest"],
        before["digest"],
        "and back"
    );
    let digests: Vec<Value> =
        post.get("/v1/rulebooks").json().as_array().unwrap().iter().map(|day| day["digest"].clone()).collect();
    assert_eq!(digests, [&before, &now, &before].map(|day| day["digest"].clone()));
    server.stop();
    let mut other = binh_duong();
    other["title"] = "Another".into();
    std::fs::write(place.folder.0.join("rulebook.json"), other.to_string()).unwrap();
    assert!(place.run(&[]).unwrap_err().contains("SNV-15"), "of C0001");
}

#[test]
fn a_rulebook_with_errors_is_taken_only_when_told_to_go_on() {
    let (place, keys, _) = with_a_month();
    let server = place.start();
    let it = server.client(&keys[2]);
    let mut gap = binh_duong();
    for tariff in gap["tariffs"].as_array_mut().unwrap() {
        let versions = tariff["versions"].as_array_mut().unwrap();
        versions.drain(..versions.len() - 1);
        versions[0]["valid"]["from"] = "2028-01-01".into();
    }
    let refused = it.put("/v1/rulebook", &gap.to_string());
    let said = refused.json();
    assert_eq!((refused.status, &said["missing"]), (409, &json!([])), "{said}");
    assert!(said["findings"].as_array().unwrap().iter().any(|finding| finding["severity"] == "error"), "{said}");
    assert_eq!(it.put("/v1/rulebook?go_on=true", &gap.to_string()).status, 200);
    let large = format!("{}{}", " ".repeat(2_000_000), binh_duong());
    assert_eq!(it.put("/v1/rulebook", &large).status, 200, "larger than other bodies may be");
}
