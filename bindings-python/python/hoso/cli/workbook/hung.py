"""Things hung into what they belong to. What has no parent is told once, however many rows hang on it in turn; and so
is what hangs on another thing than it says in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import hoso
from hoso.cli.workbook.opened import Page
from hoso.cli.workbook.remark import is_known_so, remark, same
from hoso.cli.workbook.tables import PLACE, REMARK, REST, Table, inside, parent_key, put
from hoso.cli.workbook.told import Told, Wrong

#: The ids by which a row names a thing, from the outermost.
Named: TypeAlias = tuple[Any, ...]


@dataclass
class Item:
    """A thing, and the row in which it stands."""

    page: Page
    row: int
    #: What the cells of its columns say, by their keys.
    cells: dict[str, Any]
    #: In which of its columns of texts a number stands.
    numbers: set[str] = field(default_factory=set)
    value: Any = None
    path: str = ""
    parent: Item | None = None

    @property
    def id(self) -> Any:
        """That by which its children name it."""
        return self.cells.get(self.page.table.id)

    @property
    def above(self) -> Named:
        """The ids of what it belongs to."""
        return tuple(self.cells.get(parent_key(table)) for table in self.page.table.ancestors)

    def place(self, key: str) -> str:
        """The cell of a column."""
        return self.page.place(self.row, key)


class Hanging:
    """Hangs the things of one table after the other, parents before their children."""

    def __init__(self, pages: Mapping[str, Page], rows: Mapping[str, list[Item]], wrong: Wrong) -> None:
        self._pages, self._rows, self._wrong = pages, rows, wrong
        #: The things that hang, by their table and by the ids that their children name.
        self._known: dict[str, dict[Named, Item]] = {}
        #: Why things do not hang, by their table and id; and which tables have such.
        self._lost: dict[tuple[str, Any], Told] = {}
        self.incomplete: set[str] = set()
        #: The cells that say in words something that nothing is called.
        self.outdated: list[str] = []

    def begin(self, table: Table, item: Item | None) -> None:
        """The document itself."""
        self._known[table.key] = {} if item is None else {(): item}

    def hang(self, table: Table, made: Callable[[Item], None]) -> None:
        """Hangs the things of a table into their parents, in their order; each is made when its path is known."""
        assert table.parent is not None
        groups: dict[Named, list[Item]] = defaultdict(list)
        parents, found = self._known[table.parent.key], self._known.setdefault(table.key, {})
        for item in self._rows[table.key]:
            if item.above in parents:
                groups[item.above].append(item)
            else:
                self._lose(item)
        for named, group in groups.items():
            parent = parents[named]
            path = parent.path + "".join(f"/{step}" for step in table.steps)
            ordered = self._ordered(group)
            for at, item in enumerate(ordered):
                item.path, item.parent = f"{path}/{at}", parent
                made(item)
                found.setdefault((*named, item.id), item)
            if inside(parent.value, table.steps) is not None:
                self._wrong.tell(parent.place(REST), "book_twice", what=".".join(table.steps))
            put(parent.value, table.steps, [item.value for item in ordered])
        self._compare(table)

    # What has no parent.

    def _lose(self, item: Item) -> None:
        """Tells that the parent of a thing is not there, or counts the thing where enough of that has been told."""
        table, cause = item.page.table, self._cause(item)
        if cause is not None:
            cause.rows += 1
        self._lost.setdefault((table.key, item.id), cause or self._told(item))
        self.incomplete.add(table.key)

    def _cause(self, item: Item) -> Told | None:
        """What has been told already, and why the thing has no parent."""
        ancestors, above = item.page.table.ancestors, item.above
        for at, (ancestor, id_) in enumerate(zip(ancestors, above, strict=True)):
            if (told := self._wrong.faulty.get(item.place(parent_key(ancestor)))) is not None:
                return told
            if id_ is None:
                return None
            if (*above[:at], id_) not in self._known[ancestor.key]:
                return self._lost.get((ancestor.key, id_)) or self._blank(ancestor, above[:at], id_)
        return None

    def _blank(self, table: Table, above: Named, id_: Any) -> Told | None:
        """What is told of a thing that has no id, if things name one that is not there."""
        if self._near(table, above, id_) is not None:
            return None
        item = next((it for it in self._rows[table.key] if it.id is None and it.above == above), None)
        if item is None:
            return None
        place = item.place(table.id)
        if place not in self._wrong.faulty:
            self._wrong.faulty[place] = self._wrong.tell(place, "book_id_blank", value=id_)
        return self._wrong.faulty[place]

    def _near(self, table: Table, above: Named, id_: Any) -> str | None:
        there = dict.fromkeys(str(it[-1]) for it in self._known[table.key] if it[:-1] == above)
        return hoso.nearest(str(id_), [*there])

    def _told(self, item: Item) -> Told:
        ancestors, above = item.page.table.ancestors, item.above
        if None in above:
            merged = "" if item.page.sheet.tells_of_merged else "_in_ods"
            return self._wrong.tell(item.place(parent_key(ancestors[above.index(None)])), f"book_parent_blank{merged}")
        at = next(at for at in range(len(above)) if above[: at + 1] not in self._known[ancestors[at].key])
        near = self._near(ancestors[at], above[:at], above[at])
        code = "book_no_parent" if near is None else "book_no_parent_near"
        name = self._pages[ancestors[at].key].sheet.name
        told = self._wrong.tell(item.place(parent_key(ancestors[at])), code, value=above[at], name=name, near=near)
        self._lost.setdefault((ancestors[at].key, above[at]), told)
        return told

    # What is said in words.

    def _compare(self, table: Table) -> None:
        """Whether the rows of a table belong to what they say in words: where places were written anew, they may
        belong to another thing."""
        told: dict[tuple[str, str], Told] = {}
        for item in self._rows[table.key]:
            owner, says = _owner(item), str(item.cells.get(REMARK) or "")
            if owner is None or not says or same(says, is_ := _remark(owner)):
                continue
            if (owner.path, says) in told:
                told[owner.path, says].rows += 1
                continue
            others = self._known[owner.page.table.key].values()
            other = next((it for it in others if it.above == owner.above and same(says, _remark(it))), None)
            if other is None:
                self.outdated.append(item.place(REMARK))
                continue
            params = {"value": owner.id, "is_": is_, "says": says, "other": other.id, "name": owner.page.sheet.name}
            told[owner.path, says] = self._wrong.tell(item.place(REMARK), "book_of_another", **params)
            told[owner.path, says].of_rows = "book_rows_alike"

    def _ordered(self, group: Sequence[Item]) -> list[Item]:
        """Things in the order of their places. One without a place stands where it is, if the others rise."""
        places = [item.cells.get(PLACE) for item in group]
        told = [place for place in places if place is not None]
        if len(set(told)) < len(told):
            at = next(at for at, place in enumerate(places) if place is not None and place in places[:at])
            self._wrong.tell(group[at].place(PLACE), "book_place_twice", value=places[at])
        elif None not in places:
            return sorted(group, key=lambda item: item.cells[PLACE])
        elif told != sorted(told):
            self._wrong.tell(group[places.index(None)].place(PLACE), "book_place_blank")
        return list(group)


def _owner(item: Item) -> Item | None:
    """The nearest thing without an id to which one belongs."""
    owner = item.parent
    while owner is not None and not is_known_so(owner.page.table):
        owner = owner.parent
    return owner


def _remark(item: Item) -> str:
    return remark(item.page.table, item.cells)
