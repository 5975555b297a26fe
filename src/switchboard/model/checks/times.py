"""Times that never come, or never end."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from switchboard.model.base import Document
from switchboard.model.checks.finding import Finding
from switchboard.model.checks.survey import Survey
from switchboard.model.destination import ByTime
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.parts import Steps
from switchboard.model.schedule import DAYS, DayHours, WeekHours
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition


def schedules(survey: Survey) -> Iterator[Finding]:
    for condition in survey.configuration.all(TimeCondition):
        yield from _schedule(survey, condition, (), condition.document)
    for timed in survey.timed:
        yield from _schedule(survey, timed.holder, timed.steps, timed.rules)


def _schedule(
    survey: Survey, holder: Stored[Document], steps: Steps, rules: TimeCondition | ByTime
) -> Iterator[Finding]:
    hours = rules.when.hours or survey.configuration.office.hours
    if rules.open is not None and not any(day.open for day in days_of(hours)):
        yield Finding.at(holder, "never-open", *steps, "open")
    # The office can be closed for a while, whatever its hours say; a schedule with hours of its own cannot.
    if rules.closed is not None and rules.when.hours is not None and all(map(_all_day, days_of(hours))):
        yield Finding.at(holder, "never-closed", *steps, "closed")
    if rules.holiday is not None and not rules.when.holidays:
        yield Finding.at(holder, "no-holidays", *steps, "holiday")


def days_of(hours: WeekHours) -> Iterator[DayHours]:
    """From Monday to Sunday."""
    for day in DAYS:
        yield getattr(hours, day)


def _all_day(day: DayHours) -> bool:
    return day.open and all(day.covers(minute) for minute in range(24 * 60))


def holidays(survey: Survey) -> Iterator[Finding]:
    today = survey.now.astimezone(ZoneInfo(survey.configuration.office.timezone)).date()
    for holiday in survey.configuration.all(Holiday):
        document = holiday.document
        if document.every_year:
            continue
        last = document.last if document.consecutive else document.first
        if not document.consecutive and _day(document.first) is None:
            yield Finding.at(holiday, "holiday-never", "first")
        elif (last.year or 0, last.month, last.day) < (today.year, today.month, today.day):
            yield Finding.at(holiday, "holiday-past")


def _day(moment: Moment) -> date | None:
    """The day, if its year has it: only some have 29 February."""
    try:
        return date(moment.year or 1, moment.month, moment.day)
    except ValueError:
        return None
