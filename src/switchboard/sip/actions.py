"""What a transaction asks of its owner."""

from __future__ import annotations

from dataclasses import dataclass

from switchboard.sip.message import Message


@dataclass(frozen=True, slots=True)
class Send:
    """Hand the message to the transport."""

    message: Message


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Call `timer(name)` after `delay_s`, unless it is started again or stopped before."""

    name: str
    delay_s: float


@dataclass(frozen=True, slots=True)
class StopTimer:
    """Forget the timer, if it runs."""

    name: str


@dataclass(frozen=True, slots=True)
class Deliver:
    """Hand the message to the transaction user."""

    message: Message


@dataclass(frozen=True, slots=True)
class TimedOut:
    """No answer or no ACK came."""


@dataclass(frozen=True, slots=True)
class TransportFailed:
    """The message could not be sent."""


@dataclass(frozen=True, slots=True)
class Terminated:
    """The transaction is over; forget it and its timers."""


Action = Send | StartTimer | StopTimer | Deliver | TimedOut | TransportFailed | Terminated
