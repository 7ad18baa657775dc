//! Part 4: one result from the agency to the person, through a failed attempt, as the events came in.

use fastrand::Rng;
use hoso::{Date, Deadlines, Event, EventKind, Language, Moments, Rulebook, Tracking, UtcOffset, explain, track};

use crate::table::{Column, Table};
use crate::terminal::{Page, Style};
use crate::words::{self, moment};
use crate::{Asked, Failure};

/// The question about due days: a work permit, resolved on 6 October 2014, to a person in Dĩ An.
const MOMENTS: &str = r#"{"agency": "ban-quan-ly-khu-cong-nghiep", "procedure": "1.900306", "service": "return",
    "on": "2014-10-06", "place": "724", "filed_on": "2014-09-25", "resolved_on": "2014-10-06", "collected_on": "2014-10-07"}"#;
const AGENCY: &str = "ban-quan-ly-khu-cong-nghiep";
const PROCEDURE: &str = "1.900306";
const PLACE: &str = "724";
const RESOLVED_ON: &str = "2014-10-06";
const COLLECTED_ON: &str = "2014-10-07";

/// What was told, in the order in which it arrived: late, twice, corrected, mistaken.
const ARRIVALS: &str = r#"[
    {"id": "e1", "consignment": "RB123456785VN", "kind": "accepted", "at": "2014-10-07T15:10:00+07:00"},
    {"id": "e4", "consignment": "RB123456785VN", "kind": "out_for_delivery", "at": "2014-10-09T08:15:00+07:00"},
    {"id": "e5", "consignment": "RB123456785VN", "kind": "delivery_failed", "at": "2014-10-09T10:20:00+07:00", "reason": "addressee_absent"},
    {"id": "e2", "consignment": "RB123456785VN", "kind": "departed", "at": "2014-10-07T17:30:00+07:00"},
    {"id": "e5", "consignment": "RB123456785VN", "kind": "delivery_failed", "at": "2014-10-09T10:20:00+07:00", "reason": "addressee_absent"},
    {"id": "e3", "consignment": "RB123456785VN", "kind": "arrived", "at": "2014-10-09T07:40:00+07:00"},
    {"id": "e6", "consignment": "RB123456785VN", "kind": "held", "at": "2014-10-09T16:45:00+07:00"},
    {"id": "e7", "consignment": "RB123456785VN", "kind": "lost", "at": "2014-10-10T09:00:00+07:00"},
    {"id": "e10", "consignment": "RB123456785VN", "kind": "delivered", "at": "2014-10-13T09:30:00+07:00"},
    {"id": "e9", "consignment": "RB123456785VN", "kind": "out_for_delivery", "at": "2014-10-13T08:05:00+07:00"},
    {"id": "e3", "consignment": "RB123456785VN", "kind": "arrived", "at": "2014-10-08T07:40:00+07:00", "recorded_at": "2014-10-13T11:00:00+07:00"},
    {"id": "e8", "consignment": "RB123456785VN", "kind": "void", "at": "2014-10-10T09:30:00+07:00", "voids": "e7"},
    {"id": "e11", "consignment": "RB123456785VN", "kind": "arrived", "at": "2014-10-13T16:20:00+07:00"}
]"#;

/// In how many other orders the events are tracked.
const ORDERS: usize = 1_000;

pub(crate) fn show(page: &mut Page, rulebook: &Rulebook, asked: &mut Asked) -> Result<(), Failure> {
    let language = page.language;
    page.heading(page.pick("4. Một kết quả trên đường về nhà", "4. One result on its way home"));
    let procedure = words::procedure(rulebook, PROCEDURE).ok_or(Failure::Missing("procedure of the journey"))?;
    let (agency, place) =
        (words::agency_name(rulebook, AGENCY, language), words::place_name(rulebook, PLACE, language));
    let (name, resolved) = (procedure.name.say(language), RESOLVED_ON.parse::<Date>()?.said());
    page.paragraph(
        Style::Plain,
        &match language {
            Language::Vi => format!("{agency} giải quyết xong “{name}” ngày {resolved}; gửi về {place}. Ví dụ dựng sẵn, không phải hồ sơ thật."),
            Language::En => format!("{agency} resolved “{name}” on {resolved}; it goes to {place}. A made-up example, no real dossier."),
        },
    );
    let arrivals = Event::parse_list(ARRIVALS)?;
    let tracking = track(&arrivals)?;
    let (tracked, events) = in_other_orders(&arrivals, &tracking)?;
    asked.tracked += tracked + 1;
    asked.events += events + arrivals.len();
    asked.deadlines += 1;
    show_arrivals(page, &arrivals);
    show_timeline(page, &tracking, tracked);
    show_anomalies(page, &tracking);
    let first_attempt = first_attempt(&tracking, rulebook.document().utc_offset);
    show_deadlines(page, &rulebook.deadlines(&Moments::parse(MOMENTS)?)?, first_attempt)?;
    page.subheading(page.pick("Nói với người dân (explain)", "Said to the person (explain)"));
    explain(&tracking, language).lines().for_each(|line| page.paragraph(Style::Plain, line));
    Ok(())
}

/// The day of the first delivery attempt, whether it failed or not.
pub(crate) fn first_attempt(tracking: &Tracking, offset: UtcOffset) -> Option<Date> {
    let attempt = |kind| matches!(kind, EventKind::DeliveryFailed | EventKind::Delivered);
    tracking.history.iter().find(|applied| attempt(applied.kind))?.at.day(offset)
}

/// Tracks the same events in other orders; how many of them gave the same answer, and how many events that were.
fn in_other_orders(arrivals: &[Event], expected: &Tracking) -> Result<(usize, usize), Failure> {
    let mut random = Rng::with_seed(0);
    let mut order = arrivals.to_vec();
    let mut same = 0;
    for _ in 0..ORDERS {
        random.shuffle(&mut order);
        same += usize::from(track(&order)? == *expected);
    }
    Ok((same, ORDERS * order.len()))
}

