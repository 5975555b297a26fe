"""Requests that are no HTTP/1.1: each face answers in its own form, and the connection ends."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from switchboard.config import YeastarSettings

from .support import served, services

pytestmark = pytest.mark.api
PATHS = {
    "yeastar": "/openapi/v1.0/ivr/list",
    "servetel": "/v1/ivrs",
    "native": "/rest/v1/ivrs",
    "portsip": "/api/ivrs",
}
HEAD = "{method} {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\n"
UPGRADE = HEAD + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
MALFORMED = {
    "length that is no number": HEAD + "content-length: D2\r\n\r\n",
    "negative length": HEAD + "Content-Length: -1\r\n\r\n",
    "two lengths": HEAD + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    "unknown transfer coding": HEAD + "Transfer-Encoding: gzip\r\n\r\n",
    "bad chunk": HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "no host": "{method} {path} HTTP/1.1\r\n\r\n",
    "two hosts": HEAD + "Host: y\r\n\r\n",
    "header without a name": HEAD + ": x\r\n\r\n",
    "blank in a header's name": HEAD + "X Y: x\r\n\r\n",
    "zero byte in a header": HEAD + "X: a\x00b\r\n\r\n",
    "four words": "{method} {path} x HTTP/1.1\r\nHost: x\r\n\r\n",
    "unknown version": "{method} {path} HTTP/one\r\nHost: x\r\n\r\n",
    "no version": "{method} {path}\r\nHost: x\r\n\r\n",
    "bytes in the path": "{method} {path}?q=\xe4 HTTP/1.1\r\nHost: x\r\n\r\n",
    "length and transfer coding": HEAD
    + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n",
    "HTTP/2.0": "{method} {path} HTTP/2.0\r\nHost: x\r\n\r\n",
    "WebSocket with a body": UPGRADE + KEY + "Content-Length: 2\r\n\r\nxx",
    "WebSocket with a transfer coding": UPGRADE + KEY + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "WebSocket without a key": UPGRADE + "\r\n",
    "WebSocket with two keys": UPGRADE + KEY + KEY + "\r\n",
    "WebSocket of another version": UPGRADE.replace("13", "8") + KEY + "\r\n",
    "WebSocket with many headers": UPGRADE + KEY + 300 * "X: x\r\n" + "\r\n",
    "WebSocket with a long header": UPGRADE + KEY + "X: " + 9000 * "x" + "\r\n\r\n",
    "WebSocket with odd extensions": UPGRADE + KEY + "Sec-WebSocket-Extensions: ;;;\r\n\r\n",
    "long header": HEAD + "X: " + 600_000 * "x" + "\r\n\r\n",
    "long path": "{method} {path}?" + 600_000 * "x" + " HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.fixture
async def address(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[tuple[str, int]]:
    async with (
        services(f"sqlite+aiosqlite:///{migrated_sqlite}", tmp_path, YeastarSettings()) as of,
        served(of) as base,
    ):
        url = httpx.URL(base)
        yield url.host, url.port or 0


async def told(address: tuple[str, int], sent: str, pieces: int = 1) -> tuple[str, httpx.Headers, str]:
    """Status line, headers and body of the only answer, after which the server closes."""
    reader, writer = await asyncio.open_connection(*address)
    data = sent.encode("latin-1")
    size = -(-len(data) // pieces)
    for start in range(0, len(data), size):
        writer.write(data[start : start + size])
        await writer.drain()
        await asyncio.sleep(0)
    answer = (await asyncio.wait_for(reader.read(), 30)).decode()
    writer.close()
    return parsed(answer)


def parsed(answer: str) -> tuple[str, httpx.Headers, str]:
    """Of an answer that is the last of its connection."""
    head, _, body = answer.partition("\r\n\r\n")
    status, *lines = head.split("\r\n")
    headers = httpx.Headers([(line.partition(": ")[0], line.partition(": ")[2]) for line in lines])
    assert not body or int(headers["content-length"]) == len(body)
    assert headers["connection"] == "close"
    return status, headers, body


def assert_form(face: str, status: str, headers: httpx.Headers, body: str) -> None:
    """What the face's documents say of a request that it cannot read."""
    found = json.loads(body)
    kind = "application/problem+json" if face == "native" else "application/json"
    assert headers["content-type"].startswith(kind)
    if face == "yeastar":
        assert status.startswith("HTTP/1.1 200 ")
        assert (found["errcode"], found["errmsg"]) == (40001, "PARAMETER SYNTAX ERROR")
        return
    assert status.startswith("HTTP/1.1 400 ")
    match face:
        case "servetel":
            assert found == {"success": False, "message": "The request is no valid HTTP/1.1"}
        case "portsip":
            assert [one["code"] for one in found["errors"]] == ["VALIDATE_FAILED"]
        case "native":
            assert (found["status"], found["code"]) == (400, "malformed-request")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("face", PATHS)
