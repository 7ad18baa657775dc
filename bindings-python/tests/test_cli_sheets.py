"""Workbooks as spreadsheets write them, with all that readers stumble over in them."""

from __future__ import annotations

import io
import json
import struct
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from conftest import PLAIN, REPOSITORY

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("pyarrow", reason="needs hoso[cli]")
pytest.importorskip("python_calamine", reason="needs hoso[cli]")

import openpyxl
import pyarrow.csv
import xlsxwriter
import xlwt
from click.testing import CliRunner, Result
from hoso.cli.app import app
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

RULEBOOK = str(REPOSITORY / "examples" / "data" / "binh-duong.json")
HEADINGS = ["id", *PLAIN, "known_on"]
#: A row as a spreadsheet has it: a day is one, a number a float.
ROW: list[Any] = ["RB1", *PLAIN.values(), None]
ROW[HEADINGS.index("on")] = date(2014, 10, 1)
WEIGHT, ON, CODE = (HEADINGS.index(name) for name in ("weight_grams", "on", "procedure"))


def run(
    *args: str | Path, expected: int | tuple[int, ...] = 0, language: str = "en", given: bytes | None = None
) -> Result:
    environment = {"HOSO_LANGUAGE": language}
    result = CliRunner().invoke(app, [str(arg) for arg in args], input=given, env=environment, prog_name="hoso")
    codes = (expected,) if isinstance(expected, int) else expected
    assert result.exit_code in codes, (result.output, result.stderr, result.exception)
    return result


def workbook(path: Path, rows: list[list[Any]], **settings: Any) -> Path:
    """An .xlsx as Excel writes it; a dict instead of rows has sheets by their names."""
    sheets = rows if isinstance(rows, dict) else {"Bảng kê": rows}
    with xlsxwriter.Workbook(path, settings) as book:
        day, clock = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "hh:mm"})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(cells):
                for column, cell in enumerate(row):
                    if isinstance(cell, time):
                        sheet.write_datetime(at, column, cell, clock)
                    elif isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    elif isinstance(cell, tuple):
                        sheet.write_formula(at, column, *cell)
                    else:
                        sheet.write(at, column, cell)
    return path


def with_cell(at: int, cell: Any) -> list[Any]:
    return [*ROW[:at], cell, *ROW[at + 1 :]]


def answers(path: Path, *options: str, expected: int = 0) -> tuple[list[dict[str, Any]], str]:
    result = run("quote", RULEBOOK, path, "--json", *options, expected=expected)
    said = result.stderr.replace(str(path), "FILE").replace("FILE: columns not used: id\n", "")
    return [json.loads(line) for line in result.stdout.splitlines()], said


@pytest.mark.parametrize("settings", [{}, {"date_1904": True}, {"constant_memory": True}])
def test_a_workbook_is_read_as_the_same_rows_of_csv(tmp_path: Path, settings: dict[str, Any]) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, ROW, ROW], **settings)
    told, said = answers(path, "--keep", "id", "--keep", "on")
    assert [(one["id"], one["on"], one["total"]) for one in told] == [("RB1", "2014-10-01", 35_000)] * 2
    assert said == ""
    given = run("quote", RULEBOOK, "-", "--keep", "id", "--keep", "on", "--json", given=path.read_bytes())
    assert [json.loads(line) for line in given.stdout.splitlines()] == told


