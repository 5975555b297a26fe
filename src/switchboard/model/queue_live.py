"""A queue as somebody watches it: who waits, and what each agent does. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from switchboard.model.queue import Login, QueueAgent
from switchboard.model.queue_book import Book, calls_of, sits
from switchboard.model.queue_order import standings
from switchboard.model.queue_rows import Facts

AgentState = Literal[
    "logged_out", "paused", "dnd", "unreachable", "ringing", "talking", "other_call", "wrap_up", "held_off", "free"
]


@dataclass(frozen=True, slots=True)
class LiveCaller:
    """Somebody who waits in a queue at this position; `ringing` are the extensions (ids) that ring for this call."""

    call: str
    caller: str
    position: int
    priority: int
    since: datetime
    wait_min: int | None
    ringing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LiveAgent:
    """An agent of a queue.

    `paused` holds in this queue, for a `reason`; `in_all`: in all queues. `call` is that for which the agent rings or
    in which it talks, from whatever queue, `until` the end of a wrap-up or hold-off. `missed` calls are those in a row,
    `talks` those of this queue today.
    """

    extension: int
    tier: int
    login: Login
    logged_in: bool
    state: AgentState
    paused: bool
    in_all: bool
    reason: str
    call: str | None
    until: datetime | None
    missed: int
    talks: int


@dataclass(frozen=True, slots=True)
class LiveQueue:
    """Callers in order, and agents in the order of their seats. `handling_s` is the mean time that an agent spends on a
    caller; None before the first talk."""

    callers: tuple[LiveCaller, ...]
    agents: tuple[LiveAgent, ...]
    handling_s: float | None


def live_queue(book: Book, facts: Facts, now: datetime, queue: int) -> LiveQueue:
    """The queue with that id, which is in `facts`."""
    stand = standings(book, facts, queue)
    callers = tuple(
        LiveCaller(
            one.call,
            one.caller,
            stand[one.call].position,
            one.priority,
            one.entered_at,
            stand[one.call].wait_min,
            tuple(sorted(rung.extension for rung in book.rung_for(one.call))),
        )
        for one in book.waiting(queue)
    )
    busy = frozenset(calls_of(book))
    agents = tuple(live_agent(book, facts, now, queue, one, busy) for one in facts.queues[queue].agents)
    tally = book.tally(queue)
    return LiveQueue(callers, agents, tally.handling_s if tally.handled else None)


def live_agent(book: Book, facts: Facts, now: datetime, queue: int, one: QueueAgent, busy: frozenset[int]) -> LiveAgent:
    """An agent of the queue; `busy` are the extensions in other calls."""
    agent, seat = book.agent(one.extension), book.seat(queue, one.extension)
    offer = book.reservations.get(one.extension)
    state, until = _state(book, facts, now, queue, one, busy)
    reason = agent.paused if agent.paused is not None else seat.paused
    return LiveAgent(
        extension=one.extension,
        tier=one.tier,
        login=one.login,
        logged_in=sits(book, queue, one),
        state=state,
        paused=reason is not None,
        in_all=agent.paused is not None,
        reason=reason or "",
        call=offer.call if offer else None,
        until=until,
        missed=agent.missed,
        talks=seat.talks if seat.day == facts.today else 0,
    )


def _state(
    book: Book, facts: Facts, now: datetime, queue: int, one: QueueAgent, busy: frozenset[int]
) -> tuple[AgentState, datetime | None]:
    """What counts most, and until when it lasts if that is known."""
    agent, offer = book.agent(one.extension), book.reservations.get(one.extension)
    if offer is not None:
        return ("talking" if offer.talking else "ringing"), None
    if not sits(book, queue, one):
        return "logged_out", None
    if agent.paused is not None or book.seat(queue, one.extension).paused is not None:
        return "paused", None
    if one.extension in busy:
        return "other_call", None
    if agent.wrap_until is not None and agent.wrap_until > now:
        return "wrap_up", agent.wrap_until
    if one.extension in facts.dnd:
        return "dnd", None
    if one.extension not in facts.registered:
        return "unreachable", None
    if agent.hold_until is not None and agent.hold_until > now:
        return "held_off", agent.hold_until
    return "free", None
