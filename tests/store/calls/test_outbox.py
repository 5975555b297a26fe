"""The outbox, on every database."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from switchboard.store.calls.outbox import Delivery, Message, Outbox
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)
HOLD_S = 30.0


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def to(target: int, text: str = "x", tenant: int = 1) -> Message:
    return Message(tenant, "webhook", target, {"text": text})


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


async def find(outbox: Outbox, id: int) -> Delivery:
    (found,) = [one for one in await outbox.page(1, limit=99) if one.id == id]
    return found


async def test_a_message_is_taken_once_until_it_is_due_again(outbox: Outbox) -> None:
    await outbox.put([to(7)], NOW)
    assert await outbox.take_due(after(-1), HOLD_S, 9) == []
    (taken,) = await outbox.take_due(NOW, HOLD_S, 9)
    assert (taken.channel, taken.target, taken.message, taken.attempts) == ("webhook", 7, {"text": "x"}, 1)
    assert await outbox.take_due(after(HOLD_S - 1), HOLD_S, 9) == []
    assert await outbox.next_due() == after(HOLD_S)
    (again,) = await outbox.take_due(after(HOLD_S), HOLD_S, 9)
    assert (again.id, again.attempts) == (taken.id, 2)


async def test_each_target_gets_its_oldest_message_first(outbox: Outbox) -> None:
    await outbox.put([to(7, "a"), to(7, "b"), to(8, "c")], NOW)
    taken = await outbox.take_due(NOW, HOLD_S, 9)
    assert [one.message["text"] for one in taken] == ["a", "c"]
    assert await outbox.take_due(NOW, HOLD_S, 9, {("webhook", 7)}) == []
    assert await outbox.next_due({("webhook", 7)}) == after(HOLD_S)
    assert [one.message["text"] for one in await outbox.take_due(NOW, HOLD_S, 9)] == ["b"]


async def test_takers_at_once_never_have_the_same(outbox: Outbox) -> None:
    await outbox.put([to(target) for target in range(30)], NOW)
    taken = await asyncio.gather(*(outbox.take_due(NOW, HOLD_S, 30) for _ in range(5)))
    ids = [one.id for some in taken for one in some]
    assert len(ids) == len(set(ids))
    rest = await outbox.take_due(NOW, HOLD_S, 30)
    assert len(ids) + len(rest) == 30


async def test_what_was_sent_is_never_due_again(outbox: Outbox) -> None:
    await outbox.put([to(7)], NOW)
    (taken,) = await outbox.take_due(NOW, HOLD_S, 1)
    await outbox.sent(taken, "status 200")
    assert await outbox.next_due() is None
    found = await find(outbox, taken.id)
    assert (found.state, found.outcome, found.attempts) == ("sent", "status 200", 1)


async def test_what_failed_is_due_when_it_was_said_or_given_up(outbox: Outbox) -> None:
    await outbox.put([to(7)], NOW)
    (taken,) = await outbox.take_due(NOW, HOLD_S, 1)
    await outbox.failed(taken, "status 500", after(5))
    assert await outbox.next_due() == after(5)
    (taken,) = await outbox.take_due(after(5), HOLD_S, 1)
    await outbox.failed(taken, "y" * 300, None)
    assert await outbox.next_due() is None
    found = await find(outbox, taken.id)
    assert (found.state, found.outcome, found.attempts) == ("failed", "y" * 255, 2)


async def test_who_held_a_message_too_long_says_nothing_about_it(outbox: Outbox) -> None:
    await outbox.put([to(7)], NOW)
    (slow,) = await outbox.take_due(NOW, HOLD_S, 1)
    (quick,) = await outbox.take_due(after(HOLD_S), HOLD_S, 1)
    await outbox.failed(slow, "too late", None)
    assert (await find(outbox, quick.id)).state == "waiting"
    await outbox.sent(quick, "fine")
    assert (await find(outbox, quick.id)).outcome == "fine"


async def test_pages_newest_first_of_one_tenant(outbox: Outbox, neighbour: Repository) -> None:
    await outbox.put([to(7), to(8), to(9), to(1, tenant=2)], NOW)
    first = await outbox.page(1, limit=2)
    assert [one.target for one in first] == [9, 8]
    assert [one.target for one in await outbox.page(1, limit=2, before=first[-1].id)] == [7]
    assert await outbox.page(1, limit=9, state="sent") == []


async def test_purging_leaves_what_waits_and_what_is_new(outbox: Outbox) -> None:
    await outbox.put([to(7), to(8)], NOW)
    await outbox.put([to(9)], after(100))
    for taken in await outbox.take_due(after(100), HOLD_S, 9, {("webhook", 8)}):
        await outbox.sent(taken, "")
    assert await outbox.purge(after(50)) == 1
    assert [one.target for one in await outbox.page(1, limit=9)] == [9, 8]


async def test_what_waits_too_long_is_given_up(outbox: Outbox) -> None:
    await outbox.put([to(7)], NOW)
    await outbox.put([to(8)], after(100))
    assert await outbox.give_up(after(50)) == 1
    assert [(one.target, one.state, one.outcome) for one in await outbox.page(1, limit=9)] == [
        (8, "waiting", ""),
        (7, "failed", "too old"),
    ]


async def test_messages_are_counted_by_their_state(outbox: Outbox, neighbour: Repository) -> None:
    assert await outbox.counts() == {}
    await outbox.put([to(7), to(8), to(8, tenant=2)], NOW)
    first, _ = await outbox.take_due(NOW, HOLD_S, 9)
    await outbox.failed(first, "no", None)
    assert await outbox.counts() == {"waiting": 2, "failed": 1}
