"""Callers of the running product hang up in the middle of things: no row, file, stream or call is left of them."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio

from switchboard.model.conference import Conference
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember
from switchboard.model.queue import Queue, QueueAgent
from switchboard.status import Status
from switchboard.store.db.tables import extension_call, queue_offer, queue_ticket
from tests.e2e.phones import CALLEE, CALLER, Phones, phones
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import objects_of
from tests.kit.ua import Invited, Telephone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

QUEUE, DESK, ROOM = "6401", "6321", "6521"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def places(product: Product) -> None:
    """A queue with Alice as its agent, a mailbox and a conference."""
    async with objects_of(product) as objects:
        alice, bob = await objects.id_of(CALLEE), await objects.id_of(CALLER)
        agent = QueueAgent(extension=alice)
        await objects.create(Queue(name="Gone", number=QUEUE, agents=(agent,), ring_time_s=60, wrap_up_s=0))
        await objects.create(GroupVoicemail(name="Gone", number=DESK, members=(ExtensionMember(extension=bob),)))
        await objects.create(Conference(name="Gone", number=ROOM))


@pytest_asyncio.fixture(loop_scope="module")
async def ringing(product: Product) -> AsyncIterator["asyncio.Queue[bool]"]:
    """Alice's telephone rings and is not answered: for each call, whether it was cancelled."""
    cancelled: asyncio.Queue[bool] = asyncio.Queue()

    async def ring(invited: Invited) -> None:
        invited.ring()
        cancelled.put_nowait(False)
        cancelled.put_nowait(not await invited.unless_cancelled(None))

    telephone = Telephone(ring)
    await telephone.start()
    await telephone.register(CALLEE, product.sip_password(CALLEE), product.sip_port)
    yield cancelled
    await telephone.close()


@pytest.mark.usefixtures("places")
async def test_no_row_is_left_of_callers_who_hang_up(product: Product, people: Phones) -> None:
    session = await people.call(QUEUE)
    await people.answered.get()
    await session.bye()
    await until(partial(is_empty, product))


@pytest.mark.usefixtures("places")
async def test_no_agent_rings_for_a_caller_who_has_hung_up(product: Product, ringing: "asyncio.Queue[bool]") -> None:
    async with phones(product) as people:
        session = await people.call(QUEUE)
        assert await ringing.get() is False
        await session.bye()
        assert await ringing.get() is True
    await until(partial(is_empty, product))


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("number", [DESK, ROOM])
async def test_nothing_is_left_of_a_caller_who_hears_the_first_words(
    product: Product, people: Phones, number: str
) -> None:
    session = await people.call(number)
    await session.rtp.hears(30)
    await session.bye()
    await until(partial(is_empty, product))


async def is_empty(product: Product) -> bool:
    """Whether there are no rows of queues (but of those who may still come back), files of takes, streams and calls."""
    files = [path for name in ("takes", "drafts") for path in (product.data / name).glob("*.*")]
    async with product.native() as http:
        status = Status.model_validate((await http.get("/status")).json())
    assert status.calls.figures is not None
    streams = [worker.figures.streams for worker in status.media if worker.figures]
    async with product.database() as database, database.read() as connection:
        tables = (queue_ticket, queue_offer, extension_call)
        rows = [row for table in tables for row in await connection.execute(table.select())]
    here = [row for row in rows if row._mapping.get("state") != "left"]
    return not (files or here or status.calls.figures.calls.now or any(streams))
