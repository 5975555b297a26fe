"""Why the time sends callers where it does."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import refused_member
from switchboard.callflow.explain import Explanation, explain, place
from switchboard.callflow.hop import describe
from switchboard.model.base import Frozen, Instant, ObjectId
from switchboard.model.closure import Closure
from switchboard.model.configuration import Configuration
from switchboard.model.destination import HangUp, PlainDestination
from switchboard.model.holiday import Holiday
from switchboard.model.schedule import Schedule
from switchboard.model.time_condition import TimeCondition
from switchboard.store.db.storable import MAX_ID


class Question(Frozen):
    """A schedule, stored or not, and a moment: now, where none is said. With `draft` (its id), holidays and the office
    are those of the draft.
    """

    schedule: Schedule = Schedule()
    at: Instant | None = None
    draft: ObjectId | None = None


class Decided(BaseModel):
    """The rule that holds, and the wall-clock time in `zone` that decided. `holiday` is an id. `own_hours`: the
    schedule has hours of its own. `closure`: the office is closed for a while, and that decided.
    """

    rule: Literal["holiday", "open", "closed"]
    local: datetime
    zone: str
    holiday: int | None
    holiday_name: str
    own_hours: bool
    closure: Closure | None
    explanation: str


class DecidedFor(Decided):
    """The same with where callers go; `to` null hangs up."""

    to: PlainDestination | None


class ExplainRoutes:
    """Reads, and changes nothing."""

    def __init__(self, services: ApiServices, views: Views) -> None:
        self._services = services
        self._views = views

    def add_to(self, face: Face) -> None:
        of_condition = Operation("GET", "/time-conditions/{id}/explain", "viewer", gives=DecidedFor)
        face.add(of_condition, self.time_condition, "time-conditions", "explain_time_condition")
        face.add(
            Operation("POST", "/explain", "viewer", takes=Question, gives=Decided), self.schedule, "explain", "explain"
        )

    async def time_condition(
        self,
        request: Request,
        id: Annotated[int, Path(alias="id", ge=1, le=MAX_ID)],
        at: Annotated[Instant | None, Query()] = None,
        draft: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    ) -> Response:
        """Where a time condition sends callers at a moment, and why."""
        configuration = await self._configuration(request, draft)
        stored = configuration.get(TimeCondition, id)
        if stored is None:
            raise errors.NotFound(TimeCondition.kind, id)
        condition = stored.document
        why = explain(configuration, condition.when, at or self._services.clock.now())
        to = place(condition, why)
        words = f"{why.words}; callers go to: {describe(to or HangUp(), configuration).text}"
        return json_of(DecidedFor(**_told(why), explanation=words, to=to))

    async def schedule(self, request: Request) -> Response:
        """What a moment is by a schedule, and why."""
        asked = await body.read(request, Question)
        configuration = await self._configuration(request, asked.draft)
        _check_holidays(asked.schedule, configuration)
        why = explain(configuration, asked.schedule, asked.at or self._services.clock.now())
        return json_of(Decided(**_told(why), explanation=why.words))

    async def _configuration(self, request: Request, draft: int | None) -> Configuration:
        tenant = client_of(request).tenant
        return await self._views.configuration(tenant, draft)


def _told(why: Explanation) -> dict[str, Any]:
    return {
        "rule": why.rule,
        "local": why.local,
        "zone": why.zone,
        "holiday": why.holiday,
        "holiday_name": why.holiday_name,
        "own_hours": why.own_hours,
        "closure": why.closure,
    }


def _check_holidays(schedule: Schedule, configuration: Configuration) -> None:
    """Raises Refusal 422."""
    for at, id in enumerate(schedule.holidays):
        if configuration.get(Holiday, id) is None:
            raise refused_member(f"#/schedule/holidays/{at}", "does not exist", "reference")
