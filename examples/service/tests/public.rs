//! The door for citizens: number and code, and nothing but where it is.

use serde_json::{Value, json};

use crate::client::Client;
use crate::folded::on;
use crate::server::{AGENCY, POST, Place, Server};
use crate::stream::{life, question};

/// In milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;
const CODE: &str = "/v1/consignments/C0000/public_code";

/// What a citizen is told at an address.
fn ask_from(server: &Server, address: &str, consignment: &str, code: &str) -> (u16, String) {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let request = agent.post(format!("{}/public/tracking", server.at)).header("x-forwarded-for", address);
    let mut answer = request.send(json!({ "consignment": consignment, "code": code }).to_string()).unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

#[test]
fn a_citizen_sees_where_it_is_by_number_and_code() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency, citizen) = (server.client(&post), server.client(&agency), server.client(""));
    assert_eq!(agency.put("/v1/consignments/C0000", &question()).status, 200);
    let mut events = life(0);
    for event in &mut events {
        event["recipient"] = "Nguyễn Thị Lan".into();
        event["office"] = "Bưu cục Thủ Dầu Một".into();
    }
    assert_eq!(post.post("/v1/events", &json!(events).to_string()).status, 200);
    let give = || text(&post.post(CODE, "").json()["code"]);
    let ask =
        |code: &str| citizen.post("/public/tracking", &json!({ "consignment": "C0000", "code": code }).to_string());

    let code = give();
    let seen = ask(&code);
    assert_eq!(
        (seen.status, &seen.json()["state"], &seen.json()["label"]),
        (200, &json!("delivered"), &json!("Delivered"))
    );
    let tracking = agency.get("/v1/consignments/C0000/tracking").json();
    assert_eq!(seen.json()["history"].as_array().unwrap().len(), tracking["history"].as_array().unwrap().len());
    for secret in ["Lan", "Thủ Dầu Một", AGENCY, POST] {
        assert!(!seen.body.contains(secret), "{}", seen.body);
    }
    // As it is copied from a slip.
    assert_eq!(ask(&format!(" {}-{} ", &code[..5], code[5..].to_uppercase())).status, 200);

    let next = give();
    assert_eq!((ask(&code).status, ask(&next).status), (404, 200), "the one before counts no longer");
    assert_eq!(agency.post(CODE, "").status, 403);
    assert_eq!(post.post("/v1/consignments/C0001/public_code", "").status, 404);
    assert_eq!(citizen.post("/public/tracking", "{}").status, 422);
}

/// A consignment that was delivered, and who may give a code of it.
fn delivered(place: &Place) -> (Server, Client) {
    let key = place.key("operator", POST);
    let server = place.start();
    let post = server.client(&key);
    assert_eq!(post.post("/v1/events", &json!(life(0)).to_string()).status, 200);
    (server, post)
}

