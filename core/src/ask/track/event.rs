//! What is told about a consignment.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;

use super::FailureReason;
use crate::wire::write::entry;
use crate::wire::{
    BoundedText, Id, IssueCode, Issues, Kind, Language, Money, Names, Node, Params, Path, Schemas, Seal, Shape, Sink,
    Text, Time, Write, read, write,
};

closed_list! {
    /// What happened, with the label that people read. In rank order: of events of one instant the earlier kind comes
    /// first.
    ///
    /// Not open to additions: whoever looks at every kind should notice a new one.
    ///
    /// ```
    /// use hoso::{EventKind, Language};
    /// assert!(EventKind::Accepted < EventKind::Departed);
    /// assert_eq!(EventKind::Delivered.label(Language::Vi), "Phát thành công");
    /// assert_eq!(EventKind::DeliveryFailed.needs(), Some("reason"));
    /// ```
    pub enum EventKind {
        /// The sender announced it.
        Created = "created", "Tạo đơn", "Announced",
        /// The post accepted it.
        Accepted = "accepted", "Chấp nhận gửi", "Accepted",
        /// It left an office.
        Departed = "departed", "Rời bưu cục", "Left an office",
        /// It came to an office.
        Arrived = "arrived", "Đến bưu cục", "Came to an office",
        /// A postman took it for delivery.
        OutForDelivery = "out_for_delivery", "Giao bưu tá đi phát", "Out for delivery",
        /// A delivery was tried and failed. Needs `reason`.
        DeliveryFailed = "delivery_failed", "Phát không thành công", "Delivery failed",
        /// It is kept at an office.
        Held = "held", "Lưu giữ tại bưu cục", "Held at an office",
        /// Whom it was for received it.
        Delivered = "delivered", "Phát thành công", "Delivered",
        /// It turned back to the sender.
        ReturnStarted = "return_started", "Bắt đầu chuyển hoàn", "Turned back to the sender",
        /// The sender received it back.
        Returned = "returned", "Trả lại người gửi", "Returned to the sender",
        /// It cannot be found.
        Lost = "lost", "Thất lạc", "Lost",
        /// It was found again.
        Found = "found", "Tìm thấy lại", "Found again",
        /// It, or part of it, is damaged.
        Damaged = "damaged", "Hư hỏng", "Damaged",
        /// It was withdrawn before it left.
        Cancelled = "cancelled", "Hủy gửi", "Cancelled",
        /// A claim was made.
        ClaimOpened = "claim_opened", "Mở khiếu nại", "Claim opened",
        /// The claim was paid. Needs `amount`.
        ClaimSettled = "claim_settled", "Bồi thường", "Claim settled",
        /// The claim was refused.
        ClaimRefused = "claim_refused", "Bác khiếu nại", "Claim refused",
        /// Another event does not count. Needs `voids`.
        Void = "void", "Hủy sự kiện ghi nhầm", "An event voided",
    }
}

impl EventKind {
    /// The key that an event of this kind must have besides those of every event.
    pub const fn needs(self) -> Option<&'static str> {
        match self {
            Self::DeliveryFailed => Some("reason"),
            Self::ClaimSettled => Some("amount"),
            Self::Void => Some("voids"),
            Self::Created
            | Self::Accepted
            | Self::Departed
            | Self::Arrived
            | Self::OutForDelivery
            | Self::Held
            | Self::Delivered
            | Self::ReturnStarted
            | Self::Returned
            | Self::Lost
            | Self::Found
            | Self::Damaged
            | Self::Cancelled
            | Self::ClaimOpened
            | Self::ClaimRefused => None,
        }
    }
}

