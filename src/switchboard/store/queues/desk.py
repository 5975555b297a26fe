"""The queues of one tenant as the calls of this process use them.

A task carries out what calls want, in order: as many wishes as have come, in one change of the book, which also says
who rings now. So no call waits for the database, and what a caller wants who hangs up is carried out after him.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from functools import partial
from typing import Any, Literal

import structlog
from sqlalchemy.exc import SQLAlchemyError

from switchboard.call.queue import LeaveReason, Refused
from switchboard.errors import Unavailable
from switchboard.model import queue_agents, queue_callers
from switchboard.model.queue_book import Book
from switchboard.model.queue_rows import Facts, OtherCall, Reservation, Ticket
from switchboard.store.queues.books import Books, Work
from switchboard.store.queues.place import WaitingPlace
from switchboard.store.queues.wishes import Joined, Ours, Settled, Wish, carried_out

_log = structlog.get_logger(__name__)

PATIENCE_S = 3.0
"""How long a caller waits for the database to give him a place."""

FIRST_RETRY_S = 0.2
LAST_RETRY_S = 2.0
SPREAD_S = 0.05
"""By up to so much machines ask later than they might, so that they do not ask all at once."""


class QueueDesk:
    """Implements `callflow.ports.Queues` for one tenant.

    `number` is that of an extension now, "" if it is gone. `agents` are the extensions that queues may ring now.
    `waits` is told when somebody has got a place. Nobody waits longer than `patience_s` for the database.
    """

    def __init__(
        self,
        books: Books,
        tenant: int,
        number: Callable[[int], str],
        agents: Callable[[], frozenset[int]],
        waits: Callable[[], None] = lambda: None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._books = books
        self._tenant = tenant
        self._number = number
        self._agents = agents
        self._waits = waits
        self._patience_s = patience_s
        self._wishes: list[Wish] = []
        self._places: dict[str, WaitingPlace] = {}
        self._calls: Counter[tuple[int, str]] = Counter()
        self._woken = asyncio.Event()
        self._ask_at_s: float | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many calls of this process have a place, or talk to an agent by it."""
        return len(self._places)

    @asynccontextmanager
    async def join(self, queue: int, call: str, caller: str, *, priority: int) -> AsyncIterator[WaitingPlace | Refused]:
        ticket_at = partial(Ticket, call, queue, self._books.incarnation, caller, priority, 0)
        done = self._put(call, partial(_join, ticket_at), joins=True)
        reason: LeaveReason = "system"
        try:
            try:
                async with asyncio.timeout(self._patience_s):
                    joined = await done
            except TimeoutError:
                raise Unavailable("the queue gives nobody a place") from None
            yield joined
        except asyncio.CancelledError:
            reason = "caller"
            raise
        finally:
            # The place may be there already when the task is cancelled in the instant before.
            place = done.result() if done.done() and not done.cancelled() else None
            if isinstance(place, WaitingPlace):
                place.close(reason)

    @contextmanager
    def in_call(self, extension: int, call: str) -> Iterator[None]:
        if extension not in self._agents():
            yield
            return
        key, row = (extension, call), OtherCall(extension, call, self._books.incarnation)
        self._calls[key] += 1
        self.put(call, lambda book, facts, now: book.other_calls.__setitem__(key, row))
        try:
            yield
        finally:
            self._calls[key] -= 1
            if not self._calls[key]:
                del self._calls[key]
                self.put(call, lambda book, facts, now: _forget(book, key))

    async def toggle_login(self, extension: int, queue: int | None) -> Literal["logged-in", "logged-out", "not-agent"]:
        by = f"phone:{self._number(extension)}"
        done = self._put("", lambda book, facts, now: queue_agents.toggle_login(book, extension, queue, facts, by=by))
        changed: Literal["logged-in", "logged-out", "not-agent"] = await self._answered(done)
        return changed

    async def toggle_pause(self, extension: int, queue: int | None) -> Literal["paused", "resumed", "not-agent"]:
        by = f"phone:{self._number(extension)}"
        done = self._put("", lambda book, facts, now: queue_agents.toggle_pause(book, extension, queue, facts, by=by))
        changed: Literal["paused", "resumed", "not-agent"] = await self._answered(done)
        return changed

    def put(self, call: str, work: Work[None]) -> None:
        """Have something carried out, however long the database may be away; never blocks."""
        self._put(call, work)

    def ask(self) -> None:
        """Look at the book again: somebody else has changed it, or what it depends on."""
        if self._places:
            self._ask_at_s = asyncio.get_running_loop().time()
            self._woken.set()

    async def close(self) -> None:
        """Carry out what waits, if the database is there, and stop."""
        if self._task is None:
            return
        # What it was about to change waits again then; a change may be made twice.
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        try:
            if self._wishes:
                await self._round()
        except (Unavailable, SQLAlchemyError):
            _log.warning("queue-changes-lost", tenant=self._tenant, changes=len(self._wishes))
        self._task = None

    async def _answered(self, done: asyncio.Future[Any]) -> Any:
        try:
            async with asyncio.timeout(self._patience_s):
                return await done
        except TimeoutError:
            raise Unavailable("the queues do not answer") from None

    def _put(self, call: str, work: Work[Any], *, joins: bool = False) -> asyncio.Future[Any]:
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._wishes.append(Wish(call, work, done, joins))
        self._woken.set()
        if self._task is None:
            self._task = asyncio.create_task(self._serve(), name=f"queues-of-{self._tenant}")
        return done

    async def _serve(self) -> None:
        delay_s = FIRST_RETRY_S
        while True:
            await self._until_something_is_to_be_done()
            try:
                await self._round()
                delay_s = FIRST_RETRY_S
            except Unavailable:
                await asyncio.sleep(delay_s)
                delay_s = min(2 * delay_s, LAST_RETRY_S)
            except Exception as error:
                # Whatever was wrong, those who wait go on waiting.
                _log.error("queues-not-changed", tenant=self._tenant, error=str(error))
                await self._one_by_one()

    async def _until_something_is_to_be_done(self) -> None:
        while not self._wishes:
            self._woken.clear()
            now_s, at_s = asyncio.get_running_loop().time(), self._ask_at_s
            if at_s is not None and at_s <= now_s:
                return
            try:
                async with asyncio.timeout_at(at_s):
                    await self._woken.wait()
            except TimeoutError:
                return

    async def _round(self) -> None:
        """Carry out all wishes in one change, and tell the calls. Raises Unavailable, and all wishes stay."""
        self._ask_at_s = None
        await self._carry_out_all(self._taken())

    def _taken(self) -> list[Wish]:
        """Take all wishes: nobody else carries them out."""
        wishes = [one for one in self._wishes if not one.done.cancelled()]
        self._wishes = []
        return wishes

    async def _carry_out_all(self, wishes: list[Wish]) -> None:
        """Raises Unavailable and others, and the wishes stay."""
        joins = any(one.joins for one in wishes)
        work = partial(carried_out, wishes, self._ours({one.call for one in wishes}))
        try:
            settled = await self._books.change(self._tenant, work, phones=joins)
        except BaseException:
            self._wishes = [*wishes, *self._wishes]
            raise
        for wish, result in zip(wishes, settled.results, strict=True):
            self._finish(wish, result, settled)
        self._tell(settled)

    def _ours(self, concerned: set[str]) -> Ours:
        """As it is now, apart from the calls that the wishes are about."""
        me = self._books.incarnation
        others = [place for call, place in self._places.items() if call not in concerned]
        return Ours(
            me,
            concerned | self._places.keys() | {call for _, call in self._calls},
            [place.ticket for place in others if place.talk is None],
            [place.talk for place in others if place.talk is not None],
            [OtherCall(extension, call, me) for extension, call in self._calls],
        )

    async def _one_by_one(self) -> None:
        """Find out which wish it is that cannot be carried out, and carry out all others."""
        wishes = self._taken()
        self._ask_at_s = asyncio.get_running_loop().time() + LAST_RETRY_S
        while wishes:
            wish = wishes.pop(0)
            try:
                await self._carry_out_all([wish])
            except Unavailable:
                self._wishes[1:1] = wishes
                return
            except Exception as error:
                _log.error("queue-change-refused", tenant=self._tenant, call=wish.call, error=str(error))
                self._wishes.remove(wish)
                _refuse(wish)

    def _finish(self, wish: Wish, result: Any, settled: Settled) -> None:
        if not isinstance(result, Joined):
            if not wish.done.done():
                wish.done.set_result(Refused(result) if wish.joins else result)
            return
        ticket = settled.book.tickets[wish.call]
        place = WaitingPlace(
            ticket, settled.standings[wish.call], resumed=result.resumed, put=self.put, gone=self._gone
        )
        self._places[wish.call] = place
        self._waits()
        if wish.done.done():
            # The caller has left while he was given the place.
            place.leave("caller")
        else:
            wish.done.set_result(place)

    def _gone(self, call: str) -> None:
        self._places.pop(call, None)

    def _tell(self, settled: Settled) -> None:
        """Let every place see the book, and remember when to ask again."""
        book, rung = settled.book, dict[str, list[Reservation]]()
        for one in book.reservations.values():
            if not one.talking:
                rung.setdefault(one.call, []).append(one)
        for call, place in list(self._places.items()):
            ticket, standing = book.tickets.get(call), settled.standings.get(call, place.standing)
            if ticket is not None:
                place.see(ticket, rung.get(call, ()), standing, self._number)
        self._plan(settled)

    def _plan(self, settled: Settled) -> None:
        times_s: list[float] = []
        if settled.next_in_s is not None and self._places:
            spread_s = SPREAD_S * random.random() if self._books.tick_s else 0.0
            times_s.append(settled.next_in_s + spread_s)
        if self._books.tick_s is not None and (self._places or self._calls):
            times_s.append(self._books.tick_s)
        self._ask_at_s = asyncio.get_running_loop().time() + min(times_s) if times_s else None


def _refuse(wish: Wish) -> None:
    if not wish.done.done():
        wish.done.set_exception(Unavailable("the queues cannot be changed"))
        wish.done.exception()


def _join(ticket_at: Callable[[datetime], Ticket], book: Book, facts: Facts, now: datetime) -> Joined | str:
    last = book.serial
    joined = queue_callers.join(book, ticket_at(now), facts)
    return Joined(joined, resumed=joined.order_no <= last) if isinstance(joined, Ticket) else joined


def _forget(book: Book, key: tuple[int, str]) -> None:
    book.other_calls.pop(key, None)
