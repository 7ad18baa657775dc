//! Every closed list, named once: what Python and JavaScript export, and what the reference page shows, is made from
//! here. A list that is declared and not named here fails a test (`tests/rust/lists.rs`).
//!
//! Nothing that answers a question may refer to this: a citizen's page would load every word of it.

use crate::ask::{compensation, deadlines, foreign, journey, quote, settle, track};
use crate::wire::{ClosedList, Language, Sink, Write};
use crate::{document, form, identifier};

/// A closed list. It is written as an object by its members' names, each with its words and what it says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ListInfo {
    /// The name of the type, in every language: `FindingCode`.
    pub name: &'static str,
    /// The name of the list: `finding_codes`, in Python `FINDING_CODES`, in JavaScript `findingCodes`.
    pub export: &'static str,
    /// What it lists, in one paragraph.
    pub about: String,
    /// Its members, in order.
    pub members: Vec<MemberInfo>,
}

/// A member of a closed list.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct MemberInfo {
    /// The stable string, as it stands in documents, questions and answers.
    pub name: &'static str,
    /// What it means, as the reference page says it.
    pub meaning: String,
    /// The parameters of its message; `None` where it has a label instead.
    pub params: Option<&'static [&'static str]>,
    /// The label in Vietnamese, or the message with `{param}` where a parameter's value goes.
    pub vi: &'static str,
    /// The label or message in English.
    pub en: &'static str,
    /// What else it says of itself, by name; the same names for every member of a list.
    pub facts: Vec<(&'static str, Fact)>,
}

/// Something that a member says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Fact {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(i64),
    /// A text, or that there is none.
    Text(Option<&'static str>),
    /// Several texts.
    Texts(Vec<&'static str>),
}

/// Every closed list of the library, in the order of the reference page.
///
/// ```
/// let lists = hoso::lists();
/// let steps = lists.iter().find(|list| list.export == "steps").unwrap();
/// let (first, about) = (&steps.members[0], "A step on the way of a dossier, in order.");
/// assert_eq!((steps.name, steps.about.as_str()), ("StepId", about));
/// assert_eq!((first.name, first.vi, first.en), ("filing", "Bàn giao hồ sơ cho cơ quan", "Filing at the agency"));
/// ```
pub fn lists() -> Vec<ListInfo> {
    /// `"name of the list": type`, and what its members say of themselves.
    macro_rules! lists {
        ($( $export:literal: $list:ty $([ $($fact:literal: $say:expr),+ ])?; )+) => { vec![$(
            list::<$list>($export, &|_member| vec![$( $( ($fact, Fact::from($say(_member))) ),+ )?]),
        )+] };
    }
    lists! {
        "issue_codes": crate::IssueCode;
        "reason_codes": crate::ReasonCode;
        "finding_codes": crate::FindingCode["severity": |code: crate::FindingCode| code.severity().as_str()];
        "event_kinds": track::EventKind["needs": track::EventKind::needs];
        "states": track::State["final": track::State::is_final, "charged": track::State::is_charged];
        "claim_states": track::ClaimState;
        "failure_reasons": track::FailureReason["cause": |reason: track::FailureReason| reason.cause().as_str()];
        "causes": track::Cause;
        "anomaly_codes": track::AnomalyCode;
        "dossier_states": journey::DossierState["number": journey::DossierState::number];
        "services": document::Service;
        "outcomes": crate::Outcome;
        "severities": crate::Severity;
        "languages": Language;
        "rounding_modes": crate::RoundingMode;
        "line_kinds": quote::LineKind;
        "steps": deadlines::StepId;
        "day_units": deadlines::DayUnit;
        "harms": compensation::Harm;
        "owed_kinds": compensation::OwedKind;
        "compensation_to": settle::CompensationTo;
        "whose": journey::Whose;
        "expected_kinds": journey::ExpectedKind;
        "changes": crate::Change;
        "group_keys": crate::GroupKey;
        "foreign_systems": foreign::ForeignSystem[
            "source": foreign::ForeignSystem::source,
            "codes": |system: foreign::ForeignSystem| system.codes().collect::<Vec<_>>()
        ];
        "meanings": foreign::Meaning;
        "identifier_kinds": identifier::IdentifierKind;
        "agency_code_forms": identifier::AgencyCodeForm;
        "phone_kinds": identifier::PhoneKind;
        "sexes": identifier::Sex;
        "forms": form::Form;
        "paper_kinds": form::PaperKind;
        "relations": form::Relation;
        "questions": crate::QuestionKind;
        "bases": document::Base;
        "combines": document::Combine;
        "weekdays": document::Weekday;
    }
}

fn list<L: ClosedList>(export: &'static str, facts: &dyn Fn(L) -> Vec<(&'static str, Fact)>) -> ListInfo {
    let member = |member: L| MemberInfo {
        name: member.name(),
        meaning: one_line(member.meaning()),
        params: member.parameters(),
        vi: member.words(Language::Vi),
        en: member.words(Language::En),
        facts: facts(member),
    };
    // What follows the first paragraph is for who reads Rust.
    let about = L::ABOUT.split("\n\n").next().map(one_line).unwrap_or_default();
    ListInfo { name: L::NAME, export, about, members: L::MEMBERS.iter().copied().map(member).collect() }
}

/// A comment without its line breaks.
fn one_line(comment: &str) -> String {
    comment.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl From<bool> for Fact {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for Fact {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&'static str> for Fact {
    fn from(text: &'static str) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<&'static str>> for Fact {
    fn from(text: Option<&'static str>) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<&'static str>> for Fact {
    fn from(texts: Vec<&'static str>) -> Self {
        Self::Texts(texts)
    }
}

impl Write for ListInfo {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        for member in &self.members {
            to.key(member.name);
            member.write(to, language);
        }
        to.end_object();
    }
}

impl Write for MemberInfo {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        if let Some(params) = self.params {
            to.key("params");
            texts(to, params);
        }
        for (key, words) in [("vi", self.vi), ("en", self.en)] {
            to.key(key);
            to.text(words);
        }
        for (key, fact) in &self.facts {
            to.key(key);
            fact.write(to, language);
        }
        to.end_object();
    }
}

impl Write for Fact {
    fn write(&self, to: &mut dyn Sink, _: Language) {
        match self {
            Self::Flag(flag) => to.boolean(*flag),
            Self::Number(number) => to.integer(*number),
            Self::Text(Some(text)) => to.text(text),
            // Told rather than left out: every member of a list has the same keys.
            Self::Text(None) => to.null(),
            Self::Texts(all) => texts(to, all),
        }
    }
}

fn texts(to: &mut dyn Sink, texts: &[&str]) {
    to.begin_list();
    for text in texts {
        to.text(text);
    }
    to.end_list();
}
