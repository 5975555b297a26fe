"""Which agents ring for which callers: one order over all queues of a tenant. Pure, and the same on every machine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, Literal, assert_never

from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.queue_agents import withdraw_undisturbed
from switchboard.model.queue_book import Book, calls_of, is_empty, is_paused, sits
from switchboard.model.queue_rows import Facts, Reservation, Ticket

EMPTY_FOR = timedelta(seconds=10)
"""So long a queue must be empty until its callers have to leave: a phone that registers anew throws nobody out."""

KNOWN_TALKS = 5
"""The expected wait is not told before so many talks are known."""

LONGER_MIN: Final = 31
"""The expected wait in minutes where it is more than thirty."""

_WAITS_MIN = (1, 2, 3, 5, 10, 15, 20, 30)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands: 1 is the first. `waiting` are all callers of the queue who wait, himself included.

    `wait_min` is the expected wait, rounded up to 1, 2, 3, 5, 10, 15, 20 or 30 minutes, LONGER_MIN where it is more;
    None while it is not known.
    """

    position: int
    waiting: int
    wait_min: int | None = None


@dataclass(slots=True)
class Assignment:
    """What is to happen now: agents (extensions) who ring for calls, in this order; the callers whose round of agents
    begins anew; the callers who have to leave; since when each queue has nobody for those who wait.

    At `next_at` it has to be asked again even if nothing changes.
    """

    offers: list[tuple[str, int]] = field(default_factory=list)
    restarted: list[str] = field(default_factory=list)
    ejected: list[tuple[str, Literal["empty", "gone"]]] = field(default_factory=list)
    empty_since: dict[int, datetime] = field(default_factory=dict)
    next_at: datetime | None = None

    def ask_again(self, at: datetime) -> None:
        if self.next_at is None or at < self.next_at:
            self.next_at = at


def settle(book: Book, facts: Facts, now: datetime) -> datetime | None:
    """Carry out what follows from a change of the book or of the facts; returns when it has to be done again."""
    withdraw_undisturbed(book, facts)
    assignment = assign(now, book, facts)
    carry_out(book, assignment, now)
    return assignment.next_at


def assign(now: datetime, book: Book, facts: Facts) -> Assignment:
    """Give each caller who waits, in the order in which they are served, the agents whom he may take.

    So nobody waits for a caller who cannot be served now, and an agent of several queues gets the caller who comes
    first. Carried out and asked again at the same time, it offers nobody.
    """
    assignment = Assignment()
    served = _served(book, facts, assignment)
    served = _without_ejected(now, book, facts, served, assignment)
    agents = _FreeAgents(now, book, facts, assignment)
    rung: dict[str, list[Reservation]] = {}
    for one in book.reservations.values():
        rung.setdefault(one.call, []).append(one)
    for ticket in served:
        if ticket.ready:
            for agent in _chosen(now, facts.queues[ticket.queue], ticket, agents, rung.get(ticket.call, ())):
                agents.take(agent, ticket)
    return assignment


def carry_out(book: Book, assignment: Assignment, now: datetime) -> None:
    """Write in the book what is to happen."""
    for call in assignment.restarted:
        book.tickets[call] = replace(book.tickets[call], tried=(), retry_at=None)
    for call, extension in assignment.offers:
        ticket = book.tickets[call]
        id = book.next_number()
        book.reservations[extension] = Reservation(extension, id, call, ticket.queue, ticket.incarnation, now)
        book.tallies[ticket.queue] = replace(book.tally(ticket.queue), last_rung=extension)
    for call, reason in assignment.ejected:
        book.tickets[call] = replace(book.tickets[call], state=reason)
    for queue in {*assignment.empty_since, *(tally.queue for tally in book.tallies.values() if tally.empty_since)}:
        tally, since = book.tally(queue), assignment.empty_since.get(queue)
        if tally.empty_since != since:
            book.tallies[queue] = replace(tally, empty_since=since)


