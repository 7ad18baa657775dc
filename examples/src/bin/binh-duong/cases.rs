//! Part 3: telling cases, each with its question in words and its answer.

use hoso::{Deadlines, Decision, Quotation, Rulebook, Service};

use crate::answers;
use crate::question::{Question, as_known, in_words, merged, taken_in};
use crate::terminal::{Page, Style};
use crate::words;
use crate::{Asked, Failure};

/// A case: what it shows, and the questions that show it.
struct Telling {
    title: (&'static str, &'static str),
    questions: Vec<Question>,
}

const HOME_AFFAIRS: &str = "so-noi-vu";
const COMMUNICATIONS: &str = "so-thong-tin-truyen-thong";

fn tellings() -> Vec<Telling> {
    let of = Question::of_return;
    let one = |vi, en, question| Telling { title: (vi, en), questions: vec![question] };
    let archivist = of(HOME_AFFAIRS, "1.900106", "2014-10-01", "724");
    let amended = of(COMMUNICATIONS, "1.900203", "2015-01-15", "725");
    let extract = of("ubnd-thu-dau-mot", "2.900402", "2017-09-05", "718");
    vec![
        one("Trong phạm vi hợp đồng", "Covered", archivist),
        one(
            "Lĩnh vực khác của cùng cơ quan",
            "Another field of the same agency",
            of(COMMUNICATIONS, "1.900209", "2014-10-01", "718"),
        ),
        one("Trước ngày ký 10/09/2014", "Before 10 September 2014", Question { on: "2014-09-09", ..archivist }),
        one("Phải đến trực tiếp", "In person only", of(HOME_AFFAIRS, "1.900108", "2018-06-01", "724")),
        one(
            "Hai chiều, giá trọn gói năm 2017",
            "Both ways, at the bundle of 2017",
            Question { service: Service::Both, ..extract },
        ),
        one(
            "Hộ nghèo, từ năm 2018",
            "A poor household, since 2018",
            Question { applicant: Some("poor_household"), ..of(HOME_AFFAIRS, "1.900101", "2018-03-05", "722") },
        ),
        one(
            "Thu hộ lệ phí tại nhà",
            "A fee collected at the door",
            Question { collect_fee: true, ..of("ubnd-di-an", "2.900401", "2019-03-04", "724") },
        ),
        Telling {
            title: (
                "Phụ lục ký 10/02/2015, hiệu lực lùi về 01/01/2015: trước và sau khi biết",
                "An amendment of 10/02/2015, back to 01/01/2015: before and after it is known",
            ),
            questions: vec![
                Question { known_on: Some("2015-01-31"), ..amended },
                Question { known_on: Some("2015-03-01"), ..amended },
            ],
        },
        one(
            "Cơ quan đã sáp nhập, hỏi theo mã cũ",
            "An agency that has merged, asked under its old code",
            Question { on: "2025-08-04", place: "79/25942", ..archivist },
        ),
        one(
            "Năm 2026: chứng thực bản sao 5 trang, bưu điện nộp lúc 15:20 thứ sáu",
            "In 2026: a certified copy, handed in by post at 15:20 on a Friday",
            Question {
                service: Service::Both,
                collect_fee: true,
                reception: Some("trung-tam-hcc-thu-dau-mot"),
                pages: Some(5),
                handed_in: Some(("2026-10-15", "2026-10-16T15:20:00+07:00")),
                ..of("ubnd-phuong-thu-dau-mot", "2.000815", "2026-10-15", "79/25747")
            },
        ),
        one(
            "Năm 2026: nộp ở phường, cơ quan của thành phố giải quyết",
            "In 2026: handed in at a ward, decided by an authority of the city",
            Question {
                reception: Some("trung-tam-hcc-di-an"),
                ..of("ban-quan-ly-khu-cong-nghiep-tphcm", "1.014199", "2026-10-16", "79/25942")
            },
        ),
    ]
}

