"""Ringing several phones or a trunk at once, until one answers."""

import asyncio
from collections.abc import Callable

from switchboard.call.cause import Cause
from switchboard.engine.builtin.answered_callee import AnsweredCallee
from switchboard.engine.builtin.context import Callee, EngineContext
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_peer import MediaPeer, extension_peer, trunk_peer
from switchboard.engine.builtin.next_hops import Origin
from switchboard.engine.builtin.outgoing import OutgoingCall
from switchboard.engine.port import (
    Answered,
    DialEvent,
    DialOutcome,
    DialRequest,
    Expired,
    Failed,
    Leg,
    NotAnswered,
    PhoneTarget,
    Redirect,
    Ringing,
    Target,
)
from switchboard.engine.refusals import expired, worthiest
from switchboard.sip.offer_answer import Codec
from switchboard.sip.registrar import Binding

CAUSE_OF = {
    486: Cause.BUSY,
    600: Cause.BUSY,
    408: Cause.NO_ANSWER,
    480: Cause.NO_ANSWER,
    487: Cause.NO_ANSWER,
    403: Cause.REJECTED,
    603: Cause.REJECTED,
    404: Cause.UNREACHABLE,
    410: Cause.UNREACHABLE,
    502: Cause.UNREACHABLE,
    504: Cause.UNREACHABLE,
} | dict.fromkeys(range(300, 400), Cause.UNREACHABLE)
"""What a callee's final response means; others are FAILED."""


