"""What all parts of the engine share, made once by `BuiltinEngine`."""

import asyncio
import importlib.util
from collections.abc import Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import structlog

from switchboard.clock import Clock
from switchboard.config import SipSettings
from switchboard.engine.builtin.dialogs import Dialogs
from switchboard.engine.builtin.hop_health import AvoidedHops
from switchboard.engine.builtin.media_names import MediaNames
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.builtin.media_pool import MediaPool
from switchboard.engine.builtin.next_hops import FlowsInUse
from switchboard.engine.builtin.places import Bound, Places
from switchboard.engine.builtin.quotas import Quota
from switchboard.engine.builtin.rooms import Rooms
from switchboard.engine.builtin.trusted_proxies import TrustedProxies
from switchboard.engine.port import TrunkCondition, TrunkTarget
from switchboard.sip.aio.addresses import NextHop, Source, bracketed, hop_of
from switchboard.sip.aio.client_transaction import ClientTransaction
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.bodies import session_description
from switchboard.sip.errors import SipError, UnacceptableOffer, WrongAddressFamily
from switchboard.sip.media_address import IpVersion
from switchboard.sip.message import Message, Request
from switchboard.sip.offer_answer import Capabilities, Codec, Encryption
from switchboard.sip.registrar import Binding
from switchboard.sip.sdp import SessionDescription
from switchboard.sip.uri import SipUri

log = structlog.get_logger()

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, SUBSCRIBE, NOTIFY, PRACK, REGISTER"
EXTENSIONS = frozenset({"timer", "path", "100rel"})
"""Option tags that a peer may require."""
HAS_SRTP = importlib.util.find_spec("pylibsrtp") is not None
"""Whether this installation can encrypt audio; it needs the extra `srtp`."""
SUPPORTED = ("Supported", ", ".join(sorted(EXTENSIONS)))


@dataclass(frozen=True, slots=True)
class TrunkAccount:
    """The name and password by which a trunk knows us."""

    username: str
    password: str


NEXT_SILENCE_S = 2.0
"""So long may a server be silent that is tried because another one took nothing: the caller has waited for that one."""


@dataclass(frozen=True, slots=True)
class Callee:
    """Where an INVITE goes: Request-URI, next hop (None: the URI's own), routes, and our account there.

    `address` is the numeric host behind a URI that names one. `silence_s`: a callee without a response for this time is
    dead; None for no limit. `binding` is the registration that it comes from. `codecs`: only these, in this order.
    `bounds` are the limits within which the call takes its place. `first_hop` is where the INVITE goes; what follows it
    goes where the answer says. `more_hops` are tried one after the other where a server takes nothing, and those that
    took nothing are then `avoided`. `encryption` is that of its audio.
    """

    uri: SipUri
    hop: NextHop | None = None
    route: tuple[str, ...] = ()
    account: TrunkAccount | None = None
    address: str = ""
    silence_s: float | None = None
    binding: Binding | None = None
    codecs: tuple[Codec, ...] = ()
    bounds: tuple[Bound, ...] = ()
    first_hop: NextHop | None = None
    more_hops: tuple[NextHop, ...] = ()
    avoided: AvoidedHops | None = None
    encryption: Encryption = "off"

    @property
    def way(self) -> NextHop | None:
        """Where the INVITE goes, as far as that is known before a name is looked up."""
        return self.hop or self.first_hop or hop_of(self.uri)

    def at_next(self) -> "Callee | None":
        """The same at the next of its servers; None after the last one."""
        if not self.more_hops:
            return None
        first, *more = self.more_hops
        silence_s = self.silence_s and min(self.silence_s, NEXT_SILENCE_S)
        return replace(self, first_hop=first, address=first.host, more_hops=tuple(more), silence_s=silence_s)


class Locator(Protocol):
    """Where extensions and trunks are reached now."""

    async def contacts(self, extensions: Collection[int]) -> Mapping[int, tuple[Binding, ...]]:
        """Where the phones of these extensions are called."""
        ...

    def mark_unreachable(self, extension: int, binding: Binding) -> None:
        """Nobody is there any more, though the registration lasts."""
        ...

    def codecs(self, tenant: int, extension: int) -> tuple[Codec, ...]:
        """Those that the phones of an extension are limited to, the best first; none for all."""
        ...

    def encryption(self, tenant: int, extension: int) -> Encryption:
        """Whether the audio of an extension's phones may be encrypted, or must be."""
        ...

    def trunk_condition(self, trunk: int) -> TrunkCondition: ...

    async def trunk_callees(self, tenant: int, target: TrunkTarget) -> list[Callee]: ...

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
        task.add_done_callback(lambda _: work.close())  # for one that was cancelled before it began
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


