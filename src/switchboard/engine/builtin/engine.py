"""The built-in engine: takes SIP requests, runs a call flow for every call, and stops without cutting calls."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import partial

import structlog

from switchboard.call.cause import Cause
from switchboard.call.ids import new_id
from switchboard.config import SipSettings
from switchboard.engine.builtin.admission import OVERLOADED, Admission, Admitted, Registrar
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.context import ALLOW, EXTENSIONS, SUPPORTED, EngineContext
from switchboard.engine.builtin.direct import DirectCall, DirectInvitation
from switchboard.engine.builtin.figures import sip_figures
from switchboard.engine.builtin.identity import Identity
from switchboard.engine.builtin.message_waiting import MessageWaiting
from switchboard.engine.builtin.origination import Placing
from switchboard.engine.builtin.overload import Overload
from switchboard.engine.builtin.readiness import Readiness
from switchboard.engine.builtin.tenancy import Tenancy
from switchboard.engine.builtin.transfers import Transfers
from switchboard.engine.port import (
    Call,
    CallHandler,
    CallInfo,
    DirectCaller,
    DirectConnection,
    NotAnswered,
    OnAudio,
    OnReachable,
    OnRinging,
    Origination,
    TrunkCondition,
)
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.emergency_numbers import is_emergency_somewhere
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import bracketed
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.aio.transport import NOT_BOUND, BoundSockets
from switchboard.sip.aio.transport_tls import TlsContexts
from switchboard.sip.bodies import ACCEPT
from switchboard.sip.errors import SipError
from switchboard.sip.events import ALLOW_EVENTS
from switchboard.sip.message import Request
from switchboard.sip.uri import SipUri
from switchboard.status import EngineReport, TrunkStatus, TrunkTest

log = structlog.get_logger()

Work = Callable[[ServerTransaction], Coroutine[None, None, None]]

USER_AGENT = "Switchboard"
MAX_PENDING_REQUESTS = 5000
_SOMEWHERE = "192.0.2.1"
"""By the way there a machine without an edge is told from others (RFC 5737)."""
TRYING_AFTER_S = 0.15
"""An INVITE is answered 100 within 200 ms (RFC 3261 §17.2.1), but not before we know whose it is if that is quick:
after 100 a refusal needs a transaction that outlives it."""


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
        tls: TlsContexts | None = None,
    ) -> None:
        """`is_needed` says which connections (flows) stay, however many there are from one address. Without `tls` there
        is no SIP over TLS.
        """
        self.overload = Overload(settings.patience_ms / 1000, time.monotonic, self._is_spared)
        self.endpoint = SipEndpoint(
            self,
            user_agent=USER_AGENT,
            advertised_host=settings.advertised_host or None,
            extensions=EXTENSIONS,
            trying=False,
            connections_per_address=settings.connections_per_address,
            keep=is_needed,
            gate=self.overload,
            tls=tls,
        )
        self._reachable: OnReachable = lambda tenant, extension: None
        self._settings = settings
        self._bound = bound
        self._tenancy = tenancy
        self._transfers = Transfers()
        self._calls: dict[BuiltinCall, asyncio.Task[None]] = {}
        self._placing: set[Placing] = set()
        self._pending = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._draining = False
        self._handler: CallHandler
        self._context: EngineContext
        self._admission: Admission
        self._readiness: Readiness
        self._waiting: MessageWaiting

    def attach(self, context: EngineContext, identity: Identity, registrar: Registrar, waiting: MessageWaiting) -> None:
        """Complete the engine with the parts that need its endpoint."""
        self._context = context
        self._waiting = waiting
        self._readiness = Readiness(context.pool, self._tenancy)
        self._admission = Admission(context, self._tenancy, identity, registrar, waiting)

    def tell_reachable(self, told: OnReachable) -> None:
        self._reachable = told

    def tell_audio(self, told: OnAudio) -> None:
        self._context.pool.tell_audio(told)

    async def start(self, handler: CallHandler) -> None:
        self._handler = handler
        sip = self._settings
        await self.endpoint.start(sip.host, sip.port, tcp=sip.tcp, tls_port=sip.tls_port, bound=self._bound)
        log.info("SIP ready", port=self.endpoint.port, tls_port=self.endpoint.port_of("tls") or None)

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        """Each request asks for the configuration itself; who is told of messages is told of changes."""
        self._waiting.configured(configurations)

    async def close(self) -> None:
        await self._readiness.close()
        await self._waiting.close()
        await self.endpoint.close()

    @property
    def calls(self) -> int:
        return len(self._calls) + len(self._placing)

    async def originate(
        self, origination: Origination, handler: CallHandler, on_ringing: OnRinging = lambda target: None
    ) -> CallInfo | NotAnswered:
        self._check_for_room()
        place = self._admission.tenant_place(origination.tenant)
        if place is None:
            raise Unavailable("the tenant has as many calls as it may have")
        placing = Placing(self._context, self._transfers, origination, on_ringing)
        self._placing.add(placing)
        self._idle.clear()
        call = None
        try:
            outcome = await placing.run()
            if isinstance(outcome, NotAnswered):
                return outcome
            call = self._run_with(outcome, partial(_answered, handler))
            call.add_done_callback(lambda _: place.close())
            return outcome.info
        finally:
            if call is None:
                place.close()
            placing.stop()
            self._placing.remove(placing)
            self._rest()

    async def connect(self, caller: DirectCaller, handler: CallHandler) -> DirectConnection:
        """Implements `engine.port.DirectLine`. Such calls count as no others do: whoever connects them bounds them."""
        self._check_for_room()
        id = new_id()
        stream = await self._context.pool.open_on_loopback(id)
        side = DirectInvitation(self._context, caller, id, stream)
        call = self._run_with(DirectCall(self._context, side, id, caller, self._transfers), handler)
        call.add_done_callback(lambda _: self._context.background.spawn(side.close(), "close-direct"))
        return DirectConnection(id, stream.host, stream.port, side.over, side.leave)

    def expect(self, info: CallInfo, handler: CallHandler) -> str:
        """Implements `engine.port.GuestLine`. Guests come also while others are not let in any more: who talks here,
        they talk to.
        """
        host = bracketed(self.endpoint.local_host(self._edge))
        return f"sip:{self._admission.guests.expect(info, handler)}@{host}:{self.endpoint.port}"

    @property
    def _edge(self) -> str:
        """A host to which all machines are neighbours: the edge in front of them, if there is one."""
        trusted = [one.network_address for one in self._context.proxies.networks]
        return str(trusted[0]) if trusted else _SOMEWHERE

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        return self._context.locator.trunk_condition(trunk)

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        return ()

    async def test_trunk(self, trunk: Stored[Trunk]) -> TrunkTest:
        raise Unavailable("there are no trunks")

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
            self._context.dialogs.take(tx)
        else:
            self._out_of_dialog(tx)

    def on_ack(self, request: Request) -> None:
        """Nothing to do: no transaction waits for this ACK."""

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
        for placing in list(self._placing):
            placing.give_up()
        await self._idle.wait()
        self._waiting.end()
        await self._context.background.close(timeout_s=2.0)

    def _out_of_dialog(self, tx: ServerTransaction) -> None:
        match tx.request.method:
            case "OPTIONS" if self._draining:
                # Who asks so chooses where to send calls, and is to send them elsewhere.
                tx.respond_once(503, headers=OVERLOADED)
            case "OPTIONS":
                self._spawn(tx, self._tell_options)
            case "INVITE" if self._takes_no_more() and not self._admission.guests.expects(tx.request):
                tx.respond_once(503, headers=OVERLOADED)
            case "INVITE":
                self._spawn(tx, self._invite)
            case "REGISTER":
                self._spawn(tx, self._admission.register)
            case "SUBSCRIBE" if self._draining:
                tx.respond_once(503, headers=OVERLOADED)
            case "SUBSCRIBE":
                self._spawn(tx, self._admission.subscribe)
            case "BYE" | "INFO" | "UPDATE" | "REFER" | "NOTIFY":
                tx.respond_once(481)
            case _:
                tx.respond_once(405, headers=[("Allow", ALLOW)])

    async def _tell_options(self, tx: ServerTransaction) -> None:
        if await self._readiness.ready():
            tx.respond_once(200, headers=[("Allow", ALLOW), ACCEPT, SUPPORTED, ALLOW_EVENTS])
        else:
            tx.respond_once(503, headers=OVERLOADED)

    def _check_for_room(self) -> None:
        """Raises Unavailable."""
        if self._takes_no_more():
            raise Unavailable("no more calls are taken")
        if self.overload.reason is not None:
            raise Unavailable("there is too much to do for another call")

    def _is_spared(self, dialled: str) -> bool:
        return is_emergency_somewhere(self._tenancy.last.values(), dialled)

    def _takes_no_more(self) -> bool:
        return self._draining or self.calls >= self._settings.max_calls

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

    async def _invite(self, tx: ServerTransaction) -> None:
        trying = asyncio.get_running_loop().call_later(TRYING_AFTER_S, _try, tx)
        try:
            admitted = await self._admission.admit(tx)
        finally:
            trying.cancel()
        if admitted is None:
            return
        if self._draining and admitted.handler is None:
            # It came before we began to stop, which does not wait for it: who is told so calls elsewhere.
            admitted.close()
            tx.respond(503, headers=OVERLOADED)
            return
        try:
            picks_up = self._transfers.picked_up_by(tx.request, admitted.info)
        except SipError:
            admitted.close()
            raise
        if picks_up is not None:
            admitted = replace(admitted, info=replace(admitted.info, picks_up=picks_up))
        self._begin(admitted)

    def _begin(self, admitted: Admitted) -> None:
        _try(admitted.invitation.tx)
        invitation, info, ticket = admitted.invitation, admitted.info, admitted.ticket
        call = BuiltinCall(self._context, invitation, info, self._transfers, ticket.establish)
        self._run_with(call, admitted.handler or self._handler).add_done_callback(lambda _: admitted.close())

    def _run_with(self, call: BuiltinCall, handler: CallHandler) -> asyncio.Task[None]:
        task = asyncio.create_task(self._run(call, handler), name=f"call-{call.info.id}")
        self._calls[call] = task
        self._idle.clear()
        task.add_done_callback(lambda _: self._forget(call))
        return task

    async def _run(self, call: BuiltinCall, handler: CallHandler) -> None:
        """The life of a call: its flow runs until it returns or somebody leaves."""
        flow = asyncio.create_task(handler(call), name=f"flow-{call.info.id}")
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
        self._rest()

    def _rest(self) -> None:
        if not self.calls:
            self._idle.set()


async def _answered(handler: CallHandler, call: Call) -> None:
    """Run `handler` with somebody who has answered us."""
    await call.answer()
    await handler(call)


def _try(tx: ServerTransaction) -> None:
    """100, unless something was answered."""
    if tx.final_status is None:
        tx.respond(100)
