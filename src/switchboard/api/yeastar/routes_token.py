"""get_token, refresh_token and del_token."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, source_address
from switchboard.api.lockout import Lockout
from switchboard.api.yeastar.auth import DIALECT, Gate, access_token
from switchboard.api.yeastar.body import read_object
from switchboard.api.yeastar.envelope import Code, Problem, Refusal, success
from switchboard.security_log import tell
from switchboard.store.people.tokens import TokenPair


class TokenRoutes:
    """Log-in and what follows from it."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._credentials = services.credentials
        self._settings = services.settings.yeastar
        self._clock = services.clock
        self._gate = gate
        self._lockout = Lockout(
            self._settings.lockout_failures,
            self._settings.lockout_s,
            services.clock,
            shared=services.failures("yeastar", self._settings.lockout_s),
        )

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/get_token", self.get_token, methods=["POST"])
        router.add_api_route("/refresh_token", self.refresh_token, methods=["POST"])
        router.add_api_route("/del_token", self.del_token, methods=["GET"])

    async def get_token(self, request: Request) -> Response:
        """A pair of tokens for a client id (`username`) and secret (`password`)."""
        self._gate.admit_anybody(request)
        address = source_address(request)
        self._lockout.check(address)
        username, password = _texts(await read_object(request), "username", "password")
        async with self._lockout.attempt(address):
            client = await self._credentials.verify_api_client(DIALECT, username, password)
            if client is None:
                tell("api-authentication-failed", address, what="client")
                raise Refusal(Code.FAILURE, Problem("username or password", "error"))
        settings = self._settings
        return self._pair(
            await self._credentials.issue(
                client, settings.access_token_s, settings.refresh_token_s, self._clock.now(), settings.max_tokens
            )
        )

    async def refresh_token(self, request: Request) -> Response:
        """A new pair for a refresh token, whose own pair ends."""
        self._gate.admit_anybody(request)
        (token,) = _texts(await read_object(request), "refresh_token")
        settings, now = self._settings, self._clock.now()
        pair = await self._credentials.refresh(token, settings.access_token_s, settings.refresh_token_s, now)
        return self._pair(pair)

    async def del_token(self, request: Request) -> Response:
        """End the pair of the access token."""
        await self._gate.admit(request)
        await self._credentials.revoke(access_token(request))
        return success()

    def _pair(self, pair: TokenPair) -> Response:
        return success(
            access_token_expire_time=self._settings.access_token_s,
            access_token=pair.access_token,
            refresh_token_expire_time=self._settings.refresh_token_s,
            refresh_token=pair.refresh_token,
        )


def _texts(body: dict[str, object], *names: str) -> list[str]:
    """The required strings of a body; what is refused is never echoed. Raises Refusal 40001, 40002."""
    if missing := [Problem(name, rule="required") for name in names if body.get(name) in (None, "")]:
        raise Refusal(Code.PARAMETER_ERROR, *missing)
    if wrong := [Problem(name, reason="must be a string") for name in names if not isinstance(body[name], str)]:
        raise Refusal(Code.PARAMETER_SYNTAX_ERROR, *wrong)
    return [str(body[name]) for name in names]
