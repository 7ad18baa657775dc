//! By when each step is due, in words.

use crate::ask::deadlines::{Dated, DayUnit, Deadlines, Step, StepId};
use crate::ask::decide::not_covered;
use crate::say::Said;
use crate::say::reason::{self, Reason, ReasonCode};
use crate::wire::Param;

pub(crate) fn explain(deadlines: &Deadlines<'_>, said: &mut Said<'_>) {
    match deadlines {
        Deadlines::Dated(answer) => dated(answer, said),
        Deadlines::NoDeadline(answer) => {
            say!(
                said,
                "Trường hợp này được thực hiện qua bưu điện, nhưng chưa tính được thời hạn.",
                "This may go by post, but no due day can be told."
            );
            dated(answer, said);
        }
        Deadlines::NotCovered(answer) => not_covered(answer, said),
    }
}

fn dated(answer: &Dated<'_>, said: &mut Said<'_>) {
    for step in &answer.steps {
        say_step(step, said);
    }
    for reason in &answer.reasons {
        missing(reason, said);
    }
    said.rule(&answer.contract, &answer.clause, None);
    if let Some(zone) = answer.zone.as_ref().map(|zone| said.name("zone", zone)) {
        say!(said, "Vùng cước: {zone}.", "The zone is {zone}.");
    }
    said.sources(&answer.sources);
}

fn say_step(step: &Step<'_>, said: &mut Said<'_>) {
    let (due, count) = (step.due.said(), count(step, said));
    match step.id {
        StepId::Filing => say!(
            said,
            "Hồ sơ được bàn giao cho cơ quan chậm nhất ngày {due} ({count}).",
            "The dossier is handed over at the agency by {due} ({count})."
        ),
        StepId::Slip => say!(
            said,
            "Giấy hẹn được giao cho người nộp hồ sơ chậm nhất ngày {due} ({count}).",
            "The applicant has the appointment slip by {due} ({count})."
        ),
        StepId::Result => say!(
            said,
            "Cơ quan giải quyết xong hồ sơ chậm nhất ngày {due} ({count}).",
            "The agency is done by {due} ({count})."
        ),
        StepId::Collection => say!(
            said,
            "Bưu điện nhận kết quả tại cơ quan chậm nhất ngày {due} ({count}).",
            "The post takes the result at the agency by {due} ({count})."
        ),
        StepId::FirstAttempt => say!(
            said,
            "Bưu điện phát kết quả lần đầu chậm nhất ngày {due} ({count}).",
            "The post first attempts to deliver the result by {due} ({count})."
        ),
        StepId::Hold => say!(
            said,
            "Kết quả chưa phát được sẽ được lưu giữ đến hết ngày {due} ({count}).",
            "A result not yet delivered is held until the end of {due} ({count})."
        ),
    }
}

/// How the due day is counted.
fn count(step: &Step<'_>, said: &Said<'_>) -> String {
    let (days, from) = (step.days.get(), step.from.said());
    match (step.unit, days) {
        (DayUnit::Working, 0) if step.due == step.from => words!(said, "trong ngày {from}", "on {from}"),
        (DayUnit::Working, 0) => {
            words!(said, "ngày làm việc đầu tiên sau ngày {from}", "the first working day after {from}")
        }
        (DayUnit::Working, 1) => words!(said, "1 ngày làm việc kể từ ngày {from}", "1 working day after {from}"),
        (DayUnit::Working, _) => {
            words!(said, "{days} ngày làm việc kể từ ngày {from}", "{days} working days after {from}")
        }
        (DayUnit::Calendar, 1) => words!(said, "1 ngày kể từ ngày {from}", "1 calendar day after {from}"),
        (DayUnit::Calendar, _) => words!(said, "{days} ngày kể từ ngày {from}", "{days} calendar days after {from}"),
    }
}

/// Why a step has no due day; other reasons are about the case as a whole and say enough by themselves.
fn missing(reason: &Reason<'_>, said: &mut Said<'_>) {
    let step = match reason.code {
        ReasonCode::NoProcessingDays => Some(StepId::Result),
        _ => text(reason, "step").and_then(StepId::from_name),
    };
    let Some(step) = step.map(|step| aim(step, said)) else {
        return said.reasons(std::slice::from_ref(reason));
    };
    if let Some(moment) = text(reason, "moment").filter(|_| reason.code == ReasonCode::MomentMissing) {
        let moment = day_of(moment, said);
        say!(said, "Chưa tính được hạn {step}: chưa có {moment}.", "No due day for {step}: {moment} is not known.");
    } else {
        let message = reason::said(std::slice::from_ref(reason), said.speaker()).concat();
        say!(said, "Chưa tính được hạn {step}: {message}", "No due day for {step}: {message}");
    }
}

fn text<'a>(reason: &'a Reason<'_>, name: &str) -> Option<&'a str> {
    match reason.params.get(name)? {
        Param::Text(text) => Some(text),
        _ => None,
    }
}

/// What a step is about.
fn aim(step: StepId, said: &Said<'_>) -> &'static str {
    match step {
        StepId::Filing => said.pick("bàn giao hồ sơ cho cơ quan", "handing the dossier over"),
        StepId::Slip => said.pick("giao giấy hẹn", "the appointment slip"),
        StepId::Result => said.pick("giải quyết hồ sơ", "the agency's result"),
        StepId::Collection => said.pick("nhận kết quả tại cơ quan", "taking the result at the agency"),
        StepId::FirstAttempt => said.pick("phát kết quả lần đầu", "the first delivery attempt"),
        StepId::Hold => said.pick("lưu giữ kết quả", "holding the result"),
    }
}

/// The day that a moment names.
fn day_of<'a>(moment: &'a str, said: &Said<'_>) -> &'a str {
    match moment {
        "posted_on" => said.pick("ngày bưu điện nhận hồ sơ", "the day the post accepted the dossier"),
        "filed_on" => said.pick("ngày bàn giao hồ sơ cho cơ quan", "the day the dossier was handed over"),
        "resolved_on" => said.pick("ngày cơ quan giải quyết xong", "the day the agency was done"),
        "collected_on" => said.pick("ngày bưu điện nhận kết quả", "the day the post took the result"),
        other => other,
    }
}
