"""hoso explain, schema and diagram."""

from __future__ import annotations

import json

import click

import hoso
from hoso.cli import options, problems, show
from hoso.cli.files import Rows
from hoso.cli.problems import Issues
from hoso.cli.writing import write_text
from hoso.types import Language

_output = click.option("-o", "--output", metavar="FILE", help="Write to a file.")


@click.command()
@click.argument("answer", type=click.Path(), metavar="ANSWER")
@click.option("--rulebook", type=click.Path(), metavar="FILE", help="Say the names of this rulebook instead of ids.")
@options.format_
@options.language
@options.described("hoso explain answer.json", "hoso quote rulebook.json consignment.json --json | hoso explain -")
@click.pass_context
def explain(context: click.Context, answer: str, rulebook: str | None, format_: str | None, language: Language) -> None:
    """Put an answer of decide, quote, track or deadlines into plain sentences.

    ANSWER is JSON as --json prints it: one answer, a list, or JSON Lines.
    """
    rows = Rows(answer, dict, format_)
    if rows.format not in ("json", "jsonl"):
        raise click.UsageError("an answer is JSON or JSON Lines")
    names = None if rulebook is None else problems.read_rulebook(rulebook, language)[0]
    issues = Issues(rows.name, language)
    console = show.console()
    for row in rows:
        if row.number > 1:
            console.print()
        try:
            console.print(hoso.explain(row.text, rulebook=names, language=language))
        except hoso.InvalidInput as invalid:
            if rows.single:
                problems.refuse(rows.name, row.text, invalid.issues, language)
            issues.add(row, invalid.issues)
    context.exit(issues.close())


@click.command()
@_output
@options.described("hoso schema", "hoso schema --output rulebook.schema.json")
def schema(output: str | None) -> None:
    """Print the JSON Schema of a rulebook, for editors and for other tools."""
    _print(json.dumps(hoso.rulebook_schema(), ensure_ascii=False, indent=2), output)


@click.command()
@_output
@options.described("hoso diagram", "hoso diagram --output states.mmd")
def diagram(output: str | None) -> None:
    """Print the states of a consignment and the events between them, as Mermaid text."""
    _print(hoso.diagram().rstrip("\n"), output)


def _print(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text)
        return
    write_text(output, text + "\n")
