"""Ringing several phones or a trunk at once, until one answers."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

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
    DialOutcome,
    DialRequest,
    NotAnswered,
    PhoneTarget,
    Redirect,
    Target,
)
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

Attempts = dict[asyncio.Task[SipLeg | int], tuple[Target, OutgoingCall]]

WORTH = (Cause.BUSY, Cause.REJECTED, Cause.NO_ANSWER, Cause.FAILED, Cause.UNREACHABLE)
"""When several phones refuse, the first of these speaks for all, but before it who says where to call instead."""


@dataclass(slots=True)
class Dialling:
    """One dial request of a tenant's call being carried out."""

    context: EngineContext
    tenant: int
    request: DialRequest
    near: RemoteStream
    codec: Codec | None
    on_ringing: Callable[[Target], None]
    _ringing: set[Target] = field(default_factory=set)
    _winner: SipLeg | None = None
    _refusals: list[NotAnswered] = field(default_factory=list)

    async def run(self) -> DialOutcome:
        """The first leg to answer, or why none did. Whatever still rings at the end is cancelled."""
        attempts = await self._attempts()
        if not attempts:
            return NotAnswered(Cause.UNREACHABLE)
        tasks = {asyncio.create_task(call.run()): (target, call) for target, call in attempts}
        try:
            async with asyncio.timeout(self.request.ring_time_s):
                return await self._first(tasks)
        except TimeoutError:
            if (first := self._worthiest()) and first.redirect:
                return first
            heard = any(call.heard_from for _, call in attempts)
            return NotAnswered(Cause.NO_ANSWER if heard else Cause.UNREACHABLE)
        finally:
            await self._withdraw(tasks)

    async def _first(self, tasks: Attempts) -> DialOutcome:
        waiting = set(tasks)
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                target, call = tasks[task]
                result = task.result()
                if isinstance(result, SipLeg):
                    self._winner = result
                    return Answered(AnsweredCallee(result, target))
                self._refusals.append(_refusal(result, call, self._redirector(target)))
                if call.unreachable and call.callee.binding is not None and isinstance(target, PhoneTarget):
                    self.context.locator.mark_unreachable(target.extension, call.callee.binding)
        return self._worthiest() or NotAnswered(Cause.UNREACHABLE)

    def _worthiest(self) -> NotAnswered | None:
        return min(
            self._refusals, key=lambda refusal: (refusal.redirect is None, WORTH.index(refusal.cause)), default=None
        )

    def _redirector(self, target: Target) -> int | None:
        """The extension that may send the caller elsewhere: one that is called alone."""
        return target.extension if isinstance(target, PhoneTarget) and len(self.request.targets) == 1 else None

    async def _withdraw(self, tasks: Attempts) -> None:
        """Cancel what still rings; hang up what answered too late."""
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, SipLeg) and result is not self._winner:
                await result.hang_up()

    async def _attempts(self) -> list[tuple[Target, OutgoingCall]]:
        return [
            (target, self._outgoing(target, callee))
            for target in self.request.targets
            for callee in await self._callees(target)
        ]

    def _outgoing(self, target: Target, callee: Callee) -> OutgoingCall:
        return OutgoingCall(
            context=self.context,
            callee=callee,
            caller_id=self.request.caller_id,
            caller_host=self.context.locator.domain(self.tenant) if isinstance(target, PhoneTarget) else "",
            alert_info=self.request.alert_info,
            peer=_peer(target),
            diverted_by=self.request.diverted_by,
            near=self.near,
            codec=self.codec,
            on_ringing=lambda: self._rings(target),
        )

    def _rings(self, target: Target) -> None:
        if target not in self._ringing:
            self._ringing.add(target)
            self.on_ringing(target)

    async def _callees(self, target: Target) -> list[Callee]:
        if isinstance(target, PhoneTarget):
            return [_phone(binding) for binding in self.context.locator.contacts(target.extension)]
        return await self.context.locator.trunk_callees(self.tenant, target)


def _peer(target: Target) -> MediaPeer:
    """Who is called; where its answer comes from shows when it does."""
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