def test_old_and_open_workbooks_are_read_too(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("Bảng")
    for at, row in enumerate([HEADINGS, ROW]):
        for column, cell in enumerate(row):
            style = xlwt.easyxf(num_format_str="dd/mm/yyyy" if isinstance(cell, date) else "General")
            sheet.write(at, column, cell, style)
    old.save(str(tmp_path / "bang.xls"))
    open_ = OpenDocumentSpreadsheet()
    table = Table(name="Bảng")
    open_.spreadsheet.addElement(table)
    for row in [HEADINGS, ROW]:
        made = TableRow()
        table.addElement(made)
        for cell in row:
            kind: dict[str, str] = {"valuetype": "string"}
            if isinstance(cell, date):
                kind = {"valuetype": "date", "datevalue": str(cell)}
            elif cell is None:
                made.addElement(TableCell())
                continue
            elif isinstance(cell, int):
                kind = {"valuetype": "float", "value": str(cell)}
            written = TableCell(**kind)
            written.addElement(P(text=str(cell)))
            made.addElement(written)
    empty = TableRow(numberrowsrepeated=str(1_048_000))
    empty.addElement(TableCell(numbercolumnsrepeated="1000"))
    table.addElement(empty)
    open_.save(str(tmp_path / "bang.ods"))
    for name in ("bang.xls", "bang.ods"):
        told, said = answers(tmp_path / name)
        assert [one["total"] for one in told] == [35_000] and said == "", name


#: Cells as they come, under which key, and the code and the params with which they are refused.
FAULTS: list[tuple[str, Any, str, dict[str, str]]] = [
    ("procedure", 1.9001, "cell_is_number", {"value": "1.9001"}),
    ("procedure", date(2014, 5, 3), "cell_is_day", {"value": "03/05/2014"}),
    ("weight_grams", ("=NA()", None, "#N/A"), "cell_error", {"value": "#N/A"}),
    ("agency", ("=VLOOKUP(1,A1,1)", None, "#REF!"), "cell_error", {"value": "#REF!"}),
    ("weight_grams", date(2014, 5, 3), "cell_is_day", {"value": "03/05/2014"}),
    ("weight_grams", time(8, 30), "cell_is_time", {"value": "08:30:00"}),
    ("on", 41913, "cell_is_no_day_near", {"value": "41913", "day": "01/10/2014"}),
    ("on", 20141001, "cell_is_no_day_near", {"value": "20141001", "day": "01/10/2014"}),
    ("on", 7, "cell_is_no_day", {"value": "7"}),
    # Without what cannot be read the row would be a question.
    ("known_on", 7, "cell_is_no_day", {"value": "7"}),
    ("known_on", ("=NA()", None, "#N/A"), "cell_error", {"value": "#N/A"}),
    ("on", datetime(2014, 10, 1, 8, 30), "not_a_date", {}),
    ("weight_grams", 80.5, "not_integer", {}),
    ("agency", 1234567890123456789, "cell_rounded", {"value": "1234567890123460000"}),
    ("zone", 1234567890123456789, "cell_rounded", {"value": "1234567890123460000"}),
]


@pytest.mark.parametrize(("key", "cell", "code", "params"), FAULTS)
def test_what_cannot_be_read_is_told_by_sheet_and_cell(
    tmp_path: Path, key: str, cell: Any, code: str, params: dict[str, str]
) -> None:
    at = HEADINGS.index(key)
    path = workbook(tmp_path / "bang.xlsx", [["BẢNG KÊ"], [], HEADINGS, ROW, with_cell(at, cell)])
    if isinstance(cell, datetime):
        book = openpyxl.load_workbook(path)
        book.active.cell(5, at + 1).number_format = "dd/mm/yyyy hh:mm"
        book.save(path)
    told, said = answers(path, expected=1)
    place = f"'Bảng kê'!{'ABCDEFGHI'[at]}5"
    (issue,) = told[1]["issues"]
    assert (issue["code"], issue["path"]) == (code, f"/{key}") and "total" in told[0]
    if params:
        assert issue["params"] == {"cell": place, **params}
    assert f"FILE:{place}: " in said and f"[{code}] /{key}" in said and "in row 3" in said
    # So it is in a table, and where many are counted.
    output = tmp_path / "out.csv"
    run("quote", RULEBOOK, path, "-o", output, expected=1)
    assert f'"code"":""{code}' in output.read_text(encoding="utf-8")
    compared = run("compare", RULEBOOK, RULEBOOK, path, "--json", expected=1)
    assert json.loads(compared.stdout)["total"]["rows"] == 1 and place in compared.stderr
    settled = ("--contract", "SNV-2014", "--period", "2014-10-01", "2014-11-01", "--quote")
    assert place in run("settle", RULEBOOK, path, *settled, expected=2).stderr


def test_the_message_is_told_in_vietnamese(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, with_cell(CODE, 1.9001)])
    said = run("quote", RULEBOOK, path, expected=1, language="vi").stderr
    assert "số 1.9001 ở chỗ của mã" in said and "'Bảng kê'!C2" in said


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    # As openpyxl, and other writers that do not calculate, leave them.
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(with_cell(WEIGHT, "=40+40"))
    book.save(path := tmp_path / "bang.xlsx")
    told, said = answers(path, expected=1)
    assert [issue["code"] for issue in told[0]["issues"]] == ["cell_no_value"] and "Sheet!F2" in said
    # XlsxWriter leaves a nought, and says that it is to be calculated.
    path = workbook(tmp_path / "bang2.xlsx", [HEADINGS, with_cell(WEIGHT, ("=40+40", None))])
    assert "formulas have not been calculated" in answers(path, expected=1)[1]
    path = workbook(tmp_path / "bang3.xlsx", [HEADINGS, with_cell(WEIGHT, ("=40+40", None, 80))])
    assert answers(path)[0][0]["total"] == 35_000


