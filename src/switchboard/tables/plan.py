"""What taking in a table would do to a tenant. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from switchboard.errors import SwitchboardError
from switchboard.model.base import Document
from switchboard.model.locations import place_of
from switchboard.model.stored import Stored
from switchboard.store.documents.batch import Current
from switchboard.store.documents.writing import Batch, Unique, unique_values
from switchboard.tables.cells import DEFAULT, value_of
from switchboard.tables.columns import Column, key_of
from switchboard.tables.reading import Row

D = TypeVar("D", bound=Document)
MOST_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row. `column` is "" where that is no column."""

    line: int
    column: str
    detail: ErrorDetails


@dataclass(frozen=True, slots=True)
class Taken:
    """A number or a name of a row that another object has."""

    line: int
    column: str
    owner: Stored[Document]


class RowsRefused(SwitchboardError):
    """Nothing is written: these rows are wrong."""

    code = "rows-refused"

    def __init__(self, faults: Sequence[RowFault | Taken]) -> None:
        super().__init__(f"{len(faults)} cells are refused")
        self.faults = faults


@dataclass(frozen=True)
class TablePlan(Batch, Generic[D]):
    """The writes, by the lines that ask for them; `unchanged` rows say what is so already. `lines` has the line of each
    object by its id, and `before` what was there."""

    lines: Mapping[int, int]
    before: Mapping[int, D]
    unchanged: int


def plan(family: type[D], rows: Sequence[Row], current: Current) -> TablePlan[D]:
    """Raises RowsRefused with all that is wrong."""
    return _Planner(family, current).plan(rows)


@dataclass
class _Names:
    """Objects by their kind and number or name."""

    by_number: dict[tuple[str, str], int] = field(default_factory=dict)
    by_name: dict[tuple[str, str], int] = field(default_factory=dict)

    def find(self, kind: str, text: str) -> int | None:
        return self.by_number.get((kind, text), self.by_name.get((kind, text)))


class _Planner(Generic[D]):
    """One comparison of a table with a tenant."""

    def __init__(self, family: type[D], current: Current) -> None:
        self._family = family
        self._key = key_of(family)
        self._next_id = current.free_id
        self._faults: list[RowFault | Taken] = []
        self._names = _Names()
        self._known: dict[str, Stored[D]] = {}
        self._owners: dict[Unique, Stored[Document]] = {}
        for stored in current.objects:
            self._note(stored)

    def plan(self, rows: Sequence[Row]) -> TablePlan[D]:
        created: list[Stored[Document]] = []
        replaced: list[Stored[Document]] = []
        lines: dict[int, int] = {}
        before: dict[int, D] = {}
        unchanged = 0
        for row, old, new in self._read(rows):
            lines[new.id] = row.line
            if old is None:
                created.append(new)
            elif old.document != new.document:
                replaced.append(new)
                before[new.id] = old.document
            else:
                unchanged += 1
        self._refuse_taken([*created, *replaced], lines)
        if self._faults:
            raise RowsRefused(self._faults[:MOST_FAULTS])
        return TablePlan(tuple(created), tuple(replaced), (), lines=lines, before=before, unchanged=unchanged)

    def _note(self, stored: Stored[Document]) -> None:
        document = stored.document
        if (number := document.dialled_number()) is not None:
            self._names.by_number[document.kind, number] = stored.id
        self._names.by_name.setdefault((document.kind, document.name), stored.id)
        if isinstance(document, self._family):
            self._known[str(getattr(document, self._key))] = Stored(stored.id, stored.revision, document)
        self._owners |= dict.fromkeys(unique_values(document), stored)

    def _read(self, rows: Sequence[Row]) -> Iterator[tuple[Row, Stored[D] | None, Stored[D]]]:
        seen: set[str] = set()
        for row in rows:
            values = dict(self._values(row))
            key = str(values.get((self._key,), ""))
            if key in seen:
                self._refuse(row, self._key, PydanticCustomError("twice", "is in another row, too"))
                continue
            seen.add(key)
            old = self._known.get(key)
            document = self._document(row, old, values)
            if document is not None:
                yield row, old, Stored(old.id if old else self._new_id(), old.revision if old else 1, document)

    def _values(self, row: Row) -> Iterator[tuple[tuple[str, ...], object]]:
        for column, cell in row.cells.items():
            try:
                yield column.path, value_of(cell, column, self._names.find)
            except PydanticCustomError as error:
                self._refuse(row, column.name, error)

    def _document(self, row: Row, old: Stored[D] | None, values: Mapping[tuple[str, ...], object]) -> D | None:
        """None for a row that is refused."""
        members: dict[str, Any] = old.document.model_dump(mode="json") if old else {}
        for path, value in values.items():
            _put(members, path, value)
        faulty = len(self._faults)
        try:
            document = self._family.model_validate(members)
        except ValidationError as error:
            self._faults += [
                RowFault(row.line, _column(row, place_of(detail, members)), detail)
                for detail in error.errors(include_url=False, include_input=False)
            ]
            return None
        return document if len(self._faults) == faulty else None

    def _refuse_taken(self, written: Sequence[Stored[Document]], lines: Mapping[int, int]) -> None:
        """A number is unique in a tenant, and a name in its kind; what these objects had before is free."""
        ids = {stored.id for stored in written}
        owners = {unique: owner for unique, owner in self._owners.items() if owner.id not in ids}
        for stored in written:
            for unique in unique_values(stored.document):
                owner = owners.setdefault(unique, stored)
                if owner is not stored:
                    self._faults.append(Taken(lines[stored.id], unique[1], owner))

    def _refuse(self, row: Row, column: str, error: PydanticCustomError) -> None:
        found = ValidationError.from_exception_data(column, [InitErrorDetails(type=error, loc=(), input=None)])
        self._faults.append(RowFault(row.line, column, found.errors(include_url=False, include_input=False)[0]))

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1


def _put(members: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    """Put a value where the path leads, or take away what is there for `DEFAULT`."""
    *outer, last = path
    here = members
    for step in outer:
        here = here.setdefault(step, {})
    if value is DEFAULT:
        here.pop(last, None)
    else:
        here[last] = value


def _column(row: Row, steps: Sequence[str | int]) -> str:
    """The column that the steps lead into; "" where there is none."""
    path = tuple(step for step in steps if isinstance(step, str))
    found: list[Column] = [column for column in row.cells if path[: len(column.path)] == column.path]
    return found[0].name if found else ".".join(path)
