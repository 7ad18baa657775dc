//! Why a delivery failed, and whose cause it was.

closed_list! {
    /// Why a delivery failed, with the label that people read.
    ///
    /// The first five are the postal law's grounds on which an item is undeliverable (Law 49/2010/QH12, article 17(1),
    /// points a to đ): [`FailureReason::is_statutory`]. Being put off to another day, or force majeure, is no such ground.
    ///
    /// ```
    /// use hoso::Language;
    /// use hoso::{Cause, FailureReason};
    /// let reason = FailureReason::Moved;
    /// assert!(reason.is_statutory());
    /// assert_eq!(reason.cause(), Cause::EventRecipient);
    /// assert_eq!(reason.label(Language::Vi), "Người nhận đã chuyển đi");
    /// ```
    pub enum FailureReason {
        /// There is no address, or it is incomplete or wrong (point a).
        AddressWrong = "address_wrong", "Không có, thiếu hoặc sai địa chỉ", "Address missing, incomplete or wrong",
        /// The recipient moved and left no new address (point b).
        Moved = "moved", "Người nhận đã chuyển đi", "The recipient has moved",
        /// The recipient is not found at the address (point c).
        AddresseeUnknown = "addressee_unknown",
            "Không tìm được người nhận tại địa chỉ", "The recipient is not found at the address",
        /// The recipient was away, and did not come for it after being invited (point d).
        AddresseeAbsent = "addressee_absent", "Người nhận vắng mặt", "The recipient is away",
        /// The recipient refused it (point đ).
        Refused = "refused", "Người nhận từ chối nhận", "The recipient refused it",
        /// The recipient cannot be reached, by telephone or otherwise.
        Unreachable = "unreachable", "Không liên lạc được với người nhận", "The recipient cannot be reached",
        /// The recipient asked for another day.
        Rescheduled = "rescheduled", "Người nhận hẹn lại ngày", "The recipient asked for another day",
        /// The postman was not let in.
        NoAccess = "no_access", "Không vào được nơi phát", "No access to the place of delivery",
        /// The recipient did not pay what was to be collected.
        PaymentRefused = "payment_refused", "Người nhận không thanh toán", "The recipient did not pay",
        /// Whoever was there could not prove who they are.
        IdentityNotProven = "identity_not_proven", "Không chứng minh được nhân thân", "Identity not proven",
        /// Whoever was there had no authorisation to receive it.
        AuthorisationMissing = "authorisation_missing", "Thiếu giấy ủy quyền nhận", "No authorisation to receive it",
        /// Force majeure: flood, storm, a closed road.
        ForceMajeure = "force_majeure", "Bất khả kháng", "Force majeure",
        /// Any other reason.
        Other = "other", "Lý do khác", "Another reason",
    }
}

impl FailureReason {
    /// Whether it is one of the five grounds on which an item is undeliverable (Law 49/2010/QH12, article 17(1)).
    ///
    /// ```
    /// use hoso::FailureReason;
    /// assert_eq!(FailureReason::ALL.iter().filter(|reason| reason.is_statutory()).count(), 5);
    /// ```
    pub const fn is_statutory(self) -> bool {
        matches!(
            self,
            Self::AddressWrong | Self::Moved | Self::AddresseeUnknown | Self::AddresseeAbsent | Self::Refused
        )
    }

    /// Whose cause it is: the party at fault pays a repeated carriage (Decision 45/2016/QĐ-TTg, article 12).
    ///
    /// The law does not list causes; this is the library's reading. Whoever wrote the address answers for it; what lies
    /// with the person at the door is the recipient's. It is for the operator to name a reason: `other`, which names
    /// none, is charged to nobody else.
    pub const fn cause(self) -> Cause {
        match self {
            Self::AddressWrong | Self::AddresseeUnknown => Cause::Sender,
            Self::Moved
            | Self::AddresseeAbsent
            | Self::Refused
            | Self::Unreachable
            | Self::Rescheduled
            | Self::NoAccess
            | Self::PaymentRefused
            | Self::IdentityNotProven
            | Self::AuthorisationMissing => Cause::EventRecipient,
            Self::Other => Cause::Operator,
            Self::ForceMajeure => Cause::Nobody,
        }
    }
}

closed_list! {
    /// Whose cause a failed delivery is, with the label that people read.
    ///
    /// ```
    /// use hoso::{Cause, FailureReason};
    /// assert_eq!(FailureReason::AddressWrong.cause(), Cause::Sender);
    /// assert_eq!(FailureReason::ForceMajeure.cause(), Cause::Nobody);
    /// ```
    pub enum Cause {
        /// Who sent it.
        Sender = "sender", "Người gửi", "The sender",
        /// Whom it was for.
        EventRecipient = "recipient", "Người nhận", "The recipient",
        /// The operator who carries it.
        Operator = "operator", "Doanh nghiệp bưu chính", "The operator",
        /// It is nobody's cause.
        Nobody = "nobody", "Không do ai", "Nobody",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_five_are_the_grounds_of_the_law() {
        let (grounds, others) = FailureReason::ALL.split_at(5);
        assert!(grounds.iter().all(|reason| reason.is_statutory()));
        assert!(others.len() == 8 && !others.iter().any(|reason| reason.is_statutory()));
    }

    #[test]
    fn every_cause_has_a_reason() {
        for cause in Cause::ALL {
            assert!(FailureReason::ALL.iter().any(|reason| reason.cause() == *cause), "{cause}");
        }
    }
}
