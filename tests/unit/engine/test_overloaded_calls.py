"""What callers and others meet while there is too much to do."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import Exchange
from tests.unit.engine.kit.worker import HOST, MemoryWorker

from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.readiness import FRESH_S
from switchboard.engine.port import Call, CallerId, Origination, PhoneTarget
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.emergency import Emergency
from switchboard.model.office import Office
from switchboard.model.stored import Stored
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request

pytestmark = pytest.mark.unit

TO_BOB = Origination(1, PhoneTarget(101, "101"), 20, CallerId("600", "office"), dialled="700", name="Bob")


async def waits(call: BuiltinCall) -> None:
    await call.answer()
    await asyncio.sleep(3600)


async def nothing(call: Call) -> None:
    raise AssertionError("there is no call")


async def asked(exchange: Exchange) -> int:
    """The status that answers OPTIONS."""
    headers = [("From", "<sip:a@b>;tag=1"), ("To", f"<sip:{HOST}>"), ("Call-ID", "o"), ("CSeq", "1 OPTIONS")]
    request = Request("OPTIONS", f"sip:{HOST}", Headers(headers))
    return (await exchange.caller.endpoint.request(request).final()).status


def test_while_media_workers_are_full_new_calls_are_refused_and_others_go_on() -> None:
    async def main() -> None:
        exchange = Exchange()
        talk = await (await exchange.connect(waits)).answered()
        exchange.engine.overload.media_is_full = True
        refused = await exchange.caller.call("600", HOST).transaction.final()
        assert refused.status == 503
        assert 1 <= int(refused.headers.get("Retry-After") or 0) <= 4
        with pytest.raises(Unavailable):
            await exchange.engine.originate(TO_BOB, nothing)
        assert await asked(exchange) == 200
        assert exchange.engine.calls == 1
        assert await talk.hold(held=True) == 200
        assert await talk.bye() == 200
        exchange.engine.overload.media_is_full = False
        await (await exchange.connect(waits)).answered()
        assert exchange.engine.calls == 1
        await exchange.engine.drain(0)

    run_virtual(main())


def test_emergency_calls_are_let_in() -> None:
    async def main() -> None:
        exchange = Exchange()
        office = Office(emergency=Emergency(numbers=("999",)))
        exchange.tenant.configuration = Configuration.of([Stored(1, 1, office)])
        await (await exchange.connect(waits)).answered()
        exchange.engine.overload.media_is_full = True
        await exchange.caller.call("999", HOST).answered()
        assert (await exchange.caller.call("600", HOST).transaction.final()).status == 503
        await exchange.engine.drain(0)

    run_virtual(main())


def test_while_it_stops_who_asks_is_sent_elsewhere() -> None:
    async def main() -> None:
        exchange = Exchange()
        await (await exchange.connect(waits)).answered()
        draining = asyncio.create_task(exchange.engine.drain(60))
        await asyncio.sleep(1)
        assert await asked(exchange) == 503
        await draining

    run_virtual(main())


def test_a_call_that_is_looked_at_when_it_begins_to_stop_is_sent_elsewhere() -> None:
    async def main() -> None:
        exchange = Exchange()
        exchange.tenant.answers.clear()
        placed = await exchange.connect(waits)
        await asyncio.sleep(1)
        draining = asyncio.create_task(exchange.engine.drain(60))
        await asyncio.sleep(1)
        exchange.tenant.answers.set()
        refused = await placed.transaction.final()
        assert (refused.status, refused.headers.get("Retry-After")) == (503, "10")
        await draining
        assert exchange.engine.calls == 0
        assert not list(exchange.context.places.names)

    run_virtual(main())


def test_without_media_workers_who_asks_is_sent_elsewhere() -> None:
    async def main() -> None:
        exchange = Exchange()
        await (await exchange.connect(waits)).answered()
        (worker,) = exchange.context.pool.workers
        worker.connected.clear()
        assert await asked(exchange) == 503
        worker.connected.set()
        assert await asked(exchange) == 200
        await exchange.engine.drain(0)

    run_virtual(main())


def test_without_the_database_who_asks_is_sent_elsewhere_and_it_is_asked_once_a_second() -> None:
    async def main() -> None:
        exchange = Exchange()
        await (await exchange.connect(waits)).answered()
        tenant = exchange.tenant
        tenant.is_away, before = True, tenant.reads
        assert [await asked(exchange) for _ in range(5)] == [503] * 5
        assert tenant.reads == before + 1
        tenant.is_away = False
        await asyncio.sleep(FRESH_S)
        assert await asked(exchange) == 200
        tenant.answers.clear()
        await asyncio.sleep(FRESH_S)
        assert await asked(exchange) == 503
        await exchange.engine.drain(0)
        await exchange.engine.close()

    run_virtual(main())


def test_calls_go_to_workers_that_have_time() -> None:
    async def main() -> None:
        full, free = MemoryWorker(), MemoryWorker()
        pool = full.pool(free)
        free_worker = pool.workers[1]
        for name in ("a", "b"):
            await free_worker.open_on_loopback(name)
        pool.workers[0].load.silent(1.0)
        pool.workers[0].load.silent(2.0)
        assert (await pool.open("c", 4)).worker is free_worker
        assert not pool.is_full

    run_virtual(main())
