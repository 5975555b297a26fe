"""An IVR of the model as PortSIP shows it. Pure.

What PortSIP cannot express appears as the nearest that it can.
"""

from collections.abc import Mapping
from typing import assert_never

from switchboard.api.common import Json
from switchboard.api.portsip.naming import wire_id
from switchboard.api.portsip.prompts import ShownFile
from switchboard.api.portsip.wire_ivr import DAYS, LONGEST_WAIT_S, Action, exclude_list
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    ByTime,
    Destination,
    DialByName,
    Disa,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToApiDialplan,
    ToConference,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToGroupVoicemail,
    ToIvr,
    ToNumber,
    ToQueue,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.ivr import Ivr, Option
from switchboard.model.prompt import CustomPrompt, PromptRef
from switchboard.model.schedule import DayHours, Schedule, WeekHours
from switchboard.model.stored import Stored

DEFAULT_LANGUAGE = "en-US"
JsonObject = dict[str, Json]


def listed(stored: Stored[Ivr]) -> JsonObject:
    """An IVR in a list."""
    return {"id": wire_id(stored.id), "name": stored.document.name, "extension_number": stored.document.number}


def fields(ivr: Ivr, objects: Configuration) -> JsonObject:
    """What a request would have to hold to make the IVR as it is, files and PIN aside.

    `objects` holds what the IVR refers to, and the office.
    """
    silence, failed, night = ivr.no_input, ivr.transfer_failed, ivr.night.route
    return {
        "name": ivr.name,
        "language": ivr.language or objects.office.language or DEFAULT_LANGUAGE,
        "dtmf_interval": _seconds(ivr.digit_timeout_s, least=1),
        "enable_pin": ivr.disa_pin_required,
        "timeout_forward_rule": {
            "timeout": _seconds(ivr.response_timeout_s, least=0),
            "repeat_times": silence.retries,
            **rule(silence.route.to, objects),
        },
        "failure_forward_rule": rule(failed.to, objects) if failed else _HANG_UP,
        "custom_forward_rules": [entry(option, objects) for option in ivr.options],
        "outbound_caller_ids": [
            {
                "provider_id": wire_id(one.trunk),
                "caller_id": one.number,
                "description": one.description or None,
                "display_name": one.display_name or None,
            }
            for one in ivr.caller_ids
        ],
        "night_mode_forward_rule": rule(night.to, objects) if night else None,
        "enable_night_mode": ivr.night.enabled,
        "exclude_list": exclude_list([(one.first, one.last) for one in ivr.direct_dial.exclude]),
        "enable_audio_recording": ivr.record,
    }


def shown(
    stored: Stored[Ivr],
    pin: str | None,
    objects: Configuration,
    files: Mapping[int, ShownFile],
    holidays: Mapping[str, JsonObject],
) -> JsonObject:
    """Every key of an answer in the documented order; `files` by the id of the prompt, `holidays` by their id here."""
    ivr = stored.document
    known = fields(ivr, objects)
    entries = [entry(option, objects) for option in ivr.options]
    for one in entries:
        in_full(one, holidays)
    head = ("name", "language", "dtmf_interval")
    return {
        "id": wire_id(stored.id),
        "name": known.pop(head[0]),
        "extension_number": ivr.number,
        "language": known.pop(head[1]),
        "dtmf_interval": known.pop(head[2]),
        **_file("prompt", greeted(ivr), files),
        **_file("transfer_prompt", ivr.transfer_prompt, files),
        "enable_pin": known.pop("enable_pin"),
        "pin": pin,
        **known,
        "custom_forward_rules": entries,
    }


def in_full(times: JsonObject, holidays: Mapping[str, JsonObject]) -> None:
    """Put whole holidays where there are ids of them."""
    named = times["holidays"]
    if isinstance(named, list):
        times["holidays"] = [holidays[id] for id in named if id in holidays]


def greeted(ivr: Ivr) -> PromptRef | None:
    """The first prompt of the greeting: PortSIP has one."""
    return ivr.greeting[0] if ivr.greeting else None


