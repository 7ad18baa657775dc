//! `OpenCPS`, the open-source dossier system of many provinces: its postal statuses. The same numbers mean other things on
//! the way to the agency and on the way back, so each way is a system of its own.

use super::table::{Row, Says};
use crate::ask::track::EventKind as E;
use crate::document::Service::{Intake, Return};

pub(super) const INTAKE_SOURCE: &str = "VietOpenCPS/opencps-v2, commit 2c719850c (2020-10-05): VnpostCollectionTerm.";

pub(super) const INTAKE: &[Row] = &[
    Row::new("0", "không sử dụng dịch vụ", Says::Nothing),
    Row::new("1", "đăng ký sử dụng dịch vụ", Says::OnLeg(Intake, E::Created)),
    // The post is on its way to the person; it does not have the dossier yet.
    Row::new("2", "đang đi gom hồ sơ", Says::Nothing),
    Row::new("3", "đã giao hồ sơ", Says::OnLeg(Intake, E::Delivered)),
    Row::new("4", "hủy gom hồ sơ", Says::OnLeg(Intake, E::Cancelled)),
];

pub(super) const RETURN_SOURCE: &str = "VietOpenCPS/opencps-v2, commit 2c719850c (2020-10-05): \
    CPSDossierBusinessLocalServiceImpl and a comment in VnpostEvent; the code has no names for these, they are described.";

pub(super) const RETURN: &[Row] = &[
    Row::new("0", "thủ tục không có dịch vụ", Says::Nothing),
    Row::new("1", "có dịch vụ, không chọn", Says::Nothing),
    Row::new("2", "đã chọn dịch vụ", Says::Nothing),
    Row::new("3", "đã gửi yêu cầu sang bưu điện", Says::OnLeg(Return, E::Created)),
];

pub(super) const ORDER_SOURCE: &str = "OpenCPS 1 (2016), postal module.";

pub(super) const ORDER: &[Row] = &[
    Row::new("dossier-need-collect", "dossier-need-collect", Says::Nothing),
    Row::new("dossier-need-delivery", "dossier-need-delivery", Says::Nothing),
    // Of either way: the order went to the post.
    Row::new("dossier-sended", "dossier-sended", Says::Event(E::Created)),
    Row::new("dossier-collected", "dossier-collected", Says::OnLeg(Intake, E::Accepted)),
    Row::new("dossier-delivered", "dossier-delivered", Says::OnLeg(Return, E::Delivered)),
    Row::new("error", "error", Says::Nothing),
];
