"""A silent peer is asked whether it is there, on virtual time and with the real transaction machines."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
from tests.sip.builders import make_answer, make_request

from switchboard.call.cause import Cause
from switchboard.clock import SystemClock
from switchboard.config import SipSettings
from switchboard.engine.builtin.audio_leg import AudioLeg, Nobody
from switchboard.engine.builtin.context import EngineContext, Locator
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_peer import extension_peer
from switchboard.engine.builtin.media_pool import MediaPool, RemoteWorker
from switchboard.engine.builtin.negotiation import Negotiation
from switchboard.engine.builtin.quotas import Quota
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import RtpTimeout
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.dialog import Dialog
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.offer_answer import Capabilities
from switchboard.sip.session_timer import SessionTimer
from switchboard.sip.transaction import DEFAULT_TIMERS
from switchboard.sip.uri import NameAddr

HOP = NextHop("udp", "10.0.0.2", 5061)
Answer = Callable[[Request], Response | None]
TOLD = RtpTimeout(stream=1)


@dataclass
class Peer:
    """The other end of the wire. `reachable` False: nothing can be sent there."""

    answer: Answer
    reachable: bool = True
    got: list[tuple[float, Request]] = field(default_factory=list)

    def request(self, request: Request, *, hop: NextHop | None = None) -> ClientTransaction:
        transaction = ClientTransaction(request, self, key=("b", request.method), timers=DEFAULT_TIMERS)
        self._transaction = transaction
        transaction.start(HOP)
        return transaction

    def transmit(self, message: Message, hop: NextHop) -> bool:
        assert isinstance(message, Request)
        loop = asyncio.get_running_loop()
        self.got.append((loop.time(), message))
        response = self.answer(message) if self.reachable else None
        if response is not None:
            loop.call_later(0.01, self._transaction.receive, response)
        return self.reachable

    def send_cancel(self, cancel: Request, hop: NextHop) -> None:
        raise AssertionError

    def forget(self, transaction: ClientTransaction) -> None:
        """It is over."""

    def drop_fork(self, transaction: ClientTransaction, response: Response) -> None:
        raise AssertionError

    def methods(self) -> list[str]:
        """What it was asked, without repetitions."""
        numbers = {request.cseq.number: request.method for _, request in self.got}
        return list(numbers.values())


class Ends(Nobody):
    """An owner who only asks why its leg ended."""

    def __init__(self) -> None:
        self.causes: list[Cause] = []

    def on_end(self, leg: AudioLeg, cause: Cause) -> None:
        self.causes.append(cause)


def leg_towards(peer: Peer) -> tuple[SipLeg, list[Cause]]:
    """An established leg, and why it ended."""
    context = EngineContext(
        settings=SipSettings(),
        endpoint=cast(SipEndpoint, peer),
        pool=MediaPool([], "127.0.0.1"),
        locator=cast(Locator, None),
        clock=SystemClock(),
        stem=Path,
        recordings=Path(),
        takes=Path(),
        quota=Quota(calls=10, half_open=10, half_open_of_all=10),
    )
    dialog = Dialog.uas(make_request(), "b1", NameAddr.parse("<sip:600@10.0.0.1>"))
    stream = RemoteStream(RemoteWorker(Path("s")), 1, 10000, "call")
    negotiation = Negotiation(Capabilities(), "10.0.0.1", 10000)
    leg = SipLeg(context, dialog, HOP, stream, negotiation, extension_peer(1, "10.0.0.2"))
    ends = Ends()
    leg.owner = ends
    return leg, ends.causes


def answers(status: int, **headers: str) -> Answer:
    """One that says the same to everything."""
    return lambda request: make_answer(request, status, **headers)


async def silent_for(leg: SipLeg, times: int) -> None:
    """The worker tells, each minute, that nothing is heard."""
    for _ in range(times):
        leg.stream.receive(TOLD)
        await asyncio.sleep(60)


@pytest.mark.parametrize("status", [200, 302, 400, 401, 404, 405, 486, 491, 500, 501, 503, 603])
def test_whoever_answers_is_there(status: int) -> None:
    async def main() -> None:
        peer = Peer(answers(status))
        leg, ends = leg_towards(peer)
        await silent_for(leg, 5)
        assert (ends, peer.methods()) == ([], ["OPTIONS"] * 5)
        leg.finish(Cause.NORMAL, bye=False)

    run_virtual(main())


@pytest.mark.parametrize("direction", ["held", "not held"])
def test_no_answer_ends_the_call_after_the_time_of_a_transaction(direction: str) -> None:
    async def main() -> None:
        peer = Peer(lambda request: None)
        leg, ends = leg_towards(peer)
        leg.held = direction == "held"
        leg.stream.receive(TOLD)
        await asyncio.sleep(31.9)
        assert ends == []
        await asyncio.sleep(0.2)
        assert ends == [Cause.MEDIA_LOST]
        assert peer.methods() == ["OPTIONS", "BYE"]

    run_virtual(main())


@pytest.mark.parametrize(("status", "bye"), [(408, ["BYE"]), (481, [])])
def test_some_answers_say_that_there_is_no_call(status: int, bye: list[str]) -> None:
    async def main() -> None:
        peer = Peer(answers(status))
        leg, ends = leg_towards(peer)
        await silent_for(leg, 1)
        assert (ends, peer.methods()) == ([Cause.MEDIA_LOST], ["OPTIONS", *bye])

    run_virtual(main())


def test_no_way_there() -> None:
    async def main() -> None:
        leg, ends = leg_towards(Peer(answers(200), reachable=False))
        await silent_for(leg, 1)
        assert ends == [Cause.MEDIA_LOST]

    run_virtual(main())


def test_one_question_at_a_time() -> None:
    async def main() -> None:
        peer = Peer(lambda request: None)
        leg, _ = leg_towards(peer)
        for _ in range(10):
            leg.stream.receive(TOLD)
        await asyncio.sleep(1)
        assert peer.methods() == ["OPTIONS"]
        leg.finish(Cause.NORMAL, bye=False)
        await leg.context.background.close(40)

    run_virtual(main())


def test_where_a_session_timer_runs_the_question_refreshes_the_session() -> None:
    async def main() -> None:
        peer = Peer(answers(200, Session_Expires="90;refresher=uas"))
        leg, ends = leg_towards(peer)
        leg.liveness.takes_update = True
        leg.liveness.arm(SessionTimer(90, "remote"))
        await asyncio.sleep(50)
        await silent_for(leg, 1)
        assert (peer.methods(), ends) == (["UPDATE"], [])
        assert peer.got[0][1].headers.get("Session-Expires") == "90;refresher=uas"
        await asyncio.sleep(5)
        assert ends == [Cause.FAILED]

    run_virtual(main())


@pytest.mark.parametrize("takes_update", [True, False])
def test_an_update_only_to_whom_knows_it_and_has_a_session_timer(takes_update: bool) -> None:
    async def main() -> None:
        peer = Peer(answers(200))
        leg, _ = leg_towards(peer)
        leg.liveness.takes_update = takes_update
        if not takes_update:
            leg.liveness.arm(SessionTimer(1800, "remote"))
        await silent_for(leg, 1)
        assert peer.methods() == ["OPTIONS"]
        leg.finish(Cause.NORMAL, bye=False)

    run_virtual(main())
