"""A new user's afternoon: from four files of an office to a rulebook that was checked, a year of dossiers with prices,
a settled month and the invoice of the post, by commands of hoso and by what a person types into spreadsheets."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("python_calamine", reason="needs hoso[cli]")
pytest.importorskip("xlsxwriter", reason="needs hoso[cli]")

import openpyxl
import xlsxwriter
from test_cli_sheets import run
from test_cli_workbook import cell

# The office's files, as Excel writes them.

PROCEDURES = [
    ["1", "2.000635", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", "Hộ tịch", "UBND cấp xã", 1],
    ["2", "1.001193", "Đăng ký khai sinh", "", "UBND cấp xã", 1],
    ["3", "2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực", "UBND cấp xã", 0],
    ["4", "1.014200", "Cấp lại giấy phép lao động", "Việc làm", "Sở Nội vụ", 3],
]
TARIFF = [["Đến 100 g", 25000, 28000, 30000], ["Trên 100 g đến 500 g", 27000, 33000, 38000]]
AGENCIES = ["Sở Nội vụ", "UBND phường Thuận Hóa", "UBND phường Phú Xuân"]
PLACES = ["Phường Thuận Hóa", "Phường Phú Xuân", "Phường Vỹ Dạ"]


def table(path: str, sheet: str, titles: list[str], headings: list[str], rows: list[list[Any]]) -> None:
    """A table below its titles, with numbers under the headings, the total, if there is one, and whoever made it."""
    with xlsxwriter.Workbook(path) as book:
        page, day = book.add_worksheet(sheet), book.add_format({"num_format": "dd/mm/yyyy"})
        last = len(headings) - 1
        for at, title in enumerate(titles):
            page.merge_range(at, 0, at, last, title)
        top = len(titles) + 1
        page.write_row(top, 0, headings)
        page.write_row(top + 1, 0, [f"({at + 1})" for at in range(len(headings))])
        for at, row in enumerate(rows, top + 2):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(at, column, value, day)
                else:
                    page.write(at, column, value)
        end = top + 2 + len(rows)
        if isinstance(rows[0][-1], int) and len(rows[0]) < 6:
            page.merge_range(end, 0, end, last - 1, "Tổng cộng")
            page.write(end, last, sum(row[-1] for row in rows))
        page.write(end + 2, last - 1, "Người lập biểu")


def procedures() -> None:
    headings = ["STT", "Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cơ quan thực hiện", "Thời hạn (ngày làm việc)"]
    titles = ["UBND THÀNH PHỐ HUẾ", "DANH MỤC THỦ TỤC HÀNH CHÍNH"]
    table("thu-tuc.xlsx", "Sheet1", titles, headings, PROCEDURES)
    book = openpyxl.load_workbook("thu-tuc.xlsx")
    book["Sheet1"].merge_cells("D6:D7")
    book.save("thu-tuc.xlsx")


def tariff() -> None:
    with xlsxwriter.Workbook("bang-gia.xlsx") as book:
        page = book.add_worksheet("Bảng giá")
        page.merge_range("A1:D1", "BẢNG GIÁ CƯỚC CHUYỂN TRẢ KẾT QUẢ TỪ 01/01/2026")
        page.merge_range("A3:A4", "Nấc khối lượng")
        page.merge_range("B3:D3", "Giá cước (đồng, đã gồm thuế GTGT)")
        page.write_row("B4", ["Nội tỉnh", "Liên tỉnh nội vùng", "Liên tỉnh liên vùng"])
        for at, row in enumerate(TARIFF, 4):
            page.write_row(at, 0, row)


def sent() -> list[list[Any]]:
    """A year of results sent home, with numbers of consignments that Excel made numbers of."""
    rows: list[list[Any]] = []
    for month in range(1, 13):
        for at, agency in enumerate(AGENCIES):
            number, day = len(rows) + 1, date(2026, month, 5 + 10 * at)
            code = "1.014200" if at == 0 else ("2.000635", "2.000815")[month % 2]
            weight = "0,080" if number % 3 else "0,150"
            rows.append([number, 260_000_000 + number, agency, code, "Chuyển trả kết quả", day, weight, PLACES[at]])
    return rows


def price(row: list[Any]) -> int:
    return int(TARIFF[row[6] == "0,150"][1])


def dossiers(path: str, rows: list[list[Any]]) -> None:
    headings = [
        "STT",
        "Mã bưu gửi",
        "Cơ quan giải quyết",
        "Mã TTHC",
        "Dịch vụ",
        "Ngày gửi",
        "Khối lượng (kg)",
        "Nơi nhận",
    ]
    table(path, "Hồ sơ", ["BẢNG KÊ HỒ SƠ TRẢ KẾT QUẢ QUA BƯU ĐIỆN", "Năm 2026"], headings, rows)


def invoice(rows: list[list[Any]]) -> None:
    """September by the post: the first price is not that of the table."""
    lines = [[at, row[1], row[5], price(row)] for at, row in enumerate(rows, 1)]
    lines[0][-1] += 2000
    headings = ["STT", "Mã vận đơn", "Ngày gửi", "Thành tiền (đồng)"]
    table("hoa-don-09.xlsx", "T9", ["BƯU ĐIỆN THÀNH PHỐ HUẾ", "BẢNG KÊ CƯỚC THÁNG 09/2026"], headings, lines)


# What a person does in a spreadsheet.


class Typed:
    """The workbook, open in a spreadsheet."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.book = openpyxl.load_workbook(path)

    def empty(self, *sheets: str) -> None:
        for name in sheets:
            self.book[name].delete_rows(5, self.book[name].max_row)

    def rows(self, sheet: str, *rows: dict[str, Any]) -> None:
        """Rows below those that are there."""
        page = self.book[sheet]
        first = next(row for row in range(5, page.max_row + 2) if not any(it.value for it in page[row]))
        for at, row in enumerate(rows, first):
            for key, value in row.items():
                cell(self.book, sheet, key, at).value = value

    def paste(self, sheet: str, key: str, values: list[Any]) -> None:
        """A column that was copied elsewhere."""
        for at, value in enumerate(values, 5):
            cell(self.book, sheet, key, at).value = value

    def save(self) -> None:
        self.book.save(self._path)