async def test_every_face_answers_in_its_form(address: tuple[str, int], face: str, method: str) -> None:
    for name, sent in MALFORMED.items():
        text = sent.format(method=method, path=PATHS[face])
        try:
            assert_form(face, *await told(address, text))
        except BaseException as error:
            error.add_note(name)
            raise


@pytest.mark.parametrize("ending", ["content-length: D2\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"])
async def test_an_answer_to_head_has_no_body(address: tuple[str, int], ending: str) -> None:
    text = HEAD.format(method="HEAD", path=PATHS["servetel"]) + ending
    status, _, body = await told(address, text)
    assert (status, body) == ("HTTP/1.1 400 Bad Request", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "HEAD"])
async def test_a_websocket_is_opened_by_get(address: tuple[str, int], method: str) -> None:
    text = (UPGRADE + KEY + "\r\n").format(method=method, path=PATHS["servetel"])
    status, _, _ = await told(address, text)
    assert status == "HTTP/1.1 400 Bad Request"


@pytest.mark.parametrize("face", PATHS)
async def test_in_pieces_it_is_the_same(address: tuple[str, int], face: str) -> None:
    text = MALFORMED["length that is no number"].format(method="POST", path=PATHS[face])
    assert_form(face, *await told(address, text, pieces=len(text)))


@pytest.mark.parametrize("face", PATHS)
async def test_the_second_request_of_a_connection_has_its_own_face(address: tuple[str, int], face: str) -> None:
    other = next(path for name, path in PATHS.items() if name != face)
    reader, writer = await asyncio.open_connection(*address)
    writer.write(HEAD.format(method="GET", path="/healthz").encode() + b"\r\n")
    await reader.readuntil(b"}")
    for path in (other, PATHS[face]):
        sent = HEAD.format(method="GET", path=path)
        bad = path == PATHS[face]
        writer.write((sent + ("content-length: D2\r\n\r\n" if bad else "\r\n")).encode())
    _, answer = (await asyncio.wait_for(reader.read(), 30)).decode().split("HTTP/1.1 ")[1:]
    writer.close()
    assert_form(face, *parsed(f"HTTP/1.1 {answer}"))


@pytest.mark.parametrize(
    "sent",
    [
        "GET /healthz HTTP/1.1\r\nHost: x\r\ncontent-length: D2\r\n\r\n",
        "GET /openapix/v1.0 HTTP/1.1\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n",
        "CONNECT /openapi/v1.0/ivr/list HTTP/1.1\r\nHost: x\r\n\r\n",
        "SIP/2.0 200 OK\r\n\r\n",
        "x\r\n\r\n",
        600_000 * "x",
    ],
)
async def test_outside_of_the_faces_the_server_answers_in_plain_text(address: tuple[str, int], sent: str) -> None:
    status, headers, body = await told(address, sent)
    assert status == "HTTP/1.1 400 Bad Request"
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert body == "the request is no valid HTTP/1.1\n"
