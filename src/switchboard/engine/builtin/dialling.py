"""Ringing several phones or a trunk at once, until one answers."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from switchboard.call.cause import Cause
from switchboard.engine.builtin.answered_callee import AnsweredCallee
from switchboard.engine.builtin.call_transfers import TransferableCall
from switchboard.engine.builtin.callee_sound import CalleeSound
from switchboard.engine.builtin.context import Callee, EngineContext
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.builtin.media_peer import MediaPeer, extension_peer, trunk_peer
from switchboard.engine.builtin.next_hops import Origin, first_hop_of
from switchboard.engine.builtin.outgoing import OpenStream, OutgoingCall
from switchboard.engine.builtin.transfers import TransferCall, Transfers
from switchboard.engine.dial_report import DialReport
from switchboard.engine.port import (
    DialEvent,
    DialOutcome,
    DialRequest,
    Leg,
    NotAnswered,
    PhoneTarget,
    Redirect,
    Target,
    TrunkTarget,
)
from switchboard.engine.refusals import expired, worthiest
from switchboard.sip.dialog import DialogId
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


class Attempt(Protocol):
    """One phone or line that is called; its members are those of `OutgoingCall`."""

    callee: Callee
    heard_from: bool
    unreachable: bool
    redirected_to: tuple[str, ...]
    elsewhere: bool
    dialogs: list[DialogId]

    async def run(self) -> SipLeg | int: ...


@dataclass(slots=True, eq=False)
class _Ring:
    """A target that rings: a call to each of its contacts, and the tasks of those that are not over."""

    target: Target
    calls: list[Attempt] = field(default_factory=list)
    attempts: dict[Attempt, asyncio.Task[None]] = field(default_factory=dict)
    refusals: list[NotAnswered] = field(default_factory=list)
    timer: asyncio.TimerHandle | None = None

    @property
    def heard_from(self) -> bool:
        return any(call.heard_from for call in self.calls)


class BuiltinDialling:
    """One dial request of a tenant's call being carried out; implements `engine.port.Dialling`.

    Each contact of each target is an attempt, a task of its own. After an answer the other targets go on ringing until
    `take` or `stop`: call flow decides which answer it takes.
    """

    def __init__(
        self,
        context: EngineContext,
        tenant: int,
        request: DialRequest,
        on_ringing: Callable[[Target], None],
        on_taken: Callable[[AnsweredCallee], None],
        transfers: Transfers,
        *,
        call: TransferCall | None = None,
        sound: CalleeSound | None = None,
    ) -> None:
        """`call` is whose caller these ring for, None where we call somebody of our own accord. `sound` lets the caller
        hear those who ring; None for a caller who hears something else meanwhile.
        """
        self._context = context
        self._tenant = tenant
        self._request = request
        self._on_ringing = on_ringing
        self._on_taken = on_taken
        self._transfers = transfers
        self._call = call
        self._sound = sound
        self._open_stream: OpenStream | None = None
        self._codec: Codec | None = None
        self._report = DialReport()
        self._asked: set[Target] = set()
        self._ringing: dict[Target, _Ring] = {}
        self._waiting: list[AnsweredCallee] = []
        self._heard_from = False
        self._stopped = False

    async def start(self, open_stream: OpenStream | None, codec: Codec | None) -> None:
        """Ring everybody of the request. Without `open_stream` nobody can be rung.

        `codec` is what the caller speaks, where that is known.
        """
        self._open_stream, self._codec = open_stream, codec
        await self.add(self._request.targets, self._request.ring_time_s)
        self._report.settle_if_nobody_rings()

    async def add(self, targets: Sequence[Target], ring_time_s: float) -> None:
        fresh = [target for target in dict.fromkeys(targets) if not self._report.is_open(target)]
        self._asked.update(fresh)
        for target in fresh:
            self._report.begins(target)
        phones = await self._phones(fresh)
        found = [(target, await self._callees(target, phones)) for target in fresh]
        for target, callees in found:
            # Meanwhile it may have been dropped, or all may be over.
            if self._report.is_open(target) and not self._stopped:
                self._ring(target, callees, ring_time_s)

    def stop(self, *, elsewhere: bool = False) -> None:
        """Cancel the phones that ring and hang up those that have answered, in the background."""
        self._stopped = True
        for target in self._asked:
            self.drop(target, elsewhere=elsewhere)

    async def event(self) -> DialEvent:
        return await self._report.event()

    async def outcome(self) -> DialOutcome:
        return await self._report.outcome()

    def rings(self, target: Target) -> bool:
        return self._report.is_open(target)

    @property
    def answered(self) -> bool:
        return self._report.answered

    def answer_by(self, other: TransferableCall, callee: PhoneTarget) -> bool:
        """Let the caller of that call be one who has answered, as that callee; returns whether it was possible."""
        if self._call is None or self._stopped or self.answered or not other.can_give_caller():
            return False
        if (ring := self._ringing.get(callee)) is not None:  # his own phones
            self._end(ring, elsewhere=True)
        leg = other.give_caller(self._call.info).leg
        self._asked.add(callee)
        self._waiting.append(answered := AnsweredCallee(leg, callee, other.info.id))
        self._report.answers(answered)
        return True

    def drop(self, target: Target, *, elsewhere: bool) -> None:
        if (ring := self._ringing.get(target)) is not None:
            self._end(ring, elsewhere=elsewhere)
        for callee in [one for one in self._waiting if one.target == target]:
            self._waiting.remove(callee)
            self._context.background.spawn(callee.hang_up(elsewhere=elsewhere), "hang-up")
        self._report.drops(target)

    def take(self, leg: Leg) -> None:
        taken = next(callee for callee in self._waiting if callee is leg)
        self._waiting.remove(taken)
        self._on_taken(taken)
        self.stop(elsewhere=True)

    def _ring(self, target: Target, callees: Sequence[Callee], ring_time_s: float) -> None:
        if self._open_stream is None:
            self._report.fails(target, NotAnswered(Cause.FAILED, 503))
            return
        if not callees:
            self._report.fails(target, NotAnswered(Cause.UNREACHABLE))
            return
        ring = self._ringing[target] = _Ring(target)
        for callee in callees:
            call = self._outgoing(target, callee, self._open_stream)
            ring.calls.append(call)
            ring.attempts[call] = self._context.background.spawn(self._attempt(ring, call), "attempt")
        ring.timer = asyncio.get_running_loop().call_later(ring_time_s, self._ring_out, ring)

    async def _attempt(self, ring: _Ring, call: Attempt) -> None:
        try:
            result = await call.run()
        finally:
            for dialog in call.dialogs:
                self._transfers.rings_no_more(dialog)
        del ring.attempts[call]
        if isinstance(result, SipLeg):
            # The other phones of the same target: its owner takes the call at this one.
            self._end(ring, elsewhere=True)
            self._waiting.append(callee := AnsweredCallee(result, ring.target))
            self._report.answers(callee)
        else:
            self._refused(ring, call, result)

    def _refused(self, ring: _Ring, call: Attempt, status: int) -> None:
        target = ring.target
        ring.refusals.append(_refusal(status, call, self._redirector(target)))
        if call.unreachable and call.callee.binding is not None and isinstance(target, PhoneTarget):
            self._context.locator.mark_unreachable(target.extension, call.callee.binding)
        if not ring.attempts:
            self._end(ring)
            self._report.fails(target, worthiest(ring.refusals))

    def _ring_out(self, ring: _Ring) -> None:
        self._end(ring)
        why = expired(ring.refusals, _silence(heard=ring.heard_from))
        self._report.rings_out(ring.target, why, _silence(heard=self._heard_from))

    def _end(self, ring: _Ring, *, elsewhere: bool = False) -> None:
        """Let the target ring no longer."""
        del self._ringing[ring.target]
        self._heard_from = self._heard_from or ring.heard_from
        if ring.timer is not None:
            ring.timer.cancel()
        for call, attempt in ring.attempts.items():
            call.elsewhere = elsewhere
            attempt.cancel()

    def _redirector(self, target: Target) -> int | None:
        """The extension that may send the caller elsewhere: one that is called alone."""
        return target.extension if isinstance(target, PhoneTarget) and len(self._asked) == 1 else None

    def _outgoing(self, target: Target, callee: Callee, open_stream: OpenStream) -> Attempt:
        return OutgoingCall(
            context=self._context,
            callee=callee,
            caller_id=self._request.caller_id,
            caller_host=self._context.locator.domain(self._tenant) if isinstance(target, PhoneTarget) else "",
            alert_info=self._request.alert_info,
            auto_answer=self._request.auto_answer and isinstance(target, PhoneTarget),
            peer=_peer(target),
            billed_to=self._request.billed_to if isinstance(target, TrunkTarget) else "",
            diversions=self._request.diversions,
            open_stream=open_stream,
            codec=self._codec,
            on_ringing=lambda: self._rings(target),
            on_early=lambda dialog: self._rings_in(dialog, target),
            sound=self._sound,
        )

    def _rings(self, target: Target) -> None:
        if self._report.rings(target):
            self._on_ringing(target)

    def _rings_in(self, dialog: DialogId, target: Target) -> None:
        """A phone of ours rings: by this dialog others name the call that they want to pick up."""
        if self._call is not None and isinstance(target, PhoneTarget):
            self._transfers.rings(dialog, self._call, target)

    async def _phones(self, targets: Sequence[Target]) -> Mapping[int, tuple[Binding, ...]]:
        """Where the extensions among them are, all found in one go."""
        return await self._context.locator.contacts(
            [target.extension for target in targets if isinstance(target, PhoneTarget)]
        )

    async def _callees(self, target: Target, phones: Mapping[int, tuple[Binding, ...]]) -> list[Callee]:
        if isinstance(target, PhoneTarget):
            codecs = self._context.locator.codecs(self._tenant, target.extension)
            encryption = self._context.locator.encryption(self._tenant, target.extension)
            found = phones[target.extension]
            return [replace(phone_at(binding), codecs=codecs, encryption=encryption) for binding in found]
        return await self._context.locator.trunk_callees(self._tenant, target)


def _silence(*, heard: bool) -> Cause:
    """What it means that nobody has answered in time: a phone that said nothing at all may not be there."""
    return Cause.NO_ANSWER if heard else Cause.UNREACHABLE


def _peer(target: Target) -> MediaPeer:
    """The callee. Its host is unknown until it answers."""
    return extension_peer(target.extension, "") if isinstance(target, PhoneTarget) else trunk_peer(target.trunk, "")


def phone_at(binding: Binding) -> Callee:
    """Where the phone of a registration is reached."""
    if binding.path:
        proxy = first_hop_of(binding.path)
        return Callee(
            binding.contact,
            route=binding.path,
            binding=binding,
            address=proxy.host if proxy else "",
            first_hop=proxy,
        )
    origin = Origin.parse(binding.source)
    hop = origin.instead_of(binding.contact) if origin else None
    return Callee(binding.contact, hop, binding=binding)


def _refusal(status: int, call: Attempt, redirector: int | None) -> NotAnswered:
    if call.redirected_to and redirector is not None:
        return NotAnswered(Cause.UNREACHABLE, status, Redirect(redirector, call.redirected_to))
    if status in (408, 503) and not call.heard_from:
        return NotAnswered(Cause.UNREACHABLE, status)
    return NotAnswered(CAUSE_OF.get(status, Cause.FAILED), status)
