//! What a table of another system's codes says, line by line.

use crate::ask::track::{EventKind, FailureReason};
use crate::document::Service;

/// What a line of a table says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says {
    Event(EventKind),
    /// The event of the one leg that the code can be about.
    OnLeg(Service, EventKind),
    Reason(FailureReason),
    Nothing,
}

/// A line of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) code: &'static str,
    /// What the system itself calls it.
    pub(super) name: &'static str,
    pub(super) says: Says,
    /// Whether the code was read in the table's source, and is not from memory.
    pub(super) verified: bool,
}

impl Row {
    pub(super) const fn new(code: &'static str, name: &'static str, says: Says) -> Self {
        Self { code, name, says, verified: true }
    }

    pub(super) const fn from_memory(code: &'static str, name: &'static str, says: Says) -> Self {
        Self { code, name, says, verified: false }
    }
}
