//! An event as whoever tells it tells it: in our words, or by a code of another system.

use serde_json::Value;

use super::ask::event_of;
use super::system::ForeignSystem;
use crate::ask::track::{Event, EventKind, EventRecipient, FailureReason};
use crate::wire::{
    BoundedText, Id, IssueCode, Issues, Kind, Language, Money, Node, Params, Path, Schemas, Seal, Shape, Sink, Text,
    Time, Write, read,
};

shape! {
    /// An event as another system tells it: by a code of its own instead of a kind of ours.
    pub struct ForeignTold {
        /// The event's id, as of every event.
        pub id: Id,
        /// The consignment's id.
        pub consignment: Id,
        /// The system whose code it is.
        pub system: ForeignSystem,
        /// The system's code of what happened.
        pub code: BoundedText<120>,
        /// Of a failed delivery why it failed: the system's code of the reason, or a reason by our name. What is neither, or
        /// absent, is `other`.
        pub reason: Option<BoundedText<120>>,
        /// When it happened.
        pub at: Time,
        /// When it was written down. Absent: `at`.
        pub recorded_at: Option<Time>,
        /// The office where it happened.
        pub office: Option<Text>,
        /// An amount, in đồng.
        pub amount: Option<Money>,
        /// Who received it: a person's name.
        pub recipient: Option<EventRecipient>,
    }
}

impl ForeignTold {
    /// The event that it tells of.
    fn event(self, at: &Path<'_>, issues: &mut Issues) -> Option<Event> {
        let Self { id, consignment, system, code, reason, at: happened, recorded_at, office, amount, recipient } = self;
        let meant = event_of(system, code.as_str());
        let Some(kind) = meant.kind else {
            let place = Path::Key(at, "code");
            let Some(name) = meant.name else {
                let allowed = system.codes().map(Into::into).collect::<Vec<_>>();
                issues.add(IssueCode::NotOneOf, &place, Params::new().with("allowed", allowed));
                return None;
            };
            let params = Params::new().with("system", system.as_str()).with("code", meant.code.into_owned());
            issues.add(IssueCode::NoEvent, &place, params.with("name", name.into_owned()));
            return None;
        };
        let reason = reason.and_then(|reason| reason_of(system, reason.as_str()));
        let reason = reason.or((kind == EventKind::DeliveryFailed).then_some(FailureReason::Other));
        Some(Event { id, consignment, kind, at: happened, recorded_at, office, reason, voids: None, amount, recipient })
    }
}

fn reason_of(system: ForeignSystem, reason: &str) -> Option<FailureReason> {
    event_of(system, reason).reason.or_else(|| FailureReason::from_name(reason))
}

/// An event that was told in our words ([`Event`]), or by a code of another system ([`ForeignTold`]): the key `system` tells
/// them apart. It is read as the event that it comes to; whoever stores it stores the words, which a later table may
/// understand better.
///
/// ```
/// use hoso::{EventKind, Told};
/// let told = r#"{"id": "RB123456785VN/14", "consignment": "RB123456785VN", "system": "my_vnpost", "code": "14",
///     "at": "2026-10-01T08:30:00+07:00"}"#;
/// assert_eq!(Told::parse(told)?.event().kind(), EventKind::Delivered);
/// // Money that was paid out happened to no consignment.
/// let issues = Told::parse(&told.replace(r#""code": "14""#, r#""code": "21""#)).unwrap_err();
/// let issue = issues.iter().next().unwrap();
/// assert_eq!((issue.code.as_str(), issue.path.as_str()), ("no_event", "/code"));
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Told(Event);

impl Told {
    /// Reads an event that was told from JSON text.
    ///
    /// # Errors
    /// Every issue of the text at once. At `/code`: `no_event` for a code of which the table says that it is none, and
    /// `not_one_of` for one that the table does not have.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// Reads a list of events that were told from JSON text.
    ///
    /// # Errors
    /// As [`Told::parse`], for all events at once.
    pub fn parse_list(json: &str) -> Result<Vec<Self>, Issues> {
        read::parse(json)
    }

    /// The event that it comes to.
    pub const fn event(&self) -> &Event {
        &self.0
    }

    /// The event that it comes to.
    pub fn into_event(self) -> Event {
        self.0
    }
}

impl Shape for Told {
    const KIND: Kind = Kind::Open;
    fn hole(seal: Seal) -> Self {
        Self(Event::hole(seal))
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        let is_foreign = matches!(node, Node::Object(entries) if read::value(entries, "system").is_some());
        if !is_foreign {
            return Event::read(node, at, issues).map(Self);
        }
        ForeignTold::read(node, at, issues)?.event(at, issues).map(Self)
    }
    fn schema(schemas: &mut Schemas) -> Value {
        serde_json::json!({ "anyOf": [Event::schema(schemas), ForeignTold::schema(schemas)] })
    }
}

/// It is written as the event that it comes to.
impl Write for Told {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        self.0.write(to, language);
    }
}
