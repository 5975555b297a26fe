"""API dial plans: what a server is told, and what its answer means. Pure.

The vendor documents an array of steps, each with one member: `recording` or `transfer`.
"""

import json
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, TypeAdapter, ValidationError

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.servetel import wire
from switchboard.api.servetel.destinations import from_wire, to_wire
from switchboard.api.servetel.events import INDIA, TIME_FORMAT
from switchboard.api.servetel.naming import object_id, recording_id, recording_ref
from switchboard.api.servetel.wire import Reference, Wire, plain_id
from switchboard.model.api_dialplan import (
    MAX_STEPS,
    DialplanAnswer,
    DialplanQuestion,
    DialplanStep,
    KeysWanted,
    PlayStep,
    TransferStep,
)
from switchboard.model.configuration import Configuration
from switchboard.model.messaging import WebUrl
from switchboard.model.prompt import CustomPrompt

_MOST_TARGETS: Final = 10
_OK: Final = 200


class Dtmf(Wire):
    """The keys that are wanted after a recording; `timeout` in milliseconds."""

    timeout: Annotated[int, Field(ge=0, le=60_000), BeforeValidator(wire.integer)] = 5000
    most: Annotated[int, Field(ge=1, le=32, alias="maxLength"), BeforeValidator(wire.integer)] = 1


class SystemRecording(Wire):
    """A recording of this server."""

    type: Literal["system"]
    data: Annotated[str, StringConstraints(max_length=64), BeforeValidator(plain_id)]
    dtmf: Dtmf | None = None


class UrlRecording(Wire):
    """A recording on the web."""

    type: Literal["url"]
    data: WebUrl
    dtmf: Dtmf | None = None


def _many(value: object) -> object:
    """Several targets of one type may be tried in turn; one may stand alone."""
    return value if isinstance(value, list) else [value]


def _nowhere() -> list[str]:
    """What hangs up needs no id."""
    return [wire.HANGUP_ID]


Target = Annotated[str, StringConstraints(min_length=1, max_length=64), BeforeValidator(plain_id)]


class Transfer(Wire):
    """Where the call goes: `type` as in destinations."""

    type: Annotated[str, BeforeValidator(wire.destination_type)]
    data: Annotated[
        list[Target], Field(min_length=1, max_length=_MOST_TARGETS, default_factory=_nowhere), BeforeValidator(_many)
    ]


class Step(Wire):
    """One member, and no other that is known."""

    recording: Annotated[SystemRecording | UrlRecording, Field(discriminator="type")] | None = None
    transfer: Transfer | None = None


def _one_thing(steps: list[Step]) -> list[Step]:
    if any((step.recording is None) == (step.transfer is None) for step in steps):
        raise ValueError("a step is a recording or a transfer")
    return steps


_STEPS: Final = TypeAdapter(
    Annotated[list[Step], Field(min_length=1, max_length=MAX_STEPS), AfterValidator(_one_thing)]
)


def told(question: DialplanQuestion, objects: Configuration) -> dict[str, Json]:
    """The variables that the vendor documents, times in Indian time."""
    return {
        "uuid": question.call,
        "call_id": question.call,
        "call_to_number": question.dialled,
        "caller_id_number": question.caller,
        "start_stamp": f"{question.at.astimezone(INDIA):{TIME_FORMAT}}",
        "last_dtmf": list(question.keys),
        "call_flow": [_taken(step, objects) for step in question.taken],
    }


def _taken(step: DialplanStep, objects: Configuration) -> Json:
    if isinstance(step, TransferStep):
        to = to_wire(step.to, 0, objects)
        return {"type": "transfer", "value": f"{to.type}||{to.id}"}
    return {"type": "recording", "value": step.url or str(recording_id(step.prompt))}


def understood(status: int, body: bytes, objects: Configuration) -> DialplanAnswer:
    """The steps in a reply; without any where it cannot be used, with the reason."""
    if not _OK <= status < _OK + 100:
        return DialplanAnswer(outcome=f"HTTP status {status}")
    try:
        sent = _STEPS.validate_python(json.loads(body))
        return DialplanAnswer(tuple(made for step in sent for made in _steps(step, objects))[:MAX_STEPS])
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        return DialplanAnswer(outcome=f"the answer is no list of steps{f', at {where}' if where else ''}")
    except (ValueError, RecursionError):
        return DialplanAnswer(outcome="the answer is no JSON")
    except errors.Invalid as error:
        return DialplanAnswer(outcome=f"the answer's {error}")


def _steps(step: Step, objects: Configuration) -> list[DialplanStep]:
    """Raises Invalid for a transfer to nothing. A recording that does not exist is skipped when its turn comes."""
    if step.transfer is not None:
        kind = step.transfer.type
        return [TransferStep(to=from_wire(Reference(kind, id), objects)) for id in step.transfer.data]
    assert step.recording is not None
    return [_play(step.recording, objects)]


def _play(recording: SystemRecording | UrlRecording, objects: Configuration) -> PlayStep:
    dtmf = recording.dtmf
    keys = KeysWanted(timeout_s=dtmf.timeout / 1000, most=dtmf.most) if dtmf else None
    if isinstance(recording, UrlRecording):
        return PlayStep(url=recording.data, keys=keys)
    id = object_id(recording.data)
    ref = recording_ref(recording.data, objects) or (CustomPrompt(prompt=id) if id else None)
    if ref is None:
        raise errors.Invalid("recording", "is no id of a recording")
    return PlayStep(prompt=ref, keys=keys)
