//! From a code to what it tells of.

use std::borrow::Cow;

use super::answer::{ForeignEvent, Meaning};
use super::question::ForeignCode;
use super::system::ForeignSystem;
use super::table::Says;
use crate::ask::answer::in_json;
use crate::ask::journey::DossierState;
use crate::wire::Language;

/// What does a code of another system tell of?
pub fn event_of<'c>(system: ForeignSystem, code: impl Into<Cow<'c, str>>) -> ForeignEvent<'c> {
    let code = code.into();
    let row = system.rows().iter().find(|row| row.code.eq_ignore_ascii_case(&code));
    let unknown = ForeignEvent {
        system,
        code,
        meaning: Meaning::Unknown,
        name: None,
        kind: None,
        reason: None,
        leg: None,
        state: None,
        verified: None,
        source: system.source().into(),
    };
    let Some(row) = row else { return unknown };
    let (meaning, kind, reason, leg) = match row.says {
        Says::Event(kind) => (Meaning::Event, Some(kind), None, None),
        Says::OnLeg(leg, kind) => (Meaning::Event, Some(kind), None, Some(leg)),
        Says::Reason(reason) => (Meaning::Reason, None, Some(reason), None),
        Says::Nothing => (Meaning::Nothing, None, None, None),
    };
    let state = (system == ForeignSystem::NationalPortal).then(|| DossierState::numbered(row.code)).flatten();
    let (name, verified) = (Some(row.name.into()), Some(row.verified));
    ForeignEvent { meaning, name, kind, reason, leg, state, verified, ..unknown }
}

/// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
///
/// ```
/// use hoso::{event_of_json, Language};
/// let answer = event_of_json(r#"{"system": "karrio", "code": "consignee_not_home"}"#, Language::Vi);
/// assert!(answer.contains(r#""meaning":"reason","name":"consignee_not_home","reason":"addressee_absent""#));
/// ```
pub fn event_of_json(json: &str, language: Language) -> String {
    let answer = |asked: ForeignCode| Ok(event_of(asked.system, asked.code.as_str().to_owned()));
    in_json(json, language, answer)
}
