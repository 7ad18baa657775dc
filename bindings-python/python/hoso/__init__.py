"""hoso: delivering government paperwork by post.

A rulebook (contracts, tariffs, procedures, calendars) answers questions: may this go by post, what does it cost and
who pays, by when is each step due, what is owed when it goes wrong, how well did it go, what would another rulebook
change. ``track`` tells where a consignment is. What ends in ``_batch`` takes and gives Arrow tables.

Questions and answers are plain dicts; their types are in ``hoso.types``.
"""

from hoso._errors import InvalidInput, TransitionRefused
from hoso._native import (
    ANOMALY_CODES,
    CHANGES,
    CLAIM_STATES,
    DAY_UNITS,
    EVENT_KINDS,
    FAILURE_REASONS,
    FINDING_CODES,
    GROUP_KEYS,
    HARMS,
    IDENTIFIER_KINDS,
    ISSUE_CODES,
    LANGUAGES,
    LINE_KINDS,
    OUTCOMES,
    OWED_KINDS,
    REASON_CODES,
    SERVICES,
    SEVERITIES,
    STATES,
    STEPS,
    Answers,
    Rulebook,
    __version__,
    advance,
    diagram,
    explain,
    parse_identifier,
    rulebook_schema,
    track,
    track_batch,
    track_json,
)

__all__ = [
    "ANOMALY_CODES",
    "CHANGES",
    "CLAIM_STATES",
    "DAY_UNITS",
    "EVENT_KINDS",
    "FAILURE_REASONS",
    "FINDING_CODES",
    "GROUP_KEYS",
    "HARMS",
    "IDENTIFIER_KINDS",
    "ISSUE_CODES",
    "LANGUAGES",
    "LINE_KINDS",
    "OUTCOMES",
    "OWED_KINDS",
    "REASON_CODES",
    "SERVICES",
    "SEVERITIES",
    "STATES",
    "STEPS",
    "Answers",
    "InvalidInput",
    "Rulebook",
    "TransitionRefused",
    "__version__",
    "advance",
    "diagram",
    "explain",
    "parse_identifier",
    "rulebook_schema",
    "track",
    "track_batch",
    "track_json",
]
