//! The end of persons' data: they are gone from everything that is stored and from the files, and every sum stays as it was.

use std::fs;

use serde_json::{Value, json};

use crate::client::Client;
use crate::server::{AGENCY, POST, Place, holds};
use crate::stream::{life, question};

const NAME: &str = "Nguyen Thi Bi Mat";
const NOTE: &str = "goi truoc khi giao";
const QUESTIONS: [&str; 2] = ["/v1/consignments/C0000/tracking", "/v1/statements/SNV-2014/2018-10"];

/// A life with a person in every place that may hold one.
fn with_person(number: usize) -> Vec<Value> {
    let mut events = life(number);
    for event in &mut events {
        event["recipient"] = NAME.into();
        event["x_note"] = json!({ "by": NOTE });
    }
    // Two spellings of times, and words of another system with a reason that is free text.
    events.push(json!({
        "id": "f1", "consignment": events[0]["consignment"], "system": "my_vnpost", "code": "15", "reason": NOTE,
        "at": "2018-10-02T20:00:00+07:00", "recipient": NAME,
    }));
    events
}

fn fill(post: &Client, agency: &Client) {
    for number in [0, 1] {
        let mut asked: Value = serde_json::from_str(&question()).unwrap();
        asked["x_receiver"] = NAME.into();
        let at = format!("/v1/consignments/C000{number}");
        assert_eq!(agency.put(&at, &asked.to_string()).status, 200);
        assert_eq!(post.post("/v1/events", &json!(with_person(number)).to_string()).status, 200);
        let settled = json!({ "collected": 1_000, "x_from": NAME }).to_string();
        assert_eq!(post.post(&format!("{at}/settlement"), &settled).status, 200);
    }
}

#[test]
fn a_person_is_gone_from_what_is_stored_and_from_the_files_and_no_answer_changes() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    fill(&post, &agency);
    is_erased(&post, &agency);
    // The other is still there, so that something is looked for.
    let files = ["events.db", "events.db-wal"].map(|name| place.folder.0.join(name));
    assert!(files.iter().any(|file| holds(file, NAME)), "of C0001");
    let word = "het thoi han luu tru, QD 12/2026";
    let before = |day: &str| json!({ "before": day, "word": word }).to_string();
    assert_eq!(agency.post("/v1/erasures", &before("2021-01-01")).status, 403);
    // A day to come, by which everything would be erased, is a slip of the pen; today is none.
    let today = post.get("/v1/erasures").json()[0]["erased_at"].as_str().unwrap()[..10].to_owned();
    let to_come = today.parse::<hoso::Date>().unwrap().plus(2).unwrap().to_string();
    for day in [&to_come, "2062-01-01", "1.1.2021"] {
        let refused = post.post("/v1/erasures", &before(day));
        let issue = &refused.json()["issues"][0];
        let said = (refused.status, &issue["code"], &issue["path"]);
        assert_eq!(said, (422, &json!("not_a_day_begun"), &json!("/before")), "{day}");
    }
    for day in ["2021-01-01", &today] {
        assert_eq!(post.post("/v1/erasures", &before(day)).json(), json!({ "erased": 0, "more": false }), "{day}");
    }
    long_ago(&place);
    assert_eq!(post.post("/v1/erasures", &before("2021-01-01")).json(), json!({ "erased": 1, "more": false }));
    for file in &files {
        for person in [NAME, NOTE] {
            assert!(!holds(file, person), "{person} is in {}", file.display());
        }
    }
    let listed = post.get("/v1/erasures").json();
    let said = |at: usize, name: &str| listed[at][name].as_str().unwrap().to_owned();
    assert_eq!(
        (said(0, "consignment"), said(1, "consignment"), said(1, "word")),
        ("C0000".into(), "C0001".into(), word.into())
    );
    assert!(said(1, "erased_at").starts_with("20") && said(1, "key").len() == 8);
    let after = listed[0]["place"].as_i64().unwrap();
    assert_eq!(post.get(&format!("/v1/erasures?after={after}")).json().as_array().unwrap().len(), 1);
    server.stop();
    for file in fs::read_dir(&place.folder.0).unwrap() {
        assert!(!holds(&file.unwrap().path(), NAME));
    }
}

