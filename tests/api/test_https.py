"""HTTPS: the certificate and its changes, what is said without TLS, and what a stranger can hold."""

import asyncio
import shutil
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from websockets.asyncio.client import connect

from switchboard.api.asgi import create_api
from switchboard.api.common import ApiServices
from switchboard.config import ApiSettings, YeastarSettings
from switchboard.descriptors import bound
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.processes import https
from switchboard.processes.certificate import BadCertificate, Certificate
from switchboard.processes.http_server import HttpServer
from switchboard.processes.self_signed import RENEWED_BEFORE, ensure, names_of_machine
from tests.kit.processes import until

from .support import services

pytestmark = pytest.mark.api

NOW = datetime.now(UTC)
NAMES = frozenset({"localhost", "127.0.0.1"})
MOST = 3
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def of(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[ApiServices]:
    file = shutil.copy(migrated_sqlite, tmp_path / "switchboard.db")
    async with services(f"sqlite+aiosqlite:///{file}", tmp_path, YeastarSettings()) as opened:
        yield opened


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A certificate and its key."""
    return made(tmp_path / "pair.pem")


def made(file: Path) -> Path:
    ensure(file, NAMES, NOW)
    return file


@asynccontextmanager
async def served(of: ApiServices, pair: Path, **settings: float) -> AsyncIterator[int]:
    """The port of a server that speaks HTTPS."""
    api = ApiSettings.model_validate(settings)
    of = replace(of, settings=of.settings.model_copy(update={"api": api}))
    (sock,) = await bound("127.0.0.1", 0)
    port = sock.getsockname()[1]
    server = HttpServer(create_api(of), api, [sock], Certificate(pair))
    task = asyncio.create_task(server.serve())
    await server.listening.wait()
    yield port
    server.should_exit = True
    await task


def trusting(pair: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(pair))


async def opened(port: int, tls: ssl.SSLContext | None = None) -> Streams:
    return await asyncio.open_connection("localhost" if tls else "127.0.0.1", port, ssl=tls)


async def asked(streams: Streams, path: str = "/healthz", *headers: str) -> bytes:
    """The head of the answer."""
    head = "\r\n".join((f"GET {path} HTTP/1.1", "Host: pbx.lan:8088", *headers, "", ""))
    streams[1].write(head.encode())
    return await streams[0].readuntil(b"\r\n\r\n")


async def asked_anew(port: int, path: str = "/healthz", *headers: str, tls: ssl.SSLContext | None = None) -> bytes:
    """The same over a connection of its own."""
    streams = await opened(port, tls)
    try:
        return await asked(streams, path, *headers)
    finally:
        streams[1].close()


async def serial(port: int, pair: Path) -> int:
    """That of the certificate which a new connection is shown."""
    _, writer = await opened(port, trusting(pair))
    shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    writer.close()
    return x509.load_der_x509_certificate(shown).serial_number


async def test_the_api_is_served_over_tls(of: ApiServices, pair: Path) -> None:
    async with served(of, pair, hsts_s=600) as port:
        async with httpx.AsyncClient(base_url=f"https://localhost:{port}", verify=trusting(pair)) as client:
            answer = await client.get("/healthz")
            assert (answer.status_code, answer.headers["strict-transport-security"]) == (200, "max-age=600")
            assert (await client.get("/rest/v1/ivrs")).status_code == 401
        old = ssl.create_default_context(cafile=str(pair))
        old.minimum_version = ssl.TLSVersion.TLSv1_2
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        _, writer = await opened(port, old)
        assert writer.get_extra_info("ssl_object").version() == "TLSv1.2"
        writer.close()


async def test_websockets_over_tls(of: ApiServices, pair: Path) -> None:
    await of.credentials.new_api_client(DEFAULT_TENANT, "yeastar", "tests")
    (client,) = await of.credentials.api_clients(DEFAULT_TENANT)
    token = (await of.credentials.issue(client, 1800, 86400, of.clock.now(), 8)).access_token
    async with served(of, pair) as port:
        url = f"wss://localhost:{port}/openapi/v1.0/subscribe?access_token={token}"
        async with connect(url, ssl=trusting(pair)) as line:
            await line.send("heartbeat")
            assert await line.recv() == "heartbeat response"


async def test_what_is_no_request_is_answered_over_tls_too(of: ApiServices, pair: Path) -> None:
    async with served(of, pair) as port:
        reader, writer = await opened(port, trusting(pair))
        writer.write(b"CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 400 ")
        writer.close()


async def test_a_new_certificate_is_for_new_connections(of: ApiServices, pair: Path, tmp_path: Path) -> None:
    async with served(of, pair) as port:
        before = await serial(port, pair)
        held = await opened(port, trusting(pair))
        made(tmp_path / "next.pem").replace(pair)
        assert await serial(port, pair) != before
        assert b"200 OK" in await asked(held)
        held[1].close()


async def test_a_certificate_that_is_broken_while_serving_is_left_alone(of: ApiServices, pair: Path) -> None:
    whole = pair.read_bytes()
    async with served(of, pair) as port:
        trusted = trusting(pair)
        for broken in (b"", whole[:300], whole.partition(b"-----BEGIN CERTIFICATE")[0]):
            pair.write_bytes(broken)
            assert b"200 OK" in await asked_anew(port, tls=trusted)
        pair.unlink()
        assert b"200 OK" in await asked_anew(port, tls=trusted)


async def test_who_speaks_without_tls_is_led_on_or_refused(of: ApiServices, pair: Path) -> None:
    async with served(of, pair) as port:
        to_page = await asked_anew(port, "/page/menus?x=1")
        assert b"307" in to_page.splitlines()[0]
        assert b"location: https://pbx.lan:8088/page/menus\r\n" in to_page
        assert b" 400 " in await asked_anew(port, "/rest/v1/ivrs")
        assert b" 400 " in await asked_anew(port, "/page/", "Authorization: Bearer swb_x")
        assert b" 400 " in await asked_anew(port, "/page/", "Host: evil.example")
        assert b" 200 " in await asked_anew(port, "/healthz")
        upgrade = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")
        answer = await asked_anew(
            port, "/openapi/v1.0/subscribe", *upgrade, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
        )
        assert b" 403 " in answer


@pytest.mark.parametrize("sent", [b"", b"\x16", b"\x16\x03\x01\x02\x00\x01"])
async def test_a_handshake_that_does_not_come_is_given_up(
    of: ApiServices, pair: Path, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(https, "HANDSHAKE_S", 0.2)
    async with served(of, pair, connections_per_address=1) as port:
        reader, writer = await opened(port)
        writer.write(sent)
        assert await reader.read() == b""
        writer.close()
        await until(lambda: is_admitted(port, pair))


async def is_admitted(port: int, pair: Path) -> bool:
    try:
        _, writer = await opened(port, trusting(pair))
    except OSError:
        return False
    writer.close()
    return True


async def test_connections_count_before_their_handshake(of: ApiServices, pair: Path) -> None:
    async with served(of, pair, connections_per_address=MOST) as port:
        held = [await opened(port) for _ in range(MOST)]
        await until(lambda: is_refused(port))
        held[0][1].close()
        await until(lambda: is_admitted(port, pair))
        for _, writer in held[1:]:
            writer.close()


async def is_refused(port: int) -> bool:
    reader, writer = await opened(port)
    try:
        return await asyncio.wait_for(reader.read(), 0.5) == b""
    except (TimeoutError, ConnectionResetError) as error:
        return isinstance(error, ConnectionResetError)
    finally:
        writer.close()


def test_a_certificate_that_cannot_be_used_is_no_start(tmp_path: Path, pair: Path) -> None:
    for file, key in ((tmp_path / "none.pem", None), (pair, tmp_path / "none.key"), (pair, made(tmp_path / "b.pem"))):
        with pytest.raises(BadCertificate, match=r"cannot use the certificate of .*\.pem"):
            Certificate(file, key)


def test_a_certificate_of_our_own_is_kept_until_shortly_before_its_end(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pem"
    ensure(file, NAMES, NOW)
    first = file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    end = x509.load_pem_x509_certificate(first).not_valid_after_utc
    ensure(file, NAMES, end - RENEWED_BEFORE - timedelta(hours=1))
    assert file.read_bytes() == first
    ensure(file, frozenset(), end - RENEWED_BEFORE + timedelta(hours=1))
    assert names_in(file) == set(NAMES)
    assert file.read_bytes() != first
    assert [one.name for one in tmp_path.iterdir()] == ["certificate.pem"]


def test_a_new_name_of_the_machine_makes_a_new_certificate(tmp_path: Path) -> None:
    file = made(tmp_path / "certificate.pem")
    ensure(file, NAMES | {"2001:db8::1", "pbx.lan"}, NOW)
    assert names_in(file) == {*NAMES, "2001:db8::1", "pbx.lan"}
    assert {"localhost", "127.0.0.1", "::1"} <= names_of_machine()


def names_in(file: Path) -> set[str]:
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in found}
