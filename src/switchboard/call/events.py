"""What happened in a call, as typed events: the call record, the live view, webhooks and tests all read these.

PINs and passwords never appear in an event. Events are kept for years, so a field that is added later needs a default.
"""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, AwareDatetime, Field, WithJsonSchema

from switchboard.call.cause import Cause
from switchboard.call.keys import KeyMethod
from switchboard.call.queue import LeaveReason, OfferOutcome
from switchboard.model.base import Frozen
from switchboard.model.destination import DESTINATION_KINDS

PLACE_KINDS: Final = (*DESTINATION_KINDS, "action_url", "feature_code")
"""Where a caller can go: to a destination, where a web server says, or to what a feature code does."""


def _is_a_place(kind: str) -> str:
    if kind not in PLACE_KINDS:
        raise ValueError(f"must be one of {', '.join(PLACE_KINDS)}")
    return kind


PlaceKind = Annotated[str, AfterValidator(_is_a_place), WithJsonSchema({"enum": list(PLACE_KINDS), "type": "string"})]


class BaseEvent(Frozen):
    """What all events have: the instant. Each event is a StatusEvent or a StepEvent."""

    at: AwareDatetime


def type_of(event: type[BaseEvent]) -> str:
    """The `type` of all events of a class."""
    return str(event.model_fields["type"].default)


class StatusEvent(BaseEvent):
    """After it, somebody in the call may ring, talk, wait or be gone. Webhooks hear of it as `call_status`."""


class StepEvent(BaseEvent):
    """What a dialogue did, heard or decided; nobody's status changes by it."""


class CallStarted(StatusEvent):
    """A call came in, from an extension (its id) or through a trunk (its id)."""

    type: Literal["call_started"] = "call_started"
    caller: str
    caller_name: str = ""
    dialled: str
    extension: int | None = None
    trunk: int | None = None


class CallAnswered(StatusEvent):
    """Switchboard, or the callee, answered the caller."""

    type: Literal["answered"] = "answered"


class MenuEntered(StepEvent):
    """A visit of a menu began; `visit` counts the visits of menus in this call from 1."""

    type: Literal["menu_entered"] = "menu_entered"
    ivr: int
    number: str
    name: str
    revision: int
    visit: int


class PromptStarted(StepEvent):
    """A prompt began to play."""

    type: Literal["prompt_started"] = "prompt_started"
    name: str


class PromptEnded(StepEvent):
    """A prompt ended: `finished`, or stopped `offset_ms` after its beginning by a key or the end of the call."""

    type: Literal["prompt_ended"] = "prompt_ended"
    name: str
    finished: bool
    offset_ms: int


class PromptSkipped(StepEvent):
    """A prompt could not be played (`missing`: no such object, `unreadable`: no samples); the call went on."""

    type: Literal["prompt_skipped"] = "prompt_skipped"
    name: str
    reason: Literal["missing", "unreadable"]


class KeyPressed(StepEvent):
    """A key was taken from the caller."""

    type: Literal["key_pressed"] = "key_pressed"
    digit: str
    method: KeyMethod


class Matched(StepEvent):
    """`entry` means something here; `service` is a ring group or another menu."""

    type: Literal["matched"] = "matched"
    entry: str
    by: Literal["option", "extension", "service", "outbound", "action_url", "disa", "feature_code"]


class NoMatch(StepEvent):
    """`entry` means nothing here; for the `count`th time in this visit."""

    type: Literal["no_match"] = "no_match"
    entry: str
    count: int


class NoInput(StepEvent):
    """Silence after the greeting; for the `count`th time in this visit."""

    type: Literal["no_input"] = "no_input"
    count: int


class GoingTo(StepEvent):
    """The caller goes to a destination. `number` and `id` where it has them."""

    type: Literal["going_to"] = "going_to"
    kind: PlaceKind
    description: str
    number: str = ""
    id: int | None = None


class TimeDecided(StepEvent):
    """The time of the call decided where it goes: the rule, the wall-clock time in `zone` (ISO 8601, no offset), and
    the holiday if it is one. `by` is the name of the time condition; empty where the destination has hours itself.
    """

    type: Literal["time_decided"] = "time_decided"
    rule: Literal["holiday", "open", "closed"]
    local: str
    zone: str
    holiday: int | None = None
    holiday_name: str = ""
    by: str = ""


