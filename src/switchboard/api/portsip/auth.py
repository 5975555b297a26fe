"""The checks of a request: a user has logged in, and sends the token in the `Authorization` header."""

import re
from dataclasses import dataclass, field

from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.client import Client
from switchboard.api.login import Login
from switchboard.api.portsip.envelope import Refusal
from switchboard.api.rate import RateLimit
from switchboard.store.people.api_tokens import ROLES, Right, Role
from switchboard.store.people.users import User

_BEARER = re.compile(r"bearer +([A-Za-z0-9]+) *", re.IGNORECASE)
_LONGEST_HEADER = 256


@dataclass(frozen=True, slots=True)
class UserClient(Client):
    """A client as which a person has logged in, with the token of that session."""

    user: User
    token: str = field(repr=False)

    @property
    def sees_secrets(self) -> bool:
        """Whether secrets are shown: to whoever may write them, as the vendor has it."""
        return self.user.role in ("editor", "admin")


class Gate:
    """The checks that come before everything else about a request."""

    def __init__(self, services: ApiServices, login: Login) -> None:
        self._services = services
        self.pages = services.pages
        self._login = login
        self._rate = RateLimit(services.settings.portsip.requests_per_minute, services.clock)

    async def admit(self, request: Request, role: Role = "viewer") -> UserClient:
        """The client that the token belongs to. Raises Unauthenticated, and Refusal: 403 for less than `role`, 429 for
        too many requests.
        """
        token = bearer_token(request)
        admission = await self._login.sessions.admission(token, self._services.clock.now()) if token else None
        # Before the token is refused, so that whoever guesses tokens is slowed, too.
        self.count(f"user {admission.user.id}" if admission else source_address(request))
        if admission is None:
            raise errors.Unauthenticated("the token is missing, unknown, expired or revoked")
        user = admission.user
        if self._login.needs_factor(user):
            raise Refusal(403, "UNKNOWN", "set up a second factor first, on the page")
        if ROLES.index(user.role) < ROLES.index(role):
            raise Refusal(403, "UNKNOWN", f"this needs the role {role}")
        repository = self._services.repository(user.tenant)
        return UserClient(user.tenant, f"portsip:{user.name}", repository, admission.last_change, user, token)

    async def admit_with(self, request: Request, right: Right, role: Role = "viewer") -> UserClient:
        """As `admit`, of a user who has the right. Raises Refusal 403 for another."""
        client = await self.admit(request, role)
        if right not in client.user.rights:
            raise Refusal(403, "UNKNOWN", f"this needs the right {right}")
        return client

    def count(self, who: str) -> None:
        """Count a request. Raises Refusal 429."""
        wait_s = self._rate.take(who)
        if wait_s:
            raise Refusal(429, "UNKNOWN", "too many requests", headers={"Retry-After": str(wait_s)})


def bearer_token(request: Request) -> str:
    """The token of a request, empty when there is none."""
    found = _BEARER.fullmatch(request.headers.get("authorization", "")[:_LONGEST_HEADER])
    return found[1] if found else ""
