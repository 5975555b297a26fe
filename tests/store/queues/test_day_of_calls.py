"""Calls of two processes over one database, in virtual time: an hour here, the whole day in tests/soak."""

import asyncio

import pytest
from tests.kit.examples import examples
from tests.kit.halting_loop import run_halting
from tests.kit.queue_day import AGENTS, Day, assert_nobody_has_two
from tests.kit.queue_stays import assert_in_order, assert_told_what_is_true, statistics

pytestmark = pytest.mark.api

CALLS = examples(60)


def test_what_calls_of_two_processes_meet_is_what_counting_says(database_url: str) -> None:
    check_day(database_url, CALLS)


def check_day(url: str, count: int) -> Day:
    """Order, announcements and statistics are right, nobody has two callers, and nothing is left over."""

    async def main() -> set[str]:
        await day.run()
        return {one.get_name() for one in asyncio.all_tasks() if one is not asyncio.current_task()}

    day = Day(url, count)
    assert run_halting(main()) == set()
    assert len(day.calls) == count
    assert_nobody_has_two(day.calls)
    found = day.stays
    assert_in_order(found)
    assert_told_what_is_true(found, day.queue, AGENTS)
    expected = statistics(found, since=day.began, until=day.over, sla_s=day.queue.sla_s)
    assert {name: getattr(day.report, name) for name in expected} == expected
    assert day.rows_left == 0
    return day
