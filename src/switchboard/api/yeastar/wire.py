"""What an IVR looks like in a request: the parameters of ivr/create and ivr/update as data.

The twelve keys, the time-out and the invalid input have four parameters each; `SLOTS` names them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from switchboard.api.yeastar.envelope import Code, Problem, Refusal
from switchboard.model.base import NAME
from switchboard.model.wording import reason

MAX_PROMPTS = 5
LONGEST_PROMPT_LIST = 400
DESTINATIONS: Final = (
    *("", "end_call", "extension", "ext_vm", "ivr", "call_flow", "ring_group", "queue", "group_vm", "conference"),
    *("dial_by_name", "external_num", "play_greeting", "play_prompt"),
)


class OneOf:
    """Annotation of what is one of `allowed`; errors are tagged as Yeastar's are."""

    def __init__(self, *allowed: str | int) -> None:
        self._allowed = allowed

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"enum": list(self._allowed)}

    def _check(self, value: str | int) -> str | int:
        if value not in self._allowed:
            shown = ", ".join(str(one) or "(empty)" for one in self._allowed)
            raise PydanticCustomError("oneof", "one of: {allowed}", {"allowed": shown})
        return value


Text = Annotated[str, StringConstraints(strict=True, max_length=255, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
PromptList = Annotated[
    str, StringConstraints(strict=True, max_length=LONGEST_PROMPT_LIST, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")
]
Number = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9]{1,7}$")]
Name = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=63, pattern=NAME)]
Flag = Annotated[int, Field(strict=True), OneOf(0, 1)]
Repeat = Annotated[int, Field(strict=True, ge=1, le=5)]
Scale = Annotated[int, Field(strict=True, ge=1, le=100)]
Seconds = Annotated[int, Field(strict=True, ge=1, le=10)]
DestinationType = Annotated[Text, OneOf(*DESTINATIONS)]


class Wire(BaseModel):
    """Part of a body; keys that nobody knows are ignored, None stands for what was not sent."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class MemberItem(Wire):
    """An entry of `dial_ext_list` or `restrict_dial_ext_list`: `value` is an id."""

    value: Text
    type: Annotated[Text, OneOf("extension", "ext_group", "organization")]


class CallNumberItem(Wire):
    """An entry of `dial_call_number_list`."""

    value: Text
    type: Annotated[Text, OneOf("ring_group", "queue", "conference")]


class RouteItem(Wire):
    """An entry of `dial_outb_route_list`: `value` is an id; a `text` beside it is ignored."""

    value: Text


Members = Annotated[list[MemberItem], Field(max_length=1000)]


class IvrSettings(Wire):
    """The parameters that do not belong to a key, in the order in which they are documented."""

    number: Number | None = None
    name: Name | None = None
    prompt: PromptList | None = None
    prompt_repeat: Repeat | None = None
    resp_timeout: Seconds | None = None
    digit_timeout: Seconds | None = None
    alert_info: Text | None = None
    client_unique_ringtone: Text | None = None
    dial_ext_option: Annotated[Text, OneOf("disable", "all", "allow", "restrict")] | None = None
    dial_ext_list: Members | None = None
    restrict_dial_ext_list: Members | None = None
    enb_dial_call_number: Flag | None = None
    dial_call_number_list: Annotated[list[CallNumberItem], Field(max_length=1000)] | None = None
    enb_dial_outb_routes: Flag | None = None
    dial_outb_route_list: Annotated[list[RouteItem], Field(max_length=1000)] | None = None
    enb_dial_check_vm: Flag | None = None
    prompt_manger_enb: Flag | None = None
    prompt_manger_password: Text | None = None


class SlotValues(Wire):
    """The four parameters of a key, of the time-out or of invalid input."""

    dest: DestinationType | None = None
    prefix: Text | None = None
    value: Text | None = None
    stop: Flag | None = None

    @property
    def leads(self) -> bool:
        """Whether anything is said about where to go."""
        return (self.dest, self.prefix, self.value) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Slot:
    """The names of four parameters. `keys` is what the caller presses, empty for time-out and invalid input."""

    dest: str
    stop: str
    keys: str = ""

    @property
    def prefix(self) -> str:
        return f"{self.dest}_prefix"

    @property
    def value(self) -> str:
        return f"{self.dest}_value"

    @property
    def parameters(self) -> dict[str, str]:
        """Field of SlotValues -> parameter."""
        return {"dest": self.dest, "prefix": self.prefix, "value": self.value, "stop": self.stop}


TIMEOUT = Slot("timeout_dest", "allow_out_record_timeout")
INVALID = Slot("invalid_dest", "allow_out_record_invalid")
SLOTS = (
    *(Slot(f"press{digit}_dest", f"allow_out_record{digit}", digit) for digit in "0123456789"),
    Slot("press_hash_dest", "allow_out_record_hash", "#"),
    Slot("press_star_dest", "allow_out_record_star", "*"),
    TIMEOUT,
    INVALID,
)
PARAMETERS = (*IvrSettings.model_fields, *(name for slot in SLOTS for name in slot.parameters.values()))
"""Every parameter of an IVR but its `id`, in the order in which it is documented and answered."""

REQUIRED_ON_CREATE = ("number", "name", "prompt", "prompt_repeat", "resp_timeout", "digit_timeout", "dial_ext_option")
ALIASES = {name: name.replace("invalid", "invaild") for name in INVALID.parameters.values()}
"""The portal's own spelling, which some clients use."""


