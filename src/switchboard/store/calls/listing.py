"""The calls that are over, by conditions and in orders that a client puts together."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from switchboard.call.record import CallRecord
from switchboard.store.calls.log import RECORD_COLUMNS, call_record
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call
from switchboard.store.documents.criteria import (
    Criterion,
    Every,
    Field,
    Fields,
    Values,
    clause,
    names,
    ordering,
    outline,
)


def _plain(column: ColumnElement[Any]) -> Field:
    return Field(column, (column,), lambda value: (value,))


def _number(column: ColumnElement[str]) -> Field:
    """Shorter ones come first, as in all lists."""
    return Field(column, (func.length(column), column), lambda value: (len(value), value))


CALL_FIELDS: Final = Fields(
    {
        "id": _plain(call.c.id),
        "caller": _number(call.c.caller),
        "caller_name": _plain(call.c.caller_name),
        "dialled": _number(call.c.dialled),
        "started_at": _plain(call.c.started_at),
        "answered_at": _plain(call.c.answered_at),
        "ended_at": _plain(call.c.ended_at),
    },
    (call.c.caller, call.c.dialled, func.lower(call.c.caller_name)),
)
"""What conditions on calls may name, and where words are looked for."""

_NEWEST_FIRST: Final = (call.c.started_at.desc(), call.c.position.desc())


class CallListing:
    """The calls of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, tenant: int, where: Criterion | None, orders: Sequence[tuple[str, bool]], *, skip: int, limit: int
    ) -> tuple[int, list[CallRecord]]:
        """How many calls match that are over and were no tests, and some of them: the newest first unless `orders`, of
        (field, descending) pairs, say otherwise. Raises Unavailable, and Invalid (of "filter") for text that no
        database can hold.
        """
        over = (call.c.tenant == tenant, call.c.state == "ended", ~call.c.test)
        values: Values = []
        outline(where or Every(), values, CALL_FIELDS)
        parameters = dict(zip(names(), values, strict=False))
        conditions = (*over, clause(where or Every(), names(), CALL_FIELDS))
        by = ordering(orders, CALL_FIELDS) if orders else _NEWEST_FIRST
        page = select(*RECORD_COLUMNS).where(*conditions).order_by(*by).offset(skip).limit(limit)
        async with self._database.read() as connection:
            counted = select(func.count()).select_from(call).where(*conditions)
            total = await connection.scalar(counted, parameters) or 0
            return total, [call_record(row) for row in await connection.execute(page, parameters)]
