"""hoso check: what is wrong or unwise in a rulebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

import click
from rich.text import Text

import hoso
from hoso.cli import options, problems, show, words
from hoso.cli.positions import Position
from hoso.cli.tables import compact
from hoso.cli.writing import writing
from hoso.types import Finding, Language, Severity

_COLUMNS = dict.fromkeys(("severity", "code", "path"), "text") | {"line": "integer", "column": "integer"}
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")

#: That there are more findings than are told.
_INCOMPLETE = "too_much_to_check"

#: A finding and where it stands.
Placed: TypeAlias = tuple[Finding, Position]


@options.command()
@options.RULEBOOK
@options.option(
    "--severity",
    type=click.Choice(["error", "warning", "info"]),
    default="info",
    show_default=True,
    vi="Cho xem phát hiện từ mức này trở lên.",
    help="Show findings of this severity and above.",
)
@options.as_json
@options.output
@options.language
@options.described(
    "hoso check rulebook.json",
    "hoso check rulebook.json --language en --json",
    "hoso check rulebook.json --output findings.csv",
    vi="""Tìm chỗ sai hoặc chưa ổn trong một bộ quy tắc.

Bộ quy tắc không hợp lệ bị từ chối với mọi lỗi, mỗi lỗi có dòng và cột (mã 2). Nếu hợp lệ, các phát hiện được xếp theo
mức; mã là 1 khi có lỗi. --json in một danh sách, mỗi phát hiện có dòng và cột.""",
)
@click.pass_context
def check(
    context: click.Context, rulebook: str, severity: Severity, as_json: bool, output: str | None, language: Language
) -> None:
    """Find what is wrong or unwise in a rulebook.

    A rulebook that is not valid is refused with all its issues, each with its line and column (exit code 2).
    Of a valid one the findings are shown by severity; the exit code is 1 when there are errors. --json prints one list,
    each finding with its line and column.
    """
    options.apart(output, inputs=(rulebook,))
    try:
        book, text = problems.read_rulebook(rulebook, language)
    except problems.Refused as refused:
        if as_json:
            click.echo(compact({"issues": refused.issues}))
        raise
    shown = _ORDER[: _ORDER.index(severity) + 1]
    everything = book.check(language=language)
    # That the list is not complete is told however little of it is to be seen.
    found = _placed(text, [it for it in everything if it["severity"] in shown or it["code"] == _INCOMPLETE])
    if output is not None:
        _write(output, found, language)
    if as_json:
        click.echo(compact([{**finding, "line": at.line, "column": at.column} for finding, at in found]))
    elif output is None:
        _show(found, "stdin" if rulebook == "-" else rulebook, language)
        show.console().print(_counted(found, shown, len(everything) - len(found), language), style="bold")
    context.exit(1 if any(finding["severity"] == "error" for finding, _ in found) else 0)


def _placed(text: str, findings: list[Finding]) -> list[Placed]:
    """Findings with their places; the core gives them in the order of the document."""
    places = hoso.locate(text, [finding["path"] for finding in findings])
    return [(finding, Position(*place)) for finding, place in zip(findings, places, strict=True)]


def _write(output: str, found: list[Placed], language: Language) -> None:
    with writing(output, _COLUMNS | {"message": "text"}, single=False, language=language) as writer:
        for finding, at in found:
            writer.write({**finding, "line": at.line, "column": at.column})


def _show(found: list[Placed], name: str, language: Language) -> None:
    console = show.console()
    for severity in _ORDER:
        shown = [(finding, at) for finding, at in found if finding["severity"] == severity]
        if not shown:
            continue
        made = show.table(("place", "code", "message"), language)
        for finding, at in shown:
            message = Text.assemble(finding["message"], "\n", (finding["path"], "dim"))
            made.add_row(f"{name}:{at.line}:{at.column}", finding["code"], message)
        console.print(show.styled(severity, language, hoso.SEVERITIES), style="bold")
        console.print(made)


def _counted(found: list[Placed], shown: Sequence[Severity], hidden: int, language: Language) -> str:
    """How many findings there are of each severity that is shown, and how many of the others."""
    if not found and not hidden:
        return words.word("nothing_found", language)
    counts = Counter(finding["severity"] for finding, _ in found)
    labels = {words.label(hoso.SEVERITIES, it, language): counts[it] for it in _ORDER if it in shown or counts[it]}
    said = ", ".join(f"{label}: {words.number(count, language)}" for label, count in labels.items())
    return f"{said}. {words.word('findings_hidden', language, n=words.number(hidden, language))}" if hidden else said
