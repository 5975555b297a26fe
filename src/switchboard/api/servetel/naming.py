"""How Servetel names other objects: recordings and IVRs by id, extensions by number. Pure.

The announcements that come with the product are recordings too; they have ids above those of all other objects.
"""

from typing import Final, get_args

from switchboard.api.kit.ids import decimal_id
from switchboard.api.servetel.wire import Reference
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.prompt import Announcement, AnnouncementName, CustomPrompt, Prompt, PromptRef

EXTENSIONS: Final = ("extension", "agent_extension", "agent")
"""Types whose ids are those of extensions."""
VOICEMAIL: Final = "voicemail"
"""The type whose id is that of an extension, or else that of a group voicemail."""
EID_DIGITS: Final = 8
"""A text of so many digits or more may be the id of an extension, if no extension has it as its number."""

_FIRST_ANNOUNCEMENT = 2_147_480_000
ANNOUNCEMENTS: Final[dict[int, Announcement]] = {
    _FIRST_ANNOUNCEMENT + index: Announcement(name=name) for index, name in enumerate(get_args(AnnouncementName))
}
"""Id -> announcement."""


def object_id(text: str) -> int | None:
    """The id that `text` denotes, leading zeros aside; None when it denotes none."""
    return decimal_id(text, most_digits=20)


def recording_id(ref: PromptRef | None) -> int:
    """The id of a recording; 0 for none."""
    if ref is None:
        return 0
    if isinstance(ref, CustomPrompt):
        return ref.prompt
    return next(id for id, announcement in ANNOUNCEMENTS.items() if announcement == ref)


def recording_ref(text: str, objects: Configuration) -> PromptRef | None:
    """The recording with that id; an announcement may be called by its name. None when there is none."""
    id = object_id(text)
    if id is None:
        return next((one for one in ANNOUNCEMENTS.values() if one.name == text), None)
    return ANNOUNCEMENTS.get(id) or (CustomPrompt(prompt=id) if objects.get(Prompt, id) else None)


def recording_of(sent: Reference, objects: Configuration) -> PromptRef | None:
    """The recording that a reference names: outbound_tts only one that was spoken. None when there is none."""
    ref = recording_ref(sent.id, objects)
    return None if sent.type == "outbound_tts" and not _is_spoken(ref, objects) else ref


def _is_spoken(ref: PromptRef | None, objects: Configuration) -> bool:
    stored = objects.get(Prompt, ref.prompt) if isinstance(ref, CustomPrompt) else None
    return stored is not None and stored.document.source == "speech"


def extension_number(id: int, objects: Configuration) -> str:
    """The number of an extension, by which it goes here; the id of one that is gone."""
    stored = objects.get(Extension, id)
    return stored.document.number if stored else f"{id:0{EID_DIGITS}}"


def extension_id(text: str, objects: Configuration) -> int | None:
    """The id of the extension with that number, else with that id filled up to eight digits or more."""
    found = objects.extension_by_number(text)
    if found is None and len(text) >= EID_DIGITS:
        found = objects.get(Extension, object_id(text) or 0)
    return found.id if found else None
