//! What a form offers to choose from: what exists on the day, and what `decide` lets go by post.

use std::collections::BTreeSet;

use fastrand::Rng;
use hoso::{AgencyDay, Case, ChoiceDay, Decision, Language, Rulebook, Service};

use super::{asked, told};
use crate::rulebooks::Twice;

pub(crate) fn choices(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "choices", "agencies", text, |rulebook, told| {
        let offered = |question: &ChoiceDay, language: Language| rulebook.choices(question, language);
        let Some((question, Ok(answer))) = asked(text, told, offered) else { return };
        assert!(answer.agencies.iter().all(|it| !it.name.is_empty()), "{answer:?}");
        assert!(
            answer.places.iter().all(|it| !it.name.is_empty() && (it.level > 0) == it.parent.is_some()),
            "{answer:?}"
        );
        let ids: BTreeSet<&str> = answer.agencies.iter().map(|it| it.id.as_ref()).collect();
        assert_eq!(ids.len(), answer.agencies.len(), "an agency twice on {}: {answer:?}", question.on);
    })
}

pub(crate) fn procedures(rulebooks: &[&Twice], text: &str, _: &mut Rng) -> bool {
    told(rulebooks, "procedures", "procedures", text, |rulebook, told| {
        let offered = |question: &AgencyDay, language: Language| rulebook.procedures(question, language);
        let Some((question, Ok(answer))) = asked(text, told, offered) else { return };
        for procedure in &answer.procedures {
            for service in [Service::Intake, Service::Return] {
                let offered = procedure.services.contains(&service);
                let covered = is_covered(rulebook, &question, &procedure.id, service);
                assert_eq!(offered, covered, "{service} of {procedure:?} on {}", question.on);
            }
        }
    })
}

fn is_covered(rulebook: &Rulebook, question: &AgencyDay, procedure: &str, service: Service) -> bool {
    let procedure = procedure.parse().expect("an id of the rulebook");
    let case = Case::new(question.agency.clone(), procedure, service, question.on);
    matches!(rulebook.decide(&case), Ok(Decision::Covered(_)))
}
