"""What a moment falls into."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.callflow.scenarios.world import NEW_YEAR, OFFICE, company

from switchboard.model.holiday import Holiday, Moment
from switchboard.model.office import Office
from switchboard.model.schedule import WORKING_WEEK, DayHours, Schedule, TimeRange, WeekHours, decide

pytestmark = pytest.mark.unit

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def day(*ranges: tuple[str, str]) -> DayHours:
    return DayHours(open=True, ranges=tuple(TimeRange(start=start, end=end) for start, end in ranges))


def rule(hours: WeekHours, instant: datetime, timezone: str = "UTC") -> str:
    return decide(Schedule(hours=hours), instant, hours=WeekHours(), timezone=timezone, holidays={}).rule


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("08:59:59", "closed"),
        ("09:00:00", "open"),
        ("11:59:59", "open"),
        ("12:00:00", "closed"),
        ("12:59:59", "closed"),
        ("13:00:00", "open"),
        ("23:59:59", "open"),
    ],
)
def test_a_range_holds_its_start_and_not_its_end(clock: str, expected: str) -> None:
    hours = WeekHours(monday=day(("09:00", "12:00"), ("13:00", "24:00")))
    assert rule(hours, datetime.fromisoformat(f"2026-03-02T{clock}+00:00")) == expected


def test_an_end_of_2359_is_the_end_of_the_day() -> None:
    hours = WeekHours(monday=day(("09:00", "23:59")))
    assert rule(hours, MONDAY.replace(hour=23, minute=59, second=59)) == "open"
    assert rule(hours, datetime(2026, 3, 3, tzinfo=UTC)) == "closed"


def test_days_without_ranges() -> None:
    assert rule(WeekHours(monday=DayHours(open=True)), MONDAY) == "open"
    assert rule(WeekHours(monday=DayHours(open=False, ranges=(TimeRange(start="00:00", end="24:00"),))), MONDAY) == (
        "closed"
    )


def test_ranges_may_overlap() -> None:
    hours = WeekHours(monday=day(("09:00", "12:00"), ("11:00", "13:00")))
    assert [rule(hours, MONDAY.replace(hour=hour)) for hour in (9, 11, 12, 13)] == ["open", "open", "open", "closed"]


@pytest.mark.parametrize("times", [("12:00", "12:00"), ("17:00", "09:00"), ("9:00", "10:00"), ("00:00", "24:01")])
def test_ranges_that_are_none(times: tuple[str, str]) -> None:
    with pytest.raises(ValidationError):
        TimeRange(start=times[0], end=times[1])


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "closed"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "open"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "open"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "open"),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "closed"),
    ],
)
def test_daylight_saving_by_the_wall_clock(instant: datetime, expected: str) -> None:
    """From 02:00 to 03:00 in Berlin: skipped in March, and there twice in October."""
    spring = WeekHours(sunday=day(("03:00", "04:00")))
    autumn = WeekHours(sunday=day(("02:00", "03:00")))
    assert rule(spring if instant.month == 3 else autumn, instant, "Europe/Berlin") == expected


def test_the_zone_of_the_schedule_before_that_of_the_office() -> None:
    hours = WeekHours(monday=day(("09:00", "17:00")))
    noon_in_delhi = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
    office = {"hours": WeekHours(), "timezone": "UTC", "holidays": {}}
    assert decide(Schedule(hours=hours), noon_in_delhi, **office).rule == "closed"  # type: ignore[arg-type]
    own = Schedule(hours=hours, timezone="Asia/Kolkata")
    decision = decide(own, noon_in_delhi, **office)  # type: ignore[arg-type]
    assert (decision.rule, decision.local.isoformat()) == ("open", "2026-03-02T12:00:00+05:30")


def test_unknown_zones_are_refused() -> None:
    with pytest.raises(ValidationError, match="IANA"):
        Schedule(timezone="Middle/Earth")


def test_a_holiday_wins_over_the_hours_and_only_where_it_is_listed() -> None:
    noon = datetime(2027, 1, 1, 12, tzinfo=UTC)
    listed = company().decide(Schedule(holidays=(NEW_YEAR,)), noon)
    assert (listed.rule, listed.holiday) == ("holiday", NEW_YEAR)
    assert company().decide(Schedule(), noon).rule == "open"
    gone = company().changed([], [NEW_YEAR])
    assert gone.decide(Schedule(holidays=(NEW_YEAR,)), noon).rule == "open"


def test_the_hours_of_the_office_and_its_defaults() -> None:
    saturday = datetime(2026, 3, 7, 12, tzinfo=UTC)
    assert company().decide(Schedule(), saturday).rule == "closed"
    always = Office(hours=WeekHours(saturday=DayHours(open=True)))
    assert company((OFFICE, always)).decide(Schedule(), saturday).rule == "open"
    assert company().changed([], [OFFICE]).office == Office(hours=WORKING_WEEK, timezone="UTC")


def moment(text: str, year: int | None = None) -> Moment:
    """`12-24 08:00`."""
    date, _, clock = text.partition(" ")
    month, dayname = date.split("-")
    hour, minute = (clock or "00:00").split(":")
    return Moment(year=year, month=int(month), day=int(dayname), hour=int(hour), minute=int(minute))


def covers(holiday: Holiday, *instants: str) -> list[bool]:
    return [holiday.covers(datetime.fromisoformat(f"{instant}+00:00")) for instant in instants]


def test_a_window_in_one_day() -> None:
    eve = Holiday(name="Eve", first=moment("12-24 12:00", 2026), last=moment("12-24 18:00", 2026))
    assert covers(eve, "2026-12-24T11:59:59", "2026-12-24T12:00:00", "2026-12-24T18:00:59") == [False, True, True]
    assert covers(eve, "2026-12-24T18:01:00", "2026-12-25T13:00:00", "2027-12-24T13:00:00") == [False] * 3
    every = eve.model_copy(update={"every_year": True})
    assert covers(every, "2027-12-24T13:00:00", "2027-12-23T13:00:00") == [True, False]


def test_a_run_of_days_has_no_breaks() -> None:
    run = Holiday(name="Run", consecutive=True, first=moment("12-24 12:00", 2026), last=moment("01-02 08:30", 2027))
    inside = covers(run, "2026-12-24T12:00:00", "2026-12-25T00:00:00", "2027-01-02T08:30:59")
    outside = covers(run, "2026-12-24T11:59:00", "2027-01-02T08:31:00", "2027-12-25T00:00:00")
    assert (inside, outside) == ([True] * 3, [False] * 3)


def test_every_year_over_new_years_eve() -> None:
    run = Holiday(name="Run", consecutive=True, every_year=True, first=moment("12-24"), last=moment("01-06 23:59"))
    assert covers(run, "2026-12-24T00:00:00", "2031-01-06T23:59:59", "2031-01-07T00:00:00") == [True, True, False]


def test_29_february_is_only_in_leap_years() -> None:
    leap = Holiday(name="Leap", every_year=True, first=moment("02-29"), last=moment("02-29 23:59"))
    assert covers(leap, "2028-02-29T10:00:00", "2027-02-28T10:00:00", "2027-03-01T10:00:00") == [True, False, False]


@pytest.mark.parametrize(
    "values",
    [
        {"first": {"month": 2, "day": 30}, "last": {"month": 2, "day": 30}, "every_year": True},
        {"first": {"month": 1, "day": 1}, "last": {"month": 1, "day": 1}},
        {"first": {"month": 1, "day": 1, "hour": 9}, "last": {"month": 1, "day": 1, "hour": 8}, "every_year": True},
        {
            "first": {"year": 2027, "month": 1, "day": 1},
            "last": {"year": 2026, "month": 1, "day": 1},
            "consecutive": True,
        },
        {"first": {"year": 2027, "month": 1, "day": 1}, "last": {"month": 2, "day": 1}, "consecutive": True},
    ],
)
def test_holidays_that_are_none(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Holiday.model_validate({"name": "A", **values})


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata"]))
def test_every_moment_falls_into_something(instant: datetime, timezone: str) -> None:
    assume(datetime(2, 1, 1, tzinfo=UTC) < instant < datetime(9999, 1, 1, tzinfo=UTC))
    assert rule(WORKING_WEEK, instant, timezone) in ("open", "closed")