built! {
    /// Something that happened to a consignment, as an operator or an agency tells it.
    ///
    /// `reason`, `amount`, `office` and `recipient` may stand beside any kind; `voids` says nothing beside another kind
    /// than `void` and is refused there. Two events are equal when they say the same, at the same instants: the offsets at
    /// which their times are written say nothing. To `track` the recipient says nothing either: an event stays the same when
    /// its person is erased.
    pub struct Event {
        /// The event's id: the same event told twice counts once.
        pub(crate) id: Id,
        /// The consignment's id.
        pub(crate) consignment: Id,
        /// What happened to the consignment.
        pub(crate) kind: EventKind,
        /// When it happened.
        pub(crate) at: Time,
        /// When it was written down; of two contents of one id the one written down later wins. Absent: `at`.
        #[checked]
        pub(crate) recorded_at: Option<Time>,
        /// The office where it happened.
        #[checked]
        pub(crate) office: Option<Text>,
        /// Why the delivery failed; `delivery_failed` needs it.
        #[checked]
        pub(crate) reason: Option<FailureReason>,
        /// The id of the event that does not count; `void` needs it.
        #[checked]
        pub(crate) voids: Option<Id>,
        /// The amount that was paid, in đồng; `claim_settled` needs it.
        #[checked]
        pub(crate) amount: Option<Money>,
        /// Who received it: a person's name.
        #[checked]
        pub(crate) recipient: Option<EventRecipient>,
    }
    new = of_kind
    check = Event::complete
}

impl Event {
    /// An event of a kind that needs no more than every event has ([`EventKind::needs`]).
    ///
    /// ```
    /// use hoso::{Event, EventKind};
    /// let at = "2014-10-01T08:30:00+07:00".parse()?;
    /// let event = Event::new("e1".parse()?, "RB123456785VN".parse()?, EventKind::Accepted, at)?;
    /// assert_eq!(event.kind(), EventKind::Accepted);
    /// assert!(Event::new("e2".parse()?, "RB123456785VN".parse()?, EventKind::DeliveryFailed, at).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `missing` at the key that the kind needs: such an event is made by [`Event::delivery_failed`],
    /// [`Event::claim_settled`] or [`Event::void`].
    pub fn new(id: Id, consignment: Id, kind: EventKind, at: Time) -> Result<Self, Issues> {
        let event = Self::of_kind(id, consignment, kind, at);
        let mut issues = Issues::new();
        event.complete(&Path::Root, &mut issues);
        issues.or(Some(event))
    }

    /// A delivery that was tried and failed.
    pub fn delivery_failed(id: Id, consignment: Id, at: Time, reason: FailureReason) -> Self {
        Self::of_kind(id, consignment, EventKind::DeliveryFailed, at).with_reason(reason)
    }

    /// A claim that was paid, with the amount in đồng.
    pub fn claim_settled(id: Id, consignment: Id, at: Time, amount: Money) -> Self {
        Self::of_kind(id, consignment, EventKind::ClaimSettled, at).with_amount(amount)
    }

    /// An event by which another, with the id `voids`, does not count.
    pub fn void(id: Id, consignment: Id, at: Time, voids: Id) -> Self {
        Self { voids: Some(voids), ..Self::of_kind(id, consignment, EventKind::Void, at) }
    }

    /// With the time when it was written down.
    #[must_use]
    pub fn with_recorded_at(self, recorded_at: Time) -> Self {
        Self { recorded_at: Some(recorded_at), ..self }
    }

    /// With the office where it happened.
    #[must_use]
    pub fn with_office(self, office: Text) -> Self {
        Self { office: Some(office), ..self }
    }

    /// With a reason.
    #[must_use]
    pub fn with_reason(self, reason: FailureReason) -> Self {
        Self { reason: Some(reason), ..self }
    }

    /// With an amount, in đồng.
    #[must_use]
    pub fn with_amount(self, amount: Money) -> Self {
        Self { amount: Some(amount), ..self }
    }

    /// With the name of who received it.
    #[must_use]
    pub fn with_recipient(self, recipient: EventRecipient) -> Self {
        Self { recipient: Some(recipient), ..self }
    }

    /// The event's id.
    pub const fn id(&self) -> &Id {
        &self.id
    }

    /// The consignment's id.
    pub const fn consignment(&self) -> &Id {
        &self.consignment
    }

    /// What happened.
    pub const fn kind(&self) -> EventKind {
        self.kind
    }