def test_hidden_and_filtered_rows_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("A"), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate([HEADINGS, ROW, ROW, ROW]):
            for column, cell in enumerate(row):
                sheet.write_datetime(at, column, cell, day) if isinstance(cell, date) else sheet.write(at, column, cell)
        sheet.set_row(2, None, None, {"hidden": True})
        # Excel hides all rows below a table so; there is nothing in them.
        sheet.set_row(20, None, None, {"hidden": True})
    told, said = answers(path)
    assert len(told) == 3 and said == "FILE: 1 hidden rows are read too, the first A!3\n"
    filtered = openpyxl.load_workbook(path)
    filtered.active.auto_filter.ref = "A1:H4"
    filtered.active.auto_filter.add_filter_column(0, ["x"])
    filtered.save(path)
    assert answers(path)[1] == "FILE: 1 rows that a filter hides are read too, the first A!3\n"


def test_merged_cells_stand_for_each_of_their_rows_but_not_amounts(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bang.xlsx", [["x"], HEADINGS, HEADINGS, ROW, ROW, ROW])
    book = openpyxl.load_workbook(path)
    # A heading over two rows, a title over all columns, and an agency over three rows.
    book.active.merge_cells("A1:H1")
    for column in "ABCDEFG":
        book.active.merge_cells(f"{column}2:{column}3")
    book.active.merge_cells("B4:B6")
    book.save(path)
    told, said = answers(path)
    assert [one["total"] for one in told] == [35_000] * 3 and "stand in row 3" in said
    assert "FILE: a merged cell is taken for each of its rows: 'Bảng kê'!B4:B6 (1 of them)" in said
    book.active.merge_cells("F4:F5")
    book.save(path)
    told, said = answers(path, expected=1)
    assert [one.get("issues", [{}])[0].get("code") for one in told] == ["cell_merged", "cell_merged", None]


def test_the_sheet_is_chosen_and_told(tmp_path: Path) -> None:
    sheets: Any = {"Trống": [], "Một": [HEADINGS, ROW], "Hai": [HEADINGS, ROW, ROW]}
    path = workbook(tmp_path / "bang.xlsx", sheets)
    told, said = answers(path)
    assert len(told) == 1 and "the sheet Một is read; these have data too and are not: Hai" in said
    for name in ("Hai", "hai", "3"):
        told, said = answers(path, "--sheet", name)
        assert len(told) == 2 and said == ""
    assert "Hay (did you mean Hai?)" in answers(path, "--sheet", "Hay", expected=2)[1]
    assert "Trống is empty" in answers(path, "--sheet", "Trống", expected=2)[1]
    book = openpyxl.load_workbook(path)
    book["Một"].sheet_state = book["Hai"].sheet_state = "hidden"
    book.save(path)
    assert "are hidden: choose one by --sheet: Một, Hai" in answers(path, expected=2)[1]
    workbook(path, {"Trống": []})  # type: ignore[arg-type]
    assert "empty" in answers(path, expected=2)[1]


def test_a_million_empty_rows_below_are_none(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("A"), book.add_format({"num_format": "dd/mm/yyyy", "bold": True})
        for at, row in enumerate([HEADINGS, ROW]):
            for column, cell in enumerate(row):
                sheet.write_datetime(at, column, cell, day) if isinstance(cell, date) else sheet.write(at, column, cell)
        sheet.write_blank(1_048_575, 0, None, day)
    assert len(answers(path)[0]) == 1


def test_notes_beside_the_table_are_told_and_not_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, [*ROW, None, "ghi chú"], ROW])
    told, said = answers(path)
    assert len(told) == 2 and "the first is 'Bảng kê'!J2" in said
    path = workbook(tmp_path / "bang2.xlsx", [HEADINGS, ROW, [*[None] * 9, "ghi chú"]])
    assert len(answers(path)[0]) == 1


