"""Ringing that is only as if: some who are dialled are not called, and behave as was decided."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from switchboard.call.cause import Cause
from switchboard.engine.builtin.answered_callee import AnsweredCallee
from switchboard.engine.builtin.call_transfers import TransferableCall
from switchboard.engine.builtin.callee_sound import CalleeSound
from switchboard.engine.builtin.context import Callee, EngineContext
from switchboard.engine.builtin.dialling import Attempt, BuiltinDialling
from switchboard.engine.builtin.leg import SipLeg
from switchboard.engine.builtin.outgoing import OpenStream
from switchboard.engine.builtin.transfers import Transfers
from switchboard.engine.port import DialRequest, StandIn, Target
from switchboard.sip.dialog import DialogId
from switchboard.sip.registrar import Binding
from switchboard.sip.uri import SipUri

STATUS_OF: Final = {Cause.BUSY: 486, Cause.REJECTED: 603, Cause.UNREACHABLE: 404}
"""What they answer; anything else is 500."""
_NOWHERE: Final = Callee(SipUri.parse("sip:nobody@stand-in.invalid"))


@dataclass(slots=True, eq=False)
class _StandIn:
    """One who is not called. NO_ANSWER rings until his time is over."""

    cause: Cause
    on_ringing: Callable[[], None]
    callee: Callee = _NOWHERE
    heard_from: bool = True
    unreachable: bool = False
    redirected_to: tuple[str, ...] = ()
    elsewhere: bool = False
    dialogs: list[DialogId] = field(default_factory=list)

    async def run(self) -> SipLeg | int:
        if self.cause is not Cause.NO_ANSWER:
            return STATUS_OF.get(self.cause, 500)
        self.on_ringing()
        silence: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        return await silence


class StandInDialling(BuiltinDialling):
    """Calls those alone of whom `stand_in` says so."""

    def __init__(
        self,
        context: EngineContext,
        request: DialRequest,
        call: TransferableCall,
        *,
        on_ringing: Callable[[Target], None],
        on_taken: Callable[[AnsweredCallee], None],
        transfers: Transfers,
        sound: CalleeSound | None,
        stand_in: StandIn,
    ) -> None:
        super().__init__(context, call.info.tenant, request, on_ringing, on_taken, transfers, call=call, sound=sound)
        self._stand_in = stand_in

    async def _callees(self, target: Target, phones: Mapping[int, tuple[Binding, ...]]) -> list[Callee]:
        return [_NOWHERE] if self._stand_in(target) is not None else await super()._callees(target, phones)

    def _outgoing(self, target: Target, callee: Callee, open_stream: OpenStream) -> Attempt:
        cause = self._stand_in(target)
        if cause is None:
            return super()._outgoing(target, callee, open_stream)
        return _StandIn(cause, lambda: self._rings(target))
