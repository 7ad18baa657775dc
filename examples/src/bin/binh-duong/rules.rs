//! Parts 1 and 2: the rulebook, and what its contracts cover.

use std::time::Duration;

use hoso::document::{Contract, Scope, Selector};
use hoso::{Date, Language, Rulebook, Severity};

use crate::Asked;
use crate::coverage;
use crate::terminal::{Page, Style};
use crate::words;

pub(crate) fn show(page: &mut Page, rulebook: &Rulebook, parsed: Duration, asked: &mut Asked) {
    document(page, rulebook, parsed);
    page.heading(page.pick("2. Hợp đồng và phạm vi", "2. The contracts and what they cover"));
    for (place, contract) in rulebook.document().contracts.iter().enumerate() {
        if place > 0 {
            page.blank();
        }
        show_contract(page, rulebook, contract, asked);
    }
    page.blank();
    page.paragraph(
        Style::Dim,
        page.pick(
            "Không nguồn nào nêu số của các hợp đồng. Tên của 5 và 8 lĩnh vực, tên và mã thủ tục (trừ những thủ tục có mã thật từ 01/07/2025), ngày kết thúc hợp \
             đồng, mức cước và thời hạn phát năm 2014, khung từ năm 2025 là giả định: đánh dấu x_assumed trong tệp dữ \
             liệu và kể ra trong examples/data/README.md.",
            "No source gives the contracts' numbers. The names of the 5 and 8 fields, the procedures and their codes (but for those with real codes since 1 July 2025), \
             the ends of the contracts, the charge and the delivery times of 2014 and the framework of 2025 are \
             assumed: marked x_assumed in the data and listed in examples/data/README.md.",
        ),
    );
}

fn document(page: &mut Page, rulebook: &Rulebook, parsed: Duration) {
    let (document, language) = (rulebook.document(), page.language);
    page.heading(page.pick("1. Bộ quy tắc", "1. The rulebook"));
    page.pair(page.pick("Mã", "Id"), Style::Plain, document.id.as_str());
    page.pair(page.pick("Tên", "Title"), Style::Plain, document.title.say(language));
    let versions: usize = document.tariffs.iter().map(|tariff| tariff.versions.len()).sum();
    let counts = [
        (document.contracts.len(), page.pick("hợp đồng", "contracts")),
        (document.agencies.len(), page.pick("cơ quan", "agencies")),
        (document.procedures.len(), page.pick("thủ tục", "procedures")),
        (document.places.len(), page.pick("địa bàn", "places")),
        (versions, page.pick("phiên bản giá", "tariff versions")),
        (document.sources.len(), page.pick("nguồn pháp lý", "legal sources")),
    ];
    let counts: Vec<String> = counts.iter().map(|(number, of)| format!("{number} {of}")).collect();
    page.pair(page.pick("Nội dung", "Contents"), Style::Plain, &counts.join(" · "));
    let findings = rulebook.check();
    let of = |severity| findings.iter().filter(|finding| finding.code.severity() == severity).count();
    let (errors, warnings, infos) = (of(Severity::Error), of(Severity::Warning), of(Severity::Info));
    let said = match language {
        Language::Vi => format!("lỗi: {errors}; cảnh báo: {warnings}; lưu ý: {infos}"),
        Language::En => format!("errors: {errors}; warnings: {warnings}; notes: {infos}"),
    };
    let style = if errors == 0 { Style::Good } else { Style::Bad };
    page.pair(page.pick("Kiểm tra", "Check"), style, &said);
    for finding in findings.iter().filter(|finding| finding.code.severity() != Severity::Info) {
        page.pair("", Style::Warn, &finding.message(language));
    }
    let size = RULEBOOK_KILOBYTES;
    let took = parsed.as_micros().div_ceil(100);
    let point = page.pick(",", ".");
    page.pair(page.pick("Đọc", "Read"), Style::Plain, &format!("{size} KB, {}{point}{} ms", took / 10, took % 10));
}

const RULEBOOK_KILOBYTES: usize = crate::RULEBOOK.len() / 1_000;

fn show_contract(page: &mut Page, rulebook: &Rulebook, contract: &Contract, asked: &mut Asked) {
    let language = page.language;
    page.pair(contract.id.as_str(), Style::Bold, &parties(rulebook, contract, language));
    let (signed, from) = (contract.signed_on.said(), contract.valid.from().said());
    let until = contract.valid.until().map(Date::said);
    let mut term = match (language, until) {
        (Language::Vi, Some(until)) => format!("ký {signed}; hiệu lực từ {from} đến trước {until}"),
        (Language::Vi, None) => format!("ký {signed}; hiệu lực từ {from}"),
        (Language::En, Some(until)) => format!("signed {signed}; in force from {from} until {until}"),
        (Language::En, None) => format!("signed {signed}; in force from {from}"),
    };
    if let Some(number) = &contract.number {
        term.push_str(page.pick("; số ", "; number "));
        term.push_str(number.as_str());
    }
    page.pair(page.pick("Thời hạn", "Term"), Style::Plain, &term);
    for clause in &contract.clauses {
        let services: Vec<String> = clause.services.iter().map(|it| words::service(*it, language)).collect();
        page.pair(page.pick("Dịch vụ", "Services"), Style::Plain, &services.join("; "));
        page.pair(page.pick("Phạm vi", "Scope"), Style::Plain, &scope(rulebook, &clause.scope, language));
        if let Some(service) = clause.services.first() {
            let covered = coverage::in_words(rulebook, contract, *service, language, asked);
            page.pair(page.pick("Thủ tục", "Procedures"), Style::Plain, &covered);
        }
    }
    let basis: Vec<&str> = contract.basis.iter().map(hoso::BoundedText::as_str).collect();
    page.pair(page.pick("Căn cứ", "Basis"), Style::Plain, &basis.join("; "));
}

/// The agencies that a contract is with: by name, or how many of which kind.
fn parties(rulebook: &Rulebook, contract: &Contract, language: Language) -> String {
    match &contract.agencies {
        Selector::Codes(codes) => {
            let names: Vec<&str> = codes.iter().map(|it| words::agency_name(rulebook, it.as_str(), language)).collect();
            names.join("; ")
        }
        selector => {
            let number = coverage::selected(rulebook, selector).len();
            match language {
                Language::Vi => format!("Khung chung cho {number} cơ quan trong danh mục"),
                Language::En => format!("A framework for {number} agencies of the catalogue"),
            }
        }
    }
}

fn scope(rulebook: &Rulebook, scope: &Scope, language: Language) -> String {
    match (scope, language) {
        (Scope::All(_), Language::Vi) => "tất cả thủ tục (100%)".to_owned(),
        (Scope::All(_), Language::En) => "every procedure (100%)".to_owned(),
        (Scope::Procedures(list), Language::Vi) => format!("{} thủ tục nêu tên", list.len()),
        (Scope::Procedures(list), Language::En) => format!("{} procedures by name", list.len()),
        (Scope::Fields(list), _) => {
            let fields = rulebook.document().fields.iter().filter(|field| list.contains(&field.id));
            let names: Vec<&str> = fields.map(|field| field.name.say(language)).collect();
            let of = if language == Language::Vi { "lĩnh vực" } else { "fields" };
            format!("{} {of}: {}", list.len(), names.join(" · "))
        }
    }
}
