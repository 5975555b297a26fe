"""What an IVR looks like in requests. The defaults are those that a new one has."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    SecretStr,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from switchboard.api.portsip.wire import Wire
from switchboard.model.base import NAME
from switchboard.model.pin import Pin

Action = Literal["FORWARD_TO_NUMBER", "FORWARD_TO_VOICEMAIL", "REPEAT", "HANGUP"]
MenuAction = Literal["FORWARD_TO_NUMBER", "FORWARD_TO_VOICEMAIL", "REPEAT", "HANGUP", "DISA"]
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MAX_ENTRIES: Final = 100
MAX_EXCLUDED: Final = 1000
LONGEST_WAIT_S: Final = 3600

_FORWARDS = ("FORWARD_TO_NUMBER", "FORWARD_TO_VOICEMAIL")
_NUMBER = re.compile(r"\+?[0-9*#]{1,64}")
_NULL: Final = {"type": "null"}
_RANGE = re.compile(r"([0-9]{1,64})(?:-([0-9]{1,64}))?")


def excluded(text: str) -> list[tuple[str, str]]:
    """First and last number of each entry of an exclude list. Raises PydanticCustomError."""
    entries = [entry.strip() for entry in text.split(";")] if text.strip() else []
    found = [_RANGE.fullmatch(entry) for entry in entries]
    ranges = [(one[1], one[2] or one[1]) for one in found if one]
    if len(ranges) < len(entries) or any(len(first) != len(last) or first > last for first, last in ranges):
        raise PydanticCustomError("exclude_list", "must be numbers and ranges that go upwards, such as 1001-2001;3000")
    if len(ranges) > MAX_EXCLUDED:
        raise PydanticCustomError("exclude_list", "must have at most 1000 entries")
    return ranges


def exclude_list(ranges: list[tuple[str, str]]) -> str:
    """The text for such entries."""
    return ";".join(first if first == last else f"{first}-{last}" for first, last in ranges)


def _tidy(text: str) -> str:
    return exclude_list(excluded(text))


def _id(value: object) -> object:
    """Holidays are ids in requests and whole objects in answers; both may be sent."""
    return value.get("id") if isinstance(value, dict) else value


def _or_none(text: str) -> str | None:
    return text or None


Name = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=NAME)]
ExtensionNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{3,64}$")]
Language = Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
Id = Annotated[str, StringConstraints(max_length=64)]
HolidayId = Annotated[Id, BeforeValidator(_id, json_schema_input_type=str | dict[str, object])]
UserInput = Annotated[str, StringConstraints(pattern=r"^([0-9*#]{1,16}#?|F)$")]
ExcludeList = Annotated[str, StringConstraints(max_length=2**17), AfterValidator(_tidy)]
Clock = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
CallerText = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")]
DisplayName = Annotated[
    str, StringConstraints(max_length=255, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$"), AfterValidator(_or_none)
]
Description = Annotated[
    str,
    StringConstraints(max_length=1024, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"),
    AfterValidator(_or_none),
]


class Part(Wire):
    """Something in which null stands for the default, except in the fields `never_null`."""

    never_null: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _null_is_the_default(cls, sent: object) -> object:
        if not isinstance(sent, dict):
            return sent
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()} - cls.never_null
        return {
            name: cls.model_fields[name].get_default(call_default_factory=True)
            if value is None and name in optional
            else value
            for name, value in sent.items()
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """With null where it stands for the default."""
        schema = handler(core)
        properties = handler.resolve_ref_schema(schema)["properties"]
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()}
        for name in optional - cls.never_null:
            if _NULL not in properties[name].get("anyOf", ()):
                properties[name] = {"anyOf": [properties[name], _NULL]}
        return schema


class MenuRule(Part):
    """Where a menu entry leads. `number` counts with the FORWARD actions only, which need it."""

    action: MenuAction = "HANGUP"
    number: Annotated[str | None, Field(validate_default=True)] = None

    @field_validator("number")
    @classmethod
    def _goes_with_the_action(cls, number: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("action") not in _FORWARDS:
            return None
        if number is None:
            raise PydanticCustomError("missing", "is required")
        if not _NUMBER.fullmatch(number):
            raise PydanticCustomError("number", "must be at most 64 of 0-9 * #, after an optional +")
        return number


class Rule(MenuRule):
    """Where a caller goes from elsewhere than the menu: only there DISA can be had."""

    action: Action = "HANGUP"


class TimeoutRule(Rule):
    """What happens after silence of `timeout` seconds, once it has only replayed the prompt `repeat_times` times."""

    timeout: Annotated[int, Field(ge=0, le=LONGEST_WAIT_S)] = 30
    repeat_times: Annotated[int, Field(ge=0, le=1000)] = 3


class NightRule(Rule):
    """Where callers go at night, when there is no menu to repeat."""

    @field_validator("action")
    @classmethod
    def _ends(cls, action: str) -> str:
        return "HANGUP" if action == "REPEAT" else action


class Range(Part):
    """A part of a day."""

    start: Annotated[Clock, Field(alias="from")]
    end: Annotated[Clock, Field(alias="to")]

    @field_validator("end")
    @classmethod
    def _goes_forward(cls, end: str, info: ValidationInfo) -> str:
        if "start" in info.data and info.data["start"] >= end:
            raise PydanticCustomError("range", "must be after from; a range cannot cross midnight")
        return end


class Day(Part):
    """One day: closed, open in the ranges, or without ranges open all day."""

    enabled: bool = False
    ranges: Annotated[list[Range], Field(max_length=50, default_factory=list)]


class OfficeHours(Part):
    """The tenant's hours, or a week; its days count with CUSTOM only, where a missing one is closed."""

    mode: Literal["GLOBAL", "CUSTOM"] = "GLOBAL"
    monday: Annotated[Day | None, Field(validate_default=True)] = None
    tuesday: Annotated[Day | None, Field(validate_default=True)] = None
    wednesday: Annotated[Day | None, Field(validate_default=True)] = None
    thursday: Annotated[Day | None, Field(validate_default=True)] = None
    friday: Annotated[Day | None, Field(validate_default=True)] = None
    saturday: Annotated[Day | None, Field(validate_default=True)] = None
    sunday: Annotated[Day | None, Field(validate_default=True)] = None

    @field_validator(*DAYS)
    @classmethod
    def _by_mode(cls, day: Day | None, info: ValidationInfo) -> Day | None:
        return (day or Day(ranges=[])) if info.data.get("mode") == "CUSTOM" else None


