"""What people call the keys of a row, in both languages: the headings by which `hoso map` finds them."""

from __future__ import annotations

from collections.abc import Iterable

from hoso.cli.names import plain

#: The label in Vietnamese, that in English, and other headings that are met.
_LABELS: dict[str, tuple[str, ...]] = {
    "id": ("Mã bưu gửi", "Id", "Mã", "Số hiệu bưu gửi", "Số vận đơn", "Item number"),
    "dossier": ("Mã hồ sơ", "Dossier", "Số hồ sơ", "Mã số hồ sơ", "Số biên nhận"),
    "agency": ("Cơ quan", "Agency", "Đơn vị", "Cơ quan giải quyết", "Đơn vị giải quyết", "Tên cơ quan", "Mã cơ quan"),
    "reception": ("Nơi tiếp nhận", "Reception", "Bộ phận tiếp nhận", "Nơi nộp"),
    "procedure": ("Thủ tục", "Procedure", "Mã thủ tục", "Tên thủ tục", "Thủ tục hành chính", "Mã TTHC", "Tên TTHC"),
    "field": ("Lĩnh vực", "Field", "Tên lĩnh vực"),
    "service": ("Dịch vụ", "Service", "Loại dịch vụ", "Chiều", "Hình thức"),
    "on": ("Ngày", "Day", "Ngày gửi", "Ngày chuyển", "Ngày gửi bưu điện", "Date", "Sent on", "Ngày phát hành"),
    "known_on": ("Ngày biết", "Known on"),
    "weight_grams": ("Khối lượng", "Weight", "Trọng lượng", "Khối lượng (g)", "Khối lượng (kg)", "Cân nặng", "Grams"),
    "return_weight_grams": ("Khối lượng chiều về", "Return weight"),
    "zone": ("Vùng", "Zone", "Vùng cước", "Khu vực", "Tuyến"),
    "place": ("Địa bàn", "Place", "Nơi nhận", "Nơi đến", "Xã", "Địa phương", "Mã địa bàn"),
    "applicant": ("Đối tượng", "Applicant", "Người nộp", "Diện"),
    "options": ("Dịch vụ cộng thêm", "Options", "Tùy chọn"),
    "declared_value": ("Giá trị khai", "Declared value", "Giá trị khai báo"),
    "agency_fee_units": ("Số lượng tính lệ phí", "Agency fee units", "Số bản"),
    "slip": ("Phiếu hẹn", "Slip"),
    "posted_on": ("Ngày nộp qua bưu điện", "Posted on", "Ngày gửi hồ sơ"),
    "filed_on": ("Ngày nhận hồ sơ", "Filed on", "Ngày tiếp nhận", "Ngày nộp"),
    "filed_at": ("Giờ nhận hồ sơ", "Filed at", "Thời điểm tiếp nhận"),
    "resolved_on": ("Ngày có kết quả", "Resolved on", "Ngày giải quyết xong", "Ngày giải quyết", "Ngày hoàn thành"),
    "collected_on": ("Ngày nhận kết quả", "Collected on", "Ngày thu gom"),
    "last_attempt_on": ("Ngày phát lần cuối", "Last attempt on"),
    "agency_state": ("Trạng thái hồ sơ", "Agency state"),
    "charge": ("Cước", "Charge", "Cước phí", "Giá cước"),
    "accepted_on": ("Ngày chấp nhận", "Accepted on", "Ngày gửi", "Ngày nhận gửi"),
    "due_on": ("Hạn phát", "Due on", "Ngày hẹn trả", "Hạn trả"),
    "event": ("Sự cố", "Event", "Loại sự cố"),
    "claimed_on": ("Ngày khiếu nại", "Claimed on"),
    "answered_on": ("Ngày trả lời khiếu nại", "Answered on"),
    "delivered_on": ("Ngày phát", "Delivered on", "Ngày phát thành công", "Ngày trả kết quả"),
    "first_attempt_on": ("Ngày phát lần đầu", "First attempt on"),
    "lost_grams": ("Khối lượng mất", "Lost grams"),
    "actual_damage": ("Thiệt hại thực tế", "Actual damage"),
    "reissue_cost": ("Chi phí cấp lại", "Reissue cost"),
    "consignment": ("Bưu gửi", "Consignment", "Mã bưu gửi", "Số hiệu bưu gửi", "Số vận đơn"),
    "kind": ("Sự kiện", "Kind", "Loại sự kiện", "Hành trình"),
    "at": ("Thời gian", "At", "Lúc", "Thời điểm", "Ngày giờ", "Time"),
    "recorded_at": ("Thời gian ghi nhận", "Recorded at"),
    "office": ("Bưu cục", "Office"),
    "reason": ("Lý do", "Reason", "Lý do không phát được"),
    "amount": ("Số tiền", "Amount", "Thành tiền", "Tiền", "Tổng tiền"),
    "recipient": ("Người nhận", "Recipient"),
    "voids": ("Hủy sự kiện", "Voids"),
    "by_post": ("Qua bưu điện", "By post", "Nhận qua bưu điện", "BCCI", "Qua BCCI"),
    "state": ("Trạng thái", "State", "Tình trạng", "Kết quả phát"),
    "revenue": ("Doanh thu", "Revenue", "Doanh thu chưa thuế"),
    "misdirected": ("Chuyển nhầm", "Misdirected"),
    "damaged": ("Hư hỏng", "Damaged"),
    "claim": ("Khiếu nại", "Claim", "Kết quả khiếu nại"),
    "compensation": ("Bồi thường", "Compensation", "Tiền bồi thường"),
    "compensation_to": ("Bồi thường cho", "Compensation to"),
    "collected": ("Đã thu", "Collected", "Tiền đã thu"),
    "item": ("Bưu gửi", "Item", "Mã bưu gửi", "Số hiệu bưu gửi", "Số vận đơn", "Mã vận đơn"),
}
#: An invoice calls its lines otherwise than a list of consignments.
_OF_INVOICES = {"id": ("Số dòng", "Line", "STT", "No", "Số hóa đơn", "Invoice line")}


def headings(key: str, *, of_invoice: bool = False) -> tuple[str, ...]:
    """What a key is called, the first in Vietnamese and in English; the key itself is one of them."""
    told = (_OF_INVOICES if of_invoice and key in _OF_INVOICES else _LABELS).get(key, ())
    return (*told, key, key.replace("_", " "))


def plain_headings(key: str, *, of_invoice: bool = False) -> Iterable[str]:
    """The same without accents and case."""
    return dict.fromkeys(map(plain, headings(key, of_invoice=of_invoice)))
