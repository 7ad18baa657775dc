//! What the operator owes, in words.

use crate::ask::compensation::{Compensation, Owed, OwedLine};
use crate::say::{DONG, Said, money};
use crate::wire::Date;

pub(crate) fn explain(compensation: &Compensation<'_>, said: &mut Said<'_>) {
    match compensation {
        Compensation::Owed(answer) => owed(answer, said),
        Compensation::NotOwed(answer) => {
            say!(said, "Bưu điện không phải bồi thường.", "The post owes nothing.");
            said.reasons(&answer.reasons);
        }
        Compensation::Incomplete(answer) => {
            say!(said, "Chưa xác định được mức bồi thường.", "What is owed cannot be told.");
            said.reasons(&answer.reasons);
        }
    }
}

fn owed(answer: &Owed<'_>, said: &mut Said<'_>) {
    let (rule, amount) = (&answer.rule, money(answer.amount, DONG));
    if answer.lines.is_empty() {
        say!(
            said,
            "Không có khoản bồi thường; người khiếu nại có quyền được trả lời.",
            "No amount is owed; whoever claims has the right to an answer."
        );
    } else {
        say!(said, "Bưu điện phải bồi thường {amount}.", "The post owes {amount}.");
    }
    for line in &answer.lines {
        say_line(line, said);
    }
    days(answer, said);
    say!(said, "Căn cứ quy định bồi thường {rule}.", "By the liability rule {rule}.");
    said.sources(&answer.sources);
}

/// A line's id is the rule and what it is for.
fn say_line(line: &OwedLine<'_>, said: &mut Said<'_>) {
    let (id, amount) = (&line.id, money(line.amount, DONG));
    match id.rsplit_once('/').map(|(_, what)| what) {
        Some("lost") => say!(said, "Bưu gửi bị mất: {amount}.", "The item was lost: {amount}."),
        Some("late") => say!(said, "Bưu gửi bị chậm: {amount}.", "The item was late: {amount}."),
        Some("damaged") => say!(said, "Bưu gửi bị hư hỏng: {amount}.", "The item was damaged: {amount}."),
        Some("reissue") => {
            say!(said, "Chi phí làm lại giấy tờ: {amount}.", "Making the papers anew: {amount}.");
        }
        _ => say!(said, "Bồi thường {id}: {amount}.", "Compensation {id}: {amount}."),
    }
}

fn days(answer: &Owed<'_>, said: &mut Said<'_>) {
    // The last year stands for a time limit without end.
    if answer.claim_until < Date::MAX {
        let until = answer.claim_until.said();
        say!(said, "Thời hạn khiếu nại đến hết ngày {until}.", "A claim is in time until the end of {until}.");
    }
    if let Some(due) = answer.answer_due.map(Date::said) {
        say!(said, "Bưu điện trả lời khiếu nại chậm nhất ngày {due}.", "The post answers the claim by {due}.");
    }
    if let Some(due) = answer.pay_due.filter(|_| answer.amount != 0).map(Date::said) {
        say!(said, "Bưu điện trả tiền bồi thường chậm nhất ngày {due}.", "The post pays by {due}.");
    }
}
