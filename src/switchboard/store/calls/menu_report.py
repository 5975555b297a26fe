"""What callers chose in menus, read from the events of their calls."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, FromClause, Row, ScalarSelect, and_, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.call.events import BaseEvent, GoingTo, Matched, MenuEntered, NoInput, NoMatch, type_of
from switchboard.call.record import EventRow
from switchboard.store.calls.log import EVENT_COLUMNS, event_row
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call, call_event, object_

TIMEOUT, INVALID = "timeout", "invalid"
"""What is counted beside the options of a menu."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a caller entered in a menu, after how many seconds, and where that led, if it led on.

    `call` is the id of the call; `to_name` the name of the object that it led to, "" where there is none (any more).
    """

    call: str
    at: datetime
    caller: str
    caller_name: str
    entry: str
    menu_number: str
    after_s: float
    to: GoingTo | None
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
    chosen = [call.c.tenant == tenant, ~call.c.test, _is(Matched), *_between(since, until)]
    if menu:
        chosen.append(_of_menu("number") == menu)
    joined = call_event.join(call, call.c.id == call_event.c.call)
    order = call_event.c.position.desc() if descending else call_event.c.position
    columns = (call_event.c.call, call_event.c.seq, call_event.c.at, _text(Matched, "entry").label("entry"))
    page = select(*columns, call.c.caller, call.c.caller_name).select_from(joined).where(*chosen)
    async with database.read() as connection:
        total = await connection.scalar(select(func.count()).select_from(joined).where(*chosen)) or 0
        rows = (await connection.execute(page.order_by(order).offset(offset).limit(limit))).all()
        ways = await _ways(connection, sorted({row.call for row in rows}))
        found = [(row, *_around(ways.get(row.call, ()), row.seq)) for row in rows]
        ids = {to.id for _, _, to in found if to is not None and to.id is not None}
        names = await _names(connection, tenant, sorted(ids))
    return total, [_choice(row, menu, to, names) for row, menu, to in found]


async def presses(
    database: Database, tenant: int, menus: Sequence[int], *, since: datetime, until: datetime
) -> Mapping[int, Counter[str]]:
    """How often each option of one key was chosen from `since` to `until` in the menus with these ids, how often keys
    meant nothing (INVALID), and how often silence ended a visit (TIMEOUT); one statement. Raises Unavailable.
    """
    ivr, entry = cast(_of_menu("ivr"), BigInteger), _text(Matched, "entry")
    found = (
        select(ivr.label("ivr"), call_event.c.type, entry.label("entry"))
        .join(call, call.c.id == call_event.c.call)
        .where(call.c.tenant == tenant, ~call.c.test, *_between(since, until), or_(_option(), _is(NoMatch), _gave_up()))
        .subquery()
    )
    one = case((_is(NoMatch, found), INVALID), (_is(NoInput, found), TIMEOUT), else_=found.c.entry)
    counts = select(found.c.ivr, one.label("what"), func.count().label("times")).group_by(found.c.ivr, one)
    totals: dict[int, Counter[str]] = {menu: Counter() for menu in menus}
    async with database.read() as connection:
        for row in await connection.execute(counts.where(found.c.ivr.in_(menus))):
            totals[row.ivr][row.what] += row.times
    return totals


def _is(event: type[BaseEvent], events: FromClause = call_event) -> ColumnElement[bool]:
    return events.c.type == type_of(event)


def _text(event: type[BaseEvent], field: str, events: FromClause = call_event) -> ColumnElement[str]:
    """Selects a field of events of that class, as text."""
    assert field in event.model_fields
    text: ColumnElement[str] = events.c.data[field].as_string()
    return text


def _option() -> ColumnElement[bool]:
    """The condition that an option of one key was chosen."""
    return and_(_is(Matched), _text(Matched, "by") == "option", func.length(_text(Matched, "entry")) == 1)


def _gave_up() -> ColumnElement[bool]:
    """Silence after which the caller was sent on instead of asked again."""
    after = call_event.alias()
    decisions = [type_of(event) for event in (Matched, NoMatch, NoInput, MenuEntered, GoingTo)]
    following = (
        select(after.c.type)
        .where(after.c.call == call_event.c.call, after.c.seq > call_event.c.seq, after.c.type.in_(decisions))
        .order_by(after.c.seq)
        .limit(1)
        .scalar_subquery()
    )
    return and_(_is(NoInput), following == type_of(GoingTo))


def _of_menu(field: str) -> ScalarSelect[str]:
    """A field of the MenuEntered by which the caller came into the menu in which an event of `call_event` happened."""
    entered = call_event.alias()
    return (
        select(_text(MenuEntered, field, entered))
        .where(entered.c.call == call_event.c.call, entered.c.seq < call_event.c.seq, _is(MenuEntered, entered))
        .order_by(entered.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )


def _between(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    lower = [] if since is None else [call_event.c.at >= since]
    return lower if until is None else [*lower, call_event.c.at <= until]


async def _ways(connection: AsyncConnection, calls: Sequence[str]) -> Mapping[str, Sequence[EventRow]]:
    """The menus that the calls entered, and where they went, in order; by the id of the call."""
    types = [type_of(MenuEntered), type_of(GoingTo)]
    query = select(*EVENT_COLUMNS).where(call_event.c.call.in_(calls), call_event.c.type.in_(types))
    found: dict[str, list[EventRow]] = {}
    for row in await connection.execute(query.order_by(call_event.c.call, call_event.c.seq)):
        found.setdefault(row.call, []).append(event_row(row))
    return found


def _around(way: Sequence[EventRow], seq: int) -> tuple[MenuEntered | None, GoingTo | None]:
    """The menu that the caller was in at the event `seq`, and where the caller went next."""
    middle = bisect_left(way, seq, key=lambda row: row.seq)
    before, after = (row.event for row in reversed(way[:middle])), (row.event for row in way[middle:])
    menu = next((event for event in before if isinstance(event, MenuEntered)), None)
    return menu, next((event for event in after if isinstance(event, GoingTo)), None)


async def _names(connection: AsyncConnection, tenant: int, ids: Sequence[int]) -> dict[int, str]:
    query = select(object_.c.id, object_.c.name).where(object_.c.tenant == tenant, object_.c.id.in_(ids))
    return {row.id: row.name for row in await connection.execute(query)}


def _choice(row: Row[Any], menu: MenuEntered | None, to: GoingTo | None, names: Mapping[int, str]) -> Choice:
    return Choice(
        call=row.call,
        at=row.at,
        caller=row.caller,
        caller_name=row.caller_name,
        entry=row.entry,
        menu_number=menu.number if menu else "",
        after_s=(row.at - menu.at).total_seconds() if menu else 0.0,
        to=to,
        to_name="" if to is None or to.id is None else names.get(to.id, ""),
    )
