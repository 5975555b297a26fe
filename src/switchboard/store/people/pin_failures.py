"""Wrong PINs, counted for all processes and machines; a restart forgets none."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BindParameter, ColumnElement, Row, and_, bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.pin_door import (
    BURST,
    BURST_TRIES,
    FORGIVEN_AFTER,
    Door,
    Subject,
    Tally,
    Try,
    What,
    new_tally,
    one_more,
    taken_back,
)
from switchboard.security_log import tell
from switchboard.store.db import storable
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import pin_failure

_TALLY = tuple(field.name for field in fields(Tally))


@dataclass(frozen=True, slots=True)
class PinLock:
    """A subject that is refused, or only slowed, until `until` if nothing more happens."""

    id: int
    what: What
    who: str
    state: Literal["refused", "slowed"]
    count: int
    first_at: datetime
    last_at: datetime
    until: datetime


class PinFailures:
    """The table `pin_failure`, by the rules of `model.pin_door`.

    It stays small: nobody is counted while he is refused, and a source is wrong at most a hundred times a day, whatever
    number it calls from. What is older than a day is purged, unless it is refused.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def refused(self, door: Door, now: datetime) -> bool:
        """Whether the caller may not even try. Raises Unavailable."""
        query = select(*(pin_failure.c[name] for name in _TALLY)).where(_of(door.tenant, door.subjects))
        async with self._database.read() as connection:
            return any(_tally(row).refuses(now) for row in await connection.execute(query))

    async def begin(self, door: Door, now: datetime) -> Try | None:
        """Count a try before its PIN is compared; None when it may not be compared. Raises Unavailable."""
        return await to_its_end(self._begin(door, now))

    def wrong(self, door: Door, counted: Try) -> None:
        """Tell the security log that the PIN of a try was wrong."""
        about: dict[str, str | int] = {"tenant": door.tenant, "object": door.object, "from": door.source}
        tell("pin-wrong", door.address, **about, caller=door.caller)
        for subject in counted.locked:
            until = counted.tallies[subject].refused_until
            assert until is not None
            locked = {"what": subject.what, "who": subject.who, "until": f"{until:%Y-%m-%dT%H:%M:%SZ}"}
            tell("pin-locked", door.address, **about, **locked)

    async def right(self, door: Door) -> None:
        """The PIN of a try was right: the caller is forgiven, and the try is not counted. Raises Unavailable."""
        await to_its_end(self._right(door))

    async def locks(self, tenant: int, now: datetime) -> list[PinLock]:
        """The subjects that are refused or slowed now, in the order of their first wrong PINs. Raises Unavailable."""
        refused = (pin_failure.c.refused_until > now) & (pin_failure.c.refused_until <= now + FORGIVEN_AFTER)
        slowed = and_(
            pin_failure.c.what.in_(("source", "object")),
            pin_failure.c.burst >= BURST_TRIES,
            pin_failure.c.burst_at > now - BURST,
            pin_failure.c.burst_at <= now,
        )
        query = select(pin_failure).where(pin_failure.c.tenant == tenant, refused | slowed).order_by(pin_failure.c.id)
        async with self._database.read() as connection:
            return [_lock(row, now) for row in await connection.execute(query)]

    async def lift(self, tenant: int, id: int) -> None:
        """Forget a lock and what led to it. Raises NotFound, Unavailable."""
        this = (pin_failure.c.tenant == tenant) & (pin_failure.c.id == id)
        async with self._database.write() as connection:
            if not storable.is_id(id) or not (await connection.execute(delete(pin_failure).where(this))).rowcount:
                raise errors.NotFound("lock", id)

    async def purge(self, now: datetime) -> int:
        """Forget subjects whose last wrong PIN is more than a day old and that are not refused; returns how many.

        Raises Unavailable.
        """
        refused = pin_failure.c.refused_until
        old = (pin_failure.c.last_at <= now - FORGIVEN_AFTER) & (refused.is_(None) | (refused <= now))
        async with self._database.write() as connection:
            return (await connection.execute(delete(pin_failure).where(old))).rowcount

    async def _begin(self, door: Door, now: datetime) -> Try | None:
        try:
            async with self._database.write() as connection:
                known = await _locked(connection, door, now)
                counted = one_more({subject: tally for subject, (_, tally) in known.items()}, now)
                if counted is None:
                    # The rows that `_locked` made for this try must not stay.
                    raise _Refused
                await _write(connection, {known[subject][0]: tally for subject, tally in counted.tallies.items()})
                return counted
        except _Refused:
            return None

    async def _right(self, door: Door) -> None:
        theirs = _of(door.tenant, door.forgiven)
        query = select(pin_failure).where(theirs).order_by(pin_failure.c.what).with_for_update()
        async with self._database.write() as connection:
            found = (await connection.execute(query)).all()
            left = {row.id: taken_back(Subject(row.what, row.who), _tally(row)) for row in found}
            await _write(connection, {id: tally for id, tally in left.items() if tally is not None})
            gone = [id for id, tally in left.items() if tally is None]
            await connection.execute(delete(pin_failure).where(pin_failure.c.id.in_(gone)))


class _Refused(Exception):
    """Undoes the transaction: who is refused is not counted."""


def _of(tenant: int, subjects: Iterable[Subject]) -> ColumnElement[bool]:
    some = (and_(pin_failure.c.what == subject.what, pin_failure.c.who == subject.who) for subject in subjects)
    return (pin_failure.c.tenant == tenant) & or_(*some)


async def _locked(connection: AsyncConnection, door: Door, now: datetime) -> dict[Subject, tuple[int, Tally]]:
    """The rows of all subjects, made where there is none, and held until the transaction ends."""
    nothing = asdict(new_tally(now))
    values = [{"tenant": door.tenant, "what": one.what, "who": one.who, **nothing} for one in door.subjects]
    # An update that changes nothing: unlike DO NOTHING it locks the rows that are there, and returns them.
    held = (
        insert_into(connection, pin_failure)
        .values(values)
        .on_conflict_do_update(index_elements=["tenant", "what", "who"], set_={"count": pin_failure.c.count})
    )
    rows = (await connection.execute(held.returning(pin_failure))).all()
    by_what = {subject.what: subject for subject in door.subjects}
    return {by_what[row.what]: (row.id, _tally(row)) for row in rows}


async def _write(connection: AsyncConnection, tallies: Mapping[int, Tally]) -> None:
    changed: dict[str, BindParameter[Any]] = {name: bindparam(f"new_{name}") for name in _TALLY}
    rows = [{"of": id} | {f"new_{name}": value for name, value in asdict(one).items()} for id, one in tallies.items()]
    if rows:
        await connection.execute(update(pin_failure).where(pin_failure.c.id == bindparam("of")).values(changed), rows)


def _tally(row: Row[Any]) -> Tally:
    return Tally(**{name: row._mapping[name] for name in _TALLY})


def _lock(row: Row[Any], now: datetime) -> PinLock:
    tally = _tally(row)
    what = row.id, row.what, row.who
    since = tally.count, tally.first_at, tally.last_at
    if tally.refused_until is not None and tally.refuses(now):
        return PinLock(*what, "refused", *since, tally.refused_until)
    return PinLock(*what, "slowed", *since, tally.burst_at + BURST)
