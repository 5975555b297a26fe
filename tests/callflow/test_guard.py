"""The loop guard's counting."""

import pytest

from switchboard.callflow.guard import Guard
from switchboard.callflow.session import Limits

pytestmark = pytest.mark.unit


def test_the_standard_limits() -> None:
    guard = Guard(Limits())
    assert [guard.enter(1) for _ in range(50)] == [None] * 50
    assert guard.enter(1) == "visits"


def test_depth_counts_menus_on_the_way() -> None:
    guard = Guard(Limits())
    assert [guard.enter(ivr) for ivr in range(1, 21)] == [None] * 20
    assert guard.enter(21) == "depth"


def test_coming_back_is_no_deeper() -> None:
    guard = Guard(Limits(depth=2))
    assert [guard.enter(ivr) for ivr in (1, 2, 1, 3, 1, 2, 2)] == [None] * 7
    assert guard.enter(3) == "depth"


def test_no_time_left() -> None:
    guard = Guard(Limits())
    guard.time_left_s = 0.0
    assert guard.enter(1) == "time"
