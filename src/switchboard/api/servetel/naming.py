"""How Servetel names other objects: recordings and IVRs by id, extensions by number. Pure.

The announcements that come with the product are recordings too; they have ids above those of all other objects.
"""

import re
from typing import Final, get_args

from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.prompt import Announcement, AnnouncementName, CustomPrompt, Prompt, PromptRef
from switchboard.store.keys import is_key

EID_DIGITS: Final = 8
"""From so many digits on, the id of an extension is one of an object: no number is as long."""

_FIRST_ANNOUNCEMENT = 2_147_480_000
_ID = re.compile(r"[0-9]{1,20}")
ANNOUNCEMENTS: Final[dict[int, Announcement]] = {
    _FIRST_ANNOUNCEMENT + index: Announcement(name=name) for index, name in enumerate(get_args(AnnouncementName))
}
"""Id -> announcement."""


def object_id(text: str) -> int | None:
    """The id that `text` denotes, leading zeros aside; None when it denotes none."""
    return int(text) if _ID.fullmatch(text) and is_key(int(text)) else None


def recording_id(ref: PromptRef | None) -> int:
    """0 for no recording."""
    if ref is None:
        return 0
    if isinstance(ref, CustomPrompt):
        return ref.prompt
    return next(key for key, announcement in ANNOUNCEMENTS.items() if announcement == ref)


def recording_ref(text: str, objects: Configuration) -> PromptRef | None:
    """The recording with that id; an announcement may be called by its name. None when there is none."""
    key = object_id(text)
    if key is None:
        return next((one for one in ANNOUNCEMENTS.values() if one.name == text), None)
    return ANNOUNCEMENTS.get(key) or (CustomPrompt(prompt=key) if objects.get(Prompt, key) else None)


def extension_number(key: int, objects: Configuration) -> str:
    """By which an extension is called here; one that is gone by its id."""
    stored = objects.get(Extension, key)
    return stored.document.number if stored else f"{key:0{EID_DIGITS}}"


def extension_id(text: str, objects: Configuration) -> int | None:
    """The id of the extension with that number, or with that id filled up to eight digits or more."""
    if len(text) < EID_DIGITS:
        found = objects.extension_by_number(text)
        return found.id if found else None
    key = object_id(text)
    return key if key is not None and objects.get(Extension, key) else None
