//! What was told so far, folded: enough to go on from when something later is told, without what led there.

use super::ask::one_consignment;
use super::event::{Event, EventKind};
use super::ledger::{Ledger, Turn};
use super::state::{ClaimState, State};
use super::tracking::Tracking;
use crate::wire::{Count, Id, Issues, Language, Time, read, sort, write};

shape! {
    /// An event that came last.
    pub struct LastEvent {
        /// The event's id.
        pub event: Id,
        /// What the event says happened.
        pub kind: EventKind,
        /// When it happened.
        pub at: Time,
    }
}

shape! {
    /// Where a consignment is by all that was told about it, without the history: what whoever keeps events stores beside them,
    /// so that an event that comes in order is followed without those before it, however many they are.
    ///
    /// ```
    /// use hoso::{Event, Fold, State, track};
    /// let event = |id: &str, kind: &str, day: u8| {
    ///     let told = format!(r#"{{"id": "{id}", "consignment": "c", "kind": "{kind}", "at": "2014-10-0{day}T08:00:00+07:00"}}"#);
    ///     Event::parse(&told)
    /// };
    /// let (accepted, delivered) = (event("e1", "accepted", 1)?, event("e2", "delivered", 2)?);
    /// let stored = Fold::of(&[accepted.clone()])?.to_json();
    /// let fold = Fold::parse(&stored)?.then(&delivered).ok_or("it comes in order")?;
    /// assert_eq!(fold, Fold::of(&[accepted, delivered])?);
    /// assert_eq!(fold.state, State::Delivered);
    /// // What came between is told late: all are to be tracked again.
    /// assert_eq!(fold.then(&event("e3", "departed", 1)?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct Fold {
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
        /// The event that came last in order, of those that count; absent when none does.
        pub last: Option<LastEvent>,
        /// The last of those that had their effect; absent when none had.
        pub applied: Option<LastEvent>,
        /// What is voided and was not told yet, sorted as bytes.
        pub awaited: Vec<Id>,
    }
}

impl Fold {
    /// All that was told of a consignment, folded. The order of the events and repetitions do not matter.
    ///
    /// # Errors
    /// As of [`track`](super::track()).
    pub fn of(events: &[Event]) -> Result<Self, Issues> {
        one_consignment(events)?;
        let mut ledger = Ledger::of(events);
        let last = ledger.counting.last().map(|(_, event)| LastEvent::of(event));
        Ok(Self { last, awaited: awaited(events), ..Self::from(&ledger.follow(events.first())) })
    }

    /// The fold of one more event; `None` when that takes all events: it comes before another that counts, it is a void or what a
    /// void waits for, or it is of another consignment.
    ///
    /// An event whose id was told before is not known here to be one: whoever keeps events knows their ids, and asks
    /// [`Fold::of`] all of them then. Save for that, it is what `Fold::of` tells of all events and this one.
    #[must_use]
    pub fn then(&self, event: &Event) -> Option<Self> {
        let is_other = self.consignment.as_ref().is_some_and(|consignment| *consignment != event.consignment);
        let is_next = self.last.as_ref().is_none_or(|last| last.turn() < Turn::of(event));
        if is_other || !is_next || event.kind == EventKind::Void || self.awaited.binary_search(&event.id).is_ok() {
            return None;
        }
        let mut tracking = Tracking::untold();
        tracking.consignment = Some(event.consignment.clone());
        (tracking.state, tracking.since, tracking.attempts) = (self.state, self.since, self.attempts);
        (tracking.damaged, tracking.claim) = (self.damaged, self.claim);
        // What does not fit is told by whoever tracks all events; where the consignment is, it leaves as it was.
        tracking.take(event);
        let next = Self::from(&tracking);
        let applied = next.applied.or_else(|| self.applied.clone());
        Some(Self { last: Some(LastEvent::of(event)), applied, awaited: self.awaited.clone(), ..next })
    }

    /// Reads a fold back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The fold as JSON text. It holds no person's name.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }
}

/// A tracking says everything but what came last, and what is awaited.
impl From<&Tracking> for Fold {
    fn from(tracking: &Tracking) -> Self {
        let Tracking { consignment, state, since, attempts, damaged, claim, history, .. } = tracking;
        let applied = history.last();
        Self {
            consignment: consignment.clone(),
            state: *state,
            since: *since,
            attempts: *attempts,
            damaged: *damaged,
            claim: *claim,
            last: None,
            applied: applied.map(|it| LastEvent { event: it.event.clone(), kind: it.kind, at: it.at }),
            awaited: Vec::new(),
        }
    }
}

impl LastEvent {
    fn of(event: &Event) -> Self {
        Self { event: event.id.clone(), kind: event.kind, at: event.at }
    }

    fn turn(&self) -> Turn<'_> {
        Turn::new(self.at, self.kind, &self.event)
    }
}

/// What any void names and no event is. A void that lost a conflict waits for nothing; to take it for one that does costs time
/// and changes no answer.
fn awaited(events: &[Event]) -> Vec<Id> {
    let voided = events.iter().filter_map(|event| event.voids.as_ref());
    let mut awaited: Vec<Id> = voided.cloned().collect();
    if awaited.is_empty() {
        return awaited;
    }
    let mut told: Vec<&Id> = events.iter().map(|event| &event.id).collect();
    sort::distinct(&mut told);
    awaited.retain(|id| told.binary_search(&id).is_err());
    sort::distinct(&mut awaited);
    awaited
}
