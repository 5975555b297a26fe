"""Where the servers of a domain are, by its records in DNS (RFC 3263, RFC 2782). Pure: who asks DNS is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Generic, Literal, Protocol, TypeVar

Transport = Literal["udp", "tcp", "tls"]

SERVICES: dict[Transport, str] = {"udp": "_sip._udp.", "tcp": "_sip._tcp.", "tls": "_sips._tcp."}
"""Under which name the servers of each transport are listed (RFC 3263 §4.1)."""
NAPTR_SERVICES: dict[str, Transport] = {"SIP+D2U": "udp", "SIP+D2T": "tcp", "SIPS+D2T": "tls"}
USUAL_PORT: dict[Transport, int] = {"udp": 5060, "tcp": 5060, "tls": 5061}
MAX_RECORDS = 16
"""More records of one name are not looked at."""
MAX_ADDRESSES = 8
"""More addresses of one server are not."""

Below = Callable[[int], int]
"""A random number from 0 to one less than the given one."""
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """What DNS says of a name, and how long that is true. `failed`: it said nothing, which is no answer."""

    records: tuple[R, ...] = ()
    ttl_s: float = 0.0
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Naptr:
    """A NAPTR record (RFC 3403). `replacement` is the name that it leads to."""

    order: int
    preference: int
    flags: str
    service: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Srv:
    """An SRV record. The target "" says that there is decidedly no such service."""

    priority: int
    weight: int
    port: int
    target: str


class Names(Protocol):
    """Who asks DNS. Names are written without a dot at the end."""

    def naptr(self, name: str) -> Answer[Naptr]: ...

    def srv(self, name: str) -> Answer[Srv]: ...

    def addresses(self, host: str) -> Answer[str]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose servers are looked for: those of `host` that speak one of `transports`, the one that we like best first.

    With a `port`, or an IP address as host, there is nothing to choose, so nobody asks for SRV records. `by_naptr`: the
    domain says which of the transports it likes best.
    """

    host: str
    port: int
    transports: tuple[Transport, ...]
    by_naptr: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """A server by all its addresses. Those of the lowest `rank` are tried first."""

    rank: tuple[int, int]
    weight: int
    transport: Transport
    port: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """The servers, by rank. `complete`: every question was answered; what is not so may be asked again soon. `cost_s`:
    what the search took of the processor."""

    servers: tuple[Server, ...]
    ttl_s: float
    complete: bool
    cost_s: float = 0.0


def locate(names: Names, wanted: Wanted) -> Located:
    """The servers by SRV, those of the transport that the domain likes best first; without such records its addresses
    at the usual port (RFC 3263 §4.1, §4.2)."""
    search = _Search(names)
    servers = () if wanted.port else search.by_srv(wanted)
    if servers is None or wanted.port:
        servers = search.by_address(wanted)
    ranked = sorted((one for one in servers if one.addresses), key=attrgetter("rank"))
    return Located(tuple(ranked), search.ttl_s, search.complete)


def at_host(wanted: Wanted, addresses: tuple[str, ...]) -> Server:
    """The host itself as a server; by UDP if we may choose, since nothing says what else it speaks."""
    transport = "udp" if "udp" in wanted.transports else wanted.transports[0]
    return Server((0, 0), 0, transport, wanted.port or USUAL_PORT[transport], addresses)


def in_turn(servers: Iterable[Server], below: Below) -> Iterator[Server]:
    """The servers in an order in which to try them: by rank, and within one by chance, as often first as their weights
    demand (RFC 2782)."""
    for _, equals in groupby(servers, attrgetter("rank")):
        # Those of weight 0 first: so they have a chance, if a small one.
        left = sorted(equals, key=lambda one: one.weight != 0)
        while left:
            yield left.pop(_chosen(left, below))


def _chosen(servers: Sequence[Server], below: Below) -> int:
    drawn = below(sum(one.weight for one in servers) + 1)
    for index, one in enumerate(servers):
        drawn -= one.weight
        if drawn <= 0:
            return index
    return len(servers) - 1


class _Search:
    """One search, and how long what it found is true."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._hosts: dict[str, tuple[str, ...]] = {}
        self.ttl_s = float("inf")
        self.complete = True

    def by_srv(self, wanted: Wanted) -> tuple[Server, ...] | None:
        """None where no SRV record says anything."""
        places = self._services(wanted)
        answers = [(place, transport, self._heard(self._names.srv(name))) for place, transport, name in places]
        if not any(records for *_, records in answers):
            return None
        return tuple(
            Server((place, one.priority), one.weight, transport, one.port, self._addresses(one.target))
            for place, transport, records in answers
            for one in sorted(records, key=lambda one: (one.priority, -one.weight))[:MAX_RECORDS]
            if one.target and one.port
        )

    def by_address(self, wanted: Wanted) -> tuple[Server, ...]:
        """The host itself."""
        return (at_host(wanted, self._addresses(wanted.host)),)

    def _services(self, wanted: Wanted) -> list[tuple[int, Transport, str]]:
        """The names under which servers may be listed, each with its place among them."""
        found = self._by_naptr(wanted) if wanted.by_naptr else []
        if found:
            return found
        return [
            (place, transport, SERVICES[transport] + wanted.host) for place, transport in enumerate(wanted.transports)
        ]

    def _by_naptr(self, wanted: Wanted) -> list[tuple[int, Transport, str]]:
        """Of the lowest order that names a transport of ours; higher ones do not count then (RFC 3403 §4.1)."""
        records = self._heard(self._names.naptr(wanted.host))
        ours = [one for one in records if one.flags.lower() == "s" and _transport(one) in wanted.transports]
        first = min((one.order for one in ours), default=0)
        liked = sorted((one for one in ours if one.order == first), key=attrgetter("preference"))[:MAX_RECORDS]
        return [(place, NAPTR_SERVICES[one.service.upper()], one.replacement) for place, one in enumerate(liked)]

    def _addresses(self, host: str) -> tuple[str, ...]:
        """IPv4 first. Many records may name one host."""
        if host not in self._hosts:
            found = sorted(set(self._heard(self._names.addresses(host))), key=lambda address: (":" in address, address))
            self._hosts[host] = tuple(found[:MAX_ADDRESSES])
        return self._hosts[host]

    def _heard(self, answer: Answer[R]) -> tuple[R, ...]:
        self.ttl_s = min(self.ttl_s, answer.ttl_s)
        self.complete = self.complete and not answer.failed
        return answer.records


def _transport(record: Naptr) -> Transport | None:
    return NAPTR_SERVICES.get(record.service.upper())