@dataclass(slots=True)
class EngineContext:
    """The engine's parts and settings.

    `takes` is the directory of what callers say to be kept, as messages. A file is there from the first word on, and
    valid all the time, so that it outlives a crash; then it is not trimmed at its end.

    `tune` has a network stream of music fetched for a tenant, by its URL, and returns the ring where it is heard; None
    if it is not fetched.

    Nothing is said for `answer_silence_s` after an answer, or until the caller's first packet or key.
    """

    settings: SipSettings
    endpoint: SipEndpoint
    pool: MediaPool
    locator: Locator
    clock: Clock
    stem: Callable[[str], Path]
    recordings: Path
    takes: Path
    quota: Quota
    tune: Callable[[int, str], Path | None] = lambda tenant, url: None
    any_source_behind_nat: bool = False
    capabilities: Capabilities = field(default_factory=Capabilities)
    answer_silence_s: float = 0.0
    rooms: Rooms = field(default_factory=Rooms)
    names: MediaNames = field(default_factory=MediaNames)
    dialogs: Dialogs = field(default_factory=Dialogs)
    flows: FlowsInUse = field(default_factory=FlowsInUse)
    places: Places = field(default_factory=Places)
    background: Background = field(default_factory=Background)
    proxies: TrustedProxies = field(init=False)
    _limited: "dict[tuple[tuple[IpVersion, ...], tuple[Codec, ...], Encryption], Capabilities]" = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        self.proxies = TrustedProxies.of(self.settings)

    def capabilities_for(
        self, *ip_versions: IpVersion, codecs: tuple[Codec, ...] = (), encryption: Encryption = "off"
    ) -> Capabilities:
        """Our media capabilities, limited to addresses of these IP versions, and to `codecs` if there are any."""
        key = (ip_versions, codecs, encryption)
        if key not in self._limited:
            ours = replace(self.capabilities, ip_versions=frozenset(ip_versions), encryption=encryption)
            self._limited[key] = replace(ours, codecs=codecs, by_our_order=True) if codecs else ours
        return self._limited[key]

    def encryption_with(self, peer: NextHop | Source | None, wanted: Encryption) -> Encryption:
        """What is possible of that with a peer. Keys are in the signalling: without TLS everybody on the way has them.

        Raises UnacceptableOffer where encryption is required and not possible.
        """
        if wanted == "off" or self.may_have_keys(peer):
            return wanted
        if wanted == "required":
            raise UnacceptableOffer("encrypted audio is required, which needs SIP over TLS, and pylibsrtp here")
        return "off"

    def may_have_keys(self, peer: NextHop | Source | None) -> bool:
        """Whether keys may be sent there, and believed from there."""
        if not HAS_SRTP or peer is None:
            return False
        through_edge = self.settings.keys_through_proxies and self.proxies.trust(peer.host)
        return peer.transport == "tls" or through_edge

    async def read_sdp(self, message: Message, peer: MediaPeer) -> SessionDescription | None:
        """What a peer that has proved who it is describes, with addresses for its host names; None for nothing.

        UnsupportedBody, MalformedSdp, SipError for multipart that is malformed.
        """
        body = session_description(message)
        if not body:
            return None
        return await self.names.resolved(SessionDescription.parse(body), peer, self.pool.ip_versions)

    def answer_headers(self, refusal: SipError, peer: Source) -> list[tuple[str, str]]:
        """The headers by which a response tells more than its status does."""
        if not isinstance(refusal, WrongAddressFamily):
            return list(refusal.answer_headers)
        return [("Warning", refusal.warning.format(host=bracketed(self.endpoint.local_host(peer.host))))]

    def send(self, request: Request, hop: NextHop | None) -> None:
        """Send a request of ours and see it to its end, whatever is answered."""
        self.background.spawn(_finish(self.endpoint.request(request, hop=hop)), request.method.lower())


async def _finish(transaction: ClientTransaction) -> None:
    await transaction.final()
