//! `report` and `compare`: their vectors, and the laws of figures: the order of rows never matters, parts merged are the
//! whole, and groups add up to the total.

use std::thread;

use hoso::{
    Comparison, ComparisonBuilder, ComparisonGroup, Date, GroupKey, Language, Mismatch, Report, ReportBuilder,
    ReportGroup, Results, RowView, Rulebook, State, Top, Trial, Validity,
};
use hoso_tests::{answer_of, folder, read};
use serde_json::{Value, json};

fn vectors(name: &str) -> Value {
    read(&folder().join(format!("vectors/{name}.json")))
}

fn cases<'v>(vectors: &'v Value, kind: &str) -> impl Iterator<Item = (&'v str, String, &'v Value)> {
    let list = vectors[kind].as_array().unwrap().iter();
    list.map(|case| (case["name"].as_str().unwrap(), case["question"].to_string(), &case["answer"]))
}

#[test]
fn report_vectors() {
    let file = vectors("report");
    let rulebook = Rulebook::from_value(&file["rulebook"]).unwrap();
    let mut count = 0;
    for (name, question, expected) in cases(&file, "report") {
        let json = rulebook.report_json(&question, Language::Vi);
        assert_eq!(answer_of(&json), *expected, "{name}");
        if expected.get("issues").is_none() {
            assert_eq!(Report::parse(&json).unwrap().to_json(), json, "{name}");
        }
        count += 1;
    }
    assert_eq!(count, 14);
}

#[test]
fn compare_vectors() {
    let file = vectors("compare");
    let [before, after] = ["before", "after"].map(|key| Rulebook::from_value(&file[key]).unwrap());
    let mut count = 0;
    for (name, question, expected) in cases(&file, "compare") {
        let json = before.compare_json(&after, &question, Language::Vi);
        assert_eq!(answer_of(&json), *expected, "{name}");
        if expected.get("issues").is_none() {
            assert_eq!(Comparison::parse(&json).unwrap().to_json(), json, "{name}");
        }
        count += 1;
    }
    assert_eq!(count, 10);
}

#[test]
fn keys_stand_in_the_order_of_the_page() {
    let file = vectors("report");
    let rulebook = Rulebook::from_value(&file["rulebook"]).unwrap();
    let question = r#"{"period":{"from":"2014-01-01"},"by":["month","agency"],
        "rows":[{"agency":"so-noi-vu","resolved_on":"2014-09-10","by_post":true}]}"#;
    assert_eq!(
        rulebook.report_json(question, Language::Vi),
        concat!(
            r#"{"groups":[{"agency":"so-noi-vu","month":"2014-09","results":1,"by_post":1,"share_bp":10000,"delivered":0,"#,
            r#""on_time":0,"late":0,"on_time_bp":0,"returned":0,"lost":0,"cancelled":0,"open":1}],"total":{"results":1,"by_post":1,"#,
            r#""share_bp":10000,"delivered":0,"on_time":0,"late":0,"on_time_bp":0,"returned":0,"lost":0,"cancelled":0,"open":1}}"#,
        )
    );
    let file = vectors("compare");
    let [before, after] = ["before", "after"].map(|key| Rulebook::from_value(&file[key]).unwrap());
    let question = r#"{"rows":[{"id":"HS","question":{"agency":"so-noi-vu","procedure":"1.000003","service":"return",
        "on":"2014-10-01","weight_grams":100,"zone":"in"}}]}"#;
    let json = before.compare_json(&after, question, Language::Vi);
    let changes = r#""changes":[{"kind":"now_covered","count":1,"difference":26000,"due_difference":26000},"#;
    assert!(
        json.starts_with(&format!(r#"{{"currency":"VND","groups":[{{"rows":1,"unchanged":0,"changed":1,{changes}"#))
    );
    assert!(json.ends_with(concat!(
        r#""most":[{"row":0,"id":"HS","kind":"now_covered","before":{"outcome":"not_covered"},"after":{"outcome":"quoted","#,
        r#""contract":"c2","clause":"1","tariff":"t2","version":"n1","zone":"in","total":26000,"applicant_due":26000},"#,
        r#""difference":26000,"due_difference":26000}]}"#,
    )));
}

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(u64::try_from(from.len()).unwrap())]
    }

    fn maybe<T>(&mut self, value: T) -> Option<T> {
        (self.below(3) > 0).then_some(value)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(u64::try_from(at).unwrap() + 1));
        }
    }

    fn keys(&mut self) -> Vec<GroupKey> {
        GroupKey::ALL.iter().filter(|_| self.below(2) == 0).copied().collect()
    }

    fn day(&mut self, first: &str, within: u64) -> Date {
        let days = i64::try_from(self.below(within)).unwrap();
        first.parse::<Date>().unwrap().plus(days).unwrap()
    }

    fn row(&mut self) -> RowView<'static> {
        let resolved_on = self.day("2014-05-01", 500);
        let later = |dice: &mut Self| {
            let days = i64::try_from(dice.below(5)).unwrap();
            dice.maybe(resolved_on.plus(days).unwrap())
        };
        RowView {
            agency: self.pick(&["so-noi-vu", "xa-a", "xa-b", "phuong-c", "la-1", "la-2"]),
            procedure: Some(self.pick(&["1.000001", "1.000002", "1.000003", "9.999999"])).filter(|_| self.below(4) > 0),
            field: Some(self.pick(&["noi-vu", "la"])).filter(|_| self.below(4) == 0),
            resolved_on,
            by_post: self.below(3) > 0,
            state: Some(self.pick(State::ALL)).filter(|_| self.below(9) > 0),
            first_attempt_on: later(self),
            delivered_on: later(self),
            due_on: later(self),
        }
    }
}

