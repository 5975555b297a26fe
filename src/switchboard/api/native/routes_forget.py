"""What is known of a telephone number, shown and deleted: for whoever has a right to that."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.security_log import tell
from switchboard.store.calls.recordings import CallRecordings
from switchboard.store.forgetting import Forgetting

_TAG = "forget"


class Forget(BaseModel):
    """The number, in any form in which it is dialled or came in. With `dry_run` nothing is deleted."""

    model_config = ConfigDict(extra="forbid")

    number: Annotated[str, Field(min_length=1, max_length=100)]
    dry_run: bool = False


class NamingShown(BaseModel):
    """An object whose document names the number. It stays."""

    model_config = ConfigDict(from_attributes=True)

    kind: str
    id: int
    name: str


class Forgotten(BaseModel):
    """What was deleted, or would be: ids of calls, messages, wishes and deliveries of the outbox, names of recordings,
    and how many wrong PINs were counted. `forms` are the ways in which the number was looked for.

    The `running` calls and the `objects` stay, and so do calls of which one of the machines `elsewhere` has a
    recording: ask there, too.
    """

    model_config = ConfigDict(from_attributes=True)

    forms: list[str]
    calls: list[str]
    recordings: list[str]
    messages: list[int]
    wishes: list[str]
    deliveries: list[int]
    wrong_pins: int
    running: list[str]
    elsewhere: list[str]
    objects: list[NamingShown]


class ForgetRoutes:
    """For admins only."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    def add_to(self, face: Face) -> None:
        face.add(Operation("POST", "/forget", "admin", takes=Forget, gives=Forgotten), self.forget, _TAG, "forget")

    async def forget(self, request: Request) -> Response:
        """Delete the calls, recordings and messages of a telephone number for good. The security log says who did it,
        but not which number it was.
        """
        wanted, client = await body.read(request, Forget), client_of(request)
        forgetting = self._forgetting(client.tenant)
        if wanted.dry_run:
            found = await forgetting.traces(wanted.number)
        else:
            found = await forgetting.forget(wanted.number, self._services.clock.now())
            counts = {"calls": len(found.calls), "messages": len(found.messages)}
            tell("number-forgotten", source_address(request), tenant=client.tenant, **counts, by=client.author)
        return json_of(Forgotten.model_validate(found))

    def _forgetting(self, tenant: int) -> Forgetting:
        database, settings = self._services.database, self._services.settings
        recordings = CallRecordings.of(database, settings)
        return Forgetting(database, tenant, recordings, self._services.blobs)
