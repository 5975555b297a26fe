"""PortSIP's requests applied to an IVR of the model. Pure.

What is sent just as it is shown stays as it is, also where PortSIP shows only the nearest that it can express; what it
has no field for stays in any case (call semantics, section 6).
"""

from collections.abc import Mapping, Sequence, Set
from typing import Final

from switchboard.api.common import Json
from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.mapping import entry as shown_entry
from switchboard.api.portsip.mapping import fields, greeted, user_input
from switchboard.api.portsip.naming import object_id
from switchboard.api.portsip.wire_ivr import (
    DAYS,
    CallerId,
    Day,
    Entry,
    IvrFields,
    MenuRule,
    OfficeHours,
    TimeoutRule,
    excluded,
)
from switchboard.callflow.dialled import ours
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    ByTime,
    Destination,
    Disa,
    HangUp,
    PlainDestination,
    Repeat,
    ToExtensionVoicemail,
    ToNumber,
)
from switchboard.model.holiday import Holiday
from switchboard.model.ivr import DirectDial, Ivr, MenuCallerId, NightMode, NumberRange, Option, Retry, Route
from switchboard.model.prompt import Announcement, CustomPrompt, PromptRef
from switchboard.model.schedule import Schedule, WeekHours
from switchboard.model.trunk import Trunk

AMBIGUOUS_S: Final = 3.0
"""How long more keys are awaited after those of an entry that is written with `#`."""

MISSES: Final = 10
"""So many wrong numbers in a row are tolerated."""

_LONGEST_OUTSIDE = 32
_NO_SUCH_EXTENSION = Announcement(name="no-such-extension")
_GREETING = Announcement(name="default")
_PLAIN: Final = {
    "name": "name",
    "dtmf_interval": "digit_timeout_s",
    "enable_pin": "disa_pin_required",
    "enable_audio_recording": "record",
}
"""Field -> that of the model, with the same values."""


def blank(name: str, number: str) -> Ivr:
    """A new IVR as PortSIP has it before anything is said about it."""
    return Ivr(
        name=name,
        number=number,
        greeting=(_GREETING,),
        response_timeout_s=30,
        digit_timeout_s=2,
        no_input=Retry(retries=3),
        no_match=Retry(retries=MISSES, retry_prompt=_NO_SUCH_EXTENSION),
        transfer_failed=Route(),
        direct_dial=DirectDial(mode="all", services="all"),
    )


def apply(ivr: Ivr, sent: IvrFields, objects: Configuration, prompts: Mapping[str, int]) -> Ivr:
    """The IVR as it becomes. `objects` holds what it refers to and what is sent names, `prompts` the prompt of each
    file that is sent.

    Raises Refusal 400 with all that refers to nothing.
    """
    found = _References(objects)
    shown, wanted = fields(ivr, objects), sent.model_dump(by_alias=True)
    # Only what differs from what is shown: PortSIP may show the nearest that it can express, and that must not replace
    # what is.
    changed = {name for name in sent.model_fields_set & shown.keys() if wanted[name] != shown[name]}
    parts: dict[str, object] = {_PLAIN[name]: getattr(sent, name) for name in _PLAIN.keys() & changed}
    if "language" in changed:
        parts["language"] = sent.language or ""
    if "timeout_forward_rule" in changed:
        parts |= _timeout(ivr, sent.timeout_forward_rule, shown["timeout_forward_rule"], found)
    if "failure_forward_rule" in changed:
        old = ivr.transfer_failed or Route()
        parts["transfer_failed"] = found.route(old, "failure_forward_rule", sent.failure_forward_rule)
    if "custom_forward_rules" in changed:
        parts["options"] = _options(ivr, sent.custom_forward_rules, found)
    if changed & {"enable_night_mode", "night_mode_forward_rule"}:
        parts["night"] = _night(ivr.night, sent, changed, found)
    if "exclude_list" in changed:
        ranges = tuple(NumberRange(first=first, last=last) for first, last in excluded(sent.exclude_list))
        parts["direct_dial"] = ivr.direct_dial.model_copy(update={"exclude": ranges})
    if "outbound_caller_ids" in changed:
        parts["caller_ids"] = found.caller_ids(sent.outbound_caller_ids)
    found.refuse_problems()
    return Ivr.model_validate({**dict(ivr), **parts, **_prompts(ivr, sent, prompts)})


