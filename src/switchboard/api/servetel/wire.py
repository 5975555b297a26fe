"""What requests look like: the fields of the IVR, and the typed references `type||id` in them.

Numbers come as integers or as texts, references with one bar or two, with spaces or without, typed or bare; null and
"0" stand for no recording. All of it is documented somewhere, and all of it is taken.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from switchboard.api.servetel.envelope import invalid
from switchboard.model.base import NAME
from switchboard.model.wording import reason

MAX_OPTIONS = 1000
DESTINATIONS: Final = (
    *("extension", "agent_extension", "ivr", "number", "hangup"),
    *("agent", "department", "ringgroup", "voicemail", "auto_attend", "auto_attendant", "timegroup"),
    *("time_condition", "inbound_queue", "api_dialplan", "custom_dialplan"),
)
"""Every type of destination that is documented."""

RECORDING_TYPES: Final = ("recording", "outbound_tts")
HANGUP_ID = "1"
_INTEGER = re.compile(r"-?[0-9]{1,10}")
_NOTHING = ("", "0")
_NO_RECORDING = (("", ""), *((kind, "0") for kind in RECORDING_TYPES))


@dataclass(frozen=True, slots=True)
class Reference:
    """The two halves of `type||id`."""

    type: str
    id: str


def integer(value: object) -> int:
    """An integer, a float without a fraction, or a decimal text."""
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1:
        return int(value)
    raise PydanticCustomError("integer", "must be an integer")


def key(value: object) -> str:
    """What the caller presses: a text, or an integer that stands for it."""
    if isinstance(value, str):
        return value.strip()
    number = integer(value)
    if number < 0:
        raise PydanticCustomError("key", "must be made of 0-9, * and #")
    return str(number)


def recording(value: object) -> Reference | None:
    """A reference to a recording; None for none. A bare id is one."""
    if value is None:
        return None
    kind, name = _halves(value, "recording")
    if (kind, name) in _NO_RECORDING:
        return None
    if kind not in RECORDING_TYPES or not name:
        raise PydanticCustomError("reference", "must be recording||<id> or outbound_tts||<id>")
    return Reference(kind, name)


def destination(value: object) -> Reference:
    """A reference to where a call goes. A bare id is that of an extension; what hangs up always has the id 1."""
    kind, name = _halves(value, "extension")
    kind = destination_type(kind)
    if kind == "hangup" and name in (*_NOTHING, HANGUP_ID):
        return Reference(kind, HANGUP_ID)
    if kind == "hangup":
        raise PydanticCustomError("reference", "must be hangup||1")
    if not name:
        raise PydanticCustomError("reference", "has a type and no id")
    return Reference(kind, name)


def destination_type(value: object) -> str:
    """A type of destination, whatever its case."""
    kind = lower(value)
    if not isinstance(kind, str) or kind not in DESTINATIONS:
        raise PydanticCustomError("reference", "must be <type>||<id> with a documented type")
    return kind


def nothing(what: str) -> Callable[[object], None]:
    """A validator for ids of things that this server does not have: only null, "", 0 and "0" pass."""

    def check(value: object) -> None:
        if value is not None and (isinstance(value, bool) or str(value).strip() not in _NOTHING):
            raise PydanticCustomError("unsupported", "this server has no {what}", {"what": what})

    return check


def link(value: object) -> int | None:
    """The id of an object, None for none."""
    if value is None or (not isinstance(value, bool) and str(value).strip() in _NOTHING):
        return None
    number = integer(value)
    if number < 1:
        raise PydanticCustomError("reference", "must be an id, or 0 for none")
    return number


def plain_id(value: object) -> object:
    """An id that stands alone: an integer is as good as a text."""
    return str(integer(value)) if not isinstance(value, str) else value.strip()


def lower(value: object) -> object:
    """A text without regard to case."""
    return value.strip().lower() if isinstance(value, str) else value


def _halves(value: object, default: str) -> tuple[str, str]:
    """Type in lower case and id, cut at the first bar. A text that is only digits has the type `default`."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise PydanticCustomError("reference", "must be a text such as {default}||<id>", {"default": default})
    left, bar, right = value.partition("|")
    if bar and not left.strip():
        raise PydanticCustomError("reference", "has no type")
    if bar:
        return left.strip().lower(), right.removeprefix("|").strip()
    text = value.strip()
    return (default, text) if text.isdecimal() and text.isascii() else (text.lower(), "")


def _distinct(keys: list[str]) -> list[str]:
    if len(set(keys)) != len(keys):
        raise PydanticCustomError("distinct", "the same key is there twice")
    return keys


