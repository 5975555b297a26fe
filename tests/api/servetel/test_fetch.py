"""What may be fetched from where."""

import asyncio
import ssl
from collections.abc import AsyncIterator

import pytest

from switchboard import errors
from switchboard.outbound.fetch import Fetcher

from .web import Web, redirect, serve

pytestmark = pytest.mark.api

NOT_PUBLIC = "the host has no public address"
UNREACHABLE = "the file cannot be fetched"
NO_URL = "must be an http or https URL without a user"


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with serve() as running:
        yield running


def fetcher(limit_bytes: int = 1000, timeout_s: float = 30.0) -> Fetcher:
    return Fetcher(("localhost",), limit_bytes, timeout_s)


async def refused(url: str, by: Fetcher | None = None) -> str:
    with pytest.raises(errors.Invalid) as refusal:
        await (by or fetcher()).get(url)
    assert refusal.value.field == "data"
    return refusal.value.reason


async def test_a_file(web: Web) -> None:
    web.files["/a.wav?x=1"] = b"audio"
    assert await fetcher().get(f"{web.base}/a.wav?x=1") == b"audio"
    assert web.hosts == [f"localhost:{web.port}"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "10.0.0.1", "0"],
)
async def test_no_way_to_write_an_address_inside_helps(web: Web, host: str) -> None:
    assert await refused(f"http://{host}:{web.port}/") in (
        NOT_PUBLIC,
        UNREACHABLE,
    )
    assert web.asked == []


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "//localhost/x", "/etc/passwd", "file:///etc/passwd", "ftp://localhost/", "gopher://localhost/"),
        *("http://", "http:///x", "http://user@localhost/", "http://localhost:99999/", "http://\ud800/", "http://\0/"),
        *("http://[::1/", "data:audio/wav;base64,AAAA", "http://localhost/" + "x" * 3000, "http://" + "a" * 300 + "/"),
    ],
)
async def test_no_web_address(url: str) -> None:
    assert await refused(url) in (NO_URL, UNREACHABLE, "a URL has at most 2048 characters")


async def test_nobody_answers() -> None:
    assert await refused("http://localhost:1/") == UNREACHABLE
    assert await refused("http://nothing.invalid/") == UNREACHABLE


async def test_redirects_are_followed_and_checked(web: Web) -> None:
    web.files["/end"] = b"audio"
    web.raw |= {"/1": redirect("/2", 301), "/2": redirect(f"{web.base}/end", 307)}
    assert await fetcher().get(f"{web.base}/1") == b"audio"
    web.raw["/inside"] = redirect(f"http://127.0.0.1:{web.port}/end")
    assert await refused(f"{web.base}/inside") == NOT_PUBLIC
    web.raw["/file"] = redirect("file:///etc/passwd")
    assert await refused(f"{web.base}/file") == NO_URL
    web.raw["/round"] = redirect("/round")
    assert await refused(f"{web.base}/round") == "too many redirects"
    assert web.asked == ["/1", "/2", "/end", "/inside", "/file", *["/round"] * 5]


async def test_answers_that_are_no_file(web: Web) -> None:
    packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"
    web.raw |= {"/gzip": packed, "/bad": b"nonsense\r\n\r\n", "/cut": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"}
    web.raw["/nowhere"] = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"
    assert await refused(f"{web.base}/none") == "the server there answers with status 404"
    assert await refused(f"{web.base}/nowhere") == "the server there answers with status 302"
    assert await refused(f"{web.base}/gzip") == "the server there sends a compressed file"
    assert await refused(f"{web.base}/bad") == UNREACHABLE
    assert await refused(f"{web.base}/cut") == UNREACHABLE


async def test_too_large_a_file(web: Web) -> None:
    web.files |= {"/fits": b"x" * 1000, "/large": b"x" * 1001}
    assert len(await fetcher().get(f"{web.base}/fits")) == 1000
    with pytest.raises(errors.AudioTooLarge):
        await fetcher().get(f"{web.base}/large")


async def test_a_server_that_never_answers(web: Web) -> None:
    assert await refused(f"{web.base}/silence", fetcher(timeout_s=0.2)) == "the file did not come within 0.2 s"
    assert web.asked == ["/silence"]


async def test_tls_asks_for_the_name_and_not_for_the_address() -> None:
    """The handshake names the host, though the connection goes to its address."""
    hello: asyncio.Queue[bytes] = asyncio.Queue()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello.put_nowait(await reader.read(4096))
        writer.close()

    server = await asyncio.start_server(answer, "localhost", 0)
    port = server.sockets[0].getsockname()[1]
    assert await refused(f"https://localhost:{port}/") == UNREACHABLE
    assert b"localhost" in await hello.get()
    assert ssl.HAS_SNI
    server.close()
    await server.wait_closed()
