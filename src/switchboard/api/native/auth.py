"""Who may ask: bearer tokens, their roles, and the lock-out of addresses that guess."""

import re
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.lockout import Lockout
from switchboard.api.native.problem import Refusal
from switchboard.store.api_tokens import ROLES, ApiToken, ApiTokens, Role
from switchboard.store.repository import Repository

LOCKOUT_FAILURES = 10
LOCKOUT_S = 300.0
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)
_LONGEST_TOKEN = 256


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever a request comes from, and the configuration that their tenant has."""

    token: ApiToken
    repository: Repository

    @property
    def tenant(self) -> int:
        return self.token.tenant

    @property
    def author(self) -> str:
        """As whom they stand in the history."""
        return f"native:{self.token.name}"


class Gate:
    """The checks that come before anything else about a request."""

    def __init__(self, services: ApiServices, tokens: ApiTokens) -> None:
        self._services = services
        self._tokens = tokens
        self._lockout = Lockout(LOCKOUT_FAILURES, LOCKOUT_S, services.clock)

    async def admit(self, request: Request, role: Role) -> None:
        """Makes `caller_of` answer. Raises LockedOut, Unauthenticated, and Refusal 403 for too low a role."""
        address = source_address(request)
        self._lockout.check(address)
        token = await self._tokens.check(_presented(request), self._services.clock.now())
        if token is None:
            self._lockout.failed(address)
            raise errors.Unauthenticated("the token is unknown, expired or revoked")
        self._lockout.succeeded(address)
        if ROLES.index(token.role) < ROLES.index(role):
            headers = {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}
            raise Refusal(403, "forbidden", f"this needs the role {role}", headers=headers)
        request.state.caller = Caller(token, self._services.repository(token.tenant))


def caller_of(request: Request) -> Caller:
    """Who was admitted."""
    return cast(Caller, request.state.caller)


def _presented(request: Request) -> str:
    """The token of a request. One that has none is refused, but has not guessed."""
    header = request.headers.get("authorization", "")
    if not header:
        headers = {"WWW-Authenticate": "Bearer"}
        raise Refusal(401, errors.Unauthenticated.code, "send Authorization: Bearer TOKEN", headers=headers)
    found = _BEARER.fullmatch(header[:_LONGEST_TOKEN])
    return found[1] if found else ""