fn period(from: &str, until: &str) -> Validity {
    hoso::wire::read::parse(&json!({ "from": from, "until": until }).to_string()).unwrap()
}

/// The figures of the seed: in the first nine months of 2014 over 40,000 results went by post, over half of all.
#[test]
fn the_figures_of_the_seed() {
    let file = vectors("report");
    let rulebook = Rulebook::from_value(&file["rulebook"]).unwrap();
    let first: Date = "2014-01-01".parse().unwrap();
    let mut builder = ReportBuilder::new(&rulebook, period("2014-01-01", "2014-10-01"), &[GroupKey::Month]);
    for number in 0..95_000_i64 {
        // 365 days in turn, of which the first 273 are in the period; four of seven go by post.
        let resolved_on = first.plus(number % 365).unwrap();
        let row = RowView {
            agency: "so-noi-vu",
            procedure: Some("1.000001"),
            field: None,
            resolved_on,
            by_post: number % 7 < 4,
            state: Some(State::Delivered),
            first_attempt_on: resolved_on.plus(number % 3),
            delivered_on: None,
            due_on: resolved_on.plus(1),
        };
        builder.add_view(&row).unwrap();
    }
    let report = builder.finish().unwrap();
    let months: Vec<&str> = report.groups.iter().map(|group| group.month.as_deref().unwrap()).collect();
    assert_eq!(months.first().zip(months.last()), Some((&"2014-01", &"2014-09")));
    // 260 whole years of 273 days each, and 100 days of another. Of 2555 rows (each day of the year with each of the seven)
    // 273 × 4 count: 37 times over that is 40404, and 214 of the 465 rows that are left.
    assert_eq!((report.total.results, report.total.by_post), (260 * 273 + 100, 40_404 + 214));
    assert_eq!(report.total.share_bp, 5_714);
    assert!(report.total.by_post > 40_000 && report.total.share_bp > 5_000);
    assert_eq!(report.total.on_time + report.total.late, report.total.by_post);
}

/// Field by field, so that what is added up is seen.
fn report_sums(group: &ReportGroup<'_>) -> [i64; 9] {
    let ReportGroup { results, by_post, delivered, on_time, late, returned, lost, cancelled, open, .. } = group;
    [*results, *by_post, *delivered, *on_time, *late, *returned, *lost, *cancelled, *open]
}

