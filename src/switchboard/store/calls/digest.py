"""The events of calls, summed up: what became of each call, what it met, its legs, and the sums of its tenant.

Whoever digests takes a lock, reads the events after the last one that is in the sums, and writes what they add together
with the position of the last. So each event counts once, whichever process dies at which moment, and the calls process
has nothing to do with it. A database from before this began is digested from its first event on.
"""

import asyncio
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any, Final, NamedTuple, NoReturn, TypeVar

from sqlalchemy import Row, func, select
from sqlalchemy.engine import Connection

from switchboard import errors
from switchboard.call.legs import CallLegs
from switchboard.call.outcome import Outcome
from switchboard.call.record import EventRow
from switchboard.call.tally import CallTally, Count
from switchboard.store.calls.legs import CallOver, fill_legs, write_legs
from switchboard.store.calls.log import EVENT_COLUMNS, event_row
from switchboard.store.calls.sums import SPANS
from switchboard.store.db import locks
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.many import insert_new, update_by_key
from switchboard.store.db.tables import call, call_digest, call_event, call_object, call_sum
from switchboard.store.db.wakeup import follow

T = TypeVar("T")

PAGE: Final = 500
"""Events of one transaction: other writers of SQLite wait for some hundredths of a second."""

MOST_CALLS: Final = 5000
"""Calls that are remembered; what happened in others before is read again."""

PAUSE_S: Final = 2.0
"""Events that come within this time are digested together."""

_CALL = (call.c.position.label("call_position"), call.c.tenant, call.c.started_at, call.c.test)


@dataclass(slots=True)
class _Followed:
    """A call as far as its events were digested: those before `next_seq`."""

    tally: CallTally = field(default_factory=CallTally)
    legs: CallLegs = field(default_factory=CallLegs)
    next_seq: int = 0
    met: int = 0
    """How many objects of `tally.summary.met` are stored."""


class EndedCall(NamedTuple):
    """A call whose end was digested, and when that was."""

    tenant: int
    id: str
    at: datetime


def _nobody_asks(call: EndedCall) -> None:
    pass


