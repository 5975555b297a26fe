"""Where the servers of trunks are: looked up before calls need them, and again when the answers may be others."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

import structlog

from switchboard.config import SipSettings
from switchboard.engine.builtin.trunk_lines import server_name
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop, bracketed, canonical, is_ip, with_transport
from switchboard.sip.aio.name_service import FAILED_TTL_S
from switchboard.sip.server_location import (
    USUAL_PORT,
    Below,
    Located,
    Server,
    Transport,
    Wanted,
    at_host,
    in_turn,
)
from switchboard.sip.uri import SipUri

log = structlog.get_logger()

LOOK_S = 6.0
"""A call does not wait longer for a name that nobody has looked up yet."""
NOTHING = Located((), FAILED_TTL_S, False)

AT_LEAST_S = 1.0
PER_S, REST = 20, 20
"""However short the TTLs that tenants' providers have, and however long their answers: so many names are looked up in a
second, and no more; and between two searches, the processor rests so many times as long as they take of it."""


class Reaches(Protocol):
    """Which addresses we can send to."""

    def reaches(self, host: str) -> bool: ...


class TrunkServers:
    """The servers of the trunks that it follows, and of others when somebody asks.

    `spoken` are the transports that the settings have, the one that we like best first.
    """

    def __init__(
        self,
        locate: Callable[[Wanted], Awaitable[Located]],
        reach: Reaches,
        spoken: tuple[Transport, ...] = ("udp", "tcp"),
        below: Below = random.randrange,
    ) -> None:
        self._locate = locate
        self._reach = reach
        self._spoken = spoken
        self._below = below
        self._known: dict[Wanted, Located] = {}
        self._keeping: dict[Wanted, asyncio.Task[None]] = {}
        self._called: dict[Wanted, set[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._listening: dict[tuple[str, int], frozenset[str]] = {}

    def follow(self, trunks: Iterable[Trunk]) -> None:
        """Look up the names of these trunks from now on, and no others."""
        self._called = {}
        for name, wanted in (found for trunk in trunks for found in self._all_wanted(trunk)):
            if not is_ip(wanted.host):
                self._called.setdefault(wanted, set()).add(name)
        for gone in self._keeping.keys() - self._called.keys():
            self._keeping.pop(gone).cancel()
            self._known.pop(gone, None)
        for new in self._called.keys() - self._keeping.keys():
            self._keeping[new] = asyncio.create_task(self._keep(new), name=f"locate-{new.host}")
        self._note_names()

    async def close(self) -> None:
        """Look up nothing more."""
        for task in self._keeping.values():
            task.cancel()
        await asyncio.gather(*self._keeping.values(), return_exceptions=True)

    async def all_hops(self, trunk: Trunk) -> list[NextHop]:
        """All addresses at which a trunk is reached, those of the first rank first; looked up now where they are not
        known."""
        return self._hops(trunk, (await self._located(trunk)).servers)

    async def ways(self, trunk: Trunk) -> list[NextHop]:
        """The same in the order in which one request is to try them: servers share requests by their weights."""
        return self._hops(trunk, in_turn((await self._located(trunk)).servers, self._below))

    def names_of(self, address: str) -> frozenset[str]:
        """The names of trunks that stand for an address, and itself."""
        return self._names.get(address, frozenset()) | {address}

    def listening(self, address: str, port: int) -> frozenset[str]:
        """The names whose servers are at that port of that address, by what DNS says."""
        return self._listening.get((address, port), frozenset())

    def _hops(self, trunk: Trunk, servers: Iterable[Server]) -> list[NextHop]:
        domain = canonical(trunk.host)
        return [
            NextHop(server.transport, address, server.port, domain=domain)
            for server in servers
            for address in server.addresses
            if self._reach.reaches(address)
        ]

    async def _located(self, trunk: Trunk) -> Located:
        wanted = self._wanted(trunk)
        if is_ip(wanted.host):
            return Located((at_host(wanted, (wanted.host,)),), AT_LEAST_S, True)
        if (known := self._known.get(wanted)) is not None:
            return known
        try:
            async with asyncio.timeout(LOOK_S):
                return await self._found(wanted)
        except TimeoutError:
            return NOTHING

    def _wanted(self, trunk: Trunk) -> Wanted:
        host = canonical(trunk.host)
        if trunk.transport != "auto":
            return Wanted(host, trunk.port, (trunk.transport,))
        # Keys of encrypted audio go by TLS alone.
        spoken = ("tls",) if trunk.encryption == "required" else self._spoken
        return Wanted(host, trunk.port, spoken, by_naptr=True)

    def _all_wanted(self, trunk: Trunk) -> Iterable[tuple[str, Wanted]]:
        """What is looked up for a trunk, by the names under which its calls are known."""
        yield server_name(trunk), self._wanted(trunk)
        for host in map(canonical, trunk.addresses):
            yield host, Wanted(host, USUAL_PORT["udp"], ("udp",))

    async def _keep(self, wanted: Wanted) -> None:
        while True:
            found = await self._found(wanted)
            self._note(wanted, found)
            again_s = found.ttl_s if found.servers else min(found.ttl_s, FAILED_TTL_S)
            await asyncio.sleep(max(again_s, AT_LEAST_S, len(self._called) * max(1 / PER_S, REST * found.cost_s)))

    def _note(self, wanted: Wanted, found: Located) -> None:
        """What cannot be found any more stays where it was."""
        known = self._known.setdefault(wanted, NOTHING)
        if found.servers and (found.complete or not known.servers):
            if known.servers != found.servers:
                log.info("servers found", host=wanted.host, servers=_told(found))
            self._known[wanted] = found
            self._note_names()

    async def _found(self, wanted: Wanted) -> Located:
        try:
            return await self._locate(wanted)
        except Exception:
            # Whatever a name server has sent, the name is to be asked again.
            log.exception("servers could not be looked up", host=wanted.host)
            return NOTHING

    def _note_names(self) -> None:
        """Which addresses the names stand for now."""
        names: dict[str, set[str]] = {}
        listening: dict[tuple[str, int], set[str]] = {}
        for wanted, called in self._called.items():
            for server in self._known.get(wanted, NOTHING).servers:
                for address in server.addresses:
                    names.setdefault(address, set()).update(called)
                    listening.setdefault((address, server.port), set()).update(called)
        self._names = {address: frozenset(found) for address, found in names.items()}
        self._listening = {there: frozenset(found) for there, found in listening.items()}


def spoken_by(settings: SipSettings) -> tuple[Transport, ...]:
    """TLS before the others: where a domain leaves the choice to us, nobody shall listen."""
    return (*(("tls",) if settings.tls_port else ()), "udp", *(("tcp",) if settings.tcp else ()))


def uri_of(trunk: Trunk, user: str | None = None) -> SipUri:
    """The URI of somebody at a trunk, which says of port and transport what the trunk says."""
    uri = SipUri(user=user, host=bracketed(canonical(trunk.host)), port=trunk.port or None)
    return uri if trunk.transport == "auto" else with_transport(uri, trunk.transport)


def _told(found: Located) -> list[str]:
    return [f"{one.transport} {bracketed(address)}:{one.port}" for one in found.servers for address in one.addresses]
