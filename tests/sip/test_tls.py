"""SIP over TLS: who is believed, over which connection one is reached, and what strangers can hold."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.kit.authority import Authority
from tests.kit.openssl import speaks
from tests.sip.aio_support import FAST, WAIT_S, Inbox, final, to
from tests.sip.aio_support import running as running_plain
from tests.sip.builders import make_request

from switchboard.clock import SystemClock
from switchboard.config import Settings, SipSettings
from switchboard.processes.sip_tls import SipTls
from switchboard.sip.aio import transport_tls
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.message import Request

pytestmark = pytest.mark.interop

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


class Peer:
    def __init__(self, endpoint: SipEndpoint, inbox: Inbox) -> None:
        self.endpoint = endpoint
        self.inbox = inbox

    @property
    def port(self) -> int:
        return self.endpoint.port_of("tls")

    def request(self, host: str = "localhost", method: str = "OPTIONS") -> Request:
        uri = f"sip:600@{host}:{self.port};transport=tls"
        return make_request(method, uri=uri, Via="")

    async def connected(self, ca: Path, pair: Path | None = None) -> Stream:
        context = ssl.create_default_context(cafile=ca)
        if pair is not None:
            context.load_cert_chain(pair)
        return await asyncio.open_connection("127.0.0.1", self.port, ssl=context, server_hostname="localhost")


@asynccontextmanager
async def running(pair: Path, ca: Path, *, client_ca: Path | None = None, per_address: int = 0) -> AsyncIterator[Peer]:
    sip = SipSettings(
        tls_port=5061, tls_certificate=str(pair), tls_ca=str(ca), tls_client_ca=str(client_ca) if client_ca else ""
    )
    inbox = Inbox()
    endpoint = SipEndpoint(
        inbox,
        user_agent="test",
        timers=FAST,
        connections_per_address=per_address,
        tls=SipTls(pair, None, sip),
    )
    await endpoint.start("127.0.0.1", 0)
    try:
        yield Peer(endpoint, inbox)
    finally:
        await endpoint.close()


async def test_a_request_goes_over_tls_and_its_answer_comes_back(authority: Authority) -> None:
    pair = authority.sign("sip:localhost")
    async with running(pair, authority.ca) as a, running(pair, authority.ca) as b:
        transaction = a.endpoint.request(b.request())
        tx = await b.inbox.next()
        assert (tx.request.via.transport, tx.request.via.port) == ("TLS", a.port)
        assert tx.source.transport == "tls" and tx.source.flow is not None
        contact = b.endpoint.contact(tx.source, "600").uri
        assert (contact.port, contact.transport) == (b.port, "tls")
        tx.respond(200)
        assert (await final(transaction)).status == 200
        assert not transaction.unreachable


async def test_who_came_over_tls_is_reached_over_that_connection(authority: Authority) -> None:
    pair = authority.sign("localhost")
    async with running(pair, authority.ca) as phone, running(pair, authority.ca) as server:
        registering = phone.endpoint.request(server.request(method="REGISTER"))
        tx = await server.inbox.next()
        tx.respond(200)
        await final(registering)
        calling = server.endpoint.request(make_request("OPTIONS", Via=""), hop=tx.source.way_back)
        (await phone.inbox.next()).respond(486)
        assert (await final(calling)).status == 486


@pytest.mark.parametrize("names", [("sip:other.example",), ("other.example",), ("sip:other.example", "localhost")])
async def test_a_server_with_a_certificate_for_another_domain_is_refused(
    authority: Authority, caplog: pytest.LogCaptureFixture, names: tuple[str, ...]
) -> None:
    pair = authority.sign(*names)
    async with running(pair, authority.ca) as a, running(pair, authority.ca) as b:
        assert (await final(a.endpoint.request(b.request()))).status == 503
        assert b.inbox.requests.empty()
        assert f"localhost at 127.0.0.1:{b.port}: its certificate is not for localhost" in caplog.text


async def test_a_server_of_an_unknown_authority_is_refused(
    authority: Authority, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = Authority(tmp_path, "stranger")
    ours, theirs = authority.sign("localhost"), stranger.sign("localhost")
    async with running(ours, authority.ca) as a, running(theirs, stranger.ca) as b:
        assert (await final(a.endpoint.request(b.request()))).status == 503
        assert b.inbox.requests.empty()
        assert "its certificate is refused: unable to get local issuer certificate" in caplog.text


async def test_a_proven_server_is_known_by_its_address_afterwards(authority: Authority) -> None:
    """Its Contact names an address, which its certificate does not: the connection is used again, or made again."""
    pair = authority.sign("localhost")
    async with running(pair, authority.ca) as a, running(pair, authority.ca) as b:
        assert (await final(a.endpoint.request(b.request("127.0.0.1")))).status == 503
        first = a.endpoint.request(b.request())
        tx = await b.inbox.next()
        tx.respond(200)
        await final(first)
        again = a.endpoint.request(b.request("127.0.0.1"))
        other = await b.inbox.next()
        assert other.source.flow == tx.source.flow
        other.respond(200)
        assert (await final(again)).status == 200


async def test_the_domain_of_a_hop_must_be_proven_and_not_its_address(authority: Authority) -> None:
    pair = authority.sign("provider.example")
    async with running(pair, authority.ca) as a, running(pair, authority.ca) as b:
        hop = NextHop("tls", "127.0.0.1", b.port, domain="provider.example")
        transaction = a.endpoint.request(b.request(), hop=hop)
        (await b.inbox.next()).respond(200)
        assert (await final(transaction)).status == 200


async def test_sips_needs_tls(authority: Authority) -> None:
    pair = authority.sign("localhost")
    async with running(pair, authority.ca) as a, running(pair, authority.ca) as b:
        plain = a.endpoint.request(
            make_request("INVITE", uri="sips:600@localhost", Via=""), hop=NextHop("tcp", "127.0.0.1", b.endpoint.port)
        )
        assert (await final(plain)).status == 416
        secure = a.endpoint.request(make_request("OPTIONS", uri=f"sips:600@localhost:{b.port}", Via=""))
        tx = await b.inbox.next()
        assert str(b.endpoint.contact(tx.source, "600", secure=True)) == f"<sips:600@127.0.0.1:{b.port}>"
        tx.respond(200)
        assert (await final(secure)).status == 200


async def test_a_client_must_show_a_certificate_where_that_is_wanted(
    authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    pair = authority.sign("localhost")
    async with running(pair, authority.ca) as a, running(pair, authority.ca, client_ca=authority.ca) as b:
        known = a.endpoint.request(b.request())
        (await b.inbox.next()).respond(200)
        assert (await final(known)).status == 200
        caplog.set_level(logging.WARNING)
        reader, writer = await b.connected(authority.ca)
        with pytest.raises((ssl.SSLError, ConnectionError, EOFError)):
            await asyncio.wait_for(reader.readexactly(1), WAIT_S)
        assert "peer did not return a certificate" in caplog.text
        writer.close()


async def test_new_connections_get_the_certificate_that_is_in_the_file(authority: Authority) -> None:
    pair = authority.sign("localhost")
    async with running(pair, authority.ca) as server:
        shown = []
        for _ in range(2):
            _, writer = await server.connected(authority.ca)
            shown.append(writer.get_extra_info("ssl_object").getpeercert(binary_form=True))
            writer.close()
            authority.sign("localhost", file=pair)
        assert shown[0] != shown[1]


@pytest.mark.parametrize(("version", "works"), [("tls1", False), ("tls1_1", False), ("tls1_2", True), ("tls1_3", True)])
async def test_tls_1_2_and_later_are_spoken(
    authority: Authority, caplog: pytest.LogCaptureFixture, version: str, works: bool
) -> None:
    async with running(authority.sign("localhost"), authority.ca) as server:
        assert await speaks(server.port, authority.ca, version) == works
    assert ("unsupported protocol" in caplog.text) != works


async def test_a_client_of_an_unknown_authority_is_refused(
    authority: Authority, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pair, theirs = authority.sign("localhost"), Authority(tmp_path, "stranger").sign("localhost")
    async with running(pair, authority.ca, client_ca=authority.ca) as server:
        caplog.set_level(logging.WARNING)
        reader, writer = await server.connected(authority.ca, theirs)
        with pytest.raises((ssl.SSLError, ConnectionError, EOFError)):
            await asyncio.wait_for(reader.readexactly(1), WAIT_S)
        assert "its certificate is refused: unable to get local issuer certificate" in caplog.text
        writer.close()


async def test_strangers_who_begin_no_handshake_make_room_for_others(authority: Authority) -> None:
    pair = authority.sign("localhost")
    async with running(pair, authority.ca, per_address=2) as server:
        silent = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(5)]
        for reader, _ in silent[:3]:
            assert await asyncio.wait_for(reader.read(1), WAIT_S) == b""
        _, writer = await server.connected(authority.ca)
        for one in (*(stream[1] for stream in silent), writer):
            one.close()


async def test_without_tls_nobody_is_reached_over_it(caplog: pytest.LogCaptureFixture) -> None:
    async with running_plain(Inbox()) as endpoint:
        request = make_request("OPTIONS", uri="sip:600@127.0.0.1:5061;transport=tls", Via="")
        assert (await final(endpoint.request(request))).status == 503
        assert "the settings have no TLS" in caplog.text


async def test_a_certificate_of_our_own_serves(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, sip=SipSettings(tls_port=5061, tls="self-signed", tls_ca=""))
    tls = await SipTls.of(settings, SystemClock())
    assert tls is not None and tls.accepting().minimum_version >= ssl.TLSVersion.TLSv1_2
    assert not tls.connecting().check_hostname and tls.connecting().verify_mode is ssl.CERT_REQUIRED
    assert await SipTls.of(Settings(data=tmp_path), SystemClock()) is None


@pytest.mark.parametrize(
    "settings",
    [{"tls_port": 5061}, {"tls": "self-signed"}, {"tls_port": 5060, "tls": "self-signed"}, {"tls_key": "key.pem"}],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SipSettings.model_validate(settings)


async def test_a_handshake_has_its_time(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_tls, "HANDSHAKE_S", 0.05)
    pair = authority.sign("localhost")
    async with running(pair, authority.ca) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"\x16\x03\x01")
        assert await asyncio.wait_for(reader.read(1), WAIT_S) == b""
        writer.close()


async def test_who_speaks_sip_without_tls_is_cut(authority: Authority) -> None:
    pair = authority.sign("localhost")
    async with running(pair, authority.ca) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(to(server.port, "OPTIONS").serialize())
        with_alert = await asyncio.wait_for(reader.read(100), WAIT_S)
        assert b"SIP" not in with_alert
        writer.close()
