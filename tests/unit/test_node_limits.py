"""The arithmetic of the bench of several nodes."""

from dataclasses import replace

import pytest
from bench.database_work import Work
from bench.node_limits import BUSY, Costs, limits, lines, plan

pytestmark = pytest.mark.unit

COSTS = Costs(
    node_call_s=0.0035,
    database_call_s=0.001,
    locked_call_s=0.0001,
    summed_call_s=0.00035,
    log_call=5000.0,
    idle_node_s=0.002,
    connections=16.0,
    database_refresh_s=0.003,
)


def test_a_node_takes_what_its_share_of_a_core_allows() -> None:
    assert COSTS.calls_a_node == pytest.approx(200)


def test_the_database_works_for_calls_for_nodes_and_for_phones() -> None:
    assert COSTS.database_cores(10, 0) == pytest.approx(0.02)
    assert COSTS.database_cores(10, 1000) == pytest.approx(1.02)
    assert COSTS.database_cores(10, 1000, phones=10_000) == pytest.approx(1.12)


def test_what_a_database_carries_is_what_keeps_it_as_busy_as_allowed() -> None:
    carried = COSTS.calls_of_database(4, 20)
    assert COSTS.database_cores(20, carried) == pytest.approx(BUSY * 4)
    assert COSTS.calls_of_database(1, 1000) == 0.0


def test_limits_come_in_the_order_in_which_growth_meets_them() -> None:
    found = limits(COSTS, 4)
    assert [limit.nodes for limit in found] == sorted(limit.nodes for limit in found)
    assert {limit.name: limit.nodes for limit in found} == {
        "4 cores of the database": 13,
        "the lock of the record of calls": 35,
        "sums of calls that come in time": 10,
        "50 MB/s of WAL": 35,
        "100 connections, as PostgreSQL is set": 6,
    }
    assert {limit.nodes for limit in limits(replace(COSTS, connections=1.0), 1)} >= {3, 100}


def test_lines_of_the_plot_begin_with_the_first_node_and_never_fall_below_nothing() -> None:
    drawn = lines(replace(COSTS, idle_node_s=0.1))
    assert drawn["the nodes"][-1] == pytest.approx((20, 4000))
    assert all(up >= 0 for line in drawn.values() for _, up in line)


def test_a_plan_counts_the_phones_of_all_nodes() -> None:
    assert next(plan(COSTS, phones_a_node=3000)) == pytest.approx((1, 200, 0.2 + 0.002 + 0.03))


def test_work_is_counted_from_a_moment_and_shared_among_calls() -> None:
    before, after = Work(cpu_s=1.0, statements=10), Work(cpu_s=3.0, statements=30, wal=4096)
    assert (after - before) * 0.5 == Work(cpu_s=1.0, statements=10, wal=2048)
