"""An endpoint that has too much to do, over real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.sip.aio_support import FAST, Inbox, Peer, final, from_peer, listening, running, to

from switchboard.sip.aio import transport_udp
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.gate import Reason
from switchboard.sip.message import Request, Response

pytestmark = pytest.mark.interop


class NoCalls:
    """Lets no call in, but those to 112."""

    def refuses_call(self, waited_s: float, *, known: bool) -> Reason | None:
        return "media"

    def refuses_other(self, waited_s: float, *, known: bool) -> Reason | None:
        return None

    def spares(self, dialled: str) -> bool:
        return dialled == "112"


@asynccontextmanager
async def overloaded(inbox: Inbox) -> AsyncIterator[SipEndpoint]:
    endpoint = SipEndpoint(inbox, user_agent="test", timers=FAST, trying=False, gate=NoCalls())
    await endpoint.start("127.0.0.1", 0)
    try:
        yield endpoint
    finally:
        await endpoint.close()


@pytest.fixture(params=["read", "unread"])
def late(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Datagrams come in time, and are read; or late, and are refused unread."""
    if request.param == "unread":
        monkeypatch.setattr(transport_udp, "BEHIND_S", -1.0)


@pytest.mark.usefixtures("late")
async def test_calls_are_refused_and_what_goes_on_is_served() -> None:
    inbox = Inbox()
    async with listening() as peer, overloaded(inbox) as endpoint:
        peer.send(from_peer(peer), endpoint.port)
        await _is_refused(peer)
        in_dialog = from_peer(peer, branch="z9hG4bK2", Call_ID="2", To="<sip:600@10.0.0.1>;tag=b")
        peer.send(in_dialog, endpoint.port)
        (await inbox.next()).respond_once(488)
        peer.send(from_peer(peer, "OPTIONS", branch="z9hG4bK3", Call_ID="3"), endpoint.port)
        (await inbox.next()).respond_once(200)
        assert [(await _answer(peer)).status for _ in range(2)] == [488, 200]
        assert endpoint.counters.refused == {"media": 1}
        assert endpoint.server_transactions == 0


@pytest.mark.usefixtures("late")
async def test_emergency_calls_are_let_in_from_where_somebody_is_known() -> None:
    inbox = Inbox()
    async with listening() as peer, overloaded(inbox) as endpoint:
        peer.send(_emergency(peer, 1), endpoint.port)
        await _is_refused(peer)
        endpoint.vouch_for("127.0.0.1")
        peer.send(_emergency(peer, 2), endpoint.port)
        assert (await inbox.next()).request.call_id == "2"


async def test_calls_over_tcp_are_refused() -> None:
    async with running(Inbox()) as a, overloaded(Inbox()) as b:
        assert (await final(a.request(to(b.port, tcp=True)))).status == 503


async def test_datagrams_that_come_late_are_served_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_udp, "BEHIND_S", -1.0)
    monkeypatch.setattr(transport_udp, "READ_AT_ONCE", 3)
    inbox = Inbox()
    async with listening() as peer, running(inbox) as endpoint:
        for number in range(20):  # more than are read at once
            peer.send(from_peer(peer, "OPTIONS", branch=f"z9hG4bK{number}", Call_ID=str(number)), endpoint.port)
        assert [(await inbox.next()).request.call_id for _ in range(20)] == [str(number) for number in range(20)]


def _emergency(peer: Peer, number: int) -> Request:
    invite = from_peer(peer, branch=f"z9hG4bK{number}", Call_ID=str(number))
    return Request("INVITE", "sip:112@10.0.0.1", invite.headers)


async def _is_refused(peer: Peer) -> None:
    refused = await _answer(peer)
    assert (refused.status, refused.to.tag is not None) == (503, True)
    assert 1 <= int(refused.headers.get("Retry-After") or 0) <= 4


async def _answer(peer: Peer) -> Response:
    message = await peer.next()
    assert isinstance(message, Response)
    return message
