//! The same words in another spelling are the same event; and one bad row does not lose the others.

use serde_json::{Value, json};

use crate::server::{AGENCY, POST, Place};
use crate::stream::question;

fn event(consignment: &str, id: &str, kind: &str) -> Value {
    json!({ "id": id, "consignment": consignment, "kind": kind, "at": "2018-10-01T08:00:00+07:00" })
}

#[test]
fn no_spelling_closes_a_consignment() {
    one_of_equal_is_kept(&Place::new());
}

pub(crate) fn one_of_equal_is_kept(place: &Place) {
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    assert_eq!(agency.put("/v1/consignments/C1", &question()).status, 200);
    let spelt = |number: usize| {
        let mut event = event("C1", "a1", "created");
        event["x_note"] = number.into();
        event["recipient"] = format!("Ai {number}").into();
        event
    };
    let many: Value = (0..999).map(spelt).collect();
    assert_eq!(agency.post("/v1/events", &many.to_string()).json(), json!({ "accepted": 999 }));
    // Other keys first, another offset, spaces.
    let other = r#"{ "at":"2018-10-01T01:00:00Z", "kind" : "created", "consignment":"C1","id":"a1" }"#;
    assert_eq!(agency.post("/v1/events", other).status, 200);
    assert_eq!(agency.kept("C1").len(), 1);
    assert_eq!(post.post("/v1/events", &event("C1", "1", "accepted").to_string()).status, 200);
    assert_eq!(post.kept("C1").len(), 2);

    // An agency that tells as much as it may keeps nobody else from telling.
    let claims: Value = (0..99).map(|number| event("C1", &format!("b{number}"), "claim_opened")).collect();
    assert_eq!(agency.post("/v1/events", &claims.to_string()).status, 200);
    let one_more = agency.post("/v1/events", &event("C1", "c", "claim_opened").to_string());
    let issue = &one_more.json()["issues"][0];
    assert_eq!(
        (one_more.status, &issue["code"], &issue["params"]["consignment"]),
        (413, &json!("too_many_events"), &json!("C1"))
    );
    let theirs: Value = (2..1001).map(|number| event("C1", &number.to_string(), "departed")).collect();
    assert_eq!(post.post("/v1/events", &theirs.to_string()).status, 200);
}

#[test]
fn of_equal_events_the_one_that_is_kept_does_not_depend_on_which_came_first() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let at = |consignment: &str, at: &str| {
        let mut event = event(consignment, "1", "accepted");
        event["at"] = at.into();
        event.to_string()
    };
    let (utc, local) = ("2018-10-01T01:00:00+00:00", "2018-10-01T08:00:00+07:00");
    for (consignment, order) in [("C1", [utc, local]), ("C2", [local, utc])] {
        for time in order {
            assert_eq!(client.post("/v1/events", &at(consignment, time)).status, 200);
        }
    }
    let said = ["C1", "C2"].map(|id| client.get(&format!("/v1/consignments/{id}/tracking")).body.replace(id, ""));
    assert_eq!(said[0], said[1]);
    assert!(said[0].contains(local), "as the library says it of both: {}", said[0]);
}

#[test]
fn with_partial_each_row_is_answered_and_what_is_right_is_kept() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    let mut misspelt = event("C2", "1", "acepted");
    misspelt["x"] = 1.into();
    let mut ahead = event("C3", "1", "accepted");
    ahead["at"] = "2999-01-01T00:00:00+07:00".into();
    let rows = json!([
        event("C1", "1", "accepted"),
        misspelt,
        event("C1", "1", "accepted"),
        ahead,
        7,
        event("C1", "2", "departed")
    ]);
    let whole = post.post("/v1/events", &rows.to_string());
    assert_eq!(whole.status, 422);
    let answered = post.post("/v1/events?partial=true", &rows.to_string());
    let said = answered.json();
    assert_eq!((answered.status, &said["accepted"], &said["refused"]), (200, &json!(3), &json!(3)));
    let outcomes: Vec<&str> =
        said["results"].as_array().unwrap().iter().map(|it| it["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["new", "refused", "known", "refused", "refused", "new"], "{said}");
    let issues: Vec<(&Value, &Value)> = said["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it.get("issues"))
        .flat_map(|it| it.as_array().unwrap())
        .map(|it| (&it["path"], &it["code"]))
        .collect();
    let expected =
        [("/1/kind", "not_one_of"), ("/1/x", "unknown_key"), ("/3/at", "ahead_of_clock"), ("/4", "wrong_type")];
    assert_eq!(issues.len(), expected.len(), "{said}");
    for (path, code) in expected {
        assert!(issues.contains(&(&json!(path), &json!(code))), "{path} {code}: {said}");
    }
    assert_eq!(post.kept("C1").len(), 2);
    for id in ["C2", "C3"] {
        assert_eq!(post.get(&format!("/v1/consignments/{id}/tracking")).status, 404, "nothing of a refused row stays");
    }
    assert_eq!(post.post("/v1/events?partial=yes", "[]").status, 400);
    assert_eq!(post.post("/v1/events?partial=true", "{").status, 200, "one row, which is refused");
    assert_eq!(post.post("/v1/events?partial=true", "[{").status, 422);

    // An agency's row about a consignment that is not its own loses it nothing else, and the consignment is named.
    assert_eq!(agency.put("/v1/consignments/C9", &question()).status, 200);
    let rows = json!([event("C1", "a", "created"), event("C9", "a", "created")]);
    let whole = agency.post("/v1/events", &rows.to_string());
    assert_eq!((whole.status, &whole.json()["issues"][0]["params"]["consignment"]), (404, &json!("C1")));
    assert!(agency.kept("C9").is_empty());
    let said = agency.post("/v1/events?partial=true", &rows.to_string()).json();
    assert_eq!(
        (&said["results"][0]["issues"][0]["code"], &said["results"][1]["outcome"]),
        (&json!("unknown"), &json!("new"))
    );
    assert_eq!(agency.kept("C9").len(), 1);
}
