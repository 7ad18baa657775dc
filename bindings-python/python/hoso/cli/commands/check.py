"""hoso check: what is wrong or unwise in a rulebook."""

from __future__ import annotations

from collections import Counter

import click
from rich.text import Text

import hoso
from hoso.cli import options, positions, problems, show, words
from hoso.cli.positions import Position
from hoso.cli.writing import compact, writing
from hoso.types import Finding, Language, Severity

_COLUMNS = dict.fromkeys(("severity", "code", "path"), "text") | {"line": "integer", "column": "integer"}
_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


@click.command()
@options.RULEBOOK
@options.as_json
@options.output
@options.language
@options.described(
    "hoso check rulebook.json",
    "hoso check rulebook.json --language en --json",
    "hoso check rulebook.json --output findings.csv",
)
@click.pass_context
def check(context: click.Context, rulebook: str, as_json: bool, output: str | None, language: Language) -> None:
    """Find what is wrong or unwise in a rulebook.

    A rulebook that is not valid is refused with all its issues, each with its line and column (exit code 2).
    Of a valid one the findings are shown by severity; the exit code is 1 when there are errors.
    """
    try:
        book, text = problems.read_rulebook(rulebook, language)
    except problems.Refused as refused:
        if as_json:
            click.echo(compact({"issues": refused.issues}))
        raise
    found = book.check(language=language)
    places = [positions.position(text, positions.offset(text, finding["path"])) for finding in found]
    if output is not None:
        _write(output, found, places)
    if as_json:
        click.echo(compact(found))
    elif output is None:
        _show(found, places, "stdin" if rulebook == "-" else rulebook, language)
    context.exit(1 if any(finding["severity"] == "error" for finding in found) else 0)


def _write(output: str, found: list[Finding], places: list[Position]) -> None:
    with writing(output, _COLUMNS | {"message": "text"}, single=False) as writer:
        for finding, at in zip(found, places, strict=True):
            place = {"line": at.line, "column": at.column} if writer.flat else {}
            writer.write({**finding, **place})


def _show(found: list[Finding], places: list[Position], name: str, language: Language) -> None:
    console = show.console()
    for severity in _ORDER:
        shown = [(finding, at) for finding, at in zip(found, places, strict=True) if finding["severity"] == severity]
        if not shown:
            continue
        made = show.table(("place", "code", "message"), language)
        for finding, at in shown:
            message = Text.assemble(finding["message"], "\n", (finding["path"], "dim"))
            made.add_row(f"{name}:{at.line}:{at.column}", finding["code"], message)
        console.print(show.styled(severity, language, hoso.SEVERITIES), style="bold")
        console.print(made)
    counts = Counter(finding["severity"] for finding in found)
    labels = [(words.label(hoso.SEVERITIES, severity, language), counts[severity]) for severity in _ORDER]
    parts = [f"{label}: {words.number(count, language)}" for label, count in labels]
    console.print(", ".join(parts) if found else words.word("nothing_found", language), style="bold")