def standings(book: Book, facts: Facts, queue: int) -> dict[str, Standing]:
    """Where each caller of a queue stands, by call."""
    waiting = book.waiting(queue)
    wait_s = _handling_s(book, facts, queue)
    return {
        one.call: Standing(place, len(waiting), None if wait_s is None else _rounded_min(place * wait_s))
        for place, one in enumerate(waiting, start=1)
    }


def _handling_s(book: Book, facts: Facts, id: int) -> float | None:
    """After how many seconds a caller more is served, on average; None while that is not known."""
    queue, tally = facts.queues.get(id), book.tally(id)
    if queue is None or tally.handled < KNOWN_TALKS:
        return None
    there = sum(sits(book, id, one) and not is_paused(book, id, one.extension) for one in queue.agents)
    return tally.handling_s / there if there else None


def _rounded_min(wait_s: float) -> int:
    return next((minutes for minutes in _WAITS_MIN if wait_s <= minutes * 60), LONGER_MIN)


def _served(book: Book, facts: Facts, assignment: Assignment) -> list[Ticket]:
    """Those who wait, in the order in which they are served; whose queue is gone has to leave."""
    waiting = [one for one in book.tickets.values() if one.state == "waiting"]
    assignment.ejected += [(one.call, "gone") for one in waiting if one.queue not in facts.queues]
    there = (one for one in waiting if one.queue in facts.queues)
    return sorted(there, key=lambda one: (-facts.queues[one.queue].weight, -one.priority, one.order_no))


def _without_ejected(
    now: datetime, book: Book, facts: Facts, served: Sequence[Ticket], assignment: Assignment
) -> list[Ticket]:
    """Those who may go on waiting. Who waits in a queue that is empty for some time has to leave, unless a phone rings
    for him."""
    for queue in {one.queue for one in served}:
        absences = facts.queues[queue].stay_when
        if absences is not None and is_empty(book, queue, absences, facts, now):
            assignment.empty_since[queue] = book.tally(queue).empty_since or now
    left_at = {queue: since + EMPTY_FOR for queue, since in assignment.empty_since.items()}
    for at in left_at.values():
        if at > now:
            assignment.ask_again(at)
    emptied = {queue for queue, at in left_at.items() if at <= now}
    rung = {one.call for one in book.reservations.values()} if emptied else set()
    ejected = {one.call for one in served if one.queue in emptied and one.call not in rung}
    assignment.ejected += [(one.call, "empty") for one in served if one.call in ejected]
    stay = [one for one in served if one.call not in ejected]
    for queue in emptied - {one.queue for one in stay}:
        del assignment.empty_since[queue]
    return stay


class _FreeAgents:
    """The agents of each queue who may be rung, in the order of their seats, less those who are taken meanwhile."""

    def __init__(self, now: datetime, book: Book, facts: Facts, assignment: Assignment) -> None:
        self._now = now
        self.book = book
        self._facts = facts
        self.assignment = assignment
        self._calls = calls_of(book)
        self._free: dict[int, list[QueueAgent]] = {}
        self._taken: set[int] = set()
        self._last_rung: dict[int, int] = {}

    def of(self, queue: int) -> list[QueueAgent]:
        if queue not in self._free:
            rules = self._facts.queues[queue]
            self._free[queue] = [one for one in rules.agents if self._is_free(queue, rules, one)]
        if self._free[queue]:
            self._free[queue] = [one for one in self._free[queue] if one.extension not in self._taken]
        return self._free[queue]

    def take(self, agent: QueueAgent, ticket: Ticket) -> None:
        self._taken.add(agent.extension)
        self._last_rung[ticket.queue] = agent.extension
        self.assignment.offers.append((ticket.call, agent.extension))

    def last_rung(self, queue: int) -> int | None:
        return self._last_rung.get(queue, self.book.tally(queue).last_rung)

    def talks(self, queue: int, extension: int) -> int:
        """Of today."""
        seat = self.book.seat(queue, extension)
        return seat.talks if seat.day == self._facts.today else 0

    def is_in(self, extension: int, call: str) -> bool:
        return call in self._calls.get(extension, ())

    def _is_free(self, queue: int, rules: Queue, seat: QueueAgent) -> bool:
        """Whether the agent may be rung; if only time is missing, it is asked again then."""
        agent, one = self.book.agent(seat.extension), seat.extension
        if (
            one in self.book.reservations
            or one not in self._facts.registered
            or one in self._facts.dnd
            or len(self._calls.get(one, ())) > (1 if rules.ring_busy else 0)
            or not sits(self.book, queue, seat)
            or is_paused(self.book, queue, one)
        ):
            return False
        later = [at for at in (agent.wrap_until, agent.hold_until) if at is not None and at > self._now]
        if later:
            self.assignment.ask_again(max(later))
        return not later


