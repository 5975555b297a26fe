"""The built-in engine on a wire in memory, between a caller and the phones of three extensions."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from tests.unit.engine.kit.phone import Phone, Placed
from tests.unit.engine.kit.wire import PORT, Wire
from tests.unit.engine.kit.worker import HOST, MemoryWorker

from switchboard.call.cause import Cause
from switchboard.clock import SystemClock
from switchboard.config import SipSettings
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.context import Callee, EngineContext
from switchboard.engine.builtin.engine import BuiltinEngine
from switchboard.engine.builtin.identity import FromExtension, Identity
from switchboard.engine.builtin.message_waiting import MessageWaiting
from switchboard.engine.builtin.quotas import Quota
from switchboard.engine.builtin.tenancy import Home
from switchboard.engine.builtin.trunk_lines import FromTrunk
from switchboard.engine.port import Audio, Call, CallerId, DialRequest, PhoneTarget, TrunkCondition, TrunkTarget
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.mailbox import MessageCounts
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.offer_answer import Codec, Encryption
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import SipUri

CALLER, OUTSIDE = "10.0.0.9", "10.0.0.8"
PHONES: Mapping[int, str] = {101: "10.0.0.101", 102: "10.0.0.102", 103: "10.0.0.103"}
CALLERS_EXTENSION = 100
NEVER_S = 2.0**40
SETTINGS = SipSettings(host=HOST, port=PORT)

Flow = Callable[[BuiltinCall], Awaitable[None]]
"""What a test does with a call; afterwards it is hung up."""


class OneTenant:
    """Most tests read nothing of its configuration. The database may be away, or answer nothing at all."""

    def __init__(self) -> None:
        self.configuration = Configuration.of([])
        self.reads = 0
        self.is_away = False
        self.answers = asyncio.Event()
        self.answers.set()

    @property
    def last(self) -> Mapping[int, Configuration]:
        return {1: self.configuration}

    async def current(self) -> Mapping[int, Configuration]:
        self.reads += 1
        await self.answers.wait()
        if self.is_away:
            raise Unavailable("the database is away")
        return self.last

    async def owner(self, host: str) -> int | None:
        return None


@dataclass(slots=True)
class Known:
    """Each phone is its extension, the caller extension 100, and whoever is outside comes through trunk 1, the `line`.

    Strangers outside are challenged where only phones may ask.
    """

    line: Trunk = field(default_factory=lambda: Trunk(name="line", host=OUTSIDE))

    async def extension(
        self, tx: ServerTransaction, home: Home, known: Mapping[int, Configuration]
    ) -> FromExtension | None:
        if tx.source.host == OUTSIDE:
            tx.respond_once(401)
            return None
        found = await self.caller(tx, home, known)
        return found if isinstance(found, FromExtension) else None

    async def caller(
        self, tx: ServerTransaction, home: Home, known: Mapping[int, Configuration]
    ) -> FromExtension | FromTrunk:
        if tx.source.host == OUTSIDE:
            return FromTrunk(1, Stored(1, 1, self.line))
        phone = next((extension for extension, host in PHONES.items() if host == tx.source.host), None)
        if phone is not None:
            return FromExtension(1, Stored(phone, 1, Extension(name=str(phone), number=str(phone))))
        return FromExtension(1, Stored(CALLERS_EXTENSION, 1, Extension(name="Ann", number="100")))


@dataclass(slots=True)
class Mailboxes:
    """How many messages there are, by the id of the owner. While they are `away` nobody can count them."""

    messages: dict[int, MessageCounts] = field(default_factory=dict)
    away: bool = False

    async def counts(self, tenant: int, owner: int) -> MessageCounts:
        if self.away:
            raise Unavailable("the database is away")
        return self.messages.get(owner, MessageCounts())


@dataclass(slots=True)
class Registered:
    """Each extension has one contact, at its phone, or those at the phones in `shared`.

    `unreachable` are those that were given up. Where a `trunk` is is known once `found` is set. `bindings` are those
    that were made by REGISTER, by extension. `only` are the codecs of all.
    """

    unreachable: list[int] = field(default_factory=list)
    shared: dict[int, tuple[int, ...]] = field(default_factory=dict)
    trunk: list[Callee] = field(default_factory=list)
    found: asyncio.Event = field(default_factory=asyncio.Event)
    bindings: dict[int, tuple[Binding, ...]] = field(default_factory=dict)
    only: tuple[Codec, ...] = ()

    def own(self, extension: int) -> tuple[Binding, ...]:
        return self.bindings.get(extension, ())

    async def here(self, extension: int) -> tuple[Binding, ...]:
        return self.own(extension)

    def __post_init__(self) -> None:
        self.found.set()

    async def contacts(self, extensions: Collection[int]) -> Mapping[int, tuple[Binding, ...]]:
        return {extension: self._contacts(extension) for extension in extensions}

    def _contacts(self, extension: int) -> tuple[Binding, ...]:
        hosts = [PHONES[phone] for phone in self.shared.get(extension, (extension,)) if phone in PHONES]
        return tuple(Binding(SipUri.parse(f"sip:{extension}@{host}"), NEVER_S, "call", 1) for host in hosts)

    def mark_unreachable(self, extension: int, binding: Binding) -> None:
        self.unreachable.append(extension)

    def encryption(self, tenant: int, extension: int) -> Encryption:
        return "off"

    def codecs(self, tenant: int, extension: int) -> tuple[Codec, ...]:
        return self.only

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        return "free"

    async def trunk_callees(self, tenant: int, target: TrunkTarget) -> list[Callee]:
        await self.found.wait()
        return self.trunk

    def domain(self, tenant: int) -> str:
        return ""


class Exchange:
    """Everything but the call flow, which `connect` is told. `call` is the call, once it has come."""

    def __init__(self, *other_workers: MemoryWorker) -> None:
        self._broken: Exception | None = None
        self.wire = Wire()
        self.worker = MemoryWorker()
        self.other_workers = other_workers
        self.registered = Registered()
        self.tenant = OneTenant()
        self.engine = BuiltinEngine(SETTINGS, self.tenant)
        self.wire.attach(self.engine.endpoint, HOST)
        self.context = EngineContext(
            settings=SETTINGS,
            endpoint=self.engine.endpoint,
            pool=self.worker.pool(*other_workers),
            locator=self.registered,
            clock=SystemClock(),
            stem=Path,
            recordings=Path("recordings"),
            takes=Path("takes"),
            quota=Quota(calls=10, half_open=10, half_open_of_all=10),
        )
        self.mailboxes = Mailboxes()
        self.waiting = MessageWaiting(self.context, self.tenant, self.registered, self.mailboxes)
        self.known = Known()
        self.engine.attach(self.context, cast(Identity, self.known), cast(Any, None), self.waiting)
        self.caller = Phone(self.wire, CALLER)
        self.outside = Phone(self.wire, OUTSIDE)
        self.phones = {number: Phone(self.wire, host) for number, host in PHONES.items()}
        self.over = asyncio.Event()
        self.call: BuiltinCall

    async def connect(
        self, flow: Flow, number: str = "600", more: Sequence[tuple[str, str]] = (), *, offers: bool = True
    ) -> Placed:
        """Place the caller's call, with more headers, with which that is done."""

        async def handle(call: Call) -> None:
            assert isinstance(call, BuiltinCall)
            self.call = call
            try:
                await flow(call)
                await call.hang_up(Cause.NORMAL)
            except Exception as error:
                self._broken = error
                raise
            finally:
                self.over.set()

        await self.engine.start(handle)
        return self.caller.call(number, HOST, more, offers=offers)

    async def finished(self) -> list[str]:
        """Wait until the call is over and everything that goes on in the background; what is left then.

        Raises what broke the flow.
        """
        await self.over.wait()
        if self._broken is not None:
            raise self._broken
        await self.engine.drain(60)
        left = [f"dialog {one}" for one in range(len(self.context.dialogs))]
        left += [f"place of {name}" for name in self.context.places.names]
        left += [f"room {one}" for one in range(len(self.context.rooms))]
        return left + [f"stream {one}" for worker in (self.worker, *self.other_workers) for one in worker.open_streams]

    def lines(self, phone: int | None = None) -> list[str]:
        """What went between us and a phone, or the caller; `<` came, `>` was sent."""
        host = CALLER if phone is None else PHONES[phone]
        return [
            line.replace(f"{HOST}>{host}", ">").replace(f"{host}>{HOST}", "<") for line in self.wire.between(HOST, host)
        ]


def audio(name: str, seconds: int) -> Audio:
    return Audio(name, f"{name}-{seconds}", float(seconds))


def ring(*extensions: int, ring_time_s: float = 30, ringback: Audio | None = None) -> DialRequest:
    """A request to ring the phones of these."""
    targets = tuple(PhoneTarget(extension, str(extension)) for extension in extensions)
    return DialRequest(targets, ring_time_s, CallerId("100", "Ann"), ringback=ringback)
