"""The sender, on every database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from switchboard.clock import SystemClock
from switchboard.config import OutboundSettings
from switchboard.delivery.sender import NotDelivered, Sender
from switchboard.errors import Unavailable
from switchboard.store.calls.outbox import Delivery, Message, Outbox
from switchboard.store.db.database import Database
from tests.kit.processes import until

pytestmark = pytest.mark.interop
QUICK = OutboundSettings(first_retry_s=0.01, attempts=3)


class Recorder:
    """A channel that keeps what it delivers, and does as `on` says before."""

    def __init__(self, on: Callable[[Delivery], None] = lambda delivery: None) -> None:
        self.got: asyncio.Queue[Delivery] = asyncio.Queue()
        self.on = on

    async def deliver(self, delivery: Delivery) -> str:
        self.got.put_nowait(delivery)
        self.on(delivery)
        return "done"

    async def next(self) -> Delivery:
        async with asyncio.timeout(20):
            return await self.got.get()


@asynccontextmanager
async def sending(database: Database, channel: Recorder, settings: OutboundSettings = QUICK) -> AsyncIterator[None]:
    task = asyncio.create_task(Sender(database, {"webhook": channel}, SystemClock(), settings).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def to(target: int, text: str = "") -> Message:
    return Message(1, "webhook", target, {"text": text})


async def settled(outbox: Outbox) -> list[Delivery]:
    """Everything, once nothing waits."""

    async def nothing_waits() -> bool:
        return not await outbox.page(1, limit=1, state="waiting")

    await until(nothing_waits)
    return await outbox.page(1, limit=99)


async def test_what_waited_and_what_comes_is_delivered(database: Database) -> None:
    outbox, channel = Outbox(database), Recorder()
    await outbox.put([to(7, "before")], datetime.now(UTC))
    async with sending(database, channel):
        assert (await channel.next()).message == {"text": "before"}
        await outbox.put([to(7, "after")], datetime.now(UTC))
        assert (await channel.next()).message == {"text": "after"}
        assert {(one.state, one.outcome) for one in await settled(outbox)} == {("sent", "done")}


async def test_messages_to_one_target_keep_their_order(database: Database) -> None:
    outbox, channel = Outbox(database), Recorder()
    await outbox.put([to(7, str(number)) for number in range(10)], datetime.now(UTC))
    async with sending(database, channel):
        assert [(await channel.next()).message["text"] for _ in range(10)] == list(map(str, range(10)))


async def test_what_fails_is_tried_again_and_then_given_up(database: Database) -> None:
    def fail(delivery: Delivery) -> None:
        raise NotDelivered("status 500")

    outbox, channel = Outbox(database), Recorder(fail)
    await outbox.put([to(7)], datetime.now(UTC))
    async with sending(database, channel):
        assert [(await channel.next()).attempts for _ in range(3)] == [1, 2, 3]
        (found,) = await settled(outbox)
    assert (found.state, found.outcome, found.attempts) == ("failed", "status 500", 3)


async def test_what_can_never_arrive_is_given_up_at_once(database: Database) -> None:
    def fail(delivery: Delivery) -> None:
        raise NotDelivered("gone", final=True)

    outbox, channel = Outbox(database), Recorder(fail)
    await outbox.put([to(7)], datetime.now(UTC))
    async with sending(database, channel):
        (found,) = await settled(outbox)
    assert (found.state, found.outcome, found.attempts) == ("failed", "gone", 1)


async def test_a_part_that_is_missing_stops_no_other_message(database: Database) -> None:
    def lack(delivery: Delivery) -> None:
        if delivery.target == 7:
            raise Unavailable("the key file cannot be used")

    outbox, channel = Outbox(database), Recorder(lack)
    await outbox.put([to(7), to(8)], datetime.now(UTC))
    async with sending(database, channel):
        found = {one.target: one for one in await settled(outbox)}
    assert (found[8].state, found[7].state, found[7].attempts) == ("sent", "failed", 3)
    assert found[7].outcome == "the key file cannot be used"


async def test_a_fault_of_ours_stops_no_other_message(database: Database) -> None:
    def break_down(delivery: Delivery) -> None:
        if delivery.target == 7:
            raise ZeroDivisionError

    outbox, channel = Outbox(database), Recorder(break_down)
    await outbox.put([to(7), to(8)], datetime.now(UTC))
    async with sending(database, channel):
        found = {one.target: one for one in await settled(outbox)}
    assert (found[8].state, found[7].state) == ("sent", "failed")
    assert found[7].outcome.startswith("incident ")


async def test_each_sender_has_its_channels(database: Database) -> None:
    outbox, channel = Outbox(database), Recorder()
    await outbox.put([Message(1, "mail", 7, {}), to(7)], datetime.now(UTC))
    async with sending(database, channel):
        assert (await channel.next()).channel == "webhook"
        await until(lambda: _is(outbox, "webhook", "sent"))
    assert [one.channel for one in await outbox.page(1, limit=9, state="waiting")] == ["mail"]


async def _is(outbox: Outbox, channel: str, state: str) -> bool:
    return (channel, state) in {(one.channel, one.state) for one in await outbox.page(1, limit=9)}


async def test_several_senders_deliver_each_message_once(database: Database) -> None:
    outbox, channels = Outbox(database), [Recorder(), Recorder()]
    await outbox.put([to(number % 10, str(number)) for number in range(60)], datetime.now(UTC))
    async with sending(database, channels[0]), sending(database, channels[1]):
        assert {one.attempts for one in await settled(outbox)} == {1}
    assert sum(channel.got.qsize() for channel in channels) == 60


async def test_what_a_dead_sender_held_is_delivered_by_another(database: Database) -> None:
    outbox, channel = Outbox(database), Recorder()
    await outbox.put([to(7)], datetime.now(UTC))
    assert len(await outbox.take_due(datetime.now(UTC), 0.05, 9)) == 1
    async with sending(database, channel):
        assert (await channel.next()).attempts == 2


async def test_the_end_of_its_connection_is_survived(database: Database, backend: str) -> None:
    if backend == "sqlite":
        return
    outbox, channel = Outbox(database), Recorder()
    listeners = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN \"switchboard_outbox\"'"

    async def is_ended() -> bool:
        async with database.write() as connection:
            return bool((await connection.execute(text(listeners))).all())

    async with sending(database, channel):
        await until(is_ended)
        await outbox.put([to(7, "after")], datetime.now(UTC))
        assert (await channel.next()).message["text"] == "after"
