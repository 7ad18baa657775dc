//! Whose a consignment is: nobody takes what is another's, the operator has the last word, and every word is kept.

use serde_json::{Value, json};

use crate::client::Client;
use crate::receiver::Receiver;
use crate::server::{AGENCY, POST, Place, Server};
use crate::stream::{life, question};

const OTHER_AGENCY: &str = "so-thong-tin-truyen-thong";
const AT: &str = "/v1/consignments/C0000";

/// The question of another agency, under another contract.
fn others_question() -> String {
    question().replace(AGENCY, OTHER_AGENCY).replace("1.900101", "1.900201")
}

fn clients(place: &Place) -> (Server, [Client; 3]) {
    let keys = [("operator", POST), ("agency", AGENCY), ("agency", OTHER_AGENCY)];
    let keys = keys.map(|(kind, name)| place.key(kind, name));
    let server = place.start();
    let clients = keys.each_ref().map(|key| server.client(key));
    (server, clients)
}

fn tell(post: &Client) {
    assert_eq!(post.post("/v1/events", &json!(life(0)).to_string()).status, 200);
}

fn code(answered: &crate::client::Answered) -> (u16, Value) {
    (answered.status, answered.json()["issues"][0]["code"].clone())
}

fn states(client: &Client) -> Vec<(i64, String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let said = |it: &Value| {
        let version = it["version"].as_i64().unwrap();
        (version, text(&it["state"]), text(&it["agency"]), text(&it["told_by"]["id"]))
    };
    client.get(&format!("{AT}/registrations")).json().as_array().unwrap().iter().map(said).collect()
}

#[test]
fn after_the_first_event_an_agency_asks_and_its_operator_answers() {
    asks_and_is_answered(&Place::new());
}

