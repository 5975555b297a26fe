"""Which accepted connections stay when there are too many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

MAX_CONNECTIONS = 4096


class Member(Protocol):
    """A connection. `network` is what its peer is counted as."""

    network: str

    def abort(self) -> None:
        """Cut it."""


M = TypeVar("M", bound=Member)


class Crowd(Generic[M]):
    """Connections that `is_needed` (a phone is registered over it, or calls) always stay. Of the others each network
    may have `per_network` (0: any number), and where there is no room, the one that was silent longest goes.

    Whether one is needed is asked only when somebody has to go.
    """

    def __init__(self, per_network: int, is_needed: Callable[[M], bool], total: int = MAX_CONNECTIONS) -> None:
        self._per_network = per_network
        self._total = total
        self._is_needed = is_needed
        # Dicts as ordered sets: any one can be taken out, and the eldest found, at a constant cost.
        self._strangers: dict[M, None] = {}
        self._of_network: dict[str, dict[M, None]] = {}
        self._needed: set[M] = set()

    def __len__(self) -> int:
        return len(self._strangers) + len(self._needed)

    def admit(self, member: M) -> bool:
        """Admit a connection, if need be in place of another; False if none can be displaced."""
        if not self._has_room() and not self._make_room():
            self._look_again()
            if not self._make_room():
                return False
        mine = self._of_network.get(member.network, {})
        while self._per_network and len(mine) >= self._per_network:
            self._dismiss_eldest(mine)
        self._add(member)
        return True

    def spoke(self, member: M) -> None:
        """Note that a connection sent a message: of the strangers it is now the last to go."""
        if member in self._strangers:
            self._take_out(member)
            self._add(member)

    def remove(self, member: M) -> None:
        """Forget a connection that is closed."""
        self._needed.discard(member)
        if member in self._strangers:
            self._take_out(member)

    def _has_room(self) -> bool:
        return len(self) < self._total

    def _make_room(self) -> bool:
        while self._strangers and not self._has_room():
            self._dismiss_eldest(self._strangers)
        return self._has_room()

    def _dismiss_eldest(self, strangers: dict[M, None]) -> None:
        """Remove the eldest stranger, unless it turns out to be needed."""
        # A dict keeps the order in which its keys came: the first was silent longest.
        eldest = next(iter(strangers))
        self._take_out(eldest)
        if self._is_needed(eldest):
            self._needed.add(eldest)
        else:
            eldest.abort()

    def _look_again(self) -> None:
        """Demotes connections that are no longer needed to strangers."""
        for member in [one for one in self._needed if not self._is_needed(one)]:
            self._needed.discard(member)
            self._add(member)

    def _add(self, member: M) -> None:
        self._strangers[member] = None
        self._of_network.setdefault(member.network, {})[member] = None

    def _take_out(self, member: M) -> None:
        del self._strangers[member]
        mine = self._of_network[member.network]
        del mine[member]
        if not mine:
            del self._of_network[member.network]
