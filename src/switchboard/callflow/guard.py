"""The loop guard: it ends calls that go round in circles. The call semantics, section 12."""

from typing import Literal

from switchboard.callflow.session import Limits

Which = Literal["visits", "depth", "time", "hops"]


class Guard:
    """Counts the visits of menus, the time spent in them, how deep the caller is, and hops between menus and talks.

    The depth is the number of menus on the way from the first to this one. Going back to a menu on this way shortens
    it.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._path: list[int] = []
        self._hops = 0
        self.visits = 0
        self.time_left_s = limits.menu_time_s

    def go_on(self) -> bool:
        """Count a hop; returns whether it is still allowed since the caller last was in a menu or talked."""
        self._hops += 1
        return self._hops <= self._limits.hops

    def arrived(self) -> None:
        """The caller is in a menu or has talked: start counting hops anew."""
        self._hops = 0

    def enter(self, ivr: int) -> Which | None:
        """Count a visit; returns the limit that it would exceed, if any."""
        if self.visits >= self._limits.visits:
            return "visits"
        if ivr in self._path:
            del self._path[self._path.index(ivr) :]
        if len(self._path) >= self._limits.depth:
            return "depth"
        if self.time_left_s <= 0:
            return "time"
        self.arrived()
        self._path.append(ivr)
        self.visits += 1
        return None
