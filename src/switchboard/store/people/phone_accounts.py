"""What is entered into a phone: made anew each time, and shown once."""

from dataclasses import dataclass
from typing import Literal

from switchboard.config import SipSettings
from switchboard.model.directory import Extension
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials
from switchboard.store.tenants import Tenants

Transport = Literal["udp", "tcp"]
_EVERYWHERE = ("", "0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class PhoneAccount:
    """User name and password, the same for all phones of the extension, and where they register.

    `domain` is the SIP domain of the tenant, or else `host`, which is the address of the server; "" if only its
    network knows that. `realm` is what few phones ask for.
    """

    username: str
    password: str
    domain: str
    host: str
    port: int
    transports: tuple[Transport, ...]
    realm: str


class PhoneAccounts:
    """Those of one tenant."""

    def __init__(
        self, credentials: Credentials, tenants: Tenants, repository: Repository, tenant: int, sip: SipSettings
    ) -> None:
        self._credentials = credentials
        self._tenants = tenants
        self._repository = repository
        self._tenant = tenant
        self._sip = sip

    async def new(self, extension: int) -> PhoneAccount:
        """Another password for an extension: the former one is good no more. Raises NotFound, Duplicate."""
        number = (await self._repository.get(Extension, extension)).document.number
        domain = (await self._tenants.get(self._tenant)).sip_domain
        password = await self._credentials.new_sip(self._tenant, extension, number, self._sip.realm)
        host = server_host(self._sip)
        transports: tuple[Transport, ...] = ("udp", "tcp") if self._sip.tcp else ("udp",)
        return PhoneAccount(number, password, domain or host, host, self._sip.port, transports, self._sip.realm)


def server_host(sip: SipSettings) -> str:
    """The host by which phones know the server, as far as the settings say it."""
    bound = "" if sip.host in _EVERYWHERE else sip.host
    return sip.advertised_host or next(iter(sip.names), bound)
