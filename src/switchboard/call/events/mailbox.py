"""Leaving messages, and checking them."""

from typing import Literal

from switchboard.call.events.base import StepEvent


class MailboxEntered(StepEvent):
    """The caller is to leave a message for an extension or a group (the id of the `owner`, and its number and name).

    `reason`: why the owner, who was called, does not talk; "" if nobody was called.
    """

    type: Literal["mailbox_entered"] = "mailbox_entered"
    owner: int
    kind: Literal["extension", "group_voicemail"]
    number: str
    name: str
    reason: Literal["", "busy", "no_answer", "unreachable", "dnd"] = ""


class MessageRecording(StepEvent):
    """The tone plays, and after it the caller is recorded."""

    type: Literal["message_recording"] = "message_recording"
    owner: int


class MessageLeft(StepEvent):
    """A message for `owner` (its id) is kept, and on its way to the mailbox. `duration_ms` is that of the sound.

    `ended_by`: `hash` and `operator` are the keys # and 0; `system` is draining, a release, or the disk. `keys_ignored`
    counts other keys.
    """

    type: Literal["message_left"] = "message_left"
    owner: int
    duration_ms: int
    ended_by: Literal["caller", "hash", "silence", "limit", "operator", "media", "system"]
    keys_ignored: int = 0


class MessageDiscarded(StepEvent):
    """No message is kept: the caller left before the tone was over, said too little or cancelled, or the disk refuses
    (`error`)."""

    type: Literal["message_discarded"] = "message_discarded"
    owner: int
    reason: Literal["left_before_tone", "too_short", "cancelled", "error"]


class MailboxOpened(StepEvent):
    """Whoever calls may hear the messages of `owner` (the id of an extension or group voicemail, and its number and
    name): `by` the phone that he calls from, or by the right PIN.
    """

    type: Literal["mailbox_opened"] = "mailbox_opened"
    owner: int
    number: str
    name: str
    by: Literal["phone", "pin"]


class MailboxRefused(StepEvent):
    """Nobody is let into the mailbox of `owner`: it has no PIN, or the PIN cannot be read or was wrong too often."""

    type: Literal["mailbox_refused"] = "mailbox_refused"
    owner: int
    number: str
    name: str
    reason: Literal["no_pin", "unavailable", "too_many_failures"]


class MailboxClosed(StepEvent):
    """The caller has left the mailbox of `owner`, in which he has `heard` and `deleted` so many messages."""

    type: Literal["mailbox_closed"] = "mailbox_closed"
    owner: int
    heard: int
    deleted: int


class MessageEvent(StepEvent):
    """Something was done to a `message` (its id) in the mailbox of `owner` (its id)."""

    owner: int
    message: int


class MessageHeard(MessageEvent):
    """A new message was heard."""

    type: Literal["message_heard"] = "message_heard"


class MessageKept(MessageEvent):
    """The message counts as new, though it was heard."""

    type: Literal["message_kept"] = "message_kept"


class MessageDeleted(MessageEvent):
    """The message was deleted."""

    type: Literal["message_deleted"] = "message_deleted"


class MessageRestored(MessageEvent):
    """It was deleted in this call, and is there again."""

    type: Literal["message_restored"] = "message_restored"


class MessageForwarded(MessageEvent):
    """A copy was sent to the mailbox of another extension or group (its id and number)."""

    type: Literal["message_forwarded"] = "message_forwarded"
    to: int
    number: str


class GreetingRecorded(StepEvent):
    """A greeting of the mailbox of `owner` was recorded; it is played for that `reason`."""

    type: Literal["greeting_recorded"] = "greeting_recorded"
    owner: int
    reason: Literal["general", "busy", "temporary"]


class GreetingRemoved(StepEvent):
    """A greeting of the mailbox of `owner` is played no more."""

    type: Literal["greeting_removed"] = "greeting_removed"
    owner: int
    reason: Literal["general", "busy", "temporary"]


class NameRecorded(StepEvent):
    """The owner of a mailbox, an extension (its id), has recorded the name by which callers hear whom they dial."""

    type: Literal["name_recorded"] = "name_recorded"
    owner: int


class PinChanged(StepEvent):
    """The mailbox of `owner` has another PIN."""

    type: Literal["pin_changed"] = "pin_changed"
    owner: int
