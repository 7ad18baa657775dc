//! Streams of events, as operators send them: corrected, taken back, late; and clients that send them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use crate::client::Client;
use crate::server::AGENCY;

/// The same numbers for a seed, always.
#[derive(Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

pub(crate) fn consignment(number: usize) -> String {
    format!("C{number:04}")
}

/// A question of a price, for registering.
pub(crate) fn question() -> String {
    json!({
        "agency": AGENCY, "procedure": "1.900101", "service": "return", "on": "2018-10-01",
        "weight_grams": 80, "zone": "intra_province",
    })
    .to_string()
}

/// One consignment's events, in order: a failed delivery, a correction, an event taken back.
pub(crate) fn life(number: usize) -> Vec<Value> {
    let consignment = consignment(number);
    let event = |id: &str, kind: &str, hour: usize| {
        json!({
            "id": id, "consignment": consignment, "kind": kind,
            "at": format!("2018-10-{:02}T{:02}:00:00+07:00", 1 + hour / 24, hour % 24), "x_scanner": number,
        })
    };
    let mut failed = event("e4", "delivery_failed", 40);
    failed["reason"] = "addressee_absent".into();
    let mut corrected = failed.clone();
    corrected["reason"] = "moved".into();
    corrected["recorded_at"] = "2018-10-03T00:00:00+07:00".into();
    let mut void = event("e7", "void", 50);
    void["voids"] = "e5".into();
    let mut events = vec![
        event("e1", "accepted", 8),
        event("e2", "departed", 12),
        event("e3", "out_for_delivery", 32),
        failed,
        corrected,
        event("e5", "delivered", 41),
        void,
        event("e8", "held", 52),
        event("e9", "delivered", 60),
    ];
    // Not every consignment comes so far.
    events.truncate(events.len() - number % 4);
    events
}

/// Many clients send one-event and many-event requests until told to stop or at their end; gives what was accepted.
pub(crate) fn send(
    clients: Vec<(Client, Vec<Value>)>,
    stop: &AtomicBool,
    after_each: impl Fn(usize) + Sync,
) -> Vec<Value> {
    let accepted = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for (client, events) in clients {
            let (accepted, after_each) = (&accepted, &after_each);
            scope.spawn(move || {
                let mut rest = &events[..];
                for size in [1, 7, 2, 30].into_iter().cycle() {
                    if rest.is_empty() || stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let (now, later) = rest.split_at(size.min(rest.len()));
                    rest = later;
                    let body = if now.len() == 1 { now[0].to_string() } else { json!(now).to_string() };
                    let answered = client.ask("POST", "/v1/events", &body);
                    if answered.is_some_and(|answered| answered.status == 200) {
                        let mut accepted = accepted.lock().unwrap();
                        accepted.extend_from_slice(now);
                        after_each(accepted.len());
                    }
                }
            });
        }
    });
    accepted.into_inner().unwrap()
}

/// Which of these events are not kept.
pub(crate) fn lost<'e>(client: &Client, events: &'e [Value]) -> Vec<&'e Value> {
    let mut sorted: Vec<&Value> = events.iter().collect();
    sorted.sort_by_key(|event| event["consignment"].to_string());
    let of_one = |a: &&Value, b: &&Value| a["consignment"] == b["consignment"];
    sorted
        .chunk_by(of_one)
        .flat_map(|events| {
            let kept = client.kept(events[0]["consignment"].as_str().unwrap());
            events.iter().filter(move |event| !kept.contains(&event.to_string())).copied().collect::<Vec<_>>()
        })
        .collect()
}
