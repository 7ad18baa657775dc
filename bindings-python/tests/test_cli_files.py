"""Files as they come: what is taken for rows, what is refused and where, and what becomes of a written file."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import hoso
import pytest
from conftest import REPOSITORY, compact

pytest.importorskip("click", reason="needs hoso[cli]")
pytest.importorskip("rich", reason="needs hoso[cli]")
pytest.importorskip("pyarrow", reason="needs hoso[cli]")

import pyarrow
import pyarrow.parquet as parquet

RULEBOOK = str(REPOSITORY / "examples" / "data" / "binh-duong.json")
OCTOBER = ("--contract", "SNV-2014", "--period", "2014-10-01", "2014-11-01")
HEADER = "id,agency,procedure,service,on,weight_grams,zone"
ROW = "RB1,so-noi-vu,1.900101,return,2014-10-01,80,intra_province"
CSV = f"{HEADER}\n{ROW}\n{ROW.replace('RB1', 'RB2')}\n"
ITEM = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | {"weight_grams": 80}
QUESTION = {key: value for key, value in ITEM.items() if key != "id"}


def start(*args: str | Path, **settings: Any) -> subprocess.Popen[bytes]:
    """The command, as people start it."""
    command = [sys.executable, "-m", "hoso", *map(str, args)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | settings
    return subprocess.Popen(command, **pipes)


def run(
    *args: str | Path, expected: int | Sequence[int] = 0, given: bytes = b"", **environment: str
) -> tuple[str, str]:
    """What the command prints, and what it says on standard error."""
    process = start(*args, env=os.environ | {"HOSO_LANGUAGE": "en"} | environment)
    out, err = (told.decode() for told in process.communicate(given))
    assert "Traceback" not in err, err
    assert process.returncode in ((expected,) if isinstance(expected, int) else expected), (out, err)
    return out, err


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def archive(member: str = "xl/workbook.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(member, "<x/>")
    return packed.getvalue()


# What is taken for rows.


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bang.xls", "<html><table><tr><td>RB1</td></tr></table></html>", "HTML"),
        ("bang.csv", '\ufeff\n <?xml version="1.0"?><x/>', "HTML or XML"),
        ("bang.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old Office file"),
        ("bang.xlsx", archive(), "broken"),
        ("bang.csv", archive(), "a spreadsheet under another name"),
        ("bang.csv", archive("word/document.xml"), "archive"),
        ("bang.csv", gzip.compress(CSV.encode()), "compressed"),
        ("bang.pdf", "%PDF-1.7\n", "PDF"),
        ("bang.csv", "", "empty"),
        ("bang.jsonl", " \n\n", "empty"),
        ("bang.json", "\ufeff", "empty"),
        ("bang.parquet", b"", "empty"),
        ("bang.csv", b"a,b\n\0\0\0\n", "no text"),
        ("bang.parquet", CSV, "bang.parquet"),
        ("bang.parquet", b"PAR1" + b"\0" * 100 + b"PAR1", "bang.parquet"),
        ("bang.csv", b"PAR1" + b"\0" * 100 + b"PAR1", "--format parquet"),
        ("bang.json", f"[{compact(QUESTION)}] x", "bang.json:1:"),
        ("bang.json", f"[{compact(QUESTION)}][{compact(QUESTION)}]", "bang.json:1:"),
        ("bang.json", f"[{compact(QUESTION)},\n{compact(QUESTION)}", "bang.json:2:"),
        ("bang.json", "[" * 100_000, "too_deep"),
        ("bang.csv", f"{HEADER},weight_grams\n{ROW},90\n", "[duplicate_key]: weight_grams"),
        (
            "bang.csv",
            f"{CSV}RB3,so-noi-vu,1.900101,return,2014-10-01,1,000,intra_province\n",
            "bang.csv:4: the row has 8 cells",
        ),
        ("bang.csv", CSV.replace("\n", "\r"), "carriage returns alone"),
        ("bang.csv", f'{CSV}"RB3,so-noi-vu\n' + ROW * 3, "bang.csv:4: a quotation mark"),
        ("bang.csv", f'{CSV}"RB3,so-noi-vu\n' + f"{ROW}\n" * 5_000, "bang.csv:4: a cell is longer"),
        ("bang.csv", f"{CSV}RB3,{'x' * 200_000}\n", "bang.csv:4: a cell is longer"),
        ("bang.csv", f'{CSV}"RB3"x,so-noi-vu\n', "bang.csv:4: a quotation mark"),
        ("bang.csv", "agency,service,applicnt\nso-noi-vu,return,x\n", "columns missing: "),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    path = write(tmp_path / name, content)
    out, err = run("quote", RULEBOOK, path, "--json", expected=2)
    assert said in err and str(path) in err and out == "", err


@pytest.mark.parametrize("command", ["settle", "report", "track", "quarter", "compare", "reconcile", "explain"])
def test_every_command_refuses_what_is_no_table(tmp_path: Path, command: str) -> None:
    path, items = write(tmp_path / "bang.xls", "<html></html>"), write(tmp_path / "items.csv", CSV)
    args: dict[str, tuple[str | Path, ...]] = {
        "settle": (RULEBOOK, path, *OCTOBER),
        "report": (RULEBOOK, path, *OCTOBER[2:]),
        "track": (path,),
        "quarter": (RULEBOOK, path, "--of", "2014"),
        "compare": (RULEBOOK, RULEBOOK, path),
        "reconcile": (RULEBOOK, items, path, "--quote", *OCTOBER),
        "explain": (path,),
    }
    assert f"{path}: HTML" in run(command, *args[command], expected=2)[1]


@pytest.mark.parametrize("command", ["settle", "reconcile", "report", "compare"])
def test_a_table_without_needed_columns_is_told_once(tmp_path: Path, command: str) -> None:
    path = write(tmp_path / "rows.csv", "agency,so_tien\n" + "a,1\n" * 50)
    args: dict[str, tuple[str | Path, ...]] = {
        "settle": (RULEBOOK, path, "--quote", *OCTOBER),
        "reconcile": (RULEBOOK, write(tmp_path / "items.csv", CSV), path, "--quote", *OCTOBER),
        "report": (RULEBOOK, path, *OCTOBER[2:]),
        "compare": (RULEBOOK, RULEBOOK, path),
    }
    _, err = run(command, *args[command], expected=2)
    assert err.count("columns missing: ") == 1 and "the file has: agency, so_tien" in err


def test_an_invoice_with_a_thousand_in_two_cells_bills_nothing(tmp_path: Path) -> None:
    items, invoice = (
        write(tmp_path / "items.csv", CSV),
        write(tmp_path / "invoice.csv", "id,item,amount\nL1,RB1,26,000\n"),
    )
    out, err = run("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER, "--json", expected=2)
    assert f"{invoice}:2: the row has 4 cells under 3 columns" in err and out == ""
    write(invoice, 'id,item,amount\nL1,RB1,"26,000"\n')
    assert f"{invoice}:2:amount: " in run("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER, expected=2)[1]


def test_lines_of_empty_cells_and_ends_of_nothing_are_no_rows(tmp_path: Path) -> None:
    rows = f"{HEADER},,\n,,,,,,,,\n{ROW},,\n   ,,,\n\n{ROW.replace('RB1', 'RB2')}\n"
    path = write(tmp_path / "rows.csv", rows)
    out, err = run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--json")
    assert json.loads(out)["items"] == 2 and err == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl", "rows.json", "rows.txt"])
def test_unicode_is_read_however_it_is_written(tmp_path: Path, encoding: str, name: str) -> None:
    if encoding == "utf-16-be" and name == "rows.txt":
        pytest.skip("one of a kind is enough")
    text = {
        "rows.csv": CSV,
        "rows.txt": CSV.replace("\n", "\r\n"),
        "rows.json": f"[{compact(ITEM)}]",
        "rows.jsonl": compact(ITEM),
    }[name]
    path = write(tmp_path / name, text.encode(encoding))
    out, _ = run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--json")
    assert json.loads(out)["total"] == 35_000 * (2 if text.startswith("id") else 1)


def test_separators_that_spreadsheets_write(tmp_path: Path) -> None:
    for text in (CSV.replace(",", ";"), CSV.replace(",", "\t"), "sep=|\n" + CSV.replace(",", "|"), f"sep=,\n{CSV}"):
        out, _ = run("settle", RULEBOOK, write(tmp_path / "rows.csv", text), "--quote", *OCTOBER, "--json")
        assert json.loads(out)["items"] == 2


def test_a_key_of_json_twice_is_refused_where_items_are_priced(tmp_path: Path) -> None:
    path = write(tmp_path / "items.jsonl", compact(ITEM)[:-1] + ',"weight_grams":8000}\n')
    out, err = run("settle", RULEBOOK, path, "--quote", *OCTOBER, "--json", expected=2)
    assert "[duplicate_key] /weight_grams" in err and "[unknown_key]" not in err and out == ""


def test_prices_that_were_written_to_a_table_are_settled(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    rows = pyarrow.Table.from_pylist([ITEM, {**ITEM, "id": "RB2"}])
    parquet.write_table(
        rulebook.quote_batch(rows, lines=True, keep=["id", "on"]).to_pyarrow(), tmp_path / "items.parquet"
    )
    out, _ = run("settle", RULEBOOK, tmp_path / "items.parquet", *OCTOBER, "--json")
    assert json.loads(out)["total"] == 70_000


# Columns.


@pytest.mark.parametrize("name", ["total", "contract", "outcome", "issues", "lines", "zone"])
@pytest.mark.parametrize("how", [(), ("--json",), ("-o", "out.csv"), ("-o", "out.parquet"), ("-o", "out.jsonl")])
def test_nothing_is_kept_in_the_place_of_an_answer(tmp_path: Path, name: str, how: tuple[str, ...]) -> None:
    """A refused row would show it as its price."""
    path = write(tmp_path / "rows.csv", f"{HEADER.replace('zone', 'place')},{name}\n{ROW},9\n")
    how = tuple(str(tmp_path / part) if part.startswith("out") else part for part in how)
    out, err = run("quote", RULEBOOK, path, "--keep", name, *how, expected=2)
    assert f"--keep {name}: the answer has a column of this name itself" in err and out == ""
    assert [*tmp_path.iterdir()] == [path]


def test_columns_that_nobody_uses_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.csv", f"{HEADER},applicnt,x_free\n{ROW},p:low,1\n")
    out, err = run("quote", RULEBOOK, path, "--json", "--keep", "id")
    assert err.strip() == f"{path}: column applicnt is not used: did you mean applicant?"
    assert json.loads(out)["outcome"] == "quoted"
    _, err = run("quote", RULEBOOK, path, "--json", "--keep", "nope", "--keep", "iid", expected=2)
    assert "no such columns: nope, iid (did you mean id?)" in err
    _, err = run("quote", RULEBOOK, path, "--json", "--keep", "id", "--keep", "id", expected=2)
    assert "--keep names id twice" in err
    parquet.write_table(pyarrow.Table.from_pylist([{**ITEM, "wieght": 1}]), tmp_path / "rows.parquet")
    assert "wieght" in run("settle", RULEBOOK, tmp_path / "rows.parquet", "--quote", *OCTOBER)[1]


# What is written.


def linked(path: Path, how: str) -> Path:
    """Another name of a file."""
    other = path.with_name(f"other-{path.name}")
    match how:
        case "link":
            other.symlink_to(path)
        case "hard link":
            other.hardlink_to(path)
        case "path":
            other = path.parent / "." / ".." / path.parent.name / path.name
        case _:
            other = path
    return other


@pytest.mark.parametrize("how", ["itself", "path", "link", "hard link"])
def test_what_is_read_is_not_written_over(tmp_path: Path, how: str) -> None:
    rows, rulebook = write(tmp_path / "rows.csv", CSV), write(tmp_path / "r.json", Path(RULEBOOK).read_bytes())
    other_rows, other_rulebook = linked(rows, how), linked(rulebook, how)
    invoice = write(tmp_path / "invoice.csv", "id,item,amount\n")
    for args in (
        ("quote", rulebook, rows, "-o", other_rows),
        ("quote", rulebook, rows, "-o", other_rulebook),
        ("check", rulebook, "-o", other_rulebook),
        ("compare", rulebook, RULEBOOK, rows, "-o", other_rows),
        ("settle", rulebook, rows, "--quote", *OCTOBER, "--html", other_rows),
        ("settle", rulebook, rows, "--quote", *OCTOBER, "-o", tmp_path / "x.json", "--html", tmp_path / "x.json"),
        ("reconcile", rulebook, rows, invoice, "--quote", *OCTOBER, "-o", linked(invoice, "itself")),
        ("report", rulebook, rows, *OCTOBER[2:], "--html", other_rulebook),
        ("quarter", rulebook, rows, "--of", "2014", "-o", other_rows),
        ("track", rows, "-o", other_rows),
    ):
        assert "would be lost" in run(*args, expected=2)[1]
    assert rows.read_text() == CSV and rulebook.read_bytes() == Path(RULEBOOK).read_bytes()


def test_a_link_stays_a_link_and_a_pipe_a_pipe(tmp_path: Path) -> None:
    rows, target = write(tmp_path / "rows.csv", CSV), write(tmp_path / "target.csv", "old")
    (tmp_path / "link.csv").symlink_to(target)
    run("quote", RULEBOOK, rows, "-o", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink() and "35000" in target.read_text()
    (tmp_path / "none.csv").symlink_to("/dev/null")
    run("quote", RULEBOOK, rows, "-o", tmp_path / "none.csv")
    assert not Path("/dev/null").is_file()


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    rows = write(tmp_path / "rows.csv", CSV)
    assert run("quote", RULEBOOK, rows, "--keep", "id", "-o", "-")[0].splitlines()[2].startswith("RB2,quoted,SNV-2014")
    out, _ = run("settle", RULEBOOK, rows, "--quote", *OCTOBER, "-o", "-")
    assert len(out.splitlines()) == 2 and out.startswith("contract,from,until,")
    assert json.loads(run("schema", "-o", "-")[0]) == hoso.rulebook_schema()
    assert run("check", RULEBOOK, "-o", "-")[0].startswith("severity,code,path,")


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "ascii", "latin-1"])
def test_what_is_told_is_utf_8_unless_it_is_a_terminal(tmp_path: Path, encoding: str) -> None:
    rows = write(tmp_path / "rows.csv", CSV)
    settings = {"HOSO_LANGUAGE": "vi", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    out, _ = run("quote", RULEBOOK, rows, **settings)
    assert "Tính được cước" in out
    out, err = run("quote", RULEBOOK, write(tmp_path / "bad.csv", CSV.replace("80", "x")), expected=1, **settings)
    assert "Không hợp lệ" in out and "Giá trị sai kiểu" in err


def test_a_terminal_that_lacks_letters_gets_those_that_are_like_them() -> None:
    pty = pytest.importorskip("pty")
    main, other = pty.openpty()
    environment = os.environ | {"HOSO_LANGUAGE": "vi", "PYTHONIOENCODING": "ascii", "TERM": "dumb"}
    process = start("check", RULEBOOK, stdin=subprocess.DEVNULL, stdout=other, stderr=other, env=environment)
    os.close(other)
    told = b""
    while True:
        try:
            some = os.read(main, 4096)
        except OSError:
            break
        if not some:
            break
        told += some
    assert process.wait() == 0 and b"Traceback" not in told and told.isascii()


# Signals and limits.


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("command", ["quote", "settle", "stdin"])
def test_a_signal_ends_it_and_leaves_nothing(tmp_path: Path, number: int, code: int, command: str) -> None:
    path = tmp_path / "rows.csv"
    with path.open("w") as file:
        file.write(f"{HEADER}\n")
        file.writelines(f"{ROW.replace('RB1', f'RB{n}')}\n" for n in range(400_000))
    out = tmp_path / "out.csv"
    args: dict[str, tuple[str | Path, ...]] = {
        "quote": ("quote", RULEBOOK, path, "-o", out),
        "settle": ("settle", RULEBOOK, path, "--quote", *OCTOBER, "--html", tmp_path / "out.html"),
        "stdin": ("quote", RULEBOOK, "-", "-o", out),
    }
    process = start(*args[command])
    # It is at work when it has loaded what it needs for that.
    needed = "_native" if command == "stdin" else "libarrow"
    while process.poll() is None and needed not in Path(f"/proc/{process.pid}/maps").read_text():
        time.sleep(0.05)
    time.sleep(1.5)
    process.send_signal(number)
    try:
        _, err = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode == code, err
    assert b"Traceback" not in err
    assert sorted(os.listdir(tmp_path)) == ["rows.csv"]


def test_what_never_ends_is_refused_by_a_limit() -> None:
    for args in (("check", "/dev/zero"), ("quote", RULEBOOK, "/dev/zero"), ("quote", "/dev/zero", "x.csv")):
        assert "/dev/zero" in run(*args, expected=2)[1]
    spaces = start("check", "-")
    assert spaces.stdin is not None
    try:
        while spaces.poll() is None:
            spaces.stdin.write(b"[" + b" " * (1 << 20))
    except BrokenPipeError:
        pass
    _, err = spaces.communicate()
    assert spaces.returncode == 2 and b"64 MB" in err


# Options.


def test_a_month_is_a_period(tmp_path: Path) -> None:
    rows = write(tmp_path / "rows.csv", CSV)
    for month, until in (("2014-10", "2014-11-01"), ("2014-12", "2015-01-01")):
        days = ("--period", f"{month}-01", until)
        told = [
            run("settle", RULEBOOK, rows, "--quote", *OCTOBER[:2], *which, "--json", expected=(0, 2))
            for which in (("--month", month), days)
        ]
        assert told[0] == told[1]
    for wrong in (("--month", "2014-13"), ("--month", "10/2014"), (), (*OCTOBER[2:], "--month", "2014-10")):
        run("settle", RULEBOOK, rows, "--quote", *OCTOBER[:2], *wrong, expected=2)


def test_times_are_told_at_one_offset(tmp_path: Path) -> None:
    events = [
        {"id": "e1", "consignment": "c", "kind": "accepted", "at": "2014-10-01T01:30:00Z"},
        {"id": "e2", "consignment": "c", "kind": "delivered", "at": "2014-10-02T08:30:00.250+07:00"},
    ]
    path = write(tmp_path / "events.json", compact(events))

    def told(*options: str, expected: int = 0) -> Any:
        return json.loads(run("track", path, "--json", *options, expected=expected)[0])

    assert [event["at"] for event in told()["history"]] == ["2014-10-01T01:30:00+00:00", "2014-10-02T01:30:00.25+00:00"]
    at = ["2014-10-01T08:30:00+07:00", "2014-10-02T08:30:00.25+07:00"]
    for offset in ("+07:00", "+0700", "+07"):
        answer = told("--offset", offset)
        assert [event["at"] for event in answer["history"]] == at and answer["since"] == at[1]
    for event in events:
        event["at"] = event["at"].removesuffix("Z").removesuffix("+07:00")
    write(path, compact(events))
    assert told(expected=1)["issues"][0]["code"] == "not_a_time"
    assert told("--offset", "+07:00")["since"] == "2014-10-02T08:30:00.25+07:00"
    table = pyarrow.Table.from_pylist(events)
    for name in ("events.csv", "texts.parquet", "times.parquet"):
        path = tmp_path / name
        if name == "times.parquet":
            table = table.set_column(3, "at", table["at"].cast(pyarrow.timestamp("ms")))
        if name == "events.csv":
            write(
                path, "".join(",".join(row) + "\n" for row in [events[0].keys(), *[event.values() for event in events]])
            )
        else:
            parquet.write_table(table, path)
        answer = told(expected=1)
        assert len(answer["issues"]) == 2 and {issue["code"] for issue in answer["issues"]} == {"not_a_time"}
        assert told("--offset", "+07:00")["since"] == "2014-10-02T08:30:00.25+07:00"
    for wrong in ("7", "+7:00", "Hanoi", "+15:00"):
        run("track", path, "--offset", wrong, expected=2)


def test_an_item_that_is_nearly_another_is_named(tmp_path: Path) -> None:
    items = write(tmp_path / "items.csv", CSV.replace("RB1", "RB000031VN"))
    invoice = write(tmp_path / "invoice.csv", "id,item,amount\nL1,RB000031VM,35000\nL2,RB2,35000\n")
    page = tmp_path / "page.html"
    out, _ = run("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER, "--html", page, expected=1)
    assert "Did you mean" in out and out.count("RB000031VN") == 2
    html = page.read_text("utf-8")
    assert "RB000031VN" in html and "Did you mean" in html and "<script" not in html and "http" not in html


def test_a_number_that_lost_its_zeros_is_recognised() -> None:
    from hoso.cli.differences import nearest

    assert nearest(["6", "16", "0"], ["000006", "000026"]) == {"6": "000006"}
    assert nearest(["6"], ["006", "0006"]) == {}


def test_findings_stand_in_the_order_of_the_document(tmp_path: Path) -> None:
    document = json.loads(Path(RULEBOOK).read_text("utf-8"))
    del document["tariffs"][0]["versions"][0]
    path = write(tmp_path / "rules.json", json.dumps(document, indent=1, ensure_ascii=False))
    found = json.loads(run("check", path, "--json", expected=1)[0])
    places = [(finding["line"], finding["column"]) for finding in found]
    assert places == sorted(places) and len({finding["severity"] for finding in found}) > 1
    errors = json.loads(run("check", path, "--json", "--severity", "error", expected=1)[0])
    assert errors == [finding for finding in found if finding["severity"] == "error"] != []


@pytest.mark.parametrize("command", ["", "quote", "settle", "track"])
def test_help_is_in_the_language_that_is_asked_for(command: str) -> None:
    args = [command] if command else []
    vietnamese, english = run(*args, "--help", HOSO_LANGUAGE="vi")[0], run(*args, "--help")[0]
    assert "Tùy chọn:" in vietnamese and "Ngôn ngữ của thông báo" in vietnamese and "Options:" not in vietnamese
    assert "Options:" in english and "The language of messages" in english and "Tùy chọn" not in english
    # What the default is depends on where the language was said.
    words = english.replace("default: vi", "default: en").split()
    shown = run(*args, "--language", "en", "--help", HOSO_LANGUAGE="vi")[0]
    assert shown.replace("default: vi", "default: en").split() == words
    if command:
        shown = run("--language=en", *args, "--help", HOSO_LANGUAGE="vi")[0]
        assert shown.replace("default: vi", "default: en").split() == words


# Whatever a file holds.


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A file with something done to it."""
    bytes_ = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(bytes_) + 1)
        end = min(len(bytes_), at + chance.randrange(1, 40))
        match chance.randrange(6):
            case 0:
                del bytes_[at:end]
            case 1:
                bytes_[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
            case 2:
                bytes_[at:at] = chance.choice(
                    [b'"', b",", b";", b"\r", b"\n", b"\0", b"[", b"{", b"\xff\xfe", b"\xef\xbb\xbf"]
                )
            case 3:
                bytes_[at:at] = bytes_[at:end] * chance.randrange(1, 50)
            case 4 if at < len(bytes_):
                bytes_[at] ^= 1 << chance.randrange(8)
            case _:
                bytes_[end:] = b""
    return bytes(bytes_)


_FUZZ = """
import json, sys
from click.testing import CliRunner
from hoso.cli.app import app
for line in sys.stdin:
    args = json.loads(line)
    result = CliRunner().invoke(app, args)
    if result.exit_code not in (0, 1, 2) or not isinstance(result.exception, (SystemExit, type(None))):
        print(args, result.exit_code, repr(result.exception))
"""


def test_mutated_files_end_in_an_exit_code(tmp_path: Path, rulebook: hoso.Rulebook) -> None:
    chance = random.Random(12)
    item = {"id": "RB1", "on": "2014-10-01", "quote": rulebook.quote(QUESTION)}  # type: ignore[arg-type]
    table = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist([ITEM] * 3), table)
    seeds = {
        "csv": CSV.encode(),
        "jsonl": f"{compact(ITEM)}\n{compact(item)}\n".encode(),
        "json": compact([ITEM, item]).encode(),
        "parquet": table.getvalue(),
        "txt": CSV.encode("utf-16"),
    }
    asked = []
    for number in range(int(os.environ.get("HOSO_FUZZ_FILES", "40"))):
        kind = chance.choice([*seeds])
        path = str(write(tmp_path / f"{number}.{kind}", mutated(seeds[kind], chance)))
        asked += [
            ["quote", RULEBOOK, path, "--json"],
            ["quote", RULEBOOK, path, "-o", str(tmp_path / "out.csv"), "--keep", "id"],
            ["settle", RULEBOOK, path, *OCTOBER, *chance.choice([["--quote"], []])],
            ["reconcile", RULEBOOK, path, path, "--quote", *OCTOBER],
            [chance.choice(["report"]), RULEBOOK, path, *OCTOBER[2:]],
            ["quarter", RULEBOOK, path, "--of", "2014"],
            ["compare", RULEBOOK, RULEBOOK, path],
            ["track", path, *chance.choice([["--offset", "+07:00"], []])],
            ["explain", path],
            ["check", path],
        ]
    lines = "".join(json.dumps(args) + "\n" for args in asked)
    told = subprocess.run([sys.executable, "-c", _FUZZ], input=lines, capture_output=True, text=True)
    assert told.returncode == 0 and told.stdout == "", told.stdout[:2000] + told.stderr[-2000:]


