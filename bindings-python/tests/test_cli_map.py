"""Tables with headings, days, numbers and names as an office writes them: what is proposed, and what is made of it."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from test_cli_sheets import RULEBOOK, run, workbook

HEADINGS = ["STT", "Mã bưu gửi", "Cơ quan", "Mã thủ tục", "Dịch vụ", "Ngày gửi", "Khối lượng (kg)", "Vùng"]
AGENCY, SERVICE, ZONE = "Sở Nội vụ tỉnh Bình Dương", "Chuyển trả kết quả", "Trong tỉnh, thành phố"
ROW: list[Any] = [1, "RB1", AGENCY, "1.900101", SERVICE, "31/10/2014", "0,080", ZONE]
TITLES: list[list[Any]] = [["BẢNG KÊ BƯU GỬI"], []]
NUMBERING = [f"({at})" for at in range(1, 9)]


def with_cell(heading: str, cell: Any) -> list[Any]:
    at = HEADINGS.index(heading)
    return [*ROW[:at], cell, *ROW[at + 1 :]]


def proposed(path: Path, *options: str) -> str:
    run("map", path, RULEBOOK, "-o", path.parent / "map.toml", *options)
    return (path.parent / "map.toml").read_text(encoding="utf-8")


def lines(path: Path, *options: str | Path, expected: int = 0) -> tuple[list[dict[str, Any]], str]:
    """The answers to a table, by the mapping beside it."""
    result = run("quote", RULEBOOK, path, "--map", path.parent / "map.toml", "--json", *options, expected=expected)
    return [json.loads(line) for line in result.stdout.splitlines()], result.stderr.replace(str(path), "FILE")


def csv(path: Path, rows: list[list[Any]], separator: str = ";", encoding: str = "utf-8") -> Path:
    path.write_text("".join(separator.join(map(str, row)) + "\r\n" for row in rows), encoding=encoding)
    return path


def mapped(path: Path, **keys: str) -> None:
    """A mapping that says all, of which some lines are other ones."""
    told = {
        "days": '"d/m/y"',
        "decimal": '","',
        "agency": '{ heading = "Cơ quan", names = true }',
        "procedure": '"Mã thủ tục"',
        "service": '{ heading = "Dịch vụ", names = true }',
        "on": '"Ngày gửi"',
        "weight_grams": '{ heading = "Khối lượng (kg)", unit = "kg" }',
        "zone": '{ heading = "Vùng", names = true }',
    } | keys
    top = ("days", "decimal", "grouping", "offset", "skip", "sheet", "separator")
    head = [f"{key} = {value}" for key, value in told.items() if key in top and value]
    body = [f"{key} = {value}" for key, value in told.items() if key not in (*top, "names") and value]
    text = "\n".join([*head, "[keys]", *body, told.get("names", "")])
    (path / "map.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["bang.xlsx", "bang.csv", "bang-16.csv"])
def test_an_offices_table_is_priced_by_what_is_proposed(tmp_path: Path, name: str) -> None:
    rows = [*TITLES, HEADINGS, NUMBERING, ROW, with_cell("Cơ quan", "SO NOI VU TINH BINH DUONG")]
    if name.endswith(".xlsx"):
        path = workbook(tmp_path / name, rows)
    else:
        path = csv(tmp_path / name, rows, encoding="utf-16" if "16" in name else "utf-8-sig")
    text = proposed(path)
    told = tomllib.loads(text)
    assert told["keys"] == {
        "agency": {"heading": "Cơ quan", "names": True},
        "procedure": "Mã thủ tục",
        "service": {"heading": "Dịch vụ", "names": True},
        "on": "Ngày gửi",
        "weight_grams": {"heading": "Khối lượng (kg)", "unit": "kg"},
        "zone": {"heading": "Vùng", "names": True},
    }
    assert (told["headings"], told["skip"], told["days"], told["decimal"]) == (3, 1, "d/m/y", ",")
    assert told.get("sheet") == ("Bảng kê" if name.endswith(".xlsx") else None)
    assert "UNSURE" not in text and "# columns not used: STT, Mã bưu gửi" in text
    answers, said = lines(path, "--keep", "Mã bưu gửi")
    assert [(one["Mã bưu gửi"], one["total"]) for one in answers] == [("RB1", 35_000)] * 2 and said == ""
    # In a table they are the same.
    run("quote", RULEBOOK, path, "--map", tmp_path / "map.toml", "-o", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count(",35000,0,35000,") == 2


def test_it_is_proposed_in_vietnamese_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, with_cell("Cơ quan", "Sở Nội")])
    out = run("map", path, RULEBOOK, language="vi")
    assert "CHƯA CHẮC: tên trong bảng" in out.stdout and tomllib.loads(out.stdout)["for"] == "quote"


@pytest.mark.parametrize("name", ["bang.xlsx", "bang.csv"])
def test_totals_and_signatures_end_a_table(tmp_path: Path, name: str) -> None:
    totals: list[list[Any]] = [["Tổng cộng:", "", "", "", "", "", "0,160"], [], ["", "", "", "", "", "", "Người lập"]]
    rows = [*TITLES, HEADINGS, NUMBERING, ROW, ROW, *totals]
    path = workbook(tmp_path / name, rows) if name.endswith(".xlsx") else csv(tmp_path / name, rows)
    told = tomllib.loads(proposed(path))
    place = "'Bảng kê'!A7" if name.endswith(".xlsx") else "7"
    assert told["end"] == "Tổng cộng:"
    answers, said = lines(path)
    assert [one["total"] for one in answers] == [35_000] * 2
    assert said == f"FILE: the rows from {place} (“Tổng cộng:”) on are not read, by the file of --map\n"
    # So do the words of who made it, which do not begin where rows do.
    csv(tmp_path / "bang.csv", [HEADINGS, ROW, [], totals[2]])
    assert tomllib.loads(proposed(tmp_path / "bang.csv"))["end"] == "Người lập"
    csv(tmp_path / "bang.csv", [HEADINGS, ROW, [2, "RB2"]])
    assert "end" not in tomllib.loads(proposed(tmp_path / "bang.csv"))
    # Totals between rows end nothing, and without a mapping every row is one.
    csv(tmp_path / "bang.csv", [HEADINGS, ROW, ["Cộng", *totals[0][1:]], ROW, ["Cộng", *totals[0][1:]]])
    assert "end" not in tomllib.loads(proposed(tmp_path / "bang.csv"))


def test_days_of_two_readings_are_not_chosen_and_not_read(tmp_path: Path) -> None:
    path = csv(tmp_path / "bang.csv", [HEADINGS, with_cell("Ngày gửi", "01/10/2014")])
    text = proposed(path)
    assert "days" not in tomllib.loads(text) and '# days = "d/m/y"\n# days = "m/d/y"' in text
    answers, said = lines(path, expected=1)
    (issue,) = answers[0]["issues"]
    assert (issue["code"], issue["path"]) == ("cell_day_unclear", "/on") and "FILE:2:Ngày gửi: " in said
    for way, day in (("d/m/y", "2014-10-01"), ("m/d/y", "2014-01-10")):
        (tmp_path / "map.toml").write_text(text.replace(f'# days = "{way}"', f'days = "{way}"'), encoding="utf-8")
        assert lines(path, "--keep", "on")[0][0]["on"] == day
    csv(path, [HEADINGS, with_cell("Ngày gửi", "01/31/2014")])
    assert tomllib.loads(proposed(path))["days"] == "m/d/y"
    csv(path, [HEADINGS, with_cell("Ngày gửi", "ngày 01 tháng 10 năm 2014"), with_cell("Ngày gửi", "2014-10-01")])
    assert "days" not in proposed(path) and len(lines(path)[0]) == 2


def test_numbers_of_two_readings_are_not_chosen(tmp_path: Path) -> None:
    headings = [*HEADINGS[:6], "Khối lượng", "Vùng"]
    path = csv(tmp_path / "bang.csv", [headings, with_cell("Khối lượng (kg)", "1.250")])
    text = proposed(path)
    assert '# grouping = "."\n# decimal = "."' in text and not {"grouping", "decimal"} & {*tomllib.loads(text)}
    answers, _ = lines(path, expected=1)
    assert [issue["code"] for issue in answers[0]["issues"]] == ["cell_is_no_number"]
    csv(path, [headings, with_cell("Khối lượng (kg)", "0,08"), with_cell("Khối lượng (kg)", "1.250")])
    text = proposed(path)
    told = tomllib.loads(text)
    assert (told["decimal"], told["grouping"]) == (",", ".")
    # The heading does not say the unit, and 0,08 are no grams.
    assert "weight_grams" not in told["keys"] and text.count("# weight_grams = {") == 2
    csv(path, [headings, with_cell("Khối lượng (kg)", 80)])
    assert tomllib.loads(proposed(path))["keys"]["weight_grams"] == {"heading": "Khối lượng", "unit": "g"}


def test_two_columns_that_may_be_a_key_are_not_chosen(tmp_path: Path) -> None:
    path = csv(tmp_path / "bang.csv", [[*HEADINGS, "Ngày"], [*ROW, "30/11/2014"]])
    text = proposed(path)
    assert "on" not in tomllib.loads(text)["keys"]
    assert '# on = "Ngày gửi"' in text and '# on = "Ngày"' in text
    assert "UNSURE: on" in run("map", path, RULEBOOK).stderr
    # Of two of the same name the second is called so.
    csv(path, [[*HEADINGS, "Ngày gửi"], [*ROW, "30/11/2014"]])
    assert '# on = "Ngày gửi #2"' in proposed(path)
    mapped(tmp_path, on='"Ngày gửi #2"')
    assert lines(path, "--keep", "on")[0][0]["on"] == "2014-11-30"


def test_a_column_is_found_by_its_values(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "bang.csv", [["Loại", *HEADINGS[1:2], "Tên", *HEADINGS[3:]], [SERVICE, "x", AGENCY, *ROW[3:]]]
    )
    text = proposed(path)
    assert '# service = { heading = "Loại", names = true }' not in text
    assert tomllib.loads(text)["keys"]["agency"] == {"heading": "Tên", "names": True} and "by its values" in text


def test_what_no_column_says_may_be_one_value_for_all(tmp_path: Path) -> None:
    at = HEADINGS.index("Dịch vụ")
    path = csv(tmp_path / "bang.csv", [[*HEADINGS[:at], *HEADINGS[at + 1 :]], [*ROW[:at], *ROW[at + 1 :]]])
    text = proposed(path)
    assert '# service = { value = "intake" }' in text
    assert "columns missing: service" in lines(path, expected=2)[1]
    text = text.replace('# service = { value = "intake" }', 'service = { value = "return" }')
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    assert lines(path)[0][0]["total"] == 35_000


@pytest.mark.parametrize(
    ("heading", "cell", "code", "near"),
    [
        ("Cơ quan", "Sở Nội vụ tỉnh Bình Dươn", "name_unknown_near", "[so-noi-vu]"),
        ("Cơ quan", "Bộ Ngoại giao Lào", "name_unknown", ""),
        ("Dịch vụ", "Chuyển trả", "name_unknown_near", "[return]"),
        ("Mã thủ tục", "1.90010", "name_unknown_near", "1.9001"),
        ("Ngày gửi", "31/02/2014", "cell_is_no_day", ""),
        ("Ngày gửi", "1/10/14", "cell_is_no_day", ""),
        ("Khối lượng (kg)", "0,0805", "cell_is_not_whole", ""),
        ("Khối lượng (kg)", "0.080", "cell_is_no_number", ""),
    ],
)
def test_what_cannot_be_read_is_told_with_the_nearest(
    tmp_path: Path, heading: str, cell: str, code: str, near: str
) -> None:
    path = workbook(tmp_path / "bang.xlsx", [*TITLES, HEADINGS, ROW, with_cell(heading, cell)])
    mapped(tmp_path, procedure='{ heading = "Mã thủ tục", names = true }')
    answers, said = lines(path, expected=1)
    (issue,) = answers[1]["issues"]
    place = f"'Bảng kê'!{'ABCDEFGH'[HEADINGS.index(heading)]}5"
    if code == "name_unknown_near" and heading == "Mã thủ tục":
        assert issue["code"].startswith("name_unknown")
    else:
        assert issue["code"] == code
        assert near in issue["params"].get("near", "")
    assert issue["params"]["cell"] == place and f"FILE:{place}: " in said
    assert answers[0]["total"] == 35_000


def test_a_name_of_several_things_or_of_another_day_is_none(tmp_path: Path) -> None:
    document = json.loads(Path(RULEBOOK).read_text(encoding="utf-8"))
    twin = {"code": "so-noi-vu-2", "name": "Sở  Nội vụ TỈNH Bình Dương", "valid": {"from": "2016-01-01"}}
    document["agencies"].append(twin)
    (book := tmp_path / "book.json").write_text(json.dumps(document), encoding="utf-8")
    days = ["31/10/2014", "31/10/2016", "31/10/2026"]
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, *(with_cell("Ngày gửi", day) for day in days)])
    mapped(tmp_path)
    out = run("decide", book, path, "--map", tmp_path / "map.toml", "--keep", "agency", "--json", expected=1)
    first, second, third = (json.loads(line) for line in out.stdout.splitlines())
    # On the first day one of the two is there, on the second both, on the third the other.
    assert (first["agency"], third["agency"]) == ("so-noi-vu", "so-noi-vu-2")
    assert second["issues"][0]["code"] == "name_of_several"
    assert second["issues"][0]["params"]["ids"] == "so-noi-vu, so-noi-vu-2"
    out = run("decide", RULEBOOK, path, "--map", tmp_path / "map.toml", "--json", expected=1)
    assert json.loads(out.stdout.splitlines()[2])["issues"][0]["code"] == "name_of_another_day"


def test_accents_tell_names_apart_where_they_are_written(tmp_path: Path) -> None:
    document = json.loads(Path(RULEBOOK).read_text(encoding="utf-8"))
    document["agencies"].append({"code": "so-noi-vu-2", "name": "Sớ Nội vụ tỉnh Bình Dương"})
    (book := tmp_path / "book.json").write_text(json.dumps(document), encoding="utf-8")
    names = [AGENCY, "Sớ Nội vụ tỉnh Bình Dương", "So Noi vu tinh Binh Duong"]
    path = csv(tmp_path / "bang.csv", [HEADINGS, *(with_cell("Cơ quan", name) for name in names)])
    mapped(tmp_path)
    out = run("decide", book, path, "--map", tmp_path / "map.toml", "--keep", "agency", "--json", expected=1)
    first, second, third = (json.loads(line) for line in out.stdout.splitlines())
    assert (first["agency"], second["agency"]) == ("so-noi-vu", "so-noi-vu-2")
    assert third["issues"][0]["code"] == "name_of_several"


def test_what_was_made_harmless_in_csv_is_read_as_it_was(tmp_path: Path) -> None:
    path = csv(tmp_path / "bang.csv", [HEADINGS, with_cell("Mã bưu gửi", "'=1+1")])
    mapped(tmp_path)
    assert lines(path, "--keep", "Mã bưu gửi")[0][0]["Mã bưu gửi"] == "=1+1"


def test_names_that_a_table_has_for_itself_are_told_in_the_mapping(tmp_path: Path) -> None:
    path = csv(tmp_path / "bang.csv", [HEADINGS, with_cell("Cơ quan", "Sở NV")])
    mapped(tmp_path, names='[names.agencies]\n"Sở NV" = "so-noi-vu"')
    assert lines(path)[0][0]["total"] == 35_000
    mapped(tmp_path, names='[names.agencies]\n"Sở NV" = "so-noi-vi"')
    assert "so-noi-vu?" in lines(path, expected=2)[1]


def test_codes_that_became_numbers_are_matched_with_none(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, ROW, with_cell("Mã thủ tục", 1.9001)])
    assert "'Bảng kê'!D3 is the number 1.9001" in proposed(path)
    answers, _ = lines(path, expected=1)
    assert answers[1]["issues"][0]["code"] == "cell_is_number"


def test_days_times_and_numbers_of_a_spreadsheet_are_read(tmp_path: Path) -> None:
    rows = [with_cell("Ngày gửi", date(2014, 10, 31)), with_cell("Ngày gửi", 41943), with_cell("Khối lượng (kg)", 0.08)]
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, *rows])
    mapped(tmp_path)
    answers, _ = lines(path, "--keep", "on", expected=1)
    assert [one["on"] for one in answers] == ["2014-10-31", None, "2014-10-31"]
    mapped(tmp_path, days='"serial"')
    answers, _ = lines(path, "--keep", "on", expected=1)
    assert [one["on"] for one in answers] == ["2014-10-31", "2014-10-31", None]
    headings = ["Bưu gửi", "Mã", "Sự kiện", "Ngày", "Giờ"]
    events = [["RB1", "e1", "Chấp nhận", "02/10/2014", time(8, 30)], ["RB1", "e2", "accepted", "02/10/2014", 0.375]]
    path = workbook(tmp_path / "events.xlsx", [headings, *events])
    (tmp_path / "map.toml").write_text(
        'days = "d/m/y"\noffset = "+07:00"\n[keys]\nconsignment = "Bưu gửi"\nid = "Mã"\n'
        'kind = { heading = "Sự kiện", names = true }\nat = { heading = "Ngày", time = "Giờ" }\n',
        encoding="utf-8",
    )
    tracked = run("track", path, "--map", tmp_path / "map.toml", "--json", expected=(0, 1))
    answer = json.loads(tracked.stdout)
    if "issues" in answer:
        assert answer["issues"][0]["code"].startswith("name_unknown")
    path = workbook(tmp_path / "events.xlsx", [headings, [*events[0][:2], "accepted", *events[0][3:]], events[1]])
    answer = json.loads(run("track", path, "--map", tmp_path / "map.toml", "--json").stdout)
    assert answer["history"][0]["at"] == "2014-10-02T08:30:00+07:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("days = ", "no TOML"),
        ("x = 1", "keys: it does not say which heading is which key"),
        ('dys = "d/m/y"\n[keys]\non = "Ngày gửi"', "dys: this is none of what may stand here; days?"),
        ('skip = "1"\n[keys]\non = "Ngày gửi"', "skip: this value cannot be used"),
        ('days = "y/d/m"\n[keys]\non = "Ngày gửi"', "days: this value cannot be used"),
        ('[keys]\nagenci = "x"', "keys.agenci: this is none of what may stand here; agency?"),
        ('[keys]\non = { heading = "x", value = "y" }', "keys.on: either heading or value is needed"),
        ('[keys]\non = { heading = "x", names = true }', "keys.on.names: what this key holds has no names"),
        ('decimal = "."\ngrouping = "."\n[keys]\non = "x"', "decimal and grouping must differ"),
        ('[keys]\non = "Ngày gủi"', "no such columns: Ngày gủi (did you mean Ngày gửi?)"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = csv(tmp_path / "bang.csv", [HEADINGS, ROW])
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    assert said in lines(path, expected=2)[1]


def test_a_blank_cell_may_mean_no_and_a_value_may_be_no_text(tmp_path: Path) -> None:
    rows = [["Cơ quan", "Ngày", "BCCI"], ["so-noi-vu", "31/10/2014", "x"], ["so-noi-vu", "31/10/2014", ""]]
    path = csv(tmp_path / "bang.csv", rows)
    assert '# by_post = { heading = "BCCI", empty = "false" }' in proposed(path, "--for", "report")
    text = 'days = "d/m/y"\n[keys]\nagency = "Cơ quan"\nresolved_on = "Ngày"\nby_post = '
    asked = ("report", RULEBOOK, path, "--map", tmp_path / "map.toml", "--period", "2014-01-01", "2015-01-01", "--json")
    for told, by_post in (('{ heading = "BCCI", empty = false }', 1), ("{ value = true }", 2)):
        (tmp_path / "map.toml").write_text(text + told, encoding="utf-8")
        assert json.loads(run(*asked).stdout)["total"]["by_post"] == by_post


def objects(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A file whose rows name what they hold."""
    if path.suffix == ".parquet":
        pa = pytest.importorskip("pyarrow")
        pytest.importorskip("pyarrow.parquet").write_table(pa.Table.from_pylist(rows), path)
    else:
        texts = [json.dumps(row, ensure_ascii=False, default=str) for row in rows]
        path.write_text("\n".join(texts) if path.suffix == ".jsonl" else f"[{','.join(texts)}]", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["bang.json", "bang.jsonl", "bang.parquet"])
