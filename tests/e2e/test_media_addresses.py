"""Where audio goes to and comes from: host names, IP versions, NAT and strangers, packet times; real calls."""

import asyncio
import contextlib
import re
import socket
import struct
from collections.abc import AsyncIterator, Callable, Coroutine

import pytest
import pytest_asyncio

from tests.kit.calls import talking
from tests.kit.product import Product
from tests.kit.ua import Calling, Describe, Invited, Session, Telephone, describe

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

BEHIND_NAT = "IN IP4 127.0.0.77"
"""Where nobody listens; the signalling comes from another address, and so does the audio."""
STRANGER = "127.0.0.52"


class Callee:
    """The phone of 1000; takes calls with its own description."""

    def __init__(self) -> None:
        self.described: Describe = describe
        self.sessions: asyncio.Queue[Session] = asyncio.Queue()

    async def take(self, invited: Invited) -> None:
        self.sessions.put_nowait(await invited.answer(self.described))


@contextlib.asynccontextmanager
async def telephone(take: Callable[[Invited], Coroutine[None, None, None]]) -> AsyncIterator[Telephone]:
    """A telephone that is closed in the end."""
    phone = Telephone(take)
    await phone.start()
    try:
        yield phone
    finally:
        await phone.close()


@pytest_asyncio.fixture(loop_scope="module")
async def caller(product: Product) -> AsyncIterator[Calling]:
    """The phone of 1001, about to call."""
    async with telephone(Callee().take) as phone:
        yield Calling(phone, "1001", product.sip_password("1001"))


def up(calling: Calling) -> Session:
    """The established call."""
    assert calling.session is not None
    return calling.session


def connection(text: str, *more: str) -> Describe:
    """A description with that c= line."""
    return lambda port: describe(port, text, *more)


def security_log(product: Product) -> str:
    """All of it."""
    return (product.data / "security.log").read_text()


# Host names.


async def test_an_offer_with_a_host_name(product: Product, caller: Calling) -> None:
    assert await caller.place("6200", product.sip_port, connection("IN IP4 localhost")) == 200
    await up(caller).rtp.hears(10)
    await up(caller).bye()


@pytest.mark.parametrize("name", ["127.1", "a..b", "-"])
async def test_what_is_neither_name_nor_address_is_refused(product: Product, caller: Calling, name: str) -> None:
    assert await caller.place("6200", product.sip_port, connection(f"IN IP4 {name}")) == 488


async def test_an_answer_with_a_host_name(product: Product, caller: Calling) -> None:
    callee = Callee()
    callee.described = connection("IN IP4 localhost")
    async with telephone(callee.take) as phone:
        await phone.register("1000", product.sip_password("1000"), product.sip_port)
        assert await caller.place("1000", product.sip_port) == 200
        session = await callee.sessions.get()
        async with talking(up(caller).rtp, 440):
            await session.rtp.hears_tone(440)
        await up(caller).bye()
        await session.ended.wait()


# IP versions.


async def test_an_offer_of_another_ip_version_is_refused_with_the_reason(product: Product, caller: Calling) -> None:
    assert await caller.place("6200", product.sip_port, connection("IN IP6 2001:db8::5")) == 488
    assert caller.response is not None
    assert caller.response.headers.get("Warning") == '301 127.0.0.1 "Incompatible network address format"'


async def test_of_alternatives_ours_is_taken(product: Product, caller: Calling) -> None:
    def both(port: int) -> bytes:
        return describe(9, "IN IP6 2001:db8::5", f"m=audio {port} RTP/AVP 0", "c=IN IP4 127.0.0.1")

    assert await caller.place("6200", product.sip_port, both) == 200
    assert caller.response is not None
    ports = re.findall(rb"m=audio (\d+)", caller.response.body)
    up(caller).rtp.remote = None
    assert ports[0] == b"0" and ports[1] != b"0"
    await up(caller).rtp.hears(10)
    await up(caller).bye()


async def test_an_answer_of_another_ip_version_ends_that_branch(product: Product, caller: Calling) -> None:
    callee = Callee()
    callee.described = connection("IN IP6 2001:db8::5")
    async with telephone(callee.take) as phone:
        await phone.register("1000", product.sip_password("1000"), product.sip_port)
        placing = asyncio.create_task(caller.place("1000", product.sip_port))
        session = await callee.sessions.get()
        await session.ended.wait()
        assert await placing >= 400


async def test_a_change_to_another_ip_version_is_refused_and_the_call_goes_on(
    product: Product, caller: Calling
) -> None:
    assert await caller.place("6200", product.sip_port) == 200
    session = up(caller)
    body = describe(session.rtp.port, "IN IP6 2001:db8::5")
    request = session.dialog.request("INVITE", body=body, content_type="application/sdp")
    assert (await session.endpoint.request(request).final()).status == 488
    session.rtp.heard.clear()
    await session.rtp.hears(10)
    await session.bye()


# Sources.


async def test_a_caller_behind_nat_hears_and_is_heard(product: Product, caller: Calling) -> None:
    assert await caller.place("6200", product.sip_port, connection(BEHIND_NAT)) == 200
    session = up(caller)
    async with talking(session.rtp, 440):
        await session.rtp.hears(10)
    await session.bye()
    port = session.rtp.port
    assert f"media-source-changed source=127.0.0.1 port={port} former=127.0.0.77:{port} " in security_log(product)


async def test_both_sides_behind_nat(product: Product, caller: Calling) -> None:
    callee = Callee()
    callee.described = connection(BEHIND_NAT)
    async with telephone(callee.take) as phone:
        await phone.register("1000", product.sip_password("1000"), product.sip_port)
        assert await caller.place("1000", product.sip_port, connection(BEHIND_NAT)) == 200
        session = await callee.sessions.get()
        async with talking(up(caller).rtp, 440), talking(session.rtp, 1000):
            await session.rtp.hears_tone(440)
            await up(caller).rtp.hears_tone(1000)
        await up(caller).bye()
        await session.ended.wait()


async def test_a_stranger_gets_nothing_though_he_is_the_first_and_the_caller_is_silent(
    product: Product, caller: Calling
) -> None:
    assert await caller.place("6200", product.sip_port) == 200
    session = up(caller)
    assert session.rtp.remote is not None
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.bind((STRANGER, 0))
        stranger.setblocking(False)
        for sequence in range(100):
            stranger.sendto(
                struct.pack("!BBHII", 0x80, 0, sequence, sequence * 160, 7) + bytes(160), session.rtp.remote
            )
            await session.rtp.hears(len(session.rtp.audio_packets()) + 1)
        with pytest.raises(BlockingIOError):
            stranger.recv(2048)
        port = stranger.getsockname()[1]
    await session.bye()
    assert security_log(product).count(f"media-source-refused source={STRANGER} port={port} ") == 1


# Packet times.


@pytest.mark.parametrize(
    ("lines", "ms"), [(["a=maxptime:10"], 10), (["a=ptime:60", "a=maxptime:30"], 30), (["a=ptime:40.0"], 40)]
)
async def test_our_packets_are_not_longer_than_the_peer_takes(
    product: Product, caller: Calling, lines: list[str], ms: int
) -> None:
    assert await caller.place("6200", product.sip_port, connection("IN IP4 127.0.0.1", *lines)) == 200
    packets = await up(caller).rtp.hears(10)
    assert {len(packet.payload) for packet in packets} == {8 * ms}
    await up(caller).bye()
