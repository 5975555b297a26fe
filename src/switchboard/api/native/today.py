"""Today beside what is usual on such a day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from switchboard.api.native.shapes_statistics import HourCount, KeyPressed, UsualDay
from switchboard.api.native.statistics import Sums
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.store.calls.sums import Period, Sum

WEEKS: Final = 4
MOST_KEYS: Final = 5
_HOURS: Final = range(24)
_LOST: Final = ("abandoned", "missed")


def today_of(now: datetime, zone: ZoneInfo) -> Period:
    """From midnight on, until the end of this quarter of an hour."""
    return Period.around(_midnight(now, zone, 0), now)


def days_alike(now: datetime, zone: ZoneInfo) -> list[Period]:
    """The same weekday of the weeks before, whole."""
    return [
        Period.around(_midnight(now, zone, 7 * week), _midnight(now, zone, 7 * week - 1))
        for week in range(1, WEEKS + 1)
    ]


def _midnight(now: datetime, zone: ZoneInfo, days_ago: int) -> datetime:
    return datetime.combine(now.astimezone(zone).date() - timedelta(days=days_ago), time(), zone)


def lost_in(sums: Sums) -> int:
    return sum(sums.times("outcome", outcome) for outcome in _LOST)


def usual_by_now(days: Sequence[Sequence[Sum]], until: datetime, zone: ZoneInfo) -> UsualDay | None:
    """By the days on which anybody called at all."""
    known = _with_calls(days)
    if not known:
        return None
    now = until.astimezone(zone).time()
    # At midnight the whole day is over.
    parts = [Sums(one for one in day if now == time() or _clock(one, zone) < now) for day in known]
    return UsualDay(
        days=len(known),
        calls=_mean([part.times("came") for part in parts]),
        lost=_mean([lost_in(part) for part in parts]),
    )


def hours_of(today: Iterable[Sum], days: Sequence[Sequence[Sum]], zone: ZoneInfo) -> list[HourCount]:
    known = _with_calls(days)
    calls, before = _by_hour(today, zone), [_by_hour(day, zone) for day in known]
    return [
        HourCount(hour=hour, calls=calls[hour], usual=_mean([day[hour] for day in before]) if known else None)
        for hour in _HOURS
    ]


def keys_pressed(menus: Mapping[int, Sums], configuration: Configuration) -> list[KeyPressed]:
    """The most frequent ones of all menus."""
    found = [
        KeyPressed(ivr=menu.id, number=menu.document.number, name=menu.document.name, keys=keys, times=times)
        for menu in configuration.all(Ivr)
        for keys, times in menus[menu.id].details("key")
    ]
    return sorted(found, key=lambda one: (-one.times, one.number, one.keys))[:MOST_KEYS]


def _with_calls(days: Sequence[Sequence[Sum]]) -> list[Sequence[Sum]]:
    return [day for day in days if any(one.measure == "came" for one in day)]


def _by_hour(sums: Iterable[Sum], zone: ZoneInfo) -> Counter[int]:
    found = Counter[int]()
    for one in sums:
        if one.measure == "came":
            found[_clock(one, zone).hour] += one.times
    return found


def _clock(one: Sum, zone: ZoneInfo) -> time:
    assert one.at is not None
    return one.at.astimezone(zone).time()


def _mean(numbers: Sequence[int]) -> float:
    return round(sum(numbers) / len(numbers), 1)
