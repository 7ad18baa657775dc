//! What a code of another system says.

use std::borrow::Cow;

use super::system::ForeignSystem;
use crate::ask::journey::DossierState;
use crate::ask::track::{EventKind, FailureReason};
use crate::document::Service;
use crate::wire::{Issues, Language, read, write};

closed_list! {
    /// What a code of another system says in terms of ours.
    pub enum Meaning {
        /// Something happened: `kind` says what.
        Event = "event", "Sự kiện", "Event",
        /// Why a delivery failed: `reason`. The system tells the event by another code.
        Reason = "reason", "Lý do phát không thành công", "Reason of a failed delivery",
        /// The code is known, but tells of no event of a consignment.
        Nothing = "nothing", "Không phải sự kiện", "No event",
        /// The table does not have the code.
        Unknown = "unknown", "Không có trong bảng mã", "Not in the table",
    }
}

shape! {
    /// What a code of another system tells of.
    pub struct ForeignEvent<'c> {
        /// The system whose code it is.
        pub system: ForeignSystem,
        /// The code, as it was given.
        pub code: Cow<'c, str>,
        /// What it says; the keys that follow are absent where it says nothing of them.
        pub meaning: Meaning,
        /// What the system itself calls it.
        pub name: Option<Cow<'c, str>>,
        /// What happened. `delivery_failed` needs a reason, which the system tells by another code or not at all.
        pub kind: Option<EventKind>,
        /// Why a delivery failed.
        pub reason: Option<FailureReason>,
        /// The leg that it is about, `intake` or `return`, when the code is about one alone.
        pub leg: Option<Service>,
        /// The state of the dossier, of a code of the national portal.
        pub state: Option<DossierState>,
        /// Whether the code was read in the source named; false: it is from memory, so check before relying on it.
        pub verified: Option<bool>,
        /// Where the table comes from.
        pub source: Cow<'c, str>,
    }
}

impl ForeignEvent<'_> {
    /// Reads an answer back from its JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// The answer as JSON text.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }
}
