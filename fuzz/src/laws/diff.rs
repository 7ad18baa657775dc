//! What changes between two rulebooks: nothing in one and the same, and the same the other way round.

use fastrand::Rng;
use hoso::{Diff, Rulebook};
use serde_json::Value;

use super::{LANGUAGES, round_trips, written};

pub(crate) fn diff(text: &str, _: &mut Rng) -> bool {
    let Ok(pair) = serde_json::from_str::<Value>(text) else { return false };
    let [before, after] = ["before", "after"].map(|side| Rulebook::from_value(pair.get(side).unwrap_or(&Value::Null)));
    let (Ok(before), Ok(after)) = (before, after) else { return false };
    let (diff, back) = (before.diff(&after), after.diff(&before));
    round_trips(&diff);
    for language in LANGUAGES {
        assert_eq!(before.diff_json(&after, language), written(&diff, language), "as text and as a value");
    }
    assert_eq!(diff.edits.is_empty(), before.to_json() == after.to_json(), "{:?}", diff.edits);
    assert!(before.diff(&before).is_empty() && after.diff(&after).is_empty(), "a rulebook differs from itself");
    if diff.complete && back.complete {
        is_the_other_way_round(&diff, &back);
    }
    for band in diff.prices.iter().flat_map(|price| &price.bands) {
        assert!(band.over < band.up_to && (band.before, band.due_before) != (band.after, band.due_after), "{band:?}");
        let difference = band.before.zip(band.after).map(|(before, after)| after - before);
        assert_eq!(band.difference, difference, "{band:?}");
    }
    true
}

fn is_the_other_way_round(diff: &Diff<'_>, back: &Diff<'_>) {
    let counts = |diff: &Diff<'_>| [diff.edits.len(), diff.routes.len(), diff.prices.len()];
    assert_eq!(counts(diff), counts(back), "{diff:?}\n{back:?}");
    assert_eq!(diff.new_findings, back.gone_findings, "findings that one of them has");
    let days = |diff: &Diff<'_>| {
        let mut days: Vec<_> = diff.routes.iter().map(|route| (route.from, route.until)).collect();
        days.extend(diff.prices.iter().map(|price| (price.from, price.until)));
        days.sort_unstable();
        days
    };
    assert_eq!(days(diff), days(back), "days");
}
