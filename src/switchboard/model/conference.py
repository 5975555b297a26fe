"""Rooms in which callers talk to one another."""

import re
from typing import Annotated, ClassVar, Final, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_core import PydanticCustomError

from switchboard.model.base import Document, LanguageTag, MusicId, Number
from switchboard.model.ivr import Member
from switchboard.model.record_notice import RecordNotice

EntrySignal = Literal["tone", "number", "name", "none"]
WithoutModerator = Literal["go_on", "wait", "end"]


class Conference(Document):
    """A room with a number: the call semantics, section 20.

    `moderators` need no PIN on their own phones; others are moderators by the moderators' PIN. Both PINs are kept
    outside the document (`MEMBER_PIN`, `MODERATOR_PIN`). With `wait_for_moderator` callers hear music until a moderator
    is there, if anybody can be one. `without_moderator` is what happens when the last one has left: the others go on,
    wait for one, or are sent away after `moderator_grace_s`.

    `entry` tells those inside of who comes and goes: by a tone, by words and the number of an extension, by words and
    the name that each says before he comes in, or not. With `invite` members who call from their own phones may call
    others in.
    Moderators come in even if `max_members` are there, and are never muted on entry. Whoever is alone, or waits, for
    `alone_limit_s` is sent away (0: never). Those who wait hear `music`; null: the office's. With
    `record` the conference is recorded, and each newcomer hears `record_notice` first (null: the office's).
    """

    kind: ClassVar[str] = "conference"
    number: Number
    language: LanguageTag = ""
    moderators: Annotated[tuple[Member, ...], Field(max_length=500)] = ()
    wait_for_moderator: bool = False
    without_moderator: WithoutModerator = "go_on"
    moderator_grace_s: Annotated[int, Field(ge=0, le=600)] = 30
    entry: EntrySignal = "tone"
    max_members: Annotated[int, Field(ge=2, le=200)] = 50
    mute_on_entry: bool = False
    invite: bool = False
    music: MusicId | None = None
    record: bool = False
    record_notice: RecordNotice | None = None
    alone_limit_s: Annotated[int, Field(ge=0, le=86_400)] = 1800


LONGEST_PIN: Final = 15


def _digits(pin: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[0-9]{3,15}", pin.get_secret_value()):
        raise PydanticCustomError("pin", "must be 3 to 15 digits")
    return pin


ConferencePin = Annotated[SecretStr, AfterValidator(_digits), Field(json_schema_extra={"pattern": "^[0-9]{3,15}$"})]

MEMBER_PIN: Final = "conference_pin"
MODERATOR_PIN: Final = "conference_moderator_pin"
"""Under which the PINs of a conference are kept, outside the document."""
