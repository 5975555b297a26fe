"""Holidays: a window in one day, or a run of days, in one year or in every year. Pure."""

from datetime import datetime
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from switchboard.model.base import Document, Frozen
from switchboard.model.refused import refused

# 29 in February: a holiday of every year may begin on a leap day.
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Stamp = tuple[int, int, int, int, int]


class Moment(Frozen):
    """A minute by the wall clock; without `year` in any year."""

    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    hour: Annotated[int, Field(ge=0, le=23)] = 0
    minute: Annotated[int, Field(ge=0, le=59)] = 0

    @model_validator(mode="after")
    def _is_a_day(self) -> Self:
        if self.day > _DAYS_OF_MONTHS[self.month - 1]:
            raise refused("no-such-day", "the month has no such day", "day")
        return self


class Holiday(Document):
    """A run of days when `consecutive`: from `first` on without a break through the minute of `last`, with `every_year`
    over New Year's Eve where `last` is the earlier in the year. Else the day of `first`, from its time through that of
    `last`. `region` is ISO 3166-1 alpha-3.
    """

    kind: ClassVar[str] = "holiday"
    region: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    every_year: bool = False
    consecutive: bool = False
    first: Moment
    last: Moment

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        for end, needed in (("first", not self.every_year), ("last", not self.every_year and self.consecutive)):
            moment: Moment = getattr(self, end)
            if needed and moment.year is None:
                raise refused("required", "a holiday of one year needs the year", end, "year")
        if not self.every_year and self.consecutive and self._stamp(self.first) > self._stamp(self.last):
            raise refused("order", "last must not be before first", "last")
        if not self.consecutive and (self.first.hour, self.first.minute) > (self.last.hour, self.last.minute):
            raise refused("order", "last must not be before first", "last")
        return self

    def covers(self, local: datetime) -> bool:
        """Whether a wall-clock time falls into the holiday."""
        now = (0 if self.every_year else local.year, local.month, local.day, local.hour, local.minute)
        first, last = self._stamp(self.first), self._stamp(self.last)
        if not self.consecutive:
            return now[:3] == first[:3] and first[3:] <= now[3:] <= last[3:]
        if first <= last:
            return first <= now <= last
        return now >= first or now <= last

    def _stamp(self, moment: Moment) -> Stamp:
        """To compare by; the year counts only in a holiday of one year."""
        year = 0 if self.every_year else moment.year or 0
        return (year, moment.month, moment.day, moment.hour, moment.minute)
