"""Whether somebody in need gets through."""

from collections.abc import Iterator

from switchboard.model.checks.finding import Code, Finding
from switchboard.model.checks.survey import Survey
from switchboard.model.directory import Extension
from switchboard.model.emergency import ASSUMED
from switchboard.model.office import OFFICE, Office
from switchboard.model.trunk import Trunk


def emergency(survey: Survey) -> Iterator[Finding]:
    """Nothing is said while there are no lines at all: the telephones are for inside."""
    configuration, office = survey.configuration, survey.configuration.office
    trunks = configuration.all(Trunk)
    if not trunks or not configuration.all(Extension):
        return
    if not configuration.trunks():
        yield _at_office(survey, "emergency-no-line")
    if not office.country and office.emergency.numbers is None:
        yield _at_office(survey, "emergency-no-country", "country", numbers=", ".join(ASSUMED))
    if not office.emergency.caller_id and not all(trunk.document.caller_id for trunk in configuration.trunks()):
        yield _at_office(survey, "emergency-no-caller-id", "emergency", "caller_id")
    for place, id in enumerate(office.emergency.trunks):
        trunk = configuration.get(Trunk, id)
        if trunk is not None and not trunk.document.enabled:
            yield _at_office(survey, "emergency-trunk-off", "emergency", "trunks", place, name=trunk.document.name)


def _at_office(survey: Survey, code: Code, *steps: str | int, **values: str) -> Finding:
    offices = survey.configuration.all(Office)
    if offices:
        return Finding.at(offices[0], code, *steps, **values)
    return Finding(code, Office.kind, None, OFFICE, steps=steps, values=values)
