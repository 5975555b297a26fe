"""The names of people as a voice reads them, for those who have not recorded theirs."""

from collections import OrderedDict

import structlog

from switchboard import errors
from switchboard.engine.port import Audio
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.speech.speaker import Speaker
from switchboard.prompts.speech.speech import Speech

log = structlog.get_logger()

LONGEST_S, PATIENCE_S = 10.0, 3.0
"""How long a name may sound, and for how long somebody waits for it to be spoken."""

MOST_KEPT = 4096
"""So many names are remembered, those that were read last."""


class SpokenNames:
    """Has a name spoken when somebody is to hear it for the first time; the library keeps the sound."""

    def __init__(self, library: PromptLibrary, speech: Speech) -> None:
        self._speaker = Speaker(library, speech)
        self._kept: OrderedDict[tuple[str, str], Audio] = OrderedDict()
        self._has_complained = False

    async def name(self, text: str, language: str) -> Audio | None:
        """As `NameSpeaker`."""
        known = self._kept.get((text, language))
        if known is None:
            try:
                known = await self._spoken(text, language)
            except (errors.SwitchboardError, OSError) as error:
                self._complain(error)
                return None
            self._kept[text, language] = known
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end((text, language))
        return known

    async def _spoken(self, text: str, language: str) -> Audio:
        encoded = await self._speaker.say(text, language)
        return Audio("spoken-name", encoded.content, encoded.duration_ms / 1000)

    def _complain(self, error: Exception) -> None:
        """Once: without a voice every name fails."""
        if not self._has_complained:
            self._has_complained = True
            log.warning("names cannot be spoken, callers who dial by name hear numbers", error=str(error))
