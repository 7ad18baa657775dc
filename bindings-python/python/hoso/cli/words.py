"""The words of tables and pages. What an answer means, and what members of lists are called, the library says."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeAlias

import hoso
from hoso.types import LabelInfo, Language

#: A closed list, each member with its label.
Members: TypeAlias = Mapping[Any, LabelInfo]

#: Columns are called after members of these.
_COLUMNS: tuple[Members, ...] = (hoso.GROUP_KEYS, hoso.STEPS, hoso.OUTCOMES, hoso.LINE_KINDS)

_WORDS: dict[str, tuple[str, str]] = {
    # Columns.
    "row": ("Dòng", "Row"),
    "id": ("Mã", "Id"),
    "code": ("Mã", "Code"),
    "place": ("Vị trí", "Place"),
    "message": ("Nội dung", "Message"),
    "severity": ("Mức", "Severity"),
    "outcome": ("Kết quả", "Outcome"),
    "rows": ("Số dòng", "Rows"),
    "contract": ("Hợp đồng", "Contract"),
    "clause": ("Điều khoản", "Clause"),
    "zone": ("Vùng", "Zone"),
    "tariff": ("Bảng giá", "Tariff"),
    "version": ("Phiên bản", "Version"),
    "reasons": ("Lý do", "Reasons"),
    "kind": ("Loại", "Kind"),
    "amount": ("Số tiền", "Amount"),
    "source": ("Căn cứ", "Source"),
    "net": ("Chưa thuế", "Net"),
    "total": ("Tổng cước", "Total"),
    "all": ("Tổng cộng", "Total"),
    "agency_fee": ("Lệ phí", "Agency fee"),
    "applicant_due": ("Thu của người nộp", "Due from applicant"),
    "step": ("Việc", "Step"),
    "from": ("Từ ngày", "From"),
    "days": ("Số ngày", "Days"),
    "due": ("Hạn", "Due"),
    "at": ("Lúc", "At"),
    "event": ("Sự kiện", "Event"),
    "state": ("Trạng thái", "State"),
    "consignment": ("Bưu gửi", "Consignment"),
    "since": ("Từ lúc", "Since"),
    "attempts": ("Lần phát không thành", "Failed attempts"),
    "claim": ("Khiếu nại", "Claim"),
    "anomalies": ("Bất thường", "Anomalies"),
    "allowed": ("Có thể tiếp theo", "May come next"),
    "results": ("Kết quả giải quyết", "Results"),
    "by_post": ("Qua bưu điện", "By post"),
    "otherwise": ("Cách khác", "Otherwise"),
    "share_bp": ("Tỷ lệ", "Share"),
    "delivered": ("Đã phát", "Delivered"),
    "on_time": ("Đúng hạn", "On time"),
    "late": ("Chậm hạn", "Late"),
    "on_time_bp": ("Tỷ lệ đúng hạn", "On-time share"),
    "returned": ("Chuyển hoàn", "Returned"),
    "lost": ("Thất lạc", "Lost"),
    "cancelled": ("Đã hủy", "Cancelled"),
    "open": ("Chưa xong", "Open"),
    "unchanged": ("Không đổi", "Unchanged"),
    "changed": ("Có đổi", "Changed"),
    "change": ("Thay đổi", "Change"),
    "count": ("Số lượng", "Count"),
    "before": ("Trước", "Before"),
    "after": ("Sau", "After"),
    "difference": ("Chênh lệch", "Difference"),
    "due_difference": ("Chênh lệch phải thu", "Due difference"),
    "issues": ("Không hợp lệ", "Not valid"),
    # What is wrong with a file.
    "is_empty": ("tệp không có gì", "the file is empty"),
    "is_zip": (
        "tệp nén (zip, docx), không phải bảng tính: hãy giải nén",
        "an archive (zip, docx) and no spreadsheet: unpack it",
    ),
    "is_office": (
        "tệp Office kiểu cũ (doc, ppt), không phải bảng tính: hãy lưu thành CSV",
        "an old Office file (doc, ppt) and no spreadsheet: save it as CSV",
    ),
    "is_sheet": (
        "bảng tính mang tên khác loại: hãy đổi đuôi tệp thành .xlsx, .xls hoặc .ods, hoặc dùng --format xlsx",
        "a spreadsheet under another name: call it .xlsx, .xls or .ods, or say --format xlsx",
    ),
    "is_no_sheet": ("không phải bảng tính: hãy bỏ --format", "this is no spreadsheet: leave --format out"),
    "has_password": (
        "bảng tính có mật khẩu: hãy mở ra rồi lưu lại không có mật khẩu",
        "the spreadsheet has a password: open it and save it without one",
    ),
    "workbook_broken": (
        "không đọc được bảng tính: tệp hỏng hoặc có mật khẩu ({why})",
        "the spreadsheet cannot be read: it is broken, or has a password ({why})",
    ),
    # What is told of a spreadsheet.
    "no_sheet": ("không có trang tính {name}; tệp có: {has}", "there is no sheet {name}; the file has: {has}"),
    "sheet_empty": ("trang tính {name} không có gì", "the sheet {name} is empty"),
    "sheets_hidden": (
        "các trang tính có dữ liệu đều bị ẩn: hãy chọn bằng --sheet: {names}",
        "the sheets that have data are hidden: choose one by --sheet: {names}",
    ),
    "sheets_not_read": (
        "đọc trang tính {name}; không đọc, dù có dữ liệu: {names} (chọn trang khác: --sheet)",
        "the sheet {name} is read; these have data too and are not: {names} (another one: --sheet)",
    ),
    "rows_hidden": (
        "{n} dòng ẩn cũng được đọc, dòng đầu là {first}",
        "{n} hidden rows are read too, the first {first}",
    ),
    "rows_ended": (
        "không đọc các dòng từ {cell} (“{text}”) trở đi, theo tệp của --map",
        "the rows from {cell} (“{text}”) on are not read, by the file of --map",
    ),
    "rows_filtered": (
        "{n} dòng bị bộ lọc che cũng được đọc, dòng đầu là {first}",
        "{n} rows that a filter hides are read too, the first {first}",
    ),
    "cells_merged": (
        "ô gộp được hiểu là của mỗi dòng trong ô: {first} (số ô gộp: {n})",
        "a merged cell is taken for each of its rows: {first} ({n} of them)",
    ),
    "formulas_uncalculated": (
        "các công thức chưa được tính: hãy mở tệp bằng bảng tính rồi lưu lại, nếu không ô có thể bị đọc là 0",
        "the formulas have not been calculated: open the file in a spreadsheet and save it, or cells may be read as 0",
    ),
    "cell_beside": (
        "ô ngoài bảng (cột không có tên) không được đọc, ô đầu là {cell}",
        "cells beside the table, in columns without a name, are not read; the first is {cell}",
    ),
    "headings_in": ("tên các cột ở dòng {row}", "the names of the columns stand in row {row}"),
    "code_was_number": (
        "{value} trông như mã thủ tục mà bảng tính đã biến thành số (mất số 0 ở cuối): hãy định dạng cột là văn bản",
        "{value} looks like the code of a procedure that a spreadsheet made a number of, without its last zeros: give "
        "the column the format text",
    ),
    # Rows that are none of the table.
    "row_headings": (
        "dòng {row} lặp lại tiêu đề: không đọc, những dòng như vậy ở dưới cũng thế",
        "row {row} repeats the headings and is not read, nor are rows below that do",
    ),
    "row_sums": (
        "có thể là dòng cộng (“{value}”): hãy bỏ dòng này khỏi bảng",
        "this may be a row of sums (“{value}”): take it out of the table",
    ),
    "row_part": (
        "chỉ có một ô (“{value}”): tên của các dòng dưới, hay một dòng còn thiếu? Hãy bỏ dòng này hoặc điền đủ",
        "only one cell is filled (“{value}”): what the rows below are called, or a row that is not complete? Take it "
        "out or fill it in",
    ),
    # What is told of a whole column.
    "days_mixed": (
        "cột vừa có ngày của bảng tính ({cell}: {day}) vừa có văn bản ({other}: {text}): có cùng một cách viết không?",
        "the column holds days of a spreadsheet ({cell}: {day}) and texts ({other}: {text}): are both written in the "
        "same order?",
    ),
    "days_swapped": (
        "ngày và tháng đã bị đảo: mọi ngày của bảng tính đều là ngày 1–12 ({cell}: {day}), còn mọi văn bản thì không "
        "({other}: {text}). Bảng tính cài đặt nước khác đã đọc ngày thành tháng ở mọi ô nó đọc được: hãy lập lại cột "
        "này từ nguồn, ở định dạng văn bản",
        "days and months are exchanged: every day of the spreadsheet is one of 1 to 12 ({cell}: {day}), and no text "
        "is ({other}: {text}). A spreadsheet set to another country took the day for the month wherever it could: make "
        "the column anew from its source, as text",
    ),
    "code_is_number": (
        "{cell} là số {value} ở chỗ của mã: bảng tính bỏ các số 0 ở đầu mã; hãy định dạng cột là văn bản",
        "{cell} is the number {value} where a code should be: a spreadsheet leaves out the noughts with which a code "
        "begins; give the column the format text",
    ),
    "weight_beyond": (
        "{cell}: {kg} kg, bưu điện không nhận; là gam, hay dấu phân cách đọc sai? (số ô trên 30 kg: {n})",
        "{cell}: {kg} kg, which no post carries; grams, or a mark that was read wrongly? ({n} above 30 kg)",
    ),
    # What is wrong with a cell.
    "cell_error": ("ô có lỗi {value}", "the cell holds the error {value}"),
    "cell_no_value": (
        "công thức chưa có giá trị: hãy mở tệp bằng bảng tính rồi lưu lại",
        "the formula has no value: open the file in a spreadsheet and save it",
    ),
    "cell_merged": (
        "ô gộp nhiều dòng: số này của dòng nào?",
        "the cell is merged over several rows: of which of them is its number?",
    ),
    "cell_is_number": (
        "số {value} ở chỗ của mã hoặc văn bản: bảng tính đã biến mã thành số? Hãy định dạng cột là văn bản",
        "the number {value} where a code or a text should be: has a spreadsheet made a number of a code? Give "
        "the column the format text",
    ),
    "cell_rounded": (
        "{value} có từ 16 chữ số, bảng tính đã làm tròn: hãy nhập lại ở định dạng văn bản",
        "{value} has 16 digits or more, and a spreadsheet has rounded it: enter it anew as text",
    ),
    "cell_is_day": (
        "ngày {value} ở chỗ của mã, số hoặc văn bản: bảng tính đã biến nó thành ngày?",
        "the day {value} where a code, a number or a text should be: has a spreadsheet made a day of it?",
    ),
    "cell_is_time": (
        "giờ {value} ở chỗ của giá trị khác",
        "the clock {value} where another value should be",
    ),
    "cell_is_no_day": ("{value} không phải một ngày", "{value} is no day"),
    "cell_is_no_day_near": (
        "{value} không phải một ngày; có phải {day}?",
        "{value} is no day; did you mean {day}?",
    ),
    "cell_day_unclear": (
        "{value} là ngày viết theo cách nào? Ghi days trong tệp của --map",
        "in which order is the day {value} written? Say days in the file of --map",
    ),
    "cell_is_no_clock": ("{value} không phải giờ", "{value} is no time of day"),
    "cell_is_no_number": (
        "{value} không phải số như tệp của --map cho biết (decimal, grouping)",
        "{value} is no number as the file of --map says (decimal, grouping)",
    ),
    "cell_is_not_whole": (
        "{value} đổi ra đơn vị cần thiết thì không thành số nguyên",
        "{value} does not come to a whole number in the unit that is needed",
    ),
    "name_unknown": ("không có gì tên là “{value}”", "nothing is called “{value}”"),
    "name_unknown_near": (
        "không có gì tên là “{value}”; có phải {near}?",
        "nothing is called “{value}”; did you mean {near}?",
    ),
    "name_of_several": (
        "nhiều thứ tên là “{value}”: {ids}; hãy ghi mã",
        "several things are called “{value}”: {ids}; write the code",
    ),
    "name_of_another_day": (
        "không có gì tên là “{value}” vào ngày đó; vào ngày khác: {ids}",
        "nothing is called “{value}” on that day; on others: {ids}",
    ),
    # A workbook.
    "book_is_xlsx": (
        "{path}: bộ quy tắc được ghi thành .xlsx; hãy đặt tên tệp như vậy",
        "{path}: a rulebook is written as .xlsx; call the file so",
    ),
    "book_is_none": (
        "không phải bảng tính (.xlsx, .ods, .xls)",
        "this is no spreadsheet (.xlsx, .ods, .xls)",
    ),
    "book_document": ("Bộ quy tắc", "Rulebook"),
    "book_document_note": (
        "Bộ quy tắc của ai, tính bằng tiền nào, theo múi giờ nào.",
        "Whose rulebook it is, in which currency, and in which time zone.",
    ),
    "book_guide": ("Hướng dẫn", "Guide"),
    "book_lists": ("Danh mục", "Codes"),
    "book_sheet": ("Trang", "Sheet"),
    "book_number": ("Số dòng", "Rows"),
    "book_what": ("Nội dung", "Content"),
    "book_in_vi": ("tiếng Việt", "Vietnamese"),
    "book_in_en": ("tiếng Anh", "English"),
    "book_place": ("STT", "No."),
    "book_place_note": (
        "Thứ tự. Để trống: theo dòng.",
        "The order. Blank: as the rows.",
    ),
    "book_parent_note": ("Dòng này thuộc mục có mã này.", "What this row belongs to."),
    "book_remark": ("Thuộc về", "Belongs to"),
    "book_remark_note": (
        "hoso ghi để dễ đọc và để nhận ra dòng bị gắn nhầm chỗ. Để trống cũng được.",
        "Written by hoso for its readers, and to notice rows that belong elsewhere. May be blank.",
    ),
    "book_element": ("Ngày", "Day"),
    "book_last_day": ("Đến hết ngày", "Last day, included"),
    "book_last_day_note": (
        "Ngày cuối cùng, kể cả ngày này, như văn bản ghi; để trống: không có ngày kết thúc. Trong bộ quy tắc, until là "
        "ngày hôm sau.",
        "The last day, itself included, as papers say it; blank: without end. In the rulebook, until is the day after.",
    ),
    "book_last_day_needed_note": (
        "Ngày cuối cùng, kể cả ngày này, như văn bản ghi; nếu chỉ một ngày, ghi lại ngày đó. Trong bộ quy tắc, until "
        "là ngày hôm sau.",
        "The last day, itself included, as papers say it; of a single day that day again. In the rulebook, until is "
        "the day after.",
    ),
    "book_rest": ("Khác (JSON)", "Other (JSON)"),
    "book_rest_note": (
        "Điều không có cột riêng, như khóa x_. Thường để trống.",
        "What has no column, such as keys that begin with x_. Usually blank.",
    ),
    "book_not_offered": ("Không có trong danh sách", "Not in the list"),
    "book_choose": (
        "Hãy chọn trong danh sách, hoặc thêm mục đó vào trang của nó trước.",
        "Choose from the list, or first add it to its own sheet.",
    ),
    "book_too_long": (
        "trang {name} chỉ chứa được {n} dòng: bảng tính không đủ chỗ",
        "the sheet {name} holds {n} rows: a spreadsheet has no room for this rulebook",
    ),
    "book_too_wide": (
        "trang {name} có ô quá dài: bảng tính không đủ chỗ",
        "a cell of the sheet {name} is too long: a spreadsheet has no room for this rulebook",
    ),
    "book_spaces": (
        "dấu cách thừa ở đầu hoặc cuối ô đã bỏ; ô đầu là {first} (số ô: {n})",
        "spaces before or behind the text of a cell are left out; the first is {first} ({n} of them)",
    ),
    "book_numbers": (
        "số ở cột văn bản được đọc thành chữ; ô đầu là {first}: {value} (số ô: {n})",
        "numbers in columns of texts are read as texts; the first is {first}: {value} ({n} of them)",
    ),
    "book_small": (
        "giá dưới 1.000 đ vẫn được đọc; ô đầu là {first}: {value}, có phải {meant}? (số ô: {n})",
        "prices below 1.000 đ are read as they are; the first is {first}: {value}, did you mean {meant}? ({n} of them)",
    ),
    "book_id_is_number": (
        "{cell}: số {value} ở cột mã: số 0 đứng đầu, nếu có, đã mất. Hãy định dạng ô là văn bản rồi nhập lại mã",
        "{cell}: the number {value} in the column of ids: zeros before it, if any, are lost. Give the cell the format "
        "text and enter the id again",
    ),
    "book_number_of_several": (
        "{cell}: số {value} là mã nào: {ids}? Hãy định dạng ô là văn bản rồi nhập lại mã",
        "{cell}: which id is the number {value}: {ids}? Give the cell the format text and enter the id again",
    ),
    "book_no_semicolons": (
        "{cell}: “{value}”: nhiều giá trị cách nhau bằng dấu chấm phẩy: {wanted}",
        "{cell}: “{value}”: several values have semicolons between them: {wanted}",
    ),
    "book_yes_or_blank": (
        "{cell}: {value}: cột này ghi có, hoặc để trống",
        "{cell}: {value}: this column says yes (có), or is blank",
    ),
    "book_names": (
        "tên được đọc thành mã; ô đầu là {first}: {name} → {id} (số ô: {n})",
        "names are read as ids; the first is {first}: {name} → {id} ({n} of them)",
    ),
    "book_rows_blank": (
        "dòng trống ở giữa được bỏ qua; dòng đầu là {first} (số chỗ: {n})",
        "blank rows between others are passed over; the first is {first} ({n} of them)",
    ),
    "book_sheet_not_read": (
        "trang {name} không thuộc bộ quy tắc (ô A1 không nêu danh sách nào): không đọc",
        "the sheet {name} is no part of the rulebook (its cell A1 names no list) and is not read",
    ),
    "book_sheet_unknown": (
        "ô A1 phải nêu danh sách của trang; {what} không phải danh sách nào, có phải {near}?",
        "the cell A1 names the list of its sheet; {what} is none, did you mean {near}?",
    ),
    "book_sheet_twice": (
        "trang này và trang {name} cùng là danh sách {what}",
        "this sheet and the sheet {name} are both the list {what}",
    ),
    "book_sheet_missing": (
        "thiếu trang này (ô A1: {what}); trang không dùng cũng phải có, để trống",
        "this sheet is missing (cell A1: {what}); one that is not used must be there too, empty",
    ),
    "book_column_unknown": ("không có cột nào tên {what}", "there is no column {what}"),
    "book_column_unknown_near": (
        "không có cột nào tên {what}; có phải {near}?",
        "there is no column {what}; did you mean {near}?",
    ),
    "book_column_twice": ("cột {what} có hai lần", "the column {what} is there twice"),
    "book_columns_missing": (
        "thiếu cột: {what}; cột không dùng cũng phải có, để trống",
        "columns are missing: {what}; one that is not used must be there too, empty",
    ),
    "book_cell_beside": (
        "ô này ở cột không có khóa (dòng 4): không biết là gì",
        "this cell stands in a column without a key (row 4): what is it?",
    ),
    "book_no_document": ("thiếu dòng của bộ quy tắc", "the row of the rulebook is missing"),
    "book_several_documents": ("trang này chỉ có một dòng", "this sheet has one row only"),
    "book_parent_blank": ("dòng này thuộc mục nào? Hãy ghi mã", "what does this row belong to? Write its id"),
    "book_parent_blank_in_ods": (
        "dòng này thuộc mục nào? Hãy ghi mã; ô gộp trong tệp .ods không đọc được: hãy bỏ gộp ô, hoặc lưu thành .xlsx",
        "what does this row belong to? Write its id; merged cells of .ods cannot be read: split them, or save as .xlsx",
    ),
    "book_rows_hang": (" (số dòng khác phụ thuộc: {n})", " ({n} more rows depend on it)"),
    "book_rows_alike": (" (số dòng khác như vậy: {n})", " ({n} more rows are like it)"),
    "book_id_blank": (
        "thiếu mã hoặc STT; có phải {value}, mà các dòng khác thuộc về?",
        "the id or No. is missing; is it {value}, to which other rows belong?",
    ),
    "book_of_another": (
        "dòng này thuộc STT {value} của trang {name} ({is_}), nhưng ở đây ghi {says}, là STT {other}: STT đã bị đổi? "
        "Hãy sửa lại STT; nếu STT đúng, hãy sửa hoặc xóa ô này",
        "this row belongs to No. {value} of the sheet {name} ({is_}), but says {says} here, which is No. {other}: have "
        "places been changed? Correct the No.; if it is right, correct or clear this cell",
    ),
    "book_outdated": (
        "cột “Thuộc về” ghi khác với dòng mà nó thuộc về, ô đầu là {first} (số ô: {n}): hãy xem lại, sửa hoặc xóa ô",
        "the column “Belongs to” says something else than the row has that it belongs to; the first is {first} ({n} of "
        "them): look at it, correct or clear the cell",
    ),
    "book_keys_moved": (
        "trang {name}: dòng khóa ở dòng {row}, không ở dòng 4; các mục được đọc từ dòng sau đó",
        "the sheet {name}: the keys stand in row {row}, not in row 4; what stands below them is read",
    ),
    "book_no_keys": (
        "dòng khóa ({what}…), vốn ở dòng 4, không còn: các dòng tiêu đề đã bị xóa? Hãy chép lại dòng đó từ một tệp của "
        "hoso workbook export",
        "the row of keys ({what}…), which is row 4, is not there: were headings deleted? Copy it from a file of "
        "hoso workbook export",
    ),
    "book_no_parent": ("không có {value} trong trang {name}", "there is no {value} in the sheet {name}"),
    "book_no_parent_near": (
        "không có {value} trong trang {name}; có phải {near}?",
        "there is no {value} in the sheet {name}; did you mean {near}?",
    ),
    "book_place_twice": ("STT {value} có hai lần", "the No. {value} is there twice"),
    "book_place_blank": (
        "thiếu STT, mà các dòng khác không xếp theo STT: dòng này đứng ở đâu?",
        "the No. is missing, and the other rows do not stand by theirs: where does this one belong?",
    ),
    "book_twice": (
        "{what} có cả ở cột riêng và trong JSON: hãy bỏ một",
        "{what} stands in its own column and in the JSON: take one away",
    ),
    "book_number_is_text": (
        "{cell}: {value} là văn bản, không phải số: hãy nhập lại là số",
        "{cell}: {value} is text and no number: enter it as a number",
    ),
    "book_not_whole": ("{cell}: {value} không phải số nguyên", "{cell}: {value} is no whole number"),
    "book_percent_note": ("Phần trăm: gõ 8%.", "A percentage: type 8%."),
    "book_times_note": (
        "Phần trăm của cước: 400% là bốn lần.",
        "A percentage of the charge: 400% is four times.",
    ),
    "book_no_percent": (
        "{cell}: {value} không phải tỷ lệ phần trăm: hãy nhập như 8%",
        "{cell}: {value} is no percentage: enter it like 8%",
    ),
    "book_percent_too_fine": (
        "{cell}: {value}% có quá hai chữ số thập phân",
        "{cell}: {value}% has more than two decimals",
    ),
    "book_percent_above": (
        "{cell}: {value} ở đây là {percent}: có phải {value}%? Hãy nhập kèm dấu %; nếu đúng là {percent}, hãy nhập "
        "'{percent} (văn bản)",
        "{cell}: {value} is {percent} here: did you mean {value}%? Enter it with the sign %; if it is {percent}, enter "
        "'{percent} (as text)",
    ),
    "book_day_is_text": (
        "{cell}: {value} là văn bản, không phải ngày: hãy định dạng cột là ngày rồi nhập lại",
        "{cell}: {value} is text and no day: give the column the format of days and enter it again",
    ),
    "book_day_has_time": ("{cell}: {value} có cả giờ, cần ngày", "{cell}: {value} has a time, a day is needed"),
    "book_no_flag": ("{cell}: {value} không phải có hoặc không", "{cell}: {value} is neither yes (có) nor no (không)"),
    "book_no_map": (
        "{cell}: {value} không có dạng vùng = số ngày",
        "{cell}: {value} is not written as zone = days, each zone once",
    ),
    "book_no_object": (
        "cột này cần JSON dạng {{…}}, không phải giá trị đơn",
        "this column needs JSON of the form {{…}}, no single value",
    ),
    "book_no_json": ("{cell}: không đọc được JSON ({why})", "{cell}: this is no JSON ({why})"),
    # What is wrong with a document, as the one who fills in a workbook sees it.
    "said_empty_validity": (
        "ngày cuối (đến hết ngày) phải không trước ngày đầu",
        "the last day (included) must not be before the first",
    ),
    "said_exactly_one_of": (
        "cần điền đúng một trong các cột: {keys}",
        "exactly one of these columns must be filled in: {keys}",
    ),
    "said_at_least_one_of": (
        "cần điền ít nhất một trong các cột: {keys}",
        "at least one of these columns must be filled in: {keys}",
    ),
    "said_not_with": (
        "không đi cùng cột {keys} như đã điền",
        "does not go with the column {keys} as that is filled in",
    ),
    "said_shares_not_whole": (
        "các phần cộng lại là {sum}, phải là 100%",
        "the shares add up to {sum}, not to 100%",
    ),
    "said_too_large": ("lớn hơn {max}", "more than {max}"),
    "said_too_small": ("nhỏ hơn {min}", "less than {min}"),
    "said_not_one_of": ("“{value}” không phải một trong: {allowed}", "“{value}” is none of: {allowed}"),
    "said_not_an_id": (
        "“{value}” không phải mã (chữ không dấu, số, . _ / -, tối đa 64 ký tự, bắt đầu bằng chữ hoặc số)",
        "“{value}” is no id (letters, digits, . _ / -, at most 64 characters, a letter or digit first)",
    ),
    "said_until_looks_inclusive": (
        "còn hiệu lực đến hết ngày {last}: có phải {until}?",
        "the last day is {last}: is it {until}?",
    ),
    # A mapping.
    "map_title": (
        "hoso đọc {file} như sau: hoso {command} … --map TỆP-NÀY. Dòng sau dấu # không có tác dụng: bỏ dấu # để chọn.",
        "How hoso reads {file}: hoso {command} … --map THIS-FILE. Lines behind a # say nothing: take it off to choose.",
    ),
    "map_unsure": ("CHƯA CHẮC: {what}", "UNSURE: {what}"),
    "map_headings": ("dòng có tiêu đề các cột", "the row of the headings"),
    "map_end": (
        "ô {cell}: từ dòng này trở đi không còn là dòng của bảng",
        "cell {cell}: from this row on there are no rows of the table",
    ),
    "map_skip": ("dòng ngay dưới chỉ đánh số các cột", "the row below only numbers the columns"),
    "map_days_sure": ("{cell}: {value} chỉ đọc được theo cách này", "{cell}: {value} can only be read so"),
    "map_days_either": (
        "mọi ngày đều đọc được theo hai cách: {value} ({cell}) là ngày nào?",
        "every day can be read in two ways: which day is {value} ({cell})?",
    ),
    "map_days_none": (
        "ngày viết theo cả hai cách, và {value} ({cell}) chỉ đọc được theo một cách: hãy sửa trong bảng",
        "days are written in both ways, and {value} ({cell}) can only be read in one: mend them in the table",
    ),
    "map_days_bad": (
        "{cell}: {value} không phải một ngày theo cách nào cả (số ô: {n}); dòng đó sẽ bị báo lỗi",
        "{cell}: {value} is no day in any order ({n} of them); such a row will be told as wrong",
    ),
    "map_serial": (
        "{cell} là số {value}, không phải ngày: số thứ tự của một ngày ({day})?",
        "{cell} is the number {value} and no day: the serial number of one ({day})?",
    ),
    "map_numbers_sure": ("{cell}: {value} chỉ đọc được theo cách này", "{cell}: {value} can only be read so"),
    "map_numbers_either": (
        "số {value} ({cell}) đọc được theo hai cách: dấu phân cách nghìn, hay dấu thập phân?",
        "the number {value} ({cell}) can be read in two ways: does its mark group thousands, or begin a fraction?",
    ),
    "map_numbers_clash": (
        "cột {heading} viết số theo hai cách: hãy chọn một và sửa các số kia trong bảng, nếu không chúng bị báo lỗi",
        "numbers of the column {heading} are written in two ways: choose one and mend the others in the table, or they "
        "will be told as wrong",
    ),
    "map_numbers_lost": (
        "không đọc được như vậy: {cell}: {value} (số ô: {n})",
        "cannot be read so: {cell}: {value} ({n} of them)",
    ),
    "map_by_codes": (
        "có mã; cột {other} là tên của cùng thứ đó, không dùng đến",
        "it has the codes; the column {other} has the names of the same and is not used",
    ),
    "map_code_bad": (
        "{cell}: {value} không phải mã nào trong {list} (số giá trị: {n})",
        "{cell}: {value} is no code of {list} ({n} of them)",
    ),
    "map_by_heading": ("cột {column}: theo tiêu đề", "column {column}: by its heading"),
    "map_by_part": ("cột {column}: theo một phần của tiêu đề", "column {column}: by a part of its heading"),
    "map_by_values": (
        "cột {column}: theo các giá trị, không theo tiêu đề",
        "column {column}: by its values, not its heading",
    ),
    "map_several": ("{name} là cột nào?", "which column is {name}?"),
    "map_taken": ("cột này cũng là {other}", "this column is {other} too"),
    "map_names": (
        "tên, không phải mã: {n} trên {of} giá trị khác nhau là tên hoặc mã của đúng một thứ trong {list}",
        "names and no codes: {n} of {of} different values are the name or code of exactly one of {list}",
    ),
    "map_codes": ("mã", "codes"),
    "map_numbers_in_codes": (
        "{cell} là số {value}: bảng tính đã biến mã thành số; không khớp với mã nào",
        "{cell} is the number {value}: a spreadsheet made a number of a code; it is matched with none",
    ),
    "map_kg": ("kilôgam, theo tiêu đề: đổi ra gam", "kilograms by the heading, made grams"),
    "map_grams": ("gam, theo tiêu đề", "grams by the heading"),
    "map_grams_assumed": (
        "tiêu đề không ghi đơn vị; hiểu là gam: từ {least} đến {most}",
        "the heading names no unit; taken as grams: {least} to {most}",
    ),
    "map_unit_unsure": (
        "gam hay kilôgam? Tiêu đề không ghi, và có giá trị nhỏ hoặc lẻ: {value} ({cell})",
        "grams or kilograms? The heading does not say, and values are small or no whole numbers: {value} ({cell})",
    ),
    "map_absent": ("cần có {name}, mà không cột nào là nó: {valid}", "{name} is needed, and no column is it: {valid}"),
    "map_absent_text": (
        "ghi tiêu đề của cột (heading), hoặc một giá trị chung",
        "write the heading of a column, or one value for all rows",
    ),
    "map_absent_own": (
        "ghi tiêu đề của cột (heading); mỗi dòng phải có giá trị riêng",
        "write the heading of a column: each row must have a value of its own",
    ),
    "map_no_effect": (
        "không có tác dụng: không khóa nào có names = true dùng đến; {valid}",
        "this has no effect: no key that has names = true uses it; {valid}",
    ),
    "map_not_of_key": (
        "không có tác dụng ở khóa này",
        "this has no effect on this key",
    ),
    "map_blank": ("{cell} để trống: nghĩa là không?", "{cell} is blank: does that mean no?"),
    "map_also": (
        "tên trong bảng không đúng là tên của một thứ: ghi mã của nó",
        "names of the table that are not the name of exactly one thing: write the code of what they mean",
    ),
    "map_unused": ("cột không dùng đến: {names}", "columns not used: {names}"),
    "map_found": ("{n} khóa: {keys}", "{n} keys: {keys}"),
    # What is wrong with a mapping.
    "no_toml": ("không đọc được TOML ({why})", "this is no TOML ({why})"),
    "map_no_object": (
        "một dòng không phải đối tượng JSON đọc được: {why}",
        "a row is no JSON object that can be read: {why}",
    ),
    "map_no_keys": ("không nói tiêu đề nào là khóa nào", "it does not say which heading is which key"),
    "map_unknown": ("không có trong những gì có thể ghi; {valid}", "this is none of what may stand here; {valid}"),
    "map_value": ("giá trị không dùng được", "this value cannot be used"),
    "map_heading_or_value": ("cần một trong hai: heading hoặc value", "either heading or value is needed"),
    "map_same_mark": ("decimal và grouping phải khác nhau", "decimal and grouping must differ"),
    "map_no_names": ("khóa này không có tên gọi", "what this key holds has no names"),
    "map_no_rulebook": (
        "lệnh này không có bộ quy tắc, nên không biết tên",
        "this command has no rulebook, and so knows no names",
    ),
    "is_workbook_document": (
        "bảng tính, không phải JSON; bộ quy tắc điền bằng bảng tính thì trước hết: hoso workbook import TỆP.xlsx -o "
        "rulebook.json",
        "a spreadsheet, and no JSON; of a rulebook that is a workbook first: hoso workbook import FILE.xlsx -o "
        "rulebook.json",
    ),
    "is_zip_document": (
        "tệp nén (zip, docx), không phải JSON",
        "an archive (zip, docx), and no JSON",
    ),
    "is_office_document": (
        "tệp Office kiểu cũ (xls, doc), không phải JSON",
        "an old Office file (xls, doc), and no JSON",
    ),
    "is_pdf_document": ("tệp PDF, không phải JSON", "a PDF, and no JSON"),
    "is_markup_document": ("HTML hoặc XML, không phải JSON", "HTML or XML, and no JSON"),
    "is_binary_document": ("không phải văn bản, nên không phải JSON", "this is no text, and so no JSON"),
    "is_packed": ("tệp nén: hãy giải nén trước", "a compressed file: unpack it first"),
    "is_pdf": ("tệp PDF, không phải bảng", "a PDF, and no table"),
    "is_markup": (
        "HTML hoặc XML (nhiều cổng xuất tệp .xls như vậy): hãy mở bằng bảng tính rồi lưu thành CSV",
        "HTML or XML, as many portals export their .xls: open it in a spreadsheet and save it as CSV",
    ),
    "is_binary": (
        "không phải văn bản; đọc được: JSON, JSON Lines, CSV, Parquet",
        "this is no text; what is read: JSON, JSON Lines, CSV, Parquet",
    ),
    "is_parquet": (
        "tệp Parquet mang tên khác loại: hãy đổi đuôi tệp thành .parquet, hoặc dùng --format parquet",
        "Parquet under another name: call it .parquet, or say --format parquet",
    ),
    "no_encoding": ("không có bảng mã {encoding}", "there is no encoding {encoding}"),
    "not_utf_8": (
        "không phải UTF-8: hãy lưu thành UTF-8, hoặc cho biết bảng mã, như --encoding cp1258",
        "this is not UTF-8: save it as UTF-8, or say the encoding, such as --encoding cp1258",
    ),
    "is_utf_8": (
        "đây là UTF-8, không phải {encoding}: hãy bỏ --encoding",
        "this is UTF-8 and not {encoding}: leave --encoding out",
    ),
    "other_format": (
        "nội dung không như đuôi tệp cho biết: hãy đổi đuôi tệp thành .{format}, hoặc dùng --format {format}",
        "what is in it is not what its name says: call it .{format}, or say --format {format}",
    ),
    "not_utf_8_document": ("không phải UTF-8: hãy lưu thành UTF-8", "this is not UTF-8: save it as UTF-8"),
    "not_encoding": ("không phải {encoding}", "this is not {encoding}"),
    "too_long": ("dài hơn {mb} MB, là giới hạn của một văn bản", "longer than {mb} MB, the limit of a document"),
    "line_too_long": ("dòng dài hơn 64 MB", "the line is longer than 64 MB"),
    "too_many_cells": (
        "dòng có {n} ô mà bảng có {columns} cột: có dấu phân cách trong một ô không có ngoặc kép?",
        "the row has {n} cells under {columns} columns: a separator in a cell without quotes?",
    ),
    "cell_without_name": (
        "có dữ liệu ở một cột không có tên: một dấu phân cách trong ô không có ngoặc kép?",
        "a cell stands under no name: a separator in a cell without quotes?",
    ),
    "cell_too_long": (
        "ô dài hơn 128 kB: thiếu một dấu ngoặc kép?",
        "a cell is longer than 128 kB: is a quotation mark missing?",
    ),
    "returns_alone": (
        "dòng kết thúc bằng ký tự CR đứng một mình: hãy lưu với LF hoặc CRLF",
        "lines end in carriage returns alone: save it with LF or CRLF",
    ),
    "quote_open": (
        "dấu ngoặc kép trong dòng này không đóng đúng chỗ",
        "a quotation mark in this row is not closed where it should be",
    ),
    "column_twice": (
        "cột có hai lần [duplicate_key]: {names}",
        "columns that stand there twice [duplicate_key]: {names}",
    ),
    "no_such_column": ("không có cột: {names}; tệp có: {has}", "no such columns: {names}; the file has: {has}"),
    "columns_unused": ("cột không dùng đến: {names}", "columns not used: {names}"),
    "column_misspelt": (
        "không dùng đến cột {name}: có phải {near}?",
        "column {name} is not used: did you mean {near}?",
    ),
    "answers_lack": (
        "thiếu cột: {names}; bảng câu trả lời không có từng khoản của cước: hãy ghi câu trả lời thành JSON, như "
        "hoso quote … --keep id --keep on -o tệp.jsonl, hoặc dùng --quote với chính các bưu gửi",
        "columns missing: {names}; a table of answers does not have the lines of each price: write the answers as "
        "JSON, such as hoso quote … --keep id --keep on -o FILE.jsonl, or use --quote with the consignments themselves",
    ),
    "columns_missing": ("thiếu cột: {names}; tệp có: {has}", "columns missing: {names}; the file has: {has}"),
    "did_you_mean": ("có phải {name}?", "did you mean {name}?"),
    "no_temporary": (
        "{place}: {why} (thư mục của các tệp tạm; thư mục khác: TMPDIR)",
        "{place}: {why} (the directory of temporary files; another one: TMPDIR)",
    ),
    # What is wrong with what was asked for.
    "no_month": ("{value} không phải một tháng, như 2026-10", "{value} is no month, such as 2026-10"),
    "no_offset": ("{value} không phải múi giờ, như +07:00", "{value} is no offset, such as +07:00"),
    "period_or_month": ("cần một trong hai: --period hoặc --month", "either --period or --month is needed"),
    "period_and_month": (
        "--period và --month: chỉ dùng một trong hai",
        "--period and --month: only one of them, not both",
    ),
    "of_or_period": ("cần một trong hai: --of hoặc --period", "either --of or --period is needed"),
    "of_and_period": ("--of và --period: chỉ dùng một trong hai", "--of and --period: only one of them, not both"),
    "no_day": ("{value} không phải một ngày, như 2026-12-01", "{value} is no day, such as 2026-12-01"),
    "day_outside": (
        "{value}: lịch và địa bàn có sẵn từ {first} đến {last}",
        "{value}: calendars and places are known from {first} to {last}",
    ),
    "which_province": (
        "cần --province, với mã hoặc tên của một trong các tỉnh, thành phố: {all}",
        "--province is needed, with the code or the name of one of the provinces: {all}",
    ),
    "province_former": (
        "{name} đã sáp nhập từ 01/07/2025, nay là {into}: hãy dùng --province {code}",
        "{name} was merged on 01/07/2025 and is now {into}: say --province {code}",
    ),
    "province_near": (
        "không có tỉnh, thành phố {name}: có phải {near}?",
        "there is no province {name}: did you mean {near}?",
    ),
    "province_unknown": (
        "không có tỉnh, thành phố {name}; có: {all}",
        "there is no province {name}; there are: {all}",
    ),
    "is_there": (
        "đã có, và không bị ghi đè: {paths}",
        "already there, and not overwritten: {paths}",
    ),
    "next_command": ("Tiếp theo:", "Next:"),
    "same_file": (
        "{path}: tệp được ghi cũng là tệp được đọc hoặc đã được ghi, sẽ mất nội dung",
        "{path}: this file is also read, or written already: what is in it would be lost",
    ),
    "one_input": ("chỉ một tệp có thể là đầu vào chuẩn", "only one of the files can be standard input"),
    "sheet_full": (
        "một trang tính chỉ có {n} dòng: hãy ghi ra .csv hoặc .parquet",
        "a sheet holds {n} rows: write .csv or .parquet",
    ),
    "formats": ("tên tệp cần có đuôi", "the name of the file ends in"),
    "no_answer": (
        "không phải câu trả lời của decide, quote, track, deadlines hay compensation",
        "this is no answer of decide, quote, track, deadlines or compensation",
    ),
    "name_twice": ("{option} nêu {name} hai lần", "{option} names {name} twice"),
    "keep_taken": (
        "--keep {names}: câu trả lời đã có cột tên này; hãy đổi tên cột của tệp",
        "--keep {names}: the answer has a column of this name itself; rename that of the file",
    ),
    "no_explain_journey": (
        "hành trình của hồ sơ không diễn giải bằng câu: hoso journey không có --json cho xem nó",
        "a journey is not put into sentences: hoso journey without --json shows it",
    ),
    "no_explain_invalid": (
        "dòng này không hợp lệ nên không có câu trả lời; các lỗi của nó: {codes}",
        "this row is not valid and has no answer; what is wrong with it: {codes}",
    ),
    "currency_differs": (
        "tiền tệ là {after}, còn trong {path} là {before}: không so sánh được",
        "the currency is {after}, and {before} in {path}: they cannot be compared",
    ),
    "diff_title": ("Những thay đổi của bộ quy tắc", "What changes in the rulebook"),
    "edits": ("Giá trị khác nhau", "What is written otherwise"),
    "routes": ("Được gửi, không được gửi", "What may go by post otherwise"),
    "prices": ("Cước khác trước", "What costs otherwise"),
    "new_findings": ("Phát hiện mới", "New findings"),
    "gone_findings": ("Phát hiện không còn", "Findings that are gone"),
    "service": ("Dịch vụ", "Service"),
    "band": ("Nấc", "Band"),
    "over_each": ("trên {over} g, mỗi {step} g (đến {up_to} g)", "over {over} g, each {step} g (to {up_to} g)"),
    "by_step": ("{weights}, từng {step} g", "{weights}, each {step} g"),
    "person_pays": ("Người nộp trả", "The person pays"),
    "clause_of": ("{contract}, điều khoản {clause}", "{contract}, clause {clause}"),
    "days_from": ("Từ ngày {first}", "From {first}"),
    "is_true": ("có", "yes"),
    "is_false": ("không", "no"),
    "parts": ("{n} mục", "{n} entries"),
    "no_difference": ("Không có gì khác nhau.", "Nothing differs."),
    "diff_incomplete": (
        "quá nhiều tổ hợp: chỉ xem xét một phần",
        "too many combinations: only some of them were looked at",
    ),
    "would_change": (
        "chưa ở dạng chuẩn: hoso format {path} -o {path}",
        "not in normal form: hoso format {path} -o {path}",
    ),
    "also_in": (
        "{what} đã có, nhưng khác: {place}: {changes}",
        "{what} is defined before, and differs: {place}: {changes}",
    ),
    "other_than": ("{what} khác {place}: {changes}", "{what} is not as in {place}: {changes}"),
    "is_a_folder": ("thư mục của các phần; {path} không phải thư mục", "a folder for the parts; {path} is none"),
    "parts_there": (
        "đã có tệp khác của bộ quy tắc này: {names}; hãy dùng thư mục trống",
        "has other files already: {names}; an empty folder is wanted",
    ),
    "answer_is_json": ("câu trả lời là JSON hoặc JSON Lines", "an answer is JSON or JSON Lines"),
    "not_priced": (
        "bảng chỉ có bưu gửi chưa có cước: hãy thêm --quote",
        "a table of consignments without their prices: --quote",
    ),
    # Sentences of the command line itself.
    "error": ("Lỗi", "Error"),
    "standard_output": ("đầu ra chuẩn", "standard output"),
    "findings_hidden": (
        "Không hiện {n} phát hiện ở mức nhẹ hơn (--severity info).",
        "Not shown: {n} of lower severity (--severity info).",
    ),
    "nothing_found": ("Không có phát hiện nào.", "Nothing found."),
    "rows_left_out": ("dòng không hợp lệ bị bỏ ra", "rows that are not valid are left out"),
    "first_rows": ("dòng đầu trong", "first rows of"),
    "and_more": ("và {n} nữa", "and {n} more"),
    "hidden": ("Cửa sổ hẹp, không hiện:", "Not shown in a narrow window:"),
    "no_name": ("(không rõ)", "(not known)"),
    "most": ("Các dòng thay đổi nhiều nhất", "The rows that changed most"),
    "written": ("Đã ghi", "Written:"),
    # A dossier.
    "dossier": ("Hồ sơ", "Dossier"),
    "promised_on": ("Hẹn trả", "Promised"),
    "resolved_on": ("Giải quyết xong", "Resolved"),
    "handed_over_on": ("Đã trao", "Handed over"),
    "reached": ("Xong ngày", "Done on"),
    "not_yet": ("chưa xong", "not yet"),
    "days_late": ("Số ngày chậm", "Days late"),
    "whose": ("Bên làm chậm", "Whose"),
    "as_of": ("Tính đến ngày", "As of"),
    "next": ("Tiếp theo", "Next"),
    "comes_next": ("Tiếp theo", "What comes next"),
    "what": ("Việc", "What"),
    "expected_attempt": ("Phát lần {n}", "Attempt {n}"),
    "expected_invitation": ("Mời nhận lần {n}", "Invitation {n}"),
    "not_before": ("Từ ngày", "From"),
    "until": ("Đến hết ngày", "Until"),
    # The post's report.
    "figure": ("Chỉ tiêu", "Figure"),
    "value": ("Số liệu", "Value"),
    "volumes": ("Sản lượng và doanh thu", "Volume and revenue"),
    "volume": ("Sản lượng", "Volume"),
    "intakes": ("Tiếp nhận hồ sơ", "Intakes"),
    "returns": ("Chuyển trả kết quả", "Returns"),
    "both_ways": ("Cả hai chiều", "Both ways"),
    "revenue": ("Doanh thu chưa thuế", "Revenue without tax"),
    "quality": ("Chất lượng", "Quality"),
    "safe_bp": ("Tỷ lệ an toàn", "Safe"),
    "damaged": ("Hư hỏng", "Damaged"),
    "misdirected": ("Chuyển nhầm", "Misdirected"),
    "complaints_title": ("Khiếu nại và bồi thường", "Complaints and compensation"),
    "complaints": ("Khiếu nại", "Complaints"),
    "complaints_open": ("Chưa trả lời", "Not answered"),
    "complaints_settled": ("Chấp nhận", "Settled"),
    "complaints_refused": ("Không chấp nhận", "Refused"),
    "compensation_cases": ("Số vụ bồi thường", "Cases paid"),
    # Money.
    "rule": ("Quy tắc", "Rule"),
    "rule_name": ("Quy tắc", "Rule"),
    "band_to": ("đến {up_to} g", "up to {up_to} g"),
    "band_beyond": ("trên nấc cuối", "beyond the last band"),
    "note": ("Ghi chú", "Note"),
    "is_net": ("đúng bằng giá chưa thuế", "exactly the price before tax"),
    "claim_until": ("Hạn khiếu nại", "Claim until"),
    "answer_due": ("Hạn trả lời", "Answer due"),
    "pay_due": ("Hạn chi trả", "Payment due"),
    "compensation": ("Bồi thường", "Compensation"),
    "invoice": ("Dòng hóa đơn", "Invoice line"),
    "item": ("Bưu gửi", "Item"),
    "billed": ("Hóa đơn tính", "Billed"),
    "expected": ("Theo hợp đồng", "By the contract"),
    "matched": ("Khớp", "Matched"),
    "wrong_amount": ("Sai số tiền", "Wrong amount"),
    "not_ours": ("Không có trong bảng kê", "Not ours"),
    "not_billed": ("Chưa tính", "Not billed"),
    "nearest": ("Có phải", "Did you mean"),
    "reconcile_title": ("Biên bản đối chiếu hóa đơn cước bưu chính", "The invoice held against the contract"),
    "agree_reconciled": (
        "Hai Bên đã đối chiếu hóa đơn với số liệu theo hợp đồng, kết quả như sau:",
        "The parties have held the invoice against what the contract says, with this result:",
    ),
    "billed_twice": ("Tính hai lần", "Billed twice"),
    "credited": ("Bưu gửi có ghi giảm", "Items with a credit note"),
    "invoices": ("Các dòng hóa đơn", "Invoice lines"),
    "content": ("Nội dung", "Content"),
    "no": ("STT", "No."),
    "on": ("Ngày", "Day"),
    "charges": ("Cước dịch vụ ({n} bưu gửi)", "Charges ({n} items)"),
    "surcharges": ("Phụ thu", "Surcharges"),
    "discounts": ("Giảm cước", "Discounts"),
    "of_which": ("Trong đó: {what}", "Of which: {what}"),
    "payers": ("Bên chịu cước", "Who bears the charges"),
    "payer_applicant": ("Người nộp hồ sơ", "Applicants"),
    "payer_agency": ("Bên A", "Party A"),
    "between": ("Thanh toán giữa hai Bên", "Between the parties"),
    "shares_of_both": ("Cước người nộp hồ sơ và Bên A chịu", "Charges borne by applicants and Party A"),
    "less_collected": (
        "Trừ: Bên B đã thu của người nộp (cả lệ phí)",
        "Less: collected by Party B from applicants, with fees",
    ),
    "less_compensation": ("Trừ: Bên B bồi thường cho Bên A", "Less: compensation owed by Party B to Party A"),
    "balance": ("Bên A còn phải trả Bên B (số âm: Bên B trả Bên A)", "Due from A to B (negative: from B to A)"),
    "aside": ("Để đối chiếu", "For information"),
    "agency_fees": ("Lệ phí hồ sơ theo báo giá", "Agency fees by the quotations"),
    "compensation_to_applicants": ("Bồi thường trả người nộp hồ sơ", "Compensation paid to applicants"),
    "total_is": ("Tổng cước trong kỳ: {amount}.", "Total charges of the period: {amount}."),
    "collected": ("Đã thu", "Collected"),
    "collected_assumed": (
        "{n} trong {of} bưu gửi không ghi số tiền đã thu: coi như Bên B đã thu của người nộp đúng số phải thu theo báo "
        "giá.",
        "For {n} of {of} items it is not said what was collected: Party B is taken to have collected what was due.",
    ),
    "say_collected": ("Số thực thu ghi ở khóa collected.", "What was really collected is said by the key collected."),
    "outside_period": (
        "Ngày nằm ngoài kỳ từ ngày {first} đến hết ngày {last}.",
        "Not a day of the period from {first} to {last} inclusive.",
    ),
    "nothing_owed": ("Hai Bên đã thanh toán đủ, không còn nợ nhau.", "Nothing is owed between the parties."),
    "a_owes_b": (
        "Bên A ({payer}) còn phải trả Bên B ({payee}): {amount}.",
        "Party A ({payer}) owes Party B ({payee}): {amount}.",
    ),
    "b_owes_a": (
        "Bên B ({payer}) còn phải trả Bên A ({payee}): {amount}.",
        "Party B ({payer}) owes Party A ({payee}): {amount}.",
    ),
    "in_words": ("Bằng chữ: {words}.", "In words: {words}."),
    "days_from_to": ("Từ ngày {first} đến hết ngày {last}", "From {first} to {last} inclusive"),
    "agencies_of_contract": ("Các cơ quan thuộc hợp đồng", "The agencies of the contract"),
    # The statement.
    "statement_title": ("Biên bản quyết toán cước dịch vụ bưu chính", "Statement of postal service charges"),
    "by_contract": ("Theo Hợp đồng số {number} ký ngày {day}", "Under contract No. {number}, signed on {day}"),
    "number_blank": ("Số: ..............................", "No.: .............................."),
    "day_blank": (
        "....................., ngày ..... tháng ..... năm .........",
        "....................., date ..... / ..... / .........",
    ),
    "party_a": ("Bên A (bên sử dụng dịch vụ)", "Party A (user of the service)"),
    "party_b": ("Bên B (bên cung ứng dịch vụ)", "Party B (provider of the service)"),
    "agree": (
        "Hai Bên thống nhất số liệu quyết toán trong kỳ như sau:",
        "The parties agree on the following figures for the period:",
    ),
    "copies": (
        "Biên bản được lập thành 02 bản có giá trị như nhau, mỗi Bên giữ 01 bản.",
        "Made in 2 copies of equal value, one for each party.",
    ),
    "for_a": ("Đại diện Bên A", "For Party A"),
    "for_b": ("Đại diện Bên B", "For Party B"),
    "accountant": ("Kế toán", "Accountant"),
    "head": ("Thủ trưởng đơn vị", "Head of the unit"),
    "sign": ("(Ký, ghi rõ họ tên)", "(Signature, full name)"),
    "sign_and_seal": ("(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal, full name)"),
    "annex": ("Phụ lục: Bảng kê bưu gửi", "Annex: the items"),
    "unit": ("Đơn vị tính: {unit}", "Amounts in {unit}"),
    # The page.
    "page_title": ("Chuyển trả kết quả qua bưu điện", "Results delivered by post"),
    "by_agency": ("Kết quả theo cơ quan", "Results by agency"),
    "by_month": ("Kết quả theo tháng", "Results by month"),
    "share": ("Tỷ lệ qua bưu điện", "Share by post"),
    "share_agency": ("Tỷ lệ qua bưu điện theo cơ quan", "Share by post, by agency"),
    "share_month": ("Tỷ lệ qua bưu điện theo tháng", "Share by post, by month"),
    "on_time_month": ("Tỷ lệ phát đúng hạn theo tháng", "On-time share, by month"),
    "time": ("Phát đúng hạn và chậm hạn theo tháng", "Delivered on time and late, by month"),
    "time_agency": ("Tỷ lệ phát đúng hạn theo cơ quan", "On-time share, by agency"),
    "table": ("Bảng số liệu", "The figures"),
    "first_groups": (
        "{n} cơ quan nhiều kết quả nhất; đủ cả trong bảng.",
        "The {n} with most results; all are in the table.",
    ),
    "made_by": ("Lập bằng hoso {v} từ bộ quy tắc {id}.", "Made by hoso {v} with the rulebook {id}."),
}


#: Why a file or a stream cannot be read or written; in English the system says it.
_FAILURES = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không được phép",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EDQUOT: "hết hạn mức đĩa",
    errno.EFBIG: "tệp lớn quá giới hạn",
    errno.EROFS: "ổ đĩa chỉ đọc",
    errno.EBADF: "đã bị đóng",
    errno.EIO: "lỗi khi đọc hoặc ghi",
    errno.ELOOP: "liên kết đi vòng",
    errno.EMFILE: "mở quá nhiều tệp",
}


def failure(error: OSError, language: Language) -> str:
    """Why a file or a stream cannot be read or written."""
    said = error.strerror or str(error)
    return said if language == "en" else _FAILURES.get(error.errno or 0, said)


def word(key: str, language: Language, **values: Any) -> str:
    """What a column or a total is called; one that is not known stands for itself."""
    if key not in _WORDS:
        return next((label(members, key, language) for members in _COLUMNS if key in members), key)
    vi, en = _WORDS[key]
    return (en if language == "en" else vi).format(**values)


def both(key: str) -> tuple[str, str]:
    """A word in Vietnamese, and in English."""
    return _WORDS[key]


def is_word(key: str) -> bool:
    """Whether there is such a word."""
    return key in _WORDS


@cache
def _closed_lists() -> Mapping[frozenset[str], Members]:
    lists = (vars(hoso)[name] for name in dir(hoso) if name.isupper() and name != "QUESTIONS")
    return {frozenset(members): members for members in lists if isinstance(members, dict)}


def closed_list(members: Iterable[str]) -> Members | None:
    """The closed list that has these members, with what they are called: the library has it under some name."""
    return _closed_lists().get(frozenset(members))


def label(members: Members, name: str, language: Language) -> str:
    """What a member of a closed list is called."""
    return members[name][language]


def number(value: int, language: Language) -> str:
    """``26.000`` in Vietnamese, ``26,000`` in English."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")


