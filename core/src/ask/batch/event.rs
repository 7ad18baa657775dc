//! Events from rows of columns.

use crate::ask::track::{Event, EventKind, FailureReason};
use crate::wire::{Issues, Money, Path, Time};

/// What a row of a table of events has, each cell of the type that it should be; those of the keys that an event need not
/// have may be empty.
#[derive(Clone, Copy, Debug)]
pub struct EventCells<'c> {
    /// The cell of `id`.
    pub id: &'c str,
    /// The cell of `consignment`.
    pub consignment: &'c str,
    /// The cell of `kind`.
    pub kind: &'c str,
    /// The cell of `at`.
    pub at: Time,
    /// The cell of `recorded_at`.
    pub recorded_at: Option<Time>,
    /// The cell of `office`.
    pub office: Option<&'c str>,
    /// The cell of `reason`.
    pub reason: Option<&'c str>,
    /// The cell of `voids`.
    pub voids: Option<&'c str>,
    /// The cell of `amount`.
    pub amount: Option<i64>,
    /// The cell of `recipient`.
    pub recipient: Option<&'c str>,
}

/// The event of a row, if it is valid. What is wrong with another, and where, it says when it is read as a whole
/// ([`crate::wire::read`]), as a single event would be.
///
/// ```
/// use hoso::batch::{EventCells, event};
/// let at = "2014-10-01T08:30:00+07:00".parse()?;
/// let (recorded_at, office, reason, voids, amount, recipient) = (None, None, None, None, None, None);
/// let cells =
///     EventCells { id: "e1", consignment: "c", kind: "accepted", at, recorded_at, office, reason, voids, amount, recipient };
/// assert_eq!(event(&cells).map(|event| event.id().to_string()), Some("e1".to_owned()));
/// assert_eq!(event(&EventCells { kind: "delivery_failed", ..cells }), None);
/// # Ok::<(), hoso::IssueCode>(())
/// ```
pub fn event(cells: &EventCells<'_>) -> Option<Event> {
    let EventCells { id, consignment, kind, at, recorded_at, office, reason, voids, amount, recipient } = *cells;
    let event = Event {
        id: id.parse().ok()?,
        consignment: consignment.parse().ok()?,
        kind: EventKind::from_name(kind)?,
        at,
        recorded_at,
        office: office.map(str::parse).transpose().ok()?,
        reason: reason.map(|reason| FailureReason::from_name(reason).ok_or(())).transpose().ok()?,
        voids: voids.map(str::parse).transpose().ok()?,
        amount: amount.map(Money::try_from).transpose().ok()?,
        recipient: recipient.map(str::parse).transpose().ok()?,
    };
    let mut issues = Issues::new();
    event.complete(&Path::Root, &mut issues);
    issues.is_empty().then_some(event)
}
