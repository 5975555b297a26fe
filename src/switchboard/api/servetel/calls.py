"""Calls as the dialect lists them: those that go on, and those that are over. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from switchboard.api.common import Json
from switchboard.api.kit.call_ids import call_id
from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallEvent,
    CallStarted,
    DialStarted,
    KeyPressed,
    MenuEntered,
    QueueJoined,
)
from switchboard.call.record import CallRecord
from switchboard.call.whereabouts import Where
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension

TIME: Final = "%Y-%m-%d %H:%M:%S"
_ANSWERED: Final = ("talking", "menu", "queue", "conference", "message", "mailbox", "parked")

_Q850: Final[Mapping[str, tuple[int, str, str]]] = {
    Cause.NORMAL: (16, "NORMAL_CLEARING", "The call ended normally"),
    Cause.BUSY: (17, "USER_BUSY", "The number was busy"),
    Cause.NO_ANSWER: (19, "NO_ANSWER", "Nobody answered"),
    Cause.REJECTED: (21, "CALL_REJECTED", "The call was rejected"),
    Cause.UNREACHABLE: (20, "SUBSCRIBER_ABSENT", "Nobody could be reached"),
    Cause.NOT_FOUND: (1, "UNALLOCATED_NUMBER", "The number leads nowhere"),
    Cause.FORBIDDEN: (57, "BEARERCAPABILITY_NOTAUTH", "The number may not be called"),
    Cause.CANCELLED: (487, "ORIGINATOR_CANCEL", "The caller gave up"),
    Cause.RELEASED: (16, "NORMAL_CLEARING", "The call was ended by command"),
}
_FAILED: Final = (41, "NORMAL_TEMPORARY_FAILURE", "The call failed")


@dataclass(slots=True)
class Course:
    """What a call went through, as far as the dialect tells it. `talked_s` is the time in talks."""

    placed: bool = False
    reference: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    keys: str = ""
    service: str = ""
    agent: tuple[str, str] = ("", "")
    rung: tuple[str, str] = ("", "")
    talked_s: float = 0.0
    _talks_since: datetime | None = field(default=None)

    @classmethod
    def of(cls, events: Iterable[CallEvent], names: Mapping[str, str]) -> "Course":
        """`names` are those of extensions, by their number."""
        course = cls()
        for event in events:
            course._take(event, names)
        return course

    def _take(self, event: CallEvent, names: Mapping[str, str]) -> None:
        match event:
            case CallStarted():
                self.placed, self.reference, self.notes = bool(event.placed_by), event.reference, event.notes
            case KeyPressed(digit=digit):
                self.keys += digit
            case MenuEntered(name=name):
                self.service = f"IVR: {name}"
            case QueueJoined(name=name):
                self.service = f"Queue: {name}"
            case DialStarted(targets=(target, *_)):
                self.rung = (target.number, names.get(target.number, ""))
            case Bridged(target=target):
                self._talks_since = event.at
                self.agent = (target.number, names.get(target.number, ""))
                if target.kind == "extension":
                    self.service = f"Agent: {self.agent[1] or target.number}"
            case BridgeEnded() if self._talks_since is not None:
                self.talked_s += (event.at - self._talks_since).total_seconds()
                self._talks_since = None


def hangup(cause: str) -> tuple[int, str, str]:
    """Why a call ended, by Q.850: its number, its name there, and in words."""
    return _Q850.get(cause, _FAILED)


def record_row(record: CallRecord, course: Course, zone: ZoneInfo, recording_url: str | None = None) -> dict[str, Json]:
    """A row of `call/records`. What the client has noted stands in it under its own names, unless the row has them."""
    end = record.ended_at or record.started_at
    began = record.started_at.astimezone(zone)
    outside = record.trunk is not None
    answered = record.answered_at is not None
    number, name = course.agent
    code, key, words = hangup(record.cause)
    return {
        **course.notes,
        "id": call_id(record.id),
        "call_id": call_id(record.id),
        "uuid": record.id,
        "direction": "outbound" if course.placed or not outside else "inbound",
        "description": f"Call answered by {name or number}" if number else words,
        "detailed_description": None,
        "status": "answered" if answered else "missed",
        "blocked_number_id": None,
        "recording_url": recording_url,
        "service": course.service,
        "date": f"{began:%Y-%m-%d}",
        "time": f"{began:%H:%M:%S}",
        "end_stamp": f"{end.astimezone(zone):{TIME}}",
        "broadcast_id": None,
        "dtmf_input": course.keys,
        "call_duration": round((end - record.started_at).total_seconds()),
        "answered_seconds": round((end - record.answered_at).total_seconds()) if record.answered_at else 0,
        "agent_name": name,
        "agent_number": number,
        "client_number": record.caller if outside else record.dialled,
        "did_number": record.dialled if outside and not course.placed else "",
        "hangup_cause": key,
        "hangup_cause_code": code,
        "hangup_cause_key": key,
        "hangup_cause_description": words,
        "reason": words,
        "ref_id": course.reference or None,
    }


def live_row(
    record: CallRecord, course: Course, where: Where | None, configuration: Configuration, now: datetime
) -> dict[str, Json]:
    """A row of `live_calls`, with what the client has noted."""
    outside, number, name = record.trunk is not None, *(course.agent if course.agent[0] else course.rung)
    seconds = max(0, round((now - record.started_at).total_seconds()))
    inbound = outside and not course.placed
    return {
        **course.notes,
        "id": int(record.id[:12], 16) if len(record.id) == 20 else 0,
        "user_id": None,
        "client_id": None,
        "call_id": call_id(record.id),
        "direction": 1 if inbound else 2,
        "source": record.caller,
        "type": "click-to-call" if course.placed else _type(where),
        "did": record.dialled if inbound else "",
        "multiple_destination_type": where.kind if where and where.kind else None,
        "multiple_destination_name": where.name if where and where.name else None,
        "destination": number or record.dialled,
        "state": "Answered" if where is not None and where.doing in _ANSWERED else "Ringing",
        "queue_state": "waiting" if where is not None and where.doing == "queue" else None,
        "channel_id": f"{call_id(record.id)}.1",
        "created_at": f"{record.started_at.astimezone(ZoneInfo(configuration.office.timezone)):{TIME}}",
        "sip_domain": "",
        "broadcast_id": None,
        "broadcast_no": None,
        "call_time": f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}",
        "agent_name": name,
        "customer_number": record.caller if outside else record.dialled,
    }


def user_row(id: int, extension: Extension) -> dict[str, Json]:
    """An extension as a user, who is an agent too."""
    agent: dict[str, Json] = {"id": str(id), "name": extension.name, "follow_me_number": extension.mobile}
    return {
        "id": str(id),
        "name": extension.name,
        "login_id": extension.number,
        "extension": extension.number,
        "agent": agent,
        "follow_me_number": extension.mobile,
        "status": True,
    }


def _type(where: Where | None) -> str:
    return "ivr" if where is not None and where.doing == "menu" else "call"
