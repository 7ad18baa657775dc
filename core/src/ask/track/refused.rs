//! An event that may not happen now.

use super::anomaly::{Anomaly, AnomalyCode};
use super::event::EventKind;
use super::state::State;
use crate::wire::write::entry;
use crate::wire::{Id, Language, Params, Sink, Speaker, Write, write};

/// An event that may not happen now: what was refused, and what could happen instead.
///
/// ```
/// use hoso::{Event, Language, Tracking};
/// let event = Event::parse(r#"{"id": "e1", "consignment": "c", "kind": "found", "at": "2014-10-01T08:30:00+07:00"}"#)?;
/// let refused = Tracking::new().advance(&event).unwrap_err();
/// assert_eq!(refused.to_string(), "`found` may not happen in state `none`");
/// assert_eq!(refused.to_json(), r#"{"state":"none","event":"found","allowed":["created","accepted","departed","arrived"]}"#);
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{event}` may not happen in state `{state}`")]
#[non_exhaustive]
pub struct TransitionRefused {
    /// The state, unchanged.
    pub state: State,
    /// The kind of the refused event.
    pub event: EventKind,
    /// What may happen instead, in rank order; empty for an event of another consignment.
    pub allowed: Vec<EventKind>,
}

impl TransitionRefused {
    /// `{"state":…,"event":…,"allowed":[…]}`.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }

    /// The refusal in words.
    pub fn message(&self, language: Language) -> String {
        let params = Params::new().with("kind", self.event.label(language));
        params
            .with("state", self.state.label(language))
            .fill(AnomalyCode::UnexpectedEvent.template(language), Speaker::new(language))
    }

    /// The refusal of an event as an anomaly among others.
    pub(super) fn of(self, event: &Id) -> Anomaly {
        let Self { state, event: kind, allowed } = self;
        let (kind, state, allowed) = (Some(kind), Some(state), Some(allowed));
        Anomaly { kind, state, allowed, ..Anomaly::new(AnomalyCode::UnexpectedEvent, event) }
    }
}

impl Write for TransitionRefused {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        entry(to, "state", &self.state, language);
        entry(to, "event", &self.event, language);
        entry(to, "allowed", &self.allowed, language);
        to.end_object();
    }
}
