"""Calls are seen while they happen, told to others, and ended by command."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.e2e.phones import Phones, ends, phones
from tests.kit.product import Product
from tests.kit.sse import streaming
from tests.kit.ua import Invited, Telephone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU = "6200"
IN_THE_MENU = ["call_started", "going_to", "answered", "menu_entered", "prompt_started"]
TO_ALICE = [
    *("prompt_ended", "key_pressed", "matched", "going_to", "dial_started", "ringing", "dial_ended", "bridged"),
]


@pytest_asyncio.fixture(loop_scope="module")
async def people(product: Product) -> AsyncIterator[Phones]:
    """Bob and Alice, whose telephone is registered."""
    async with phones(product) as found:
        await found.register()
        yield found


async def test_a_call_is_streamed_and_ended_by_api(product: Product, people: Phones) -> None:
    async with product.native() as client, streaming(client) as stream:
        session = await people.call(MENU)
        events = await stream.until("prompt_started")
        assert [one.type for one in events] == IN_THE_MENU
        alice = await people.reach_alice(session)
        assert [one.type for one in await stream.until("bridged")] == TO_ALICE
        call = str(events[0].data["call"])
        assert (await client.post(f"/calls/{call}/hangup")).status_code == 204
        await ends(session)
        await ends(alice)
        ended = (await stream.until("call_ended"))[-1]
        assert ended.data["call"] == call
        details = ended.data["data"]
        assert isinstance(details, dict)
        assert (details["by"], details["cause"]) == ("switchboard", "released")
        assert (await client.post(f"/calls/{call}/hangup")).status_code == 409
    record = (await product.calls())[0]
    assert (record["state"], record["ended_by"], record["cause"]) == ("ended", "switchboard", "released")


async def test_a_caller_who_only_hears_ringing_is_sent_away(product: Product, people: Phones) -> None:
    """Nobody has answered: the caller's INVITE is declined, the callee's cancelled."""
    cancelled = asyncio.Event()

    async def ring_for_ever(invited: Invited) -> None:
        invited.ring()
        assert not await invited.unless_cancelled(None)
        cancelled.set()

    ringing = Telephone(ring_for_ever)
    await ringing.start()
    await ringing.register("1002", product.sip_password("1002"), product.sip_port)
    async with product.native() as client, streaming(client) as stream:
        placing = asyncio.create_task(people.try_to_call("1002"))
        call = str((await stream.until("ringing"))[0].data["call"])
        assert "hung up" in await product.cli("calls", "hangup", call)
        response = (await placing).response
        assert response is not None
        assert response.status == 603
        await asyncio.wait_for(cancelled.wait(), 20)
        await stream.until("call_ended")
    await ringing.close()
