"""A record of many calls: how long it takes to digest them, to find some, to look at those that go on, and to report.

`SWITCHBOARD_BENCH_DATABASE=postgresql` measures on PostgreSQL, which must be installed.
"""

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert
from tests.api.native.past_calls import gave_up, talked, talking
from tests.kit.postgresql import postgresql

from bench.report import milliseconds, progress, show
from switchboard.call.events import CallEvent, MenuEntered
from switchboard.call.record import EventRow
from switchboard.call.tally import WHOLE
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.digest import CallDigest
from switchboard.store.calls.finding import CallFilter
from switchboard.store.calls.live import LiveBoard
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.sums import Period, read_sums
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call, call_event

FEW, MANY = 2000, 100_000
RUNNING: Final = 200
MENUS: Final = tuple(range(50, 75))
RARE_MENU: Final = 99
BEGIN: Final = datetime(2026, 1, 1, tzinfo=UTC)
MONTH: Final = timedelta(days=30)
TIMES = 20
AT_ONCE = 2000
SEED = 20261127


def run(quick: bool) -> None:
    """Measures and shows."""
    asyncio.run(_run(FEW if quick else MANY))


async def _run(count: int) -> None:
    with _url() as url:
        database = Database(url)
        await database.connect()
        await database.migrate()
        try:
            progress(f"{count} calls are written")
            events = await fill(database, count)
            progress(f"{events} events are digested")
            begin_s, cpu_s = time.perf_counter(), time.process_time()
            await CallDigest(database).catch_up()
            digest_s, cpu_s = time.perf_counter() - begin_s, time.process_time() - cpu_s
            rows = [[name, *await _times(work)] for name, work in works(database, count).items()]
        finally:
            await database.close()
    show(
        f"The record of {count} calls with {events} events, of which {RUNNING} go on",
        ("", "median", "slowest", "CPU"),
        rows,
        f"All events were digested in {digest_s:.1f} s; {events / cpu_s:.0f} for each second of CPU.",
    )


@contextmanager
def _url() -> Iterator[str]:
    if os.environ.get("SWITCHBOARD_BENCH_DATABASE") == "postgresql":
        with postgresql() as server:
            yield server.url
        return
    with tempfile.TemporaryDirectory() as directory:
        yield f"sqlite+aiosqlite:///{Path(directory) / 'bench.db'}"


async def fill(database: Database, count: int, running: int = RUNNING) -> int:
    """Calls of a month, one after another, the last of which go on; returns how many events they have."""
    chance, events = random.Random(SEED), 0
    for first in range(0, count, AT_ONCE):
        calls: list[dict[str, Any]] = []
        rows: list[dict[str, Any]] = []
        for number in range(first, min(first + AT_ONCE, count)):
            at = BEGIN + MONTH * (number / count)
            happened = _call(chance, at, number, count, running)
            calls.append(_row(number, at, over=number < count - running, chance=chance))
            rows += [_event(EventRow.of(f"call-{number}", seq, one)) for seq, one in enumerate(happened)]
        async with database.write() as connection:
            await connection.execute(insert(call), calls)
            await connection.execute(insert(call_event), rows)
        events += len(rows)
    return events


def _call(chance: random.Random, at: datetime, number: int, count: int, running: int) -> list[CallEvent]:
    menu = RARE_MENU if number == count // 2 else chance.choice(MENUS)
    if number >= count - running:
        events = talking(at)
    elif chance.random() < 0.2:
        events = gave_up(at, chance.uniform(10, 60))
    else:
        events = talked(at, chance.choice("1234"), chance.uniform(10, 300))
    return [one.model_copy(update={"ivr": menu}) if isinstance(one, MenuEntered) else one for one in events]


def _row(number: int, at: datetime, *, over: bool, chance: random.Random) -> dict[str, Any]:
    return {
        "id": f"call-{number}",
        "tenant": DEFAULT_TENANT,
        "node": "bench",
        "started_at": at,
        "ended_at": at + timedelta(seconds=60) if over else None,
        "caller": f"+4930{chance.randrange(10**7):07}",
        "caller_name": "",
        "dialled": f"62{chance.randrange(100):02}",
        "trunk": 60,
        "state": "ended" if over else "open",
        "cause": "normal",
        "ended_by": "caller",
        "dtmf_methods": "rfc4733",
        "recording": "",
    }


def _event(row: EventRow) -> dict[str, Any]:
    return {"call": row.call_id, "seq": row.seq, "at": row.at, "type": row.type, "data": dict(row.data)}


def works(database: Database, count: int) -> dict[str, Callable[[], Awaitable[object]]]:
    """What is measured, by name."""
    log, board = CallLog(database, "bench"), LiveBoard(database)
    day = CallFilter(since=BEGIN + MONTH / 2, until=BEGIN + MONTH / 2 + timedelta(days=1))
    filters = {
        "the newest calls": CallFilter(),
        "those of a day": day,
        "to one number": CallFilter(dialled="6217"),
        "in one menu": CallFilter(met=(MENUS[0],)),
        "in a menu that one call was in": CallFilter(met=(RARE_MENU,)),
        "in one menu, by an extension": CallFilter(met=(MENUS[0], 85)),
        "that were given up": CallFilter(outcome="abandoned"),
        "that failed: none": CallFilter(outcome="failed"),
        "that go on": CallFilter(state="open"),
        "by a part of the caller's number": CallFilter(caller="0123"),
        "by a part that nobody has": CallFilter(caller="none"),
    }
    pages = {name: partial(log.page, DEFAULT_TENANT, limit=50, wanted=one) for name, one in filters.items()}
    later = partial(log.page, DEFAULT_TENANT, limit=50, before=f"call-{count // 2}")
    month = partial(read_sums, database, DEFAULT_TENANT, Period.around(BEGIN, BEGIN + MONTH))
    return {
        **{f"50 calls: {name}": work for name, work in pages.items()},
        "50 calls: from the middle of the list on": later,
        "the calls that go on, and where": partial(board.look, DEFAULT_TENANT),
        "sums of a month: all menus": partial(month, objects=MENUS),
        "sums of a month: one menu, by quarters": partial(month, objects=MENUS[:1], by_quarter=True),
        "sums of a month: all calls, by quarters": partial(month, objects=[WHOLE], by_quarter=True),
    }


async def _times(work: Callable[[], Awaitable[object]]) -> tuple[str, str, str]:
    took: list[float] = []
    cpu_s = time.process_time()
    for _ in range(TIMES):
        begin_s = time.perf_counter()
        await work()
        took.append(time.perf_counter() - begin_s)
    took.sort()
    cpu_s = (time.process_time() - cpu_s) / TIMES
    return milliseconds(took[len(took) // 2]), milliseconds(took[-1]), milliseconds(cpu_s)
