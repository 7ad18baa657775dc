"""hoso journey: one dossier as a whole, or a file of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

import hoso
from hoso.cli import ask, options, show, tracking, words
from hoso.cli.ask import Answer, Answered, Asking
from hoso.cli.commands import rows
from hoso.cli.files import Reading
from hoso.cli.words import label, word
from hoso.types import Language

#: The three days that a person asks about.
_DAYS = ("promised_on", "resolved_on", "handed_over_on")


@rows.command(ask.JOURNEY)
@options.described(
    "hoso journey rulebook.json journey.json",
    "hoso journey rulebook.json journeys.jsonl --language en",
    "hoso journey rulebook.json journeys.jsonl --output late.csv",
    vi="""Một hồ sơ đang ở đâu, chậm ở khâu nào, và tiếp theo là gì?

QUESTIONS là một hồ sơ (JSON), hoặc nhiều (danh sách, JSON Lines, CSV, Parquet) với các khóa dossier, agency, procedure,
service, on (ngày hỏi), zone hoặc place, những thời điểm đã biết, và intake_events, return_events như của hoso track
(trong CSV là danh sách viết bằng JSON).""",
)
def journey(rulebook: str, questions: str, reading: Reading, **wanted: Any) -> None:
    """How does a dossier stand as a whole: where is it, what is late, and what comes next?

    QUESTIONS is one dossier (JSON), or many (a list, JSON Lines, CSV, Parquet) with the keys dossier, agency,
    procedure, service, on (the day of asking), zone or place, the moments that are known, and intake_events and
    return_events as of hoso track (in CSV a list in JSON).
    """
    rows.run(ask.JOURNEY, rulebook, questions, reading, rows.Wanted(**wanted), rows.Shown(_one, _page))


def _one(asking: Asking, answer: Answer) -> Iterable[RenderableType]:
    language, due = asking.language, answer["deadlines"]
    yield Text.assemble((answer["dossier"], "bold"), "  ", _state(answer["state"], language, answer["state_number"]))
    told = [("as_of", answer["on"]), *((key, answer[key]) for key in _DAYS if key in answer)]
    days = [(word(key, language), words.day(day)) for key, day in told]
    yield Text(" · ").join(Text.assemble((f"{label}: ", "dim"), day) for label, day in days)
    if due.get("steps"):
        yield show.steps(due, language)
    for reason in due["reasons"]:
        yield Text(reason["message"], "yellow" if due["outcome"] == "not_covered" else "dim")
    if answer["late"]:
        yield _late(answer["late"], language)
    if answer["next"]:
        yield _next(answer["next"], language)
    for leg in answer["legs"]:
        yield Text(label(hoso.SERVICES, leg["leg"], language), "bold")
        yield from show.timeline(tracking.at_offset(leg["tracking"], asking.rulebook.document["utc_offset"]), language)
    if "quote" in answer:
        yield hoso.explain(answer["quote"], rulebook=asking.rulebook, language=language)


def _state(state: str, language: Language, number: int) -> Text:
    return Text.assemble(show.styled(state, language, hoso.DOSSIER_STATES), (f" ({number})", "dim"))


def _late(late: Sequence[Mapping[str, Any]], language: Language) -> show.Grid:
    columns = ("step", "consignment", "due", "reached", "days_late", "whose")
    made = show.table(columns, language, title=word("late", language), right=("days_late",))
    for one in late:
        reached = words.day(one["reached"]) if "reached" in one else word("not_yet", language)
        days = Text(_days(one, language), "red")
        step, whose = label(hoso.STEPS, one["step"], language), label(hoso.WHOSE, one["whose"], language)
        made.add_row(step, one.get("consignment", ""), words.day(one["due"]), reached, days, whose)
    return made


def _days(late: Mapping[str, Any], language: Language) -> str:
    """How many working days; of what the calendar does not tell, that nobody knows."""
    return words.number(late["days"], language) if "days" in late else word("no_name", language)


def _next(following: Sequence[Mapping[str, Any]], language: Language) -> show.Grid:
    columns = ("what", "consignment", "not_before", "until", "source")
    made = show.table(columns, language, title=word("comes_next", language))
    for one in following:
        days = [words.day(one[key]) if key in one else "" for key in ("not_before", "until")]
        made.add_row(_expected(one, language), one.get("consignment", ""), *days, one.get("source", ""))
    return made


def _expected(one: Mapping[str, Any], language: Language) -> str:
    """What the contract expects; which attempt it would be, and for what a claim."""
    if "number" in one:
        return word(f"expected_{one['kind']}", language, n=one["number"])
    kind = label(hoso.EXPECTED_KINDS, one["kind"], language)
    return f"{kind}: {label(hoso.HARMS, one['harm'], language).lower()}" if "harm" in one else kind


def _page(asking: Asking, head: Sequence[Answered]) -> Iterable[RenderableType]:
    """The first of many, each in a few lines."""
    language = asking.language
    made = show.table(("dossier", "state", *_DAYS, "days_late", "next"), language)
    notes: list[Text] = []
    for row, answer in head:
        name = answer.get("dossier") or f"{word('row', language)} {words.number(row.number, language)}"
        late = [f"{label(hoso.STEPS, one['step'], language)}: {_days(one, language)}" for one in answer.get("late", ())]
        following = dict.fromkeys(_expected(one, language) for one in answer.get("next", ()))
        state = show.styled(answer.get("state", "issues"), language, hoso.DOSSIER_STATES)
        told = [words.day(answer.get(key, "")) for key in _DAYS]
        made.add_row(name, state, *told, "\n".join(late), "\n".join(following))
        due = answer.get("deadlines", {})
        if due.get("outcome") == "not_covered":
            notes += [Text(f"{name}: {reason['message']}", "yellow") for reason in due["reasons"]]
    yield made
    yield from notes
