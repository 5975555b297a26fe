"""The dialect as an OpenAPI document."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from switchboard.api.openapi import JSON, Bare, Described, Parameter, Schema, Sound, document
from switchboard.api.servetel import answers
from switchboard.api.servetel.attendant import AttendantRequest
from switchboard.api.servetel.click import RINGS_S
from switchboard.api.servetel.number import NumberRequest
from switchboard.api.servetel.wire import IvrRequest, RecordingRequest, Wire

_TEXT: Schema = {"type": "string"}
_FORM = "multipart/form-data"
_KEY = Parameter("key", {"type": "integer", "minimum": 1}, required=True, place="path")
_DESCRIPTION = "IVRs and recordings as Servetel's API has them. Every path may end with a slash."


class LogIn(Wire):
    """Log-in id and password."""

    email: Annotated[str, Field(min_length=1)]
    password: Annotated[str, Field(min_length=1)]


class RecordingForm(RecordingRequest):
    """A recording with its file."""

    file: Annotated[str, WithJsonSchema({"type": "string", "format": "binary"})] = ""


class ClickToCall(BaseModel):
    """An agent, and whom he is connected with."""

    model_config = ConfigDict(extra="allow")

    agent_number: str
    destination_number: str
    caller_id: str = ""
    call_timeout: Annotated[int, Field(ge=1, le=86_400)] | None = None


class ClickToCallSupport(BaseModel):
    """A customer, who goes where the key leads."""

    model_config = ConfigDict(extra="allow")

    api_key: str
    customer_number: str
    customer_ring_timeout: Annotated[int, Field(ge=RINGS_S[0], le=RINGS_S[1])] | None = None
    caller_id: str = ""
    call_timeout: Annotated[int, Field(ge=1, le=86_400)] | None = None


class EndCall(BaseModel):
    """A call that goes on."""

    call_id: Annotated[str, Field(min_length=1)]


class ChangeCall(BaseModel):
    """What is done to a call that goes on: 4, a transfer to the extension `intercom`."""

    type: Annotated[int, Field(ge=4, le=4)]
    call_id: Annotated[str, Field(min_length=1)]
    intercom: Annotated[str, Field(min_length=1)]


def describe() -> Schema:
    """The document of all endpoints, below the mount."""
    scheme = {"type": "http", "scheme": "bearer"}
    return document("Switchboard, Servetel dialect", _DESCRIPTION, _operations(), scheme)


def _operations() -> Iterator[Described]:
    log_in = {
        200: answers.Token,
        400: answers.Failure,
        401: answers.LogInFailure,
        422: answers.Failure,
        429: answers.Later,
    }
    yield Described("post", "/auth/login", "A token", log_in, takes={JSON: LogIn}, open=True)
    yield Described("post", "/auth/refresh", "A new token for an old one", _answers(answers.Token))
    yield Described("post", "/auth/logout", "End this token", _answers(answers.Done))
    ivr: dict[str, type[BaseModel]] = {JSON: IvrRequest}
    for collection in ("/ivrs", "/ivr"):
        yield Described("get", collection, "All IVRs", _answers(answers.Ivrs))
        yield Described("post", collection, "A new IVR", _answers(answers.Done), takes=ivr)
    yield from _one("/ivr/{key}", "IVR", answers.IvrShown, ivr)
    recording: dict[str, type[BaseModel]] = {JSON: RecordingRequest, _FORM: RecordingForm}
    yield Described("get", "/recordings", "All recordings", _answers(answers.Recordings))
    yield Described("get", "/recording", "All recordings, bare", _answers(list[answers.RecordingShown]))
    for collection in ("/recordings", "/recording"):
        yield Described("post", collection, "A new recording", _answers(answers.Recorded), takes=recording)
    yield from _one("/recording/{key}", "recording", answers.RecordingShown, recording, answers.Recorded)
    attendant: dict[str, type[BaseModel]] = {JSON: AttendantRequest}
    yield Described("get", "/auto_attendants", "All auto attendants", _answers(answers.Attendants))
    yield Described("get", "/auto_attendant", "All auto attendants, bare", _answers(list[answers.AttendantShown]))
    for collection in ("/auto_attendants", "/auto_attendant"):
        yield Described("post", collection, "A new auto attendant", _answers(answers.Done), takes=attendant)
    yield from _one("/auto_attendant/{key}", "auto attendant", answers.AttendantShown, attendant)
    yield Described("get", "/my_numbers", "All inbound numbers", _answers(answers.Numbers))
    yield Described("get", "/my_number", "All inbound numbers, bare", _answers(list[answers.NumberListed]))
    for collection in ("/departments", "/department"):
        yield Described("get", collection, "All ring groups", _answers(list[answers.DepartmentShown]))
    for collection in ("/timegroups", "/timegroup"):
        yield Described("get", collection, "All time conditions", _answers(list[answers.TimeGroupShown]))
    number: dict[str, type[BaseModel]] = {JSON: NumberRequest}
    yield Described("get", "/my_number/{key}", "One number", _answers(answers.NumberShown, 404), (_KEY,))
    yield Described("put", "/my_number/{key}", "Lead a number elsewhere", _answers(answers.Done, 404), (_KEY,), number)
    yield Described("get", "/sms_templates", "All SMS templates", _answers(answers.Templates))
    yield from _calls()


def _calls() -> Iterator[Described]:
    call: dict[str, type[BaseModel]] = {JSON: ClickToCall}
    yield Described("post", "/click_to_call", "Connect an agent", _answers(answers.Queued, 429), takes=call)
    queued = _answers(answers.Queued, 429)
    summary = "Call a customer, who goes where the key leads"
    by_key: dict[str, type[BaseModel]] = {JSON: ClickToCallSupport}
    yield Described("post", "/click_to_call_support", summary, queued, takes=by_key, open=True)
    yield Described("post", "/call/hangup", "End a call", _answers(answers.Done), takes={JSON: EndCall})
    options: dict[str, type[BaseModel]] = {JSON: ChangeCall}
    yield Described("post", "/call/options", "Transfer a call", _answers(answers.Done), takes=options)
    filters = tuple(Parameter(one, _TEXT) for one in ("agent_number", "extension", "did_number", "call_id"))
    yield Described("get", "/live_calls", "The calls that go on", _answers(list[dict[str, Any]]), filters)
    one = Parameter("call_id", _TEXT, required=True, place="path")
    yield Described("get", "/live_calls/{call_id}", "One of them", _answers(dict[str, Any], 404), (one,))
    texts = (
        *("from_date", "to_date", "callerid", "destination", "did_number", "did_numbers", "ivr", "department"),
        *("agents", "call_type", "direction", "call_id"),
    )
    pages = tuple(Parameter(one, {"type": "integer", "minimum": 1, "maximum": 500}) for one in ("page", "limit"))
    asked = (*pages, *(Parameter(one, _TEXT) for one in texts))
    yield Described("get", "/call/records", "The calls that are over", _answers(answers.CallRecords), asked)
    token = (Parameter("token", _TEXT, required=True),)
    sound: dict[int, Any] = {200: Sound(), 206: Sound(), 416: Bare(), **dict.fromkeys((400, 404, 503), answers.Failure)}
    path, summary = "/call/recording", "The sound that a recording_url leads to"
    yield Described("get", path, summary, sound, token, open=True)
    yield Described("head", path, summary, dict.fromkeys(sound, Bare()), token, open=True)
    numbers = ("limit", "last_seen_id")
    users = tuple(Parameter(one, {"type": "integer", "minimum": 1}) for one in numbers)
    yield Described("get", "/users", "The extensions", _answers(answers.Users), users)


def _one(
    path: str,
    kind: str,
    shown: type[BaseModel],
    takes: dict[str, type[BaseModel]],
    replaced: type[BaseModel] = answers.Done,
) -> Iterator[Described]:
    yield Described("get", path, f"One {kind}", _answers(shown, 404), (_KEY,))
    yield Described("put", path, f"Replace the {kind}", _answers(replaced, 404), (_KEY,), takes)
    yield Described("delete", path, f"Remove the {kind}, which nothing refers to", _answers(answers.Done, 404), (_KEY,))


def _answers(success: Any, *more: int) -> dict[int, Any]:
    return {200: success, **dict.fromkeys((400, 401, 422, 503, *more), answers.Failure)}
