"""Holidays as PortSIP writes them: ten numbers that may be null. Pure."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.naming import wire_id
from switchboard.api.portsip.wire import Wire, checked
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.stored import Stored
from switchboard.model.wording import reason
from switchboard.store.documents.batch import Current
from switchboard.store.documents.references import references
from switchboard.store.documents.writing import Batch

Year = Annotated[int, Field(ge=0, le=9999)] | None
"""Null and 0: any."""

Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 3166-1 alpha-3."""

Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=31)]
Hour = Annotated[int, Field(ge=0, le=23)] | None
Minute = Annotated[int, Field(ge=0, le=59)] | None


class HolidayTimes(Wire):
    """When it is. What is missing at the end is as at the start; without times it lasts the whole day."""

    consecutive: bool
    every_year: bool
    year_start: Year = None
    year_end: Year = None
    month_start: Month
    month_end: Month | None = None
    day_start: Day
    day_end: Day | None = None
    hour_start: Hour = None
    hour_end: Hour = None
    minute_start: Minute = None
    minute_end: Minute = None


class NewHoliday(HolidayTimes):
    """A holiday that is created here."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    region: Region


class ChangedHoliday(HolidayTimes):
    """A holiday that may have been created elsewhere, with a long name and without a region."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    region: Region | None = None


def created(body: Mapping[str, object]) -> Holiday:
    """A new holiday. Raises Refusal 400."""
    return _holiday(checked(NewHoliday, body))


def changed(old: Holiday, body: Mapping[str, object]) -> Holiday:
    """What a body leaves out stays as it is; null is the default. Raises Refusal 400."""
    return _holiday(checked(ChangedHoliday, {**_shown(old), **body}))


def shown(stored: Stored[Holiday]) -> dict[str, Json]:
    """A holiday in a list, in an IVR or alone."""
    return {"id": wire_id(stored.id), **_shown(stored.document)}


def by_id(objects: Configuration) -> dict[str, dict[str, Json]]:
    """Each as answers show it, by its id here."""
    found: list[Stored[Holiday]] = objects.all(Holiday)
    return {wire_id(stored.id): shown(stored) for stored in found}


def without(current: Current, id: int) -> Batch:
    """What to write to remove a holiday, and with it every reference to it. Raises NotFound."""
    gone = [one for one in current.objects if one.id == id and isinstance(one.document, Holiday)]
    if not gone:
        raise errors.NotFound("holiday", id)
    users = [one for one in current.objects if any(ref.target == id for ref in references(one.document))]
    return Batch((), [Stored(one.id, one.revision, _forgetting(one.document, id)) for one in users], gone)


def _forgetting(document: Document, id: int) -> Document:
    return type(document).model_validate(_filtered(document.model_dump(mode="json"), id))


def _filtered(value: Json, id: int) -> Json:
    """A document without references to the holiday: only schedules have a member `holidays`."""
    if isinstance(value, Mapping):
        return {name: _left(part, id) if name == "holidays" else _filtered(part, id) for name, part in value.items()}
    if isinstance(value, list):
        return [_filtered(part, id) for part in value]
    return value


def _left(holidays: Json, id: int) -> Json:
    return [one for one in holidays if one != id] if isinstance(holidays, Iterable) else holidays


def _shown(holiday: Holiday) -> dict[str, Json]:
    first, last = holiday.first, holiday.last
    return {
        "name": holiday.name,
        "region": holiday.region or None,
        "consecutive": holiday.consecutive,
        "every_year": holiday.every_year,
        "year_start": first.year,
        "year_end": last.year,
        "month_start": first.month,
        "month_end": last.month,
        "day_start": first.day,
        "day_end": last.day,
        "hour_start": first.hour,
        "hour_end": last.hour,
        "minute_start": first.minute,
        "minute_end": last.minute,
    }


def _holiday(sent: NewHoliday | ChangedHoliday) -> Holiday:
    year = sent.year_start or None
    if not sent.every_year and year is None:
        raise invalid({"year_start": "is required unless every_year"})
    first = _moment("start", year, sent.month_start, sent.day_start, sent.hour_start or 0, sent.minute_start or 0)
    last_minute = 59 if sent.hour_end is None else 0
    last = _moment(
        "end",
        sent.year_end or year,
        sent.month_end or sent.month_start,
        sent.day_end or sent.day_start,
        23 if sent.hour_end is None else sent.hour_end,
        last_minute if sent.minute_end is None else sent.minute_end,
    )
    try:
        return Holiday(
            name=sent.name,
            region=sent.region or "",
            every_year=sent.every_year,
            consecutive=sent.consecutive,
            first=first,
            last=last,
        )
    except ValidationError as error:
        raise invalid(_problems(error, sent.consecutive)) from None


def _moment(which: str, year: int | None, month: int, day: int, hour: int, minute: int) -> Moment:
    try:
        return Moment(year=year, month=month, day=day, hour=hour, minute=minute)
    except ValidationError:
        raise invalid({f"day_{which}": "the month has no such day"}) from None


def _problems(error: ValidationError, consecutive: bool) -> dict[str, str]:
    """The reasons by field. What holds for the holiday as a whole is only that it ends after it begins."""
    end = "day_end" if consecutive else "hour_end"
    return {
        str(detail["loc"][0]) if detail["loc"] else end: reason(detail)
        for detail in error.errors(include_url=False, include_input=False)
    }
