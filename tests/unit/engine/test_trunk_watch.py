"""Whether a trunk answers: OPTIONS to each of its addresses, and what state follows; on virtual time."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import pytest
from tests.unit.engine.kit.wire import PORT, Sent, Wire

from switchboard.engine.builtin.attended_trunk import judge
from switchboard.engine.builtin.hop_health import HopHealth
from switchboard.engine.builtin.trunk_options import PROBE_S, asked
from switchboard.engine.builtin.trunk_registration import AccountLookup, HopsLookup, Outcome, TrunkRegistration
from switchboard.engine.builtin.trunk_watch import TrunkWatch
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Request

pytestmark = pytest.mark.unit

OURS, FIRST, SECOND, THIRD, FOURTH = (f"10.0.0.{host}" for host in range(1, 6))
TRUNK = Trunk(name="line", host="sip.example.net", options_interval_s=60, username="4420")


@dataclass
class Provider:
    """Answers what it is asked by `status`; nothing while that is None."""

    status: int | None = 200
    asked_s: list[float] = field(default_factory=list)

    def on_request(self, tx: ServerTransaction) -> None:
        self.asked_s.append(round(asyncio.get_running_loop().time()))
        if self.status is not None:
            tx.respond(self.status)

    def on_ack(self, request: Request) -> None:
        """There is none."""


class Watched:
    """A trunk with two addresses. `changes` are its states, each with its second."""

    def __init__(self, hosts: Sequence[str] = (FIRST, SECOND)) -> None:
        self.wire = Wire()
        self.providers = {host: Provider() for host in hosts}
        for host, provider in self.providers.items():
            self.wire.endpoint(provider, host)
        self.changes: list[tuple[int, str, str]] = []
        self.watch = TrunkWatch(self.wire.endpoint(Provider(), OURS), TRUNK, self._hops, self._changed)

    async def _hops(self) -> list[NextHop]:
        return [NextHop("udp", host, PORT) for host in self.providers]

    def _changed(self) -> None:
        found = judge(enabled=True, registration=None, watch=self.watch)
        self.changes.append((round(asyncio.get_running_loop().time()), found.state, found.reason))

    async def run(self, duration_s: float) -> None:
        task = asyncio.create_task(self.watch.run())
        await asyncio.sleep(duration_s)
        task.cancel()
        await asyncio.wait({task})


def test_any_response_but_503_is_one_of_a_server_that_is_there() -> None:
    for status, state in ((200, "up"), (404, "up"), (405, "up"), (401, "up"), (500, "up"), (503, "unknown")):
        health = HopHealth()
        health.answered(status, 12.0)
        assert (health.state, health.status) == (state, status)


def test_one_lost_probe_changes_nothing_and_one_answer_neither() -> None:
    health = HopHealth()
    health.answered(200, 1.0)
    health.silent()
    health.answered(200, 1.0)
    health.silent()
    health.silent()
    assert (health.state, health.in_doubt) == ("up", True)
    health.silent()
    assert (health.state, health.in_doubt) == ("down", False)
    health.answered(200, 1.0)
    health.silent()
    health.answered(200, 1.0)
    assert health.state == "down"
    health.answered(200, 1.0)
    assert (health.state, health.in_doubt) == ("up", False)


def test_it_is_up_while_one_of_its_addresses_is() -> None:
    async def main() -> None:
        watched = Watched()
        watched.providers[FIRST].status = None
        await watched.run(300)
        assert [(state, reason) for _, state, reason in watched.changes][-1] == ("up", "answers-options")
        assert [hop.state for hop in watched.watch.hops] == ["down", "up"]
        assert watched.watch.is_down(NextHop("udp", FIRST, PORT))
        assert watched.watch.hops[1].rtt_ms == pytest.approx(2, abs=0.5)

    run_virtual(main())


@pytest.mark.parametrize(("status", "reason"), [(None, "no-answer"), (503, "unavailable")])
def test_it_is_down_after_three_probes_and_up_after_two(status: int | None, reason: str) -> None:
    async def main() -> None:
        watched = Watched((FIRST,))
        task = asyncio.create_task(watched.run(1000))
        await asyncio.sleep(10)
        watched.providers[FIRST].status = status
        await asyncio.sleep(120)
        watched.providers[FIRST].status = 200
        await task
        seconds, states, reasons = zip(*watched.changes, strict=True)
        assert (states, reasons) == (("up", "down", "up"), ("answers-options", reason, "answers-options"))
        # Seldom while nothing changes, soon when something seems to have changed.
        assert seconds[0] == 0
        assert 54 < seconds[1] < 66 + 2 * 9.5 + 4
        assert 130 < seconds[2] < 130 + 66 + 6

    run_virtual(main())


def test_somebody_who_tests_is_told_at_once_and_the_watch_follows() -> None:
    async def main() -> None:
        watched = Watched((FIRST,))
        task = asyncio.create_task(watched.run(40))
        await asyncio.sleep(10)
        watched.providers[FIRST].status = 404
        heard = await asked(watched.wire.endpoint(Provider(), THIRD), TRUNK, NextHop("udp", FIRST, PORT))
        assert heard is not None and heard.status == 404 and heard.rtt_ms == pytest.approx(2, abs=0.5)
        watched.watch.hurry()
        await asyncio.sleep(1)
        assert watched.watch.hops[0].last_status == 404
        assert watched.providers[FIRST].asked_s == [0, 10, 10]
        watched.providers[FIRST].status = None
        began_s = asyncio.get_running_loop().time()
        assert await asked(watched.wire.endpoint(Provider(), FOURTH), TRUNK, NextHop("udp", FIRST, PORT)) is None
        assert asyncio.get_running_loop().time() - began_s == pytest.approx(PROBE_S, abs=0.1)
        await task

    run_virtual(main())


def test_a_name_without_an_address_is_down() -> None:
    async def main() -> None:
        watched = Watched(())
        await watched.run(10)
        assert watched.changes == [(0, "down", "no-address")]

    run_virtual(main())


@pytest.mark.parametrize(
    ("outcome", "status", "state", "reason"),
    [
        ("registering", None, "registering", ""),
        ("registered", 200, "up", "registered"),
        ("rejected", 403, "rejected", "registration-refused"),
        ("failed", None, "down", "registration-failed"),
        ("failed", 503, "down", "registration-failed"),
    ],
)
def test_a_trunk_that_registers_us_is_judged_by_that(
    outcome: Outcome, status: int | None, state: str, reason: str
) -> None:
    trunk = Trunk(name="line", type="register", host="sip.example.net", username="4420")
    registration = TrunkRegistration(cast(SipEndpoint, None), trunk, cast(HopsLookup, None), cast(AccountLookup, None))
    registration.outcome, registration.status = outcome, status
    found = judge(enabled=True, registration=registration, watch=None)
    assert (found.state, found.reason, found.status) == (state, reason, status)
    assert judge(enabled=False, registration=None, watch=None).state == "off"


def test_what_it_asks() -> None:
    async def main() -> None:
        watched = Watched((FIRST,))
        asked: list[Sent] = []
        watched.wire.watch = asked.append
        await watched.run(1)
        request = asked[0].message
        assert isinstance(request, Request)
        assert (request.method, request.uri, request.from_.uri.user) == ("OPTIONS", "sip:sip.example.net:5060", "4420")
        assert request.headers.get("Accept")

    run_virtual(main())
