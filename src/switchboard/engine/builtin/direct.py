"""Callers without a telephone: their calls are those of all others, but for the leg of the caller."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from switchboard.call.cause import Cause
from switchboard.engine.builtin.audio_leg import AudioLeg, LegOwner
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.callee_sound import CalleeSound
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.dialling import BuiltinDialling
from switchboard.engine.builtin.media import RemoteStream, StreamEvents
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.builtin.rooms import Rooms
from switchboard.engine.builtin.stand_in import StandInDialling
from switchboard.engine.builtin.transfers import Transfers
from switchboard.engine.port import CallerId, DialRequest, DirectCaller, TrunkCondition, TrunkTarget
from switchboard.media.direct_audio import EVENT_TYPE, PCMU_TYPE
from switchboard.sip.dialog import DialogId
from switchboard.sip.offer_answer import AudioMedia, Codec, Direction

PTIME_MS = 20


class DirectLeg(AudioLeg):
    """The caller, from his first sound on. His process hears from call flow how the call goes, and nothing here."""

    def __init__(
        self, context: EngineContext, stream: RemoteStream, id: DialogId, host: str, on_end: Callable[[], None]
    ) -> None:
        super().__init__(context, stream, id)
        self._host = host
        self._on_end = on_end
        stream.events = StreamEvents(
            on_key=lambda digit, method: self.owner.on_key(self, digit, method),
            on_silence=lambda: self.finish(Cause.MEDIA_LOST),
            on_lost=lambda: self.finish(Cause.MEDIA_LOST),
        )

    @property
    def host(self) -> str:
        return self._host

    @property
    def codec(self) -> Codec | None:
        return Codec.PCMU

    def finish(self, cause: Cause, *, bye: bool = True, elsewhere: bool = False) -> None:
        if not self.ended:
            self.end_cause = cause
            self.owner.on_end(self, cause)
            self._on_end()

    async def send_key(self, digit: str) -> None:
        await self.stream.send_digit(digit)

    def show(self, other: CallerId) -> None:
        """He sees the events of the call."""

    async def tell_transfer(self, status: int, *, over: bool) -> None:
        raise AssertionError("asks for no transfer")


class DirectInvitation:
    """Implements `CallerSide`. Its `stream` is open from the beginning on, so that the caller knows where to send.

    `over` is done when the call has ended, and the caller is in no other call either.
    """

    codec = Codec.PCMU

    def __init__(self, context: EngineContext, caller: DirectCaller, call: str, stream: RemoteStream) -> None:
        self.cancelled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.takes_early_media = caller.early_media
        self.dialog_id = DialogId(call, "", "")
        self._context = context
        self._caller = caller
        self._stream = stream
        self._leg: DirectLeg | None = None
        self._given = self._call_over = False
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def leave(self) -> None:
        """The caller hangs up."""
        if self._leg is not None and self._given:
            self._leg.finish(Cause.NORMAL)
        elif not self.cancelled.done():
            self.cancelled.set_result(None)

    async def close(self) -> None:
        """The call is over. The caller may be in another one by a transfer; else his audio is freed."""
        self._call_over = True
        if self._leg is None or not self._given:
            await self._stream.close()
        self._settle()

    def _settle(self) -> None:
        """Note that it is over for the caller, once it is."""
        gone = self._leg is None or not self._given or self._leg.ended
        if self._call_over and gone and not self.over.done():
            self.over.set_result(None)

    async def open_stream(self, call: str) -> RemoteStream:
        return self._stream

    def ring(self) -> None:
        """He sees the events of the call."""

    async def progress(self, stream: RemoteStream, owner: LegOwner) -> AudioLeg:
        return await self._audible(owner)

    async def answer(self, stream: RemoteStream, owner: LegOwner) -> AudioLeg | None:
        leg = await self._audible(owner)
        self._given = True
        return None if leg.ended else leg

    def refuse(self, cause: Cause) -> None:
        """What the call ended with he sees in its events."""

    async def _audible(self, owner: LegOwner) -> DirectLeg:
        if self._leg is None:
            self._leg = DirectLeg(self._context, self._stream, self.dialog_id, self._caller.source, self._settle)
            self._leg.owner = owner
            peer = MediaPeer("direct caller", self._stream.host, extension=False)
            await self._stream.configure(_media(self._stream.host, self._caller.port), peer)
        return self._leg


def _media(host: str, port: int) -> AudioMedia:
    """RTCP goes to the same port, where nobody reads it: the next one may be somebody else's."""
    return AudioMedia(host, port, port, Codec.PCMU, PCMU_TYPE, EVENT_TYPE, Direction.SENDRECV, PTIME_MS)


class DirectCall(BuiltinCall):
    """A call in which some who are dialled are not called."""

    def __init__(
        self, context: EngineContext, side: DirectInvitation, id: str, caller: DirectCaller, transfers: Transfers
    ) -> None:
        own = replace(context, rooms=Rooms()) if caller.alone else context
        super().__init__(own, side, caller.call(id, context.clock.now()), transfers)
        self._stand_in = caller.stand_in

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        """A trunk through which nobody is called is free."""
        is_called = self._stand_in(TrunkTarget(trunk, "")) is None
        return super().trunk_condition(trunk) if is_called else "free"

    def _dialling(self, request: DialRequest, heard: CalleeSound | None) -> BuiltinDialling:
        return StandInDialling(
            self._context,
            request,
            self,
            on_ringing=self._on_ringing,
            on_taken=self._callees.append,
            transfers=self._transfers,
            sound=heard,
            stand_in=self._stand_in,
        )
