//! No person's data, and no secret, comes into a log, whatever is sent and however wrong it is.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

const NAME: &str = "Nguyễn Thị Bí Mật";
const PHONE: &str = "0909123456";

#[test]
fn the_files_are_their_owners_alone() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    assert_eq!(server.client(&key).post("/v1/events", &life(0)[0].to_string()).status, 200);
    for file in ["events.db", "events.db-wal", "events.db-shm"] {
        let mode = fs::metadata(place.folder.0.join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}: {mode:o}");
    }
}

#[test]
fn logs_hold_no_personal_data() {
    let mut place = Place::new();
    place.set("HOSO_LOG", "debug");
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let client = server.client(&post);
    let mut event = life(0).pop().unwrap();
    event["recipient"] = NAME.into();
    event["x_phone"] = PHONE.into();
    assert_eq!(client.post("/v1/events", &event.to_string()).status, 200);
    assert!(client.get("/v1/consignments/C0000/events").body.contains(NAME), "it is kept, for its parties");
    event["recipient"] = json!([NAME]);
    event["kind"] = NAME.into();
    assert_eq!(client.post("/v1/events", &event.to_string()).status, 422);
    for path in [format!("/v1/consignments/{PHONE}/tracking?operator={PHONE}"), format!("/{PHONE}?name={PHONE}")] {
        assert_eq!(client.get(&path).status, 404);
    }
    let mut raw = TcpStream::connect(server.at.trim_start_matches("http://")).unwrap();
    raw.write_all(format!("X{PHONE} /v1/events HTTP/1.1\r\nhost: {PHONE}\r\nconnection: close\r\n\r\n").as_bytes())
        .unwrap();
    let mut refused = String::new();
    raw.read_to_string(&mut refused).unwrap();
    assert!(refused.starts_with("HTTP/1.1 4"), "{refused}");
    client.post("/v1/events", &format!("{{\"id\": \"{NAME}"));
    client.post("/v1/webhooks", &format!("{{\"url\": \"http://{PHONE}/\"}}"));
    client.post("/v1/webhooks", &format!("{{\"url\": \"http://127.0.0.1:1/{PHONE}\"}}"));
    server.client(&agency).put("/v1/consignments/C0000", &question());
    server.client(NAME.replace(|letter: char| !letter.is_ascii(), "").as_str()).get("/v1/webhooks");
    // A delivery to the webhook that fails is logged too.
    client.post("/v1/events", &life(1)[0].to_string());
    std::thread::sleep(std::time::Duration::from_millis(300));
    let metrics = client.get("/metrics").body;
    server.stop();

    let log = fs::read_to_string(place.log()).unwrap();
    let (_, secret) = post.rsplit_once('_').unwrap();
    for secret in [NAME, "Bí", "Mật", PHONE, "C0000", "C0001", &post, &agency, secret] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
        assert!(!metrics.contains(secret), "{secret} is in the metrics:\n{metrics}");
    }
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    assert!(lines.iter().filter(|line| line["message"] == "request").count() >= 10, "every request is logged");
    assert!(lines.iter().any(|line| line["message"] == "webhook failed"), "{log}");
    assert!(lines.iter().any(|line| line["route"] == "/v1/consignments/{consignment}/tracking"));
}
