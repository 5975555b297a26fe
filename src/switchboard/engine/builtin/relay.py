"""A caller whom another machine has: his audio and his keys go there."""

import asyncio

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.audio_leg import AudioLeg
from switchboard.engine.builtin.media import RemoteStream
from switchboard.errors import Unavailable
from switchboard.media.control import Withhold
from switchboard.sip.headers import Replaces
from switchboard.sip.uri import NameAddr


class Relay:
    """Owns the leg to the other machine; implements `LegOwner`. That of the caller stays with his call."""

    def __init__(self, stream: RemoteStream, leg: AudioLeg) -> None:
        """`stream` is the caller's."""
        self._stream = stream
        self._leg = leg
        self._held = False
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        leg.owner = self
        if leg.end_cause is not None:
            self._end()

    async def run(self, *, held: bool) -> None:
        """Until the other machine hangs up. `held`: the caller's phone holds the call."""
        try:
            await self._join(held=held)
            await self._over
        finally:
            await self._leg.hang_up()  # which parts the streams, too

    async def move(self, stream: RemoteStream, *, held: bool) -> None:
        """Another caller comes in the place of the former one, with whose stream the audio has ended."""
        self._stream, self._held = stream, False
        await self._join(held=held)

    def hold(self, held: bool) -> None:
        """What a phone that holds the call sends meanwhile may be music, and is not passed on."""
        if held != self._held:
            self._held = held
            self._stream.post(Withhold(stream=self._stream.id, audio=held, keys=held))

    def press(self, digit: str, method: KeyMethod) -> None:
        """Pass a key of the caller on, unless it gets there with the relayed audio."""
        relayed = "rfc4733" if self._leg.stream.has_telephone_event else "inband"
        if not (self._leg.ended or self._held or method == relayed):
            self._leg.context.background.spawn(self._leg.send_key(digit), "pass-key")

    def on_key(self, leg: AudioLeg, digit: str, method: KeyMethod) -> None:
        """The other machine presses none."""

    def on_hold(self, leg: AudioLeg, held: bool) -> None:
        """Nor does it hold the call."""

    def on_refer(self, leg: AudioLeg, refer_to: NameAddr) -> bool:
        return False

    def on_attended_transfer(self, leg: AudioLeg, replaces: Replaces) -> int:
        return 603

    def on_end(self, leg: AudioLeg, cause: Cause) -> None:
        self._end()

    async def _join(self, *, held: bool) -> None:
        try:
            await self._stream.bridge(self._leg.stream)
        except Unavailable:
            self._end()
            return
        self.hold(held)

    def _end(self) -> None:
        if not self._over.done():
            self._over.set_result(None)
