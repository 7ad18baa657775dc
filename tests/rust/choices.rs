//! What there is to choose from: as written by hand, and as `decide` says it.

use hoso::{AgencyDay, Case, Decision, Language, ReasonCode, Rulebook, Service};
use hoso_tests::{answer_of, folder, read, rules};
use serde_json::{Value, json};

type Ask = fn(&Rulebook, &str, Language) -> String;

#[test]
fn as_written_by_hand() {
    let vectors = read(&folder().join("vectors/choices.json"));
    let rulebook = Rulebook::from_value(&vectors["rulebook"]).unwrap();
    let mut asked = 0;
    let kinds: [(&str, Ask); 2] = [("choices", Rulebook::choices_json), ("procedures", Rulebook::procedures_json)];
    for (kind, ask) in kinds {
        for case in vectors[kind].as_array().unwrap() {
            let language = Language::from_name(case["language"].as_str().unwrap()).unwrap();
            let answer = answer_of(&ask(&rulebook, &case["question"].to_string(), language));
            assert_eq!(answer, case["answer"], "{}", case["describes"]);
            asked += 1;
        }
    }
    assert_eq!(asked, 11);
}

/// What `decide` says of a procedure: nothing where the agency does not handle it on the day, else what may go by post.
fn by_decide(rulebook: &Rulebook, case: &Value, procedure: &str) -> Option<Vec<Service>> {
    let mut may = Vec::new();
    for service in Service::ALL.iter().copied() {
        let question =
            json!({ "agency": case["agency"], "procedure": procedure, "service": service.as_str(), "on": case["on"] });
        match rulebook.decide(&Case::parse(&question.to_string()).unwrap()).unwrap() {
            Decision::Covered(_) => may.push(service),
            Decision::NotCovered(answer) => {
                let not_handled = |code| {
                    use ReasonCode::{AgencyNotInForce, ProcedureNotInForce, ProcedureNotOfAgency, UnknownAgency};
                    matches!(code, UnknownAgency | AgencyNotInForce | ProcedureNotInForce | ProcedureNotOfAgency)
                };
                if answer.reasons.iter().any(|reason| not_handled(reason.code)) {
                    return None;
                }
            }
        }
    }
    if may == [Service::Intake, Service::Return] {
        may.push(Service::Both);
    }
    Some(may)
}

#[test]
fn procedures_and_their_services_are_those_of_decide() {
    let (mut offered, mut kept) = (0, 0);
    for (_, vector) in rules() {
        let rulebook = Rulebook::from_value(&vector["rulebook"]).unwrap();
        for case in vector["decide"].as_array().unwrap().iter().map(|case| &case["question"]) {
            let question = json!({ "agency": case["agency"], "on": case["on"] });
            let question = AgencyDay::parse(&question.to_string()).unwrap();
            let answer = rulebook.procedures(&question, Language::Vi).unwrap().procedures;
            let mut answer = answer.iter().map(|choice| (choice.id.as_ref(), &choice.services)).peekable();
            for procedure in &rulebook.document().procedures {
                if let Some(services) = by_decide(&rulebook, case, procedure.code.as_str()) {
                    offered += usize::from(!services.is_empty());
                    kept += usize::from(services.is_empty());
                    assert_eq!(answer.next(), Some((procedure.code.as_str(), &services)), "{case}");
                }
            }
            assert_eq!(answer.next(), None, "{case}");
        }
    }
    assert!(offered > 100 && kept > 100, "{offered} {kept}");
}
