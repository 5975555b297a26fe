"""Where the caller of a running call is, followed event by event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CallEvent,
    CallStarted,
    ConferenceJoined,
    ConferenceLeft,
    ConferenceWaiting,
    DialEnded,
    DialStarted,
    GoingTo,
    Held,
    MailboxEntered,
    MailboxOpened,
    MenuEntered,
    Parked,
    QueueJoined,
    QueueLeft,
    Resumed,
    type_of,
)

Doing = Literal["going", "menu", "ringing", "talking", "queue", "conference", "message", "mailbox", "parked"]
"""What the caller does: is on the way, or hears a place without a word of its own (`kind` says which); chooses in a
menu; waits until somebody answers; talks; waits in a queue; is in a conference; leaves a message; hears messages; is
parked.
"""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a caller since a moment. `kind` and `id` name the object, "" and None where there is none.

    `number` is the object's, or the slot of one who is parked; `name` is empty where the event does not have it;
    `held`: one who talks is on hold, or has put the other there.
    """

    doing: Doing
    since: datetime
    kind: str = ""
    id: int | None = None
    number: str = ""
    name: str = ""
    held: bool = False


_MATTER: Final = (
    CallStarted,
    GoingTo,
    MenuEntered,
    DialStarted,
    DialEnded,
    Bridged,
    BridgeEnded,
    QueueJoined,
    QueueLeft,
    ConferenceJoined,
    ConferenceWaiting,
    ConferenceLeft,
    MailboxEntered,
    MailboxOpened,
    Parked,
    Held,
    Resumed,
)
MATTER: Final[Sequence[str]] = tuple(type_of(event) for event in _MATTER)
"""The types of all events that move a caller; the others need not be read."""


def moved(where: Where | None, event: CallEvent) -> Where | None:
    """Where the caller is after an event; None before the first."""
    match event:
        case CallStarted():
            return Where("going", event.at, number=event.dialled)
        case GoingTo():
            return Where("going", event.at, event.kind, event.object, event.number)
        case MenuEntered():
            return Where("menu", event.at, "ivr", event.ivr, event.number, event.name)
        case DialStarted(targets=(target, *_)):
            return Where("ringing", event.at, target.kind, target.id, target.number)
        case Bridged(target=target):
            return Where("talking", event.at, target.kind, target.id, target.number)
        case QueueJoined():
            return Where("queue", event.at, "queue", event.queue, event.number, event.name)
        case ConferenceJoined():
            return Where("conference", event.at, "conference", event.conference, event.number, event.name)
        case MailboxEntered():
            return Where("message", event.at, event.kind, event.owner, event.number, event.name)
        case MailboxOpened():
            return Where("mailbox", event.at, "mailbox", event.owner, event.number, event.name)
        case Parked():
            return Where("parked", event.at, number=event.slot)
        case ConferenceWaiting():
            waiting = Where("conference", event.at, "conference", event.conference)
            return where if where is not None and where.doing == "conference" else waiting
        case DialEnded() | BridgeEnded() | QueueLeft() | ConferenceLeft():
            return _left(where, event)
        case Held() | Resumed():
            return None if where is None else replace(where, held=isinstance(event, Held))
    return where


def _left(where: Where | None, event: DialEnded | BridgeEnded | QueueLeft | ConferenceLeft) -> Where | None:
    """On the way again, from the place that was. Who is answered, or is in a queue whose agents ring, stays."""
    stays = isinstance(event, DialEnded) and (event.outcome == "answered" or where is None or where.doing != "ringing")
    return where if stays or where is None else replace(where, doing="going", since=event.at, held=False)
