//! Settlements are read, kept in versions and as strict as every other body; and what must not be done twice is not.

use serde_json::{Value, json};

use crate::server::{AGENCY, POST, Place, Server};
use crate::stream::{life, question};

const AT: &str = "/v1/consignments/C0000";

fn carried(place: &Place) -> (Server, [String; 2]) {
    let keys = [place.key("operator", POST), place.key("agency", AGENCY)];
    let server = place.start();
    assert_eq!(server.client(&keys[1]).put(AT, &question()).status, 200);
    assert_eq!(server.client(&keys[0]).post("/v1/events", &json!(life(0)).to_string()).status, 200);
    (server, keys)
}

#[test]
fn every_word_is_kept_and_read_and_the_last_counts() {
    let place = Place::new();
    let (server, keys) = carried(&place);
    let [post, agency] = keys.each_ref().map(|key| server.client(key));
    let (one, all) = (format!("{AT}/settlement"), format!("{AT}/settlements"));
    assert_eq!((post.get(&one).status, post.get(&all).json()), (404, json!([])));
    let told = post.post(&one, r#"{"collected":1000}"#).json();
    assert_eq!((&told["version"], &told["item"]["collected"]), (&json!(1), &json!(1_000)));
    assert_eq!(post.post(&one, r#" {"collected":1000} "#).json()["version"], 1, "the same again");
    assert_eq!(post.post(&one, r#"{"collected":0,"compensation":5000,"compensation_to":"applicant"}"#).status, 200);
    for client in [&post, &agency] {
        let last = client.get(&one).json();
        assert_eq!((&last["version"], &last["told_by"]["id"]), (&json!(2), &json!(POST)));
        assert_eq!(last["item"]["compensation"], 5_000);
        let versions = client.get(&all).json();
        let collected: Vec<&Value> =
            versions.as_array().unwrap().iter().map(|it| &it["settlement"]["collected"]).collect();
        assert_eq!(collected, [1_000, 0]);
    }
    // What is not the operator's to tell is refused, and a key that stands twice.
    for (wrong, path, nearest) in [
        (r#"{"id":"C1","collected":3}"#, "/id", Value::Null),
        (r#"{"on":"2018-10-02"}"#, "/on", Value::Null),
        (r#"{"quote":{}}"#, "/quote", Value::Null),
        (r#"{"collectd":3}"#, "/collectd", json!("collected")),
    ] {
        let refused = post.post(&one, wrong).json();
        let issue = &refused["issues"][0];
        assert_eq!((&issue["code"], &issue["path"]), (&json!("unknown_key"), &json!(path)), "{refused}");
        let allowed = json!(["collected", "compensation", "compensation_to"]);
        assert_eq!((&issue["params"]["allowed"], &issue["params"]["nearest"]), (&allowed, &nearest), "{refused}");
    }
    for (wrong, code) in [
        (r#"{"id":"C1"}"#, "unknown_key"),
        (r#"{"collected":1,"collected":2}"#, "duplicate_key"),
        (r#"{"collectd":1}"#, "unknown_key"),
        (r#"{"collected":1.5}"#, "not_integer"),
        (r#"{"collected":1}}"#, "not_json"),
        ("", "not_json"),
        ("[]", "wrong_type"),
    ] {
        let refused = post.post(&one, wrong);
        assert_eq!(
            (refused.status, &refused.json()["issues"][0]["code"]),
            (422, &json!(code)),
            "{wrong} {}",
            refused.body
        );
    }
    assert_eq!(post.get(&all).json().as_array().unwrap().len(), 2, "nothing of what was refused stays");
}

#[test]
fn a_request_that_is_sent_again_under_its_name_is_done_once() {
    let place = Place::new();
    let (server, [post, agency]) = carried(&place);
    let send = |key: &str, name: &str, body: &str| {
        let answered = server.client(key).once(name, &format!("{AT}/settlement"), body);
        (answered.status, answered.body)
    };
    let (one, two) = (r#"{"collected":1}"#, r#"{"collected":2}"#);
    let first = send(&post, "a", one);
    assert_eq!((first.0, send(&post, "b", two).0), (200, 200));
    assert_eq!(send(&post, "a", one), first, "as it was answered then");
    let versions = || server.client(&post).get(&format!("{AT}/settlements")).json();
    assert_eq!(versions().as_array().unwrap().len(), 2, "and not done again");
    assert_eq!(send(&post, "a", two).0, 422, "another request of the same name");
    assert_eq!(send(&post, "", one).0, 400);
    assert_eq!(send(&agency, "a", one).0, 403, "another key's names are its own");
    // What was refused was not done, and is tried again.
    assert_eq!((send(&post, "c", "{").0, send(&post, "c", one).0), (422, 200));
    assert_eq!(versions().as_array().unwrap().len(), 3);
}