fn report_of<'r>(rulebook: &'r Rulebook, by: &[GroupKey], rows: &[RowView<'_>]) -> ReportBuilder<'r> {
    let mut builder = ReportBuilder::new(rulebook, period("2014-06-01", "2015-06-01"), by);
    for row in rows {
        builder.add_view(row).unwrap();
    }
    builder
}

#[test]
fn laws_of_reports() {
    let file = vectors("report");
    let rulebook = Rulebook::from_value(&file["rulebook"]).unwrap();
    let mut dice = Dice(1);
    for round in 0..200 {
        let by = dice.keys();
        let count = dice.below(200);
        let mut rows: Vec<RowView<'_>> = (0..count).map(|_| dice.row()).collect();
        let whole = report_of(&rulebook, &by, &rows).finish().unwrap();

        let mut sums = [0; 9];
        for group in &whole.groups {
            sums.iter_mut().zip(report_sums(group)).for_each(|(sum, figure)| *sum += figure);
            let [_, by_post, delivered, on_time, late, returned, lost, cancelled, open] = report_sums(group);
            assert_eq!(by_post, delivered + returned + lost + cancelled + open, "round {round}");
            assert!(on_time + late <= delivered, "round {round}");
        }
        assert_eq!(sums, report_sums(&whole.total), "round {round}");
        let keys = |group: &ReportGroup<'_>| {
            [&group.agency, &group.field, &group.procedure, &group.month].map(|key| key.as_deref().map(str::to_owned))
        };
        assert!(whole.groups.is_sorted_by(|a, b| keys(a) < keys(b)), "round {round}");

        let (first, rest) = rows.split_at(dice.below(u64::try_from(rows.len()).unwrap() + 1));
        let merged = thread::scope(|scope| {
            let parts = [rest, first].map(|part| scope.spawn(|| report_of(&rulebook, &by, part)));
            let parts = parts.map(|part| part.join().unwrap());
            parts.into_iter().reduce(|mut all, part| all.merge(part).map(|()| all).unwrap()).unwrap()
        });
        assert_eq!(merged.finish().unwrap(), whole, "round {round}");

        dice.shuffle(&mut rows);
        assert_eq!(report_of(&rulebook, &by, &rows).finish().unwrap(), whole, "round {round}");
    }
}

#[test]
fn a_report_of_a_request_is_that_of_its_rows() {
    let file = vectors("report");
    let rulebook = Rulebook::from_value(&file["rulebook"]).unwrap();
    for (name, question, _) in cases(&file, "report") {
        let Ok(request) = Results::parse(&question) else { continue };
        let mut builder = ReportBuilder::new(&rulebook, request.period.clone(), &request.by);
        request.rows.iter().for_each(|row| builder.add(row));
        assert_eq!(builder.finish(), rulebook.report(&request), "{name}");
    }
}

#[test]
fn what_is_no_id_is_refused_and_not_counted() {
    let file = vectors("report");
    let rulebook = Rulebook::from_value(&file["rulebook"]).unwrap();
    let row = Dice(7).row();
    for by in [&[][..], GroupKey::ALL] {
        let mut builder = ReportBuilder::new(&rulebook, period("1900-01-01", "2999-12-31"), by);
        let bad = RowView { agency: "Sở Nội vụ", field: Some(""), procedure: Some("1.000001 "), ..row };
        let issues = builder.add_view(&bad).unwrap_err();
        let found: Vec<(&str, &str)> = issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect();
        assert_eq!(found, [("not_an_id", "/agency"), ("not_an_id", "/field"), ("not_an_id", "/procedure")]);
        assert_eq!(builder.finish().unwrap().total.results, 0);
    }
}

#[test]
fn builders_of_other_questions_do_not_merge() {
    let file = vectors("report");
    let [rulebook, other] = [0, 1].map(|_| Rulebook::from_value(&file["rulebook"]).unwrap());
    let (year, month) = (period("2014-01-01", "2015-01-01"), period("2014-01-01", "2014-02-01"));
    let by_agency = &[GroupKey::Agency][..];
    let mut whole = ReportBuilder::new(&rulebook, year.clone(), by_agency);
    assert_eq!(whole.merge(ReportBuilder::new(&rulebook, year.clone(), by_agency)), Ok(()));
    assert_eq!(whole.merge(ReportBuilder::new(&rulebook, month, by_agency)), Err(Mismatch));
    assert_eq!(whole.merge(ReportBuilder::new(&rulebook, year.clone(), &[])), Err(Mismatch));
    assert_eq!(whole.merge(ReportBuilder::new(&other, year, by_agency)), Err(Mismatch));
    let comparison = |before, after, top| ComparisonBuilder::new(before, after, by_agency, top).unwrap();
    let mut whole = comparison(&rulebook, &other, Top::USUAL);
    assert_eq!(whole.merge(comparison(&rulebook, &other, Top::USUAL)), Ok(()));
    assert_eq!(whole.merge(comparison(&rulebook, &rulebook, Top::USUAL)), Err(Mismatch));
    assert_eq!(whole.merge(comparison(&rulebook, &other, Top::try_from(3).unwrap())), Err(Mismatch));
}