def column(path: str, letter: str, first: int, last: int) -> list[Any]:
    """A column of an office's file, filled down where cells were merged."""
    page = openpyxl.load_workbook(path).worksheets[0]
    found: list[Any] = []
    for row in range(first, last + 1):
        value = page[f"{letter}{row}"].value
        found.append(found[-1] if value in (None, "") else value)
    return found


def fill_in(path: str) -> None:
    """The province's own agencies, procedures, tariff and contract in the place of the examples."""
    typed = Typed(path)
    typed.empty("Doanh nghiệp bưu chính", "Cơ quan", "Lĩnh vực", "Thủ tục", "Phí, lệ phí", "Hợp đồng", "Điều khoản")
    typed.rows("Doanh nghiệp bưu chính", {"id": "buu-dien-hue", "name.vi": "Bưu điện thành phố Huế"})
    for code, name, kind, place in (
        ("so-noi-vu", AGENCIES[0], "department", "Thành phố Huế"),
        ("ubnd-thuan-hoa", AGENCIES[1], "commune", PLACES[0]),
        ("ubnd-phu-xuan", AGENCIES[2], "commune", PLACES[1]),
    ):
        row = {"code": code, "name.vi": name, "kind": kind, "place": place, "calendar": "agency"}
        typed.rows("Cơ quan", row)
    for id_, name in (("ho-tich", "Hộ tịch"), ("chung-thuc", "Chứng thực"), ("viec-lam", "Việc làm")):
        typed.rows("Lĩnh vực", {"id": id_, "name.vi": name})
    for key, letter in (("code", "B"), ("name.vi", "C"), ("field", "D"), ("processing_days", "F")):
        typed.paste("Thủ tục", key, column("thu-tuc.xlsx", letter, 6, 9))
    for row, agency in enumerate(column("thu-tuc.xlsx", "E", 6, 9), 5):
        is_commune = agency == "UBND cấp xã"
        cell(typed.book, "Thủ tục", "agencies.kinds" if is_commune else "agencies.codes", row).value = (
            "commune" if is_commune else agency
        )
    named = {"tariffs:id": "hue", "versions:id": "2026"}
    typed.rows("Bảng giá cước", {"id": "hue", "title.vi": "Bảng giá 2026", "tax": "vat", "price_includes_tax": "có"})
    typed.rows("Phiên bản giá", {"tariffs:id": "hue", "id": "2026", "valid.from": date(2026, 1, 1)})
    for number, (letter, zone) in enumerate(
        zip("BCD", ("intra_province", "in_region", "cross_region"), strict=True), 1
    ):
        typed.rows("Giá cước", {**named, "#": number, "services": "return", "zone": zone})
        for up_to, price in zip((100, 500), column("bang-gia.xlsx", letter, 5, 6), strict=True):
            typed.rows("Nấc khối lượng", {**named, "rates:#": number, "up_to": up_to, "price": price})
    contract = {"id": "HD-2026", "number": "15/HĐ-BĐ", "operator": "Bưu điện thành phố Huế", "agencies.all": "có"}
    contract["basis"] = "45/2016/QĐ-TTg; 17/2017/TT-BTTTT; 22/2017/TT-BTTTT"
    days = {"signed_on": date(2025, 12, 20), "valid.from": date(2026, 1, 1), "valid.until": "31/12/2026"}
    typed.rows("Hợp đồng", {**contract, **days})
    delivery = "intra_province = 2; in_region = 4; cross_region = 4"
    clause = {"contracts:id": "HD-2026", "id": "1", "services": "return", "scope.all": "có", "tariff": "Bảng giá 2026"}
    typed.rows("Điều khoản", {**clause, "sla.calendar": "post", "sla.delivery_days": delivery, "sla.attempts": 2})
    typed.save()


