"""What is entered into a phone: made anew each time, and shown once."""

from dataclasses import dataclass
from typing import Literal

from switchboard.config import SipSettings
from switchboard.model.directory import Extension
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials
from switchboard.store.tenants import Tenants

Transport = Literal["udp", "tcp", "tls"]
_EVERYWHERE = ("", "0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class PhoneAccount:
    """User name and password, the same for all phones of the extension, and where they register.

    `domain` is the SIP domain of the tenant, or else `host`, which is the address of the server; "" if only its
    network knows that. `port` is that of UDP and TCP, `tls_port` that of TLS; None without it. `realm` is what few
    phones ask for.
    """

    username: str
    password: str
    domain: str
    host: str
    port: int
    tls_port: int | None
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
        return PhoneAccount(
            username=number,
            password=password,
            domain=domain or host,
            host=host,
            port=self._sip.port,
            tls_port=self._sip.tls_port or None,
            transports=_transports(self._sip),
            realm=self._sip.realm,
        )


def _transports(sip: SipSettings) -> tuple[Transport, ...]:
    on: dict[Transport, bool] = {"udp": True, "tcp": sip.tcp, "tls": bool(sip.tls_port)}
    return tuple(transport for transport, is_on in on.items() if is_on)


def server_host(sip: SipSettings) -> str:
    """The host by which phones know the server, as far as the settings say it."""
    bound = "" if sip.host in _EVERYWHERE else sip.host
    return sip.advertised_host or next(iter(sip.names), bound)