def test_rows_that_name_what_they_hold_are_mapped_too(tmp_path: Path, name: str) -> None:
    row = dict(zip(HEADINGS, ROW, strict=True)) | {"Mã bưu gửi": "'=1", "Số": 1_234_567_890_123_456_789}
    rows = [row, {**row, "Cơ quan": "Sở Nội"}, {**row, "Khối lượng (kg)": "0,2", "Vùng": None}]
    path = objects(tmp_path / name, rows)
    told = tomllib.loads(proposed(path))
    assert told["keys"]["agency"] == {"heading": "Cơ quan", "names": True}
    assert told["keys"]["weight_grams"] == {"heading": "Khối lượng (kg)", "unit": "kg"}
    answers, said = lines(path, "--keep", "Mã bưu gửi", "--keep", "Số", expected=1)
    assert answers[0]["total"] == 35_000
    # Nothing is made harmless there and nothing rounded.
    assert (answers[0]["Mã bưu gửi"], answers[0]["Số"]) == ("'=1", "1234567890123456789")
    assert answers[1]["issues"][0]["path"] == "/agency" and "FILE:2:Cơ quan: " in said and "FILE:3: " in said


@pytest.mark.parametrize("text", ['{"a": 1}\n[2]', '{"a": 1}\n{"a": 1, "a": 2}', '{"a": 1}\n{"a'])
def test_rows_of_json_that_are_no_objects_are_told(tmp_path: Path, text: str) -> None:
    (path := tmp_path / "rows.jsonl").write_text(text)
    mapped(tmp_path)
    assert "FILE:2: a row is no JSON object that can be read: " in lines(path, expected=2)[1]