class NightModeOn(StepEvent):
    """Callers of a menu go to its night route: the office's switch is on, or the menu's own."""

    type: Literal["night_mode"] = "night_mode"
    ivr: int
    number: str
    by: Literal["office", "ivr"]


class PinEntered(StepEvent):
    """The caller entered a PIN, right or wrong, or nothing; for the `count`th time at this prompt."""

    type: Literal["pin_entered"] = "pin_entered"
    outcome: Literal["right", "wrong", "nothing"]
    count: int


class DisaRefused(StepEvent):
    """Nobody is let in: no PIN is set, the PIN cannot be read, or this caller was wrong too often."""

    type: Literal["disa_refused"] = "disa_refused"
    reason: Literal["no_pin", "unavailable", "too_many_failures"]


class ActionAsked(StepEvent):
    """A web server is asked where the caller goes. `key` and `name` are the action URL's, `input` the caller's keys."""

    type: Literal["action_asked"] = "action_asked"
    ivr: int
    key: int
    name: str
    input: str = ""


class ActionAnswered(StepEvent):
    """What it said; `none` when it gave no usable answer, and `outcome` says why."""

    type: Literal["action_answered"] = "action_answered"
    action: Literal["call", "hangup", "repeat", "none"]
    destination: str = ""
    outcome: str = ""


class SmsRequested(StepEvent):
    """The caller chose an option by `keys` that sends the SMS template (its id) to the number `to`."""

    type: Literal["sms_requested"] = "sms_requested"
    template: int
    to: str
    ivr: int
    keys: str


class WebhookRequested(StepEvent):
    """The caller chose an option by `keys` that tells the webhook (its id)."""

    type: Literal["webhook_requested"] = "webhook_requested"
    webhook: int
    ivr: int
    keys: str


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


class QueueJoined(StatusEvent):
    """The caller waits in a queue (its id, number and name) at this position; 1 is the first.

    `waiting` are all who wait there, the caller included. `resumed`: the caller has an earlier place back.
    """

    type: Literal["queue_joined"] = "queue_joined"
    queue: int
    number: str
    name: str
    position: int
    waiting: int
    resumed: bool = False


class QueuePosition(StepEvent):
    """The caller is told the position in the queue, the expected wait in minutes (31: more than thirty), or both."""

    type: Literal["queue_position"] = "queue_position"
    queue: int
    position: int | None
    wait_min: int | None


class QueueOffered(StepEvent):
    """The phones of an agent (the id and number of the extension) are called for the caller."""

    type: Literal["queue_offered"] = "queue_offered"
    agent: int
    number: str


class QueueOfferEnded(StatusEvent):
    """An agent has the caller (`answered`), or rings no longer. `elsewhere`: another agent has the caller; `cancelled`:
    the caller left, or the agent was logged out or paused.
    """

    type: Literal["queue_offer_ended"] = "queue_offer_ended"
    agent: int
    number: str
    outcome: OfferOutcome


class QueueLeft(StatusEvent):
    """The caller waits no longer, or could not join (`full`, `empty`; `waited_ms` and `position` are 0 then).

    `agent`: an agent has him; `caller`: he hung up; `key`: he pressed `key`; `gone`: the queue was deleted. `position`
    is where he stood.
    """

    type: Literal["queue_left"] = "queue_left"
    queue: int
    reason: LeaveReason
    waited_ms: int
    position: int
    key: str = ""


class ConferenceJoined(StepEvent):
    """The caller comes into a conference (its id, number and name). `members` are all who are there or wait."""

    type: Literal["conference_joined"] = "conference_joined"
    conference: int
    number: str
    name: str
    role: Literal["member", "moderator"]
    members: int


class ConferenceWaiting(StepEvent):
    """The caller waits for a moderator."""

    type: Literal["conference_waiting"] = "conference_waiting"
    conference: int


ConferenceRefusedReason = Literal["full", "locked", "wrong_pin", "no_pin", "unavailable", "too_many_failures"]


