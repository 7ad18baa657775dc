"""The exceptions, in Python so that they derive from Python's own under the stable ABI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hoso.types import EventKind, Issue, State


class InvalidInput(ValueError):
    """A question or document that is not valid, with every issue at once.

    >>> try:
    ...     rulebook.decide({"agency": "so-noi-vu", "service": "returns", "on": date(2014, 10, 1)}, language="en")
    ... except hoso.InvalidInput as invalid:
    ...     print(invalid.issues[0]["code"], invalid.issues[0]["path"])
    not_one_of /service
    """

    __module__ = "hoso"

    issues: list[Issue]

    def __init__(self, issues: Sequence[Issue], message: str = "") -> None:
        super().__init__(issues, message)
        self.issues = list(issues)
        #: The first issues in words, one a line, in the language that was asked for; the core makes it.
        self._message = message

    def __str__(self) -> str:
        return self._message or "\n".join(
            f"{issue['path']}: {issue['message']} [{issue['code']}]" for issue in self.issues
        )


class UnusedColumns(UserWarning):
    """Columns that are not used and are nearly keys that the table lacks: misspelt, they change an answer in silence.

    >>> import warnings
    >>> with warnings.catch_warnings(record=True) as warned:
    ...     warnings.simplefilter("always")
    ...     answers = rulebook.quote_batch(table.append_column("applicnt", [["x", "x"]]), language="en")
    >>> print(warned[0].message, answers.unused)
    Columns that are not used: applicnt (did you mean applicant?) ['applicnt']
    """

    __module__ = "hoso"


class TransitionRefused(Exception):
    """An event that may not happen now: the state, the event's kind, and the kinds that may happen instead.

    >>> event = {"id": "e1", "consignment": "c", "kind": "found", "at": "2014-10-01T08:30:00+07:00"}
    >>> try:
    ...     hoso.advance(hoso.track([]), event)
    ... except hoso.TransitionRefused as refused:
    ...     print(refused.state, refused.event, refused.allowed)
    none found ['created', 'accepted', 'departed', 'arrived']
    """

    __module__ = "hoso"

    state: State
    event: EventKind
    allowed: list[EventKind]

    def __init__(self, state: State, event: EventKind, allowed: Sequence[EventKind], message: str) -> None:
        super().__init__(state, event, allowed, message)
        self.state = state
        self.event = event
        self.allowed = list(allowed)
        self._message = message

    def __str__(self) -> str:
        return self._message
