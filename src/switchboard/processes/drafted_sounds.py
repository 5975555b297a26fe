"""Sounds of drafts that were thrown away, or that took another sound: they go."""

from datetime import datetime, timedelta
from typing import Final

from switchboard.prompts.library import PromptLibrary
from switchboard.store.db.database import Database
from switchboard.store.drafts import sounds

_YOUNG: Final = timedelta(hours=1)
"""Whoever has asked for a sound since then may be about to store an object that names it."""


async def tidy(database: Database, library: PromptLibrary, now: datetime) -> None:
    """Delete those that no object names, in force, in the past or in a draft. Raises Unavailable, OSError."""
    held = await library.held_for_drafts(now - _YOUNG)
    published = await sounds.published(database, held)
    await library.release(published)
    unpublished = [content for content in held if content not in published]
    used = await sounds.drafted(database, unpublished)
    shipped = await library.shipped()
    await library.remove(content for content in unpublished if content not in used | shipped)