# What a stranger found.


@pytest.mark.parametrize(
    "invoice",
    [
        "id,item,amount,\nL1,RB1,26,000\n",
        "id,item,amount,,\nL1,RB1,26000,,x\n",
        "id,,item,amount\nL1,x,RB1,26000\n",
        'id,item,amount,note\nL1,RB1,26000,"a\nL2,RB2,26000,b\nL3,RB3,26000,c"\n',
    ],
)
def test_no_cell_and_no_row_is_lost_under_a_column_without_a_name_or_between_quotes(
    tmp_path: Path, invoice: str
) -> None:
    items = write(tmp_path / "items.csv", CSV)
    out, said = run("reconcile", RULEBOOK, items, write(tmp_path / "i.csv", invoice), "--quote", *OCTOBER, expected=2)
    assert not out and f"{tmp_path / 'i.csv'}:2:" in said


def test_columns_without_a_name_that_are_empty_and_notes_of_several_lines_are_read(tmp_path: Path) -> None:
    header, *rows = CSV.splitlines()
    text = "\n".join([f"{header},ten,,", *(f'{row},"Sở Nội vụ,\nBình Dương",,' for row in rows)])
    out, _ = run("settle", RULEBOOK, write(tmp_path / "items.csv", text), "--quote", *OCTOBER, "--json")
    assert json.loads(out)["items"] == 2


