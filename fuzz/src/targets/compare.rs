//! Comparisons of two rulebooks: what each row makes adds up, and a rulebook is the same as itself.

use std::sync::LazyLock;

use hoso::{CompareRequest, ComparisonBuilder, Language, Rulebook};
use serde_json::Value;

use super::{are_issues, is_answer, round_trips, text};
use crate::Met;
use crate::numbers::Numbers;

static RULEBOOKS: LazyLock<[Rulebook; 2]> = LazyLock::new(|| {
    let vector: Value = serde_json::from_str(include_str!("../../../tests/vectors/compare.json")).expect("JSON");
    ["before", "after"].map(|key| Rulebook::from_value(vector.get(key).expect("a rulebook")).expect("a valid rulebook"))
});

pub(crate) fn run(data: &[u8]) -> Met {
    let (text, [before, after]) = (text(data), &*RULEBOOKS);
    let told = [Language::Vi, Language::En].map(|language| before.compare_json(after, &text, language));
    let answered = told.each_ref().map(|told| is_answer(told, "groups"));
    let request = match CompareRequest::parse(&text) {
        Ok(request) => request,
        Err(issues) => {
            are_issues(&issues, &text);
            assert_eq!(answered, [false; 2]);
            return Met::Refused;
        }
    };
    round_trips(&request);
    let comparison = match before.compare(after, &request) {
        Ok(comparison) => comparison,
        Err(issues) => {
            are_issues(&issues, &text);
            assert_eq!(answered, [false; 2]);
            return Met::Refused;
        }
    };
    round_trips(&comparison);
    assert_eq!(comparison.to_json(), told[0], "asked as text and as a value");
    for group in comparison.groups.iter().chain([&comparison.total]) {
        assert_eq!(group.rows, group.unchanged + group.changed, "{group:?}");
        assert_eq!(group.changed, group.changes.iter().map(|change| change.count).sum::<i64>(), "{group:?}");
        assert_eq!(group.difference, group.after.total - group.before.total, "{group:?}");
        assert_eq!(group.difference, group.changes.iter().map(|change| change.difference).sum::<i64>(), "{group:?}");
        assert_eq!(group.due_difference, group.after.applicant_due - group.before.applicant_due, "{group:?}");
    }
    assert_eq!(comparison.groups.iter().map(|group| group.rows).sum::<i64>(), comparison.total.rows, "groups add up");
    let same = before.compare(before, &request);
    assert!(same.is_ok_and(|same| same.total.changed == 0 && same.most.is_empty()), "a rulebook differs from itself");
    let split = Numbers::of(data).below(request.rows.len() + 1);
    let builder = || ComparisonBuilder::new(before, after, &request.by, request.top);
    let (mut one, mut other) = (builder().expect("one currency"), builder().expect("one currency"));
    for (at, row) in request.rows.iter().enumerate().rev() {
        let builder = if at < split { &mut one } else { &mut other };
        builder.add(at, row).unwrap_or_else(|issues| panic!("{issues}"));
    }
    one.merge(other).expect("builders of the same question");
    assert_eq!(one.finish().as_ref(), Ok(&comparison), "from two builders");
    Met::Accepted
}
