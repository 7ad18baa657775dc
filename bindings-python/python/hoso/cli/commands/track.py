"""hoso track: where each consignment is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import click
from rich.text import Text

from hoso.cli import ask, options, positions, problems, show, words
from hoso.cli.files import Row, Rows
from hoso.cli.words import word
from hoso.cli.writing import compact, writing
from hoso.types import Event, Issue, Language

#: Up to so many consignments have their history shown; of more, the first of a table.
TIMELINES, PAGE = 5, 15

_COLUMNS = {
    **dict.fromkeys(("consignment", "state", "since"), "text"),
    "attempts": "integer",
    "damaged": "boolean",
    "claim": "text",
    "final": "boolean",
    "anomalies": "texts",
    "issues": "issues",
}


@click.command()
@click.argument("events", type=click.Path(), metavar="EVENTS")
@options.as_json
@options.output
@options.format_
@options.language
@options.described(
    "hoso track events.json",
    "hoso track events.csv --language en",
    "hoso track events.parquet --output states.csv",
    "cat events.jsonl | hoso track - --json",
)
@click.pass_context
def track(
    context: click.Context, events: str, as_json: bool, output: str | None, format_: str | None, language: Language
) -> None:
    """Where is each consignment, and what may happen next?

    EVENTS is a list of events of one or many consignments, in any order (JSON, JSON Lines, CSV, Parquet), with the
    keys id, consignment, kind, at and so on. All events of a file are held in memory.
    """
    rows = Rows(events, Event, format_)
    issues = problems.Issues(rows.name, language)
    counts: Counter[str] = Counter()
    head: list[dict[str, Any]] = []
    with ExitStack() as opened:
        writer = opened.enter_context(writing(output, _COLUMNS, single=False)) if output is not None else None
        for told, answer in ask.trackings(options.watched(rows), language):
            if "issues" in answer:
                _add(issues, told, answer["issues"])
            counts[answer.get("state", "issues")] += 1
            if len(head) < PAGE:
                head.append(answer)
            if writer is not None:
                writer.write(_flat(answer) if writer.flat else answer)
            if as_json:
                click.echo(compact(answer))
    if not as_json:
        _show(head if output is None else [], counts, language)
        if output is not None:
            show.console().print(f"{word('written', language)} {output}")
    context.exit(issues.close())


def _add(issues: problems.Issues, told: Sequence[Row], found: Sequence[Issue]) -> None:
    """Issues of a list of events, each at its event."""
    for issue in found:
        steps = positions.tokens(issue["path"])
        at = int(steps[0]) if steps and steps[0].isdecimal() else 0
        row = told[at] if at < len(told) else told[0]
        issues.add(row, [{**issue, "path": issue["path"].removeprefix(f"/{at}")}])


def _flat(answer: dict[str, Any]) -> dict[str, Any]:
    row = {name: answer.get(name) for name in _COLUMNS}
    row["anomalies"] = [anomaly["code"] for anomaly in answer.get("anomalies", ())]
    row["issues"] = [{"code": issue["code"], "path": issue["path"]} for issue in answer.get("issues", ())]
    return row


def _show(head: Sequence[dict[str, Any]], counts: Counter[str], language: Language) -> None:
    console = show.console()
    if counts.total() <= TIMELINES:
        for answer in head:
            if "state" in answer:
                console.print(*show.timeline(answer, language), sep="\n")
        if counts.total() == 1 or not counts:
            return
    elif head:
        made = show.table(("consignment", "state", "since", "attempts", "anomalies"), language, right=("attempts",))
        for answer in head:
            if "state" not in answer:
                made.add_row(answer.get("consignment", "–"), show.styled("issues", language))
                continue
            since = words.moment(answer["since"]) if "since" in answer else ""
            wrong = Text(", ".join(anomaly["code"] for anomaly in answer["anomalies"]), "red")
            state = show.styled(answer["state"], language)
            made.add_row(answer.get("consignment", "–"), state, since, str(answer["attempts"]), wrong)
        console.print(made)
        if counts.total() > len(head):
            text = f"{len(head)} {word('first_rows', language)} {words.number(counts.total(), language)}\n"
            console.print(text, style="dim")
    console.print(show.summary(counts, "state", language))
