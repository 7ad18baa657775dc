//! Webhooks as their owners look after them: signed as Standard Webhooks asks, tried, replayed, paused and resumed.

use std::net::TcpListener;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sqlx::AnyPool;

use crate::client::Client;
use crate::receiver::{Receiver, Told};
use crate::server::{AGENCY, POST, Place};
use crate::stream::{life, question};

fn add(client: &Client, url: &str) -> (String, String) {
    let added = client.post("/v1/webhooks", &json!({ "url": url }).to_string()).json();
    let text = |key: &str| added[key].as_str().unwrap_or_else(|| panic!("{added}")).to_owned();
    (format!("/v1/webhooks/{}", text("id")), text("secret"))
}

fn tell(client: &Client, events: &[Value]) {
    for event in events {
        assert_eq!(client.post("/v1/events", &event.to_string()).status, 200);
    }
}

/// Waits until a webhook is as it should be, and gives it.
fn until(client: &Client, at: &str, is_so: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..300 {
        let webhook = client.get(at).json();
        if is_so(&webhook) {
            return webhook;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("{}", client.get(at).body);
}

/// Runs a statement on the database of a service that may run.
fn sql(place: &Place, statement: &'static str) {
    let url = place.env.iter().find(|(name, _)| *name == "DATABASE_URL").unwrap().1.clone();
    sqlx::any::install_default_drivers();
    let run = async {
        let pool = AnyPool::connect(&url).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
        pool.close().await;
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run);
}

#[test]
fn a_ready_library_verifies_what_is_told_by_either_secret_while_both_count() {
    let (place, receiver) = (Place::new(), Receiver::working());
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let (at, first) = add(&client, &receiver.url);
    let [event, second, third] = [&life(0)[0], &life(0)[1], &life(0)[2]];
    tell(&client, std::slice::from_ref(event));
    receiver.wait_for(1, |told| told.is_verified(&first));
    let told = receiver.all().remove(0);
    assert_eq!(told.header("content-type"), "application/json");
    let message = told.json();
    assert_eq!(message["type"], "consignment.changed");
    assert!(message["timestamp"].is_string(), "{message}");
    let expected = json!({ "id": event["id"], "kind": event["kind"], "at": event["at"] });
    assert_eq!(message["data"]["event"], expected);
    assert_eq!((&message["data"]["consignment"], &message["data"]["operator"]), (&json!("C0000"), &json!(POST)));
    let altered = Told { body: told.body.replace("accepted", "delivered"), ..told.clone() };
    assert!(!altered.is_verified(&first), "another body");

    let rotated = client.post(&format!("{at}/secret"), "").json();
    let new = rotated["secret"].as_str().unwrap().to_owned();
    assert_ne!(new, first);
    assert!(client.get(&at).json()["old_secret_until"].is_string());
    tell(&client, std::slice::from_ref(second));
    receiver.wait_for(2, |_| true);
    let told = receiver.all().remove(1);
    assert!(told.is_verified(&first) && told.is_verified(&new), "both, for a while");
    let last = client.post(&format!("{at}/secret?overlap_hours=0"), "").json()["secret"].as_str().unwrap().to_owned();
    tell(&client, std::slice::from_ref(third));
    receiver.wait_for(3, |_| true);
    let told = receiver.all().remove(2);
    assert_eq!([&first, &new, &last].map(|secret| told.is_verified(secret)), [false, false, true]);
    for wrong in ["-1", "169", "x"] {
        assert_eq!(client.post(&format!("{at}/secret?overlap_hours={wrong}"), "").status, 400, "{wrong}");
    }
}

#[test]
fn what_changes_nothing_is_not_told() {
    let (place, receiver) = (Place::new(), Receiver::working());
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    add(&post, &receiver.url);
    add(&agency, &receiver.url);
    // Of these the state is the one before, which is none.
    assert_eq!(agency.put("/v1/consignments/C0000", &question()).status, 200);
    let mut void = life(0)[6].clone();
    void["at"] = life(0)[0]["at"].clone();
    tell(&post, &[void]);
    tell(&post, &life(0)[..1]);
    receiver.wait_for(2, |_| true);
    thread::sleep(Duration::from_millis(300));
    let told: Vec<_> = receiver.all().iter().map(|told| told.json()["data"]["to"]["state"].clone()).collect();
    assert_eq!(told, ["accepted", "accepted"], "once for each party");
}

#[test]
fn what_was_told_is_shown_and_told_again_when_that_is_asked_for() {
    let (place, receiver) = (Place::new(), Receiver::working());
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    let (at, secret) = add(&post, &receiver.url);
    tell(&post, &life(0)[..3]);
    receiver.wait_for(3, |_| true);
    let first: Vec<String> = receiver.all().iter().map(|told| told.header("webhook-id").to_owned()).collect();
    let shown = || post.get(&format!("{at}/messages")).json();
    let told = |shown: &Value| shown.as_array().unwrap().iter().filter(|it| it["told_at"].is_string()).count();
    until(&post, &at, |webhook| webhook["waiting"] == 0);
    assert_eq!(
        (told(&shown()), &shown()[1]["id"], &shown()[0]["body"]),
        (3, &json!(first[1]), &receiver.all()[0].json())
    );
    assert_eq!(post.get(&format!("{at}/messages?waiting=true")).json(), json!([]));
    let place_of_second = shown()[1]["place"].to_string();
    let after = post.get(&format!("{at}/messages?after={place_of_second}")).json();
    assert_eq!((after.as_array().unwrap().len(), &after[0]["id"]), (1, &json!(first[2])));

    // One message, and then all since a time.
    let again = |body: Value| post.post(&format!("{at}/replay"), &body.to_string());
    assert_eq!(again(json!({ "message": first[1] })).json(), json!({ "replayed": 1 }));
    receiver.wait_for(4, |_| true);
    until(&post, &at, |webhook| webhook["waiting"] == 0);
    assert_eq!(again(json!({ "since": "2020-01-01T00:00:00+07:00" })).json(), json!({ "replayed": 3 }));
    receiver.wait_for(7, |told| told.is_verified(&secret));
    let ids: Vec<String> = receiver.all().iter().map(|told| told.header("webhook-id").to_owned()).collect();
    assert_eq!(ids[4..], first, "the same messages, in their order");
    assert_eq!(again(json!({ "since": "2999-01-01T00:00:00+07:00" })).json(), json!({ "replayed": 0 }));
    for wrong in
        [json!({}), json!({ "since": "x" }), json!({ "since": "2020-01-01T00:00:00Z", "message": "m" }), json!([])]
    {
        assert_eq!(again(wrong.clone()).status, 422, "{wrong}");
    }
    until(&post, &at, |webhook| webhook["waiting"] == 0);
    let attempts = post.get(&format!("{at}/attempts?message={}", first[1])).json();
    let outcomes: Vec<_> = attempts.as_array().unwrap().iter().map(|it| it["outcome"].clone()).collect();
    assert_eq!(outcomes, ["received", "received", "received"]);

    // A test is told at once, and what came of it.
    let tried = post.post(&format!("{at}/test"), "").json();
    assert_eq!((&tried["outcome"], &tried["status"]), (&json!("received"), &json!(200)));
    receiver.wait_for(1, |told| told.is_verified(&secret) && told.json()["type"] == "test");
    receiver.works.store(false, Ordering::Relaxed);
    let tried = post.post(&format!("{at}/test"), "").json();
    assert_eq!((&tried["outcome"], &tried["status"]), (&json!("refused"), &json!(500)));
    assert_eq!(post.get(&format!("{at}/attempts")).json()[0]["message"], tried["message"]);
    let (elsewhere, _) = add(&post, "http://127.0.0.1:1/");
    assert_eq!(post.post(&format!("{elsewhere}/test"), "").json()["outcome"], "no_connection");

    // Nobody else looks after it.
    for path in ["", "/messages", "/attempts"] {
        assert_eq!(agency.get(&format!("{at}{path}")).status, 404, "{path}");
    }
    for path in ["/test", "/secret", "/pause", "/resume"] {
        assert_eq!(agency.post(&format!("{at}{path}"), "").status, 404, "{path}");
    }
    assert_eq!(agency.post(&format!("{at}/replay"), r#"{"message":"m"}"#).status, 404);
}

#[test]
fn a_webhook_that_fails_is_paused_its_owner_is_told_and_it_goes_on_where_it_stood() {
    let (place, receiver, other) = (Place::new(), Receiver::start(None), Receiver::working());
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let (at, _) = add(&client, &receiver.url);
    let (_, of_other) = add(&client, &other.url);
    tell(&client, &life(0)[..1]);
    let failing = until(&client, &at, |webhook| webhook["state"] == "failing");
    assert!(failing["failing_since"].is_string() && failing["next_attempt_at"].is_string(), "{failing}");
    // It fails for five days: the clock is not waited for.
    sql(&place, "UPDATE webhooks SET failing_since = failing_since - 432000000 WHERE failing_since > 0");
    let paused = until(&client, &at, |webhook| webhook["state"] == "paused");
    assert_eq!((&paused["paused_because"], &paused["waiting"]), (&json!("failing"), &json!(1)));
    other.wait_for(1, |told| told.is_verified(&of_other) && told.json()["type"] == "webhook.paused");
    let all = other.all();
    let told = all.iter().map(Told::json).find(|told| told["type"] == "webhook.paused").unwrap();
    assert_eq!((&told["data"]["webhook"], &told["data"]["because"]), (&paused["id"], &json!("failing")));
    let metrics = client.get("/metrics").body;
    assert!(metrics.contains("hoso_outbox{webhooks=\"paused\"} 1\n"), "{metrics}");

    // Nothing is told to it meanwhile; all that waits is told when it is resumed.
    let tried = receiver.all().len();
    receiver.works.store(true, Ordering::Relaxed);
    tell(&client, &life(0)[1..3]);
    other.wait_for(4, |_| true);
    assert_eq!(receiver.all().len(), tried);
    assert_eq!(client.post(&format!("{at}/resume"), "").json()["state"], "active");
    receiver.wait_for(3, |told| told.status == 200);
    let states: Vec<_> =
        receiver.all()[tried..].iter().map(|told| told.json()["data"]["to"]["state"].clone()).collect();
    assert_eq!(states, ["accepted", "in_transit", "out_for_delivery"]);

    // 410: the receiver itself says that it is gone. A message that is never taken can be taken out.
    receiver.works.store(false, Ordering::Relaxed);
    receiver.fails_with.store(410, Ordering::Relaxed);
    tell(&client, &life(1)[..2]);
    assert_eq!(until(&client, &at, |webhook| webhook["state"] == "paused")["paused_because"], "gone");
    let waiting = client.get(&format!("{at}/messages?waiting=true")).json();
    let drop = || client.ask("DELETE", &format!("{at}/messages/{}", waiting[0]["id"].as_str().unwrap()), "").unwrap();
    assert_eq!([drop().status, drop().status], [200, 404]);
    receiver.works.store(true, Ordering::Relaxed);
    client.post(&format!("{at}/resume"), "");
    receiver.wait_for(1, |told| told.status == 200 && told.json()["data"]["consignment"] == "C0001");
    assert_eq!(receiver.all().last().unwrap().json()["data"]["to"]["state"], "in_transit");
    let held = client.post(&format!("{at}/pause"), "").json();
    assert_eq!((&held["state"], &held["paused_because"]), (&json!("paused"), &json!("owner")));
}

#[test]
fn what_waits_is_kept_for_thirty_days_and_then_counted() {
    let (place, receiver) = (Place::new(), Receiver::working());
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let (at, _) = add(&client, &receiver.url);
    client.post(&format!("{at}/pause"), "");
    tell(&client, &life(0)[..2]);
    server.stop();
    // One is older than thirty days, the other not.
    sql(&place, "UPDATE deliveries SET made_at = made_at - 2591000000");
    sql(&place, "UPDATE deliveries SET made_at = made_at - 2000000 WHERE seq = (SELECT min(seq) FROM deliveries)");
    let server = place.start();
    let client = server.client(&key);
    let webhook = until(&client, &at, |webhook| webhook["expired"] == 1);
    assert_eq!(webhook["waiting"], 1);
    client.post(&format!("{at}/resume"), "");
    receiver.wait_for(1, |told| told.json()["data"]["to"]["state"] == "in_transit");
    until(&client, &at, |webhook| webhook["waiting"] == 0);
    server.stop();
    // What was told is kept for a week.
    sql(&place, "UPDATE deliveries SET told_at = told_at - 604000000");
    let server = place.start();
    assert_eq!(server.client(&key).get(&format!("{at}/messages")).json().as_array().unwrap().len(), 1);
    server.stop();
    sql(&place, "UPDATE deliveries SET told_at = told_at - 1000000");
    let server = place.start();
    let client = server.client(&key);
    let is_gone = || client.get(&format!("{at}/messages")).json() == json!([]);
    assert!((0..50).any(|_| is_gone() || {
        thread::sleep(Duration::from_millis(100));
        false
    }));
}

/// More receivers that failed and do not answer than are told at once at all.
#[test]
fn receivers_that_never_answer_leave_room_for_others() {
    let (place, receiver) = (Place::new(), Receiver::working());
    // Connections are taken by the machine, and nobody reads them.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = format!("http://{}/", silent.local_addr().unwrap());
    let key = place.key("operator", POST);
    let all = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)";
    for insert in [
        format!(
            "{all} INSERT INTO webhooks (id, kind, party, url, secret, failures, due_at) \
             SELECT 'w' || i, 'agency', '{AGENCY}', '{silent}', 'whsec_AAAA', 1, 0 FROM n"
        ),
        format!(
            "{all} INSERT INTO deliveries (webhook, id, operator, consignment, body, made_at) \
             SELECT 'w' || i, 'm' || i, '', '', '{{}}', 9000000000000 FROM n"
        ),
    ] {
        sql(&place, insert.leak());
    }
    let server = place.start();
    let post = server.client(&key);
    add(&post, &receiver.url);
    // Each of them is told by now, or waits for its turn.
    thread::sleep(Duration::from_millis(1_500));
    let began = Instant::now();
    tell(&post, &life(0)[..1]);
    receiver.wait_for(1, |_| true);
    assert!(began.elapsed() < Duration::from_secs(6), "it waited for the others: {:?}", began.elapsed());
}

#[test]
fn ten_webhooks_are_the_most_however_many_are_added_at_once() {
    add_at_once(&Place::new());
}

pub(crate) fn add_at_once(place: &Place) {
    let key = place.key("operator", POST);
    let servers = [place.start(), place.start()];
    let hook = json!({ "url": "http://127.0.0.1:1/" }).to_string();
    let added: Vec<u16> = thread::scope(|scope| {
        let ask = |nth: usize| {
            let (client, hook) = (servers[nth % servers.len()].client(&key), &hook);
            scope.spawn(move || client.post("/v1/webhooks", hook).status)
        };
        (0..30).map(ask).collect::<Vec<_>>().into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(added.iter().filter(|status| **status == 200).count(), 10, "{added:?}");
    assert_eq!(servers[0].client(&key).get("/v1/webhooks").json().as_array().unwrap().len(), 10);
}
