"""What the caller hears, before any answer, of those who ring: their early media."""

import asyncio
from collections.abc import Awaitable, Callable

from switchboard.engine.builtin.caller_sound import CallerSound
from switchboard.engine.builtin.context import Background
from switchboard.engine.builtin.media import RemoteStream
from switchboard.errors import Unavailable

RING_AGAIN_S = 0.3
"""After early media has ended the caller hears ringing again, but not for the moment between an answer and the talk."""
RINGS_AT_MOST_S = 600.0


class CalleeSound:
    """Of one dialling. The first of those who ring that is heard is passed to the caller, in place of our ringing; a
    phone that announces early media, and sends none, changes nothing. Nothing that the caller says reaches it.

    `hear` returns the stream of a caller who hears us, or may from now on; None for one who may not.
    """

    def __init__(
        self, sound: CallerSound, hear: Callable[[], Awaitable[RemoteStream | None]], background: Background
    ) -> None:
        self._sound = sound
        self._hear = hear
        self._background = background
        self._listening: dict[RemoteStream, asyncio.Task[None]] = {}
        self._source: RemoteStream | None = None
        self._caller: RemoteStream | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begins(self, stream: RemoteStream) -> None:
        """Somebody who rings may be heard at that stream from now on."""
        if stream not in self._listening:
            self._listening[stream] = self._background.spawn(self._listen(stream), "early-media")

    def ends(self, stream: RemoteStream) -> None:
        """They have answered, or ring no more."""
        if (task := self._listening.pop(stream, None)) is not None:
            task.cancel()
        if stream is self._source:
            self._source = None
            if self._caller is not None:
                self._caller.cut()
                self._timer = asyncio.get_running_loop().call_later(RING_AGAIN_S, self._ring_again)

    def close(self) -> None:
        for stream in list(self._listening):
            self.ends(stream)
        if self._timer is not None:
            self._timer.cancel()
        self._ring_again()

    async def _listen(self, stream: RemoteStream) -> None:
        await stream.first_sign(RINGS_AT_MOST_S)
        if self._source is not None:
            return
        self._source = stream
        try:
            caller = await self._hear()
            if caller is not None:
                self._caller = caller
                self._sound.hush(hushed=True)
                await caller.bridge(stream)
        except Unavailable:
            return

    def _ring_again(self) -> None:
        if self._caller is not None and self._source is None:
            self._caller = None
            self._sound.hush(hushed=False)
