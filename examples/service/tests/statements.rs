//! A month's statement: the library's own answer about what was carried, whatever else is registered.

use hoso::{Language, Rulebook};
use serde_json::{Value, json};

use crate::server::{AGENCY, POST, Place};
use crate::stream::question;

#[test]
fn a_statement_is_the_librarys_about_what_is_charged() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    // What was told of each, and whether the month counts it.
    let told: [(&str, &[&str], bool); 8] = [
        ("none", &[], false),
        ("created", &["created"], false),
        ("cancelled", &["created", "accepted", "cancelled"], false),
        ("accepted", &["created", "accepted"], true),
        ("delivered", &["accepted", "departed", "delivered"], true),
        ("returned", &["accepted", "departed", "return_started", "returned"], true),
        ("lost", &["accepted", "departed", "lost"], true),
        ("september", &["accepted"], false),
    ];
    let mut items = Vec::new();
    for (name, kinds, counted) in told {
        let on = if name == "september" { "2018-09-30" } else { "2018-10-01" };
        let registered = agency.put(&format!("/v1/consignments/{name}"), &question().replace("2018-10-01", on));
        assert_eq!(registered.status, 200, "{name}: {registered:?}");
        let event = |(nth, kind): (usize, &&str)| {
            let at = format!("2018-10-{:02}T08:00:00+07:00", 1 + nth);
            json!({ "id": format!("e{nth}"), "consignment": name, "kind": kind, "at": at })
        };
        let events: Value = kinds.iter().enumerate().map(event).collect();
        assert_eq!(post.post("/v1/events", &events.to_string()).status, 200, "{name}");
        let mut item = json!({ "id": name, "on": on, "quote": registered.json()["quote"] });
        if name == "lost" {
            let owed = json!({ "collected": 0, "compensation": 120_000, "compensation_to": "applicant" });
            assert_eq!(post.post("/v1/consignments/lost/settlement", &owed.to_string()).status, 200);
            item.as_object_mut().unwrap().extend(owed.as_object().unwrap().clone());
        }
        items.extend(counted.then_some(item));
    }
    assert_eq!(items.len(), 4);
    let rulebook = Rulebook::parse(include_str!("../../data/binh-duong.json")).unwrap();
    let period = json!({ "from": "2018-10-01", "until": "2018-11-01" });
    let asked = json!({ "contract": "SNV-2014", "period": period, "items": items });
    let expected = rulebook.settle_json(&asked.to_string(), Language::Vi);
    for client in [&post, &agency] {
        assert_eq!(client.get("/v1/statements/SNV-2014/2018-10").body, expected);
    }
    assert_eq!(post.get("/v1/statements/SNV-2014/2018-13").status, 422);
}
