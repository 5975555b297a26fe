"""The check of a request: the token in the `Authorization` header."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.client import Client
from switchboard.api.servetel import jwt
from switchboard.config import LONGEST_TOKEN_S
from switchboard.security_log import tell
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.tokens import Admission, ApiClient

DIALECT = "servetel"
PERMANENT_S = 100 * 365 * 86400
"""How long a permanent token lives."""

LEEWAY_S = 60
"""How far the clocks of two machines may be apart."""


@dataclass(frozen=True, slots=True)
class TokenClient(Client):
    """A client with the token that it has shown, and the application that the token was issued to."""

    application: ApiClient
    token: jwt.Parts = field(repr=False)


class Gate:
    """The check that comes before everything else about a request."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    async def admit(self, request: Request) -> TokenClient:
        """The client that the token belongs to. Raises Unauthenticated."""
        now, sent = self._services.clock.now(), bearer_token(request)
        token = jwt.decode(sent)
        if token is None:
            if sent:
                tell("api-authentication-failed", source_address(request), what="token")
            raise errors.Unauthenticated("no token, or none of ours")
        admission = await self._services.credentials.admission(token.access_token, now)
        if admission is None or admission.client.dialect != DIALECT:
            raise errors.Unauthenticated("the token is unknown, expired or revoked")
        if not _agree(token, admission, now):
            tell("api-authentication-failed", source_address(request), what="token")
            raise errors.Unauthenticated("the claims of the token are not those that it was issued with")
        application = admission.client
        author, repository = f"{DIALECT}:{application.name}", self._services.repository(application.tenant)
        return TokenClient(application.tenant, author, repository, admission.last_change, application, token)


def _agree(token: jwt.Parts, admission: Admission, now: datetime) -> bool:
    """Whether the claims of a token are those that it was issued with: its owner and its end; and whether it has begun.

    A client can sign its token anew. One without an end would otherwise pass for a permanent one.
    """
    if token.begins_at_s > now.timestamp() + LEEWAY_S:
        return False
    is_permanent = admission.expires_at - now > timedelta(seconds=LONGEST_TOKEN_S)
    ends_at_s = None if is_permanent else int(admission.expires_at.timestamp())
    return (token.client, token.expires_at_s) == (str(admission.client.id), ends_at_s)


def bearer_token(request: Request) -> str:
    """The token of a request: after `Bearer` in any case, or bare; empty when there is none."""
    header = request.headers.get("authorization", "").strip()
    scheme, _, rest = header.partition(" ")
    return rest.strip() if scheme.lower() == "bearer" else header


async def permanent_token(credentials: Credentials, client: ApiClient, now: datetime) -> str:
    """A token that lasts until it is revoked or its client is deleted."""
    pair = await credentials.issue(client, PERMANENT_S, 0, now, 1)
    return jwt.encode(pair, client.id, now, expires=False)
