"""Dialling by name."""

from typing import Literal

from switchboard.call.events.base import StepEvent


class NameSpelled(StepEvent):
    """The caller has spelt a name by `keys`, and so many people have it."""

    type: Literal["name_spelled"] = "name_spelled"
    keys: str
    matches: int


class NameOffered(StepEvent):
    """The caller hears the name of an extension (its id), or its number."""

    type: Literal["name_offered"] = "name_offered"
    extension: int
    number: str


class NameChosen(StepEvent):
    """The caller wants to talk to the extension (its id)."""

    type: Literal["name_chosen"] = "name_chosen"
    extension: int
