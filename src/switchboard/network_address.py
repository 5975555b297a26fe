"""Network addresses as counters of failures know them, and our own on loopback."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network


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
