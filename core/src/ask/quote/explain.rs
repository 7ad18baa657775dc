//! What it costs and who pays, in words.

use crate::ask::decide::not_covered;
use crate::ask::quote::{Line, LineKind, NoPrice, Quotation, Quoted};
use crate::document::Service;
use crate::say::{Said, money};

pub(crate) fn explain(quotation: &Quotation<'_>, said: &mut Said<'_>) {
    match quotation {
        Quotation::Quoted(answer) => quoted(answer, said),
        Quotation::NoPrice(answer) => no_price(answer, said),
        Quotation::NotCovered(answer) => not_covered(answer, said),
    }
}

fn no_price(answer: &NoPrice<'_>, said: &mut Said<'_>) {
    say!(
        said,
        "Trường hợp này được thực hiện qua bưu điện, nhưng chưa tính được cước.",
        "This may go by post, but its price cannot be told."
    );
    said.reasons(&answer.reasons);
    said.rule(&answer.contract, &answer.clause, None);
}

fn quoted(answer: &Quoted<'_>, said: &mut Said<'_>) {
    let Quoted { contract, clause, version, .. } = answer;
    let tariff = said.tariff(&answer.tariff);
    total(answer, said);
    for line in &answer.lines {
        say_line(line, answer, said);
    }
    payers(answer, said);
    at_the_door(answer, said);
    said.rule(contract, clause, answer.amendment.as_deref());
    say!(
        said,
        "Cước tính theo bảng giá {tariff}, phiên bản {version}.",
        "Charged by the tariff {tariff}, version {version}."
    );
    said.sources(&answer.sources);
}

fn total(answer: &Quoted<'_>, said: &mut Said<'_>) {
    let amount = |amount| money(amount, &answer.currency);
    let (total, net, tax) = (amount(answer.total), amount(answer.net), amount(answer.tax));
    if answer.lines.iter().any(|line| line.kind == LineKind::Tax) {
        say!(
            said,
            "Tổng cước là {total}, gồm {net} chưa thuế và {tax} tiền thuế.",
            "The charge is {total} in all: {net} before tax and {tax} of tax."
        );
    } else {
        say!(said, "Tổng cước là {total}.", "The charge is {total} in all.");
    }
}

fn say_line(line: &Line<'_>, answer: &Quoted<'_>, said: &mut Said<'_>) {
    let (id, amount) = (&line.id, money(line.amount, &answer.currency));
    match line.kind {
        LineKind::Postage => postage(id, &amount, said),
        LineKind::Surcharge => say!(said, "Phụ thu {id}: {amount}.", "Surcharge {id}: {amount}."),
        LineKind::Discount => say!(said, "Giảm {id}: {amount}.", "Discount {id}: {amount}."),
        LineKind::Tax => {
            let id = match said.speaker().named("tax", id) {
                Some(name) => name.to_owned(),
                None => words!(said, "Thuế {id}", "Tax {id}"),
            };
            let rate = line.bp.map_or_else(String::new, |bp| format!(" {}", said.percent(bp)));
            if tax_is_within(answer) {
                say!(
                    said,
                    "{id}{rate}, đã nằm trong các mức trên: {amount}.",
                    "{id}{rate}, within the amounts above: {amount}."
                );
            } else {
                say!(said, "{id}{rate}: {amount}.", "{id}{rate}: {amount}.");
            }
        }
    }
}

/// Whether the prices include the tax: then the other lines add up to the total.
fn tax_is_within(answer: &Quoted<'_>) -> bool {
    let others = answer.lines.iter().filter(|line| line.kind != LineKind::Tax);
    let sum: i128 = others.map(|line| i128::from(line.amount)).sum();
    answer.tax != 0 && sum == i128::from(answer.total)
}

/// The parts of a postage line's id.
struct PostageId<'a> {
    service: Service,
    zone: &'a str,
    band: &'a str,
}

impl<'a> PostageId<'a> {
    fn read(id: &'a str) -> Option<Self> {
        let (rest, band) = id.rsplit_once('/')?;
        let (service, zone) = rest.split_once('/')?;
        Some(Self { service: Service::from_name(service)?, zone, band })
    }
}

/// The postage of a carriage: `service/zone/up_to`, where a zone may hold a slash of its own.
fn postage(id: &str, amount: &str, said: &mut Said<'_>) {
    let Some(PostageId { service, zone, band }) = PostageId::read(id) else {
        return say!(said, "Cước {id}: {amount}.", "Postage {id}: {amount}.");
    };
    let zone = said.name("zone", zone);
    let service = match service {
        Service::Intake => said.pick("nhận gửi hồ sơ", "of the dossier"),
        Service::Return => said.pick("chuyển trả kết quả", "of the result"),
        Service::Both => said.pick("nhận gửi hồ sơ và chuyển trả kết quả", "of the dossier and the result"),
    };
    if band == "further" {
        say!(
            said,
            "Cước {service}, vùng {zone}, trên nấc khối lượng cuối: {amount}.",
            "Postage {service}, zone {zone}, beyond the last weight band: {amount}."
        );
    } else {
        say!(
            said,
            "Cước {service}, vùng {zone}, nấc đến {band} gam: {amount}.",
            "Postage {service}, zone {zone}, up to {band} grams: {amount}."
        );
    }
}

fn payers(answer: &Quoted<'_>, said: &mut Said<'_>) {
    let paid = answer.payers.iter();
    let paid = paid.map(|it| format!("{} {}", said.payer(&it.who), money(it.amount, &answer.currency)));
    let listed: Vec<String> = paid.collect();
    if !listed.is_empty() {
        let listed = listed.join("; ");
        say!(said, "Bên trả cước: {listed}.", "Who pays: {listed}.");
    }
}

fn at_the_door(answer: &Quoted<'_>, said: &mut Said<'_>) {
    let (due, fee) = (money(answer.applicant_due, &answer.currency), money(answer.agency_fee, &answer.currency));
    if answer.agency_fee != 0 {
        say!(
            said,
            "Bưu điện thu của người nộp hồ sơ {due}, trong đó {fee} là phí, lệ phí thu hộ cho cơ quan.",
            "The post asks the applicant for {due}, of which {fee} is the fee collected for the agency."
        );
    } else if answer.applicant_due == 0 {
        say!(said, "Bưu điện không thu tiền của người nộp hồ sơ.", "The post asks the applicant for nothing.");
    } else {
        say!(said, "Bưu điện thu của người nộp hồ sơ {due}.", "The post asks the applicant for {due}.");
    }
}
