"""Trunks: their addresses, our registrations at them, and how to reach numbers through them."""

import asyncio
import socket
from dataclasses import dataclass

from switchboard.engine.builtin.context import Callee, TrunkAccount
from switchboard.engine.builtin.trunk_registration import TrunkRegistration
from switchboard.engine.port import TrunkTarget
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import Target as Hop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.uri import SipUri
from switchboard.store.credentials import Credentials

RESOLVE_S = 60.0
SILENCE_S = 5.0
"""A trunk that has answered nothing, not even 100, after so long is tried no longer: there may be another."""


@dataclass(frozen=True, slots=True)
class _Registration:
    """A running registration and the configuration that it was made for."""

    trunk: Stored[Trunk]
    task: "asyncio.Task[None]"


class Trunks:
    """Follows the configuration: `update` after every change."""

    def __init__(self, endpoint: SipEndpoint, credentials: Credentials, tenant: int) -> None:
        self._endpoint = endpoint
        self._credentials = credentials
        self._tenant = tenant
        self._configuration = Configuration({})
        self._resolved: dict[str, frozenset[str]] = {}
        self._accounts: dict[int, TrunkAccount | None] = {}
        self._registrations: dict[int, _Registration] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self._resolver: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()

    def update(self, configuration: Configuration) -> None:
        """Register at new and changed trunks, leave those that are gone."""
        self._configuration = configuration
        self._changed.set()
        trunks = {trunk.id: trunk for trunk in configuration.trunks()}
        former = {key: running for key, running in self._registrations.items() if trunks.get(key) != running.trunk}
        for key, running in former.items():
            del self._registrations[key]
            self._leave(running.task)
        for key, trunk in trunks.items():
            if trunk.document.type == "register" and key not in self._registrations:
                before = former[key].task if key in former else None
                task = asyncio.create_task(self._stay_registered(trunk, before), name=f"register-{key}")
                self._registrations[key] = _Registration(trunk, task)
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

    def hosts(self, trunk: Stored[Trunk]) -> frozenset[str]:
        """Every address that calls from the trunk may come from."""
        names = _names(trunk.document)
        return frozenset(names).union(*(self._resolved.get(name, frozenset()) for name in names))

    async def callees(self, target: TrunkTarget) -> list[Callee]:
        """How to reach a number through a trunk; nothing when the trunk is gone or its name has no address."""
        trunk = self._configuration.get(Trunk, target.trunk)
        hop = await self._hop(trunk.document) if trunk else None
        if trunk is None or hop is None:
            return []
        uri = SipUri(scheme="sip", user=target.number, host=trunk.document.host, port=trunk.document.port)
        if hop.transport == "tcp":
            uri = uri.with_params(transport="tcp")
        account = await self._last_account(trunk)
        return [Callee(uri, account=account, address=hop.host, silence_s=SILENCE_S)]

    async def _hop(self, trunk: Trunk) -> Hop | None:
        """The trunk's address, looked up now where it is not known."""
        name = _bare(trunk.host)
        addresses = self._resolved.get(name) or await _addresses(name)
        if not addresses:
            return None
        address = min(addresses, key=lambda address: (":" in address, address))
        return Hop(trunk.transport, address, trunk.port)

    async def _account(self, trunk: Stored[Trunk]) -> TrunkAccount | None:
        """Raises Unavailable."""
        password = await self._credentials.trunk_secret(self._tenant, trunk.id)
        known = trunk.document.username and password is not None
        account = TrunkAccount(trunk.document.username, password or "") if known else None
        self._accounts[trunk.id] = account
        return account

    async def _last_account(self, trunk: Stored[Trunk]) -> TrunkAccount | None:
        """The account, or the last one known while the database is away: calls go on."""
        try:
            return await self._account(trunk)
        except Unavailable:
            return self._accounts.get(trunk.id)

    async def _resolve_for_ever(self) -> None:
        """Look names up at each change and now and then; what cannot be looked up stays as it was."""
        while True:
            self._changed.clear()
            for trunk in self._configuration.trunks():
                for name in _names(trunk.document):
                    if found := await _addresses(name):
                        self._resolved[name] = found
            try:
                await asyncio.wait_for(self._changed.wait(), RESOLVE_S)
            except TimeoutError:
                continue

    def _leave(self, task: "asyncio.Task[None]") -> None:
        task.cancel()
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _stay_registered(self, trunk: Stored[Trunk], before: "asyncio.Task[None] | None") -> None:
        """`before` is the registration that this one follows: it must be taken back first."""
        if before is not None:
            await asyncio.wait({before})
        registration = TrunkRegistration(
            self._endpoint, trunk.document, lambda: self._hop(trunk.document), lambda: self._account(trunk)
        )
        await registration.keep()


def _names(trunk: Trunk) -> tuple[str, ...]:
    return tuple(_bare(name) for name in (trunk.host, *trunk.addresses))


def _bare(host: str) -> str:
    """Without the brackets that IPv6 addresses have in URIs."""
    return host.strip("[]")


async def _addresses(name: str) -> frozenset[str]:
    """What a host name resolves to; nothing when it does not."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return frozenset()
    return frozenset(str(address[0]) for *_, address in found)