class BuiltinDialling:
    """One dial request of a tenant's call being carried out; implements `engine.port.Dialling`.

    Each contact of each target is an attempt, a task of its own. The outcome is settled once, by whatever comes first:
    an answer, the end of the ring time, or the refusal of the last attempt. After an answer the other attempts go on
    ringing until `take` or `stop`: call flow decides which answer it takes.
    """

    def __init__(
        self,
        context: EngineContext,
        tenant: int,
        request: DialRequest,
        on_ringing: Callable[[Target], None],
        on_taken: Callable[[AnsweredCallee], None],
    ) -> None:
        self._context = context
        self._tenant = tenant
        self._request = request
        self._on_ringing = on_ringing
        self._on_taken = on_taken
        self._events: asyncio.Queue[DialEvent] = asyncio.Queue()
        self._outcome: asyncio.Future[DialOutcome] = asyncio.get_running_loop().create_future()
        self._attempts: dict[asyncio.Task[None], Target] = {}
        self._calls: list[OutgoingCall] = []
        self._rang: set[Target] = set()
        self._waiting: list[AnsweredCallee] = []
        self._refusals: list[tuple[Target, NotAnswered]] = []
        self._timer: asyncio.TimerHandle | None = None

    async def start(self, near: RemoteStream, codec: Codec | None) -> None:
        """Ring everybody beside the caller's stream; `codec` is what the caller speaks, where that is known."""
        found = [(target, callee) for target in self._request.targets for callee in await self._callees(target)]
        for target, callee in found:
            call = self._outgoing(target, callee, near, codec)
            self._calls.append(call)
            attempt = self._context.background.spawn(self._attempt(target, call), "attempt")
            self._attempts[attempt] = target
            attempt.add_done_callback(self._forget)
        self._timer = asyncio.get_running_loop().call_later(self._request.ring_time_s, self._expire)
        self._settle_if_nobody_rings()

    def fail(self, why: NotAnswered) -> None:
        """Nobody can be rung."""
        self._settle(why)

    def stop(self) -> None:
        """Cancel the phones that ring and hang up those that have answered, in the background."""
        if self._timer is not None:
            self._timer.cancel()
        for attempt in self._attempts:
            attempt.cancel()
        for callee in self._waiting:
            self._context.background.spawn(callee.hang_up(), "hang-up")
        self._waiting.clear()

    async def event(self) -> DialEvent:
        return await self._events.get()

    async def outcome(self) -> DialOutcome:
        return await asyncio.shield(self._outcome)

    def drop(self, target: Target) -> None:
        for attempt, rung in self._attempts.items():
            if rung == target:
                attempt.cancel()
        for callee in [one for one in self._waiting if one.target == target]:
            self._waiting.remove(callee)
            self._context.background.spawn(callee.hang_up(), "hang-up")

    def take(self, leg: Leg) -> None:
        taken = next(callee for callee in self._waiting if callee is leg)
        self._waiting.remove(taken)
        self._on_taken(taken)
        self.stop()

    async def _attempt(self, target: Target, call: OutgoingCall) -> None:
        result = await call.run()
        if isinstance(result, SipLeg):
            answered = Answered(callee := AnsweredCallee(result, target))
            self._waiting.append(callee)
            self._events.put_nowait(answered)
            self._settle(answered)
            return
        self._refusals.append((target, _refusal(result, call, self._redirector(target))))
        if call.unreachable and call.callee.binding is not None and isinstance(target, PhoneTarget):
            self._context.locator.mark_unreachable(target.extension, call.callee.binding)

    def _forget(self, attempt: asyncio.Task[None]) -> None:
        target = self._attempts.pop(attempt)
        refusals = [why for refused, why in self._refusals if refused == target]
        if target not in self._attempts.values() and refusals and not attempt.cancelled():
            self._events.put_nowait(Failed(target, worthiest(refusals)))
        self._settle_if_nobody_rings()

    def _settle_if_nobody_rings(self) -> None:
        if not self._attempts:
            self._settle(worthiest([why for _, why in self._refusals]))

    def _expire(self) -> None:
        heard = any(call.heard_from for call in self._calls)
        refusals = [why for _, why in self._refusals]
        self._settle(expired(refusals, Cause.NO_ANSWER if heard else Cause.UNREACHABLE))
        for attempt in self._attempts:
            attempt.cancel()
        self._events.put_nowait(Expired())

    def _settle(self, outcome: DialOutcome) -> None:
        if not self._outcome.done():
            self._outcome.set_result(outcome)

    def _redirector(self, target: Target) -> int | None:
        """The extension that may send the caller elsewhere: one that is called alone."""
        return target.extension if isinstance(target, PhoneTarget) and len(self._request.targets) == 1 else None

    def _outgoing(self, target: Target, callee: Callee, near: RemoteStream, codec: Codec | None) -> OutgoingCall:
        return OutgoingCall(
            context=self._context,
            callee=callee,
            caller_id=self._request.caller_id,
            caller_host=self._context.locator.domain(self._tenant) if isinstance(target, PhoneTarget) else "",
            alert_info=self._request.alert_info,
            peer=_peer(target),
            diverted_by=self._request.diverted_by,
            near=near,
            codec=codec,
            on_ringing=lambda: self._rings(target),
        )

    def _rings(self, target: Target) -> None:
        if target not in self._rang:
            self._rang.add(target)
            self._events.put_nowait(Ringing(target))
            self._on_ringing(target)

    async def _callees(self, target: Target) -> list[Callee]:
        if isinstance(target, PhoneTarget):
            return [_phone(binding) for binding in self._context.locator.contacts(target.extension)]
        return await self._context.locator.trunk_callees(self._tenant, target)


def _peer(target: Target) -> MediaPeer:
    """The callee. Its host is unknown until it answers."""
    return extension_peer(target.extension, "") if isinstance(target, PhoneTarget) else trunk_peer(target.trunk, "")


def _phone(binding: Binding) -> Callee:
    origin = Origin.parse(binding.source)
    hop = origin.instead_of(binding.contact) if origin and not binding.path else None
    return Callee(binding.contact, hop, route=binding.path, binding=binding)


def _refusal(status: int, call: OutgoingCall, redirector: int | None) -> NotAnswered:
    if call.redirected_to and redirector is not None:
        return NotAnswered(Cause.UNREACHABLE, status, Redirect(redirector, call.redirected_to))
    if status in (408, 503) and not call.heard_from:
        return NotAnswered(Cause.UNREACHABLE, status)
    return NotAnswered(CAUSE_OF.get(status, Cause.FAILED), status)