def encrypted() -> bytes:
    """A workbook with a password, as far as its reader looks at it: the storage of an old file that holds only a stream
    of encrypted bytes."""
    made = io.BytesIO()
    book = xlwt.Workbook()
    book.add_sheet("x")
    book.save(made)
    name, other = ("".join(f"{sign}\0" for sign in told).encode() for told in ("Workbook", "EncryptedPackage"))
    at = made.getvalue().index(name)
    content = bytearray(made.getvalue())
    content[at : at + len(other)] = other
    content[at + 64 : at + 66] = struct.pack("<H", len(other) + 2)
    return bytes(content)


def test_a_password_is_told(tmp_path: Path) -> None:
    (path := tmp_path / "bang.xlsx").write_bytes(encrypted())
    assert "has a password" in answers(path, expected=2)[1]


def test_a_broken_workbook_is_told(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "bang.xlsx", [HEADINGS, ROW]).read_bytes()
    for end in range(100, len(whole), 300):
        (path := tmp_path / "hong.xlsx").write_bytes(whole[:end])
        run("quote", RULEBOOK, path, expected=2)


def test_a_code_that_was_a_number_is_told_and_never_matched(tmp_path: Path) -> None:
    (path := tmp_path / "bang.csv").write_text(
        f"{','.join(HEADINGS)}\n{','.join(str(cell or '') for cell in with_cell(CODE, '1.9001'))}\n", encoding="utf-8"
    )
    told, said = answers(path)
    assert told[0]["outcome"] == "not_covered" and "FILE:2: 1.9001 looks like the code of a procedure" in said


def test_events_and_reports_name_their_cells(tmp_path: Path) -> None:
    at = datetime(2014, 10, 2, 8, 30)
    rows = [["id", "consignment", "kind", "at"], ["e1", "RB1", "accepted", "x"], ["e2", "RB1", "accepted", 41913.5]]
    rows[1][3] = f"{at.isoformat()}+07:00"
    path = workbook(tmp_path / "events.xlsx", rows)
    tracked = run("track", path, "--json", expected=1)
    (issue,) = json.loads(tracked.stdout)["issues"]
    assert (issue["code"], issue["path"]) == ("cell_is_no_day", "/1/at") and "'Bảng kê'!D3" in tracked.stderr
    path = workbook(tmp_path / "report.xlsx", [["agency", "resolved_on", "by_post"], ["so-noi-vu", 1.5, True]])
    said = run("report", RULEBOOK, path, "--period", "2014-01-01", "2015-01-01", expected=1).stderr
    assert "'Bảng kê'!B2" in said


# What is written.