def test_standard_input_that_is_a_file_is_not_written_over(tmp_path: Path) -> None:
    for args, path, content in [
        (("quote", RULEBOOK, "-", "--format", "csv", "-o"), tmp_path / "rows.csv", CSV),
        (("check", "-", "-o"), tmp_path / "rules.json", Path(RULEBOOK).read_text(encoding="utf-8")),
    ]:
        write(path, content)
        with path.open("rb") as given:
            process = start(*args, path, stdin=given, env=os.environ | {"HOSO_LANGUAGE": "en"})
            _, said = process.communicate()
        assert process.returncode == 2 and b"also read" in said
        assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("encoding", ["hex", "rot13", "idna", "unicode_escape", "punycode", "none-such"])
def test_what_makes_no_text_of_a_file_is_no_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "rows.csv", CSV)
    assert "no encoding" in run("quote", RULEBOOK, path, "-o", "-", "--encoding", encoding, expected=2)[1]


@pytest.mark.parametrize("bom", [b"", b"\xff\xfe"])
def test_utf_16_may_be_told_with_or_without_its_mark(tmp_path: Path, bom: bytes) -> None:
    path = write(tmp_path / "rows.csv", bom + CSV.encode("utf-16-le"))
    assert run("quote", RULEBOOK, path, "-o", "-", "--encoding", "utf-16")[0].count("quoted") == 2
    rules = write(
        tmp_path / "rules.json", "\ufeff".encode("utf-16-le") + Path(RULEBOOK).read_text().encode("utf-16-le")
    )
    assert hoso.Rulebook.read(rules).id == hoso.Rulebook.read(RULEBOOK).id


