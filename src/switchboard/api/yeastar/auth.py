"""Who may ask: the user agent, the address, the access token."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_network

from starlette.requests import HTTPConnection

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.body import ACCESS, Query
from switchboard.api.yeastar.envelope import Code, Problem, Refusal
from switchboard.network_address import parse_address
from switchboard.store.people.api_tokens import Right
from switchboard.store.people.tokens import ApiClient

DIALECT = "yeastar"


@dataclass(frozen=True, slots=True)
class TokenClient(Client):
    """A client with the application that its token was issued to."""

    application: ApiClient


class AllowList:
    """The networks that requests may come from; none means any. Raises errors.Invalid for what is no network."""

    def __init__(self, networks: Sequence[str]) -> None:
        try:
            self._networks = [ip_network(network, strict=False) for network in networks]
        except ValueError as error:
            raise errors.Invalid("yeastar.allowed_addresses", str(error)) from error

    def admits(self, address: str) -> bool:
        if not self._networks:
            return True
        parsed = parse_address(address)
        return parsed is not None and any(parsed in network for network in self._networks)


class Gate:
    """The checks that come before the parameters, in their order."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self.pages = services.pages
        self._allowed = AllowList(services.settings.yeastar.allowed_addresses)

    def admit_anybody(self, request: HTTPConnection) -> None:
        """For log-in: is the dialect switched on, is there a user agent, may the address ask? Raises Refusal."""
        if not self._services.settings.yeastar.enabled:
            raise Refusal(Code.API_UNAVAILABLE)
        if not request.headers.get("user-agent", "").strip():
            raise Refusal(Code.PARAMETER_ERROR, Problem("User-Agent", rule="required"))
        if not self._allowed.admits(source_address(request)):
            raise Refusal(Code.IP_FORBIDDEN)

    async def admit(self, request: HTTPConnection) -> TokenClient:
        """As `admit_anybody`, and then the access token, which stands in the query only. Raises Refusal."""
        self.admit_anybody(request)
        admission = await self._services.credentials.admission(access_token(request), self._services.clock.now())
        if admission is None or admission.client.dialect != DIALECT:
            raise errors.Unauthenticated("unknown or expired access token")
        application = admission.client
        repository = self._services.repository(application.tenant)
        author, last_change = f"{DIALECT}:{application.name}", admission.last_change
        return TokenClient(application.tenant, author, repository, last_change, application)

    async def admit_with(self, request: HTTPConnection, right: Right) -> TokenClient:
        """As `admit`, of a client that has the right. Raises Refusal 10005 for another."""
        client = await self.admit(request)
        if right not in client.application.rights:
            raise Refusal(Code.ACCESS_DENIED)
        return client


def access_token(request: HTTPConnection) -> str:
    """The token of a request, empty when there is none."""
    return Query(request).raw(ACCESS)
