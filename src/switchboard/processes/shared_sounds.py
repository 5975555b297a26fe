"""The sounds of prompts on several machines: each fetches what it lacks, and gives what others lack."""

import asyncio
from collections.abc import Iterable

from switchboard.model.configuration import Configuration
from switchboard.model.prompt import Prompt
from switchboard.prompts.library import PromptLibrary
from switchboard.store.db.database import Database
from switchboard.store.drafts import sounds


class FetchedSounds:
    """Has the prompts of configurations on this machine before they are played."""

    def __init__(self, library: PromptLibrary) -> None:
        self._library = library
        self._here: set[str] = set()

    async def fetch(self, configurations: Iterable[Configuration]) -> None:
        """Those of which some are new. Raises Unavailable, OSError."""
        if not self._library.is_shared:
            return
        # In a thread: among thousands of prompts it takes a moment, in which a call would hear no key.
        wanted = await asyncio.to_thread(self._new, list(configurations))
        await self._library.fetch(wanted)
        self._here.update(content for content in wanted if self._library.exists(content))

    def _new(self, configurations: Iterable[Configuration]) -> list[str]:
        named = (stored.document.content for one in configurations for stored in one.all(Prompt))
        return [content for content in dict.fromkeys(named) if content not in self._here]


async def share(database: Database, library: PromptLibrary) -> None:
    """Give the others all sounds of prompts that are here, such as those from before there were others.

    It may be interrupted, and goes on the next time. Raises Unavailable, OSError.
    """
    if library.is_shared:
        await library.share_missing(await sounds.all_named(database))
