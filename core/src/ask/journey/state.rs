//! The ten states of a dossier.

closed_list! {
    /// Where a dossier stands, in the terms of the national portal, with the label that it shows there. Its numbers run
    /// from 1 in this order ([`DossierState::number`]).
    ///
    /// ```
    /// use hoso::Language;
    /// use hoso::DossierState;
    /// assert_eq!(DossierState::Done.number(), 9);
    /// assert_eq!(DossierState::Done.label(Language::Vi), "Đã xử lý xong");
    /// ```
    pub enum DossierState {
        /// It is announced; the agency does not have it yet.
        Registered = "registered", "Mới đăng ký", "Registered",
        /// The agency has received it.
        Received = "received", "Được tiếp nhận", "Received",
        /// The agency did not receive it.
        NotReceived = "not_received", "Không được tiếp nhận", "Not received",
        /// The agency is at work.
        Processing = "processing", "Đang xử lý", "In process",
        /// The agency waits for a supplement.
        SupplementRequested = "supplement_requested", "Yêu cầu bổ sung giấy tờ", "More papers requested",
        /// The agency waits for a payment.
        PaymentRequested = "payment_requested", "Yêu cầu thực hiện nghĩa vụ tài chính", "Payment requested",
        /// The person takes it back.
        WithdrawalRequested = "withdrawal_requested", "Công dân yêu cầu rút hồ sơ", "Withdrawal requested",
        /// The agency has stopped.
        Stopped = "stopped", "Dừng xử lý", "Stopped",
        /// The agency is done; the person does not have the result yet.
        Done = "done", "Đã xử lý xong", "Done",
        /// The person has the result.
        HandedOver = "handed_over", "Đã trả kết quả", "Result handed over",
    }
}

impl DossierState {
    /// Its number in the national portal, 1 to 10.
    pub const fn number(self) -> i64 {
        match self {
            Self::Registered => 1,
            Self::Received => 2,
            Self::NotReceived => 3,
            Self::Processing => 4,
            Self::SupplementRequested => 5,
            Self::PaymentRequested => 6,
            Self::WithdrawalRequested => 7,
            Self::Stopped => 8,
            Self::Done => 9,
            Self::HandedOver => 10,
        }
    }

    /// The state that has a number, written in digits.
    pub(crate) fn numbered(number: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.number().to_string() == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_run_from_1_in_order() {
        assert!(DossierState::ALL.iter().map(|state| state.number()).eq(1..=10));
    }
}
