//! There is no room: the service says so, loses nothing, goes on answering, and goes on storing once there is room.

use std::process::Command;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use crate::client::Client;
use crate::server::{Folder, POST, Place, Server};
use crate::stream::{life, lost, send};

#[test]
fn a_file_that_may_not_grow_loses_nothing() {
    let mut place = Place::new();
    place.largest_file = Some(600 * 1024);
    let key = place.key("operator", POST);
    let server = place.start();
    fills_and_recovers(&place, server, &key, Server::make_room);
}

#[test]
fn a_disk_that_is_full_loses_nothing() {
    let folder = Folder::new();
    let disk = folder.0.join("disk");
    std::fs::create_dir(&disk).unwrap();
    let at = disk.to_str().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m", "tmpfs", at]).output();
    if !mounted.is_ok_and(|done| done.status.success()) {
        println!("skipped: this user may not mount a small disk; the test with limited files has run");
        return;
    }
    let ballast = disk.join("ballast");
    std::fs::write(&ballast, vec![0; 1024 * 1024]).unwrap();
    let outcome = std::panic::catch_unwind(|| {
        let place = Place::with_database(Folder::new(), format!("sqlite:{at}/events.db"));
        let key = place.key("operator", POST);
        let server = place.start();
        fills_and_recovers(&place, server, &key, |_| std::fs::remove_file(&ballast).unwrap());
    });
    Command::new("umount").arg(at).status().unwrap();
    outcome.unwrap();
}

fn fills_and_recovers(place: &Place, server: Server, key: &str, make_room: impl Fn(&Server)) {
    let client = server.client(key);
    let (mut accepted, mut refused) = (Vec::new(), Vec::new());
    for number in 0..2_000 {
        let event = big(number);
        let answered = client.post("/v1/events", &event.to_string());
        match answered.status {
            200 => accepted.push(event),
            507 => refused.push(event),
            status => panic!("{status}: {answered:?} {}", std::fs::read_to_string(place.log()).unwrap()),
        }
        if refused.len() > 20 {
            break;
        }
    }
    assert!(!accepted.is_empty() && refused.len() > 20, "it never filled: {}", accepted.len());
    assert_eq!(client.get("/health").status, 200, "it still answers");
    assert!(lost(&client, &accepted).is_empty(), "while full");

    make_room(&server);
    let again: Vec<Value> = refused.iter().chain(&accepted).cloned().collect();
    let sent = send(vec![(client.clone(), again)], &AtomicBool::new(false), |_| {});
    assert_eq!(sent.len(), refused.len() + accepted.len(), "there is room again");
    let whole = life(7);
    assert_eq!(client.post("/v1/events", &json!(whole).to_string()).status, 200);

    drop(server);
    let server = place.start();
    let client: Client = server.client(key);
    assert!(lost(&client, &sent).is_empty() && lost(&client, &whole).is_empty(), "after the next start");
}

/// An event of about four kilobytes.
fn big(number: usize) -> Value {
    json!({
        "id": format!("big-{number}"), "consignment": format!("B{}", number / 10), "kind": "departed",
        "at": "2018-10-01T08:00:00+07:00", "x_padding": "x".repeat(4_000),
    })
}
