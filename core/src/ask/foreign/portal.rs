//! The national portal's states of a dossier. They are about the dossier, not about a carriage: only two of them can be
//! an event of one, and only of a dossier that went by post that way.

use super::table::{Row, Says};
use crate::ask::track::EventKind::Delivered;
use crate::document::Service::{Intake, Return};

pub(super) const SOURCE: &str = "The ten dossier states of the national public service portal as a one-stop system of Thanh \
    Hóa uses them (commit 7d1730c, 2025-02-25). The portal's own specification was not read.";

pub(super) const STATES: &[Row] = &[
    Row::new("1", "Mới đăng ký", Says::Nothing),
    Row::new("2", "Được tiếp nhận", Says::OnLeg(Intake, Delivered)),
    Row::new("3", "Không được tiếp nhận", Says::Nothing),
    Row::new("4", "Đang xử lý", Says::Nothing),
    Row::new("5", "Yêu cầu bổ sung giấy tờ", Says::Nothing),
    Row::new("6", "Yêu cầu thực hiện nghĩa vụ tài chính", Says::Nothing),
    Row::new("7", "Công dân yêu cầu rút hồ sơ", Says::Nothing),
    Row::new("8", "Dừng xử lý", Says::Nothing),
    Row::new("9", "Đã xử lý xong", Says::Nothing),
    Row::new("10", "Đã trả kết quả", Says::OnLeg(Return, Delivered)),
];
