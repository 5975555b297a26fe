"""What a call over SIP does in an attended transfer: it gives a party away, or goes on with another caller."""

import asyncio
from collections.abc import Callable
from functools import partial

from switchboard.call.cause import Cause
from switchboard.engine.builtin.answered_callee import AnsweredCallee
from switchboard.engine.builtin.audio_leg import NOBODY, AudioLeg, LegOwner
from switchboard.engine.builtin.bridge import Bridge, Party
from switchboard.engine.builtin.call_sounds import CallSounds
from switchboard.engine.builtin.call_state import NEXT, OVER, State
from switchboard.engine.builtin.caller_recording import CallerRecording
from switchboard.engine.builtin.caller_side import CallerSide
from switchboard.engine.builtin.caller_sound import CallerSound
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.early_media import EarlyMediaLimit
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.relay import Relay
from switchboard.engine.builtin.seating import BuiltinSeat
from switchboard.engine.builtin.taking import BuiltinTake
from switchboard.engine.builtin.transfers import Given, Transfers, Vacated
from switchboard.engine.port import CallInfo, Ending, EngineEvents, Side
from switchboard.sip.dialog import DialogId
from switchboard.sip.headers import Replaces


class TransferableCall(LegOwner):
    """The part of `BuiltinCall` that knows where the call stands and who its caller is, and lets callers go to another
    call and come from one; implements `transfers.TransferCall`.

    `left` is set when the call ends by anything but its call flow, which must then be cancelled. `_callees` have
    answered, and wait to be bridged. `_reached` is None unless the caller was transferred here; its result is the
    status that his transferor is told.
    """

    def __init__(
        self,
        context: EngineContext,
        side: CallerSide,
        info: CallInfo,
        transfers: Transfers,
        on_established: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_established` is called when the answer is acknowledged."""
        loop = asyncio.get_running_loop()
        self.state = State.OFFERED
        self.left: asyncio.Future[Ending] = loop.create_future()
        self._ending: Ending | None = None
        self._context = context
        self._side = side
        self._info = info
        self._transfers = transfers
        self._on_established = on_established
        self._events = EngineEvents()
        self._stream: RemoteStream | None = None
        self._fax = False
        self._caller: Party | None = None
        self._callers_dialog = side.dialog_id
        self._callees: list[AnsweredCallee] = []
        self._bridge: Bridge | None = None
        self._diallings = 0
        self._reached: asyncio.Future[int] | None = None
        self._early: AudioLeg | None = None
        self._early_limit: EarlyMediaLimit | None = None
        self._answering = asyncio.Lock()
        self._seat: BuiltinSeat | Relay | None = None
        self._take: BuiltinTake | None = None
        events = self._events
        self._sounds = CallSounds(
            context.stem, lambda audio: events.on_unreadable(audio), partial(context.tune, info.tenant)
        )
        self._sound = CallerSound(self._sounds)
        self._recording = CallerRecording(context.recordings, info.id)
        side.cancelled.add_done_callback(self._on_cancel)
        transfers.enter(self._callers_dialog, self)

    @property
    def info(self) -> CallInfo:
        return self._info

    @property
    def recording(self) -> str:
        return self._recording.name

    def on_attended_transfer(self, leg: AudioLeg, replaces: Replaces) -> int:
        return self._transfers.attend(leg, replaces)

    @property
    def is_early(self) -> bool:
        return self.state is State.EARLY

    def side_of(self, dialog: DialogId) -> tuple[Side, int | None] | None:
        if self.state not in OVER and dialog == self._callers_dialog:
            return "caller", self._caller.extension if self._caller else self._info.extension
        if self._bridge is not None and dialog == self._bridge.callee.leg.id:
            return "callee", self._bridge.callee.extension
        return None

    def can_give(self) -> bool:
        return self.state is State.BRIDGED and self._bridge is not None and not self._bridge.over

    def can_replace_caller(self) -> bool:
        """Not while the answer is being acknowledged, nor during a take: a message is the present caller's own."""
        stays = self.state in (State.EARLY, State.ANSWERED) and not self._answering.locked() and self._take is None
        return stays or self.can_give()

    def can_replace_callee(self) -> bool:
        """Whether another callee may take the place of the present one now."""
        return self.can_give()

    @property
    def talks(self) -> bool:
        return self._bridge is not None

    def send_on(self, party: Side, number: str, rights_of: int | None) -> bool:
        return self._bridge is not None and self._bridge.send_on(party, number, rights_of)

    def hold(self, side: Side, held: bool) -> bool:
        return self._bridge is not None and self._bridge.hold(side, held)

    def mute(self, side: Side, muted: bool) -> bool:
        return self._bridge is not None and self._bridge.mute(side, muted)

    def recall(self, side: Side) -> None:
        if self._bridge is not None:
            self._bridge.recall(side)

    async def settle(self) -> None:
        while ((take := self._take) is not None and take.result is None) or self._answering.locked():
            if take is not None:
                take.end("system")
                await asyncio.shield(take.closed)
            async with self._answering:
                pass

    async def let_go(self) -> None:
        callees = list(self._callees)
        self._callees.clear()
        for callee in callees:
            await callee.hang_up()

    def give(self, by: Side, to: CallInfo) -> Given:
        assert self._bridge is not None
        party, transferor = self._bridge.give(by)
        recorded = self._recording.goes_on and party.leg.stream is self._stream
        given = Given(party, party.calls(self._info), transferor, recorded)
        self._hand_over(by, to)
        return given

    def can_give_caller(self) -> bool:
        """Whether the caller, who talks to nobody, may go to another call now."""
        busy = self._answering.locked() or self._take is not None or self._seat is not None
        return self.state is State.ANSWERED and self._caller is not None and not busy

    def give_caller(self, to: CallInfo) -> Party:
        """End, and give away the caller, who goes to that call by himself."""
        assert self._caller is not None
        caller = self._caller
        self._sound.detach()
        caller.leg.owner = NOBODY
        if self._recording.goes_on:
            self._context.background.spawn(caller.leg.stream.stop_recording(), "stop-recording")
        self._hand_over("caller", to)
        return caller

    def _hand_over(self, by: Side, to: CallInfo) -> None:
        self._transfers.leave(self._callers_dialog, self)
        self._caller = self._stream = None
        self._leave(Ending(by, handed_to=to.id, transfer_to=to.dialled), State.HANDED_OVER)

    def replace_caller(self, given: Given) -> Vacated:
        self._reach(200)  # to whoever has transferred the former caller
        self._reached = asyncio.get_running_loop().create_future()
        former, stream, recorded = self._caller, self._stream, self._recording.goes_on
        self._info = given.party.calls(self._info)
        self._identify(given.party)
        if recorded:
            self._recording.announce()
        if not self._events.on_caller_replaced(given.former) and recorded:
            self._recording.take_back()
        if former is None:
            self._let_go()
        if self._bridge is not None:
            self._bridge.replace_caller(given.party)
        else:
            if former is not None:
                former.leg.owner = NOBODY
            self._adopt(given.party)
        self._context.background.spawn(self._connect(given, stream if former is None else None), "connect")
        rings = self._bridge is None and self._diallings > 0
        return Vacated(former.leg if former is not None else None, self._reached, rings)

    def replace_callee(self, given: Given) -> Vacated:
        """Go on with the given party as the callee: the bridge ends, and call flow bridges the two anew."""
        assert self._bridge is not None
        callee = AnsweredCallee(given.party.leg, given.party.target, given.former.id)
        self._callees.append(callee)
        former = self._bridge.succeed(callee)
        if given.recorded:
            self._context.background.spawn(given.party.leg.stream.stop_recording(), "stop-recording")
        reached: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        reached.set_result(200)
        return Vacated(former, reached)

    def _let_go(self) -> None:
        """The former caller, who is not answered yet, no longer ends the call; `_connect` sends him away."""
        self._side.cancelled.remove_done_callback(self._on_cancel)
        if self._early is not None:
            self._early.owner = NOBODY
            self._early = None
        if self._early_limit is not None:
            self._early_limit.close()
        self._on_established()
        self._enter(State.ANSWERED)

    async def _connect(self, given: Given, early_stream: RemoteStream | None) -> None:
        """Let the new caller hear and be heard; `early_stream` is that of a former one who was not answered."""
        self._side.refuse(Cause.CANCELLED)
        stream, bridge = given.party.leg.stream, self._bridge
        if given.recorded:
            await stream.stop_recording()
        if early_stream is not None:
            await early_stream.close()
        if bridge is not None and not bridge.over:
            await bridge.connect()
        elif self._seat is not None:
            await self._seat.move(stream, held=given.party.leg.held)
        if self._recording.goes_on:
            await self._recording.write(stream)
        if bridge is not None or not self._diallings:
            self._reach(200)

    def _show_new_caller(self) -> None:
        """Caller and callee begin to talk. If the caller was transferred, the callee's phone has shown the former one.

        It is shown the present one then, and the transferor is told that the transfer went well.
        """
        if self._reached is not None and self._bridge is not None:
            self._bridge.show_parties()
            self._reach(200)

    def _reach(self, status: int) -> None:
        """Tell the transferor how the transfer of the caller went, if there was one and that was not told yet."""
        if self._reached is not None and not self._reached.done():
            self._reached.set_result(status)

    def _adopt(self, caller: Party) -> None:
        """Take a leg that has become the caller's, or is the caller's again."""
        self._identify(caller)
        self._sound.attach(caller.leg.stream)
        if self._fax:
            caller.leg.stream.hear_fax(wanted=True)
        caller.leg.owner = self
        if caller.leg.end_cause is not None:
            self.on_end(caller.leg, caller.leg.end_cause)

    def _identify(self, caller: Party) -> None:
        """Note whose leg, stream and dialog the caller's are."""
        if caller.leg.stream is not self._stream:
            self._stream = caller.leg.stream
            self._recording.lose_stream()
        self._caller = caller
        caller.leg.stream.party = None if self._info.guest else caller.audio_in(self._info.id, "caller")
        self._transfers.leave(self._callers_dialog, self)
        self._callers_dialog = caller.leg.id
        self._transfers.enter(self._callers_dialog, self)

    def _on_cancel(self, cancelled: "asyncio.Future[None]") -> None:
        if not cancelled.cancelled():
            self._leave(Ending("caller", Cause.CANCELLED))

    def _leave(self, ending: Ending, into: State = State.ENDED) -> None:
        """The file of a take is closed before the call flow is cancelled."""
        self._enter(into)
        if self._ending is not None:
            return
        self._ending = ending
        if ending.by == "caller":
            self._reach(487)
        if self._take is None:
            self.left.set_result(ending)
        else:
            self._take.end(ending.of_take)
            self._take.closed.add_done_callback(lambda _: self.left.set_result(ending))

    def _enter(self, state: State) -> None:
        """Go on to another state. What is over stays so."""
        if state is self.state or self.state in OVER:
            return
        assert state in NEXT[self.state], f"{self.state} to {state}"
        self.state = state
