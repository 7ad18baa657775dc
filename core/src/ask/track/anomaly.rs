//! What in a set of events does not fit.

use super::event::EventKind;
use super::state::State;
use crate::wire::{Id, Language, Params, Speaker};

messages! {
    /// Why an event does not fit. It has no effect, save what was not accepted.
    ///
    /// ```
    /// use hoso::Language;
    /// use hoso::AnomalyCode;
    /// assert_eq!(AnomalyCode::VoidOfVoid.as_str(), "void_of_void");
    /// assert!(AnomalyCode::VoidOfVoid.template(Language::En).contains("{event}"));
    /// ```
    pub enum AnomalyCode {
        /// Another content of the same id was written down later, and counts instead.
        ConflictingEvent = "conflicting_event" ["event"],
            "Sự kiện `{event}` có nội dung khác được ghi nhận sau; bản này không được tính.",
            "Another content of the event `{event}` was written down later; this one does not count.",
        /// It voids an event that is itself a void.
        VoidOfVoid = "void_of_void" ["event"],
            "Sự kiện `{event}` hủy một sự kiện hủy; không có tác dụng.",
            "The event `{event}` voids a void; it has no effect.",
        /// It voids an event that is not there.
        VoidOfUnknown = "void_of_unknown" ["event"],
            "Sự kiện `{event}` hủy một sự kiện không có; không có tác dụng.",
            "The event `{event}` voids an event that is not there; it has no effect.",
        /// It cannot happen in the state that the consignment was in.
        UnexpectedEvent = "unexpected_event" ["kind", "state"],
            "“{kind}” không thể xảy ra khi bưu gửi ở trạng thái “{state}”.",
            "“{kind}” cannot happen in the state “{state}”.",
        /// It is of a time when the post must have had the consignment, and no acceptance was told: a first scan is often
        /// missing. It counts as if the post had accepted it.
        NotAccepted = "not_accepted" ["event"],
            "Sự kiện `{event}` xảy ra khi chưa có sự kiện chấp nhận gửi; vẫn được tính như đã chấp nhận.",
            "The event `{event}` came though no acceptance was told; it counts as if the post had accepted it.",
    }
}

shape! {
    /// An event that does not fit, and why.
    pub struct Anomaly {
        /// Why the event does not fit.
        pub code: AnomalyCode,
        /// The event's id.
        pub event: Id,
        /// Of an unexpected event: what it says happened.
        pub kind: Option<EventKind>,
        /// Of an unexpected event: the state in which it came.
        pub state: Option<State>,
        /// Of an unexpected event: what could have happened then, in rank order.
        pub allowed: Option<Vec<EventKind>>,
    }
}

impl Anomaly {
    pub(super) fn new(code: AnomalyCode, event: &Id) -> Self {
        Self { code, event: event.clone(), kind: None, state: None, allowed: None }
    }

    /// The anomaly in words.
    ///
    /// ```
    /// use hoso::{track, Event, Language};
    /// let events = Event::parse_list(
    ///     r#"[{"id": "e1", "consignment": "c", "kind": "found", "at": "2014-10-01T08:30:00+07:00"}]"#,
    /// )?;
    /// let said = track(&events)?.anomalies[0].message(Language::En);
    /// assert_eq!(said, "“Found again” cannot happen in the state “Nothing known yet”.");
    /// # Ok::<(), hoso::Issues>(())
    /// ```
    pub fn message(&self, language: Language) -> String {
        let mut params = Params::new().with("event", self.event.as_str());
        if let (Some(kind), Some(state)) = (self.kind, self.state) {
            params = params.with("kind", kind.label(language)).with("state", state.label(language));
        }
        params.fill(self.code.template(language), Speaker::new(language))
    }
}
