"""How Yeastar names other objects: by id as text, prompts by file name."""

from typing import get_args

from switchboard.api.kit.ids import decimal_id
from switchboard.model.configuration import Configuration
from switchboard.model.prompt import Announcement, AnnouncementName, CustomPrompt, Prompt, PromptRef

DEFAULT_PROMPT = "default"
_ANNOUNCEMENTS = {name: Announcement(name=name) for name in get_args(AnnouncementName)}


def object_id(text: str) -> int | None:
    """The id that `text` denotes, None when it denotes none."""
    return decimal_id(text, most_digits=16)


def prompt_names(text: str) -> list[str]:
    """The names in a comma-separated list; empty text is the empty list."""
    return [name.strip() for name in text.split(",")] if text.strip() else []


def prompt_name(ref: PromptRef, objects: Configuration) -> str:
    """The file name of a custom prompt, or the name of an announcement."""
    if isinstance(ref, Announcement):
        return ref.name
    stored = objects.get(Prompt, ref.prompt)
    return stored.document.name if stored else ""


def prompt_ref(name: str, objects: Configuration) -> PromptRef | None:
    """The prompt called `name`: `default` first, then the custom prompts, then the other announcements."""
    if name == DEFAULT_PROMPT:
        return _ANNOUNCEMENTS[name]
    for stored in objects.all(Prompt):
        if stored.document.name == name:
            return CustomPrompt(prompt=stored.id)
    return _ANNOUNCEMENTS.get(name)
