"""How many connections each network may have."""

from collections import Counter

import structlog

from switchboard.network_address import source_network

log = structlog.get_logger()


class Place:
    """One of the connections that a network may have."""

    def __init__(self, taken: Counter[str], network: str) -> None:
        self._taken = taken
        self._network = network
        self._is_held = True
        taken[network] += 1

    def leave(self) -> None:
        """Give it back; again does nothing."""
        if not self._is_held:
            return
        self._is_held = False
        self._taken[self._network] -= 1
        if not self._taken[self._network]:
            del self._taken[self._network]


class Places:
    """The places of all addresses, of IPv6 of each /64: `most` at a time; 0: any number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()

    def take(self, address: str) -> Place | None:
        """None where there are too many. All who have no address, over a Unix socket, share the empty one."""
        network = source_network(address)
        if 0 < self._most <= self._taken[network]:
            log.warning("too many connections", address=network)
            return None
        return Place(self._taken, network)
