"""hoso workbook: what is exported comes back as it was, and what people mistype is told with its cell."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import hoso
import pytest
from conftest import MINIMAL, REPOSITORY, VECTORS

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("python_calamine", reason="needs hoso[cli]")
pytest.importorskip("xlsxwriter", reason="needs hoso[cli]")

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from test_cli_sheets import run

DATA = REPOSITORY / "examples" / "data"
#: The rulebooks of the examples and of the vectors; the places of a part are those of no rulebook yet.
EXAMPLES = [DATA / "binh-duong.json", DATA / "public-post.json", *sorted(VECTORS.glob("rules-*.json"))]
Change = Callable[[Any], object]


def document_of(path: Path) -> Any:
    document = json.loads(path.read_text(encoding="utf-8"))
    return document.get("rulebook", document)


def exported(document: Any, folder: Path, *args: str) -> Path:
    (folder / "before.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    run("workbook", "export", folder / "before.json", folder / "rules.xlsx", *args, language="vi")
    return folder / "rules.xlsx"


def imported(book: Path) -> Any:
    run("workbook", "import", book, "-o", book.with_suffix(".json"), expected=(0, 1))
    return json.loads(book.with_suffix(".json").read_text(encoding="utf-8"))


def normal(document: Any) -> str:
    return hoso.format_document(json.dumps(document))


def assert_comes_back(document: Any, folder: Path, between: Callable[[Path], Path] = lambda book: book) -> None:
    """The law: import of an export is the document in normal form."""
    book = between(exported(document, folder))
    imported(book)
    assert book.with_suffix(".json").read_text(encoding="utf-8") == normal(document)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_import_of_an_export_is_the_document(path: Path, tmp_path: Path) -> None:
    assert_comes_back(document_of(path), tmp_path)


#: What cells, XML, formulas, lists in cells and spreadsheets stumble over.
ODD = (
    " a ",
    "a;b",
    "a\nb",
    "a\r\nb",
    "_x000D_",
    "=1+1",
    "'1",
    "1e5",
    "TRUE",
    "2026-12-31",
    "{",
    "#N/A",
    "\u00a0",
    "😀",
)
TEXTS = st.sampled_from(ODD) | st.text(st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1, max_size=20)
NAMES = TEXTS | st.fixed_dictionaries({}, optional={"vi": TEXTS, "en": TEXTS, "x_n": TEXTS})
FREE: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)


def generated(seed: int) -> Any:
    """A rulebook of the oracle's generator."""
    sys.path.insert(0, str(REPOSITORY / "tests" / "oracle"))
    try:
        from generate import Generator
    finally:
        sys.path.pop(0)
    return json.loads(json.dumps(Generator(seed).rulebook()))


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """Rulebooks with odd texts, names of every kind, and free keys anywhere."""
    chance = Random(draw(st.integers(0, 10**6)))
    names, free = draw(st.lists(NAMES, min_size=4, max_size=4)), draw(st.lists(FREE, min_size=4, max_size=4))

    def changed(value: Any, key: str = "") -> Any:
        if key in ("name", "title", "issuer", "reason") and chance.random() < 0.2:
            return chance.choice(names)
        if isinstance(value, list):
            return [changed(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        found = {name: changed(inner, name) for name, inner in value.items()}
        if chance.random() < 0.05:
            found[chance.choice(("x_a", "x_until", "x__x000D_", "x_;"))] = chance.choice(free)
        return found

    return changed(generated(chance.randrange(10**6)))


@settings(
    max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(document=documents())
def test_whatever_a_document_says_comes_back(document: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        hoso.Rulebook(document)
    except hoso.InvalidInput:
        return
    assert_comes_back(document, tmp_path_factory.mktemp("book"))


def test_what_no_cell_holds_comes_back_too(tmp_path: Path) -> None:
    codes = [f"1.{number:06}" for number in range(4000)]
    document = MINIMAL | {
        "$schema": "rulebook.schema.json",
        "x_long": "ơ" * 70_000,
        "agencies": [{"code": code, "name": {"vi": code}} for code in codes],
        "procedures": [{"code": "1", "name": {"en": "only"}, "agencies": {"codes": codes}}],
        "calendars": [{"id": "c", "covers": {"from": "1900-01-01"}, "working_days": ["1900-01-02", "2014-01-04"]}],
        "sources": [{"id": " a;b ", "title": "t"}],
    }
    assert_comes_back(document, tmp_path)


def saved_by_libreoffice(book: Path, suffix: str) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("needs libreoffice-calc, which bindings-python/test installs")
    command = ["soffice", f"-env:UserInstallation=file://{book.parent}/profile", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(book.parent / "saved"), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return book.parent / "saved" / f"{book.stem}.{suffix}"


def test_libreoffice_opens_and_saves_it(tmp_path: Path) -> None:
    document = document_of(DATA / "binh-duong.json") | {"x_note": {"a": [1.5, None, "=1+1"]}}
    document["contracts"][0]["clauses"][0]["payers"] = [{"who": "applicant", "bp": 10000}]
    document["taxes"][0]["rates"][0]["bp"] = 825
    for suffix in ("xlsx", "ods"):
        assert_comes_back(document, tmp_path, partial(saved_by_libreoffice, suffix=suffix))


def test_merged_cells_of_ods_cannot_be_read_which_is_told(tmp_path: Path) -> None:
    def merged(book: Any) -> None:
        book["Nấc khối lượng"].merge_cells("C5:C6")

    book = edited(tmp_path, merged, TARIFF)
    told = run("workbook", "import", book, "-o", tmp_path / "out.json", expected=(0, 1)).stderr
    assert "a merged cell is taken for each" in " ".join(told.split())
    told = run("workbook", "import", saved_by_libreoffice(book, "ods"), expected=2).stderr
    assert "'Nấc khối lượng'!C6: what does this row belong to? Write its id; merged cells of" in " ".join(told.split())


def edited(folder: Path, change: Change, document: Any = None) -> Path:
    """The workbook of a rulebook as somebody leaves it."""
    book = exported(document_of(DATA / "binh-duong.json") if document is None else document, folder)
    opened = openpyxl.load_workbook(book)
    change(opened)
    opened.save(book)
    return book


def cell(book: Any, sheet: str, key: str, row: int) -> Any:
    at = next(head.column for head in book[sheet][4] if head.value == key)
    return book[sheet].cell(row, at)


def put(sheet: str, key: str, row: int, value: Any) -> Change:
    def change(book: Any) -> None:
        cell(book, sheet, key, row).value = value

    return change


def moved(book: Any) -> None:
    """A column stands elsewhere, sheets are called otherwise and stand in another order."""
    sheet = book["Thủ tục"]
    sheet.title = "TTHC"
    book.move_sheet("TTHC", -8)
    for row in range(4, sheet.max_row + 1):
        sheet.cell(row, 40).value, sheet.cell(row, 2).value = sheet.cell(row, 2).value, None


def turned_round(book: Any) -> None:
    """The rows are sorted by something else than their places."""
    sheet = book["Vùng cước"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for at, row in enumerate(reversed(rows)):
        for column, value in enumerate(row):
            sheet.cell(5 + at, column + 1).value = value


@pytest.mark.parametrize("change", [moved, turned_round])
def test_what_means_the_same_is_read_alike(change: Change, tmp_path: Path) -> None:
    document = document_of(DATA / "binh-duong.json")
    assert imported(edited(tmp_path, change)) == json.loads(normal(document))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("Thủ tục", "code", 6, 1.00161), "'Thủ tục'!B6: the number 1.00161 where a code or a text should be"),
        (put("Hợp đồng", "signed_on", 5, "31/12/2026"), "'Hợp đồng'!H5: 31/12/2026 is text and no day"),
        (put("Hợp đồng", "signed_on", 5, "=TODAY()"), "'Hợp đồng'!H5: the formula has no value"),
        (
            put("Điều khoản", "contracts:id", 6, "SNV-2O14"),
            "A6: there is no SNV-2O14 in the sheet Hợp đồng; did",
        ),
        (put("Điều khoản", "contracts:id", 6, None), "'Điều khoản'!A6: what does this row belong to?"),
        (put("Hợp đồng", "operator", 5, "buu-dien"), "'Hợp đồng'!D5: there is no buu-dien in the sheet Doanh nghiệp"),
        (put("Nấc khối lượng", "price", 5, "25.000"), "'Nấc khối lượng'!G5: 25.000 is text and no number"),
        (put("Nấc khối lượng", "price", 5, 25.5), "'Nấc khối lượng'!G5: 25.5 is no whole number"),
        (put("Nấc khối lượng", "price", 5, None), "'Nấc khối lượng'!G5: "),
        (put("Thuế suất", "bp", 5, 8), "'Thuế suất'!E5: 8 is 800% here: did you mean 8%?"),
        (put("Thuế suất", "bp", 5, "8"), "'Thuế suất'!E5: 8 is no percentage: enter it like 8%"),
        (put("Thuế suất", "bp", 5, 0.08125), "'Thuế suất'!E5: 8.125% has more than two decimals"),
        (put("Thủ tục", "agencies.all", 5, "co"), "'Thủ tục'!G5: co is neither yes"),
        (put("Thủ tục", "agencies.all", 5, "có"), "'Thủ tục'!E5: "),
        (put("Thủ tục", "{}", 5, "{x"), "'Thủ tục'!N5: this is no JSON"),
        (put("Thủ tục", "{}", 5, "5"), "'Thủ tục'!N5: this column needs JSON of the form {…}"),
        (put("Thủ tục", "{}", 5, '{"name": "x"}'), "'Thủ tục'!N5: name stands in its own column and in the JSON"),
        (
            put("Điều khoản", "sla.delivery_days", 5, "a = 2, b"),
            "'Điều khoản'!M5: a = 2, b is not written as",
        ),
        (put("Vùng cước", "#", 6, 1), "'Vùng cước'!A6: the No. 1 is there twice"),
        (put("Bộ quy tắc", "id", 6, "b"), "'Bộ quy tắc'!A6: this sheet has one row only"),
        (put("Thủ tục", "agencies.all", 5, "không"), "'Thủ tục'!G5: không: this column says yes (có), or is blank"),
        (
            put("Thủ tục", "agencies.codes", 5, "so-noi-vu, Ủy ban nhân dân thị xã Dĩ An"),
            "'Thủ tục'!E5: “so-noi-vu, Ủy ban nhân dân thị xã Dĩ An”: several values have semicolons between them: "
            "so-noi-vu; Ủy ban nhân dân thị xã Dĩ An",
        ),
        (put("Thủ tục", "agencies.codes", 5, "so-noi-vu\nubnd-di-an"), "between them: so-noi-vu; ubnd-di-an"),
        (put("Điều khoản", "services", 5, "intake, Result to the person"), "them: intake; Result to the person"),
        (put("Đơn vị hành chính", "code", 5, 1), "'Đơn vị hành chính'!B5: the number 1 in the column of ids: zeros"),
        (lambda book: book["Thủ tục"].cell(9, 30, "x"), "'Thủ tục'!AD9: this cell stands in a column without a key"),
        (lambda book: book["Thủ tục"].cell(4, 2, "cod"), "'Thủ tục'!B4: there is no column cod; did you mean code?"),
        (lambda book: book["Thủ tục"].cell(4, 20, "code"), "'Thủ tục'!T4: the column code is there twice"),
        (lambda book: book["Thủ tục"].delete_cols(13), "'Thủ tục'!A4: columns are missing: source"),
        (lambda book: book["Thủ tục"].cell(1, 1, "procedure"), "names the list of its sheet; procedure is none"),
        (lambda book: book.remove(book["Lịch"]), "Calendars: this sheet is missing (cell A1: calendars)"),
        (lambda book: book.copy_worksheet(book["Lịch"]), "this sheet and the sheet Lịch are both the list calendars"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(change: Change, said: str, tmp_path: Path) -> None:
    result = run("workbook", "import", edited(tmp_path, change), "-o", tmp_path / "out.json", expected=2)
    assert said in " ".join(result.stderr.split())
    assert not (tmp_path / "out.json").exists()


def copied(sheet: str, row: int, *, places: bool = False) -> Change:
    """A row once more, below the last."""

    def change(book: Any) -> None:
        last = book[sheet].max_row + 1
        for at, it in enumerate(book[sheet][row], 1):
            book[sheet].cell(last, at).value = it.value
        if not places:
            cell(book, sheet, "#", last).value = None

    return change


def before(book: Any) -> None:
    put("Hợp đồng", "valid.from", 5, date(2020, 2, 1))(book)
    put("Hợp đồng", "valid.until", 5, date(2020, 1, 1))(book)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (copied("Lĩnh vực", 5), "Trùng với 'Lĩnh vực'!B5."),
        (copied("Thuế suất", 5), "Thời gian hiệu lực chồng lên 'Thuế suất'!"),
        (before, "'Hợp đồng'!J5: ngày cuối (đến hết ngày) phải không trước ngày đầu"),
        (
            put("Điều khoản", "scope.fields", 5, "noi-vu-hoi-quy"),
            "E5: cần điền đúng một trong các cột: “Phạm vi: mọi thủ tục”, “Phạm vi: lĩnh vực”, “Phạm vi: thủ tục”",
        ),
        (
            put("Điều khoản › Người trả", "bp", 5, 0.255),
            "'Điều khoản › Người trả'!E5: các phần cộng lại là 75.5%, phải là 100%",
        ),
        (
            put("Hợp đồng", "valid.until", 9, date(2028, 12, 30)),
            "'Hợp đồng'!J9: Cảnh báo: còn hiệu lực đến hết ngày 30/12/2028: có phải 31/12/2028?",
        ),
        (put("Giảm giá", "bp", 5, "150%"), "'Giảm giá'!G5: lớn hơn 100%"),
        (put("Điều khoản", "services", 5, "gửi"), "“gửi” không phải một trong: intake (Nhận gửi hồ sơ), return ("),
        (put("Hợp đồng", "operator", 5, "buu-dien"), "'Hợp đồng'!D5: không có buu-dien trong trang Doanh nghiệp"),
        (put("Điều khoản › Người trả", "who", 5, "cơ quan"), "'Điều khoản › Người trả'!D5: “cơ quan” không phải mã"),
    ],
)
def test_what_the_library_finds_is_said_in_words_of_cells(change: Change, said: str, tmp_path: Path) -> None:
    document = document_of(DATA / "binh-duong.json")
    document["contracts"][0]["clauses"][0]["payers"] = [{"who": who, "bp": 5000} for who in ("applicant", "agency")]
    book = edited(tmp_path, change, document)
    told = " ".join(run("workbook", "import", book, language="vi", expected=(0, 1, 2)).stderr.split())
    assert said in told
    sentences = [line.rpartition(" [")[0].removeprefix(str(book)) for line in told.split(" rules.xlsx:")]
    assert not any("`until`" in line or re.search(r" /[a-z]+/\d", line) for line in sentences)


def test_notes_have_no_signs_of_programmers_and_fit_their_columns(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(MINIMAL, tmp_path))
    assert not [cell for sheet in book for row in sheet.iter_rows(max_row=60) for cell in row if "`" in str(cell.value)]
    # Without a last day there is no holiday; a contract may go on.
    assert "để trống" not in cell(book, "Ngày nghỉ lễ", "until", 3).value
    assert "để trống" in cell(book, "Hợp đồng", "valid.until", 3).value


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda book: book["Thủ tục"].insert_rows(10),
            "blank rows between others are passed over",
        ),
        (
            put("Thủ tục", "name.vi", 6, "  Tên "),
            "spaces before or behind the text of a cell are left out",
        ),
        (lambda book: book.create_sheet("Nháp").cell(1, 1, "x"), "the sheet Nháp is no part of the rulebook"),
    ],
)
def test_what_is_passed_over_is_told(change: Change, said: str, tmp_path: Path) -> None:
    result = run("workbook", "import", edited(tmp_path, change), "-o", tmp_path / "out.json")
    assert said in " ".join(result.stderr.split())


def test_all_is_told_at_once_and_once(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        put("Hợp đồng", "signed_on", 5, "31/12/2026")(book)
        put("Hợp đồng", "operator", 6, None)(book)

    result = run("workbook", "import", edited(tmp_path, change), "-o", tmp_path / "out.json", expected=2)
    told = " ".join(result.stderr.split())
    assert told.count("'Hợp đồng'!H5: ") == told.count("'Hợp đồng'!D6: ") == 1


RATES = {
    "id": "t",
    "title": "t",
    "versions": [
        {
            "id": "1",
            "valid": {"from": "2026-01-01"},
            "rates": [
                {
                    "services": ["both"],
                    "zone": zone,
                    "bands": [{"up_to": 500, "price": price}, {"up_to": 900, "price": 90000}],
                }
                for zone, price in (("a", 10000), ("b", 20000), ("c", 30000))
            ],
        }
    ],
}
ZONES = [{"id": name, "name": name, "when": {"any": True}} for name in "abc"]
TARIFF = MINIMAL | {"zones": ZONES, "tariffs": [RATES]}


def renumbered(book: Any) -> None:
    """The zones are sorted the other way round, and numbered anew."""
    for row, zone in enumerate("cba", 5):
        put("Giá cước", "zone", row, zone)(book)


def test_bands_of_another_rate_than_they_say_are_told(tmp_path: Path) -> None:
    told = run("workbook", "import", edited(tmp_path, renumbered, TARIFF), language="vi", expected=2).stderr
    told = " ".join(told.split())
    assert (
        "'Nấc khối lượng'!D5: dòng này thuộc STT 1 của trang Giá cước (both · c), nhưng ở đây ghi both · a, là STT 3"
        in told
    )
    # The band of the middle rate is right; of two bands of a rate the first is named.
    assert told.count("'Nấc khối lượng'!") == 2 and told.count("(số dòng khác như vậy: 1)") == 2

    def cleared(book: Any) -> None:
        renumbered(book)
        for row in range(5, 11):
            put("Nấc khối lượng", "?", row, None)(book)

    cells = edited(tmp_path, cleared, TARIFF)
    told = run("workbook", "import", cells, "-o", tmp_path / "out.json", expected=(0, 1)).stderr
    assert "Belongs to" not in told
    rates = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["tariffs"][0]["versions"][0]["rates"]
    assert [rate["zone"] for rate in rates] == ["c", "b", "a"]


def test_a_rate_that_was_edited_does_not_keep_its_bands_out(tmp_path: Path) -> None:
    document = TARIFF | {"zones": [*ZONES, {"id": "d", "name": "d", "when": {"any": True}}]}
    book = edited(tmp_path, put("Giá cước", "zone", 5, "d"), document)
    told = run("workbook", "import", book, "-o", tmp_path / "out.json", expected=(0, 1)).stderr
    assert "the first is 'Nấc khối lượng'!D5 (2 of them)" in " ".join(told.split())


@pytest.mark.parametrize(
    ("change", "cause", "rows"),
    [
        (put("Giá cước", "tariffs:id", 6, "x"), "'Giá cước'!A6: there is no x in the sheet Bảng giá cước", 2),
        (
            put("Giá cước", "#", 6, None),
            "'Giá cước'!C6: the id or No. is missing; is it 2, to which other rows belong?",
            2,
        ),
        (
            put("Bảng giá cước", "id", 5, None),
            "'Bảng giá cước'!B5: the id or No. is missing; is it t, to which other rows belong?",
            10,
        ),
        (put("Bảng giá cước", "id", 5, "khac"), "'Phiên bản giá'!A5: there is no t in the sheet Bảng giá cước", 9),
        (put("Giá cước", "versions:id", 6, None), "'Giá cước'!B6: what does this row belong to? Write its id", 2),
    ],
)
def test_a_parent_that_is_not_there_is_told_once(change: Change, cause: str, rows: int, tmp_path: Path) -> None:
    told = run("workbook", "import", edited(tmp_path, change, TARIFF), expected=2).stderr
    assert f"{cause} ({rows} more rows depend on it)" in " ".join(told.split())
    assert told.count("rules.xlsx:") == 1


def test_rows_above_the_headings_are_told_and_the_sheet_is_read(tmp_path: Path) -> None:
    for row in (1, 3, 4):
        book = edited(tmp_path, lambda book, row=row: book["Thủ tục"].insert_rows(row))
        told = run("workbook", "import", book, "-o", tmp_path / "out.json", expected=(0, 1)).stderr
        assert "the sheet Thủ tục: the keys stand in row 5, not in row 4" in " ".join(told.split())
        assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == json.loads(
            normal(document_of(DATA / "binh-duong.json"))
        )


def test_a_row_of_keys_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    told = run("workbook", "import", edited(tmp_path, lambda book: book["Thủ tục"].delete_rows(4)), expected=2).stderr
    assert "'Thủ tục'!A4: the row of keys (#, code, name.vi, name.en…)" in " ".join(told.split())
    assert told.count("rules.xlsx:") == 1


def test_a_row_without_a_place_stands_where_it_is(tmp_path: Path) -> None:
    zones = [{"id": name, "name": name, "when": {"any": True}} for name in "abc"]

    def change(book: Any) -> None:
        book["Vùng cước"].insert_rows(6)
        for key, value in (("id", "new"), ("name.vi", "new"), ("when.any", "có")):
            cell(book, "Vùng cước", key, 6).value = value

    after = imported(edited(tmp_path, change, MINIMAL | {"zones": zones}))
    assert [zone["id"] for zone in after["zones"]] == ["a", "new", "b", "c"]

    def unclear(book: Any) -> None:
        change(book)
        turned_round(book)

    book = edited(tmp_path, unclear, MINIMAL | {"zones": zones})
    assert "where does this one belong?" in run("workbook", "import", book, expected=2).stderr.replace("\n", " ")


def test_a_name_is_read_as_the_id_of_the_only_thing_that_has_it(tmp_path: Path) -> None:
    names = ("Hội, quỹ", "HOI, QUY", "Associations and funds")
    document = document_of(DATA / "binh-duong.json")

    def named(book: Any) -> None:
        for row, name in enumerate(names, 5):
            put("Thủ tục", "field", row, name)(book)
        put("Thủ tục", "agencies.codes", 5, "Sở Nội vụ tỉnh Bình Dương; ubnd-di-an")(book)

    book = edited(tmp_path, named)
    told = run("workbook", "import", book, "-o", tmp_path / "out.json", expected=(0, 1)).stderr
    after = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["procedures"]
    assert [it["field"] for it in after[:3]] == ["noi-vu-hoi-quy"] * 3
    assert after[0]["agencies"] == {"codes": ["so-noi-vu", "ubnd-di-an"]}
    assert "'Thủ tục'!E5: Sở Nội vụ tỉnh Bình Dương → so-noi-vu (4 of them)" in " ".join(told.split())
    # An id is an id, whatever else is called so; of several things of a name none is chosen.
    document["fields"][1]["name"] = document["fields"][0]["name"]
    document["fields"][2]["name"] = "noi-vu-hoi-quy"
    told = run("workbook", "import", edited(tmp_path, named, document), expected=2).stderr
    assert "'Thủ tục'!H5: several things are called “Hội, quỹ”: noi-vu-hoi-quy, " in " ".join(told.split())
    assert_comes_back(document, tmp_path)
    for text, said in (
        ("Hội, quỹy", "nothing is called “Hội, quỹy”; did you mean Hội, quỹ ["),
        ("hoi-qu", "there is no hoi-qu in the sheet Lĩnh vực"),
    ):
        told = run("workbook", "import", edited(tmp_path, put("Thủ tục", "field", 5, text)), expected=2).stderr
        assert f"'Thủ tục'!H5: {said}" in " ".join(told.split())


PLACES = MINIMAL | {
    "places": [{"code": code, "name": f"Tỉnh {code}", "kind": "province"} for code in ("01", "10")],
    "agencies": [{"code": "2", "name": "A", "place": "01"}, {"code": "3", "name": "B", "place": "10"}],
    "procedures": [{"code": "1.001610", "name": "P", "agencies": {"all": True}}],
}


def test_zeros_before_an_id_are_not_lost(tmp_path: Path) -> None:
    def numbers(book: Any) -> None:
        for row, place in ((5, 1), (6, 10)):
            put("Cơ quan", "place", row, place)(book)
        put("Cơ quan", "name.vi", 5, 2027)(book)

    told = run("workbook", "import", edited(tmp_path, numbers, PLACES), "-o", tmp_path / "out.json", expected=(0, 1))
    after = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["agencies"]
    assert [(it["place"], it["name"]) for it in after] == [("01", "2027"), ("10", "B")]
    assert "'Cơ quan'!F5: 1 → 01 (1 of them)" in " ".join(told.stderr.split())
    assert "read as texts; the first is 'Cơ quan'!" in " ".join(told.stderr.split())
    several = copy.deepcopy(PLACES)
    several["places"][1]["code"] = "001"
    several["agencies"][1]["place"] = "001"
    told = run("workbook", "import", edited(tmp_path, numbers, several), expected=2)
    assert "'Cơ quan'!F5: which id is the number 1: 001, 01?" in " ".join(told.stderr.split())


def test_prices_without_their_thousands_are_told(tmp_path: Path) -> None:
    book = edited(tmp_path, put("Nấc khối lượng", "price", 5, 33))
    told = run("workbook", "import", book, "-o", tmp_path / "out.json", expected=(0, 1)).stderr
    assert "'Nấc khối lượng'!G5: 33 đ, did you mean 33.000 đ? (1 of them)" in " ".join(told.split())
    document = document_of(DATA / "binh-duong.json") | {"currency": "USD"}
    told = run("workbook", "import", edited(tmp_path, put("Nấc khối lượng", "price", 5, 33), document), expected=(0, 1))
    assert "did you mean" not in told.stderr


def test_labels_of_closed_lists_are_read_as_their_codes(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        put("Lịch", "weekend", 5, "Thứ Bảy; sunday")(book)
        put("Điều khoản", "services", 5, "Result to the person")(book)

    document = imported(edited(tmp_path, change))
    assert document["calendars"][0]["weekend"] == ["saturday", "sunday"]
    assert document["contracts"][0]["clauses"][0]["services"] == ["return"]


def test_names_of_zones_stand_for_them_before_days_too(tmp_path: Path) -> None:
    document = document_of(DATA / "binh-duong.json")
    zone = document["zones"][0]
    name = zone["name"] if isinstance(zone["name"], str) else zone["name"]["vi"]
    after = imported(edited(tmp_path, put("Điều khoản", "sla.delivery_days", 5, f"{name} = 3")))
    assert after["contracts"][0]["clauses"][0]["sla"]["delivery_days"] == {zone["id"]: 3}


def test_last_days_are_as_papers_say_them(tmp_path: Path) -> None:
    valid = {"from": "2014-01-01", "until": "2015-01-01"}
    document = MINIMAL | {"places": [{"code": "1", "name": "A", "kind": "commune", "valid": valid}]}

    def change(book: Any) -> None:
        last = cell(book, "Đơn vị hành chính", "valid.until", 5)
        assert (last.value.date(), last.number_format) == (date(2014, 12, 31), "dd/mm/yyyy")
        assert "đến hết ngày" in cell(book, "Đơn vị hành chính", "valid.until", 2).value
        last.value = date(2026, 12, 31)

    after = imported(edited(tmp_path, change, document))
    assert after["places"][0]["valid"] == {"from": "2014-01-01", "until": "2027-01-01"}


@pytest.mark.parametrize(
    ("typed", "bp"), [(0.08, 800), (0.0825, 825), (1, 10000), ("8%", 800), ("8,5 %", 850), ("150%", 15000)]
)
def test_rates_and_shares_are_percentages(typed: object, bp: int, tmp_path: Path) -> None:
    def change(book: Any) -> None:
        rate = cell(book, "Thuế suất", "bp", 5)
        assert rate.number_format == "0.00%" and 0 < rate.value < 1
        assert "(%)" in cell(book, "Thuế suất", "bp", 2).value
        assert cell(book, "Trách nhiệm bồi thường", "lost_bp", 5).value == 4
        rate.value = typed

    assert imported(edited(tmp_path, change))["taxes"][0]["rates"][0]["bp"] == bp


def test_no_sheet_speaks_of_basis_points(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(document_of(DATA / "binh-duong.json"), tmp_path))
    heads = [str(cell.value) for sheet in book for row in sheet.iter_rows(max_row=3) for cell in row]
    heads += [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert not [it for it in heads if any(bp in it for bp in ("phần vạn", "basis point", "(bp", "10000"))]


def test_findings_of_check_have_cells_and_the_rulebook_is_written(tmp_path: Path) -> None:
    document = copy.deepcopy(document_of(DATA / "binh-duong.json"))
    del document["tariffs"][0]["versions"][0]["rates"][0]
    result = run("workbook", "import", exported(document, tmp_path), "-o", tmp_path / "out.json", expected=(0, 1))
    found = [it for it in hoso.Rulebook(document).check() if it["severity"] != "info"]
    assert found
    assert f"[{found[0]['code']}] {found[0]['path']}" in " ".join(result.stderr.split())
    assert "rules.xlsx:'" in result.stderr and (tmp_path / "out.json").exists()


def test_lists_to_choose_from_are_closed_lists_and_ids_of_other_sheets(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(MINIMAL, tmp_path))

    def offered(sheet: str, key: str) -> str | None:
        place = cell(book, sheet, key, 5).coordinate
        return next((it.formula1 for it in book[sheet].data_validations.dataValidation if place in it.cells), None)

    assert offered("Cơ quan", "place") == "'Đơn vị hành chính'!$B$5:$B$1048576"
    assert offered("Điều khoản", "contracts:id") == "'Hợp đồng'!$B$5:$B$1048576"
    assert (offered("Phải đến trực tiếp", "service") or "").startswith("'Danh mục'!$A$")
    assert offered("Cơ quan", "name.vi") is None
    assert book["Thủ tục"].freeze_panes == "C5"


def test_names_of_sheets_and_what_is_said_beside_cells_keep_the_limits_of_excel(tmp_path: Path) -> None:
    for language in ("vi", "en"):
        book = openpyxl.load_workbook(exported(MINIMAL, tmp_path, "--language", language))
        assert all(len(name) <= 31 for name in book.sheetnames)
        assert imported(tmp_path / "rules.xlsx") == MINIMAL


def test_other_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(MINIMAL), encoding="utf-8")
    assert ".xlsx" in run("workbook", "export", tmp_path / "a.json", tmp_path / "a.ods", expected=2).stderr
    book = exported(MINIMAL, tmp_path)
    assert "hoso workbook import" in run("check", book, expected=2).stderr.replace("\n", " ")
    assert "no spreadsheet" in run("workbook", "import", tmp_path / "a.json", expected=2).stderr