def _chosen(
    now: datetime, queue: Queue, ticket: Ticket, agents: _FreeAgents, rung: Sequence[Reservation]
) -> list[QueueAgent]:
    """The agents who begin to ring for a caller; `rung` are those who do already."""
    if (rung and queue.strategy != "ring_all") or not agents.of(ticket.queue):
        return []
    free = [one for one in agents.of(ticket.queue) if not agents.is_in(one.extension, ticket.call)]
    free = list(_of_tiers_in_time(now, queue, ticket, free, agents.assignment))
    untried = [one for one in free if one.extension not in ticket.tried]
    # The round goes on while one of it rings: with ring_all, whoever is rung last has his time, too.
    if free and not untried and not rung:
        if ticket.retry_at is not None and ticket.retry_at > now:
            agents.assignment.ask_again(ticket.retry_at)
            return []
        agents.assignment.restarted.append(ticket.call)
        untried = free
    if not untried:
        return []
    if not queue.tier_wait_s:
        tiers = {one.extension: one.tier for one in queue.agents}
        highest = max((tiers.get(one.extension, 1) for one in rung), default=min(one.tier for one in untried))
        untried = [one for one in untried if one.tier <= highest]
    return untried if queue.strategy == "ring_all" else [_next(queue, ticket, untried, agents)]


def _of_tiers_in_time(
    now: datetime, queue: Queue, ticket: Ticket, free: Sequence[QueueAgent], assignment: Assignment
) -> Iterator[QueueAgent]:
    """Those whose tier may ring by the time that the caller has waited."""
    for one in free:
        since = ticket.entered_at + timedelta(seconds=(one.tier - 1) * queue.tier_wait_s)
        if since <= now:
            yield one
        else:
            assignment.ask_again(since)


def _next(queue: Queue, ticket: Ticket, some: Sequence[QueueAgent], agents: _FreeAgents) -> QueueAgent:
    """The one who rings, of `some` who may; lower tiers first, then by the queue's strategy, then by the seat."""
    seats: Mapping[int, int] = {one.extension: place for place, one in enumerate(queue.agents)}

    def ended(one: QueueAgent) -> datetime:
        return agents.book.agent(one.extension).last_ended_at or _NEVER

    lowest = min(one.tier for one in some)
    some = [one for one in some if one.tier == lowest]
    match queue.strategy:
        case "linear" | "ring_all":
            return some[0]
        case "round_robin":
            last = seats.get(agents.last_rung(ticket.queue) or 0, -1)
            return min(some, key=lambda one: (seats[one.extension] - last - 1) % len(seats))
        case "least_recent":
            return min(some, key=ended)
        case "fewest_calls":
            return min(some, key=lambda one: (agents.talks(ticket.queue, one.extension), ended(one)))
        case "random":
            # By the caller, so that every machine chooses the same.
            return Random(ticket.order_no).choice(some)
        case _ as never:
            assert_never(never)
