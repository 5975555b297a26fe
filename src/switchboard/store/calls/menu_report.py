"""What callers chose in menus, read from the events of their calls."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, ScalarSelect, and_, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.store.db.database import Database
from switchboard.store.db.tables import call, call_event, object_

TIMEOUT, INVALID = "timeout", "invalid"
_AROUND = ("menu_entered", "going_to")
_DECISIONS = ("matched", "no_match", "no_input", *_AROUND)
Events = Mapping[str, Sequence[tuple[int, str, datetime, Mapping[str, Any]]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a caller entered in a menu, after how many seconds, and where that led.

    `call` is the id of the call; `to_name` the name of the object that it led to, "" where there is none (any more).
    """

    call: str
    at: datetime
    caller: str
    caller_name: str
    entry: str
    menu_number: str
    after_s: float
    to_kind: str
    to_number: str
    to_name: str


async def choices(
    database: Database,
    tenant: int,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    menu: str = "",
    descending: bool,
    offset: int,
    limit: int,
) -> tuple[int, list[Choice]]:
    """How many choices there are from `since` to `until`, in the menus whose number was `menu` then or in all, and some
    of them in order of time; four statements. Raises Unavailable.
    """
    chosen = [call.c.tenant == tenant, call_event.c.type == "matched", *_between(since, until)]
    if menu:
        chosen.append(_menu("number") == menu)
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


async def presses(
    database: Database, tenant: int, menus: Sequence[int], *, since: datetime, until: datetime
) -> Mapping[int, Counter[str]]:
    """How often each option of one key was chosen from `since` to `until` in the menus with these ids, how often keys
    meant nothing (INVALID), and how often silence ended a visit (TIMEOUT); one statement. Raises Unavailable.
    """
    event, ivr = call_event.c, cast(_menu("ivr"), BigInteger)
    columns = (ivr.label("ivr"), event.type, event.data["entry"].as_string().label("entry"))
    found = (
        select(*columns)
        .join(call, call.c.id == event.call)
        .where(call.c.tenant == tenant, *_between(since, until), or_(_option(), event.type == "no_match", _gave_up()))
        .subquery()
    )
    one = case((found.c.type == "no_match", INVALID), (found.c.type == "no_input", TIMEOUT), else_=found.c.entry)
    counts = select(found.c.ivr, one.label("key"), func.count().label("times")).group_by(found.c.ivr, one)
    totals: dict[int, Counter[str]] = {menu: Counter() for menu in menus}
    async with database.read() as connection:
        for row in await connection.execute(counts.where(found.c.ivr.in_(menus))):
            totals[row.ivr][row.key] += row.times
    return totals


def _option() -> ColumnElement[bool]:
    data = call_event.c.data
    by_option = data["by"].as_string() == "option"
    return and_(call_event.c.type == "matched", by_option, func.length(data["entry"].as_string()) == 1)


def _gave_up() -> ColumnElement[bool]:
    """Silence after which the caller was sent on instead of asked again."""
    after = call_event.alias()
    following = (
        select(after.c.type)
        .where(after.c.call == call_event.c.call, after.c.seq > call_event.c.seq, after.c.type.in_(_DECISIONS))
        .order_by(after.c.seq)
        .limit(1)
        .scalar_subquery()
    )
    return and_(call_event.c.type == "no_input", following == "going_to")


def _menu(key: str) -> ScalarSelect[Any]:
    """What the event says, as text, by which the caller entered the menu in which an event of `call_event` happened."""
    entered = call_event.alias()
    return (
        select(entered.c.data[key].as_string())
        .where(entered.c.call == call_event.c.call, entered.c.seq < call_event.c.seq, entered.c.type == "menu_entered")
        .order_by(entered.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )


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
        "call": row.call,
        "at": row.at,
        "caller": row.caller,
        "caller_name": row.caller_name,
        "entry": row.data.get("entry", ""),
        "menu_number": menu[3].get("number", "") if menu else "",
        "after_s": (row.at - menu[2]).total_seconds() if menu else 0.0,
        "to_kind": to.get("kind", ""),
        "to_number": to.get("number", ""),
    }
    return values, to.get("id")
