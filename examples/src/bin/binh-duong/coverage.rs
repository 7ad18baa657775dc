//! How many procedures of the catalogue a contract covers, as `decide` says.

use std::collections::BTreeSet;

use hoso::document::{Contract, Selector};
use hoso::{Case, Date, Decision, Id, Language, ReasonCode, Rulebook, Service};

use crate::Asked;

/// Of the procedures that the agencies of a contract handle, how many it covers, and how many must be done in person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Coverage {
    handled: usize,
    covered: usize,
    in_person: usize,
}

/// The agencies that a contract is with.
pub(crate) fn selected<'r>(rulebook: &'r Rulebook, selector: &Selector) -> Vec<&'r Id> {
    let agencies = rulebook.document().agencies.iter();
    let selects = |code: &Id, kind: Option<&Id>| match selector {
        Selector::Codes(codes) => codes.contains(code),
        Selector::Kinds(kinds) => kind.is_some_and(|kind| kinds.contains(kind)),
        Selector::All(_) => true,
    };
    agencies.filter(|agency| selects(&agency.code, agency.kind.as_ref())).map(|agency| &agency.code).collect()
}

/// The coverage on the contract's first day, and on each day on which an amendment changes it.
pub(crate) fn in_words(
    rulebook: &Rulebook,
    contract: &Contract,
    service: Service,
    language: Language,
    asked: &mut Asked,
) -> String {
    let changes = contract.amendments.iter().map(|amendment| amendment.effective_on);
    let mut told: Vec<(Date, Coverage)> = Vec::new();
    for day in std::iter::once(contract.valid.from()).chain(changes) {
        let coverage = on(rulebook, contract, service, day, asked);
        if told.last().is_none_or(|(_, last)| *last != coverage) {
            told.push((day, coverage));
        }
    }
    let in_person = told.last().map_or(0, |(_, coverage)| coverage.in_person);
    let each = told.iter().enumerate().map(|(place, (day, it))| {
        let Coverage { handled, covered, .. } = it;
        match (place, language) {
            (0, Language::Vi) => format!("{covered}/{handled} thủ tục trong danh mục"),
            (0, Language::En) => format!("{covered} of {handled} in the catalogue"),
            (_, Language::Vi) => format!("{covered}/{handled} từ {}", day.said()),
            (_, Language::En) => format!("{covered} of {handled} from {}", day.said()),
        }
    });
    let said = each.collect::<Vec<_>>().join("; ");
    match (in_person, language) {
        (0, _) => said,
        (_, Language::Vi) => format!("{said}; {in_person} thủ tục phải đến trực tiếp"),
        (_, Language::En) => format!("{said}; {in_person} must be done in person"),
    }
}

fn on(rulebook: &Rulebook, contract: &Contract, service: Service, day: Date, asked: &mut Asked) -> Coverage {
    let [mut handled, mut covered, mut in_person] = [const { BTreeSet::new() }; 3];
    for agency in selected(rulebook, &contract.agencies) {
        for procedure in &rulebook.document().procedures {
            asked.decisions += 1;
            let decision = rulebook.decide(&Case::new(agency.clone(), procedure.code.clone(), service, day));
            let gives = |code| match &decision {
                Ok(Decision::NotCovered(refusal)) => refusal.reasons.iter().any(|reason| reason.code == code),
                _ => false,
            };
            if gives(ReasonCode::ProcedureNotOfAgency) || gives(ReasonCode::ProcedureNotInForce) {
                continue;
            }
            handled.insert(&procedure.code);
            if gives(ReasonCode::InPersonOnly) {
                in_person.insert(&procedure.code);
            }
            if matches!(&decision, Ok(Decision::Covered(it)) if it.contract == contract.id.as_str()) {
                covered.insert(&procedure.code);
            }
        }
    }
    Coverage { handled: handled.len(), covered: covered.len(), in_person: in_person.len() }
}
