"""A call, or a registration, at a trunk with several servers: which responses lead to the next (RFC 3263 §4.3)."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.sip.builders import make_request
from tests.unit.engine.kit.exchange import PHONES, Exchange
from tests.unit.engine.kit.wire import PORT, Wire

from switchboard.call.cause import Cause
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.context import NEXT_SILENCE_S, Callee, TrunkAccount
from switchboard.engine.builtin.hop_health import AVOID_S, LONGEST_S, AvoidedHops
from switchboard.engine.builtin.trunk_registration import TRY_S, TrunkRegistration
from switchboard.engine.port import Answered, CallerId, DialOutcome, DialRequest, NotAnswered, TrunkTarget, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Request
from switchboard.sip.responses import make_response
from switchboard.sip.uri import SipUri

pytestmark = pytest.mark.unit

HOSTS = [PHONES[101], PHONES[102], PHONES[103]]
HOPS = [NextHop("udp", host, PORT, strict=False) for host in HOSTS]
REQUEST = DialRequest((TrunkTarget(7, "5551234"),), 60, CallerId("100", "Ann"))


class ToProvider(Exchange):
    """Dials a number at a provider with three servers once. `outcome` is how that ended, and `ended_s` when."""

    outcome: DialOutcome
    ended_s: float

    async def begin(self, ring_time_s: float = 60) -> None:
        self.avoided = AvoidedHops()
        self.registered.trunk = [
            Callee(
                SipUri.parse("sip:5551234@provider.example"),
                address=HOSTS[0],
                silence_s=5,
                first_hop=HOPS[0],
                more_hops=tuple(HOPS[1:]),
                avoided=self.avoided,
            )
        ]

        async def flow(call: BuiltinCall) -> None:
            self.outcome = await dial(call, replace(REQUEST, ring_time_s=ring_time_s))
            self.ended_s = asyncio.get_running_loop().time()

        await self.connect(flow)

    def avoids(self) -> list[str]:
        now_s = asyncio.get_running_loop().time()
        return [hop.host for hop in HOPS if self.avoided.includes(hop, now_s)]


def test_after_503_and_after_silence_the_next_server_gets_the_call() -> None:
    async def main() -> None:
        exchange = ToProvider()
        exchange.wire.loses = lambda sent: sent.target == HOSTS[0]
        await exchange.begin()
        (await exchange.phones[102].rings()).tx.respond(503, headers=[("Retry-After", "120 (busy)")])
        rung = await exchange.phones[103].rings()
        assert asyncio.get_running_loop().time() == pytest.approx(5, abs=0.2)
        assert rung.request.uri == "sip:5551234@provider.example"
        assert exchange.avoids() == HOSTS[:2]
        rung.ring()
        talk = rung.answer()
        await talk.over.wait()
        assert isinstance(exchange.outcome, Answered)
        assert await exchange.finished() == []
        assert len({sent.message.headers.get("Call-ID") for sent in exchange.wire.sent if sent.target in HOSTS}) == 1

    run_virtual(main())


@pytest.mark.parametrize("status", [403, 404, 408, 480, 486, 500, 504, 600])
def test_any_other_answer_is_that_of_the_provider(status: int) -> None:
    async def main() -> None:
        exchange = ToProvider()
        await exchange.begin()
        (await exchange.phones[101].rings()).refuse(status)
        assert await exchange.finished() == []
        assert isinstance(exchange.outcome, NotAnswered) and exchange.outcome.status == status
        assert {sent.target for sent in exchange.wire.sent} & set(HOSTS) == {HOSTS[0]}
        assert exchange.avoids() == []

    run_virtual(main())


def test_when_no_server_takes_it_the_call_fails_with_the_last_answer() -> None:
    async def main() -> None:
        exchange = ToProvider()
        exchange.wire.loses = lambda sent: sent.target in HOSTS[1:]
        await exchange.begin()
        (await exchange.phones[101].rings()).refuse(503)
        assert await exchange.finished() == []
        assert exchange.outcome == NotAnswered(Cause.UNREACHABLE, 408)
        assert exchange.ended_s == pytest.approx(2 * NEXT_SILENCE_S, abs=0.2)

    run_virtual(main())


def test_the_ring_time_is_that_of_all_servers() -> None:
    async def main() -> None:
        exchange = ToProvider()
        await exchange.begin(ring_time_s=8)
        (await exchange.phones[101].rings()).refuse(503)
        rung = await exchange.phones[102].rings()
        rung.ring()
        await rung.cancelled()
        assert asyncio.get_running_loop().time() == pytest.approx(8, abs=0.2)
        assert await exchange.finished() == []
        assert not [sent for sent in exchange.wire.sent if sent.target == HOSTS[2]]

    run_virtual(main())


@pytest.mark.parametrize(
    ("value", "after_s"),
    [
        ("120", 120),
        ("5 (soon);duration=3", 5),
        ("99999", LONGEST_S),
        ("x", AVOID_S),
        ("-1", AVOID_S),
        ("9" * 40, AVOID_S),
    ],
)
def test_how_long_a_server_is_avoided(value: str, after_s: float) -> None:
    avoided, request = AvoidedHops(), make_request("OPTIONS")
    response = make_response(request, 503, headers=[("Retry-After", value)])
    avoided.avoid(HOPS[0], 0.0, response)
    assert avoided.includes(HOPS[0], after_s - 0.1) and not avoided.includes(HOPS[0], after_s)
    assert not avoided.includes(HOPS[1], 0.0)


class Registrar:
    """Answers REGISTER by `status`; None: not at all."""

    def __init__(self, status: int | None) -> None:
        self.status = status
        self.asked = 0

    def on_request(self, tx: ServerTransaction) -> None:
        self.asked += 1
        if self.status is not None:
            tx.respond(self.status, headers=[("Expires", "600")])

    def on_ack(self, request: Request) -> None:
        """There is none."""


class Registered:
    """Our registration at three registrars."""

    def __init__(self, *statuses: int | None) -> None:
        self.wire = Wire()
        self.registrars = [Registrar(status) for status in statuses]
        for registrar, host in zip(self.registrars, HOSTS, strict=True):
            self.wire.endpoint(registrar, host)
        trunk = Trunk(name="line", type="register", host="provider.example", username="4420")
        self.failed: list[str] = []
        self.registration = TrunkRegistration(
            self.wire.endpoint(Registrar(None), "10.0.0.1"), trunk, self._hops, self._account
        )
        self.registration.on_failed = lambda hop, response: self.failed.append(hop.host)

    async def _hops(self) -> Sequence[NextHop]:
        return HOPS

    async def _account(self) -> TrunkAccount | None:
        return None

    @property
    def asked(self) -> list[int]:
        return [one.asked for one in self.registrars]


def test_a_registration_goes_to_the_next_server_and_stays_there() -> None:
    async def main() -> None:
        there = Registered(503, 200, 200)
        assert await there.registration.refresh() == 600
        assert (there.asked, there.failed, there.registration.outcome) == ([1, 1, 0], HOSTS[:1], "registered")
        there.registrars[0].status = 200
        assert await there.registration.refresh() == 600
        assert there.asked == [1, 2, 0]
        there.registrars[1].status = None
        began_s = asyncio.get_running_loop().time()
        assert await there.registration.refresh() == 600
        assert asyncio.get_running_loop().time() - began_s == pytest.approx(TRY_S, abs=0.2)
        assert (there.asked[0], there.asked[2]) == (2, 0)

    run_virtual(main())


def test_a_registration_that_is_refused_is_refused_by_the_provider() -> None:
    async def main() -> None:
        there = Registered(403, 200, 200)
        assert await there.registration.refresh() is None
        assert (there.asked, there.registration.outcome) == ([1, 0, 0], "rejected")

    run_virtual(main())
