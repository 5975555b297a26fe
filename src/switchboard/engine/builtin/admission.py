"""Requests that begin something, REGISTER, SUBSCRIBE and INVITE: whose they are, and whether they are let in."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import structlog

from switchboard import security_log
from switchboard.engine.builtin.context import EngineContext, new_id
from switchboard.engine.builtin.identity import FromExtension, Identity
from switchboard.engine.builtin.invitation import Invitation
from switchboard.engine.builtin.media_peer import MediaPeer, extension_peer, signalling_host, trunk_peer
from switchboard.engine.builtin.quotas import Quotas, Ticket
from switchboard.engine.builtin.tenancy import Tenancy, home_of_call, home_of_registration
from switchboard.engine.builtin.trunk_lines import FromTrunk, dialled_through
from switchboard.engine.builtin.who_calls import of_extension, through_trunk
from switchboard.engine.port import CallInfo
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.network_address import source_network
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.events import summary_event
from switchboard.sip.uri import SipUri

log = structlog.get_logger()

RETRY_AFTER_S = 10
OVERLOADED = (("Retry-After", str(RETRY_AFTER_S)),)


class Registrar(Protocol):
    """Answers a REGISTER that is authenticated."""

    async def register(self, tx: ServerTransaction, tenant: int, extension: int) -> None: ...


class Notifier(Protocol):
    """Answers a SUBSCRIBE that is authenticated."""

    def subscribe(self, tx: ServerTransaction, phone: FromExtension) -> None:
        """Raises SipError."""
        ...


@dataclass(frozen=True, slots=True)
class Admitted:
    """An INVITE that may become a call. The ticket is to be closed when the call is over."""

    invitation: Invitation
    info: CallInfo
    ticket: Ticket


class Admission:
    """Answers whom it does not let in. Its methods raise Unavailable, and SipError for a request to be refused."""

    def __init__(
        self,
        context: EngineContext,
        tenancy: Tenancy,
        identity: Identity,
        registrar: Registrar,
        notifier: Notifier,
    ) -> None:
        self._context = context
        self._tenancy = tenancy
        self._identity = identity
        self._registrar = registrar
        self._notifier = notifier
        self._quotas = Quotas(context.quota, time.monotonic, _tell_flood)

    async def register(self, tx: ServerTransaction) -> None:
        """Answer a REGISTER: an extension may register only itself."""
        home = await home_of_registration(self._tenancy, tx.request)
        phone = await self._identity.extension(tx, home, await self._current())
        if phone is None:
            return
        if tx.request.to.uri.number != phone.extension.document.number:
            tx.respond(403)
            return
        await self._registrar.register(tx, phone.tenant, phone.extension.id)

    async def subscribe(self, tx: ServerTransaction) -> None:
        """Answer a SUBSCRIBE: phones are told of messages alone. Other events are refused before anybody is asked who
        he is."""
        summary_event(tx.request)
        home = await home_of_call(self._tenancy, tx.request)
        phone = await self._identity.extension(tx, home, await self._current())
        if phone is not None:
            self._notifier.subscribe(tx, phone)

    async def admit(self, tx: ServerTransaction) -> Admitted | None:
        """Returns the call that an INVITE may begin; None for an INVITE that was answered here."""
        home = await home_of_call(self._tenancy, tx.request)
        caller = await self._identity.caller(tx, home, await self._current())
        if caller is None:
            return None
        peer = self._peer(tx, caller)
        ticket = self._quotas.admit(_sources(peer.host, caller), peer.host)
        if ticket is None:
            tx.respond_once(503, headers=OVERLOADED)
            return None
        admitted = None
        try:
            invitation = await self._invitation(tx, peer, caller)
            if invitation is not None:
                admitted = Admitted(invitation, self._info(tx, caller, peer.host), ticket)
        finally:
            if admitted is None:
                ticket.close()
        return admitted

    async def _invitation(
        self, tx: ServerTransaction, peer: MediaPeer, caller: FromExtension | FromTrunk
    ) -> Invitation | None:
        """Returns the invitation; None for one that was cancelled meanwhile, and is answered with 487."""
        offer = await self._context.read_sdp(tx.request, peer)
        if tx.cancelled.done():
            tx.respond(487)
            return None
        early_media = isinstance(caller, FromExtension) or caller.trunk.document.early_announcements
        return Invitation(self._context, tx, peer, offer, early_media=early_media)

    async def _current(self) -> Mapping[int, Configuration]:
        """The configurations now, or the last ones known while the database is away: calls go on."""
        try:
            return await self._tenancy.current()
        except Unavailable:
            log.error("database is away, using the last known configuration")
            return self._tenancy.last

    def _peer(self, tx: ServerTransaction, caller: FromExtension | FromTrunk) -> MediaPeer:
        host = signalling_host(tx.request, tx.source.host, self._context.settings.trusted_proxies)
        if isinstance(caller, FromExtension):
            return extension_peer(caller.extension.id, host)
        return trunk_peer(caller.trunk.id, host)

    def _info(self, tx: ServerTransaction, caller: FromExtension | FromTrunk, host: str) -> CallInfo:
        if isinstance(caller, FromExtension):
            who, extension, trunk = of_extension(tx.request, caller.extension.document), caller.extension.id, None
            dialled = SipUri.parse(tx.request.uri).number
        else:
            who, extension, trunk = through_trunk(tx.request, caller.trunk.document), None, caller.trunk.id
            dialled = dialled_through(caller.trunk.document, tx.request)
        return CallInfo(
            id=new_id(),
            tenant=caller.tenant,
            caller=who.caller,
            dialled=dialled,
            received_at=self._context.clock.now(),
            extension=extension,
            trunk=trunk,
            source=host,
            withheld=who.withheld,
            diversions=who.diversions,
        )


def _sources(host: str, caller: FromExtension | FromTrunk) -> list[str]:
    """The sources against whose quotas a call counts: its trunk, and the network that it comes from."""
    trunk = [f"trunk {caller.trunk.id}"] if isinstance(caller, FromTrunk) else []
    return [*trunk, source_network(host)]


def _tell_flood(host: str, source: str) -> None:
    security_log.tell("sip-flood", host, counted=source)
