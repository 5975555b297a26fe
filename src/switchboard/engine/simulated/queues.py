"""The queues of scripted calls, in memory: the same rules on the loop's time."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from switchboard.call.queue import Ejected, LeaveReason, Moved, Offer, OfferFailure, QueueNews, Refused, Withdrawn
from switchboard.clock import Clock
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.queue_book import Book, Facts, OtherCall, Reservation, Ticket
from switchboard.model.queue_order import Standing, assign, carry_out, standings

_HERE = "simulated"


class SimulatedQueues:
    """All calls of a simulation share one. Agents whose phones are unregistered in `scenario` are not rung.

    No agent rings for those who wait before the calls; they leave when the scenario says so.
    """

    def __init__(self, configuration: Configuration, scenario: Scenario, clock: Clock) -> None:
        self._configuration = configuration
        self._scenario = scenario
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._places: dict[str, SimulatedPlace] = {}
        self._timer: asyncio.TimerHandle | None = None
        self.book = Book()
        for extension in sorted(scenario.paused_agents):
            self.book.pause(extension, None, "", by="scenario")
        for queue, extension in sorted(scenario.agents_logged_in):
            self.book.log_in(extension, queue, by="scenario")
        for number, waiting in enumerate(scenario.waiting):
            self._wait(f"waiting-{number}", waiting.queue, waiting.leaves_s)

    def _wait(self, call: str, queue: int, leaves_s: float | None) -> None:
        self.book.join(Ticket(call, queue, _HERE, "", 0, 0, self._clock.now()), self.facts())
        if leaves_s is not None:
            self._loop.call_later(leaves_s, self.leave, call, "caller")

    @asynccontextmanager
    async def join(
        self, queue: int, call: str, caller: str, *, priority: int
    ) -> AsyncIterator["SimulatedPlace | Refused"]:
        ticket = Ticket(call, queue, _HERE, caller, priority, 0, self._clock.now())
        before = self.book.serial
        joined = self.book.join(ticket, self.facts())
        if isinstance(joined, str):
            yield Refused(joined)
            return
        place = SimulatedPlace(self, call, self._standing(queue, call), resumed=self.book.serial == before)
        self._places[call] = place
        self.go_on()
        try:
            yield place
        finally:
            place.leave("caller")
            place.talk_ended()
            del self._places[call]

    @contextmanager
    def in_call(self, extension: int, call: str) -> Iterator[None]:
        known = (extension, call)
        if known in self.book.other_calls:
            yield
            return
        self.book.other_calls[known] = OtherCall(extension, call, _HERE)
        try:
            yield
        finally:
            self.book.other_calls.pop(known, None)
            self.go_on()

    def facts(self) -> Facts:
        """What is so at this moment."""
        registered = frozenset(
            one.id
            for one in self._configuration.all(Extension)
            if (line := self._scenario.phones.get(one.document.number)) is None or line.kind != "unregistered"
        )
        today = self._clock.now().astimezone(ZoneInfo(self._configuration.office.timezone)).date()
        return Facts({one.id: one.document for one in self._configuration.all(Queue)}, registered, today)

    def moment(self) -> tuple[datetime, Facts]:
        """The time, and what is so now."""
        return self._clock.now(), self.facts()

    def leave(self, call: str, reason: LeaveReason) -> None:
        """A caller waits no longer."""
        self.book.leave(call, self._clock.now(), self.facts(), may_resume=reason == "caller")
        self.go_on()

    def go_on(self) -> None:
        """Let agents ring for those who wait, and tell these what is new; again when only time has to pass."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self.book.tickets:
            return
        now, facts = self._clock.now(), self.facts()
        assignment = assign(now, self.book, facts)
        carry_out(self.book, assignment, now)
        if assignment.next_at is not None:
            self._timer = self._loop.call_later((assignment.next_at - now).total_seconds(), self.go_on)
        for place in list(self._places.values()):
            place.look()

    def number(self, extension: int) -> str:
        """The number of an extension (its id)."""
        stored = self._configuration.get(Extension, extension)
        return stored.document.number if stored is not None else ""

    def standing(self, call: str) -> Standing | None:
        """Where a caller stands who waits."""
        ticket = self.book.tickets.get(call)
        return None if ticket is None or ticket.state != "waiting" else self._standing(ticket.queue, call)

    def _standing(self, queue: int, call: str) -> Standing:
        return standings(self.book, self.facts(), queue)[call]

    async def toggle_login(self, extension: int, queue: int | None) -> Literal["logged-in", "logged-out", "not-agent"]:
        seats = [one for one, agent in self._seats(extension, queue) if agent.login == "by_code"]
        if not seats:
            return "not-agent"
        everywhere = all(self.book.seat(one, extension).logged_in for one in seats)
        for one in seats:
            (self.book.log_out if everywhere else self.book.log_in)(extension, one, by="phone")
        self.go_on()
        return "logged-out" if everywhere else "logged-in"

    async def toggle_pause(self, extension: int, queue: int | None) -> Literal["paused", "resumed", "not-agent"]:
        if not self._seats(extension, queue):
            return "not-agent"
        seat = self.book.agent(extension) if queue is None else self.book.seat(queue, extension)
        paused = seat.paused is None
        self.book.pause(extension, queue, "" if paused else None, by="phone")
        self.go_on()
        return "paused" if paused else "resumed"

    def _seats(self, extension: int, queue: int | None) -> list[tuple[int, QueueAgent]]:
        """Where an extension is an agent, in all queues or in one."""
        return [
            (stored.id, agent)
            for stored in self._configuration.all(Queue)
            for agent in stored.document.agents
            if agent.extension == extension and queue in (None, stored.id)
        ]


