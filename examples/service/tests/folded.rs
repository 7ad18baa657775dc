//! What is stored to go on from is what all events come to, and an event that comes in order reads no other.

use std::sync::atomic::AtomicBool;

use hoso::{Event, Fold};
use serde_json::{Value, json};
use sqlx::{AnyPool, Row as _};

use crate::server::{AGENCY, POST, Place};
use crate::stream::{Random, consignment, life, question, send};

#[test]
fn what_is_stored_to_go_on_from_is_what_all_events_come_to() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let mut random = Random(7);
    // Mostly in order, each event by itself; some consignments in any order, and twice.
    let clients = (0..4).map(|lane| {
        let events = (lane * 10..lane * 10 + 10).flat_map(|number| {
            let mut events = life(number);
            if number % 3 == 0 {
                events.extend(events.clone());
                random.shuffle(&mut events);
            }
            events
        });
        (server.client(&key), events.collect())
    });
    send(clients.collect(), &AtomicBool::new(false), |_| {});
    server.stop();
    let stored = on(&place, "SELECT consignment, fold FROM standings", &[]);
    assert_eq!(stored.len(), 40);
    let mut folds = 0;
    for row in &stored {
        let number: usize = row[0].trim_start_matches('C').parse().unwrap();
        let events: Vec<Event> = life(number).iter().map(|event| Event::parse(&event.to_string()).unwrap()).collect();
        assert_eq!(Fold::parse(&row[1]).unwrap(), Fold::of(&events).unwrap(), "{}", row[0]);
        folds += 1;
    }
    assert_eq!(folds, 40, "every one of them was accepted");
}

/// An attempt that is told again under its id, at a later time, comes as the next event would, and is still one.
#[test]
fn what_is_told_again_under_its_id_does_not_go_on_from_what_is_stored() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let mut events = [life(0)[0].clone(), life(0)[3].clone(), life(0)[3].clone()];
    events[2]["at"] = "2018-10-02T16:30:00+07:00".into();
    events[2]["recorded_at"] = "2018-10-03T00:00:00+07:00".into();
    for told in 1..=events.len() {
        assert_eq!(server.client(&key).post("/v1/events", &events[told - 1].to_string()).status, 200);
        let all: Vec<Event> = events[..told].iter().map(|event| Event::parse(&event.to_string()).unwrap()).collect();
        let stored = on(&place, "SELECT fold FROM standings", &[]);
        assert_eq!(Fold::parse(&stored[0][0]).unwrap(), Fold::of(&all).unwrap(), "after {told}");
    }
}

#[test]
fn an_event_that_comes_in_order_reads_no_other() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    let id = consignment(0);
    assert_eq!(agency.put(&format!("/v1/consignments/{id}"), &question()).status, 200);
    let event = |name: &str, kind: &str, day: usize| {
        json!({ "id": name, "consignment": id, "kind": kind, "at": format!("2018-10-{day:02}T08:00:00+07:00") })
            .to_string()
    };
    let items = || post.get("/v1/statements/SNV-2014/2018-10").json()["items"].clone();
    let tell = |name: &str, kind: &str, day| assert_eq!(post.post("/v1/events", &event(name, kind, day)).status, 200);
    tell("1", "accepted", 1);
    assert_eq!(items(), json!(1));
    // What is there already can no longer be read; what comes is followed all the same.
    let words = event("1", "accepted", 1);
    on(&place, "UPDATE events SET told = $1", &["?"]);
    tell("2", "cancelled", 2);
    assert_eq!(items(), json!(0), "it went on from what was stored");
    on(&place, "UPDATE events SET told = $1 WHERE event = '1'", &[&words]);
    let tracking = |client: &crate::client::Client| client.get(&format!("/v1/consignments/{id}/tracking")).json();
    assert_eq!(tracking(&post)["state"], "cancelled");
    // What comes late, takes back or corrects reads all of them.
    let void = json!({ "id": "3", "consignment": id, "kind": "void", "voids": "2", "at": "2018-10-03T08:00:00+07:00" });
    assert_eq!(post.post("/v1/events", &void.to_string()).status, 200);
    assert_eq!((items(), tracking(&agency)["state"].clone()), (json!(1), json!("accepted")));
    tell("5", "delivered", 5);
    tell("4", "departed", 4);
    let corrected: Value = serde_json::from_str(&event("5", "returned", 5)).unwrap();
    assert_eq!(tracking(&post)["state"], "delivered");
    assert_eq!(post.post("/v1/events", &corrected.to_string()).status, 200);
    assert_eq!(items(), json!(1));
}

/// What a statement gives in the database of a place, as texts.
pub(crate) fn on(place: &Place, sql: &'static str, values: &[&str]) -> Vec<Vec<String>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        sqlx::any::install_default_drivers();
        let url = &place.env.iter().find(|(name, _)| *name == "DATABASE_URL").unwrap().1;
        let pool = AnyPool::connect(url).await.unwrap();
        let query = values.iter().fold(sqlx::query(sql), |query, value| query.bind(*value));
        let rows = query.fetch_all(&pool).await.unwrap();
        let read = |row: &sqlx::any::AnyRow| (0..row.len()).map(|column| row.get::<String, _>(column)).collect();
        let read = rows.iter().map(read).collect();
        pool.close().await;
        read
    })
}
