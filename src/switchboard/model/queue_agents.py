"""What becomes of an agent in a book: offers and talks, log-in and pause. Pure: times come in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from switchboard.model.queue import QueueAgent
from switchboard.model.queue_book import Book, is_logged_in, is_paused
from switchboard.model.queue_callers import leave
from switchboard.model.queue_rows import AgentChange, Facts, Reservation, SeatChange

REFUSED_FOR = timedelta(seconds=10)
"""How long a phone is left alone that was busy, or whose agent refused."""

UNREACHABLE_FOR = timedelta(seconds=30)
MISSED = "missed"
"""Why an agent is paused who did not answer too often."""

NEW_TALK_WEIGHT = 0.1
"""Of the newest talk in the mean handling time."""


def failed(book: Book, call: str, offer: int, why: str, now: datetime, facts: Facts) -> None:
    """A phone that rang for a caller does not ring any more, and nobody talks. `why` is an OfferFailure."""
    one = next((one for one in book.rung_for(call) if one.id == offer), None)
    if one is None:
        return
    del book.reservations[one.extension]
    if why == "cancelled":
        return
    queue, ticket = facts.queues.get(one.queue), book.tickets.get(call)
    if ticket is not None:
        tried = (*ticket.tried, one.extension) if one.extension not in ticket.tried else ticket.tried
        ticket = book.tickets[call] = replace(ticket, tried=tried)
    if why in ("no-answer", "unreachable") and ticket is not None and queue is not None:
        book.tickets[call] = replace(ticket, retry_at=now + timedelta(seconds=queue.retry_s))
    agent = book.agent(one.extension)
    if why == "no-answer":
        book.agents[one.extension] = replace(agent, missed=agent.missed + 1)
        if queue is not None and 0 < queue.pause_after_missed <= agent.missed + 1:
            pause(book, one.extension, None, MISSED, by="system")
    else:
        held_for = UNREACHABLE_FOR if why == "unreachable" else REFUSED_FOR
        book.agents[one.extension] = replace(agent, hold_until=now + held_for)


def connected(book: Book, offer: Reservation, now: datetime, facts: Facts) -> None:
    """The agent of an offer talks to the caller, who waits no longer, and all others are free.

    The offer may have been withdrawn in the same instant: the talk goes on. An agent whom somebody else has got
    meanwhile is busy by his phone only.
    """
    known = book.reservations.get(offer.extension)
    leave(book, offer.call, now, facts, may_resume=False)
    if known is not None and (known.call != offer.call or known.talking):
        return
    book.reservations[offer.extension] = replace(offer, since=now, talking=True)
    agent, seat = book.agent(offer.extension), book.seat(offer.queue, offer.extension)
    book.agents[offer.extension] = replace(agent, missed=0)
    talks = seat.talks if seat.day == facts.today else 0
    book.seats[offer.queue, offer.extension] = replace(seat, talks=talks + 1, day=facts.today)


def talk_ended(book: Book, call: str, now: datetime, facts: Facts) -> None:
    """The agent has left the talk: the wrap-up begins, unless the agent has logged out meanwhile."""
    one = next((one for one in book.reservations.values() if one.call == call and one.talking), None)
    if one is None:
        return
    del book.reservations[one.extension]
    agent = replace(book.agent(one.extension), last_ended_at=now)
    queue = facts.queues.get(one.queue)
    if queue is not None:
        if is_logged_in(book, one.queue, queue, one.extension):
            agent = replace(agent, wrap_until=now + timedelta(seconds=queue.wrap_up_s))
        _handled(book, one.queue, (now - one.since).total_seconds() + queue.wrap_up_s)
    book.agents[one.extension] = agent


def _handled(book: Book, queue: int, took_s: float) -> None:
    tally = book.tally(queue)
    mean_s = tally.handling_s + NEW_TALK_WEIGHT * (took_s - tally.handling_s) if tally.handled else took_s
    book.tallies[queue] = replace(tally, handling_s=mean_s, handled=tally.handled + 1)


def log_in(book: Book, extension: int, queue: int, *, by: str) -> None:
    """Seat an agent who logs in by code."""
    seat = book.seat(queue, extension)
    if not seat.logged_in:
        book.seats[queue, extension] = replace(seat, logged_in=True)
        book.changes.append(AgentChange(extension, queue, "logged_in", "", by))


def log_out(book: Book, extension: int, queue: int, *, by: str) -> None:
    """The same the other way; a phone that rings for this queue stops."""
    seat = book.seat(queue, extension)
    if seat.logged_in:
        book.seats[queue, extension] = replace(seat, logged_in=False)
        _withdraw(book, extension, queue)
        book.changes.append(AgentChange(extension, queue, "logged_out", "", by))


def pause(book: Book, extension: int, queue: int | None, reason: str | None, *, by: str) -> None:
    """Pause an agent in one queue or in all for a reason, which may be ""; None ends the pause."""
    agent, seat = book.agent(extension), book.seat(queue or 0, extension)
    before = agent.paused if queue is None else seat.paused
    if before == reason:
        return
    if queue is None:
        book.agents[extension] = replace(agent, paused=reason, missed=0)
    else:
        book.seats[queue, extension] = replace(seat, paused=reason)
    if reason is not None:
        _withdraw(book, extension, queue)
    change: SeatChange = "resumed" if reason is None else "paused"
    book.changes.append(AgentChange(extension, queue, change, reason or "", by))


def resume(book: Book, extension: int, queues: Iterable[int], *, by: str) -> None:
    """End the pauses that keep an agent from callers of these queues."""
    for place in (None, *queues):
        pause(book, extension, place, None, by=by)


def _withdraw(book: Book, extension: int, queue: int | None) -> None:
    one = book.reservations.get(extension)
    if one is not None and not one.talking and queue in (None, one.queue):
        del book.reservations[extension]


def withdraw_undisturbed(book: Book, facts: Facts) -> None:
    """The phones of agents who are not to be disturbed ring no longer."""
    for extension in facts.dnd & book.reservations.keys():
        _withdraw(book, extension, None)


def toggle_login(
    book: Book, extension: int, queue: int | None, facts: Facts, *, by: str
) -> Literal["logged-in", "logged-out", "not-agent"]:
    """Log an agent in or out, of one queue or of all in which that is done by code: out if logged in in all."""
    seats = [id for id, one in _seats_of(extension, queue, facts) if one.login == "by_code"]
    if not seats:
        return "not-agent"
    if all(book.seat(id, extension).logged_in for id in seats):
        for id in seats:
            log_out(book, extension, id, by=by)
        return "logged-out"
    for id in seats:
        log_in(book, extension, id, by=by)
    return "logged-in"


def toggle_pause(
    book: Book, extension: int, queue: int | None, facts: Facts, *, by: str
) -> Literal["paused", "resumed", "not-agent"]:
    """Pause an agent in one queue or in all, or end all pauses that hold there."""
    seats = [id for id, _ in _seats_of(extension, queue, facts)]
    if not seats:
        return "not-agent"
    if not any(is_paused(book, id, extension) for id in seats):
        pause(book, extension, queue, "", by=by)
        return "paused"
    resume(book, extension, seats, by=by)
    return "resumed"


def _seats_of(extension: int, queue: int | None, facts: Facts) -> list[tuple[int, QueueAgent]]:
    """The seats of an extension in one queue or in all, with the id of the queue."""
    some = facts.queues.items() if queue is None else [(queue, facts.queues[queue])] if queue in facts.queues else []
    return [(id, one) for id, rules in some for one in rules.agents if one.extension == extension]
