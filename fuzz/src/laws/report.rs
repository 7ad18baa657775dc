//! Reports: the same figures in any order of rows, and from any number of builders.

use fastrand::Rng;
use hoso::{Quarter, QuarterBuilder, QuarterGroup, ReportBuilder, Results};

use super::{asked, told};
use crate::rulebooks::Twice;

pub(crate) fn report(rulebooks: &[&Twice], text: &str, numbers: &mut Rng) -> bool {
    told(rulebooks, "report", "groups", text, |rulebook, told| {
        let answer = asked(text, told, |request: &Results, _| rulebook.report(request));
        let Some((mut request, answer)) = answer else { return };
        let report = answer.unwrap_or_else(|issues| panic!("{issues}"));
        let rows: i64 = report.groups.iter().map(|group| group.results).sum();
        assert_eq!(rows, report.total.results, "groups add up");
        for group in report.groups.iter().chain([&report.total]) {
            let by_post = group.delivered + group.returned + group.lost + group.cancelled + group.open;
            assert_eq!(group.by_post, by_post, "{group:?}");
            assert!(group.by_post <= group.results && (0..=10_000).contains(&group.share_bp), "{group:?}");
            assert!(group.on_time + group.late <= group.delivered, "{group:?}");
            assert!((0..=10_000).contains(&group.on_time_bp), "{group:?}");
        }
        numbers.shuffle(&mut request.rows);
        request.by.reverse();
        assert_eq!(rulebook.report(&request).as_ref(), Ok(&report), "in another order");
        let (one, other) = request.rows.split_at(numbers.usize(..=request.rows.len()));
        let [mut one, other] = [one, other].map(|rows| {
            let mut builder = ReportBuilder::new(rulebook, request.period.clone(), &request.by);
            for row in rows {
                builder.add(row);
            }
            builder
        });
        one.merge(other).expect("builders of the same question");
        assert_eq!(one.finish().as_ref(), Ok(&report), "from two builders");
    })
}

pub(crate) fn quarter_report(rulebooks: &[&Twice], text: &str, numbers: &mut Rng) -> bool {
    told(rulebooks, "quarter_report", "groups", text, |rulebook, told| {
        let answer = asked(text, told, |request: &Quarter, _| rulebook.quarter_report(request));
        let Some((mut request, answer)) = answer else { return };
        numbers.shuffle(&mut request.rows);
        request.by.reverse();
        let again = rulebook.quarter_report(&request);
        let Ok(report) = answer else {
            assert!(again.is_err(), "refused in this order only");
            return;
        };
        assert_eq!(again.as_ref(), Ok(&report), "in another order");
        report.groups.iter().chain([&report.total]).for_each(is_whole);
        let sum = |figure: fn(&QuarterGroup<'_>) -> i64| report.groups.iter().map(figure).sum::<i64>();
        assert_eq!(sum(|group| group.volume), report.total.volume, "groups add up");
        assert_eq!(sum(|group| group.revenue), report.total.revenue, "groups add up");
        assert_eq!(sum(|group| group.compensation), report.total.compensation, "groups add up");
        let (one, other) = request.rows.split_at(numbers.usize(..=request.rows.len()));
        let [mut one, other] = [one, other].map(|rows| {
            let mut builder = QuarterBuilder::new(rulebook, request.period.clone(), &request.by);
            for row in rows {
                builder.add(row);
            }
            builder
        });
        one.merge(other).expect("builders of the same question");
        assert_eq!(one.finish().as_ref(), Ok(&report), "from two builders");
    })
}

/// Figures of one group agree with each other.
fn is_whole(group: &QuarterGroup<'_>) {
    assert_eq!(group.volume, group.intakes + group.returns + group.both_ways, "{group:?}");
    assert!(
        [group.lost, group.misdirected, group.damaged].iter().all(|it| (0..=group.volume).contains(it)),
        "{group:?}"
    );
    assert!((0..=10_000).contains(&group.safe_bp), "{group:?}");
    assert!((0..=group.complaints).contains(&group.complaints_open), "{group:?}");
    assert!((0..=group.complaints_settled).contains(&group.compensation_cases), "{group:?}");
}
