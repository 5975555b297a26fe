"""Refusals that leave nothing behind (RFC 3261 §8.2.7), and a bound on what one address may leave behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.sip.aio_support import FAST, Inbox, Peer, from_peer, listening

from switchboard.sip.aio import server_table
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.derived import make_ack
from switchboard.sip.message import Request, Response

pytestmark = pytest.mark.interop


@asynccontextmanager
async def quiet(inbox: Inbox) -> AsyncIterator[SipEndpoint]:
    """One whose handler says 100 itself."""
    endpoint = SipEndpoint(inbox, user_agent="test", timers=FAST, trying=False)
    await endpoint.start("127.0.0.1", 0)
    try:
        yield endpoint
    finally:
        await endpoint.close()


async def answer(peer: Peer) -> Response:
    message = await peer.next()
    assert isinstance(message, Response)
    return message


async def test_a_refusal_is_sent_once_and_forgotten() -> None:
    inbox = Inbox()
    async with listening() as peer, quiet(inbox) as endpoint:
        invite = from_peer(peer)
        for _ in range(2):
            peer.send(invite, endpoint.port)
            tx = await inbox.next()
            tx.respond_once(401, headers=[("WWW-Authenticate", "Digest x")])
            assert tx.final_status == 401
            assert (await answer(peer)).status == 401
        last = await _answered_with_state(inbox, endpoint, peer)
        peer.send(make_ack(invite, last), endpoint.port)
        await inbox.acks.get()


async def _answered_with_state(inbox: Inbox, endpoint: SipEndpoint, peer: Peer) -> Response:
    """The answer to another request. It is sent again and again; what was refused before is not, meanwhile."""
    peer.send(from_peer(peer, branch="z9hG4bKnext", Call_ID="next"), endpoint.port)
    (await inbox.next()).respond(404)
    answers = [await answer(peer) for _ in range(4)]
    assert {one.status for one in answers} == {404}
    return answers[0]


async def test_after_100_the_refusal_is_sent_until_the_ack() -> None:
    inbox = Inbox()
    async with listening() as peer, quiet(inbox) as endpoint:
        invite = from_peer(peer)
        peer.send(invite, endpoint.port)
        tx = await inbox.next()
        tx.respond(100)
        tx.respond_once(503)
        assert [(await answer(peer)).status for _ in range(3)] == [100, 503, 503]


async def test_one_address_may_leave_so_much_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_table, "MAX_TRANSACTIONS_OF_ADDRESS", 2)
    inbox = Inbox()
    async with listening() as peer, quiet(inbox) as endpoint:
        for number in range(4):
            peer.send(_options(peer, number), endpoint.port)
        held = [await inbox.next() for _ in range(2)]
        refused = [await answer(peer) for _ in range(2)]
        assert [one.status for one in refused] == [503, 503]
        assert all(one.headers.get("Retry-After") for one in refused)
        for tx in held:
            tx.respond_once(200)
        assert {(await answer(peer)).status for _ in held} == {200}
        peer.send(_options(peer, 9), endpoint.port)
        (await inbox.next()).respond(200)
        assert (await answer(peer)).status == 200


def _options(peer: Peer, number: int) -> Request:
    return from_peer(peer, "OPTIONS", branch=f"z9hG4bKo{number}", Call_ID=f"o{number}")
