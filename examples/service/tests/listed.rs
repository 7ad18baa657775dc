//! Lists of consignments: sought, page by page, and as quick with many as with few.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::AnyPool;

use crate::client::Client;
use crate::server::{AGENCY, POST, Place};
use crate::stream::question;

/// Another agency of the same contract.
const OTHER: &str = "so-thong-tin-truyen-thong";

/// The ids of every page, in order.
fn all(client: &Client, query: &str) -> Vec<String> {
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let answered = client.get(&format!("/v1/consignments?{query}{cursor}"));
        assert_eq!(answered.status, 200, "{answered:?}");
        let page = answered.json();
        let rows = page["consignments"].as_array().unwrap();
        ids.extend(rows.iter().map(|row| row["consignment"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

#[test]
fn consignments_are_sought_and_told_page_by_page() {
    let place = Place::new();
    let (post, agency, other) = (place.key("operator", POST), place.key("agency", AGENCY), place.key("agency", OTHER));
    let server = place.start();
    let (post, agency, other) = (server.client(&post), server.client(&agency), server.client(&other));
    // One on each day; the fourth was never registered.
    for day in [1, 2, 3] {
        let asked = question().replace("2018-10-01", &format!("2018-10-0{day}"));
        assert_eq!(agency.put(&format!("/v1/consignments/L{day}"), &asked).status, 200);
    }
    let event = |id: usize, kind: &str| json!({ "id": kind, "consignment": format!("L{id}"), "kind": kind, "at": "2018-10-04T08:00:00+07:00" });
    let told = json!([event(1, "accepted"), event(2, "accepted"), event(2, "delivered"), event(4, "accepted")]);
    assert_eq!(post.post("/v1/events", &told.to_string()).status, 200);

    assert_eq!(all(&post, ""), ["L3", "L2", "L1", "L4"], "the last day first");
    assert_eq!(all(&post, "most=1"), ["L3", "L2", "L1", "L4"], "each once, a page each");
    assert_eq!(all(&agency, "most=2"), ["L3", "L2", "L1"]);
    assert_eq!(all(&other, "").len(), 0, "nothing of another's");
    assert_eq!(all(&post, "state=accepted"), ["L1", "L4"]);
    assert_eq!(all(&post, &format!("agency={AGENCY}&from=2018-10-02&until=2018-10-03")), ["L2"]);
    // Promised in 2018, and not over: the first was accepted, the third never came.
    assert_eq!(all(&agency, "late=true"), ["L3", "L1"]);
    assert_eq!(all(&post, "late=false"), ["L2"], "it is over");
    assert_eq!(all(&post, "late=unknown"), ["L4"], "nobody ever said by when it is to be done");
    let unknown = post.get("/v1/consignments?late=unknown").json();
    assert!(unknown["consignments"][0].get("late").is_none(), "{unknown}");
    let rows = agency.get("/v1/consignments?state=accepted").json();
    let row = &rows["consignments"][0];
    assert_eq!((&row["late"], &row["operator"], &row["agency"]), (&json!(true), &json!(POST), &json!(AGENCY)));
    assert!(row["due"].as_str().is_some_and(|due| due > "2018-10-01"), "{row}");

    // What changes, changes in the list.
    let void = json!({ "id": "v", "consignment": "L2", "kind": "void", "voids": "delivered", "at": "2018-10-05T08:00:00+07:00" });
    assert_eq!(post.post("/v1/events", &void.to_string()).status, 200);
    assert_eq!(all(&agency, "late=true"), ["L3", "L2", "L1"]);
    assert_eq!(agency.ask("DELETE", "/v1/consignments/L3", "").unwrap().status, 200);
    assert_eq!((all(&agency, ""), all(&post, "").len()), (vec!["L2".to_owned(), "L1".to_owned()], 4));
    for wrong in ["state=gone", "from=soon", "most=0", "most=1001", "cursor=x", "late=yes", "late=True", "name=x"] {
        assert_eq!(post.get(&format!("/v1/consignments?{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn what_goes_both_ways_is_to_be_at_the_agency_by_a_day() {
    let place = Place::new();
    let key = place.key("agency", AGENCY);
    let server = place.start();
    let agency = server.client(&key);
    for (id, service) in [("B", "both"), ("I", "intake")] {
        let asked = question().replace(r#""return""#, &format!(r#""{service}""#));
        assert_eq!(agency.put(&format!("/v1/consignments/{id}"), &asked).status, 200);
    }
    let listed = agency.get("/v1/consignments").json();
    let [intake, both] = [&listed["consignments"][0], &listed["consignments"][1]];
    assert_eq!((&both["late"], &both["due"]), (&json!(true), &intake["due"]), "{listed}");
    assert!(both["due"].is_string());
    // Where nothing says by when, that is said; and not asked again at every start.
    let promised = || crate::folded::on(&place, "SELECT promised, due FROM listed WHERE consignment = 'B'", &[]);
    crate::folded::on(&place, "UPDATE registrations SET question = '{}'", &[]);
    crate::folded::on(&place, "UPDATE listed SET promised = '', due = '?'", &[]);
    server.stop();
    let server = place.start();
    assert_eq!(promised(), [["-", "?"]]);
    assert_eq!(all(&server.client(&key), "late=unknown"), ["I", "B"]);
}

/// The first page and a later one of a list of 200,000, however it is sought.
#[test]
fn a_page_costs_the_same_however_much_is_stored() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(fill(&place));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    for (client, query) in [
        (&post, String::new()),
        (&post, "state=delivered".into()),
        (&post, format!("agency={AGENCY}")),
        (&post, "from=2018-10-05&until=2018-10-06".into()),
        (&post, "late=true".into()),
        (&post, "late=unknown".into()),
        (&post, format!("cursor=2018-10-10:{POST}:B100000")),
        (&agency, String::new()),
        (&agency, "state=delivered".into()),
        (&agency, "late=true".into()),
        (&agency, "late=unknown".into()),
    ] {
        // The best of some: others work on the machine.
        let mut took = Duration::MAX;
        for _ in 0..10 {
            let began = now();
            let page = client.get(&format!("/v1/consignments?{query}")).json();
            took = took.min(began.elapsed());
            assert_eq!(page["consignments"].as_array().map(Vec::len), Some(100), "{query}");
            assert!(page["next"].is_string());
        }
        println!("{query:<45} {took:?}");
        assert!(took < Duration::from_millis(50), "{query}: {took:?}");
    }
    let seen: BTreeSet<String> = post.get("/v1/consignments?most=1000").json()["consignments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["consignment"].to_string())
        .collect();
    assert_eq!(seen.len(), 1_000);
}

async fn fill(place: &Place) {
    sqlx::any::install_default_drivers();
    let database = &place.env.iter().find(|(name, _)| *name == "DATABASE_URL").unwrap().1;
    let pool = AnyPool::connect(database).await.unwrap();
    let sql = "INSERT INTO listed (operator, consignment, agency, contract, day, state, promised, due) \
               WITH RECURSIVE n(i) AS (SELECT 100000 UNION ALL SELECT i + 1 FROM n WHERE i < 299999) \
               SELECT $1, 'B' || i, $2, 'SNV-2014', '2018-10-' || substr('0' || (1 + i % 28), -2), \
               CASE WHEN i % 50 < 2 THEN 'accepted' ELSE 'delivered' END, \
               CASE i % 50 WHEN 1 THEN '-' ELSE '2018-11-01' END, \
               CASE i % 50 WHEN 0 THEN '2018-11-01' WHEN 1 THEN '?' ELSE '' END FROM n";
    sqlx::query(sql).bind(POST).bind(AGENCY).execute(&pool).await.unwrap();
    pool.close().await;
}

fn now() -> Instant {
    Instant::now()
}
