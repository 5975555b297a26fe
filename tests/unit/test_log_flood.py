"""What is told again and again is counted instead of written."""

import logging

import pytest
import structlog

from switchboard.cli.logs import set_up_logging
from switchboard.log_flood import LINES, MAX_EVENTS, MINUTE_S, BoundedRecords, Flood

pytestmark = pytest.mark.unit


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_a_minute_has_so_many_lines_of_an_event_and_the_next_tells_of_the_rest() -> None:
    clock = Clock()
    flood = Flood(clock)
    assert [flood.admit("refused") for _ in range(LINES + 5)] == [0] * LINES + [None] * 5
    assert flood.admit("another") == 0
    clock.now_s = MINUTE_S
    assert [flood.admit("refused"), flood.admit("refused"), flood.admit("another")] == [5, 0, 0]


def test_events_that_are_never_the_same_are_bounded_together() -> None:
    flood = Flood(Clock())
    written = [flood.admit(f"event {number}") for number in range(MAX_EVENTS + LINES + 5)]
    assert written.count(None) == 5


def test_lines_of_libraries_are_bounded_by_their_form() -> None:
    bounded = BoundedRecords(Flood(Clock()))
    records = [logging.makeLogRecord({"name": "lib", "msg": "bad %s", "args": (n,)}) for n in range(LINES + 1)]
    assert [bool(bounded.filter(record)) for record in records] == [True] * LINES + [False]


def test_our_own_lines_are_bounded(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("info")
    log = structlog.get_logger()
    for number in range(LINES + 10):
        log.warning("refused", source=number)
    log.warning("something else")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == LINES + 1
    structlog.reset_defaults()
