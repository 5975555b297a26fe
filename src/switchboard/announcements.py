"""The product's own prompts as call flow plays them."""

from collections.abc import Mapping

from switchboard.engine.port import Audio
from switchboard.prompts.library import PromptLibrary


async def announcements(library: PromptLibrary) -> Mapping[str, Audio]:
    """The product's own prompts, ready to play."""
    found = await library.announcements()
    return {name: Audio(name, encoded.content, encoded.duration_ms / 1000) for name, encoded in found.items()}
