//! Changes are told at least once, signed, also when the receiver fails and the service is killed in between.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

#[test]
fn changes_are_told_after_the_receiver_failed_and_the_service_was_killed() {
    let (place, receiver) = (Place::new(), Receiver::start());
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let mut server = place.start();
    let hook = json!({ "url": receiver.url }).to_string();
    let [of_post, of_agency] = [&post, &agency].map(|key| server.client(key).post("/v1/webhooks", &hook).json());
    let secrets = [&of_post, &of_agency].map(|hook| hook["secret"].as_str().unwrap().to_owned());
    let events = life(0);
    for event in &events[..3] {
        assert_eq!(server.client(&post).post("/v1/events", &event.to_string()).status, 200);
    }
    receiver.wait_for(1, |told| told.status == 500);
    server.kill();
    receiver.works.store(true, Ordering::Relaxed);

    let server = place.start();
    for event in &events[3..] {
        server.client(&post).post("/v1/events", &event.to_string());
        server.client(&post).post("/v1/events", &event.to_string());
    }
    // accepted, in_transit, out_for_delivery, attempted, delivered, (voided:) attempted, held, delivered
    receiver.wait_for(8, |told| told.status == 200);
    let changes = receiver.changes(&secrets[0]);
    let states =
        ["accepted", "in_transit", "out_for_delivery", "attempted", "delivered", "attempted", "held", "delivered"];
    let expected: Vec<(&str, &str)> = std::iter::once("none").chain(states).zip(states).collect();
    let told: Vec<(&str, &str)> = changes.iter().map(|change| (state(change, "from"), state(change, "to"))).collect();
    assert_eq!(told, expected, "each change, in order");

    // The agency learns of all before when the consignment is registered, and of each change from then on.
    assert!(receiver.changes(&secrets[1]).is_empty());
    server.client(&agency).put("/v1/consignments/C0000", &question());
    receiver.wait_for(9, |told| told.status == 200);
    let changes = receiver.changes(&secrets[1]);
    assert_eq!((state(&changes[0], "from"), state(&changes[0], "to")), ("none", "delivered"));
}

#[test]
fn a_webhook_may_only_be_where_the_settings_say() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    for url in ["http://10.0.0.1/", "http://example.org/", "ftp://127.0.0.1/", "http://127.0.0.1@example.org/", "x"] {
        assert_eq!(client.post("/v1/webhooks", &json!({ "url": url }).to_string()).status, 422, "{url}");
    }
    let hook = json!({ "url": "http://127.0.0.1:1/" }).to_string();
    let added: Vec<u16> = (0..11).map(|_| client.post("/v1/webhooks", &hook).status).collect();
    assert_eq!((added[9], added[10]), (200, 413));
    assert!(!client.get("/v1/webhooks").body.contains("secret"));
}

fn state<'v>(change: &'v Value, side: &str) -> &'v str {
    change[side]["state"].as_str().unwrap()
}

/// What a receiver was told.
#[derive(Clone, Debug)]
struct Told {
    status: u16,
    signature: String,
    body: String,
}

/// A receiver that fails until it works.
#[derive(Debug)]
struct Receiver {
    url: String,
    works: Arc<AtomicBool>,
    told: Arc<Mutex<Vec<Told>>>,
}

impl Receiver {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/changes", listener.local_addr().unwrap());
        let (works, told) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let (works_here, told_here) = (Arc::clone(&works), Arc::clone(&told));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut length, mut signature) = (0, String::new());
                loop {
                    let mut line = String::new();
                    if reader.read_line(&mut line).unwrap_or(0) <= 2 {
                        break;
                    }
                    match line.trim().split_once(": ") {
                        Some(("content-length", value)) => length = value.parse().unwrap(),
                        Some(("hoso-signature", value)) => value.clone_into(&mut signature),
                        _ => {}
                    }
                }
                let mut body = vec![0; length];
                reader.read_exact(&mut body).unwrap();
                let status = if works_here.load(Ordering::Relaxed) { 200 } else { 500 };
                let answer = format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
                stream.write_all(answer.as_bytes()).unwrap();
                told_here.lock().unwrap().push(Told { status, signature, body: String::from_utf8(body).unwrap() });
            }
        });
        Self { url, works, told }
    }

    fn wait_for(&self, count: usize, of: impl Fn(&Told) -> bool) {
        for _ in 0..200 {
            if self.told.lock().unwrap().iter().filter(|told| of(told)).count() >= count {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("never told: {:?}", self.told.lock().unwrap());
    }

    /// The changes received that a secret signed.
    fn changes(&self, secret: &str) -> Vec<Value> {
        let told = self.told.lock().unwrap().clone();
        let received = told.iter().filter(|told| told.status == 200 && signed(told, secret));
        received.map(|told| serde_json::from_str(&told.body).unwrap()).collect()
    }
}

fn signed(told: &Told, secret: &str) -> bool {
    let (time, signature) = told.signature.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{time}.{}", told.body).as_bytes());
    let digit = |at: usize| u8::from_str_radix(signature.get(at * 2..at * 2 + 2).unwrap(), 16).unwrap();
    mac.verify_slice(&(0..signature.len() / 2).map(digit).collect::<Vec<_>>()).is_ok()
}