def shown(*args: str | Path, expected: int = 0) -> str:
    """What a command shows, in one line."""
    result = run(*args, expected=expected, language="vi")
    return " ".join((result.stdout + result.stderr).split())


def test_from_four_office_files_to_a_reconciled_invoice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    procedures()
    tariff()
    rows = sent()
    dossiers("ho-so-2026.xlsx", rows)
    invoice([row for row in rows if row[5].month == 9])

    # A rulebook to begin from, and the province's own in it. A day that was typed as text is told with its cell.
    shown("init", "hue", "--province", "Huế", "--from", "2026-01-01", "--workbook")
    fill_in("hue/rules.xlsx")
    told = shown("workbook", "import", "hue/rules.xlsx", "-o", "hue/rulebook.json", expected=2)
    assert "'Hợp đồng'!J5: 31/12/2026 là văn bản, không phải ngày" in told, told
    typed = Typed("hue/rules.xlsx")
    cell(typed.book, "Hợp đồng", "valid.until", 5).value = date(2026, 12, 31)
    typed.save()
    told = shown("workbook", "import", "hue/rules.xlsx", "-o", "hue/rulebook.json")
    assert "Đã ghi hue/rulebook.json" in told and "Thành phố Huế → 46 (số ô: 10)" in told, told
    assert shown("check", "hue/rulebook.json") == "Không có phát hiện nào.", told
    [contract] = json.loads(Path("hue/rulebook.json").read_text(encoding="utf-8"))["contracts"]
    assert contract["valid"] == {"from": "2026-01-01", "until": "2027-01-01"}

    # A year of dossiers with its prices.
    told = shown("map", "ho-so-2026.xlsx", "hue/rulebook.json", "--for", "settle", "-o", "ho-so.toml")
    assert "CHƯA CHẮC" not in told + Path("ho-so.toml").read_text(encoding="utf-8"), told
    year = ("hue/rulebook.json", "ho-so-2026.xlsx", "--map", "ho-so.toml")
    told = shown("quote", *year, "--keep", "Mã bưu gửi", "-o", "cuoc.csv")
    assert "Tính được cước 36 100,0 %" in told and "(“Người lập biểu”) trở đi" in told, told
    with open("cuoc.csv", encoding="utf-8", newline="") as file:
        prices = {line["Mã bưu gửi"]: int(line["total"]) for line in csv.DictReader(file)}
    assert prices == {str(row[1]): price(row) for row in rows}

    # September, whose rows are copied into a file of their own, settled with a statement to be signed.
    dossiers("ho-so-09.xlsx", [row for row in rows if row[5].month == 9])
    month = ("--contract", "HD-2026", "--month", "2026-09", "--map", "ho-so.toml", "--quote")
    told = shown("settle", "hue/rulebook.json", "ho-so-09.xlsx", *month, "--html", "quyet-toan.html")
    owed = sum(price(row) for row in rows if row[5].month == 9)
    assert f"{owed:,} đ".replace(",", ".") in told and "Đã ghi quyet-toan.html" in told, told
    assert "15/HĐ-BĐ" in Path("quyet-toan.html").read_text(encoding="utf-8")

    # The invoice of the post, of which one line is not by the contract.
    told = shown("map", "hoa-don-09.xlsx", "hue/rulebook.json", "--for", "invoice", "-o", "hoa-don.toml")
    assert "CHƯA CHẮC" not in told + Path("hoa-don.toml").read_text(encoding="utf-8"), told
    files = ("hue/rulebook.json", "ho-so-09.xlsx", "hoa-don-09.xlsx", "--invoice-map", "hoa-don.toml")
    told = shown("reconcile", *files, *month, "--html", "doi-chieu.html", expected=1)
    assert "Khớp 2" in told and "+2.000 đ" in told and "Đã ghi doi-chieu.html" in told, told
    assert "260000025" in Path("doi-chieu.html").read_text(encoding="utf-8")