def test_who_stops_reading_is_told_apart_from_rows_that_are_wrong(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.csv", "\n".join([HEADER, *[ROW] * 20_000]))
    with start("quote", RULEBOOK, path, "--json") as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        process.stderr.read()
    assert process.returncode == 141


def test_of_an_input_that_is_refused_there_is_no_table(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.csv", CSV)
    assert run("quote", RULEBOOK, path, "--keep", "nope", "-o", "-", expected=2)[0] == ""
    assert run("quote", RULEBOOK, write(tmp_path / "none.csv", HEADER), "-o", "-")[0].startswith("outcome,")


def test_a_language_before_the_command_counts_more_than_the_environment() -> None:
    out, _ = run("--language", "vi", "check", RULEBOOK, "--severity", "error", HOSO_LANGUAGE="en")
    assert "Lỗi: 0" in out and "Error" not in out


def test_a_near_match_of_items_is_told_to_machines_too(tmp_path: Path) -> None:
    items = write(tmp_path / "items.csv", CSV)
    invoice = write(tmp_path / "invoice.csv", "id,item,amount\nL1,RB7,26000\nL2,RB2,26000\n")
    out, _ = run("reconcile", RULEBOOK, items, invoice, "--quote", *OCTOBER, "-o", "-", expected=1)
    assert "not_ours,L1,RB7,26000,,,,,RB1," in out.splitlines()