pub(crate) fn show(page: &mut Page, rulebook: &Rulebook, asked: &mut Asked) -> Result<(), Failure> {
    page.heading(
        page.pick("3. Gửi được không, giá bao nhiêu, ai trả?", "3. May it go by post, at what price, who pays?"),
    );
    for (place, telling) in tellings().iter().enumerate() {
        if place > 0 {
            page.blank();
        }
        let (vi, en) = telling.title;
        page.paragraph(Style::Bold, &format!("3.{} {}", place + 1, page.pick(vi, en)));
        for (again, question) in telling.questions.iter().enumerate() {
            ask(page, rulebook, question, again > 0, asked)?;
        }
    }
    page.blank();
    page.paragraph(
        Style::Dim,
        page.pick(
            "Giả định trong phần này: cước năm 2014, cước năm 2018 giữ mức 2017; cước đã gồm thuế giá trị gia tăng (không nguồn nào nói rõ); phụ \
             lục PL1; cơ quan nào nối tiếp cơ quan nào năm 2025; từ 01/07/2025: hợp đồng, cước, các trung tâm và nơi đặt. Cước 40.000 đ hai chiều và các mức năm 2017, 12/2018 \
             có nguồn, ghi ở dòng “Theo giá”.",
            "Assumed in this part: the charge of 2014, and that the charges of 2017 go on in 2018; that charges include value added tax (no source settles it); \
             amendment PL1; which agency follows which in 2025; since 1 July 2025 the contract, its charges, the centres and where they are. The 40.000 đ for both ways and the charges of 2017 \
             and 12/2018 have their source, named beside “Tariff”.",
        ),
    );
    Ok(())
}

fn ask(
    page: &mut Page,
    rulebook: &Rulebook,
    question: &Question,
    again: bool,
    asked: &mut Asked,
) -> Result<(), Failure> {
    let said = if again {
        page.pick("cùng câu hỏi", "the same").to_owned()
    } else {
        in_words(question, rulebook, page.language)?
    };
    let said = said + &as_known(question, page.language)? + "?";
    page.pair(page.pick("Hỏi", "Question"), Style::Plain, &said);
    if let Some(successor) = merged(question, rulebook, page.language)? {
        page.pair(page.pick("Cơ quan", "Agency"), Style::Plain, &successor);
    }
    if let Some(taken_in) = taken_in(question, rulebook, page.language)? {
        page.pair(page.pick("Tiếp nhận", "Taken in by"), Style::Plain, &taken_in);
    }
    let decision = rulebook.decide(&question.case()?)?;
    asked.decisions += 1;
    match decision {
        Decision::NotCovered(refusal) => answers::refused(page, &refusal),
        Decision::Covered(covered) => {
            answers::covered(page, &covered);
            asked.quotations += 1;
            match rulebook.quote(&question.consignment()?)? {
                Quotation::Quoted(quoted) => answers::quoted(page, rulebook, &quoted),
                other => answers::unpriced(page, &other),
            }
            match question.moments()? {
                Some(moments) => {
                    asked.deadlines += 1;
                    if let Deadlines::Dated(dated) = rulebook.deadlines(&moments)? {
                        answers::dated(page, rulebook, question, &dated);
                    }
                }
                None if question.service == Service::Both => one_by_one(page, rulebook, question, asked)?,
                None => {}
            }
        }
    }
    Ok(())
}

/// What both ways cost when they are sent one by one.
fn one_by_one(page: &mut Page, rulebook: &Rulebook, question: &Question, asked: &mut Asked) -> Result<(), Failure> {
    let mut totals = Vec::new();
    for service in question.service.legs() {
        let leg = Question { service: *service, ..*question };
        asked.quotations += 1;
        if let Quotation::Quoted(quoted) = rulebook.quote(&leg.consignment()?)? {
            totals.push(quoted.total);
        }
    }
    let amounts: Vec<String> = totals.iter().map(|total| words::money(*total)).collect();
    let sum = words::money(totals.iter().sum());
    let said = format!("{} = {sum}", amounts.join(" + "));
    page.pair(page.pick("Nếu gửi lẻ", "One by one"), Style::Dim, &said);
    Ok(())
}
