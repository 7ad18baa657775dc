"""What is wrong with a workbook: each thing once, with its cell, and with how many rows it also spoils."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hoso.cli.cells import Fault
from hoso.cli.words import word
from hoso.types import Language


@dataclass
class Told:
    """Something that is wrong, and its cell."""

    place: str
    sentence: str
    issue: Any
    language: Language = "vi"
    #: How many rows more are told of by it, and the word that says so.
    rows: int = 0
    of_rows: str = "book_rows_hang"

    @property
    def message(self) -> str:
        """The sentence, and of how many rows more it tells."""
        more = word(self.of_rows, self.language, n=self.rows) if self.rows else ""
        return self.sentence + more


class Wrong:
    """All that was found, in order. What follows from a cell of which enough has been told is left out."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.told: list[Told] = []
        #: What was told of cells that cannot be read.
        self.faulty: dict[str, Told] = {}

    def tell(self, place: str, code: str, **params: Any) -> Told:
        """Something that is wrong."""
        issue: Any = {"code": code, "path": "", "params": params}
        # The cell is told before the sentence.
        issue["message"] = word(code, self.language, **params).removeprefix(": ")
        told = Told(place, issue["message"], issue, self.language)
        self.told.append(told)
        return told

    def fault(self, place: str, fault: Fault) -> None:
        """A cell that cannot be read."""
        self.faulty[place] = self.tell(place, fault.code, **fault.params, cell="")