def test_a_month_is_settled_and_reconciled_from_an_offices_tables(tmp_path: Path) -> None:
    items = workbook(tmp_path / "items.xlsx", [*TITLES, HEADINGS, ROW, with_cell("Mã bưu gửi", "RB2")])
    billed = [["STT", "Mã vận đơn", "Thành tiền"], ["L1", "RB1", "35.000"], ["L2", "RB2", "1.035.000"]]
    invoice = csv(tmp_path / "hoa-don.csv", [["HÓA ĐƠN"], *billed])
    run("map", items, RULEBOOK, "--for", "settle", "-o", tmp_path / "items.toml")
    run("map", invoice, RULEBOOK, "--for", "invoice", "-o", tmp_path / "invoice.toml")
    told = tomllib.loads((tmp_path / "invoice.toml").read_text(encoding="utf-8"))
    assert told["keys"] == {"id": "STT", "item": "Mã vận đơn", "amount": "Thành tiền"} and told["grouping"] == "."
    month = ("--contract", "SNV-2014", "--month", "2014-10", "--quote", "--map", tmp_path / "items.toml", "--json")
    assert json.loads(run("settle", RULEBOOK, items, *month).stdout)["total"] == 70_000
    both = (*month, "--invoice-map", tmp_path / "invoice.toml")
    answer = json.loads(run("reconcile", RULEBOOK, items, invoice, *both, expected=1).stdout)
    assert [(line["item"], line["difference"]) for line in answer["wrong_amount"]] == [("RB2", 1_000_000)]