def entry(option: Option, objects: Configuration) -> JsonObject:
    """A menu entry; what does not depend on the time is the same inside office hours and outside."""
    return {"user_input": user_input(option), **by_time(option.route.to, objects, menu=True)}


def by_time(to: Destination, objects: Configuration, *, menu: bool = False) -> JsonObject:
    """A destination inside office hours, outside and on holidays."""
    times = to if isinstance(to, ByTime) else ByTime(open=to, closed=to)

    def shown(at: Destination | None) -> JsonObject | None:
        return None if at is None else rule(at, objects, menu=menu)

    return {
        "office_hours": office_hours(times.when),
        "office_hours_forward_rule": shown(times.open),
        "non_office_hours_forward_rule": shown(times.closed),
        "holidays": [wire_id(id) for id in times.when.holidays],
        "holiday_forward_rule": shown(times.holiday),
    }


def user_input(option: Option) -> str:
    """A `#` at the end says that more keys are awaited; keys that end in one themselves need it in any case."""
    at_once = option.ambiguous_timeout_s == 0 and not (len(option.keys) > 1 and option.keys.endswith("#"))
    return option.keys if at_once else f"{option.keys}#"


def office_hours(schedule: Schedule) -> JsonObject:
    if schedule.hours is None:
        return {"mode": "GLOBAL", **dict.fromkeys(DAYS)}
    return {"mode": "CUSTOM", **week(schedule.hours)}


def week(hours: WeekHours) -> JsonObject:
    """The seven days."""
    return {day: _day(getattr(hours, day)) for day in DAYS}


def rule(to: Destination, objects: Configuration, *, menu: bool = False) -> JsonObject:
    """The action for a destination, and the number it goes to; DISA only from a menu."""
    match to:
        case ByTime():
            return rule(to.open, objects, menu=menu) if to.open else _HANG_UP
        case Repeat() | PlayAndReturn():
            return {"action": "REPEAT", "number": None}
        case Disa():
            return {"action": "DISA", "number": None} if menu else _HANG_UP
        case ToNumber(number=number):
            return _forward(number)
        case ToExternalNumber(prefix=prefix, number=number):
            plus = "+" if (prefix + number).startswith("+") else ""
            return _forward(plus + (prefix + number).replace("+", ""))
        case ToExtension(extension=id) | ToIvr(ivr=id) | ToRingGroup(ring_group=id):
            return _forward(_number(id, objects))
        case ToGroupVoicemail(group_voicemail=id) | ToQueue(queue=id) | ToConference(conference=id):
            return _forward(_number(id, objects))
        case ToExtensionVoicemail(extension=id):
            return _forward(_number(id, objects), "FORWARD_TO_VOICEMAIL")
        case HangUp() | PlayAndExit() | ToTimeCondition() | DialByName() | ToApiDialplan():
            return _HANG_UP
        case _:
            assert_never(to)


_HANG_UP: JsonObject = {"action": "HANGUP", "number": None}


def _forward(number: str | None, action: Action = "FORWARD_TO_NUMBER") -> JsonObject:
    return _HANG_UP if number is None else {"action": action, "number": number}


def _number(id: int, objects: Configuration) -> str | None:
    found = objects.get(Document, id)
    return found.document.dialled_number() if found else None


def _day(hours: DayHours) -> JsonObject:
    return {"enabled": hours.open, "ranges": [{"from": one.start, "to": one.end} for one in hours.ranges]}


def _file(name: str, ref: PromptRef | None, files: Mapping[int, ShownFile]) -> JsonObject:
    found = files.get(ref.prompt) if isinstance(ref, CustomPrompt) else None
    return {
        f"{name}_file_name": found.name if found else None,
        f"{name}_file_size": found.size if found else 0,
        f"{name}_file_url": found.url if found else None,
    }


def _seconds(value: float, *, least: int) -> int:
    """Whole seconds, `least` at least and `LONGEST_WAIT_S` at most."""
    return min(max(round(value), least), LONGEST_WAIT_S)
