"""Objects of one kind as a table (CSV): all of them read, and many written at once."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Generic, Literal, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.masking import is_masked
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.body import read_bounded, require_type
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.faults import fault_of
from switchboard.api.native.places import place_of
from switchboard.api.native.problem import MOST_ERRORS, Refusal, RowDetail
from switchboard.api.native.shapes import plural
from switchboard.api.native.shapes_tables import CellChange, RowOutcome, TableOutcome
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.model.wording import reason
from switchboard.store.documents.batch import Current
from switchboard.tables.cells import Show, cell_of
from switchboard.tables.columns import columns_of
from switchboard.tables.plan import RowFault, RowsRefused, TablePlan, Taken, plan
from switchboard.tables.reading import read_rows
from switchboard.tables.writing import value_in, write_table

D = TypeVar("D", bound=Document)

CSV = "text/csv"
LIMIT = 8 * 1024 * 1024
"""How many bytes a table may have."""
MOST_SHOWN = 500
"""Of how many rows it is told what becomes of them."""
NOTE = "table"

Separator = Literal["comma", "semicolon", "tab"]
_SEPARATORS: dict[Separator, str] = {"comma": ",", "semicolon": ";", "tab": "\t"}


class TableRoutes(Generic[D]):
    """The table of one kind."""

    def __init__(self, services: ApiServices, family: type[D]) -> None:
        self._services = services
        self._family = family

    def add_to(self, face: Face) -> None:
        """Before the paths of single objects, which would take `csv` for an id."""
        path, tag = f"/{plural(self._family.kind)}/csv", plural(self._family.kind)
        name = self._family.kind
        face.add(Operation("GET", path, "viewer", gives_type=CSV), self.read, tag, f"read_{name}_table")
        take = Operation("POST", path, "editor", takes_type=CSV, gives=TableOutcome)
        face.add(take, self.take, tag, f"take_{name}_table")

    async def read(self, request: Request, separator: Separator = "comma") -> Response:
        """All objects of the kind as CSV, to be edited in a spreadsheet and sent back."""
        client = client_of(request)
        everything = (await place_of(request, self._services).current()).objects
        show = _shown_as(everything)
        mine = [client.shown(one.document) for one in everything if isinstance(one.document, self._family)]
        text = await asyncio.to_thread(write_table, self._family, mine, show, _SEPARATORS[separator])
        name = plural(self._family.kind)
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return Response(text.encode(), 200, headers, f"{CSV}; charset=utf-8")

    async def take(self, request: Request, dry_run: bool = False) -> Response:
        """Create and update objects by the rows of a CSV file, all or none; with `dry_run` only say what would be."""
        require_type(request, (CSV,))
        data = await read_bounded(request, LIMIT)
        rows = await asyncio.to_thread(read_rows, data, self._family)
        outcome: TableOutcome | None = None

        def planned(current: Current) -> TablePlan[D]:
            nonlocal outcome
            found = plan(self._family, rows, current)
            _refuse_masks(found)
            outcome = _outcome(self._family, found, _shown_as(current.objects))
            return found

        place = place_of(request, self._services)
        try:
            if dry_run:
                await asyncio.to_thread(planned, await place.current())
            else:
                await place.rewrite(planned, NOTE)
        except RowsRefused as error:
            raise _refusal(error) from None
        assert outcome is not None
        return json_of(outcome)


def _shown_as(everything: Sequence[Stored[Document]]) -> Show:
    names = {one.id: one.document.dialled_number() or one.document.name for one in everything}
    return lambda id: names.get(id, str(id))


def _outcome(family: type[D], found: TablePlan[D], show: Show) -> TableOutcome:
    written = sorted((*found.created, *found.replaced), key=lambda one: found.lines[one.id])[:MOST_SHOWN]
    return TableOutcome(
        created=len(found.created),
        updated=len(found.replaced),
        unchanged=found.unchanged,
        rows=[_row(family, one, found, show) for one in written],
    )


def _row(family: type[D], new: Stored[Document], found: TablePlan[D], show: Show) -> RowOutcome:
    old = found.before.get(new.id)
    return RowOutcome(
        line=found.lines[new.id],
        action="created" if old is None else "updated",
        name=new.document.name,
        number=new.document.dialled_number(),
        changes=[] if old is None else list(_changes(family, old, new.document, show)),
    )


def _changes(family: type[D], old: Document, new: Document, show: Show) -> Iterator[CellChange]:
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    for column in columns_of(family):
        cells = [cell_of(value_in(one, column), column, show) for one in (before, after)]
        if cells[0] != cells[1]:
            yield CellChange(column=column.name, old=cells[0], new=cells[1])


def _refuse_masks(found: TablePlan[D]) -> None:
    """What a viewer has read of a secret must not be stored."""
    for one in (*found.created, *found.replaced):
        if is_masked(one.document):
            detail = RowDetail("column", "", "has a mask in place of a secret", "masked", line=found.lines[one.id])
            raise Refusal(422, "invalid", "the table is refused", [detail])


def _refusal(error: RowsRefused) -> Refusal:
    details = [_detail(one) for one in error.faults[:MOST_ERRORS]]
    return Refusal(422, "invalid", "the table is refused", details, total_errors=len(error.faults))


def _detail(one: RowFault | Taken) -> RowDetail:
    if isinstance(one, RowFault):
        return RowDetail("column", one.column, reason(one.detail), *fault_of(one.detail), line=one.line)
    owner = one.owner.document
    values = {"kind": owner.kind, "name": owner.name, "number": owner.dialled_number()}
    return RowDetail("column", one.column, f"is taken by a {owner.kind}", "duplicate", values, line=one.line)