def percent(part: int, of: int, language: Language) -> str:
    """A share as ``50,4 %`` or ``50.4%``: of the counts themselves, rounded once, half up; of nothing a dash."""
    if of == 0:
        return "–"
    tenths = (part * 2_000 + of) // (of * 2)
    return _percent(f"{tenths // 10}.{tenths % 10}", language)


def basis_points(bp: int, language: Language) -> str:
    """Basis points as ``50,44 %`` or ``50.44%``: a share that was rounded before is not rounded again."""
    return _percent(f"{bp // 100}.{bp % 100:02}", language)


def _percent(text: str, language: Language) -> str:
    return f"{text}%" if language == "en" else f"{text.replace('.', ',')} %"


def money(value: int, currency: str = "VND") -> str:
    """As the library writes it in its sentences, in both languages: ``26.000 đ``."""
    return f"{number(value, 'vi')} {'đ' if currency == 'VND' else currency}"


def unit(currency: str) -> str:
    """What amounts are counted in."""
    return "đồng" if currency == "VND" else currency


def day(text: str) -> str:
    """``2014-10-01`` as ``01/10/2014`` and ``2014-10`` as ``10/2014``, as the library writes days in its sentences."""
    return "/".join(reversed(text.split("-")))


def last_day(until: str) -> str:
    """The last day of a period, which people name, by the day after it."""
    return day((date.fromisoformat(until) - timedelta(days=1)).isoformat())


def period(first: str, until: str | None, language: Language) -> str:
    """Days with their last one; or without end."""
    if until is None:
        return word("days_from", language, first=day(first))
    return word("days_from_to", language, first=day(first), last=last_day(until))


def moment(text: str) -> str:
    """``2014-10-01T08:30:00+07:00`` as ``01/10/2014 08:30``, as the clock stood where it was written."""
    date, _, time = text.partition("T")
    return f"{day(date)} {time[:5]}"


def name(text: Any, language: Language) -> str:
    """A name of a rulebook, in one language when it has two."""
    if isinstance(text, dict):
        return str(text.get(language) or next((value for value in text.values() if value), ""))
    return str(text)