#[test]
fn currencies_must_agree() {
    let mut file = vectors("compare");
    let before = Rulebook::from_value(&file["before"]).unwrap();
    file["after"]["currency"] = json!("USD");
    let after = Rulebook::from_value(&file["after"]).unwrap();
    assert_eq!(
        answer_of(&before.compare_json(&after, r#"{"rows": []}"#, Language::En)),
        json!({ "issues": [{ "code": "contradicts", "path": "", "params": { "expected": "VND" } }] })
    );
}

fn comparison_sums(group: &ComparisonGroup<'_>) -> Vec<i64> {
    let sides = [&group.before, &group.after];
    let sides = sides.map(|side| [side.quoted, side.no_price, side.not_covered, side.total, side.applicant_due]);
    let changes = group.changes.iter().flat_map(|change| [change.count, change.difference, change.due_difference]);
    let mut sums = vec![group.rows, group.unchanged, group.changed, group.difference, group.due_difference];
    sums.extend(sides.into_iter().flatten().chain(changes));
    sums
}

#[test]
fn laws_of_comparisons() {
    let file = vectors("compare");
    let [before, after] = ["before", "after"].map(|key| Rulebook::from_value(&file[key]).unwrap());
    let mut dice = Dice(2);
    for round in 0..200 {
        let (by, top, count) = (dice.keys(), dice.below(20), dice.below(100));
        let rows: Vec<Value> = (0..count)
            .map(|at| {
                json!({ "id": format!("HS-{at}"), "question": {
                    "agency": dice.pick(&["so-noi-vu", "benh-vien", "xa-a", "xa-b", "xa-cu", "xa-moi", "la-1", "la-2"]),
                    "procedure": dice.pick(&["1.000001", "1.000002", "1.000003", "2.000001", "9.999999"]),
                    "service": dice.pick(&["return", "return", "intake", "both"]),
                    "on": dice.day("2014-05-01", 150).to_string(),
                    "weight_grams": dice.pick(&[50, 100, 200, 300]),
                    "zone": dice.pick(&["in", "out", "far", "huge"]),
                } })
            })
            .collect();
        let request = Trial::parse(
            &json!({ "by": by.iter().map(|key| key.as_str()).collect::<Vec<_>>(), "rows": rows, "top": top })
                .to_string(),
        )
        .unwrap();
        let whole = before.compare(&after, &request).unwrap();

        let mut sums = vec![0; comparison_sums(&whole.total).len()];
        for group in &whole.groups {
            sums.iter_mut().zip(comparison_sums(group)).for_each(|(sum, figure)| *sum += figure);
        }
        assert_eq!(sums, comparison_sums(&whole.total), "round {round}");
        let total = &whole.total;
        assert_eq!(total.changed + total.unchanged, i64::try_from(count).unwrap());
        assert_eq!(total.difference, total.changes.iter().map(|change| change.difference).sum::<i64>());
        assert_eq!(total.due_difference, total.changes.iter().map(|change| change.due_difference).sum::<i64>());
        assert_eq!(whole.most.len(), top.min(usize::try_from(total.changed).unwrap()));
        let size =
            |at: usize| whole.most.get(at).map(|row| (-row.difference.abs(), -row.due_difference.abs(), row.row));
        assert!((1..whole.most.len()).all(|at| size(at - 1) < size(at)), "round {round}");

        // Rows in another order, dealt to three builders on three threads.
        let mut order: Vec<usize> = (0..count).collect();
        dice.shuffle(&mut order);
        let parts: Vec<&[usize]> = order.chunks(count / 3 + 1).collect();
        let merged = thread::scope(|scope| {
            let part = |rows: &[usize]| {
                let mut builder = ComparisonBuilder::new(&before, &after, &by, request.top).unwrap();
                for at in rows {
                    builder.add(*at, &request.rows[*at]).unwrap();
                }
                builder
            };
            let parts: Vec<_> = parts.iter().map(|rows| scope.spawn(move || part(rows))).collect();
            let whole = ComparisonBuilder::new(&before, &after, &by, request.top).unwrap();
            parts.into_iter().fold(whole, |mut whole, part| {
                whole.merge(part.join().unwrap()).unwrap();
                whole
            })
        });
        assert_eq!(merged.finish().unwrap(), whole, "round {round}");
    }
}
