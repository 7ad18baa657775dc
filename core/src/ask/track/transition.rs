//! The transition table: what may happen in which state. `track`, `advance`, `allowed` and `diagram` all ask here.

use std::fmt::Write as _;

use super::event::EventKind;
use super::refused::TransitionRefused;
use super::state::{ClaimState, State};

impl State {
    /// The state after an event: the transition table, column by column. `None` when the event may not happen here, or is
    /// not one that moves a consignment (`damaged`, claims, `void`).
    ///
    /// `departed` and `arrived` may come first, because not every office tells what it does; what is on its way back may
    /// be sent out once more. Every kind and every state is named, so that the compiler leads here whoever adds one.
    pub const fn after(self, kind: EventKind) -> Option<Self> {
        use EventKind as E;
        let (new, on_its_way, back) = match self {
            Self::None | Self::Created => (true, false, false),
            Self::Accepted | Self::InTransit | Self::OutForDelivery | Self::Attempted | Self::Held => {
                (false, true, false)
            }
            Self::Returning => (false, false, true),
            Self::Lost | Self::Delivered | Self::Returned | Self::Cancelled => (false, false, false),
        };
        let (allowed, to) = match kind {
            E::Created => (matches!(self, Self::None), Self::Created),
            E::Accepted => (new, Self::Accepted),
            E::Departed | E::Arrived => {
                (new || on_its_way || back, if back { Self::Returning } else { Self::InTransit })
            }
            E::OutForDelivery => (on_its_way || back, Self::OutForDelivery),
            E::DeliveryFailed => (on_its_way, Self::Attempted),
            E::Held => (on_its_way, Self::Held),
            E::Delivered => (on_its_way, Self::Delivered),
            E::ReturnStarted => (on_its_way, Self::Returning),
            E::Returned => (back, Self::Returned),
            E::Lost => (matches!(self, Self::Created) || on_its_way || back, Self::Lost),
            E::Found => (matches!(self, Self::Lost), Self::InTransit),
            E::Cancelled => (matches!(self, Self::Created | Self::Accepted), Self::Cancelled),
            E::Damaged | E::ClaimOpened | E::ClaimSettled | E::ClaimRefused | E::Void => return None,
        };
        if allowed { Some(to) } else { None }
    }
}

/// Where a consignment stands: its state, and beside it damage and claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Condition {
    pub(super) state: State,
    pub(super) damaged: bool,
    pub(super) claim: ClaimState,
}

impl Condition {
    /// Where it stands after an event; `None` when the event may not happen now.
    pub(super) const fn after(self, kind: EventKind) -> Option<Self> {
        match kind {
            EventKind::Damaged if self.may_be_damaged() => Some(Self { damaged: true, ..self }),
            EventKind::ClaimOpened if self.may_be_claimed() => Some(Self { claim: ClaimState::Open, ..self }),
            EventKind::ClaimSettled if self.is_claimed() => Some(Self { claim: ClaimState::Settled, ..self }),
            EventKind::ClaimRefused if self.is_claimed() => Some(Self { claim: ClaimState::Refused, ..self }),
            _ => match self.state.after(kind) {
                Some(state) => Some(Self { state, ..self }),
                None => None,
            },
        }
    }

    /// Where it stands after an event of which the acceptance before it was never told, because a first scan is often
    /// missing: as after an event that comes once the post has it. `None` when that may not happen either, or when the
    /// post is known to have it.
    pub(super) const fn after_untold_acceptance(self, kind: EventKind) -> Option<Self> {
        match (self.state, State::Accepted.after(kind)) {
            (State::None | State::Created, Some(state)) => Some(Self { state, ..self }),
            _ => None,
        }
    }

    const fn may_be_damaged(self) -> bool {
        !matches!(self.state, State::None | State::Cancelled)
    }

    const fn may_be_claimed(self) -> bool {
        let cause = self.damaged || matches!(self.state, State::Lost | State::Returned | State::Delivered);
        cause && matches!(self.claim, ClaimState::None | ClaimState::Refused)
    }

    const fn is_claimed(self) -> bool {
        matches!(self.claim, ClaimState::Open)
    }

    /// What may happen now, in rank order.
    pub(super) fn allowed(self) -> Vec<EventKind> {
        let mut allowed = Vec::with_capacity(EventKind::ALL.len());
        allowed.extend(EventKind::ALL.iter().copied().filter(|kind| self.after(*kind).is_some()));
        allowed
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
    let fresh = |state| Condition { state, damaged: false, claim: ClaimState::None };
    let undamaged = names(State::ALL, |state| fresh(state).after(EventKind::Damaged).is_none());
    let claimed = names(State::ALL, |state| fresh(state).after(EventKind::ClaimOpened).is_some());
    let claimable = |claim| Condition { claim, ..fresh(State::Delivered) };
    let claims = |kind| names(ClaimState::ALL, |claim| claimable(claim).after(kind).is_some());
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
