"""Requests are counted one by one for each who asks."""

import pytest

from switchboard.api.rate import RateLimit

from .support import SetClock

pytestmark = pytest.mark.unit


def taken(limit: RateLimit, who: str, times: int) -> list[int]:
    return [limit.take(who) for _ in range(times)]


def test_so_many_at_once_and_then_at_an_even_pace() -> None:
    clock = SetClock()
    limit = RateLimit(60, clock)
    assert taken(limit, "a", 61) == [0] * 60 + [1]
    clock.move(2)
    assert taken(limit, "a", 3) == [0, 0, 1]
    clock.move(3600)
    assert taken(limit, "a", 61) == [0] * 60 + [1]


def test_how_long_to_wait() -> None:
    clock = SetClock()
    limit = RateLimit(2, clock)
    assert taken(limit, "a", 3) == [0, 0, 30]
    clock.move(20)
    assert taken(limit, "a", 1) == [10]
    clock.move(10)
    assert taken(limit, "a", 2) == [0, 30]


def test_each_for_itself() -> None:
    limit = RateLimit(1, SetClock())
    assert taken(limit, "a", 2) == [0, 60]
    assert taken(limit, "b", 2) == [0, 60]


def test_only_the_last_are_remembered() -> None:
    limit = RateLimit(1, SetClock(), remembered=2)
    assert [limit.take(who) for who in "abacb"] == [0, 0, 60, 0, 0]


@pytest.mark.parametrize("seconds", [-3600, 7200])
def test_a_clock_that_is_set_changes_nothing(seconds: float) -> None:
    clock = SetClock()
    limit = RateLimit(2, clock)
    limit.take("a")
    clock.set(seconds)
    assert taken(limit, "a", 2) == [0, 30]