    /// When it happened.
    pub const fn at(&self) -> Time {
        self.at
    }

    /// When it was written down, if that was told.
    pub const fn recorded_at(&self) -> Option<Time> {
        self.recorded_at
    }

    /// The office where it happened.
    pub const fn office(&self) -> Option<&Text> {
        self.office.as_ref()
    }

    /// Why the delivery failed.
    pub const fn reason(&self) -> Option<FailureReason> {
        self.reason
    }

    /// The id of the event that does not count.
    pub const fn voids(&self) -> Option<&Id> {
        self.voids.as_ref()
    }

    /// The amount that was paid, in đồng.
    pub const fn amount(&self) -> Option<Money> {
        self.amount
    }

    /// Who received it: a person's name.
    pub const fn recipient(&self) -> Option<&EventRecipient> {
        self.recipient.as_ref()
    }

    /// The event without the person in it: without the recipient.
    ///
    /// Nothing else in an event is about a person. `office` is the name of an office and `reason` a word of a closed list;
    /// keys that begin with `x_` were never read. `id` and `consignment` stay, because without them there is nothing to
    /// track: they lead to a person only by a list that says whose they were, and that is to be erased too.
    ///
    /// [`track()`](super::track) says the same of events with and without their persons, whichever of them are without. Source
    /// of the duty to erase: Law 91/2025/QH15 on the protection of personal data, article 14, in force since 1 January 2026.
    ///
    /// ```
    /// use hoso::{Event, track};
    /// let told = Event::parse(
    ///     r#"{"id": "e1", "consignment": "c", "kind": "delivered", "at": "2014-10-01T08:30:00+07:00", "recipient": "Lê Văn A"}"#,
    /// )?;
    /// let kept = told.clone().without_person();
    /// assert_eq!(kept.to_json(), r#"{"id":"e1","consignment":"c","kind":"delivered","at":"2014-10-01T08:30:00+07:00"}"#);
    /// // Told again with the person, it is still the same event.
    /// assert_eq!(track(&[kept.clone(), told])?, track(&[kept])?);
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    #[must_use]
    pub fn without_person(self) -> Self {
        Self { recipient: None, ..self }
    }

    /// Reads an event from JSON text.
    ///
    /// ```
    /// use hoso::Event;
    /// let issues = Event::parse(
    ///     r#"{"id": "e1", "consignment": "c", "kind": "delivery_failed", "at": "2014-10-01T08:30:00+07:00"}"#,
    /// ).unwrap_err();
    /// assert_eq!(issues.iter().next().unwrap().path, "/reason");
    /// ```
    ///
    /// # Errors
    /// Every issue of the text at once; what the kind needs is looked at once the event's keys are right.
    pub fn parse(json: &str) -> Result<Self, Issues> {
        read::parse(json)
    }

    /// Reads a list of events from JSON text.
    ///
    /// # Errors
    /// As [`Event::parse`], for all events at once.
    pub fn parse_list(json: &str) -> Result<Vec<Self>, Issues> {
        read::parse(json)
    }

    /// The event as JSON text. It holds the recipient's name where the event does.
    pub fn to_json(&self) -> String {
        write::json(self, Language::default())
    }

    /// What its kind needs, and does not go with.
    pub(crate) fn complete(&self, at: &Path<'_>, issues: &mut Issues) {
        let has = match self.kind.needs() {
            Some("reason") => self.reason.is_some(),
            Some("amount") => self.amount.is_some(),
            Some("voids") => self.voids.is_some(),
            _ => true,
        };
        if let (Some(key), false) = (self.kind.needs(), has) {
            issues.add(IssueCode::Missing, &Path::Key(at, key), Params::new());
        }
        if self.voids.is_some() && self.kind != EventKind::Void {
            issues.add(IssueCode::NotWith, &Path::Key(at, "voids"), Params::new().with("key", "kind"));
        }
    }

    /// When it was known.
    pub(super) fn known_at(&self) -> Time {
        self.recorded_at.unwrap_or(self.at)
    }

