"""When there is too much to do for another call."""

import pytest

from switchboard.engine.builtin.overload import CALM_S, FREE_AFTER_S, PERSISTS_S, Overload, WorkerLoad, WorkerLook

pytestmark = pytest.mark.unit

PATIENCE_S, LOOK_S = 0.1, 0.25


class World:
    """An `Overload` at a time of day."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self.now_s = 100.0
        self.overload = Overload(patience_s, lambda: self.now_s, lambda dialled: False)

    def after(self, seconds: float, waited_s: float) -> str | None:
        self.now_s += seconds
        return self.overload.refuses_call(waited_s, known=True)


def overloaded() -> World:
    world = World()
    assert world.after(0, 2 * PATIENCE_S) is None
    assert world.after(PERSISTS_S, 2 * PATIENCE_S) == "late"
    return world


def test_a_hiccup_refuses_nobody() -> None:
    world = World()
    assert [world.after(PERSISTS_S / 10, 3 * PATIENCE_S) for _ in range(10)] == [None] * 10
    assert world.after(0, PATIENCE_S / 2) is None
    assert world.after(PERSISTS_S, 3 * PATIENCE_S) is None
    assert world.overload.reason is None


def test_two_hiccups_are_no_time_of_lateness() -> None:
    world = World()
    assert [world.after(CALM_S * 1.1, 3 * PATIENCE_S) for _ in range(10)] == [None] * 10


def test_lateness_that_persists_refuses_those_who_waited() -> None:
    world = overloaded()
    assert world.overload.reason == "late"
    assert world.after(0, PATIENCE_S * 0.6) == "late"
    assert world.after(0, PATIENCE_S * 0.4) is None


def test_it_is_over_once_nobody_has_waited_too_long_for_a_while() -> None:
    world = overloaded()
    assert world.after(CALM_S * 0.9, PATIENCE_S * 0.6) == "late"
    assert world.after(CALM_S * 0.9, PATIENCE_S * 0.4) is None
    assert world.overload.reason == "late"
    assert world.after(CALM_S * 0.2, PATIENCE_S * 0.9) is None
    assert world.overload.reason is None


def test_other_requests_have_half_a_second() -> None:
    world = World()
    assert world.overload.refuses_other(3.0, known=True) is None
    world = overloaded()
    assert world.overload.refuses_other(0.4, known=True) is None
    assert world.overload.refuses_other(0.6, known=True) == "late"


def test_that_strangers_wait_refuses_nobody_else() -> None:
    world = World()
    for _ in range(3):
        world.now_s += PERSISTS_S
        refused = world.overload.refuses_call(2 * PATIENCE_S, known=False)
    assert (refused, world.overload.reason) == ("late", None)
    assert world.after(0, PATIENCE_S * 0.9) is None


def test_a_loop_that_comes_late_counts_as_waiting_but_not_once() -> None:
    world = World()
    world.overload.loop_was_late(5.0)
    assert world.after(PERSISTS_S, 0.0) is None
    world.overload.loop_was_late(5.0)
    assert world.after(0, 0.0) is None
    assert world.after(PERSISTS_S, 0.0) == "late"


def test_it_can_be_turned_off() -> None:
    world = World(patience_s=0)
    assert [world.after(1, 9.0) for _ in range(3)] == [None] * 3
    world.overload.media_is_full = True
    assert world.after(0, 0.0) is None
    assert world.overload.reason is None


def test_full_media_workers_refuse_calls() -> None:
    world = World()
    world.overload.media_is_full = True
    assert world.after(0, 0.0) == world.overload.reason == "media"


class Worker:
    """What a worker says every quarter of a second."""

    def __init__(self) -> None:
        self.load = WorkerLoad()
        self._at_s = self._idle_s = 0.0
        self._late = 0
        self.says(idle=1.0)

    def says(self, *, idle: float, late: float = 0.0) -> bool:
        self._at_s += LOOK_S
        self._idle_s += idle * LOOK_S
        self._late += round(late * LOOK_S / 0.005)
        self.load.look(WorkerLook(self._at_s, self._idle_s, self._late))
        return self.load.is_full


@pytest.mark.parametrize(("idle", "late"), [(0.01, 0.0), (0.5, 0.8)])
def test_a_worker_is_full_that_has_no_time_left_twice(idle: float, late: float) -> None:
    worker = Worker()
    assert not worker.says(idle=idle, late=late)
    assert not worker.says(idle=0.5)
    assert [worker.says(idle=idle, late=late) for _ in range(2)] == [False, True]


def test_a_full_worker_is_free_once_it_has_had_time_for_a_while() -> None:
    worker = Worker()
    assert [worker.says(idle=0.0) for _ in range(2)] == [False, True]
    looks = round(FREE_AFTER_S / LOOK_S)
    assert all(worker.says(idle=0.06) for _ in range(2 * looks))
    assert [worker.says(idle=0.2) for _ in range(looks + 1)] == [*[True] * looks, False]


def test_a_worker_that_does_not_answer_is_full_and_one_without_streams_is_not() -> None:
    worker = Worker()
    for now_s in (1.0, 2.0):
        worker.load.silent(now_s)
    assert worker.load.is_full
    worker.load.rests()
    assert not worker.load.is_full


def test_a_worker_that_was_started_again_is_not_compared_with_the_one_before() -> None:
    load = WorkerLoad()
    for at_s in (1.0, 2.0, 3.0):
        load.look(WorkerLook(at_s, 50.0 - 10 * at_s, 0))
    assert not load.is_full
