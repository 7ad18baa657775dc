//! Two parties who do not trust each other: each says what only it can know, and takes back its own words alone.

use serde_json::{Value, json};

use crate::client::Client;
use crate::server::{AGENCY, POST, Place};
use crate::stream::question;

fn event(id: &str, kind: &str, day: usize) -> Value {
    json!({ "id": id, "consignment": "C0000", "kind": kind, "at": format!("2018-10-{day:02}T08:00:00+07:00") })
}

fn state(client: &Client) -> String {
    client.get("/v1/consignments/C0000/tracking").json()["state"].as_str().unwrap().to_owned()
}

fn refusal(client: &Client, event: &Value) -> (u16, String) {
    let answered = client.post("/v1/events", &event.to_string());
    let issue = answered.json()["issues"][0].clone();
    assert_eq!((&issue["params"]["consignment"], &issue["params"]["event"]), (&json!("C0000"), &event["id"]), "named");
    (answered.status, issue["code"].as_str().unwrap().to_owned())
}

#[test]
fn an_agency_neither_voids_nor_overwrites_nor_tells_what_is_the_posts() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    assert_eq!(agency.put("/v1/consignments/C0000", &question()).status, 200);
    let tell = |client: &Client, event: Value| client.post("/v1/events", &event.to_string()).status;
    assert_eq!(tell(&agency, event("a1", "created", 1)), 200);
    assert_eq!([tell(&post, event("1", "accepted", 2)), tell(&post, event("2", "delivered", 3))], [200; 2]);

    let mut void = event("a2", "void", 4);
    void["voids"] = "2".into();
    assert_eq!(refusal(&agency, &void), (403, "told_by_another".into()));
    let mut over = event("2", "created", 4);
    over["recorded_at"] = "2018-12-31T00:00:00+07:00".into();
    assert_eq!(refusal(&agency, &over), (403, "told_by_another".into()));
    for kind in ["accepted", "departed", "delivered", "returned", "lost", "damaged", "claim_refused"] {
        assert_eq!(refusal(&agency, &event("a3", kind, 4)), (422, "not_of_agencies".into()), "{kind}");
    }
    assert_eq!(refusal(&agency, &event("a4", "cancelled", 4)), (409, "accepted_already".into()));
    assert_eq!(state(&post), "delivered");
    // Nor does the post take back what the agency told.
    let mut void = event("3", "void", 4);
    void["voids"] = "a1".into();
    assert_eq!(refusal(&post, &void), (403, "told_by_another".into()));

    // Its own words each may correct and void.
    assert_eq!(tell(&agency, event("a5", "claim_opened", 5)), 200);
    assert_eq!(post.get("/v1/consignments/C0000/tracking").json()["claim"], "open");
    let mut void = event("a6", "void", 6);
    void["voids"] = "a5".into();
    assert_eq!(tell(&agency, void), 200);
    assert_eq!(post.get("/v1/consignments/C0000/tracking").json()["claim"], "none");
    let mut void = event("4", "void", 6);
    void["voids"] = "2".into();
    assert_eq!(tell(&post, void), 200);
    assert_eq!(state(&agency), "accepted");
}

