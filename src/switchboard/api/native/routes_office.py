"""The office at this moment: whether it is open, and closing it for a while."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.conditions import Expected, entity_tag
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import refused_member
from switchboard.callflow.explain import explain, holds_until
from switchboard.model.base import Frozen, Instant
from switchboard.model.closure import Closure
from switchboard.model.configuration import Configuration
from switchboard.model.destination import PlainDestination
from switchboard.model.office import OFFICE, Office
from switchboard.model.prompt import PromptRef
from switchboard.model.schedule import Schedule


class OfficeNow(BaseModel):
    """What holds by the hours of the office, on its clock, and `until` when; null: for more than a week. `closure`
    while it is closed for a while.
    """

    rule: Literal["holiday", "open", "closed"]
    local: datetime
    zone: str
    until: datetime | None
    night_mode: bool
    closure: Closure | None
    explanation: str

    @classmethod
    def of(cls, configuration: Configuration, now: datetime) -> Self:
        why = explain(configuration, Schedule(), now)
        until = holds_until(configuration, now)
        return cls(
            rule=why.rule,
            local=why.local,
            zone=why.zone,
            until=until and until.astimezone(why.local.tzinfo),
            night_mode=configuration.office.night_mode,
            closure=configuration.closure(now),
            explanation=why.words,
        )


class ClosureWanted(Frozen):
    """Closes the office until then. `prompt` null: the words of the product; `to` null: calls end after them."""

    until: Instant
    prompt: PromptRef | None = None
    to: PlainDestination | None = None


class OfficeRoutes:
    """For people who watch over the office; `/offices` has all that it is."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._clock = services.clock
        self._configurations = configurations

    def add_to(self, face: Face) -> None:
        closure = "/office/closure"
        face.add(Operation("GET", "/office", "viewer", gives=OfficeNow), self.now, "office", "read_office_now")
        closing = Operation("PUT", closure, "editor", takes=ClosureWanted, gives=OfficeNow)
        face.add(closing, self.close, "office", "close_office")
        face.add(Operation("DELETE", closure, "editor", status=204), self.open, "office", "open_office")

    async def now(self, request: Request) -> Response:
        """Whether the office is open now, and why."""
        configuration = await self._configurations.current(client_of(request).tenant)
        answer = json_of(OfficeNow.of(configuration, self._clock.now()))
        for stored in configuration.all(Office):
            answer.headers["ETag"] = entity_tag(stored.revision)
        return answer

    async def close(self, request: Request) -> Response:
        """Close the office for a while."""
        wanted = await body.read(request, ClosureWanted)
        if wanted.until <= self._clock.now():
            raise refused_member("#/until", "is in the past", "min")
        closure = Closure(until=wanted.until, prompt=wanted.prompt, to=wanted.to, by=client_of(request).author)
        await _write(request, closure)
        return await self.now(request)

    async def open(self, request: Request) -> Response:
        """Open the office again; does nothing where it is not closed."""
        await _write(request, None)
        return Response(status_code=204)


async def _write(request: Request, closure: Closure | None) -> None:
    client = client_of(request)

    def changed(office: Office | None) -> Office:
        return (office or Office()).model_copy(update={"closure": closure})

    check = Expected(request).check
    await client.repository.edit_named(Office, OFFICE, changed, author=client.author, check=check)
