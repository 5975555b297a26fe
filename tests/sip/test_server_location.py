"""Which servers a domain has by its records, and in which order they are tried (RFC 3263, RFC 2782)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import pytest

from switchboard.sip.server_location import (
    MAX_ADDRESSES,
    MAX_RECORDS,
    Answer,
    Naptr,
    Server,
    Srv,
    Transport,
    Wanted,
    in_turn,
    locate,
)

pytestmark = pytest.mark.unit

DOMAIN = "example.net"
ALL: tuple[Transport, ...] = ("tls", "udp", "tcp")
FAILED: Answer[str] = Answer((), 30.0, failed=True)


@dataclass
class Zone:
    """The records of a test. `asked` are the names that somebody has asked for."""

    naptrs: Mapping[str, Sequence[Naptr]] = field(default_factory=dict)
    srvs: Mapping[str, Sequence[Srv]] = field(default_factory=dict)
    hosts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    failing: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)

    def naptr(self, name: str) -> Answer[Naptr]:
        self.asked.append(f"NAPTR {name}")
        return Answer(tuple(self.naptrs.get(name, ())), 300.0)

    def srv(self, name: str) -> Answer[Srv]:
        self.asked.append(f"SRV {name}")
        return Answer(tuple(self.srvs.get(name, ())), 200.0)

    def addresses(self, host: str) -> Answer[str]:
        self.asked.append(host)
        return FAILED if host in self.failing else Answer(tuple(self.hosts.get(host, ())), 100.0)

    def found(self, *transports: Transport, port: int = 0, by_naptr: bool = False) -> list[str]:
        located = locate(self, Wanted(DOMAIN, port, transports, by_naptr))
        return [f"{one.transport} {address}:{one.port}" for one in located.servers for address in one.addresses]


HOSTS = {DOMAIN: ["192.0.2.9"], "a.example.net": ["192.0.2.1", "2001:db8::1"], "b.example.net": ["192.0.2.2"]}
UDP, TCP, TLS = f"_sip._udp.{DOMAIN}", f"_sip._tcp.{DOMAIN}", f"_sips._tcp.{DOMAIN}"
TWO = [Srv(20, 0, 5080, "b.example.net"), Srv(10, 0, 5070, "a.example.net")]


def test_servers_of_the_transport_by_priority() -> None:
    zone = Zone(srvs={UDP: TWO, TCP: TWO[:1]}, hosts=HOSTS)
    assert zone.found("udp") == ["udp 192.0.2.1:5070", "udp 2001:db8::1:5070", "udp 192.0.2.2:5080"]
    assert zone.found("tcp") == ["tcp 192.0.2.2:5080"]
    assert not [name for name in zone.asked if name.startswith("NAPTR")]


@pytest.mark.parametrize(("transport", "port"), [("udp", 5060), ("tcp", 5060), ("tls", 5061)])
def test_without_records_it_is_the_host_at_the_usual_port(transport: Transport, port: int) -> None:
    assert Zone(hosts=HOSTS).found(transport) == [f"{transport} 192.0.2.9:{port}"]


def test_with_a_port_nobody_asks_for_servers() -> None:
    zone = Zone(srvs={UDP: TWO}, hosts=HOSTS)
    assert zone.found("udp", port=5090) == ["udp 192.0.2.9:5090"]
    assert zone.asked == [DOMAIN]


def test_a_domain_that_has_no_such_service_is_not_called_otherwise() -> None:
    assert Zone(srvs={UDP: [Srv(0, 0, 0, "")]}, hosts=HOSTS).found("udp") == []


def naptr(order: int, preference: int, service: str, replacement: str, flags: str = "s") -> Naptr:
    return Naptr(order, preference, flags, service, replacement)


def test_the_domain_says_which_transport_it_likes() -> None:
    liked = [
        naptr(10, 20, "SIP+D2U", "u.example.net"),
        naptr(10, 10, "SIP+D2T", "t.example.net"),
        naptr(20, 10, "SIPS+D2T", "s.example.net"),
        naptr(5, 10, "SIP+D2S", "sctp.example.net"),
        naptr(5, 10, "E2U+sip", "enum.example.net", flags="u"),
    ]
    srvs = {"u.example.net": TWO[:1], "t.example.net": TWO[:1], "s.example.net": TWO[:1]}
    zone = Zone({DOMAIN: liked}, srvs, HOSTS)
    assert zone.found(*ALL, by_naptr=True) == ["tcp 192.0.2.2:5080", "udp 192.0.2.2:5080"]
    assert zone.found("udp", by_naptr=True) == ["udp 192.0.2.2:5080"]
    assert zone.found("tls", by_naptr=True) == ["tls 192.0.2.2:5080"]


def test_without_naptr_all_transports_are_looked_for() -> None:
    zone = Zone(srvs={TLS: TWO[:1], UDP: TWO[:1]}, hosts=HOSTS)
    assert zone.found(*ALL, by_naptr=True) == ["tls 192.0.2.2:5080", "udp 192.0.2.2:5080"]
    assert Zone(hosts=HOSTS).found(*ALL, by_naptr=True) == ["udp 192.0.2.9:5060"]
    assert Zone(hosts=HOSTS).found("tls", by_naptr=True) == ["tls 192.0.2.9:5061"]


def test_it_is_true_as_long_as_its_shortest_record() -> None:
    assert locate(Zone(srvs={UDP: TWO}, hosts=HOSTS), Wanted(DOMAIN, 0, ("udp",))).ttl_s == 100.0


def test_what_nobody_answers_makes_it_incomplete() -> None:
    zone = Zone(srvs={UDP: TWO}, hosts=HOSTS, failing=frozenset({"a.example.net"}))
    located = locate(zone, Wanted(DOMAIN, 0, ("udp",)))
    assert (located.complete, located.ttl_s) == (False, 30.0)
    assert [one.addresses for one in located.servers] == [("192.0.2.2",)]


def test_records_of_a_stranger_are_bounded() -> None:
    names = [f"{host}.example.net" for host in range(10_000)]
    many = [f"192.0.2.{host}" for host in range(200)]
    zone = Zone(srvs={UDP: [Srv(1, 1, 5060, name) for name in names]}, hosts=dict.fromkeys(names, many))
    assert len(zone.found("udp")) == MAX_RECORDS * MAX_ADDRESSES
    assert len(zone.asked) == 1 + MAX_RECORDS


def test_a_host_that_many_records_name_is_asked_for_once() -> None:
    zone = Zone(srvs={UDP: [Srv(1, 1, port, "a.example.net") for port in range(5000, 5008)]}, hosts=HOSTS)
    assert len(zone.found("udp")) == 8 * 2
    assert len(zone.asked) == 2


def server(rank: int, weight: int, host: str) -> Server:
    return Server((0, rank), weight, "udp", 5060, (host,))


def test_weights_share_what_comes_within_a_priority() -> None:
    servers = [server(1, 60, "a"), server(1, 30, "b"), server(1, 10, "c"), server(1, 0, "d"), server(2, 100, "spare")]
    random = Random(1)
    orders = [[one.addresses[0] for one in in_turn(servers, random.randrange)] for _ in range(10_000)]
    assert all(sorted(order[:4]) == ["a", "b", "c", "d"] and order[4] == "spare" for order in orders)
    first = Counter(order[0] for order in orders)
    assert (round(first["a"], -3), round(first["b"], -3), round(first["c"], -3)) == (6000, 3000, 1000)
    assert 0 < first["d"] < 300


@pytest.mark.parametrize("weights", [(0,), (0, 0, 0), (65535, 65535)])
def test_every_server_has_its_turn_once(weights: tuple[int, ...]) -> None:
    servers = [server(1, weight, str(index)) for index, weight in enumerate(weights)]
    for draw in (lambda bound: 0, lambda bound: bound - 1):
        assert sorted(one.addresses[0] for one in in_turn(servers, draw)) == [str(i) for i in range(len(weights))]
