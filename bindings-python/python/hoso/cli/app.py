"""The group of commands."""

from __future__ import annotations

import click

import hoso
from hoso.cli.commands import check, compare, journey, quarter, reconcile, report as reports, rows, settle, small, track
from hoso.cli.options import EXIT_CODES

_EPILOG = f"""{EXIT_CODES}

\b
Files: JSON (one question, or a list), JSON Lines, CSV and Parquet; - is standard input.
In CSV a list is written as a;b.

\b
Completion: eval "$(_HOSO_COMPLETE=bash_source hoso)"  (or zsh_source, fish_source)
"""


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(hoso.__version__, prog_name="hoso")
def app() -> None:
    """Government paperwork by post: what a rulebook (contracts, tariffs, procedures, calendars) says about it."""


for _command in (
    check.check,
    rows.decide,
    rows.quote,
    rows.deadlines,
    rows.compensation,
    track.track,
    journey.journey,
    reports.report,
    quarter.quarter,
    compare.compare,
    settle.settle,
    reconcile.reconcile,
    small.explain,
    small.schema,
    small.diagram,
):
    _command.epilog = EXIT_CODES
    app.add_command(_command)
