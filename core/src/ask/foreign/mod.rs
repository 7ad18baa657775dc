//! Codes of other systems: which event of ours does a status of theirs tell of?
//!
//! The tables are data, each with its source, one file per family of systems. They show how software in use reads these
//! codes; none of them is law. A code that no table has is kept and named, never dropped: whoever asked can store it and
//! ask again when the table has grown.
//!
//! ```
//! use hoso::foreign::{ForeignSystem, Meaning};
//! use hoso::{event_of, EventKind};
//! let delivered = event_of(ForeignSystem::UpuEmsevt, "EMI");
//! assert_eq!(delivered.kind, Some(EventKind::Delivered));
//! let unknown = event_of(ForeignSystem::UpuEmsevt, "EMZ");
//! assert_eq!((unknown.meaning, unknown.code.as_ref()), (Meaning::Unknown, "EMZ"));
//! ```

mod karrio;
mod opencps;
mod portal;
mod upu;

use std::borrow::Cow;

use crate::ask::answer::in_json;
use crate::ask::journey::DossierState;
use crate::ask::track::{EventKind, FailureReason};
use crate::document::Service;
use crate::wire::{Issues, Language, Line, read, write};

closed_list! {
    /// A system whose codes are known.
    #[non_exhaustive]
    pub enum ForeignSystem {
        /// Tracking events of the Universal Postal Union's messages (EMSEVT), as posts exchange and show them.
        UpuEmsevt = "upu_emsevt", "Liên minh Bưu chính Thế giới (EMSEVT)", "Universal Postal Union (EMSEVT)",
        /// `OpenCPS` 2: the dossier on its way to the agency (`vnpostalStatus`).
        OpencpsIntake = "opencps_intake", "OpenCPS 2: nhận gửi hồ sơ", "OpenCPS 2: dossier to the agency",
        /// `OpenCPS` 2: the result on its way to the person (`viaPostal`).
        OpencpsReturn = "opencps_return", "OpenCPS 2: chuyển trả kết quả", "OpenCPS 2: result to the person",
        /// `OpenCPS` 1: the state of an order to the post.
        OpencpsOrder = "opencps_order", "OpenCPS 1: yêu cầu gửi bưu điện", "OpenCPS 1: order to the post",
        /// The national portal's ten states of a dossier, by number.
        NationalPortal = "national_portal", "Cổng Dịch vụ công quốc gia", "National Public Service Portal",
        /// Karrio's unified statuses, and its incident reasons.
        Karrio = "karrio", "Karrio", "Karrio",
    }
}

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

/// What a line of a table says.
#[derive(Clone, Copy, Debug)]
enum Says {
    Event(EventKind),
    /// The event of the one leg that the code can be about.
    OnLeg(Service, EventKind),
    Reason(FailureReason),
    Nothing,
}

/// A line of a table.
#[derive(Clone, Copy, Debug)]
struct Row {
    code: &'static str,
    /// What the system itself calls it.
    name: &'static str,
    says: Says,
    /// Whether the code was read in the table's source, and is not from memory.
    verified: bool,
}

impl Row {
    const fn new(code: &'static str, name: &'static str, says: Says) -> Self {
        Self { code, name, says, verified: true }
    }

    const fn from_memory(code: &'static str, name: &'static str, says: Says) -> Self {
        Self { code, name, says, verified: false }
    }
}

impl ForeignSystem {
    const fn rows(self) -> &'static [Row] {
        match self {
            Self::UpuEmsevt => upu::EMSEVT,
            Self::OpencpsIntake => opencps::INTAKE,
            Self::OpencpsReturn => opencps::RETURN,
            Self::OpencpsOrder => opencps::ORDER,
            Self::NationalPortal => portal::STATES,
            Self::Karrio => karrio::CODES,
        }
    }

    /// Where the table comes from, and what of it was not found.
    pub const fn source(self) -> &'static str {
        match self {
            Self::UpuEmsevt => upu::SOURCE,
            Self::OpencpsIntake => opencps::INTAKE_SOURCE,
            Self::OpencpsReturn => opencps::RETURN_SOURCE,
            Self::OpencpsOrder => opencps::ORDER_SOURCE,
            Self::NationalPortal => portal::SOURCE,
            Self::Karrio => karrio::SOURCE,
        }
    }

    /// The codes of the table, in its order.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        self.rows().iter().map(|row| row.code)
    }
}

shape! {
    /// A question: what does a code of another system tell of?
    pub struct ForeignCode {
        /// The system.
        pub system: ForeignSystem,
        /// Its code. Upper and lower case of the letters A to Z are the same.
        pub code: Line<120>,
    }
}

impl ForeignCode {
    /// Reads a question from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }
}

shape! {
    /// What a code of another system tells of.
    pub struct ForeignEvent<'c> {
        /// The system.
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

/// What does a code of another system tell of?
pub fn event_of<'c>(system: ForeignSystem, code: impl Into<Cow<'c, str>>) -> ForeignEvent<'c> {
    let code = code.into();
    let row = system.rows().iter().find(|row| row.code.eq_ignore_ascii_case(&code));
    let unknown = ForeignEvent {
        system,
        code,
        meaning: Meaning::Unknown,
        name: None,
        kind: None,
        reason: None,
        leg: None,
        state: None,
        verified: None,
        source: system.source().into(),
    };
    let Some(row) = row else { return unknown };
    let (meaning, kind, reason, leg) = match row.says {
        Says::Event(kind) => (Meaning::Event, Some(kind), None, None),
        Says::OnLeg(leg, kind) => (Meaning::Event, Some(kind), None, Some(leg)),
        Says::Reason(reason) => (Meaning::Reason, None, Some(reason), None),
        Says::Nothing => (Meaning::Nothing, None, None, None),
    };
    let state = (system == ForeignSystem::NationalPortal).then(|| DossierState::numbered(row.code)).flatten();
    let (name, verified) = (Some(row.name.into()), Some(row.verified));
    ForeignEvent { meaning, name, kind, reason, leg, state, verified, ..unknown }
}

/// Answers a question in JSON with an answer in JSON; an invalid question with `{"issues":[…]}`.
///
/// ```
/// use hoso::{event_of_json, Language};
/// let answer = event_of_json(r#"{"system": "karrio", "code": "consignee_not_home"}"#, Language::Vi);
/// assert!(answer.contains(r#""meaning":"reason","name":"consignee_not_home","reason":"addressee_absent""#));
/// ```
pub fn event_of_json(json: &str, language: Language) -> String {
    let answer = |asked: ForeignCode| Ok(event_of(asked.system, asked.code.as_str().to_owned()));
    in_json(json, language, answer)
}
