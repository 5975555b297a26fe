"""DNS, asked in threads of its own: neither a slow name server nor a long answer holds up a call."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from switchboard.network_address import HostPort
from switchboard.sip.aio.addresses import canonical, is_ip
from switchboard.sip.server_location import Answer, Located, Naptr, Srv, Wanted, locate

if TYPE_CHECKING:
    from dns.resolver import Answer as DnsAnswer
    from dns.resolver import Resolver

THREADS = 4
QUESTION_S = 2.0
"""How long one name server may take for one question."""
SEARCH_S = 5.0
"""How long a search may take in all; questions after that fail at once."""
SHORTEST_TTL_S, LONGEST_TTL_S = 5.0, 3600.0
UNSTATED_TTL_S = 60.0
"""For what has no TTL: that there is no record, and what the system alone knows."""
FAILED_TTL_S = 10.0
MAX_ANSWER_BYTES = 1232
"""What a datagram may hold without being cut into pieces; longer answers come by TCP."""
HOSTS = Path("/etc/hosts")

Locate = Callable[[Wanted], Located]
T = TypeVar("T")


class NameService:
    """Finds servers by the `name_servers`, or those of the system if there are none."""

    def __init__(self, name_servers: Sequence[str] = ()) -> None:
        self._name_servers = tuple(HostPort.parse(one, 53) for one in name_servers)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="dns")

    async def locate(self, wanted: Wanted) -> Located:
        """The servers now."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._locate, wanted)

    def close(self) -> None:
        """Begin no further search."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _locate(self, wanted: Wanted) -> Located:
        # Loaded here, in the thread: no process waits for it at its start.
        import dns.resolver  # noqa: F401

        began_s = time.thread_time()
        located = locate(Questions(self._name_servers), wanted)
        return replace(located, cost_s=time.thread_time() - began_s)


class Questions:
    """The questions of one search; implements `server_location.Names`."""

    def __init__(self, name_servers: Sequence[HostPort] = ()) -> None:
        self._name_servers = name_servers
        self._until_s = time.monotonic() + SEARCH_S

    def naptr(self, name: str) -> Answer[Naptr]:
        return self._asked(name, "NAPTR", _naptr)

    def srv(self, name: str) -> Answer[Srv]:
        return self._asked(name, "SRV", _srv)

    def addresses(self, host: str) -> Answer[str]:
        """By the file of hosts, else by DNS, else by whatever else the system asks."""
        if is_ip(host):
            return Answer((canonical(host),), LONGEST_TTL_S)
        if here := _hosts_now().get(host):
            return Answer(here, UNSTATED_TTL_S)
        found = [self._asked(host, kind, _address) for kind in ("A", "AAAA")]
        records = tuple(address for one in found for address in one.records)
        if records:
            return Answer(records, min(one.ttl_s for one in found))
        if any(one.failed for one in found):
            # The system would ask the same name servers in vain once more, for as long as it likes.
            return Answer((), FAILED_TTL_S, failed=True)
        return self._by_system(host)

    def _by_system(self, host: str) -> Answer[str]:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
        except (OSError, UnicodeError):
            return Answer((), FAILED_TTL_S, failed=True)
        return Answer(tuple(canonical(str(address[0])) for *_, address in found), UNSTATED_TTL_S)

    def _asked(
        self, name: str, kind: Literal["NAPTR", "SRV", "A", "AAAA"], read: Callable[[DnsAnswer], tuple[T, ...]]
    ) -> Answer[T]:
        if _only_the_system_knows(name):
            return Answer((), UNSTATED_TTL_S)
        from dns import exception, resolver
        from dns import name as names

        left_s = self._until_s - time.monotonic()
        if left_s <= 0:
            return Answer((), FAILED_TTL_S, failed=True)
        try:
            answer = self._resolver().resolve(names.from_text(name), kind, search=False, lifetime=left_s)
        except (resolver.NXDOMAIN, resolver.NoAnswer, names.LabelTooLong, names.NameTooLong, names.EmptyLabel):
            return Answer((), UNSTATED_TTL_S)
        except resolver.NoResolverConfiguration:
            return Answer((), UNSTATED_TTL_S)
        except (exception.DNSException, OSError):
            return Answer((), FAILED_TTL_S, failed=True)
        ttl_s = min(max(answer.chaining_result.minimum_ttl, SHORTEST_TTL_S), LONGEST_TTL_S)
        return Answer(read(answer), ttl_s)

    def _resolver(self) -> Resolver:
        """Made for each question: the system's name servers may be others now."""
        from dns.nameserver import Do53Nameserver
        from dns.resolver import Resolver

        resolver = Resolver(configure=not self._name_servers)
        if self._name_servers:
            resolver.nameservers = [Do53Nameserver(one.host, one.port) for one in self._name_servers]
        resolver.timeout = QUESTION_S
        resolver.use_edns(0, 0, MAX_ANSWER_BYTES)
        return resolver


def _only_the_system_knows(name: str) -> bool:
    """A host that the administrator has written down, or a bare name: only the system knows its domain."""
    host = name.rpartition("._udp.")[2].rpartition("._tcp.")[2]
    return "." not in host or host in _hosts_now()


def _naptr(answer: DnsAnswer) -> tuple[Naptr, ...]:
    return tuple(
        Naptr(
            one.order,
            one.preference,
            one.flags.decode("ascii", "replace"),
            one.service.decode("ascii", "replace"),
            _text(one.replacement),
        )
        for one in answer
    )


def _srv(answer: DnsAnswer) -> tuple[Srv, ...]:
    return tuple(Srv(one.priority, one.weight, one.port, _text(one.target)) for one in answer)


def _address(answer: DnsAnswer) -> tuple[str, ...]:
    return tuple(canonical(one.address) for one in answer)


def _text(name: object) -> str:
    return str(name).lower().removesuffix(".")


def _hosts_now() -> Mapping[str, tuple[str, ...]]:
    try:
        return _hosts(HOSTS, HOSTS.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=1)
def _hosts(file: Path, changed_ns: int) -> Mapping[str, tuple[str, ...]]:
    """The addresses of each name in a file of hosts, which is read again when it has changed."""
    found: dict[str, tuple[str, ...]] = {}
    for line in file.read_text(errors="replace").splitlines():
        address, *names = line.partition("#")[0].split() or [""]
        for name in map(canonical, names) if is_ip(address) else ():
            found[name] = (*found.get(name, ()), canonical(address))
    return found
