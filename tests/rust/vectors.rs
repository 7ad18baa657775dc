//! The shared vectors of `tests/vectors`: each answer equals the vector's, messages aside.

use hoso::{Language, QuestionKind};
use hoso_tests::answer_of;
use hoso_tests::asked::asked;

/// Asks every question of a kind by its name; gives how many there were.
fn run(kind: QuestionKind) -> usize {
    let mut count = 0;
    for (rulebook, questions) in asked(kind) {
        for asked in questions {
            let Some(right) = asked.answer else { continue };
            let answer = answer_of(&rulebook.ask(kind.as_str(), &asked.question.to_string(), Language::Vi));
            assert_eq!(answer, hoso_tests::without_messages(right), "{kind}: {}", asked.question);
            count += 1;
        }
    }
    count
}

#[test]
fn every_question_is_answered_as_its_vectors_say() {
    let counts = [
        (QuestionKind::Decide, 600),
        (QuestionKind::Quote, 600),
        (QuestionKind::Deadlines, 360),
        (QuestionKind::Compensation, 360),
        (QuestionKind::Settle, 30),
        (QuestionKind::Reconcile, 40),
        (QuestionKind::Report, 14),
    ];
    for (kind, count) in counts {
        assert_eq!(run(kind), count, "{kind}");
    }
}