class ConferenceRefused(StepEvent):
    """The caller does not come in: the conference is full or locked, his PIN was wrong, or may not or cannot be asked
    for."""

    type: Literal["conference_refused"] = "conference_refused"
    conference: int
    reason: ConferenceRefusedReason


class ConferenceMuted(StepEvent):
    """The caller has muted himself (`by` member) or, a moderator, all others; or that is over."""

    type: Literal["conference_muted"] = "conference_muted"
    conference: int
    muted: bool
    by: Literal["member", "moderator"]


class ConferenceLocked(StepEvent):
    """The caller, a moderator, has locked the conference, or opened it again."""

    type: Literal["conference_locked"] = "conference_locked"
    conference: int
    locked: bool


ConferenceLeftReason = Literal["caller", "key", "removed", "ended", "alone", "media", "system"]


class ConferenceLeft(StepEvent):
    """The caller is no longer in the conference, where `members` are left.

    `caller`: he hung up; `key`: he chose to leave; `removed`: somebody removed him; `ended`: no moderator was there any
    more; `alone`: he was alone, or waited, for too long; `media`: the sound was lost; `system`: draining, or a release.
    """

    type: Literal["conference_left"] = "conference_left"
    conference: int
    reason: ConferenceLeftReason
    members: int


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


class PromptEdited(StepEvent):
    """The caller has changed the greeting of a menu (its id): it is a new `prompt` (its id), or the built-in one."""

    type: Literal["prompt_edited"] = "prompt_edited"
    ivr: int
    prompt: int | None = None
    duration_ms: int = 0


class PromptEditRefused(StepEvent):
    """The caller may not change the greeting of a menu (its id): it has no password, or the password cannot be read or
    was wrong too often."""

    type: Literal["prompt_edit_refused"] = "prompt_edit_refused"
    ivr: int
    reason: Literal["no_pin", "unavailable", "too_many_failures"]


class DialledTarget(Frozen):
    """Who rings: the phones of an extension, or a number through a trunk. `id` is that of the extension or trunk."""

    kind: Literal["extension", "trunk"]
    id: int
    number: str


class DialStarted(StepEvent):
    """The targets began to be called, all at once.

    `caller_id` is the number that a trunk was told as the caller's, "" for a withheld one; None when phones ring.
    """

    type: Literal["dial_started"] = "dial_started"
    targets: tuple[DialledTarget, ...]
    caller_id: str | None = None


class Ringing(StatusEvent):
    """A target rings."""

    type: Literal["ringing"] = "ringing"
    target: DialledTarget


class DialEnded(StatusEvent):
    """Dialling ended: answered, or why not. `status` is the protocol's code or 0."""

    type: Literal["dial_ended"] = "dial_ended"
    outcome: Literal["answered"] | Cause
    status: int = 0


class Bridged(StatusEvent):
    """Caller and callee talk."""

    type: Literal["bridged"] = "bridged"
    target: DialledTarget


class BridgeEnded(StatusEvent):
    """Caller and callee no longer talk."""

    type: Literal["bridge_ended"] = "bridge_ended"
    by: Literal["caller", "callee"]


class Held(StatusEvent):
    """A side put the other on hold."""

    type: Literal["hold"] = "hold"
    side: str


class Resumed(StatusEvent):
    """A side took the other back from hold."""

    type: Literal["resume"] = "resume"
    side: str


class Transferred(StatusEvent):
    """A side sent the other to another number; `by` is the extension that did, if known.

    `into` is the id of the call that has the other from here on, which ends this one (attended transfer); "" where this
    call goes on with him as the caller.
    """

    type: Literal["transferred"] = "transferred"
    to: str
    by: int | None = None
    into: str = ""


class CallerReplaced(StatusEvent):
    """Somebody else is the caller from here on, who comes from another call (its id): an attended transfer.

    He is at an extension (its id) or behind a trunk (its id).
    """

    type: Literal["caller_replaced"] = "caller_replaced"
    call: str
    caller: str
    caller_name: str = ""
    extension: int | None = None
    trunk: int | None = None


class TransferRecalled(StepEvent):
    """A transfer has failed, and whoever asked for it gets the caller back: the extension (its id) and its number."""

    type: Literal["transfer_recalled"] = "transfer_recalled"
    extension: int
    to: str


