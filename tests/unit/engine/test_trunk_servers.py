"""The servers of trunks as names change: looked up in time, kept while nobody answers; on virtual time."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace

import pytest

from switchboard.config import SipSettings
from switchboard.engine.builtin.trunk_servers import REST, TrunkServers, spoken_by, uri_of
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.trunk import Trunk
from switchboard.sip.server_location import Located, Server, Wanted

pytestmark = pytest.mark.unit

TRUNK = Trunk(name="provider", host="Example.net", port=0)
NAME = "example.net/udp"
FIRST, SECOND = "192.0.2.1", "192.0.2.2"


def located(*hosts: str, ttl_s: float = 100.0, complete: bool = True) -> Located:
    servers = tuple(Server((0, rank), 0, "udp", 5070 + rank, (host,)) for rank, host in enumerate(hosts))
    return Located(servers, ttl_s, complete)


@dataclass
class Dns:
    """Answers with what is there `now`, or breaks, and knows when it was asked for what."""

    now: Located = field(default_factory=lambda: located(FIRST, SECOND))
    breaks: bool = False
    asked: list[tuple[float, Wanted]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.servers = TrunkServers(self.locate, self, below=lambda bound: 0)

    async def locate(self, wanted: Wanted) -> Located:
        self.asked.append((asyncio.get_running_loop().time(), wanted))
        if self.breaks:
            raise ValueError("an answer that nobody expects")
        return self.now

    def reaches(self, host: str) -> bool:
        return ":" not in host

    async def hosts(self, trunk: Trunk = TRUNK) -> list[str]:
        return [hop.host for hop in await self.servers.ways(trunk)]


def on_virtual_time(test: Callable[[Dns], Coroutine[None, None, None]]) -> Callable[[], None]:
    async def main() -> None:
        dns = Dns()
        await test(dns)
        await dns.servers.close()

    return lambda: run_virtual(main())


@on_virtual_time
async def test_a_name_is_looked_up_before_calls_and_again_after_its_ttl(dns: Dns) -> None:
    dns.servers.follow([TRUNK])
    await asyncio.sleep(250)
    assert [at_s for at_s, _ in dns.asked] == [0, 100, 200]
    hops = await dns.servers.ways(TRUNK)
    assert [(hop.host, hop.port, hop.domain) for hop in hops] == [
        (FIRST, 5070, "example.net"),
        (SECOND, 5071, "example.net"),
    ]
    assert len(dns.asked) == 3


@on_virtual_time
async def test_calls_from_any_server_are_the_trunks(dns: Dns) -> None:
    dns.servers.follow([TRUNK])
    await asyncio.sleep(1)
    assert dns.servers.names_of(SECOND) == {NAME, SECOND}
    assert dns.servers.listening(SECOND, 5071) == {NAME}
    assert dns.servers.listening(SECOND, 5070) == frozenset()
    dns.now = located(FIRST)
    await asyncio.sleep(100)
    assert dns.servers.names_of(SECOND) == {SECOND}
    dns.servers.follow([])
    assert dns.servers.names_of(FIRST) == {FIRST}


@on_virtual_time
async def test_while_nobody_answers_it_stays_as_it_was(dns: Dns) -> None:
    dns.servers.follow([TRUNK])
    await asyncio.sleep(1)
    for now in (located(ttl_s=30), located(SECOND, ttl_s=30, complete=False)):
        dns.now = now
        await asyncio.sleep(100)
        assert await dns.hosts() == [FIRST, SECOND]
    dns.now, dns.breaks = located(SECOND), True
    await asyncio.sleep(100)
    assert await dns.hosts() == [FIRST, SECOND]
    dns.breaks = False
    await asyncio.sleep(100)
    assert await dns.hosts() == [SECOND]


@on_virtual_time
async def test_a_name_that_has_no_server_is_asked_again_soon_but_not_by_each_call(dns: Dns) -> None:
    dns.now = located(ttl_s=60)
    dns.servers.follow([TRUNK])
    await asyncio.sleep(1)
    for _ in range(100):
        assert await dns.hosts() == []
    assert len(dns.asked) == 1
    dns.now = located(FIRST)
    await asyncio.sleep(10)
    assert await dns.hosts() == [FIRST]


@on_virtual_time
async def test_long_answers_with_short_ttls_cost_little_of_the_processor(dns: Dns) -> None:
    dns.now = replace(located(FIRST, ttl_s=5), cost_s=2.0)
    dns.servers.follow([TRUNK, TRUNK.model_copy(update={"host": "other.example"})])
    await asyncio.sleep(800)
    assert len(dns.asked) * dns.now.cost_s <= 800 / REST


@on_virtual_time
async def test_further_addresses_of_a_trunk_are_hosts_alone(dns: Dns) -> None:
    dns.servers.follow([TRUNK.model_copy(update={"port": 5080, "addresses": ("more.example", "192.0.2.7")})])
    await asyncio.sleep(1)
    assert {(wanted.host, wanted.port) for _, wanted in dns.asked} == {("example.net", 5080), ("more.example", 5060)}
    assert dns.servers.names_of(FIRST) == {FIRST, "example.net", "more.example"}


@on_virtual_time
async def test_a_trunk_that_nobody_follows_is_looked_up_when_it_is_asked_for(dns: Dns) -> None:
    dns.now = located("2001:db8::1", SECOND)
    assert await dns.hosts() == [SECOND]
    numeric = Trunk(name="gateway", host="192.0.2.9", transport="tls")
    assert [(hop.host, hop.port) for hop in await dns.servers.ways(numeric)] == [("192.0.2.9", 5061)]
    assert len(dns.asked) == 1


@on_virtual_time
async def test_no_call_waits_long_for_a_name(dns: Dns) -> None:
    async def never(wanted: Wanted) -> Located:
        await asyncio.Event().wait()
        return dns.now

    servers = TrunkServers(never, dns)
    assert await servers.ways(TRUNK) == []
    assert asyncio.get_running_loop().time() < 10


@on_virtual_time
async def test_what_may_be_chosen_is_looked_for(dns: Dns) -> None:
    servers = TrunkServers(dns.locate, dns, ("tls", "udp", "tcp"))
    auto = Trunk(name="auto", host="example.net", transport="auto")
    await servers.ways(auto)
    await servers.ways(auto.model_copy(update={"encryption": "required"}))
    assert [(wanted.transports, wanted.by_naptr) for _, wanted in dns.asked] == [
        (("tls", "udp", "tcp"), True),
        (("tls",), True),
    ]


def test_the_transports_that_we_speak() -> None:
    assert spoken_by(SipSettings()) == ("udp", "tcp")
    assert spoken_by(SipSettings(tcp=False, tls_port=5061, tls="self-signed")) == ("tls", "udp")


@pytest.mark.parametrize(
    ("more", "uri"),
    [
        ({}, "sip:1@example.net:5060"),
        ({"port": 0}, "sip:1@example.net"),
        ({"transport": "tls"}, "sip:1@example.net:5061;transport=tls"),
        ({"transport": "tls", "port": 0}, "sip:1@example.net;transport=tls"),
        ({"transport": "auto"}, "sip:1@example.net"),
        ({"host": "[2001:db8::1]", "port": 5080, "transport": "tcp"}, "sip:1@[2001:db8::1]:5080;transport=tcp"),
    ],
)
def test_a_uri_says_what_the_trunk_says(more: dict[str, object], uri: str) -> None:
    assert str(uri_of(Trunk.model_validate({"name": "t", "host": "example.net", **more}), "1")) == uri


@pytest.mark.parametrize("server", ["192.0.2.53", "[2001:db8::53]:5353", "127.0.0.1:53"])
def test_name_servers_are_addresses(server: str) -> None:
    assert SipSettings(name_servers=(server,)).name_servers == (server,)
    with pytest.raises(ValueError, match="ns"):
        SipSettings(name_servers=("ns.example",))