def test_a_moment_may_hold_a_clock(tmp_path: Path) -> None:
    headings = ["Bưu gửi", "Mã", "Sự kiện", "Thời gian"]
    rows = [["RB1", "e1", "accepted", "13/10/2014 08:30"], ["RB1", "e2", "delivered", datetime(2014, 10, 14, 9)]]
    path = workbook(tmp_path / "events.xlsx", [headings, *rows])
    text = proposed(path, "--for", "track")
    assert tomllib.loads(text)["offset"] == "+07:00"
    answer = json.loads(run("track", path, "--map", tmp_path / "map.toml", "--json", expected=(0, 1)).stdout)
    assert "issues" not in answer or answer["issues"][0]["code"] != "not_a_time"


# What can be read in each cell and cannot be meant in all.


def test_a_group_of_a_number_never_begins_with_a_nought(tmp_path: Path) -> None:
    weights = ["1.250", "0.080", "00.250", "0.080,5"]
    path = csv(tmp_path / "bang.csv", [HEADINGS, *(with_cell("Khối lượng (kg)", weight) for weight in weights)])
    mapped(tmp_path, grouping='"."', weight_grams='{ heading = "Khối lượng (kg)", unit = "g" }')
    answers, _ = lines(path, "--keep", "weight_grams", expected=1)
    assert answers[0]["weight_grams"] == "1250"
    assert [one["issues"][0]["code"] for one in answers[1:]] == ["cell_is_no_number"] * 3


