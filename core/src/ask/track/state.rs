//! Where a consignment is, and how a claim about it stands.

closed_list! {
    /// Where a consignment is, with the label that people read. In the order of the table of transitions.
    ///
    /// Not open to additions: whoever looks at every state should notice a new one.
    ///
    /// ```
    /// use hoso::{EventKind, Language, State};
    /// assert_eq!(State::InTransit.as_str(), "in_transit");
    /// assert_eq!(State::InTransit.label(Language::Vi), "Đang vận chuyển");
    /// assert_eq!(State::Accepted.after(EventKind::Departed), Some(State::InTransit));
    /// assert_eq!(State::Delivered.after(EventKind::Departed), None);
    /// ```
    pub enum State {
        /// Nothing has happened yet.
        None = "none", "Chưa có thông tin", "Nothing known yet",
        /// It is announced; the post does not have it.
        Created = "created", "Đã tạo đơn", "Announced",
        /// The post has it.
        Accepted = "accepted", "Đã chấp nhận", "Accepted by the post",
        /// It is between two offices, or at one on its way.
        InTransit = "in_transit", "Đang vận chuyển", "In transit",
        /// A postman has it for delivery.
        OutForDelivery = "out_for_delivery", "Đang đi phát", "Out for delivery",
        /// A delivery was tried and failed.
        Attempted = "attempted", "Phát chưa được", "Delivery attempted",
        /// It is kept at an office.
        Held = "held", "Đang lưu giữ tại bưu cục", "Held at an office",
        /// It is on its way back to the sender.
        Returning = "returning", "Đang chuyển hoàn", "On its way back",
        /// It cannot be found.
        Lost = "lost", "Thất lạc", "Lost",
        /// Whom it was for has it. Final.
        Delivered = "delivered", "Đã phát", "Delivered",
        /// The sender has it back. Final.
        Returned = "returned", "Đã chuyển hoàn", "Returned to the sender",
        /// It was withdrawn before it left. Final.
        Cancelled = "cancelled", "Đã hủy gửi", "Cancelled",
    }
}

impl State {
    /// Whether the carriage is over: delivered, returned or cancelled. Damage and claims may still be told.
    ///
    /// ```
    /// use hoso::State;
    /// assert!(State::Returned.is_final());
    /// assert!(!State::Lost.is_final(), "what is lost may be found");
    /// ```
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Delivered | Self::Returned | Self::Cancelled)
    }

    /// Whether the carriage is charged, so that a month's statement ([`Rulebook::settle`](crate::rulebook::Rulebook::settle))
    /// counts it: the post took it over.
    ///
    /// Nothing is charged for what was only announced, nor for what was cancelled. What came back or was lost was
    /// carried: what the operator owes for it stands beside its charge.
    ///
    /// ```
    /// use hoso::State;
    /// assert!(State::Accepted.is_charged() && State::Lost.is_charged());
    /// assert!(!State::Created.is_charged() && !State::Cancelled.is_charged());
    /// ```
    pub const fn is_charged(self) -> bool {
        !matches!(self, Self::None | Self::Created | Self::Cancelled)
    }
}

closed_list! {
    /// How a claim about a consignment stands, with the label that people read. Claims run beside the state.
    ///
    /// ```
    /// use hoso::Language;
    /// use hoso::ClaimState;
    /// assert_eq!(ClaimState::Open.label(Language::En), "Claim open");
    /// ```
    pub enum ClaimState {
        /// There is no claim.
        None = "none", "Không có khiếu nại", "No claim",
        /// A claim waits for an answer.
        Open = "open", "Đang khiếu nại", "Claim open",
        /// The claim was paid.
        Settled = "settled", "Đã bồi thường", "Claim settled",
        /// The claim was refused; it may be opened again.
        Refused = "refused", "Khiếu nại bị bác", "Claim refused",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::track::EventKind;

    #[test]
    fn a_state_is_final_when_nothing_leads_out_of_it() {
        for &state in State::ALL {
            let leads_out = EventKind::ALL.iter().any(|&kind| state.after(kind).is_some());
            assert_eq!(state.is_final(), !leads_out, "{state}");
        }
    }

    #[test]
    fn a_carriage_is_charged_once_the_post_has_it_and_until_it_is_cancelled() {
        for &state in State::ALL {
            for &kind in EventKind::ALL {
                let Some(next) = state.after(kind) else { continue };
                let charged = kind != EventKind::Created && kind != EventKind::Cancelled;
                // Damage leaves an announced consignment where it is.
                assert_eq!(next.is_charged(), charged && next != State::Created, "{state} {kind}");
            }
        }
        assert!(!State::None.is_charged());
    }
}
