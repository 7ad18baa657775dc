//! Whether it may go by post, in words.

use crate::ask::decide::{Covered, Decision, NotCovered, Share};
use crate::say::Said;
use crate::wire::WHOLE;

pub(crate) fn explain(decision: &Decision<'_>, said: &mut Said<'_>) {
    match decision {
        Decision::Covered(answer) => covered(answer, said),
        Decision::NotCovered(answer) => not_covered(answer, said),
    }
}

/// A refusal, whatever was asked.
pub(crate) fn not_covered(answer: &NotCovered<'_>, said: &mut Said<'_>) {
    say!(said, "Trường hợp này chưa được thực hiện qua bưu điện.", "This cannot go by post.");
    said.reasons(&answer.reasons);
}

fn covered(answer: &Covered<'_>, said: &mut Said<'_>) {
    let Covered { contract, clause, .. } = answer;
    let (operator, tariff) = (said.name("operator", &answer.operator), said.tariff(&answer.tariff));
    say!(said, "Trường hợp này được thực hiện qua bưu điện.", "This may go by post.");
    said.rule(contract, clause, answer.amendment.as_deref());
    say!(said, "Đơn vị thực hiện: {operator}.", "Carried by {operator}.");
    say!(said, "Cước tính theo bảng giá {tariff}.", "Charged by the tariff {tariff}.");
    payers(&answer.payers, said);
    options(answer, said);
    said.sources(&answer.sources);
    said.reasons(&answer.reasons);
}

fn payers(shares: &[Share<'_>], said: &mut Said<'_>) {
    let listed: Vec<String> = shares.iter().map(|share| payer(share, said)).collect();
    if !listed.is_empty() {
        let listed = listed.join("; ");
        say!(said, "Bên trả cước: {listed}.", "Who pays: {listed}.");
    }
}

fn options(answer: &Covered<'_>, said: &mut Said<'_>) {
    let listed: Vec<&str> = answer.options.iter().map(|option| called(option, said)).collect();
    if !listed.is_empty() {
        let listed = listed.join("; ");
        say!(said, "Có thể yêu cầu thêm: {listed}.", "May be asked as well: {listed}.");
    }
}

fn payer(share: &Share<'_>, said: &Said<'_>) -> String {
    let whole = share.bp == WHOLE;
    let part = if whole { said.pick("toàn bộ", "all of it").to_owned() } else { said.percent(share.bp) };
    format!("{} ({part})", said.payer(&share.who))
}

fn called<'a>(option: &'a str, said: &Said<'_>) -> &'a str {
    match option {
        "collect_agency_fee" => said.pick("thu hộ phí, lệ phí cho cơ quan", "collecting the agency's fee"),
        other => other,
    }
}
