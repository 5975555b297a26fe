"""Requests that begin something, REGISTER, SUBSCRIBE and INVITE: whose they are, and whether they are let in."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from switchboard import security_log
from switchboard.call.ids import new_id
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.guests import Guest, Guests, machine_peer
from switchboard.engine.builtin.identity import FromExtension, Identity
from switchboard.engine.builtin.invitation import Invitation
from switchboard.engine.builtin.media_peer import MediaPeer, extension_peer, trunk_peer
from switchboard.engine.builtin.places import Bound, Place, of_tenant, of_trunk, unbounded
from switchboard.engine.builtin.quotas import Quotas, Ticket
from switchboard.engine.builtin.tenancy import Tenancy, home_of_call, home_of_registration
from switchboard.engine.builtin.trunk_lines import FromTrunk, dialled_through
from switchboard.engine.builtin.who_calls import of_extension, through_trunk
from switchboard.engine.port import CallHandler, CallInfo
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.emergency_numbers import emergency_number
from switchboard.network_address import source_network
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.events import summary_event
from switchboard.sip.offer_answer import Codec
from switchboard.sip.uri import SipUri

log = structlog.get_logger()

RETRY_AFTER_S = 10
OVERLOADED = (("Retry-After", str(RETRY_AFTER_S)),)


class Registrar(Protocol):
    """Answers a REGISTER that is authenticated, and hears of other requests that are and came over a connection."""

    async def register(self, tx: ServerTransaction, tenant: int, extension: int) -> None: ...

    def proved(self, tx: ServerTransaction, extension: int) -> None: ...


class Notifier(Protocol):
    """Answers a SUBSCRIBE that is authenticated."""

    def subscribe(self, tx: ServerTransaction, phone: FromExtension) -> None:
        """Raises SipError."""
        ...


@dataclass(frozen=True, slots=True)
class Admitted:
    """An INVITE that may become a call, to be closed when the call is over. With a `handler` that runs, instead of what
    runs with all others.
    """

    invitation: Invitation
    info: CallInfo
    ticket: Ticket
    place: Place
    handler: CallHandler | None = None

    def close(self) -> None:
        """Count the call no more. What it counts for its trunk, its leg does, which may go on in another call."""
        self.ticket.close()
        self.place.close()
        self.invitation.over()


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
        self.guests = Guests()
        self._quotas = Quotas(context.quota, time.monotonic, _tell_flood)

    async def register(self, tx: ServerTransaction) -> None:
        """Answer a REGISTER: an extension may register only itself."""
        home = await home_of_registration(self._tenancy, tx.request)
        phone = await self._identity.extension(tx, home, await self._current())
        if phone is None:
            return
        self._context.endpoint.vouch_for(tx.source.host)
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
            self._context.endpoint.vouch_for(tx.source.host)
            self._note_connection(tx, phone)
            self._notifier.subscribe(tx, phone)

    async def admit(self, tx: ServerTransaction) -> Admitted | None:
        """Returns the call that an INVITE may begin; None for an INVITE that was answered here."""
        if (guest := self.guests.take(tx.request)) is not None:
            return await self._admit_guest(tx, guest)
        home = await home_of_call(self._tenancy, tx.request)
        configurations = await self._current()
        caller = await self._identity.caller(tx, home, configurations)
        if caller is None:
            return None
        self._context.endpoint.vouch_for(tx.source.host)
        if isinstance(caller, FromExtension):
            self._note_connection(tx, caller)
        peer = self._peer(tx, caller)
        configuration = configurations[caller.tenant]
        emergency = _is_emergency(tx, caller, configuration)
        ticket = self._quotas.admit(_sources(peer.host, caller), peer.host, emergency=emergency)
        if ticket is None:
            tx.respond_once(503, headers=OVERLOADED)
            return None
        admitted = None
        try:
            admitted = await self._within_limits(tx, peer, caller, configuration, ticket, emergency=emergency)
        finally:
            if admitted is None:
                ticket.close()
        return admitted

    def _note_connection(self, tx: ServerTransaction, phone: FromExtension) -> None:
        if tx.source.is_stream:
            self._registrar.proved(tx, phone.extension.id)

    async def _admit_guest(self, tx: ServerTransaction, guest: Guest) -> Admitted | None:
        """A caller of another machine, which has him counted and bounded."""
        host = tx.source.host
        self._context.endpoint.vouch_for(host)
        peer = machine_peer(host)
        offer = await self._context.read_sdp(tx.request, peer)
        if tx.cancelled.done():
            tx.respond(487)
            return None
        invitation = Invitation(self._context, tx, peer, offer, early_media=False)
        return Admitted(
            invitation, guest.info, self._quotas.unbounded(), self._context.places.unbounded(), guest.handler
        )

    async def _within_limits(
        self,
        tx: ServerTransaction,
        peer: MediaPeer,
        caller: FromExtension | FromTrunk,
        configuration: Configuration,
        ticket: Ticket,
        *,
        emergency: bool,
    ) -> Admitted | None:
        """Takes the places of the call: one of its trunk, and one of its tenant."""
        places, admitted = self._context.places, None
        bounds = [self._tenant_bound(caller.tenant, configuration)]
        tenant = places.take(unbounded(bounds) if emergency else bounds)
        line = places.take(_bounds_of(caller)) if tenant else None
        try:
            if tenant is None or line is None:
                _refuse_one_more(tx, caller, "tenant" if tenant is None else "trunk")
            elif (invitation := await self._invitation(tx, peer, caller, line)) is not None:
                info = self._info(tx, caller, peer.host, configuration)
                admitted = Admitted(invitation, info, ticket, tenant)
        finally:
            for place in (tenant, line):
                if admitted is None and place is not None:
                    place.close()
        return admitted

    def tenant_place(self, tenant: int) -> Place | None:
        """A place for a call that we begin for a tenant; None where it has as many calls as it may."""
        configuration = self._tenancy.last.get(tenant)
        return None if configuration is None else self._context.places.take([self._tenant_bound(tenant, configuration)])

    def _tenant_bound(self, tenant: int, configuration: Configuration) -> Bound:
        return of_tenant(tenant, configuration.office.max_calls, self._context.settings.calls_per_tenant or None)

    async def _invitation(
        self, tx: ServerTransaction, peer: MediaPeer, caller: FromExtension | FromTrunk, place: Place
    ) -> Invitation | None:
        """Returns the invitation; None for one that was cancelled meanwhile, and is answered with 487."""
        offer = await self._context.read_sdp(tx.request, peer)
        if tx.cancelled.done():
            tx.respond(487)
            return None
        early_media = isinstance(caller, FromExtension) or caller.trunk.document.early_announcements
        line = caller.extension.document if isinstance(caller, FromExtension) else caller.trunk.document
        codecs = tuple(map(Codec, line.codecs))
        return Invitation(
            self._context,
            tx,
            peer,
            offer,
            early_media=early_media,
            codecs=codecs,
            encryption=line.encryption,
            place=place,
        )

    async def _current(self) -> Mapping[int, Configuration]:
        """The configurations now, or the last ones known while the database is away: calls go on."""
        try:
            return await self._tenancy.current()
        except Unavailable:
            log.error("database is away, using the last known configuration")
            return self._tenancy.last

    def _peer(self, tx: ServerTransaction, caller: FromExtension | FromTrunk) -> MediaPeer:
        host = self._context.proxies.host(tx.request, tx.source)
        if isinstance(caller, FromExtension):
            return extension_peer(caller.extension.id, host)
        return trunk_peer(caller.trunk.id, host)

    def _info(
        self, tx: ServerTransaction, caller: FromExtension | FromTrunk, host: str, configuration: Configuration
    ) -> CallInfo:
        if isinstance(caller, FromExtension):
            who, extension, trunk = of_extension(tx.request, caller.extension.document), caller.extension.id, None
            dialled = SipUri.parse(tx.request.uri).number
        else:
            who, extension, trunk = through_trunk(tx.request, caller.trunk.document), None, caller.trunk.id
            number = configuration.received_number(caller.trunk.document, who.caller.number)
            if number != who.caller.number:
                who = replace(who, caller=replace(who.caller, number=number))
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


def _is_emergency(tx: ServerTransaction, caller: FromExtension | FromTrunk, configuration: Configuration) -> bool:
    """Whether one of our phones calls the emergency services: such a call is let in past the limits."""
    if isinstance(caller, FromTrunk):
        return False
    return emergency_number(configuration, SipUri.parse(tx.request.uri).number) is not None


def _bounds_of(caller: FromExtension | FromTrunk) -> Sequence[Bound]:
    return of_trunk(caller.trunk.id, caller.trunk.document, "in") if isinstance(caller, FromTrunk) else ()


def _refuse_one_more(tx: ServerTransaction, caller: FromExtension | FromTrunk, of: str) -> None:
    """To a provider the line is busy: after a 503 it would send no calls at all for a while (RFC 3261 §21.5.4)."""
    log.warning("a call too many", of=of, tenant=caller.tenant)
    if isinstance(caller, FromTrunk):
        tx.respond_once(486)
    else:
        tx.respond_once(503, headers=OVERLOADED)


def _tell_flood(host: str, source: str) -> None:
    security_log.tell("sip-flood", host, counted=source)
