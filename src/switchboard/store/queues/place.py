"""Somebody's place in a queue, as the call has it: what it tells the desk, and what the desk tells it."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

from switchboard.call.queue import Ejected, LeaveReason, Moved, Offer, OfferFailure, QueueNews, Withdrawn
from switchboard.model import queue_agents, queue_callers
from switchboard.model.queue_book import Book
from switchboard.model.queue_order import Standing
from switchboard.model.queue_rows import Facts, Reservation, Ticket
from switchboard.store.queues.books import Work


class WaitingPlace:
    """Implements `callflow.ports.Place`.

    `put` has the desk carry something out that concerns this call; `gone` tells it that the place is no more. `ticket`
    is the row as it was last seen, and `talk` the reservation of the agent who talks.
    """

    def __init__(
        self,
        ticket: Ticket,
        standing: Standing,
        *,
        resumed: bool,
        put: Callable[[str, Work[None]], None],
        gone: Callable[[str], None],
    ) -> None:
        self.ticket = ticket
        self.standing = standing
        self.resumed = resumed
        self.talk: Reservation | None = None
        self._put = put
        self._gone = gone
        self._left = False
        self._open: dict[int, Offer] = {}
        self._seen: set[int] = set()
        self._news: deque[QueueNews] = deque()
        self._told = standing
        self._woken = asyncio.Event()

    async def news(self) -> QueueNews:
        while True:
            if self._news:
                return self._news.popleft()
            if self._told != self.standing:
                self._told = self.standing
                return Moved(self.standing)
            self._woken.clear()
            await self._woken.wait()

    def ready(self) -> None:
        call = self.ticket.call
        self._put(call, lambda book, facts, now: queue_callers.ready(book, call))

    def failed(self, offer: Offer, why: OfferFailure) -> None:
        call = self.ticket.call
        if self._open.pop(offer.id, None) is not None:
            self._put(call, lambda book, facts, now: queue_agents.failed(book, call, offer.id, why, now, facts))

    def connected(self, offer: Offer) -> None:
        if self._left:
            return
        self._left = True
        ticket = self.ticket
        talk = Reservation(offer.extension, offer.id, ticket.call, ticket.queue, ticket.incarnation, ticket.entered_at)
        self.talk = talk

        def connect(book: Book, facts: Facts, now: datetime) -> None:
            queue_agents.connected(book, talk, now, facts)

        self._put(ticket.call, connect)

    def talk_ended(self) -> None:
        if self.talk is not None:
            self.talk = None
            call = self.ticket.call
            self._gone(call)
            self._put(call, lambda book, facts, now: queue_agents.talk_ended(book, call, now, facts))

    def leave(self, reason: LeaveReason) -> None:
        if not self._left:
            self._left = True
            call, may_resume = self.ticket.call, reason == "caller"
            self._gone(call)
            self._put(call, lambda book, facts, now: queue_callers.leave(book, call, now, facts, may_resume=may_resume))

    def close(self, reason: LeaveReason) -> None:
        """At the end of the block: end the talk, or leave."""
        self.talk_ended()
        self.leave(reason)

    def see(
        self, ticket: Ticket, rung: Sequence[Reservation], standing: Standing, number: Callable[[int], str]
    ) -> None:
        """The book has changed: tell what is new. `number` is that of an extension."""
        if self._left or (ticket is self.ticket and standing == self.standing and not rung and not self._open):
            return
        self.ticket, self.standing = ticket, standing
        if ticket.state in ("empty", "gone"):
            self._news.append(Ejected("gone" if ticket.state == "gone" else "empty"))
            self.leave("system")
        else:
            self._see_offers({one.id: one for one in rung}, number)
        self._woken.set()

    def _see_offers(self, rung: dict[int, Reservation], number: Callable[[int], str]) -> None:
        for id in sorted(self._open.keys() - rung.keys()):
            self._news.append(Withdrawn(self._open.pop(id)))
        for id in sorted(rung.keys() - self._seen):
            offer = self._open[id] = Offer(id, rung[id].extension, number(rung[id].extension))
            self._seen.add(id)
            self._news.append(offer)
