"""The feed of call events, on every database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from tests.kit.processes import until

from switchboard import errors
from switchboard.call.events import DialledTarget, Ringing
from switchboard.call.record import EventRow, OpenedRow
from switchboard.store.calls.feed import CallFeed, FeedEnded, FeedEvent, Subscription, last_position, read_after
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
AT = datetime(2026, 1, 2, tzinfo=UTC)
WITHIN_S = 20.0


@pytest.fixture
async def log(database: Database, neighbour: Repository) -> CallLog:
    """A log with a call of either tenant."""
    log = CallLog(database, "node-1")
    await log.write([OpenedRow("a", 1, AT, "1000", "Ann", "6200"), OpenedRow("b", 2, AT, "1", "", "2")])
    return log


@pytest.fixture
async def elsewhere(database_url: str, database: Database) -> AsyncIterator[Database]:
    """The same database from another process."""
    second = Database(database_url)
    await second.connect()
    yield second
    await second.close()


def event(seq: int, call_id: str = "a") -> EventRow:
    target = DialledTarget(kind="extension", id=1, number=str(seq))
    return EventRow.of(call_id, seq, Ringing(at=AT, target=target))


def seqs(events: Sequence[FeedEvent]) -> list[int]:
    return [one.row.seq for one in events]


async def take(subscription: Subscription, count: int) -> list[FeedEvent]:
    found: list[FeedEvent] = []
    async with asyncio.timeout(WITHIN_S):
        while len(found) < count:
            found += await subscription.next(WITHIN_S)
    return found


async def test_events_are_read_in_order_with_their_call(database: Database, log: CallLog) -> None:
    await log.write([event(0), event(0, "b"), event(1)])
    everything = await read_after(database, 0)
    assert [(one.call.id, one.row.seq) for one in everything] == [("a", 0), ("b", 0), ("a", 1)]
    first = everything[0]
    assert (first.call.caller_name, first.row) == ("Ann", event(0))
    assert await last_position(database) == everything[-1].position
    assert seqs(await read_after(database, first.position, tenant=1)) == [1]
    assert seqs(await read_after(database, 0, until=first.position)) == [0]
    assert len(await read_after(database, 0, limit=2)) == 2


async def test_a_feed_is_behind_by_what_it_has_not_handed_on(database: Database, log: CallLog) -> None:
    feed = CallFeed(database)
    await log.write([event(0)])
    assert await feed.behind() == 0
    async with feed.subscribe(1) as subscription:
        await log.write([event(1)])
        await take(subscription, 1)
        assert await feed.behind() == 0


async def test_positions_become_visible_in_order(database: Database, elsewhere: Database, log: CallLog) -> None:
    """Nodes that write at once: nobody ever sees a position and then a smaller one."""
    logs = [log, CallLog(elsewhere, "node-2")]
    writing = True
    seen: list[int] = []

    async def write(number: int) -> None:
        await logs[number % 2].write([OpenedRow(f"w{number}", 1, AT, "", "", "")])
        for seq in range(5):
            await logs[number % 2].write([event(seq, f"w{number}")])

    async def read() -> None:
        while writing:
            seen.extend(one.position for one in await read_after(elsewhere, seen[-1] if seen else 0, limit=1000))

    reading = asyncio.create_task(read())
    await asyncio.gather(*map(write, range(60)))
    writing = False
    await reading
    seen.extend(one.position for one in await read_after(elsewhere, seen[-1] if seen else 0, limit=1000))
    assert seen == [one.position for one in await read_after(elsewhere, 0, limit=1000)]
    assert len(seen) == 300


async def test_a_listener_hears_what_another_process_writes(elsewhere: Database, log: CallLog) -> None:
    await log.write([event(0)])
    async with CallFeed(elsewhere).subscribe(1) as subscription:
        await log.write([event(1), event(0, "b"), event(2)])
        assert seqs(await take(subscription, 2)) == [1, 2]
        assert await subscription.next(0) == []


async def test_a_listener_goes_on_from_a_position_without_gap(database: Database, log: CallLog) -> None:
    await log.write([event(seq) for seq in range(450)])
    feed = CallFeed(database)
    third = (await read_after(database, 0))[2].position
    async with feed.subscribe(1), feed.subscribe(1, after=third) as subscription:
        await log.write([event(450)])
        assert seqs(await take(subscription, 448)) == list(range(3, 451))
    async with feed.subscribe(1, after=await last_position(database)) as subscription:
        await log.write([event(451)])
        assert seqs(await take(subscription, 1)) == [451]


async def test_a_position_that_never_was_is_refused(database: Database, log: CallLog) -> None:
    feed = CallFeed(database)
    for position in (-1, await last_position(database) + 1, 2**70):
        with pytest.raises(errors.Invalid):
            async with feed.subscribe(1, after=position):
                raise AssertionError


async def test_who_is_too_slow_is_let_go_and_the_others_hear_all(database: Database, log: CallLog) -> None:
    feed = CallFeed(database, capacity=5)
    async with feed.subscribe(1) as slow, feed.subscribe(1) as quick:
        for seq in range(8):
            await log.write([event(seq)])
            assert seqs(await take(quick, 1)) == [seq]
        with pytest.raises(FeedEnded) as end:
            await slow.next(0)
        assert end.value.reason == "too-slow"


async def test_closing_lets_everybody_go(database: Database, log: CallLog) -> None:
    feed = CallFeed(database)
    async with feed.subscribe(1) as subscription:
        waiting = asyncio.create_task(subscription.next(WITHIN_S))
        await asyncio.sleep(0)
        feed.close()
        with pytest.raises(FeedEnded) as end:
            await waiting
    assert end.value.reason == "stopping"


async def test_listeners_are_counted(database: Database, log: CallLog) -> None:
    feed = CallFeed(database, most_listeners=1)
    async with feed.subscribe(1):
        with pytest.raises(errors.LimitReached):
            async with feed.subscribe(1):
                raise AssertionError
    async with feed.subscribe(1) as again:
        await log.write([event(0)])
        assert seqs(await take(again, 1)) == [0]


async def test_the_end_of_its_connection_loses_nothing(database: Database, log: CallLog, backend: str) -> None:
    if backend == "sqlite":
        return
    listen = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN \"switchboard_call%'"

    async def is_ended() -> bool:
        async with database.write() as connection:
            return bool((await connection.execute(text(listen))).all())

    async with CallFeed(database).subscribe(1) as subscription:
        await until(is_ended)
        await log.write([event(0)])
        assert seqs(await take(subscription, 1)) == [0]
