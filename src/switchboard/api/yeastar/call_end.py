"""The details of a call that is over: event 30012."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from switchboard.api.common import Json
from switchboard.api.kit.call_ids import call_id, uid
from switchboard.api.kit.recording_names import recording_file
from switchboard.api.yeastar.periods import TIME_FORMAT
from switchboard.call.cause import Cause
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
    DialStarted,
    Held,
    Interrupted,
    MailboxEntered,
    MenuEntered,
    Parked,
    ParkTimedOut,
    QueueJoined,
    QueueLeft,
    QueueOffered,
    QueueOfferEnded,
    RecordingStarted,
    Resumed,
    Ringing,
    StepEvent,
    Transferred,
)
from switchboard.call.record import CallRecord


@dataclass(slots=True)
class CallSummary:
    """What event 30012 tells of a call, gathered from the events that were given to `take`.

    `_reached` is the number of whoever rang or talked last, or of the menu, mailbox, queue or
    conference where the caller has been since;
    `_offered_at` is since when which agents of a queue are called, and `_agent_ring_s` how long that took last;
    `_outbound` is the trunk by which the call went out last, None if it never did.
    """

    record: CallRecord
    _reached: str = ""
    _at_mailbox: bool = False
    _queue: str = ""
    _abandoned: bool = False
    _offered_at: dict[int, datetime] = field(default_factory=dict)
    _agent_ring_s: int = 0
    _answered_at: datetime | None = None
    _ended_at: datetime | None = None
    _cause: Cause = Cause.FAILED
    _placed: bool = False
    _outbound: DialledTarget | None = None
    _is_recorded: bool = False

    def take(self, event: CallEvent) -> None:
        """Take the next event; after the last one, the summary is complete."""
        self._ended_at = event.at
        match event:
            case CallStarted():
                self._placed = bool(event.placed_by)
            case Ringing() | DialStarted() if self._placed and self._answered_at is None:
                pass  # it is the caller who is called
            case CallAnswered():
                self._answered_at = self._answered_at or event.at
            case Bridged(target=target) | Ringing(target=target):
                self._reached, self._at_mailbox = target.number, False
            case MenuEntered(number=number) | ConferenceJoined(number=number):
                self._reached, self._at_mailbox = number, False
            case MailboxEntered(number=number):
                self._reached, self._at_mailbox = number, True
            case QueueJoined(number=number):
                self._reached, self._at_mailbox, self._queue = number, False, number
            case QueueOffered(agent=agent):
                self._offered_at[agent] = event.at
            case QueueOfferEnded(agent=agent):
                self._agent_ring_s = round((event.at - self._offered_at.pop(agent, event.at)).total_seconds())
            case QueueLeft(reason=reason):
                self._reached = self._reached if reason == "agent" else self._queue
                self._abandoned = reason == "caller"
            case DialStarted(targets=targets):
                self._outbound = next((target for target in targets if target.kind == "trunk"), self._outbound)
            case RecordingStarted():
                self._is_recorded = True
            case CallEnded(cause=cause):
                self._cause = cause
            case DialEnded() | BridgeEnded() | CalleeDropped() | Held() | Resumed() | Interrupted():
                pass
            case Parked() | ParkTimedOut():
                pass  # where the caller talked last remains what was reached
            case Transferred() | CallerReplaced():
                pass  # the call is told as whose it was when it began
            case StepEvent():
                pass  # no other step is told at the end
            case _:
                assert_never(event)

    def shown(self, trunks: Mapping[int, str]) -> Json:
        """The content of event 30012; `trunks` are the names of trunks by id."""
        record, outbound = self.record, self._outbound
        behind = "" if record.trunk is None else trunks.get(record.trunk, "")
        comes_in = record.trunk is not None and not self._placed
        goes_out = outbound is not None or record.trunk is not None
        return {
            "call_id": call_id(record.id),
            "time_start": f"{record.started_at:{TIME_FORMAT}}",
            "call_from": record.caller,
            "call_to": self._reached or record.dialled,
            "call_duration": self._seconds_since(record.started_at),
            "talk_duration": self._seconds_since(self._answered_at),
            "src_trunk_name": behind if comes_in else "",
            "dst_trunk_name": trunks.get(outbound.id, "") if outbound else behind if self._placed else "",
            "status": self._status(),
            "type": "Inbound" if comes_in else "Outbound" if goes_out else "Internal",
            "recording": recording_file(record) if self._is_recorded else "",
            "did_number": record.dialled if comes_in else "",
            "did_name": "",
            "agent_ring_time": self._agent_ring_s,
            "uid": uid(record.id),
            "call_note_id": "",
        }

    def _seconds_since(self, begin: datetime | None) -> int:
        """Whole seconds from `begin` to the last event; 0 without a `begin`."""
        return 0 if begin is None or self._ended_at is None else round((self._ended_at - begin).total_seconds())

    def _status(self) -> str:
        if self._abandoned:
            return "ABANDONED"
        if self._at_mailbox:
            return "VOICEMAIL"
        if self._answered_at is not None:
            return "ANSWERED"
        match self._cause:
            case Cause.BUSY:
                return "BUSY"
            case Cause.NO_ANSWER | Cause.CANCELLED | Cause.RELEASED:
                return "NO ANSWER"
            case Cause.NORMAL | Cause.REJECTED | Cause.UNREACHABLE | Cause.NOT_FOUND | Cause.FORBIDDEN:
                return "FAILED"
            case Cause.MEDIA_LOST | Cause.DRAINING | Cause.FAILED:
                return "FAILED"
            case _:
                assert_never(self._cause)
