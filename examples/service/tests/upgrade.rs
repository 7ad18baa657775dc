//! A database of an earlier version: the service brings it up to date, and loses nothing of it.

use std::fmt::Write as _;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, SqlSafeStr as _};

use crate::erased;
use crate::receiver::Receiver;
use crate::server::{AGENCY, POST, Place};
use crate::stream::question;

/// Whose event the last version deleted, without writing over it.
const PERSON: &str = "Nguyen Thi Da Xoa";
const KEYS: [(&str, &str, &str); 2] = [("hoso_1_post", "operator", POST), ("hoso_2_agency", "agency", AGENCY)];

#[test]
fn what_the_last_version_kept_is_brought_up_to_date() {
    let place = Place::new();
    is_brought_up_to_date(&place);
    erased::leaves_nothing_in_the_files(&place, PERSON);
}

#[test]
fn webhooks_of_an_earlier_version_are_told_what_waited_for_them() {
    tells_what_waited(&Place::new());
}

#[test]
fn of_what_was_listed_before_it_is_known_or_said_that_it_is_not_whether_it_is_late() {
    is_late_or_unknown(&Place::new());
}

#[test]
fn what_an_agency_told_that_has_it_no_more_does_not_count_any_longer() {
    does_not_count(&Place::new());
}

/// To the sixth version an agency's words counted whosever the consignment was.
pub(crate) fn does_not_count(place: &Place) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let pool = make_tables(place, 6).await;
        add_keys(&pool).await;
        for (consignment, state) in [("C0000", "withdrawn"), ("C0001", "stands")] {
            let sql = "INSERT INTO registrations (operator, consignment, version, state, agency, contract, day, question, \
                       rulebook, kind, party, told_by, received_at) VALUES ($1, $2, 1, $3, $4, 'SNV-2014', \
                       '2018-10-01', $5, '', 'agency', $4, 'k', 1)";
            let query = sqlx::query(sql).bind(POST).bind(consignment).bind(state).bind(AGENCY).bind(question());
            query.execute(&pool).await.unwrap();
            for (at, kind) in ["created", "cancelled"].into_iter().enumerate() {
                let told = json!({ "id": kind, "consignment": consignment, "kind": kind, "at": format!("2018-10-01T0{at}:00:00Z") });
                let sql = "INSERT INTO events (operator, consignment, kind, party, digest, told, told_by, received_at, event) \
                           VALUES ($1, $2, 'agency', $3, $4, $5, 'k', 1, $4)";
                let query = sqlx::query(sql).bind(POST).bind(consignment).bind(AGENCY).bind(kind);
                query.bind(told.to_string()).execute(&pool).await.unwrap();
            }
            let sql = "INSERT INTO standings (operator, consignment, standing, events) \
                       VALUES ($1, $2, '{\"state\":\"cancelled\"}', 2)";
            sqlx::query(sql).bind(POST).bind(consignment).execute(&pool).await.unwrap();
            let sql = "INSERT INTO listed (operator, consignment, agency, contract, day, state, promised, due) \
                       VALUES ($1, $2, '', '', '', 'cancelled', '-', '')";
            sqlx::query(sql).bind(POST).bind(consignment).execute(&pool).await.unwrap();
        }
        pool.close().await;
    });
    let server = place.start();
    let listed = server.client(KEYS[0].0).get("/v1/consignments").json();
    let rows = listed["consignments"].as_array().unwrap();
    let states: Vec<_> = rows.iter().map(|row| (&row["consignment"], &row["state"])).collect();
    let expected = [("C0001", "cancelled"), ("C0000", "none")].map(|(id, state)| (json!(id), json!(state)));
    assert_eq!(states, expected.each_ref().map(|(id, state)| (id, state)));
}

