"""Whether credentials were made for the request that bears them (RFC 7616 §3.4.6, RFC 3261 §22.4).

A phone proves itself to whoever challenges it, also to a stranger whom it calls. What it proves there is bound to the
stranger's URI, and must be worth nothing here. How phones write the URI varies, so only user and host are compared.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from switchboard.sip.aio.addresses import canonical, is_ip
from switchboard.sip.errors import SipError
from switchboard.sip.message import Request
from switchboard.sip.uri import SipUri

_SCHEMES = ("sip", "sips", "tel")

OwnerOf = Callable[[str], Coroutine[None, None, int | None]]


@dataclass(frozen=True, slots=True)
class OurHosts:
    """Which hosts stand for us in URIs. `names` and `realm` by the settings; `is_bound` knows addresses.

    A realm may be a phone's domain, too. `owner_of` gives the tenant of a SIP domain.
    """

    names: frozenset[str]
    realm: str
    is_bound: Callable[[str], bool]
    owner_of: OwnerOf

    async def holds(self, host: str, tenant: int) -> bool:
        """Whether a canonical host is ours, for phones of that tenant."""
        return (
            host in self.names
            or host == canonical(self.realm)
            or self.is_bound(host)
            or await self.owner_of(host) == tenant
        )

    async def may_be(self, host: str, tenant: int) -> bool:
        """Whether a Request-URI with that canonical host may be meant for us: an unknown name may resolve to us."""
        return await self.holds(host, tenant) or not (is_ip(host) or self.names)


async def made_for(uri: str, request: Request, tenant: int, ours: OurHosts) -> bool:
    """Whether `uri`, of credentials that are right, names what `request` asks of us.

    With `maddr` it names whoever is there (RFC 3261 §19.1.1): a stranger who was called so would forward it to us.
    """
    asked = SipUri.parse(request.uri)
    try:
        named = _read(uri)
    except SipError:
        return False
    if not _same_user(named, asked, request):
        return False
    there, here = canonical(named.params.get("maddr") or named.host), canonical(asked.host)
    if asked.scheme != "tel" and not await ours.may_be(here, tenant):
        return False
    return named.scheme == "tel" or there == here or await ours.holds(there, tenant)


def _read(text: str) -> SipUri:
    """Parses a URI as phones write it here: the scheme may be missing."""
    text = text.strip().strip("<>")
    if text.partition(":")[0].lower() in _SCHEMES:
        return SipUri.parse(text)
    return SipUri.parse(f"sip:{text}")


def _same_user(named: SipUri, asked: SipUri, request: Request) -> bool:
    """Compares the users.

    A `uri` may have none; that of a REGISTER, whose Request-URI has none, may name the account.
    """
    if not named.user:
        return True
    wanted = asked.number or (request.to.uri.number if request.method == "REGISTER" else "")
    return bool(wanted) and named.number.casefold() == wanted.casefold()
