"""PortSIP's requests applied to an IVR of the model. Pure.

What is sent just as it is shown stays as it is, also where PortSIP shows only the nearest that it can express; what it
has no field for stays in any case (call semantics, section 6).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.mapping import entry as shown_entry
from switchboard.api.portsip.mapping import fields, greeted
from switchboard.api.portsip.naming import object_id
from switchboard.api.portsip.wire_ivr import DAYS, CallerId, Day, Entry, IvrFields, MenuRule, OfficeHours, excluded
from switchboard.callflow.dialled import ours
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    ByTime,
    Destination,
    Disa,
    HangUp,
    PlainDestination,
    Repeat,
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

_LONGEST_OUTSIDE = 33
_NO_SUCH_EXTENSION = Announcement(name="no-such-extension")
_GREETING = Announcement(name="default")


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
    """`ivr` with the change. `objects` holds what both refer to, `prompts` the prompt of each file that is named.

    Raises Refusal 400 with all that refers to nothing.
    """
    edit = _Edit(ivr, sent, objects)
    parts = {name: value for change in (edit.plain, edit.leading, edit.dialling) for name, value in change()}
    if edit.problems:
        raise invalid(edit.problems)
    return Ivr.model_validate({**dict(ivr), **parts, **dict(_prompts(ivr, sent, prompts))})


def _prompts(ivr: Ivr, sent: IvrFields, prompts: Mapping[str, int]) -> Iterator[tuple[str, object]]:
    if "prompt_file_id" in sent.model_fields_set:
        new = _prompt(sent.prompt_file_id, prompts)
        if new != greeted(ivr) and (new or isinstance(greeted(ivr), CustomPrompt)):
            yield "greeting", (new or _GREETING,)
    if "transfer_prompt_file_id" in sent.model_fields_set:
        yield "transfer_prompt", _prompt(sent.transfer_prompt_file_id, prompts)


def _prompt(file: str | None, prompts: Mapping[str, int]) -> PromptRef | None:
    return None if file is None else CustomPrompt(prompt=prompts[file])


class _Edit:
    """One change being applied: each method yields the fields of the model that differ then."""

    def __init__(self, ivr: Ivr, sent: IvrFields, objects: Configuration) -> None:
        self._ivr = ivr
        self._sent = sent
        self._objects = objects
        self._was = fields(ivr, objects)
        self._now = sent.model_dump(by_alias=True)
        self.problems: dict[str, str] = {}

    def _differs(self, name: str) -> bool:
        return name in self._sent.model_fields_set and self._now[name] != self._was[name]

    def plain(self) -> Iterator[tuple[str, object]]:
        sent = self._sent
        values = {
            "name": ("name", sent.name),
            "language": ("language", sent.language or ""),
            "dtmf_interval": ("digit_timeout_s", sent.dtmf_interval),
            "enable_pin": ("disa_pin_required", sent.enable_pin),
            "enable_audio_recording": ("record", sent.enable_audio_recording),
        }
        yield from (values[name] for name in values if self._differs(name))

    def leading(self) -> Iterator[tuple[str, object]]:
        """Where the call goes, and when."""
        if self._differs("timeout_forward_rule"):
            yield from self._timeout()
        if self._differs("failure_forward_rule"):
            old = self._ivr.transfer_failed or Route()
            yield "transfer_failed", self._route(old, "failure_forward_rule", self._sent.failure_forward_rule)
        if self._differs("custom_forward_rules"):
            yield "options", self._options()
        if self._differs("night_mode_forward_rule") or self._differs("enable_night_mode"):
            yield "night", self._night()

    def dialling(self) -> Iterator[tuple[str, object]]:
        """What may be dialled, and as whom."""
        if self._differs("exclude_list"):
            ranges = tuple(NumberRange(first=first, last=last) for first, last in excluded(self._sent.exclude_list))
            yield "direct_dial", self._ivr.direct_dial.model_copy(update={"exclude": ranges})
        if self._differs("outbound_caller_ids"):
            found = [self._caller_id(index, one) for index, one in enumerate(self._sent.outbound_caller_ids)]
            yield "caller_ids", tuple(one for one in found if one)

    def _timeout(self) -> Iterator[tuple[str, object]]:
        """Who dials wrong numbers too often goes where the silent go, in an IVR that has it so."""
        sent, old, misses = self._sent.timeout_forward_rule, self._ivr.no_input, self._ivr.no_match
        was = self._was["timeout_forward_rule"]
        if not isinstance(was, Mapping) or sent.timeout != was["timeout"]:
            yield "response_timeout_s", sent.timeout
        route = old.route
        if not isinstance(was, Mapping) or (sent.action, sent.number) != (was["action"], was["number"]):
            route = self._route(old.route, "timeout_forward_rule", sent)
        yield "no_input", old.model_copy(update={"retries": sent.repeat_times, "route": route})
        if misses.route == old.route and misses.retry_prompt == _NO_SUCH_EXTENSION:
            yield "no_match", misses.model_copy(update={"route": route})

    def _night(self) -> NightMode:
        old, sent = self._ivr.night, self._sent
        enabled = sent.enable_night_mode if "enable_night_mode" in sent.model_fields_set else old.enabled
        if not self._differs("night_mode_forward_rule"):
            return NightMode(enabled=enabled, route=old.route)
        if sent.night_mode_forward_rule is None:
            return NightMode(enabled=enabled)
        route = self._route(old.route or Route(), "night_mode_forward_rule", sent.night_mode_forward_rule)
        return NightMode(enabled=enabled, route=route)

    def _options(self) -> tuple[Option, ...]:
        old = {str(shown["user_input"]): (option, shown) for option, shown in self._old_entries()}
        return tuple(
            self._option(f"custom_forward_rules[{index}]", one, *old.get(one.user_input, (None, {})))
            for index, one in enumerate(self._sent.custom_forward_rules)
        )

    def _old_entries(self) -> Iterator[tuple[Option, Mapping[str, object]]]:
        yield from ((option, shown_entry(option, self._objects)) for option in self._ivr.options)

    def _option(self, place: str, sent: Entry, old: Option | None, shown: Mapping[str, object]) -> Option:
        now = sent.model_dump(by_alias=True)
        if old is not None and now == shown:
            return old
        keys, delayed = sent.keys
        to = self._times(place, sent, now, old.route.to if old else None, shown)
        if old is None:
            return Option(keys=keys, route=Route(to=to), ambiguous_timeout_s=AMBIGUOUS_S if delayed else 0)
        return old.model_copy(update={"route": old.route.model_copy(update={"to": to})})

    def _times(
        self, place: str, sent: Entry, now: Mapping[str, Any], old: Destination | None, shown: Mapping[str, object]
    ) -> ByTime:
        """A rule that is needed and missing is that of the office hours."""
        kept = old if isinstance(old, ByTime) else ByTime(open=old, closed=old)
        same_time = old is not None and all(now[name] == shown[name] for name in ("office_hours", "holidays"))

        def rule(name: str, value: MenuRule | None, was: PlainDestination | None) -> PlainDestination | None:
            if old is not None and value is not None and now[name] == shown[name]:
                return was
            return None if value is None else self._destination(f"{place}.{name}", value)

        within = rule("office_hours_forward_rule", sent.office_hours_forward_rule, kept.open)
        outside = rule("non_office_hours_forward_rule", sent.non_office_hours_forward_rule, kept.closed)
        holiday = rule("holiday_forward_rule", sent.holiday_forward_rule, kept.holiday)
        return ByTime(
            when=kept.when if same_time else self._schedule(place, sent),
            open=within,
            closed=within if outside is None else outside,
            holiday=within if holiday is None and sent.holidays else holiday,
        )

    def _schedule(self, place: str, sent: Entry) -> Schedule:
        found = [self._holiday(f"{place}.holidays[{index}]", text) for index, text in enumerate(sent.holidays)]
        return Schedule(hours=_hours(sent.office_hours), holidays=tuple(key for key in found if key))

    def _holiday(self, place: str, text: str) -> int | None:
        key = object_id(text)
        if key is None or self._objects.get(Holiday, key) is None:
            self.problems[place] = "there is no such holiday"
        return key

    def _caller_id(self, index: int, sent: CallerId) -> MenuCallerId | None:
        place, key = f"outbound_caller_ids[{index}]", object_id(sent.provider_id)
        trunk = self._objects.get(Trunk, key) if key else None
        if trunk is None:
            self.problems[f"{place}.provider_id"] = "there is no such provider"
            return None
        if not _owns(trunk.document.did_numbers, sent.caller_id):
            self.problems[f"{place}.caller_id"] = "is none of the numbers of the provider"
        return MenuCallerId(
            trunk=trunk.id,
            number=sent.caller_id,
            description=sent.description or "",
            display_name=sent.display_name or "",
        )

    def _route(self, old: Route, place: str, sent: MenuRule) -> Route:
        """Whether recording stops there is nothing that PortSIP knows of."""
        return Route(to=self._destination(place, sent), stop_recording=old.stop_recording)

    def _destination(self, place: str, sent: MenuRule) -> PlainDestination:
        if sent.number is not None:
            return self._forward(f"{place}.number", sent.number)
        match sent.action:
            case "REPEAT":
                return Repeat()
            case "DISA":
                return Disa()
        return HangUp()

    def _forward(self, place: str, number: str) -> PlainDestination:
        """What has the number now; else the number as such, which something may have when the call comes."""
        if to := ours(self._objects, number):
            return to
        if len(number.lstrip("+")) > 32:
            self.problems[place] = "nothing here has this number, and outside none is as long"
            return HangUp()
        return ToNumber(number=number)


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


def _owns(numbers: Sequence[str], number: str) -> bool:
    """Whether a provider whose pool is `numbers`, empty for any, has a number, a plus aside."""
    return not numbers or number.lstrip("+") in {one.lstrip("+") for one in numbers}
