"""The checks of a request: its token, the role that the token has, and the lock-out of addresses that guess tokens."""

import re
from dataclasses import dataclass
from typing import TypeVar, cast

from starlette.requests import HTTPConnection

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.lockout import Lockout
from switchboard.api.masking import masked
from switchboard.api.native.problem import Refusal
from switchboard.model.base import Document
from switchboard.security_log import tell
from switchboard.store.documents.repository import Repository
from switchboard.store.people.api_tokens import PREFIX, ROLES, ApiToken, ApiTokens, Right, Role
from switchboard.store.people.sessions import Sessions, is_token
from switchboard.store.people.users import User

D = TypeVar("D", bound=Document)

LOCKOUT_FAILURES = 10
LOCKOUT_S = 300.0
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)
_LONGEST_TOKEN = 256


@dataclass(frozen=True, slots=True)
class Client:
    """Whoever sends a request: a token or a user, and the configuration of their tenant."""

    who: ApiToken | User
    repository: Repository

    @property
    def tenant(self) -> int:
        return self.who.tenant

    @property
    def sees_secrets(self) -> bool:
        """Whether secrets in documents are shown: to whoever may write them."""
        return self.who.role != "viewer"

    def shown(self, document: D) -> D:
        """The document as this client may see it."""
        return document if self.sees_secrets else masked(document)

    @property
    def author(self) -> str:
        """The name under which the history has what this client writes."""
        return f"{'user' if isinstance(self.who, User) else 'native'}:{self.who.name}"


class Gate:
    """The checks that come before anything else about a request."""

    def __init__(self, services: ApiServices, tokens: ApiTokens, sessions: Sessions) -> None:
        self._services = services
        self._tokens = tokens
        self._sessions = sessions
        self._lockout = Lockout(LOCKOUT_FAILURES, LOCKOUT_S, services.clock)

    async def admit(self, request: HTTPConnection, role: Role, right: Right | None = None) -> None:
        """Let a request in, so that `client_of` has an answer.

        Raises LockedOut, Unauthenticated, and Refusal 403 for too low a role or without the right.
        """
        address = source_address(request)
        self._lockout.check(address)
        token = bearer_token(request)
        who = await self._bearer(token)
        if who is None:
            # What has the form of a session token cannot be guessed: it is one that has ended, and a browser that still
            # sends it must not lock out its whole office.
            if not is_token(token):
                tell("api-authentication-failed", address, what="token")
                self._lockout.failed(address)
            raise errors.Unauthenticated("the token is unknown, expired or revoked")
        self._lockout.succeeded(address)
        if ROLES.index(who.role) < ROLES.index(role):
            raise forbidden(f"the role {role}")
        if right is not None and right not in who.rights:
            raise forbidden(f"the right {right}")
        request.state.client = Client(who, self._services.repository(who.tenant))

    async def _bearer(self, token: str) -> ApiToken | User | None:
        now = self._services.clock.now()
        if token.startswith(PREFIX):
            return await self._tokens.check(token, now)
        return await self._sessions.check(token, now)


def forbidden(needed: str) -> Refusal:
    """403 for who lacks the role or right that is `needed`."""
    headers = {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}
    return Refusal(403, "forbidden", f"this needs {needed}", headers=headers)


def client_of(request: HTTPConnection) -> Client:
    """The client of a request that was let in."""
    return cast(Client, request.state.client)


def bearer_token(request: HTTPConnection) -> str:
    """The token of a request; "" for what has not the form of one. Raises Refusal 401 without the header: that is no
    guess.
    """
    header = request.headers.get("authorization", "")
    if not header:
        headers = {"WWW-Authenticate": "Bearer"}
        raise Refusal(401, errors.Unauthenticated.code, "send Authorization: Bearer TOKEN", headers=headers)
    found = _BEARER.fullmatch(header[:_LONGEST_TOKEN])
    return found[1] if found else ""