class Forwarded(StepEvent):
    """The extension (its id and `number`) sends the caller on, by one of its rules, or by what is set on its phone.

    `to` is a number, or words where there is none.
    """

    type: Literal["forwarded"] = "forwarded"
    extension: int
    number: str
    to: str
    rule: Literal["phone", "always", "busy", "no_answer", "unreachable", "on_dnd"] = "phone"


class ForwardRefused(StepEvent):
    """The extension would send the caller on, in vain: it may not call that number, or it or the one called has sent
    the caller on before, or enough others have."""

    type: Literal["forward_refused"] = "forward_refused"
    extension: int
    number: str
    to: str
    reason: Literal["not_permitted", "loop"]


class ForwardAsked(StepEvent):
    """Whoever answered a forwarded call was asked for a key; whether it was pressed."""

    type: Literal["forward_asked"] = "forward_asked"
    accepted: bool


class NotRung(StepEvent):
    """No phone of the extension (its id and `number`) rings: it does not want to be disturbed, is in as many calls as
    it may, or has sent this caller on before."""

    type: Literal["not_rung"] = "not_rung"
    extension: int
    number: str
    reason: Literal["dnd", "max_calls", "loop"]


class RecordingStarted(StepEvent):
    """Both sides are recorded from here on."""

    type: Literal["recording_started"] = "recording_started"
    name: str


class RecordingStopped(StepEvent):
    """The recording ended before the call did."""

    type: Literal["recording_stopped"] = "recording_stopped"


class RecordingForbidden(StepEvent):
    """A route forbade recording for the rest of the call."""

    type: Literal["recording_forbidden"] = "recording_forbidden"


class LoopGuard(StepEvent):
    """The call went round in menus, or on from place to place, too long and was ended."""

    type: Literal["loop_guard"] = "loop_guard"
    which: Literal["visits", "depth", "time", "hops"]


class CallEnded(StatusEvent):
    """The call is over: by whom, why, and where the caller was.

    `menu` is the number of the menu that the caller was in, `prompt` what played (`offset_ms` of it was heard), or "";
    `keys` is everything pressed and taken in the call but PINs.
    """

    type: Literal["call_ended"] = "call_ended"
    by: Literal["caller", "callee", "switchboard"]
    cause: Cause
    menu: str = ""
    prompt: str = ""
    offset_ms: int = 0
    keys: str = ""


class Interrupted(StatusEvent):
    """The process that had the call died; the call was found open at the next start."""

    type: Literal["interrupted"] = "interrupted"


CallEvent = Annotated[
    CallStarted
    | CallAnswered
    | MenuEntered
    | PromptStarted
    | PromptEnded
    | PromptSkipped
    | KeyPressed
    | Matched
    | NoMatch
    | NoInput
    | GoingTo
    | TimeDecided
    | NightModeOn
    | PinEntered
    | DisaRefused
    | ActionAsked
    | ActionAnswered
    | SmsRequested
    | WebhookRequested
    | MailboxEntered
    | MessageRecording
    | MessageLeft
    | MessageDiscarded
    | MailboxOpened
    | MailboxRefused
    | MailboxClosed
    | MessageHeard
    | MessageKept
    | MessageDeleted
    | MessageRestored
    | MessageForwarded
    | GreetingRecorded
    | GreetingRemoved
    | NameRecorded
    | PinChanged
    | QueueJoined
    | QueuePosition
    | QueueOffered
    | QueueOfferEnded
    | QueueLeft
    | ConferenceJoined
    | ConferenceWaiting
    | ConferenceRefused
    | ConferenceMuted
    | ConferenceLocked
    | ConferenceLeft
    | NameSpelled
    | NameOffered
    | NameChosen
    | PromptEdited
    | PromptEditRefused
    | DialStarted
    | Ringing
    | DialEnded
    | Bridged
    | BridgeEnded
    | Held
    | Resumed
    | Transferred
    | CallerReplaced
    | TransferRecalled
    | Forwarded
    | ForwardRefused
    | ForwardAsked
    | NotRung
    | RecordingStarted
    | RecordingStopped
    | RecordingForbidden
    | LoopGuard
    | CallEnded
    | Interrupted,
    Field(discriminator="type"),
]
"""Any event; the union is tagged by `type`."""
