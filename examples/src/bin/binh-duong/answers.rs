//! Answers of `decide` and `quote`, line by line.

use hoso::{
    Covered, Dated, Language, Line, LineKind, NotCovered, Quotation, Quoted, Reason, Rulebook, Service, StepId,
};

use crate::question::Question;
use crate::terminal::{Page, Style};
use crate::words::{self, money};

/// Which rule lets it go by post.
pub(crate) fn covered(page: &mut Page, covered: &Covered<'_>) {
    let (contract, clause) = (&covered.contract, &covered.clause);
    let mut rule = match page.language {
        Language::Vi => format!("✓ Gửi bưu điện được, theo hợp đồng {contract}, điều khoản {clause}"),
        Language::En => format!("✓ May go by post, by contract {contract}, clause {clause}"),
    };
    if let Some(amendment) = &covered.amendment {
        rule.push_str(page.pick(", phụ lục ", ", amendment "));
        rule.push_str(amendment);
    }
    page.pair(page.pick("Đáp", "Answer"), Style::Good, &rule);
    page.pair(page.pick("Căn cứ", "Basis"), Style::Plain, &covered.sources.join("; "));
}

/// Why it may not go by post.
pub(crate) fn refused(page: &mut Page, refusal: &NotCovered<'_>) {
    let no = page.pick("✗ Không gửi bưu điện được", "✗ May not go by post");
    page.pair(page.pick("Đáp", "Answer"), Style::Bad, no);
    reasons(page, &refusal.reasons);
}

/// Why a price cannot be told.
pub(crate) fn unpriced(page: &mut Page, quotation: &Quotation<'_>) {
    page.pair("", Style::Bad, page.pick("✗ Chưa tính được cước", "✗ No price can be told"));
    match quotation {
        Quotation::NoPrice(answer) => reasons(page, &answer.reasons),
        Quotation::NotCovered(answer) => reasons(page, &answer.reasons),
        Quotation::Quoted(_) => {}
    }
}

fn reasons(page: &mut Page, reasons: &[Reason<'_>]) {
    let mut label = page.pick("Lý do", "Reason");
    for reason in reasons {
        page.pair(label, Style::Plain, &format!("{} [{}]", reason.message(page.language), reason.code));
        label = "";
    }
}

/// A price, line by line; who pays it; what is asked at the door.
pub(crate) fn quoted(page: &mut Page, rulebook: &Rulebook, quoted: &Quoted<'_>) {
    let language = page.language;
    let mut label = page.pick("Cước", "Charge");
    let (tax, lines): (Vec<_>, Vec<_>) = quoted.lines.iter().partition(|line| line.kind == LineKind::Tax);
    let several = lines.len() > 1;
    for line in lines {
        page.amount(label, Style::Plain, &line_name(line, rulebook, language), &money(line.amount));
        label = "";
    }
    if several {
        page.amount("", Style::Bold, page.pick("cộng", "total"), &money(quoted.total));
    }
    for line in tax {
        let rate = line.bp.map_or_else(String::new, |bp| format!(" {}%", bp / 100));
        let name = format!("{}{rate}", page.pick("trong đó thuế giá trị gia tăng", "of which value added tax"));
        page.amount("", Style::Dim, &name, &money(line.amount));
    }
    let payers = quoted.payers.iter();
    let payers = payers.map(|it| format!("{} {}", words::payer(&it.who, language), money(it.amount)));
    page.pair(page.pick("Ai trả", "Who pays"), Style::Plain, &payers.collect::<Vec<_>>().join("; "));
    let (due, fee) = (money(quoted.applicant_due), money(quoted.agency_fee));
    let due = match (quoted.agency_fee, language) {
        (0, _) => due,
        (_, Language::Vi) => format!("{due}, trong đó {fee} là lệ phí nộp cho cơ quan"),
        (_, Language::En) => format!("{due}, of which {fee} is the agency's fee"),
    };
    page.pair(page.pick("Thu tại nhà", "At the door"), Style::Bold, &due);
    page.pair(page.pick("Theo giá", "Tariff"), Style::Plain, &tariff(quoted, language));
}

/// When it counts as filed, and by when each step is due.
pub(crate) fn dated(page: &mut Page, rulebook: &Rulebook, question: &Question, dated: &Dated<'_>) {
    let language = page.language;
    if let Some(result) = dated.steps.iter().find(|step| step.id == StepId::Result) {
        let cut_off = words::procedure(rulebook, question.procedure).and_then(|it| it.cut_off);
        let why = cut_off.map_or_else(String::new, |cut_off| match language {
            Language::Vi => format!(" (nộp từ {cut_off} thì tính sang ngày làm việc tiếp theo)"),
            Language::En => format!(" (from {cut_off} on it counts on the next working day)"),
        });
        page.pair(page.pick("Tính là nộp", "Filed"), Style::Bold, &(result.from.said() + &why));
    }
    let due = |step: &hoso::Step<'_>| format!("{} {}", step.id.label(language).to_lowercase(), step.due.said());
    let steps: Vec<String> = dated.steps.iter().map(due).collect();
    page.pair(page.pick("Hạn", "Due"), Style::Plain, &steps.join("; "));
}

fn line_name(line: &Line<'_>, rulebook: &Rulebook, language: Language) -> String {
    let vi = language == Language::Vi;
    match (line.kind, line.id.as_ref()) {
        (LineKind::Postage, id) => {
            let parts = || {
                let (rest, _) = id.rsplit_once('/')?;
                let (service, zone) = rest.split_once('/')?;
                Some((Service::from_name(service)?, zone))
            };
            let Some((service, zone)) = parts() else {
                return id.to_owned();
            };
            let zone = words::zone_name(rulebook, zone, language).to_lowercase();
            format!("{}, {zone}", words::service(service, language))
        }
        (LineKind::Surcharge, "thu-ho-le-phi") => {
            if vi { "thu hộ lệ phí" } else { "collecting the agency's fee" }.to_owned()
        }
        (LineKind::Discount, "ho-ngheo") => if vi { "giảm cho hộ nghèo" } else { "poor household" }.to_owned(),
        (_, id) => id.to_owned(),
    }
}

/// The version of the tariff, and the source of its amounts.
fn tariff(quoted: &Quoted<'_>, language: Language) -> String {
    let (tariff, version, sources) = (&quoted.tariff, &quoted.version, quoted.sources.join("; "));
    match (language, sources.is_empty()) {
        (Language::Vi, true) => format!("{tariff}, phiên bản {version} (mức giá giả định)"),
        (Language::Vi, false) => format!("{tariff}, phiên bản {version}; nguồn: {sources}"),
        (Language::En, true) => format!("{tariff}, version {version} (assumed prices)"),
        (Language::En, false) => format!("{tariff}, version {version}; source: {sources}"),
    }
}
