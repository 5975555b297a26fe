"""Who waits in the queues of a tenant, and what their agents do. Pure: times come in, and what changes stays here.

A book is what all machines share: one of them at a time changes it, and what it has changed is written back
(`store/queues`). Who rings for whom is decided in `model/queue_order.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal, TypeVar

from switchboard.model.queue import Absence, Queue, QueueAgent

REFUSED_FOR = timedelta(seconds=10)
"""How long a phone is left alone that was busy, or whose agent refused."""

UNREACHABLE_FOR = timedelta(seconds=30)
MISSED = "missed"
"""Why an agent is paused who did not answer too often."""

NEW_TALK_WEIGHT = 0.1
"""Of the newest talk in the mean handling time."""

TicketState = Literal["waiting", "left", "empty", "gone"]
SeatChange = Literal["logged_in", "logged_out", "paused", "resumed"]
R = TypeVar("R")


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


@dataclass(slots=True)
class Book:
    """The rows of one tenant by their keys. `serial` is the last order number or id given; `changes` are still to be
    told."""

    serial: int = 0
    tickets: dict[str, Ticket] = field(default_factory=dict)
    reservations: dict[int, Reservation] = field(default_factory=dict)
    agents: dict[int, Agent] = field(default_factory=dict)
    seats: dict[tuple[int, int], Seat] = field(default_factory=dict)
    tallies: dict[int, Tally] = field(default_factory=dict)
    other_calls: dict[tuple[int, str], OtherCall] = field(default_factory=dict)
    changes: list[AgentChange] = field(default_factory=list)

    def copy(self) -> "Book":
        """Another book with the same rows, and nothing to tell."""
        return Book(
            self.serial,
            dict(self.tickets),
            dict(self.reservations),
            dict(self.agents),
            dict(self.seats),
            dict(self.tallies),
            dict(self.other_calls),
        )

    def next_number(self) -> int:
        self.serial += 1
        return self.serial

    def agent(self, extension: int) -> Agent:
        return self.agents.get(extension) or Agent(extension)

    def seat(self, queue: int, extension: int) -> Seat:
        return self.seats.get((queue, extension)) or Seat(queue, extension)

    def tally(self, queue: int) -> Tally:
        return self.tallies.get(queue) or Tally(queue)

    def waiting(self, queue: int) -> list[Ticket]:
        """Those who wait in a queue, the first one first."""
        mine = (one for one in self.tickets.values() if one.queue == queue and one.state == "waiting")
        return sorted(mine, key=lambda one: (-one.priority, one.order_no))

    def rung_for(self, call: str) -> list[Reservation]:
        """The agents who ring for a caller."""
        return [one for one in self.reservations.values() if one.call == call and not one.talking]

    # The caller

    def join(self, ticket: Ticket, facts: Facts) -> Ticket | Literal["full", "empty", "gone"]:
        """Add a ticket, whose order number is given here; or why not. Once more for the same call changes nothing.

        Who has left a short time ago gets that ticket's order number.
        """
        known = self.tickets.get(ticket.call)
        if known is not None and known.queue == ticket.queue and known.state == "waiting":
            return known
        queue = facts.queues.get(ticket.queue)
        if queue is None:
            return "gone"
        if queue.max_callers and len(self.waiting(ticket.queue)) >= queue.max_callers:
            return "full"
        if queue.join_when is not None and is_empty(self, ticket.queue, queue.join_when, facts, ticket.entered_at):
            return "empty"
        former = self._resumable(ticket, timedelta(seconds=queue.resume_s))
        if former is not None:
            del self.tickets[former.call]
        order_no = self.next_number() if former is None else former.order_no
        self.tickets[ticket.call] = joined = replace(ticket, order_no=order_no)
        return joined

    def _resumable(self, ticket: Ticket, within: timedelta) -> Ticket | None:
        """The ticket that the same caller, whose number is known, has left since then."""
        left = (
            one
            for one in self.tickets.values()
            if one.caller == ticket.caller != ""
            and one.queue == ticket.queue
            and one.left_at is not None
            and one.left_at + within > ticket.entered_at
        )
        return min(left, key=lambda one: one.order_no, default=None)

    def ready(self, call: str) -> None:
        """Agents may ring for this caller."""
        if ticket := self.tickets.get(call):
            self.tickets[call] = replace(ticket, ready=True)

    def leave(self, call: str, now: datetime, facts: Facts, *, may_resume: bool) -> None:
        """The caller waits no longer; who rings for him is free at once. A talk goes on."""
        for one in self.rung_for(call):
            del self.reservations[one.extension]
        ticket = self.tickets.pop(call, None)
        if ticket is None:
            return
        queue = facts.queues.get(ticket.queue)
        if may_resume and ticket.state == "waiting" and queue is not None and queue.resume_s and ticket.caller:
            self.tickets[call] = replace(ticket, state="left", left_at=now)

    # The agent

    def failed(self, call: str, offer: int, why: str, now: datetime, facts: Facts) -> None:
        """A phone that rang for a caller does not ring any more, and nobody talks. `why` is an OfferFailure."""
        one = next((one for one in self.rung_for(call) if one.id == offer), None)
        if one is None:
            return
        del self.reservations[one.extension]
        if why == "cancelled":
            return
        queue, ticket = facts.queues.get(one.queue), self.tickets.get(call)
        if ticket is not None:
            tried = (*ticket.tried, one.extension) if one.extension not in ticket.tried else ticket.tried
            ticket = self.tickets[call] = replace(ticket, tried=tried)
        if why in ("no-answer", "unreachable") and ticket is not None and queue is not None:
            self.tickets[call] = replace(ticket, retry_at=now + timedelta(seconds=queue.retry_s))
        agent = self.agent(one.extension)
        if why == "no-answer":
            self.agents[one.extension] = replace(agent, missed=agent.missed + 1)
            if queue is not None and 0 < queue.pause_after_missed <= agent.missed + 1:
                self.pause(one.extension, None, MISSED, by="system")
        else:
            held_for = UNREACHABLE_FOR if why == "unreachable" else REFUSED_FOR
            self.agents[one.extension] = replace(agent, hold_until=now + held_for)

    def connected(self, offer: Reservation, now: datetime, facts: Facts) -> None:
        """The agent of an offer talks to the caller, who waits no longer, and all others are free.

        The offer may have been withdrawn in the same instant: the talk goes on. An agent whom somebody else has got
        meanwhile is busy by his phone only.
        """
        known = self.reservations.get(offer.extension)
        self.leave(offer.call, now, facts, may_resume=False)
        if known is not None and (known.call != offer.call or known.talking):
            return
        self.reservations[offer.extension] = replace(offer, since=now, talking=True)
        agent, seat = self.agent(offer.extension), self.seat(offer.queue, offer.extension)
        self.agents[offer.extension] = replace(agent, missed=0)
        talks = seat.talks if seat.day == facts.today else 0
        self.seats[offer.queue, offer.extension] = replace(seat, talks=talks + 1, day=facts.today)

    def talk_ended(self, call: str, now: datetime, facts: Facts) -> None:
        """The agent has left the talk: the wrap-up begins, unless the agent has logged out meanwhile."""
        one = next((one for one in self.reservations.values() if one.call == call and one.talking), None)
        if one is None:
            return
        del self.reservations[one.extension]
        agent = replace(self.agent(one.extension), last_ended_at=now)
        queue = facts.queues.get(one.queue)
        if queue is not None:
            if is_logged_in(self, one.queue, queue, one.extension):
                agent = replace(agent, wrap_until=now + timedelta(seconds=queue.wrap_up_s))
            self._handled(one.queue, (now - one.since).total_seconds() + queue.wrap_up_s)
        self.agents[one.extension] = agent

    def _handled(self, queue: int, took_s: float) -> None:
        tally = self.tally(queue)
        mean_s = tally.handling_s + NEW_TALK_WEIGHT * (took_s - tally.handling_s) if tally.handled else took_s
        self.tallies[queue] = replace(tally, handling_s=mean_s, handled=tally.handled + 1)

    def log_in(self, extension: int, queue: int, *, by: str) -> None:
        """Seat an agent who logs in by code."""
        seat = self.seat(queue, extension)
        if not seat.logged_in:
            self.seats[queue, extension] = replace(seat, logged_in=True)
            self.changes.append(AgentChange(extension, queue, "logged_in", "", by))

    def log_out(self, extension: int, queue: int, *, by: str) -> None:
        """The same the other way; a phone that rings for this queue stops."""
        seat = self.seat(queue, extension)
        if seat.logged_in:
            self.seats[queue, extension] = replace(seat, logged_in=False)
            self._withdraw(extension, queue)
            self.changes.append(AgentChange(extension, queue, "logged_out", "", by))

    def pause(self, extension: int, queue: int | None, reason: str | None, *, by: str) -> None:
        """Pause an agent in one queue or in all for a reason, which may be ""; None ends the pause."""
        agent, seat = self.agent(extension), self.seat(queue or 0, extension)
        before = agent.paused if queue is None else seat.paused
        if before == reason:
            return
        if queue is None:
            self.agents[extension] = replace(agent, paused=reason, missed=0)
        else:
            self.seats[queue, extension] = replace(seat, paused=reason)
        if reason is not None:
            self._withdraw(extension, queue)
        change: SeatChange = "resumed" if reason is None else "paused"
        self.changes.append(AgentChange(extension, queue, change, reason or "", by))

    def resume(self, extension: int, queues: Iterable[int], *, by: str) -> None:
        """End the pauses that keep an agent from callers of these queues."""
        for place in (None, *queues):
            self.pause(extension, place, None, by=by)

    def _withdraw(self, extension: int, queue: int | None) -> None:
        one = self.reservations.get(extension)
        if one is not None and not one.talking and queue in (None, one.queue):
            del self.reservations[extension]

    def toggle_login(
        self, extension: int, queue: int | None, facts: Facts, *, by: str
    ) -> Literal["logged-in", "logged-out", "not-agent"]:
        """Log an agent in or out, of one queue or of all in which that is done by code: out if logged in in all."""
        seats = [id for id, one in _seats_of(extension, queue, facts) if one.login == "by_code"]
        if not seats:
            return "not-agent"
        if all(self.seat(id, extension).logged_in for id in seats):
            for id in seats:
                self.log_out(extension, id, by=by)
            return "logged-out"
        for id in seats:
            self.log_in(extension, id, by=by)
        return "logged-in"

    def toggle_pause(
        self, extension: int, queue: int | None, facts: Facts, *, by: str
    ) -> Literal["paused", "resumed", "not-agent"]:
        """Pause an agent in one queue or in all, or end all pauses that hold there."""
        seats = [id for id, _ in _seats_of(extension, queue, facts)]
        if not seats:
            return "not-agent"
        if not any(is_paused(self, id, extension) for id in seats):
            self.pause(extension, queue, "", by=by)
            return "paused"
        self.resume(extension, seats, by=by)
        return "resumed"

    # Upkeep

    def sweep(self, dead: Iterable[str]) -> None:
        """Forget the calls of processes that are dead. Agents who talked in them are free."""
        gone = frozenset(dead)
        self.drop_calls(lambda incarnation, call: incarnation in gone)

    def drop_calls(self, which: Callable[[str, str], bool]) -> None:
        """Forget calls, which are told by their process (its incarnation) and id. Who has left may still resume."""
        self.tickets = _without(self.tickets, lambda one: one.state != "left" and which(one.incarnation, one.call))
        self.reservations = _without(self.reservations, lambda one: which(one.incarnation, one.call))
        self.other_calls = _without(self.other_calls, lambda one: which(one.incarnation, one.call))

    def forget_left(self, now: datetime, facts: Facts) -> None:
        """Forget who left too long ago to resume."""

        def is_late(one: Ticket) -> bool:
            queue = facts.queues.get(one.queue)
            return one.left_at is not None and (queue is None or one.left_at + timedelta(seconds=queue.resume_s) <= now)

        if any(one.state == "left" for one in self.tickets.values()):
            self.tickets = _without(self.tickets, is_late)

    def forget_objects(self, is_there: Callable[[int], bool]) -> None:
        """Forget what is known of queues and extensions (ids) that are deleted."""
        self.agents = _without(self.agents, lambda one: not is_there(one.extension))
        self.seats = _without(self.seats, lambda one: not is_there(one.extension) or not is_there(one.queue))
        self.tallies = _without(self.tallies, lambda one: not is_there(one.queue))

    def incarnations(self) -> set[str]:
        """The processes whose calls are in the book."""
        rows: tuple[Ticket | Reservation | OtherCall, ...] = (
            *self.tickets.values(),
            *self.reservations.values(),
            *self.other_calls.values(),
        )
        return {one.incarnation for one in rows}


K = TypeVar("K")


def _without(rows: dict[K, R], which: Callable[[R], bool]) -> dict[K, R]:
    return {key: row for key, row in rows.items() if not which(row)}


def _seats_of(extension: int, queue: int | None, facts: Facts) -> list[tuple[int, QueueAgent]]:
    """The seats of an extension in one queue or in all, with the id of the queue."""
    some = facts.queues.items() if queue is None else [(queue, facts.queues[queue])] if queue in facts.queues else []
    return [(id, one) for id, rules in some for one in rules.agents if one.extension == extension]


def is_logged_in(book: Book, id: int, queue: Queue, extension: int) -> bool:
    """Whether the extension is an agent of the queue with that id, and logged in there."""
    agent = next((one for one in queue.agents if one.extension == extension), None)
    return agent is not None and sits(book, id, agent)


def sits(book: Book, queue: int, agent: QueueAgent) -> bool:
    """Whether an agent of the queue with that id is logged in."""
    return agent.login == "always" or book.seat(queue, agent.extension).logged_in


def is_paused(book: Book, queue: int, extension: int) -> bool:
    """In that queue, or in all."""
    return book.agent(extension).paused is not None or book.seat(queue, extension).paused is not None


def calls_of(book: Book) -> dict[int, set[str]]:
    """The calls that agents are in beside that for which they ring."""
    found: dict[int, set[str]] = {}
    for extension, call in book.other_calls:
        rung = book.reservations.get(extension)
        if rung is None or rung.call != call:
            found.setdefault(extension, set()).add(call)
    return found


def is_empty(book: Book, id: int, absences: Iterable[Absence], facts: Facts, now: datetime) -> bool:
    """Whether no agent of the queue with that id is there, where those who are absent so do not count."""
    reasons, calls = frozenset(absences), calls_of(book)

    def is_there(one: QueueAgent) -> bool:
        agent, reservation = book.agent(one.extension), book.reservations.get(one.extension)
        return sits(book, id, one) and not (
            ("paused" in reasons and is_paused(book, id, one.extension))
            or ("unreachable" in reasons and one.extension not in facts.registered)
            or ("dnd" in reasons and one.extension in facts.dnd)
            or ("busy" in reasons and (one.extension in calls or (reservation is not None and reservation.talking)))
            or ("wrap_up" in reasons and agent.wrap_until is not None and agent.wrap_until > now)
        )

    return not any(map(is_there, facts.queues[id].agents))
