"""Phones ring, and two talk: dialling, hold, transfer and forwarding."""

from typing import Literal

from pydantic import AwareDatetime

from switchboard.call.cause import Cause
from switchboard.call.events.base import StatusEvent, StepEvent
from switchboard.model.base import Frozen


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
    by: Literal["caller", "callee", "switchboard"]


class Held(StatusEvent):
    """A side put the other on hold, by its phone, or because the client `asked_by` wants it."""

    type: Literal["hold"] = "hold"
    side: str
    asked_by: str = ""


class Resumed(StatusEvent):
    """A side took the other back from hold."""

    type: Literal["resume"] = "resume"
    side: str
    asked_by: str = ""


class Muted(StepEvent):
    """What a side says is heard by nobody from now on, or is again, because the client `asked_by` wants it."""

    type: Literal["muted"] = "muted"
    side: Literal["caller", "callee"]
    muted: bool
    asked_by: str


class CalleeDropped(StatusEvent):
    """A target rings no longer, because the client `asked_by` wants it; others do, or the caller waits for them."""

    type: Literal["callee_dropped"] = "callee_dropped"
    target: DialledTarget
    asked_by: str


class Transferred(StatusEvent):
    """A side sent the other to another number; `by` is the extension that did, if known.

    `into` is the id of the call that has the other from here on, which ends this one (attended transfer); "" where this
    call goes on with him as the caller. If the client `asked_by` wants it, `by` is the extension by whose permissions
    that was done.
    """

    type: Literal["transferred"] = "transferred"
    to: str
    by: int | None = None
    into: str = ""
    asked_by: str = ""


class CallerReplaced(StatusEvent):
    """Somebody else is the caller from here on, who comes from another call (its id): an attended transfer.

    He is at an extension (its id) or behind a trunk (its id). `withheld`: he does not want to be known.
    """

    type: Literal["caller_replaced"] = "caller_replaced"
    call: str
    caller: str
    caller_name: str = ""
    extension: int | None = None
    trunk: int | None = None
    withheld: bool = False


class CalleeReplaced(StepEvent):
    """Somebody comes in the place of the callee, from another call (its id): an attended transfer.

    `bridged` follows.
    """

    type: Literal["callee_replaced"] = "callee_replaced"
    call: str
    target: DialledTarget


class PickedUp(StepEvent):
    """Somebody, by another call (its id), answers in the place of those who ring, or gets a caller who is parked."""

    type: Literal["picked_up"] = "picked_up"
    call: str
    target: DialledTarget


class PickUpAsked(StepEvent):
    """The caller wants a call that rings elsewhere (`number` is that of the extension, "" for any of his group), or who
    is parked in the slot of that number.

    `call` is the id of the call that goes on with him as its callee, where he is `connected`.
    """

    type: Literal["pick_up_asked"] = "pick_up_asked"
    number: str
    outcome: Literal["connected", "nothing", "not_permitted"]
    call: str = ""


class Parked(StatusEvent):
    """The caller (his number and name as far as known) waits in a parking slot until a moment (aware) at the latest.

    `extension` (its id) has parked him.
    """

    type: Literal["parked"] = "parked"
    slot: str
    extension: int
    caller: str
    caller_name: str
    until: AwareDatetime


class ParkAnnounced(StepEvent):
    """Who has parked the caller (the id of the extension) was called to be told the slot, and has answered or not."""

    type: Literal["park_announced"] = "park_announced"
    slot: str
    extension: int
    answered: bool


class ParkTimedOut(StatusEvent):
    """Nobody has come for a parked caller, who goes back to the extension (its id) that has parked him."""

    type: Literal["park_timed_out"] = "park_timed_out"
    slot: str
    extension: int


class ParkRefused(StepEvent):
    """Nobody can be parked: the `slot` is taken, or there is none of that number; "": all are taken."""

    type: Literal["park_refused"] = "park_refused"
    slot: str


class TransferRecalled(StepEvent):
    """A transfer has failed, and whoever asked for it gets the caller back: the extension (its id) and its number."""

    type: Literal["transfer_recalled"] = "transfer_recalled"
    extension: int
    to: str


class HoldRecalled(StepEvent):
    """A side has held the other for too long, and gets it back by a new call: the extension (its id) and its number."""

    type: Literal["hold_recalled"] = "hold_recalled"
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


class TrunkSkipped(StepEvent):
    """A call does not go out through the trunk (its id and `name`): it has as many calls as it may have, or seems to be
    down, and is then tried after all others."""

    type: Literal["trunk_skipped"] = "trunk_skipped"
    trunk: int
    name: str
    reason: Literal["full", "down"]


class NotRung(StepEvent):
    """No phone of the extension (its id and `number`) rings: it does not want to be disturbed, is in as many calls as
    it may, or has sent this caller on before."""

    type: Literal["not_rung"] = "not_rung"
    extension: int
    number: str
    reason: Literal["dnd", "max_calls", "loop"]


class EmergencyDialled(StepEvent):
    """An extension (its id; its number is the `caller`) has dialled the emergency services. `by_mail`: people are told
    by mail, too.
    """

    type: Literal["emergency_dialled"] = "emergency_dialled"
    number: str
    caller: str
    extension: int | None
    by_mail: bool = False
