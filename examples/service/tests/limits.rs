//! What is too large, too often or not valid is refused, whole, and with its reason.

use serde_json::{Value, json};

use crate::client::{Answered, Client};
use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

#[test]
fn too_large_is_refused() {
    let mut place = Place::new();
    place.set("HOSO_MAX_BODY", "300000");
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let mut event = life(0)[0].clone();
    event["x_padding"] = "x".repeat(300_000).into();
    assert_eq!(client.post("/v1/events", &event.to_string()).status, 413);
    assert!(client.kept("C0000").is_empty());

    let many = |consignment: &str, from: usize, count: usize| {
        let event = |number: usize| {
            json!({ "id": format!("e{number}"), "consignment": consignment, "kind": "departed",
                    "at": "2018-10-01T08:00:00+07:00" })
        };
        (from..from + count).map(event).collect::<Value>().to_string()
    };
    let status = |body: String| client.post("/v1/events", &body).status;
    let at_once = client.post("/v1/events", &many("C1", 0, 1_001)).json();
    assert_eq!(at_once["issues"][0]["code"], "too_many_at_once");
    assert_eq!(status(many("C1", 0, 900)), 200);
    assert_eq!(status(many("C1", 850, 151)), 413, "of one consignment");
    assert_eq!(client.kept("C1").len(), 900, "nothing of it was stored");
    let with_another = many("C1", 850, 151).replacen('[', &format!("[{},", life(5)[0]), 1);
    assert_eq!(status(with_another), 413);
    assert_eq!(client.get("/v1/consignments/C0005/tracking").status, 404, "nor of a consignment that was not known");
    assert_eq!(status(many("C1", 850, 150)), 200);
    assert_eq!(status(many("C1", 0, 1_000)), 200, "what is stored may be sent any number of times");
    assert_eq!(client.kept("C1").len(), 1_000);
}

