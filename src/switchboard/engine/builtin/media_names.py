"""Host names in session descriptions (RFC 8866 §5.7), looked up for those who have proved who they are."""

import asyncio
import contextlib
import ipaddress
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import structlog

from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.printable import printable
from switchboard.sip.media_address import IpVersion, host_names, with_addresses
from switchboard.sip.sdp import SessionDescription

log = structlog.get_logger()

Lookup = Callable[[str], Awaitable[tuple[str, ...]]]

LOOKUP_S = 2.0
"""How long signalling waits for a name; the caller hears silence meanwhile."""
MAX_LOOKUPS = 16
MAX_LOOKUPS_OF_PEER = 4
"""At once; a look-up counts until the system has given it up, which may take longer than anybody waits."""
MAX_NAMES = 2
"""In one description."""
KEPT_S = 30.0
MAX_KEPT = 256
_LABEL = re.compile(r"[A-Za-z0-9_-]{1,63}")


class MediaNames:
    """Resolves names without ever blocking, and bounded in time, in number, and for each peer."""

    def __init__(self, lookup: Lookup | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._lookup = lookup or _system_lookup
        self._monotonic = monotonic
        self._running: dict[str, asyncio.Task[tuple[str, ...]]] = {}
        self._of_peer: Counter[str] = Counter()
        self._kept: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def resolved(
        self, description: SessionDescription, peer: MediaPeer, ip_versions: frozenset[IpVersion]
    ) -> SessionDescription:
        """The description with addresses for the names of its audio; a name that has none for us stays."""
        addresses: dict[str, str] = {}
        for name in host_names(description)[:MAX_NAMES]:
            found = _choose(await self._addresses(name, peer.name), peer, ip_versions)
            if found is None:
                log.warning("a host name in SDP has no address", peer=peer.name, name=printable(name[:253]))
            else:
                addresses[name] = found
        return with_addresses(description, addresses) if addresses else description

    async def _addresses(self, name: str, peer: str) -> tuple[str, ...]:
        kept = self._kept.get(name)
        if kept is not None and self._monotonic() < kept[0]:
            return kept[1]
        task = self._running.get(name) or self._begin(name, peer)
        if task is None:
            return ()
        try:
            async with asyncio.timeout(LOOKUP_S):
                return await asyncio.shield(task)
        except TimeoutError:
            return ()

    def _begin(self, name: str, peer: str) -> "asyncio.Task[tuple[str, ...]] | None":
        if not _is_name(name) or len(self._running) >= MAX_LOOKUPS or self._of_peer[peer] >= MAX_LOOKUPS_OF_PEER:
            return None
        self._of_peer[peer] += 1
        task = self._running[name] = asyncio.create_task(self._look_up(name, peer), name="look-up")
        return task

    async def _look_up(self, name: str, peer: str) -> tuple[str, ...]:
        try:
            found = await self._lookup(name)
        finally:
            del self._running[name]
            self._of_peer[peer] -= 1
            if not self._of_peer[peer]:
                del self._of_peer[peer]
        if found:
            self._keep(name, found)
        return found

    def _keep(self, name: str, found: tuple[str, ...]) -> None:
        self._kept.pop(name, None)
        if len(self._kept) >= MAX_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[name] = (self._monotonic() + KEPT_S, found)


def _is_name(name: str) -> bool:
    """Whether it is a host name, and not an address in one of the old forms that the system would read as one."""
    labels = name.removesuffix(".").split(".")
    return len(name) <= 253 and all(map(_LABEL.fullmatch, labels)) and labels[-1][:1].isalpha()


def _choose(addresses: Sequence[str], peer: MediaPeer, ip_versions: frozenset[IpVersion]) -> str | None:
    """The first that audio may be sent to, of the IP version that the peer signals with before others."""
    usable = [one for one in addresses if _is_usable(one, peer, ip_versions)]
    usable.sort(key=lambda one: (":" in one) != (":" in peer.host))
    return usable[0] if usable else None


def _is_usable(text: str, peer: MediaPeer, ip_versions: frozenset[IpVersion]) -> bool:
    """Whether an address is not loopback (unless the peer is local), unspecified or multicast."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if (
        address.is_unspecified
        or address.is_multicast
        or text == "255.255.255.255"
        or address.version not in ip_versions
    ):
        return False
    return not address.is_loopback or peer.on_this_machine


async def _system_lookup(name: str) -> tuple[str, ...]:
    """Looks a name up in a thread of its own: a silent name server would occupy all threads of the loop."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def settle(found: tuple[str, ...]) -> None:
        if not future.done():
            future.set_result(found)

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(name, None, type=socket.SOCK_DGRAM)
        except (OSError, UnicodeError):
            answers = []
        found = tuple(str(address[0]) for *_, address in answers)
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=look_up, name="look-up", daemon=True).start()
    return await future
