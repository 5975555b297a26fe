"""What events say of the time of calls in a queue, read without the product's help, and what must be true of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from switchboard.call.events import BridgeEnded, CallEvent, QueueJoined, QueueLeft, QueueOffered, QueuePosition
from switchboard.model.queue import Queue
from switchboard.model.queue_order import LONGER_MIN

_WAITS_MIN = (1, 2, 3, 5, 10, 15, 20, 30)
SOON = timedelta(seconds=0.5)
"""Who did something in the same half second did it at once: events of several calls are stamped apart."""
STALE = timedelta(seconds=2)
"""So old what a caller is told may be: a machine that hears of nothing looks every two seconds."""

ROUNDED = timedelta(milliseconds=1)
"""Calls of a simulation have clocks of their own, whose moments are rounded apart."""
LOOSE = 0.05
"""By so much talks in events are longer or shorter than in the book, which measures when it is written."""


@dataclass(slots=True)
class Stay:
    """One caller in one queue. `told` are announcements: when, the position and the expected wait in minutes."""

    call: str
    joined_at: datetime
    position: int
    offered_at: datetime | None = None
    left_at: datetime | None = None
    reason: str = ""
    waited_ms: int = 0
    talked_until: datetime | None = None
    told: list[tuple[datetime, int | None, int | None]] = field(default_factory=list)

    def waits_at(self, at: datetime) -> bool:
        return self.joined_at <= at and (self.left_at is None or self.left_at > at)


def stays(calls: Mapping[str, Iterable[CallEvent]]) -> list[Stay]:
    """In the order of joining; each call joins one queue."""
    found = [stay for call, events in calls.items() if (stay := _stay(call, events)) is not None]
    return sorted(found, key=lambda one: one.joined_at)


def _stay(call: str, events: Iterable[CallEvent]) -> Stay | None:
    stay: Stay | None = None
    for event in events:
        if isinstance(event, QueueJoined):
            stay = Stay(call, event.at, event.position)
        elif stay is None:
            continue
        elif isinstance(event, QueueOffered):
            stay.offered_at = stay.offered_at or event.at
        elif isinstance(event, QueuePosition):
            stay.told.append((event.at, event.position, event.wait_min))
        elif isinstance(event, QueueLeft):
            stay.left_at, stay.reason, stay.waited_ms = event.at, event.reason, event.waited_ms
        elif isinstance(event, BridgeEnded):
            stay.talked_until = event.at
    return stay


def assert_in_order(found: Sequence[Stay]) -> None:
    """Whoever joined before another, and was still there, was offered an agent before him."""
    offered = [one for one in found if one.offered_at is not None]
    for number, later in enumerate(offered):
        for earlier in offered[:number]:
            if later.joined_at - earlier.joined_at > SOON:
                assert _at(earlier.offered_at) <= _at(later.offered_at) + SOON, (earlier, later)
    for later in offered:
        for earlier in found:
            if earlier.offered_at is None and later.joined_at - earlier.joined_at > SOON:
                assert not earlier.waits_at(_at(later.offered_at) + SOON), (earlier, later)


def assert_told_what_is_true(found: Sequence[Stay], queue: Queue, agents: int) -> None:
    """Positions and expected waits are those that are found by counting, and come when they should."""
    talks = sorted(
        (one.talked_until, (one.talked_until - one.left_at).total_seconds() + queue.wrap_up_s)
        for one in found
        if one.talked_until is not None and one.left_at is not None
    )
    for one in found:
        assert_told_in_time(one, queue)
        for at, position, wait_min in one.told:
            places = _places(found, one, at)
            if position is not None:
                assert position in places, (one, at, places)
            if wait_min is not None:
                means = {mean_s * share for mean_s in _means(talks, at) for share in (1 - LOOSE, 1, 1 + LOOSE)}
                possible = {_class(place * mean_s / agents) for place in places for mean_s in means}
                assert wait_min in possible, (one, at, wait_min, possible)


def assert_told_in_time(one: Stay, queue: Queue) -> None:
    """The first time after 5 s, then better positions only, 15 s apart, and never later than they are due."""
    positions = [position for _, position, _ in one.told if position is not None]
    assert positions == sorted(positions, reverse=True), one
    moments = [one.joined_at + timedelta(seconds=5), *(at for at, position, _ in one.told if position is not None)]
    if len(moments) > 1:
        assert abs(moments[1] - moments[0]) <= STALE, one
    assert all(after - before >= timedelta(seconds=14.9) for before, after in pairwise(moments[1:])), one
    if one.left_at is not None and one.left_at - one.joined_at > timedelta(seconds=5) + STALE:
        assert one.told, one


def _places(found: Sequence[Stay], one: Stay, at: datetime) -> set[int]:
    """Where the caller stood at that moment, or a short time before."""
    ahead = [other for other in found if other.joined_at < one.joined_at + SOON and other is not one]
    moments = [at + ROUNDED - number * (STALE / 20) for number in range(21)]
    places = {1 + sum(other.waits_at(moment) for other in ahead) for moment in moments}
    near = sum(abs(other.joined_at - one.joined_at) <= SOON for other in ahead)
    return {place - some for place in places for some in range(near + 1)}


def _means(talks: Sequence[tuple[datetime, float]], at: datetime) -> set[float]:
    """The mean handling time by then, and a short time before."""
    means, mean_s = set(), 0.0
    for number, (ended_at, took_s) in enumerate(talks):
        if ended_at > at:
            break
        mean_s = took_s if number == 0 else mean_s + 0.1 * (took_s - mean_s)
        if number + 1 >= len(talks) or talks[number + 1][0] > at - STALE:
            means.add(mean_s)
    return means


def _class(wait_s: float) -> int:
    return next((minutes for minutes in _WAITS_MIN if wait_s <= minutes * 60), LONGER_MIN)


def _at(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment


def statistics(found: Sequence[Stay], *, since: datetime, until: datetime, sla_s: int) -> dict[str, object]:
    """What the product should say of those who left the queue meanwhile; callers whom it did not let in are not in
    `found`."""
    left = [one for one in found if one.left_at is not None and since <= one.left_at < until]
    reasons = sorted({one.reason for one in left})
    waits = [one.waited_ms for one in left if one.reason == "agent"]
    gave_up = [one.waited_ms for one in left if one.reason == "caller"]
    return {
        "callers": len(left),
        "answered": len(waits),
        "in_time": sum(wait <= sla_s * 1000 for wait in waits),
        "abandoned": len(gave_up),
        "left": {reason: sum(one.reason == reason for one in left) for reason in reasons},
        "mean_wait_ms": sum(waits) // len(waits) if waits else None,
        "longest_wait_ms": max(waits, default=None),
        "mean_patience_ms": sum(gave_up) // len(gave_up) if gave_up else None,
    }
