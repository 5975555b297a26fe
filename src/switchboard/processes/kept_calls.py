"""Calls that are placed later, or again: wishes that are kept, and tried when they are due."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

import structlog

from switchboard.call.tries import TryOutcome
from switchboard.callflow.may_call import Barred
from switchboard.callflow.placing import Plan, Unplaceable
from switchboard.clock import Clock
from switchboard.engine.control_lines import Refused
from switchboard.engine.placed_call_control import PlaceCall, Placed
from switchboard.errors import Unavailable
from switchboard.processes.placed_calls import NO_ATTEMPT, Attempt
from switchboard.processes.placing_bounds import Bounds
from switchboard.store.calls.wishes import KeptWish, Try, Wishes, WishState

log = structlog.get_logger()

T = TypeVar("T")

LOOK_S: Final = 10.0
"""How often it is looked whether another machine has left something due."""
NOT_NOW_S: Final = 20.0
"""After so long a wish is tried that was due when no call could begin."""
DATABASE_S: Final = 2.0
AT_ONCE: Final = 20
CLOSE_S: Final = 3.0
NEVER_OPEN: Final = "calling_hours"
_PASSING: Final = ("too-many-placed-calls", "unavailable", "no-more-calls")


class Places(Protocol):
    """Places calls."""

    async def planned(self, command: PlaceCall) -> Plan | Barred | Unplaceable: ...
    async def place(self, command: PlaceCall, attempt: Attempt = NO_ATTEMPT) -> Placed | Refused: ...
    def forbid(self, command: PlaceCall, barred: Barred) -> Placed: ...
    def hang_up(self, call: str, tenant: int) -> bool: ...


@dataclass(frozen=True, slots=True)
class Next:
    """How a try has ended, and what comes after it: the state of the wish, and when the next try is due."""

    outcome: str
    state: WishState
    due_at: datetime | None = None


class KeptCalls:
    """The wishes of all tenants, as far as this machine (`node`) tries them; each client keeps at most `most`, and asks
    for new ones as `bounds` say.
    """

    def __init__(self, wishes: Wishes, places: Places, clock: Clock, node: str, bounds: Bounds, most: int) -> None:
        self._wishes = wishes
        self._places = places
        self._clock = clock
        self._node = node
        self._bounds = bounds
        self._most = most
        self._woken = asyncio.Event()
        self._tries: set[asyncio.Task[None]] = set()
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Try what is due, from now on."""
        self._running = asyncio.create_task(self._run(), name="kept-calls")

    async def stop(self) -> None:
        """Begin no further try; those that go on are settled when their calls end."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def close(self) -> None:
        """After `stop`, and when all calls have ended. What is not written by then is known at the next start."""
        if self._tries:
            await asyncio.wait(self._tries, timeout=CLOSE_S)
        for task in self._tries:
            task.cancel()
        await asyncio.gather(*self._tries, return_exceptions=True)

    def wake(self) -> None:
        """Look now whether anything is due."""
        self._woken.set()

    async def place(self, command: PlaceCall) -> Placed | Refused:
        """Place a call now, or keep the wish for later."""
        return await (self._keep(command) if command.is_kept else self._places.place(command))

    async def _keep(self, command: PlaceCall) -> Placed | Refused:
        """A wish that could never be carried out is refused at once; one that only has to wait is kept."""
        try:
            plan = await self._places.planned(command)
            if isinstance(plan, str):
                return Refused(reason=plan)
            if not self._bounds.ask((command.tenant, command.by)):
                return Refused(reason="too-many-placed-calls")
            if isinstance(plan, Barred) and plan.opens_at is None:
                return self._places.forbid(command, plan)
            now = self._clock.now()
            due_at = max(now, command.not_before or now)
            kept = command.model_dump(mode="json")
            id = await self._wishes.keep(command.tenant, command.by, kept, now, due_at, self._most)
        except Unavailable:
            return Refused(reason="unavailable")
        if id is None:
            return Refused(reason="too-many-kept-calls")
        self.wake()
        return Placed(wish=id)

    async def take_over(self, node: str) -> None:
        """That machine has died while it called for some: they are called again, as after any failure. Raises
        Unavailable.
        """
        for wish in await self._wishes.interrupted(node):
            tries = _ended(wish.tries, "interrupted")
            await self._settle(wish, tries, self._after("interrupted", wish, tries))
        self.wake()

    async def _run(self) -> None:
        await _until_written(lambda: self.take_over(self._node))
        while True:
            wait_s = LOOK_S
            with suppress(Unavailable):
                wait_s = await self._take()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._woken.wait()
            self._woken.clear()

    async def _take(self) -> float:
        """Begin the tries that are due; returns how long there are none."""
        due_at, now = await self._wishes.next_due(), self._clock.now()
        if due_at is None or due_at > now:
            return LOOK_S if due_at is None else min(LOOK_S, (due_at - now).total_seconds())
        for wish in await self._wishes.take_due(now, self._node, AT_ONCE):
            task = asyncio.create_task(self._try(wish), name=f"wish-{wish.id}")
            self._tries.add(task)
            task.add_done_callback(self._tries.discard)
        return 0.0

    async def _try(self, wish: KeptWish) -> None:
        """Call now, if it may be, and settle the wish when the call is over."""
        command = PlaceCall.model_validate(wish.command)
        over: asyncio.Future[TryOutcome] = asyncio.get_running_loop().create_future()

        def tell(outcome: TryOutcome) -> None:
            if not over.done():
                over.set_result(outcome)

        placed = await self._begin(command, Attempt(wish.id, len(wish.tries) + 1, tell))
        if isinstance(placed, Next):
            await self._settle(wish, wish.tries, replace(placed, outcome=placed.outcome or wish.outcome))
            return
        tries = (*wish.tries, Try(placed.call, self._clock.now().isoformat()))
        if not await _until_written(lambda: self._wishes.began(wish.id, tries)):
            self._places.hang_up(placed.call, wish.tenant)
        outcome = await over
        tries = _ended(tries, outcome)
        await self._settle(wish, tries, self._after(outcome, wish, tries))

    async def _begin(self, command: PlaceCall, attempt: Attempt) -> Placed | Next:
        """The call of a try; else what comes instead of it."""
        later = Next("", "waiting", self._clock.now() + timedelta(seconds=NOT_NOW_S))
        try:
            plan = await self._places.planned(command)
        except Unavailable:
            return later
        if isinstance(plan, Barred) and plan.reason == "calling_hours":
            return Next(NEVER_OPEN, "failed") if plan.opens_at is None else Next("", "waiting", plan.opens_at)
        placed = await self._places.place(command, attempt)
        if isinstance(placed, Refused):
            return later if placed.reason in _PASSING else Next(placed.reason, "failed")
        return placed

    def _after(self, outcome: TryOutcome, wish: KeptWish, tries: Sequence[Try]) -> Next:
        """What comes after a try."""
        command = PlaceCall.model_validate(wish.command)
        retry = command.retry
        again = outcome == "interrupted" or (retry is not None and outcome in retry.on)
        if again and len(tries) <= (0 if retry is None else retry.times):
            wait_s = 0.0 if retry is None else retry.after_s
            return Next(outcome, "waiting", self._clock.now() + timedelta(seconds=wait_s))
        if outcome == "ended":
            return Next(outcome, "ended")
        has_heard = outcome == "machine" and command.after_answer != "hang_up"
        return Next(outcome, "reached" if outcome == "answered" or has_heard else "failed")

    async def _settle(self, wish: KeptWish, tries: Sequence[Try], further: Next) -> None:
        await _until_written(
            lambda: self._wishes.settle(wish.id, tries, further.outcome, further.state, further.due_at)
        )
        if further.due_at is not None:
            self.wake()


async def _until_written(write: Callable[[], Awaitable[T]]) -> T:
    """Again and again while the database is away."""
    while True:
        try:
            return await write()
        except Unavailable:
            await asyncio.sleep(DATABASE_S)


def _ended(tries: Sequence[Try], outcome: TryOutcome) -> tuple[Try, ...]:
    """The same, of which the last has ended so."""
    return (*tries[:-1], replace(tries[-1], outcome=outcome)) if tries else ()
