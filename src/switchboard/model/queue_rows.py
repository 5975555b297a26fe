"""The rows of the book of a tenant's queues: who waits, who rings for whom, and what agents do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from switchboard.model.queue import Queue

TicketState = Literal["waiting", "left", "empty", "gone"]
SeatChange = Literal["logged_in", "logged_out", "paused", "resumed"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A caller who waits. Lower `order_no` is earlier; `tried` are the agents who were rung in vain in this round, and
    `retry_at` is when the next round may begin.

    Others than `waiting`: `left` since `left_at`, kept for who resumes; `empty` or `gone`: ejected, and whoever serves
    the call has not noticed yet. `incarnation` is the process that does.
    """

    call: str
    queue: int
    incarnation: str
    caller: str
    priority: int
    order_no: int
    entered_at: datetime
    ready: bool = False
    retry_at: datetime | None = None
    tried: tuple[int, ...] = ()
    state: TicketState = "waiting"
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """An agent who rings for a caller since then, or talks to one. Nobody has two."""

    extension: int
    id: int
    call: str
    queue: int
    incarnation: str
    since: datetime
    talking: bool = False


@dataclass(frozen=True, slots=True)
class Agent:
    """An extension as an agent of all its queues. `paused` is the reason, None while it is not paused in all."""

    extension: int
    paused: str | None = None
    missed: int = 0
    wrap_until: datetime | None = None
    hold_until: datetime | None = None
    last_ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """An agent of one queue. `logged_in` counts for who logs in by code; `talks` were on that `day` of the office."""

    queue: int
    extension: int
    logged_in: bool = False
    paused: str | None = None
    talks: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a queue remembers: who was rung last, how long a caller keeps an agent on average, with the wrap-up, in how
    many talks, and since when nobody is there for those who wait."""

    queue: int
    last_rung: int | None = None
    handling_s: float = 0.0
    handled: int = 0
    empty_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class OtherCall:
    """An agent is in a call, or is being called, by whatever way."""

    extension: int
    call: str
    incarnation: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is not in the book: the queues by id, the extensions with a registered phone, the office's date, and the
    extensions that are not to be disturbed."""

    queues: Mapping[int, Queue]
    registered: frozenset[int]
    today: date
    dnd: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AgentChange:
    """A seat (`queue` None: all of that agent) was logged in or out, paused or resumed, `by` whom."""

    extension: int
    queue: int | None
    change: SeatChange
    reason: str
    by: str
