"""What the events of calls are summed up to, on every database."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import START

from switchboard import errors
from switchboard.call.events import CallEvent
from switchboard.call.legs import legs_of
from switchboard.call.record import EventRow, OpenedRow
from switchboard.call.tally import CallTally, Count, quarter_of
from switchboard.simulation import simulate
from switchboard.store.calls import digest as module
from switchboard.store.calls.digest import CallDigest, EndedCall
from switchboard.store.calls.finding import CallFilter
from switchboard.store.calls.legs import ALL_LEGS, LegLog
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.sums import Period, instant_of, read_sums
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call_event, call_sum

pytestmark = pytest.mark.interop
Sums = Mapping[tuple[int, int, str, str], tuple[int, int, int]]
EVENTS = {
    case.name: simulate(case.configuration, case.scenario, START, limits=case.limits)
    for case in ALL[::20]
    if not case.name.startswith("many")
}

SINGLE = {name for name, events in EVENTS.items() if sum(event.type == "call_started" for event in events) == 1}
"""Those of one call: of several their events are mixed."""


@pytest.fixture
def log(database: Database) -> CallLog:
    return CallLog(database, "node-1")


async def open_calls(log: CallLog, *, test: bool = False) -> None:
    await log.write([OpenedRow(name, 1, START, "1", "", "2", test=test) for name in EVENTS])


def rows(part: slice = slice(None)) -> list[EventRow]:
    """A part of the events of all calls, in the order in which they happened."""
    found = [EventRow.of(name, seq, event) for name, events in EVENTS.items() for seq, event in enumerate(events)]
    return sorted(found, key=lambda row: row.at)[part]


async def sums(database: Database) -> Sums:
    async with database.read() as connection:
        found = await connection.execute(select(call_sum).where(call_sum.c.quarters == 1))
        return {(one.object, one.slot, one.measure, one.detail): tuple(one[6:]) for one in found}


async def legs(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """What is kept of the legs of each call, in order."""
    kept: dict[str, list[tuple[object, ...]]] = {}
    for found in (await LegLog(database).page(1, ALL_LEGS, skip=0, limit=1000))[1]:
        one = found.leg
        values = (one.kind, one.caller, one.callee, one.started_at, one.disposition, one.ring_ms, one.talk_ms)
        kept.setdefault(found.call.id, []).append(values)
    return {name: legs for name, legs in kept.items() if name in SINGLE}


def expected_legs() -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [
            (one.kind, one.caller.number, one.number, one.started_at, one.disposition, one.ring_ms, one.talk_ms)
            for one in legs_of(events)
        ]
        for name, events in EVENTS.items()
        if name in SINGLE
    }


def expected(calls: Mapping[str, Sequence[CallEvent]] = EVENTS) -> Sums:
    times, took, longest = Counter[Count](), Counter[Count](), Counter[Count]()
    for events in calls.values():
        tally = CallTally()
        for count in (count for event in events for count in tally.see(event)):
            key = Count(count.object, count.quarter, count.measure, count.detail)
            times[key] += 1
            took[key] += count.took_ms
            longest[key] = max(longest[key], count.took_ms)
    return {(key.object, key.quarter, key.measure, key.detail): (times[key], took[key], longest[key]) for key in times}


async def test_sums_are_those_of_the_events(database: Database, log: CallLog) -> None:
    await open_calls(log)
    await log.write(rows())
    await CallDigest(database).catch_up()
    assert await sums(database) == expected()


async def test_who_goes_on_in_the_middle_of_calls_counts_the_same(
    database: Database, log: CallLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part of the events is digested by a process that has seen none of those before, page after page."""
    monkeypatch.setattr(module, "PAGE", 7)
    monkeypatch.setattr(module, "MOST_CALLS", 3)
    await open_calls(log)
    middle = len(rows()) // 2
    for part in (slice(None, middle), slice(middle, None)):
        await log.write(rows(part))
        await CallDigest(database).catch_up()
    assert await sums(database) == expected()
    assert await legs(database) == expected_legs()


async def test_several_who_digest_at_once_count_everything_once(
    database: Database, log: CallLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 20)
    await open_calls(log)
    digests = [CallDigest(database) for _ in range(3)]
    for part in (slice(None, 100), slice(100, 200), slice(200, None)):
        await log.write(rows(part))
        await asyncio.gather(*(digest.catch_up() for digest in digests))
    assert await sums(database) == expected()
    assert await legs(database) == expected_legs()


