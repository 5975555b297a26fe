"""Wishes for calls that are kept, and when they are tried, on every database."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import cast, get_args

import pytest
from tests.api.support import SetClock
from tests.kit.processes import until

from switchboard import errors
from switchboard.call.tries import Retry, TryOutcome
from switchboard.callflow.may_call import Barred
from switchboard.callflow.placing import Plan, Unplaceable
from switchboard.engine.control_lines import Refused
from switchboard.engine.placed_call_control import PlaceCall, Placed
from switchboard.processes.kept_calls import NOT_NOW_S, KeptCalls
from switchboard.processes.placed_calls import NO_ATTEMPT, Attempt
from switchboard.processes.placing_bounds import Bounds
from switchboard.store.calls.wishes import KeptWish, Try, Wishes
from switchboard.store.db.database import Database

pytestmark = pytest.mark.interop
NOW = SetClock().now()
TWICE = Retry(times=2, after_s=60)
PLAN = cast(Plan, object())
Course = TryOutcome | Refused | Barred | None


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def wish(retry: Retry | None = TWICE, at: datetime | None = None) -> PlaceCall:
    return PlaceCall(tenant=1, by="native:crm", address="", first="6500", then="555", retry=retry, not_before=at)


class Line:
    """Places calls that become of what `courses` say; one of None rings until somebody hangs it up."""

    def __init__(self, *courses: Course) -> None:
        self.courses = deque(courses)
        self.placed: list[Attempt] = []
        self.hung_up: list[str] = []
        self.plan: Plan | Barred | Unplaceable = PLAN

    async def planned(self, command: PlaceCall) -> Plan | Barred | Unplaceable:
        return self.plan

    async def place(self, command: PlaceCall, attempt: Attempt = NO_ATTEMPT) -> Placed | Refused:
        course = self.courses.popleft()
        if isinstance(course, Refused):
            return course
        if isinstance(course, Barred):
            attempt.over("not_called")
            return self.forbid(command, course)
        self.placed.append(attempt)
        if course is not None:
            attempt.over(course)
        return Placed(call=f"call-{len(self.placed)}")

    def forbid(self, command: PlaceCall, barred: Barred) -> Placed:
        return Placed(call="forbidden", forbidden=barred.reason)

    def hang_up(self, call: str, tenant: int) -> bool:
        self.hung_up.append(call)
        return True


class Office:
    """One machine that keeps wishes, and a clock that is set."""

    def __init__(self, database: Database, line: Line, most: int, asks: int) -> None:
        self.wishes = Wishes(database)
        self.clock = SetClock()
        self.line = line
        self.kept = KeptCalls(self.wishes, line, self.clock, "node", Bounds(9, asks, self.clock.monotonic_s), most)

    async def keeps(self, command: PlaceCall) -> str:
        placed = await self.kept.place(command)
        assert isinstance(placed, Placed) and placed.wish, placed
        return placed.wish

    async def until(self, id: str, fits: Callable[[KeptWish], bool]) -> KeptWish:
        """Wait until the wish is as it should be."""
        found: list[KeptWish] = []

        async def does_fit() -> bool:
            found.append(await self.wishes.get(1, id))
            return fits(found[-1])

        await until(does_fit)
        return found[-1]

    async def settled(self, id: str, state: str, tries: int) -> KeptWish:
        """Wait until the wish is in that state after so many tries."""
        return await self.until(id, lambda one: (one.state, len(one.tries)) == (state, tries))

    def pass_time(self, seconds: float) -> None:
        self.clock.move(seconds)
        self.kept.wake()


@pytest.fixture
async def offices(database: Database) -> AsyncIterator[list[Office]]:
    """Those that a test has started are stopped."""
    started: list[Office] = []
    yield started
    for one in started:
        await one.kept.stop()
        await one.kept.close()


def opened(offices: list[Office], database: Database, *courses: Course, most: int = 9, asks: int = 99) -> Office:
    office = Office(database, Line(*courses), most, asks)
    offices.append(office)
    office.kept.start()
    return office


async def test_a_wish_is_tried_until_somebody_answers(offices: list[Office], database: Database) -> None:
    office = opened(offices, database, "busy", "no_answer", "answered")
    id = await office.keeps(wish())
    waiting = await office.settled(id, "waiting", 1)
    assert (waiting.outcome, waiting.due_at) == ("busy", after(60))
    office.pass_time(59)
    office.pass_time(1)
    await office.settled(id, "waiting", 2)
    office.pass_time(60)
    reached = await office.settled(id, "reached", 3)
    assert [(one.call, one.outcome) for one in reached.tries] == [
        ("call-1", "busy"),
        ("call-2", "no_answer"),
        ("call-3", "answered"),
    ]
    assert [(one.wish, one.count) for one in office.line.placed] == [(id, 1), (id, 2), (id, 3)]


async def test_after_which_outcomes_there_is_another_try(offices: list[Office], database: Database) -> None:
    outcomes = get_args(TryOutcome)
    office = opened(offices, database, *outcomes, most=99)
    state = {"busy": "waiting", "machine": "waiting", "interrupted": "waiting", "answered": "reached", "ended": "ended"}
    for outcome in outcomes:
        id = await office.keeps(wish(Retry(times=1, after_s=60, on=("busy", "machine"))))
        await office.settled(id, state.get(outcome, "failed"), 1)


async def test_no_try_is_left(offices: list[Office], database: Database) -> None:
    office = opened(offices, database, "busy", "busy")
    id = await office.keeps(wish(Retry(times=1, after_s=60)))
    await office.settled(id, "waiting", 1)
    office.pass_time(60)
    await office.settled(id, "failed", 2)
    assert await office.wishes.next_due() is None


async def test_a_wish_for_later_waits_and_is_tried_once(offices: list[Office], database: Database) -> None:
    office = opened(offices, database, "busy")
    id = await office.keeps(wish(None, after(3600)))
    office.pass_time(3599)
    assert (await office.wishes.get(1, id)).state == "waiting"
    office.pass_time(1)
    await office.settled(id, "failed", 1)


async def test_what_cannot_begin_now_counts_as_no_try(offices: list[Office], database: Database) -> None:
    office = opened(offices, database, Refused(reason="too-many-placed-calls"), "answered")
    id = await office.keeps(wish())
    found = await office.until(id, lambda one: one.due_at != NOW)
    assert (found.state, found.tries, found.due_at) == ("waiting", (), after(NOT_NOW_S))
    office.pass_time(NOT_NOW_S)
    await office.settled(id, "reached", 1)


async def test_a_try_waits_for_the_hours_and_ends_with_the_list(offices: list[Office], database: Database) -> None:
    office = opened(offices, database, Barred("do_not_call", "555", 9, "objectors"))
    office.line.plan = Barred("calling_hours", "555", opens_at=after(7200))
    id = await office.keeps(wish())
    await office.until(id, lambda one: one.due_at == after(7200))
    office.line.plan = PLAN
    office.pass_time(7200)
    failed = await office.settled(id, "failed", 1)
    assert (failed.outcome, failed.tries[0].call) == ("not_called", "forbidden")


async def test_what_can_never_be_is_refused_at_once(offices: list[Office], database: Database) -> None:
    office = opened(offices, database, most=2, asks=5)
    office.line.plan = "no-such-callee"
    assert await office.kept.place(wish()) == Refused(reason="no-such-callee")
    office.line.plan = Barred("do_not_call", "555", 9, "objectors")
    assert await office.kept.place(wish()) == Placed(call="forbidden", forbidden="do_not_call")
    office.line.plan = Barred("calling_hours", "555")
    assert await office.kept.place(wish()) == Placed(call="forbidden", forbidden="calling_hours")
    office.line.plan = PLAN
    for _ in range(2):
        await office.keeps(wish(None, after(60)))
    assert await office.kept.place(wish(None, after(60))) == Refused(reason="too-many-kept-calls")
    assert await office.kept.place(wish()) == Refused(reason="too-many-placed-calls")


async def test_who_ends_a_wish_ends_its_tries(offices: list[Office], database: Database) -> None:
    office = opened(offices, database, None)
    id = await office.keeps(wish())
    await office.settled(id, "calling", 1)
    was = await office.wishes.end(1, id)
    assert (was.state, was.tries[-1].call) == ("calling", "call-1")
    office.line.placed[0].over("ended")
    found = await office.until(id, lambda one: one.tries[-1].outcome == "ended")
    assert (found.state, await office.wishes.next_due()) == ("ended", None)
    with pytest.raises(errors.NotFound):
        await office.wishes.end(2, id)
    with pytest.raises(errors.NotFound):
        await office.wishes.get(2, id)


async def test_a_restart_tries_again_what_it_interrupted(offices: list[Office], database: Database) -> None:
    wishes = Wishes(database)
    ids = [await wishes.keep(1, "x", wish().model_dump(mode="json"), NOW, NOW, 9) for _ in range(2)]
    for taken, node in zip(ids, ("node", "other"), strict=True):
        assert taken is not None
        assert [one.id for one in await wishes.take_due(NOW, node, 1)] == [taken]
        assert await wishes.began(taken, [Try("call-0", NOW.isoformat())])
    office = opened(offices, database)
    assert ids[0] is not None and ids[1] is not None
    again = await office.settled(ids[0], "waiting", 1)
    assert (again.tries[0].outcome, again.due_at) == ("interrupted", after(60))
    assert (await wishes.get(1, ids[1])).state == "calling"


async def test_takers_at_once_never_have_the_same(database: Database) -> None:
    wishes = Wishes(database)
    for _ in range(12):
        await wishes.keep(1, "x", wish().model_dump(mode="json"), NOW, NOW, 99)
    taken = await asyncio.gather(*(wishes.take_due(NOW, "node", 4) for _ in range(4)))
    ids = [one.id for some in taken for one in some]
    rest = await wishes.take_due(NOW, "node", 99)
    assert len({*ids, *(one.id for one in rest)}) == len(ids) + len(rest) == 12


async def test_what_is_over_is_forgotten(database: Database) -> None:
    wishes = Wishes(database)
    first, second = [await wishes.keep(1, "x", {}, NOW, after(at), 9) for at in (0, 50)]
    assert first is not None and second is not None
    await wishes.end(1, first)
    await wishes.purge(after(100))
    assert [one.id for one in await wishes.page(1, limit=9)] == [second]
