"""Office hours and holidays, and what a moment falls into: the call semantics, section 5. Pure.

Wall-clock time decides, so that the hours that daylight saving skips or repeats need no rule of their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated, Final, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from switchboard.model.base import Frozen, HolidayId, Means
from switchboard.model.holiday import Holiday
from switchboard.model.refused import refused

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LAST_MINUTE = "23:59"
_DAY_MINUTES = 24 * 60
LOOKED_AHEAD: Final = timedelta(days=8)
"""A week of hours has all its changes within it."""


def _known(zone: str) -> str:
    if zone not in available_timezones():
        raise refused("time-zone", "not a time zone of the IANA database, such as Europe/Berlin")
    return zone


Zone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known), Means("time-zone")]
"""An IANA time zone."""

ClockTime = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"), Means("clock")]


class TimeRange(Frozen):
    """From `start` until just before `end` on one day; an end of 23:59 means the end of the day, as 24:00 does."""

    start: ClockTime
    end: ClockTime

    @model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.start >= self.end:
            raise refused("order", "start must be before end; a range cannot cross midnight", "end")
        return self

    def covers(self, minute: int) -> bool:
        """`minute` counts from midnight."""
        return _minutes(self.start) <= minute < self._beyond()

    def edges(self) -> tuple[int, int]:
        """The minutes at which it begins and is over."""
        return _minutes(self.start), self._beyond()

    def _beyond(self) -> int:
        return _DAY_MINUTES if self.end == _LAST_MINUTE else _minutes(self.end)


class DayHours(Frozen):
    """One day of the week: closed, open in `ranges`, or without ranges open all day."""

    open: bool = False
    ranges: Annotated[tuple[TimeRange, ...], Field(max_length=50)] = ()

    def covers(self, minute: int) -> bool:
        return self.open and (not self.ranges or any(one.covers(minute) for one in self.ranges))


class WeekHours(Frozen):
    """A week of hours."""

    monday: DayHours = DayHours()
    tuesday: DayHours = DayHours()
    wednesday: DayHours = DayHours()
    thursday: DayHours = DayHours()
    friday: DayHours = DayHours()
    saturday: DayHours = DayHours()
    sunday: DayHours = DayHours()

    def covers(self, local: datetime) -> bool:
        """Whether a wall-clock time is within the hours."""
        return self._day(local).covers(local.hour * 60 + local.minute)

    def edges(self, local: datetime) -> Iterator[datetime]:
        """The wall-clock times after `local` at which it may open or close, within `LOOKED_AHEAD`, in order."""
        midnight = datetime.combine(local.date(), time(), local.tzinfo)
        for ahead in range(LOOKED_AHEAD.days):
            day = midnight + timedelta(days=ahead)
            minutes = {0, *(minute for one in self._day(day).ranges for minute in one.edges())}
            yield from (at for minute in sorted(minutes) if (at := day + timedelta(minutes=minute)) > local)

    def _day(self, local: datetime) -> DayHours:
        found: DayHours = getattr(self, DAYS[local.weekday()])
        return found


_WORKDAY = DayHours(open=True, ranges=(TimeRange(start="09:00", end="17:00"),))
WORKING_WEEK = WeekHours(monday=_WORKDAY, tuesday=_WORKDAY, wednesday=_WORKDAY, thursday=_WORKDAY, friday=_WORKDAY)
"""Monday to Friday, nine to five."""


class Schedule(Frozen):
    """Hours of its own, or with `hours` null those of the office, and holidays; in `timezone`, or null the office's."""

    hours: WeekHours | None = None
    holidays: Annotated[tuple[HolidayId, ...], Field(max_length=500)] = ()
    timezone: Zone | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a moment falls into: `rule`, the wall-clock time that decided, and the holiday's id if it is one.

    `for_a_while`: the office is closed whatever its hours say.
    """

    rule: Literal["holiday", "open", "closed"]
    local: datetime
    holiday: int | None = None
    for_a_while: bool = False


def decide(
    schedule: Schedule, instant: datetime, *, hours: WeekHours, timezone: str, holidays: Mapping[int, Holiday]
) -> Decision:
    """Holidays first, then the hours. `instant` is aware; `hours` and `timezone` are the office's."""
    local = instant.astimezone(ZoneInfo(schedule.timezone or timezone))
    for id in schedule.holidays:
        if id in holidays and holidays[id].covers(local):
            return Decision("holiday", local, id)
    is_open = (schedule.hours or hours).covers(local)
    return Decision("open" if is_open else "closed", local)


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
