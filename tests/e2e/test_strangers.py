"""Strangers get no call, learn nothing, and disturb nobody: not by guessing, not by garbage, not by being slow."""

import asyncio
import contextlib
import json
import re
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.sip.digest import answer_challenge
from tests.kit import sipp_steps as steps
from tests.kit.calls import talking
from tests.kit.phones import Phones, phones_of, rtp_ends
from tests.kit.processes import unharmed
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd
from tests.kit.strangers import garbage, sip_templates, stranger_at, without_chance
from tests.kit.trunks import TALKS, objects_of
from tests.kit.web import web_client

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

CALLER_HZ, CALLEE_HZ = 440.0, 1000.0
GUESSER, INNOCENT, SCANNER, FLOODER = "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.9"
THIEF = "127.0.0.11"
SEED = 20_241
FLOOD = 2000
BURST = 50


@pytest_asyncio.fixture(loop_scope="module")
async def phones(product: Product, tmp_path: Path) -> AsyncIterator[Phones]:
    """Phones of one test."""
    async with phones_of(product, tmp_path) as found:
        yield found


@asynccontextmanager
async def talk(phones: Phones, duration_ms: int = 4000) -> AsyncIterator[tuple[RtpEnd, RtpEnd]]:
    """A call that is up: Bob talks with Alice. Afterwards the two still hear each other, and the call ends well."""
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1000", *TALKS, rtp_port=callee.port)
        hangs_up = (steps.RINGS + steps.answered(), steps.pause(duration_ms), steps.by_caller("BYE", 3))
        await phones.caller("1001", "1000", *hangs_up, rtp_port=caller.port)
        async with talking(caller, CALLER_HZ), talking(callee, CALLEE_HZ):
            await hear_each_other(caller, callee)
            yield caller, callee
            await hear_each_other(caller, callee)
            await phones.succeed()
    assert (await phones.record()).cause == "normal"


async def hear_each_other(caller: RtpEnd, callee: RtpEnd) -> None:
    """From now on."""
    caller.heard.clear()
    callee.heard.clear()
    await callee.hears_tone(CALLER_HZ)
    await caller.hears_tone(CALLEE_HZ)


def told(product: Product, event: str, source: str) -> int:
    """How many lines of the security log are that event of that address."""
    lines = (product.data / "security.log").read_text().splitlines()
    return sum(f" {event} source={source} " in line for line in lines)


# Guessing.


async def test_unknown_caller_is_challenged(phones: Phones) -> None:
    await phones.stranger("INVITE", "1000", 401)
    await phones.stranger("REGISTER", "1000", 401)


async def test_wrong_password(product: Product, phones: Phones) -> None:
    await phones.registers("1000", "Contact: <sip:1000@[local_ip]:[local_port]>", status=403, password="wrong")
    async with stranger_at(SCANNER, product.sip_port) as stranger:
        assert (await stranger.prove("INVITE", "1000", "wrong", to="1001")).startswith("SIP/2.0 403 ")


@pytest.mark.parametrize("method", ["REGISTER", "INVITE"])
async def test_scan_does_not_tell_which_extensions_exist(product: Product, method: str) -> None:
    async with stranger_at("127.0.0.6" if method == "INVITE" else "127.0.0.7", product.sip_port) as scanner:
        for to in ("1000", "1999"):
            answers = {without_chance(await scanner.ask(method, user, to=to)) for user in ("1000", "1999", "admin")}
            assert len(answers) == 1
            assert answers.pop().startswith("SIP/2.0 401 ")
        answers = {without_chance(await scanner.prove(method, user, "guess")) for user in ("1000", "1999", "admin")}
        assert len(answers) == 1
        assert answers.pop().startswith("SIP/2.0 403 ")


async def test_extension_cannot_register_as_another(product: Product) -> None:
    async with stranger_at("127.0.0.8", product.sip_port) as phone:
        answer = await phone.prove("REGISTER", "1000", product.sip_password("1000"), to="1001")
    assert answer.startswith("SIP/2.0 403 ")


