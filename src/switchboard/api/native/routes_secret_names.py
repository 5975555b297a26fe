"""Which secrets of an object are set. What they are, nobody is told."""

from typing import Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes import plural
from switchboard.model.base import Document
from switchboard.store.people.known_secrets import known_secrets

OF_PHONES: Final = "sip_password"


class SecretNames(BaseModel):
    """The names of those that are set, such as `disa_pin`, `prompt_password`, `action:3` (of the action URL with that
    key), `password` (of a trunk) and `sip_password` (of an extension).
    """

    names: list[str]


class SecretNameRoutes:
    """Of the objects of one kind."""

    def __init__(self, services: ApiServices, family: type[Document]) -> None:
        self._services, self._family = services, family

    def add_to(self, face: Face) -> None:
        kind = self._family.kind
        read = Operation("GET", f"/{plural(kind)}/{{id}}/secrets", "viewer", gives=SecretNames)
        face.add(read, self.read, plural(kind), f"list_secrets_of_{kind}")

    async def read(self, request: Request, id: Id) -> Response:
        """Which secrets of the object are set."""
        client = client_of(request)
        stored = await client.repository.get(self._family, id)
        known = await known_secrets(self._services.database, client.tenant, stored.id)
        names = {*known.of_objects.get(stored.id, ()), *((OF_PHONES,) if known.phones else ())}
        return json_of(SecretNames(names=sorted(names)))
