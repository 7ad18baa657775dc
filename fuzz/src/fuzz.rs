//! Hostile input for every parser of `hoso` and for every question: see `fuzz/README.md`.
//!
//! A target takes any text and panics when a law is broken: input that is not valid ends in issues that say where, an
//! answer is read back as it was written, and no order or repetition changes what must not depend on it.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a broken law is told by a panic")]

mod change;
mod draw;
mod input;
mod laws;
mod rulebooks;
mod seeds;
mod tree;

use input::Inputs;
use laws::{carriage, choices, compare, dates_times, diff, explain, foreign, forms, identifiers, journey, report};
use laws::{rulebook, settle, track};
use rulebooks::{CHOICES, EXAMPLE, FORMS, JOURNEY, QUARTER, REPORT, RULES, SETTLE, TRIAL};

/// A target: takes any text, panics when a law is broken, and tells whether the text was valid. The numbers decide in what
/// other order it asks again.
type Target = fn(&str, &mut fastrand::Rng) -> bool;

/// Makes a test of each target, and the list of the questions.
macro_rules! targets {
    (
        questions { $( $question:ident: $law:path, of [$($rulebook:ident),*]; )+ }
        others { $( $name:ident: $target:path, from $seeds:path; )+ }
    ) => {
        /// Every question by its name.
        const QUESTIONS: &[&str] = &[$( stringify!($question) ),+];

        $( #[test]
        fn $question() {
            let target: Target = |text, numbers| $law(&[$( &*$rulebook ),*], text, numbers);
            let test = bolero::check!().exhaustive();
            let inputs = Inputs::new(stringify!($question), target, seeds::questions());
            test.with_generator(inputs).for_each(|input| input.meet(target));
        } )+

        $( #[test]
        fn $name() {
            let test = bolero::check!().exhaustive();
            let inputs = Inputs::new(stringify!($name), $target, $seeds());
            test.with_generator(inputs).for_each(|input| input.meet($target));
        } )+
    };
}

targets! {
    questions {
        decide: carriage::decide, of [EXAMPLE, RULES];
        quote: carriage::quote, of [EXAMPLE, RULES];
        deadlines: carriage::deadlines, of [EXAMPLE, RULES];
        compensation: carriage::compensation, of [EXAMPLE, RULES];
        journey: journey::journey, of [JOURNEY];
        settle: settle::settle, of [SETTLE];
        reconcile: settle::reconcile, of [SETTLE];
        report: report::report, of [REPORT];
        quarter_report: report::quarter_report, of [QUARTER];
        compare: compare::compare, of [TRIAL];
        choices: choices::choices, of [CHOICES, EXAMPLE];
        procedures: choices::procedures, of [CHOICES, EXAMPLE];
        check: rulebook::check, of [];
        track: track::track, of [RULES];
        event_of: foreign::event_of, of [RULES];
        validate: forms::validate, of [FORMS];
        preview: forms::preview, of [FORMS];
    }
    others {
        rulebook: rulebook::read, from seeds::documents;
        diff: diff::diff, from seeds::pairs;
        identifiers: identifiers::read, from seeds::identifiers;
        explain: explain::read, from seeds::answers;
        dates_times: dates_times::read, from seeds::moments;
    }
}

#[test]
fn every_question_has_a_target() {
    let names: Vec<&str> = hoso::QuestionKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let mut targets = QUESTIONS.to_vec();
    targets.sort_by_key(|name| names.iter().position(|it| it == name));
    assert_eq!(targets, names);
}
