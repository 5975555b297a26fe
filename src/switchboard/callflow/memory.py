"""What the calls of one process know of one another; lost when it ends."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 10_000
"""Callers and extensions; beyond that the oldest is forgotten."""

WRONG_PINS = 9
"""Three calls of three tries; from then on every wrong PIN doubles the time for which the caller is refused."""

FIRST_REFUSAL_S = 300.0
LONGEST_REFUSAL_S = 4 * 3600.0


Caller = tuple[int, str]
"""The tenant that is called, and the number of who calls."""


class PinFailures:
    """Counts wrong PINs in a row by caller, whatever menu and whatever call. Times are on the loop's clock."""

    def __init__(self) -> None:
        self._wrong: dict[Caller, tuple[int, float]] = {}

    def refused(self, caller: Caller, now_s: float) -> bool:
        """Whether the caller may not even try."""
        return now_s < self._wrong.get(caller, (0, 0.0))[1]

    def wrong(self, caller: Caller, now_s: float) -> None:
        """One more."""
        count = self._wrong.pop(caller, (0, 0.0))[0] + 1
        self._wrong[caller] = (count, now_s + _refusal_s(count))
        _shrink(self._wrong)

    def right(self, caller: Caller) -> None:
        """Forget what was wrong before."""
        self._wrong.pop(caller, None)


class LastTalks:
    """When each extension last talked, on the loop's clock."""

    def __init__(self) -> None:
        self._at_s: dict[int, float] = {}

    def talked(self, extension: int, now_s: float) -> None:
        """It talks now."""
        self._at_s.pop(extension, None)
        self._at_s[extension] = now_s
        _shrink(self._at_s)

    def longest_ago_first(self, extensions: Iterable[int]) -> list[int]:
        """Those that never talked come first; among equals the order stays."""
        return sorted(extensions, key=lambda one: self._at_s.get(one, float("-inf")))


@dataclass(frozen=True, slots=True)
class Memory:
    """All of it, and the source of chance for ring groups."""

    pins: PinFailures = field(default_factory=PinFailures)
    talks: LastTalks = field(default_factory=LastTalks)
    random: Random = field(default_factory=SystemRandom)


def _refusal_s(count: int) -> float:
    if count < WRONG_PINS:
        return 0.0
    return min(FIRST_REFUSAL_S * 2.0 ** min(count - WRONG_PINS, 16), LONGEST_REFUSAL_S)


def _shrink(known: dict[K, V]) -> None:
    if len(known) > REMEMBERED:
        del known[next(iter(known))]