Name = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=100, pattern=NAME),
]
Description = Annotated[
    str, StringConstraints(strict=True, max_length=500, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$")
]
Seconds = Annotated[int, Field(ge=1, le=300), BeforeValidator(integer)]
Tries = Annotated[int, Field(ge=0, le=10), BeforeValidator(integer)]
Key = Annotated[str, StringConstraints(pattern=r"^([0-9*#]{1,16}|F)$"), BeforeValidator(key)]
_RECORDING = {"anyOf": [{"type": "string", "pattern": r"^((recording|outbound_tts)\|\|)?[0-9]+$"}, {"type": "null"}]}
_DESTINATION = {"type": "string", "pattern": rf"^({'|'.join(DESTINATIONS)})\|\|[+0-9]+$"}
_LINK = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[0-9]*$"}, {"type": "null"}]}
_NONE = {"enum": [None, "", 0, "0"]}
Recording = Annotated[Reference | None, BeforeValidator(recording), WithJsonSchema(_RECORDING)]
Destination = Annotated[Reference, BeforeValidator(destination), WithJsonSchema(_DESTINATION)]
Link = Annotated[int | None, BeforeValidator(link), WithJsonSchema(_LINK)]


class Wire(BaseModel):
    """A body; fields that nobody knows are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class IvrRequest(Wire):
    """The fields of an IVR in the order in which they are documented."""

    name: Name
    description: Description | None = None
    recording: Recording
    timeout: Seconds
    option: Annotated[list[Key], Field(max_length=MAX_OPTIONS), AfterValidator(_distinct)]
    destination: Annotated[list[Destination], Field(max_length=MAX_OPTIONS)]
    incorrect_count: Tries
    invalid_recording: Recording
    recording_invalid: Recording = None
    invalid_destination: Destination
    timeout_retry_recording: Recording
    timeout_recording: Recording
    timeout_destination: Destination
    timeout_tries: Tries | None = None
    timeout_retries: Tries | None = None
    sms_template: Annotated[list[Link], Field(max_length=MAX_OPTIONS)] | None = None
    webhook_id: Annotated[list[Link], Field(max_length=MAX_OPTIONS)] | None = None

    @property
    def tries(self) -> int:
        """`timeout_tries` under either of its names."""
        return self.timeout_tries if self.timeout_tries is not None else self.timeout_retries or 0


_NULLABLE = ("recording", "invalid_recording", "recording_invalid", "timeout_retry_recording", "timeout_recording")


def parse(body: Mapping[str, object]) -> IvrRequest:
    """The IVR in a body. Raises Refusal 422 with all that is wrong."""
    sent = checked(IvrRequest, {name: value for name, value in body.items() if value is not None or name in _NULLABLE})
    if problems := _contradictions(sent):
        raise invalid(problems)
    return sent


W = TypeVar("W", bound=Wire)


def checked(model: type[W], body: Mapping[str, object]) -> W:
    """A body as `model`. Raises Refusal 422 with all that is wrong."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise invalid({_place(detail["loc"]): reason(detail) for detail in found}) from None


def _contradictions(sent: IvrRequest) -> dict[str, str]:
    """What is wrong between fields, each of which is right by itself."""
    problems: dict[str, str] = {}
    if sent.timeout_tries is None and sent.timeout_retries is None:
        problems["timeout_tries"] = "is required"
    elif None not in (sent.timeout_tries, sent.timeout_retries) and sent.timeout_tries != sent.timeout_retries:
        problems["timeout_tries"] = "is another than timeout_retries"
    if len(sent.option) != len(sent.destination):
        problems["destination"] = "must have as many entries as option"
    for name, entries in (("sms_template", sent.sms_template), ("webhook_id", sent.webhook_id)):
        if entries is not None and len(entries) > len(sent.option):
            problems[name] = "must not have more entries than option"
    return problems


def _place(location: tuple[str | int, ...]) -> str:
    """`destination.0`"""
    return ".".join(str(part) for part in location)


class RecordingRequest(Wire):
    """The fields of a recording. `data` is a text to speak, a URL or base64, as `type` says."""

    audio_name: Name
    type: Annotated[Literal["tts", "url", "upload"], BeforeValidator(lower)]
    data: Annotated[str, StringConstraints(strict=True)] = ""
    speech: Annotated[
        str, StringConstraints(strict=True, max_length=35, pattern=r"^([A-Za-z]{2,3}([_-][A-Za-z0-9]{1,8})*)?$")
    ] = ""
    voice: Annotated[
        None, BeforeValidator(nothing("choice of voices: each language has one")), WithJsonSchema(_NONE)
    ] = None
    moh_status: Annotated[
        None,
        BeforeValidator(nothing("recordings for music on hold: the native API has play lists for it")),
        WithJsonSchema(_NONE),
    ] = None
