"""DNS asked for the servers of a domain, by a real name server on loopback."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.kit.name_server import NameServer, name_server

from switchboard.sip.aio import name_service
from switchboard.sip.aio.name_service import NameService
from switchboard.sip.server_location import MAX_RECORDS, Located, Wanted

pytestmark = [pytest.mark.interop, pytest.mark.asyncio]

UDP = Wanted("example.test", 0, ("udp",))
ANY = Wanted("example.test", 0, ("tls", "udp"), by_naptr=True)


@pytest_asyncio.fixture
async def dns() -> AsyncIterator[NameServer]:
    async with name_server() as server:
        server.records = {
            ("example.test", "NAPTR"): [
                '20 10 "s" "SIP+D2U" "" _sip._udp.example.test.',
                '10 10 "s" "SIPS+D2T" "" secure.example.test.',
            ],
            ("_sip._udp.example.test", "SRV"): ["20 0 5080 b.example.test.", "10 5 5070 A.example.test."],
            ("secure.example.test", "SRV"): ["0 0 5071 a.example.test."],
            ("a.example.test", "A"): ["192.0.2.1"],
            ("a.example.test", "AAAA"): ["2001:db8::1"],
            ("b.example.test", "A"): ["192.0.2.2", "192.0.2.3"],
            ("plain.test", "A"): ["192.0.2.9"],
        }
        yield server


async def found(dns: NameServer, wanted: Wanted) -> Located:
    service = NameService([dns.address])
    try:
        return await service.locate(wanted)
    finally:
        service.close()


def lines(located: Located) -> list[str]:
    return [f"{one.transport} {','.join(one.addresses)} {one.port} {one.weight}" for one in located.servers]


async def test_servers_by_srv_and_their_addresses(dns: NameServer) -> None:
    located = await found(dns, UDP)
    assert lines(located) == ["udp 192.0.2.1,2001:db8::1 5070 5", "udp 192.0.2.2,192.0.2.3 5080 0"]
    assert (located.complete, located.ttl_s) == (True, 5.0)


async def test_the_transport_by_naptr(dns: NameServer) -> None:
    assert lines(await found(dns, ANY)) == ["tls 192.0.2.1,2001:db8::1 5071 0"]


async def test_a_host_without_records_is_asked_again_within_a_minute(dns: NameServer) -> None:
    dns.ttl_s = 86_400
    located = await found(dns, Wanted("plain.test", 0, ("udp",)))
    assert lines(located) == ["udp 192.0.2.9 5060 0"]
    assert located.ttl_s == 60.0


async def test_an_answer_too_long_for_a_datagram_comes_by_tcp(dns: NameServer) -> None:
    dns.records["_sip._udp.example.test", "SRV"] = [f"1 1 {port} a.example.test." for port in range(5000, 5200)]
    assert len((await found(dns, UDP)).servers) == MAX_RECORDS


async def test_what_a_name_server_does_not_know_is_no_answer(dns: NameServer) -> None:
    dns.broken = {"b.example.test"}
    located = await found(dns, UDP)
    assert lines(located) == ["udp 192.0.2.1,2001:db8::1 5070 5"]
    assert not located.complete


async def test_a_silent_name_server_takes_bounded_time_and_none_of_the_loop(
    dns: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_service, "SEARCH_S", 0.2)
    dns.silent = True
    looking = asyncio.create_task(found(dns, UDP))
    await asyncio.sleep(0)
    assert not looking.done()
    located = await looking
    assert (located.servers, located.complete) == ((), False)


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".test", "-", ".", "a." * 120 + "test", "nowhere.test"])
async def test_a_name_that_is_none_has_no_servers(dns: NameServer, host: str) -> None:
    assert (await found(dns, Wanted(host, 0, ("udp",)))).servers == ()


async def test_the_file_of_hosts_comes_first(
    dns: NameServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text("# ours\n127.0.0.7\tExample.test other # the trial\nnonsense here\n::7 example.test\n")
    monkeypatch.setattr(name_service, "HOSTS", hosts)
    assert lines(await found(dns, ANY)) == ["udp 127.0.0.7,::7 5060 0"]
    assert dns.asked == []
