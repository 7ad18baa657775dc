"""What the library says of a document, in the words of the workbook that it was read from: cells in the place of paths,
headings in that of keys, percentages in that of basis points, last days in that of the days after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hoso.cli import words
from hoso.cli.words import is_word, word
from hoso.cli.workbook import values
from hoso.cli.workbook.hung import Item
from hoso.cli.workbook.opened import Page
from hoso.cli.workbook.tables import Column, Steps, Table
from hoso.types import Language


class Said:
    """Says issues and findings. ``found`` gives the thing in which a path lies, and ``place`` a cell."""

    def __init__(
        self,
        pages: Mapping[str, Page],
        language: Language,
        found: Callable[[str], tuple[Item | None, Steps]],
        place: Callable[[str], str],
    ) -> None:
        self._pages, self._language, self._found, self._place = pages, language, found, place

    def message(self, issue: Any) -> str:
        """An issue or a finding, as somebody reads it who sees the workbook alone."""
        item, steps = self._found(issue["path"])
        if item is None:
            return str(issue["message"])
        params = self._params(item, steps, issue["params"])
        code = self._word(item, steps, issue["code"], params)
        if code is not None:
            return word(code, self._language, **params)
        message = self._with_places(issue["message"], issue["params"])
        return self._with_headings(message, item.page.table, issue["params"])

    def _word(self, item: Item, steps: Steps, code: str, params: Mapping[str, Any]) -> str | None:
        """The sentence of a workbook for a code, if it has one of its own."""
        column = _column(item.page.table, steps)
        if code in ("too_large", "too_small") and (column is None or column.kind not in ("percent", "times")):
            return None
        if code == "unknown_reference":
            code = "book_no_parent_near" if params.get("near") else "book_no_parent"
            return code if params.get("name") and params.get("value") is not None else None
        if code == "not_one_of" and not params.get("allowed"):
            return None
        return f"said_{code}" if is_word(f"said_{code}") else None

    def _params(self, item: Item, steps: Steps, params: Mapping[str, Any]) -> dict[str, Any]:
        table = item.page.table
        column = _column(table, steps)
        told: dict[str, Any] = {"value": _value(item.value, steps), **params}
        if column is not None and column.members:
            told["allowed"] = self._members(column)
        if keys := [*params.get("keys", ()), *([params["key"]] if "key" in params else ())]:
            told["keys"] = ", ".join(self._heading(table, steps, key) for key in keys)
        if page := next((page for key, page in self._pages.items() if key == params.get("list")), None):
            told |= {"name": page.sheet.name, "near": params.get("nearest")}
        for bound in ("min", "max", "sum"):
            told |= {bound: values.percent(int(params[bound]))} if str(params.get(bound, "")).isdecimal() else {}
        for day in ("from", "until"):
            if isinstance(params.get(day), str):
                told |= {day: words.day(params[day])}
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(params.get("until"))):
            told["last"] = words.last_day(params["until"])
        return told

    def _members(self, column: Column) -> str:
        """The codes of a closed list, each with what it is called."""
        labels = words.closed_list(column.members) or {}
        told = (f"{code} ({labels[code][self._language]})" if code in labels else code for code in column.members)
        return ", ".join(told)

    def _heading(self, table: Table, steps: Steps, key: str) -> str:
        """The column of a key, or the sheet, where the key has a list."""
        for column in table.columns:
            if column.steps[: len(steps) + 1] == (*steps, key):
                return f"“{column.heading[self._language == 'en']}”"
        child = next((child for child in table.children if child.steps[: len(steps) + 1] == (*steps, key)), None)
        return key if child is None else f"“{self._pages[child.key].sheet.name}”"

    def _with_places(self, message: str, params: Mapping[str, Any]) -> str:
        """A message with the cells of other things in the place of their paths."""
        for value in params.values():
            if isinstance(value, str) and value.startswith("/"):
                message = message.replace(value, self._place(value))
        return message

    def _with_headings(self, message: str, table: Table, params: Mapping[str, Any]) -> str:
        """A message with headings in the place of keys; what is a value of the document stays."""

        def heading(found: re.Match[str]) -> str:
            keys = (it for it in table.columns if it.steps[-1] == found[1] and found[1] not in params.values())
            column = next(keys, None)
            return found[0] if column is None else f"“{column.heading[self._language == 'en']}”"

        return re.sub(r"`([a-z_]+)`", heading, message)


def _column(table: Table, steps: Sequence[str]) -> Column | None:
    """The column of a value, or of the list in which it is an element."""
    return next((it for it in table.columns if steps and it.steps == tuple(steps[: len(it.steps)])), None)


def _value(thing: Any, steps: Steps) -> str:
    """The text that is wrong: a value, an element of a list, or what stands before a number."""
    for step in steps:
        if isinstance(thing, list) and step.isdecimal() and int(step) < len(thing):
            thing = thing[int(step)]
        else:
            thing = thing.get(step) if isinstance(thing, dict) else None
    return thing if isinstance(thing, str) else steps[-1] if steps else ""
