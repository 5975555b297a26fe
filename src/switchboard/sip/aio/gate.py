"""Whether a request that would begin something is let in while there is too much to do."""

from __future__ import annotations

from typing import Literal, Protocol

from switchboard.network_address import source_network

Reason = Literal["late", "media"]
"""Why not: requests wait too long, or no media worker has time for another stream."""

MOST_KNOWN = 10_000


class Gate(Protocol):
    """Decides by how long a request has waited since it came, apart for `known` sources and for strangers."""

    def refuses_call(self, waited_s: float, *, known: bool) -> Reason | None:
        """Of an INVITE that would begin a call; None: it is let in."""

    def refuses_other(self, waited_s: float, *, known: bool) -> Reason | None:
        """Of any other request that belongs to nothing, such as REGISTER."""

    def spares(self, dialled: str) -> bool:
        """Whether a call to there is let in all the same: it is one to the emergency services."""


class OpenGate:
    """Lets everybody in."""

    def refuses_call(self, waited_s: float, *, known: bool) -> Reason | None:
        return None

    def refuses_other(self, waited_s: float, *, known: bool) -> Reason | None:
        return None

    def spares(self, dialled: str) -> bool:
        return False


OPEN = OpenGate()


class KnownSources:
    """Networks with which we have to do: who proved who he is came from there, or we have sent a request there.

    When there is too much to do, theirs comes before that of strangers. The last `MOST_KNOWN` are remembered.
    """

    def __init__(self) -> None:
        self._networks: dict[str, None] = {}

    def note(self, host: str) -> None:
        """Remember the network of a numeric host."""
        network = source_network(host)
        if network in self._networks:
            return
        self._networks[network] = None
        if len(self._networks) > MOST_KNOWN:
            del self._networks[next(iter(self._networks))]

    def has(self, network: str) -> bool:
        """Whether that network, as `source_network` gives it, is known."""
        return network in self._networks
