"""The checks of a request: its token or cookie, the role of who sends it, and the lock-out of who guesses tokens."""

import re
from dataclasses import dataclass
from typing import TypeVar, cast

from starlette.requests import HTTPConnection

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.lockout import Lockout
from switchboard.api.login import Login
from switchboard.api.masking import masked
from switchboard.api.native.cookie import SessionCookie
from switchboard.api.native.origins import Origins
from switchboard.api.native.problem import Refusal
from switchboard.model.base import Document
from switchboard.security_log import tell
from switchboard.store.db.database import to_its_end
from switchboard.store.documents.repository import Repository
from switchboard.store.people.api_tokens import PREFIX, ROLES, ApiToken, ApiTokens, Right, Role
from switchboard.store.people.sessions import is_token
from switchboard.store.people.users import User

D = TypeVar("D", bound=Document)

LOCKOUT_FAILURES = 10
LOCKOUT_S = 300.0
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)
_LONGEST_TOKEN = 256


@dataclass(frozen=True, slots=True)
class Client:
    """Whoever sends a request: a token or a user, and the configuration of their tenant.

    `session` is the id of the browser's session, if the request came with a cookie.
    """

    who: ApiToken | User
    repository: Repository
    session: int | None = None

    @property
    def tenant(self) -> int:
        return self.who.tenant

    @property
    def sees_secrets(self) -> bool:
        """Whether secrets in documents are shown: to whoever may write them."""
        return self.who.role in ("editor", "admin")

    def shown(self, document: D) -> D:
        """The document as this client may see it."""
        return document if self.sees_secrets else masked(document)

    @property
    def author(self) -> str:
        """The name under which the history has what this client writes."""
        return f"{'user' if isinstance(self.who, User) else 'native'}:{self.who.name}"


class Gate:
    """The checks that come before anything else about a request."""

    def __init__(self, services: ApiServices, tokens: ApiTokens, login: Login) -> None:
        self._services = services
        self._tokens = tokens
        self._login = login
        self._cookie = SessionCookie(services.settings)
        self._origins = Origins(services.settings.api.origins)
        self._lockout = Lockout(LOCKOUT_FAILURES, LOCKOUT_S, services.clock)

    async def admit(
        self, connection: HTTPConnection, role: Role, right: Right | None = None, *, first_steps: bool = False
    ) -> None:
        """Let a request or the handshake of a WebSocket in, so that `client_of` has an answer. Streams ask again.

        `first_steps`: also who must first do what the log-in demands, such as choose a password. Raises LockedOut,
        Unauthenticated, and Refusal: 403 for too low a role, without the right, and for a cookie that another site's
        page makes the browser send.
        """
        address = source_address(connection)
        self._lockout.check(address)
        cookie = None if connection.headers.get("authorization") else self._cookie.token(connection)
        if cookie is None:
            client = self._client(await self._by_header(connection, address))
        else:
            client = await self._by_cookie(connection, cookie)
        self._lockout.succeeded(address)
        if not first_steps:
            self._check_first_steps(client)
        if ROLES.index(client.who.role) < ROLES.index(role):
            raise forbidden(f"the role {role}")
        if right is not None and right not in client.who.rights:
            raise forbidden(f"the right {right}")
        connection.state.client = client

    async def _by_header(self, connection: HTTPConnection, address: str) -> ApiToken | User:
        token = bearer_token(connection)
        who = await self._bearer(token)
        if who is None:
            # What has the form of a session token cannot be guessed: it is one that has ended, and a program that still
            # sends it must not lock out its whole office.
            if not is_token(token):
                tell("api-authentication-failed", address, what="token")
                self._lockout.failed(address)
            raise errors.Unauthenticated("the token is unknown, expired or revoked")
        return who

    async def _bearer(self, token: str) -> ApiToken | User | None:
        now = self._services.clock.now()
        if token.startswith(PREFIX):
            return await self._tokens.check(token, now)
        return await self._login.sessions.check(token, now)

    async def _by_cookie(self, connection: HTTPConnection, token: str) -> Client:
        self._origins.check(connection)
        now = self._services.clock.now()
        admission = await self._login.browsers.check(token, now)
        if admission is None:
            raise errors.Unauthenticated("the session has ended")
        # A stream that asks again is no use: a page that nobody looks at would stay logged in.
        if getattr(connection.state, "client", None) is None:
            await to_its_end(self._login.browsers.touch(admission, now))
        return self._client(admission.user, admission.session)

    def _check_first_steps(self, client: Client) -> None:
        """Raises Refusal 403 for a user who must do something first. Programs go on with the password they were given,
        but not without a second factor that is demanded.
        """
        if not isinstance(client.who, User):
            return
        if client.session is not None and client.who.must_change_password:
            raise Refusal(403, "password-change-needed", "choose a password of your own first")
        if self._login.needs_factor(client.who):
            raise Refusal(403, "second-factor-needed", "set up a second factor first")

    def _client(self, who: ApiToken | User, session: int | None = None) -> Client:
        return Client(who, self._services.repository(who.tenant), session)


def forbidden(needed: str) -> Refusal:
    """403 for who lacks the role or right that is `needed`."""
    headers = {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}
    return Refusal(403, "forbidden", f"this needs {needed}", headers=headers)


def client_of(connection: HTTPConnection) -> Client:
    """The client of a request that was let in."""
    return cast(Client, connection.state.client)


def bearer_token(connection: HTTPConnection) -> str:
    """The token of a request; "" for what has not the form of one. Raises Refusal 401 without the header: that is no
    guess.
    """
    header = connection.headers.get("authorization", "")
    if not header:
        headers = {"WWW-Authenticate": "Bearer"}
        raise Refusal(401, errors.Unauthenticated.code, "send Authorization: Bearer TOKEN", headers=headers)
    found = _BEARER.fullmatch(header[:_LONGEST_TOKEN])
    return found[1] if found else ""
