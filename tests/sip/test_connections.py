"""TCP connections of strangers: bounded in number, in silence and in slowness, and without descriptors nobody spins."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from structlog.testing import capture_logs
from tests.sip.aio_support import FAST, WAIT_S, Inbox
from tests.sip.builders import make_request

from switchboard import descriptors
from switchboard.sip.aio import transport_tcp
from switchboard.sip.aio.endpoint import SipEndpoint

pytestmark = pytest.mark.interop

PING = b"\r\n\r\n"
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def listening(per_address: int, needed: set[int] | None = None) -> AsyncIterator[tuple[SipEndpoint, Inbox]]:
    inbox = Inbox()
    endpoint = SipEndpoint(
        inbox,
        user_agent="test",
        timers=FAST,
        connections_per_address=per_address,
        keep=lambda flow: flow in (needed or ()),
    )
    await endpoint.start("127.0.0.1", 0)
    try:
        yield endpoint, inbox
    finally:
        await endpoint.close()


async def connected(endpoint: SipEndpoint, host: str = "127.0.0.2") -> Stream:
    return await asyncio.open_connection("127.0.0.1", endpoint.port, local_addr=(host, 0))


def message(method: str = "OPTIONS", branch: str = "z9hG4bK1") -> bytes:
    return make_request(method, Via=f"SIP/2.0/TCP 127.0.0.2;branch={branch}", Call_ID=branch).serialize()


async def pinged(stream: Stream) -> bool:
    """Whether it answers a ping, and so is open."""
    reader, writer = stream
    try:
        writer.write(PING)
        return bool(await asyncio.wait_for(reader.read(2), WAIT_S))
    except ConnectionError:
        return False


async def closed(stream: Stream) -> bool:
    """Wait until it is."""
    try:
        while await asyncio.wait_for(stream[0].read(100), WAIT_S):
            continue
    except ConnectionError:
        pass
    stream[1].close()
    return True


async def test_an_address_has_only_so_many() -> None:
    async with listening(3) as (endpoint, _):
        streams = [await connected(endpoint) for _ in range(3)]
        assert all([await pinged(one) for one in streams])
        streams.append(await connected(endpoint))
        assert await closed(streams[0])
        assert [await pinged(one) for one in streams[1:]] == [True, True, True]
        other = await connected(endpoint, "127.0.0.3")
        assert await pinged(other)
        for _, writer in [*streams, other]:
            writer.close()


async def test_a_needed_connection_stays() -> None:
    needed: set[int] = set()
    async with listening(1, needed) as (endpoint, inbox):
        phone = await connected(endpoint)
        phone[1].write(message("REGISTER"))
        tx = await inbox.next()
        assert tx.source.flow is not None
        needed.add(tx.source.flow)
        tx.respond(200)
        await asyncio.wait_for(phone[0].readuntil(PING), WAIT_S)
        strangers = [await connected(endpoint) for _ in range(3)]
        assert await closed(strangers[0])
        assert await closed(strangers[1])
        assert await pinged(phone)
        for _, writer in (phone, strangers[2]):
            writer.close()


async def test_a_connection_whose_request_waits_for_an_answer_stays() -> None:
    async with listening(1) as (endpoint, inbox):
        caller = await connected(endpoint)
        caller[1].write(message("INVITE"))
        tx = await inbox.next()
        strangers = [await connected(endpoint) for _ in range(2)]
        assert await closed(strangers[0])
        assert not caller[0].at_eof()
        tx.respond(486)
        await asyncio.wait_for(caller[0].readuntil(b"SIP/2.0 486 "), WAIT_S)
        for _, writer in (caller, strangers[1]):
            writer.close()


async def test_pings_are_no_first_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_tcp, "FIRST_MESSAGE_S", 0.3)
    async with listening(0) as (endpoint, inbox):
        pinger, talker = await connected(endpoint), await connected(endpoint)
        talker[1].write(message())
        (await inbox.next()).respond(200)
        assert await pinged(pinger)
        assert await closed(pinger)
        assert await pinged(talker)
        talker[1].close()


async def test_silence_ends_a_connection_unless_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_tcp, "IDLE_S", 0.2)
    needed: set[int] = set()
    async with listening(0, needed) as (endpoint, inbox):
        phone, stranger = await connected(endpoint), await connected(endpoint)
        for stream in (phone, stranger):
            stream[1].write(message(branch=f"z9hG4bK{id(stream)}"))
            tx = await inbox.next()
            if stream is phone and tx.source.flow is not None:
                needed.add(tx.source.flow)
            tx.respond(200)
        assert await closed(stranger)
        assert await pinged(phone)
        needed.clear()
        assert await closed(phone)


@contextmanager
def flooding(endpoint: SipEndpoint, flood: bytes) -> Iterator[socket.socket]:
    """A connection through which the system has as much of the flood as it takes."""
    with socket.create_connection(("127.0.0.1", endpoint.port), source_address=("127.0.0.2", 0)) as sock:
        sock.setblocking(False)
        assert sock.send(flood) > 100_000
        yield sock


async def turning_until(condition: Callable[[], bool]) -> None:
    """Let the loop turn until it holds, and not once more."""
    for _ in range(100_000):
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never holds")


def received(sock: socket.socket) -> bytes:
    """What has come."""
    try:
        return sock.recv(1 << 20)
    except BlockingIOError:
        return b""


REQUESTS = b"".join(message(branch=f"z9hG4bK{count}") for count in range(2000))


@pytest.mark.parametrize("flood", [REQUESTS, REQUESTS.replace(b"CSeq: 1 ", b"CSeq: x ")], ids=["requests", "malformed"])
async def test_of_a_flood_of_messages_few_are_taken_before_the_loop_turns(flood: bytes) -> None:
    async with listening(0) as (endpoint, _):
        with flooding(endpoint, flood):
            await turning_until(lambda: endpoint.counters.received > 0)
            assert endpoint.counters.received <= 20


async def test_of_a_flood_of_pings_few_are_answered_before_the_loop_turns() -> None:
    async with listening(0) as (endpoint, _):
        with flooding(endpoint, PING * 100_000) as flooder:
            pongs = bytearray()

            def answered() -> bool:
                pongs.extend(received(flooder))
                return bool(pongs)

            await turning_until(answered)
            assert len(pongs) <= 20 * 2


async def test_connections_have_their_messages_taken_in_turns() -> None:
    async with listening(0) as (endpoint, inbox):
        streams = [await connected(endpoint) for _ in range(3)]
        for number, (_, writer) in enumerate(streams):
            writer.write(b"".join(message(branch=f"z9hG4bK{number}-{count}") for count in range(20)))
        flows = [(await inbox.next()).source.flow for _ in range(60)]
        assert [flows.count(flow) for flow in set(flows)] == [20, 20, 20]
        assert len(set(flows[:20])) == 3
        for _, writer in streams:
            writer.close()


@pytest.mark.parametrize("part", [b"OPTIONS sip:x SIP/2.0\r\nVi", b"OPTIONS", "body"])
async def test_a_message_must_come_whole_in_time(monkeypatch: pytest.MonkeyPatch, part: bytes | str) -> None:
    monkeypatch.setattr(transport_tcp, "MESSAGE_S", 0.2)
    async with listening(0) as (endpoint, inbox):
        slow, fast = await connected(endpoint), await connected(endpoint)
        whole = message(branch="z9hG4bK2")
        half = part if isinstance(part, bytes) else whole.replace(b"Content-Length: 0", b"Content-Length: 9")
        fast[1].write(whole)
        (await inbox.next()).respond(200)
        slow[1].write(half)
        assert await closed(slow)
        assert await pinged(fast)
        fast[1].close()


async def test_a_single_line_break_is_no_slow_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some phones keep their connection alive by CR LF alone."""
    monkeypatch.setattr(transport_tcp, "MESSAGE_S", 0.1)
    async with listening(0) as (endpoint, inbox):
        phone, slow = await connected(endpoint), await connected(endpoint)
        phone[1].write(b"\r\n")
        slow[1].write(b"OPTIONS")
        assert await closed(slow)
        phone[1].write(message())
        (await inbox.next()).respond(200)
        await asyncio.wait_for(phone[0].readuntil(b"SIP/2.0 200 "), WAIT_S)
        phone[1].close()


async def test_without_descriptors_connections_wait_and_it_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descriptors, "RETRY_S", 0.02)
    tries = asyncio.Queue[None]()

    class Short(socket.socket):
        """A listening socket of a process without descriptors."""

        short = True

        def accept(self) -> tuple[socket.socket, tuple[str, int]]:
            if self.short:
                tries.put_nowait(None)
                raise OSError(errno.EMFILE, "Too many open files")
            return super().accept()

    accepted = asyncio.Queue[socket.socket]()
    sock = Short(socket.AF_INET, socket.SOCK_STREAM)
    sock.setblocking(False)
    sock.bind(("127.0.0.1", 0))
    sock.listen()
    listening_socket = descriptors.Acceptor(sock, lambda connection, address: accepted.put_nowait(connection))
    with capture_logs() as logs:
        _, writer = await asyncio.open_connection(*sock.getsockname())
        for _ in range(3):
            await asyncio.wait_for(tries.get(), WAIT_S)
        sock.short = False
        (await asyncio.wait_for(accepted.get(), WAIT_S)).close()
    assert [line["event"] for line in logs] == ["too few file descriptors: connections must wait"]
    assert tries.qsize() <= 1
    writer.close()
    listening_socket.close()
