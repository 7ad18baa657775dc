"""The types of questions and answers, for type checkers and editors; nothing here is needed at run time.

Dates may be given as ``datetime.date`` or as text, times as aware ``datetime`` or as text; answers hold them as text.
Keys that begin with ``x_`` are free in whatever is asked, but a ``TypedDict`` cannot say so.

Made from the declarations in ``core`` by ``UPDATE=1 cargo test -p hoso-tests faces``; do not edit.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal, NotRequired, Protocol, SupportsIndex, TypeAlias, TypedDict

from hoso._codes import (
# LISTS
)

Json: TypeAlias = str | bytes | bytearray
"""JSON text."""
Day: TypeAlias = str | date
"""A civil date, ``2014-10-01``."""
Moment: TypeAlias = str | datetime
"""A time with an offset, ``2014-10-01T08:30:00+07:00``."""
Integer: TypeAlias = SupportsIndex
"""``int`` or an integer of numpy; a ``bool`` and a ``float`` are refused."""

# Tables.


class ArrowStream(Protocol):
    """A table that hands out its batches: of pyarrow, Polars, DuckDB, pandas."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class ArrowArray(Protocol):
    """A single batch."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


ArrowTable: TypeAlias = ArrowStream | ArrowArray
"""Anything that speaks the Arrow C interface."""

# SHAPES

# What is wrong, and what is it about?


class BareReason(TypedDict):
    """A reason among the parameters of a form's issue, whose message says it."""

    code: ReasonCode
    """Which reason it is."""

    params: "Params"
    """What it is about, by the code's parameters."""


Params: TypeAlias = dict[str, str | int | list[str] | list[BareReason]]
"""What an issue, a reason or a finding is about, by the parameters of its code."""


class Issue(TypedDict):
    """One thing that is wrong with an input."""

    code: IssueCode
    """What is wrong."""

    path: str
    """Where: a JSON Pointer into the input, empty for the whole."""

    params: Params
    """What would be valid; never the value given."""

    message: str
    """The message, in the language asked."""


class Identifier(TypedDict):
    """An identifier that was read."""

    kind: IdentifierKind
    """What it identifies."""

    text: str
    """Its normal form."""

    parts: dict[str, str | int | bool]
    """What its parts say, by name."""


# The entries of the closed lists.


class LabelInfo(TypedDict):
    """What a name is called where people read it."""

    vi: str
    """The label in Vietnamese."""

    en: str
    """The label in English."""


class Heading(TypedDict):
    """What a column is called that holds a key."""

    vi: str
    """The heading in Vietnamese."""

    en: str
    """The heading in English."""

    note: NotRequired[str]
    """What it means, in Vietnamese; only keys of the document have one."""

    list: NotRequired[str]
    """The list of the document whose ids stand there."""

    also: Sequence[str]
    """What offices also write over such a column."""


class CodeInfo(TypedDict):
    """What a code says, with ``{parameter}`` where a value goes."""

    params: list[str]
    """The names of the message's parameters."""

    vi: str
    """The message in Vietnamese."""

    en: str
    """The message in English."""


# INFOS
