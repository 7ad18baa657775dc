//! Reports: the same figures in any order of rows, and from any number of builders.

use std::sync::LazyLock;

use hoso::{GroupKey, Language, ReportBuilder, ReportRequest, Rulebook};
use serde_json::Value;

use super::{are_issues, is_answer, round_trips, text};
use crate::Met;
use crate::numbers::Numbers;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let vector: Value = serde_json::from_str(include_str!("../../../tests/vectors/report.json")).expect("JSON");
    Rulebook::from_value(vector.get("rulebook").expect("a rulebook")).expect("a valid rulebook")
});

pub(crate) fn run(data: &[u8]) -> Met {
    let (text, rulebook) = (text(data), &*RULEBOOK);
    let told = [Language::Vi, Language::En].map(|language| rulebook.report_json(&text, language));
    let answered = told.each_ref().map(|told| is_answer(told, "groups"));
    let mut request = match ReportRequest::parse(&text) {
        Ok(request) => request,
        Err(issues) => {
            are_issues(&issues, &text);
            assert_eq!(answered, [false; 2]);
            return Met::Refused;
        }
    };
    round_trips(&request);
    assert_eq!(answered, [true; 2]);
    let report = rulebook.report(&request).unwrap_or_else(|issues| panic!("{issues}"));
    round_trips(&report);
    assert_eq!(report.to_json(), told[0], "asked as text and as a value");
    let rows: i64 = report.groups.iter().map(|group| group.results).sum();
    assert_eq!(rows, report.total.results, "groups add up");
    for group in report.groups.iter().chain([&report.total]) {
        let by_post = group.delivered + group.returned + group.lost + group.cancelled + group.open;
        assert_eq!(group.by_post, by_post, "{group:?}");
        assert!(group.by_post <= group.results && (0..=10_000).contains(&group.share_bp), "{group:?}");
        assert!(group.on_time + group.late <= group.delivered, "{group:?}");
    }
    let mut numbers = Numbers::of(data);
    numbers.shuffle(&mut request.rows);
    request.by.reverse();
    assert_eq!(rulebook.report(&request).as_ref(), Ok(&report), "in another order");
    let by: &[GroupKey] = &request.by;
    let (one, other) = request.rows.split_at(numbers.below(request.rows.len() + 1));
    let [mut one, other] = [one, other].map(|rows| {
        let mut builder = ReportBuilder::new(rulebook, request.period.clone(), by);
        for row in rows {
            builder.add(row);
        }
        builder
    });
    one.merge(other).expect("builders of the same question");
    assert_eq!(one.finish().as_ref(), Ok(&report), "from two builders");
    Met::Accepted
}
