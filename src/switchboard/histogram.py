"""How often a value was within which bound: all that is kept of things that happen hundreds of times a second."""

from bisect import bisect_left
from collections.abc import Sequence


class Histogram:
    """Counts values by bounds, which grow. To observe one costs a search among a few numbers, and makes no object that
    stays.
    """

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds = tuple(bounds)
        self.counts = [0] * (len(self.bounds) + 1)
        """One for each bound, of values that are no greater; the last has those beyond."""
        self.total = 0.0

    def observe(self, value: float) -> None:
        """Count a value, which must not be negative for `total` to grow."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value
