"""Where messages come from and go to."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from switchboard.recalled import recalled
from switchboard.sip.errors import MalformedHeader
from switchboard.sip.message import Request
from switchboard.sip.server_location import USUAL_PORT
from switchboard.sip.server_location import Transport as Transport
from switchboard.sip.uri import NameAddr, SipUri, parse_addresses

DEFAULT_PORT = USUAL_PORT["udp"]


def default_port(transport: Transport) -> int:
    """The port of a URI or Via that names none (RFC 3261 §18.2.2, §19.1.2)."""
    return USUAL_PORT[transport]


@dataclass(frozen=True, slots=True)
class NextHop:
    """Where to send. `flow` names an open connection of TCP or TLS that is to be used and no other.

    `host` is an IP address or a name; IPv6 without brackets. `strict` forbids to choose TCP for a long request.
    `domain` is whom a server must prove to be over TLS; empty: `host`.
    """

    transport: Transport
    host: str
    port: int
    flow: int | None = None
    strict: bool = True
    domain: str = ""

    @property
    def is_stream(self) -> bool:
        """Whether it goes over a connection."""
        return self.transport != "udp"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a message came from; hosts are IP addresses. `local_host` is ours as the peer is to know it. `waited_s` is
    how long ago the message came.
    """

    transport: Transport
    host: str
    port: int
    local_host: str
    flow: int | None = None
    waited_s: float = field(default=0.0, compare=False)

    @property
    def is_stream(self) -> bool:
        """Whether it came over a connection."""
        return self.transport != "udp"

    @property
    def way_back(self) -> NextHop:
        """The way back: the same connection, or the same address."""
        return NextHop(self.transport, self.host, self.port, self.flow)


def with_transport(uri: SipUri, transport: Transport) -> SipUri:
    """A sip URI that asks for a transport; UDP is what one without the parameter means."""
    return uri if transport == "udp" or uri.scheme == "sips" else uri.with_params(transport=transport)


_TRANSPORTS: dict[str, Transport] = {"udp": "udp", "tcp": "tcp", "tls": "tls"}


@recalled
def is_ip(host: str) -> bool:
    """Whether a host is an IP address rather than a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@recalled
def canonical(host: str) -> str:
    """`host` as hosts are compared: no brackets, no zone; IP addresses in one spelling, IPv4-mapped IPv6 as IPv4;
    names in lower case, without a dot at the end."""
    bare = host.strip("[]").partition("%")[0]
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return bare.lower().removesuffix(".")
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def bracketed(host: str) -> str:
    """`host` as it stands in a URI or Via."""
    return f"[{host}]" if ":" in host else host


def next_hop(request: Request) -> NextHop | None:
    """Where a request goes by its first loose Route, else its Request-URI (§8.1.2); None for what we cannot reach."""
    try:
        routes = parse_addresses(request.headers.get_all("Route"))
        if routes and "lr" in routes[0].uri.params:
            return hop_of(routes[0])
        return hop_of(SipUri.parse(request.uri))
    except MalformedHeader:
        return None


def hop_of(address: SipUri | NameAddr) -> NextHop | None:
    """The next hop that a SIP URI names; None for tel and transports that we do not speak."""
    uri = address.uri if isinstance(address, NameAddr) else address
    transport = transport_of(uri)
    if transport is None:
        return None
    host = canonical(uri.host)
    strict = uri.transport is not None or transport == "tls"
    return NextHop(transport, host, uri.port or default_port(transport), strict=strict)


def transport_of(uri: SipUri) -> Transport | None:
    """The transport that a SIP URI asks for; a sips URI always means TLS (RFC 3261 §26.2.2), which is over TCP."""
    if uri.scheme == "sips":
        return "tls" if uri.transport in (None, "tcp", "tls") else None
    if uri.scheme != "sip":
        return None
    return _TRANSPORTS.get(uri.transport or "udp")
