"""Texts as sounds of the library. Each is spoken once by each voice."""

import asyncio

from switchboard.prompts.encoded import Encoded
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.speech.engines import FALLBACK_LANGUAGE
from switchboard.prompts.speech.speech import Speech

AT_ONCE = 2
"""So many programs speak at a time, whoever asks."""


class Speaker:
    """Speaks into a library."""

    def __init__(self, library: PromptLibrary, speech: Speech) -> None:
        self._library = library
        self._speech = speech
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def preview(self, text: str, language: str = "") -> bytes:
        """The same as a FLAC file that is kept nowhere. Raises as `Speech.speak`."""
        wanted = language or FALLBACK_LANGUAGE
        if known := await self._library.spoken(self._speech.origin(text, wanted)):
            return await self._library.read_flac(known.content)
        async with self._turn:
            return await self._library.flac(await self._speech.speak(text, wanted))

    async def say(self, text: str, language: str = "") -> Encoded:
        """The sound of `text` in the BCP 47 tag `language`. Raises as `Speech.speak`; OSError."""
        wanted = language or FALLBACK_LANGUAGE
        origin = self._speech.origin(text, wanted)
        if known := await self._library.spoken(origin):
            return known
        async with self._turn:
            # Whoever waited for a turn may have waited for this very text.
            if known := await self._library.spoken(origin):
                return known
            wav = await self._speech.speak(text, wanted)
            encoded = await self._library.add(wav, name="speech.wav", source="speech")
            await self._library.note_spoken(origin, encoded)
            return encoded