US, OWN = [date(2014, day, 10) for day in (8, 9, 12)], [f"{day}/10/2014" for day in (13, 14)]


@pytest.mark.parametrize(
    ("days", "told", "is_chosen"),
    [
        ([*US, *OWN], "days and months are exchanged", False),
        ([*OWN, *US, date(2014, 10, 31)], "are both written in the same order?", True),
        ([*OWN, *US, "05/10/2014"], "are both written in the same order?", True),
        (US, "", True),
        (OWN, "", True),
    ],
)
def test_days_and_texts_in_one_column_are_told(tmp_path: Path, days: list[Any], told: str, is_chosen: bool) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, *(with_cell("Ngày gửi", day) for day in days)])
    mapped(tmp_path)
    _, said = lines(path)
    if told:
        at = {type(day): f"'Bảng kê'!F{2 + days.index(day)}" for day in reversed(days)}
        assert told in said and at[date] in said and at[str] in said and said.count("\n") == 1
    else:
        assert said == ""


def test_a_whole_number_in_place_of_a_code_is_told_once(tmp_path: Path) -> None:
    headings = ["STT", "Số hiệu bưu gửi", "Thành tiền"]
    invoice = workbook(tmp_path / "hoa-don.xlsx", [headings, [1, "000001", 35_000], [2, 6, 35_000], [3, 7, 35_000]])
    (tmp_path / "invoice.toml").write_text(
        '[keys]\nid = "STT"\nitem = "Số hiệu bưu gửi"\namount = "Thành tiền"\n', encoding="utf-8"
    )
    ids = ["000001", "000006", "000007", "000060"]
    items = csv(tmp_path / "bang.csv", [HEADINGS, *(with_cell("Mã bưu gửi", id_) for id_ in ids)])
    mapped(tmp_path, id='"Mã bưu gửi"')
    asked = ("--contract", "SNV-2014", "--month", "2014-10", "--quote", "--map", tmp_path / "map.toml")
    both = ("reconcile", RULEBOOK, items, invoice, *asked, "--invoice-map", tmp_path / "invoice.toml")
    out = tmp_path / "out.csv"
    said = run(*both, "-o", out, expected=1).stderr
    # Neither the numbers of rows nor the second such cell is told of.
    assert said.count("is the number") == 1 and "'Bảng kê'!B3 is the number 6 where a code" in said
    written = out.read_text(encoding="utf-8")
    assert ",000006,\n" in written.replace("\r", "") and ",000007,\n" in written.replace("\r", "")
    # Numbers that are all as long have lost nothing that can be seen.
    for given, count in (([260_001, 260_002], 0), ([1, 20], 1)):
        workbook(invoice, [headings, *([at, id_, 35_000] for at, id_ in enumerate(given))])
        assert run(*both, expected=1).stderr.count("is the number") == count


