//! The code's table against that of docs/specification.md, section 4.2, copied here as it stands there.

use super::*;
use crate::wire::Language;

const PAGE: &str = "
| from \\ event | created | accepted | departed, arrived | out_for_delivery | delivery_failed | held | delivered | return_started | returned | lost | found | cancelled |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| *none* | created | accepted | in_transit | – | – | – | – | – | – | – | – | – |
| created | – | accepted | in_transit | – | – | – | – | – | – | lost | – | cancelled |
| accepted | – | – | in_transit | out_for_delivery | attempted | held | delivered | returning | – | lost | – | cancelled |
| in_transit | – | – | in_transit | out_for_delivery | attempted | held | delivered | returning | – | lost | – | – |
| out_for_delivery | – | – | in_transit | out_for_delivery | attempted | held | delivered | returning | – | lost | – | – |
| attempted | – | – | in_transit | out_for_delivery | attempted | held | delivered | returning | – | lost | – | – |
| held | – | – | in_transit | out_for_delivery | attempted | held | delivered | returning | – | lost | – | – |
| returning | – | – | returning | out_for_delivery | – | – | – | – | returned | lost | – | – |
| lost | – | – | – | – | – | – | – | – | – | – | in_transit | – |
| delivered, returned, cancelled | – | – | – | – | – | – | – | – | – | – | – | – |
";

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

/// Every cell of the specification: from, kind, to.
fn page() -> Vec<(State, EventKind, Option<State>)> {
    let mut lines = PAGE.trim().lines();
    let kinds = cells(lines.next().unwrap());
    let mut found = Vec::new();
    for row in lines.skip(1).map(cells) {
        for from in row[0].trim_matches('*').split(", ") {
            for (kinds, to) in kinds[1..].iter().zip(&row[1..]) {
                for kind in kinds.split(", ") {
                    let from = State::from_name(from).unwrap();
                    found.push((from, EventKind::from_name(kind).unwrap(), State::from_name(to)));
                }
            }
        }
    }
    found
}

#[test]
fn the_table_is_the_pages() {
    let page = page();
    assert_eq!(page.len(), State::ALL.len() * 13);
    for &from in State::ALL {
        for &kind in EventKind::ALL {
            let told = page.iter().find(|(state, event, _)| (*state, *event) == (from, kind));
            assert_eq!(from.after(kind), told.and_then(|(_, _, to)| *to), "{from} {kind}");
        }
    }
}

#[test]
fn damage_and_claims_stand_beside_the_state() {
    for &state in State::ALL {
        for damaged in [false, true] {
            for &claim in ClaimState::ALL {
                let standing = Condition { state, damaged, claim };
                let after = |kind| standing.after(kind);
                let alive = state != State::None && state != State::Cancelled;
                assert_eq!(after(EventKind::Damaged), alive.then_some(Condition { damaged: true, ..standing }));
                let cause = damaged || ["lost", "returned", "delivered"].contains(&state.as_str());
                let may_open = cause && (claim == ClaimState::None || claim == ClaimState::Refused);
                assert_eq!(after(EventKind::ClaimOpened).map(|s| s.claim), may_open.then_some(ClaimState::Open));
                let open = claim == ClaimState::Open;
                assert_eq!(after(EventKind::ClaimSettled).map(|s| s.claim), open.then_some(ClaimState::Settled));
                assert_eq!(after(EventKind::ClaimRefused).map(|s| s.claim), open.then_some(ClaimState::Refused));
                assert_eq!(after(EventKind::Void), None);
                assert!(!standing.allowed().contains(&EventKind::Void));
            }
        }
    }
}

#[test]
fn the_diagram_draws_every_transition_and_no_other() {
    let diagram = diagram();
    let mut drawn: Vec<(String, String, String)> = Vec::new();
    for (arrow, kinds) in diagram.lines().filter_map(|line| line.split_once(": ")) {
        let (from, to) = arrow.trim().split_once(" --> ").unwrap();
        drawn.extend(kinds.split(", ").map(|kind| (from.to_owned(), kind.to_owned(), to.to_owned())));
    }
    drawn.sort();
    let mut told: Vec<_> = page()
        .into_iter()
        .filter_map(|(from, kind, to)| Some((from.to_string(), kind.to_string(), to?.to_string())))
        .collect();
    told.sort();
    assert_eq!(drawn, told);
    for &state in State::ALL {
        assert_eq!(diagram.contains(&format!("    {state} --> [*]\n")), state.is_final(), "{state}");
    }
}

#[test]
fn the_note_tells_of_damage_and_claims() {
    let diagram = diagram();
    let (_, note) = diagram.split_once("    note left of none\n").unwrap();
    assert_eq!(
        note,
        "        Beside the state, which stays
        damaged - in every state but none, cancelled
        claim_opened - in lost, delivered, returned, or once damaged, when the claim is none, refused
        claim_settled, claim_refused - when the claim is open
    end note
"
    );
}

#[test]
fn a_refusal_says_what_could_happen_in_both_languages() {
    let refused =
        Condition { state: State::Lost, damaged: false, claim: ClaimState::None }.refuse(EventKind::Delivered);
    assert_eq!(
        refused.to_json(),
        r#"{"state":"lost","event":"delivered","allowed":["found","damaged","claim_opened"]}"#
    );
    assert_eq!(refused.message(Language::En), "“Delivered” cannot happen in the state “Lost”.");
    assert_eq!(
        refused.message(Language::Vi),
        "“Phát thành công” không thể xảy ra khi bưu gửi ở trạng thái “Thất lạc”."
    );
}
