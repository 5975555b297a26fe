"""What all parts of the engine share, made once by `BuiltinEngine`."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import structlog

from switchboard.clock import Clock
from switchboard.config import SipSettings
from switchboard.engine.builtin.media import MediaPool
from switchboard.engine.port import TrunkTarget
from switchboard.sip.aio.addresses import Target as Hop
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.message import Request
from switchboard.sip.offer_answer import Capabilities
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import SipUri

if TYPE_CHECKING:
    from switchboard.engine.builtin.leg import Leg

log = structlog.get_logger()

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY, REGISTER"
EXTENSIONS = frozenset({"timer", "path"})
"""Option tags that a peer may require."""


@dataclass(frozen=True, slots=True)
class TrunkAccount:
    """The name and password by which a trunk knows us."""

    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Callee:
    """Where an INVITE goes: Request-URI, next hop (None: the URI's own), routes, and our account there.

    `address` is the numeric host behind a URI that names one. `silence_s`: one that says nothing for so long is dead.
    """

    uri: SipUri
    hop: Hop | None = None
    route: tuple[str, ...] = ()
    account: TrunkAccount | None = None
    address: str = ""
    silence_s: float | None = None


class Locator(Protocol):
    """Where extensions and trunks are reached now."""

    def contacts(self, extension: int) -> tuple[Binding, ...]: ...

    async def trunk_callees(self, target: TrunkTarget) -> list[Callee]: ...

    def domain(self, tenant: int) -> str:
        """The SIP domain in which a tenant's phones are called; "" for none."""
        ...


class Background:
    """Tasks that outlive the call that began them, such as the BYE after it. Closing waits for them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[None, None, None], name: str) -> asyncio.Task[None]:
        """Run `work`; an exception in it is logged."""
        task = asyncio.create_task(self._guard(work, name), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self, timeout_s: float) -> None:
        """Wait for what runs, then cancel the rest."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=timeout_s)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @staticmethod
    async def _guard(work: Coroutine[None, None, None], name: str) -> None:
        try:
            await work
        except Exception:
            log.exception("task failed", task=name)


class LegTable:
    """Every leg by its dialog's Call-ID and our tag."""

    def __init__(self) -> None:
        self._legs: dict[tuple[str, str], Leg] = {}

    def add(self, leg: "Leg") -> None:
        self._legs[leg.dialog.call_id, leg.dialog.local.tag or ""] = leg

    def remove(self, leg: "Leg") -> None:
        self._legs.pop((leg.dialog.call_id, leg.dialog.local.tag or ""), None)

    def find(self, request: Request) -> "Leg | None":
        """The leg whose dialog an in-dialog request names."""
        return self._legs.get((request.call_id, request.to.tag or ""))

    def __len__(self) -> int:
        return len(self._legs)


@dataclass(slots=True)
class EngineContext:
    """The engine's parts and settings."""

    settings: SipSettings
    endpoint: SipEndpoint
    pool: MediaPool
    locator: Locator
    clock: Clock
    stem: Callable[[str], Path]
    recordings: Path
    capabilities: Capabilities = field(default_factory=Capabilities)
    legs: LegTable = field(default_factory=LegTable)
    background: Background = field(default_factory=Background)

    def send(self, request: Request, hop: Hop | None) -> None:
        """Send a request of ours and see it to its end, whatever is answered."""
        self.background.spawn(_finish(self.endpoint.request(request, target=hop)), request.method.lower())


async def _finish(transaction: ClientTransaction) -> None:
    await transaction.final()