class SimulatedPlace:
    """A caller's place; implements what call flow asks of one."""

    def __init__(self, queues: SimulatedQueues, call: str, standing: Standing, *, resumed: bool) -> None:
        self.standing = standing
        self.resumed = resumed
        self._queues = queues
        self._call = call
        self._offers: dict[int, Reservation] = {}
        self._left = self._ejected = False
        self._news: deque[QueueNews] = deque()
        self._comes = asyncio.Event()

    def ready(self) -> None:
        self._queues.book.ready(self._call)
        self._queues.go_on()

    async def news(self) -> QueueNews:
        while not self._news:
            self._comes.clear()
            await self._comes.wait()
        return self._news.popleft()

    def failed(self, offer: Offer, why: OfferFailure) -> None:
        if self._offers.pop(offer.id, None) is not None:
            now, facts = self._queues.moment()
            self._queues.book.failed(self._call, offer.id, why, now, facts)
            self._queues.go_on()

    def connected(self, offer: Offer) -> None:
        now, facts = self._queues.moment()
        self._left = True
        if (reserved := self._offers.get(offer.id)) is not None:
            self._queues.book.connected(reserved, now, facts)
        else:
            self._queues.book.leave(self._call, now, facts, may_resume=False)
        self._queues.go_on()

    def talk_ended(self) -> None:
        now, facts = self._queues.moment()
        self._queues.book.talk_ended(self._call, now, facts)
        self._queues.go_on()

    def leave(self, reason: LeaveReason) -> None:
        if not self._left:
            self._left = True
            self._queues.leave(self._call, reason)

    def look(self) -> None:
        """Tell what is new to this caller."""
        if self._left or self._ejected:
            return
        ticket = self._queues.book.tickets.get(self._call)
        if ticket is not None and (ticket.state == "empty" or ticket.state == "gone"):
            self._ejected = True
            self._tell(Ejected(ticket.state))
            return
        reserved = {one.id: one for one in self._queues.book.rung_for(self._call)}
        for id in self._offers.keys() - reserved.keys():
            self._tell(Withdrawn(self._offer(self._offers.pop(id))))
        for id in sorted(reserved.keys() - self._offers.keys()):
            self._offers[id] = reserved[id]
            self._tell(self._offer(reserved[id]))
        standing = self._queues.standing(self._call)
        if standing is not None and standing != self.standing:
            self.standing = standing
            self._tell(Moved(standing))

    def _offer(self, reserved: Reservation) -> Offer:
        return Offer(reserved.id, reserved.extension, self._queues.number(reserved.extension))

    def _tell(self, news: QueueNews) -> None:
        self._news.append(news)
        self._comes.set()
