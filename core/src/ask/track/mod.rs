//! Where is it, and what may happen next?
//!
//! Events come late, twice, out of order and corrected. [`track()`] takes them as a set, in whatever order they arrived:
//!
//! 1. Equal events of one id count once. Of different contents the one written down last counts, the others are
//!    anomalies.
//! 2. What an event of the kind `void` voids does not count.
//! 3. The rest are sorted by instant, rank ([`EventKind`]) and id, and applied by one table ([`State::after`],
//!    [`diagram`] draws it). What the table does not allow changes nothing and is an anomaly.
//!
//! [`Tracking::advance`] is the strict form for whoever writes events: one event, or the refusal with what could happen
//! instead.
//!
//! Sources: the grounds of a failed delivery are those of the Postal Law (49/2010/QH12, article 17); who pays a repeated
//! carriage is Decision 45/2016/QĐ-TTg, article 12. Names of states and events follow the posts' own.
//!
//! ```
//! use hoso::{track, Event, State};
//! let events = Event::parse_list(
//!     r#"[
//!         {"id": "e2", "consignment": "RB123456785VN", "kind": "delivered", "at": "2014-10-03T09:00:00+07:00"},
//!         {"id": "e1", "consignment": "RB123456785VN", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"}
//!     ]"#,
//! )?;
//! let tracking = track(&events)?;
//! assert_eq!(tracking.state, State::Delivered);
//! assert!(tracking.anomalies.is_empty());
//! # Ok::<(), hoso::Issues>(())
//! ```

mod anomaly;
mod event;
mod explain;
mod failure;
mod ledger;
mod state;
mod tracking;
mod transition;

pub use anomaly::{Anomaly, AnomalyCode};
pub use event::{Event, EventKind, Recipient};
pub(crate) use explain::explain;
pub use failure::{Cause, FailureReason};
pub use state::{ClaimState, State};
pub use tracking::{Applied, Tracking};
pub use transition::{TransitionRefused, diagram};

use crate::wire::{Issue, IssueCode, Issues, Language, Params};
use ledger::Ledger;

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
    let mut tracking = Tracking::new();
    let Some(first) = events.first() else {
        return Ok(tracking);
    };
    if let Some(at) = events.iter().position(|event| event.consignment != first.consignment) {
        return Err(Issue::new(IssueCode::MixedConsignments, format!("/{at}/consignment"), Params::new()).into());
    }
    let mut ledger = Ledger::of(events);
    let counting = std::mem::take(&mut ledger.counting);
    tracking.consignment = Some(first.consignment.clone());
    tracking.history.reserve_exact(counting.len());
    for (place, event) in counting {
        if let Err(refused) = tracking.apply(event) {
            ledger.note(place, Anomaly::unexpected(&event.id, refused));
        }
    }
    tracking.anomalies = ledger.anomalies();
    Ok(tracking)
}

/// Answers a list of events in JSON with a tracking in JSON; an invalid list with `{"issues":[…]}`, in a language.
///
/// ```
/// use hoso::Language;
/// use hoso::track::track_json;
/// assert!(track_json("[]", Language::Vi).starts_with(r#"{"state":"none""#));
/// assert!(track_json("[{}]", Language::Vi).starts_with(r#"{"issues":["#));
/// ```
pub fn track_json(json: &str, language: Language) -> String {
    let answer = Event::parse_list(json).and_then(|events| track(&events));
    answer.map_or_else(|issues| issues.to_json(language), |tracking| tracking.to_json())
}

#[cfg(test)]
mod tests;