async def test_credentials_for_another_uri_call_nobody(product: Product) -> None:
    """A phone proves itself to a stranger whom it calls, for the stranger's URI."""
    right = product.sip_password("1000")
    async with stranger_at(THIEF, product.sip_port) as thief, objects_of(product) as objects:
        before = await objects.last_call()
        for uri in ("sip:thief@127.0.0.66:5060", "sip:1001@127.0.0.66", "sip:127.0.0.66", "sip:1002@127.0.0.1", "*"):
            answer = await thief.prove("INVITE", "1000", right, to="1001", uri=uri)
            assert answer.startswith("SIP/2.0 400 "), uri
        register = await thief.prove("REGISTER", "1000", right, uri="sip:127.0.0.66")
        assert register.startswith("SIP/2.0 400 ")
        assert await objects.last_call() == before
        assert told(product, "sip-credentials-for-another-uri", THIEF) == 6
        for uri in ("sip:127.0.0.1", "sip:1001@127.0.0.1;transport=udp"):
            answer = await thief.prove("INVITE", "1000", right, to="1001", uri=uri)
            assert answer.startswith("SIP/2.0 480 "), uri


async def test_ten_failures_in_a_row_block_the_address(product: Product) -> None:
    right = product.sip_password("1000")
    async with stranger_at(GUESSER, product.sip_port) as guesser, stranger_at(INNOCENT, product.sip_port) as innocent:
        for _ in range(9):
            await guesser.prove("REGISTER", "1000", "wrong")
        assert (await guesser.prove("REGISTER", "1000", right)).startswith("SIP/2.0 200 ")
        for _ in range(10):
            assert (await guesser.prove("REGISTER", "1000", "wrong")).startswith("SIP/2.0 403 ")
        assert told(product, "sip-authentication-failed", GUESSER) == 19
        assert told(product, "sip-locked-out", GUESSER) == 1
        assert (await guesser.ask("REGISTER", "1000")).startswith("SIP/2.0 403 ")
        assert (await guesser.ask("INVITE", "1000", to="1001")).startswith("SIP/2.0 403 ")
        assert (await innocent.prove("REGISTER", "1000", right)).startswith("SIP/2.0 200 ")


async def test_a_forged_source_blocks_nobody_and_learns_nothing(product: Product) -> None:
    """Who has not seen a challenge sent to an address has no nonce of it; what such a request proves is not said."""
    right = product.sip_password("1000")
    async with (
        stranger_at("127.0.0.9", product.sip_port) as office,
        stranger_at("127.0.0.10", product.sip_port) as other,
    ):
        forged = re.findall(r"WWW-Authenticate: (.*?)\r", await other.ask("REGISTER", "1000"))
        answers = set()
        for password in ("wrong", right) * 6:
            proof = answer_challenge(forged, "REGISTER", f"sip:127.0.0.1:{product.sip_port}", "1000", password=password)
            answers.add(without_chance(await office.ask("REGISTER", "1000", proof=f"Authorization: {proof}\r\n")))
        assert len(answers) == 1
        assert answers.pop().startswith("SIP/2.0 401 ")
        assert (await office.prove("REGISTER", "1000", right)).startswith("SIP/2.0 200 ")


# Garbage.


async def test_garbage_at_the_sip_port(product: Product, phones: Phones) -> None:
    """Between the bursts somebody honest is answered at once, and the call of two others goes on."""
    with unharmed(product):
        async with (
            talk(phones, 8000),
            stranger_at(FLOODER, product.sip_port) as flooder,
            stranger_at(INNOCENT, product.sip_port) as innocent,
        ):
            for index, data in enumerate(garbage(SEED, FLOOD, sip_templates(FLOODER, product.sip_port))):
                flooder.send(data)
                if index % BURST == 0:
                    assert (await innocent.ask("OPTIONS", "1000")).startswith("SIP/2.0 200 ")


