"""The Call port over SIP."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

import structlog

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.audio_leg import NOBODY, AudioLeg
from switchboard.engine.builtin.bridge import Bridge, Party
from switchboard.engine.builtin.call_state import State
from switchboard.engine.builtin.call_transfers import TransferableCall
from switchboard.engine.builtin.callee_sound import CalleeSound
from switchboard.engine.builtin.caller_side import CallerSide
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.dialling import BuiltinDialling
from switchboard.engine.builtin.ear import BuiltinEar
from switchboard.engine.builtin.early_media import EarlyMediaLimit
from switchboard.engine.builtin.hold_music import HoldMusic
from switchboard.engine.builtin.invitation import STATUS_OF
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.outgoing import OpenStream
from switchboard.engine.builtin.relay import Relay
from switchboard.engine.builtin.relaying import relayed_leg
from switchboard.engine.builtin.seating import BuiltinSeat
from switchboard.engine.builtin.taking import BuiltinTake
from switchboard.engine.builtin.transfers import Transfers
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import (
    Audio,
    BridgeEnd,
    CallInfo,
    Dialling,
    DialRequest,
    Ending,
    EngineEvents,
    Leg,
    PhoneTarget,
    Played,
    PlayList,
    RecordLimits,
    RoomId,
    Seat,
    Take,
    Target,
    TrunkCondition,
    take_name,
)
from switchboard.errors import Unavailable
from switchboard.sip.errors import SipError
from switchboard.sip.offer_answer import Codec
from switchboard.sip.uri import NameAddr

log = structlog.get_logger()


class BuiltinCall(TransferableCall):
    """One call from its beginning; implements `engine.port.Call`, and owns the caller's leg but while it is bridged."""

    def __init__(
        self,
        context: EngineContext,
        side: CallerSide,
        info: CallInfo,
        transfers: Transfers,
        on_established: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(context, side, info, transfers, on_established)
        self._keys = KeyQueue(asyncio.get_running_loop())
        self._hold_music = HoldMusic(self._sounds)
        self._takes = 0
        self._ear: BuiltinEar | None = None

    @property
    def keys(self) -> KeyQueue:
        return self._keys

    @property
    def answered(self) -> bool:
        return self._caller is not None

    @property
    def events(self) -> EngineEvents:
        return self._events

    @property
    def ending(self) -> Ending | None:
        return self._ending

    async def progress(self) -> bool:
        async with self._answering:
            return await self._progress()

    async def _progress(self) -> bool:
        if self._caller is not None or self._early is not None:
            return True
        if not self._side.takes_early_media:
            return False
        try:
            self._early = await self._side.progress(await self._open_stream(), self)
        except (SipError, Unavailable) as error:
            log.warning("no early media", call=self._info.id, error=error.code)
            return False
        self._enter(State.EARLY)
        self._sound.attach(self._early.stream)
        self._early_limit = EarlyMediaLimit(self._answer_unasked, self._context.background)
        return True

    async def _answer_unasked(self) -> None:
        if self.state is State.EARLY:
            await self.answer()
            self._events.on_answered()

    async def answer(self) -> None:
        async with self._answering:
            await self._answer()

    async def _answer(self) -> None:
        if self._caller is not None:
            return
        try:
            leg = await self._side.answer(await self._open_stream(), self)
        except (SipError, Unavailable) as error:
            log.warning("cannot answer", call=self._info.id, error=error.code)
            self._leave(Ending("system", Cause.MEDIA_LOST))
            raise asyncio.CancelledError from error
        if leg is None:  # it has ended, and `on_end` was called
            raise asyncio.CancelledError
        self._on_established()
        self._enter(State.ANSWERED)
        self._adopt(Party.of_caller(leg, self._info))

    async def until_audible(self) -> None:
        leg = self._leg()
        if leg is None or self._keys.pending():
            return
        left_s = leg.began_s + self._context.answer_silence_s - asyncio.get_running_loop().time()
        if left_s > 0:
            await leg.stream.first_sign(left_s)

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        return await self.play_all((audio,), stop_on_key=stop_on_key)

    async def play_all(self, items: Sequence[Audio], *, stop_on_key: bool) -> Played:
        if stop_on_key and self._keys.pending():
            return Played(finished=False, offset_s=0.0)
        self._reach(200)
        return await self._sound.play(items, stop_on_key=stop_on_key)

    def background(self, music: PlayList | None) -> None:
        self._sound.music(music)

    def hear_fax(self, wanted: bool) -> None:
        self._fax = wanted
        if leg := self._leg():
            leg.stream.hear_fax(wanted=wanted)

    @asynccontextmanager
    async def hear_answerer(self, most_s: float, greeting_s: float) -> AsyncIterator[BuiltinEar]:
        await self.answer()
        self._ear = ear = BuiltinEar(await self._open_stream(), most_s, greeting_s)
        try:
            yield ear
        finally:
            self._ear = None
            ear.close()

    def hold_music(self, for_caller: PlayList | None, for_callee: PlayList | None) -> None:
        self._hold_music.choose(for_caller, for_callee)

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        return self._context.locator.trunk_condition(trunk)

    @asynccontextmanager
    async def start_dial(self, request: DialRequest) -> AsyncIterator[Dialling]:
        heard = CalleeSound(self._sound, self._hear_callee, self._context.background) if request.ringback else None
        dialling = self._dialling(request, heard)
        self._sound.ring(request.ringback)
        # Who is brought to a caller in a queue has reached somebody, as in a menu: nobody need ring for him yet.
        rings = len(request.targets) > 0
        self._diallings += rings
        try:
            await dialling.start(await self._beside(), self._codec())
            yield dialling
        finally:
            dialling.stop()
            if heard is not None:
                heard.close()
            self._diallings -= rings
            self._sound.ring(None)

    def _dialling(self, request: DialRequest, heard: CalleeSound | None) -> BuiltinDialling:
        return BuiltinDialling(
            self._context,
            self._info.tenant,
            request,
            self._on_ringing,
            self._callees.append,
            self._transfers,
            call=self,
            sound=heard,
        )

    def pick_up(self, dialling: Dialling, callee: PhoneTarget) -> bool:
        assert isinstance(dialling, BuiltinDialling)
        return dialling.answer_by(self, callee)

    async def bridge(self, leg: Leg) -> BridgeEnd:
        callee = next(one for one in self._callees if one is leg)
        await self.answer()
        assert self._caller is not None
        self._sound.detach()
        bridge = self._bridge = Bridge(
            self._caller, callee, self._events, self._keys, self._hold_music, self._transfers.attend
        )
        self._callees.remove(callee)
        callee.leg.stream.party = bridge.callee.audio_in(self._info.id, "callee")
        self._enter(State.BRIDGED)
        self._transfers.enter(callee.leg.id, self)
        self._show_new_caller()
        if callee.from_call:  # the phones show others: who was dialled, and who rang
            bridge.show_parties()
        try:
            end = await bridge.run()
        finally:
            self._keys.drop()
            self._transfers.leave(callee.leg.id, self)
            self._bridge = None
            self._enter(State.ANSWERED)
            if bridge.stays is not None:
                self._adopt(bridge.stays)
        if self.ending is not None:
            raise asyncio.CancelledError
        return end

    @asynccontextmanager
    async def join(self, room: RoomId, *, muted: bool, waiting: PlayList | None) -> AsyncIterator[Seat]:
        await self.answer()
        assert self._caller is not None and self._seat is None
        stream = self._caller.leg.stream
        place = self._context.rooms.at(room, stream.worker)
        self._seat = seat = BuiltinSeat(place, stream, self._sound, self._context.stem, waiting)
        try:
            await seat.enter(muted=muted, held=self._caller.leg.held)
            yield seat
        finally:
            self._seat = None
            await seat.leave()

    async def relay(self, address: str) -> None:
        await self.answer()
        assert self._caller is not None and self._seat is None
        beside = partial(self._context.pool.open_near, self._caller.leg.stream)
        leg = await relayed_leg(self._context, address, self._info.caller, beside, self._codec())
        self._sound.detach()
        self._seat = relay = Relay(self._caller.leg.stream, leg)
        try:
            await relay.run(held=self._caller.leg.held)
        finally:
            self._seat = None
            self._sound.attach(self._caller.leg.stream)

    async def start_recording(self) -> str:
        if self._stream is not None:
            await self._recording.start(self._stream)
        return self.recording

    async def stop_recording(self) -> None:
        if self._stream is not None:
            await self._recording.stop(self._stream)

    async def pause_recording(self, paused: bool) -> None:
        self._recording.pause(self._stream, paused=paused)

    @asynccontextmanager
    async def start_take(self, limits: RecordLimits, tone: Audio | None) -> AsyncIterator[Take]:
        await self.answer()
        assert self._take is None, "one take at a time"
        self._takes += 1
        file = self._context.takes / take_name(self._info.id, self._takes)
        self._keys.drop()
        self._take = take = BuiltinTake(await self._open_stream(), self._sound, limits, file)
        try:
            take.start(tone, self._context.background)
            yield take
        finally:
            await take.close()
            self._take = None

    async def hang_up(self, cause: Cause) -> None:
        self._enter(State.ENDED)
        self._reach(STATUS_OF[cause])
        self._side.refuse(cause)
        if self._caller is not None:
            self._caller.leg.owner = NOBODY
            await self._caller.leg.hang_up()

    async def close(self) -> None:
        """Free whatever the call still holds."""
        if self._early_limit is not None:
            self._early_limit.close()
        for callee in self._callees:
            await callee.hang_up()
        await self.hang_up(self.ending.cause if self.ending else Cause.NORMAL)
        if self._caller is None and self._stream is not None:
            await self._stream.close()
        self._transfers.leave(self._callers_dialog, self)
        # The request lives on for retransmissions; the call is not to.
        self._side.cancelled.remove_done_callback(self._on_cancel)
        self._events.forget()

    def end(self, cause: Cause) -> None:
        """End the call from our side, whatever it does."""
        self._leave(Ending("system", cause))

    def on_key(self, leg: AudioLeg, digit: str, method: KeyMethod) -> None:
        if self._take is not None and self._take.result is None:  # the key is the take's
            self._keys.methods.add(method)
            return
        if isinstance(self._seat, Relay):
            self._keys.methods.add(method)
            self._seat.press(digit, method)
            return
        if self._ear is not None:
            self._ear.press()
        self._keys.put(digit, method)
        self._sound.stop_for_key()

    def on_hold(self, leg: AudioLeg, held: bool) -> None:
        self._events.on_hold("caller", held)
        if self._seat is not None:
            self._seat.hold(held)

    def on_refer(self, leg: AudioLeg, refer_to: NameAddr) -> bool:
        """Refuse: the caller talks to nobody who could be transferred."""
        return False

    def on_end(self, leg: AudioLeg, cause: Cause) -> None:
        self._leave(Ending("system" if cause is Cause.MEDIA_LOST else "caller", cause))

    async def _beside(self) -> OpenStream | None:
        """Opens streams beside the caller's; None without a media worker."""
        try:
            return partial(self._context.pool.open_near, await self._open_stream())
        except Unavailable:
            return None

    async def _hear_callee(self) -> RemoteStream | None:
        """The stream at which the caller may hear somebody who rings; None for a caller who gets no early media."""
        return self._stream if await self.progress() else None

    def _codec(self) -> Codec | None:
        """The caller's codec, which callees are offered first; None where it is not known yet."""
        leg = self._leg()
        return (leg.codec if leg else None) or self._side.codec

    def _leg(self) -> AudioLeg | None:
        """The caller's leg, once the caller can hear us."""
        return self._caller.leg if self._caller else self._early

    async def _open_stream(self) -> RemoteStream:
        """Open the caller's stream, or return it if it is open.

        Raises Unavailable; CancelledError if the caller has left.
        """
        if self._stream is None and self.state is not State.ENDED:
            self._stream = await self._side.open_stream(self._info.id)
        if self._stream is None or self.state is State.ENDED:
            raise asyncio.CancelledError
        return self._stream

    def _on_ringing(self, target: Target) -> None:
        if self.state in (State.OFFERED, State.EARLY):
            self._side.ring()
            self._enter(State.EARLY)
        self._events.on_ringing(target)
