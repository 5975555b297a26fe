"""Of a request that was answered only the answer stays, for as long as it may be repeated."""

from __future__ import annotations

import asyncio
import gc
import weakref
from typing import cast

import pytest
from tests.sip.aio_support import Inbox, from_peer, listening, next_status, running

from switchboard.engine.simulated.loop import run_virtual
from switchboard.sip.aio.answered import SWEEP_S, Answered, AnsweredQueue
from switchboard.sip.transaction import Timers


@pytest.mark.unit
def test_each_stays_for_its_time_and_hardly_longer() -> None:
    async def main() -> None:
        forgotten: list[Answered] = []
        queue = AnsweredQueue(forgotten.append)
        many = [cast(Answered, object()) for _ in range(100)]
        for one in many:
            queue.put(one, 32)
            await asyncio.sleep(0.01)
        await asyncio.sleep(30.99)
        assert forgotten == []
        await asyncio.sleep(0.02)
        assert forgotten == many[:1]
        await asyncio.sleep(1 + SWEEP_S)
        assert forgotten == many
        queue.put(many[0], 32)
        queue.close()
        await asyncio.sleep(60)
        assert forgotten == many

    run_virtual(main())


@pytest.mark.interop
async def test_a_repetition_is_answered_though_the_transaction_is_gone() -> None:
    inbox = Inbox()
    async with listening() as peer, running(inbox, timers=Timers()) as endpoint:
        request = from_peer(peer, "OPTIONS")
        peer.send(request, endpoint.port)
        transaction = await inbox.next()
        transaction.respond(200)
        first = await next_status(peer, 200)
        gone = weakref.ref(transaction)
        del transaction
        gc.collect()
        assert gone() is None and endpoint.server_transactions == 1
        peer.send(request, endpoint.port)
        assert (await next_status(peer, 200)).serialize() == first.serialize()
        assert inbox.requests.empty() and endpoint.counters.responses == {200: 2}
