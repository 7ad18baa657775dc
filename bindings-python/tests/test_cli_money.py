"""The command line on money: compensation, statements and invoices, in tables, files and on a page."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import REPOSITORY, compact, vectors

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")

from click.testing import CliRunner, Result
from hoso.cli.app import app

RULEBOOK = str(REPOSITORY / "examples" / "data" / "binh-duong.json")
OCTOBER = ("--contract", "SNV-2014", "--period", "2014-10-01", "2014-11-01")
CLAIM = {
    "zone": "intra_province",
    "charge": 31_818,
    "event": "lost",
    "accepted_on": "2014-10-01",
    "due_on": "2014-10-03",
    "claimed_on": "2014-10-20",
}
#: By hand: 35,000, 45,000 and 25,000 with 10% tax in it; nothing was collected for the third, 140,000 is owed for it.
CONSIGNMENTS = [
    {
        "id": f"RB{number}",
        "agency": "so-noi-vu",
        "procedure": "1.900101",
        "service": "return",
        "on": f"2014-10-0{number}",
        "weight_grams": 80,
        "zone": zone,
        "collected": collected,
        "compensation": compensation,
    }
    for number, zone, collected, compensation in [
        (1, "intra_province", None, None),
        (2, "inter_province", None, None),
        (3, "intra_district", 0, 140_000),
    ]
]
STATEMENT = {
    "contract": "SNV-2014",
    "period": {"from": "2014-10-01", "until": "2014-11-01"},
    "items": 3,
    "postage": 105_000,
    "surcharges": 0,
    "discounts": 0,
    "net": 95_454,
    "tax": 9_546,
    "total": 105_000,
    "payers": [{"who": "applicant", "amount": 105_000}],
    "collected": 80_000,
    "agency_fees": 0,
    "compensation": 140_000,
    "compensation_to_applicants": 0,
    "balance": -115_000,
}
#: RB1 is billed twice, RB2 too dear, RB3 not at all; nobody knows RB9.
INVOICE = [
    {"id": "L1", "item": "RB1", "amount": 35_000},
    {"id": "L2", "item": "RB1", "amount": 35_000},
    {"id": "L3", "item": "RB2", "amount": 46_000},
    {"id": "L4", "item": "RB9", "amount": 5_000},
]


def run(*args: str, expected: int = 0) -> Result:
    result = CliRunner().invoke(app, args)
    assert result.exit_code == expected, (result.output, result.stderr, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def lines(values: list[Any]) -> str:
    return "".join(compact(value) + "\n" for value in values)


def table(rows: list[dict[str, Any]], path: Path) -> str:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    elif path.suffix == ".parquet":
        pyarrow = pytest.importorskip("pyarrow")
        import pyarrow.parquet as parquet

        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    else:
        path.write_text(lines(rows), encoding="utf-8")
    return str(path)


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def priced(rulebook: hoso.Rulebook) -> list[dict[str, Any]]:
    """The consignments as items with their prices."""
    items = []
    for row in CONSIGNMENTS:
        beside = {key: row[key] for key in ("id", "on", "collected", "compensation")}
        consignment: Any = {key: value for key, value in row.items() if key not in beside or key == "on"}
        items.append({**beside, "quote": rulebook.quote(consignment)})
    return items


# compensation


def test_compensation_is_the_library_s(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    path = tmp_path / "claim.json"
    path.write_text(compact(CLAIM), encoding="utf-8")
    answer = rulebook.compensation(CLAIM, language="en")  # type: ignore[arg-type]
    assert answer["outcome"] == "owed" and answer["amount"] == 4 * 31_818
    assert run("compensation", RULEBOOK, str(path), "--json", "--language", "en").stdout == compact(answer) + "\n"
    shown = run("compensation", RULEBOOK, str(path)).stdout
    assert "127.272 đ" in shown and "47/2011/NĐ-CP" in shown


@pytest.mark.parametrize("name", ["claims.csv", "claims.jsonl", "claims.parquet"])
def test_compensation_of_many(tmp_path: Path, name: str) -> None:
    rows = [{"id": "C1", **CLAIM}, {"id": "C2", **CLAIM, "claimed_on": "2016-01-01"}]
    if name.endswith("l"):
        rows = [{key: value for key, value in row.items() if key != "id"} for row in rows]
    path, out = table(rows, tmp_path / name), tmp_path / "owed.csv"
    run("compensation", RULEBOOK, path, "--output", str(out))
    assert [(row["outcome"], row["amount"], row["reasons"]) for row in cells(out)] == [
        ("owed", "127272", ""),
        ("not_owed", "", "claim_too_late"),
    ]
    assert "127.272" in run("compensation", RULEBOOK, path).stdout


# settle


@pytest.mark.parametrize("name", ["items.csv", "items.jsonl", "items.parquet"])
def test_settle_prices_consignments(tmp_path: Path, name: str) -> None:
    path = table(CONSIGNMENTS, tmp_path / name)
    assert json.loads(run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--json").stdout) == STATEMENT


def test_settle_takes_items_with_their_prices(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    path = table(priced(rulebook), tmp_path / "items.jsonl")
    assert run("settle", RULEBOOK, path, *OCTOBER, "--json").stdout == compact(STATEMENT) + "\n"


def test_settle_shows_figures_that_add_up(tmp_path: Path) -> None:
    path = table(CONSIGNMENTS, tmp_path / "items.csv")
    shown = run("settle", RULEBOOK, path, "--quote", *OCTOBER).stdout
    assert "Từ ngày 01/10/2014 đến hết ngày 31/10/2014" in shown
    amounts = [int(amount.replace(".", "")) for amount in re.findall(r"(-?[0-9.]+) đ\b", shown)]
    assert amounts[:6] == [105_000, 0, 0, 105_000, 95_454, 9_546]
    assert amounts[-4:] == [105_000, -80_000, -140_000, -115_000]
    owed = "Bên B (Bưu điện tỉnh Bình Dương) còn phải trả Bên A (Sở Nội vụ tỉnh Bình Dương): 115.000\u00a0đồng."
    assert f"{owed} Bằng chữ: Một trăm mười lăm nghìn đồng." in shown.replace("\n", " ")
    shown = run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--language", "en").stdout
    assert "In words: One hundred fifteen thousand đồng." in shown


@pytest.mark.parametrize("name", ["items.csv", "items.jsonl", "priced.jsonl", "items.parquet"])
def test_what_was_collected_is_assumed_and_that_is_told(tmp_path: Path, rulebook: hoso.Rulebook, name: str) -> None:
    """Of RB1 and RB2 nothing is said, for RB3 nothing was collected."""
    is_priced = name.startswith("priced")
    path = table(priced(rulebook) if is_priced else CONSIGNMENTS, tmp_path / name)
    page = tmp_path / "page.html"
    args = (path, *([] if is_priced else ["--quote"]), *OCTOBER)
    shown = " ".join(run("settle", RULEBOOK, *args, "--html", str(page)).stdout.split())
    said = "(*) 2 trong 3 bưu gửi không ghi số tiền đã thu: coi như Bên B đã thu của người nộp đúng số phải thu"
    assert said in shown and "ghi ở khóa collected" in shown and "(cả lệ phí) (*) -80.000 đ" in shown
    found = texts(page.read_text("utf-8"))
    assert any(text.startswith(said) for text in found) and {"35.000*", "45.000*"} <= {*found}
    assert "khóa collected" not in " ".join(found)
    shown = run("settle", RULEBOOK, *args, "--language", "en").stdout
    assert "(*) For 2 of 3 items it is not said what was collected" in shown


def test_what_is_said_to_be_collected_is_not_assumed(tmp_path: Path) -> None:
    rows = [{**row, "collected": 0} for row in CONSIGNMENTS]
    page = tmp_path / "page.html"
    path = table(rows, tmp_path / "items.csv")
    assert "(*)" not in run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--html", str(page)).stdout
    assert "(*)" not in page.read_text("utf-8")


def test_a_period_is_told_with_its_last_day_in_messages_too(tmp_path: Path) -> None:
    path = table([{**CONSIGNMENTS[0], "on": "2014-11-01"}], tmp_path / "items.csv")
    told = " ".join(run("settle", RULEBOOK, path, "--quote", *OCTOBER, expected=2).stderr.split())
    assert "Ngày nằm ngoài kỳ từ ngày 01/10/2014 đến hết ngày 31/10/2014. [outside_period]" in told
    english = run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--language", "en", expected=2).stderr
    assert "from 01/10/2014 to 31/10/2014 inclusive" in " ".join(english.split())


def test_settle_writes_a_row_or_all_of_it(tmp_path: Path) -> None:
    path = table(CONSIGNMENTS, tmp_path / "items.csv")
    for name in ("st.csv", "st.json"):
        run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--output", str(tmp_path / name))
    assert json.loads((tmp_path / "st.json").read_text("utf-8")) == STATEMENT
    [row] = cells(tmp_path / "st.csv")
    assert row["until"] == "2014-11-01" and row["balance"] == "-115000" and row["paid_by_applicant"] == "105000"


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"weight_grams": "x"}, "wrong_type", "weight_grams"),
        ({"on": "2014-11-01"}, "outside_period", "on"),
        ({"id": "RB2"}, "duplicate", "id"),
        ({"agency": "so-xay-dung"}, "unknown_agency", ""),
        ({"compensation": "-1"}, "too_small", "compensation"),
        ({"id": ""}, "missing", "id"),
    ],
)
def test_one_item_that_is_not_valid_and_there_is_no_statement(
    tmp_path: Path, change: dict[str, Any], code: str, column: str
) -> None:
    path = table([*CONSIGNMENTS[:2], {**CONSIGNMENTS[2], **change}], tmp_path / "items.csv")
    out = tmp_path / "st.json"
    result = run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--json", "--output", str(out), expected=2)
    place = f"{path}:4:{column}".rstrip(":")
    assert f"{place}: " in result.stderr and f"[{code}]" in result.stderr
    assert result.stdout == "" and not out.exists()


def test_an_item_in_json_has_its_place(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    items = priced(rulebook)
    items[1]["quote"]["total"] += 1
    path = table(items, tmp_path / "items.jsonl")
    assert f"{path}:2:" in (told := run("settle", RULEBOOK, path, *OCTOBER, expected=2).stderr)
    assert "[does_not_add_up] /quote/" in told
    for text in ("{oops\n", '{"id":"a"},{"id":"b"}\n', "7\n"):
        Path(path).write_text(lines(items[:1]) + text, encoding="utf-8")
        for quote in ([], ["--quote"]):
            assert f"{path}:2:" in run("settle", RULEBOOK, path, *quote, *OCTOBER, expected=2).stderr


def test_settle_refuses_a_question_that_is_not_valid(tmp_path: Path) -> None:
    path = table(CONSIGNMENTS, tmp_path / "items.csv")
    assert "--quote" in run("settle", RULEBOOK, path, *OCTOBER, expected=2).stderr
    unknown = ("--contract", "nobody", *OCTOBER[2:])
    assert "[unknown_reference] /contract" in run("settle", RULEBOOK, path, "--quote", *unknown, expected=2).stderr
    period = (*OCTOBER[:2], "--period", "2014", "2014-11-01")
    assert "/period/from" in run("settle", RULEBOOK, path, "--quote", *period, expected=2).stderr
    assert run("settle", "-", "-", *OCTOBER, expected=2).stderr


def asked(tmp_path: Path, question: dict[str, Any], lists: tuple[str, ...]) -> list[str]:
    """A question of the vectors as arguments."""
    files = [str(tmp_path / f"{name}.json") for name in lists]
    for name, file in zip(lists, files, strict=True):
        Path(file).write_text(compact(question[name]), encoding="utf-8")
    period = question["period"]
    return [*files, "--contract", question["contract"], "--period", period["from"], period["until"]]


@pytest.mark.parametrize(("kind", "lists"), [("settle", ("items",)), ("reconcile", ("items", "invoice"))])
def test_vectors(tmp_path: Path, kind: str, lists: tuple[str, ...]) -> None:
    file = vectors({"settle": "settle.json", "reconcile": "reconciling.json"}[kind])
    (tmp_path / "rulebook.json").write_text(compact(file["rulebook"]), encoding="utf-8")
    done = 0
    for case in file[kind]:
        question, answer = case["question"], case["answer"]
        # What cannot be said with files and options is left out.
        if not all(isinstance(question.get(name), list) for name in lists) or "until" not in question["period"]:
            continue
        wrong = "issues" in answer
        differs = any(answer.get(name) for name in ("wrong_amount", "not_ours", "not_billed", "billed_twice"))
        args = [kind, str(tmp_path / "rulebook.json"), *asked(tmp_path, question, lists), "--json"]
        result = run(*args, expected=2 if wrong else 1 if differs else 0)
        if wrong:
            codes = {issue["code"] for issue in answer["issues"] if issue["code"] != "unknown_key"}
            assert result.stdout == "" and [code for code in codes if f"[{code}]" not in result.stderr] == []
        else:
            assert json.loads(result.stdout) == answer, case["name"]
        done += 1
    assert done >= 8


# Long files.


def many(count: int, rulebook: hoso.Rulebook, path: Path) -> str:
    """So many of the first consignment: with their prices in JSON Lines, else without."""
    row = CONSIGNMENTS[0]
    if path.suffix != ".csv":
        row = priced(rulebook)[0]
    return table([{**row, "id": f"RB{number}"} for number in range(count)], path)


def test_a_statement_of_more_than_a_question_may_hold(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    path = many(150_000, rulebook, tmp_path / "items.jsonl")
    assert Path(path).stat().st_size > 64 << 20
    statement = json.loads(run("settle", RULEBOOK, path, *OCTOBER, "--json").stdout)
    assert (statement["items"], statement["total"]) == (150_000, 150_000 * 35_000)


@pytest.mark.parametrize(("name", "at"), [("items.csv", "19002:id"), ("items.jsonl", "19001:7")])
def test_an_id_that_comes_again_much_later_has_its_place(
    tmp_path: Path, rulebook: hoso.Rulebook, name: str, at: str
) -> None:
    quote = ["--quote"] if name.endswith("csv") else []
    path = Path(many(20_000, rulebook, tmp_path / name))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    again = 19_001 if quote else 19_000
    lines[again] = lines[again].replace("RB19000", "RB7")
    path.write_text("".join(lines), encoding="utf-8")
    result = run("settle", RULEBOOK, str(path), *quote, *OCTOBER, "--json", expected=2)
    assert f"{path}:{at}: " in result.stderr and "[duplicate]" in result.stderr and result.stdout == ""
    invoice = table([INVOICE[0]], tmp_path / "invoice.csv")
    assert f"{path}:{at}: " in run("reconcile", RULEBOOK, str(path), invoice, *quote, *OCTOBER, expected=2).stderr


def test_what_is_wrong_in_later_rows_is_told_too(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    path = Path(many(20_000, rulebook, tmp_path / "items.jsonl"))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for number in (3, 12_000):
        lines[number] = lines[number].replace("2014-10-01", "2015-10-01", 1)
    lines[19_000] = "{oops\n"
    path.write_text("".join(lines), encoding="utf-8")
    told = run("settle", RULEBOOK, str(path), *OCTOBER, expected=2).stderr
    assert [line.partition(": ")[0].removeprefix(f"{path}:") for line in told.splitlines() if "[" in line] == [
        f"4:{column(lines[3])}",
        f"12001:{column(lines[12_000])}",
        "19001:2",
    ]


def column(line: str) -> int:
    return line.index('"2015') + 1


def test_an_invoice_in_csv_with_an_amount_that_no_column_holds(tmp_path: Path) -> None:
    items = table(CONSIGNMENTS, tmp_path / "items.csv")
    invoice = table([INVOICE[0], {**INVOICE[1], "amount": 10**25}], tmp_path / "invoice.csv")
    told = run("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER, expected=2).stderr
    assert f"{invoice}:3:amount: " in told and "[too_large]" in told


# The page.


def texts(page: str) -> list[str]:
    return [text for text in re.split(r"<[^>]*>", page.partition("<body>")[2]) if text.strip()]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Biên bản quyết toán cước dịch vụ bưu chính",
                "Theo Hợp đồng số SNV-2014 ký ngày 10/09/2014",
                "Sở Nội vụ tỉnh Bình Dương",
                "105.000",
                "Bằng chữ: Một trăm linh năm nghìn đồng.",
                "Bằng chữ: Một trăm mười lăm nghìn đồng.",
                "Đại diện Bên B",
            ],
        ),
        (
            "en",
            [
                "Statement of postal service charges",
                "From 01/10/2014 to 31/10/2014 inclusive",
                "Department of Home Affairs of Bình Dương",
                "105,000",
                "In words: One hundred fifteen thousand đồng.",
                "For Party A",
            ],
        ),
    ],
)
def test_the_page_says_it_all_and_needs_nothing_else(tmp_path: Path, language: str, said: list[str]) -> None:
    path, out = table(CONSIGNMENTS, tmp_path / "items.csv"), tmp_path / "statement.html"
    args = (path, "--quote", *OCTOBER, "--html", str(out), "--language", language)
    assert str(out) in run("settle", RULEBOOK, *args).stdout
    page = out.read_text("utf-8")
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">') and "@page{size:A4" in page
    assert "http" not in page and "<script" not in page and "src=" not in page
    found = texts(page)
    assert [text for text in said if text not in found] == []
    annex = found[found.index("RB3") :]
    number = "22.727 2.273 25.000 0 0 140.000" if language == "vi" else "22,727 2,273 25,000 0 0 140,000"
    assert annex[:9] == ["RB3", "03/10/2014", "1", *number.split()]
    sums = "95.454 9.546 105.000 0 80.000 140.000" if language == "vi" else "95,454 9,546 105,000 0 80,000 140,000"
    assert annex[10:16] == sums.split()


def test_names_on_the_page_are_text(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    document = rulebook.document
    document["operators"][0]["name"] = "<b>& Post"
    document["contracts"][0]["number"] = "12 & 13"
    (tmp_path / "rulebook.json").write_text(compact(document), encoding="utf-8")
    path, out = table(CONSIGNMENTS, tmp_path / "items.csv"), tmp_path / "statement.html"
    run("settle", str(tmp_path / "rulebook.json"), path, "--quote", *OCTOBER, "--html", str(out))
    page = out.read_text("utf-8")
    assert "&lt;b&gt;&amp; Post" in page and "Hợp đồng số 12 &amp; 13" in page and "<b>& Post" not in page


def test_a_statement_that_is_even_and_one_for_many_agencies(tmp_path: Path) -> None:
    path, out = table(CONSIGNMENTS[:2], tmp_path / "items.csv"), tmp_path / "statement.html"
    assert "không còn nợ nhau" in run("settle", RULEBOOK, path, "--quote", *OCTOBER).stdout
    table([{**CONSIGNMENTS[0], "collected": 0}], Path(path))
    shown = run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--language", "en").stdout
    assert "Party A (Department of Home Affairs of Bình Dương) owes Party B" in shown
    (tmp_path / "none.json").write_text("[]", encoding="utf-8")
    many = ("--contract", "BCCI-2017", "--period", "2018-01-01", "2018-02-01", "--html", str(out))
    run("settle", RULEBOOK, str(tmp_path / "none.json"), *many)
    assert "Các cơ quan thuộc hợp đồng" in out.read_text("utf-8")
    run("settle", RULEBOOK, str(tmp_path / "none.json"), *many[:-1], str(tmp_path / "no" / "folder"), expected=2)


# reconcile


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_reconcile_finds_what_differs(tmp_path: Path, suffix: str) -> None:
    items = table(CONSIGNMENTS, tmp_path / f"items{suffix}")
    invoice, out = table(INVOICE, tmp_path / f"invoice{suffix}"), tmp_path / "differences.csv"
    args = ("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER)
    answer = json.loads(run(*args, "--json", expected=1).stdout)
    assert answer["matched"] == {"count": 1, "amount": 35_000}
    assert (answer["billed"], answer["expected"], answer["difference"]) == (121_000, 105_000, 16_000)
    run(*args, "--output", str(out), expected=1)
    rule = "Chuyển trả kết quả, Liên tỉnh (inter_province), đến 100.000 g"
    assert [tuple(row.values()) for row in cells(out)] == [
        ("wrong_amount", "L3", "RB2", "46000", "45000", "1000", "return/inter_province/100000", rule, "", ""),
        ("not_ours", "L4", "RB9", "5000", "", "", "", "", "RB3", ""),
        ("not_billed", "", "RB3", "", "25000", "", "", "", "", ""),
        ("billed_twice", "L2", "RB1", "35000", "", "", "", "", "", ""),
    ]
    shown = run(*args, "--language", "en", expected=1).stdout
    rule = "Result to the person, Between provinces (inter_province), up to 100,000 g"
    for said in ("Wrong amount", "+1.000 đ", rule, "Not ours", "Not billed", "Billed twice"):
        assert said in shown
    assert re.search(r"Total +121\.000 đ +105\.000 đ +\+16\.000 đ", shown)


def test_lines_stand_by_their_numbers_and_a_price_before_tax_is_recognised(tmp_path: Path) -> None:
    items = table(
        [{**CONSIGNMENTS[0], "id": f"{number}", "collected": 0, "compensation": 0} for number in range(1, 25)],
        tmp_path / "items.csv",
    )
    # 35,000 with 10 % tax is 31,818 without it.
    amounts = {"9": 36_000, "14": 31_818, "21": 31_819, "100": 31_818}
    rest = [{"id": "7", "item": "8", "amount": 35_000}, {"id": "30", "item": "77", "amount": 31_818}]
    invoice = table(
        [{"id": id_, "item": id_.replace("100", "3"), "amount": it} for id_, it in amounts.items()] + rest,
        tmp_path / "invoice.csv",
    )
    args = ("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER)
    out, page = tmp_path / "out.csv", tmp_path / "page.html"
    run(*args, "--output", str(out), "--html", str(page), expected=1)
    rows = cells(out)
    assert [row["invoice"] for row in rows if row["kind"] == "wrong_amount"] == ["9", "14", "21", "100"]
    assert [row["item"] for row in rows if row["kind"] == "not_billed"][:4] == ["1", "2", "4", "5"]
    assert [row["invoice"] for row in rows if row["note"]] == ["14", "100"]
    assert {row["note"] for row in rows} == {"", "đúng bằng giá chưa thuế"}
    found = texts(page.read_text("utf-8"))
    at = found.index("Sai số tiền", found.index("Tổng cộng"))
    assert [found.index(number, at) for number in ("9", "14", "21", "100")] == sorted(
        found.index(number, at) for number in ("9", "14", "21", "100")
    )
    assert found.count("đúng bằng giá chưa thuế") == 2
    assert "Chuyển trả kết quả, Trong tỉnh, thành phố (intra_province), đến 100.000 g" in found
    shown = run(*args, "--language", "en", expected=1).stdout
    assert shown.count("exactly the price before tax") == 2
    # The answer itself stays as it is.
    answer = json.loads(run(*args, "--json", expected=1).stdout)
    assert [line["invoice"] for line in answer["wrong_amount"]] == ["100", "14", "21", "9"]
    run(*args, "--output", str(tmp_path / "out.json"), expected=1)
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == answer


def test_the_comparison_is_a_page_that_both_parties_sign(tmp_path: Path) -> None:
    items, invoice = table(CONSIGNMENTS, tmp_path / "items.csv"), table(INVOICE, tmp_path / "invoice.csv")
    page = tmp_path / "page.html"
    args = ("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER, "--html", str(page))
    run(*args, expected=1)
    html = page.read_text("utf-8")
    found = texts(html)
    assert found[:2] == ["Sở Nội vụ tỉnh Bình Dương", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    for said in (
        "Biên bản đối chiếu hóa đơn cước bưu chính",
        "Đại diện Bên A",
        "Đại diện Bên B",
        "Kế toán",
        "(Ký, ghi rõ họ tên)",
    ):
        assert said in found, said
    assert "Từ ngày 01/10/2014 đến hết ngày 31/10/2014" in found
    # The sums stand out: of all, and of each table of lines.
    assert len(re.findall(r'<tr class="main"><td>Tổng cộng</td>', html)) == 5
    run(*args, "--language", "en", expected=1)
    assert {"For Party A", "For Party B", "Accountant"} <= {*texts(page.read_text("utf-8"))}


def test_an_invoice_that_is_right_ends_with_0(tmp_path: Path) -> None:
    items = table(CONSIGNMENTS[:1], tmp_path / "items.csv")
    invoice = table(INVOICE[:1], tmp_path / "invoice.csv")
    shown = run("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER).stdout
    assert "Khớp" in shown and "Sai số tiền" not in shown


def test_a_line_that_is_not_valid_has_its_place(tmp_path: Path) -> None:
    items = table(CONSIGNMENTS, tmp_path / "items.csv")
    invoice = table([INVOICE[0], {**INVOICE[1], "id": "L1", "amount": "x"}], tmp_path / "invoice.csv")
    args = ("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER)
    assert f"{invoice}:3:amount: " in run(*args, expected=2).stderr
    table([INVOICE[0], {**INVOICE[1], "id": "L1"}], Path(invoice))
    assert f"{invoice}:3:id: " in run(*args, expected=2).stderr