/// The fifth version listed as in time what had no day: what was registered for both ways, or by nobody.
pub(crate) fn is_late_or_unknown(place: &Place) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let pool = make_tables(place, 5).await;
        add_keys(&pool).await;
        let both = question().replace(r#""return""#, r#""both""#);
        let sql = "INSERT INTO registrations (operator, consignment, version, state, agency, contract, day, question, \
                   rulebook, kind, party, told_by, received_at) VALUES ($1, 'C0000', 1, 'stands', $2, 'SNV-2014', \
                   '2018-10-01', $3, '', 'agency', $2, 'k', 1)";
        sqlx::query(sql).bind(POST).bind(AGENCY).bind(both).execute(&pool).await.unwrap();
        for (id, agency, state) in
            [("C0000", AGENCY, "accepted"), ("C0001", "", "accepted"), ("C0002", "", "delivered")]
        {
            let sql = "INSERT INTO listed (operator, consignment, agency, contract, day, state, promised, due) \
                       VALUES ($1, $2, $3, '', '', $4, '', '')";
            sqlx::query(sql).bind(POST).bind(id).bind(agency).bind(state).execute(&pool).await.unwrap();
        }
        pool.close().await;
    });
    let server = place.start();
    let listed = server.client(KEYS[0].0).get("/v1/consignments").json();
    let rows = listed["consignments"].as_array().unwrap();
    let mut late: Vec<_> = rows.iter().map(|row| (row["consignment"].as_str().unwrap(), row.get("late"))).collect();
    late.sort_by_key(|(id, _)| *id);
    assert_eq!(late, [("C0000", Some(&json!(true))), ("C0001", None), ("C0002", Some(&json!(false)))], "{listed}");
}

/// The secret of the second version was the text itself; a receiver writes the same bytes as Standard Webhooks has them.
pub(crate) fn tells_what_waited(place: &Place) {
    const OLD: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const NOW: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==";
    let receiver = Receiver::working();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let pool = make_tables(place, 2).await;
        let run = async |sql: &'static str, values: &[&str]| {
            let query = values.iter().fold(sqlx::query(sql), |query, value| query.bind(*value));
            query.execute(&pool).await.unwrap();
        };
        add_keys(&pool).await;
        let sql = "INSERT INTO webhooks (id, kind, party, url, secret, failures, due_at) VALUES ('w', 'operator', $1, $2, $3, 3, 7)";
        run(sql, &[POST, &receiver.url, OLD]).await;
        let sql = "INSERT INTO deliveries (webhook, id, operator, consignment, body) VALUES ('w', $1, $2, 'C0000', '{}')";
        for id in ["1", "2"] {
            run(sql, &[id, POST]).await;
        }
        pool.close().await;
    });
    let server = place.start();
    receiver.wait_for(2, |told| told.is_verified(NOW));
    let told: Vec<_> = receiver.all().iter().map(|told| told.header("webhook-id").to_owned()).collect();
    assert_eq!(told, ["1", "2"]);
    let webhook = server.client(KEYS[0].0).get("/v1/webhooks/w").json();
    assert!(webhook["made_at"].is_string(), "{webhook}");
}

pub(crate) fn is_brought_up_to_date(place: &Place) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(make_old(place));
    // Twice: there is nothing left to do then.
    for _ in 0..2 {
        let server = place.start();
        let [post, agency] = KEYS.map(|(key, ..)| server.client(key));
        assert_eq!(
            post.get("/v1/consignments/C0000/tracking").json()["state"],
            "delivered",
            "the agency's void is its own"
        );
        let events = agency.get("/v1/consignments/C0000/events").json();
        let mut told: Vec<_> = events
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["event"]["id"].clone(), it["told_by"]["id"].clone()))
            .collect();
        told.sort_by_key(|(id, _)| id.to_string());
        let expected = [("1", POST), ("2", POST), ("3", AGENCY)].map(|(id, by)| (json!(id), json!(by)));
        assert_eq!(told, expected, "of equal events one");
        let statement = post.get("/v1/statements/SNV-2014/2018-10").json();
        assert_eq!((&statement["items"], &statement["collected"]), (&json!(1), &json!(7)), "the last settlement");
        assert!(statement.get("corrected").is_none());
        let listed = agency.get("/v1/consignments?state=delivered").json();
        assert_eq!(
            listed["consignments"][0]["consignment"], "C0000",
            "what was stored before there were lists is listed"
        );
        let versions = agency.get("/v1/consignments/C0000/registrations").json();
        assert_eq!((versions.as_array().unwrap().len(), &versions[0]["told_by"]["id"]), (1, &json!(AGENCY)));
        let equal = post.post("/v1/events", &told_at("2", "delivered", "2018-10-02T01:00:00Z").to_string());
        assert_eq!((equal.status, post.kept("C0000").len()), (200, 3), "what is stored is known again");
    }
}

fn told_at(id: &str, kind: &str, at: &str) -> serde_json::Value {
    json!({ "id": id, "consignment": "C0000", "kind": kind, "at": at })
}

