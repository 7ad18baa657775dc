//! Part 3: telling cases, each with its question in words and its answer.

use hoso::{Case, Consignment, Date, Decision, Language, Quotation, Rulebook, Service};
use serde_json::json;

use crate::answers;
use crate::terminal::{Page, Style};
use crate::words;
use crate::{Asked, Failure};

/// A question in the terms of the rulebook.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub(crate) agency: &'static str,
    pub(crate) procedure: &'static str,
    pub(crate) service: Service,
    pub(crate) on: &'static str,
    pub(crate) known_on: Option<&'static str>,
    pub(crate) place: &'static str,
    pub(crate) applicant: Option<&'static str>,
    pub(crate) collect_fee: bool,
}

impl Question {
    const fn of_return(
        agency: &'static str,
        procedure: &'static str,
        on: &'static str,
        place: &'static str,
    ) -> Self {
        let (service, known_on, applicant) = (Service::Return, None, None);
        Self {
            agency,
            procedure,
            service,
            on,
            known_on,
            place,
            applicant,
            collect_fee: false,
        }
    }

    fn case(&self) -> Result<Case, Failure> {
        let case = Case::new(
            self.agency.parse()?,
            self.procedure.parse()?,
            self.service,
            self.on.parse()?,
        );
        Ok(match self.known_on {
            Some(day) => case.known_on(day.parse()?),
            None => case,
        })
    }

    /// The question as the JSON that any face of the library takes.
    fn consignment(&self) -> Result<Consignment, Failure> {
        let options: &[&str] = if self.collect_fee {
            &["collect_agency_fee"]
        } else {
            &[]
        };
        let question = json!({
            "agency": self.agency, "procedure": self.procedure, "service": self.service.as_str(), "on": self.on,
            "known_on": self.known_on, "weight_grams": 50, "place": self.place,
            "applicant": self.applicant.as_slice(), "options": options,
        });
        Ok(Consignment::parse(&question.to_string())?)
    }
}

/// A case: what it shows, and the questions that show it.
struct Telling {
    title: (&'static str, &'static str),
    questions: Vec<Question>,
}

const HOME_AFFAIRS: &str = "so-noi-vu";
const COMMUNICATIONS: &str = "so-thong-tin-truyen-thong";

fn tellings() -> Vec<Telling> {
    let of = Question::of_return;
    let one = |vi, en, question| Telling {
        title: (vi, en),
        questions: vec![question],
    };
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
        one(
            "Trước ngày ký 10/09/2014",
            "Before 10 September 2014",
            Question {
                on: "2014-09-09",
                ..archivist
            },
        ),
        one(
            "Phải đến trực tiếp",
            "In person only",
            of(HOME_AFFAIRS, "1.900108", "2018-06-01", "724"),
        ),
        one(
            "Hai chiều, giá trọn gói năm 2017",
            "Both ways, at the bundle of 2017",
            Question {
                service: Service::Both,
                ..extract
            },
        ),
        one(
            "Hộ nghèo, từ năm 2018",
            "A poor household, since 2018",
            Question {
                applicant: Some("poor_household"),
                ..of(HOME_AFFAIRS, "1.900101", "2018-03-05", "722")
            },
        ),
        one(
            "Thu hộ lệ phí tại nhà",
            "A fee collected at the door",
            Question {
                collect_fee: true,
                ..of("ubnd-di-an", "2.900401", "2019-03-04", "724")
            },
        ),
        Telling {
            title: (
                "Phụ lục ký 10/02/2015, hiệu lực lùi về 01/01/2015: trước và sau khi biết",
                "An amendment of 10/02/2015, back to 01/01/2015: before and after it is known",
            ),
            questions: vec![
                Question {
                    known_on: Some("2015-01-31"),
                    ..amended
                },
                Question {
                    known_on: Some("2015-03-01"),
                    ..amended
                },
            ],
        },
        one(
            "Cơ quan đã sáp nhập, hỏi theo mã cũ",
            "An agency that has merged, asked under its old code",
            Question {
                on: "2025-08-04",
                place: "79/25942",
                ..archivist
            },
        ),
    ]
}

pub(crate) fn show(page: &mut Page, rulebook: &Rulebook, asked: &mut Asked) -> Result<(), Failure> {
    page.heading(page.pick(
        "3. Gửi được không, giá bao nhiêu, ai trả?",
        "3. May it go by post, at what price, who pays?",
    ));
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
            if question.service == Service::Both {
                one_by_one(page, rulebook, question, asked)?;
            }
        }
    }
    Ok(())
}

/// What both ways cost when they are sent one by one.
fn one_by_one(
    page: &mut Page,
    rulebook: &Rulebook,
    question: &Question,
    asked: &mut Asked,
) -> Result<(), Failure> {
    let mut totals = Vec::new();
    for service in question.service.legs() {
        let leg = Question {
            service: *service,
            ..*question
        };
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

/// The question as a person would put it.
fn in_words(question: &Question, rulebook: &Rulebook, language: Language) -> Result<String, Failure> {
    let agency = words::agency_name(rulebook, question.agency, language);
    let procedure =
        words::procedure(rulebook, question.procedure).ok_or(Failure::Missing("procedure of a case"))?;
    let (name, code) = (procedure.name.say(language), question.procedure);
    let place = words::place_name(rulebook, question.place, language);
    let (service, day) = (
        words::service(question.service, language),
        question.on.parse::<Date>()?.said(),
    );
    let vi = language == Language::Vi;
    let mut said = match (question.service, vi) {
        (Service::Return, true) => format!("{agency}: {name} ({code}); {service} về {place}, ngày {day}"),
        (_, true) => format!("{agency}: {name} ({code}); {service}, {place}, ngày {day}"),
        (Service::Return, false) => format!("{agency}: {name} ({code}); {service}, to {place}, on {day}"),
        (_, false) => format!("{agency}: {name} ({code}); {service}, {place}, on {day}"),
    };
    if question.applicant == Some("poor_household") {
        said.push_str(if vi {
            "; người nộp thuộc hộ nghèo"
        } else {
            "; the applicant is a poor household"
        });
    }
    if question.collect_fee {
        said.push_str(if vi {
            "; nhờ bưu điện thu hộ lệ phí"
        } else {
            "; the post collects the agency's fee"
        });
    }
    Ok(said)
}

/// On whose day's knowledge the answer rests, where that is not all that is known.
fn as_known(question: &Question, language: Language) -> Result<String, Failure> {
    let Some(known) = question.known_on else {
        return Ok(String::new());
    };
    let known = known.parse::<Date>()?.said();
    Ok(match language {
        Language::Vi => format!("; theo những gì đã biết vào {known}"),
        Language::En => format!("; as known on {known}"),
    })
}

/// The agency that stands for one that has ended by the day asked.
fn merged(question: &Question, rulebook: &Rulebook, language: Language) -> Result<Option<String>, Failure> {
    let day: Date = question.on.parse()?;
    let agency = words::agency(rulebook, question.agency).ok_or(Failure::Missing("agency of a case"))?;
    let ended = agency
        .valid
        .as_ref()
        .and_then(|valid| valid.until)
        .filter(|until| *until <= day);
    let (Some(ended), Some(successor)) = (ended, &agency.merged_into) else {
        return Ok(None);
    };
    let (successor, ended) = (
        words::agency_name(rulebook, successor.as_str(), language),
        ended.said(),
    );
    Ok(Some(match language {
        Language::Vi => format!("từ {ended} là {successor}"),
        Language::En => format!("since {ended} {successor}"),
    }))
}
