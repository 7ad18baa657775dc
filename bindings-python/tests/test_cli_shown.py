"""What people see: every text as it is, no word broken, nothing left out in silence, and a line where it cannot be
shown."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import PLAIN, REPOSITORY, compact

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")
pytest.importorskip("pyarrow", reason="needs hoso[cli]")

import pyarrow.parquet as parquet
from click.testing import CliRunner, Result
from hoso.cli import figured, options, show, words
from hoso.cli.app import app
from hoso.cli.commands import compare, quarter

RULEBOOK = REPOSITORY / "examples" / "data" / "binh-duong.json"
OCTOBER = ("--contract", "SNV-2014", "--month", "2014-10")

#: A name that would be markup and an emoji, were it not text.
ODD = "[/red] :key: [bản sao]"

CASE = {key: PLAIN[key] for key in ("agency", "procedure", "service", "on")}
MOMENTS = {**CASE, "zone": "intra_province", "filed_on": "2014-10-01"}
CLAIM = {
    "zone": "intra_province",
    "charge": 31_818,
    "event": "lost",
    "accepted_on": "2018-10-01",
    "due_on": "2018-10-03",
    "claimed_on": "2018-10-20",
}
EVENTS = [
    {"id": "e1", "consignment": "EB1", "kind": "accepted", "at": "2014-10-02T23:30:00Z"},
    {"id": "e2", "consignment": "EB2", "kind": "accepted", "at": "2014-10-03T09:00:00+07:00"},
    {"id": "e3", "consignment": "EB2", "kind": "delivery_failed", "at": "2014-10-03T10:00:00+07:00", "reason": "moved"},
    {"id": "e4", "consignment": "EB2", "kind": "delivered", "at": "2014-10-04T06:30:00+07:00"},
]
DOSSIER = {"dossier": "HS-1", **MOMENTS, "on": "2014-10-20", "weight_grams": 80, "return_events": EVENTS[:1]}
RESULT = {"agency": "so-noi-vu", "resolved_on": "2014-03-01", "by_post": False}
SENT = {"agency": "so-noi-vu", "service": "return", "accepted_on": "2014-10-01", "revenue": 31_818}
ITEM = {"id": "RB1", **PLAIN}
INVOICE = [{"id": "L1", "item": "RB1", "amount": 36_000}, {"id": "L3", "item": "RB1", "amount": -2_000}]


def lines(rows: list[Any]) -> str:
    return "".join(compact(row) + "\n" for row in rows)


def odd(text: str) -> Any:
    """The rulebook with such names, and another one that is dearer."""
    document = json.loads(text)
    for kind in ("zones", "operators", "agencies", "procedures", "fields", "taxes", "options", "discounts"):
        for entry in document.get(kind, ()):
            name = entry["name"]
            entry["name"] = (
                {key: f"{value} {ODD}" for key, value in name.items()} if isinstance(name, dict) else f"{name} {ODD}"
            )
    for contract in document["contracts"]:
        contract["number"] = f"5/HĐ {ODD}"
    return document


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> dict[str, tuple[str, ...]]:
    """The arguments of every command, about files of a few rows; in the names of the files, too, is what may be taken
    for markup."""
    monkeypatch.chdir(tmp_path)
    document = odd(text)
    Path("r.json").write_text(compact(document), encoding="utf-8")
    for version in document["tariffs"][0]["versions"]:
        for rate in version["rates"]:
            rate["bands"][0]["price"] += 1000
    Path("new.json").write_text(compact(document), encoding="utf-8")
    Path("one [b].json").write_text(compact(PLAIN), encoding="utf-8")
    Path("answer.json").write_text(hoso.Rulebook(text).quote_json(compact(PLAIN)), encoding="utf-8")
    for name, rows in {
        "quote": [PLAIN, {**PLAIN, "agency": "nowhere"}],
        "decide": [CASE] * 2,
        "deadlines": [MOMENTS] * 2,
        "compensation": [CLAIM, {**CLAIM, "event": "damaged"}],
        "track": EVENTS,
        "journey": [DOSSIER] * 2,
        "report": [RESULT] * 2,
        "quarter": [SENT] * 2,
        "items": [ITEM],
        "invoice": INVOICE,
    }.items():
        Path(f"{name} [b].jsonl").write_text(lines(rows), encoding="utf-8")
    write("map [b].csv", f"Cơ quan;{ODD}\r\nso-noi-vu;x\r\n")
    by = ("--by", "agency")
    return {
        "check": ("r.json",),
        **{
            name: ("r.json", f"{name} [b].jsonl")
            for name in ("decide", "quote", "deadlines", "compensation", "journey")
        },
        "track": ("track [b].jsonl",),
        "report": ("r.json", "report [b].jsonl", *by, "--period", "2014-01-01", "2015-01-01"),
        "quarter": ("r.json", "quarter [b].jsonl", *by, "--of", "2014"),
        "compare": ("r.json", "new.json", "quote [b].jsonl", *by),
        "settle": ("r.json", "items [b].jsonl", "--quote", *OCTOBER),
        "reconcile": ("r.json", "items [b].jsonl", "invoice [b].jsonl", "--quote", *OCTOBER),
        "map": ("map [b].csv", "r.json"),
        "workbook": ("export", "r.json", "r.xlsx"),
        "explain": ("answer.json", "--rulebook", "r.json"),
        "format": ("r.json",),
        "merge": ("r.json",),
        "split": ("r.json", "-o", "parts"),
        "diff": ("r.json", "new.json"),
        "schema": (),
        "diagram": (),
    }


def run(*args: str | Path, expected: int | None = 0) -> Result:
    result = CliRunner().invoke(app, [*map(str, args)])
    assert expected is None or result.exit_code == expected, (result.output, result.stderr, result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def cells(path: str | Path) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_text_is_shown_as_it_is(files: dict[str, tuple[str, ...]]) -> None:
    # What init writes is its own.
    assert files.keys() | {"init"} == app.commands.keys()
    named = {"settle", "explain", "report", "quarter", "compare", "map"}
    for command, args in files.items():
        for language in ("vi", "en"):
            told = run(command, *args, "--language", language, expected=None).output
            assert "🔑" not in told
            # Names are wrapped where a column is narrow, and never lose a part.
            assert command not in named or all(part in told for part in ODD.split()), told
    journey = run("journey", "r.json", write("d.json", compact(DOSSIER))).output
    single = run("quote", "r.json", "one [b].json").output
    assert ODD in re.sub(r"\s+", " ", journey) and ODD in re.sub(r"\s+", " ", single)
    out = Path("out [b] :key:.csv")
    assert f"Đã ghi {out}" in run("quote", "r.json", "quote [b].jsonl", "-o", out).output
    broken = write("tệp [b] :key:.json", '{"agency": 1}')
    assert broken in run("quote", "r.json", broken, expected=2).stderr


def write(name: str, text: str | bytes) -> str:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


# A narrow window.


@pytest.mark.parametrize("width", [66, 60, 44])
def test_no_word_and_no_sum_is_lost_in_a_narrow_window(
    files: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    headings = {part for vi, _ in words._WORDS.values() for part in vi.split()}
    for command, args in files.items():
        if command in ("schema", "diagram", "check", "map", "format", "merge", "split", "diff"):
            continue
        wide = run(command, *args, expected=None).output
        with monkeypatch.context() as patched:
            patched.setattr(show, "_WIDTH", width)
            narrow = run(command, *args, expected=None).output
        # What has nothing in it has no line either.
        lost = {word for word in set(wide.split()) - set(narrow.split()) - headings if set(word) != {"─"}}
        hidden = {"SNV-2014", "1"} if "Cửa sổ hẹp, không hiện:" in narrow else set()
        assert lost <= hidden, (command, lost, narrow)


def test_a_table_that_does_not_fit_stands_row_by_row(
    files: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Thu của người nộp" in run("quote", *files["quote"]).output
    monkeypatch.setattr(show, "_WIDTH", 36)
    told = run("quote", *files["quote"]).output
    assert re.search(r"Thu của người nộp +35\.000", told) and "Cửa sổ hẹp" not in told
    assert all(len(line) <= 36 for line in told.splitlines())


# What cannot be shown.


def ended(*args: str, how: str = "", **settings: Any) -> tuple[int, str]:
    """How the command ends in a shell, and what it says on standard error."""
    command = f'"$0" -m hoso "$@" {how}'
    told = subprocess.run(
        ["bash", "-c", command, sys.executable, *args], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, **settings
    )
    said = told.stderr.decode()
    assert "Traceback" not in said and "Exception" not in said, said
    return told.returncode, said


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_standard_output_is_told_in_a_line(files: dict[str, tuple[str, ...]]) -> None:
    # What is split, and a workbook, go into files alone.
    asked = [(command, *args) for command, args in files.items() if command not in ("split", "workbook")]
    asked += [("--help",), ("quote", *files["quote"], "--json"), ("quote", *files["quote"], "-o", "-")]
    for args in asked:
        code, said = (
            ended(*args, "--language", "en", how="> /dev/full")
            if args[0] != "--help"
            else ended(*args, how="> /dev/full")
        )
        assert code == 2, (args, said)
        assert said.splitlines()[-1] in (
            "Error: standard output: No space left on device",
            "Lỗi: đầu ra chuẩn: hết chỗ trên đĩa",
        )


def test_a_closed_stream_is_told_in_a_line(files: dict[str, tuple[str, ...]]) -> None:
    for args in (("check", *files["check"]), ("schema",), ("--help",), ("quote", *files["quote"], "-o", "-")):
        assert ended(*args, how=">&-") == (2, "Lỗi: đầu ra chuẩn: đã bị đóng\n")
    code, said = ended("quote", "r.json", "-", how="<&-")
    assert code == 2 and "stdin: đã bị đóng" in said
    # Nothing is shown, so nothing is missing.
    assert ended("check", *files["check"], "-o", "out.csv", "--json", how="<&- 2>&-")[0] == 0
    assert cells("out.csv") != []


@pytest.mark.parametrize("command", ["check", "quote", "settle", "explain", "track"])
def test_a_closed_pipe_ends_it_with_141(files: dict[str, tuple[str, ...]], command: str) -> None:
    for how in ("| true", "2>&1 | true"):
        args = [sys.executable, command, *files[command]]
        shell = f'set -o pipefail; (sleep 0.2; exec "$0" -m hoso "$@") {how}'
        told = subprocess.run(["bash", "-c", shell, *args], capture_output=True)
        assert told.returncode == 141 and b"Traceback" not in told.stderr


def test_a_full_directory_of_temporary_files_is_told_in_a_line(
    files: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    for name, row in (("quote", PLAIN), ("report", RESULT), ("quarter", SENT)):
        Path(f"{name} [b].jsonl").write_text(lines([row] * 3000), encoding="utf-8")
    Path("items [b].jsonl").write_text(lines([{**ITEM, "id": f"RB{n}"} for n in range(3000)]), encoding="utf-8")
    for command in ("compare", "report", "quarter", "settle", "reconcile"):
        told = subprocess.run(
            [sys.executable, "-m", "hoso", command, *files[command], "--language", "en"],
            capture_output=True,
            preexec_fn=limit,
            env=os.environ | {"TMPDIR": str(tmp_path)},
        )
        said = told.stderr.decode().splitlines()
        assert told.returncode == 2 and said == [
            f"Error: {tmp_path}: File too large (the directory of temporary files; another one: TMPDIR)"
        ], (command, said)


# Advice that helps.


def test_only_options_that_help_are_advised(files: dict[str, tuple[str, ...]]) -> None:
    old = write("old.json", compact({**PLAIN, "agency": "Sở"}).encode("cp1258", "replace").replace(b"S?", b"S\xf5"))
    rows = write("old.csv", b"agency,procedure,service,on,weight_grams,zone\nS\xf5,1,return,2014-10-01,80,z\n")
    for args in (("check", old), ("quote", old, rows), ("quote", old, rows, "--encoding", "cp1258"), ("explain", old)):
        said = run(*args, expected=2).stderr
        assert "hãy lưu thành UTF-8" in said and "--encoding" not in said, said
    assert "--encoding cp1258" in run("quote", "r.json", rows, expected=2).stderr
    assert "--encoding cp1258" not in run("quote", "r.json", rows, "--encoding", "utf-8", expected=2).stderr
    page = write("page.json", "<html><table></table></html>")
    said = run("check", page, expected=2).stderr
    assert "HTML" in said and "CSV" not in said
    assert "CSV" in run("quote", "r.json", page, expected=2).stderr


# Track.


def test_times_tell_their_offset_and_a_table_has_one(files: dict[str, tuple[str, ...]]) -> None:
    path = files["track"][0]
    told = run("track", path).output
    # The first event was told in UTC.
    assert told.count("Lúc (UTC+00:00)") == 2 and "03/10/2014 23:30" in told
    told = run("track", path, "--offset", "+07:00").output
    assert told.count("Lúc (UTC+07:00)") == 2 and "04/10/2014 06:30" in told
    run("track", path, "-o", "states.csv")
    assert [(row["since"], row["first_attempt_at"], row["delivered_at"]) for row in cells("states.csv")] == [
        ("2014-10-02T23:30:00+00:00", "", ""),
        ("2014-10-03T23:30:00+00:00", "2014-10-03T03:00:00+00:00", "2014-10-03T23:30:00+00:00"),
    ]
    run("track", path, "-o", "states.csv", "--offset", "+07:00")
    assert cells("states.csv")[1]["delivered_at"] == "2014-10-04T06:30:00+07:00"
    many = [{**EVENTS[0], "consignment": f"EB{n}"} for n in range(9)]
    assert "Từ lúc (UTC+00:00)" in run("track", write("many.jsonl", lines(many))).output
    # A journey is told at the offset of its rulebook.
    assert "03/10/2014 06:30" in run("journey", "r.json", write("d.json", compact(DOSSIER))).output


# Check.


def test_findings_that_are_not_shown_are_counted(files: dict[str, tuple[str, ...]]) -> None:
    found = hoso.Rulebook(Path("r.json").read_bytes()).check()
    assert {finding["severity"] for finding in found} == {"info"}
    told = run("check", "r.json", "--severity", "error").output
    assert f"Lỗi: 0. Không hiện {len(found)} phát hiện ở mức nhẹ hơn" in told and "Không có phát hiện" not in told
    told = run("check", "r.json", "--severity", "warning", "--language", "en").output
    assert f"Error: 0, Warning: 0. Not shown: {len(found)} of lower severity (--severity info)." in told
    assert "Không hiện" not in run("check", "r.json").output


# Columns of tables.


def test_a_table_names_what_is_missing(files: dict[str, tuple[str, ...]]) -> None:
    claims = [{**CLAIM, "event": "damaged", "weight_grams": 80}, CLAIM]
    path = write("claims.csv", "\n".join([",".join(claims[0]), *(",".join(map(str, row.values())) for row in claims)]))
    run("compensation", "r.json", path, "-o", "owed.csv", "--language", "en")
    told = json.loads(run("compensation", "r.json", path, "--json").stdout.splitlines()[0])
    keys = [reason["params"]["key"] for reason in told["reasons"]]
    assert keys and [row["reasons"] for row in cells("owed.csv")] == [";".join(f"missing:{key}" for key in keys), ""]
    run("compensation", "r.json", path, "-o", "owed.parquet")
    assert parquet.read_table("owed.parquet")["reasons"].to_pylist()[0] == [f"missing:{key}" for key in keys]
    run("deadlines", "r.json", write("m.jsonl", lines([{**CASE, "zone": "intra_province"}] * 2)), "-o", "due.csv")
    reasons = {reason for row in cells("due.csv") for reason in row["reasons"].split(";")}
    assert reasons and all(re.fullmatch(r"moment_missing:\w+", reason) for reason in reasons)


def test_days_in_parquet_are_days_and_numbers_numbers(files: dict[str, tuple[str, ...]]) -> None:
    late = {**DOSSIER, "resolved_on": "2014-10-02", "on": "2014-11-20"}
    run("journey", "r.json", write("late.jsonl", lines([late] * 2)), "-o", "late.parquet")
    table = parquet.read_table("late.parquet")
    days = {"on", "promised_on", "resolved_on", "handed_over_on", "filing", "slip", "result", "collection"}
    assert {name for name in days if str(table.schema.field(name).type) != "date32[day]"} == set()
    assert str(table.schema.field("late_days").type) == "list<element: int64>"
    assert str(table["on"][0].as_py()) == "2014-11-20" and len(table["late"][0]) == len(table["late_days"][0]) > 0
    for command, name in (("deadlines", "first_attempt"), ("compensation", "claim_until")):
        run(command, *files[command], "-o", "out.parquet")
        run(command, *files[command], "-o", "out.csv")
        column = parquet.read_table("out.parquet")[name]
        assert str(column.type) == "date32[day]"
        assert [str(day or "") for day in column.to_pylist()] == [row[name] for row in cells("out.csv")]


def test_credit_notes_are_in_the_table(files: dict[str, tuple[str, ...]]) -> None:
    run("reconcile", *files["reconcile"], "-o", "found.csv", expected=1)
    told = [(row["kind"], row["invoice"], row["item"], row["billed"]) for row in cells("found.csv")]
    assert told == [("wrong_amount", "L1", "RB1", "34000"), ("credited", "L1;L3", "RB1", "34000")]


# Groups.


def test_groups_stand_in_the_order_that_was_asked_for(files: dict[str, tuple[str, ...]]) -> None:
    rows = [
        {**SENT, "agency": agency, "accepted_on": f"2014-{month}-01"} for agency in ("b", "a") for month in (11, 10)
    ]
    path = write("sent.jsonl", lines(rows))
    for by, first in (("month,agency", "month"), ("agency,month", "agency")):
        run("quarter", "r.json", path, "--of", "2014", "--by", by, "-o", "out.csv")
        groups = [(row["month"], row["agency"]) for row in cells("out.csv")]
        assert next(iter(cells("out.csv")[0])) == first
        assert groups == sorted(groups, key=(lambda it: it) if first == "month" else (lambda it: it[::-1]))
    shown = run("quarter", "r.json", path, "--of", "2014", "--by", "month,agency").output
    found = re.findall(r"(1[01]/2014) +([ab]) ", shown)
    assert found[:4] == [("10/2014", "a"), ("10/2014", "b"), ("11/2014", "a"), ("11/2014", "b")]


@pytest.mark.parametrize("command", ["report", "quarter", "compare"])
def test_a_group_is_asked_for_once(files: dict[str, tuple[str, ...]], command: str) -> None:
    args = [word if word != "agency" else "agency, agency" for word in files[command]]
    assert "--by nêu agency hai lần" in run(command, *args, expected=2).stderr


def test_a_share_of_nothing_is_a_dash_and_figures_have_names(files: dict[str, tuple[str, ...]]) -> None:
    told = run("quarter", "r.json", "quarter [b].jsonl", "--of", "2013").output
    assert re.search(r"Tỷ lệ an toàn +–", told) and "Hư hỏng" in told and "damaged" not in told
    told = run("report", "r.json", "report [b].jsonl", "--period", "2013-01-01", "2014-01-01").output
    assert " – " in told and "0,0 %" not in told
    for name in (*quarter._COUNTS, *figured.COUNTS, *compare._FIGURES, *quarter._PARTS):
        assert words.word(name, "vi") != name, name


def test_the_file_of_another_currency_is_named(files: dict[str, tuple[str, ...]]) -> None:
    document = json.loads(Path("new.json").read_text(encoding="utf-8"))
    document["currency"] = "USD"
    other = write("usd.json", compact(document))
    said = run("compare", "r.json", other, files["compare"][2], expected=2).stderr
    assert "usd.json: tiền tệ là USD, còn trong r.json là VND" in said


# Words.


def test_one_thing_has_one_word(files: dict[str, tuple[str, ...]], tmp_path: Path) -> None:
    pytest.importorskip("vl_convert", reason="needs hoso[cli]")
    run("report", *files["report"], "--html", "report.html")
    run("reconcile", *files["reconcile"], "--html", "reconcile.html", expected=1)
    pages = [Path(name).read_text(encoding="utf-8") for name in ("report.html", "reconcile.html")]
    assert "từ bộ quy tắc binh-duong" in pages[0] and "Đơn vị tính: đồng" in pages[1]
    assert "Bên A (bên sử dụng dịch vụ): <b>Sở Nội vụ" in pages[1] and "tại Bình Dương, từ năm 2014" in pages[1]
    helps = [run(*args, "--help").output for args in ((), *((command,) for command in app.commands))]
    labels = [
        entry["vi"]
        for name in dir(hoso)
        if isinstance(it := getattr(hoso, name), dict)
        for entry in it.values()
        if isinstance(entry, dict) and "vi" in entry
    ]
    for said in (*helps, *pages, *(vi for vi, _ in words._WORDS.values()), *labels):
        assert not re.search(r"[Tt]rễ|từ sổ|[Tt]ờ khai", said), said
    assert all("Exit codes" not in said for said in helps)


def test_what_is_not_explained_is_told(files: dict[str, tuple[str, ...]]) -> None:
    journeys = run("journey", *files["journey"], "--json").stdout
    said = run("explain", write("j.jsonl", journeys), expected=None)
    assert "hoso journey không có --json" in said.stderr and "unknown_key" not in said.stderr
    invalid = run(
        "quote", "r.json", write("bad.jsonl", lines([PLAIN, {**PLAIN, "on": "x"}])), "--json", expected=1
    ).stdout
    told = run("explain", write("a.jsonl", invalid), expected=1)
    assert "[not_a_date]" not in told.stderr and "các lỗi của nó: not_a_date" in told.stderr
    assert "35.000 đ" in told.stdout
    assert "compensation" in run("explain", "--help").output


def test_exit_codes_are_all_told() -> None:
    for said in options.EXIT_CODES:
        assert all(code in said for code in ("130", "143", "129", "141"))
