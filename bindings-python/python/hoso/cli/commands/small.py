"""hoso explain, schema and diagram."""

from __future__ import annotations

import json
from typing import Any

import click

import hoso
from hoso.cli import options, positions, problems, show
from hoso.cli.files import Reading, Rows
from hoso.cli.needs import Unusable
from hoso.cli.problems import Issues
from hoso.cli.words import word
from hoso.cli.writing import write_text
from hoso.types import Language

_output = options.option("-o", "--output", metavar="FILE", vi="Ghi ra tệp.", help="Write to a file.")


@options.command()
@click.argument("answer", type=click.Path(), metavar="ANSWER")
@options.option(
    "--rulebook",
    type=click.Path(),
    metavar="FILE",
    vi="Dùng tên trong bộ quy tắc này thay cho mã.",
    help="Say the names of this rulebook instead of ids.",
)
@options.format_
@options.language
@options.described(
    "hoso explain answer.json",
    "hoso quote rulebook.json consignment.json --json | hoso explain -",
    vi="""Diễn giải một câu trả lời của decide, quote, track, deadlines hoặc compensation bằng câu văn.

ANSWER là JSON như --json in ra: một câu trả lời, một danh sách, hoặc JSON Lines. Hành trình của hồ sơ (journey) không
diễn giải bằng câu: hoso journey không có --json cho xem nó.""",
)
@click.pass_context
def explain(context: click.Context, answer: str, rulebook: str | None, format_: str | None, language: Language) -> None:
    """Put an answer of decide, quote, track, deadlines or compensation into plain sentences.

    ANSWER is JSON as --json prints it: one answer, a list, or JSON Lines. A journey is not put into sentences: hoso
    journey without --json shows it.
    """
    options.one_from_standard_input(answer, *([rulebook] if rulebook else []))
    rows = Rows(answer, {}, language, Reading(format_))
    if rows.format not in ("json", "jsonl"):
        raise click.UsageError(word("answer_is_json", language))
    names = None if rulebook is None else problems.read_rulebook(rulebook, language)[0]
    issues = Issues(rows.name, language)
    console = show.console()
    explained, hinted = 0, False
    for piece in rows.pieces():
        for row in map(piece.row, range(len(piece))):
            try:
                said = _explained(row.text or "", names, language)
            except hoso.InvalidInput as invalid:
                if why := _unexplained(row.text or "", language):
                    issues.say(row, why)
                    hinted = True
                else:
                    issues.add(row, invalid.issues)
                continue
            console.print(*(["", said] if explained else [said]), sep="\n")
            explained += 1
    code = issues.close()
    if not explained and not hinted:
        raise Unusable(f"{rows.name}: {word('no_answer', language)}")
    # Where nothing is explained there is no row among others.
    context.exit(2 if code and not explained else code)


def _explained(text: str, names: hoso.Rulebook | None, language: Language) -> str:
    """An answer in sentences; what was kept beside it is left out."""
    try:
        return hoso.explain(text, rulebook=names, language=language)
    except hoso.InvalidInput as invalid:
        kept = [issue["path"][1:] for issue in invalid.issues if issue["code"] == "unknown_key"]
        if len(kept) < len(invalid.issues) or any("/" in key for key in kept):
            raise
        answer: Any = {key: value for key, value in positions.decoded(text).items() if key not in kept}
        return hoso.explain(answer, rulebook=names, language=language)


def _unexplained(text: str, language: Language) -> str | None:
    """Why what hoso itself wrote is not put into sentences, and what to do."""
    try:
        value = positions.decoded(text)
    except (ValueError, RecursionError):
        return None
    match value:
        case {"issues": [*issues]}:
            codes = dict.fromkeys(str(issue.get("code")) for issue in issues if isinstance(issue, dict))
            return word("no_explain_invalid", language, codes=", ".join(codes))
        case {"dossier": _, "state_number": _}:
            return word("no_explain_journey", language)
    return None


@options.command()
@_output
@options.language
@options.described(
    "hoso schema",
    "hoso schema --output rulebook.schema.json",
    vi="""In JSON Schema của bộ quy tắc, cho trình soạn thảo và công cụ khác.""",
)
def schema(output: str | None, language: Language) -> None:
    """Print the JSON Schema of a rulebook, for editors and for other tools."""
    _print(json.dumps(hoso.rulebook_schema(), ensure_ascii=False, indent=2), output, language)


@options.command()
@_output
@options.language
@options.described(
    "hoso diagram",
    "hoso diagram --output states.mmd",
    vi="""In các trạng thái của bưu gửi và sự kiện giữa chúng, bằng Mermaid.""",
)
def diagram(output: str | None, language: Language) -> None:
    """Print the states of a consignment and the events between them, as Mermaid text."""
    _print(hoso.diagram().rstrip("\n"), output, language)


def _print(text: str, output: str | None, language: Language) -> None:
    if output is None:
        click.echo(text)
        return
    write_text(output, text + "\n", language)
