"""A take of the caller in the built-in engine: its tone, its recording in the media worker, its result."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import structlog

from switchboard.engine.builtin.caller_sound import CallerSound
from switchboard.engine.builtin.context import Background
from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.port import LEAD_S, Audio, EndedBy, PromptUnavailable, Recorded, RecordLimits
from switchboard.media.control import TakeEnd, TakeEnded
from switchboard.media.wav import duration_ms

log = structlog.get_logger()

CLOSE_S = 1.0
"""How long the media worker may take to close the file, before the call ends without it."""
_BY: Mapping[TakeEnd, EndedBy] = {"key": "key", "silence": "silence", "limit": "limit", "error": "system"}
"""What ended a take that ended by itself. Why any other take ended is known here, not in the media worker."""


class BuiltinTake:
    """Implements `engine.port.Take`. A stream has one take at a time.

    `closed` is done when the result is there, whatever ended the take. `finished` returns only if the take ended by
    itself.
    """

    def __init__(self, stream: RemoteStream, sound: CallerSound, limits: RecordLimits, file: Path) -> None:
        self._loop = asyncio.get_running_loop()
        self.result: Recorded | None = None
        self.closed: asyncio.Future[None] = self._loop.create_future()
        self._finished: asyncio.Future[Recorded] = self._loop.create_future()
        self._stream = stream
        self._sound = sound
        self._limits = limits
        self.file = file
        self._began = False
        self._ended_by: EndedBy | None = None
        self._sounding: asyncio.Task[None] | None = None

    def start(self, tone: Audio | None, background: Background) -> None:
        """Play the tone, then record."""
        self._sound.hush(hushed=True)
        self._sounding = background.spawn(self._run(tone), "take")

    async def finished(self) -> Recorded:
        return await asyncio.shield(self._finished)

    def end(self, by: EndedBy) -> None:
        """End the take, unless it has ended; `closed` is done when its file is closed, in a second at the latest."""
        if self.result is not None or self._ended_by is not None:
            return
        self._ended_by = by
        if not self._began:
            self._settle(Recorded(None, by))
        elif self._stream.stop_take():
            self._loop.call_later(CLOSE_S, self._interrupt)
        else:
            self._interrupt()

    async def close(self) -> None:
        """End the take because its block is left, and wait until its file is closed."""
        self.end("system")
        try:
            await asyncio.shield(self.closed)
        finally:
            self._sound.hush(hushed=False)

    async def _run(self, tone: Audio | None) -> None:
        if tone is not None:
            await self._say(tone)
        self._began = True
        self._stream.events.on_take_ended = self._on_ended
        self._stream.start_take(self.file, self._limits)
        limits = self._limits
        if limits.warning is not None and limits.warn_s < limits.max_s:
            await asyncio.sleep(limits.max_s - limits.warn_s)
            await self._say(limits.warning)

    async def _say(self, audio: Audio) -> None:
        try:
            await self._sound.play((audio,), stop_on_key=False)
        except PromptUnavailable:
            log.warning("cannot be played at a recording", audio=audio.name)

    def _on_ended(self, event: TakeEnded | None) -> None:
        """The media worker has closed the file; None if it could not even make one."""
        if event is None:
            self._settle(Recorded(None, "system"))
            return
        if event.reason == "closed" and self._ended_by is None:  # the stream was closed under the take
            self._ended_by = "media"
        by = _BY.get(event.reason) or self._ended_by or "system"
        self._settle(
            Recorded(self.file, by, event.duration_ms, event.speech_ms, event.key, keys_ignored=event.keys_ignored)
        )

    def _interrupt(self) -> None:
        """The media worker is gone, or hangs: what it has written is there, but not trimmed at the end."""
        if self.result is not None:
            return
        try:
            written_ms = duration_ms(self.file)
        except OSError:
            written_ms = 0
        speech_ms = max(0, written_ms - round(LEAD_S * 1000))
        self._settle(Recorded(self.file, self._ended_by or "media", written_ms, speech_ms, interrupted=True))

    def _settle(self, result: Recorded) -> None:
        if self.result is not None:
            return
        self.result = result
        self.closed.set_result(None)
        if self._ended_by is None:
            self._finished.set_result(result)
        if self._sounding is not None:
            self._sounding.cancel()
