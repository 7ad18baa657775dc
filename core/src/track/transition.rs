//! The transition table: what may happen in which state. `track`, `advance`, `allowed` and `diagram` all ask here.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::{AnomalyCode, Claim, EventKind, State};
use crate::Language;
use crate::param::Params;
use crate::shape::In;

impl State {
    /// The state after an event; `None` when the event may not happen here, or does not move a consignment at all
    /// (`damaged`, claims, `void`).
    ///
    /// This is the table, whole. `departed` and `arrived` may come before `accepted`, since offices do not always report;
    /// what is on its way back may be sent out again.
    pub const fn after(self, kind: EventKind) -> Option<Self> {
        use EventKind as E;
        Some(match (self, kind) {
            (Self::None, E::Created) => Self::Created,
            (Self::None | Self::Created, E::Accepted) => Self::Accepted,
            (Self::None | Self::Created | carried!(), E::Departed | E::Arrived) | (Self::Lost, E::Found) => {
                Self::InTransit
            }
            (Self::Returning, E::Departed | E::Arrived) | (carried!(), E::ReturnStarted) => Self::Returning,
            (carried!() | Self::Returning, E::OutForDelivery) => Self::OutForDelivery,
            (carried!(), E::DeliveryFailed) => Self::Attempted,
            (carried!(), E::Held) => Self::Held,
            (carried!(), E::Delivered) => Self::Delivered,
            (Self::Returning, E::Returned) => Self::Returned,
            (Self::Created | carried!() | Self::Returning, E::Lost) => Self::Lost,
            (Self::Created | Self::Accepted, E::Cancelled) => Self::Cancelled,
            _ => return None,
        })
    }
}
