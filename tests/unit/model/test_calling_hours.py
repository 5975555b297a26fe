"""When people may be called where they are, over the nights in which clocks are set."""

from datetime import UTC, datetime

import pytest

from switchboard.model.calling_hours import next_opening, zones_of
from switchboard.model.schedule import DAYS, DayHours, TimeRange, WeekHours

pytestmark = pytest.mark.unit

BERLIN, NEW_YORK, KOLKATA = "Europe/Berlin", "America/New_York", "Asia/Kolkata"


def daily(start: str, end: str) -> WeekHours:
    day = DayHours(open=True, ranges=(TimeRange(start=start, end=end),))
    return WeekHours(**dict.fromkeys(DAYS, day))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "zones", "now", "opens"),
    [
        (daily("09:00", "20:00"), (BERLIN,), "2026-03-02T12:00", "2026-03-02T12:00"),
        (daily("09:00", "20:00"), (BERLIN,), "2026-03-02T19:00", "2026-03-03T08:00"),
        # The clocks are put forward on 29 March, and back on 25 October.
        (daily("09:00", "20:00"), (BERLIN,), "2026-03-28T19:30", "2026-03-29T07:00"),
        (daily("09:00", "20:00"), (BERLIN,), "2026-10-24T18:30", "2026-10-25T08:00"),
        (daily("03:00", "04:00"), (BERLIN,), "2026-03-29T00:30", "2026-03-29T01:00"),
        (daily("02:30", "03:00"), (BERLIN,), "2026-10-25T00:10", "2026-10-25T00:30"),
        (daily("02:30", "03:00"), (BERLIN,), "2026-10-25T01:05", "2026-10-25T01:30"),
        (daily("09:00", "17:00"), (BERLIN, NEW_YORK), "2026-03-02T09:00", "2026-03-02T14:00"),
        # Between the nights in which America and Europe do so, they are an hour closer.
        (daily("09:00", "17:00"), (BERLIN, NEW_YORK), "2026-03-09T09:00", "2026-03-09T13:00"),
        (daily("09:00", "10:00"), (BERLIN, NEW_YORK), "2026-03-02T09:00", None),
        (daily("09:00", "17:00"), (KOLKATA,), "2026-03-02T01:00", "2026-03-02T03:30"),
        (WeekHours(), (BERLIN,), "2026-03-02T09:00", None),
    ],
)
def test_the_next_opening(hours: WeekHours, zones: tuple[str, ...], now: str, opens: str | None) -> None:
    assert next_opening(hours, zones, at(now)) == (opens and at(opens))


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+493012345678", (BERLIN,)),
        ("+12125550123", (NEW_YORK,)),
        ("+870773111632", ()),
        ("+999", ()),
        ("5551234", ()),
        ("", ()),
    ],
)
def test_the_zone_of_a_number(number: str, zones: tuple[str, ...]) -> None:
    assert zones_of(number) == zones