async def test_a_call_that_is_over_is_told_of_once(
    database: Database, log: CallLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever digests, and in however many pages."""
    monkeypatch.setattr(module, "PAGE", 7)
    await open_calls(log)
    told: list[str] = []
    digests = [CallDigest(database) for _ in range(2)]
    for digest in digests:
        digest.on_end = lambda ended: told.append(ended.id)
    middle = len(rows()) // 2
    for part, digest in zip((slice(None, middle), slice(middle, None)), digests, strict=True):
        await log.write(rows(part))
        await digest.catch_up()
    assert Counter(name for name in told if name in SINGLE) == Counter(SINGLE)


async def test_a_transaction_that_fails_leaves_nothing(
    database: Database, log: CallLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = CallDigest(database)
    await open_calls(log)
    await log.write(rows())

    def fails(page: object) -> None:
        raise errors.Unavailable("gone")

    with monkeypatch.context() as patch:
        patch.setattr(module._Page, "_write_objects", fails)
        with pytest.raises(errors.Unavailable):
            await digest.catch_up()
        assert await digest.catch_up_within(1) == len(rows())
    assert await sums(database) == {}
    assert await digest.catch_up_within(10) == 0
    assert await sums(database) == expected()


async def test_test_calls_count_in_no_sum_and_are_found(database: Database, log: CallLog) -> None:
    digest, told = CallDigest(database), list[EndedCall]()
    digest.on_end = told.append
    await open_calls(log, test=True)
    await log.write(rows())
    await digest.catch_up()
    assert (await sums(database), await legs(database), told) == ({}, {}, [])
    assert await log.page(1, limit=1, wanted=CallFilter(outcome="answered"))


async def test_an_event_of_another_version_is_passed_over(database: Database, log: CallLog) -> None:
    await open_calls(log)
    name = next(iter(EVENTS))
    strange = [
        {"call": name, "seq": seq, "at": START, "type": kind, "data": {}}
        for seq, kind in enumerate(("call_started", "from_the_future", "call_ended"))
    ]
    async with database.write() as connection:
        await connection.execute(insert(call_event), strange)
    assert await CallDigest(database).catch_up_within(5) == 0
    assert await sums(database) == {}


async def test_sums_of_a_period(database: Database) -> None:
    """Whole quarters, both over the period and each; another tenant's are another's."""
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    quarter = quarter_of(noon)
    await put_sums(database, range(quarter, quarter + 4))
    period = Period.around(noon + timedelta(minutes=16), noon + timedelta(minutes=31))
    assert (period.since, period.until) == (instant_of(quarter + 1), instant_of(quarter + 3))
    (found,) = await read_sums(database, 1, period, objects=[5, 6])
    assert (found.times, found.took_ms, found.longest_ms, found.at) == (4, 60, 20, None)
    each = await read_sums(database, 1, period, objects=[5], by_quarter=True)
    assert [one.at for one in each] == [instant_of(quarter + 1), instant_of(quarter + 2)]
    assert await read_sums(database, 2, period, objects=[5]) == []
    assert await read_sums(database, 1, period, objects=[6]) == []


@pytest.mark.parametrize("hours", [(0, 1), (0, 24), (5, 30), (0, 48), (23.75, 49), (5, 100), (24, 72), (30, 31.25)])
async def test_days_and_quarters_add_up_to_the_period(database: Database, hours: tuple[float, float]) -> None:
    """Whatever a period cuts, it has each quarter of an hour once."""
    begin = datetime(2026, 1, 5, tzinfo=UTC)
    first = quarter_of(begin) - 50
    await put_sums(database, range(first, first + 500))
    period = Period.around(begin + timedelta(hours=hours[0]), begin + timedelta(hours=hours[1]))
    (found,) = await read_sums(database, 1, period, objects=[5])
    assert found.times == 2 * 4 * (hours[1] - hours[0])


async def put_sums(database: Database, quarters: Iterable[int]) -> None:
    """The same count in each quarter, as the digest writes it."""
    one = {"tenant": 1, "object": 5, "measure": "key", "detail": "1", "longest_ms": 20}
    days = Counter(quarter // 96 for quarter in quarters)
    spans = [(1, quarter, 1) for quarter in quarters] + [(96, day, times) for day, times in days.items()]
    values = [
        {**one, "quarters": quarters, "slot": slot, "times": 2 * times, "took_ms": 30 * times}
        for quarters, slot, times in spans
    ]
    async with database.write() as connection:
        await connection.execute(insert(call_sum), values)
