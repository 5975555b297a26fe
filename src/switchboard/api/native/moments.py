"""Hours and days by the clock of a zone."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from switchboard.api.native.shapes_statistics import Interval
from switchboard.store.calls.sums import Period

AN_HOUR = timedelta(hours=1)


class Moments:
    """The hours or days of a period, of which the first and the last may be cut. On the day on which clocks are set
    forward or back, a day has 23 or 25 hours, and each is there once.
    """

    def __init__(self, period: Period, interval: Interval, zone: ZoneInfo) -> None:
        starts = _hours(period, zone) if interval == "hour" else _days(period, zone)
        self.starts = [start.astimezone(zone) for start in starts]
        self._instants = [start.astimezone(UTC) for start in self.starts]

    def index(self, at: datetime) -> int:
        """Which of `starts` begins the one in which an instant of the period lies."""
        return max(0, bisect_right(self._instants, at) - 1)


def count_of(period: Period, interval: Interval) -> int:
    """About how many there are."""
    return int((period.until - period.since) / (AN_HOUR if interval == "hour" else 24 * AN_HOUR)) + 1


def _hours(period: Period, zone: ZoneInfo) -> Iterator[datetime]:
    """In UTC: two hours of a night in which clocks are set back look alike."""
    at = _hour_of(period.since, zone)
    while at < period.until:
        yield at
        at = _hour_of(at + AN_HOUR, zone)


def _hour_of(instant: datetime, zone: ZoneInfo) -> datetime:
    local = instant.astimezone(zone)
    return instant.astimezone(UTC) - timedelta(minutes=local.minute, seconds=local.second)


def _days(period: Period, zone: ZoneInfo) -> Iterator[datetime]:
    day = period.since.astimezone(zone).date()
    at = datetime.combine(day, time(), zone)
    while at.astimezone(UTC) < period.until:
        yield at.astimezone(UTC)
        day += timedelta(days=1)
        at = datetime.combine(day, time(), zone)
