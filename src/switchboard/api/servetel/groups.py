"""Departments and time groups, as the dialect lists them: the ring groups and the time conditions. Pure."""

from collections.abc import Iterator
from typing import Final, assert_never

from switchboard.api.common import Json
from switchboard.api.servetel.destinations import Shown, nearest, to_wire
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    HangUp,
    ToApiDialplan,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToGroupVoicemail,
    ToIvr,
    ToQueue,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.directory import Extension
from switchboard.model.ring_group import RingGroup, Strategy
from switchboard.model.schedule import DAYS, DayHours
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition

STRATEGIES: Final[dict[Strategy, str]] = {
    "ring_all": "simultaneously",
    "sequential": "sequentially",
    "random": "randomly",
    "memory": "memory_hunt",
    "least_recent": "least_recent",
}
_MIDNIGHT, _DAY_END = "00:00", "23:59"
_NO_STICKING: dict[str, Json] = {"enabled": False, "time_period": None, "format": None}


def department(stored: Stored[RingGroup], objects: Configuration) -> dict[str, Json]:
    """A ring group; `objects` holds its members, and where it leads when nobody answers."""
    group = stored.document
    to = to_wire(group.failover, 0, objects)
    found = (objects.get(Extension, id) for id in group.members)
    agents = [_agent(one, group) for one in found if one]
    return {
        "id": str(stored.id),
        "name": group.name,
        "description": "",
        "ring_strategy": STRATEGIES[group.strategy],
        "music_on_hold": None,
        "hold_playback": None,
        "failover_music": None,
        "agent_count": str(len(agents)),
        "use_as_queue": False,
        "queue_timeout": None,
        "sticky_agent": _NO_STICKING,
        "timeout": group.timeout_s,
        "timeout_dest_type": to.type,
        "timeout_destination": to.id,
        "timeout_dest_name": _name(nearest(group.failover, 0), objects),
        "agents": agents,
    }


def time_group(stored: Stored[TimeCondition], objects: Configuration) -> dict[str, Json]:
    """A time condition by its open hours: lists in which the entries at one place belong together."""
    schedule = stored.document.when
    week = schedule.hours or objects.office.hours
    hours = [(day, *times) for day in DAYS for times in _times(getattr(week, day))]
    return {
        "id": str(stored.id),
        "name": stored.document.name,
        "timezone": objects.zone_of(schedule),
        "from_time": [begin for _, begin, _ in hours],
        "to_time": [end for _, _, end in hours],
        "days": [day for day, _, _ in hours],
        "dates": [],
        "months": [],
    }


def _agent(extension: Stored[Extension], group: RingGroup) -> dict[str, Json]:
    """A member; for how long it rings, alone or with all others."""
    waits_s = group.timeout_s if group.strategy == "ring_all" else group.ring_time_s
    number = extension.document.number
    return {"id": str(extension.id), "name": extension.document.name, "eid": number, "timeout": waits_s}


def _name(to: Shown, objects: Configuration) -> str | None:
    """The name of the object that a destination leads to; None where it leads to none."""
    match to:
        case (
            ToExtension(extension=id) | ToIvr(ivr=id) | ToRingGroup(ring_group=id) | ToTimeCondition(time_condition=id)
        ):
            found = objects.get(Document, id)
            return found.document.name if found else None
        case (
            ToExtensionVoicemail(extension=id)
            | ToGroupVoicemail(group_voicemail=id)
            | ToQueue(queue=id)
            | ToApiDialplan(api_dialplan=id)
        ):
            found = objects.get(Document, id)
            return found.document.name if found else None
        case HangUp() | ToExternalNumber():
            return None
        case _:
            assert_never(to)


def _times(day: DayHours) -> Iterator[tuple[str, str]]:
    if day.open and not day.ranges:
        yield _MIDNIGHT, _DAY_END
    elif day.open:
        yield from ((one.start, one.end) for one in day.ranges)
