"""Calls that a client asks for: somebody is called, and goes on as if he had dialled."""

from collections.abc import Mapping
from typing import Annotated, Final, Self

from pydantic import BaseModel, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.placed_calls import (
    FAULTS,
    FORBIDDEN,
    NOT_NOW_TEXT,
    RETRY_AFTER_S,
    TOO_MANY,
    TOO_MANY_KEPT,
    TOO_MANY_TEXT,
    Part,
)
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal, refused_member
from switchboard.call.answerer import AfterAnswer
from switchboard.call.tries import Retry
from switchboard.engine.placed_call_control import (
    MOST_PROMPTS,
    MOST_TIMES,
    PlaceCall,
    Placed,
    PlacingRefused,
    place_call,
)
from switchboard.model.base import Frozen, Instant, ObjectId
from switchboard.model.destination import OutsideNumber as Number
from switchboard.model.ivr import Ivr

Seconds = Annotated[float, Field(gt=0, le=86_400)]

_MEMBERS: Final[Mapping[Part, str]] = {
    "first": "#/from",
    "then": "#/to",
    "rights_of": "#/permission",
    "caller_id": "#/caller_id",
    "prompts": "#/prompts",
}


class PlacedCallWanted(Frozen):
    """Call `from`, an extension or a number outside, who goes on to `to` or to the `menu` (an id) when he answers, or
    hears `prompts` (ids), all of them so many `times`.

    If `from` is a menu, a group or a queue, `to` is called first, and goes there. Numbers outside are called by the
    routes that are open to the extension with the number `permission`; without one, to the extension `from`.
    `caller_id`, one of your own numbers, is what somebody outside is shown. `auto_answer`: phones are asked to answer
    by themselves. `ring_time_s` is how long it rings, `max_duration_s` how long the call goes on from its answer.

    `answering_machine`: `ignore`, or we listen who has answered and only tell it (`detect`), `hang_up` on a machine, or
    go on when its greeting is over (`leave_message`). With `not_before` or `retry` the call is placed later, or again:
    the answer names a wish then, which `/placed/{id}` shows.
    """

    caller: Number = Field(alias="from")
    to: Number | None = None
    menu: ObjectId | None = None
    prompts: Annotated[tuple[ObjectId, ...], Field(max_length=MOST_PROMPTS)] = ()
    times: Annotated[int, Field(ge=1, le=MOST_TIMES)] = 1
    permission: Number | None = None
    caller_id: Number | None = None
    auto_answer: bool = False
    ring_time_s: Annotated[float, Field(ge=1, le=300)] | None = None
    max_duration_s: Seconds | None = None
    answering_machine: AfterAnswer = "ignore"
    not_before: Instant | None = None
    retry: Retry | None = None

    @model_validator(mode="after")
    def _goes_to_one(self) -> Self:
        if [self.to is None, self.menu is None, not self.prompts].count(False) != 1:
            raise ValueError("one of to, menu and prompts is needed")
        return self


class PlacedCallShown(BaseModel):
    """The call has begun: its `id` in the record. Or it is placed later: the id of the `wish`."""

    id: str | None = None
    wish: str | None = None


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
            after_answer=wanted.answering_machine,
            prompts=wanted.prompts,
            times=wanted.times,
            not_before=wanted.not_before,
            retry=wanted.retry,
        )
        try:
            placed = await place_call(self._path, command)
        except PlacingRefused as refused:
            raise _told(refused) from None
        return _answered(placed, request.url.path)


def _answered(placed: Placed, path: str) -> Response:
    """Raises Refusal 403."""
    if placed.forbidden:
        code, text = FORBIDDEN[placed.forbidden]
        raise Refusal(403, code, text, call=placed.call)
    answer = json_of(PlacedCallShown(id=placed.call or None, wish=placed.wish or None), status=201)
    where = f"{path}/{placed.call}" if placed.call else f"{path.removesuffix('calls')}placed/{placed.wish}"
    answer.headers["Location"] = where
    return answer


def _told(refused: PlacingRefused) -> Refusal:
    if refused.reason in FAULTS:
        part, why = FAULTS[refused.reason]
        return refused_member(_MEMBERS[part], why, refused.reason)
    if refused.reason in (TOO_MANY, TOO_MANY_KEPT):
        return Refusal(429, refused.reason, TOO_MANY_TEXT, headers={"Retry-After": RETRY_AFTER_S})
    return Refusal(503, refused.reason, NOT_NOW_TEXT)
