"""Somebody whom we call, until they answer."""

from functools import partial

from switchboard.call.cause import Cause
from switchboard.call.ids import new_id
from switchboard.engine.builtin.answered_callee import AnsweredCallee
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.caller_side import ReachedCaller
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.dialling import BuiltinDialling
from switchboard.engine.builtin.transfers import Transfers
from switchboard.engine.port import DialRequest, NotAnswered, OnRinging, Origination


class Placing:
    """One origination being carried out. `stop` it in the end."""

    def __init__(
        self, context: EngineContext, transfers: Transfers, origination: Origination, on_ringing: OnRinging
    ) -> None:
        self._context = context
        self._transfers = transfers
        self._origination = origination
        self._taken: list[AnsweredCallee] = []
        self._given_up = False
        request = DialRequest(
            (origination.target,),
            origination.ring_time_s,
            origination.caller_id,
            origination.alert_info,
            billed_to=origination.billed_to,
            auto_answer=origination.auto_answer,
        )
        self._dialling = BuiltinDialling(
            context, origination.tenant, request, on_ringing, self._taken.append, transfers
        )

    async def run(self) -> BuiltinCall | NotAnswered:
        """Ring. Whoever answers is the caller of a call that is to be answered at once."""
        id = self._origination.id or new_id()
        await self._dialling.start(partial(self._context.pool.open, id), None)
        outcome = await self._dialling.outcome()
        if self._given_up:
            return NotAnswered(Cause.DRAINING)
        if isinstance(outcome, NotAnswered):
            return outcome
        self._dialling.take(outcome.leg)
        leg = self._taken[0].leg
        info = self._origination.call(id, self._context.clock.now(), leg.host)
        return BuiltinCall(self._context, ReachedCaller(leg, self._context.background), info, self._transfers)

    def give_up(self) -> None:
        """Ring no longer; the result is DRAINING."""
        self._given_up = True
        self.stop()

    def stop(self) -> None:
        self._dialling.stop()
