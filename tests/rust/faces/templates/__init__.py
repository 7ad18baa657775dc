"""hoso: delivering government paperwork by post.

A rulebook (contracts, tariffs, procedures, calendars) answers questions: may this go by post, what does it cost and
who pays, by when is each step due, how does a dossier stand, what is owed when it goes wrong, how well did it go, what
would another rulebook change. ``track`` tells where a consignment is, ``event_of`` what a code of another system says.
What ends in ``_batch`` takes and gives Arrow tables.

Questions and answers are plain dicts; their types are in ``hoso.types``.

Made from the declarations in ``core`` by ``UPDATE=1 cargo test -p hoso-tests faces``; do not edit.
"""

from hoso._errors import InvalidInput, TransitionRefused, UnusedColumns
from hoso._native import (
# IMPORTS
    Answers,
    Rulebook,
    __version__,
    advance,
    amount_in_words,
    diagram,
    event_of,
    event_of_json,
    explain,
    form_schema,
    form_without_person,
    format_document,
    headings,
    locate,
    merge_documents,
    nearest,
    parse_identifier,
    preview,
    rulebook_schema,
    split_document,
    track,
    track_batch,
    track_json,
    validate,
    whole_number,
    without_person,
)

__all__ = [
# NAMES
    "Answers",
    "InvalidInput",
    "Rulebook",
    "TransitionRefused",
    "UnusedColumns",
    "__version__",
    "advance",
    "amount_in_words",
    "diagram",
    "event_of",
    "event_of_json",
    "explain",
    "form_schema",
    "form_without_person",
    "format_document",
    "headings",
    "locate",
    "merge_documents",
    "nearest",
    "parse_identifier",
    "preview",
    "rulebook_schema",
    "split_document",
    "track",
    "track_batch",
    "track_json",
    "validate",
    "whole_number",
    "without_person",
]
