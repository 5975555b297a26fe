"""The peer of a stream, as far as the signalling says: this decides whose packets the stream may take."""

import ipaddress
from dataclasses import dataclass

from switchboard.recalled import recalled


@dataclass(frozen=True, slots=True)
class MediaPeer:
    """`name` is what nobody can choose, such as "extension 12"; `host` the address that its signalling comes from."""

    name: str
    host: str
    extension: bool

    @property
    def on_this_machine(self) -> bool:
        """Whether its signalling comes from a loopback address."""
        return is_address(self.host) and ipaddress.ip_address(self.host).is_loopback

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


def unmapped(host: str) -> str:
    """The plain IPv4 address for an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2)."""
    if ":" not in host:
        return host
    try:
        mapped = ipaddress.IPv6Address(host).ipv4_mapped
    except ValueError:
        return host
    return host if mapped is None else str(mapped)


@recalled
def is_address(host: str) -> bool:
    """Whether a host is numeric."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
