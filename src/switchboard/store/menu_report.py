"""What callers chose in menus, read from the events of their calls."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.store.database import Database
from switchboard.store.tables import call, call_event, object_

_AROUND = ("menu_entered", "going_to")
Events = Mapping[str, Sequence[tuple[int, str, datetime, Mapping[str, Any]]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a caller entered in a menu, after how many seconds, and where that led.

    `position` identifies it; `to_name` is the name of the object that it led to, "" where there is none (any more).
    """

    position: int
    at: datetime
    caller: str
    caller_name: str
    entry: str
    menu_number: str
    menu_name: str
    after_s: float
    to_kind: str
    to_number: str
    to_name: str


async def choices(
    database: Database,
    tenant: int,
    *,
    since: datetime | None,
    until: datetime | None,
    descending: bool,
    offset: int,
    limit: int,
) -> tuple[int, list[Choice]]:
    """How many choices there are from `since` to `until`, and some of them in order of time; four statements.

    Raises Unavailable.
    """
    chosen = [call.c.tenant == tenant, call_event.c.type == "matched", *_between(since, until)]
    joined = call_event.join(call, call.c.id == call_event.c.call)
    order = call_event.c.position.desc() if descending else call_event.c.position
    columns = (call_event.c.position, call_event.c.call, call_event.c.seq, call_event.c.at, call_event.c.data)
    page = select(*columns, call.c.caller, call.c.caller_name).select_from(joined).where(*chosen)
    async with database.read() as connection:
        total = await connection.scalar(select(func.count()).select_from(joined).where(*chosen)) or 0
        rows = (await connection.execute(page.order_by(order).offset(offset).limit(limit))).all()
        around = await _around(connection, sorted({row.call for row in rows}))
        found = [_choice(row, around.get(row.call, ())) for row in rows]
        names = await _names(connection, tenant, sorted({key for _, key in found if key is not None}))
    return total, [Choice(**values, to_name=names.get(key, "") if key else "") for values, key in found]


def _between(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    lower = [] if since is None else [call_event.c.at >= since]
    return lower if until is None else [*lower, call_event.c.at <= until]


async def _around(connection: AsyncConnection, calls: Sequence[str]) -> Events:
    """The menus that the calls entered, and where they went, in order."""
    query = (
        select(call_event.c.call, call_event.c.seq, call_event.c.type, call_event.c.at, call_event.c.data)
        .where(call_event.c.call.in_(calls), call_event.c.type.in_(_AROUND))
        .order_by(call_event.c.call, call_event.c.seq)
    )
    found: dict[str, list[tuple[int, str, datetime, Mapping[str, Any]]]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.call, []).append((row.seq, row.type, row.at, row.data))
    return found


async def _names(connection: AsyncConnection, tenant: int, ids: Sequence[int]) -> dict[int, str]:
    query = select(object_.c.id, object_.c.name).where(object_.c.tenant == tenant, object_.c.id.in_(ids))
    return {row.id: row.name for row in await connection.execute(query)}


def _choice(
    row: Row[Any], around: Sequence[tuple[int, str, datetime, Mapping[str, Any]]]
) -> tuple[dict[str, Any], int | None]:
    """All but the name of where it led, and the id of that object."""
    middle = bisect_left(around, row.seq, key=lambda one: one[0])
    menu = next((one for one in reversed(around[:middle]) if one[1] == "menu_entered"), None)
    to: Mapping[str, Any] = next((one[3] for one in around[middle:] if one[1] == "going_to"), {})
    values = {
        "position": row.position,
        "at": row.at,
        "caller": row.caller,
        "caller_name": row.caller_name,
        "entry": row.data.get("entry", ""),
        "menu_number": menu[3].get("number", "") if menu else "",
        "menu_name": menu[3].get("name", "") if menu else "",
        "after_s": (row.at - menu[2]).total_seconds() if menu else 0.0,
        "to_kind": to.get("kind", ""),
        "to_number": to.get("number", ""),
    }
    return values, to.get("id")
