//! Changes are told at least once, signed, also when the receiver fails and the service is killed in between; over TLS
//! only to whom the service trusts.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::json;

use crate::receiver::{Receiver, state};
use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

#[test]
fn changes_are_told_after_the_receiver_failed_and_the_service_was_killed() {
    let (place, receiver) = (Place::new(), Receiver::start(None));
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
    server.client(&post).lets_register(&server.client(&agency), "C0000", &question());
    receiver.wait_for(9, |told| told.status == 200);
    let changes = receiver.changes(&secrets[1]);
    assert_eq!((state(&changes[0], "from"), state(&changes[0], "to")), ("none", "delivered"));
}

#[test]
fn a_receiver_that_does_not_answer_keeps_nobody_else_waiting() {
    let (place, receiver) = (Place::new(), Receiver::start(None));
    receiver.works.store(true, Ordering::Relaxed);
    // Connections are taken by the machine, and nobody reads them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    for url in [format!("http://{}/", silent.local_addr().unwrap()), receiver.url.clone()] {
        assert_eq!(client.post("/v1/webhooks", &json!({ "url": url }).to_string()).status, 200);
    }
    for (nth, event) in life(0)[..3].iter().enumerate() {
        assert_eq!(client.post("/v1/events", &event.to_string()).status, 200);
        receiver.wait_for(nth + 1, |told| told.status == 200);
    }
    let metrics = client.get("/metrics").body;
    assert!(!metrics.contains(r#"result="failed""#), "the silent one is still being waited for: {metrics}");
}

#[test]
fn changes_are_told_over_tls_to_a_receiver_whose_authority_is_trusted() {
    let [ours, others] = [Place::new(), Place::new()].map(|mut place| {
        let authority = place.folder.0.join("authority.pem");
        let made = make_certificates(&place.folder.0);
        place.set("SSL_CERT_FILE", authority.to_str().unwrap());
        made.then_some(place)
    });
    let (Some(ours), Some(others)) = (ours, others) else {
        println!("skipped: `openssl` did not make certificates");
        return;
    };
    // Both services call the one receiver, which shows a certificate that the authority of the first has signed.
    let receiver = Receiver::start(Some(Arc::new(shows(&ours.folder.0))));
    receiver.works.store(true, Ordering::Relaxed);
    let mut secrets = Vec::new();
    let servers = [&ours, &others].map(|place| {
        let key = place.key("operator", POST);
        let server = place.start();
        let client = server.client(&key);
        let added = client.post("/v1/webhooks", &json!({ "url": receiver.url }).to_string()).json();
        secrets.push(added["secret"].as_str().unwrap().to_owned());
        assert_eq!(client.post("/v1/events", &life(0)[0].to_string()).status, 200);
        (server, client)
    });
    receiver.wait_for(1, |told| told.status == 200);
    let failed = || servers[1].1.get("/metrics").body.contains(r#"hoso_webhooks_total{result="failed"}"#);
    for _ in 0..200 {
        if failed() {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    assert!(failed(), "who does not trust the authority finds the receiver failing");
    assert_eq!(receiver.changes(&secrets[0]).len(), 1);
    assert_eq!(receiver.told.lock().unwrap().len(), 1, "and tells it nothing");
}

/// An authority, and a certificate for 127.0.0.1 that it signed.
fn make_certificates(folder: &Path) -> bool {
    let made = |words: &str| {
        let words = format!("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 {words}");
        let done = Command::new("openssl").args(words.split(' ')).current_dir(folder).output();
        done.is_ok_and(|done| done.status.success())
    };
    made("-keyout authority.key -out authority.pem -subj /CN=authority -addext basicConstraints=critical,CA:TRUE")
        && made(
            "-keyout key.pem -out certificate.pem -subj /CN=receiver -CA authority.pem -CAkey authority.key \
             -addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE",
        )
}

fn shows(folder: &Path) -> ServerConfig {
    let chain = vec![CertificateDer::from_pem_file(folder.join("certificate.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).unwrap();
    ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap()
}

#[test]
fn a_host_that_the_settings_name_no_longer_is_not_called() {
    let (mut place, receiver) = (Place::new(), Receiver::start(None));
    receiver.works.store(true, Ordering::Relaxed);
    let port = receiver.url.trim_start_matches("http://127.0.0.1:").trim_end_matches("/changes").to_owned();
    place.set("HOSO_WEBHOOK_HOSTS", &format!("example.org, 127.0.0.1:{port}"));
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let add = |url: &str| client.post("/v1/webhooks", &json!({ "url": url }).to_string()).status;
    assert_eq!([add("http://127.0.0.1:1/"), add("http://127.0.0.1/"), add(&receiver.url)], [422, 422, 200]);
    client.post("/v1/events", &life(0)[0].to_string());
    receiver.wait_for(1, |told| told.status == 200);
    server.stop();

    place.set("HOSO_WEBHOOK_HOSTS", "");
    let server = place.start();
    let client = server.client(&key);
    assert_eq!(client.post("/v1/webhooks", &json!({ "url": receiver.url }).to_string()).status, 422, "none by default");
    client.post("/v1/events", &life(0)[1].to_string());
    for _ in 0..200 {
        if client.get("/metrics").body.contains(r#"hoso_webhooks_total{result="failed"}"#) {
            assert_eq!(receiver.told.lock().unwrap().len(), 1);
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("it was neither told nor counted as failed");
}

#[test]
fn a_webhook_may_only_be_where_the_settings_say() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let long = format!("http://127.0.0.1/{}", "x".repeat(5_000));
    for (url, code) in [
        ("http://10.0.0.1/", "host_not_allowed"),
        ("http://example.org/", "host_not_allowed"),
        ("http://127.0.0.1@example.org/", "credentials_in_url"),
        ("ftp://127.0.0.1/", "not_an_address"),
        ("x", "not_an_address"),
        ("", "not_an_address"),
        (&long, "not_an_address"),
    ] {
        let refused = client.post("/v1/webhooks", &json!({ "url": url }).to_string());
        let issue = &refused.json()["issues"][0];
        let said = (refused.status, &issue["code"], &issue["path"]);
        assert_eq!(said, (422, &json!(code), &json!("/url")), "{url}");
    }
    let hook = json!({ "url": "http://127.0.0.1:1/" }).to_string();
    assert_eq!(client.post("/v1/webhooks", &hook).status, 200);
    assert!(!client.get("/v1/webhooks").body.contains("secret"));
    let refused = client.post("/v1/webhooks", r#"{"url":"http://user:word@127.0.0.1/"}"#).json();
    assert_eq!(refused["issues"][0]["code"], "credentials_in_url");
    assert!(!refused.to_string().contains("word@"));
}
