"""What becomes of a caller in the queues of a book: joining, and leaving. Pure: times come in."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from switchboard.model.queue_book import Book, is_empty
from switchboard.model.queue_rows import Facts, Ticket


def join(book: Book, ticket: Ticket, facts: Facts) -> Ticket | Literal["full", "empty", "gone"]:
    """Add a ticket, whose order number is given here; or why not. Once more for the same call changes nothing.

    Who has left a short time ago gets that ticket's order number.
    """
    known = book.tickets.get(ticket.call)
    if known is not None and known.queue == ticket.queue and known.state == "waiting":
        return known
    queue = facts.queues.get(ticket.queue)
    if queue is None:
        return "gone"
    if queue.max_callers and len(book.waiting(ticket.queue)) >= queue.max_callers:
        return "full"
    if queue.join_when is not None and is_empty(book, ticket.queue, queue.join_when, facts, ticket.entered_at):
        return "empty"
    former = _resumable(book, ticket, timedelta(seconds=queue.resume_s))
    if former is not None:
        del book.tickets[former.call]
    order_no = book.next_number() if former is None else former.order_no
    book.tickets[ticket.call] = joined = replace(ticket, order_no=order_no)
    return joined


def _resumable(book: Book, ticket: Ticket, within: timedelta) -> Ticket | None:
    """The ticket that the same caller, whose number is known, has left since then."""
    left = (
        one
        for one in book.tickets.values()
        if one.caller == ticket.caller != ""
        and one.queue == ticket.queue
        and one.left_at is not None
        and one.left_at + within > ticket.entered_at
    )
    return min(left, key=lambda one: one.order_no, default=None)


def ready(book: Book, call: str) -> None:
    """Agents may ring for this caller."""
    if ticket := book.tickets.get(call):
        book.tickets[call] = replace(ticket, ready=True)


def leave(book: Book, call: str, now: datetime, facts: Facts, *, may_resume: bool) -> None:
    """The caller waits no longer; who rings for him is free at once. A talk goes on."""
    for one in book.rung_for(call):
        del book.reservations[one.extension]
    ticket = book.tickets.pop(call, None)
    if ticket is None:
        return
    queue = facts.queues.get(ticket.queue)
    if may_resume and ticket.state == "waiting" and queue is not None and queue.resume_s and ticket.caller:
        book.tickets[call] = replace(ticket, state="left", left_at=now)
