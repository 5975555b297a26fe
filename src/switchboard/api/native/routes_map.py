"""Where calls can go, for a map of the menus."""

from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.pointers import pointer
from switchboard.model.base import Instant
from switchboard.model.call_map import Exit, Place, call_map
from switchboard.model.destination import ToExternalNumber, ToNumber
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import PromptRef
from switchboard.store.db.storable import MAX_ID


class MapTarget(BaseModel):
    """Where an exit leads: the `kind` of the destination, and of the object that it leads to `object` (its kind) with
    `id`, `name` and `number`, which are null and empty where it leads to none. `text` is a number outside.
    """

    kind: str
    object: str | None
    id: int | None
    name: str
    number: str
    text: str


class MapExit(BaseModel):
    """A way out: the `pointer` to its destination in the document, what it is (`part`, such as `options`, `no_input`,
    `open`), the `keys` that lead there, and whether it is `open` at the moment (null: at any time).
    """

    pointer: str
    part: str
    keys: str
    open: bool | None
    to: MapTarget


class MapPlace(BaseModel):
    """An object from which calls go on. `greeting` is what callers hear first in a menu."""

    kind: str
    id: int
    revision: int
    name: str
    number: str
    greeting: list[PromptRef]
    exits: list[MapExit]


class CallMap(BaseModel):
    """All of them, as they are `at` a moment."""

    at: datetime
    places: list[MapPlace]


class MapRoutes:
    """Reads, and changes nothing."""

    def __init__(self, services: ApiServices, views: Views) -> None:
        self._clock = services.clock
        self._views = views

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/map", "viewer", gives=CallMap), self.map, "explain", "read_map")

    async def map(
        self,
        request: Request,
        at: Annotated[Instant | None, Query()] = None,
        draft: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    ) -> Response:
        """From where calls can go where, by which keys and at which times."""
        moment, tenant = at or self._clock.now(), client_of(request).tenant
        configuration = await self._views.configuration(tenant, draft)
        places = call_map(configuration, moment)
        return json_of(CallMap(at=moment, places=[_shown(place) for place in places]))


def _shown(place: Place) -> MapPlace:
    document = place.stored.document
    return MapPlace(
        kind=document.kind,
        id=place.stored.id,
        revision=place.stored.revision,
        name=document.name,
        number=document.dialled_number() or "",
        greeting=list(document.greeting) if isinstance(document, Ivr) else [],
        exits=[_exit(one) for one in place.exits],
    )


def _exit(one: Exit) -> MapExit:
    to, found = one.target.to, one.target.object
    target = MapTarget(
        kind=to.kind,
        object=found.document.kind if found else None,
        id=found.id if found else None,
        name=found.document.name if found else "",
        number=(found.document.dialled_number() or "") if found else "",
        text=to.prefix + to.number
        if isinstance(to, ToExternalNumber)
        else to.number
        if isinstance(to, ToNumber)
        else "",
    )
    return MapExit(pointer=pointer(one.steps), part=one.part, keys=one.keys, open=one.open, to=target)
