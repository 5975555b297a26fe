"""Attended transfer between real phones on loopback: 1000 calls 1001, who calls 1002 or the menu and leaves both to
each other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
import pytest_asyncio

from switchboard.call.record import CallRecord, EventRow
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from tests.kit.phone import Phone, hears
from tests.kit.phones import Phones, data_of, eventually, kinds, talking
from tests.kit.product import Product
from tests.kit.ua import Session

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

WAIT_S = 15.0


@dataclass
class Office:
    phones: Phones
    ann: Phone
    bob: Phone
    cid: Phone

    async def calls(self) -> list[tuple[CallRecord, list[EventRow]]]:
        """The two calls of this test, the first one first, once both have ended."""
        database = Database(f"sqlite+aiosqlite:///{self.phones.product.data / 'switchboard.db'}")
        await database.connect()
        try:
            async with asyncio.timeout(WAIT_S):
                log = CallLog(database, "")
                while True:
                    page = await log.page(DEFAULT_TENANT, limit=2)
                    newest = [call for call in page if call.state == "ended" and call.started_at >= self.phones.since]
                    if len(newest) == 2:
                        return [await log.get(DEFAULT_TENANT, call.id) for call in reversed(newest)]
                    await asyncio.sleep(0.02)
        finally:
            await database.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """With two media workers: the two calls of a test are in one each, so whoever is connected is linked."""
    running = Product.prepare(tmp_path_factory.mktemp("product"), "workers = 2")
    await running.start()
    yield running
    assert await running.stop() == 0


@pytest_asyncio.fixture(loop_scope="module")
async def office(phones: Phones) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        for number in ("1000", "1001", "1002"):
            await phones.registers(number, "Contact: *\nExpires: 0")
        ann, bob, cid = [
            await stack.enter_async_context(Phone(phones.product, number).registered())
            for number in ("1000", "1001", "1002")
        ]
        yield Office(phones, ann, bob, cid)


async def until(session: Session, *progress: str) -> None:
    """Wait until the transferor has been told all that, and has been hung up."""
    async with asyncio.timeout(WAIT_S):
        await session.ended.wait()
    assert session.progress == list(progress)


def told(calls: list[tuple[CallRecord, list[EventRow]]]) -> None:
    """The records say which call goes on in which, and that 1000 is the caller there."""
    (first, events), (second, later) = calls
    assert (first.caller, first.ended_by, first.cause) == ("1000", "callee", "normal")
    (transfer,) = data_of(events, "transferred")
    (replaced,) = data_of(later, "caller_replaced")
    assert (transfer["to"], transfer["into"]) == (second.dialled, second.id)
    assert (replaced["call"], replaced["caller"], second.caller) == (first.id, "1000", "1001")


@pytest.mark.parametrize("named", ["second", "first"])
async def test_two_talks_become_one(office: Office, named: str) -> None:
    near, hub = await office.ann.talks_to(office.bob)
    consulting, far = await office.bob.talks_to(office.cid)
    async with talking((near.rtp, 440), (far.rtp, 1000)):
        await hears(hub, 440)
        await hears(consulting, 1000)
        one, other = (hub, consulting) if named == "second" else (consulting, hub)
        assert await one.hand_over(other.named) == 202
        await until(one, "100", "200")
        await until(other)
        await hears(near, 1000)
        await hears(far, 440)
    await near.bye()
    await asyncio.wait_for(far.ended.wait(), WAIT_S)
    calls = await office.calls()
    told(calls)
    assert kinds(calls[1][1])[-3:] == ["caller_replaced", "bridge_ended", "call_ended"]
    assert calls[1][0].ended_by == "caller"


async def test_a_phone_that_rings_is_left_to_the_caller(office: Office) -> None:
    near, hub = await office.ann.talks_to(office.bob)
    calling, placed = office.bob.calls("1002")
    invited = await office.cid.rung.get()
    invited.ring()
    await calling.begun.wait()
    assert calling.named is not None
    assert await hub.hand_over(calling.named) == 202
    assert await placed == 487
    heard = len(near.rtp.audio_packets())
    await near.rtp.hears(heard + 40)
    far = await invited.answer()
    await until(hub, "100", "180", "200")
    async with talking((near.rtp, 440), (far.rtp, 1000)):
        await hears(near, 1000)
        await hears(far, 440)
    await far.bye()
    await asyncio.wait_for(near.ended.wait(), WAIT_S)
    told(await office.calls())


async def test_the_caller_is_left_to_a_menu(office: Office) -> None:
    near, hub = await office.ann.talks_to(office.bob)
    calling, placed = office.bob.calls("6200")
    assert await placed == 200
    assert calling.session is not None
    await calling.session.rtp.hears(40)
    assert await hub.hand_over(calling.session.named) == 202
    await until(hub, "100", "200")
    await until(calling.session)
    await near.rtp.hears(len(near.rtp.audio_packets()) + 40)
    await near.rtp.press("2")
    await asyncio.sleep(0.5)
    await near.bye()
    calls = await office.calls()
    told(calls)
    assert data_of(calls[1][1], "key_pressed") == [{"digit": "2", "method": "rfc4733"}]


async def test_the_transferor_hangs_up_at_once(office: Office) -> None:
    near, hub = await office.ann.talks_to(office.bob)
    consulting, far = await office.bob.talks_to(office.cid)
    async with talking((far.rtp, 1000)):
        await hears(consulting, 1000)
    assert await hub.hand_over(consulting.named) == 202
    await asyncio.gather(hub.bye(), consulting.bye())
    async with talking((near.rtp, 440), (far.rtp, 1000)):
        await hears(near, 1000)
        await hears(far, 440)
    await near.bye()
    await asyncio.wait_for(far.ended.wait(), WAIT_S)
    told(await office.calls())


async def test_the_caller_gives_up_while_it_rings(office: Office) -> None:
    near, hub = await office.ann.talks_to(office.bob)
    calling, placed = office.bob.calls("1002")
    invited = await office.cid.rung.get()
    invited.ring()
    await calling.begun.wait()
    assert calling.named is not None
    assert await hub.hand_over(calling.named) == 202
    assert await placed == 487
    await eventually(lambda: hub.progress == ["100", "180"])
    await near.bye()
    async with asyncio.timeout(WAIT_S):
        assert not await invited.unless_cancelled(None)
    await until(hub, "100", "180", "487")
    calls = await office.calls()
    told(calls)
    assert (calls[1][0].ended_by, calls[1][0].cause) == ("caller", "normal")
