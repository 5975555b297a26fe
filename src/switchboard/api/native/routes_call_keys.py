"""The keys by which web pages have customers called, in Servetel's dialect."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Id
from switchboard.model.base import Frozen, Name, Number
from switchboard.model.destination import OutsideNumber
from switchboard.store.people.call_keys import CallKeys

_TAG = "call keys"


class NewCallKey(Frozen):
    """A key to be made: customers who are called by it go to the number `to`, such as that of a menu or a queue. They
    are called by the routes that are open to the extension with the number `permission`; null: to the extension `to`.
    """

    name: Name
    to: OutsideNumber
    permission: Number | None = None


class CallKeyShown(BaseModel):
    """What is known of a key."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    to: str
    permission: str
    last_four: str
    created_at: datetime


class CallKeyMinted(CallKeyShown):
    """The only answer that holds the key itself."""

    key: str


class CallKeyList(BaseModel):
    """All keys of the tenant."""

    items: list[CallKeyShown]


class CallKeyRoutes:
    """For admins only: whoever has a key can have the tenant pay for calls."""

    def __init__(self, services: ApiServices) -> None:
        self._clock = services.clock
        self._keys = CallKeys(services.database)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/call-keys", "admin", gives=CallKeyList), self.list, _TAG, "list_call_keys")
        mint = Operation("POST", "/call-keys", "admin", takes=NewCallKey, gives=CallKeyMinted, status=201)
        face.add(mint, self.mint, _TAG, "mint_call_key")
        face.add(Operation("DELETE", "/call-keys/{id}", "admin", status=204), self.revoke, _TAG, "revoke_call_key")

    async def list(self, request: Request) -> Response:
        """All keys, without what is secret of them."""
        found = await self._keys.all(client_of(request).tenant)
        return json_of(CallKeyList(items=[CallKeyShown.model_validate(key) for key in found]))

    async def mint(self, request: Request) -> Response:
        """A new key; this answer is the only one that shows it."""
        wanted = await body.read(request, NewCallKey)
        tenant, now = client_of(request).tenant, self._clock.now()
        minted, key = await self._keys.mint(tenant, wanted.name, wanted.to, wanted.permission or "", now)
        response = json_of(CallKeyMinted(**CallKeyShown.model_validate(minted).model_dump(), key=key), 201)
        response.headers["Cache-Control"] = "no-store"
        return response

    async def revoke(self, request: Request, id: Id) -> Response:
        """End a key at once."""
        await self._keys.revoke(client_of(request).tenant, id)
        return Response(status_code=204)
