"""The addresses of this machine's interfaces (Linux; elsewhere those of its name)."""

import fcntl
import ipaddress
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_SIOCGIFADDR = 0x8915
_IF_INET6 = Path("/proc/net/if_inet6")
_GLOBAL_SCOPE = "00"
_TEMPORARY = 0x01


def addresses() -> set[str]:
    """Those at which others can reach us. IPv6 addresses that are in use for a day are left out (RFC 8981)."""
    found = {*_of_name(), *(_ipv4() if sys.platform == "linux" else ()), *_ipv6()}
    return {one for one in found if not ipaddress.ip_address(one).is_link_local}


def _of_name() -> Iterator[str]:
    with suppress(OSError):
        for family, _, _, _, address in socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM):
            if family == socket.AF_INET:
                yield str(address[0])


def _ipv4() -> Iterator[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            with suppress(OSError):
                answer = fcntl.ioctl(asking, _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                yield socket.inet_ntoa(answer[20:24])


def _ipv6() -> Iterator[str]:
    """proc(5): address, index, length of the prefix, scope, flags, name; in hexadecimal."""
    try:
        lines = _IF_INET6.read_text().splitlines()
    except OSError:
        return
    for address, _, _, scope, flags, _ in map(str.split, lines):
        if scope == _GLOBAL_SCOPE and not int(flags, 16) & _TEMPORARY:
            yield str(ipaddress.IPv6Address(bytes.fromhex(address)))