@dataclass(frozen=True, slots=True)
class IvrChange:
    """What a body says, checked one by one; what it leaves out is None or missing."""

    settings: IvrSettings
    slots: Mapping[Slot, SlotValues]


def known(body: Mapping[str, object]) -> dict[str, object]:
    """The parameters of an IVR in `body`, under their proper names."""
    return {
        name: body[name] if name in body else body[ALIASES[name]]
        for name in PARAMETERS
        if name in body or ALIASES.get(name) in body
    }


def parse(parameters: Mapping[str, object], required: Sequence[str] = ()) -> IvrChange:
    """Check each parameter by itself. Raises Refusal: 40001 for wrong JSON types, else 40002 for wrong values and for
    what is `required` and missing."""
    details: list[tuple[str, ErrorDetails]] = []
    settings = _part(IvrSettings, {name: name for name in IvrSettings.model_fields}, parameters, details)
    slots = {slot: _part(SlotValues, slot.parameters, parameters, details) for slot in SLOTS}
    missing = [Problem(name, rule="required") for name in required if name not in parameters]
    if details or missing:
        raise _refusal(details, missing)
    return IvrChange(settings, {slot: values for slot, values in slots.items() if values.model_fields_set})


W = TypeVar("W", bound=Wire)


def checked(model: type[W], parameters: Mapping[str, object], required: Sequence[str]) -> W:
    """A body whose parameters are the fields of `model`. Raises Refusal as `parse` does."""
    details: list[tuple[str, ErrorDetails]] = []
    part = _part(model, {name: name for name in model.model_fields}, parameters, details)
    missing = [Problem(name, rule="required") for name in required if name not in parameters]
    if details or missing:
        raise _refusal(details, missing)
    return part


def _part(
    model: type[W], names: Mapping[str, str], parameters: Mapping[str, object], details: list[tuple[str, ErrorDetails]]
) -> W:
    """The fields of `model` taken from `parameters` by their `names`; what is wrong is added to `details`."""
    raw = {field: parameters[name] for field, name in names.items() if name in parameters}
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        details += [(names[str(detail["loc"][0])], detail) for detail in error.errors(include_url=False)]
        return model()


_SECRETS = ("prompt_manger_password",)
_TYPE_ERRORS = ("string_type", "string_unicode", "int_type", "list_type", "model_type", "dict_type")
_RULES = {
    "oneof": "oneof",
    "missing": "required",
    "greater_than_equal": "min",
    "less_than_equal": "max",
    "string_too_long": "max",
    "too_long": "max",
}


def _refusal(details: list[tuple[str, ErrorDetails]], missing: list[Problem]) -> Refusal:
    wrong_types = [_problem(name, detail, "") for name, detail in details if detail["type"] in _TYPE_ERRORS]
    if wrong_types:
        return Refusal(Code.PARAMETER_SYNTAX_ERROR, *wrong_types)
    wrong_values = [_problem(name, detail, _rule(detail)) for name, detail in details]
    return Refusal(Code.PARAMETER_ERROR, *missing, *wrong_values)


def _rule(detail: ErrorDetails) -> str:
    return "required" if detail["input"] == "" else _RULES.get(detail["type"], "format")


def _problem(name: str, detail: ErrorDetails, rule: str) -> Problem:
    """The entry for what pydantic found; inside a list the reason says where."""
    where = " ".join(str(part) for part in detail["loc"][1:])
    if rule == "required":
        return Problem(name, rule=rule, reason=f"entry {where}" if where else "")
    value = None if name in _SECRETS else detail["input"]
    return Problem(name, value, rule, f"entry {where}: {reason(detail)}" if where else reason(detail))