fn show_arrivals(page: &mut Page, arrivals: &[Event]) {
    let language = page.language;
    page.subheading(page.pick("Sự kiện theo thứ tự nhận được", "Events in the order in which they arrived"));
    let mut table = Table::new([
        ("", Column::Numbers),
        (page.pick("Mã", "Id"), Column::Whole),
        (page.pick("Xảy ra lúc", "Happened at"), Column::Whole),
        (page.pick("Sự kiện", "Event"), Column::Words),
        (page.pick("Ghi chú", "Note"), Column::Words),
    ]);
    for (place, event) in arrivals.iter().enumerate() {
        let repeated = arrivals.iter().take(place).any(|before| before == event);
        let note = match (repeated, event.recorded_at(), event.reason(), event.voids()) {
            (true, ..) => page.pick("nhận lần thứ hai", "told a second time").to_owned(),
            (_, Some(recorded), ..) => format!("{} {}", page.pick("sửa lúc", "corrected"), moment(recorded)),
            (.., Some(reason), _) => reason.label(language).to_lowercase(),
            (.., Some(voided)) => format!("{} {voided}", page.pick("hủy", "voids")),
            _ => String::new(),
        };
        let kind = event.kind().label(language).to_owned();
        table.row(vec![(place + 1).to_string(), event.id().to_string(), moment(event.at()), kind, note]);
    }
    page.table(&table);
}

fn show_timeline(page: &mut Page, tracking: &Tracking, same: usize) {
    let language = page.language;
    page.subheading(page.pick("Dòng thời gian sau khi xếp lại (track)", "The timeline, put in order (track)"));
    let mut table = Table::new([
        (page.pick("Mã", "Id"), Column::Whole),
        (page.pick("Xảy ra lúc", "Happened at"), Column::Whole),
        (page.pick("Sự kiện", "Event"), Column::Words),
        (page.pick("Trạng thái", "State"), Column::Words),
    ]);
    for applied in &tracking.history {
        let (kind, state) = (applied.kind.label(language), applied.to.label(language));
        table.row(vec![applied.event.to_string(), moment(applied.at), kind.to_owned(), state.to_owned()]);
    }
    page.table(&table);
    let (same, orders) = (words::count(same, language), words::count(ORDERS, language));
    let said = match language {
        Language::Vi => format!("Xáo trộn ngẫu nhiên {orders} lần: {same} lần ra đúng kết quả này."),
        Language::En => format!("Shuffled {orders} times: {same} times the same answer."),
    };
    page.paragraph(if same == orders { Style::Good } else { Style::Bad }, &said);
}

fn show_anomalies(page: &mut Page, tracking: &Tracking) {
    page.subheading(page.pick("Sự kiện không được tính, và vì sao", "Events that do not count, and why"));
    for anomaly in &tracking.anomalies {
        let said = format!("{} [{}]", anomaly.message(page.language), anomaly.code);
        page.pair(anomaly.event.as_str(), Style::Warn, &said);
    }
    page.paragraph(
        Style::Dim,
        page.pick(
            "Không phải bất thường: e5 nhận hai lần nên tính một lần; e7 ghi nhầm, đã bị e8 hủy.",
            "No anomalies: e5 was told twice and counts once; e7 was a mistake, voided by e8.",
        ),
    );
}

fn show_deadlines(page: &mut Page, deadlines: &Deadlines<'_>, first_attempt: Option<Date>) -> Result<(), Failure> {
    let Deadlines::Dated(dated) = deadlines else {
        return Err(Failure::Missing("deadlines for the journey"));
    };
    let language = page.language;
    page.subheading(page.pick("Thời hạn (deadlines)", "Due days (deadlines)"));
    let mut table = Table::new([
        (page.pick("Bước", "Step"), Column::Words),
        (page.pick("Tính từ", "From"), Column::Whole),
        (page.pick("Số ngày", "Days"), Column::Numbers),
        (page.pick("Hạn", "Due"), Column::Whole),
        (page.pick("Thực tế", "Actual"), Column::Whole),
        ("", Column::Whole),
    ]);
    for step in &dated.steps {
        let (name, actual) = match (step.id.as_str(), language) {
            ("result", Language::Vi) => ("Cơ quan giải quyết", Some(RESOLVED_ON.parse()?)),
            ("result", Language::En) => ("The agency is done", Some(RESOLVED_ON.parse()?)),
            ("collection", Language::Vi) => ("Bưu điện nhận kết quả", Some(COLLECTED_ON.parse()?)),
            ("collection", Language::En) => ("Post takes the result", Some(COLLECTED_ON.parse()?)),
            ("first_attempt", Language::Vi) => ("Phát lần đầu", first_attempt),
            ("first_attempt", Language::En) => ("First attempt", first_attempt),
            (other, _) => (other, None),
        };
        let kept = match actual {
            Some(day) if day <= step.due => page.pick("đúng hạn", "in time"),
            Some(_) => page.pick("trễ", "late"),
            None => "",
        };
        let actual = actual.map_or_else(String::new, Date::said);
        let days = step.days.to_string();
        table.row(vec![name.to_owned(), step.from.said(), days, step.due.said(), actual, kept.to_owned()]);
    }
    page.table(&table);
    page.paragraph(
        Style::Dim,
        page.pick(
            "Ngày làm việc. Thời hạn của bưu điện tính đến lần phát đầu tiên, dù lần ấy không thành công.",
            "Working days. The post's time runs to the first attempt, even when that attempt fails.",
        ),
    );
    Ok(())
}
