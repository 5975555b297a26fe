"""What strangers cause again and again must not fill the disk with log lines."""

import logging
import time
from collections.abc import Callable

import structlog

LINES = 60
"""How many lines of one event a process writes in a minute."""
MINUTE_S = 60.0
MAX_EVENTS = 1000
"""How many events are told apart. Ours are fixed words; libraries may make theirs of what strangers sent."""


class Flood:
    """Counts the lines of each event. What is left out is told by the first line of the event that is written again."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._began_s = monotonic()
        self._lines: dict[str, int] = {}
        self._left_out: dict[str, int] = {}

    def admit(self, event: str) -> int | None:
        """None for a line too many; else how many were left out in the minutes before."""
        if self._monotonic() - self._began_s >= MINUTE_S:
            self._next_minute()
        known = event if event in self._lines or len(self._lines) < MAX_EVENTS else ""
        self._lines[known] = self._lines.get(known, 0) + 1
        return self._left_out.pop(known, 0) if self._lines[known] <= LINES else None

    def _next_minute(self) -> None:
        excess = {event: count - LINES for event, count in self._lines.items() if count > LINES}
        self._left_out = {event: count + self._left_out.get(event, 0) for event, count in excess.items()}
        self._began_s = self._monotonic()
        self._lines = {}


class BoundedEvents:
    """For our own lines: a processor of structlog."""

    def __init__(self, flood: Flood) -> None:
        self._flood = flood

    def __call__(self, _: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        left_out = self._flood.admit(str(event.get("event", "")))
        if left_out is None:
            raise structlog.DropEvent
        return {**event, "left_out": left_out} if left_out else event


class BoundedRecords(logging.Filter):
    """For the lines of libraries."""

    def __init__(self, flood: Flood) -> None:
        super().__init__()
        self._flood = flood

    def filter(self, record: logging.LogRecord) -> bool:
        left_out = self._flood.admit(f"{record.name} {record.msg}")
        if left_out:
            record.msg = f"{record.msg} ({left_out} more were left out)"
        return left_out is not None
