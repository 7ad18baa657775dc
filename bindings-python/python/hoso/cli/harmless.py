"""Texts in CSV that a spreadsheet would take for formulas: an apostrophe before them makes them texts, by the advice of
OWASP on CSV injection. When CSV is read it is taken off again, so that what was written is what is read. Numbers stay
as they are, and so does every cell of a file whose cells have types."""

from __future__ import annotations

import re
from typing import Any

from hoso.cli import tables

#: How formulas begin, in signs of full width too; and what begins so and is a number.
_FORMULA = "[=+\\-@\t\r\n＝＋－＠]"
_WRITTEN, _READ = f"^('*{_FORMULA})", f"^'('*{_FORMULA})"
_NUMBER = r"^[+-]?[0-9][0-9.,]*$"
_IS_WRITTEN, _IS_READ, _IS_NUMBER = re.compile(_WRITTEN), re.compile(_READ), re.compile(_NUMBER)


def written(text: str) -> str:
    """A text as a cell of CSV has it."""
    return f"'{text}" if _IS_WRITTEN.match(text) and not _IS_NUMBER.match(text) else text


def read(cell: str) -> str:
    """A cell of CSV as the text that was written."""
    return cell[1:] if _IS_READ.match(cell) else cell


def written_column(texts: Any) -> Any:
    """A column of texts as the cells of CSV have them."""
    pc = tables.compute()
    harmful = pc.and_not(pc.match_substring_regex(texts, _WRITTEN), pc.match_substring_regex(texts, _NUMBER))
    return pc.if_else(harmful, pc.binary_join_element_wise("'", texts, ""), texts)


def read_column(cells: Any) -> Any:
    """Cells of CSV as the texts that were written."""
    return tables.compute().replace_substring_regex(cells, _READ, r"\1")
