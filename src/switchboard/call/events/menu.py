"""What a caller hears and enters in a menu, and what it asks of others."""

from typing import Literal

from switchboard.call.events.base import StepEvent
from switchboard.call.keys import KeyMethod


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


class DialplanAsked(StepEvent):
    """The web server of an API dial plan (its id) is asked what to do; `keys` are those pressed since it was asked
    last.
    """

    type: Literal["dialplan_asked"] = "dialplan_asked"
    dialplan: int
    name: str
    keys: str = ""


class DialplanAnswered(StepEvent):
    """How many steps it said; with 0 it gave no usable answer, and `outcome` says why."""

    type: Literal["dialplan_answered"] = "dialplan_answered"
    steps: int
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
