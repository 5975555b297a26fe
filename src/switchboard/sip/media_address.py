"""Where audio is received, by a session description: IP addresses, and host names in their place."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from switchboard.recalled import recalled
from switchboard.sip.errors import UnacceptableOffer, WrongAddressFamily
from switchboard.sip.sdp import Media, SessionDescription

IpVersion = Literal[4, 6]
BOTH_VERSIONS: frozenset[IpVersion] = frozenset((4, 6))
BROADCAST = "255.255.255.255"


def address_of(description: SessionDescription, media: Media) -> str:
    """The address at which `media` is received, in its usual form; an IPv4 address that is mapped into IPv6 as such.

    Raises UnacceptableOffer without an IP address, and for one with a zone (RFC 4007), which means nothing to anybody
    else.
    """
    return _usual_form(description.address_of(media) or "")


@recalled
def _usual_form(text: str) -> str:
    try:
        found = ipaddress.ip_address("" if "%" in text else text)
    except ValueError:
        raise UnacceptableOffer("the audio has no IP address") from None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)


@recalled
def _is_ip(address: str) -> bool:
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return False
    return True


def host_names(description: SessionDescription) -> tuple[str, ...]:
    """The names that stand where the address of audio should (RFC 8866 §5.7), each once."""
    audio = [media for media in description.media if media.kind == "audio" and media.port]
    addresses = [description.address_of(media) or "" for media in audio]
    return tuple(dict.fromkeys(address for address in addresses if address and not _is_ip(address)))


def with_addresses(description: SessionDescription, addresses: Mapping[str, str]) -> SessionDescription:
    """The same with addresses for names, as far as they are known."""

    def known(name: str | None) -> str | None:
        return None if name is None else addresses.get(name, name)

    media = tuple(replace(one, connection=known(one.connection)) for one in description.media)
    return replace(description, connection=known(description.connection), media=media)


def check_address(description: SessionDescription, media: Media, ip_versions: frozenset[IpVersion]) -> None:
    """Refuse an address that is no single host, and one to which we cannot send. The unspecified address of hold
    (0.0.0.0) is not refused. Raises UnacceptableOffer.

    An IPv6 address on the link says nothing without its zone, which only its own machine knows.
    """
    scope = _scope_of(address_of(description, media))
    if scope.is_many:
        raise UnacceptableOffer("the audio is for many")
    if scope.version not in ip_versions and not scope.is_unspecified:
        raise WrongAddressFamily
    if scope.version == 6 and scope.is_link_local:
        raise UnacceptableOffer("the audio is for one link")


@dataclass(frozen=True, slots=True)
class _Scope:
    """For whom an address is."""

    version: IpVersion
    is_many: bool
    is_unspecified: bool
    is_link_local: bool


@recalled
def _scope_of(text: str) -> _Scope:
    address = ipaddress.ip_address(text)
    return _Scope(
        version=6 if address.version == 6 else 4,
        is_many=address.is_multicast or text == BROADCAST,
        is_unspecified=address.is_unspecified,
        is_link_local=address.is_link_local,
    )


def rtcp_host_of(media: Media, host: str) -> str | None:
    """The address in a=rtcp (RFC 3605 §2.1), where it is another one of the same IP version."""
    words = (media.attribute("rtcp") or "").split()
    if len(words) != 4 or not _is_ip(words[3]) or (":" in words[3]) != (":" in host):
        return None
    address = ipaddress.ip_address(words[3])
    return None if address.is_multicast or str(address) in (host, BROADCAST) else str(address)
