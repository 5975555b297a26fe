"""How many calls one source may have."""

import pytest

from switchboard.engine.builtin.quotas import EMERGENCY_CALLS, Quota, Quotas, Ticket

pytestmark = pytest.mark.unit

TRUNK, HERE, THERE = "trunk 1", "192.0.2.1", "192.0.2.2"


class World:
    """Quotas at a time of day."""

    def __init__(self, calls: int = 100, half_open: int = 100, of_all: int = 100) -> None:
        self.now_s = 0.0
        self.told: list[tuple[str, str]] = []
        quota = Quota(calls, half_open, of_all)
        self.quotas = Quotas(quota, lambda: self.now_s, lambda host, source: self.told.append((host, source)))

    def call(self, *sources: str) -> Ticket | None:
        return self.quotas.admit(sources, sources[-1])

    def calls(self, count: int, *sources: str) -> list[Ticket]:
        tickets = [self.call(*sources) for _ in range(count)]
        assert None not in tickets
        return [ticket for ticket in tickets if ticket is not None]


def test_half_open_calls_of_a_source() -> None:
    world = World(half_open=3)
    first, *_ = world.calls(3, TRUNK, HERE)
    assert world.call(TRUNK, THERE) is None
    assert world.call(HERE) is None
    assert world.call(THERE) is not None
    first.establish()
    first.establish()
    world.calls(1, TRUNK, HERE)
    assert world.call(TRUNK, HERE) is None


def test_all_calls_of_a_source() -> None:
    world = World(calls=2)
    first, second = world.calls(2, HERE)
    first.establish()
    second.establish()
    assert world.call(HERE) is None
    first.close()
    first.close()
    world.calls(1, HERE)
    assert world.call(HERE) is None


def test_half_open_calls_of_all_sources() -> None:
    world = World(of_all=2)
    first, _ = world.calls(1, HERE) + world.calls(1, THERE)
    assert world.call("192.0.2.3") is None
    assert world.told == []
    first.close()
    assert world.call("192.0.2.3") is not None
    assert world.call("192.0.2.4") is None


def test_a_call_that_ends_unanswered_is_counted_no_longer() -> None:
    world = World(calls=1, half_open=1, of_all=1)
    for _ in range(3):
        world.calls(1, TRUNK, HERE)[0].close()


def test_a_refused_call_takes_no_place() -> None:
    world = World(calls=1)
    world.calls(1, HERE)
    assert world.call(TRUNK, HERE) is None
    world.calls(1, TRUNK, THERE)


def test_a_flood_is_told_once() -> None:
    world = World(calls=1)
    world.calls(1, HERE)
    for _ in range(100):
        world.now_s += 1
        world.call(HERE)
    assert world.told == [(HERE, HERE)]
    world.now_s += 61
    world.call(HERE)
    assert world.told == [(HERE, HERE)] * 2


def test_few_ports_mean_smaller_quotas() -> None:
    assert Quota(1000, 100, 2000).within(5000) == Quota(1000, 100, 2000)
    assert Quota(1000, 100, 2000).within(200) == Quota(150, 25, 100)
    assert Quota(1000, 100, 2000).within(1) == Quota(1, 1, 1)


def test_emergency_calls_are_let_in_beyond_the_quota_but_not_without_end() -> None:
    world = World(calls=2, of_all=3)
    world.calls(2, HERE)
    assert world.call(HERE) is None
    pressing = [world.quotas.admit([HERE], HERE, emergency=True) for _ in range(EMERGENCY_CALLS + 1)]
    assert [ticket is not None for ticket in pressing] == [True] * EMERGENCY_CALLS + [False]
    assert world.call(THERE) is None
