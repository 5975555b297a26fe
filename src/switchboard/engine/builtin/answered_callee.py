"""A callee between its answer and the moment in which it talks to the caller."""

import asyncio

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.audio_leg import AudioLeg
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import Audio, PhoneTarget, Played, PromptUnavailable, Target
from switchboard.errors import Unavailable
from switchboard.sip.headers import Replaces
from switchboard.sip.uri import NameAddr


class AnsweredCallee:
    """Implements `engine.port.Leg`, and owns the callee's leg until a bridge does.

    The callee may send the caller elsewhere meanwhile, `sends_to` a number, which the bridge then does.
    """

    def __init__(self, leg: AudioLeg, target: Target, from_call: str = "") -> None:
        loop = asyncio.get_running_loop()
        self.leg = leg
        self.sends_to = ""
        self._target = target
        self._from_call = from_call
        self._keys = KeyQueue(loop)
        self._gone: asyncio.Future[Cause] = loop.create_future()
        leg.owner = self
        if leg.end_cause is not None:
            self.on_end(leg, leg.end_cause)

    @property
    def target(self) -> Target:
        return self._target

    @property
    def from_call(self) -> str:
        return self._from_call

    @property
    def extension(self) -> int | None:
        """The id of the callee's extension; None for a callee outside."""
        return self._target.extension if isinstance(self._target, PhoneTarget) else None

    @property
    def keys(self) -> KeyQueue:
        return self._keys

    @property
    def gone(self) -> asyncio.Future[Cause]:
        return self._gone

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        if stop_on_key and self._keys.pending():
            return Played(finished=False, offset_s=0.0)
        try:
            return await self.leg.stream.play(self.leg.context.stem(audio.content), stop_on_key=stop_on_key)
        except Unavailable:
            raise PromptUnavailable from None

    async def hang_up(self, *, elsewhere: bool = False) -> None:
        await self.leg.hang_up(elsewhere=elsewhere)

    def on_key(self, leg: AudioLeg, digit: str, method: KeyMethod) -> None:
        self._keys.put(digit, method)
        leg.stream.stop_for_key()

    def on_hold(self, leg: AudioLeg, held: bool) -> None:
        """The leg knows it, and tells the bridge."""

    def on_refer(self, leg: AudioLeg, refer_to: NameAddr) -> bool:
        if self.extension is None or not refer_to.uri.number or self.sends_to:
            return False
        self.sends_to = refer_to.uri.number
        return True

    def on_attended_transfer(self, leg: AudioLeg, replaces: Replaces) -> int:
        """Refuse: the callee talks to nobody yet."""
        return 603

    def on_end(self, leg: AudioLeg, cause: Cause) -> None:
        if not self._gone.done():
            self._gone.set_result(cause)
