"""What a dialled number leads to: for an extension, and for a call from a trunk."""

from collections.abc import Sequence
from typing import Literal, assert_never

from switchboard.callflow.hop import EmergencyCall, FeatureCall, OutsideCall
from switchboard.engine.port import CallInfo
from switchboard.model.conference import Conference
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    Destination,
    ToConference,
    ToExtension,
    ToGroupVoicemail,
    ToIvr,
    ToQueue,
    ToRingGroup,
)
from switchboard.model.dialplan import takes
from switchboard.model.directory import Extension
from switchboard.model.emergency_numbers import emergency_number, may_be_emergency
from switchboard.model.families import Numbered
from switchboard.model.feature_codes import DialledFeature, Dialler
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute, OutboundRoute, Trunk
from switchboard.model.ways_out import as_taken

Ours = ToIvr | ToExtension | ToRingGroup | ToGroupVoicemail | ToQueue | ToConference
"""What leads to an object with a number."""
Inside = Ours | FeatureCall | OutsideCall
"""What an extension can dial."""


def first_destination(configuration: Configuration, info: CallInfo) -> Destination | Inside | EmergencyCall | None:
    """Returns where a new call goes first; None for what means nothing here.

    Nothing comes before an emergency number, which only phones dial: no caller from outside, nor in a menu.
    """
    if info.picks_up is not None:
        return FeatureCall(DialledFeature("pick_up", "", info.picks_up.callee.number), "phone")
    if info.trunk is not None:
        return _from_trunk(configuration, info.trunk, info.dialled)
    if number := emergency_number(configuration, info.dialled):
        return EmergencyCall(number)
    return inside(configuration, info.dialled, info.extension, "phone")


def inside(configuration: Configuration, number: str, extension: int | None, by: Dialler) -> Inside | None:
    """What `number` leads to for an extension (its id): the object that has it, the feature whose code it is, else
    outside if a route permits it.

    Without an extension nothing leads outside.
    """
    if found := ours(configuration, number) or feature(configuration, number, by) or slot(configuration, number, by):
        return found
    return (
        outside(configuration, number, configuration.outbound_routes_for(extension)) if extension is not None else None
    )


def for_client(
    configuration: Configuration, number: str, rights: int | None
) -> Ours | OutsideCall | Literal["not-permitted"] | None:
    """What `number` leads to for a client of an API, by the permissions of an extension (its id); None for nothing."""
    if found := ours(configuration, number):
        return found
    if may_be_emergency(configuration, number):  # nobody would be there to say where it burns
        return "not-permitted"
    if outside(configuration, number, configuration.outbound_routes()) is None:
        return None
    routes = configuration.outbound_routes_for(rights) if rights is not None else ()
    return outside(configuration, number, routes) or "not-permitted"


def feature(configuration: Configuration, dialled: str, by: Dialler) -> FeatureCall | None:
    """What a feature code leads to for those who may dial it."""
    found = configuration.office.feature_codes.find(dialled, by)
    return None if found is None else FeatureCall(found, by)


def slot(configuration: Configuration, number: str, by: Dialler) -> FeatureCall | None:
    """What the number of a parking slot leads to: a phone gets who is parked there, and who is transferred there is
    parked."""
    if by not in ("phone", "diverted") or not configuration.office.parking.has(number):
        return None
    return FeatureCall(DialledFeature("retrieve" if by == "phone" else "park_at", "", number), by)


def ours(configuration: Configuration, number: str) -> Ours | None:
    """The menu, extension, ring group, group voicemail, queue or conference that has the number."""
    stored = configuration.by_number(number)
    return None if stored is None else to_object(stored)


def to_object(stored: Stored[Numbered]) -> Ours:
    """The destination that leads to an object with a number."""
    match stored.document:
        case Ivr():
            return ToIvr(ivr=stored.id)
        case Extension():
            return ToExtension(extension=stored.id)
        case RingGroup():
            return ToRingGroup(ring_group=stored.id)
        case GroupVoicemail():
            return ToGroupVoicemail(group_voicemail=stored.id)
        case Queue():
            return ToQueue(queue=stored.id)
        case Conference():
            return ToConference(conference=stored.id)
        case _:
            assert_never(stored.document)


def outside(configuration: Configuration, number: str, routes: Sequence[Stored[OutboundRoute]]) -> OutsideCall | None:
    """Returns the number outside with those of `routes` that take it; None if no route does."""
    number = as_taken(number, routes, configuration.office.numbering)
    taking = tuple(route for route in routes if any(pattern.takes(number) for pattern in route.document.patterns))
    return OutsideCall(number, taking) if taking else None


def _from_trunk(configuration: Configuration, trunk: int, number: str) -> Destination | None:
    """Where the first inbound route that takes the number leads. Strangers never reach an outbound route this way."""
    route = inbound_route(configuration, trunk, number)
    return None if route is None else route.to


def inbound_route(configuration: Configuration, trunk: int, number: str) -> InboundRoute | None:
    """The first route that takes a number, however it is written, that was called through the trunk with that id."""
    through = configuration.get(Trunk, trunk)
    ways = configuration.called_forms(through.document, number) if through else (number,)
    routes = (route.document for route in configuration.inbound_routes(trunk))
    return next((route for route in routes if any(takes(route.pattern, way) for way in ways)), None)
