"""The built-in engine: takes SIP requests, runs a call flow for every call, and stops without cutting calls."""

import asyncio
import secrets
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Protocol

import structlog

from switchboard import security_log
from switchboard.call.cause import Cause
from switchboard.config import SipSettings
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.context import ALLOW, EXTENSIONS, EngineContext
from switchboard.engine.builtin.figures import sip_figures
from switchboard.engine.builtin.identity import FromExtension, Identity
from switchboard.engine.builtin.invitation import Invitation
from switchboard.engine.builtin.media_peer import MediaPeer, extension_peer, signalling_host, trunk_peer
from switchboard.engine.builtin.quotas import Quotas, Ticket
from switchboard.engine.builtin.tenancy import Tenancy, home_of_call, home_of_registration
from switchboard.engine.builtin.trunk_lines import FromTrunk, dialled_through
from switchboard.engine.port import (
    CallerId,
    CallHandler,
    CallInfo,
)
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.network_address import source_network
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.aio.transport import NOT_BOUND, BoundSockets
from switchboard.sip.bodies import ACCEPT
from switchboard.sip.errors import SipError
from switchboard.sip.message import Request
from switchboard.sip.uri import SipUri
from switchboard.status import EngineReport

log = structlog.get_logger()

Work = Callable[[ServerTransaction], Coroutine[None, None, None]]

USER_AGENT = "Switchboard"
RETRY_AFTER_S = 10
MAX_PENDING_REQUESTS = 5000
TRYING_AFTER_S = 0.15
"""An INVITE is answered 100 within 200 ms (RFC 3261 §17.2.1), but not before we know whose it is if that is quick:
after 100 a refusal needs a transaction that outlives it."""
OVERLOADED = (("Retry-After", str(RETRY_AFTER_S)),)


class Registrar(Protocol):
    """Who answers a REGISTER that is authenticated."""

    async def register(self, tx: ServerTransaction, tenant: int, extension: int) -> None: ...


