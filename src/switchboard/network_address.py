"""Network addresses as counters of failures know them, and our own on loopback."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

HOST_PORT = r"^([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?$"
"""A host, IPv6 in brackets, and perhaps a port."""


@dataclass(frozen=True, slots=True)
class HostPort:
    """Where a server is; IPv6 without brackets."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str, default_port: int) -> "HostPort":
        """Of a text that matches `HOST_PORT`."""
        if text.startswith("["):
            host, _, rest = text[1:].partition("]")
            return cls(host, int(rest.removeprefix(":") or default_port))
        host, _, port = text.partition(":")
        return cls(host, int(port or default_port))

    @property
    def bracketed(self) -> str:
        """The host as it stands in a URI."""
        return f"[{self.host}]" if ":" in self.host else self.host

    def __str__(self) -> str:
        return f"{self.bracketed}:{self.port}"


def parse_address(address: str) -> IPv4Address | IPv6Address | None:
    """An IPv4 address that came over an IPv6 socket is an IPv4 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    return parsed.ipv4_mapped or parsed if isinstance(parsed, IPv6Address) else parsed


def source_network(address: str) -> str:
    """What one customer of a network has: an IPv4 address, of IPv6 the /64. Text that is no address stays."""
    if ":" not in address:  # It would come back as it is; this is asked for every SIP request.
        return address
    parsed = parse_address(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((int(parsed), 64), strict=False))
    return str(parsed or address)


def loopback_beside(host: str) -> str:
    """The loopback address at which media streams talk to this machine, where theirs is `host`; `::` has IPv4 too."""
    return "::1" if ":" in host and host != "::" else "127.0.0.1"


def shortened(address: str) -> str:
    """The network of a person's address, so that it does not say which machine: of IPv4 the /24, of IPv6 the /48."""
    parsed = parse_address(address)
    if parsed is None:
        return ""
    return str(ip_network(f"{parsed}/{48 if parsed.version == 6 else 24}", strict=False))
