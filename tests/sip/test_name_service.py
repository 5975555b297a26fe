"""DNS asked for the servers of a domain, by a real name server on loopback."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.kit.name_server import NameServer, name_server

from switchboard.sip.aio import name_service
from switchboard.sip.aio.name_service import SHORTEST_TTL_S, NameService
from switchboard.sip.server_location import MAX_ADDRESSES, MAX_RECORDS, Located, Wanted

pytestmark = [pytest.mark.interop, pytest.mark.asyncio]

UDP = Wanted("example.test", 0, ("udp",))
ANY = Wanted("example.test", 0, ("tls", "udp"), by_naptr=True)


@pytest_asyncio.fixture
async def dns(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[NameServer]:
    # However slow this machine is.
    monkeypatch.setattr(name_service, "SEARCH_S", 60.0)
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


async def test_an_answer_too_long_for_a_datagram_comes_by_tcp_and_is_bounded(dns: NameServer) -> None:
    dns.records["_sip._udp.example.test", "SRV"] = [f"1 1 {port} a.example.test." for port in range(5000, 5500)]
    dns.records["a.example.test", "A"] = [f"192.0.{high}.{low}" for high in range(4) for low in range(250)]
    located = await found(dns, UDP)
    assert len(located.servers) == MAX_RECORDS
    assert {len(one.addresses) for one in located.servers} == {MAX_ADDRESSES}


async def test_a_ttl_of_zero_is_not_believed(dns: NameServer) -> None:
    dns.ttl_s = 0
    assert (await found(dns, UDP)).ttl_s == SHORTEST_TTL_S


async def test_names_that_lead_in_a_circle_lead_nowhere(dns: NameServer) -> None:
    del dns.records["a.example.test", "A"], dns.records["a.example.test", "AAAA"]
    dns.records["a.example.test", "CNAME"] = ["round.example.test."]
    dns.records["round.example.test", "CNAME"] = ["a.example.test."]
    located = await found(dns, UDP)
    assert lines(located) == ["udp 192.0.2.2,192.0.2.3 5080 0"]
    assert not located.complete


async def test_a_server_may_have_a_name_of_255_octets(dns: NameServer) -> None:
    longest = ".".join(["x" * 63] * 3 + ["y" * 61])
    dns.records["_sip._udp.example.test", "SRV"] = [f"0 0 5070 {longest}."]
    dns.records[longest, "A"] = ["10.0.0.1"]
    assert lines(await found(dns, UDP)) == ["udp 10.0.0.1 5070 0"]


@pytest.mark.parametrize("raw", [b"", b"\x00" * 11, bytes(range(256)), b"\xff" * 1400])
async def test_what_is_no_answer_is_waited_out(dns: NameServer, monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(name_service, "SEARCH_S", 0.2)
    dns.raw = raw
    located = await found(dns, UDP)
    assert (located.servers, located.complete) == ((), False)


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


async def test_the_file_of_hosts_comes_first(dns: NameServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text("# ours\n127.0.0.7\tExample.test other # the trial\nnonsense here\n::7 example.test\n")
    monkeypatch.setattr(name_service, "HOSTS", hosts)
    assert lines(await found(dns, ANY)) == ["udp 127.0.0.7,::7 5060 0"]
    assert dns.asked == []
