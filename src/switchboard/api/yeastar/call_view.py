"""Who is in a call and what each is doing, as Yeastar names it; computed from the events of the call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, assert_never

from switchboard.api.common import Json
from switchboard.api.kit.call_ids import call_id, channel_id
from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallAnswered,
    CalleeDropped,
    CallEnded,
    CallerReplaced,
    CallEvent,
    CallStarted,
    ConferenceJoined,
    DialEnded,
    DialledTarget,
    Held,
    HoldRecalled,
    Interrupted,
    MailboxEntered,
    MenuEntered,
    Parked,
    ParkTimedOut,
    QueueJoined,
    QueueLeft,
    QueueOfferEnded,
    Resumed,
    Ringing,
    StepEvent,
    Transferred,
)
from switchboard.call.record import CallRecord

Status = Literal["ALERT", "RING", "ANSWERED", "ANSWER", "HOLD", "BYE"]
_RINGS: Final = ("ALERT", "RING")


@dataclass(frozen=True, slots=True)
class Member:
    """One side of a call. `trunk` is the id of the trunk that it is reached through; `channel` counts from 1.

    `target` is whom we have called; None for the caller.
    """

    number: str
    trunk: int | None
    channel: int
    status: Status
    target: DialledTarget | None = None


@dataclass(slots=True)
class CallView:
    """The state of a call after the events that were given to `take`. `_waits`: the caller is in a queue; `_placed`: we
    call him, because a client has asked for it; `_talked_to`: whom he talked to last, and which side has `_left` then.
    """

    record: CallRecord
    path: list[str] = field(default_factory=list)
    _caller: Status | None = None
    _number: str = field(init=False)
    _trunk: int | None = field(init=False)
    _waits: bool = False
    _placed: bool = False
    _callees: dict[DialledTarget, Status] = field(default_factory=dict)
    _channels: dict[DialledTarget, int] = field(default_factory=dict)
    _talked_to: DialledTarget | None = None
    _left: str = ""

    def __post_init__(self) -> None:
        self._number, self._trunk = self.record.caller, self.record.trunk

    def take(self, event: CallEvent) -> None:
        """Take the next event. A callee who left with the event before is forgotten."""
        self._callees = {target: status for target, status in self._callees.items() if status != "BYE"}
        match event:
            case CallStarted():
                self._placed = bool(event.placed_by)
            case CallAnswered():
                self._caller = self._answered
            case Ringing() if self._placed and self._caller in (None, *_RINGS):
                self._caller = "RING"
            case MenuEntered():
                self._enter(f"IVR {event.name}<{event.number}>")
            case MailboxEntered():
                self._enter(f"Voicemail {event.name}<{event.number}>")
            case QueueJoined():
                self._waits = True
                self._enter(f"Queue {event.name}<{event.number}>")
            case ConferenceJoined():
                self._enter(f"Conference {event.name}<{event.number}>")
            case QueueOfferEnded() if event.outcome != "answered":
                self._stop_ringing(event.agent)
            case CalleeDropped(target=target):
                self._stop_ringing(target.id)
            case QueueLeft():
                self._waits = False
            case Ringing(target=target):
                if not self._waits:
                    self._caller = "ALERT"
                self._callees[target] = "RING"
                self._channels.setdefault(target, len(self._channels) + 2)
            case DialEnded() if event.outcome != "answered":
                self._stop_ringing()
            case Bridged(target=target):
                self._stop_ringing()
                self._channels.setdefault(target, len(self._channels) + 2)
                self._caller, self._callees[target], self._talked_to = self._answered, "ANSWER", target
            case Held() | Resumed():
                self._hold(event)
            case BridgeEnded(by=by):
                self._left = by
                self._callees = dict.fromkeys(self._callees, "BYE")
            case CallEnded() | Interrupted():
                self._caller = "BYE"
                self._callees = dict.fromkeys(self._callees, "BYE")
            case CallerReplaced():
                self._number, self._trunk = event.caller, event.trunk
            case Transferred(into="") | HoldRecalled() if self._left == "caller" and self._talked_to is not None:
                self._caller = self._answered
                self._number = self._talked_to.number
                self._trunk = self._talked_to.id if self._talked_to.kind == "trunk" else None
            case DialEnded() | QueueOfferEnded() | Transferred() | Parked() | ParkTimedOut() | StepEvent():
                pass
            case _:
                assert_never(event)

    def expect_caller(self) -> None:
        """Whom a client has asked for is in the call from its first moment, before it is known that he rings."""
        if self._placed and self._caller is None:
            self._caller = "RING"

    @property
    def _answered(self) -> Status:
        """What a caller is who has been answered, or has answered us."""
        return "ANSWER" if self._placed else "ANSWERED"

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody in the call, the caller first."""
        caller = [Member(self._number, self._trunk, 1, self._caller)] if self._caller else []
        callees = [_callee(target, self._channels[target], status) for target, status in self._callees.items()]
        return (*caller, *callees)

    def shown(self, trunks: Mapping[int, str]) -> dict[str, Json]:
        """The content of event 30011; `trunks` are the names of trunks by id."""
        return {"call_id": call_id(self.record.id), "members": [self._shown(member, trunks) for member in self.members]}

    def _shown(self, member: Member, trunks: Mapping[int, str]) -> Json:
        state: dict[str, Json] = {
            "channel_id": channel_id(self.record.id, member.channel),
            "member_status": member.status,
            "call_path": ",".join(self.path),
        }
        if member.trunk is None:
            return {"extension": {"number": member.number, **state}}
        inbound = member.channel == 1 and not self._placed
        ends: dict[str, Json] = {
            "from": self._number,
            "to": self.record.dialled if inbound else member.number,
            "trunk_name": trunks.get(member.trunk, ""),
        }
        return {"inbound" if inbound else "outbound": {**ends, **state}}

    def _enter(self, place: str) -> None:
        if self.path[-1:] != [place]:
            self.path.append(place)

    def _stop_ringing(self, extension: int | None = None) -> None:
        """Nobody rings any more, or not that extension."""
        self._callees = {
            target: "BYE" if status == "RING" and extension in (None, target.id) else status
            for target, status in self._callees.items()
        }
        if self._caller == "ALERT" and self.path:
            self._caller = self._answered

    def _hold(self, event: Held | Resumed) -> None:
        held = isinstance(event, Held)
        if event.side == "caller":
            self._caller = "HOLD" if held else self._answered
        else:
            self._callees = dict.fromkeys(self._callees, "HOLD" if held else "ANSWER")


def _callee(target: DialledTarget, channel: int, status: Status) -> Member:
    return Member(target.number, target.id if target.kind == "trunk" else None, channel, status, target)
