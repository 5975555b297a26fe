"""Where a call that is over came to."""

from collections.abc import Sequence

from switchboard.call.events import (
    Bridged,
    CallEvent,
    ConferenceJoined,
    DialStarted,
    GoingTo,
    MailboxEntered,
    MailboxOpened,
    MenuEntered,
    QueueJoined,
    Transferred,
)


def last_reached(events: Sequence[CallEvent]) -> str:
    """The number of the last object, or the last number outside, that the call reached or rang; "" if none."""
    return next((number for event in reversed(events) if (number := _number(event))), "")


def _number(event: CallEvent) -> str:
    match event:
        case Bridged(target=target) | DialStarted(targets=(target,)):
            return target.number
        case MenuEntered(number=number) | QueueJoined(number=number) | ConferenceJoined(number=number):
            return number
        case (
            MailboxEntered(number=number)
            | MailboxOpened(number=number)
            | GoingTo(number=number)
            | Transferred(to=number)
        ):
            return number
        case _:
            return ""
