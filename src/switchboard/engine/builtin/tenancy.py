"""Whose a request is, by the SIP domains that it names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from switchboard.model.configuration import Configuration
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.sip.message import Request
from switchboard.sip.uri import SipUri


class Tenancy(Protocol):
    """The configurations of all tenants, and which SIP domain is whose."""

    async def current(self) -> Mapping[int, Configuration]:
        """The configurations by tenant, as they are now. Raises Unavailable."""
        ...

    @property
    def last(self) -> Mapping[int, Configuration]:
        """The configurations by tenant, as they were last read."""
        ...

    async def owner(self, host: str) -> int | None:
        """The tenant with that SIP domain."""
        ...


@dataclass(frozen=True, slots=True)
class Home:
    """The tenant that a phone says it belongs to, the default one where no domain names it.

    `called` is the tenant whose domain is in the Request-URI, None for a host that nobody has. `crosses`: the request
    names the domain of another tenant too.
    """

    tenant: int
    named: bool
    called: int | None
    crosses: bool


async def home_of_call(tenancy: Tenancy, request: Request) -> Home:
    """Decides by From, which names a phone's account (RFC 3261 §8.1.1.3), then Request-URI and To, which it dials."""
    return await _home(tenancy, request, (request.from_.uri.host, _called(request), request.to.uri.host))


async def home_of_registration(tenancy: Tenancy, request: Request) -> Home:
    """Decides by Request-URI, the domain of the location service, then To, the address of record (RFC 3261 §10.2)."""
    return await _home(tenancy, request, (_called(request), request.to.uri.host, request.from_.uri.host))


async def _home(tenancy: Tenancy, request: Request, hosts: Iterable[str]) -> Home:
    """The first host that a tenant has decides.

    Our own addresses and names that no tenant has mean the default tenant.
    """
    owners = {host: await tenancy.owner(host) for host in dict.fromkeys(hosts)}
    named = [owner for owner in owners.values() if owner is not None]
    return Home(
        tenant=named[0] if named else DEFAULT_TENANT,
        named=bool(named),
        called=owners[_called(request)],
        crosses=len(set(named)) > 1,
    )


def _called(request: Request) -> str:
    return SipUri.parse(request.uri).host