class CallDigest:
    """Digests for its process; several processes share the work. `on_end` is told of each call, but for test calls,
    whose end this process has digested.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._calls: OrderedDict[str, _Followed] = OrderedDict()
        self._turn = asyncio.Lock()
        self._position = 0
        self._legless = True
        self._became: Counter[Outcome] = Counter()
        self._over: list[EndedCall] = []
        self.on_end: Callable[[EndedCall], None] = _nobody_asks
        self.outcomes: Counter[Outcome] = Counter()
        """What became of the calls whose ends this process has digested."""

    async def follow(self) -> NoReturn:
        """Digest what comes, for ever."""

        async def look() -> None:
            await self.catch_up()
            await self.fill()
            await asyncio.sleep(PAUSE_S)

        await follow(self._database, locks.CALL_EVENTS, look, "call digest")

    async def catch_up(self) -> None:
        """Digest all that is written by now. Raises Unavailable."""
        until = await self._newest()
        async with self._turn:
            while self._position < until:
                await _as_long_again(self._step())

    async def fill(self) -> None:
        """Give their legs to calls that were digested before legs were kept, until new ones are to be digested."""
        while self._legless and self._position >= await self._newest():
            self._legless = await _as_long_again(self._database.writing(fill_legs))

    async def catch_up_within(self, seconds: float) -> int:
        """The same for at most that long, and if the database permits it; returns how many events are left."""
        with suppress(errors.Unavailable, TimeoutError):
            async with asyncio.timeout(seconds):
                await self.catch_up()
        return max(0, await self._newest() - self._position)

    async def _newest(self) -> int:
        rows = await self._database.look("SELECT max(position) FROM call_event")
        return int(rows[0][0] or 0)

    async def _step(self) -> None:
        try:
            self._position = await self._database.writing(self._digest)
            self.outcomes += self._became
            for ended in self._over:
                self.on_end(ended)
        except BaseException:
            # They may have seen events whose transaction was undone.
            self._calls.clear()
            raise

    def _digest(self, connection: Connection) -> int:
        """The whole transaction of a page; returns the new position."""
        locks.digest(connection)
        self._became.clear()
        self._over.clear()
        position = connection.scalar(select(call_digest.c.position)) or 0
        rows = _events_after(connection, position)
        if not rows:
            return max(position, _newest_now(connection))
        page = _Page(connection, self._followed(connection, rows), rows)
        page.write()
        self._became.update(page.became())
        self._over += page.over()
        self._forget()
        position = rows[-1].position
        upsert = insert_into(connection, call_digest).values(id=1, position=position)
        connection.execute(upsert.on_conflict_do_update(index_elements=["id"], set_={"position": position}))
        return int(position)

    def _followed(self, connection: Connection, rows: Sequence[Row[Any]]) -> dict[str, _Followed]:
        """The calls of the rows, each as it was before its first row."""
        first: dict[str, int] = {}
        for row in rows:
            first.setdefault(row.call, row.seq)
        unknown = {id: seq for id, seq in first.items() if id not in self._calls or self._calls[id].next_seq != seq}
        for id in unknown:
            self._calls[id] = _Followed()
        for row in _events_before(connection, {id: seq for id, seq in unknown.items() if seq}):
            followed = self._calls[row.call]
            _see(followed, event_row(row))
            followed.met = len(followed.tally.summary.met)
        for id in first:
            self._calls.move_to_end(id)
        return {id: self._calls[id] for id in first}

    def _forget(self) -> None:
        while len(self._calls) > MOST_CALLS:
            self._calls.popitem(last=False)


class _Key(NamedTuple):
    """The primary key of a sum."""

    tenant: int
    object: int
    quarters: int
    slot: int
    measure: str
    detail: str


class _Page:
    """What some events add, collected and written."""

    def __init__(self, connection: Connection, calls: dict[str, _Followed], rows: Sequence[Row[Any]]) -> None:
        self._connection = connection
        self._calls = calls
        self._sums: dict[_Key, list[int]] = defaultdict(list)
        self._last = {row.call: row for row in rows}
        for row in rows:
            for count in _see(calls[row.call], event_row(row)):
                if not row.test:
                    self._add(row.tenant, count)

    def _add(self, tenant: int, count: Count) -> None:
        """To the quarter of an hour, and to the day, by which long periods are read."""
        for quarters in SPANS:
            key = _Key(tenant, count.object, quarters, count.quarter // quarters, count.measure, count.detail)
            self._sums[key].append(count.took_ms)

    def write(self) -> None:
        self._write_sums()
        self._write_objects()
        self._write_legs()
        outcomes = [(row.call_position, outcome) for row, outcome in self._ended()]
        update_by_key(self._connection, call, ("position", "outcome"), outcomes)

    def became(self) -> list[Outcome]:
        """What became of calls that ended, but for test calls."""
        return [outcome for row, outcome in self._ended() if not row.test]

    def over(self) -> list[EndedCall]:
        """The same calls."""
        return [EndedCall(row.tenant, row.call, row.at) for row, _ in self._ended() if not row.test]

    def _ended(self) -> Iterator[tuple[Row[Any], Outcome]]:
        for id, row in self._last.items():
            outcome = self._calls[id].tally.summary.outcome
            if outcome is not None:
                yield row, outcome

    def _write_sums(self) -> None:
        values = [
            key._asdict() | {"times": len(took_ms), "took_ms": sum(took_ms), "longest_ms": max(took_ms)}
            for key, took_ms in self._sums.items()
        ]
        if values:
            self._connection.execute(_adding(self._connection), values)

    def _write_objects(self) -> None:
        rows = [
            (met, row.started_at, row.call_position, row.tenant)
            for id, row in self._last.items()
            for met in _newly_met(self._calls[id])
        ]
        insert_new(self._connection, call_object, ("object", "started_at", "call", "tenant"), rows)

    def _write_legs(self) -> None:
        over = [(row, self._calls[id].legs) for id, row in self._last.items() if not row.test]
        calls = [CallOver(row.call_position, row.tenant, legs) for row, legs in over if legs.over]
        write_legs(self._connection, calls)


async def _as_long_again(step: Coroutine[Any, Any, T]) -> T:
    """Carry it out, and wait for as long as it took: who waits for its turn to write, such as the record of calls,
    comes in between.
    """
    began_s = monotonic()
    result = await to_its_end(step)
    await asyncio.sleep(monotonic() - began_s)
    return result


def _newly_met(followed: _Followed) -> Iterable[int]:
    """All that the call has met if there is something new among it: what is stored already stays."""
    met = followed.tally.summary.met
    if len(met) == followed.met:
        return ()
    followed.met = len(met)
    return met


def _adding(connection: Connection) -> Any:
    """An insert that adds to a row that is there."""
    insertion = insert_into(connection, call_sum)
    new, old = insertion.excluded, call_sum.c
    longest = func.max if connection.dialect.name == "sqlite" else func.greatest
    return insertion.on_conflict_do_update(
        index_elements=[column.name for column in call_sum.primary_key],
        set_={
            "times": old.times + new.times,
            "took_ms": old.took_ms + new.took_ms,
            "longest_ms": longest(old.longest_ms, new.longest_ms),
        },
    )


def _see(followed: _Followed, row: EventRow) -> Sequence[Count]:
    followed.next_seq = row.seq + 1
    try:
        followed.legs.see(row.event)
        return followed.tally.see(row.event)
    except ValueError:
        return ()  # An event of another version, which this one cannot read.


def _events_after(connection: Connection, position: int) -> Sequence[Row[Any]]:
    columns = (call_event.c.position, *EVENT_COLUMNS, *_CALL)
    query = select(*columns).join(call, call.c.id == call_event.c.call).where(call_event.c.position > position)
    return connection.execute(query.order_by(call_event.c.position).limit(PAGE)).all()


def _newest_now(connection: Connection) -> int:
    return connection.scalar(select(func.max(call_event.c.position))) or 0


def _events_before(connection: Connection, first: dict[str, int]) -> Iterator[Row[Any]]:
    """The events of calls before the one with that `seq`, in order within each call."""
    query = select(*EVENT_COLUMNS).where(call_event.c.call.in_(sorted(first)))
    for row in connection.execute(query.order_by(call_event.c.call, call_event.c.seq)) if first else ():
        if row.seq < first[row.call]:
            yield row
