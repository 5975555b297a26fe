"""Calls that a client asks for: somebody is called, and goes on as if he had dialled."""

from collections.abc import Mapping
from typing import Annotated, Final, Self

from pydantic import BaseModel, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.placed_calls import FAULTS, NOT_NOW_TEXT, RETRY_AFTER_S, TOO_MANY, TOO_MANY_TEXT, Part
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal, refused_member
from switchboard.engine.placed_call_control import PlaceCall, PlacingRefused, place_call
from switchboard.model.base import Frozen, ObjectId
from switchboard.model.destination import OutsideNumber as Number
from switchboard.model.ivr import Ivr

Seconds = Annotated[float, Field(gt=0, le=86_400)]

_MEMBERS: Final[Mapping[Part, str]] = {
    "first": "#/from",
    "then": "#/to",
    "rights_of": "#/permission",
    "caller_id": "#/caller_id",
}


class PlacedCallWanted(Frozen):
    """Call `from`, an extension or a number outside, who goes on to `to` or to the `menu` (an id) when he answers.

    If `from` is a menu, a group or a queue, `to` is called first, and goes there. Numbers outside are called by the
    routes that are open to the extension with the number `permission`; without one, to the extension `from`.
    `caller_id`, one of your own numbers, is what somebody outside is shown. `auto_answer`: phones are asked to answer
    by themselves. `ring_time_s` is how long it rings, `max_duration_s` how long the call goes on from its answer.
    """

    caller: Number = Field(alias="from")
    to: Number | None = None
    menu: ObjectId | None = None
    permission: Number | None = None
    caller_id: Number | None = None
    auto_answer: bool = False
    ring_time_s: Annotated[float, Field(ge=1, le=300)] | None = None
    max_duration_s: Seconds | None = None

    @model_validator(mode="after")
    def _goes_to_one(self) -> Self:
        if (self.to is None) == (self.menu is None):
            raise ValueError("either to or menu is needed")
        return self


class PlacedCallShown(BaseModel):
    """The call has begun: its id in the record."""

    id: str


class PlacedCallRoutes:
    """Calls by command."""

    def __init__(self, services: ApiServices) -> None:
        self._path = services.settings.calls_socket

    def add_to(self, face: Face) -> None:
        place = Operation("POST", "/calls", "editor", takes=PlacedCallWanted, gives=PlacedCallShown, status=201)
        face.add(place, self.place, "calls", "place_call")

    async def place(self, request: Request) -> Response:
        """Call somebody, who goes on to a number or a menu when he answers."""
        client, wanted = client_of(request), await body.read(request, PlacedCallWanted)
        to = wanted.to
        if wanted.menu is not None:
            to = (await client.repository.get(Ivr, wanted.menu)).document.number
        command = PlaceCall(
            tenant=client.tenant,
            by=client.author,
            address=source_address(request),
            first=wanted.caller,
            then=to or "",
            rights_of=wanted.permission or "",
            caller_id=wanted.caller_id or "",
            ring_time_s=wanted.ring_time_s,
            longest_s=wanted.max_duration_s,
            auto_answer=wanted.auto_answer,
        )
        try:
            placed = await place_call(self._path, command)
        except PlacingRefused as refused:
            raise _told(refused) from None
        if placed.forbidden:
            raise Refusal(403, "not-permitted", "no route permits this number", call=placed.call)
        answer = json_of(PlacedCallShown(id=placed.call), status=201)
        answer.headers["Location"] = f"{request.url.path}/{placed.call}"
        return answer


def _told(refused: PlacingRefused) -> Refusal:
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        return refused_member(_MEMBERS[part], why, refused.reason)
    if refused.reason == TOO_MANY:
        return Refusal(429, refused.reason, TOO_MANY_TEXT, headers={"Retry-After": RETRY_AFTER_S})
    return Refusal(503, refused.reason, NOT_NOW_TEXT)
