"""What the first sheet of a workbook says: how it is filled in."""

from __future__ import annotations

#: The title, and then sentence by sentence, in Vietnamese and in English.
GUIDE: tuple[tuple[str, str], ...] = (
    ("Bộ quy tắc: cách điền", "Rulebook: how to fill it in"),
    (
        "Mỗi trang là một danh sách: dòng 2 là tiêu đề, dòng 3 giải thích, dòng 4 là khóa; từ dòng 5 là các mục.",
        "Each sheet is a list: row 2 has headings, row 3 what they mean, row 4 keys; from row 5 each row is one thing.",
    ),
    (
        "Giữ nguyên ô A1 và dòng 4: hoso nhận ra trang và cột theo đó. Đổi tên trang, chuyển chỗ cột thì được.",
        "Leave cell A1 and row 4 as they are: hoso knows sheets and columns by them. Sheets may be renamed.",
    ),
    (
        "Dấu *: phải điền. Ô trống: không có. Đừng xóa trang hoặc cột nào, dù không dùng.",
        "A *: must be filled in. Blank: there is none. Delete no sheet and no column, even if it is not used.",
    ),
    (
        "Trang con (điều khoản, nấc khối lượng…): các cột đầu ghi dòng thuộc mục nào: mã, hoặc STT nếu không có mã.",
        "Sheets of parts (clauses, bands…): the first columns say what a row belongs to: its id, or No. without one.",
    ),
    (
        "Đánh lại STT ở một trang thì sửa cả ở các trang con: cột “Thuộc về” cho biết dòng thuộc mục nào.",
        "If No. change in a sheet, change them in the sheets of its parts too: “Belongs to” says where a row belongs.",
    ),
    (
        "Ngày: nhập là ngày (31/12/2026), không phải văn bản. “Đến hết ngày” là ngày cuối cùng, như hợp đồng ghi.",
        "Days are entered as days, not as text. “Last day, included” is the last day, as contracts say it.",
    ),
    (
        "Số tiền bằng đồng, là số. Thuế suất, tỷ lệ là phần trăm: 8%. Mã là văn bản: 1.001610, không phải số.",
        "Amounts are numbers, in đồng. Rates and shares are percentages: 8%. Codes are text: 1.001610, not a number.",
    ),
    (
        "Nhiều giá trị trong một ô cách nhau bằng dấu chấm phẩy: intake; return. Theo vùng: noi = 2; ngoai = 4.",
        "Several values in a cell have semicolons between them: intake; return. By zone: zone_a = 2; zone_b = 4.",
    ),
    (
        "Cột cần mã (lĩnh vực, cơ quan, thứ trong tuần…) thì ghi tên cũng được, nếu chỉ một mục có tên đó.",
        "Where an id or code is wanted (a field, a day of the week…) a name will do, if only one thing is called so.",
    ),
    (
        "Khi có nhiều cách nói (mọi cơ quan, theo mã, theo loại), chỉ điền một cách, để trống các cột còn lại.",
        "Where there are several ways to say it (all agencies, by code, by kind), fill in one, the others stay blank.",
    ),
    (
        "Tên: điền cột tiếng Việt; cột tiếng Anh để trống cũng được.",
        "Names: fill in the Vietnamese column; the English one may be blank.",
    ),
    (
        "Cột “Khác (JSON)” giữ điều không có cột riêng (khóa x_): thường để trống, đừng sửa nếu không cần.",
        "“Other (JSON)” keeps what has no column of its own (keys that begin with x_): usually blank, best left alone.",
    ),
    (
        "Các mã cho sẵn (dịch vụ, thứ trong tuần…) và nghĩa của chúng ở trang cuối.",
        "The closed lists of codes (services, days of the week…) and what they mean stand on the last sheet.",
    ),
    (
        "Đọc lại: hoso workbook import TỆP.xlsx -o rulebook.json. Mỗi chỗ sai được nêu với trang và ô.",
        "To read it again: hoso workbook import FILE.xlsx -o rulebook.json. What is wrong is told with sheet and cell.",
    ),
)
