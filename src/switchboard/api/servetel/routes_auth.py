"""auth/login, auth/refresh and auth/logout."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.lockout import Lockout
from switchboard.api.servetel import jwt
from switchboard.api.servetel.auth import DIALECT, Gate
from switchboard.api.servetel.body import read_object
from switchboard.api.servetel.envelope import Refusal, done, invalid
from switchboard.api.servetel.events import INDIA, TIME_FORMAT
from switchboard.api.servetel.resource import add_endpoint
from switchboard.security_log import tell
from switchboard.store.people.tokens import ApiClient, TokenPair


class AuthRoutes:
    """Log-in and what follows from it."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._credentials = services.credentials
        self._settings = services.settings.servetel
        self._clock = services.clock
        self._gate = gate
        self._lockout = Lockout(
            self._settings.lockout_failures,
            self._settings.lockout_s,
            services.clock,
            shared=services.failures("servetel", self._settings.lockout_s),
        )

    def add_to(self, router: APIRouter) -> None:
        add_endpoint(router, "POST", "/auth/login", self.login)
        add_endpoint(router, "POST", "/auth/refresh", self.refresh)
        add_endpoint(router, "POST", "/auth/logout", self.logout)

    async def login(self, request: Request) -> Response:
        """A token for a log-in id (`email`) and `password`."""
        address = source_address(request)
        with self._unless_locked():
            self._lockout.check(address)
        email, password = _credentials(await read_object(request))
        with self._unless_locked():
            async with self._lockout.attempt(address) as failures:
                client = await self._credentials.verify_api_client(DIALECT, email, password)
                if client is None:
                    tell("api-authentication-failed", address, what="client")
                    raise Refusal(401, "The credentials are wrong", login_failed_count=failures)
        return self._token(client, await self._issue(client))

    async def refresh(self, request: Request) -> Response:
        """A new token for the one in use, which ends."""
        client = await self._gate.admit(request)
        if not client.token.expires:
            raise Refusal(422, "A permanent token does not expire and cannot be refreshed")
        lifetime_s = self._settings.token_s
        pair = await self._credentials.refresh(client.token.refresh_token, lifetime_s, lifetime_s, self._clock.now())
        return self._token(client.application, pair)

    async def logout(self, request: Request) -> Response:
        """The token ends."""
        client = await self._gate.admit(request)
        await self._credentials.revoke(client.token.access_token)
        return done("Logged out")

    @contextmanager
    def _unless_locked(self) -> Iterator[None]:
        try:
            yield
        except errors.LockedOut as error:
            raise self._later("Too many failed log-ins", error.retry_after_s) from error

    async def _issue(self, client: ApiClient) -> TokenPair:
        lifetime_s, most = self._settings.token_s, self._settings.max_tokens
        try:
            return await self._credentials.issue(client, lifetime_s, lifetime_s, self._clock.now(), most)
        except errors.LimitReached as error:
            raise self._later("Too many tokens are in use", lifetime_s) from error

    def _later(self, message: str, wait_s: float) -> Refusal:
        at = (self._clock.now() + timedelta(seconds=wait_s)).astimezone(INDIA)
        return Refusal(429, message, retry_after=f"{at:{TIME_FORMAT}}")

    def _token(self, client: ApiClient, pair: TokenPair) -> Response:
        token = jwt.encode(pair, client.id, self._clock.now(), expires=True)
        lifetime_s = self._settings.token_s
        return JSONResponse({"success": True, "access_token": token, "token_type": "bearer", "expires_in": lifetime_s})


def _credentials(body: dict[str, object]) -> tuple[str, str]:
    """`email` and `password`; what is refused is never echoed. Raises Refusal 422."""
    email, password = body.get("email"), body.get("password")
    if isinstance(email, str) and isinstance(password, str) and email and password:
        return email, password
    raise invalid({name: _fault(body.get(name)) for name in ("email", "password") if _fault(body.get(name))})


def _fault(value: object) -> str:
    """What is wrong with a value that must be a text; empty when nothing is."""
    if value in (None, ""):
        return "is required"
    return "" if isinstance(value, str) else "must be a text"
