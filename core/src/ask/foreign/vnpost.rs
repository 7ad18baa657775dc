//! `MyVNPost`, Vietnam Post's interface for those who send much: its statuses of an order, and the Universal Postal Union's
//! events under numbers of its own. Vietnam Post's interface for dossiers has other numbers, which were not found.

use super::table::{Row, Says};
use crate::ask::track::EventKind as E;

pub(super) const SOURCE: &str = "MyVNPost status codes (documented at my-uat.vnpost.vn/static, which was not read) as three \
    public clients, independent of each other, give them: 0 to 22 in all three, 23, 24, 28 and 29 in one, 101 to 111 in \
    another.";

pub(super) const CODES: &[Row] = &[
    Row::new("0", "Lưu nháp", Says::Nothing),
    Row::new("1", "Đã tạo", Says::Event(E::Created)),
    // Until the post has the item, whatever its postman does is no event of it, nor is a collection that failed: one
    // client waits for the next, another takes it for the end.
    Row::new("2", "Đã chuyển tin cho bưu tá", Says::Nothing),
    Row::new("3", "Chờ xác nhận, đang xử lý", Says::Nothing),
    Row::new("4", "Đang lấy hàng", Says::Nothing),
    Row::new("5", "Lấy hàng không thành công", Says::Nothing),
    Row::new("6", "Đã lấy hàng", Says::Event(E::Accepted)),
    Row::new("7", "Bưu cục đã nhận hàng", Says::Event(E::Arrived)),
    Row::new("8", "Lấy hàng thất bại", Says::Nothing),
    Row::new("9", "Hủy thu gom", Says::Event(E::Cancelled)),
    Row::new("10", "Đang vận chuyển", Says::Event(E::Departed)),
    Row::new("11", "Đã đến bưu cục phát", Says::Event(E::Arrived)),
    Row::new("12", "Đang giao hàng", Says::Event(E::OutForDelivery)),
    Row::new("13", "Chuyển tiếp", Says::Event(E::Departed)),
    Row::new("14", "Đã giao hàng", Says::Event(E::Delivered)),
    Row::new("15", "Giao hàng không thành công", Says::Event(E::DeliveryFailed)),
    // It lies at an office until somebody agrees, and may still be delivered; that somebody did moves nothing.
    Row::new("16", "Chờ để chuyển hoàn", Says::Event(E::Held)),
    Row::new("17", "Đã duyệt hoàn", Says::Nothing),
    // Not every feed tells both this and 24: the first that comes counts.
    Row::new("18", "Bắt đầu chuyển hoàn", Says::Event(E::ReturnStarted)),
    Row::new("19", "Trả hàng (hoàn) thành công", Says::Event(E::Returned)),
    // A part came back, or was delivered: where the rest is, nobody says.
    Row::new("20", "Đã trả hàng một phần", Says::Nothing),
    Row::new("21", "Đã trả tiền COD", Says::Nothing),
    Row::new("22", "Hủy giao hàng", Says::Event(E::Cancelled)),
    Row::new("23", "Giao hàng thành công một phần", Says::Nothing),
    Row::new("24", "Đang chuyển hoàn", Says::Event(E::ReturnStarted)),
    Row::new("28", "Đã trả phí ship", Says::Nothing),
    Row::new("29", "Đã trả phí hủy đơn hàng", Says::Nothing),
    Row::new("101", "EMA - Đã chấp nhận gửi", Says::Event(E::Accepted)),
    Row::new("102", "EMB - Đến trung tâm khai thác quốc tế nước gửi", Says::Event(E::Arrived)),
    Row::new("103", "EMC - Rời trung tâm khai thác quốc tế nước gửi", Says::Event(E::Departed)),
    Row::new("104", "EMD - Đến trung tâm khai thác quốc tế nước nhận", Says::Event(E::Arrived)),
    Row::new("105", "EME - Đang lưu giữ tại hải quan nước nhận", Says::Event(E::Held)),
    Row::new("106", "EMF - Rời trung tâm khai thác quốc tế nước nhận", Says::Event(E::Departed)),
    Row::new("107", "EMG - Đã đến bưu cục phát", Says::Event(E::Arrived)),
    Row::new("108", "EMH - Phát chưa thành công", Says::Event(E::DeliveryFailed)),
    Row::new("109", "EMI - Đã phát thành công", Says::Event(E::Delivered)),
    Row::new("110", "EMJ - Đến trung tâm khai thác quốc tế quá cảnh", Says::Event(E::Arrived)),
    Row::new("111", "EMK - Rời trung tâm khai thác quốc tế quá cảnh", Says::Event(E::Departed)),
];