def test_kilograms_that_no_post_carries_are_told(tmp_path: Path) -> None:
    weights: list[Any] = [0.08, "0,08", 80, "1.250", 30, False, "x"]
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, *(with_cell("Khối lượng (kg)", weight) for weight in weights)])
    mapped(tmp_path, grouping='"."')
    _, said = lines(path, expected=(0, 1))  # type: ignore[arg-type]
    assert "'Bảng kê'!G4: 80 kg, which no post carries" in said and "(2 above 30 kg)" in said
    workbook(path, [HEADINGS, *(with_cell("Khối lượng (kg)", weight) for weight in [0.08, 30])])
    assert lines(path, expected=(0, 1))[1].count("no post") == 0  # type: ignore[arg-type]


# What a mapping proposes, and what it says of the rest.


def test_a_column_of_both_ways_of_writing_numbers_is_told_with_what_each_leaves(tmp_path: Path) -> None:
    weights = ["0,080", "0,120", "0.300"]
    path = csv(tmp_path / "bang.csv", [HEADINGS, *(with_cell("Khối lượng (kg)", weight) for weight in weights)])
    text = proposed(path)
    assert "decimal" not in tomllib.loads(text)
    assert '# decimal = ","  # cannot be read so: 4:Khối lượng (kg): 0.300 (1 of them)\n# grouping = "."\n' in text
    assert '# decimal = "."  # cannot be read so: 2:Khối lượng (kg): 0,080 (2 of them)\n# grouping = ","\n' in text
    # Columns that differ from each other say so each for itself.
    headings = [*HEADINGS, "Giá trị khai báo"]
    csv(path, [headings, [*with_cell("Khối lượng (kg)", "0.080"), "1.250.000"]])
    text = proposed(path)
    told = tomllib.loads(text)
    assert "decimal" not in told and "UNSURE" not in text
    assert told["keys"]["weight_grams"] == {"heading": "Khối lượng (kg)", "unit": "kg", "decimal": "."}
    assert told["keys"]["declared_value"] == {"heading": "Giá trị khai báo", "grouping": "."}
    assert lines(path, "--keep", "weight_grams", "--keep", "declared_value")[0][0]["declared_value"] == "1250000"


@pytest.mark.parametrize(("days", "is_proof"), [([*US, *OWN], True), ([*OWN, *US, date(2014, 10, 31)], False)])
def test_days_that_were_exchanged_are_not_chosen(tmp_path: Path, days: list[Any], is_proof: bool) -> None:
    path = workbook(tmp_path / "bang.xlsx", [HEADINGS, *(with_cell("Ngày gửi", day) for day in days)])
    text = proposed(path)
    assert ("days" not in tomllib.loads(text)) is is_proof and "# UNSURE: " in text
    assert "UNSURE: days\n" in run("map", path, RULEBOOK).stderr


