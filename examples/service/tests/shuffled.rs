//! Every event twice, shuffled, from several clients at once: answers as if each had come once and in order.

use std::sync::atomic::AtomicBool;

use hoso::{Event, track};
use serde_json::Value;

use crate::client::Client;
use crate::server::{AGENCY, POST, Place};
use crate::stream::{Random, consignment, life, question, send};

const CONSIGNMENTS: usize = 40;

#[test]
fn a_shuffled_and_duplicated_stream_is_answered_as_one_in_order() {
    same_answers(&Place::new());
}

/// Sends the same to a service in order and once, and to one at `place` shuffled and again.
pub(crate) fn same_answers(place: &Place) {
    let (orderly, [post, agency]) = (Place::new(), ["operator", "agency"]);
    let in_order = {
        let (post, agency) = (orderly.key(post, POST), orderly.key(agency, AGENCY));
        let server = orderly.start();
        register(&server.client(&post), &server.client(&agency));
        let events = (0..CONSIGNMENTS).flat_map(life).collect();
        send(vec![(server.client(&post), events)], &AtomicBool::new(false), |_| {});
        answers(&server.client(&post))
    };
    let (post, agency) = (place.key(post, POST), place.key(agency, AGENCY));
    let server = place.start();
    let clients = (0..4).map(|lane| (server.client(&post), twice_and_shuffled(lane))).collect();
    send(clients, &AtomicBool::new(false), |_| {});
    // Even whose they are is told last, so the operator must allow it.
    register(&server.client(&post), &server.client(&agency));
    assert_eq!(answers(&server.client(&post)), in_order);
    assert_eq!(answers(&server.client(&agency)), in_order, "the agency sees the same");
    for number in 0..CONSIGNMENTS {
        let events: Vec<Event> = life(number).iter().map(|event| Event::parse(&event.to_string()).unwrap()).collect();
        assert_eq!(in_order[number * 2], track(&events).unwrap().to_json());
    }
}

/// Each lane has two thirds of the events, so that each is sent by two or three clients, and twice by each of them.
fn twice_and_shuffled(lane: usize) -> Vec<Value> {
    let all = (0..CONSIGNMENTS).flat_map(life).enumerate();
    let mut events: Vec<Value> = all.filter(|(at, _)| at % 3 != lane % 3).map(|(_, event)| event).collect();
    events.extend(events.clone());
    Random(u64::try_from(lane).unwrap()).shuffle(&mut events);
    events
}

fn register(post: &Client, agency: &Client) {
    (0..CONSIGNMENTS).for_each(|number| post.lets_register(agency, &consignment(number), &question()));
}

fn answers(client: &Client) -> Vec<String> {
    let get = |path: String| {
        let answered = client.get(&path);
        assert_eq!(answered.status, 200, "{path} {answered:?}");
        answered.body
    };
    let mut answers = Vec::new();
    for number in 0..CONSIGNMENTS {
        answers.push(get(format!("/v1/consignments/{}/tracking", consignment(number))));
        let mut events: Value =
            serde_json::from_str(&get(format!("/v1/consignments/{}/events", consignment(number)))).unwrap();
        // When each came is all that may differ.
        for told in events.as_array_mut().unwrap() {
            assert!(told.as_object_mut().unwrap().remove("received_at").is_some());
        }
        answers.push(events.to_string());
    }
    answers.push(get("/v1/statements/SNV-2014/2018-10".into()));
    answers
}