/// Keys that begin with `x_` may hold anything, and what is kept of a consignment is read with each question about it.
#[test]
fn no_party_fills_what_all_must_read() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    let code = |answered: &Answered| (answered.status, answered.json()["issues"][0]["code"].clone());
    let (done, too_large, too_much) =
        ((200, Value::Null), (413, json!("word_too_large")), (413, json!("too_many_bytes")));
    let padded = |words: &str, bytes: usize| {
        let mut words: Value = serde_json::from_str(words).unwrap();
        words["x_a"] = "a".repeat(bytes).into();
        words.to_string()
    };
    let event = |number: usize, kind: &str, bytes: usize| {
        let event = json!({ "id": format!("{kind}{number}"), "consignment": "C0000", "kind": kind, "at": "2018-10-01T08:00:00+07:00" });
        padded(&event.to_string(), bytes)
    };
    let at = "/v1/consignments/C0000";
    assert_eq!(code(&agency.put(at, &padded(&question(), 8_192))), too_large);
    assert_eq!(code(&agency.put(at, &padded(&question(), 3_000))), done);

    let tell = |client: &Client, event: String| code(&client.post("/v1/events", &event));
    let refused = agency.post("/v1/events", &format!("[{},{}]", event(0, "created", 0), event(1, "created", 8_192)));
    assert_eq!((code(&refused), &refused.json()["issues"][0]["path"]), (too_large.clone(), &json!("/1")));
    let told: Vec<_> = (0..40).map(|number| tell(&agency, event(number, "created", 7_900))).collect();
    assert_eq!((&told[..12], &told[13..]), (&vec![done.clone(); 12][..], &vec![too_much.clone(); 27][..]), "100 kB");
    assert_eq!(tell(&agency, event(3, "created", 7_900)), done, "what is stored may be sent any number of times");
    // Nor does it grow by words that say the same.
    let small = event(99, "created", 0);
    assert_eq!(tell(&agency, small.clone()), done);
    assert_eq!(
        tell(
            &agency,
            small
                .replace("01T08:00:00+07:00", "01T09:00:00+08:00")
                .replace(r#""x_a":"""#, &format!(r#""x_a":"{}""#, "a".repeat(7_900)))
        ),
        too_much
    );
    let bytes: usize = agency.kept("C0000").iter().map(String::len).sum();
    assert!(bytes <= 102_400, "{bytes}");

    let many = |from: usize| {
        json!(
            (from..from + 60)
                .map(|number| serde_json::from_str(&event(number, "departed", 7_900)).unwrap())
                .collect::<Vec<Value>>()
        )
        .to_string()
    };
    assert_eq!([0, 60, 120].map(|from| tell(&post, many(from))), [done.clone(), done.clone(), too_much], "1 MB");
    let partial = post.post("/v1/events?partial=true", &many(120)).json();
    assert_eq!(partial["results"][0]["outcome"], "new", "up to there");
    let settlement = |bytes| code(&post.post(&format!("{at}/settlement"), &padded(r#"{"collected":1}"#, bytes)));
    assert_eq!([settlement(8_192), settlement(3_000)], [too_large, done]);

    let ids = |count: usize| vec!["C0000"; count].join(",");
    let journey = |count: usize| agency.post(&format!("/v1/journey?return={}", ids(count)), "{}");
    assert_eq!([code(&journey(17)).0, code(&journey(16)).0], [400, 422], "one dossier has few consignments");
}

#[test]
fn too_often_is_refused_for_that_key_alone() {
    let mut place = Place::new();
    place.set("HOSO_RATE", "5");
    let (eager, calm) = (place.key("operator", POST), place.key("operator", POST));
    let server = place.start();
    let asked: Vec<_> = (0..40).map(|_| server.client(&eager).get("/v1/webhooks")).collect();
    let refused: Vec<_> = asked.iter().filter(|answered| answered.status == 429).collect();
    assert!(asked[..10].iter().all(|answered| answered.status == 200));
    assert!(refused.len() > 10 && refused.iter().all(|answered| answered.retry_after.is_some()), "{refused:?}");
    assert_eq!(server.client(&calm).get("/v1/webhooks").status, 200);
    // Guessing keys is slowed down too.
    let guessed: Vec<u16> =
        (0..40).map(|guess| server.client(&format!("k{guess}")).get("/v1/webhooks").status).collect();
    assert!(guessed.contains(&401) && guessed.contains(&429), "{guessed:?}");
}

#[test]
fn a_request_with_an_issue_is_refused_whole_and_every_issue_told() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let mut events = life(0);
    events[1]["kind"] = "departd".into();
    events[3]["reason"] = Value::Null;
    let answered = client.post("/v1/events", &json!(events).to_string());
    assert_eq!(answered.status, 422);
    let paths: Vec<_> =
        answered.json()["issues"].as_array().unwrap().iter().map(|issue| issue["path"].clone()).collect();
    assert_eq!(paths, ["/1/kind", "/3/reason"]);
    assert!(client.kept("C0000").is_empty());
    for (wrong, code) in [
        ("", "not_json"),
        ("{", "not_json"),
        ("[", "not_json"),
        ("x", "not_json"),
        ("null", "not_that_body"),
        ("7", "not_that_body"),
        ("\"x\"", "not_that_body"),
        ("[[]]", "wrong_type"),
    ] {
        let refused = client.post("/v1/events", wrong);
        assert_eq!((refused.status, &refused.json()["issues"][0]["code"]), (422, &json!(code)), "{wrong}");
    }
    let expected = &client.post("/v1/events", "7").json()["issues"][0]["params"]["expected"];
    assert_eq!(expected, "{…}, [{…}, …]");
    assert_eq!(client.post("/v1/events?partial=true", "7").json()["issues"][0]["code"], "not_that_body");
    assert_eq!(client.post("/v1/events", "[]").json(), json!({ "accepted": 0 }));
}

/// As some editors and spreadsheets write a file.
#[test]
fn a_byte_order_mark_before_a_body_says_nothing() {
    let place = Place::new();
    let keys = [place.key("operator", POST), place.key("agency", AGENCY)];
    let server = place.start();
    let [post, agency] = keys.map(|key| server.client(&key));
    let at = "/v1/consignments/C0000";
    let marked = |body: &str| format!("\u{feff}{body}");
    let events = json!(life(0)).to_string();
    assert_eq!(agency.put(at, &marked(&question())).status, 200);
    assert_eq!(post.post("/v1/events", &marked(&events)).json(), json!({ "accepted": life(0).len() }));
    let partial = post.post("/v1/events?partial=true", &marked(&events)).json();
    assert_eq!((&partial["accepted"], &partial["refused"]), (&json!(life(0).len()), &json!(0)));
    assert_eq!(post.post("/v1/events", &marked(&life(1)[0].to_string())).status, 200);
    for (path, body) in [
        ("/v1/quote", question()),
        ("/v1/consignments/C0000/settlement", r#"{"collected":1}"#.into()),
        ("/v1/consignments/C0000/public_code", String::new()),
        ("/v1/consignments/C0000/erasure", r#"{"word":"w"}"#.into()),
        ("/v1/statements/SNV-2014/2018-10/reconciliation", "[]".into()),
    ] {
        let answered = post.post(path, &marked(&body));
        assert_eq!(answered.status, 200, "{path}: {answered:?}");
    }
    assert_eq!(post.post("/v1/events", &marked(&marked("[]"))).status, 422, "one is enough");
}
