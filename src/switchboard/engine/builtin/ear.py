"""Listens to whoever has answered, in the media worker."""

import asyncio

from switchboard.call.answerer import GreetingEnd
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.port import AnswererHeard
from switchboard.media.control import AnswererHeard as HeardOnStream
from switchboard.media.control import GreetingEnded

WORKER_S = 1.0
"""How much longer than it should a media worker may take, before nothing is known."""


class BuiltinEar:
    """Implements `engine.port.Ear`. Close it in the end."""

    def __init__(self, stream: RemoteStream, most_s: float, greeting_s: float) -> None:
        loop = asyncio.get_running_loop()
        self._stream = stream
        self._most_s = most_s
        self._greeting_s = greeting_s
        self._since_s = loop.time()
        self._who: asyncio.Future[AnswererHeard] = loop.create_future()
        self._ended: asyncio.Future[GreetingEnd] = loop.create_future()
        stream.events.on_answerer = self._on_heard
        stream.hear_answerer(most_s, greeting_s)

    async def who(self) -> AnswererHeard:
        try:
            async with asyncio.timeout(self._most_s + WORKER_S):
                return await asyncio.shield(self._who)
        except TimeoutError:
            return AnswererHeard("unknown", after_ms=self._passed_ms())

    async def greeting_ended(self) -> GreetingEnd:
        try:
            async with asyncio.timeout(self._greeting_s + WORKER_S):
                return await asyncio.shield(self._ended)
        except TimeoutError:
            return "limit"

    def press(self) -> None:
        """A key was pressed: no machine does so."""
        if not self._who.done():
            self._who.set_result(AnswererHeard("person", after_ms=self._passed_ms()))

    def close(self) -> None:
        self._stream.forget_answerer()

    def _passed_ms(self) -> int:
        return round((asyncio.get_running_loop().time() - self._since_s) * 1000)

    def _on_heard(self, event: HeardOnStream | GreetingEnded) -> None:
        if isinstance(event, GreetingEnded):
            if not self._ended.done():
                self._ended.set_result(event.by)
        elif not self._who.done():
            self._who.set_result(AnswererHeard(event.by, event.speech_ms, event.after_ms))
