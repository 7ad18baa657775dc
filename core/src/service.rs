//! The three services of the law (Decision 45/2016/QĐ-TTg, article 5).

closed_list! {
    /// A service: what the post carries.
    pub enum Service {
        /// The dossier, from the person to the agency (nhận gửi hồ sơ).
        Intake = "intake",
        /// The result, from the agency to the person (chuyển trả kết quả).
        Return = "return",
        /// Both of them.
        Both = "both",
    }
}

impl Service {
    /// The carriages that it is made of, intake first.
    pub const fn legs(self) -> &'static [Self] {
        match self {
            Self::Intake => &[Self::Intake],
            Self::Return => &[Self::Return],
            Self::Both => &[Self::Intake, Self::Return],
        }
    }
}
