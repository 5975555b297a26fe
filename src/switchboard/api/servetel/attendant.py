"""Auto attendants: one recording, then one destination. They are IVRs without options. Pure."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AliasChoices, BeforeValidator, Field, StringConstraints

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.servetel.destinations import from_wire, nearest, to_wire
from switchboard.api.servetel.envelope import invalid
from switchboard.api.servetel.mapping import greeted, recording_type
from switchboard.api.servetel.naming import recording_id, recording_of
from switchboard.api.servetel.wire import Description, Name, Reference, Wire, checked, destination_type, lower, plain_id
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr, Retry, Route
from switchboard.model.stored import Stored

Id = Annotated[str, StringConstraints(min_length=1, max_length=64), BeforeValidator(plain_id)]
_RECORDING_ID = "recording_ID"
_HANGUP_IDS = ("0", "1")


class AttendantRequest(Wire):
    """The fields of an auto attendant; the capitals of `recording_ID` are the vendor's."""

    name: Name
    description: Description
    recording_id: Annotated[Id, Field(validation_alias=AliasChoices(_RECORDING_ID, "recording_id"))]
    recording_type: Annotated[Literal["recording", "outbound_tts"], BeforeValidator(lower)]
    destination_type: Annotated[str, BeforeValidator(destination_type)]
    destination_id: Id

    @property
    def recording(self) -> Reference:
        return Reference(self.recording_type, self.recording_id)

    @property
    def destination(self) -> Reference:
        return Reference(self.destination_type, self.destination_id)

    @property
    def references(self) -> tuple[Reference, Reference]:
        return self.recording, self.destination


def parse(body: Mapping[str, object]) -> AttendantRequest:
    """The auto attendant in a body. Raises Refusal 422 with all that is wrong."""
    sent = checked(AttendantRequest, {name: value for name, value in body.items() if value is not None})
    if sent.destination_type == "hangup" and sent.destination_id not in _HANGUP_IDS:
        raise invalid({"destination_id": "must be 1 for hangup"})
    return sent


def apply(ivr: Ivr, id: int, sent: AttendantRequest, objects: Configuration) -> Ivr:
    """The IVR with that id as the auto attendant that was sent. Raises Refusal 422 with all that is wrong."""
    problems: dict[str, str] = {}
    recording, to = recording_of(sent.recording, objects), ivr.no_input.route.to
    if recording is None:
        problems[_RECORDING_ID] = "there is no such recording"
    try:
        to = from_wire(sent.destination, objects)
    except errors.Invalid as error:
        problems["destination_id" if error.rule in ("reference", "format") else "destination_type"] = error.reason
    if problems:
        raise invalid(problems)
    old = ivr.no_input.route
    rule = Retry(retries=0, route=old if nearest(old.to, id) == to else Route(to=to))
    parts = {"name": sent.name, "description": sent.description, "greeting": (recording,), "options": ()}
    return Ivr.model_validate({**dict(ivr), **parts, "response_timeout_s": 0, "no_input": rule, "no_match": rule})


def shown(stored: Stored[Ivr], objects: Configuration) -> dict[str, Json]:
    """An auto attendant as an answer shows it: the members have the names of the request."""
    ivr = stored.document
    to = to_wire(ivr.no_input.route.to, stored.id, objects)
    return {
        "id": stored.id,
        "name": ivr.name,
        "description": ivr.description,
        _RECORDING_ID: str(recording_id(greeted(ivr))),
        "recording_type": recording_type(greeted(ivr), objects),
        "destination_type": to.type,
        "destination_id": to.id,
    }
