"""The Call port over SIP."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.context import EngineContext
from switchboard.engine.builtin.dialling import Dialling
from switchboard.engine.builtin.invitation import Invitation
from switchboard.engine.builtin.leg import AnsweredLeg, Leg, LegEvents
from switchboard.engine.builtin.media import Stream
from switchboard.engine.keys import (
    KeyQueue,
)
from switchboard.engine.port import (
    Answered,
    Audio,
    BridgeEnd,
    CallInfo,
    DialOutcome,
    DialRequest,
    Ending,
    EngineEvents,
    NotAnswered,
    PhoneTarget,
    Played,
    PromptUnavailable,
    Target,
    recording_name,
)
from switchboard.engine.port import Leg as PortLeg
from switchboard.errors import Unavailable
from switchboard.sip.errors import SipError
from switchboard.sip.uri import NameAddr

log = structlog.get_logger()


@dataclass(slots=True)
class _Bridge:
    """Two legs that talk, and how that ends. `extension` is the callee's, None for one outside."""

    callee: Leg
    extension: int | None
    end: "asyncio.Future[BridgeEnd]"


class BuiltinCall:
    """One call from its INVITE on; implements `engine.port.Call`."""

    def __init__(self, context: EngineContext, invitation: Invitation, info: CallInfo) -> None:
        self._context = context
        self._invitation = invitation
        self._info = info
        self._keys = KeyQueue(asyncio.get_running_loop())
        self._events = EngineEvents()
        self._leg: Leg | None = None
        self._stream: Stream | None = None
        self._bridge: _Bridge | None = None
        self._callee: Leg | None = None
        self._caller_extension = info.extension
        self._recordings = 0
        self._is_recording = False
        self.ending: Ending | None = None
        self.on_left: Callable[[], None] = lambda: None
        self.on_established: Callable[[], None] = lambda: None
        invitation.tx.cancelled.add_done_callback(self._on_cancel)

    @property
    def info(self) -> CallInfo:
        return self._info

    @property
    def keys(self) -> KeyQueue:
        return self._keys

    @property
    def answered(self) -> bool:
        return self._leg is not None

    @property
    def events(self) -> EngineEvents:
        return self._events

    @property
    def recording(self) -> str:
        return recording_name(self._info.id, self._recordings)

    async def answer(self) -> None:
        if self._leg is not None:
            return
        try:
            stream = await self._open_stream()
            leg = await self._invitation.answer(stream, self._caller_events())
        except (SipError, Unavailable) as error:
            log.warning("cannot answer", call=self._info.id, error=error.code)
            self._end(Ending("system", Cause.MEDIA_LOST))
            await asyncio.Event().wait()
            return
        if leg is None:
            self._end(Ending("caller", Cause.FAILED))
            await asyncio.Event().wait()
            return
        self.on_established()
        self._adopt(leg)

    async def until_audible(self) -> None:
        if self._leg is None or self._keys.pending():
            return
        left_s = self._leg.began_s + self._context.answer_silence_s - asyncio.get_running_loop().time()
        if left_s > 0:
            await self._leg.stream.first_sign(left_s)

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        if self._stream is None:
            raise PromptUnavailable
        if stop_on_key and self._keys.pending():
            return Played(finished=False, offset_s=0.0)
        try:
            return await self._stream.play(self._context.stem(audio.content), stop_on_key=stop_on_key)
        except Unavailable:
            raise PromptUnavailable from None

    async def dial(self, request: DialRequest) -> DialOutcome:
        try:
            return await self._dial(request, await self._open_stream())
        except Unavailable:
            return NotAnswered(Cause.FAILED, 503)

    async def _dial(self, request: DialRequest, stream: Stream) -> DialOutcome:
        codec = self._leg.negotiation.media.codec if self._leg and self._leg.negotiation.media else None
        dialling = Dialling(self._context, self._info.tenant, request, stream, codec, self._on_ringing)
        if self._leg is not None and request.ringback is not None:
            await stream.loop(self._context.stem(request.ringback.content))
        try:
            outcome = await dialling.run()
            if isinstance(outcome, Answered) and isinstance(outcome.leg, AnsweredLeg):
                self._callee = outcome.leg.leg
                self._bridge = self._listen_to(outcome.leg)
            return outcome
        finally:
            if self._leg is not None and not self._leg.ended:
                stream.stop()

    async def bridge(self, leg: PortLeg) -> BridgeEnd:
        assert isinstance(leg, AnsweredLeg)
        bridge = self._bridge
        assert bridge is not None
        assert bridge.callee is leg.leg
        try:
            await self.answer()
            if self._leg is not None and not bridge.end.done():
                await self._leg.stream.bridge(bridge.callee.stream)
            return await bridge.end
        finally:
            self._bridge = None
            await self._part(bridge.callee)

    async def start_recording(self) -> str:
        if self._stream is not None and not self._is_recording:
            self._is_recording = True
            self._recordings += 1
            await self._stream.record(self._context.recordings / self.recording)
        return self.recording

    async def stop_recording(self) -> None:
        if self._stream is not None and self._is_recording:
            self._is_recording = False
            await self._stream.stop_recording()

    async def hang_up(self, cause: Cause) -> None:
        self._invitation.refuse(cause)
        if self._leg is not None:
            self._leg.events.on_end = lambda _: None
            await self._leg.hang_up()

    async def close(self) -> None:
        """Free whatever the call still holds."""
        if self._callee is not None and self._callee is not self._leg:
            await self._callee.hang_up()
        await self.hang_up(self.ending.cause if self.ending else Cause.NORMAL)
        if self._stream is not None:
            await self._stream.close()

    def end(self, cause: Cause) -> None:
        """End the call from our side, whatever it does."""
        self._end(Ending("system", cause))

    async def _open_stream(self) -> Stream:
        if self._stream is None:
            self._stream = await self._context.pool.open(self._info.id, self._invitation.ip_version)
        return self._stream

    def _adopt(self, leg: Leg) -> None:
        """Make `leg` the caller's."""
        self._leg = leg
        self._stream = leg.stream
        leg.events = self._caller_events()
        if leg.ended:
            self._end(Ending("caller"))

    def _caller_events(self) -> LegEvents:
        return LegEvents(
            on_key=self._on_caller_key,
            on_hold=lambda held: self._events.on_hold("caller", held),
            on_refer=self._on_caller_refer,
            on_end=lambda cause: self._end(_ending(cause)),
        )

    def _listen_to(self, answered: AnsweredLeg) -> _Bridge:
        """Take what the callee does from its answer on, which may be before the two are connected."""
        callee = answered.leg
        extension = answered.target.extension if isinstance(answered.target, PhoneTarget) else None
        bridge = _Bridge(callee, extension, asyncio.get_running_loop().create_future())
        callee.events.on_key = self._on_callee_key
        callee.events.on_hold = lambda held: self._events.on_hold("callee", held)
        callee.events.on_end = lambda cause: self._settle(bridge, BridgeEnd("callee", cause))
        callee.events.on_refer = lambda to: self._on_callee_refer(bridge, to, extension)
        if callee.held:
            self._events.on_hold("callee", True)
        if callee.ended:
            self._settle(bridge, BridgeEnd("callee"))
        return bridge

    @staticmethod
    def _settle(bridge: _Bridge, end: BridgeEnd) -> None:
        if not bridge.end.done():
            bridge.end.set_result(end)

    async def _part(self, callee: Leg) -> None:
        """Undo a bridge: the callee goes, unless it has become the caller by a transfer."""
        self._keys.drop()
        if self._leg is callee:
            return
        callee.events.on_end = lambda cause: None
        await callee.hang_up()
        if self._leg is not None and not self._leg.ended:
            try:
                await self._leg.stream.unbridge()
            except Unavailable:
                log.debug("media was lost while parting", call=self._info.id)

    def _on_ringing(self, target: Target) -> None:
        if self._leg is None:
            self._invitation.ring()
        self._events.on_ringing(target)

    def _on_caller_key(self, digit: str, method: KeyMethod) -> None:
        if self._bridge is None:
            self._keys.put(digit, method)
            if self._stream is not None:
                self._stream.stop_for_key()
        else:
            self._keys.methods.add(method)
            self._pass_on(digit, method, self._leg, self._bridge.callee)

    def _on_callee_key(self, digit: str, method: KeyMethod) -> None:
        if self._bridge is not None:
            self._pass_on(digit, method, self._bridge.callee, self._leg)

    def _pass_on(self, digit: str, method: KeyMethod, source: Leg | None, to: Leg | None) -> None:
        """Hand a key over the bridge, unless the other side has it anyway, as relayed events or as a tone."""
        if to is None or to.ended:
            return
        if method == ("rfc4733" if to.stream.has_telephone_event else "inband"):
            return
        self._context.background.spawn(to.send_key(digit), "pass-key")

    def _on_callee_refer(self, bridge: _Bridge, to: NameAddr, extension: int | None) -> bool:
        if extension is None or not to.uri.number or bridge.end.done():
            return False
        self._settle(bridge, BridgeEnd("callee", transfer_to=to.uri.number, transferred_by=extension))
        return True

    def _on_caller_refer(self, to: NameAddr) -> bool:
        """The caller sends the callee elsewhere: from here on it is the caller of this call, by its own right."""
        bridge, transferor, extension = self._bridge, self._leg, self._caller_extension
        if bridge is None or transferor is None or extension is None or not to.uri.number:
            return False
        if bridge.end.done():
            return False
        self._adopt(bridge.callee)
        self._caller_extension = bridge.extension
        transferor.events.on_end = lambda cause: None
        self._context.background.spawn(self._dismiss(transferor), "transferor")
        end = BridgeEnd("caller", transfer_to=to.uri.number, transferred_by=extension)
        self._settle(bridge, end)
        return True

    @staticmethod
    async def _dismiss(transferor: Leg) -> None:
        await transferor.stream.unbridge()
        await transferor.hang_up()

    def _on_cancel(self, cancelled: "asyncio.Future[None]") -> None:
        if not cancelled.cancelled():
            self._end(Ending("caller", Cause.CANCELLED))

    def _end(self, ending: Ending) -> None:
        if self.ending is None:
            self.ending = ending
            self.on_left()


def _ending(cause: Cause) -> Ending:
    return Ending("system" if cause is Cause.MEDIA_LOST else "caller", cause)
