"""The legs of calls as rows: written when a call is over, and found by what integrators look for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select, update

from switchboard.call.legs import CallLegs, Disposition, Leg, LegKind
from switchboard.call.record import CallRecord
from switchboard.store.calls.log import EVENT_COLUMNS, RECORD_COLUMNS, call_record, event_row
from switchboard.store.db import locks
from switchboard.store.db.database import Database
from switchboard.store.db.many import insert_new
from switchboard.store.db.tables import call, call_digest, call_event, call_leg, object_

Direction = Literal["inbound", "outbound", "internal"]
Sort = Literal[
    "order",
    "time",
    "duration",
    "ring",
    "talk",
    "disposition",
    "caller",
    "src_trunk",
    "dst_trunk",
    "direction",
    "did",
    "shown",
]
MOST_LEGS: Final = 1000
"""Of one call are kept: what follows belongs to a call that goes round in circles."""
FILLED: Final = 100
"""Calls from before there were legs, of one transaction."""


@dataclass(frozen=True, slots=True)
class LegRow:
    """A leg as it is kept; `seq` counts from 0 within the call, `direction` is that of the leg. Times as in `Leg`."""

    seq: int
    kind: LegKind
    object: int | None
    caller: str
    caller_name: str
    callee: str
    callee_name: str
    started_at: datetime
    duration_ms: int
    ring_ms: int | None
    talk_ms: int | None
    disposition: Disposition
    direction: Direction
    did: str
    shown: str
    src_trunk: str
    dst_trunk: str
    recorded: bool


@dataclass(frozen=True, slots=True)
class FoundLeg:
    """A leg, its number among all legs of the installation, which grows with the calls, and its call."""

    number: int
    leg: LegRow
    call: CallRecord


@dataclass(frozen=True, slots=True)
class LegFilter:
    """What legs must have in common; None is no condition, and both moments belong to the period.

    With `fuzzy` the numbers are parts of numbers and names. `of` are numbers of which one must be caller or callee.
    """

    since: datetime | None = None
    until: datetime | None = None
    caller: str | None = None
    callee: str | None = None
    fuzzy: bool = False
    disposition: Disposition | None = None
    did: str | None = None
    src_trunk: str | None = None
    of: Sequence[str] | None = None


ALL_LEGS: Final = LegFilter()

_LEG_COLUMNS: Final = tuple(call_leg.c[field.name] for field in fields(LegRow))
_WRITTEN: Final = ("call", "tenant", *(field.name for field in fields(LegRow)))
_SORTS: Final[Mapping[Sort, tuple[ColumnElement[Any], ...]]] = {
    "order": (),
    "time": (call_leg.c.started_at,),
    "duration": (call_leg.c.duration_ms,),
    "ring": (func.coalesce(call_leg.c.ring_ms, -1),),
    "talk": (func.coalesce(call_leg.c.talk_ms, -1),),
    "disposition": (call_leg.c.disposition,),
    "caller": (call_leg.c.caller,),
    "src_trunk": (call_leg.c.src_trunk,),
    "dst_trunk": (call_leg.c.dst_trunk,),
    "direction": (call_leg.c.direction,),
    "did": (call_leg.c.did,),
    "shown": (call_leg.c.shown,),
}


class LegLog:
    """The legs of all calls that are over."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, tenant: int, wanted: LegFilter, *, sort: Sort = "order", descending: bool = False, skip: int, limit: int
    ) -> tuple[int, list[FoundLeg]]:
        """How many legs match, and some of them; two statements. Raises Unavailable.

        By an index come those of all calls in order, and those of a period.
        """
        conditions = [call_leg.c.tenant == tenant, *_conditions(wanted)]
        order = [one.desc() if descending else one for one in (*_SORTS[sort], call_leg.c.call, call_leg.c.seq)]
        keys = select(call_leg.c.call, call_leg.c.seq).where(*conditions).order_by(*order).offset(skip).limit(limit)
        page = keys.subquery()
        same = (call_leg.c.call == page.c.call) & (call_leg.c.seq == page.c.seq)
        columns = (*(one.label(f"leg_{one.name}") for one in _LEG_COLUMNS), call.c.position, *RECORD_COLUMNS)
        found = select(*columns).select_from(page.join(call_leg, same).join(call, call.c.position == call_leg.c.call))
        async with self._database.read() as connection:
            total = await connection.scalar(select(func.count()).select_from(call_leg).where(*conditions)) or 0
            rows = await connection.execute(found.order_by(*order))
            return total, [_found(row) for row in rows]


def _conditions(wanted: LegFilter) -> Iterator[ColumnElement[bool]]:
    columns = call_leg.c
    if wanted.since is not None:
        yield columns.started_at >= wanted.since
    if wanted.until is not None:
        yield columns.started_at <= wanted.until
    if wanted.caller is not None:
        yield _is(wanted.caller, columns.caller, columns.caller_name, fuzzy=wanted.fuzzy)
    if wanted.callee is not None:
        yield _is(wanted.callee, columns.callee, columns.callee_name, fuzzy=wanted.fuzzy)
    for name in ("disposition", "did", "src_trunk"):
        if (value := getattr(wanted, name)) is not None:
            yield columns[name] == value
    if wanted.of is not None:
        yield or_(columns.caller.in_(wanted.of), columns.callee.in_(wanted.of))


