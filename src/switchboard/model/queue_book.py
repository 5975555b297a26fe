"""The book of a tenant: who waits in its queues, and what their agents do. Pure.

A book is what all machines share: one of them at a time changes it, and what it has changed is written back
(`store/queues`). What becomes of callers is in `model/queue_callers.py`, what becomes of agents in
`model/queue_agents.py`, and who rings for whom is decided in `model/queue_order.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from switchboard.model.queue import Absence, Queue, QueueAgent
from switchboard.model.queue_rows import Agent, AgentChange, Facts, OtherCall, Reservation, Seat, Tally, Ticket

K = TypeVar("K")
R = TypeVar("R")


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


def _without(rows: dict[K, R], which: Callable[[R], bool]) -> dict[K, R]:
    return {key: row for key, row in rows.items() if not which(row)}


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
