"""Which trunk a call comes through, over all tenants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from switchboard.engine.builtin.tenancy import Home
from switchboard.model.configuration import Configuration
from switchboard.model.dialplan import takes
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import Source, canonical, is_ip
from switchboard.sip.message import Request
from switchboard.sip.uri import SipUri

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class FromTrunk:
    """A peer at the address of this trunk of this tenant."""

    tenant: int
    trunk: Stored[Trunk]


class TrunkNames(Protocol):
    """What trunks call an address."""

    def names_of(self, address: str) -> frozenset[str]:
        """The names that stand for it, and itself."""
        ...

    def listening(self, address: str, port: int) -> frozenset[str]:
        """The names whose servers are at that port, by what DNS says."""
        ...


class TrunkLines:
    """All trunks by host name, made anew when a configuration changes: every call asks."""

    def __init__(self, names: TrunkNames) -> None:
        self._names = names
        self._configurations: Mapping[int, Configuration] = {}
        self._by_name: dict[str, list[FromTrunk]] = {}

    def find(
        self, request: Request, source: Source, home: Home, configurations: Mapping[int, Configuration]
    ) -> tuple[FromTrunk | None, FromTrunk | None]:
        """The trunk at exactly the source's address and port, else the one at its address.

        A Request-URI in a tenant's domain means trunks of that tenant.
        """
        here = [
            line for line in self._at(source.host, configurations) if home.called is None or home.called == line.tenant
        ]
        exact = [line for line in here if self._listens(line.trunk.document, source)]
        if exact:
            return _choose(exact, request, configurations), None
        return None, _choose(here, request, configurations)

    def _listens(self, trunk: Trunk, source: Source) -> bool:
        by_dns = not trunk.port and server_name(trunk) in self._names.listening(source.host, source.port)
        return by_dns or trunk.shown_port == source.port

    def _at(self, address: str, configurations: Mapping[int, Configuration]) -> list[FromTrunk]:
        """The oldest first."""
        if configurations is not self._configurations:
            self._configurations, self._by_name = configurations, _by_name(configurations)
        found = {line.trunk.id: line for name in self._names.names_of(address) for line in self._by_name.get(name, ())}
        return [found[trunk] for trunk in sorted(found)]


def host_names(trunk: Trunk) -> tuple[str, ...]:
    """The names of all that calls from the trunk may come from."""
    return server_name(trunk), *map(canonical, trunk.addresses)


def server_name(trunk: Trunk) -> str:
    """What the servers of a trunk are known by: its host, or where DNS says which they are, what it is asked for."""
    host = canonical(trunk.host)
    if trunk.port or is_ip(host):
        return host
    secure = "/tls" if trunk.transport == "auto" and trunk.encryption == "required" else ""
    return f"{host}/{trunk.transport}{secure}"


def dialled_through(trunk: Trunk, request: Request) -> str:
    """The number that is called. A provider that calls the account which we registered names it in To."""
    called = SipUri.parse(request.uri)
    return request.to.uri.number or called.number if _names(called, trunk) else called.number


def _names(uri: SipUri, trunk: Trunk) -> bool:
    """Whether a URI names the account that we have at the trunk, with parameters or separators in it or without."""
    return bool(trunk.username) and trunk.username in (uri.user, uri.number)


def _by_name(configurations: Mapping[int, Configuration]) -> dict[str, list[FromTrunk]]:
    found: dict[str, list[FromTrunk]] = {}
    for tenant, configuration in configurations.items():
        for trunk in configuration.trunks():
            for name in host_names(trunk.document):
                found.setdefault(name, []).append(FromTrunk(tenant, trunk))
    return found


def _choose(
    lines: Sequence[FromTrunk], request: Request, configurations: Mapping[int, Configuration]
) -> FromTrunk | None:
    """Chooses among trunks: one whose account is called; then, if several tenants have one, by their inbound routes.

    A route for some numbers comes before one for all of them. Where that does not decide, the oldest trunk does.
    """
    called = SipUri.parse(request.uri)
    lines = [line for line in lines if _names(called, line.trunk.document)] or lines
    if len({line.tenant for line in lines}) > 1:
        ranks = [_rank(line, request, configurations) for line in lines]
        lines = [line for line, rank in zip(lines, ranks, strict=True) if rank == min(ranks)]
        if len({line.tenant for line in lines}) > 1:
            log.info("several tenants have this trunk", trunks=[line.trunk.id for line in lines])
    return lines[0] if lines else None


def _rank(line: FromTrunk, request: Request, configurations: Mapping[int, Configuration]) -> int:
    """0: a route of the tenant takes this number, 1: one takes any number, 2: none takes it."""
    configuration, trunk = configurations[line.tenant], line.trunk
    ways = configuration.called_forms(trunk.document, dialled_through(trunk.document, request))
    patterns = [route.document.pattern for route in configuration.inbound_routes(trunk.id)]
    patterns = [pattern for pattern in patterns if any(takes(pattern, way) for way in ways)]
    return 0 if any(patterns) else 1 if patterns else 2
