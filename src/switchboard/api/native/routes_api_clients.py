"""The programs that use the APIs of vendors: what they log in with, and what they may do besides."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes_users import (
    ApiClientMinted,
    ApiClients,
    ApiClientShown,
    EditedApiClient,
    NewApiClient,
)
from switchboard.store.people.tokens import ApiClient

_TAG = "tokens"


class ApiClientRoutes:
    """For admins only."""

    def __init__(self, services: ApiServices) -> None:
        self._credentials = services.credentials

    def add_to(self, face: Face) -> None:
        many, one = "/api-clients", "/api-clients/{id}"
        face.add(Operation("GET", many, "admin", gives=ApiClients), self.list, _TAG, "list_api_clients")
        mint = Operation("POST", many, "admin", takes=NewApiClient, gives=ApiClientMinted, status=201)
        face.add(mint, self.mint, _TAG, "mint_api_client")
        face.add(Operation("GET", one, "admin", gives=ApiClientShown), self.read, _TAG, "read_api_client")
        edit = Operation("PATCH", one, "admin", EditedApiClient, body.MERGE_PATCH[0], ApiClientShown)
        face.add(edit, self.edit, _TAG, "edit_api_client")
        face.add(Operation("DELETE", one, "admin", status=204), self.revoke, _TAG, "revoke_api_client")

    async def list(self, request: Request) -> Response:
        """All of them, without their secrets."""
        found = await self._credentials.api_clients(client_of(request).tenant)
        return json_of(ApiClients(items=[ApiClientShown.model_validate(one) for one in found]))

    async def mint(self, request: Request) -> Response:
        """A new one; this answer is the only one that shows its secret."""
        wanted = await body.read(request, NewApiClient)
        tenant = client_of(request).tenant
        client_id, secret = await self._credentials.new_api_client(tenant, wanted.dialect, wanted.name, wanted.rights)
        (made,) = [one for one in await self._credentials.api_clients(tenant) if one.client_id == client_id]
        shown = ApiClientShown.model_validate(made).model_dump()
        response = json_of(ApiClientMinted(**shown, secret=secret), 201)
        response.headers["Location"] = f"{request.scope.get('root_path', '')}/api-clients/{made.id}"
        response.headers["Cache-Control"] = "no-store"
        return response

    async def read(self, request: Request, id: Id) -> Response:
        """What is known of one."""
        return json_of(ApiClientShown.model_validate(await self._one(request, id)))

    async def edit(self, request: Request, id: Id) -> Response:
        """Say what it may do besides, from its next request on."""
        patch = await body.read_object(request, body.MERGE_PATCH)
        old = await self._one(request, id)
        merged = body.merge({"rights": list(old.rights)}, patch)
        wanted = body.parse(EditedApiClient, merged if isinstance(merged, dict) else {})
        new = await self._credentials.set_client_rights(old.tenant, old.client_id, wanted.rights)
        return json_of(ApiClientShown.model_validate(new))

    async def revoke(self, request: Request, id: Id) -> Response:
        """End it with its tokens, at once."""
        old = await self._one(request, id)
        await self._credentials.delete_api_client(old.tenant, old.client_id)
        return Response(status_code=204)

    async def _one(self, request: Request, id: int) -> ApiClient:
        found = await self._credentials.api_client(client_of(request).tenant, id)
        if found is None:
            raise errors.NotFound("API client", id)
        return found
