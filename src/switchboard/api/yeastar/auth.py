"""Who may ask: the user agent, the address, the log-in and its lock-out, the access token."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.yeastar.body import Query
from switchboard.api.yeastar.envelope import Code, Problem, Refusal
from switchboard.clock import Clock
from switchboard.store.repository import Repository

DIALECT = "yeastar"
_REMEMBERED_ADDRESSES = 10_000


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever a request comes from: the configuration that they may change, and as whom they do."""

    tenant: int
    repository: Repository
    author: str


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
        parsed = _parse(address)
        return parsed is not None and any(parsed in network for network in self._networks)


class Lockout:
    """Counts failed log-ins for each address (of IPv6 the /64); so many in a row close it for a while.

    Only the last `remembered` addresses that failed count.
    """

    def __init__(self, failures: int, period_s: float, clock: Clock, remembered: int = _REMEMBERED_ADDRESSES) -> None:
        self._remembered = remembered
        self._limit = failures
        self._period = timedelta(seconds=period_s)
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def check(self, address: str) -> None:
        """Raises errors.LockedOut."""
        count, last = self._recent(_source(address))
        if count >= self._limit:
            raise errors.LockedOut((last + self._period - self._clock.now()).total_seconds())

    def failed(self, address: str) -> None:
        source = _source(address)
        count, _ = self._recent(source)
        self._failed[source] = (count + 1, self._clock.now())
        self._failed.move_to_end(source)
        while len(self._failed) > self._remembered:
            self._failed.popitem(last=False)

    def succeeded(self, address: str) -> None:
        self._failed.pop(_source(address), None)

    def _recent(self, source: str) -> tuple[int, datetime]:
        """How many failures, and when the last was; those that have run out are forgotten."""
        now = self._clock.now()
        count, last = self._failed.get(source, (0, now))
        if now - last >= self._period:
            self._failed.pop(source, None)
            return 0, now
        return count, last


class Gate:
    """The checks that come before the parameters, in their order."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._allowed = AllowList(services.settings.yeastar.allowed_addresses)

    def admit_anybody(self, request: Request) -> None:
        """For log-in: is the dialect switched on, is there a user agent, may the address ask? Raises Refusal."""
        if not self._services.settings.yeastar.enabled:
            raise Refusal(Code.API_UNAVAILABLE)
        if not request.headers.get("user-agent", "").strip():
            raise Refusal(Code.PARAMETER_ERROR, Problem("User-Agent", rule="required"))
        if not self._allowed.admits(source_address(request)):
            raise Refusal(Code.IP_FORBIDDEN)

    async def admit(self, request: Request) -> Caller:
        """As `admit_anybody`, and then the access token, which stands in the query only. Raises Refusal."""
        self.admit_anybody(request)
        client = await self._services.credentials.check(access_token(request), self._services.clock.now())
        if client is None or client.dialect != DIALECT:
            raise errors.Unauthenticated("unknown or expired access token")
        return Caller(client.tenant, self._services.repository(client.tenant), f"{DIALECT}:{client.name}")


def access_token(request: Request) -> str:
    """The token of a request, empty when there is none."""
    return Query(request).raw("access_token")


def _parse(address: str) -> IPv4Address | IPv6Address | None:
    """An IPv4 address that came over an IPv6 socket is an IPv4 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    return parsed.ipv4_mapped or parsed if isinstance(parsed, IPv6Address) else parsed


def _source(address: str) -> str:
    parsed = _parse(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed or address)
