//! Questions of `decide` and `quote`, as JSON and as a person would put them.

use std::fmt::Write as _;

use hoso::{Case, Consignment, Date, Language, Moments, Rulebook, Service, Time};
use serde_json::json;

use crate::Failure;
use crate::words;

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
    /// At whose counter it is handed in and given out, where that is not the agency's own.
    pub(crate) reception: Option<&'static str>,
    /// How many pages the agency's fee counts.
    pub(crate) pages: Option<i64>,
    /// The day on which the post took it, and when it handed it in.
    pub(crate) handed_in: Option<(&'static str, &'static str)>,
}

impl Question {
    pub(crate) const fn of_return(
        agency: &'static str,
        procedure: &'static str,
        on: &'static str,
        place: &'static str,
    ) -> Self {
        Self {
            agency,
            procedure,
            service: Service::Return,
            on,
            known_on: None,
            place,
            applicant: None,
            collect_fee: false,
            reception: None,
            pages: None,
            handed_in: None,
        }
    }

    pub(crate) fn case(&self) -> Result<Case, Failure> {
        let question = json!({
            "agency": self.agency, "procedure": self.procedure, "service": self.service.as_str(), "on": self.on,
            "known_on": self.known_on, "reception": self.reception,
        });
        Ok(Case::parse(&question.to_string())?)
    }

    /// The question as the JSON that any face of the library takes.
    pub(crate) fn consignment(&self) -> Result<Consignment, Failure> {
        let options: &[&str] = if self.collect_fee { &["collect_agency_fee"] } else { &[] };
        let question = json!({
            "agency": self.agency, "procedure": self.procedure, "service": self.service.as_str(), "on": self.on,
            "known_on": self.known_on, "weight_grams": 50, "place": self.place,
            "applicant": self.applicant.as_slice(), "options": options, "reception": self.reception,
            "agency_fee_units": self.pages,
        });
        Ok(Consignment::parse(&question.to_string())?)
    }

    /// The question about due days, once it was handed in.
    pub(crate) fn moments(&self) -> Result<Option<Moments>, Failure> {
        let Some((posted_on, filed_at)) = self.handed_in else {
            return Ok(None);
        };
        let question = json!({
            "agency": self.agency, "procedure": self.procedure, "service": self.service.as_str(), "on": self.on,
            "known_on": self.known_on, "reception": self.reception, "place": self.place, "posted_on": posted_on,
            "filed_at": filed_at,
        });
        Ok(Some(Moments::parse(&question.to_string())?))
    }
}

/// The question as a person would put it.
pub(crate) fn in_words(question: &Question, rulebook: &Rulebook, language: Language) -> Result<String, Failure> {
    let agency = words::agency_name(rulebook, question.agency, language);
    let procedure = words::procedure(rulebook, question.procedure).ok_or(Failure::Missing("procedure of a case"))?;
    let (name, code) = (procedure.name.say(language), question.procedure);
    let place = words::place_name(rulebook, question.place, language);
    let (service, day) = (words::service(question.service, language), question.on.parse::<Date>()?.said());
    let vi = language == Language::Vi;
    let mut said = match (question.service, vi) {
        (Service::Return, true) => format!("{agency}: {name} ({code}); {service} về {place}, ngày {day}"),
        (_, true) => format!("{agency}: {name} ({code}); {service}, {place}, ngày {day}"),
        (Service::Return, false) => format!("{agency}: {name} ({code}); {service}, to {place}, on {day}"),
        (_, false) => format!("{agency}: {name} ({code}); {service}, {place}, on {day}"),
    };
    if question.applicant == Some("poor_household") {
        said.push_str(if vi { "; người nộp thuộc hộ nghèo" } else { "; the applicant is a poor household" });
    }
    if let Some(pages) = question.pages {
        let (before, after) = if vi { ("bản chính", "trang") } else { ("an original of", "pages") };
        let _ = write!(said, "; {before} {pages} {after}");
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

/// Who takes it in, and when the post hands it in there.
pub(crate) fn taken_in(
    question: &Question,
    rulebook: &Rulebook,
    language: Language,
) -> Result<Option<String>, Failure> {
    let Some(reception) = question.reception else {
        return Ok(None);
    };
    let mut said = words::agency_name(rulebook, reception, language).to_owned();
    if let Some((posted_on, filed_at)) = question.handed_in {
        let (posted, filed) = (posted_on.parse::<Date>()?.said(), words::moment(filed_at.parse::<Time>()?));
        let (day, clock) = filed.split_once(' ').unwrap_or((&filed, ""));
        let _ = match language {
            Language::Vi => write!(said, "; bưu điện nhận ngày {posted}, nộp lúc {clock} ngày {day}"),
            Language::En => write!(said, "; the post takes it on {posted} and hands it in at {clock} on {day}"),
        };
    }
    Ok(Some(said))
}

/// On whose day's knowledge the answer rests, where that is not all that is known.
pub(crate) fn as_known(question: &Question, language: Language) -> Result<String, Failure> {
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
pub(crate) fn merged(question: &Question, rulebook: &Rulebook, language: Language) -> Result<Option<String>, Failure> {
    let day: Date = question.on.parse()?;
    let agency = words::agency(rulebook, question.agency).ok_or(Failure::Missing("agency of a case"))?;
    let ended = agency.valid.as_ref().and_then(hoso::Validity::until).filter(|until| *until <= day);
    let (Some(ended), Some(successor)) = (ended, &agency.merged_into) else {
        return Ok(None);
    };
    let (successor, ended) = (words::agency_name(rulebook, successor.as_str(), language), ended.said());
    Ok(Some(match language {
        Language::Vi => format!("từ {ended} là {successor}"),
        Language::En => format!("since {ended} {successor}"),
    }))
}
