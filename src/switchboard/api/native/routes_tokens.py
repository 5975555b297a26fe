"""The tokens by which programs use this API."""

from datetime import UTC

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes import NewToken, TokenMinted, Tokens, TokenShown
from switchboard.store.people.api_tokens import ApiTokens

_TAG = "tokens"


class TokenRoutes:
    """For admins only."""

    def __init__(self, services: ApiServices, tokens: ApiTokens) -> None:
        self._clock = services.clock
        self._tokens = tokens

    def add_to(self, face: Face) -> None:
        one = "/tokens/{id}"
        face.add(Operation("GET", "/tokens", "admin", gives=Tokens), self.list, _TAG, "list_tokens")
        mint = Operation("POST", "/tokens", "admin", takes=NewToken, gives=TokenMinted, status=201)
        face.add(mint, self.mint, _TAG, "mint_token")
        face.add(Operation("GET", one, "admin", gives=TokenShown), self.read, _TAG, "read_token")
        face.add(Operation("DELETE", one, "admin", status=204), self.revoke, _TAG, "revoke_token")

    async def list(self, request: Request) -> Response:
        """All tokens, without what is secret of them."""
        found = await self._tokens.all(client_of(request).tenant)
        return json_of(Tokens(items=[TokenShown.model_validate(token) for token in found]))

    async def mint(self, request: Request) -> Response:
        """A new token; this answer is the only one that shows it."""
        wanted = await body.read(request, NewToken)
        expires_at = wanted.expires_at and wanted.expires_at.astimezone(UTC)
        minted, token = await self._tokens.mint(
            client_of(request).tenant, wanted.name, wanted.role, self._clock.now(), expires_at, wanted.rights
        )
        shown = TokenShown.model_validate(minted).model_dump()
        response = json_of(TokenMinted(**shown, token=token), 201)
        response.headers["Location"] = f"{request.scope.get('root_path', '')}/tokens/{minted.id}"
        response.headers["Cache-Control"] = "no-store"
        return response

    async def read(self, request: Request, id: Id) -> Response:
        """What is known of a token."""
        return json_of(TokenShown.model_validate(await self._tokens.get(client_of(request).tenant, id)))

    async def revoke(self, request: Request, id: Id) -> Response:
        """End a token at once."""
        await self._tokens.revoke(client_of(request).tenant, id)
        return Response(status_code=204)
