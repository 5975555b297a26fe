"""Sockets that were bound before we started: by systemd (sd_listen_fds(3)), or by the supervisor for its processes.

A name says what each is for. So ports below 1024 need no privileges, and a process that is started again has its
ports, which nobody could take meanwhile.
"""

import os
import socket
from collections.abc import Collection, Iterator, Mapping

from switchboard.errors import SwitchboardError

VARIABLE = "SWITCHBOARD_SOCKETS"
FIRST_DESCRIPTOR = 3
KINDS: Mapping[str, socket.SocketKind] = {
    "api": socket.SOCK_STREAM,
    "portsip": socket.SOCK_STREAM,
    "sip-udp": socket.SOCK_DGRAM,
    "sip-tcp": socket.SOCK_STREAM,
    "sip-tls": socket.SOCK_STREAM,
}
API_SOCKETS, SIP_SOCKETS = ("api", "portsip"), ("sip-udp", "sip-tcp", "sip-tls")


class BadSocket(SwitchboardError):
    """A socket that was handed to us is none that we can serve."""

    code = "bad-socket"


def named(descriptors: Mapping[str, int]) -> str:
    """For the environment of a process that inherits these."""
    return ",".join(f"{name}={number}" for name, number in descriptors.items())


def take_sockets(served: Collection[str] = tuple(KINDS)) -> dict[str, socket.socket]:
    """By name, those that were handed to this process, which all must be `served`. Raises BadSocket."""
    taken: dict[str, socket.socket] = {}
    for name, number in [*_from_supervisor(), *_from_systemd()]:
        if name not in served:
            raise BadSocket(f"nobody here serves a socket named {name!r}, but {', '.join(served)}")
        if name in taken:
            raise BadSocket(f"two sockets are named {name}")
        taken[name] = _taken(name, number)
    udp, tcp = taken.get("sip-udp"), taken.get("sip-tcp")
    if udp is not None and tcp is not None and udp.getsockname()[1] != tcp.getsockname()[1]:
        raise BadSocket("sip-udp and sip-tcp must have the same port")
    return taken


def _taken(name: str, number: int) -> socket.socket:
    try:
        sock = socket.socket(fileno=number)
    except OSError as error:
        raise BadSocket(f"{name}: descriptor {number} is no socket") from error
    if sock.type != KINDS[name] or sock.family not in (socket.AF_INET, socket.AF_INET6):
        raise BadSocket(f"{name} must be a socket of {'TCP' if KINDS[name] == socket.SOCK_STREAM else 'UDP'}")
    sock.set_inheritable(False)
    sock.setblocking(False)
    return sock


def _from_supervisor() -> Iterator[tuple[str, int]]:
    for pair in filter(None, os.environ.pop(VARIABLE, "").split(",")):
        name, _, number = pair.partition("=")
        yield name, int(number)


def _from_systemd() -> Iterator[tuple[str, int]]:
    pid, count, names = (os.environ.pop(f"LISTEN_{part}", "") for part in ("PID", "FDS", "FDNAMES"))
    # The variables are inherited: they may be meant for a parent of ours (sd_listen_fds(3)).
    if pid != str(os.getpid()) or not count.isdigit():
        return
    given = names.split(":")
    if len(given) != int(count):
        raise BadSocket(f"{count} sockets were handed over, and {len(given)} names")
    yield from zip(given, range(FIRST_DESCRIPTOR, FIRST_DESCRIPTOR + int(count)), strict=True)
