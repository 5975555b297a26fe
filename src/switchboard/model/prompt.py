"""Prompts: recorded or spoken audio, and the announcements that come with the product."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from switchboard.model.base import Document, Frozen, PromptId

AnnouncementName = Literal[
    "default",
    "invalid",
    "unavailable",
    "busy",
    "no-answer",
    "not-permitted",
    "limit-reached",
    "goodbye",
    "ringback",
    "no-such-extension",
    "enter-pin",
    "wrong-pin",
    "enter-number",
    "busy-tone",
    "congestion-tone",
    "vm-greeting",
    "vm-greeting-busy",
    "vm-greeting-group",
    "vm-after-tone",
    "vm-full",
    "vm-too-short",
    "recording-limit",
    "vm-review",
    "vm-saved",
    "vm-cancelled",
    "tone-record",
    "tone-limit",
    "vm-mailbox",
    "vm-none",
    "vm-main",
    "vm-message-menu",
    "vm-from",
    "vm-no-caller",
    "vm-deleted",
    "vm-undeleted",
    "vm-kept",
    "vm-no-more",
    "vm-message-gone",
    "vm-copy-to",
    "vm-copied",
    "vm-options",
    "vm-greeting-menu",
    "vm-record-greeting",
    "vm-record-name",
    "vm-greeting-saved",
    "vm-greeting-removed",
    "vm-greeting-none",
    "vm-pin-new",
    "vm-pin-again",
    "vm-pin-changed",
    "vm-pin-weak",
    "vm-pin-mismatch",
    "queue-busy",
    "queue-accept",
    "forward-accept",
    "conf-invited",
    "queue-logged-in",
    "queue-logged-out",
    "queue-paused",
    "queue-resumed",
    "queue-not-agent",
    "conf-pin",
    "conf-wait",
    "conf-begin",
    "conf-alone",
    "conf-joined",
    "conf-left",
    "conf-full",
    "conf-locked",
    "conf-removed",
    "conf-moderator-left",
    "conf-ended",
    "conf-menu",
    "conf-menu-moderator",
    "conf-muted",
    "conf-unmuted",
    "conf-locked-now",
    "conf-unlocked-now",
    "conf-record-name",
    "dbn-enter",
    "dbn-none",
    "dbn-many",
    "dbn-no-more",
    "dbn-extension",
    "dbn-choose",
    "pe-password",
    "pe-menu",
    "pe-several",
    "pe-record",
    "pe-review",
    "pe-saved",
    "pe-failed",
    "forward-on",
    "forward-off",
    "dnd-on",
    "dnd-off",
    "night-on",
    "night-off",
    "closure-on",
    "closure-off",
    "park-slot",
    "record-notice",
    "caller-blocked",
    "no-such-mailbox",
    "not-possible",
    "tone-join",
    "tone-leave",
    "office-closed",
    "closure-until",
    "closure-opens",
    "closure-menu",
    "emergency-call",
    "pickup-none",
    "park-full",
]
"""What the call flow itself has to say; `default` is a greeting that fits any menu. New ones come last: ids follow.

The tones (`model/tones.py`) are those of the tenant's country, or the same everywhere; all else is spoken. Sentences
with numbers have no place here: menus do not name them (`model/spoken.py`).
"""

ContentHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of the samples as they are played."""


WarningCode = Literal[
    "channels-cancelled",
    "clipped",
    "dc-removed",
    "limited",
    "mostly-silence",
    "noisy",
    "silent",
    "trimmed",
    "very-quiet",
]


class PromptWarning(Frozen):
    """What is odd about a prompt's sound, or was done to it: `code` for programs, `text` for people."""

    code: WarningCode
    text: Annotated[str, StringConstraints(max_length=300)]


class CustomPrompt(Frozen):
    """A prompt of the tenant."""

    kind: Literal["prompt"] = "prompt"
    prompt: PromptId


class Announcement(Frozen):
    """A prompt that comes with the product."""

    kind: Literal["announcement"] = "announcement"
    name: AnnouncementName


PromptRef = Annotated[CustomPrompt | Announcement, Field(discriminator="kind")]


_FROM_SOUND = Field(json_schema_extra={"readOnly": True})
"""For members that follow from the sound, which is sent by itself."""


class Prompt(Document):
    """Audio known by a file name such as `IVR.wav`; the samples are stored once, under their hash.

    `warnings` tell what came out of taking the sound in.
    """

    kind: ClassVar[str] = "prompt"
    content: Annotated[ContentHash, _FROM_SOUND]
    duration_ms: Annotated[int, Field(ge=0), _FROM_SOUND]
    source: Annotated[Literal["upload", "speech", "recording"], _FROM_SOUND] = "upload"
    text: Annotated[str, StringConstraints(max_length=5000)] = ""
    language: Annotated[str, StringConstraints(max_length=35)] = ""
    warnings: Annotated[tuple[PromptWarning, ...], _FROM_SOUND] = ()