class _References:
    """Looks up what a request refers to. A reference to nothing becomes a problem of its place in the body."""

    def __init__(self, objects: Configuration) -> None:
        self.objects = objects
        self._problems: dict[str, str] = {}

    def refuse_problems(self) -> None:
        """Raises Refusal 400 when there are any."""
        if self._problems:
            raise invalid(self._problems)

    def route(self, old: Route, place: str, sent: MenuRule) -> Route:
        """The route of a rule. PortSIP does not know of the end of recordings, so that stays as it is."""
        return Route(to=self.destination(place, sent), stop_recording=old.stop_recording)

    def destination(self, place: str, sent: MenuRule) -> PlainDestination:
        if sent.number is not None and sent.action == "FORWARD_TO_VOICEMAIL":
            return self._voicemail(f"{place}.number", sent.number)
        if sent.number is not None:
            return self._forward(f"{place}.number", sent.number)
        match sent.action:
            case "REPEAT":
                return Repeat()
            case "DISA":
                return Disa()
        return HangUp()

    def _forward(self, place: str, number: str) -> PlainDestination:
        """The destination for a number: the object that has it now, else the number itself, which an object may have by
        the time of the call.
        """
        if to := ours(self.objects, number):
            return to
        if len(number.lstrip("+")) > _LONGEST_OUTSIDE:
            self._problems[place] = "nothing here has this number, and outside none is as long"
            return HangUp()
        return ToNumber(number=number)

    def _voicemail(self, place: str, number: str) -> PlainDestination:
        """That of the extension with the number; a group's voicemail is reached by its own number."""
        extension = self.objects.extension_by_number(number)
        if extension is None:
            self._problems[place] = "no extension has this number"
            return HangUp()
        return ToExtensionVoicemail(extension=extension.id)

    def holidays(self, place: str, sent: Sequence[str]) -> tuple[int, ...]:
        ids = [object_id(text) for text in sent]
        for index, id in enumerate(ids):
            if id is None or self.objects.get(Holiday, id) is None:
                self._problems[f"{place}[{index}]"] = "there is no such holiday"
        return tuple(id for id in ids if id)

    def caller_ids(self, sent: Sequence[CallerId]) -> tuple[MenuCallerId, ...]:
        found = (self._caller_id(f"outbound_caller_ids[{index}]", one) for index, one in enumerate(sent))
        return tuple(one for one in found if one)

    def _caller_id(self, place: str, sent: CallerId) -> MenuCallerId | None:
        id = object_id(sent.provider_id)
        trunk = self.objects.get(Trunk, id) if id else None
        if trunk is None:
            self._problems[f"{place}.provider_id"] = "there is no such provider"
            return None
        if not _owns(trunk.document.did_numbers, sent.caller_id):
            self._problems[f"{place}.caller_id"] = "is none of the numbers of the provider"
        return MenuCallerId(
            trunk=trunk.id,
            number=sent.caller_id,
            description=sent.description or "",
            display_name=sent.display_name or "",
        )


def _owns(numbers: Sequence[str], number: str) -> bool:
    """Whether a number is in a provider's pool, disregarding a plus; an empty pool has every number."""
    return not numbers or number.lstrip("+") in {one.lstrip("+") for one in numbers}


def _timeout(ivr: Ivr, sent: TimeoutRule, shown: Json, found: _References) -> dict[str, object]:
    """The parts of the IVR that change with the rule for silence. Callers who dial wrong numbers too often go where the
    silent go, as long as the IVR has it so.
    """
    silence, misses = ivr.no_input, ivr.no_match
    was: Mapping[str, object] = shown if isinstance(shown, Mapping) else {}
    route = silence.route
    if (sent.action, sent.number) != (was.get("action"), was.get("number")):
        route = found.route(silence.route, "timeout_forward_rule", sent)
    parts: dict[str, object] = {
        "no_input": silence.model_copy(update={"retries": sent.repeat_times, "route": route}),
    }
    if sent.timeout != was.get("timeout"):
        parts["response_timeout_s"] = sent.timeout
    if misses.route == silence.route and misses.retry_prompt == _NO_SUCH_EXTENSION:
        parts["no_match"] = misses.model_copy(update={"route": route})
    return parts


