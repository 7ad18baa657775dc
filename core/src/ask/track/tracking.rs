//! The answer: where a consignment is, how it came there, and what may happen next.

use std::borrow::Cow;

use super::anomaly::{Anomaly, AnomalyCode};
use super::event::{Event, EventKind};
use super::refused::TransitionRefused;
use super::state::{ClaimState, State};
use super::transition::Condition;
use crate::wire::{Count, Id, IssueCode, Issues, Language, Params, Path, Time, read, write};

shape! {
    /// An event that had its effect.
    pub struct Applied {
        /// The event's id.
        pub event: Id,
        /// What the event says happened.
        pub kind: EventKind,
        /// When it happened.
        pub at: Time,
        /// The state before.
        pub from: State,
        /// The state after.
        pub to: State,
    }
}

shape! {
    /// Where a consignment is, how it came there, and what may happen next.
    pub struct Tracking {
        /// The consignment's id; absent when nothing was told.
        pub consignment: Option<Id>,
        /// Where the consignment is.
        pub state: State,
        /// When the state last changed; absent when it never did.
        pub since: Option<Time>,
        /// How many deliveries were tried and failed.
        pub attempts: Count = Count::ZERO,
        /// Whether it was damaged on the way.
        pub damaged: bool = false,
        /// How a claim about it stands.
        pub claim: ClaimState = ClaimState::None,
        /// Whether the carriage is over.
        is_final: Option<bool> as "final" | derived,
        /// The events that had their effect, in order.
        pub history: Vec<Applied>,
        /// The events that do not fit, and why.
        pub anomalies: Vec<Anomaly>,
        /// What may happen next, in rank order.
        allowed: Option<Vec<EventKind>> | derived,
    }
    check = Tracking::agrees
}

impl Default for Tracking {
    fn default() -> Self {
        Self::new()
    }
}

impl Tracking {
    /// Nothing has happened yet.
    pub fn new() -> Self {
        let mut tracking = Self::untold();
        tracking.follow();
        tracking
    }

    /// Nothing has happened yet, and what follows from that is not filled in.
    pub(super) const fn untold() -> Self {
        Self {
            consignment: None,
            state: State::None,
            since: None,
            attempts: Count::ZERO,
            damaged: false,
            claim: ClaimState::None,
            is_final: None,
            history: Vec::new(),
            anomalies: Vec::new(),
            allowed: None,
        }
    }

    /// What may happen next, in rank order; `void` is never among it.
    ///
    /// ```
    /// use hoso::{EventKind, Tracking};
    /// use EventKind::{Accepted, Arrived, Created, Departed};
    /// assert_eq!(Tracking::new().allowed(), [Created, Accepted, Departed, Arrived]);
    /// ```
    pub fn allowed(&self) -> &[EventKind] {
        self.allowed.as_deref().unwrap_or_default()
    }

    /// The strict form of [`track`](super::track()): one more event, or the refusal.
    ///
    /// Events are expected in order; their times and ids are not compared. Folding this over sorted lawful events gives
    /// what `track` gives.
    ///
    /// ```
    /// use hoso::{Event, State, Tracking};
    /// let event = Event::parse(r#"{"id": "e1", "consignment": "c", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"}"#)?;
    /// let accepted = Tracking::new().advance(&event)?;
    /// assert_eq!(accepted.state, State::Accepted);
    /// let refused = accepted.advance(&event).unwrap_err();
    /// assert_eq!(refused.to_string(), "`accepted` may not happen in state `accepted`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TransitionRefused`] when the event may not happen now. A `void` never may: it takes back what is already told, so
    /// only `track`, which sees all events, can follow it. Of another consignment nothing may happen here.
    pub fn advance(&self, event: &Event) -> Result<Self, TransitionRefused> {
        if self.consignment.as_ref().is_some_and(|consignment| *consignment != event.consignment) {
            return Err(TransitionRefused { state: self.state, event: event.kind, allowed: Vec::new() });
        }
        let mut next = self.clone();
        next.apply(event)?;
        next.consignment.get_or_insert_with(|| event.consignment.clone());
        next.follow();
        Ok(next)
    }

    /// Applies an event, or leaves everything as it is.
    fn apply(&mut self, event: &Event) -> Result<(), TransitionRefused> {
        let before = self.condition();
        let after = before.after(event.kind).ok_or_else(|| before.refuse(event.kind))?;
        self.enter(event, after);
        Ok(())
    }

    /// Applies an event as far as it can be taken for what happened; what does not fit is said.
    pub(super) fn take(&mut self, event: &Event) -> Option<Anomaly> {
        let before = self.condition();
        if let Some(after) = before.after(event.kind) {
            self.enter(event, after);
            return None;
        }
        let Some(after) = before.after_untold_acceptance(event.kind) else {
            return Some(before.refuse(event.kind).of(&event.id));
        };
        self.enter(event, after);
        Some(Anomaly::new(AnomalyCode::NotAccepted, &event.id))
    }

    /// Notes an event, by which it stands elsewhere.
    fn enter(&mut self, event: &Event, Condition { state, damaged, claim }: Condition) {
        if state != self.state {
            self.since = Some(event.at);
        }
        if event.kind == EventKind::DeliveryFailed {
            self.attempts = self.attempts.next();
        }
        self.history.push(Applied {
            event: event.id.clone(),
            kind: event.kind,
            at: event.at,
            from: self.state,
            to: state,
        });
        (self.state, self.damaged, self.claim) = (state, damaged, claim);
    }

    const fn condition(&self) -> Condition {
        Condition { state: self.state, damaged: self.damaged, claim: self.claim }
    }

    /// Reads a tracking back from its JSON text, to advance it.
    ///
    /// ```
    /// use hoso::Tracking;
    /// let read = Tracking::parse(&Tracking::new().to_json())?;
    /// assert_eq!(read, Tracking::new());
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    ///
    /// # Errors
    /// Every issue of the text at once; also when `final` or `allowed` contradicts the state, the damage and the claim.
    /// The history is taken as it is.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The tracking as JSON text.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }

    /// Whether what was written beside the state is what follows from it; what was left out is filled in.
    fn agrees(&mut self, at: &Path<'_>, issues: &mut Issues) {
        let told = (self.is_final.take(), self.allowed.take());
        self.follow();
        let mut contradicts = |key, expected: Vec<Cow<'static, str>>| {
            issues.add(IssueCode::Contradicts, &Path::Key(at, key), Params::new().with("expected", expected));
        };
        if told.0.is_some() && told.0 != self.is_final {
            contradicts("final", vec![if self.state.is_final() { "true" } else { "false" }.into()]);
        }
        if told.1.is_some() && told.1 != self.allowed {
            contradicts("allowed", self.allowed().iter().map(|kind| kind.as_str().into()).collect());
        }
    }

    /// Fills in what follows from the state, the damage and the claim.
    pub(super) fn follow(&mut self) {
        self.is_final = Some(self.state.is_final());
        self.allowed = Some(self.condition().allowed());
    }
}
