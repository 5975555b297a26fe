"""Whether menus can call people, and as whom."""

from collections.abc import Iterator

from switchboard.model.checks.finding import Finding
from switchboard.model.checks.survey import Survey
from switchboard.model.checks.times import days_of
from switchboard.model.ivr import Ivr
from switchboard.model.office import Office
from switchboard.model.own_numbers import own_numbers


def calling(survey: Survey) -> Iterator[Finding]:
    for office in survey.configuration.all(Office):
        hours = office.document.calling_hours
        if hours is not None and not any(day.open for day in days_of(hours)):
            yield Finding.at(office, "calls-nobody", "calling_hours")
    ours = own_numbers(survey.configuration)
    for menu in survey.configuration.all(Ivr):
        for place, one in enumerate(menu.document.caller_ids):
            if one.number and one.number.lstrip("+") not in ours:
                yield Finding.at(menu, "caller-id-not-ours", "caller_ids", place, "number", number=one.number)