pub(crate) fn without_changing_an_answer(place: &Place) {
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    fill(&post, &agency);
    is_erased(&post, &agency);
}

/// Erases the first of what [`fill`] told.
fn is_erased(post: &Client, agency: &Client) {
    let answers = || QUESTIONS.map(|path| agency.get(path).body);
    let before = answers();
    let at = "/v1/consignments/C0000/erasure";
    assert_eq!(agency.post(at, r#"{"word":"w"}"#).status, 403, "the operator's to tell");
    for nothing in [r#"{"word":" "}"#, r#"{"word":"a\u0000b"}"#, "{}"] {
        assert_eq!(post.post(at, nothing).status, 422, "{nothing}");
    }
    assert_eq!(post.post("/v1/consignments/C9/erasure", r#"{"word":"w"}"#).status, 404);
    assert_eq!(post.post(at, r#"{"word":"don cua ong A, so 5"}"#).status, 200);
    let gone = |path: &str| {
        let body = post.get(path).body;
        assert!(!body.contains(NAME) && !body.contains(NOTE) && !body.contains("x_"), "{path}: {body}");
    };
    let all = ["/events", "/registrations", ""].map(|rest| format!("/v1/consignments/C0000{rest}"));
    for path in &all {
        gone(path);
    }
    assert_eq!(answers(), before, "byte for byte");

    // What is told again, and what comes later, is kept without the person.
    assert_eq!(post.post("/v1/events", &json!(with_person(0)).to_string()).status, 200);
    let later = json!({
        "id": "late", "consignment": "C0000", "kind": "claim_opened", "at": "2018-11-01T08:00:00+07:00", "recipient": NAME,
    });
    assert_eq!(post.post("/v1/events", &later.to_string()).status, 200);
    assert_eq!(post.post("/v1/consignments/C0000/settlement", &json!({ "x_from": NAME }).to_string()).status, 200);
    for path in &all {
        gone(path);
    }
    assert_eq!(agency.get(QUESTIONS[0]).json()["claim"], "open");
}

/// As if all that was told until now had been told on 1 January 2020.
pub(crate) fn long_ago(place: &Place) {
    crate::folded::on(place, "UPDATE events SET received_at = 1577836800000", &[]);
    crate::folded::on(place, "UPDATE registrations SET received_at = 1577836800000", &[]);
}

#[test]
fn what_bears_a_name_is_done_once_also_after_erasing() {
    names_count_on(&Place::new());
}

pub(crate) fn names_count_on(place: &Place) {
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    fill(&post, &agency);
    let at = |what: &str| format!("/v1/consignments/C0000/{what}");
    let ask = |name: &str, what: &str, body: &str| post.once(name, &at(what), body);
    let (plain, of_person) = (r#"{"collected":1}"#, json!({ "collected": 2, "x_from": NAME }).to_string());
    let first = ask("plain", "settlement", plain);
    let personal = ask("personal", "settlement", &of_person).json();
    assert_eq!(ask("last", "settlement", r#"{"collected":3}"#).status, 200);
    let code = ask("code", "public_code", "");
    let statement = post.get(QUESTIONS[1]).body;
    assert_eq!(post.post(&at("erasure"), r#"{"word":"w"}"#).status, 200);
    // Byte for byte, where no person was.
    assert_eq!((ask("plain", "settlement", plain).body, ask("code", "public_code", "").body), (first.body, code.body));
    let again = ask("personal", "settlement", &of_person);
    assert!(!again.body.contains(NAME) && !again.body.contains("x_from"), "{again:?}");
    assert_eq!((&again.json()["version"], &again.json()["item"]), (&personal["version"], &personal["item"]));
    assert_eq!(post.get(QUESTIONS[1]).body, statement, "nothing is settled anew");
    assert_eq!(ask("plain", "settlement", r#"{"collected":4}"#).json()["issues"][0]["code"], "another_request");
    let kept = crate::folded::on(place, "SELECT body FROM answers", &[]);
    assert!(kept.len() >= 4 && !kept.concat().concat().contains(NAME), "{kept:?}");
}

#[test]
fn a_command_erases_while_the_service_runs() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    fill(&server.client(&post), &server.client(&agency));
    assert!(place.run(&["erase", POST, "C9", "w"]).unwrap_err().contains("C9"));
    assert!(place.run(&["erase", POST, "C0000", ""]).is_err());
    assert!(place.run(&["audit", "nobody", "C0000"]).unwrap_err().contains("`nobody` has no consignment `C0000`"));
    place.run(&["erase", POST, "C0000", "don so 5"]).unwrap();
    assert!(!server.client(&post).get("/v1/consignments/C0000/events").body.contains(NAME));
    assert_eq!(place.run(&["erase", "--before", "2000-01-01", "w"]).unwrap(), "0");
    for wrong in ["2999-01-01", "1.1.2021"] {
        assert!(place.run(&["erase", "--before", wrong, "w"]).unwrap_err().contains("not to come"), "{wrong}");
    }
    long_ago(&place);
    assert_eq!(place.run(&["erase", "--before", "2021-01-01", "w"]).unwrap(), "1");
    for name in ["events.db", "events.db-wal"] {
        assert!(!holds(&place.folder.0.join(name), NAME), "{name}");
    }
}

/// Persons who were erased before what is deleted was written over.
pub(crate) fn leaves_nothing_in_the_files(place: &Place, person: &str) {
    for name in ["events.db", "events.db-wal"] {
        assert!(!holds(&place.folder.0.join(name), person), "{person} is in {name}");
    }
}

#[test]
fn which_key_read_which_consignment_is_kept_for_its_own_period() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (client, agency_client) = (server.client(&post), server.client(&agency));
    agency_client.put("/v1/consignments/C0000", &question());
    for rest in ["/tracking", "/events", ""] {
        assert_eq!(agency_client.get(&format!("/v1/consignments/C0000{rest}")).status, 200);
    }
    let dossier = r#"{"dossier":"H-1","agency":"so-noi-vu","procedure":"1.900101","service":"return","on":"2018-10-05","zone":"intra_province"}"#;
    assert_eq!(agency_client.post("/v1/journey?return=C0000", dossier).status, 200);
    assert_eq!(agency_client.get("/v1/consignments/C0000/readings").status, 403);
    // They are written a moment later.
    let read = || client.get("/v1/consignments/C0000/readings").json();
    for _ in 0..100 {
        if read().as_array().unwrap().len() == 4 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let readings = read();
    let what: Vec<&str> = readings.as_array().unwrap().iter().map(|it| it["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["journey", "registration", "events", "tracking"]);
    assert!(readings.as_array().unwrap().iter().all(|it| agency.contains(it["key"].as_str().unwrap())), "{readings}");
    assert_eq!(readings[0]["party"], json!({ "kind": "agency", "id": AGENCY }));
    // What was read just before the service ends is kept too.
    agency_client.get("/v1/consignments/C0000/tracking");
    server.stop();
    let lines = place.run(&["audit", POST, "C0000"]).unwrap();
    assert_eq!(lines.lines().count(), 5, "{lines}");
    assert!(lines.lines().next().unwrap().ends_with("agency so-noi-vu  tracking"), "{lines}");

    // Kept for no day: gone with the next line.
    let mut place = place;
    place.set("HOSO_AUDIT_DAYS", "0");
    let server = place.start();
    server.client(&agency).get("/v1/consignments/C0000/tracking");
    server.stop();
    assert_eq!(place.run(&["audit", POST, "C0000"]).unwrap(), "");
}
