//! The drill that `RUNNING.md` describes: a backup is made while the service works, the database is lost, the backup is put in its
//! place, and what is answered is what was answered.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::Ordering;

use serde_json::json;

use crate::client::Client;
use crate::receiver::Receiver;
use crate::server::{AGENCY, POST, Place, Server};
use crate::stream::{life, question};

#[test]
fn a_backup_in_the_place_of_a_lost_file_answers_as_before() {
    let place = Place::new();
    let copy = place.folder.0.join("copy.db");
    let file = place.folder.0.join("events.db");
    is_restored(
        &place,
        |place| drop(place.run(&["backup", copy.to_str().unwrap()]).unwrap()),
        |_| {
            for suffix in ["", "-wal", "-shm"] {
                fs::remove_file(format!("{}{suffix}", file.display())).ok();
            }
            fs::copy(&copy, &file).unwrap();
        },
    );
}

/// The answers about a consignment and its month.
fn answers(post: &Client, agency: &Client) -> Vec<String> {
    let paths = ["tracking", "events", "registrations"].map(|of| format!("/v1/consignments/C0000/{of}"));
    let seen = paths.iter().map(|path| agency.get(path).body);
    let statement = post.get("/v1/statements/SNV-2014/2018-10");
    assert_eq!((statement.status, &statement.json()["items"]), (200, &json!(1)));
    seen.chain([statement.body]).collect()
}

pub(crate) fn is_restored(place: &Place, back_up: impl Fn(&Place), restore: impl Fn(&Place)) {
    let receiver = Receiver::start(None);
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let mut server: Server = place.start();
    let client = server.client(&post);
    let hook = json!({ "url": receiver.url }).to_string();
    assert_eq!(client.post("/v1/webhooks", &hook).status, 200);
    assert_eq!(server.client(&agency).put("/v1/consignments/C0000", &question()).status, 200);
    assert_eq!(client.post("/v1/events", &json!(life(0)[..3]).to_string()).status, 200);
    let before = answers(&client, &server.client(&agency));
    back_up(place);
    // What is told after the backup is lost with the database: its senders send it again.
    assert_eq!(client.post("/v1/events", &json!(life(0)[3..]).to_string()).status, 200);
    let after = answers(&client, &server.client(&agency));
    server.kill();
    restore(place);

    let server = place.start();
    let client = server.client(&post);
    assert_eq!(client.get("/readyz").status, 200);
    assert_eq!(answers(&client, &server.client(&agency)), before);
    // What waited to be told is told.
    receiver.works.store(true, Ordering::Relaxed);
    let at = client.get("/v1/webhooks").json()[0]["id"].as_str().unwrap().to_owned();
    client.post(&format!("/v1/webhooks/{at}/resume"), "");
    receiver.wait_for(1, |told| told.status == 200 && told.json()["data"]["to"]["state"] == "out_for_delivery");
    assert_eq!(client.post("/v1/events", &json!(life(0)).to_string()).status, 200);
    let again = answers(&client, &server.client(&agency));
    assert_eq!((&again[0], &again[3]), (&after[0], &after[3]), "tracking and statement, when all was sent again");
}

/// Where `PostgreSQL`'s own programs keep a copy.
pub(crate) fn postgres_copies(programs: &Path, url: &str, folder: &Path) -> (impl Fn(), impl Fn()) {
    let copy: PathBuf = folder.join("copy.dump");
    let run = |program: &Path, words: Vec<String>| {
        let done = Command::new(program).args(words).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let (dump, load) = (programs.join("pg_dump"), programs.join("pg_restore"));
    let (from, to, into, of) = (url.to_owned(), copy.clone(), url.to_owned(), copy);
    (
        move || run(&dump, vec!["--format=custom".into(), format!("--file={}", to.display()), from.clone()]),
        move || {
            let clean = ["--clean", "--if-exists", "--single-transaction"].map(ToOwned::to_owned);
            run(&load, [&clean[..], &[format!("--dbname={into}"), of.display().to_string()]].concat());
        },
    )
}