class Times(Part):
    """Where callers go, by the time of the call."""

    office_hours: OfficeHours = OfficeHours()
    office_hours_forward_rule: MenuRule | None = None
    non_office_hours_forward_rule: MenuRule | None = None
    holidays: Annotated[list[HolidayId], Field(max_length=500, default_factory=list)]
    holiday_forward_rule: MenuRule | None = None


class Entry(Times):
    """What some keys do, by the time of the call."""

    user_input: UserInput

    @property
    def keys(self) -> tuple[str, bool]:
        """What the caller presses, and whether more keys are awaited then."""
        delayed = len(self.user_input) > 1 and self.user_input.endswith("#")
        return self.user_input.removesuffix("#") if delayed else self.user_input, delayed


def _hidden(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The keys of an entry that fires at once, and keys of another that begin with them and could never be entered."""
    at_once = {keys for keys, delayed in (entry.keys for entry in entries) if not delayed}
    for keys, _ in (entry.keys for entry in entries):
        yield from ((keys[:end], keys) for end in range(1, len(keys)) if keys[:end] in at_once)


class CallerId(Part):
    """Who calls, as the trunk `provider_id` sees it."""

    provider_id: Id
    caller_id: CallerText
    description: Description | None = None
    display_name: DisplayName | None = None


class IvrFields(Part):
    """An IVR in an update, where what is not sent stays as it is."""

    never_null: ClassVar[frozenset[str]] = frozenset({"name", "pin"})

    name: Name = ""
    language: Language | None = None
    dtmf_interval: Annotated[int, Field(ge=1, le=LONGEST_WAIT_S)] = 2
    prompt_file_id: Id | None = None
    transfer_prompt_file_id: Id | None = None
    enable_pin: bool = True
    pin: Pin = SecretStr("")
    timeout_forward_rule: TimeoutRule = TimeoutRule()
    failure_forward_rule: Rule = Rule()
    custom_forward_rules: Annotated[list[Entry], Field(max_length=MAX_ENTRIES, default_factory=list)]
    outbound_caller_ids: Annotated[list[CallerId], Field(max_length=100, default_factory=list)]
    night_mode_forward_rule: NightRule | None = None
    enable_night_mode: bool = False
    exclude_list: ExcludeList = ""
    enable_audio_recording: bool = False

    @field_validator("custom_forward_rules")
    @classmethod
    def _keys_differ(cls, entries: list[Entry]) -> list[Entry]:
        keys = [entry.keys[0] for entry in entries]
        if len(set(keys)) < len(keys):
            raise PydanticCustomError("distinct", "must not have the same user_input twice, with # or without")
        for hiding, hidden in _hidden(entries):
            text = "must not have {hiding}, which is acted on at once, beside {hidden}: {hiding}# waits for more keys"
            raise PydanticCustomError("hidden", text, {"hiding": hiding, "hidden": hidden})
        return entries


class NewIvr(IvrFields):
    """An IVR in a creation."""

    name: Name
    extension_number: ExtensionNumber
    pin: Pin
