"""Numbers that clash: with another object, the emergency services, a parking slot."""

from collections.abc import Iterator

from switchboard.model.base import Document
from switchboard.model.checks.finding import Finding
from switchboard.model.checks.survey import Survey
from switchboard.model.families import Numbered
from switchboard.model.stored import Stored


def clashes(survey: Survey) -> Iterator[Finding]:
    office = survey.configuration.office
    owners: dict[str, Stored[Document]] = {}
    for stored in survey.objects:
        if not isinstance(stored.document, Numbered):
            continue
        number = stored.document.number
        first = owners.setdefault(number, stored)
        if first is not stored:
            yield Finding.at(stored, "number-taken", "number", number=number, by=first.document.name)
        if office.emergency.has(number, office.country):
            yield Finding.at(stored, "number-is-emergency", "number", number=number)
        if office.parking.has(number):
            yield Finding.at(stored, "number-hides-slot", "number", number=number)