#[test]
fn a_code_ends_by_its_day_some_days_after_its_consignment_or_when_it_is_taken_back() {
    let place = Place::new();
    let (server, post) = delivered(&place);
    let citizen = server.client("");
    let ask = |code: &str| {
        let sought = json!({ "consignment": "C0000", "code": code }).to_string();
        let answered = citizen.post("/public/tracking", &sought);
        (answered.status, answered.body)
    };
    // The day that is given, on which it still counts.
    let given = post.post(CODE, r#"{"until": "2099-12-31"}"#).json();
    assert_eq!(given["until"], "2099-12-31");
    let code = text(&given["code"]);
    on(&place, "UPDATE public_codes SET made_at = 1", &[]);
    assert_eq!(ask(&code).0, 200, "whatever time has gone since");
    on(&place, "UPDATE public_codes SET ends_at = 1", &[]);
    let over = ask(&code);
    for (wrong, said) in [
        (r#"{"until": "2018-01-01"}"#, "not_a_day_to_come"),
        (r#"{"until": "soon"}"#, "not_a_day_to_come"),
        (r#"{"util": "2099-12-31"}"#, "not_that_body"),
        ("[1]", "not_that_body"),
    ] {
        let refused = post.post(CODE, wrong);
        assert_eq!((refused.status, &refused.json()["issues"][0]["code"]), (422, &json!(said)), "{wrong}");
    }

    // None: some days after it was delivered, or after the code was given when that was later.
    let code = text(&post.post(CODE, "{}").json()["code"]);
    assert_eq!(ask(&code).0, 200, "it was delivered years ago, and the code was given now");
    let age = |days: i64| {
        let sql = "UPDATE public_codes SET made_at = made_at - CAST($1 AS BIGINT)";
        on(&place, sql, &[&(days * DAY).to_string()]);
    };
    age(29);
    assert_eq!(ask(&code).0, 200);
    age(2);
    assert_eq!(ask(&code), over);
    // While it is under way there is no end.
    let void =
        json!({ "id": "v", "consignment": "C0000", "kind": "void", "voids": "e9", "at": "2018-10-05T08:00:00+07:00" });
    assert_eq!(post.post("/v1/events", &void.to_string()).status, 200);
    assert_eq!(ask(&code).0, 200);

    // Taken back.
    let withdrawn = post.ask("DELETE", CODE, "").unwrap();
    assert_eq!((withdrawn.status, &withdrawn.json()["withdrawn"]), (200, &json!(true)));
    assert_eq!(post.ask("DELETE", CODE, "").unwrap().status, 404);
    // What is refused looks the same, whatever is wrong.
    let nobody = citizen.post("/public/tracking", &json!({ "consignment": "C9", "code": code }).to_string());
    for refused in [ask(&code), ask("0000000000"), ask(""), (nobody.status, nobody.body)] {
        assert_eq!(refused, over);
    }
    assert_eq!(over.0, 404);
}

/// How many are answered before one is told to come later.
fn before_the_limit(answered: impl Iterator<Item = u16>) -> usize {
    let mut answered = answered.take(1_000);
    answered.position(|status| status == 429).expect("a limit")
}

#[test]
fn guessing_codes_is_slow_about_one_number_and_from_one_address() {
    let place = Place::new();
    let (server, _) = delivered(&place);
    let ask = |address: &str, number: &str| ask_from(&server, address, number, "0").0;
    // From one address: soon nothing more, whatever it asks about; another address is answered. Much less than about a number.
    let from_one = before_the_limit((0..).map(|number| ask("198.51.100.1", &format!("C{number}"))));
    assert!(from_one >= 40, "{from_one}");
    assert_eq!(ask("198.51.100.2", "C0000"), 404);
    // What a client wrote before its proxy did says nothing, and a subscriber has many addresses of IPv6.
    assert!((0..5).any(|number| ask("203.0.113.9, 198.51.100.1", &format!("E{number}")) == 429));
    before_the_limit((0..).map(|host| ask(&format!("2001:db8:1:1::{host:x}"), &format!("D{host}"))));
    // About one number, from ever other addresses: soon nothing more; another number is answered.
    let of_one =
        before_the_limit((0..).map(|host: usize| ask(&format!("192.0.{}.{}", host / 200, host % 200), "C0000")));
    assert!(of_one >= 79, "{of_one}");
    assert_eq!(ask("192.0.9.1", "C0001"), 404);
}

#[test]
fn who_is_no_proxy_speaks_for_itself() {
    let mut place = Place::new();
    place.set("HOSO_PROXIES", "10.0.0.0/8");
    let (server, _) = delivered(&place);
    // The address that it says is not its own.
    let ask = |host: usize| ask_from(&server, &format!("198.51.100.{}", host % 250), &format!("C{host}"), "0").0;
    before_the_limit((0..).map(ask));
    let told = std::fs::read_to_string(place.log()).unwrap();
    assert_eq!(told.matches("HOSO_PROXIES").count(), 1, "{told}");
}