def _is(text: str, number: ColumnElement[str], name: ColumnElement[str], *, fuzzy: bool) -> ColumnElement[bool]:
    if not fuzzy:
        return number == text
    return or_(number.contains(text, autoescape=True), name.icontains(text, autoescape=True))


def _found(row: Row[Any]) -> FoundLeg:
    leg = LegRow(**{field.name: row._mapping[f"leg_{field.name}"] for field in fields(LegRow)})
    return FoundLeg(row.position * MOST_LEGS + leg.seq, leg, call_record(row))


@dataclass(frozen=True, slots=True)
class CallOver:
    """The legs of a call that is over; `position` is that of the call."""

    position: int
    tenant: int
    legs: CallLegs


def write_legs(connection: Connection, calls: Sequence[CallOver]) -> None:
    """Those that are there already stay."""
    kept = [(one, seq, leg) for one in calls for seq, leg in enumerate(one.legs.legs[:MOST_LEGS])]
    if kept:
        names = _names(connection, (leg for _, _, leg in kept))
        insert_new(connection, call_leg, _WRITTEN, [_written(one, seq, leg, names) for one, seq, leg in kept])


def fill_legs(connection: Connection) -> bool:
    """Write the legs of some calls that were over before legs were kept, newest first; whether there may be more.

    Calls that are not digested yet get theirs when they are.
    """
    locks.digest(connection)
    until = connection.scalar(select(call_digest.c.legless))
    if until is None:
        return False
    query = select(call.c.position, call.c.id, call.c.tenant).where(call.c.position <= until)
    some = query.order_by(call.c.position.desc()).limit(FILLED)
    rows = connection.execute(some).all()
    digested = connection.execute(
        select(call.c.id).where(call.c.id.in_([row.id for row in rows]), call.c.outcome != "", ~call.c.test)
    )
    legs = _legs_of(connection, sorted(digested.scalars()))
    write_legs(connection, [CallOver(row.position, row.tenant, legs[row.id]) for row in rows if row.id in legs])
    left = rows[-1].position - 1 if len(rows) == FILLED else None
    connection.execute(update(call_digest).values(legless=left))
    return left is not None


def _legs_of(connection: Connection, calls: Sequence[str]) -> dict[str, CallLegs]:
    """Of those of these calls that are over."""
    found = {id: CallLegs() for id in calls}
    query = select(*EVENT_COLUMNS).where(call_event.c.call.in_(calls)).order_by(call_event.c.call, call_event.c.seq)
    for row in connection.execute(query):
        try:
            found[row.call].see(event_row(row).event)
        except ValueError:
            continue  # An event of another version, which this one cannot read.
    return {id: legs for id, legs in found.items() if legs.over}


def _names(connection: Connection, legs: Iterable[Leg]) -> dict[int, str]:
    """The names of all objects of the legs by id."""
    ids = {id for leg in legs for id in (leg.object, leg.caller.trunk) if id is not None}
    rows = connection.execute(select(object_.c.id, object_.c.name).where(object_.c.id.in_(sorted(ids))))
    return {row.id: row.name for row in rows}


def _written(over: CallOver, seq: int, leg: Leg, names: Mapping[int, str]) -> tuple[Any, ...]:
    """The values of `_WRITTEN`."""
    name = names.get(leg.object or 0, "")
    direction = _direction(leg, placed=over.legs.placed)
    behind = names.get(leg.caller.trunk or 0, "")
    row = LegRow(
        seq=seq,
        kind=leg.kind,
        object=leg.object,
        caller=leg.caller.number,
        caller_name=leg.caller.name,
        callee=leg.number,
        callee_name="" if leg.kind == "outside" else leg.name or name,
        started_at=leg.started_at,
        duration_ms=leg.duration_ms,
        ring_ms=leg.ring_ms,
        talk_ms=leg.talk_ms,
        disposition=leg.disposition,
        direction=direction,
        did=over.legs.dialled if direction == "inbound" else "",
        shown=leg.shown,
        src_trunk="" if over.legs.placed else behind,
        dst_trunk=name if leg.kind == "outside" else behind if over.legs.placed else "",
        recorded=leg.recorded,
    )
    return over.position, over.tenant, *(getattr(row, field.name) for field in fields(LegRow))


def _direction(leg: Leg, *, placed: bool) -> Direction:
    """A caller behind a trunk whom we have called is one to whom the call goes out."""
    if leg.caller.trunk is not None and not placed:
        return "inbound"
    return "outbound" if leg.kind == "outside" or leg.caller.trunk is not None else "internal"
