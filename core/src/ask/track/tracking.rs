//! The answer: where a consignment is, how it came there, and what may happen next.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::anomaly::Anomaly;
use super::event::{Event, EventKind};
use super::refused::TransitionRefused;
use super::state::{Claim, State};
use super::transition::Condition;
use crate::wire::write::entry;
use crate::wire::{
    Id, IssueCode, Issues, Language, MAX_SUM, Node, Params, Path, Schemas, Shape, Sink, Time, Write, read, write,
};
use crate::wire::{object_schema, property_schema};

shape! {
    /// An event that had its effect.
    pub struct Applied {
        /// The event's id.
        pub event: Id,
        /// What happened.
        pub kind: EventKind,
        /// When it happened.
        pub at: Time,
        /// The state before.
        pub from: State,
        /// The state after.
        pub to: State,
    }
}

/// Where a consignment is, how it came there, and what may happen next.
///
/// What follows from the state, `final` and `allowed`, is not kept but told: [`State::is_final`], [`Tracking::allowed`].
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Tracking {
    /// The consignment's id; absent when nothing was told.
    pub consignment: Option<Id>,
    /// Where it is.
    pub state: State,
    /// When the state last changed; absent when it never did.
    pub since: Option<Time>,
    /// How many deliveries were tried and failed.
    pub attempts: i64,
    /// Whether it was damaged on the way.
    pub damaged: bool,
    /// How a claim about it stands.
    pub claim: Claim,
    /// The events that had their effect, in order.
    pub history: Vec<Applied>,
    /// What did not fit, in the order of the events.
    pub anomalies: Vec<Anomaly>,
}

impl Default for Tracking {
    fn default() -> Self {
        Self::new()
    }
}

impl Tracking {
    /// Nothing has happened yet.
    pub const fn new() -> Self {
        Self {
            consignment: None,
            state: State::None,
            since: None,
            attempts: 0,
            damaged: false,
            claim: Claim::None,
            history: Vec::new(),
            anomalies: Vec::new(),
        }
    }

    /// What may happen next, in rank order; `void` is never among it.
    ///
    /// ```
    /// use hoso::{EventKind, Tracking};
    /// use EventKind::{Accepted, Arrived, Created, Departed};
    /// assert_eq!(Tracking::new().allowed(), [Created, Accepted, Departed, Arrived]);
    /// ```
    pub fn allowed(&self) -> Vec<EventKind> {
        self.condition().allowed()
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
        Ok(next)
    }

    /// Applies an event, or leaves everything as it is.
    pub(super) fn apply(&mut self, event: &Event) -> Result<(), TransitionRefused> {
        let before = self.condition();
        let Some(Condition { state, damaged, claim }) = before.after(event.kind) else {
            return Err(before.refuse(event.kind));
        };
        if state != self.state {
            self.since = Some(event.at);
        }
        if event.kind == EventKind::DeliveryFailed {
            self.attempts = self.attempts.saturating_add(1);
        }
        self.history.push(Applied {
            event: event.id.clone(),
            kind: event.kind,
            at: event.at,
            from: self.state,
            to: state,
        });
        (self.state, self.damaged, self.claim) = (state, damaged, claim);
        Ok(())
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

    /// Whether what was written beside the state is what follows from it.
    fn agrees(&self, last: Option<bool>, allowed: Option<&[EventKind]>, at: &Path<'_>, issues: &mut Issues) {
        let mut contradicts = |key, expected: Vec<Cow<'static, str>>| {
            issues.add(IssueCode::Contradicts, &Path::Key(at, key), Params::new().with("expected", expected));
        };
        let follows = self.state.is_final();
        if last.is_some_and(|told| told != follows) {
            contradicts("final", vec![if follows { "true" } else { "false" }.into()]);
        }
        let follows = self.allowed();
        if allowed.is_some_and(|told| *told != *follows) {
            contradicts("allowed", follows.into_iter().map(|kind| kind.as_str().into()).collect());
        }
    }
}

const KEYS: [&str; 10] =
    ["consignment", "state", "since", "attempts", "damaged", "claim", "final", "history", "anomalies", "allowed"];

/// By hand, because `final` cannot be the name of a Rust field.
impl Shape for Tracking {
    fn hole() -> Self {
        Self::new()
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        let [consignment, state, since, attempts, damaged, claim, last, history, anomalies, allowed] =
            read::fields(node, &KEYS, at, issues)?;
        let consignment = read::field(consignment, "consignment", Shape::absent, at, issues);
        let state = read::field(state, "state", Shape::absent, at, issues);
        let since = read::field(since, "since", Shape::absent, at, issues);
        let attempts = match attempts {
            Some(node) => read::integer(node, 0, MAX_SUM, &Path::Key(at, "attempts"), issues),
            None => Some(0),
        };
        let damaged = read::field(damaged, "damaged", || Some(false), at, issues);
        let claim = read::field(claim, "claim", || Some(Claim::None), at, issues);
        let last = read::field(last, "final", Shape::absent, at, issues);
        let history = read::field(history, "history", Shape::absent, at, issues);
        let anomalies = read::field(anomalies, "anomalies", Shape::absent, at, issues);
        let allowed: Option<Option<Vec<EventKind>>> = read::field(allowed, "allowed", Shape::absent, at, issues);
        let tracking = Self {
            consignment: consignment?,
            state: state?,
            since: since?,
            attempts: attempts?,
            damaged: damaged?,
            claim: claim?,
            history: history?,
            anomalies: anomalies?,
        };
        tracking.agrees(last?, allowed?.as_deref(), at, issues);
        Some(tracking)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define("Tracking", |schemas| {
            let kinds = "What may happen next, in rank order.";
            let attempts = json!({
                "anyOf": [{ "type": "integer", "minimum": 0, "maximum": MAX_SUM }, { "type": "null" }],
                "description": "How many deliveries were tried and failed.",
            });
            let properties = json!({
                "consignment": property_schema::<Id>("The consignment's id.", true, schemas),
                "state": property_schema::<State>("Where it is.", false, schemas),
                "since": property_schema::<Time>("When the state last changed.", true, schemas),
                "attempts": attempts,
                "damaged": property_schema::<bool>("Whether it was damaged on the way.", true, schemas),
                "claim": property_schema::<Claim>("How a claim about it stands.", true, schemas),
                "final": property_schema::<bool>("Whether the carriage is over.", true, schemas),
                "history": property_schema::<Vec<Applied>>("The events that had their effect.", true, schemas),
                "anomalies": property_schema::<Vec<Anomaly>>("What did not fit.", true, schemas),
                "allowed": property_schema::<Vec<EventKind>>(kinds, true, schemas),
            });
            object_schema(
                "Where a consignment is, how it came there, and what may happen next.",
                properties,
                &["state"],
            )
        })
    }
}

impl Write for Tracking {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        entry(to, "consignment", &self.consignment, language);
        entry(to, "state", &self.state, language);
        entry(to, "since", &self.since, language);
        entry(to, "attempts", &self.attempts, language);
        entry(to, "damaged", &self.damaged, language);
        entry(to, "claim", &self.claim, language);
        entry(to, "final", &self.state.is_final(), language);
        entry(to, "history", &self.history, language);
        entry(to, "anomalies", &self.anomalies, language);
        entry(to, "allowed", &self.allowed(), language);
        to.end_object();
    }
}
