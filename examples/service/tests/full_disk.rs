//! There is no room: the service says so, loses nothing, goes on answering, and goes on storing once there is room.

use std::fs;
use std::panic::{UnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use crate::client::Client;
use crate::server::{Folder, POST, Place, Server};
use crate::stream::{Random, life, lost, send};

#[test]
fn a_file_that_may_not_grow_loses_nothing() {
    let mut place = Place::new();
    // The tables and the log in which they are made are in it too: 600 kB leave no room for an event.
    place.largest_file = Some(1200 * 1024);
    let key = place.key("operator", POST);
    let server = place.start();
    fills_and_recovers(&place, server, &key, Server::make_room);
}

#[test]
fn a_disk_that_is_full_loses_nothing() {
    on_small_disk(2, 1, |disk, ballast| {
        let place = Place::with_database(Folder::new(), format!("sqlite:{}/events.db", disk.display()));
        let key = place.key("operator", POST);
        let server = place.start();
        fills_and_recovers(&place, server, &key, |_| fs::remove_file(ballast).unwrap());
    });
}

/// Gives a disk of some megabytes, of which some are taken by a file that can be removed. Needs root.
pub(crate) fn on_small_disk(megabytes: usize, taken: usize, run: impl FnOnce(&Path, &Path) + UnwindSafe) {
    let folder = Folder::new();
    let disk = folder.0.join("disk");
    fs::create_dir(&disk).unwrap();
    let size = format!("size={megabytes}m");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|done| done.status.success()) {
        println!("skipped: this user may not mount a small disk");
        return;
    }
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![0; taken * 1024 * 1024]).unwrap();
    let outcome = catch_unwind(|| run(&disk, &ballast));
    // Lazily: whoever still has a file there, after a failure, does not keep the folder.
    Command::new("umount").arg("-l").arg(&disk).status().unwrap();
    outcome.unwrap();
}

/// Sends until there is no room, and then makes some.
pub(crate) fn fills_and_recovers(place: &Place, server: Server, key: &str, make_room: impl Fn(&Server)) {
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
    assert_eq!(client.get("/livez").status, 200, "it still answers");
    assert!(becomes(&client, 507), "and says that it cannot work");
    assert!(lost(&client, &accepted).is_empty(), "while full");

    make_room(&server);
    let again: Vec<Value> = refused.iter().chain(&accepted).cloned().collect();
    let sent = send(vec![(client.clone(), again)], &AtomicBool::new(false), |_| {});
    assert_eq!(sent.len(), refused.len() + accepted.len(), "there is room again");
    assert!(becomes(&client, 200));
    let whole = life(7);
    assert_eq!(client.post("/v1/events", &json!(whole).to_string()).status, 200);

    drop(server);
    let server = place.start();
    let client: Client = server.client(key);
    assert!(lost(&client, &sent).is_empty() && lost(&client, &whole).is_empty(), "after the next start");
}

/// Whether `/readyz` comes to a status: on a machine with much to do the database may not answer in time before.
fn becomes(client: &Client, status: u16) -> bool {
    (0..20).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        client.get("/readyz").status == status
    })
}

/// An event of about four kilobytes, which a database cannot make smaller.
fn big(number: usize) -> Value {
    let mut random = Random(u64::try_from(number).unwrap());
    let letters: Vec<char> = ('0'..='z').filter(char::is_ascii_alphanumeric).collect();
    let padding: String = (0..4_000).map(|_| letters[random.below(letters.len())]).collect();
    json!({
        "id": format!("big-{number}"), "consignment": format!("B{}", number / 10), "kind": "departed",
        "at": "2018-10-01T08:00:00+07:00", "x_padding": padding,
    })
}
