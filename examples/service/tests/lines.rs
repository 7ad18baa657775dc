//! A statement line by line, as a table and as a page; the operator's invoice held against it; a month that is closed.

use hoso::{Language, Rulebook};
use serde_json::{Value, json};

use crate::client::Client;
use crate::server::{AGENCY, POST, Place, Server};
use crate::stream::question;

const MONTH: &str = "/v1/statements/SNV-2014/2018-10";
const NEXT: &str = "/v1/statements/SNV-2014/2018-11";

/// A service with a month of two prices: two consignments of one and one of another, of which one is settled otherwise.
fn a_month(place: &Place) -> (Server, Client, Client) {
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    carry(&post, &agency, "A1", "2018-10-01", "intra_province");
    carry(&post, &agency, "A2", "2018-10-31", "intra_province");
    carry(&post, &agency, "A3", "2018-10-15", "inter_province");
    settle(&post, "A3", &json!({ "collected": 1_000, "compensation": 5_000 }));
    // Announced, and not yet the post's.
    assert_eq!(agency.put("/v1/consignments/A4", &question()).status, 200);
    (server, post, agency)
}

fn carry(post: &Client, agency: &Client, id: &str, on: &str, zone: &str) {
    let question = question().replace("2018-10-01", on).replace("intra_province", zone);
    assert_eq!(agency.put(&format!("/v1/consignments/{id}"), &question).status, 200);
    tell(post, id, "1", "accepted", on);
}

fn tell(post: &Client, id: &str, event: &str, kind: &str, on: &str) {
    let event = json!({ "id": event, "consignment": id, "kind": kind, "at": format!("{on}T08:00:00+07:00") });
    assert_eq!(post.post("/v1/events", &event.to_string()).status, 200);
}

fn settle(post: &Client, id: &str, told: &Value) {
    assert_eq!(post.post(&format!("/v1/consignments/{id}/settlement"), &told.to_string()).status, 200);
}

fn rulebook() -> Rulebook {
    Rulebook::parse(include_str!("../../data/binh-duong.json")).unwrap()
}

/// What the library makes of lines.
fn settled(lines: &Value, month: &str, until: &str) -> Value {
    let items: Vec<&Value> = lines["lines"].as_array().unwrap().iter().map(|line| &line["item"]).collect();
    let period = json!({ "from": format!("{month}-01"), "until": until });
    let asked = json!({ "contract": "SNV-2014", "period": period, "items": items });
    serde_json::from_str(&rulebook().settle_json(&asked.to_string(), Language::Vi)).unwrap()
}

#[test]
fn the_lines_are_what_the_statement_adds_up() {
    let place = Place::new();
    let (_server, post, agency) = a_month(&place);
    let statement = post.get(MONTH).json();
    assert_eq!((&statement["items"], &statement["compensation"]), (&json!(3), &json!(5_000)));
    for client in [&post, &agency] {
        let lines = client.get(&format!("{MONTH}/lines")).json();
        assert_eq!(settled(&lines, "2018-10", "2018-11-01"), statement);
        let of: Vec<&Value> = lines["lines"].as_array().unwrap().iter().map(|line| &line["item"]["id"]).collect();
        assert_eq!((json!(of), &lines["lines"][0]["agency"]), (json!(["A1", "A3", "A2"]), &json!(AGENCY)), "by day");
        assert!(lines.get("next").is_none());
        let rest = client.get(&format!("{MONTH}/lines?cursor=2018-10-15,A3")).json();
        assert_eq!(rest["lines"][0]["item"]["id"], "A2");
    }
    for wrong in ["cursor=A1", "cursor=2018-10-32,A1", "after=0", "part=all", "page=2"] {
        assert_eq!(post.get(&format!("{MONTH}/lines?{wrong}")).status, 400, "{wrong}");
    }

    let table = post.get(&format!("{MONTH}/table")).body;
    let rows: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.len(), 4);
    assert!(table.starts_with('\u{feff}') && rows[0].starts_with("Item,Day,Agency,Clause,Net"), "{}", rows[0]);
    assert!(
        rows[2].starts_with("A3,2018-10-15,so-noi-vu,") && rows[2].ends_with(",1000,5000,The agency"),
        "{}",
        rows[2]
    );
    let totals = rows[1..].iter().map(|row| row.split(',').nth(6).unwrap().parse::<i64>().unwrap());
    assert_eq!(json!(totals.sum::<i64>()), statement["total"]);

    let page = agency.get(&format!("{MONTH}/page")).body;
    for said in ["Statement of postal service charges", "A1</td>", "01/10/2018", "Provisional", "5,000"] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let (_, text) = page.split_once("</style>").unwrap();
    assert!(text.ends_with("</html>\n") && !text.contains('{'), "nothing is left to be filled in: {text}");
    for path in ["lines", "table", "page"] {
        assert_eq!(post.get(&format!("/v1/statements/nothing/2018-10/{path}")).status, 404);
    }
}

