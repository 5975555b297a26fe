"""How many calls a trunk and a tenant may have: exactly so many, however calls end."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from tests.unit.engine.kit.exchange import PHONES, Exchange
from tests.unit.engine.kit.worker import HOST

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.context import Callee
from switchboard.engine.builtin.places import Bound, Places, of_trunk, unbounded
from switchboard.engine.port import (
    Answered,
    Call,
    CallerId,
    CallHandler,
    DialOutcome,
    DialRequest,
    NotAnswered,
    TrunkTarget,
    dial,
)
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.configuration import Configuration
from switchboard.model.office import Office
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.uri import SipUri

pytestmark = pytest.mark.unit

OUT = DialRequest((TrunkTarget(7, "5551234"),), 30, CallerId("100"))


def test_both_ways_count_together_and_each_by_itself() -> None:
    trunk, places = Trunk(name="line", host="192.0.2.1", max_calls=3, max_outgoing_calls=1), Places()
    incoming, outgoing = of_trunk(7, trunk, "in"), of_trunk(7, trunk, "out")
    out = places.take(outgoing)
    assert out is not None
    assert places.take(outgoing) is None
    assert [places.take(incoming) is not None for _ in range(3)] == [True, True, False]
    out.close()
    out.close()
    assert (places.taken("trunk 7"), places.taken("trunk 7 out")) == (2, 0)
    assert places.take(outgoing) is not None


async def answers(call: BuiltinCall) -> None:
    await call.answer()
    await asyncio.sleep(5)


@pytest.mark.parametrize(
    ("line", "office", "by", "status"),
    [
        ({"max_calls": 1}, {}, "outside", 486),
        ({"max_incoming_calls": 1}, {}, "outside", 486),
        ({}, {"max_calls": 1}, "outside", 486),
        ({}, {"max_calls": 1}, "caller", 503),
    ],
)
def test_one_call_too_many_is_refused(line: dict[str, int], office: dict[str, int], by: str, status: int) -> None:
    async def main() -> None:
        exchange = Exchange()
        exchange.known.line = Trunk.model_validate({"name": "line", "host": "10.0.0.8", **line})
        exchange.tenant.configuration = Configuration.of([Stored(1, 1, Office.model_validate(office))])
        await exchange.engine.start(flows(answers))
        phone = exchange.outside if by == "outside" else exchange.caller
        talk = await phone.call("555", HOST).answered()
        assert await phone.call("555", HOST).status() == status
        await talk.bye()
        await asyncio.sleep(0.1)
        await (await phone.call("555", HOST).answered()).bye()
        await asyncio.sleep(0.1)
        exchange.over.set()
        assert await exchange.finished() == []

    run_virtual(main())


def flows(flow: Callable[[BuiltinCall], Awaitable[None]]) -> CallHandler:
    """A handler that does that with each call."""

    async def handle(call: Call) -> None:
        assert isinstance(call, BuiltinCall)
        await flow(call)
        await call.hang_up(Cause.NORMAL)

    return handle


@pytest.mark.parametrize("leaves", ["gives up", "is refused"])
def test_who_never_gets_an_answer_gives_the_place_back(leaves: str) -> None:
    async def main() -> None:
        exchange = Exchange()
        exchange.known.line = Trunk(name="line", host="10.0.0.8", max_calls=1)

        async def rings(call: BuiltinCall) -> None:
            await asyncio.sleep(5)

        await exchange.engine.start(flows(rings))
        for _ in range(2):
            placed = exchange.outside.call("555", HOST)
            if leaves == "gives up":
                await asyncio.sleep(1)
                placed.give_up()
            assert await placed.status() == (487 if leaves == "gives up" else 480)
            await asyncio.sleep(0.1)
        exchange.over.set()
        assert await exchange.finished() == []

    run_virtual(main())


def test_a_call_out_takes_a_place_until_its_other_end_has_left() -> None:
    outcomes: list[DialOutcome] = []

    async def flow(call: BuiltinCall) -> None:
        async with call.start_dial(OUT) as dialling:
            answered = await dialling.outcome()
            assert isinstance(answered, Answered)
            dialling.take(answered.leg)
            outcomes.append(await dial(call, OUT))
            await answered.leg.hang_up()
            outcomes.append(await dial(call, OUT))

    async def main() -> None:
        exchange = Exchange()
        uri = SipUri.parse(f"sip:5551234@{PHONES[101]}")
        exchange.registered.trunk = [Callee(uri, address=PHONES[101], bounds=(Bound("trunk 7", 1),))]
        await exchange.connect(flow)
        (await exchange.phones[101].rings()).answer()
        (await exchange.phones[101].rings()).refuse(486)
        assert await exchange.finished() == []
        assert outcomes == [NotAnswered(Cause.UNREACHABLE, 503), NotAnswered(Cause.BUSY, 486)]

    run_virtual(main())


def test_an_emergency_call_is_let_in_where_the_tenant_has_as_many_calls_as_it_may() -> None:
    async def main() -> None:
        exchange = Exchange()
        office = Office(country="DE", max_calls=1)
        exchange.tenant.configuration = Configuration.of([Stored(1, 1, office)])
        await exchange.engine.start(flows(answers))
        talk = await exchange.caller.call("555", HOST).answered()
        assert await exchange.caller.call("555", HOST).status() == 503
        assert await exchange.outside.call("112", HOST).status() == 486
        await (await exchange.caller.call("112", HOST).answered()).bye()
        await talk.bye()
        await asyncio.sleep(0.1)
        exchange.over.set()
        assert await exchange.finished() == []

    run_virtual(main())


def test_no_bound_stops_an_emergency_call_and_it_counts() -> None:
    trunk, places = Trunk(name="line", host="192.0.2.1", max_calls=1), Places()
    bounds = of_trunk(7, trunk, "out")
    assert places.take(bounds) is not None
    assert places.take(bounds) is None
    assert places.take(unbounded(bounds)) is not None
    assert places.taken("trunk 7") == 2
