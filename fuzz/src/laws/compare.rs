//! Comparisons of two rulebooks: what each row makes adds up, and a rulebook is the same as itself.

use fastrand::Rng;
use hoso::wire::read::parse;
use hoso::{Trial, Comparing, Comparison, ComparisonBuilder, Language, Rulebook};

use super::{LANGUAGES, are_issues, round_trips, told, written};
use crate::rulebooks::Twice;

pub(crate) fn compare(rulebooks: &[&Twice], text: &str, numbers: &mut Rng) -> bool {
    told(rulebooks, "compare", "groups", text, |before, told| {
        let Ok(Comparing { after, trial: request, .. }) = parse::<Comparing>(text) else { return };
        let Ok(after) = Rulebook::parse(&written(&after, Language::Vi)) else { return };
        round_trips(&request);
        let answer = before.compare(&after, &request);
        let Ok(comparison) = answer.inspect_err(|issues| are_issues(issues, &written(&request, Language::Vi))) else {
            return;
        };
        round_trips(&comparison);
        assert_eq!(*told, LANGUAGES.map(|language| written(&comparison, language)), "asked as text and as a value");
        adds_up(&comparison);
        let same = before.compare(before, &request);
        assert!(
            same.is_ok_and(|same| same.total.changed == 0 && same.most.is_empty()),
            "a rulebook differs from itself"
        );
        is_built(before, &after, &request, &comparison, numbers.usize(..=request.rows.len()));
    })
}

fn adds_up(comparison: &Comparison<'_>) {
    for group in comparison.groups.iter().chain([&comparison.total]) {
        assert_eq!(group.rows, group.unchanged + group.changed, "{group:?}");
        assert_eq!(group.changed, group.changes.iter().map(|change| change.count).sum::<i64>(), "{group:?}");
        assert_eq!(group.difference, group.after.total - group.before.total, "{group:?}");
        assert_eq!(group.difference, group.changes.iter().map(|change| change.difference).sum::<i64>(), "{group:?}");
        assert_eq!(group.due_difference, group.after.applicant_due - group.before.applicant_due, "{group:?}");
    }
    assert_eq!(comparison.groups.iter().map(|group| group.rows).sum::<i64>(), comparison.total.rows, "groups add up");
}

/// Two builders that share the rows make the same of them.
fn is_built(before: &Rulebook, after: &Rulebook, request: &Trial, whole: &Comparison<'_>, split: usize) {
    let builder = || ComparisonBuilder::new(before, after, &request.by, request.top);
    let (mut one, mut other) = (builder().expect("one currency"), builder().expect("one currency"));
    for (at, row) in request.rows.iter().enumerate().rev() {
        let builder = if at < split { &mut one } else { &mut other };
        builder.add(at, row).unwrap_or_else(|issues| panic!("{issues}"));
    }
    one.merge(other).expect("builders of the same question");
    assert_eq!(one.finish().as_ref(), Ok(whole), "from two builders");
}