def test_the_last_line_tells_every_doubt(tmp_path: Path) -> None:
    rows = [with_cell("Ngày gửi", "01/10/2014"), with_cell("Khối lượng (kg)", "1.250")]
    rows = [[*row[:2], "Sở Nội", *row[3:5], "01/10/2014", *row[6:]] for row in rows]
    path = csv(tmp_path / "bang.csv", [HEADINGS, *rows, with_cell("Khối lượng (kg)", "45,5")])
    said = run("map", path, RULEBOOK).stderr
    assert said.splitlines()[-1].endswith("UNSURE: weight_grams, names.agencies")
    path = csv(tmp_path / "bang.csv", [HEADINGS, [*rows[0][:6], "1.250", rows[0][7]]])
    assert run("map", path, RULEBOOK).stderr.splitlines()[-1].endswith("UNSURE: days, decimal, names.agencies")


@pytest.mark.parametrize("bad", ["29/02/2015", "31/10/14", "8-Oct-2014"])
def test_an_impossible_day_does_not_hide_how_days_are_written(tmp_path: Path, bad: str) -> None:
    path = csv(tmp_path / "bang.csv", [HEADINGS, ROW, with_cell("Ngày gửi", bad), ROW])
    text = proposed(path)
    assert tomllib.loads(text)["days"] == "d/m/y" and f"# UNSURE: 3:Ngày gửi: {bad} is no day in any order" in text
    assert len([one for one in lines(path, expected=1)[0] if "issues" in one]) == 1
    # Days of both orders are for who knows the table.
    csv(path, [HEADINGS, ROW, with_cell("Ngày gửi", "10/31/2014"), ROW])
    text = proposed(path)
    assert "days" not in tomllib.loads(text) and "10/31/2014 (3:Ngày gửi) can only be read in one" in text


def test_a_key_whose_rows_must_differ_is_no_value_for_all(tmp_path: Path) -> None:
    headings = [HEADINGS[0], "Mã hồ sơ", *HEADINGS[2:]]
    path = csv(tmp_path / "bang.csv", [headings, ROW, [2, "RB2", *ROW[2:]]])
    text = proposed(path, "--for", "settle")
    assert '# id = "Mã hồ sơ"' in text and "id" not in tomllib.loads(text)["keys"] and '# id = "STT"' not in text
    # What rows have in common is no such key.
    csv(path, [headings[1:], ROW[1:], ROW[1:]])
    text = proposed(path, "--for", "settle")
    assert '# id = ""' in text and "value =" not in text and "each row must have a value of its own" in text


def test_yes_and_no_are_found_by_words_of_the_heading_and_by_values(tmp_path: Path) -> None:
    rows = [["Cơ quan", "Ngày có kết quả", "Trả qua BCCI"], ["so-noi-vu", "31/10/2014", "x"]]
    path = csv(tmp_path / "bang.csv", rows)
    assert tomllib.loads(proposed(path, "--for", "report"))["keys"]["by_post"] == "Trả qua BCCI"
    csv(path, [rows[0], [*rows[1][:2], "Bưu cục số 1"]])
    assert "by_post" not in tomllib.loads(proposed(path, "--for", "report"))["keys"]


def test_codes_win_over_names_and_one_bad_code_makes_no_names(tmp_path: Path) -> None:
    headings = [*HEADINGS, "Tên thủ tục"]
    document = json.loads(Path(RULEBOOK).read_text(encoding="utf-8"))
    codes = [one["code"] for one in document["procedures"][:3]]
    rows = [[*with_cell("Mã thủ tục", code), f"Thủ tục {at}"] for at, code in enumerate([*codes, codes[0], "1.9x"])]
    text = proposed(csv(tmp_path / "bang.csv", [headings, *rows]))
    assert tomllib.loads(text)["keys"]["procedure"] == "Mã thủ tục" and "[names.procedures]" not in text
    assert "the column Tên thủ tục has the names of the same" in text
    assert "# UNSURE: 6:Mã thủ tục: 1.9x is no code of procedures (1 of them)" in text


@pytest.mark.parametrize("is_mapped", [True, False])
def test_a_cover_is_not_chosen_instead_of_the_table(tmp_path: Path, is_mapped: bool) -> None:
    if is_mapped:
        table = [HEADINGS, ROW]
    else:
        table = [["agency", "procedure", "service", "on", "weight_grams", "zone"]]
        table += [["so-noi-vu", "1.900101", "return", date(2014, 10, 1), 80, "intra_province"]]
    sheets: Any = {"Bìa": [["BẢNG KÊ"], [], ["Năm", "2014"]], "Kê": table, "Nữa": table}
    path = workbook(tmp_path / "bang.xlsx", sheets)
    if is_mapped:
        out = run("map", path, RULEBOOK, "-o", tmp_path / "map.toml")
        assert tomllib.loads((tmp_path / "map.toml").read_text(encoding="utf-8"))["sheet"] == "Kê"
        assert "the sheet Kê is read; these have data too and are not: Bìa, Nữa" in out.stderr
    options = ("--map", tmp_path / "map.toml") if is_mapped else ()
    assert json.loads(run("quote", RULEBOOK, path, *options, "--json").stdout)["total"] > 0