    /// Whether two events say the same in the same words: the same instant at another offset is another word. Of a quick
    /// look: those that differ in the person alone are found equal by their normal forms.
    pub(super) fn is_written_as(&self, other: &Self) -> bool {
        let recorded = self.recorded_at.zip(other.recorded_at);
        self == other && self.at.is_written_as(other.at) && recorded.is_none_or(|(a, b)| a.is_written_as(b))
    }

    /// The event with its times at the offset `+00:00`.
    #[must_use]
    pub fn at_no_offset(&self) -> Self {
        Self { at: self.at.at_no_offset(), recorded_at: self.recorded_at.map(Time::at_no_offset), ..self.clone() }
    }

    /// The compact JSON of the event in normal form: keys sorted, what is absent left out, and so is the person: who
    /// received a consignment says nothing about where it is, and an event whose person was erased is still the same.
    ///
    /// Of equal events it is one text once their times are at one offset: by it whoever stores events finds those that are
    /// stored already, however they are written.
    ///
    /// ```
    /// use hoso::Event;
    /// let form = |json: &str| Ok::<_, hoso::Issues>(Event::parse(json)?.at_no_offset().normal_form());
    /// let local = form(r#"{"id": "e1", "consignment": "c", "kind": "accepted", "at": "2014-10-01T08:30:00+07:00"}"#)?;
    /// let utc = form(r#"{"at": "2014-10-01T01:30:00Z", "kind": "accepted", "consignment": "c", "id": "e1", "x_shift": 2}"#)?;
    /// assert_eq!(local, utc);
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    pub fn normal_form(&self) -> String {
        write::json(&NormalForm(self), Language::default())
    }
}

/// An event with its keys sorted at every level, without its person.
struct NormalForm<'e>(&'e Event);

impl Write for NormalForm<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        let Event { id, consignment, kind, at, recorded_at, office, reason, voids, amount, recipient: _ } = self.0;
        to.begin_object();
        entry(to, "amount", amount, language);
        entry(to, "at", at, language);
        entry(to, "consignment", consignment, language);
        entry(to, "id", id, language);
        entry(to, "kind", kind, language);
        match office {
            Some(Text::Both(names)) => entry(to, "office", &SortedNames(names), language),
            Some(Text::Plain(line)) => entry(to, "office", line, language),
            None => {}
        }
        entry(to, "reason", reason, language);
        entry(to, "recorded_at", recorded_at, language);
        entry(to, "voids", voids, language);
        to.end_object();
    }
}

struct SortedNames<'e>(&'e Names);

impl Write for SortedNames<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        entry(to, "en", &self.0.en, language);
        entry(to, "vi", &self.0.vi, language);
        to.end_object();
    }
}

/// Who received a consignment: a person's name, which `Debug` does not show.
///
/// ```
/// use hoso::Event;
/// let event = Event::parse(
///     r#"{"id": "e1", "consignment": "c", "kind": "delivered", "at": "2014-10-01T08:30:00+07:00", "recipient": "Lê Văn A"}"#,
/// )?;
/// assert_eq!(event.recipient().unwrap().as_str(), "Lê Văn A");
/// assert!(!format!("{event:?}").contains("Lê Văn A"));
/// # Ok::<(), hoso::Issues>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct EventRecipient(BoundedText<500>);

impl EventRecipient {
    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for EventRecipient {
    type Err = IssueCode;
    fn from_str(text: &str) -> Result<Self, IssueCode> {
        text.parse().map(Self)
    }
}

impl fmt::Debug for EventRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventRecipient(…)")
    }
}

impl Shape for EventRecipient {
    const KIND: Kind = Kind::Text;
    fn hole(seal: Seal) -> Self {
        Self(BoundedText::hole(seal))
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        BoundedText::read(node, at, issues).map(Self)
    }
    fn schema(schemas: &mut Schemas) -> Value {
        BoundedText::<500>::schema(schemas)
    }
}

impl Write for EventRecipient {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        self.0.write(to, language);
    }
}