KEPT = ["=1+1", "+84912345678", "-5", "@x", "'=1", "\tx", "--5", "＝1", "-cmd|' /C calc'!A0", "a=b", "1.5", "x"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_no_cell_of_csv_is_a_formula_and_what_was_written_is_read(tmp_path: Path, form: str) -> None:
    given, out = tmp_path / "rows.jsonl", tmp_path / "out.csv"
    rows = [{key: value for key, value in PLAIN.items() if key not in ("weight_grams", "zone")} for _ in KEPT]
    lines = "\n".join(json.dumps({**row, "note": note}) for row, note in zip(rows, KEPT, strict=True))
    given.write_text(lines, encoding="utf-8")
    run("decide", RULEBOOK, given, "--keep", "note", "-o", out)
    table = pyarrow.csv.read_csv(out, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True))
    written = [str(note) for note in table["note"].to_pylist()]
    assert written[:6] == ["'=1+1", "+84912345678", "-5", "'@x", "''=1", "'\tx"]
    assert all(note[0] not in "=@\t＝" for note in written) and written[-3:] == ["a=b", "1.5", "x"]
    # The same where tables are asked at once.
    (table_ := tmp_path / "in.csv").write_text(
        "note,agency,procedure,service,on\n"
        + "".join(f'"{note}",so-noi-vu,1.900101,return,2014-10-01\n' for note in written),
        encoding="utf-8",
    )
    again = tmp_path / f"again.{form}"
    run("decide", RULEBOOK, table_, "--keep", "note", "-o", again)
    if form == "csv":
        assert again.read_bytes() == out.read_bytes()
    else:
        assert [json.loads(line)["note"] for line in again.read_text(encoding="utf-8").splitlines()] == KEPT


def test_csv_for_excel_begins_with_a_mark_and_is_read_again(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, ROW])
    run("quote", RULEBOOK, path, "--keep", "id", "-o", tmp_path / "plain.csv")
    run("quote", RULEBOOK, path, "--keep", "id", "-o", tmp_path / "bom.csv", "--bom")
    plain = (tmp_path / "plain.csv").read_bytes()
    assert (tmp_path / "bom.csv").read_bytes() == b"\xef\xbb\xbf" + plain


def test_a_workbook_is_written_with_types_widths_and_frozen_headings(tmp_path: Path) -> None:
    rows = [{**PLAIN, "dossier": note} for note in KEPT]
    rows[1]["service"] = "x"
    (given := tmp_path / "rows.csv").write_text(
        "".join(",".join(map(str, row)) + "\n" for row in [rows[0], *(row.values() for row in rows)]).replace("\t", ""),
        encoding="utf-8",
    )
    out = tmp_path / "out.xlsx"
    run("quote", RULEBOOK, given, "--keep", "dossier", "--keep", "on", "-o", out, expected=1)
    sheet = openpyxl.load_workbook(out).active
    heads = [cell.value for cell in sheet[1]]
    cells = dict(zip(heads, sheet[2], strict=True))
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:") and sheet.max_row == 13
    assert cells["total"].value == 35_000 and cells["total"].number_format == "#,##0"
    assert cells["dossier"].value == "=1+1" and cells["dossier"].data_type == "s"
    assert dict(zip(heads, sheet[3], strict=True))["issues"].value.startswith('[{"code":"not_one_of"')
    assert sheet.column_dimensions["A"].width > 8
    due = tmp_path / "due.xlsx"
    moments = {key: value for key, value in PLAIN.items() if key != "weight_grams"} | {"resolved_on": "2014-10-01"}
    (given := tmp_path / "rows.jsonl").write_text(f"{json.dumps(moments)}\n" * 2, encoding="utf-8")
    run("deadlines", RULEBOOK, given, "-o", due)
    sheet = openpyxl.load_workbook(due).active
    assert "dd/mm/yyyy" in {cell.number_format for cell in sheet[2]}


def test_what_is_written_as_a_workbook_is_read_as_it_was(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, ROW, ROW])
    for name in ("out.xlsx", "out.csv"):
        run("report", RULEBOOK, write_report(tmp_path), "--by", "agency", *PERIOD, "-o", tmp_path / name)
    run("quote", RULEBOOK, path, "--keep", "agency", "-o", tmp_path / "out.xlsx", "--language", "vi", language="vi")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.max_row == 3


PERIOD = ("--period", "2014-01-01", "2015-01-01")


def write_report(folder: Path) -> Path:
    (path := folder / "report.csv").write_text("agency,resolved_on,by_post\nso-noi-vu,2014-10-01,true\n")
    return path