@pytest.mark.parametrize("name", ["bang.xlsx", "bang.csv"])
def test_rows_between_those_of_a_table_are_told_plainly(tmp_path: Path, name: str) -> None:
    part, sums = ["I. Sở Nội vụ", *[""] * 7], ["Cộng", *[""] * 5, "0,08", ""]
    rows = [HEADINGS, part, ROW, sums, HEADINGS, NUMBERING, ROW]
    path = workbook(tmp_path / name, rows) if name.endswith(".xlsx") else csv(tmp_path / name, rows)
    text = proposed(path)
    assert "UNSURE: rows\n" in run("map", path, RULEBOOK).stderr and "[names." not in text
    assert "this may be a row of sums" in text and "# row 5 repeats the headings" in text
    answers, said = lines(path, expected=1)
    assert [one.get("total") for one in answers] == [None, 35_000, None, 35_000]
    issues = [one["issues"] for one in answers if "issues" in one]
    assert [[(one["code"], one["path"]) for one in of] for of in issues] == [[("row_part", "")], [("row_sums", "")]]
    assert "FILE: row 5 repeats the headings and is not read" in said and said.count("\n") == 3
    # A sum that leaves something out is none: a month is not settled before they are taken out.
    text = text.replace("[keys]", '[keys]\nid = "Mã bưu gửi"')
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    month = ("--contract", "SNV-2014", "--month", "2014-10", "--quote", "--map", tmp_path / "map.toml")
    assert run("settle", RULEBOOK, path, *month, expected=2).stderr.count("[row_") == 2


# Names of what tariffs' rules are for, and what has no effect.


def with_discounts(path: Path) -> Path:
    document = json.loads(Path(RULEBOOK).read_text(encoding="utf-8"))
    for version in document["tariffs"][0]["versions"]:
        version["discounts"] = [
            {"id": "thuong-binh", "when": {"applicant": "war_invalid"}, "bp": 5000},
            {"id": "ho-ngheo", "when": {"applicant": "poor_household"}, "bp": 5000},
        ]
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_groups_of_applicants_are_told_by_name(tmp_path: Path) -> None:
    book, headings = with_discounts(tmp_path / "book.json"), [*HEADINGS, "Đối tượng ưu tiên", "Dịch vụ cộng thêm"]
    groups = [
        "Thương binh",
        "Hộ nghèo; Thương binh",
        "war_invalid",
        "",
        "Cựu chiến binh",
    ]
    path = csv(tmp_path / "bang.csv", [headings, *([*ROW, group, ""] for group in groups)], separator="|")
    run("map", path, book, "-o", tmp_path / "map.toml")
    text = (tmp_path / "map.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["keys"]["applicant"] == {"heading": "Đối tượng ưu tiên", "names": True}
    assert "[names.applicant]\n# UNSURE: " in text and '# "Cựu chiến binh" = ""' in text
    asked = ("quote", book, path, "--map", tmp_path / "map.toml", "--keep", "applicant", "--json")
    answers = [json.loads(line) for line in run(*asked, expected=1).stdout.splitlines()]
    told = [one["applicant"] for one in answers]
    assert told == ["war_invalid", "poor_household;war_invalid", "war_invalid", None, None]
    assert answers[4]["issues"][0]["code"] == "name_unknown" and answers[0]["total"] < answers[3]["total"]
    mended = text.replace('# "Cựu chiến binh" = ""', '"Cựu chiến binh" = "war_invalid"')
    (tmp_path / "map.toml").write_text(mended, encoding="utf-8")
    assert json.loads(run(*asked).stdout.splitlines()[4])["total"] == answers[0]["total"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\nagency = "Cơ quan"\n[names.agencies]\n"A" = "so-noi-vu"', "names.agencies: this has no effect"),
        ('[keys]\nagency = { heading = "Cơ quan", names = true }\n[names.x]\n"A" = "b"', "names.x: this has no effect"),
        (
            '[keys]\nagency = { heading = "Cơ quan", names = true }\n[names]\nagencies = "b"',
            "names.agencies: this value",
        ),
        ('[keys]\non = { heading = "Ngày gửi", unit = "kg" }', "keys.on.unit: this has no effect on this key"),
        ('[keys]\non = { value = "2014-10-01", days = "d/m/y" }', "keys.on.days: this has no effect on this key"),
        ('[keys]\nzone = { heading = "Vùng", decimal = "," }', "keys.zone.decimal: this has no effect on this key"),
    ],
)
def test_what_would_have_no_effect_in_a_mapping_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = csv(tmp_path / "bang.csv", [HEADINGS, ROW])
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    assert said in lines(path, expected=2)[1]


def test_a_mapping_serves_commands_that_ask_for_less(tmp_path: Path) -> None:
    path = csv(tmp_path / "bang.csv", [HEADINGS, ROW])
    mapped(tmp_path, names='[names.zones]\n"Gần" = "intra_province"')
    run("decide", RULEBOOK, path, "--map", tmp_path / "map.toml", "--json")


def test_the_row_of_headings_is_the_one_that_is_told(tmp_path: Path) -> None:
    old = with_cell("Khối lượng (kg)", "0,150")
    path = csv(tmp_path / "bang.csv", [HEADINGS, old, HEADINGS, ROW])
    mapped(tmp_path)
    text = (tmp_path / "map.toml").read_text(encoding="utf-8")
    for line, count in ((1, 2), (3, 1)):
        (tmp_path / "map.toml").write_text(f"headings = {line}\n{text}", encoding="utf-8")
        assert len(lines(path)[0]) == count
