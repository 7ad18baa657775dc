//! Which form it is, and what it is held against.

use crate::rulebook::Rulebook;
use crate::wire::Date;

closed_list! {
    /// A form that a person fills in, by its name.
    pub enum Form {
        /// The result is asked for by post (phiếu đăng ký nhận kết quả qua bưu điện).
        ReturnRequest = "return_request", "Phiếu đăng ký nhận kết quả qua bưu điện", "Request for the result by post",
        /// A dossier is sent by post (phiếu gửi hồ sơ).
        IntakeRequest = "intake_request", "Phiếu gửi hồ sơ qua bưu điện", "Request to send a dossier by post",
    }
}

/// What a form is held against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'r> {
    /// The rulebook; without one the form is looked at by itself.
    pub rulebook: Option<&'r Rulebook>,
    /// The day on which it is to go; with a rulebook it must be given (`missing` at `/on`), without one it says nothing.
    pub on: Option<Date>,
}
