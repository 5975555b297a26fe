"""Trunks: their addresses, our registrations at them, and how to reach numbers through them."""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from switchboard.engine.builtin.context import Callee, TrunkAccount
from switchboard.engine.builtin.trunk_lines import FromTrunk, host_names
from switchboard.engine.builtin.trunk_registration import TrunkRegistration
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop, bracketed, canonical
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.offer_answer import Codec
from switchboard.sip.uri import SipUri
from switchboard.store.people.credentials import Credentials

RESOLVE_S = 60.0
SILENCE_S = 5.0
"""How long a trunk may be silent, without even a 100, before the next trunk is tried."""


@dataclass(frozen=True, slots=True)
class _Registration:
    """A running registration and the configuration that it was made for."""

    line: FromTrunk
    task: "asyncio.Task[None]"


class Trunks:
    """The trunks of all tenants. Follows the configurations: `update` after every change."""

    def __init__(self, endpoint: SipEndpoint, credentials: Credentials) -> None:
        self._endpoint = endpoint
        self._credentials = credentials
        self._lines: dict[int, FromTrunk] = {}
        self._resolved: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._accounts: dict[int, TrunkAccount | None] = {}
        self._registrations: dict[int, _Registration] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self._resolver: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()

    def update(self, configurations: Mapping[int, Configuration]) -> None:
        """Register at new and changed trunks, leave those that are gone."""
        lines = [FromTrunk(tenant, stored) for tenant, one in configurations.items() for stored in one.trunks()]
        self._lines = {line.trunk.id: line for line in lines}
        self._changed.set()
        former = {
            trunk: running for trunk, running in self._registrations.items() if self._lines.get(trunk) != running.line
        }
        for trunk, running in former.items():
            del self._registrations[trunk]
            self._leave(running.task)
        for trunk, line in self._lines.items():
            if line.trunk.document.type == "register" and trunk not in self._registrations:
                before = former[trunk].task if trunk in former else None
                task = asyncio.create_task(self._stay_registered(line, before), name=f"register-{trunk}")
                self._registrations[trunk] = _Registration(line, task)
        if self._resolver is None:
            self._resolver = asyncio.create_task(self._resolve_for_ever(), name="resolve-trunks")

    async def close(self) -> None:
        """Leave all trunks."""
        tasks = [running.task for running in self._registrations.values()]
        if self._resolver is not None:
            tasks.append(self._resolver)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, *self._leaving, return_exceptions=True)

    def names_of(self, address: str) -> frozenset[str]:
        """The host names of trunks that stand for an address, and itself."""
        return self._names.get(address, frozenset()) | {address}

    async def callees(self, line: FromTrunk, number: str) -> list[Callee]:
        """How to reach a number through a trunk; nothing when it is off or has no address.

        The caller knows the trunk: his configuration may be newer than the last `update`.
        """
        trunk = line.trunk.document
        hop = await self._hop(trunk) if trunk.enabled else None
        if hop is None:
            return []
        uri = SipUri(scheme="sip", user=number, host=bracketed(canonical(trunk.host)), port=trunk.port)
        if hop.transport == "tcp":
            uri = uri.with_params(transport="tcp")
        account = await self._last_account(line)
        codecs = tuple(map(Codec, trunk.codecs))
        return [Callee(uri, account=account, address=hop.host, silence_s=SILENCE_S, codecs=codecs)]

    async def _hop(self, trunk: Trunk) -> NextHop | None:
        """The trunk's address, looked up now where it is not known."""
        name = canonical(trunk.host)
        addresses = self._resolved.get(name) or await _addresses(name)
        reached = sorted(filter(self._endpoint.reaches, addresses), key=lambda address: (":" in address, address))
        return NextHop(trunk.transport, reached[0], trunk.port) if reached else None

    async def _account(self, line: FromTrunk) -> TrunkAccount | None:
        """Raises Unavailable."""
        trunk = line.trunk
        password = await self._credentials.trunk_secret(line.tenant, trunk.id)
        known = trunk.document.username and password is not None
        account = TrunkAccount(trunk.document.username, password or "") if known else None
        self._accounts[trunk.id] = account
        return account

    async def _last_account(self, line: FromTrunk) -> TrunkAccount | None:
        """The account, or the last one known while the database is away: calls go on."""
        try:
            return await self._account(line)
        except Unavailable:
            return self._accounts.get(line.trunk.id)

    async def _resolve_for_ever(self) -> None:
        """Look names up at each change and now and then; what cannot be looked up stays as it was."""
        while True:
            self._changed.clear()
            for name in {name for line in self._lines.values() for name in host_names(line.trunk.document)}:
                if found := await _addresses(name):
                    self._resolved[name] = found
                    self._names = _reversed(self._resolved)
            try:
                await asyncio.wait_for(self._changed.wait(), RESOLVE_S)
            except TimeoutError:
                continue

    def _leave(self, task: "asyncio.Task[None]") -> None:
        task.cancel()
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _stay_registered(self, line: FromTrunk, before: "asyncio.Task[None] | None") -> None:
        """`before` is the registration that this one follows: it must be taken back first."""
        if before is not None:
            await asyncio.wait({before})
        trunk = line.trunk.document
        registration = TrunkRegistration(self._endpoint, trunk, lambda: self._hop(trunk), lambda: self._account(line))
        await registration.keep()


def _reversed(resolved: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Addresses to the names that stand for them."""
    names: dict[str, frozenset[str]] = {}
    for name, addresses in resolved.items():
        for address in addresses:
            names[address] = names.get(address, frozenset()) | {name}
    return names


async def _addresses(name: str) -> frozenset[str]:
    """The addresses of a host name; empty for a name that cannot be resolved."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return frozenset()
    return frozenset(canonical(str(address[0])) for *_, address in found)