async def test_garbage_and_slowness_over_tcp(product: Product, phones: Phones) -> None:
    """Connections with noise, with half a request, and with a body that never comes."""
    halves = [
        b"INVITE sip:1000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP",
        b"INVITE sip:1000@127.0.0.1 SIP/2.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"OPTIONS sip:1000@127.0.0.1 SIP/2.0\r\nContent-Length: 5000\r\n\r\nv=0",
        b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ]
    noise = list(garbage(SEED, 60, sip_templates(FLOODER, product.sip_port)))
    with unharmed(product):
        async with talk(phones, 5000), contextlib.AsyncExitStack() as stack:
            writers = [await _connect(stack, product.sip_port, data) for data in (*halves * 5, *noise)]
            for writer in writers:
                with contextlib.suppress(ConnectionError):
                    await writer.drain()
            async with stranger_at(INNOCENT, product.sip_port) as innocent:
                assert (await innocent.ask("OPTIONS", "1000")).startswith("SIP/2.0 200 ")


async def _connect(stack: contextlib.AsyncExitStack, port: int, data: bytes) -> asyncio.StreamWriter:
    """A connection that has sent `data` and then stays."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    stack.callback(writer.close)
    writer.write(data)
    return writer


def rtp_templates() -> list[bytes]:
    """RTP, telephone events and RTCP to be damaged."""
    rtp = struct.pack("!BBHII", 0x80, 0, 1, 160, 7) + bytes(160)
    extended = struct.pack("!BBHIIHH", 0xB2, 0, 2, 320, 7, 0xBEDE, 3) + bytes(100)
    event = struct.pack("!BBHIIBBH", 0x80, 101, 3, 480, 7, 5, 10, 800)
    report = struct.pack("!BBHI", 0x81, 200, 12, 7) + bytes(44)
    goodbye = struct.pack("!BBHI", 0x81, 203, 1, 7)
    return [rtp, extended, event, report, goodbye]


async def test_garbage_at_a_live_rtp_port_and_its_rtcp(product: Product, phones: Phones) -> None:
    """From a stranger, whom the port does not hear, and from the caller himself, whom it does."""
    loop = asyncio.get_running_loop()
    with unharmed(product):
        async with talk(phones, 6000) as (caller, _), stranger_at(FLOODER, product.sip_port) as honest:
            assert caller.remote is not None
            host, port = caller.remote
            noise, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=(FLOODER, 0))
            for index, data in enumerate(garbage(SEED, FLOOD, rtp_templates())):
                noise.sendto(data, (host, port + index // 2 % 2))
                caller.socket.sendto(data, (host, port + index // 2 % 2))
                if index % BURST == 0:
                    await honest.ask("OPTIONS", "1000")
            noise.close()


# HTTP.


async def test_oversized_and_slow_bodies(product: Product) -> None:
    """A body that is too long is refused without being read; slow ones keep nobody else waiting."""
    with unharmed(product):
        async with contextlib.AsyncExitStack() as stack:
            for _ in range(50):
                await _connect(stack, product.api_port, _head(1000) + b'{"user')
            for size, sent in ((10**12, 0), (4 << 20, 4 << 20)):
                answer = await _answer(product.api_port, _head(size) + b" " * sent)
                assert json.loads(answer)["errcode"] != 0
            async with web_client(f"http://127.0.0.1:{product.api_port}") as http:
                assert (await http.get("/healthz")).status_code == 200


def _head(length: int) -> bytes:
    return (
        f"POST /openapi/v1.0/get_token HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: OpenAPI\r\n"
        f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


async def _answer(port: int, data: bytes) -> bytes:
    """The body that answers `data`."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(data)
        async with asyncio.timeout(10):
            head = await reader.readuntil(b"\r\n\r\n")
            return await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split()[0]))
    finally:
        writer.close()
