"""From where a worker takes audio, and whom it drops: a real worker process, RTP over loopback."""

import asyncio

import pytest

from switchboard.media.control import (
    Key,
    SourceRefused,
)
from switchboard.media.source import PROOF_PACKETS

from .support import (
    SILENCE,
    Peer,
    Phone,
    continuous,
    moved,
    press,
)

pytestmark = pytest.mark.interop


async def test_the_peer_may_send_from_another_port(phone: Phone) -> None:
    named, actual = phone.peer(), phone.peer()
    port = await phone.call(1, named)
    await named.receive()
    for _ in range(PROOF_PACKETS):
        actual.send(port, SILENCE)
    packets = await actual.take(3)
    assert continuous(packets)
    assert await phone.event() == moved(named, actual)


async def test_the_peer_may_send_from_the_host_of_its_signalling(phone: Phone) -> None:
    """As one behind a NAT does. The key by which it makes itself known counts."""
    named, actual = phone.peer(), phone.peer("127.0.0.2")
    port = await phone.call(1, named, signalling_host="127.0.0.2")
    press(actual, port, "7", steps=2)
    await actual.receive()
    assert [await phone.event(), await phone.event()] == [
        Key(stream=1, digit="7", method="rfc4733"),
        moved(named, actual),
    ]


async def test_one_packet_from_another_port_takes_nothing(phone: Phone) -> None:
    named, stray = phone.peer(), phone.peer()
    port = await phone.call(1, named)
    stray.send(port, SILENCE)
    await phone.obeyed()
    press(named, port, "4")
    assert await phone.event() == Key(stream=1, digit="4", method="rfc4733")
    await named.take(3)


async def test_a_spray_from_another_host_is_refused_and_told_once(phone: Phone) -> None:
    named, stranger = phone.peer(), phone.peer("127.0.0.3")
    port = await phone.call(1, named, signalling_host="127.0.0.2")
    for _ in range(50):
        stranger.send(port, SILENCE)
    assert await phone.event() == SourceRefused(stream=1, host=stranger.host, port=stranger.port)
    press(stranger, port, "5")
    press(named, port, "6")
    assert await phone.event() == Key(stream=1, digit="6", method="rfc4733")
    assert (await phone.client.close(1)).dropped_foreign == 54


async def test_any_host_by_permission_only(phone: Phone) -> None:
    named, actual = phone.peer(), phone.peer("127.0.0.3")
    port = await phone.call(1, named, any_host=True)
    for _ in range(PROOF_PACKETS):
        actual.send(port, SILENCE)
    assert await phone.event() == moved(named, actual)


async def test_the_sdp_address_wins_back_at_once(phone: Phone) -> None:
    named, other = phone.peer(), phone.peer(ssrc=0x9999)
    port = await phone.call(1, named)
    for _ in range(PROOF_PACKETS + 40):
        other.send(port, SILENCE)
    assert await phone.event() == moved(named, other)
    press(named, port, "3")
    assert [await phone.event(), await phone.event()] == [
        Key(stream=1, digit="3", method="rfc4733"),
        moved(other, named),
    ]
    press(other, port, "5")
    press(named, port, "6")
    assert await phone.event() == Key(stream=1, digit="6", method="rfc4733")


async def test_a_nat_gives_another_port_in_the_middle_of_a_call(phone: Phone) -> None:
    """The kernel withholds audio at first, and drops what others send; both ends with the silence."""
    named, moved_to = phone.peer(), phone.peer()
    port = await phone.call(1, named)
    for _ in range(20):
        named.send(port, SILENCE)
        await named.receive()
    talking = asyncio.create_task(_talk_for_ever(moved_to, port))
    assert await phone.event() == moved(named, moved_to)
    talking.cancel()
    await moved_to.take(3)


async def test_another_port_is_not_heard_while_the_sdp_address_is(phone: Phone) -> None:
    """However long it tries: what the kernel withholds counts as heard."""
    named, other = phone.peer(), phone.peer(ssrc=0x9999)
    port = await phone.call(1, named)
    for _ in range(100):
        named.send(port, SILENCE)
        other.send(port, SILENCE)
        await named.receive()
    assert phone.events.empty()


async def test_an_equal_description_forgets_the_source(phone: Phone) -> None:
    named, other = phone.peer(), phone.peer()
    port = await phone.call(1, named)
    for _ in range(PROOF_PACKETS):
        other.send(port, SILENCE)
    await other.take(2)
    assert await phone.event() == moved(named, other)
    await phone.configure(1, named)
    await phone.obeyed()
    named.forget()
    await named.take(3)


async def _talk_for_ever(peer: Peer, port: int) -> None:
    while True:
        peer.send(port, SILENCE)
        await asyncio.sleep(0.02)


async def test_a_stranger_is_dropped(phone: Phone) -> None:
    peer, stranger = phone.peer(), phone.peer(ssrc=0x9999)
    port = await phone.call(1, peer)
    peer.send(port, SILENCE)
    await peer.take(2)
    press(stranger, port, "5")
    press(peer, port, "6")
    key = await phone.event()
    assert isinstance(key, Key) and key.digit == "6"


async def test_a_wrong_payload_type_does_not_latch(phone: Phone) -> None:
    peer, stranger = phone.peer(), phone.peer()
    port = await phone.call(1, peer)
    stranger.send(port, SILENCE, payload_type=18)
    await peer.take(2)
    assert (await phone.client.close(1)).dropped_foreign == 1


async def test_a_new_address_unlocks(phone: Phone) -> None:
    first, second = phone.peer(), phone.peer()
    port = await phone.call(1, first)
    first.send(port, SILENCE)
    before = await first.take(2)
    await phone.configure(1, second)
    after = await second.take(2)
    second.send(port, SILENCE)
    after += await second.take(2)
    assert continuous(after)
    assert after[0].ssrc == before[0].ssrc
