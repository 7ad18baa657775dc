//! What a second request would do again is done once under its name, and answered byte for byte as it was.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::receiver::Receiver;
use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

const AT: &str = "/v1/consignments/C0000";

/// Each such request, with what says in the database how often it was done.
#[test]
fn whatever_a_second_request_would_do_again_is_done_once_under_its_name() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let (server, receiver) = (place.start(), Receiver::working());
    let (post, agency) = (server.client(&post), server.client(&agency));
    for number in [0, 1] {
        assert_eq!(post.post("/v1/events", &json!(life(number)).to_string()).status, 200);
    }
    assert_eq!(agency.put(AT, &question()).status, 202);
    let url = json!({ "url": receiver.url }).to_string();
    let hook = format!("/v1/webhooks/{}", post.post("/v1/webhooks", &url).json()["id"].as_str().unwrap());
    // A message that was told, and is told again when that is asked for; not before it was counted.
    assert_eq!(post.post(&format!("{hook}/pause"), "").status, 200);
    let told = "INSERT INTO deliveries (webhook, id, operator, consignment, body, made_at, told_at) \
                SELECT id, 'm', '', '', '{}', 1, 5 FROM webhooks";
    crate::folded::on(&place, told, &[]);
    crate::erased::long_ago(&place);
    let (of, word) = (|what: &str| format!("{AT}/{what}"), json!({ "word": "w" }).to_string());
    let count = |sql: &'static str| crate::folded::on(&place, sql, &[])[0][0].clone();
    let cases: [(String, String, &'static str); 10] = [
        (of("code"), String::new(), "SELECT digest FROM registration_codes"),
        (of("public_code"), String::new(), "SELECT digest FROM public_codes"),
        (
            of("registrations"),
            json!({ "agency": AGENCY, "confirmed": true }).to_string(),
            "SELECT CAST(count(*) AS TEXT) FROM registrations",
        ),
        (of("settlement"), json!({ "collected": 7 }).to_string(), "SELECT CAST(count(*) AS TEXT) FROM settlements"),
        ("/v1/webhooks".into(), url, "SELECT CAST(count(*) AS TEXT) FROM webhooks"),
        (format!("{hook}/secret"), String::new(), "SELECT group_concat(secret) FROM webhooks"),
        (format!("{hook}/test"), String::new(), "SELECT CAST(count(*) AS TEXT) FROM attempts"),
        (
            format!("{hook}/replay"),
            json!({ "since": "2018-01-01T00:00:00+07:00" }).to_string(),
            "SELECT CAST(count(*) AS TEXT) FROM deliveries WHERE told_at = 0",
        ),
        (of("erasure"), word.clone(), "SELECT CAST(count(*) AS TEXT) FROM erasures"),
        (
            "/v1/erasures".into(),
            json!({ "before": "2021-01-01", "word": "w" }).to_string(),
            "SELECT CAST(count(*) AS TEXT) FROM erasures",
        ),
    ];
    for (at, (path, body, done)) in cases.iter().enumerate() {
        let name = format!("request-{at}");
        let first = post.once(&name, path, body);
        assert_eq!(first.status, 200, "{path}: {first:?}");
        let once = count(done);
        let again = post.once(&name, path, body);
        assert_eq!((again.status, &again.body), (200, &first.body), "{path}");
        assert_eq!(count(done), once, "{path} was done again");
        let other = post.once(&name, path, &format!("{body} "));
        assert_eq!((other.status, &other.json()["issues"][0]["code"]), (422, &json!("another_request")), "{path}");
        for wrong in ["", &"x".repeat(256)] {
            assert_eq!(post.once(wrong, path, body).status, 400, "{path}");
        }
    }
    // Under another name it is another request.
    let [one, other] = ["a", "b"].map(|name| post.once(name, &of("code"), "").body);
    assert_ne!(one, other);
}

/// The table of routes says which requests bear a name: of the others each may be done twice, for a reason that is said here.
#[test]
fn every_request_that_changes_something_says_how_it_is_done_once() {
    // Questions, which change nothing; what is told again is known already; what is so already stays so.
    const AS_ONCE: [&str; 8] = [
        "/v1/events",
        "/v1/journey",
        "/v1/rulebook/check",
        "/v1/statements/{contract}/{month}/closing",
        "/v1/statements/{contract}/{month}/reconciliation",
        "/v1/webhooks/{webhook}/pause",
        "/v1/webhooks/{webhook}/resume",
        "/public/tracking",
    ];
    let document: Value = serde_json::from_str(&Place::new().run(&["openapi"]).unwrap()).unwrap();
    let mut without = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let Some(post) = operations.get("post") else { continue };
        let is_named = post["parameters"].as_array().unwrap().iter().any(|it| it["name"] == "Idempotency-Key");
        if !is_named && post["tags"][0] != "questions" {
            without.insert(path.as_str());
        }
    }
    let unsaid: Vec<_> = without.iter().filter(|path| !AS_ONCE.contains(path)).collect();
    assert!(unsaid.is_empty(), "what would {unsaid:?} do twice?");
}

/// The same request, sent by several at once because none has an answer yet.
#[test]
fn of_many_that_are_sent_at_once_one_is_done() {
    once_at_once(&Place::new());
}

pub(crate) fn once_at_once(place: &Place) {
    let key = place.key("operator", POST);
    let server = place.start();
    let url = json!({ "url": "http://127.0.0.1:9/" }).to_string();
    let answers: Vec<String> = std::thread::scope(|scope| {
        let (server, key, url) = (&server, &key, &url);
        let ask = move || loop {
            // A database that is slow to answer is asked again, as its answer says.
            let answered = server.client(key).once("one", "/v1/webhooks", url);
            if answered.status != 503 {
                return answered.body;
            }
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]) && answers[0].contains("whsec_"), "{answers:#?}");
    assert_eq!(server.client(&key).get("/v1/webhooks").json().as_array().map(Vec::len), Some(1));
}

#[test]
fn a_name_counts_for_a_day() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let ask = || client.once("one", &format!("{AT}/code"), "").body;
    let (first, again) = (ask(), ask());
    assert_eq!(first, again);
    crate::folded::on(&place, "UPDATE answers SET answered_at = answered_at - 86400001", &[]);
    assert_ne!(ask(), first, "a day later it is another request");
    // Also when nobody asks anything any more.
    crate::folded::on(&place, "UPDATE answers SET answered_at = answered_at - 86400001", &[]);
    server.stop();
    let server = place.start();
    assert!((0..50).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        crate::folded::on(&place, "SELECT given FROM answers", &[]).is_empty()
    }));
    drop(server);
}
