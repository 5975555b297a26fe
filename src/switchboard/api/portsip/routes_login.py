"""Signing in, staying in and signing out, in each form that the vendor has had."""

import re
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, SecretStr, StringConstraints
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, Json, source_address
from switchboard.api.login import Login
from switchboard.api.portsip.auth import Gate, bearer_token
from switchboard.api.portsip.body import boolean, read_form, read_object
from switchboard.api.portsip.envelope import Refusal, invalid
from switchboard.api.portsip.wire import Wire, checked
from switchboard.store.people.api_tokens import Role
from switchboard.store.people.tokens import TokenPair

ROLES: dict[Role, str] = {"admin": "Admin", "editor": "Admin", "viewer": "StandardUser", "phone": "StandardUser"}
"""Our roles as PortSIP names what they may do."""

_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
_NO_STORE = {"Cache-Control": "no-store"}
_LONGEST_SECRET = 1024


class SignIn(Wire):
    """Who wants to sign in; an empty `domain` is the default tenant's."""

    username: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=64)]
    password: Annotated[SecretStr, Field(strict=True, min_length=1, max_length=_LONGEST_SECRET)]
    domain: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=280)] | None = None


class RefreshToken(Wire):
    """What keeps a session alive."""

    refresh_token: Annotated[SecretStr, Field(strict=True, min_length=1, max_length=_LONGEST_SECRET)]


class LoginRoutes:
    """Sessions of users."""

    def __init__(self, services: ApiServices, gate: Gate, login: Login) -> None:
        self._lifetime_s = services.settings.login.access_token_s
        self._clock = services.clock
        self._gate = gate
        self._login = login

    def add_to(self, router: APIRouter) -> None:
        for method, path, endpoint in (
            ("POST", "/login/oauth/token", self.token),
            ("POST", "/login/oauth/revoke", self.sign_out),
            ("POST", "/auth/sign_in", self.sign_in),
            ("POST", "/auth/refresh_token", self.refresh),
            ("POST", "/auth/sign_out", self.sign_out),
            ("GET", "/auth/user", self.user),
            ("POST", "/login", self.log_in),
            ("GET", "/login", self.session),
            ("POST", "/logout", self.log_out),
        ):
            router.add_api_route(path, endpoint, methods=[method])

    async def token(self, request: Request) -> Response:
        """A session by the password or refresh grant of OAuth 2 (RFC 6749)."""
        self._gate.count(source_address(request))
        form = await read_form(request)
        grant = form.get("grant_type")
        if not _GUID.fullmatch(form.get("client_id", "00000000-0000-0000-0000-000000000000")):
            raise invalid({"client_id": "must be a GUID"})
        if grant == "refresh_token":
            return await self._refreshed(request, checked(RefreshToken, form))
        if grant != "password":
            raise invalid({"grant_type": "must be password or refresh_token"})
        if form.get("scope", "all") != "all":
            raise invalid({"scope": "must be all"})
        return await self._signed_in(request, form)

    async def sign_in(self, request: Request) -> Response:
        """A session for a name and a password."""
        if boolean(request, "qr", default=False):
            raise invalid({"qr": "this server has no sign-in by QR code"})
        return await self.log_in(request)

    async def log_in(self, request: Request) -> Response:
        """A session for a name and a password, as releases before 22.2 have it."""
        self._gate.count(source_address(request))
        return await self._signed_in(request, await read_object(request))

    async def refresh(self, request: Request) -> Response:
        """The session goes on with new tokens; the old ones end."""
        self._gate.count(source_address(request))
        return await self._refreshed(request, checked(RefreshToken, await read_object(request)))

    async def sign_out(self, request: Request) -> Response:
        """End the session, at once."""
        await self._end(request)
        return Response(status_code=200)

    async def log_out(self, request: Request) -> Response:
        """End the session, as releases before 22.2 have it."""
        await self._end(request)
        return Response(status_code=204)

    async def user(self, request: Request) -> Response:
        """What one may do."""
        client = await self._gate.admit(request)
        known = {"role": ROLES[client.user.role], "password_verified": True, "password_force_reset": False}
        return JSONResponse(known, headers=_NO_STORE)

    async def session(self, request: Request) -> Response:
        """The session that the token is of."""
        client = await self._gate.admit(request)
        now = self._clock.now()
        expires_at = await self._login.sessions.expiry(client.token) or now
        found: dict[str, Json] = {
            "access_token": client.token,
            "expires_at": f"{expires_at:%Y-%m-%dT%H:%M:%SZ}",
            "expires_in": max(0, int((expires_at - now).total_seconds())),
            "role": ROLES[client.user.role],
        }
        return JSONResponse(found, headers=_NO_STORE)

    async def _signed_in(self, request: Request, body: dict[str, object] | dict[str, str]) -> Response:
        sent = checked(SignIn, body)
        user = await self._login.authenticate(
            source_address(request), sent.domain or "", sent.username, sent.password.get_secret_value()
        )
        try:
            return self._pair(await self._login.issue(user))
        except errors.LimitReached as error:
            wait = {"Retry-After": str(self._lifetime_s)}
            raise Refusal(429, "UNKNOWN", "too many tokens of this user are in use", headers=wait) from error

    async def _refreshed(self, request: Request, sent: RefreshToken) -> Response:
        try:
            token = sent.refresh_token.get_secret_value()
            return self._pair(await self._login.refresh(source_address(request), token))
        except errors.LockedOut:
            raise
        except errors.Unauthenticated as error:
            raise Refusal(400, "UNKNOWN", "the refresh token is unknown or expired") from error

    async def _end(self, request: Request) -> None:
        await self._gate.admit(request)
        await self._login.sessions.revoke(bearer_token(request))

    def _pair(self, pair: TokenPair) -> Response:
        tokens: dict[str, Json] = {
            "access_token": pair.access_token,
            "expires_in": self._lifetime_s,
            "refresh_token": pair.refresh_token,
            "token_type": "Bearer",
        }
        return JSONResponse(tokens, headers=_NO_STORE)