/// The tables of a version.
async fn make_tables(place: &Place, version: usize) -> AnyPool {
    const STEPS: [(&str, &str); 6] = [
        ("begin", include_str!("../migrations/0001_begin.sql")),
        ("parties", include_str!("../migrations/0002_parties.sql")),
        ("list", include_str!("../migrations/0003_list.sql")),
        ("lines", include_str!("../migrations/0004_lines.sql")),
        ("webhooks", include_str!("../migrations/0005_webhooks.sql")),
        ("kept", include_str!("../migrations/0006_kept.sql")),
    ];
    sqlx::any::install_default_drivers();
    let url = place.env.iter().find(|(name, _)| *name == "DATABASE_URL").unwrap().1.clone();
    let embedded = url.starts_with("sqlite:");
    let sequence = if embedded {
        "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
    } else {
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
    };
    let pool = AnyPool::connect(&if embedded { format!("{url}?mode=rwc") } else { url }).await.unwrap();
    let step = |(version, (name, sql)): (i64, (&'static str, &'static str))| {
        let sql = sqlx::AssertSqlSafe(sql.replace("{sequence}", sequence)).into_sql_str();
        Migration::new(version, name.into(), MigrationType::Simple, sql, false)
    };
    let steps = (1..).zip(STEPS).take(version).map(step).collect();
    Migrator::with_migrations(steps).run(&pool).await.unwrap();
    pool
}

async fn add_keys(pool: &AnyPool) {
    for (key, kind, name) in KEYS {
        let mut digest = String::new();
        for byte in Sha256::digest(key.as_bytes()) {
            write!(digest, "{byte:02x}").unwrap();
        }
        let query = sqlx::query("INSERT INTO api_keys (id, digest, kind, party, made_at) VALUES ($1, $2, $3, $4, 1)");
        query.bind(key).bind(&digest).bind(kind).bind(name).execute(pool).await.unwrap();
    }
}

/// The tables of the first version, and what it kept in them.
async fn make_old(place: &Place) {
    let pool = make_tables(place, 1).await;
    let run = async |sql: &'static str, values: &[&str]| {
        let query = values.iter().fold(sqlx::query(sql), |query, value| query.bind(*value));
        query.execute(&pool).await.unwrap();
    };
    add_keys(&pool).await;
    let question = question();
    let quote = hoso::Rulebook::parse(include_str!("../../data/binh-duong.json"))
        .unwrap()
        .quote_json(&question, hoso::Language::Vi);
    let sql = "INSERT INTO registrations (operator, consignment, agency, contract, day, question, quote, told_by, received_at) \
               VALUES ($1, 'C0000', $2, 'SNV-2014', '2018-10-01', $3, $4, 'hoso_2_agency', 1)";
    run(sql, &[POST, AGENCY, &question, &quote]).await;
    let mut void = told_at("3", "void", "2018-10-03T08:00:00+07:00");
    void["voids"] = "2".into();
    let delivered = told_at("2", "delivered", "2018-10-02T08:00:00+07:00");
    let mut spelt = delivered.clone();
    spelt["x_note"] = 1.into();
    let accepted = told_at("1", "accepted", "2018-10-01T08:00:00+07:00");
    let events =
        [(accepted, "hoso_1_post"), (delivered, "hoso_1_post"), (spelt, "hoso_1_post"), (void, "hoso_2_agency")];
    for (event, by) in &events {
        let sql = "INSERT INTO events (operator, consignment, digest, told, told_by, received_at) VALUES ($1, 'C0000', $2, $2, $3, 1)";
        run(sql, &[POST, &event.to_string(), by]).await;
    }
    let long = PERSON.repeat(2_000);
    let sql = "INSERT INTO events (operator, consignment, digest, told, told_by, received_at) VALUES ('o', 'c', 'd', $1, 'k', 1)";
    run(sql, &[&long]).await;
    run("DELETE FROM events WHERE consignment = 'c'", &[]).await;
    run("INSERT INTO standings VALUES ($1, 'C0000', '{\"state\":\"accepted\"}', 4)", &[POST]).await;
    // The later of two by its time, which is the smaller by its random id.
    for (id, told, at) in [("b", "{\"collected\":5}", "5"), ("a", "{\"collected\":7}", "7")] {
        let sql = "INSERT INTO settlements (id, operator, consignment, told, told_by, received_at) \
                   VALUES ($1, $2, 'C0000', $3, 'hoso_1_post', CAST($4 AS BIGINT))";
        run(sql, &[id, POST, told, at]).await;
    }
    pool.close().await;
}
