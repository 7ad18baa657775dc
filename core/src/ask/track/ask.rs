//! From a set of events to where the consignment is.

use super::event::Event;
use super::ledger::Ledger;
use super::tracking::Tracking;
use crate::ask::answer::in_json;
use crate::wire::{Issue, IssueCode, Issues, Language, Params};

/// Where a consignment is by all that was told about it. The order of the events and repetitions do not matter.
///
/// Without events the state is `none`, and there is no `consignment`.
///
/// ```
/// use hoso::{track, Event};
/// let told = r#"{"id": "e1", "consignment": "c1", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"}"#;
/// let other = told.replace("c1", "c2");
/// let issues = track(&Event::parse_list(&format!("[{told}, {other}]"))?).unwrap_err();
/// assert_eq!(issues.iter().next().unwrap().path, "/1/consignment");
/// # Ok::<(), hoso::Issues>(())
/// ```
///
/// # Errors
/// `mixed_consignments`, at the first event of another consignment than the first event's.
pub fn track(events: &[Event]) -> Result<Tracking, Issues> {
    one_consignment(events)?;
    let mut ledger = Ledger::of(events);
    let mut tracking = ledger.follow(events.first());
    tracking.anomalies = ledger.anomalies();
    tracking.follow();
    Ok(tracking)
}

/// Refuses events of several consignments.
pub(super) fn one_consignment(events: &[Event]) -> Result<(), Issues> {
    let Some(first) = events.first() else { return Ok(()) };
    match events.iter().position(|event| event.consignment != first.consignment) {
        Some(at) => Err(Issue::new(IssueCode::MixedConsignments, format!("/{at}/consignment"), Params::new()).into()),
        None => Ok(()),
    }
}

/// Answers a list of events in JSON with a tracking in JSON; an invalid list with `{"issues":[…]}`, in a language.
///
/// ```
/// use hoso::Language;
/// use hoso::track_json;
/// assert!(track_json("[]", Language::Vi).starts_with(r#"{"state":"none""#));
/// assert!(track_json("[{}]", Language::Vi).starts_with(r#"{"issues":["#));
/// ```
pub fn track_json(json: &str, language: Language) -> String {
    in_json(json, language, |events: Vec<Event>| track(&events))
}