class BuiltinEngine:
    """Calls over SIP: implements `engine.port.Engine`, and is the handler of its endpoint.

    `assembly.py` makes one as the product needs it. `attach` it to the parts that need its endpoint, then `start` it.
    """

    def __init__(
        self,
        settings: SipSettings,
        tenancy: Tenancy,
        *,
        bound: BoundSockets = NOT_BOUND,
        is_needed: Callable[[int], bool] = lambda flow: False,
    ) -> None:
        """`is_needed` says which TCP connections (flows) stay, however many there are from one address."""
        self.endpoint = SipEndpoint(
            self,
            user_agent=USER_AGENT,
            advertised_host=settings.advertised_host or None,
            extensions=EXTENSIONS,
            trying=False,
            connections_per_address=settings.connections_per_address,
            keep=is_needed,
        )
        self._settings = settings
        self._bound = bound
        self._tenancy = tenancy
        self._calls: dict[BuiltinCall, asyncio.Task[None]] = {}
        self._pending = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._draining = False
        self._handler: CallHandler
        self._context: EngineContext
        self._identity: Identity
        self._registrar: Registrar
        self._quotas: Quotas

    def attach(self, context: EngineContext, identity: Identity, registrar: Registrar) -> None:
        """Complete the engine with the parts that need its endpoint."""
        self._context = context
        self._identity = identity
        self._registrar = registrar
        self._quotas = Quotas(context.quota, time.monotonic, _tell_flood)

    async def start(self, handler: CallHandler) -> None:
        self._handler = handler
        await self.endpoint.start(self._settings.host, self._settings.port, tcp=self._settings.tcp, bound=self._bound)
        log.info("SIP ready", port=self.endpoint.port)

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        """Each request asks for the configuration itself."""

    async def close(self) -> None:
        await self.endpoint.close()

    @property
    def calls(self) -> int:
        return len(self._calls)

    async def report(self) -> EngineReport:
        return EngineReport(sip=sip_figures(self.endpoint))

    def on_request(self, tx: ServerTransaction) -> None:
        """Every new request; CANCEL and ACK never come here."""
        try:
            in_dialog = tx.request.to.tag is not None
            SipUri.parse(tx.request.uri)
        except SipError as error:
            tx.respond_once(error.status)
            return
        if in_dialog:
            self._in_dialog(tx)
        else:
            self._out_of_dialog(tx)

    def on_ack(self, request: Request) -> None:
        """An ACK that nothing waits for means nothing."""

    def hang_up(self, call: str, tenant: int) -> bool:
        found = next((one for one in self._calls if (one.info.id, one.info.tenant) == (call, tenant)), None)
        if found is not None:
            found.end(Cause.RELEASED)
        return found is not None

    async def drain(self, timeout_s: float) -> None:
        self._draining = True
        try:
            async with asyncio.timeout(timeout_s):
                await self._idle.wait()
        except TimeoutError:
            log.info("drain time is over", calls=len(self._calls))
        for call in list(self._calls):
            call.end(Cause.DRAINING)
        await self._idle.wait()
        await self._context.background.close(timeout_s=2.0)

    def _in_dialog(self, tx: ServerTransaction) -> None:
        user = self._context.dialogs.find(tx.request)
        if user is None:
            tx.respond_once(481)
        else:
            user.on_request(tx)

    def _out_of_dialog(self, tx: ServerTransaction) -> None:
        match tx.request.method:
            case "OPTIONS":
                tx.respond_once(200, headers=[("Allow", ALLOW), ACCEPT, ("Supported", "timer, path")])
            case "INVITE" if self._draining or len(self._calls) >= self._settings.max_calls:
                tx.respond_once(503, headers=OVERLOADED)
            case "INVITE":
                self._spawn(tx, self._invite)
            case "REGISTER":
                self._spawn(tx, self._register)
            case "BYE" | "INFO" | "UPDATE" | "REFER" | "NOTIFY" | "PRACK":
                tx.respond_once(481)
            case _:
                tx.respond_once(405, headers=[("Allow", ALLOW)])

    def _spawn(self, tx: ServerTransaction, work: Work) -> None:
        if self._pending >= MAX_PENDING_REQUESTS:
            tx.respond_once(503, headers=OVERLOADED)
            return
        self._pending += 1
        self._context.background.spawn(self._answer(tx, work), tx.request.method.lower())

    async def _answer(self, tx: ServerTransaction, work: Work) -> None:
        try:
            await work(tx)
        except SipError as refusal:
            tx.respond_once(refusal.status, headers=self._context.answer_headers(refusal, tx.source))
        except Unavailable:
            tx.respond_once(503, headers=OVERLOADED)
        finally:
            self._pending -= 1
            if tx.final_status is None and tx.request.method != "INVITE":
                tx.respond(500)

    async def _current(self) -> Mapping[int, Configuration]:
        """The configurations now, or the last ones known while the database is away: calls go on."""
        try:
            return await self._tenancy.current()
        except Unavailable:
            log.error("database is away, using the last known configuration")
            return self._tenancy.last

    async def _register(self, tx: ServerTransaction) -> None:
        home = await home_of_registration(self._tenancy, tx.request)
        phone = await self._identity.extension(tx, home, await self._current())
        if phone is None:
            return
        if tx.request.to.uri.number != phone.extension.document.number:
            tx.respond(403)
            return
        await self._registrar.register(tx, phone.tenant, phone.extension.id)

    async def _invite(self, tx: ServerTransaction) -> None:
        trying = asyncio.get_running_loop().call_later(TRYING_AFTER_S, _try, tx)
        try:
            home = await home_of_call(self._tenancy, tx.request)
            caller = await self._identity.caller(tx, home, await self._current())
            if caller is not None:
                await self._admit(tx, caller)
        finally:
            trying.cancel()

    async def _admit(self, tx: ServerTransaction, caller: FromExtension | FromTrunk) -> None:
        """Begin the call, if its sources may have one more. Raises SipError for an INVITE that cannot become a call."""
        peer = self._peer(tx, caller)
        ticket = self._quotas.admit(_sources(peer.host, caller), peer.host)
        if ticket is None:
            tx.respond_once(503, headers=OVERLOADED)
            return
        invitation = None
        try:
            invitation = await self._invitation(tx, peer)
        finally:
            if invitation is None:
                ticket.close()
        if invitation is not None:
            self._begin(invitation, self._info(tx, caller, peer.host), ticket)

    async def _invitation(self, tx: ServerTransaction, peer: MediaPeer) -> Invitation | None:
        """None for one that was cancelled meanwhile."""
        offer = await self._context.read_sdp(tx.request, peer)
        if tx.cancelled.done():
            tx.respond(487)
            return None
        return Invitation(self._context, tx, peer, offer)

    def _begin(self, invitation: Invitation, info: CallInfo, ticket: Ticket) -> None:
        _try(invitation.tx)
        call = BuiltinCall(self._context, invitation, info, ticket.establish)
        task = asyncio.create_task(self._run(call), name=f"call-{call.info.id}")
        self._calls[call] = task
        self._idle.clear()
        task.add_done_callback(lambda _: self._forget(call))
        task.add_done_callback(lambda _: ticket.close())

    def _peer(self, tx: ServerTransaction, caller: FromExtension | FromTrunk) -> MediaPeer:
        host = signalling_host(tx.request, tx.source.host, self._context.settings.trusted_proxies)
        if isinstance(caller, FromExtension):
            return extension_peer(caller.extension.id, host)
        return trunk_peer(caller.trunk.id, host)

    def _info(self, tx: ServerTransaction, caller: FromExtension | FromTrunk, host: str) -> CallInfo:
        if isinstance(caller, FromExtension):
            document = caller.extension.document
            identity, extension, trunk = CallerId(document.number, document.name), caller.extension.id, None
            dialled = SipUri.parse(tx.request.uri).number
        else:
            sender = tx.request.from_
            identity = CallerId(sender.uri.number, sender.display_name)
            extension, trunk = None, caller.trunk.id
            dialled = dialled_through(caller.trunk.document, tx.request)
        return CallInfo(
            id=new_call_id(),
            tenant=caller.tenant,
            caller=identity,
            dialled=dialled,
            received_at=self._context.clock.now(),
            extension=extension,
            trunk=trunk,
            source=host,
        )

    async def _run(self, call: BuiltinCall) -> None:
        """The life of a call: its flow runs until it returns or somebody leaves."""
        flow = asyncio.create_task(self._handler(call), name=f"flow-{call.info.id}")
        call.left.add_done_callback(lambda _: flow.cancel())
        try:
            await asyncio.wait({flow})
        finally:
            flow.cancel()
            await call.close()
        if not flow.cancelled() and (error := flow.exception()) is not None:
            log.error("call flow failed", call=call.info.id, exc_info=error)

    def _forget(self, call: BuiltinCall) -> None:
        self._calls.pop(call, None)
        if not self._calls:
            self._idle.set()


def _sources(host: str, caller: FromExtension | FromTrunk) -> list[str]:
    """What a call counts for: its trunk, and the network that it comes from."""
    trunk = [f"trunk {caller.trunk.id}"] if isinstance(caller, FromTrunk) else []
    return [*trunk, source_network(host)]


def _tell_flood(host: str, source: str) -> None:
    security_log.tell("sip-flood", host, counted=source)


def _try(tx: ServerTransaction) -> None:
    """100, unless something was answered."""
    if tx.final_status is None:
        tx.respond(100)


def new_call_id() -> str:
    """Sorts by time and is unique over nodes."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(4)}"