def _night(old: NightMode, sent: IvrFields, changed: Set[str], found: _References) -> NightMode:
    enabled = sent.enable_night_mode if "enable_night_mode" in sent.model_fields_set else old.enabled
    route = old.route
    if "night_mode_forward_rule" in changed:
        rule = sent.night_mode_forward_rule
        route = found.route(route or Route(), "night_mode_forward_rule", rule) if rule else None
    return NightMode(enabled=enabled, route=route)


def _options(ivr: Ivr, sent: Sequence[Entry], found: _References) -> tuple[Option, ...]:
    """The options after the change: the list replaces the whole list, and an entry that is sent as it is shown stays
    the option that it is.
    """
    old = {user_input(option): option for option in ivr.options}
    return tuple(
        _option(f"custom_forward_rules[{index}]", entry, old.get(entry.user_input), found)
        for index, entry in enumerate(sent)
    )


def _option(place: str, sent: Entry, old: Option | None, found: _References) -> Option:
    wanted = sent.model_dump(by_alias=True)
    shown = shown_entry(old, found.objects) if old else {}
    if old is not None and wanted == shown:
        return old
    same = {name for name in shown if wanted[name] == shown[name]}
    to = _by_time(place, sent, old.route.to if old else None, same, found)
    if old is None:
        keys, is_delayed = sent.keys
        return Option(keys=keys, route=Route(to=to), ambiguous_timeout_s=AMBIGUOUS_S if is_delayed else 0)
    return old.model_copy(update={"route": old.route.model_copy(update={"to": to})})


def _by_time(place: str, sent: Entry, old: Destination | None, same: Set[str], found: _References) -> ByTime:
    """Where an entry leads inside office hours, outside and on holidays.

    Where a rule is needed and missing, that of the office hours counts. Rules in `same` stay as they are in `old`,
    because PortSIP may show only the nearest of what they are.
    """
    kept = old if isinstance(old, ByTime) else ByTime(open=old, closed=old)

    def rule(name: str, value: MenuRule | None, was: PlainDestination | None) -> PlainDestination | None:
        if value is None:
            return None
        return was if name in same else found.destination(f"{place}.{name}", value)

    within = rule("office_hours_forward_rule", sent.office_hours_forward_rule, kept.open)
    outside = rule("non_office_hours_forward_rule", sent.non_office_hours_forward_rule, kept.closed)
    holiday = rule("holiday_forward_rule", sent.holiday_forward_rule, kept.holiday)
    if same >= {"office_hours", "holidays"}:
        when = kept.when
    else:
        when = Schedule(hours=_hours(sent.office_hours), holidays=found.holidays(f"{place}.holidays", sent.holidays))
    return ByTime(
        when=when,
        open=within,
        closed=within if outside is None else outside,
        holiday=within if holiday is None and sent.holidays else holiday,
    )


def _hours(sent: OfficeHours) -> WeekHours | None:
    return None if sent.mode == "GLOBAL" else week({day: getattr(sent, day) for day in DAYS})


def week(days: Mapping[str, Day]) -> WeekHours:
    """The hours of seven days."""
    return WeekHours.model_validate(
        {
            name: {"open": day.enabled, "ranges": [{"start": one.start, "end": one.end} for one in day.ranges]}
            for name, day in days.items()
        }
    )


def _prompts(ivr: Ivr, sent: IvrFields, prompts: Mapping[str, int]) -> dict[str, object]:
    parts: dict[str, object] = {}
    if "prompt_file_id" in sent.model_fields_set:
        new = _prompt(sent.prompt_file_id, prompts)
        if new != greeted(ivr) and (new or isinstance(greeted(ivr), CustomPrompt)):
            parts["greeting"] = (new or _GREETING,)
    if "transfer_prompt_file_id" in sent.model_fields_set:
        parts["transfer_prompt"] = _prompt(sent.transfer_prompt_file_id, prompts)
    return parts


def _prompt(file: str | None, prompts: Mapping[str, int]) -> PromptRef | None:
    return None if file is None else CustomPrompt(prompt=prompts[file])
