"""Whether a number outside may be called when nobody of ours is on the line yet: the call semantics, section 24."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from switchboard.callflow.hop import OutsideCall
from switchboard.model.calling_hours import are_open, next_opening, zones_of
from switchboard.model.configuration import Configuration
from switchboard.model.do_not_call import DoNotCallList, barring


@dataclass(frozen=True, slots=True)
class Barred:
    """Why nobody is called at `number`: no route permits it; the list with that id and name has it; or it is not the
    time there, until `opens_at` (None: never).
    """

    reason: Literal["no_route", "do_not_call", "calling_hours"]
    number: str
    list: int | None = None
    name: str = ""
    opens_at: datetime | None = None


def barred(configuration: Configuration, call: OutsideCall, at: datetime) -> Barred | None:
    """Why a machine may not call that number `at` this time (aware); None if it may."""
    forms = _forms(configuration, call)
    # Where the office has no country, a number that lacks its plus may be one of the public network all the same.
    listed = (*forms, *(f"+{form}" for form in forms if form.isdecimal()))
    if found := barring(configuration.all(DoNotCallList), listed):
        return Barred("do_not_call", call.number, found.id, found.document.name)
    hours = configuration.office.calling_hours
    if hours is None:
        return None
    public = next((form for form in forms if form.startswith("+")), "")
    zones = zones_of(public) or (configuration.office.timezone,)
    if are_open(hours, zones, at):
        return None
    return Barred("calling_hours", call.number, opens_at=next_opening(hours, zones, at))


def _forms(configuration: Configuration, call: OutsideCall) -> tuple[str, ...]:
    """The number as it goes out and as it was dialled, in all ways to write it."""
    numbering = configuration.office.numbering
    patterns = (pattern for route in call.routes for pattern in route.document.patterns)
    sent = (pattern.translate(call.number) for pattern in patterns if pattern.takes(call.number))
    return tuple(dict.fromkeys(form for number in (*sent, call.number) for form in numbering.forms(number)))
