"""hoso track: where each consignment is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

import click
from rich.text import Text

import hoso
from hoso.cli import options, positions, problems, show, tracking, words
from hoso.cli.columns import known
from hoso.cli.files import Reading, Rows
from hoso.cli.tables import compact
from hoso.cli.words import word
from hoso.cli.writing import Writer, writing
from hoso.types import Event, Issue, Language

#: Up to so many consignments have their history shown; of more, the first of a table.
TIMELINES, PAGE = 5, 15


@options.command()
@click.argument("events", type=click.Path(), metavar="EVENTS")
@options.offset
@options.as_json
@options.output
@options.reading
@options.language
@options.described(
    "hoso track events.json",
    "hoso track events.csv --offset +07:00 --language en",
    "hoso track events.parquet --output states.csv",
    "cat events.jsonl | hoso track - --json",
    vi="""Mỗi bưu gửi đang ở đâu, và có thể xảy ra điều gì tiếp theo?

EVENTS là danh sách sự kiện của một hoặc nhiều bưu gửi, thứ tự bất kỳ (JSON, JSON Lines, CSV, Parquet), với các khóa id,
consignment, kind, at, v.v. Mọi sự kiện của tệp được giữ trong bộ nhớ.""",
)
@click.pass_context
def track(
    context: click.Context,
    events: str,
    offset: str | None,
    as_json: bool,
    output: str | None,
    reading: Reading,
    language: Language,
) -> None:
    """Where is each consignment, and what may happen next?

    EVENTS is a list of events of one or many consignments, in any order (JSON, JSON Lines, CSV, Parquet), with the
    keys id, consignment, kind, at and so on. All events of a file are held in memory.
    """
    options.apart(output, inputs=(events,))
    rows = Rows(events, known(Event), language, reading)
    seen = _Seen(problems.Issues(rows.name, language))
    with ExitStack() as opened:
        writer = None
        if output is not None:
            writer = opened.enter_context(writing(output, tracking.COLUMNS, single=False, language=language))
        pieces = list(options.watched(rows, rows.pieces()))
        _follow(tracking.follow(pieces, language, offset), offset, as_json, writer, seen)
    if not as_json and output != "-":
        _show(seen if output is None else _Seen(seen.issues, seen.counts), language)
        if output is not None:
            show.console().print(f"{word('written', language)} {output}")
    context.exit(seen.issues.close())


class _Seen:
    """What is to be told at the end about many consignments."""

    def __init__(self, issues: problems.Issues, counts: Counter[str] | None = None) -> None:
        self.issues = issues
        self.counts: Counter[str] = counts or Counter()
        self.head: list[dict[str, Any]] = []
        #: The offset of the times in a table: that of the first event where none is asked for.
        self.offset: str | None = None


def _follow(
    followed: Iterable[tracking.Followed], offset: str | None, as_json: bool, writer: Writer | None, seen: _Seen
) -> None:
    for one in followed:
        answer = one.answer
        seen.offset = seen.offset or offset or tracking.first_offset(answer)
        if "issues" in answer:
            _add(seen.issues, one)
        seen.counts[answer.get("state", "issues")] += 1
        if len(seen.head) < PAGE:
            seen.head.append(tracking.at_offset(answer, seen.offset))
        if writer is not None:
            writer.write(tracking.flat(one, seen.offset) if writer.flat else answer)
        if as_json:
            click.echo(compact(answer))


def _add(issues: problems.Issues, followed: tracking.Followed) -> None:
    """Issues of a list of events, each at its event."""
    found: list[Issue] = followed.answer["issues"]
    for issue in found:
        steps = positions.tokens(issue["path"])
        at = int(steps[0]) if steps and steps[0].isdecimal() else 0
        issues.add(followed.event(at), [{**issue, "path": issue["path"].removeprefix(f"/{at}")}])


def _show(seen: _Seen, language: Language) -> None:
    console = show.console()
    head, counts = seen.head, seen.counts
    if counts.total() <= TIMELINES:
        for answer in head:
            if "state" in answer:
                console.print(*show.timeline(answer, language, offset=seen.offset), sep="\n")
        if counts.total() == 1 or not counts:
            return
    elif head:
        columns = ("consignment", "state", "since", "attempts", "anomalies")
        made = show.table(columns, language, right=("attempts",), offset=seen.offset)
        for answer in head:
            if "state" not in answer:
                made.add_row(answer.get("consignment", "–"), show.styled("issues", language))
                continue
            since = words.moment(answer["since"]) if "since" in answer else ""
            wrong = Text(", ".join(anomaly["code"] for anomaly in answer["anomalies"]), "red")
            state = show.styled(answer["state"], language, hoso.STATES)
            made.add_row(answer.get("consignment", "–"), state, since, str(answer["attempts"]), wrong)
        console.print(made)
        if counts.total() > len(head):
            text = f"{len(head)} {word('first_rows', language)} {words.number(counts.total(), language)}\n"
            console.print(text, style="dim")
    console.print(show.summary(counts, "state", hoso.STATES, language))
