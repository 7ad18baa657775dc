//! The transition table: what may happen in which state. `track`, `advance`, `allowed` and `diagram` all ask here.

use std::fmt::Write as _;

use super::event::EventKind;
use super::refused::TransitionRefused;
use super::state::{Claim, State};

impl State {
    /// The state after an event: the transition table, row by row. `None` when the event may not happen here, or is not
    /// one that moves a consignment (`damaged`, claims, `void`).
    ///
    /// `departed` and `arrived` may come first, because not every office tells what it does; what is on its way back may
    /// be sent out once more.
    pub const fn after(self, kind: EventKind) -> Option<Self> {
        use EventKind as E;
        let to = match self {
            Self::None => match kind {
                E::Created => Self::Created,
                E::Accepted => Self::Accepted,
                E::Departed | E::Arrived => Self::InTransit,
                _ => return None,
            },
            Self::Created => match kind {
                E::Accepted => Self::Accepted,
                E::Departed | E::Arrived => Self::InTransit,
                E::Lost => Self::Lost,
                E::Cancelled => Self::Cancelled,
                _ => return None,
            },
            Self::Accepted | Self::InTransit | Self::OutForDelivery | Self::Attempted | Self::Held => match kind {
                E::Departed | E::Arrived => Self::InTransit,
                E::OutForDelivery => Self::OutForDelivery,
                E::DeliveryFailed => Self::Attempted,
                E::Held => Self::Held,
                E::Delivered => Self::Delivered,
                E::ReturnStarted => Self::Returning,
                E::Lost => Self::Lost,
                E::Cancelled if matches!(self, Self::Accepted) => Self::Cancelled,
                _ => return None,
            },
            Self::Returning => match kind {
                E::Departed | E::Arrived => Self::Returning,
                E::OutForDelivery => Self::OutForDelivery,
                E::Returned => Self::Returned,
                E::Lost => Self::Lost,
                _ => return None,
            },
            Self::Lost => match kind {
                E::Found => Self::InTransit,
                _ => return None,
            },
            Self::Delivered | Self::Returned | Self::Cancelled => return None,
        };
        Some(to)
    }
}

/// Where a consignment stands: its state, and beside it damage and claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Condition {
    pub(super) state: State,
    pub(super) damaged: bool,
    pub(super) claim: Claim,
}

impl Condition {
    /// Where it stands after an event; `None` when the event may not happen now.
    pub(super) const fn after(self, kind: EventKind) -> Option<Self> {
        match kind {
            EventKind::Damaged if self.may_be_damaged() => Some(Self { damaged: true, ..self }),
            EventKind::ClaimOpened if self.may_be_claimed() => Some(Self { claim: Claim::Open, ..self }),
            EventKind::ClaimSettled if self.is_claimed() => Some(Self { claim: Claim::Settled, ..self }),
            EventKind::ClaimRefused if self.is_claimed() => Some(Self { claim: Claim::Refused, ..self }),
            _ => match self.state.after(kind) {
                Some(state) => Some(Self { state, ..self }),
                None => None,
            },
        }
    }

    const fn may_be_damaged(self) -> bool {
        !matches!(self.state, State::None | State::Cancelled)
    }

    const fn may_be_claimed(self) -> bool {
        let cause = self.damaged || matches!(self.state, State::Lost | State::Returned | State::Delivered);
        cause && matches!(self.claim, Claim::None | Claim::Refused)
    }

    const fn is_claimed(self) -> bool {
        matches!(self.claim, Claim::Open)
    }

    /// What may happen now, in rank order.
    pub(super) fn allowed(self) -> Vec<EventKind> {
        EventKind::ALL.iter().copied().filter(|kind| self.after(*kind).is_some()).collect()
    }

    pub(super) fn refuse(self, event: EventKind) -> TransitionRefused {
        TransitionRefused { state: self.state, event, allowed: self.allowed() }
    }
}

/// The transition table as a Mermaid state diagram, made from the table that [`track`](super::track()) uses.
///
/// Kinds that lead from one state to the same other one share an arrow; a note tells of damage and claims, which leave
/// the state as it is.
///
/// ```
/// let diagram = hoso::diagram();
/// assert!(diagram.starts_with("stateDiagram-v2\n"));
/// assert!(diagram.contains("    accepted --> in_transit: departed, arrived\n"));
/// assert!(diagram.contains("    delivered --> [*]\n"));
/// ```
pub fn diagram() -> String {
    let mut text = format!("stateDiagram-v2\n    [*] --> {}\n", State::None);
    for &from in State::ALL {
        for &to in State::ALL {
            let kinds = names(EventKind::ALL, |kind| from.after(kind) == Some(to));
            if !kinds.is_empty() {
                let _ = writeln!(text, "    {from} --> {to}: {kinds}");
            }
        }
        if from.is_final() {
            let _ = writeln!(text, "    {from} --> [*]");
        }
    }
    text + &note()
}

/// The note on what happens beside the state.
fn note() -> String {
    let fresh = |state| Condition { state, damaged: false, claim: Claim::None };
    let undamaged = names(State::ALL, |state| fresh(state).after(EventKind::Damaged).is_none());
    let claimed = names(State::ALL, |state| fresh(state).after(EventKind::ClaimOpened).is_some());
    let claimable = |claim| Condition { damaged: true, claim, ..fresh(State::Delivered) };
    let claims = |kind| names(Claim::ALL, |claim| claimable(claim).after(kind).is_some());
    format!(
        "    note left of {none}\n        Beside the state, which stays\n        \
         damaged - in every state but {undamaged}\n        \
         claim_opened - in {claimed}, or once damaged, when the claim is {opened}\n        \
         claim_settled, claim_refused - when the claim is {open}\n    end note\n",
        none = State::None,
        opened = claims(EventKind::ClaimOpened),
        open = claims(EventKind::ClaimSettled),
    )
}

/// The names of those members of a closed list that are asked for.
fn names<T: Copy + ToString>(all: &[T], asked: impl Fn(T) -> bool) -> String {
    let names: Vec<String> = all.iter().filter(|member| asked(**member)).map(ToString::to_string).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests;
