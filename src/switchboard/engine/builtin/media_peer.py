"""The peer of a stream, as far as the signalling says: this decides whose packets the stream may take."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.config import Network
from switchboard.recalled import recalled
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import Via
from switchboard.sip.message import Request
from switchboard.sip.params import split_outside_quotes

MAX_VIAS = 10


@dataclass(frozen=True, slots=True)
class MediaPeer:
    """`name` is what nobody can choose, such as "extension 12"; `host` the address that its signalling comes from."""

    name: str
    host: str
    extension: bool

    @property
    def on_this_machine(self) -> bool:
        """Whether its signalling comes from a loopback address."""
        return _is_address(self.host) and ipaddress.ip_address(self.host).is_loopback

    def may_be_anywhere(self, described: str) -> bool:
        """Whether audio may come from any host: the phone of an extension, whose own address means nothing outside."""
        address = ipaddress.ip_address(described)
        return self.extension and not (address.is_global or address.is_unspecified or address.is_multicast)


def extension_peer(extension: int, host: str) -> MediaPeer:
    """A phone of that extension."""
    return MediaPeer(f"extension {extension}", host, extension=True)


def trunk_peer(trunk: int, host: str) -> MediaPeer:
    """The peer at the other end of that trunk."""
    return MediaPeer(f"trunk {trunk}", host, extension=False)


def signalling_host(request: Request, source: str, trusted: Sequence[Network]) -> str:
    """Where a request came from; a trusted proxy in between has noted it in the Via below its own (RFC 3261 §18.2.1).

    Anything below the first Via of an untrusted sender is unverified.
    """
    host = unmapped(source)
    if not trusted:
        return host
    for via in _vias(request)[1:]:
        if not is_trusted(host, trusted):
            break
        named = unmapped((via.received or via.host).strip("[]"))
        if not _is_address(named):
            break
        host = named
    return host


def answering_host(sent_to: str, contact: str, trusted: Sequence[Network]) -> str:
    """Where an answer came from: whom we asked, or, behind a trusted proxy, the Contact, as the proxy rewrote it."""
    host, contact = unmapped(sent_to), contact.strip("[]")
    return contact if is_trusted(host, trusted) and _is_address(contact) else host


def is_trusted(host: str, trusted: Sequence[Network]) -> bool:
    """Whether a numeric host is a trusted proxy."""
    return bool(trusted) and _is_address(host) and any(ipaddress.ip_address(host) in network for network in trusted)


def unmapped(host: str) -> str:
    """The plain IPv4 address for an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2)."""
    if ":" not in host:
        return host
    try:
        mapped = ipaddress.IPv6Address(host).ipv4_mapped
    except ValueError:
        return host
    return host if mapped is None else str(mapped)


def _vias(request: Request) -> list[Via]:
    """The topmost ones, up to the first that does not parse."""
    found: list[Via] = []
    lines = request.headers.get_all("Via")[:MAX_VIAS]
    for text in [one for line in lines for one in split_outside_quotes(line, ",")][:MAX_VIAS]:
        try:
            found.append(Via.parse(text))
        except MalformedHeader:
            break
    return found


@recalled
def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