pub(crate) fn asks_and_is_answered(place: &Place) {
    let (_server, [post, agency, thief]) = clients(place);
    tell(&post);
    // Both ask; whoever is first has nothing by that.
    for (client, question) in [(&thief, others_question()), (&agency, question()), (&agency, question())] {
        let asked = client.put(AT, &question);
        assert_eq!((asked.status, &asked.json()["state"]), (202, &json!("asked")));
        assert_eq!(client.get(&format!("{AT}/tracking")).status, 404);
        assert_eq!(client.get(&format!("{AT}/events")).status, 404);
    }
    let asked = |client: &Client| {
        let asked = client.get("/v1/registrations/asked").json();
        asked.as_array().unwrap().iter().map(|it| it["agency"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(asked(&post), [OTHER_AGENCY, AGENCY], "each once");
    assert_eq!(asked(&agency), [AGENCY], "its own");

    let of = |query: &str| {
        let asked = post.get(&format!("/v1/registrations/asked?{query}")).json();
        asked.as_array().unwrap().iter().map(|it| it["place"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    let places = of("");
    assert_eq!(
        (places.len(), of(&format!("agency={AGENCY}")), of(&format!("after={}", places[0]))),
        (2, vec![places[1]], vec![places[1]])
    );
    // One who asks without end fills nothing.
    let mut grams = 100..;
    let again = || thief.put(AT, &others_question().replace("80", &grams.next().unwrap().to_string()));
    let last = std::iter::repeat_with(again).take(60).last().unwrap();
    assert_eq!(code(&last), (413, json!("too_many_registrations")));
    assert_eq!(of("").len(), 2);

    let answer = |client: &Client, agency: &str, confirmed: bool| {
        client
            .post(&format!("{AT}/registrations"), &json!({ "agency": agency, "confirmed": confirmed }).to_string())
            .status
    };
    assert_eq!(answer(&agency, AGENCY, true), 403, "the operator's to tell");
    assert_eq!(answer(&post, "ubnd-di-an", true), 404, "it did not ask");
    assert_eq!([answer(&post, OTHER_AGENCY, false), answer(&post, AGENCY, true)], [200; 2]);
    assert_eq!(asked(&post), [""; 0]);
    assert_eq!(agency.kept("C0000").len(), life(0).len());
    assert_eq!(thief.get(AT).status, 404);
    assert_eq!(answer(&post, AGENCY, true), 404, "it is answered");
    assert_eq!(post.get("/v1/statements/SNV-2014/2018-10").json()["items"], 1);
}

#[test]
fn what_is_registered_for_another_is_asked_for_and_given_by_the_operator() {
    let place = Place::new();
    let (_server, [post, agency, thief]) = clients(&place);
    // Before the first event, the number only guessed.
    assert_eq!(thief.put(AT, &others_question()).status, 200);
    tell(&post);
    assert_eq!(thief.get(&format!("{AT}/events")).status, 200);
    assert_eq!(agency.put(AT, &question()).status, 202, "it is not kept out for ever");
    // The operator re-assigns it, by an answer or by registering it.
    assert_eq!(post.put(AT, &question()).json()["version"], 2);
    assert_eq!([&agency, &thief].map(|client| client.get(&format!("{AT}/events")).status), [200, 404]);
    let told = |version, state: &str, agency: &str, by: &str| (version, state.into(), agency.into(), by.into());
    let all = [
        told(1, "past", OTHER_AGENCY, OTHER_AGENCY),
        told(0, "answered", AGENCY, AGENCY),
        told(2, "stands", AGENCY, POST),
    ];
    assert_eq!(states(&post), all);
    assert_eq!(states(&agency), all[1..], "its own");
    let items = |contract: &str| {
        let statement = post.get(&format!("/v1/statements/{contract}/2018-10")).json();
        (statement["items"].clone(), statement["corrected"].clone())
    };
    let (one, corrected) = items("SNV-2014");
    assert_eq!((one, &corrected[0]["state"], &corrected[0]["version"]), (json!(1), &json!("corrected"), &json!(2)));
    let (none, moved) = items("STTTT-2014");
    assert_eq!((none, &moved[0]["state"], &moved[0]["consignment"]), (json!(0), &json!("moved"), &json!("C0000")));
}

#[test]
fn a_code_lets_one_agency_register_once() {
    let place = Place::new();
    let (_server, [post, agency, thief]) = clients(&place);
    assert_eq!(agency.post(&format!("{AT}/code"), "").status, 403);
    let issue = || post.post(&format!("{AT}/code"), "").json()["code"].as_str().unwrap().to_owned();
    let (replaced, issued) = (issue(), issue());
    tell(&post);
    let put = |client: &Client, question: String, code: &str| client.put(&format!("{AT}?code={code}"), &question);
    for wrong in ["", "0", &replaced] {
        assert_eq!(code(&put(&thief, others_question(), wrong)), (403, json!("code_not_valid")));
    }
    assert_eq!(put(&agency, question(), &issued).status, 200);
    assert_eq!(code(&put(&thief, others_question(), &issued)), (403, json!("code_not_valid")), "used");
    assert_eq!(agency.get(AT).json()["told_by"], json!({ "kind": "agency", "id": AGENCY }));
    // What is refused leaves nothing.
    assert_eq!(put(&thief, others_question().replace("C0000", "C1"), "0").status, 403);
    assert_eq!(post.get("/v1/consignments/C1/tracking").status, 404);
}

#[test]
fn a_registration_is_corrected_and_withdrawn_while_nothing_is_charged() {
    let place = Place::new();
    let (_server, [post, agency, other]) = clients(&place);
    let withdraw = |client: &Client| client.ask("DELETE", AT, "").unwrap();
    let heavier = |grams: u32| question().replace("80", &grams.to_string());
    assert_eq!(agency.put(AT, &question()).json()["version"], 1);
    assert_eq!(agency.put(AT, &question()).json()["version"], 1, "the same again");
    let corrected = agency.put(AT, &heavier(90)).json();
    assert_eq!((&corrected["version"], &corrected["question"]["weight_grams"]), (&json!(2), &json!(90)));
    assert_eq!(other.put(AT, &question()).status, 403);
    assert_eq!(withdraw(&other).status, 404);
    assert_eq!(withdraw(&agency).json()["state"], "withdrawn");
    assert_eq!((agency.get(AT).status, withdraw(&agency).status), (404, 404));
    // Nobody's again: whoever is first may register it.
    assert_eq!(agency.put(AT, &heavier(100)).json()["version"], 4);

    tell(&post);
    assert_eq!(code(&agency.put(AT, &heavier(20))), (409, json!("charged_already")));
    assert_eq!(
        [code(&withdraw(&agency)), code(&withdraw(&post))],
        [(409, json!("charged_already")), (409, json!("charged_already"))]
    );
    let statement = || post.get("/v1/statements/SNV-2014/2018-10").json();
    let before = statement();
    let farther = question().replace("intra_province", "inter_province");
    assert_eq!(post.put(AT, &farther).json()["version"], 5);
    let after = statement();
    assert!(before["total"].as_i64() < after["total"].as_i64(), "statements follow the last: {before} {after}");
    let said = &after["corrected"][0];
    assert_eq!((&said["version"], &said["told_by"]["id"]), (&json!(5), &json!(POST)), "and say so");
    let versions = states(&agency);
    let numbers: Vec<_> = versions.iter().map(|(version, state, ..)| (*version, state.as_str())).collect();
    assert_eq!(numbers, [(1, "past"), (2, "past"), (3, "withdrawn"), (4, "past"), (5, "stands")]);
}

#[test]
fn keys_of_ones_own_are_a_part_of_the_question() {
    let place = Place::new();
    let (_server, [post, agency, other]) = clients(&place);
    let named = |name: &Value| {
        let mut question: Value = serde_json::from_str(&question()).unwrap();
        question["x_name"] = name.clone();
        question.to_string()
    };
    let put = |client: &Client, name: Value| {
        let answered = client.put(AT, &named(&name));
        let said = answered.json();
        (answered.status, said["version"].as_i64(), said["question"]["x_name"].clone())
    };
    assert_eq!(put(&agency, json!("A")), (200, Some(1), json!("A")));
    assert_eq!(put(&agency, json!("A")), (200, Some(1), json!("A")), "again");
    assert_eq!(put(&agency, json!({ "of": ["B", 1] })), (200, Some(2), json!({ "of": ["B", 1] })));
    assert_eq!(put(&post, json!("C")), (200, Some(3), json!("C")));
    assert_eq!(agency.put(AT, &question()).json()["version"], 4, "taken out");
    // In another order, and with spaces, it is the same.
    let spelt = question().replacen('{', r#"{ "x_b": 2, "x_a": 1, "#, 1);
    assert_eq!(agency.put(AT, &spelt).json()["version"], 5);
    let spelt = question().replacen('}', r#", "x_a":1, "x_b":2}"#, 1);
    assert_eq!(agency.put(AT, &spelt).json()["version"], 5);
    assert_eq!(states(&post).len(), 5);

    // What is asked for is corrected so too.
    let ask = |name: &str| other.put(AT, &others_question().replacen('{', &format!(r#"{{"x_name":"{name}","#), 1));
    assert_eq!((ask("A").status, ask("B").status, ask("B").status), (202, 202, 202));
    let asked = post.get("/v1/registrations/asked").json();
    let asked: Vec<&Value> = asked.as_array().unwrap().iter().map(|it| &it["question"]["x_name"]).collect();
    assert_eq!(asked, ["B"]);

    // When it is charged its agency is told that it comes too late; and after erasing nothing is there to differ.
    tell(&post);
    assert_eq!(code(&agency.put(AT, &named(&json!("D")))), (409, json!("charged_already")));
    assert_eq!(put(&post, json!("D")), (200, Some(6), json!("D")));
    assert_eq!(post.post(&format!("{AT}/erasure"), r#"{"word":"w"}"#).status, 200);
    for client in [&post, &agency] {
        assert_eq!(put(client, json!("E")), (200, Some(6), Value::Null));
    }
}

#[test]
fn an_agency_sees_its_own_words_whoever_has_the_consignment_and_takes_back_what_it_asks() {
    let place = Place::new();
    let (_server, [post, agency, other]) = clients(&place);
    let told = |version, state: &str, agency: &str, by: &str| (version, state.into(), agency.into(), by.into());
    let withdraw = |client: &Client| client.ask("DELETE", AT, "").unwrap();
    let answer = |confirmed: bool| {
        let answer = json!({ "agency": AGENCY, "confirmed": confirmed });
        post.post(&format!("{AT}/registrations"), &answer.to_string()).status
    };
    let asked = |client: &Client| client.get("/v1/registrations/asked").json().as_array().unwrap().len();
    tell(&post);
    assert_eq!(agency.put(AT, &question()).status, 202);
    assert_eq!(states(&agency), [told(0, "asked", AGENCY, AGENCY)]);
    assert_eq!(other.get(&format!("{AT}/registrations")).status, 404, "nothing of another's");
    assert_eq!(answer(false), 200);
    assert_eq!(states(&agency), [told(0, "answered", AGENCY, AGENCY)], "it was refused: nothing stands");
    assert_eq!(withdraw(&agency).status, 404, "it is answered");

    assert_eq!(agency.put(AT, &question()).status, 202);
    assert_eq!(withdraw(&other).status, 404);
    let back = withdraw(&agency);
    assert_eq!((back.status, &back.json()["state"], asked(&agency), asked(&post)), (200, &json!("withdrawn"), 0, 0));
    assert_eq!((withdraw(&agency).status, answer(true)), (404, 404));
    assert_eq!(states(&agency)[1..], [told(0, "withdrawn", AGENCY, AGENCY)]);

    // It is registered for another, and re-assigned.
    assert_eq!(post.put(AT, &others_question()).status, 200);
    assert_eq!(agency.put(AT, &question()).status, 202);
    assert_eq!((withdraw(&agency).status, other.get(AT).status), (200, 200), "what another has stays as it is");
    assert_eq!(post.put(AT, &question()).status, 200);
    assert_eq!((other.get(AT).status, states(&other)), (404, vec![told(1, "past", OTHER_AGENCY, POST)]));

    // Withdrawn, and nobody's.
    assert_eq!(other.put("/v1/consignments/C1", &others_question()).status, 200);
    assert_eq!(other.ask("DELETE", "/v1/consignments/C1", "").unwrap().status, 200);
    assert_eq!(other.get("/v1/consignments/C1/registrations").json()[1]["state"], "withdrawn");
}

#[test]
fn what_an_agency_told_counts_while_the_consignment_is_registered_for_it() {
    counts_while_registered(&Place::new());
}

pub(crate) fn counts_while_registered(place: &Place) {
    let (_server, [post, agency, other]) = clients(place);
    let receiver = Receiver::working();
    post.post("/v1/webhooks", &json!({ "url": receiver.url }).to_string());
    let tell = |client: &Client, id: &str, kind: &str, more: &Value| {
        let mut event = json!({ "id": id, "consignment": "C0000", "kind": kind, "at": "2018-10-05T08:00:00+07:00" });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        code(&client.post("/v1/events", &event.to_string()))
    };
    let (done, none) = ((200, Value::Null), json!({}));
    let tracking = |client: &Client| client.get(&format!("{AT}/tracking")).json();
    let events = |client: &Client| {
        let events = client.get(&format!("{AT}/events")).json();
        let said = |it: &Value| (it["event"]["id"].as_str().unwrap().to_owned(), it["counts"] == true);
        events.as_array().unwrap().iter().map(said).collect::<Vec<_>>()
    };
    // An agency says that it took the consignment back and that it claims, and has it no more.
    assert_eq!(agency.put(AT, &question()).status, 200);
    for (id, kind) in [("a0", "created"), ("a1", "cancelled"), ("q1", "claim_opened")] {
        assert_eq!(tell(&agency, id, kind, &none), done);
    }
    assert_eq!(tracking(&post)["state"], "cancelled");
    assert_eq!(agency.ask("DELETE", AT, "").unwrap().status, 200);
    let listed = |state: &str| {
        post.get(&format!("/v1/consignments?state={state}")).json()["consignments"].as_array().unwrap().len()
    };
    assert_eq!((tracking(&post)["state"].clone(), listed("none"), listed("cancelled")), (json!("none"), 1, 0));

    // For whoever has it then there was nothing, and every id is free.
    assert_eq!(other.put(AT, &others_question()).status, 200);
    assert_eq!((tracking(&other)["state"].clone(), events(&other)), (json!("none"), Vec::new()));
    assert_eq!(tell(&other, "v", "void", &json!({ "voids": "q1" })), done, "nobody learns who told it");
    assert_eq!(tell(&other, "v", "void", &json!({ "voids": "x", "recorded_at": "2018-10-06T08:00:00+07:00" })), done);
    assert_eq!(tell(&other, "a1", "created", &json!({ "at": "2018-09-30T08:00:00+07:00" })), done);
    self::tell(&post);
    assert_eq!(
        (tracking(&other)["state"].clone(), tracking(&other)["claim"].clone()),
        (json!("delivered"), json!("none"))
    );
    let of_agency = events(&post).into_iter().filter(|(id, _)| id == "q1").collect::<Vec<_>>();
    assert_eq!(of_agency, [("q1".to_owned(), false)], "every word is kept");
    assert!(events(&other).iter().all(|(id, _)| id != "q1"));
    let refused = tell(&post, "v2", "void", &json!({ "voids": "q1" }));
    assert_eq!(refused, (403, json!("told_by_another")), "it does not count, and is the agency's own");

    // Its operator gives it back: its words count again, and its operator is told that there is a claim.
    assert_eq!(post.put(AT, &question()).status, 200);
    assert_eq!(
        (tracking(&agency)["claim"].clone(), tracking(&agency)["state"].clone()),
        (json!("open"), json!("delivered"))
    );
    assert!(events(&agency).contains(&("q1".to_owned(), true)));
    assert_eq!(tell(&other, "q2", "claim_opened", &none), (404, json!("unknown")));
    assert_eq!(post.put(AT, &others_question()).status, 200);
    assert_eq!(tracking(&other)["claim"], "none");
    let is_over =
        |side: &Value| (side["from"]["claim"].clone(), side["to"]["claim"].clone()) == (json!("open"), json!("none"));
    receiver.wait_for(1, |told| is_over(&told.json()["data"]));
}