#[test]
fn an_invoice_is_held_against_what_counts() {
    let place = Place::new();
    let (_server, post, agency) = a_month(&place);
    let lines = post.get(&format!("{MONTH}/lines")).json();
    let bills: Vec<Value> = lines["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["item"]["id"] != "A2")
        .map(|line| {
            json!({ "id": format!("hd-{}", line["item"]["id"].as_str().unwrap()), "item": line["item"]["id"],
            "amount": line["item"]["quote"]["total"] })
        })
        .chain([json!({ "id": "hd-x", "item": "X", "amount": 7 })])
        .collect();
    let at = format!("{MONTH}/reconciliation");
    let answered = agency.post(&at, &json!(bills).to_string());
    let said = answered.json();
    assert_eq!((answered.status, &said["matched"]["count"]), (200, &json!(2)), "{said}");
    assert_eq!((&said["not_billed"][0]["item"], &said["not_ours"][0]["item"]), (&json!("A2"), &json!("X")));
    let twice = json!([bills[0], bills[0]]).to_string();
    let refused = agency.post(&at, &twice);
    let issue = &refused.json()["issues"][0];
    let said = (refused.status, &issue["path"], &issue["params"]["first"], &issue["message"]);
    assert_eq!(said, (422, &json!("/1/id"), &json!("/0/id"), &json!("The same as /0/id.")));
    assert_eq!(agency.post(&at, "{}").status, 422);
}

#[test]
fn what_comes_late_of_a_closed_month_stands_in_the_next_and_says_so() {
    closes(&Place::new());
}

pub(crate) fn closes(place: &Place) {
    let (_server, post, agency) = a_month(place);
    let open = post.get(MONTH).json();
    let close = |client: &Client, month: &str| client.post(&format!("{month}/closing"), "");
    assert_eq!(close(&agency, MONTH).status, 403);
    assert_eq!(close(&post, "/v1/statements/SNV-2014/2999-01").json()["issues"][0]["code"], "not_over");
    let closed = close(&post, MONTH).json();
    assert_eq!((&closed["items"], &closed["balance"]), (&open["items"], &open["balance"]));
    assert!(closed["closed"]["closed_at"].is_string() && closed.get("late").is_none(), "{closed}");
    let early = close(&post, "/v1/statements/SNV-2014/2018-12");
    assert_eq!((early.status, &early.json()["issues"][0]["params"]["next"]), (409, &json!("2018-11")));
    let (statement, lines) = (agency.get(MONTH).body, agency.get(&format!("{MONTH}/lines")).body);
    assert!(post.get(NEXT).json().get("late").is_none());

    // One more of the closed month, one that is cancelled, one that is settled otherwise, one that costs otherwise; and one of the
    // next month itself.
    tell(&post, "A4", "1", "accepted", "2018-10-02");
    tell(&post, "A1", "2", "cancelled", "2018-10-02");
    settle(&post, "A3", &json!({ "collected": 1_000, "compensation": 9_000 }));
    let farther = question().replace("2018-10-01", "2018-10-31").replace("intra_province", "inter_province");
    assert_eq!(post.put("/v1/consignments/A2", &farther).status, 200);
    carry(&post, &agency, "B1", "2018-11-05", "intra_province");
    assert_eq!(agency.get(MONTH).body, statement, "what was closed stays");
    assert_eq!(agency.get(&format!("{MONTH}/lines")).body, lines);
    let next = post.get(NEXT).json();
    let late = &next["late"][0];
    assert_eq!((&next["items"], &late["month"]), (&json!(1), &json!("2018-10")));
    let part = |client: &Client, part: &str| client.get(&format!("{NEXT}/lines?part={part}")).json();
    for client in [&post, &agency] {
        for (name, ids) in [("added", ["A4", "A3", "A2"]), ("taken_back", ["A1", "A3", "A2"])] {
            let lines = part(client, name);
            let of: Vec<&Value> = lines["lines"].as_array().unwrap().iter().map(|line| &line["item"]["id"]).collect();
            assert_eq!(of, ids, "{name}");
            assert_eq!(settled(&lines, "2018-10", "2018-11-01"), late[name], "{name}");
        }
    }
    let balance = |of: &Value| of["balance"].as_i64().unwrap();
    let due = balance(&next) + balance(&late["added"]) - balance(&late["taken_back"]);
    assert_eq!(next["due"].as_i64(), Some(due));
    // Both months come to what one would that was never closed.
    let all = balance(&closed) + due - balance(&next);
    assert_eq!(all, balance(&late["added"]), "all that counts of October was told again");
    let page = post.get(&format!("{NEXT}/page")).body;
    assert!(page.contains("Came late of 10/2018") && page.contains("Added (3 items)"), "{page}");

    // It is closed with what came late; that stands there and nowhere else.
    let closed = close(&post, NEXT).json();
    assert_eq!((&closed["late"], &closed["due"]), (&next["late"], &next["due"]));
    assert_eq!(close(&post, NEXT).json(), closed, "again");
    let after = post.get("/v1/statements/SNV-2014/2018-12").json();
    assert!(after["items"] == 0 && after.get("late").is_none(), "{after}");
    assert_eq!(part(&agency, "added")["lines"].as_array().unwrap().len(), 3);
    assert_eq!(agency.get(MONTH).body, statement);
}

#[test]
fn the_first_month_closed_passes_over_none_and_closes_all_before_it() {
    let place = Place::new();
    let (_server, post, agency) = a_month(&place);
    let close = |month: &str| post.post(&format!("/v1/statements/SNV-2014/{month}/closing"), "");
    let next = |month: &str| close(month).json()["issues"][0]["params"]["next"].clone();
    // The contract is of September 2014; the first consignment of October 2018.
    assert_eq!((next("1999-01"), next("2018-11")), (json!("2014-09"), json!("2018-10")));
    let earlier = "/v1/statements/SNV-2014/2018-09";
    let nothing = post.get(earlier).json();
    assert_eq!((close("2018-10").status, &nothing["items"]), (200, &json!(0)));

    carry(&post, &agency, "Z1", "2018-09-03", "intra_province");
    let told = post.get(earlier).json();
    assert_eq!((&told["items"], told["closed"].is_object(), told.get("late")), (&json!(0), true, None), "{told}");
    assert_eq!(close("2018-09").json(), told, "it is closed already");
    for _ in ["open", "closed"] {
        let late = post.get(NEXT).json()["late"].clone();
        assert_eq!((&late[0]["month"], &late[0]["added"]["items"]), (&json!("2018-09"), &json!(1)), "{late}");
        assert_eq!(close("2018-11").status, 200);
    }
}

#[test]
fn a_month_is_closed_by_as_many_as_ask_at_once() {
    closed_at_once(&Place::new());
}

pub(crate) fn closed_at_once(place: &Place) {
    let (_server, post, _agency) = a_month(place);
    for month in 10..13 {
        let at = format!("/v1/statements/SNV-2014/2018-{month}/closing");
        let answers: Vec<String> = std::thread::scope(|threads| {
            let told: Vec<_> = (0..8).map(|_| threads.spawn(|| post.post(&at, ""))).collect();
            told.into_iter().map(|told| told.join().unwrap()).map(|it| format!("{} {}", it.status, it.body)).collect()
        });
        assert!(answers.iter().all(|answer| *answer == answers[0] && answer.starts_with("200 ")), "{answers:?}");
    }
}
