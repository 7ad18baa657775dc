"""Tables with headings, of CSV and of sheets: which row has them, and how each column is made of the cells below."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest
from typing import Any, NamedTuple, TypeAlias

from hoso.cli import between, cells, columns, doubts, harmless, problems, tables
from hoso.cli.between import Between
from hoso.cli.cells import Cell, Fault, is_filled
from hoso.cli.columns import Columns
from hoso.cli.doubts import Watch
from hoso.cli.mapping import Mapped, numbered
from hoso.cli.names import plain
from hoso.cli.needs import arrow
from hoso.cli.pieces import CELLS, Piece, chunks
from hoso.cli.places import Grid, Starts
from hoso.cli.positions import Position
from hoso.cli.separated import TITLES
from hoso.cli.sheets import Sheet, letters
from hoso.cli.source import Source
from hoso.cli.words import word
from hoso.types import Issue, Language

#: The cells of rows, each with its number in the file.
NumberedRows: TypeAlias = Iterator[tuple[int, list[Cell]]]
#: Who watches the columns, by their keys.
Watches: TypeAlias = Mapping[str, Watch[int] | None]
#: The code of a procedure without its last zeros.
_SHORTENED = r"^\s*[123]\.\d{1,5}\s*$"


class Headed:
    """The columns of a table: those of the question, by their names or by a mapping, and those that are kept."""

    def __init__(
        self,
        source: Source,
        wanted: Columns,
        keep: Sequence[str],
        need: Callable[[Source, Collection[str], Columns], None],
        mapped: Mapped | None,
    ) -> None:
        self._source = source
        self._columns = wanted
        self._keep = keep
        self._need = need
        self._mapped = mapped
        self._is_told = False

    @property
    def wanted(self) -> set[str]:
        """The names of the columns that are read."""
        return {*self._columns, *self._keep}

    def count(self, names: Sequence[str]) -> int:
        """How many of some headings are looked for."""
        return len({*self._named(names)} & (self.wanted if self._mapped is None else self._mapped.headings))

    def pieces(self, rows: NumberedRows, sheet: Sheet | None) -> Iterator[Piece]:
        """The rows below the headings, as columns."""
        line, found, rows = self._headings(rows)
        names = self._named(found)
        if sheet is not None:
            sheet.tell_of_rows(line)
        takes = self._takes(names, sheet)
        grid = self._grid(names, takes, sheet)
        watches = {take.key: doubts.of(take.key, take.kind, take.unit) for take in takes or () if take.at is not None}
        for first, some, starts in chunks(self._filled(self._to_end(rows, sheet), names, sheet)):
            if takes is None:
                yield self.piece(first, _columns(names, some), starts)
            else:
                yield self._taken(first, names, takes, some, starts, grid, watches)
        if grid is not None:
            self._tell_doubts(watches, grid)

    def _tell_doubts(self, watches: Watches, grid: Grid) -> None:
        """What is to be told of whole columns, when all of them was read."""
        for key, watch in watches.items():
            doubt = watch and watch.told(lambda line, key=key: grid.place(line, key))  # type: ignore[misc]
            if doubt:
                told = word(doubt.code, self._source.language, **doubt.params)
                problems.errors.print(
                    f"{self._source.name}: {told}", style="bold red" if doubt.is_proof else "bold yellow"
                )

    def _headings(self, rows: NumberedRows) -> tuple[int, list[Cell], NumberedRows]:
        """The row of the headings, and those below it: the first that names columns, or of a mapping the one that names
        most. Titles may stand above it, which is told."""
        top = list(islice(rows, TITLES))
        filled = [at for at, (_, found) in enumerate(top) if any(map(is_filled, found))]
        named = {at: self.count(top[at][1]) for at in filled}
        first = next(iter(filled), 0)
        at = first
        if self._mapped is not None:
            line = self._mapped.line
            at = max(filled, key=lambda at: (named[at], top[at][0] == line), default=0)
        elif named.get(first) == 0:
            at = next((at for at in filled if named[at] > 1), first)
        # Headings may take two rows, of which the lower one, with what is merged into it, tells more.
        while named.get(at) and named.get(at + 1, 0) >= named[at]:
            at += 1
        if self._mapped is None and at != first:
            told = word("headings_in", self._source.language, row=top[at][0])
            problems.errors.print(f"{self._source.name}: {told}", style="dim")
        line, found = top[at] if top else (1, [])
        skip = self._mapped.skip if self._mapped is not None else 0
        return line, found, islice(chain(top[at + 1 :], rows), skip, None)

    def _to_end(self, rows: NumberedRows, sheet: Sheet | None) -> NumberedRows:
        """The rows above the one that ends the table by a mapping, which is told."""
        end = self._mapped.end if self._mapped is not None else None
        for line, found in rows:
            if end is not None and is_end(found, end):
                at = next(at for at, cell in enumerate(found) if is_filled(cell))
                place = f"{sheet.prefix}{letters(at)}{line}" if sheet is not None else str(line)
                told = word("rows_ended", self._source.language, cell=place, text=end)
                problems.errors.print(f"{self._source.name}: {told}", style="dim")
                return
            yield line, found

    def _named(self, found: Sequence[Cell]) -> list[str]:
        """Headings as they are compared: what a mapping calls the second of a name is called so."""
        names = [_seen(harmless.read(cells.shown(name))) for name in found]
        return numbered(names) if self._mapped is not None else names

    def _takes(self, names: Sequence[str], sheet: Sheet | None) -> list[Take] | None:
        """How each column is made of the cells of a row; of CSV in which nothing is translated, as it stands there."""
        if self._mapped is not None:
            return self._mapped_takes(self._mapped, names)
        self.look(names)
        if sheet is None:
            return None
        kinds = {name: self._kind(name) for name in names}
        wanted = [(at, name) for at, name in enumerate(names) if name in self.wanted]
        return [Take(name, at, _reader(at, kinds[name]), kinds[name]) for at, name in wanted]

    def _mapped_takes(self, mapped: Mapped, names: Sequence[str]) -> list[Take]:
        made, parts = mapped.takes(self._source, names), mapped.parts
        takes = [Take(key, at, read, parts[key].kind, parts[key].style.unit) for key, (at, read) in made.items()]
        keys = [take.key for take in takes]
        kept = [name for name in self._keep if name not in keys]
        columns.need_kept(self._source, names, kept)
        self._need(self._source, keys, self._columns)
        return takes + [Take(name, names.index(name), _reader(names.index(name), "")) for name in kept]

    def _kind(self, name: str) -> str:
        return self._columns[name].kind if name in self._columns else ""

    def _grid(self, names: Sequence[str], takes: Sequence[Take] | None, sheet: Sheet | None) -> Grid | None:
        """Where the cells stand that are told of."""
        if takes is None:
            return None
        placed = [take for take in takes if take.at is not None]
        if sheet is None:
            return Grid(None, {take.key: names[take.at] for take in placed if take.at is not None})
        return Grid(sheet.prefix, {take.key: letters(take.at) for take in placed if take.at is not None})

    def _taken(
        self,
        first: int,
        names: Sequence[str],
        takes: Sequence[Take],
        rows: Sequence[list[Cell]],
        starts: Starts,
        grid: Grid | None,
        watches: Watches,
    ) -> Piece:
        """A piece of a table, with what cannot be read in it."""
        made: dict[str, Any] = {}
        aside = self._aside(names, rows, starts, grid)
        wrong: dict[int, list[Issue]] = {at: [issue] for at, issue in aside.items()}
        for take in takes:
            texts = [None if at in aside else take.read(row) for at, row in enumerate(rows)]
            self._watch(watches.get(take.key), take, rows, texts, starts)
            for at, fault in enumerate(texts):
                if isinstance(fault, Fault):
                    start, texts[at] = starts.of(at), None
                    place = grid.place(start.line, take.key) if grid and start else ""
                    wrong.setdefault(at, []).append(fault.issue(take.key, place, self._source.language))
            made[take.key] = arrow().array(texts, "string")
        return replace(self.piece(first, made, starts), wrong=wrong, grid=grid)

    def _aside(
        self, names: Sequence[str], rows: Sequence[list[Cell]], starts: Starts, grid: Grid | None
    ) -> dict[int, Issue]:
        """Rows that are hardly rows of the table: this is told of each, and not what it lacks."""
        found, aside = {}, Between(names)
        for at, row in enumerate(rows):
            if (told := aside.what(row)) and (start := starts.of(at)) and grid is not None:
                place = next(at for at, cell in enumerate(row) if is_filled(cell))
                cell = f"{grid.sheet}{letters(place)}{start.line}" if grid.sheet is not None else str(start.line)
                found[at] = Fault(told, {"value": cells.shown(row[place]).strip()[:40]}).issue("", cell, self._language)
        return found

    @property
    def _language(self) -> Language:
        return self._source.language

    def _watch(
        self,
        watch: Watch[int] | None,
        take: Take,
        rows: Sequence[list[Cell]],
        texts: Sequence[str | Fault | None],
        starts: Starts,
    ) -> None:
        if watch is None or take.at is None:
            return
        for at, (row, text) in enumerate(zip(rows, texts, strict=True)):
            if text is not None and (start := starts.of(at)):
                doubts.watched(watch, row[take.at], start.line, text)

    def _filled(
        self, rows: NumberedRows, names: Sequence[str], sheet: Sheet | None
    ) -> Iterator[tuple[Position, list[Cell]]]:
        """Rows that have something in them, and nothing outside of the columns that have a name: in CSV that is what is
        left of a cell which fell apart, in a sheet a note beside the table."""
        width = max((at for at, name in enumerate(names, 1) if name), default=0)
        named = [at for at, name in enumerate(names) if name]
        nameless = [at for at, name in enumerate(names[:width]) if not name]
        is_told = is_again = is_again_told = False
        aside = Between(names)
        for line, found in rows:
            is_again = aside.repeats(found) or (is_again and between.is_numbering(found))
            if is_again:
                if not is_again_told:
                    is_again_told = True
                    told = word("row_headings", self._source.language, row=line)
                    problems.errors.print(f"{self._source.name}: {told}", style="dim")
                continue
            beside = [at for at in (*nameless, *range(width, len(found))) if at < len(found) and is_filled(found[at])]
            if beside and sheet is None:
                if beside[-1] >= width:
                    raise self._source.refused("too_many_cells", line, n=len(found), columns=width)
                raise self._source.refused("cell_without_name", line)
            if beside and sheet is not None and not is_told:
                is_told = True
                sheet.tell("cell_beside", cell=f"{sheet.prefix}{letters(beside[0])}{line}")
            if any(is_filled(found[at]) for at in named if at < len(found)):
                yield Position(line, 1), found + [None] * (width - len(found))

    def look(self, names: Sequence[str]) -> None:
        """Refuses a table that lacks columns or has one twice, and tells of those that nobody uses."""
        named = [name for name in names if name]
        columns.look(self._source, named, self._columns, self._keep)
        self._need(self._source, named, self._columns)

    def piece(self, first: int, table: Mapping[str, Any], starts: Starts) -> Piece:
        """A piece of a table: the columns of the question, whose empty cells are none, and those that are kept."""
        pa, known = arrow(), self._columns
        self._look_for_numbers(table, starts)
        wanted = {*known, *table} if self._mapped else self.wanted
        made = {name: columns.cells(it) if name in known else it for name, it in table.items() if name in wanted}
        fields = [pa.field(name, it.type) for name, it in made.items()]
        return Piece(first, pa.RecordBatch.from_arrays([*made.values()], schema=pa.schema(fields, CELLS)), starts)

    def _look_for_numbers(self, table: Mapping[str, Any], starts: Starts) -> None:
        """Tells once of a code that has lost its last zeros in a spreadsheet: such a number is the code of nothing."""
        column = table.get("procedure")
        if self._is_told or column is None or not arrow().types.is_string(column.type):
            return
        for at in tables.matching(column, _SHORTENED)[:1]:
            start, self._is_told = starts.of(at), True
            told = word("code_was_number", self._source.language, value=column[at].as_py().strip())
            place = self._source.name if start is None else f"{self._source.name}:{start.line}"
            problems.errors.print(f"{place}: {told}", style="bold yellow")


def is_end(row: Sequence[Cell], end: str) -> bool:
    """Whether the first cell of a row says what ends the table."""
    return plain(cells.shown(next(filter(is_filled, row), None))) == plain(end)


class Take(NamedTuple):
    """How a column is made of the cells of a row."""

    key: str
    #: The column of the file, if it is made of one.
    at: int | None
    read: Callable[[Sequence[Cell]], str | Fault | None]
    #: What its key holds; nothing of one that is only carried along.
    kind: str = ""
    unit: str = ""


def _reader(at: int, kind: str) -> Callable[[Sequence[Cell]], str | Fault | None]:
    """Reads a cell for a key of some kind; one that is only carried along, as it is shown."""
    if not kind:
        return lambda row: cells.shown(row[at]) or None
    return lambda row: cells.read(row[at], kind)


def _seen(name: str) -> str:
    """A name without what stands around it and cannot be seen."""
    unseen = {sign for sign in name if sign.isspace() or unicodedata.category(sign) == "Cf"}
    return name.strip("".join(unseen))


def _columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Rows as columns of texts; a row that ends early has nothing in the others, a column without a name is none."""
    texts = dict(zip(names, zip_longest(*rows), strict=False))
    columns = {name: arrow().array(texts.get(name, [None] * len(rows)), "string") for name in names if name}
    return {name: harmless.read_column(column) for name, column in columns.items()}