#[test]
fn what_came_before_the_posts_word_does_not_stand_against_it() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    assert_eq!(agency.put("/v1/consignments/C0000", &question()).status, 200);
    // The agency guesses the ids that the post will use, and says that it took the consignment back.
    let mut void = event("a1", "void", 1);
    void["voids"] = "2".into();
    let mut taken = event("3", "created", 9);
    taken["recorded_at"] = "2026-01-01T00:00:00+07:00".into();
    let ahead = json!([void, taken, event("a2", "cancelled", 9)]);
    assert_eq!(agency.post("/v1/events", &ahead.to_string()).status, 200);
    assert_eq!(state(&agency), "cancelled");
    let told = json!([event("1", "accepted", 2), event("2", "departed", 3), event("3", "delivered", 4)]);
    assert_eq!(post.post("/v1/events", &told.to_string()).status, 200);
    assert_eq!(state(&agency), "delivered");
    assert_eq!(post.get("/v1/statements/SNV-2014/2018-10").json()["items"], 1, "and it is charged");

    let events = agency.get("/v1/consignments/C0000/events").json();
    let said = |told: &Value| {
        let at = told["received_at"].as_str().unwrap();
        assert!(at.ends_with("+07:00") && at.starts_with("20"), "{at}");
        (
            told["event"]["id"].as_str().unwrap().to_owned(),
            told["told_by"]["id"].as_str().unwrap().to_owned(),
            told["counts"] == true,
        )
    };
    let mut events: Vec<_> = events.as_array().unwrap().iter().map(said).collect();
    events.sort();
    let told = |id: &str, by: &str, counts| (id.to_owned(), by.to_owned(), counts);
    let expected = [
        told("1", POST, true),
        told("2", POST, true),
        told("3", POST, true),
        told("3", AGENCY, false),
        told("a1", AGENCY, false),
        told("a2", AGENCY, false),
    ];
    assert_eq!(events, expected, "who told what, and whether it counts");
}

#[test]
fn nothing_happens_in_the_year_2999() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    for path in ["at", "recorded_at"] {
        let mut ahead = event("1", "accepted", 1);
        ahead[path] = "2999-01-01T00:00:00+07:00".into();
        assert_eq!(refusal(&client, &ahead), (422, "ahead_of_clock".into()), "{path}");
    }
    assert_eq!(client.get("/v1/consignments/C0000/tracking").status, 404, "nothing of it stays");
}

#[test]
fn what_was_corrected_or_voided_does_not_count_and_events_stand_in_the_order_in_which_they_happened() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let post = server.client(&key);
    let voids = |id: &str, day: usize, voided: &str| {
        let mut void = event(id, "void", day);
        void["voids"] = voided.into();
        void
    };
    let mut corrected = event("e2", "delivery_failed", 2);
    (corrected["reason"], corrected["recorded_at"]) = ("moved".into(), "2018-10-02T10:00:00+07:00".into());
    // A void that is taken back by a correction of itself voids nothing.
    let mut taken_back = event("w", "damaged", 5);
    taken_back["recorded_at"] = "2018-10-06T08:00:00+07:00".into();
    // As they come, which is not the order in which they happened; a void may come before what it voids.
    let told = [
        voids("v", 4, "e3"),
        taken_back,
        event("e4", "held", 5),
        event("e3", "held", 3),
        corrected,
        event("e1", "accepted", 1),
        voids("w", 5, "e4"),
        event("e2", "delivered", 2),
        voids("u", 6, "v"),
    ];
    for told in told {
        assert_eq!(post.post("/v1/events", &told.to_string()).status, 200);
    }
    let events = post.get("/v1/consignments/C0000/events").json();
    let said = |it: &Value| {
        let text = |key: &str| it["event"][key].as_str().unwrap().to_owned();
        (text("id"), text("kind"), it["counts"] == true)
    };
    let events: Vec<_> = events.as_array().unwrap().iter().map(said).collect();
    let expected = [
        ("e1", "accepted", true),
        ("e2", "delivery_failed", true),
        ("e2", "delivered", false),
        ("e3", "held", false),
        ("v", "void", true),
        ("e4", "held", true),
        ("w", "damaged", true),
        ("w", "void", false),
        ("u", "void", true),
    ];
    assert_eq!(events, expected.map(|(id, kind, counts)| (id.to_owned(), kind.to_owned(), counts)));
    // Of what counts the library tells the same.
    let tracking = post.get("/v1/consignments/C0000/tracking").json();
    let of = |key: &str| {
        tracking[key].as_array().unwrap().iter().map(|it| it["event"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("history"), ["e1", "e2", "e4", "w"]);
    assert_eq!(of("anomalies"), ["e2", "w", "u"]);
}
